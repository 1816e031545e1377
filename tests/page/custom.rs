use std::cell::RefCell;
use std::rc::Rc;

use article_widget::page::{PageOptions, Renderer};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use crate::stage::Stage;

const JSON: &str = r#"{ "headline": "H", "body": [
  { "type": "score", "home": 2, "away": 1, "note": "Full time" }, { "type": "paragraph", "text": "Words." }
] }"#;

fn with_renderer(
    render: impl Fn(&str, &HtmlElement) -> Result<Option<Box<dyn FnOnce()>>, String> + 'static,
) -> PageOptions {
    let mut options = PageOptions::default();
    options.rendering.custom = vec!["score".to_owned()];
    options.renderers = vec![("score".to_owned(), Renderer::new(render))];
    options
}

#[wasm_bindgen_test]
fn the_page_renders_blocks_of_its_own_kind_from_their_json() {
    let stage = Stage::new();
    let options = with_renderer(|json, element| {
        element.set_text_content(Some(&format!("JSON: {json}")));
        Ok(None)
    });
    let _widget = stage.mount_with(JSON, &options);
    let expected = r#"JSON: { "type": "score", "home": 2, "away": 1, "note": "Full time" }"#;
    assert_eq!(
        stage.find(".aw-custom").text_content().as_deref(),
        Some(expected)
    );
}

#[wasm_bindgen_test]
fn where_a_renderer_fails_the_words_of_the_block_are_shown() {
    let stage = Stage::new();
    let options = with_renderer(|_, element| {
        element.set_text_content(Some("half"));
        Err("no data".to_owned())
    });
    let _widget = stage.mount_with(JSON, &options);
    let text = stage.find(".aw-custom").text_content().unwrap();
    assert!(
        text.contains("Full time") && !text.contains("half"),
        "{text}"
    );
}

#[wasm_bindgen_test]
fn a_block_is_cleaned_up_when_it_goes() {
    let log = Rc::new(RefCell::new(Vec::new()));
    let stage = Stage::new();
    let own = Rc::clone(&log);
    let options = with_renderer(move |_, _| {
        own.borrow_mut().push("rendered");
        let own = Rc::clone(&own);
        Ok(Some(Box::new(move || own.borrow_mut().push("cleaned up"))))
    });
    let widget = stage.mount_with(JSON, &options);
    widget.update(r#"{ "headline": "H" }"#).unwrap();
    assert_eq!(*log.borrow(), ["rendered", "cleaned up"]);
    widget.update(JSON).unwrap();
    drop(widget);
    assert_eq!(
        *log.borrow(),
        ["rendered", "cleaned up", "rendered", "cleaned up"]
    );
}

#[wasm_bindgen_test]
async fn a_failed_renderer_is_reported_once_where_its_block_is_now() {
    let stage = Stage::new();
    let heard = crate::stage::Heard::on(&stage.host, "article-ready");
    let widget = stage.mount_with(JSON, &with_renderer(|_, _| Err("no data".to_owned())));
    crate::stage::until("it is ready", || heard.count() == 1).await;
    let reported = crate::stage::get(&heard.last_detail(), "diagnostics");
    assert_eq!(crate::stage::get(&reported, "length").as_f64(), Some(1.0));
    let moved = JSON.replace(
        "\"body\": [",
        "\"body\": [ { \"type\": \"paragraph\", \"text\": \"Before.\" },",
    );
    widget.update(&*moved).unwrap();
    let paths: Vec<_> = widget
        .diagnostics()
        .into_iter()
        .map(|one| one.path)
        .collect();
    assert_eq!(paths, ["$.body[1]"]);
    widget.update(r#"{ "headline": "H" }"#).unwrap();
    assert!(widget.diagnostics().is_empty());
}
