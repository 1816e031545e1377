use article_widget::page::{self, PageOptions};
use article_widget::{Options, Sections, model, read, to_html};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, Node};

use crate::stage::{Heard, STORY, Stage, closed, document, get, sleep, until};

#[wasm_bindgen_test]
fn an_article_is_in_its_host_at_once() {
    let stage = Stage::new();
    let widget = stage.mount(STORY);
    assert_eq!(stage.count(":scope > article.aw"), 1);
    assert!(stage.text().contains("Deep words."));
    assert_eq!(widget.outline().len(), 4);
}

#[wasm_bindgen_test]
fn the_nodes_are_what_a_server_renders() {
    let fixtures = [
        include_str!("../fixtures/everything.json"),
        include_str!("../fixtures/posts.json"),
        include_str!("../fixtures/rtl.json"),
        include_str!("../fixtures/broken.json"),
        include_str!("../fixtures/japanese.json"),
        STORY,
    ];
    for json in fixtures {
        let stage = Stage::new();
        let _widget = stage.mount(json);
        let reading = read(json.as_bytes()).unwrap();
        let expected = document().create_element("div").unwrap();
        expected.set_inner_html(&to_html(&reading.article, &Options::default()));
        assert!(stage.host.is_equal_node(Some(&expected)), "{}", &json[..80]);
    }
}

#[wasm_bindgen_test]
fn an_article_comes_from_text_bytes_a_document_or_the_model() {
    let reading = read(STORY.as_bytes()).unwrap();
    let model = model::Article::try_from(&reading.article).unwrap();
    let stage = Stage::new();
    let options = PageOptions::default();
    let html = |widget: page::Widget| {
        let html = widget.root().outer_html();
        drop(widget);
        html
    };
    let text = html(page::mount(&stage.host, STORY, &options).unwrap());
    assert_eq!(
        html(page::mount(&stage.host, STORY.as_bytes(), &options).unwrap()),
        text
    );
    assert_eq!(
        html(page::mount(&stage.host, &reading.article, &options).unwrap()),
        text
    );
    assert_eq!(
        html(page::mount(&stage.host, &model, &options).unwrap()),
        text
    );
}

#[wasm_bindgen_test]
fn a_dropped_widget_takes_the_article_away_and_puts_the_children_back() {
    let stage = Stage::with_markup(
        "<p>Before</p> text <script type='text/plain'>kept</script><b>and after</b>",
    );
    let html = stage.host.inner_html();
    let widget = stage.mount(STORY);
    assert_eq!(stage.count("p:not(.aw p)"), 0);
    assert_eq!(stage.count(":scope > script"), 1, "scripts stay");
    drop(widget);
    assert_eq!(stage.host.inner_html(), html);
}

#[wasm_bindgen_test]
fn a_destroyed_widget_does_nothing_more() {
    let stage = Stage::new();
    let widget = stage.mount(STORY);
    widget.destroy();
    widget.destroy();
    widget.expand_all();
    widget.toggle("one", Some(false));
    assert_eq!(widget.update(STORY).unwrap(), page::Changes::default());
    assert_eq!(stage.host.child_element_count(), 0);
}

#[wasm_bindgen_test]
fn an_error_leaves_the_host_as_it_was() {
    let stage = Stage::with_markup("<p>Before</p>");
    let cases = [
        ("{", "not-json"),
        ("[]", "not-object"),
        ("{}", "no-headline"),
    ];
    for (json, code) in cases {
        let error = page::mount(&stage.host, json, &PageOptions::default()).unwrap_err();
        assert_eq!(error.code(), code);
        assert_eq!(stage.host.inner_html(), "<p>Before</p>");
    }
}

#[wasm_bindgen_test]
fn an_error_leaves_the_article_that_is_shown() {
    let stage = Stage::new();
    let widget = stage.mount(STORY);
    let root: Node = widget.root().clone().into();
    assert!(page::mount(&stage.host, "{}", &PageOptions::default()).is_err());
    assert!(widget.update("{}").is_err());
    assert_eq!(stage.host.first_child(), Some(root));
    widget.toggle("one", Some(false));
    assert!(!stage.is_open("one"));
}

#[wasm_bindgen_test]
fn another_article_in_the_same_host_takes_its_place() {
    let stage = Stage::with_markup("<p>Before</p>");
    let first = stage.mount(STORY);
    let second = stage.mount(r#"{ "headline": "Another" }"#);
    assert_eq!(stage.count(".aw"), 1);
    assert!(stage.text().contains("Another"));
    drop(first);
    assert_eq!(stage.count(".aw"), 1, "the first widget has ended already");
    drop(second);
    assert_eq!(stage.host.inner_html(), "<p>Before</p>");
}

#[wasm_bindgen_test]
fn mounted_again_the_article_keeps_what_the_reader_opened() {
    let stage = Stage::new();
    let _first = stage.mount_with(STORY, &closed());
    stage.button("two").click();
    let _second = stage.mount_with(STORY, &closed());
    assert_eq!(stage.open(), ["two"]);
}

#[wasm_bindgen_test]
fn mounted_again_the_article_keeps_the_focus() {
    let stage = Stage::new();
    let _first = stage.mount(STORY);
    stage.button("three").focus().unwrap();
    let _second = stage.mount(STORY);
    assert_eq!(
        document().active_element(),
        Some(stage.button("three").into())
    );
}

#[wasm_bindgen_test]
fn markup_from_a_server_comes_to_life_node_for_node() {
    let reading = read(STORY.as_bytes()).unwrap();
    let stage = Stage::with_markup(&to_html(&reading.article, &Options::default()));
    let root = stage.find(".aw");
    let button = stage.button("one");
    let widget = stage.mount(STORY);
    assert_eq!(*widget.root(), root);
    button.click();
    assert!(!stage.is_open("one"));
}

#[wasm_bindgen_test]
fn markup_of_another_article_is_replaced() {
    let stage = Stage::with_markup("<article class=\"aw\">Something else</article>");
    let widget = stage.mount(STORY);
    assert_eq!(stage.count(".aw"), 1);
    assert!(!stage.text().contains("Something else"));
    assert!(
        widget
            .root()
            .text_content()
            .unwrap()
            .contains("First words.")
    );
}

#[wasm_bindgen_test]
async fn article_ready_comes_after_mount_has_returned() {
    let stage = Stage::new();
    let widget = stage.mount(STORY);
    assert!(!widget.is_ready());
    let heard = Heard::on(&stage.host, "article-ready");
    until("ready", || heard.count() == 1).await;
    assert!(widget.is_ready());
    let detail = heard.last_detail();
    assert_eq!(get(&get(&detail, "outline"), "length").as_f64(), Some(4.0));
    assert_eq!(get(&detail, "minutes").as_f64(), Some(1.0));
    assert!(get(&detail, "words").as_f64().unwrap() > 8.0);
}

#[wasm_bindgen_test]
async fn an_article_that_is_gone_is_never_ready() {
    let stage = Stage::new();
    let heard = Heard::on(&stage.host, "article-ready");
    drop(stage.mount(STORY));
    sleep(30).await;
    assert_eq!(heard.count(), 0);
}

#[wasm_bindgen_test]
async fn a_listener_may_destroy_the_widget_that_calls_it() {
    use std::cell::RefCell;
    use std::rc::Rc;
    let stage = Stage::new();
    let held = Rc::new(RefCell::new(None));
    let own = Rc::clone(&held);
    let heard = Heard::with(&stage.host, "article-toggle", move |_| drop(own.take()));
    held.replace(Some(stage.mount(STORY)));
    stage.button("one").click();
    assert_eq!(heard.count(), 1);
    assert_eq!(stage.host.child_element_count(), 0);
    sleep(20).await;
}

#[wasm_bindgen_test]
fn ids_that_the_page_has_are_not_used_twice() {
    let stage = Stage::new();
    let other = Stage::with_markup("<i id=\"article-one\"></i>");
    let _widget = stage.mount(STORY);
    assert_eq!(stage.count("[id=article-one]"), 0);
    assert_eq!(stage.count(".aw-section"), 4);
    drop(other);
}

#[wasm_bindgen_test]
fn two_articles_on_a_page_share_no_id() {
    let (one, two) = (Stage::new(), Stage::new());
    let (_first, _second) = (one.mount(STORY), two.mount(STORY));
    let all = document().query_selector_all(".aw [id], .aw[id]").unwrap();
    let mut ids: Vec<_> = (0..all.length())
        .map(|at| all.item(at).unwrap().unchecked_into::<Element>().id())
        .collect();
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count);
}

#[wasm_bindgen_test]
fn diagnostics_are_those_of_reading() {
    let json = r#"{ "headline": "H", "standfrst": "Misspelt", "body": [{ "type": "hologram" }] }"#;
    let stage = Stage::new();
    let widget = stage.mount(json);
    let codes: Vec<_> = widget
        .diagnostics()
        .into_iter()
        .map(|diagnostic| diagnostic.code)
        .collect();
    let expected: Vec<_> = read(json.as_bytes())
        .unwrap()
        .diagnostics
        .into_iter()
        .map(|one| one.code)
        .collect();
    assert_eq!(codes, expected);
    assert!(!codes.is_empty());
}

#[wasm_bindgen_test]
fn narrow_sections_are_closed_in_a_narrow_host_only() {
    let options = PageOptions::from(Options {
        sections: Sections::Narrow,
        ..Options::default()
    });
    let stage = Stage::new();
    for (width, open) in [("300px", 0), ("900px", 4)] {
        stage.host.style().set_property("width", width).unwrap();
        let _widget = stage.mount_with(STORY, &options);
        assert_eq!(stage.open().len(), open, "{width}");
    }
}

#[wasm_bindgen_test]
fn relative_addresses_start_from_a_base_that_is_relative_to_the_page() {
    let mut options = PageOptions::default();
    options.rendering.base_url =
        article_widget::Address::link("/media/").map(|base| base.into_owned());
    let stage = Stage::new();
    let json = r#"{ "headline": "H", "body": [{ "type": "image", "src": "a.jpg", "alt": "A" }] }"#;
    let _widget = stage.mount_with(json, &options);
    let origin = crate::stage::window().location().origin().unwrap();
    assert_eq!(
        stage.find("img").get_attribute("src"),
        Some(format!("{origin}/media/a.jpg"))
    );
}

#[wasm_bindgen_test]
fn an_article_speaks_its_own_language() {
    let stage = Stage::new();
    let json = STORY.replace("\"lang\": \"en\"", "\"lang\": \"it\"");
    let _widget = stage.mount(&json);
    let english = Stage::new();
    let _other = english.mount(STORY);
    let label = |stage: &Stage| stage.find(".aw-all").text_content().unwrap();
    assert_eq!(label(&english), "Hide all sections");
    assert_ne!(label(&stage), label(&english));
}

#[wasm_bindgen_test]
fn an_isolated_article_is_in_a_shadow_root() {
    let stage = Stage::with_markup("<p>Before</p>");
    let options = PageOptions {
        isolate: true,
        ..PageOptions::default()
    };
    let widget = stage.mount_with(STORY, &options);
    let shadow = stage.host.shadow_root().unwrap();
    assert!(shadow.contains(Some(widget.root())));
    assert_eq!(stage.host.inner_html(), "<p>Before</p>");
    let button: web_sys::HtmlElement = shadow
        .query_selector("#article-one button")
        .unwrap()
        .unwrap()
        .unchecked_into();
    button.click();
    assert_eq!(
        button.get_attribute("aria-expanded").as_deref(),
        Some("false")
    );
    drop(widget);
    assert!(
        shadow.query_selector("slot").unwrap().is_some(),
        "the children are visible again"
    );
}

#[wasm_bindgen_test]
fn an_article_in_a_shadow_root_of_the_page_opens_and_closes() {
    let stage = Stage::new();
    let shadow = stage
        .host
        .attach_shadow(&web_sys::ShadowRootInit::new(web_sys::ShadowRootMode::Open))
        .unwrap();
    let inner = document().create_element("div").unwrap();
    shadow.append_child(&inner).unwrap();
    let _widget = page::mount(&inner, STORY, &PageOptions::default()).unwrap();
    let heard = Heard::on(&stage.host, "article-toggle");
    let button: web_sys::HtmlElement = inner
        .query_selector("#article-one button")
        .unwrap()
        .unwrap()
        .unchecked_into();
    button.click();
    assert_eq!(
        button.get_attribute("aria-expanded").as_deref(),
        Some("false")
    );
    assert_eq!(heard.count(), 1, "the event leaves the shadow root");
}

#[wasm_bindgen_test]
fn a_host_outside_the_page_is_filled_too() {
    let host = document().create_element("div").unwrap();
    let widget = page::mount(&host, STORY, &PageOptions::default()).unwrap();
    widget.toggle("one", Some(false));
    assert!(!widget.outline()[0].open);
    assert_eq!(host.query_selector_all(".aw-section").unwrap().length(), 4);
}

/// What README.md shows of an app in Rust, whose element is owned.
#[allow(clippy::needless_borrow)]
fn app(
    element: &Element,
    json: &str,
    newer_json: &str,
) -> Result<(), article_widget::ArticleError> {
    let widget = page::mount(&element, json, &PageOptions::default())?;
    let changes = widget.update(newer_json)?;
    assert_eq!(changes.changed, ["one"]);
    Ok(())
}

#[wasm_bindgen_test]
fn the_snippet_of_the_readme_works() {
    let snippet = "let widget = page::mount(&element, json, &PageOptions::default())?;\nlet changes = widget.update(newer_json)?;";
    assert!(include_str!("../../README.md").contains(snippet));
    let stage = Stage::new();
    app(&stage.host, STORY, &STORY.replace("\"One\"", "\"First\"")).unwrap();
}

#[wasm_bindgen_test]
fn a_child_that_destroys_the_widget_when_it_is_moved_harms_nothing() {
    use std::rc::Rc;
    let stage = Stage::with_markup("<b slot=\"ad\">Buy</b>");
    let widget =
        Rc::new(stage.mount(r#"{ "headline": "H", "body": [{ "type": "slot", "name": "ad" }] }"#));
    let own = Rc::downgrade(&widget);
    let moved = wasm_bindgen::closure::Closure::wrap(Box::new(move || {
        if let Some(widget) = own.upgrade() {
            widget.destroy();
        }
    }) as Box<dyn Fn()>);
    // A custom element runs code of the page while it is inserted.
    let define = js_sys::Function::new_with_args(
        "moved",
        "class Moved extends HTMLElement { connectedCallback() { if (this.closest('[data-slot]')) moved(); } }\n\
         customElements.define('test-moved', Moved); return document.createElement('test-moved');",
    );
    let child: Element = define
        .call1(&wasm_bindgen::JsValue::NULL, moved.as_ref())
        .unwrap()
        .unchecked_into();
    child.set_slot("ad");
    stage.host.append_child(&child).unwrap();
    widget
        .update(r#"{ "headline": "Another", "body": [{ "type": "slot", "name": "ad" }] }"#)
        .unwrap();
    drop(widget);
    assert_eq!(stage.count(".aw"), 0);
}
