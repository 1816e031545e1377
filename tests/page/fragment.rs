use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use crate::stage::{Heard, STORY, Stage, closed, sleep, tall, until, window};

fn go_to(fragment: &str) {
    window().location().set_hash(fragment).unwrap();
}

fn is_at_top(element: &HtmlElement) -> bool {
    element.get_bounding_client_rect().top().abs() < 2.0
}

#[wasm_bindgen_test]
async fn a_fragment_opens_everything_around_its_target() {
    let stage = Stage::new();
    let _widget = stage.mount_with(STORY, &closed());
    let heard = Heard::on(&stage.host, "article-toggle");
    go_to("article-deep");
    until("it is open", || stage.open() == ["two", "inner"]).await;
    assert_eq!(heard.details(&["reason", "id"]), ["hash two", "hash inner"]);
}

#[wasm_bindgen_test]
async fn an_article_that_comes_later_goes_to_the_fragment_of_the_page() {
    let stage = Stage::new();
    go_to("article-three");
    let _widget = stage.mount_with(&tall(), &closed());
    assert_eq!(stage.open(), ["three"]);
    let target = stage.find("#article-three");
    until("it is at the top", || is_at_top(&target)).await;
}

#[wasm_bindgen_test]
async fn a_target_stays_in_place_while_what_is_above_it_grows() {
    let stage = Stage::new();
    go_to("article-three");
    let _widget = stage.mount(&tall());
    let target = stage.find("#article-three");
    until("it is at the top", || is_at_top(&target)).await;
    stage
        .find("#article-one p")
        .style()
        .set_property("height", "700px")
        .unwrap();
    until("it is at the top again", || is_at_top(&target)).await;
    until("the arrival has ended", || stage.count("[data-near]") == 0).await;
}

#[wasm_bindgen_test]
async fn a_reader_who_scrolls_is_not_held() {
    let stage = Stage::new();
    go_to("article-three");
    let _widget = stage.mount(&tall());
    crate::stage::dispatch(&window(), "wheel");
    window().scroll_to_with_x_and_y(0.0, 0.0);
    sleep(300).await;
    assert_eq!(window().scroll_y().unwrap(), 0.0);
}

#[wasm_bindgen_test]
async fn a_fragment_may_be_percent_encoded() {
    let stage = Stage::new();
    let json = STORY.replace("\"id\": \"one\"", "\"id\": \"überfahrt\"");
    let _widget = stage.mount_with(&json, &closed());
    go_to("article-%C3%BCberfahrt");
    until("it is open", || stage.open() == ["überfahrt"]).await;
}

#[wasm_bindgen_test]
async fn a_fragment_may_be_in_another_normalization_form() {
    let stage = Stage::new();
    let json = STORY.replace("\"id\": \"one\"", "\"id\": \"überfahrt\"");
    let _widget = stage.mount_with(&json, &closed());
    go_to("article-u\u{308}berfahrt");
    until("it is open", || stage.open() == ["überfahrt"]).await;
}

#[wasm_bindgen_test]
async fn fragments_of_others_and_broken_ones_change_nothing() {
    let stage = Stage::new();
    let _widget = stage.mount_with(STORY, &closed());
    for fragment in ["nowhere", "%", "%E0%A4%A", ""] {
        go_to(fragment);
        sleep(20).await;
        assert_eq!(stage.open().len(), 0, "{fragment}");
    }
}

#[wasm_bindgen_test]
async fn a_link_to_the_current_fragment_opens_its_target_again() {
    let stage = Stage::new();
    let json = STORY.replace(
        "\"A lead.\"",
        r##"[{ "text": "There", "href": "#three" }]"##,
    );
    let widget = stage.mount_with(&json, &closed());
    go_to("article-three");
    until("it is open", || stage.open() == ["three"]).await;
    widget.toggle("three", Some(false));
    // Firefox follows a link a moment later, and would lead the next test to this fragment.
    let click = Heard::with(&window(), "click", |event| event.prevent_default());
    stage.find("a[href='#article-three']").click();
    assert_eq!(stage.open(), ["three"]);
    assert_eq!(click.count(), 1);
}

#[wasm_bindgen_test]
async fn in_a_shadow_root_a_fragment_moves_the_focus() {
    let stage = Stage::new();
    let options = article_widget::page::PageOptions {
        isolate: true,
        ..closed()
    };
    let _widget = stage.mount_with(STORY, &options);
    go_to("article-three");
    let shadow = stage.host.shadow_root().unwrap();
    let target = shadow.get_element_by_id("article-three").unwrap();
    until("it is open", || {
        target
            .query_selector(":scope > .aw-panel[hidden]")
            .unwrap()
            .is_none()
    })
    .await;
}
