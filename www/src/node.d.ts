// What is used of Node, where there is Node: no page has its types.
declare module "node:dns/promises";
declare module "node:https";
declare module "node:net";
declare module "node:stream";
declare module "node:zlib";
