//! The public events. Only this file dispatches any.

use serde::Serialize;
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, Element};

use super::sections::Reason;
use crate::error::Diagnostic;
use crate::render::OutlineEntry;

/// What an update changed, by the keys of blocks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Changes {
    /// Blocks that were not there before.
    pub added: Vec<String>,
    /// Blocks with other text or other attributes.
    pub changed: Vec<String>,
    /// Blocks that are gone.
    pub removed: Vec<String>,
}

/// Detail of `article-ready`.
#[derive(Serialize)]
pub(super) struct Ready<'d> {
    pub(super) outline: &'d [OutlineEntry],
    pub(super) diagnostics: &'d [Diagnostic],
    pub(super) words: u32,
    pub(super) minutes: u32,
}

/// Detail of `article-toggle`.
#[derive(Serialize)]
pub(super) struct Toggle<'d> {
    pub(super) id: &'d str,
    pub(super) open: bool,
    pub(super) reason: Reason,
}

/// Detail of `article-progress`.
#[derive(Serialize)]
pub(super) struct Progress {
    pub(super) percent: u32,
}

/// Detail of `article-consent`.
#[derive(Serialize)]
pub(super) struct Consent<'d> {
    pub(super) provider: &'d str,
    pub(super) block: Option<&'d str>,
    pub(super) granted: bool,
}

/// Dispatches an event on the host; it bubbles, and crosses the borders of shadow roots.
pub(super) fn dispatch(host: &Element, name: &str, detail: &impl Serialize) {
    dispatch_value(
        host,
        name,
        &serde_wasm_bindgen::to_value(detail).unwrap_or_default(),
    );
}

#[inline(never)]
fn dispatch_value(host: &Element, name: &str, detail: &JsValue) {
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_composed(true);
    init.set_detail(detail);
    if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) {
        let _ = host.dispatch_event(&event);
    }
}
