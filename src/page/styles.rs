//! The stylesheet, adopted by each document or shadow root that contains an article.

use js_sys::{Array, WeakSet};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CssStyleSheet, Document, Node, ShadowRoot};

use super::dom::property;

const CSS: &str = include_str!("../../www/article-widget.css");

thread_local! {
    /// The trees that have the styles.
    static STYLED: WeakSet = WeakSet::new();
}

/// Gives the styles to the tree that contains the node, unless the page links the stylesheet itself.
pub(super) fn add_styles(node: &Node) {
    let tree = node.get_root_node();
    let Some(document) = node.owner_document() else {
        return;
    };
    let is_shadow = tree.is_instance_of::<ShadowRoot>();
    // An element that is in no tree is styled as if it were in the document.
    let tree: Node = if is_shadow {
        tree
    } else {
        document.clone().into()
    };
    let known = STYLED.with(|styled| {
        let known = styled.has(tree.unchecked_ref());
        styled.add(tree.unchecked_ref());
        known
    });
    if known || (!is_shadow && is_linked(&document)) {
        return;
    }
    let sheets = property(&tree, "adoptedStyleSheets");
    match CssStyleSheet::new() {
        // A sheet belongs to the document that made it: an article in a frame gets an element instead.
        Ok(sheet) if is_own(&document) && !sheets.is_undefined() => {
            if sheet.replace_sync(CSS).is_ok() {
                // An array that is frozen in older browsers.
                let all = Array::from(&sheets);
                all.push(&sheet);
                let _ = js_sys::Reflect::set(&tree, &JsValue::from_str("adoptedStyleSheets"), &all);
            }
        }
        _ => add_element(&document, &tree),
    }
}

fn is_own(document: &Document) -> bool {
    web_sys::window()
        .and_then(|window| window.document())
        .as_ref()
        == Some(document)
}

fn is_linked(document: &Document) -> bool {
    let style = document
        .document_element()
        .zip(document.default_view())
        .and_then(|(root, window)| window.get_computed_style(&root).ok().flatten());
    let marker = style.and_then(|style| style.get_property_value("--aw-styles").ok());
    marker.is_some_and(|marker| !marker.is_empty())
}

fn add_element(document: &Document, tree: &Node) {
    let Ok(style) = document.create_element("style") else {
        return;
    };
    style.set_text_content(Some(CSS));
    let place: Option<&Node> = match tree.dyn_ref::<ShadowRoot>() {
        Some(shadow) => Some(shadow),
        None => None,
    };
    let head = document.head();
    let place = place.or(head.as_ref().map(|head| -> &Node { head }));
    if let Some(place) = place {
        let _ = place.append_child(&style);
    }
}
