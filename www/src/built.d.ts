// What the build makes from the stylesheet and from the compiled Rust.
declare module "article-widget:css" {
  const css: string;
  export default css;
}
declare module "article-widget:wasm" {
  const base64: string;
  export default base64;
}
