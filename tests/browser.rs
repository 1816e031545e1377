//! The crate in a browser: what it prints is, to the browser's own parser, what was meant.

#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used
)]

use std::collections::BTreeSet;

use article_widget::{Options, Sections, read, to_html};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, HtmlTemplateElement};

wasm_bindgen_test_configure!(run_in_browser);

const FIXTURES: [(&str, &str); 10] = [
    ("broken", include_str!("fixtures/broken.json")),
    ("everything", include_str!("fixtures/everything.json")),
    ("italian", include_str!("fixtures/italian.json")),
    ("japanese", include_str!("fixtures/japanese.json")),
    ("minimal", include_str!("fixtures/minimal.json")),
    (
        "nested-sections",
        include_str!("fixtures/nested-sections.json"),
    ),
    ("posts", include_str!("fixtures/posts.json")),
    ("rtl", include_str!("fixtures/rtl.json")),
    (
        "sections-from-headings",
        include_str!("fixtures/sections-from-headings.json"),
    ),
    ("typography", include_str!("fixtures/typography.json")),
];

const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

fn html(json: &str, options: &Options) -> String {
    to_html(&read(json.as_bytes()).expect("an article").article, options)
}

/// The one element of this HTML, in a template: nothing in it is loaded or run.
fn parse(html: &str) -> Element {
    let document = web_sys::window().unwrap().document().unwrap();
    let template = document.create_element("template").unwrap();
    template.set_inner_html(html);
    let content = template.unchecked_into::<HtmlTemplateElement>().content();
    assert_eq!(content.child_nodes().length(), 1, "one root");
    content.first_child().unwrap().unchecked_into()
}

fn children(element: &Element) -> Vec<Element> {
    std::iter::successors(element.first_element_child(), Element::next_element_sibling).collect()
}

fn walk(element: &Element, depth: usize, visit: &mut impl FnMut(&Element, usize)) {
    visit(element, depth);
    children(element)
        .iter()
        .for_each(|child| walk(child, depth + 1, visit));
}

fn all(root: &Element) -> Vec<Element> {
    let mut all = Vec::new();
    walk(root, 0, &mut |element, _| all.push(element.clone()));
    all
}

fn attributes(element: &Element) -> Vec<(String, String)> {
    let names = element
        .get_attribute_names()
        .into_iter()
        .filter_map(|name| name.as_string());
    names
        .map(|name| (name.clone(), element.get_attribute(&name).unwrap()))
        .collect()
}

/// The elements as they are nested in the text, told from nothing but its tags.
fn printed(html: &str) -> Vec<(usize, String)> {
    let mut elements = Vec::new();
    let mut depth = 0;
    for tag in html.split('<').skip(1) {
        if tag.starts_with('/') {
            depth -= 1;
            continue;
        }
        let name: String = tag
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        let open = !VOID.contains(&name.as_str());
        elements.push((depth, name));
        depth += usize::from(open);
    }
    assert_eq!(depth, 0, "every element is closed");
    elements
}

#[wasm_bindgen_test]
fn a_browser_nests_the_elements_as_they_were_printed() {
    for (name, json) in FIXTURES {
        for sections in [Sections::Open, Sections::Closed, Sections::None] {
            let html = html(
                json,
                &Options {
                    sections,
                    ..Options::default()
                },
            );
            let mut parsed = Vec::new();
            walk(&parse(&html), 0, &mut |element, depth| {
                parsed.push((depth, element.local_name()))
            });
            assert_eq!(parsed, printed(&html), "{name}, {sections:?}");
        }
    }
}

#[wasm_bindgen_test]
fn ids_are_given_once_and_references_lead_to_them() {
    for (name, json) in FIXTURES {
        let all = all(&parse(&html(json, &Options::default())));
        let ids: Vec<_> = all
            .iter()
            .filter_map(|element| element.get_attribute("id"))
            .collect();
        let known: BTreeSet<_> = ids.iter().cloned().collect();
        assert_eq!(known.len(), ids.len(), "{name}");
        assert!(ids.iter().all(|id| id.starts_with("article-")), "{name}");
        for reference in ["aria-controls", "aria-labelledby"] {
            let named = all
                .iter()
                .filter_map(|element| element.get_attribute(reference));
            let lost: Vec<_> = named
                .filter(|ids| !ids.split(' ').all(|id| known.contains(id)))
                .collect();
            assert!(lost.is_empty(), "{name}: {lost:?}");
        }
    }
}

#[wasm_bindgen_test]
fn nothing_printed_can_run() {
    for (name, json) in FIXTURES {
        for element in all(&parse(&html(json, &Options::default()))) {
            let tag = element.local_name();
            assert!(
                ![
                    "script", "style", "iframe", "object", "embed", "form", "link", "base"
                ]
                .contains(&tag.as_str()),
                "{name}: {tag}"
            );
            for (attribute, value) in attributes(&element) {
                assert!(
                    !attribute.starts_with("on") && attribute != "style",
                    "{name}: {attribute}"
                );
                assert!(
                    !value.contains("danger_"),
                    "{name}: {tag} {attribute}={value}"
                );
            }
        }
    }
}

#[wasm_bindgen_test]
fn a_section_is_a_button_in_a_heading_and_a_panel() {
    let json = include_str!("fixtures/nested-sections.json");
    let closed = Options {
        sections: Sections::Closed,
        ..Options::default()
    };
    let sections: Vec<_> = all(&parse(&html(json, &closed)))
        .into_iter()
        .filter(|element| element.class_name() == "aw-section")
        .collect();
    assert!(sections.len() >= 8);
    for section in sections {
        let [heading, panel] = children(&section).try_into().expect("two children");
        let [button] = children(&heading).try_into().expect("one button");
        assert_eq!(button.local_name(), "button");
        assert_eq!(
            button.get_attribute("aria-controls"),
            panel.get_attribute("id")
        );
        // An author may have opened one.
        match button.get_attribute("aria-expanded").as_deref() {
            Some("false") => assert_eq!(
                panel.get_attribute("hidden").as_deref(),
                Some("until-found")
            ),
            expanded => assert_eq!(
                (expanded, panel.has_attribute("hidden")),
                (Some("true"), false)
            ),
        }
    }
}

#[wasm_bindgen_test]
fn text_comes_through_the_parser_unharmed() {
    for text in [
        "a < b && c > d \"e\" 'f' &amp; &lt; &nbsp; &notit; <b>g</b> <!-- h --> ]]>",
        "no\u{a0}break, soft\u{ad}hyphen, zero\u{200b}width, \u{202e}turned\u{202c}, e\u{301}, 👩🏽‍✈️",
        "</p></article></template><script>x()</script>",
    ] {
        let quoted = text.replace('\\', "\\\\").replace('"', "\\\"");
        let json = format!(
            r#"{{ "headline": "{quoted}", "body": [{{ "type": "paragraph", "text": "{quoted}" }}, {{ "type": "code", "text": "\n\n{quoted}" }},
                {{ "type": "image", "src": "x.png", "alt": "{quoted}" }}] }}"#
        );
        let root = parse(&html(&json, &Options::default()));
        let one = |selector: &str| root.query_selector(selector).unwrap().unwrap();
        assert_eq!(one(".aw-headline").text_content().as_deref(), Some(text));
        assert_eq!(
            one("[data-block=paragraph]").text_content().as_deref(),
            Some(text)
        );
        assert_eq!(one("pre").text_content(), Some(format!("\n\n{text}")));
        assert_eq!(one("img").get_attribute("alt").as_deref(), Some(text));
    }
}

#[wasm_bindgen_test]
fn what_is_no_article_is_an_error_with_code_and_path() {
    for (json, code, path) in [
        ("", "not-json", "$"),
        ("{", "not-json", "$"),
        ("null", "not-object", "$"),
        ("[]", "not-object", "$"),
        ("{}", "no-headline", "$.headline"),
        (r#"{ "headline": " " }"#, "no-headline", "$.headline"),
    ] {
        let error = read(json.as_bytes()).expect_err(json);
        assert_eq!((error.code(), error.path()), (code, path), "{json}");
    }
}

#[wasm_bindgen_test]
fn hundreds_of_articles_take_no_more_memory_than_a_few() {
    let json = include_str!("fixtures/everything.json");
    let pages = |times| {
        for _ in 0..times {
            assert!(!html(json, &Options::default()).is_empty());
            assert!(read(b"{").is_err());
        }
        core::arch::wasm32::memory_size(0)
    };
    let before = pages(20);
    assert_eq!(pages(300), before);
}
