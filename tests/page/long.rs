use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Heard, Stage, closed, sleep, until, window};

const SECTIONS: usize = 300;

fn long() -> String {
    let section = |nth: usize| {
        let blocks: Vec<_> = (0..9)
            .map(|block| {
                format!(r#"{{ "type": "paragraph", "text": "Section {nth}, paragraph {block}." }}"#)
            })
            .collect();
        format!(
            r#"{{ "type": "section", "id": "s{nth}", "heading": "Section {nth}", "body": [{}] }}"#,
            blocks.join(",")
        )
    };
    let sections: Vec<_> = (0..SECTIONS).map(section).collect();
    format!(
        r#"{{ "id": "long", "headline": "Long", "body": [{}] }}"#,
        sections.join(",")
    )
}

#[wasm_bindgen_test]
async fn a_long_article_is_painted_in_slices_and_then_whole() {
    let stage = Stage::new();
    let heard = Heard::on(&stage.host, "article-ready");
    let widget = stage.mount_with(&long(), &closed());
    assert!(
        stage.count(".aw-section") > 0,
        "the beginning is there at once"
    );
    until("it is ready", || heard.count() == 1).await;
    assert!(widget.is_ready());
    assert_eq!(stage.count(".aw-section") as usize, SECTIONS);
    assert_eq!(stage.count("p") as usize, SECTIONS * 9);
    assert_eq!(widget.outline().len(), SECTIONS);
}

#[wasm_bindgen_test]
async fn whoever_needs_the_whole_gets_it() {
    let stage = Stage::new();
    let widget = stage.mount_with(&long(), &closed());
    widget.toggle("s299", Some(true));
    assert!(stage.is_open("s299"));
    assert_eq!(stage.count("p") as usize, SECTIONS * 9);
    until("it is ready", || widget.is_ready()).await;
    assert_eq!(stage.open(), ["s299"]);
}

#[wasm_bindgen_test]
async fn a_fragment_to_what_is_not_painted_yet_is_followed() {
    let stage = Stage::new();
    window().location().set_hash("article-s290").unwrap();
    let widget = stage.mount_with(&long(), &closed());
    until("it is ready", || widget.is_ready()).await;
    assert_eq!(stage.open(), ["s290"]);
    let target = stage.find("#article-s290");
    until("it is at the top", || {
        target.get_bounding_client_rect().top().abs() < 60.0
    })
    .await;
}

#[wasm_bindgen_test]
async fn an_article_that_goes_is_not_painted_on() {
    let stage = Stage::new();
    let heard = Heard::on(&stage.host, "article-ready");
    drop(stage.mount_with(&long(), &closed()));
    sleep(100).await;
    assert_eq!((stage.host.child_element_count(), heard.count()), (0, 0));
}
