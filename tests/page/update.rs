use std::rc::Rc;

use article_widget::page::{Changes, PageOptions};
use js_sys::Reflect;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use crate::stage::{Heard, STORY, Stage, closed, document, get, sleep, tall, until, window};

fn paragraph(id: &str, text: &str) -> String {
    format!(r#"{{ "type": "paragraph", "id": "{id}", "text": "{text}" }}"#)
}

fn article(blocks: &[&str]) -> String {
    let blocks: Vec<_> = blocks
        .iter()
        .map(|id| paragraph(id, &format!("Words of {id}.")))
        .collect();
    format!(
        r#"{{ "id": "list", "headline": "H", "body": [{}] }}"#,
        blocks.join(",")
    )
}

fn mark(element: &HtmlElement) {
    Reflect::set(element, &"own".into(), &JsValue::TRUE).unwrap();
}

fn is_marked(element: &HtmlElement) -> bool {
    get(element, "own").is_truthy()
}

fn order(stage: &Stage) -> Vec<String> {
    let blocks = stage.host.query_selector_all(".aw > [data-key]").unwrap();
    let ids =
        (0..blocks.length()).map(|at| get(&blocks.item(at).unwrap(), "id").as_string().unwrap());
    ids.map(|id| id.trim_start_matches("article-").to_owned())
        .collect()
}

#[wasm_bindgen_test]
fn an_update_that_changes_nothing_touches_nothing() {
    let stage = Stage::new();
    let widget = stage.mount(STORY);
    let html = stage.host.inner_html();
    mark(&stage.find("#article-deep"));
    assert_eq!(widget.update(STORY).unwrap(), Changes::default());
    assert_eq!(stage.host.inner_html(), html);
    assert!(is_marked(&stage.find("#article-deep")));
}

#[wasm_bindgen_test]
fn what_is_the_same_stays_node_for_node() {
    let stage = Stage::new();
    let widget = stage.mount(&article(&["a", "b", "c"]));
    for id in ["a", "b", "c"] {
        mark(&stage.find(&format!("#article-{id}")));
    }
    let changes = widget.update(&article(&["b", "d", "c"])).unwrap();
    assert_eq!(order(&stage), ["b", "d", "c"]);
    assert!(is_marked(&stage.find("#article-b")) && is_marked(&stage.find("#article-c")));
    assert!(!is_marked(&stage.find("#article-d")));
    assert_eq!(
        (changes.added, changes.removed),
        (vec!["d".to_owned()], vec!["a".to_owned()])
    );
}

#[wasm_bindgen_test]
fn blocks_that_move_are_moved() {
    let stage = Stage::new();
    let widget = stage.mount(&article(&["a", "b", "c", "d"]));
    for id in ["a", "b", "c", "d"] {
        mark(&stage.find(&format!("#article-{id}")));
    }
    let changes = widget.update(&article(&["d", "b", "a", "c"])).unwrap();
    assert_eq!(order(&stage), ["d", "b", "a", "c"]);
    assert_eq!(stage.count("p"), 4);
    assert_eq!(changes, Changes::default());
    for id in ["a", "b", "c", "d"] {
        assert!(is_marked(&stage.find(&format!("#article-{id}"))), "{id}");
    }
}

#[wasm_bindgen_test]
fn a_changed_block_is_reported_by_its_key_and_shown() {
    let stage = Stage::new();
    let widget = stage.mount(&article(&["a", "b"]));
    let heard = Heard::on(&stage.host, "article-update");
    let changes = widget
        .update(&*article(&["a", "b"]).replace("Words of b", "Other words"))
        .unwrap();
    assert_eq!(changes.changed, ["b"]);
    assert!(stage.text().contains("Other words."));
    assert_eq!(heard.details(&["changed"]).len(), 1);
    assert_eq!(
        get(&get(&heard.last_detail(), "changed"), "length").as_f64(),
        Some(1.0)
    );
}

#[wasm_bindgen_test]
fn an_update_gives_what_a_fresh_mount_gives() {
    let fixtures = [
        include_str!("../fixtures/minimal.json"),
        include_str!("../fixtures/everything.json"),
        include_str!("../fixtures/posts.json"),
        include_str!("../fixtures/rtl.json"),
        include_str!("../fixtures/nested-sections.json"),
        include_str!("../fixtures/broken.json"),
        STORY,
    ];
    for before in fixtures {
        for after in fixtures {
            let (patched, fresh) = (Stage::new(), Stage::new());
            let widget = patched.mount(before);
            widget.update(after).unwrap();
            let found = clean(&patched);
            drop(widget);
            let _other = fresh.mount(after);
            let wanted = clean(&fresh);
            // The order of attributes depends on what was painted before.
            assert!(
                found.is_equal_node(Some(&wanted)),
                "{before:.60} to {after:.60}: {} is not {}",
                found.inner_html(),
                wanted.inner_html()
            );
        }
    }
}

/// A copy without what is announced.
fn clean(stage: &Stage) -> HtmlElement {
    let copy = stage.host.clone_node_with_deep(true).unwrap();
    let copy: HtmlElement = wasm_bindgen::JsCast::unchecked_into(copy);
    let news = copy.query_selector_all(".aw-news").unwrap();
    for at in 0..news.length() {
        let node = news.item(at).unwrap();
        node.parent_node().unwrap().remove_child(&node).unwrap();
    }
    let marked = copy.query_selector_all("[data-new]").unwrap();
    for at in 0..marked.length() {
        let element: HtmlElement = wasm_bindgen::JsCast::unchecked_into(marked.item(at).unwrap());
        element.remove_attribute("data-new").unwrap();
    }
    copy
}

#[wasm_bindgen_test]
fn open_and_closed_sections_stay_as_the_reader_left_them() {
    let stage = Stage::new();
    let widget = stage.mount_with(STORY, &closed());
    stage.button("two").click();
    widget
        .update(&*STORY.replace("Second words.", "Second thoughts."))
        .unwrap();
    assert_eq!(stage.open(), ["two"]);
    widget
        .update(&*STORY.replace("\"heading\": \"Two\"", "\"heading\": \"Second\""))
        .unwrap();
    assert_eq!(stage.open(), ["two"]);
    assert!(
        stage
            .button("two")
            .text_content()
            .unwrap()
            .contains("Second")
    );
    stage.button("two").click();
    assert_eq!(stage.open().len(), 0, "the new heading works");
}

#[wasm_bindgen_test]
fn a_section_that_comes_is_as_the_options_want_it() {
    let stage = Stage::new();
    let widget = stage.mount_with(STORY, &closed());
    let more = STORY.replace(
        r#"{ "type": "section", "id": "three""#,
        r#"{ "type": "section", "id": "new", "heading": "New", "body": ["News."] }, { "type": "section", "id": "three""#,
    );
    widget.update(&more).unwrap();
    assert!(!stage.is_open("new"));
    stage.button("new").click();
    assert_eq!(stage.open(), ["new"]);
    assert_eq!(widget.outline().len(), 5);
}

#[wasm_bindgen_test]
fn the_focus_stays_on_what_stays() {
    let stage = Stage::new();
    let widget = stage.mount(STORY);
    stage.button("three").focus().unwrap();
    widget
        .update(&*STORY.replace("First words.", "Other words."))
        .unwrap();
    assert_eq!(
        document().active_element(),
        Some(stage.button("three").into())
    );
}

#[wasm_bindgen_test]
fn the_focus_goes_from_a_replaced_heading_to_the_new_one() {
    let stage = Stage::new();
    let widget = stage.mount(STORY);
    stage.button("three").focus().unwrap();
    widget
        .update(&*STORY.replace("\"heading\": \"Three\"", "\"heading\": \"Third\""))
        .unwrap();
    assert_eq!(
        document().active_element(),
        Some(stage.button("three").into())
    );
}

#[wasm_bindgen_test]
fn the_selection_stays_on_what_stays() {
    let stage = Stage::new();
    let widget = stage.mount(&article(&["a", "b", "c"]));
    let text = stage.find("#article-b").first_child().unwrap();
    let selection = window().get_selection().unwrap().unwrap();
    selection.set_base_and_extent(&text, 0, &text, 5).unwrap();
    widget.update(&article(&["c", "b", "a"])).unwrap();
    assert_eq!(selection.to_string().as_string().unwrap(), "Words");
}

#[wasm_bindgen_test]
async fn the_readers_place_stays_though_blocks_come_above() {
    let stage = Stage::new();
    let widget = stage.mount(&tall());
    let line = stage.find("#article-two p:nth-of-type(9)");
    line.scroll_into_view();
    let before = line.get_bounding_client_rect().top();
    let news: Vec<_> = (0..30)
        .map(|nth| format!(r#"{{ "type": "paragraph", "text": "News {nth}" }}"#))
        .collect();
    let more = tall().replace(
        "\"body\": [{ \"type\": \"section\", \"id\": \"one\"",
        &format!(
            "\"body\": [{}, {{ \"type\": \"section\", \"id\": \"one\"",
            news.join(",")
        ),
    );
    let changes = widget.update(&more).unwrap();
    assert_eq!(changes.added.len(), 30);
    assert!((line.get_bounding_client_rect().top() - before).abs() < 2.0);
}

#[wasm_bindgen_test]
async fn what_came_is_marked_and_announced() {
    let stage = Stage::new();
    let widget = stage.mount(&article(&["a", "b"]));
    widget.update(&article(&["a", "c", "d", "b"])).unwrap();
    assert_eq!(stage.count("[data-new]"), 2);
    until("it is announced", || {
        stage.count(".aw-news .aw-said") == 1
            && !stage
                .find(".aw-news .aw-said")
                .text_content()
                .unwrap()
                .is_empty()
    })
    .await;
    assert_eq!(
        stage.find(".aw-news .aw-said").text_content().as_deref(),
        Some("2 new updates")
    );
}

#[wasm_bindgen_test]
fn what_was_rewritten_in_its_place_is_no_news() {
    let stage = Stage::new();
    let widget = stage.mount(&article(&["a", "b"]));
    widget.update(&article(&["a", "c"])).unwrap();
    assert_eq!(stage.count("[data-new]"), 0);
    assert_eq!(stage.count(".aw-news"), 0);
}

#[wasm_bindgen_test]
async fn what_has_been_seen_is_marked_no_more() {
    let stage = Stage::new();
    let widget = stage.mount(&article(&["a"]));
    widget.update(&article(&["a", "b"])).unwrap();
    assert_eq!(stage.count("[data-new]"), 1);
    until("it was seen", || stage.count("[data-new]") == 0).await;
}

#[wasm_bindgen_test]
async fn a_button_leads_to_what_came_above() {
    let stage = Stage::new();
    let widget = stage.mount(&tall());
    stage.find("#article-three").scroll_into_view();
    let more = tall().replace("\"body\": [{ \"type\": \"section\", \"id\": \"one\"", "\"body\": [{ \"type\": \"paragraph\", \"id\": \"fresh\", \"text\": \"Fresh\" }, { \"type\": \"section\", \"id\": \"one\"");
    widget.update(&more).unwrap();
    until("the button is there", || {
        stage.count(".aw-news-button:not([hidden])") == 1
    })
    .await;
    stage.find(".aw-news-button").click();
    let fresh = stage.find("#article-fresh");
    assert_eq!(document().active_element(), Some(fresh.clone().into()));
    until("it is in the window", || {
        fresh.get_bounding_client_rect().top() >= -1.0
    })
    .await;
    fresh.blur().unwrap();
    assert!(!fresh.has_attribute("tabindex"));
}

#[wasm_bindgen_test]
fn a_page_that_removed_our_nodes_gets_the_whole_article_again() {
    let stage = Stage::new();
    let widget = stage.mount(&article(&["a", "b", "c"]));
    stage.find("#article-b").remove();
    widget
        .update(&*article(&["a", "b", "c"]).replace("Words of b", "Other words"))
        .unwrap();
    assert_eq!(order(&stage), ["a", "b", "c"]);
    assert!(stage.text().contains("Other words"));
}

#[wasm_bindgen_test]
fn nodes_that_the_page_added_stay() {
    let stage = Stage::new();
    let widget = stage.mount(&article(&["a", "b", "c"]));
    let own = document().create_element("aside").unwrap();
    stage.find("#article-a").after_with_node_1(&own).unwrap();
    widget.update(&article(&["x", "a", "c"])).unwrap();
    assert_eq!(
        own.previous_element_sibling(),
        Some(stage.find("#article-a").into())
    );
}

#[wasm_bindgen_test]
fn a_listener_may_update_again() {
    let stage = Stage::new();
    let widget = Rc::new(stage.mount(&article(&["a"])));
    let own = Rc::downgrade(&widget);
    let heard = Heard::with(&stage.host, "article-update", move |event| {
        let first = get(&get(&event.detail(), "added"), "0").as_string();
        if first.as_deref() == Some("b") {
            own.upgrade().unwrap().update(&article(&["c"])).unwrap();
        }
    });
    widget.update(&article(&["b"])).unwrap();
    assert_eq!(order(&stage), ["c"]);
    assert_eq!(heard.count(), 2);
}

#[wasm_bindgen_test]
async fn an_update_of_an_article_that_is_still_painted_gets_the_whole() {
    let stage = Stage::new();
    let body = |word: &str| {
        let blocks: Vec<_> = (0..2500)
            .map(|nth| paragraph(&format!("p{nth}"), &format!("{word} {nth}")))
            .collect();
        format!(r#"{{ "headline": "H", "body": [{}] }}"#, blocks.join(","))
    };
    let widget = stage.mount(&body("Old"));
    let changes = widget
        .update(&*body("Old").replace("Old 2400\"", "New 2400\""))
        .unwrap();
    assert_eq!(changes.changed, ["p2400"]);
    assert_eq!(stage.count("p"), 2500);
    until("it is ready", || widget.is_ready()).await;
    sleep(20).await;
    assert_eq!(stage.count("p"), 2500);
}

#[wasm_bindgen_test]
fn a_failed_update_changes_nothing() {
    let stage = Stage::new();
    let widget = stage.mount_with(STORY, &PageOptions::default());
    let html = stage.host.inner_html();
    let heard = Heard::on(&stage.host, "article-update");
    assert!(widget.update("{ \"headline\": ").is_err());
    assert_eq!((stage.host.inner_html(), heard.count()), (html, 0));
}
