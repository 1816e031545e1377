use article_widget::page::PageOptions;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Heard, Stage, frame, sleep, tall, until, window};

fn with_progress() -> PageOptions {
    PageOptions {
        progress: true,
        ..PageOptions::default()
    }
}

#[wasm_bindgen_test]
async fn each_quarter_is_reported_once() {
    let stage = Stage::new();
    let heard = Heard::on(&stage.host, "article-progress");
    let _widget = stage.mount_with(&tall(), &with_progress());
    stage.find("#article-three").scroll_into_view();
    until("half is read", || {
        heard.details(&["percent"]).contains(&"50".to_owned())
    })
    .await;
    window().scroll_to_with_x_and_y(0.0, 0.0);
    frame().await;
    stage
        .find(".aw-section:last-of-type p:last-of-type")
        .scroll_into_view_with_bool(false);
    let foot = document_height();
    window().scroll_to_with_x_and_y(0.0, foot);
    until("all is read", || {
        heard.details(&["percent"]).contains(&"100".to_owned())
    })
    .await;
    assert_eq!(heard.details(&["percent"]), ["25", "50", "75", "100"]);
}

fn document_height() -> f64 {
    f64::from(
        crate::stage::document()
            .document_element()
            .unwrap()
            .scroll_height(),
    )
}

#[wasm_bindgen_test]
async fn a_bar_shows_it_to_those_who_see() {
    let stage = Stage::new();
    let _widget = stage.mount_with(&tall(), &with_progress());
    let bar = stage.find(".aw-progress");
    assert_eq!(bar.get_attribute("aria-hidden").as_deref(), Some("true"));
    let read = || {
        bar.style()
            .get_property_value("--_read")
            .unwrap()
            .parse::<f64>()
            .unwrap_or(-1.0)
    };
    until("it is measured", || read() >= 0.0).await;
    let before = read();
    stage.find("#article-three").scroll_into_view();
    until("more is read", || read() > before).await;
}

#[wasm_bindgen_test]
async fn without_the_option_nothing_is_measured() {
    let stage = Stage::new();
    let heard = Heard::on(&stage.host, "article-progress");
    let _widget = stage.mount(&tall());
    stage.find("#article-three").scroll_into_view();
    sleep(50).await;
    assert_eq!((stage.count(".aw-progress"), heard.count()), (0, 0));
}

#[wasm_bindgen_test]
async fn an_article_that_is_gone_measures_nothing() {
    let stage = Stage::new();
    let heard = Heard::on(&stage.host, "article-progress");
    drop(stage.mount_with(&tall(), &with_progress()));
    sleep(50).await;
    assert_eq!(heard.count(), 0);
}
