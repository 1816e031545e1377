use article_widget::page::PageOptions;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Heard, STORY, Stage, closed, tall, window};

fn exclusive() -> PageOptions {
    PageOptions {
        exclusive: true,
        ..closed()
    }
}

#[wasm_bindgen_test]
fn a_section_that_opens_closes_those_beside_it() {
    let stage = Stage::new();
    let _widget = stage.mount_with(STORY, &exclusive());
    stage.button("one").click();
    stage.button("three").click();
    assert_eq!(stage.open(), ["three"]);
}

#[wasm_bindgen_test]
fn a_section_inside_another_closes_nothing_around_it() {
    let stage = Stage::new();
    let widget = stage.mount_with(STORY, &exclusive());
    stage.button("two").click();
    widget.toggle("inner", Some(true));
    assert_eq!(stage.open(), ["two", "inner"]);
}

#[wasm_bindgen_test]
fn all_of_them_may_be_open_when_all_are_wanted() {
    let stage = Stage::new();
    let widget = stage.mount_with(STORY, &exclusive());
    widget.expand_all();
    assert_eq!(stage.open().len(), 4);
}

#[wasm_bindgen_test]
fn the_page_hears_of_the_opened_section_first() {
    let stage = Stage::new();
    let _widget = stage.mount_with(STORY, &exclusive());
    stage.button("one").click();
    let heard = Heard::on(&stage.host, "article-toggle");
    stage.button("two").click();
    assert_eq!(heard.details(&["id", "open"]), ["two true", "one false"]);
}

#[wasm_bindgen_test]
fn the_pressed_heading_stays_where_it_is() {
    let stage = Stage::new();
    // There is something above that can be scrolled away.
    stage
        .host
        .style()
        .set_property("margin-top", "3000px")
        .unwrap();
    let _widget = stage.mount_with(&tall(), &exclusive());
    stage.button("one").click();
    let button = stage.button("three");
    button.scroll_into_view();
    let before = button.get_bounding_client_rect().top();
    button.click();
    assert_eq!(stage.open(), ["three"]);
    assert!((button.get_bounding_client_rect().top() - before).abs() < 2.0);
    assert!(window().scroll_y().unwrap() > 0.0);
}
