// Posts by their URLs, for whoever stores or renders articles on a machine with Node.
export { fetchPost, PostError, type FetchPostOptions, type PostRequest, type PostResponse, type Send } from "./fetch-post.js";
