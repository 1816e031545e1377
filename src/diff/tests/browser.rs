//! The interpreter in a browser, with patches of random articles.

use js_sys::Array;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Document, Element, HtmlElement, Node};

use super::super::{Patch, diff};
use super::articles::{Article, Random, rendered};
use crate::render::{DisplayList, Options, vocabulary};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen(module = "/src/page/paint.js")]
extern "C" {
    fn prepare(tables: Vec<String>);
    fn patch(root: &Element, ops: &[u32], text: &str, keys: &str) -> JsValue;

    type Painter;
    #[wasm_bindgen(constructor)]
    fn new(patience: &str) -> Painter;
    #[wasm_bindgen(method)]
    fn add(this: &Painter, ops: &[u32], text: &str, keys: &str);
    #[wasm_bindgen(method)]
    fn show(this: &Painter);
    #[wasm_bindgen(method, js_name = catchUp)]
    fn catch_up(this: &Painter) -> bool;
    #[wasm_bindgen(method, getter)]
    fn root(this: &Painter) -> Element;
}

fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

/// An article in the page; it goes at the end of the test.
struct Shown(Element);

impl Drop for Shown {
    fn drop(&mut self) {
        self.0.remove();
    }
}

impl Shown {
    fn new(list: &DisplayList) -> Self {
        let root = painted(list);
        document().body().unwrap().append_child(&root).unwrap();
        Self(root)
    }

    fn find(&self, selector: &str) -> HtmlElement {
        let found = self.0.query_selector(selector).unwrap();
        found
            .unwrap_or_else(|| panic!("{selector}"))
            .unchecked_into()
    }

    fn block(&self, key: &str) -> HtmlElement {
        self.find(&format!("[data-key='{key}']"))
    }

    fn run(&self, patch: &Patch) -> Option<Array> {
        self::patch(&self.0, &patch.ops, &patch.text, &patch.keys)
            .dyn_into()
            .ok()
    }

    /// Shows another article.
    fn update(&self, shown: &DisplayList, wanted: &DisplayList) -> Array {
        self.run(&diff(shown, wanted)).unwrap()
    }
}

fn painted(list: &DisplayList) -> Element {
    prepare(vocabulary().split('\n').map(str::to_owned).collect());
    let painter = Painter::new("none");
    painter.add(&list.ops, &list.text, &list.keys);
    painter.show();
    painter.root()
}

fn list(json: &str) -> DisplayList {
    rendered(json, &Options::default(), true)
}

fn article(body: &str) -> DisplayList {
    list(&format!(r#"{{"headline":"H","body":[{body}]}}"#))
}

fn paragraph(id: &str, text: &str) -> String {
    format!(r#"{{"type":"paragraph","id":"{id}","text":"{text}"}}"#)
}

fn link(id: &str, text: &str) -> String {
    format!(r#"{{"type":"paragraph","id":"{id}","text":[{{"text":"{text}","href":"/x"}}]}}"#)
}

fn section(id: &str, heading: &str, body: &str) -> String {
    format!(r#"{{"type":"section","id":"{id}","heading":"{heading}","body":[{body}]}}"#)
}

fn sections(root: &Element) -> Vec<Element> {
    let found = root.query_selector_all(".aw-section").unwrap();
    (0..found.length())
        .map(|at| found.get(at).unwrap().unchecked_into())
        .collect()
}

fn foreign() -> Element {
    let element = document().create_element("aside").unwrap();
    element.set_text_content(Some("advert"));
    element
}

fn same(one: &Node, other: &Node) -> bool {
    one.is_same_node(Some(other))
}

#[wasm_bindgen_test]
fn patching_what_is_shown_gives_what_a_fresh_painting_gives() {
    for seed in 0..400 {
        let mut random = Random::new(seed);
        let old = Article::random(&mut random);
        let new = old.edited(&mut random);
        let (old, new) = (old.list(seed % 2 == 0), new.list(seed % 3 == 0));
        let shown = Shown::new(&old);
        for (one, other) in [(&old, &new), (&new, &old)] {
            shown.update(one, other);
            let fresh = painted(other);
            // What was open stays open, whatever an article says.
            for root in [&shown.0, &fresh] {
                for section in sections(root) {
                    section
                        .last_element_child()
                        .unwrap()
                        .remove_attribute("hidden")
                        .unwrap();
                    let button = section.query_selector("[aria-expanded]").unwrap().unwrap();
                    button.set_attribute("aria-expanded", "true").unwrap();
                }
            }
            assert_eq!(shown.0.outer_html(), fresh.outer_html(), "seed {seed}");
            assert!(shown.0.is_equal_node(Some(&fresh)), "seed {seed}");
        }
    }
}

#[wasm_bindgen_test]
fn blocks_that_stay_are_the_same_nodes_and_those_that_were_built_are_listed() {
    let old = article(
        &[
            paragraph("a", "A"),
            paragraph("b", "B"),
            section("s", "S", &paragraph("c", "C")),
        ]
        .join(","),
    );
    let new = article(
        &[
            section("s", "S2", &paragraph("c", "C")),
            paragraph("n", "N"),
            paragraph("b", "B2"),
            paragraph("a", "A"),
        ]
        .join(","),
    );
    let shown = Shown::new(&old);
    let kept = ["a", "s", "c"].map(|key| shown.block(key));
    let built = shown.update(&old, &new);
    for (key, node) in ["a", "s", "c"].into_iter().zip(&kept) {
        assert!(same(&shown.block(key), node), "{key}");
    }
    let keys: Vec<_> = built
        .iter()
        .map(|element| {
            element
                .unchecked_into::<Element>()
                .get_attribute("data-key")
                .unwrap()
        })
        .collect();
    assert_eq!(keys, ["n", "b", "s"]);
}

#[wasm_bindgen_test]
fn the_focus_goes_to_the_same_place_in_what_replaces_it() {
    let old = article(&[link("a", "A"), section("s", "S", &link("c", "C"))].join(","));
    let new = article(&[section("s", "Other", &link("c", "C")), link("a", "Other")].join(","));
    for (from, to) in [
        ("[data-key=a] a", "[data-key=a] a"),
        ("section button", "section button"),
        ("section .aw-copy", "section .aw-copy"),
        ("section a", "section a"),
    ] {
        let shown = Shown::new(&old);
        shown.find(from).focus().unwrap();
        shown.update(&old, &new);
        let focused = document().active_element();
        assert!(
            focused.is_some_and(|focused| same(&focused, &shown.find(to))),
            "{from}"
        );
    }
}

#[wasm_bindgen_test]
fn what_others_put_there_stays_behind_what_it_follows() {
    let old = article(
        &[
            paragraph("a", "A"),
            paragraph("b", "B"),
            paragraph("c", "C"),
            slot(),
        ]
        .join(","),
    );
    let new = article(
        &[
            paragraph("c", "C2"),
            paragraph("n", "N"),
            paragraph("b", "B"),
            slot(),
            paragraph("a", "A"),
        ]
        .join(","),
    );
    let shown = Shown::new(&old);
    let bar = foreign();
    shown.0.prepend_with_node_1(&bar).unwrap();
    let behind = ["a", "b", "c"].map(|key| {
        let element = foreign();
        shown.block(key).after_with_node_1(&element).unwrap();
        element
    });
    let advert = foreign();
    shown.find(".aw-slot").append_child(&advert).unwrap();
    shown.update(&old, &new);
    assert!(same(&shown.0.first_element_child().unwrap(), &bar));
    for (key, element) in ["a", "b", "c"].into_iter().zip(&behind) {
        let before = element.previous_element_sibling().unwrap();
        assert_eq!(before.get_attribute("data-key").as_deref(), Some(key));
    }
    assert!(same(
        &shown.find(".aw-slot").first_element_child().unwrap(),
        &advert
    ));
}

fn slot() -> String {
    r#"{"type":"slot","id":"slot","name":"x"}"#.to_owned()
}

#[wasm_bindgen_test]
fn nothing_is_touched_if_the_page_took_or_moved_what_the_patch_is_for() {
    let old = article(
        &[
            paragraph("a", "A"),
            section(
                "s",
                "S",
                &[paragraph("b", "B"), paragraph("c", "C")].join(","),
            ),
        ]
        .join(","),
    );
    let new = article(
        &[
            paragraph("n", "N"),
            section(
                "s",
                "S2",
                &[paragraph("c", "C2"), paragraph("b", "B")].join(","),
            ),
        ]
        .join(","),
    );
    let patch = diff(&old, &new);
    let spoil: [fn(&Shown); 6] = [
        |shown| shown.block("c").remove(),
        |shown| shown.find("header").remove(),
        |shown| shown.0.append_child(&shown.block("c")).map(drop).unwrap(),
        |shown| {
            shown
                .block("b")
                .before_with_node_1(&shown.block("c"))
                .unwrap()
        },
        |shown| shown.find(".aw-panel").remove(),
        |shown| shown.block("c").set_attribute("data-key", "x").unwrap(),
    ];
    for (nth, spoil) in spoil.into_iter().enumerate() {
        let shown = Shown::new(&old);
        spoil(&shown);
        let before = shown.0.outer_html();
        assert!(shown.run(&patch).is_none(), "{nth}");
        assert_eq!(shown.0.outer_html(), before, "{nth}");
    }
}

#[wasm_bindgen_test]
fn classes_that_a_page_adds_and_an_open_section_stay() {
    let old = article(&section("s", "S", &paragraph("b", "B")));
    let new = article(
        &[
            section("s", "S2", &paragraph("b", "B2")),
            paragraph("n", "N"),
        ]
        .join(","),
    );
    let shown = Shown::new(&old);
    let header = shown.find("header");
    header.set_class_name(&[&header.class_name(), " theirs"].concat());
    shown.0.set_attribute("data-theirs", "").unwrap();
    shown
        .find(".aw-panel")
        .set_attribute("hidden", "until-found")
        .unwrap();
    shown
        .find("section button")
        .set_attribute("aria-expanded", "false")
        .unwrap();
    shown.update(&old, &new);
    assert!(header.is_connected() && header.class_name().ends_with(" theirs"));
    assert!(shown.0.has_attribute("data-theirs"));
    assert!(shown.find(".aw-panel").has_attribute("hidden"));
    assert_eq!(
        shown
            .find("section button")
            .get_attribute("aria-expanded")
            .as_deref(),
        Some("false")
    );
    assert_eq!(
        shown.find(".aw-section-title").text_content().as_deref(),
        Some("S2")
    );
}

#[wasm_bindgen_test]
fn what_a_painter_puts_off_survives_the_memory_it_came_from() {
    let body: Vec<_> = (0..30)
        .map(|at| {
            section(
                &format!("s{at}"),
                "S",
                &paragraph(&format!("p{at}"), "Text"),
            )
        })
        .collect();
    let list = article(&body.join(","));
    let expected = painted(&list).outer_html();
    let painter = Painter::new("all");
    for (at, chunk) in list.ops.chunks(100).enumerate() {
        // The texts are cut where the operations are.
        let before: Vec<_> = list.ops.iter().take(at * 100).copied().collect();
        let ((text, keys), (more_text, more_keys)) = (lengths(&before), lengths(chunk));
        let mut lent = chunk.to_vec();
        painter.add(
            &lent,
            &list.text[text..text + more_text],
            &list.keys[keys..keys + more_keys],
        );
        lent.fill(u32::MAX);
    }
    painter.show();
    while painter.catch_up() {}
    assert_eq!(painter.root().outer_html(), expected);
}

/// How much text and keys operations take.
fn lengths(ops: &[u32]) -> (usize, usize) {
    let mut found = (0, 0);
    for word in ops {
        let value = (word >> 3) as usize;
        match word & 7 {
            2 | 4 => found.0 += value,
            3 => found.0 += value >> 8,
            6 => found.1 += value,
            _ => {}
        }
    }
    found
}
