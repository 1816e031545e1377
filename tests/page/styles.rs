use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Element;

use crate::stage::{STORY, Stage, window};

fn display(element: &Element, property: &str) -> String {
    window()
        .get_computed_style(element)
        .unwrap()
        .unwrap()
        .get_property_value(property)
        .unwrap()
}

#[wasm_bindgen_test]
fn the_styles_come_along() {
    let stage = Stage::new();
    let _widget = stage.mount(STORY);
    assert_ne!(display(&stage.find(".aw"), "--aw-styles"), "");
    assert_eq!(display(&stage.find(".aw"), "container-type"), "inline-size");
}

#[wasm_bindgen_test]
fn a_shadow_root_has_the_styles_too() {
    let stage = Stage::new();
    let options = article_widget::page::PageOptions {
        isolate: true,
        ..Default::default()
    };
    let widget = stage.mount_with(STORY, &options);
    assert_eq!(display(widget.root(), "container-type"), "inline-size");
}
