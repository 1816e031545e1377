use article_widget::page::PageOptions;
use article_widget::{Options, Sections};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Heard, STORY, Stage, click, closed, dispatch, document, window};

#[wasm_bindgen_test]
fn a_press_closes_and_opens_a_section() {
    let stage = Stage::new();
    let _widget = stage.mount(STORY);
    let heard = Heard::on(&stage.host, "article-toggle");
    stage.button("one").click();
    assert_eq!(stage.open(), ["two", "inner", "three"]);
    stage.button("one").click();
    assert_eq!(stage.open().len(), 4);
    assert_eq!(
        heard.details(&["reason", "id", "open"]),
        ["user one false", "user one true"]
    );
}

#[wasm_bindgen_test]
fn a_press_on_what_is_inside_the_button_counts() {
    let stage = Stage::new();
    let _widget = stage.mount(STORY);
    let inside = stage.button("one").first_element_child();
    click(&inside.unwrap_or_else(|| stage.button("one").into()));
    assert!(!stage.is_open("one"));
}

#[wasm_bindgen_test]
fn a_press_outside_the_buttons_changes_nothing() {
    let stage = Stage::new();
    let _widget = stage.mount(STORY);
    click(&stage.find("#article-one p"));
    click(&stage.find(".aw-headline"));
    assert_eq!(stage.open().len(), 4);
}

#[wasm_bindgen_test]
fn the_outline_says_what_is_open_now() {
    let stage = Stage::new();
    let widget = stage.mount_with(STORY, &closed());
    stage.button("three").click();
    let open: Vec<_> = widget
        .outline()
        .into_iter()
        .map(|entry| (entry.text, entry.open))
        .collect();
    let expected = [
        ("One", false),
        ("Two", false),
        ("Inner", false),
        ("Three", true),
    ];
    assert_eq!(open, expected.map(|(text, open)| (text.to_owned(), open)));
}

#[wasm_bindgen_test]
fn all_sections_open_and_close_by_call_and_only_those_that_change_are_reported() {
    let stage = Stage::new();
    let widget = stage.mount_with(STORY, &closed());
    stage.button("one").click();
    let heard = Heard::on(&stage.host, "article-toggle");
    widget.expand_all();
    assert_eq!(stage.open().len(), 4);
    assert_eq!(
        heard.details(&["reason", "id"]),
        ["all two", "all inner", "all three"]
    );
    widget.collapse_all();
    assert_eq!(stage.open().len(), 0);
    widget.collapse_all();
    assert_eq!(heard.count(), 7);
}

#[wasm_bindgen_test]
fn a_section_is_toggled_by_id_with_or_without_the_prefix() {
    let stage = Stage::new();
    let widget = stage.mount(STORY);
    let heard = Heard::on(&stage.host, "article-toggle");
    widget.toggle("one", None);
    widget.toggle("article-two", None);
    widget.toggle("one", Some(false));
    widget.toggle("nowhere", None);
    assert_eq!(stage.open(), ["inner", "three"]);
    assert_eq!(heard.details(&["reason", "id"]), ["api one", "api two"]);
}

#[wasm_bindgen_test]
fn a_section_that_closes_gives_the_focus_to_its_button() {
    let stage = Stage::new();
    let json = STORY.replace(
        "\"Third words.\"",
        r#"[{ "text": "A link", "href": "https://example.org/" }]"#,
    );
    let widget = stage.mount(&json);
    stage.find("#article-three a").focus().unwrap();
    widget.toggle("three", Some(false));
    assert_eq!(
        document().active_element(),
        Some(stage.button("three").into())
    );
}

#[wasm_bindgen_test]
fn a_section_that_closes_elsewhere_leaves_the_focus_alone() {
    let stage = Stage::new();
    let widget = stage.mount(STORY);
    stage.button("two").focus().unwrap();
    widget.toggle("three", Some(false));
    assert_eq!(
        document().active_element(),
        Some(stage.button("two").into())
    );
}

#[wasm_bindgen_test]
fn a_host_page_that_stops_the_event_breaks_nothing() {
    let stage = Stage::new();
    let options = PageOptions {
        exclusive: true,
        remember: true,
        ..closed()
    };
    let stopped = Heard::with(&window(), "article-toggle", |_| {});
    let stop = wasm_bindgen::closure::Closure::wrap(Box::new(|event: web_sys::Event| {
        event.stop_immediate_propagation()
    }) as Box<dyn Fn(web_sys::Event)>);
    window()
        .add_event_listener_with_callback_and_bool(
            "article-toggle",
            stop.as_ref().unchecked_ref(),
            true,
        )
        .unwrap();
    let widget = stage.mount_with(STORY, &options);
    stage.button("one").click();
    stage.button("three").click();
    assert_eq!(stage.open(), ["three"], "exclusive");
    widget.expand_all();
    assert_eq!(
        stage.find(".aw-all").text_content().as_deref(),
        Some("Hide all sections"),
        "show all"
    );
    widget.collapse_all();
    stage.button("two").click();
    drop(widget);
    let _again = stage.mount_with(STORY, &options);
    assert_eq!(stage.open(), ["two"], "remember");
    assert_eq!(stopped.count(), 0);
    window()
        .remove_event_listener_with_callback_and_bool(
            "article-toggle",
            stop.as_ref().unchecked_ref(),
            true,
        )
        .unwrap();
}

#[wasm_bindgen_test]
fn a_listener_may_press_another_section() {
    let stage = Stage::new();
    let _widget = stage.mount_with(STORY, &closed());
    let three = stage.button("three");
    let heard = Heard::with(&stage.host, "article-toggle", move |event| {
        if crate::stage::get(&event.detail(), "id")
            .as_string()
            .as_deref()
            == Some("article-one")
        {
            three.click();
        }
    });
    stage.button("one").click();
    assert_eq!(stage.open(), ["one", "three"]);
    assert_eq!(heard.details(&["id"]), ["one", "three"]);
}

#[wasm_bindgen_test]
fn what_find_in_page_finds_opens_with_all_around_it() {
    let stage = Stage::new();
    let _widget = stage.mount_with(STORY, &closed());
    let heard = Heard::on(&stage.host, "article-toggle");
    dispatch(&stage.find("#article-inner > .aw-panel"), "beforematch");
    assert_eq!(stage.open(), ["two", "inner"]);
    assert_eq!(heard.details(&["reason", "id"]), ["find two", "find inner"]);
}

#[wasm_bindgen_test]
fn without_interaction_there_are_no_buttons_and_everything_is_open() {
    let stage = Stage::new();
    let options = PageOptions::from(Options {
        sections: Sections::Closed,
        interactive: false,
        ..Options::default()
    });
    let widget = stage.mount_with(STORY, &options);
    assert_eq!(stage.count("button"), 0);
    assert_eq!(stage.count("[hidden]"), 0);
    widget.collapse_all();
    assert_eq!(stage.count("[hidden]"), 0);
}

#[wasm_bindgen_test]
fn an_article_in_an_article_keeps_its_sections_to_itself() {
    let outer = Stage::new();
    let json = r#"{ "headline": "Outer", "body": [
        { "type": "section", "id": "around", "heading": "Around", "body": [{ "type": "slot", "name": "ad" }] }
    ] }"#;
    let inner = document().create_element("div").unwrap();
    inner.set_slot("ad");
    outer.host.append_child(&inner).unwrap();
    let outer_widget = outer.mount(json);
    let inner_widget = article_widget::page::mount(&inner, STORY, &PageOptions::default()).unwrap();
    outer_widget.collapse_all();
    assert!(inner_widget.outline().iter().all(|entry| entry.open));
    inner_widget.collapse_all();
    outer_widget.expand_all();
    assert!(inner_widget.outline().iter().all(|entry| !entry.open));
}
