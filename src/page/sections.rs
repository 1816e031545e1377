//! Sections that open and close: by click, by find-in-page, by fragment, by call.
//!
//! Everything is found by its place in the section, never by id: the ids of a page are anybody's.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement};

use super::events::{Reason, toggled};

/// The section that this section button belongs to.
fn section_of_button(button: &Element) -> Option<Element> {
    button
        .parent_element()?
        .parent_element()
        .filter(|section| section.class_name() == "aw-section")
}

fn button(section: &Element) -> Option<Element> {
    section.first_element_child()?.first_element_child()
}

fn panel(section: &Element) -> Option<Element> {
    section.last_element_child()
}

pub(super) fn is_open(section: &Element) -> bool {
    panel(section).is_some_and(|panel| !panel.has_attribute("hidden"))
}

/// The sections inside `root`, in the order of the page.
pub(super) fn all(root: &Element) -> Vec<Element> {
    let Ok(list) = root.query_selector_all(".aw-section") else {
        return Vec::new();
    };
    (0..list.length())
        .filter_map(|index| list.get(index)?.dyn_into().ok())
        .collect()
}

/// Opens or closes; tells the host if that changed anything.
pub(super) fn set(host: &Element, section: &Element, open: bool, reason: Reason) {
    let (Some(button), Some(panel)) = (button(section), panel(section)) else {
        return;
    };
    if open != panel.has_attribute("hidden") {
        return;
    }
    // The focus must not be left on something that can't be seen.
    let focused = !open
        && host
            .owner_document()
            .and_then(|document| document.active_element())
            .is_some_and(|active| panel.contains(Some(&active)));
    let _ = button.set_attribute("aria-expanded", if open { "true" } else { "false" });
    let _ = if open {
        panel.remove_attribute("hidden")
    } else {
        panel.set_attribute("hidden", "until-found")
    };
    if focused {
        if let Some(button) = button.dyn_ref::<HtmlElement>() {
            let _ = button.focus();
        }
    }
    toggled(host, &section.id(), open, reason);
}

/// A click somewhere in the article.
pub(super) fn clicked(host: &Element, event: &Event) {
    let button = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .and_then(|target| target.closest(".aw-section-button").ok().flatten());
    if let Some(section) = button.as_ref().and_then(section_of_button) {
        set(host, &section, !is_open(&section), Reason::User);
    }
}

/// The browser is about to reveal a closed panel, because something was found or a fragment leads there.
pub(super) fn revealed(host: &Element, root: &Element, event: &Event) {
    let section = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .and_then(|panel| panel.parent_element());
    let Some(section) = section else { return };
    let by_hash = fragment_target(root).is_some_and(|target| section.contains(Some(&target)));
    let reason = if by_hash { Reason::Hash } else { Reason::Find };
    set(host, &section, true, reason);
}

/// What the page's fragment leads to, if it is inside `root`: the fragment as it stands, else percent-decoded.
fn fragment_target(root: &Element) -> Option<Element> {
    let document = root.owner_document()?;
    let hash = web_sys::window()?.location().hash().ok()?;
    let raw = hash.strip_prefix('#').filter(|raw| !raw.is_empty())?;
    let target = document.get_element_by_id(raw).or_else(|| {
        let decoded = js_sys::decode_uri_component(raw).ok()?.as_string()?;
        document.get_element_by_id(&decoded)
    })?;
    root.contains(Some(&target)).then_some(target)
}

/// Opens what the fragment leads to and goes there. The browser does neither for what came after the page was loaded.
pub(super) fn follow_fragment(host: &Element, root: &Element, arriving: bool) {
    let Some(target) = fragment_target(root) else {
        return;
    };
    let mut closed = Vec::new();
    let mut at = target.closest(".aw-section").ok().flatten();
    while let Some(section) = at {
        at = section
            .parent_element()
            .and_then(|above| above.closest(".aw-section").ok().flatten());
        if !is_open(&section) {
            closed.push(section);
        }
    }
    let moved = arriving || !closed.is_empty();
    // From the outermost in, as a reader would.
    for section in closed.iter().rev() {
        set(host, section, true, Reason::Hash);
    }
    if moved {
        target.scroll_into_view();
    }
}
