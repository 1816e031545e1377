//! What the reader lets onto the page. It is kept in JavaScript, because modules that are loaded on demand ask for it,
//! and because it outlives an instance of the WebAssembly.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::*;
use web_sys::{AbortController, AbortSignal, Element};

use super::context::Context;
use super::dom::closest;
use super::events::{self, dispatch};

/// The provider of posts that name none.
pub(super) const X: &str = "x";

#[wasm_bindgen(module = "/src/page/on_demand/consent.js")]
extern "C" {
    /// Whether the reader, or the page, allowed a provider's content.
    pub(super) fn allows(provider: &str) -> bool;

    /// Whether pictures and videos of a provider's posts are shown without asking.
    #[wasm_bindgen(js_name = allowsMedia)]
    pub(super) fn allows_media(provider: &str) -> bool;

    #[wasm_bindgen(js_name = grantMedia)]
    pub(super) fn grant_media(provider: &str);

    #[wasm_bindgen(js_name = grantConsent)]
    fn grant(provider: &str);

    #[wasm_bindgen(js_name = revokeConsent)]
    fn revoke(provider: Option<&str>);

    fn watch(tell: &Closure<Tell>, signal: &AbortSignal);
}

type Tell = dyn Fn(JsValue, bool);

/// Allows all content of a provider, such as `"youtube"`, for as long as the page is open: for pages that ask their
/// readers themselves.
pub fn grant_consent(provider: &str) {
    grant(provider);
}

/// Takes back what the reader allowed, of one provider or of all, here and for later visits. Its content goes from the
/// page.
pub fn revoke_consent(provider: Option<&str>) {
    revoke(provider);
}

/// Calls whenever content of a provider is allowed, until it is dropped.
pub(super) struct Watch {
    controller: Option<AbortController>,
    _tell: Closure<Tell>,
}

impl Watch {
    pub(super) fn new(granted: impl Fn() + 'static) -> Self {
        let tell = Closure::wrap(Box::new(move |_, allowed| {
            if allowed {
                granted();
            }
        }) as Box<Tell>);
        let controller = AbortController::new().ok();
        if let Some(controller) = &controller {
            watch(&tell, &controller.signal());
        }
        Self {
            controller,
            _tell: tell,
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        if let Some(controller) = &self.controller {
            controller.abort();
        }
    }
}

/// Who is asked for the media of a post.
pub(super) fn provider_of(card: &Element) -> String {
    card.get_attribute("data-provider")
        .unwrap_or_else(|| X.to_owned())
}

/// Tells the page what the reader has allowed.
pub(super) fn announce(context: &Context, provider: &str, part: &Element) {
    let block = closest(part, "[data-key]").filter(|block| context.root.contains(Some(block)));
    let block = block.and_then(|block| block.get_attribute("data-key"));
    let detail = events::Consent {
        provider,
        block: block.as_deref(),
        granted: true,
    };
    dispatch(&context.host, "article-consent", &detail);
}
