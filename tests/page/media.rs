use article_widget::page;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Heard, Stage, click, document, window};

/// A post with a picture and a video, which quotes a post with a picture.
fn post(id: &str, sensitive: bool) -> String {
    format!(
        r#"{{ "type": "tweet", "id": "{id}", "post": {{
          "id": "{id}", "text": "A post", "author": {{ "name": "Ada", "handle": "ada" }}, "sensitive": {sensitive},
          "media": [
            {{ "kind": "photo", "src": "https://pbs.twimg.com/{id}.jpg", "alt": "A pier", "width": 40, "height": 30 }},
            {{ "kind": "video", "poster": "https://pbs.twimg.com/{id}-poster.jpg",
               "sources": [{{ "src": "https://video.twimg.com/{id}.mp4", "type": "video/mp4" }}] }}
          ],
          "quoted": {{
            "id": "{id}0", "text": "Quoted", "author": {{ "name": "Bo", "handle": "bo" }},
            "media": [{{ "kind": "photo", "src": "https://pbs.twimg.com/{id}-quoted.jpg", "alt": "A bell" }}]
          }}
        }} }}"#
    )
}

fn article(posts: &[String]) -> String {
    let posts = posts.join(",");
    format!(r#"{{ "lang": "en", "headline": "Posts", "body": [{posts}] }}"#)
}

const HELD: &str = "[data-src], [data-poster]";

/// The files of the platform that are shown.
fn shown(stage: &Stage) -> Vec<String> {
    let list = stage
        .host
        .query_selector_all(":is(img, source)[src], video[poster]")
        .unwrap();
    let elements = (0..list.length()).map(|at| {
        let node = list.item(at).unwrap();
        wasm_bindgen::JsCast::unchecked_into::<web_sys::Element>(node)
    });
    let addresses = elements.filter_map(|element| {
        let address = element
            .get_attribute("src")
            .or_else(|| element.get_attribute("poster"))?;
        address.rsplit('/').next().map(str::to_owned)
    });
    addresses.collect()
}

#[wasm_bindgen_test]
fn a_press_shows_the_media_of_all_articles_and_of_those_that_come_later() {
    let (one, two, later) = (Stage::new(), Stage::new(), Stage::new());
    let _first = one.mount(&article(&[post("1", false)]));
    let _second = two.mount(&article(&[post("2", false)]));
    assert!(shown(&one).is_empty());
    assert_eq!(one.count(HELD), 4);
    let heard = Heard::on(&one.host, "article-consent");
    let elsewhere = Heard::on(&two.host, "article-consent");
    click(&one.find("[data-ask=media]"));
    let _third = later.mount(&article(&[post("3", false)]));
    for (stage, id) in [(&one, "1"), (&two, "2"), (&later, "3")] {
        let files = [
            format!("{id}.jpg"),
            format!("{id}-poster.jpg"),
            format!("{id}.mp4"),
            format!("{id}-quoted.jpg"),
        ];
        assert_eq!(shown(stage), files);
        assert_eq!(stage.count(HELD), 0);
        assert_eq!(stage.count("[data-ask=media]"), 0);
    }
    assert_eq!(
        heard.details(&["provider", "block", "granted"]),
        ["x 1 true"]
    );
    assert_eq!(elsewhere.count(), 0);
}

#[wasm_bindgen_test]
fn sensitive_media_wait_until_they_are_asked_for_themselves() {
    let stage = Stage::new();
    let posts = [post("1", false), post("2", true), post("3", true)];
    let _widget = stage.mount(&article(&posts));
    click(&stage.find("[data-ask=media]"));
    let sensitive = stage.count(".aw-sensitive");
    assert!(sensitive >= 2);
    assert!(stage.count(".aw-sensitive [data-src]") > 0);
    click(&stage.find("[data-key='3'] [data-ask=sensitive]"));
    assert_eq!(stage.count(".aw-sensitive"), sensitive - 1);
    assert_eq!(stage.count("[data-key='3'] [data-src]"), 0);
    assert!(stage.count("[data-key='2'] .aw-sensitive [data-src]") > 0);
    assert_eq!(stage.count("[data-key='2'] [data-ask=sensitive]"), 1);
}

#[wasm_bindgen_test]
fn a_press_on_sensitive_media_lets_the_others_in() {
    let stage = Stage::new();
    let _widget = stage.mount(&article(&[post("1", false), post("2", true)]));
    click(&stage.find("[data-ask=sensitive]"));
    assert_eq!(stage.count(HELD), 0);
    assert_eq!(stage.count("[data-ask=media]"), 0);
}

#[wasm_bindgen_test]
fn a_post_that_an_update_brings_shows_its_media_once_they_are_allowed() {
    let stage = Stage::new();
    let widget = stage.mount(&article(&[post("1", false)]));
    click(&stage.find("[data-ask=media]"));
    let picture = stage.find("[data-key='1'] img");
    let posts = [post("1", false), post("2", false), post("3", true)];
    widget.update(&article(&posts)).unwrap();
    assert_eq!(stage.find("[data-key='1'] img"), picture);
    assert_eq!(stage.count("[data-key='2'] [data-src]"), 0);
    assert!(stage.count("[data-key='3'] .aw-sensitive [data-src]") > 0);
}

#[wasm_bindgen_test]
fn what_is_taken_back_counts_for_articles_that_come_later() {
    let stage = Stage::new();
    let first = stage.mount(&article(&[post("1", false)]));
    click(&stage.find("[data-ask=media]"));
    drop(first);
    page::revoke_consent(Some("youtube"));
    let second = stage.mount(&article(&[post("1", false)]));
    assert_eq!(stage.count(HELD), 0);
    drop(second);
    page::revoke_consent(Some("x"));
    let _third = stage.mount(&article(&[post("1", false)]));
    assert_eq!(stage.count(HELD), 4);
}

#[wasm_bindgen_test]
fn a_page_that_grants_consent_shows_them_without_a_press() {
    let stage = Stage::new();
    let _widget = stage.mount(&article(&[post("1", false), post("2", true)]));
    let heard = Heard::on(&stage.host, "article-consent");
    page::grant_consent("youtube");
    assert!(shown(&stage).is_empty());
    page::grant_consent("x");
    assert_eq!(stage.count("[data-key='1'] [data-src]"), 0);
    assert!(stage.count("[data-key='2'] .aw-sensitive [data-src]") > 0);
    assert_eq!(heard.count(), 0);
}

#[wasm_bindgen_test]
fn what_the_reader_always_allows_is_shown_and_a_broken_storage_allows_nothing() {
    let storage = window().local_storage().unwrap().unwrap();
    for (stored, held) in [
        (r#"["x"]"#, 0),
        (r#"["youtube"]"#, 4),
        ("x", 4),
        (r#"{"x":1}"#, 4),
        ("null", 4),
    ] {
        let stage = Stage::new();
        storage.set_item("article-widget:consent", stored).unwrap();
        let _widget = stage.mount(&article(&[post("1", false)]));
        assert_eq!(stage.count(HELD), held, "{stored}");
    }
    storage.remove_item("article-widget:consent").unwrap();
}

#[wasm_bindgen_test]
fn the_focus_goes_from_the_button_to_what_it_showed() {
    let stage = Stage::new();
    let _widget = stage.mount(&article(&[post("1", false)]));
    let button = stage.find("[data-ask=media]");
    button.focus().unwrap();
    click(&button);
    let focused = document().active_element().unwrap();
    assert!(stage.find("[data-key='1']").contains(Some(&focused)));
    assert!(focused.matches("a[href], video[controls]").unwrap());
}

#[wasm_bindgen_test]
fn without_anything_to_focus_the_post_has_the_focus() {
    let stage = Stage::new();
    let _widget = stage.mount(&article(&[post("1", true)]));
    let button = stage.find("[data-ask=sensitive]");
    for element in ["a", "video"] {
        let found = stage
            .host
            .query_selector_all(&format!(".aw-tweet {element}"))
            .unwrap();
        for at in 0..found.length() {
            let element: web_sys::Element =
                wasm_bindgen::JsCast::unchecked_into(found.item(at).unwrap());
            let _ = element.remove_attribute("href");
            let _ = element.remove_attribute("controls");
        }
    }
    button.focus().unwrap();
    click(&button);
    let focused = document().active_element().unwrap();
    assert!(focused.matches(".aw-tweet:not(.aw-tweet *)").unwrap());
}

#[wasm_bindgen_test]
fn a_press_with_the_mouse_moves_no_focus() {
    let stage = Stage::new();
    let _widget = stage.mount(&article(&[post("1", false)]));
    let before = document().active_element();
    click(&stage.find("[data-ask=media]"));
    assert_eq!(document().active_element(), before);
}

#[wasm_bindgen_test]
fn an_article_that_is_gone_shows_nothing_more() {
    let stage = Stage::new();
    let widget = stage.mount(&article(&[post("1", false)]));
    let root = widget.root().clone();
    drop(widget);
    page::grant_consent("x");
    assert_eq!(root.query_selector_all(HELD).unwrap().length(), 4);
    click(&root.query_selector("[data-ask=media]").unwrap().unwrap());
    assert_eq!(root.query_selector_all(HELD).unwrap().length(), 4);
}
