use js_sys::Function;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{STORY, Stage, get, until, window};

/// A clipboard in place of the browser's, which asks for permission. Copied text is in `window.copied`.
fn clipboard(write: &str) {
    let make = Function::new_no_args(&format!(
        "window.copied = undefined; Object.defineProperty(navigator, 'clipboard', {{ configurable: true, value: {write} }})"
    ));
    make.call0(&JsValue::NULL).unwrap();
}

const WORKS: &str = "{ writeText: async (text) => void (window.copied = text) }";

#[wasm_bindgen_test]
async fn the_address_of_a_section_is_copied_and_announced() {
    clipboard(WORKS);
    let stage = Stage::new();
    let _widget = stage.mount(STORY);
    let button = stage.find("#article-one .aw-copy");
    button.click();
    until("it is copied", || get(&window(), "copied").is_string()).await;
    let href = window().location().href().unwrap();
    assert_eq!(
        get(&window(), "copied").as_string().unwrap(),
        format!("{href}#article-one")
    );
    until("it is shown", || button.has_attribute("data-copied")).await;
    let status = stage.find("#article-one .aw-said");
    assert_eq!(status.get_attribute("role").as_deref(), Some("status"));
    assert_ne!(status.text_content().unwrap(), "");
    until("it is shown no more", || {
        !button.has_attribute("data-copied")
    })
    .await;
    assert_eq!(status.text_content().unwrap(), "");
}

#[wasm_bindgen_test]
async fn copied_again_there_is_still_one_announcement() {
    clipboard(WORKS);
    let stage = Stage::new();
    let _widget = stage.mount(STORY);
    let button = stage.find("#article-one .aw-copy");
    button.click();
    until("it is shown", || button.has_attribute("data-copied")).await;
    button.click();
    until("it is copied", || get(&window(), "copied").is_string()).await;
    assert_eq!(stage.count(".aw-said"), 1);
    assert!(button.has_attribute("data-copied"));
}

#[wasm_bindgen_test]
async fn where_the_clipboard_refuses_the_address_bar_has_it() {
    for write in [
        "{ writeText: () => Promise.reject(new Error('no')) }",
        "undefined",
    ] {
        clipboard(write);
        let stage = Stage::new();
        let _widget = stage.mount(STORY);
        stage.find("#article-two .aw-copy").click();
        until("the fragment is set", || {
            window().location().hash().unwrap() == "#article-two"
        })
        .await;
        assert_eq!(stage.count("[data-copied]"), 0);
    }
    clipboard(WORKS);
}

#[wasm_bindgen_test]
async fn an_article_that_is_gone_announces_nothing() {
    clipboard("{ writeText: () => new Promise((done) => setTimeout(done, 30)) }");
    let stage = Stage::new();
    let widget = stage.mount(STORY);
    let button = stage.find("#article-one .aw-copy");
    button.click();
    drop(widget);
    crate::stage::sleep(60).await;
    assert!(!button.has_attribute("data-copied"));
    clipboard(WORKS);
}
