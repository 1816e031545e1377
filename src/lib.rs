//! Renders a news article from JSON into any web page, or into HTML on a server.
//!
//! ```
//! let reading = article_widget::read(br#"{ "headline": "Good news" }"#)?;
//! assert!(reading.diagnostics.is_empty());
//!
//! let html = reading.to_html();
//! assert!(html.contains(">Good news</h2>"));
//! # Ok::<(), article_widget::ArticleError>(())
//! ```
//!
//! The same rendering becomes HTML text here and nodes in the browser, so a server and a page can't differ. Compiled to
//! WebAssembly, the crate hands the rendering to the painter in `src/page/paint.js`.

#[cfg(all(target_arch = "wasm32", feature = "allocator"))]
mod allocator;
mod article;
#[cfg_attr(not(all(target_arch = "wasm32", feature = "page")), allow(dead_code))]
mod diff;
mod error;
mod head;
mod html;
#[cfg(feature = "importers")]
#[cfg_attr(not(feature = "import"), allow(dead_code, unused_imports))]
pub mod import;
mod json;
mod locale;
pub mod model;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub mod page;
mod post;
#[cfg(feature = "payloads")]
mod posts;
mod provider;
mod reading;
mod render;
#[cfg(not(target_arch = "wasm32"))]
mod render_page;
mod scan;
mod structured_data;
mod url;

#[cfg(all(target_arch = "wasm32", feature = "js"))]
mod js;
#[cfg(all(target_arch = "wasm32", feature = "js-import"))]
#[path = "js/import.rs"]
mod js_import;
#[cfg(all(target_arch = "wasm32", feature = "js-import-markdown"))]
#[path = "js/import_markdown.rs"]
mod js_import_markdown;
#[cfg(all(target_arch = "wasm32", feature = "posts-module"))]
#[path = "js/posts.rs"]
mod posts_module;

pub use article::Document;
pub use error::{ArticleError, Diagnostic, Severity};
pub use head::{HeadOptions, head_tags};
#[cfg(feature = "payloads")]
pub use posts::convert_posts;
pub use reading::{Reading, read, read_with, to_html};
pub use render::{Limits, Media, Options, OutlineEntry, Rewrite, Sections, Theme, Tweets};
#[cfg(not(target_arch = "wasm32"))]
pub use render_page::{RenderPageOptions, RenderedPage, article_script, render_page};
pub use structured_data::structured_data;
pub use url::Address;
