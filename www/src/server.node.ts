// For Node and what resolves like it: also gets posts, which needs Node's sockets to ask checked addresses alone.
export * from "./server.js";
export { fetchPost, PostError, type FetchPostOptions, type PostRequest, type PostResponse, type Send } from "./post.js";
