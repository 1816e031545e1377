// Posts by their URLs, for programs in Node that store or render articles.
export { fetchPost, PostError, type FetchPostOptions, type PostRequest, type PostResponse, type Send } from "./fetch-post.js";
