//! Live articles: the module loads for them alone, and an update keeps what the reader has chosen.

use js_sys::Date;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Stage, click, sleep, until};

/// A live article with an update for each id, so many minutes ago.
fn article(now: f64, live: bool, updates: &[(&str, f64)]) -> String {
    let blocks = updates.iter().map(|(id, age)| {
        let time = Date::new(&JsValue::from_f64(now - (age * 60.0 + 10.0) * 1000.0));
        let time = String::from(time.to_iso_string());
        format!(r#"{{ "type": "paragraph", "id": "{id}", "text": "{id}", "published": "{time}" }}"#)
    });
    let blocks: Vec<_> = blocks.collect();
    format!(
        r#"{{ "id": "storm", "lang": "en", "headline": "Storm", "live": {live}, "body": [{}] }}"#,
        blocks.join(",")
    )
}

fn order(stage: &Stage) -> Vec<String> {
    let updates = stage.host.query_selector_all(".aw-update").unwrap();
    let keys = (0..updates.length()).map(|at| {
        let update: web_sys::Element =
            wasm_bindgen::JsCast::unchecked_into(updates.item(at).unwrap());
        update.get_attribute("data-key").unwrap()
    });
    keys.collect()
}

#[wasm_bindgen_test]
async fn times_are_relative_and_the_order_of_the_reader_survives_updates() {
    let stage = Stage::new();
    let now = Date::now();
    let widget = stage.mount(&article(now, true, &[("a", 1.0), ("b", 2.0), ("c", 3.0)]));
    until("the controls are there", || {
        stage.count(".aw-live-tools:not([hidden])") == 1
    })
    .await;
    let time = stage.find("[data-key=b] > .aw-update-time");
    assert!(
        time.text_content().unwrap().starts_with("2 min"),
        "{:?}",
        time.text_content()
    );
    assert!(time.title().contains(" at "), "{}", time.title());
    click(&stage.find(".aw-choice:nth-child(2)"));
    assert_eq!(order(&stage), ["c", "b", "a"]);
    let kept = stage.find("[data-key=b]");
    let changes = widget
        .update(article(now, true, &[("z", 0.0), ("a", 1.0), ("b", 2.0), ("d", 4.0)]).as_str())
        .unwrap();
    assert_eq!((changes.added.len(), changes.removed.len()), (2, 1));
    assert_eq!(order(&stage), ["d", "b", "a", "z"]);
    assert_eq!(kept, stage.find("[data-key=b]"), "its node stays");
    click(&stage.find(".aw-choice:nth-child(1)"));
    assert_eq!(order(&stage), ["z", "a", "b", "d"]);
}

#[wasm_bindgen_test]
async fn an_article_that_is_not_live_has_its_full_times() {
    let stage = Stage::new();
    let _widget = stage.mount(&article(Date::now(), false, &[("a", 1.0), ("b", 2.0)]));
    sleep(50).await;
    assert_eq!(stage.count(".aw-live, .aw-live-tools"), 0);
    assert_eq!(stage.count("time[title]"), 0);
}
