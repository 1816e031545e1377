// What the build makes from the stylesheet and from the compiled Rust.
declare module "article-widget:languages" {
  const languages: Record<string, () => Promise<{ default: string; format: string }>>;
  export default languages;
}
declare module "article-widget:all-words" {
  const words: Record<string, string>;
  export default words;
}
declare module "article-widget:css" {
  const css: string;
  export default css;
}
declare module "article-widget:hash" {
  const integrity: string;
  export default integrity;
}
declare module "article-widget:import-hash" {
  const integrity: string;
  export default integrity;
}
declare module "article-widget:import-json-hash" {
  const integrity: string;
  export default integrity;
}
declare module "article-widget:import-markdown-hash" {
  const integrity: string;
  export default integrity;
}
declare module "article-widget:fast-wasm" {
  const base64: string;
  export default base64;
}
declare module "article-widget:wasm" {
  const base64: string;
  export default base64;
}
declare module "article-widget:posts-wasm" {
  const base64: string;
  export default base64;
}
declare module "article-widget:posts-hash" {
  const integrity: string;
  export default integrity;
}
declare module "article-widget:posts-glue" {
  export function initSync(source: { module: WebAssembly.Module }): void;
  export function convert(json: Uint8Array): Uint8Array;
  export function __wbg_reset_state(): void;
}
declare module "*.wasm" {
  const module: WebAssembly.Module;
  export default module;
}
declare module "article-widget:format" {
  const english: string;
  export default english;
}
/** What the element says before there is an article: the line of each message among the words of a language, and its English text. */
declare module "article-widget:messages" {
  const messages: Record<"network" | "http" | "broken" | "retry", { line: number; english: string }>;
  export default messages;
}
