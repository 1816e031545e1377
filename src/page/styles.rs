//! The stylesheet, adopted by each document or shadow root that contains an article.

use js_sys::{Array, Function, Reflect, WeakMap, WeakSet};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CssStyleSheet, Document, Node};

use super::dom::property;

const CSS: &str = include_str!("../../www/article-widget.css");

thread_local! {
    /// The trees that have the styles.
    static STYLED: WeakSet = WeakSet::new();
    /// The sheet of each document: a sheet belongs to the document that made it.
    static SHEETS: WeakMap = WeakMap::new();
}

/// Gives the styles to the tree that contains the node, unless the page links the stylesheet itself.
pub(super) fn add_styles(node: &Node) {
    let tree = node.get_root_node();
    let Some(document) = node.owner_document() else {
        return;
    };
    let is_shadow = tree.node_type() == Node::DOCUMENT_FRAGMENT_NODE;
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
    let adopted = property(&tree, "adoptedStyleSheets");
    match sheet_of(&document).filter(|_| !adopted.is_undefined()) {
        Some(sheet) => {
            // Older browsers freeze the array.
            let all = Array::from(&adopted);
            all.push(&sheet);
            let _ = Reflect::set(&tree, &JsValue::from_str("adoptedStyleSheets"), &all);
        }
        None => add_element(&document, if is_shadow { Some(&tree) } else { None }),
    }
}

/// The document's sheet; none where sheets can't be constructed.
fn sheet_of(document: &Document) -> Option<JsValue> {
    let known = SHEETS.with(|sheets| sheets.get(document));
    if !known.is_undefined() {
        return Some(known);
    }
    let constructor = property(&document.default_view()?.into(), "CSSStyleSheet");
    let constructor = constructor.dyn_ref::<Function>()?;
    let sheet: CssStyleSheet = Reflect::construct(constructor, &Array::new())
        .ok()?
        .unchecked_into();
    sheet.replace_sync(CSS).ok()?;
    SHEETS.with(|sheets| sheets.set(document, &sheet));
    Some(sheet.into())
}

fn is_linked(document: &Document) -> bool {
    let style = document
        .document_element()
        .zip(document.default_view())
        .and_then(|(root, window)| window.get_computed_style(&root).ok().flatten());
    let marker = style.and_then(|style| style.get_property_value("--aw-styles").ok());
    marker.is_some_and(|marker| !marker.is_empty())
}

fn add_element(document: &Document, shadow: Option<&Node>) {
    let Ok(style) = document.create_element("style") else {
        return;
    };
    style.set_text_content(Some(CSS));
    let head = document.head();
    if let Some(place) = shadow.or(head.as_ref().map(|head| -> &Node { head })) {
        let _ = place.append_child(&style);
    }
}
