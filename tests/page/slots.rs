use article_widget::page::PageOptions;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Stage, document, until};

const WITH_SLOT: &str = r#"{ "headline": "H", "body": [
  { "type": "paragraph", "text": "Before." }, { "type": "slot", "name": "ad" }, { "type": "paragraph", "text": "After." }
] }"#;

#[wasm_bindgen_test]
fn the_hosts_children_are_in_their_slots_and_come_back() {
    let stage = Stage::with_markup("<b slot=\"ad\">Buy</b><i>Plain</i>");
    let html = stage.host.inner_html();
    let child = stage.find("b");
    let widget = stage.mount(WITH_SLOT);
    assert_eq!(stage.find("[data-slot=ad] > b"), child);
    assert_eq!(stage.count("i"), 0);
    drop(widget);
    assert_eq!(stage.host.inner_html(), html);
}

#[wasm_bindgen_test]
async fn a_child_that_comes_later_is_put_into_its_slot() {
    let stage = Stage::new();
    let _widget = stage.mount(WITH_SLOT);
    let late = document().create_element("u").unwrap();
    late.set_slot("ad");
    stage.host.append_child(&late).unwrap();
    until("it is in its slot", || {
        stage.count("[data-slot=ad] > u") == 1
    })
    .await;
}

#[wasm_bindgen_test]
async fn a_child_without_a_slot_stays_where_the_page_put_it() {
    let stage = Stage::new();
    let widget = stage.mount(WITH_SLOT);
    let late = document().create_element("u").unwrap();
    stage.host.append_child(&late).unwrap();
    crate::stage::sleep(20).await;
    assert_eq!(late.parent_element().as_ref(), Some(&*stage.host));
    drop(widget);
    assert_eq!(stage.host.inner_html(), "<u></u>");
}

#[wasm_bindgen_test]
fn what_the_page_has_taken_away_does_not_come_back() {
    let stage = Stage::with_markup("<b slot=\"ad\">Buy</b>");
    let widget = stage.mount(WITH_SLOT);
    stage.find("b").remove();
    widget
        .update(&*WITH_SLOT.replace("After.", "Later."))
        .unwrap();
    assert_eq!(stage.count("b"), 0);
    drop(widget);
    assert_eq!(stage.count("b"), 0);
}

#[wasm_bindgen_test]
fn in_a_shadow_root_the_browser_fills_the_slots() {
    let stage = Stage::with_markup("<b slot=\"ad\">Buy</b>");
    let options = PageOptions {
        isolate: true,
        ..PageOptions::default()
    };
    let _widget = stage.mount_with(WITH_SLOT, &options);
    let shadow = stage.host.shadow_root().unwrap();
    assert!(
        shadow
            .query_selector("[data-slot=ad] > slot[name=ad]")
            .unwrap()
            .is_some()
    );
    assert_eq!(stage.count("b"), 1);
}
