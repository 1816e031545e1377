//! The text of a post from any bytes: links are found in it, and not a letter is lost.
#![no_main]

#[path = "../../tests/invariants/html.rs"]
mod html;

use libfuzzer_sys::fuzz_target;
use serde_json::json;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let article = json!({ "headline": "H", "body": [{ "type": "tweet", "post": {
        "text": format!("⟦{text}⟧"), "author": { "name": "N", "handle": "n" } } }] });
    let json = article.to_string();
    let reading = article_widget::read(json.as_bytes()).expect("an article");
    let printed = article_widget::to_html(&reading.article, &Default::default());
    let read = html::check(&printed).expect("HTML that is parsed as it was drawn");
    let told = text.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "\u{fffd}");
    assert!(read.text.contains(&format!("⟦{told}⟧")), "{told:?} became {:?}", read.text);
});
