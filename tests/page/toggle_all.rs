use article_widget::page::PageOptions;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Heard, STORY, Stage, closed};

fn label(stage: &Stage) -> String {
    stage.find(".aw-all").text_content().unwrap()
}

#[wasm_bindgen_test]
fn one_button_closes_and_opens_all_sections() {
    let stage = Stage::new();
    let _widget = stage.mount(STORY);
    assert_eq!(label(&stage), "Hide all sections");
    stage.find(".aw-all").click();
    assert_eq!(stage.open().len(), 0);
    assert_eq!(label(&stage), "Show all sections");
    stage.find(".aw-all").click();
    assert_eq!(stage.open().len(), 4);
}

#[wasm_bindgen_test]
fn its_label_follows_every_section() {
    let stage = Stage::new();
    let widget = stage.mount(STORY);
    stage.button("one").click();
    assert_eq!(label(&stage), "Show all sections");
    widget.toggle("one", Some(true));
    assert_eq!(label(&stage), "Hide all sections");
}

#[wasm_bindgen_test]
fn a_listener_of_the_page_sees_the_new_label() {
    let stage = Stage::new();
    let _widget = stage.mount_with(STORY, &closed());
    let all = stage.find(".aw-all");
    let seen = std::rc::Rc::new(std::cell::RefCell::new(String::new()));
    let into = std::rc::Rc::clone(&seen);
    let heard = Heard::with(&stage.host, "article-toggle", move |_| {
        into.replace(all.text_content().unwrap());
    });
    stage.find(".aw-all").click();
    assert_eq!(heard.count(), 4);
    assert_eq!(*seen.borrow(), "Hide all sections");
}

#[wasm_bindgen_test]
fn labels_of_the_page_take_the_place_of_ours() {
    let stage = Stage::new();
    let mut options = PageOptions::default();
    options.rendering.labels = vec![
        ("hideAll".to_owned(), "Fold".to_owned()),
        ("showAll".to_owned(), "Unfold".to_owned()),
    ];
    let _widget = stage.mount_with(STORY, &options);
    assert_eq!(label(&stage), "Fold");
    stage.find(".aw-all").click();
    assert_eq!(label(&stage), "Unfold");
}
