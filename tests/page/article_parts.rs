use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

use article_widget::Options;
use article_widget::page::PageOptions;
use web_sys::Element;

use crate::stage::{Stage, click, dispatch, sleep, until};

/// Replaces the clipboard by a list. Not a module of its own: the runner's server may forget one that comes beside too many others.
fn watch_clipboard() {
    js_sys::eval(
        "globalThis.copied = [];
        Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: async (text) => void copied.push(text) } });",
    )
    .unwrap();
}

fn clipboard() -> String {
    let copied = js_sys::Reflect::get(&js_sys::global(), &"copied".into()).unwrap();
    js_sys::Array::from(&copied).join(" ").into()
}

fn sharing() -> PageOptions {
    PageOptions::from(Options {
        share: true,
        ..Options::default()
    })
}

#[wasm_bindgen_test]
async fn the_address_of_the_article_is_copied_and_announced() {
    watch_clipboard();
    let stage = Stage::new();
    let json = r#"{ "lang": "en", "headline": "The pier", "url": "https://example.org/pier" }"#;
    let _widget = stage.mount_with(json, &sharing());
    click(&stage.find("[data-ask=copy]"));
    until("it is copied", || clipboard() == "https://example.org/pier").await;
    until("it is announced", || stage.count(".aw-said") == 1).await;
    assert_eq!(
        stage.find(".aw-said").text_content().as_deref(),
        Some("Link copied")
    );
}

#[wasm_bindgen_test]
async fn two_pictures_to_compare_have_a_slider_until_the_article_goes() {
    let stage = Stage::new();
    let json = r#"{ "lang": "en", "headline": "The pier", "body": [{ "type": "gallery", "layout": "compare", "items": [
      { "src": "/1990.png", "alt": "In 1990" }, { "src": "/2025.png", "alt": "In 2025" }] }] }"#;
    let widget = stage.mount(json);
    until("there is a slider", || {
        stage.count(".aw-compare-slider") == 1
    })
    .await;
    let slider = stage.find(".aw-compare-slider");
    assert_eq!(
        slider.get_attribute("aria-label").as_deref(),
        Some("In 1990 / In 2025")
    );
    js_sys::Reflect::set(&slider, &"value".into(), &"80".into()).unwrap();
    dispatch(&slider, "input");
    let style = stage.find("[data-compare]").style();
    assert_eq!(style.get_property_value("--_border").unwrap(), "80%");
    // What a module has put between the nodes of a block doesn't confuse its updates.
    let changed = json
        .replace("In 1990", "In 1991")
        .replace(r#""layout""#, r#""caption": "Then and now", "layout""#);
    widget.update(&changed).unwrap();
    assert_eq!(stage.count(".aw-compare .aw-caption"), 1);
    assert_eq!(stage.count(".aw-compare .aw-gallery-item"), 2);
    until("there is one slider", || {
        stage.count(".aw-compare-slider") == 1
    })
    .await;
    widget.update(json).unwrap();
    assert_eq!(stage.count(".aw-compare .aw-caption"), 0);
    until("there is a slider again", || {
        stage.count(".aw-compare-slider") == 1
    })
    .await;
    let figure = stage.find("[data-compare]");
    drop(widget);
    assert!(!figure.has_attribute("data-compare"));
}

#[wasm_bindgen_test]
async fn a_chart_is_drawn_from_the_cells_and_again_after_an_update() {
    let stage = Stage::new();
    let json = |last: u32| {
        format!(
            r#"{{ "lang": "de", "headline": "Boats", "body": [{{ "type": "table", "chart": "bar", "head": ["Year", "Boats"],
            "rows": [["<img src=x>", 1200.5], ["2025", {last}]] }}] }}"#
        )
    };
    let widget = stage.mount(&json(1900));
    let values = || {
        let labels = stage.host.query_selector_all(".aw-chart-value").unwrap();
        let labels = (0..labels.length()).filter_map(|nth| labels.item(nth)?.text_content());
        labels.collect::<Vec<_>>()
    };
    until("it is drawn", || values() == ["1.200,5", "1.900"]).await;
    widget.update(&json(2100)).unwrap();
    until("it is drawn again", || values() == ["1.200,5", "2.100"]).await;
    // What is in the cells is text in the drawing, too.
    assert_eq!(stage.count("img"), 0);
    assert!(
        stage
            .find(".aw-chart")
            .text_content()
            .unwrap()
            .contains("<img src=x>")
    );
}

#[wasm_bindgen_test]
async fn a_formula_is_mathml_to_the_browser_and_is_updated() {
    let stage = Stage::new();
    let json = |power: u32| {
        format!(
            r#"{{ "lang": "en", "headline": "H", "body": [
              {{ "type": "math", "id": "sum", "mathml": "<math><msup><mi>a</mi><mn>{power}</mn></msup><mspace width='1em'/></math>", "alt": "a to the {power}" }},
              {{ "type": "paragraph", "id": "text", "text": ["So ", {{ "text": "b", "mathml": "<mi>b</mi>" }}, "."] }} ] }}"#
        )
    };
    let widget = stage.mount(&json(2));
    let namespaces = |selector: &str| {
        let all = stage.host.query_selector_all(selector).unwrap();
        let elements =
            (0..all.length()).filter_map(|nth| all.item(nth)?.dyn_into::<Element>().ok());
        elements
            .map(|element| element.namespace_uri().unwrap_or_default())
            .collect::<Vec<_>>()
    };
    let mathml = "http://www.w3.org/1998/Math/MathML";
    assert_eq!(namespaces("math, math *"), [mathml; 7]);
    assert_eq!(namespaces(".aw-math"), ["http://www.w3.org/1999/xhtml"]);
    let changes = widget.update(&json(3)).unwrap();
    assert_eq!(changes.changed, ["sum"]);
    assert_eq!(
        stage.find(".aw-math mn").text_content().as_deref(),
        Some("3")
    );
    assert_eq!(namespaces(".aw-math math *"), [mathml; 4]);
    let formula = stage.host.query_selector(".aw-math math").unwrap().unwrap();
    assert_eq!(
        formula.get_attribute("aria-label").as_deref(),
        Some("a to the 3")
    );
}

#[wasm_bindgen_test]
async fn a_note_opens_beside_its_number() {
    let stage = Stage::new();
    let json = r#"{ "lang": "en", "headline": "H", "body": [{ "type": "paragraph", "text": [
      "It takes ", { "text": "ninety", "note": ["With the ", { "text": "wind", "marks": ["em"] }, "."] }, " minutes." ] }] }"#;
    let widget = stage.mount(json);
    // The module comes by itself; before, the number leads to the list.
    sleep(500).await;
    click(&stage.find(".aw-note-ref > a"));
    until("it is open", || stage.count(".aw-note:popover-open") == 1).await;
    let note = stage.find(".aw-note");
    assert_eq!(note.text_content().as_deref(), Some("With the wind. "));
    assert_eq!(note.get_attribute("aria-label").as_deref(), Some("Note 1"));
    assert_eq!(note.query_selector_all("[id], a").unwrap().length(), 0);
    assert_eq!(stage.count(".aw-notes li"), 1);
    drop(widget);
    assert_eq!(stage.count(".aw-note"), 0);
}
