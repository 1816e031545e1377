use article_widget::page::PageOptions;
use article_widget::{Options, Sections};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Heard, STORY, Stage, closed, dispatch, window};

#[wasm_bindgen_test]
fn an_article_is_open_on_paper_and_as_before_afterwards() {
    let stage = Stage::new();
    let _widget = stage.mount_with(STORY, &closed());
    stage.button("one").click();
    let heard = Heard::on(&stage.host, "article-toggle");
    dispatch(&window(), "beforeprint");
    assert_eq!(stage.open().len(), 4);
    dispatch(&window(), "afterprint");
    assert_eq!(stage.open(), ["one"]);
    assert!(
        heard
            .details(&["reason"])
            .iter()
            .all(|reason| reason == "print")
    );
}

#[wasm_bindgen_test]
fn a_browser_that_says_so_twice_changes_nothing() {
    let stage = Stage::new();
    let _widget = stage.mount_with(STORY, &closed());
    dispatch(&window(), "beforeprint");
    dispatch(&window(), "beforeprint");
    dispatch(&window(), "afterprint");
    assert_eq!(stage.open().len(), 0);
}

#[wasm_bindgen_test]
fn pictures_are_loaded_for_print() {
    let stage = Stage::new();
    let json = r#"{ "headline": "H", "body": [{ "type": "image", "src": "https://example.org/a.jpg", "alt": "A" }] }"#;
    let _widget = stage.mount(json);
    assert_eq!(
        stage.find("img").get_attribute("loading").as_deref(),
        Some("lazy")
    );
    dispatch(&window(), "beforeprint");
    assert_eq!(
        stage.find("img").get_attribute("loading").as_deref(),
        Some("eager")
    );
}

#[wasm_bindgen_test]
fn a_page_may_print_the_article_as_it_is() {
    let stage = Stage::new();
    let options = PageOptions::from(Options {
        sections: Sections::Closed,
        print_open: false,
        ..Options::default()
    });
    let _widget = stage.mount_with(STORY, &options);
    dispatch(&window(), "beforeprint");
    assert_eq!(stage.open().len(), 0);
}

#[wasm_bindgen_test]
fn an_article_that_is_gone_is_not_printed() {
    let stage = Stage::new();
    let widget = stage.mount_with(STORY, &closed());
    let heard = Heard::on(&stage.host, "article-toggle");
    drop(widget);
    dispatch(&window(), "beforeprint");
    dispatch(&window(), "afterprint");
    assert_eq!(heard.count(), 0);
}
