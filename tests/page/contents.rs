use article_widget::page::PageOptions;
use article_widget::{Options, Sections};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Stage, frame, tall, until, window};

fn with_contents(sections: Sections) -> PageOptions {
    PageOptions::from(Options {
        toc: true,
        sections,
        ..Options::default()
    })
}

fn current(stage: &Stage) -> Option<String> {
    stage
        .host
        .query_selector("[aria-current=true]")
        .unwrap()?
        .text_content()
}

#[wasm_bindgen_test]
async fn the_contents_mark_the_section_that_is_being_read() {
    let stage = Stage::new();
    let _widget = stage.mount_with(&tall(), &with_contents(Sections::Open));
    assert_eq!(current(&stage), None);
    stage.find("#article-two").scroll_into_view();
    until("two is current", || {
        current(&stage).as_deref() == Some("Two")
    })
    .await;
    stage.find("#article-three").scroll_into_view();
    until("three is current", || {
        current(&stage).as_deref() == Some("Three")
    })
    .await;
    assert_eq!(stage.count("[aria-current]"), 1);
    window().scroll_to_with_x_and_y(0.0, 0.0);
    until("none is current", || current(&stage).is_none()).await;
}

#[wasm_bindgen_test]
async fn a_link_of_the_contents_opens_its_section_and_goes_there() {
    let stage = Stage::new();
    let _widget = stage.mount_with(&tall(), &with_contents(Sections::Closed));
    stage.find(".aw-toc-link[href$=three]").click();
    until("the section is open", || stage.open() == ["three"]).await;
    let section = stage.find("#article-three");
    until("it is at the top", || {
        section.get_bounding_client_rect().top().abs() < 2.0
    })
    .await;
}

#[wasm_bindgen_test]
async fn after_an_update_the_contents_mark_what_is_there_then() {
    let stage = Stage::new();
    let widget = stage.mount_with(&tall(), &with_contents(Sections::Open));
    let renamed = tall().replace("\"heading\": \"Two\"", "\"heading\": \"Second\"");
    widget.update(renamed.as_str()).unwrap();
    frame().await;
    stage.find("#article-two").scroll_into_view();
    until("it is current", || {
        current(&stage).as_deref() == Some("Second")
    })
    .await;
}
