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
declare module "article-widget:fast-wasm" {
  const base64: string;
  export default base64;
}
declare module "article-widget:wasm" {
  const base64: string;
  export default base64;
}
declare module "*.wasm" {
  const module: WebAssembly.Module;
  export default module;
}
declare module "article-widget:format" {
  const english: string;
  export default english;
}
