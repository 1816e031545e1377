//! Embeds and originals. What needs a page's policy, frames with content or a broken network is in
//! `tests/pages/wasm-pack.test.mjs`.

use std::cell::RefCell;
use std::rc::Rc;

use article_widget::page::{self, Consent, PageOptions, ScriptUrl};
use article_widget::{Options, Tweets};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Heard, Stage, click, sleep, until, window};

const EMBEDS: &str = r#"{ "lang": "en", "headline": "Embeds", "body": [
  { "type": "embed", "id": "film", "url": "https://www.youtube.com/watch?v=one", "title": "A film" },
  { "type": "embed", "id": "chart", "url": "https://datawrapper.dwcdn.net/AbC12/", "title": "Rain" }
] }"#;

const POSTS: &str = r#"{ "lang": "en", "headline": "Posts", "body": [
  { "type": "tweet", "id": "1", "post": { "id": "1", "text": "A post", "author": { "name": "Ada", "handle": "ada" } } },
  { "type": "tweet", "id": "2", "post": { "id": "2", "text": "Another", "author": { "name": "Bo", "handle": "bo" } } }
] }"#;

/// Stands in for the platform's script.
const PLATFORM: &str = "data:text/javascript,window.twttr={widgets:{createTweet:async(id,box)=>{\
    const p=document.createElement('p');p.className='original';p.textContent='Original '%2Bid;box.append(p);return p}}}";

/// Players that lead nowhere, so that a test asks nobody.
fn lead_nowhere(stage: &Stage) {
    for id in ["film", "chart"] {
        let block = stage.find(&format!(
            "[data-key={id}][data-player], [data-key={id}] [data-player]"
        ));
        block
            .set_attribute("data-player", "https://127.0.0.1:9/")
            .unwrap();
    }
}

fn show(stage: &Stage, id: &str, ask: &str) {
    click(&stage.find(&format!("[data-key='{id}'] [data-ask={ask}]")));
}

fn asking(consent: Consent) -> PageOptions {
    PageOptions {
        consent: Some(consent),
        ..originals(Tweets::Click)
    }
}

fn originals(tweets: Tweets) -> PageOptions {
    let mut options = PageOptions::from(Options {
        tweets,
        ..Options::default()
    });
    options.script_url = Some(ScriptUrl::from(PLATFORM));
    options
}

#[wasm_bindgen_test]
async fn the_first_press_opens_the_frame_once() {
    let stage = Stage::new();
    let _widget = stage.mount(EMBEDS);
    lead_nowhere(&stage);
    let heard = Heard::on(&stage.host, "article-consent");
    show(&stage, "film", "embed");
    show(&stage, "film", "embed");
    until("the frame is there", || stage.count("iframe") == 1).await;
    let frame = stage.find("[data-key=film] iframe");
    assert_eq!(frame.get_attribute("title").as_deref(), Some("A film"));
    assert!(
        frame
            .get_attribute("sandbox")
            .unwrap()
            .contains("allow-scripts")
    );
    assert_eq!(
        heard.details(&["provider", "block", "granted"]),
        ["youtube film true"]
    );
    show(&stage, "chart", "embed");
    until("the other one too", || stage.count("iframe") == 2).await;
    assert_eq!(heard.count(), 2);
}

#[wasm_bindgen_test]
async fn presses_that_come_while_the_module_is_loaded_are_all_kept() {
    let stage = Stage::new();
    let _widget = stage.mount(EMBEDS);
    lead_nowhere(&stage);
    show(&stage, "film", "embed");
    show(&stage, "chart", "embed");
    until("both frames are there", || stage.count("iframe") == 2).await;
}

#[wasm_bindgen_test]
async fn the_pages_own_function_has_the_last_word() {
    let stage = Stage::new();
    let asked = Rc::<RefCell<Vec<String>>>::default();
    let log = Rc::clone(&asked);
    let consent = Consent::new(move |provider, block| {
        log.borrow_mut()
            .push(format!("{provider} {}", block.unwrap_or_default()));
        async move {
            sleep(10).await;
            provider == "datawrapper"
        }
    });
    let _widget = stage.mount_with(EMBEDS, &asking(consent));
    lead_nowhere(&stage);
    let heard = Heard::on(&stage.host, "article-consent");
    show(&stage, "film", "always");
    show(&stage, "chart", "embed");
    until("both are answered", || heard.count() == 2).await;
    sleep(10).await;
    assert_eq!(*asked.borrow(), ["youtube film", "datawrapper chart"]);
    let mut details = heard.details(&["provider", "granted"]);
    details.sort();
    assert_eq!(details, ["datawrapper true", "youtube false"]);
    assert_eq!(stage.count("iframe"), 1);
    let stored = window().local_storage().unwrap().unwrap();
    assert_eq!(stored.get_item("article-widget:consent").unwrap(), None);
}

#[wasm_bindgen_test]
async fn consent_that_is_taken_back_closes_the_frames_in_all_articles() {
    let (one, two) = (Stage::new(), Stage::new());
    let _first = one.mount(EMBEDS);
    let _second = two.mount(EMBEDS);
    for stage in [&one, &two] {
        lead_nowhere(stage);
    }
    page::grant_consent("youtube");
    until("both show it", || {
        one.count("iframe") + two.count("iframe") == 2
    })
    .await;
    show(&one, "chart", "embed");
    until("the chart is there", || one.count("iframe") == 2).await;
    page::revoke_consent(Some("youtube"));
    assert_eq!((one.count("iframe"), two.count("iframe")), (1, 0));
    page::revoke_consent(None);
    assert_eq!(one.count("iframe"), 0);
}

#[wasm_bindgen_test]
async fn a_frame_plays_on_through_an_update_and_goes_with_its_block() {
    let stage = Stage::new();
    let widget = stage.mount(EMBEDS);
    lead_nowhere(&stage);
    show(&stage, "film", "embed");
    until("the frame is there", || stage.count("iframe") == 1).await;
    let frame = stage.find("iframe");
    let more = EMBEDS.replace(
        "\"body\": [",
        r#""body": [{ "type": "paragraph", "text": "News." },"#,
    );
    widget.update(&*more).unwrap();
    assert_eq!(stage.find("iframe"), frame);
    widget
        .update(r#"{ "lang": "en", "headline": "Embeds" }"#)
        .unwrap();
    assert_eq!(stage.count("iframe"), 0);
}

#[wasm_bindgen_test]
async fn an_embed_that_an_update_brings_is_shown_if_its_provider_is_allowed() {
    let stage = Stage::new();
    let widget = stage.mount(r#"{ "lang": "en", "headline": "Embeds" }"#);
    page::grant_consent("youtube");
    widget.update(EMBEDS).unwrap();
    lead_nowhere(&stage);
    until("the film is there", || {
        stage.count("[data-key=film] iframe") == 1
    })
    .await;
    assert_eq!(stage.count("iframe"), 1);
}

#[wasm_bindgen_test]
async fn the_original_takes_the_place_of_the_card_and_the_card_comes_back() {
    let stage = Stage::new();
    let _widget = stage.mount_with(POSTS, &originals(Tweets::Click));
    show(&stage, "1", "original");
    until("the original is there", || {
        stage.text().contains("Original 1") && stage.count(".aw-tweet[hidden]") == 1
    })
    .await;
    let back = stage.find(".aw-tweet-live > button");
    assert_eq!(back.text_content().as_deref(), Some("Back to our version"));
    click(&back);
    assert_eq!(stage.count(".aw-tweet-live"), 0);
    assert_eq!(stage.count(".aw-tweet[hidden]"), 0);
}

#[wasm_bindgen_test]
async fn originals_come_without_a_press_where_the_page_wants_it() {
    let stage = Stage::new();
    let widget = stage.mount_with(POSTS, &originals(Tweets::Live));
    until("both originals are there", || stage.count(".original") == 2).await;
    widget
        .update(&*POSTS.replace("A post", "A corrected post"))
        .unwrap();
    until("the new card has its original", || {
        stage.count(".original") == 2 && stage.count(".aw-tweet[hidden]") == 2
    })
    .await;
    assert_eq!(stage.count(".aw-tweet-live"), 2, "the old original is gone");
}

#[wasm_bindgen_test]
async fn with_static_posts_nothing_comes() {
    let stage = Stage::new();
    page::grant_consent("x");
    let _widget = stage.mount_with(POSTS, &originals(Tweets::Static));
    sleep(100).await;
    assert_eq!(stage.count(".aw-tweet-live"), 0);
}

#[wasm_bindgen_test]
async fn an_article_that_is_gone_shows_and_asks_nothing() {
    let stage = Stage::new();
    let asked = Rc::<RefCell<u32>>::default();
    let log = Rc::clone(&asked);
    let consent = Consent::new(move |_, _| {
        *log.borrow_mut() += 1;
        async { true }
    });
    let widget = stage.mount_with(EMBEDS, &asking(consent));
    lead_nowhere(&stage);
    let root = widget.root().clone();
    show(&stage, "film", "embed");
    drop(widget);
    page::grant_consent("datawrapper");
    sleep(100).await;
    assert_eq!(root.query_selector_all("iframe").unwrap().length(), 0);
    assert_eq!(*asked.borrow(), 0);
    assert_eq!(Rc::strong_count(&asked), 1, "the page's function is let go");
}

#[wasm_bindgen_test]
async fn an_article_that_goes_while_the_page_decides_shows_nothing() {
    let stage = Stage::new();
    let consent = Consent::new(|_, _| async {
        sleep(50).await;
        true
    });
    let widget = stage.mount_with(EMBEDS, &asking(consent));
    lead_nowhere(&stage);
    let heard = Heard::on(&stage.host, "article-consent");
    show(&stage, "film", "embed");
    sleep(30).await;
    let root = widget.root().clone();
    drop(widget);
    sleep(100).await;
    assert_eq!(root.query_selector_all("iframe").unwrap().length(), 0);
    assert_eq!(heard.count(), 0);
}
