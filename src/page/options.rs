//! What a host page can choose for an article in a page.

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use wasm_bindgen::JsValue;
use web_sys::HtmlElement;

use crate::render::Options;

/// Options of an article in a page: those of its rendering, and those of the page part.
///
/// ```no_run
/// use article_widget::page::PageOptions;
/// use article_widget::{Options, Sections};
///
/// let mut options = PageOptions::from(Options { sections: Sections::Closed, ..Options::default() });
/// options.exclusive = true;
/// ```
#[derive(Debug, Clone, Default)]
pub struct PageOptions {
    /// How the article is rendered.
    pub rendering: Options,
    /// A section that opens closes the sections beside it.
    pub exclusive: bool,
    /// What the reader opened and closed is kept for this tab, this path and this article.
    pub remember: bool,
    /// A bar that shows how much has been read, and the event `article-progress`.
    pub progress: bool,
    /// The article is in an open shadow root, where the page's styles don't apply.
    pub isolate: bool,
    /// Asked before the original of a post (`"x"`) or content of another site is shown. Without it, the reader's press
    /// is a yes.
    pub consent: Option<Consent>,
    /// Where the platform's script is. Default: `https://platform.x.com/widgets.js`.
    pub script_url: Option<ScriptUrl>,
    /// Renderers of block types, by the `type` of the block.
    pub renderers: Vec<(String, Renderer)>,
}

impl From<Options> for PageOptions {
    fn from(rendering: Options) -> Self {
        Self {
            rendering,
            ..Self::default()
        }
    }
}

/// Called when a block that a [`Renderer`] has rendered goes or changes.
pub type Cleanup = Box<dyn FnOnce()>;

type RendererFn = dyn Fn(&str, &HtmlElement) -> Result<Option<Cleanup>, String>;

/// Renders a block of the page's own kind.
#[derive(Clone)]
pub struct Renderer(Rc<RendererFn>);

impl Renderer {
    /// The function gets the block's JSON as written, and an empty element to fill. With an error, which says why, the
    /// text of the block is shown instead, and the diagnostic `renderer-failed` reports it.
    pub fn new(
        render: impl Fn(&str, &HtmlElement) -> Result<Option<Cleanup>, String> + 'static,
    ) -> Self {
        Self(Rc::new(render))
    }

    pub(super) fn call(
        &self,
        json: &str,
        element: &HtmlElement,
    ) -> Result<Option<Cleanup>, String> {
        (self.0)(json, element)
    }
}

impl std::fmt::Debug for Renderer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Renderer")
    }
}

type ConsentFn = dyn Fn(String, Option<String>) -> Pin<Box<dyn Future<Output = bool>>>;

/// Decides whether content of another site may be shown.
///
/// ```no_run
/// use article_widget::page::{Consent, PageOptions};
///
/// let mut options = PageOptions::default();
/// options.consent = Some(Consent::new(|provider, _block| async move { provider == "youtube" }));
/// ```
#[derive(Clone)]
pub struct Consent(Rc<ConsentFn>);

impl Consent {
    /// The function gets the provider, such as `"youtube"`, and the key of the block.
    pub fn new<Answer: Future<Output = bool> + 'static>(
        decide: impl Fn(String, Option<String>) -> Answer + 'static,
    ) -> Self {
        Self(Rc::new(move |provider, block| {
            Box::pin(decide(provider, block))
        }))
    }

    pub(super) fn call(
        &self,
        provider: String,
        block: Option<String>,
    ) -> Pin<Box<dyn Future<Output = bool>>> {
        (self.0)(provider, block)
    }
}

impl std::fmt::Debug for Consent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Consent")
    }
}

/// Where a script is: text, or where Trusted Types are required, a `TrustedScriptURL`.
#[derive(Debug, Clone)]
pub struct ScriptUrl(JsValue);

impl ScriptUrl {
    pub(super) fn value(&self) -> &JsValue {
        &self.0
    }
}

impl From<&str> for ScriptUrl {
    fn from(url: &str) -> Self {
        Self(JsValue::from_str(url))
    }
}

impl From<JsValue> for ScriptUrl {
    fn from(url: JsValue) -> Self {
        Self(url)
    }
}
