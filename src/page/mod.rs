//! Articles in a page, from Rust (feature `page`, wasm32 only).
//!
//! [`mount`] renders an article into an element and returns a [`Widget`]. The article lives as long as its widget: a
//! dropped widget takes the article, its listeners and its observers away, and puts back what was in the element
//! before.
//!
//! ```no_run
//! # use wasm_bindgen::JsValue;
//! use article_widget::page::{self, PageOptions};
//!
//! # fn app(host: web_sys::Element) -> Result<(), article_widget::ArticleError> {
//! let widget = page::mount(&host, r#"{ "headline": "Good news" }"#, &PageOptions::default())?;
//! let changes = widget.update(r#"{ "headline": "Better news" }"#)?;
//! # Ok(())
//! # }
//! ```
//!
//! All nodes of an article are made by one small interpreter in JavaScript, `paint.js`, so that no call crosses the
//! border of the WebAssembly for each node. Everything else, such as opening a section, is Rust with `web-sys` and
//! `gloo`.
//!
//! No borrow is held while a function of the page or an event runs, and whatever is called later holds its widget
//! weakly.

mod consent;
mod context;
mod dom;
mod events;
mod feature;
mod messages;
mod options;
mod paint;
mod render;
mod schedule;
mod scroll_anchor;
mod sections;
mod source;
mod storage;
mod styles;
mod widget;

pub use consent::{grant_consent, revoke_consent};
pub use events::Changes;
pub use options::{Consent, PageOptions, Renderer, ScriptUrl};
pub use sections::Reason;
pub use source::Source;
pub use widget::{Widget, mount};
