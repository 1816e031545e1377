use article_widget::page::PageOptions;
use article_widget::{Options, Sections};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use crate::stage::{STORY, Stage, closed, document, tall, until, window};

fn place(element: &HtmlElement) -> f64 {
    element.get_bounding_client_rect().top()
}

/// A stage in a box that scrolls, with something above.
fn boxed(style: &str) -> (Stage, HtmlElement) {
    let stage = Stage::new();
    let scroller = document().create_element("div").unwrap();
    let style = format!("height: 500px; overflow: auto; {style}");
    scroller.set_attribute("style", &style).unwrap();
    let above = document().create_element("div").unwrap();
    above.set_attribute("style", "height: 2000px").unwrap();
    stage.host.before_with_node_1(&scroller).unwrap();
    scroller.append_with_node_2(&above, &stage.host).unwrap();
    (stage, wasm_bindgen::JsCast::unchecked_into(scroller))
}

#[wasm_bindgen_test]
fn in_a_box_that_scrolls_a_pressed_heading_stays_where_it_is() {
    let (stage, scroller) = boxed("");
    let options = PageOptions {
        exclusive: true,
        ..closed()
    };
    let _widget = stage.mount_with(&tall(), &options);
    stage.button("one").click();
    let button = stage.button("two");
    button.scroll_into_view();
    let before = place(&button);
    button.click();
    assert_eq!(stage.open(), ["two"]);
    assert!((place(&button) - before).abs() < 2.0);
    scroller.remove();
}

#[wasm_bindgen_test]
fn in_a_box_that_scrolls_an_update_keeps_the_readers_place() {
    let (stage, scroller) = boxed("overflow-anchor: none");
    let widget = stage.mount(&tall());
    let line = stage.find("#article-two p:nth-of-type(9)");
    line.scroll_into_view();
    let before = place(&line);
    let first = "\"body\": [{ \"type\": \"section\", \"id\": \"one\"";
    let news: Vec<_> = (0..30)
        .map(|nth| format!(r#"{{ "type": "paragraph", "text": "News {nth}" }}"#))
        .collect();
    let more = tall().replace(
        first,
        &format!("\"body\": [{}, {}", news.join(","), &first[9..]),
    );
    assert_eq!(widget.update(&more).unwrap().added.len(), 30);
    assert!((place(&line) - before).abs() < 2.0);
    scroller.remove();
}

#[wasm_bindgen_test]
async fn in_a_hidden_tab_whether_a_host_is_narrow_is_decided_when_it_is_shown() {
    let options = PageOptions::from(Options {
        sections: Sections::Narrow,
        ..Options::default()
    });
    for (width, open) in [("400px", 0), ("900px", 4)] {
        let stage = Stage::new();
        stage.host.style().set_property("width", width).unwrap();
        stage.host.style().set_property("display", "none").unwrap();
        let widget = stage.mount_with(STORY, &options);
        stage.host.style().set_property("display", "block").unwrap();
        until("it is decided", || stage.open().len() == open).await;
        let more = STORY.replace("\"body\": [\n", "\"body\": [ { \"type\": \"section\", \"id\": \"new\", \"heading\": \"New\", \"body\": [\"Words.\"] },\n");
        widget.update(&more).unwrap();
        assert_eq!(stage.is_open("new"), open > 0, "{width}");
    }
}

#[wasm_bindgen_test]
async fn a_link_inside_the_article_stays_on_the_page_under_a_base_address() {
    let base = document().create_element("base").unwrap();
    base.set_attribute("href", "/elsewhere/").unwrap();
    document().head().unwrap().append_child(&base).unwrap();
    let stage = Stage::new();
    let options = PageOptions::from(Options {
        toc: true,
        sections: Sections::Closed,
        ..Options::default()
    });
    let widget = stage.mount_with(&tall(), &options);
    let path = window().location().pathname().unwrap();
    for _ in 0..2 {
        stage.find(".aw-toc-link[href$=three]").click();
        until("the section is open", || stage.open() == ["three"]).await;
        let section = stage.find("#article-three");
        until("it is at the top", || place(&section).abs() < 2.0).await;
        widget.toggle("three", Some(false));
    }
    assert_eq!(window().location().pathname().unwrap(), path);
    base.remove();
}
