use std::cell::Cell;
use std::rc::Rc;

use article_widget::page::{self, PageOptions};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, EventTarget, HtmlElement, HtmlIFrameElement};

use crate::stage::{Heard, STORY, Stage, closed, document, tall, until, window};

#[wasm_bindgen_test]
async fn an_article_may_be_updated_inside_each_of_its_events() {
    let events = [
        "article-ready",
        "article-toggle",
        "article-update",
        "article-progress",
    ];
    for name in events {
        let stage = Stage::new();
        let options = PageOptions {
            progress: true,
            ..PageOptions::default()
        };
        let widget = Rc::new(stage.mount_with(&tall(), &options));
        let own = Rc::downgrade(&widget);
        // An update is an event, too. Without an end, engines run out of stack, each in another place.
        let left = Cell::new(5);
        let heard = Heard::with(&stage.host, name, move |_| {
            if let Some(widget) = own.upgrade().filter(|_| left.replace(left.get() - 1) > 0) {
                let changes = widget
                    .update(&*tall().replace("One, line 3", "Another line"))
                    .unwrap();
                assert!(changes.changed.len() <= 1);
            }
        });
        widget.toggle("two", None);
        widget
            .update(&*tall().replace("\"Tall\"", "\"Taller\""))
            .unwrap();
        stage.find("#article-three").scroll_into_view();
        until(name, || heard.count() > 0).await;
        assert_eq!(stage.count(".aw-section"), 3, "{name}");
    }
}

#[wasm_bindgen_test]
fn an_article_may_be_destroyed_inside_its_own_update() {
    let stage = Stage::new();
    let widget = Rc::new(stage.mount(STORY));
    let own = Rc::downgrade(&widget);
    let heard = Heard::with(&stage.host, "article-update", move |_| {
        own.upgrade().unwrap().destroy()
    });
    let changes = widget
        .update(&*STORY.replace("A lead.", "Another lead."))
        .unwrap();
    assert_eq!(
        (changes.changed.len() + changes.added.len(), heard.count()),
        (1, 1)
    );
    assert_eq!(stage.host.child_element_count(), 0);
}

#[wasm_bindgen_test]
fn a_page_may_move_the_root_elsewhere() {
    let stage = Stage::new();
    let widget = stage.mount(STORY);
    let other = Stage::new();
    other.host.append_child(widget.root()).unwrap();
    other.button("one").click();
    assert!(!other.is_open("one"));
    widget
        .update(&*STORY.replace("Third words.", "Other words."))
        .unwrap();
    assert!(other.text().contains("Other words."));
    assert!(!other.is_open("one"));
    drop(widget);
    assert_eq!(other.count(".aw"), 0);
}

#[wasm_bindgen_test]
fn a_page_may_remove_the_root_and_the_widget_does_not_care() {
    let stage = Stage::with_markup("<p>Before</p>");
    let widget = stage.mount(STORY);
    widget.root().remove();
    widget
        .update(&*STORY.replace("Third words.", "Other words."))
        .unwrap();
    widget.toggle("one", Some(false));
    assert!(
        widget
            .root()
            .text_content()
            .unwrap()
            .contains("Other words.")
    );
    assert!(!widget.outline()[0].open);
    drop(widget);
    assert_eq!(stage.host.inner_html(), "<p>Before</p>");
}

#[wasm_bindgen_test]
fn a_copy_of_the_root_is_not_taken_for_the_article() {
    let stage = Stage::new();
    let widget = stage.mount(STORY);
    let copy: Element = widget
        .root()
        .clone_node_with_deep(true)
        .unwrap()
        .unchecked_into();
    stage.host.after_with_node_1(&copy).unwrap();
    let button: HtmlElement = copy
        .query_selector(".aw-section-button")
        .unwrap()
        .unwrap()
        .unchecked_into();
    button.click();
    assert_eq!(stage.open().len(), 4);
    widget.collapse_all();
    assert_eq!(
        button.get_attribute("aria-expanded").as_deref(),
        Some("true")
    );
    copy.remove();
}

#[wasm_bindgen_test]
async fn an_article_may_be_in_the_document_of_a_frame() {
    let stage = Stage::new();
    let frame: HtmlIFrameElement = document()
        .create_element("iframe")
        .unwrap()
        .unchecked_into();
    frame.set_attribute("width", "600").unwrap();
    stage.host.append_child(&frame).unwrap();
    let inside = frame.content_document().unwrap();
    let host = inside.create_element("div").unwrap();
    inside.body().unwrap().append_child(&host).unwrap();
    let widget = page::mount(&host, STORY, &closed()).unwrap();
    assert_eq!(widget.root().owner_document(), Some(inside));
    let style = frame
        .content_window()
        .unwrap()
        .get_computed_style(widget.root())
        .unwrap()
        .unwrap();
    assert_eq!(
        style.get_property_value("container-type").unwrap(),
        "inline-size"
    );
    let target: &EventTarget = &host;
    let heard = Heard::on(target, "article-toggle");
    let button: HtmlElement = host
        .query_selector("#article-one button")
        .unwrap()
        .unwrap()
        .unchecked_into();
    button.click();
    assert_eq!(heard.details(&["id", "open"]), ["one true"]);
    widget
        .update(&*STORY.replace("First words.", "Other words."))
        .unwrap();
    assert!(host.text_content().unwrap().contains("Other words."));
    until("it is ready", || widget.is_ready()).await;
    drop(widget);
    assert_eq!(host.child_element_count(), 0);
}

#[wasm_bindgen_test]
fn a_thousand_mounts_updates_and_drops_leave_nothing_behind() {
    let stage = Stage::with_markup("<p>Before</p>");
    let html = stage.host.inner_html();
    let nodes = || document().query_selector_all("*").unwrap().length();
    let before = nodes();
    let options = PageOptions {
        exclusive: true,
        remember: true,
        progress: true,
        ..closed()
    };
    let changed = STORY.replace("Second words.", "Other words.");
    let memory = || core::arch::wasm32::memory_size::<0>();
    let mut warm = 0;
    for round in 0..1000 {
        let widget = stage.mount_with(STORY, &options);
        widget.update(&*changed).unwrap();
        widget.toggle("one", None);
        drop(widget);
        if round == 100 {
            warm = memory();
        }
    }
    assert_eq!(nodes(), before);
    assert_eq!(stage.host.inner_html(), html);
    assert!(memory() <= warm + 1, "{} to {} pages", warm, memory());
    // No listener of theirs is left.
    let heard = Heard::on(&stage.host, "article-toggle");
    crate::stage::dispatch(&window(), "beforeprint");
    crate::stage::dispatch(&window(), "afterprint");
    assert_eq!(heard.count(), 0);
}
