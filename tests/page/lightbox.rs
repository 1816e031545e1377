use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, KeyboardEvent, KeyboardEventInit};

use crate::stage::{Stage, click, document, sleep, until, window};

const PICTURES: &str = r#"{ "id": "pictures", "lang": "en", "headline": "Pictures", "body": [
  { "type": "image", "src": "/pier-s.png", "alt": "The pier", "caption": "Seen from the lamp",
    "srcset": [{ "src": "/pier-l.png", "width": 1280 }, { "src": "/pier-s.png", "width": 320 }] },
  { "type": "image", "src": "/bell.png", "alt": "The bell" },
  { "type": "image", "src": "/link.png", "alt": "A link", "href": "https://example.org/" },
  { "type": "paragraph", "id": "last", "text": "Nothing more." }
] }"#;

fn enlarge(stage: &Stage, nth: usize) -> Element {
    let buttons = stage.host.query_selector_all(".aw-enlarge").unwrap();
    buttons.item(nth as u32).unwrap().unchecked_into()
}

async fn opened(stage: &Stage) {
    until("the dialog is open", || stage.count("dialog[open]") == 1).await;
}

fn picture(stage: &Stage) -> String {
    let address = stage.find(".aw-lightbox-picture").get_attribute("src");
    address.unwrap().rsplit('/').next().unwrap().to_owned()
}

fn key(stage: &Stage, name: &str) {
    let init = KeyboardEventInit::new();
    init.set_key(name);
    init.set_bubbles(true);
    init.set_cancelable(true);
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap();
    stage.find("dialog").dispatch_event(&event).unwrap();
}

#[wasm_bindgen_test]
async fn a_press_opens_the_picture_in_its_largest_size_with_its_caption() {
    let stage = Stage::new();
    let _widget = stage.mount(PICTURES);
    click(&enlarge(&stage, 0));
    opened(&stage).await;
    assert_eq!(picture(&stage), "pier-l.png");
    let dialog = stage.find("dialog");
    assert!(dialog.matches(":modal").unwrap());
    assert_eq!(
        dialog.get_attribute("aria-label").as_deref(),
        Some("The pier")
    );
    assert!(
        dialog
            .text_content()
            .unwrap()
            .contains("Seen from the lamp")
    );
    assert_eq!(stage.count("dialog [id]"), 0);
}

#[wasm_bindgen_test]
async fn a_press_on_the_picture_opens_it_and_the_focus_goes_to_its_button() {
    let stage = Stage::new();
    let _widget = stage.mount(PICTURES);
    click(&stage.find("img[alt='The bell']"));
    opened(&stage).await;
    assert_eq!(picture(&stage), "bell.png");
    click(&stage.find(".aw-lightbox-close"));
    until("it is closed", || stage.count("dialog") == 0).await;
    assert_eq!(document().active_element(), Some(enlarge(&stage, 1)));
}

#[wasm_bindgen_test]
async fn a_picture_that_is_a_link_stays_one() {
    let stage = Stage::new();
    let _widget = stage.mount(PICTURES);
    let buttons = stage.host.query_selector_all(".aw-enlarge").unwrap();
    assert_eq!(buttons.length(), 2);
    let link = stage.find("a:has(> img[alt='A link'])");
    link.set_attribute("href", "#nowhere").unwrap();
    click(&stage.find("img[alt='A link']"));
    let hash = || window().location().hash().unwrap();
    until("the link is followed", || hash() == "#nowhere").await;
    assert_eq!(stage.count("dialog"), 0);
}

#[wasm_bindgen_test]
async fn arrow_keys_lead_through_the_pictures_and_round() {
    let stage = Stage::new();
    let _widget = stage.mount(PICTURES);
    click(&enlarge(&stage, 0));
    opened(&stage).await;
    for (name, expected) in [
        ("ArrowRight", "bell.png"),
        ("ArrowRight", "pier-l.png"),
        ("ArrowLeft", "bell.png"),
        ("ArrowUp", "bell.png"),
    ] {
        key(&stage, name);
        assert_eq!(picture(&stage), expected, "{name}");
    }
}

#[wasm_bindgen_test]
async fn pressed_twice_before_it_is_loaded_it_opens_once() {
    let stage = Stage::new();
    let _widget = stage.mount(PICTURES);
    click(&enlarge(&stage, 0));
    click(&enlarge(&stage, 0));
    click(&stage.find("img[alt='The bell']"));
    opened(&stage).await;
    assert_eq!(stage.count("dialog"), 1);
    assert_eq!(picture(&stage), "bell.png");
}

#[wasm_bindgen_test]
async fn an_update_leaves_it_open_and_its_words_follow_the_language() {
    let stage = Stage::new();
    let widget = stage.mount(PICTURES);
    click(&enlarge(&stage, 1));
    opened(&stage).await;
    let close = |stage: &Stage| {
        stage
            .find(".aw-lightbox-close")
            .get_attribute("aria-label")
            .unwrap()
    };
    assert_eq!(close(&stage), "Close");
    widget
        .update(&*PICTURES.replace("Nothing more.", "Something more."))
        .unwrap();
    assert_eq!(stage.count("dialog[open]"), 1);
    click(&stage.find(".aw-lightbox-close"));
    until("it is closed", || stage.count("dialog") == 0).await;
    widget
        .update(&*PICTURES.replace(r#""lang": "en""#, r#""lang": "it""#))
        .unwrap();
    click(&enlarge(&stage, 1));
    opened(&stage).await;
    assert_eq!(close(&stage), "Chiudi");
}

#[wasm_bindgen_test]
async fn it_goes_with_the_article() {
    let stage = Stage::new();
    let widget = stage.mount(PICTURES);
    click(&enlarge(&stage, 0));
    opened(&stage).await;
    let root = widget.root().clone();
    drop(widget);
    assert_eq!(root.query_selector_all("dialog").unwrap().length(), 0);
}

#[wasm_bindgen_test]
async fn an_article_that_goes_before_the_module_has_come_opens_nothing() {
    let stage = Stage::new();
    let widget = stage.mount(PICTURES);
    click(&enlarge(&stage, 0));
    let root = widget.root().clone();
    drop(widget);
    sleep(100).await;
    assert_eq!(root.query_selector_all("dialog").unwrap().length(), 0);
    assert_eq!(stage.count("dialog"), 0);
}
