use article_widget::page::PageOptions;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Storage;

use crate::stage::{Heard, STORY, Stage, closed, dispatch, window};

fn remembering() -> PageOptions {
    PageOptions {
        remember: true,
        ..closed()
    }
}

fn storage() -> Storage {
    window().session_storage().unwrap().unwrap()
}

fn name() -> String {
    format!(
        "article-widget:{}:story",
        window().location().pathname().unwrap()
    )
}

#[wasm_bindgen_test]
fn what_the_reader_opened_is_open_at_the_next_visit() {
    let stage = Stage::new();
    let first = stage.mount_with(STORY, &remembering());
    stage.button("one").click();
    stage.button("three").click();
    stage.button("three").click();
    drop(first);
    let heard = Heard::on(&stage.host, "article-toggle");
    let _second = stage.mount_with(STORY, &remembering());
    assert_eq!(stage.open(), ["one"]);
    assert_eq!(heard.details(&["reason", "id"]), ["restore one"]);
}

#[wasm_bindgen_test]
fn nothing_is_stored_that_is_as_it_was_at_first() {
    let stage = Stage::new();
    let _widget = stage.mount_with(STORY, &remembering());
    stage.button("one").click();
    assert_eq!(
        storage().get_item(&name()).unwrap().as_deref(),
        Some(r#"{"one":true}"#)
    );
    stage.button("one").click();
    assert_eq!(storage().get_item(&name()).unwrap(), None);
}

#[wasm_bindgen_test]
fn without_the_option_nothing_is_stored() {
    let stage = Stage::new();
    let _widget = stage.mount_with(STORY, &closed());
    stage.button("one").click();
    assert_eq!(storage().length().unwrap(), 0);
}

#[wasm_bindgen_test]
fn another_article_remembers_for_itself() {
    let stage = Stage::new();
    let first = stage.mount_with(STORY, &remembering());
    stage.button("one").click();
    drop(first);
    let other = STORY.replace("\"id\": \"story\"", "\"id\": \"other\"");
    let _second = stage.mount_with(&other, &remembering());
    assert_eq!(stage.open().len(), 0);
}

#[wasm_bindgen_test]
fn foreign_values_in_the_storage_are_ignored() {
    for value in [
        "",
        "[1, 2]",
        "null",
        "7",
        r#"{ "one": "yes", "two": true }"#,
        "{",
    ] {
        let stage = Stage::new();
        storage().set_item(&name(), value).unwrap();
        let _widget = stage.mount_with(STORY, &remembering());
        let expected: &[&str] = if value.contains("two") { &["two"] } else { &[] };
        assert_eq!(stage.open(), expected, "{value}");
    }
}

#[wasm_bindgen_test]
fn what_is_opened_for_print_is_not_remembered() {
    let stage = Stage::new();
    let _widget = stage.mount_with(STORY, &remembering());
    dispatch(&window(), "beforeprint");
    assert_eq!(stage.open().len(), 4);
    assert_eq!(storage().length().unwrap(), 0);
    dispatch(&window(), "afterprint");
    assert_eq!(storage().length().unwrap(), 0);
}
