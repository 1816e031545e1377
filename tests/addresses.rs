//! Addresses against a corpus of hostile ones, where it is there.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stderr)]
#![cfg(not(target_arch = "wasm32"))]

#[path = "checks/addresses.rs"]
mod addresses;

use article_widget::Address;
use proptest::prelude::*;

const CORPUS: &str = "../shared/corpora/hostile";

fn cases() -> Option<Vec<serde_json::Value>> {
    let Ok(own) = std::fs::read_to_string(format!("{CORPUS}/hostile-urls.json")) else {
        eprintln!("skipped: {CORPUS} is not here");
        return None;
    };
    // The parser used here refuses a lone surrogate, which the corpus holds on purpose.
    let own: serde_json::Value = serde_json::from_str(&own.replace("\\ud800", "\\ufffd")).unwrap();
    let mut cases = own["cases"].as_array().unwrap().clone();
    let mined = std::fs::read_to_string(format!("{CORPUS}/corpus-urls.jsonl")).unwrap();
    cases.extend(
        mined
            .lines()
            .map(|line| serde_json::from_str(line).unwrap()),
    );
    Some(cases)
}

#[test]
fn what_the_corpus_forbids_is_refused_and_what_it_allows_is_not() {
    let Some(cases) = cases() else { return };
    let mut wrong = Vec::new();
    for case in &cases {
        let input = case["input"].as_str().unwrap();
        let (link, media) = (Address::link(input), Address::media(input));
        // An empty address is the page itself to a browser, and no address to us.
        let blank = input.trim_matches(|c: char| c <= ' ').is_empty();
        if let Some(allowed) = case["link_ok"].as_bool()
            && link.is_some() != (allowed && !blank)
        {
            wrong.push(format!(
                "link {input:?}: {:?}, expected {allowed}",
                link.as_ref().map(Address::as_str)
            ));
        }
        if let Some(allowed) = case["image_ok"].as_bool()
            && media.is_some() != (allowed && !blank)
        {
            wrong.push(format!(
                "picture {input:?}: {:?}, expected {allowed}",
                media.as_ref().map(Address::as_str)
            ));
        }
    }
    assert!(cases.len() > 200, "{} cases", cases.len());
    // Some are 100,000 letters long.
    let wrong: Vec<String> = wrong
        .iter()
        .map(|line| line.chars().take(200).collect())
        .collect();
    assert_eq!(wrong, Vec::<String>::new());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn whatever_is_let_through_is_the_same_when_it_is_read_again(
        raw in "([\\x00-\\x20]|java\\x09?script:|data:|https?:|mailto:|tel:|[/\\\\@:?#.%]|[a-z0-9\\[\\]|^-]|\\PC){0,12}",
        base in "https?://[a-z@]{0,3}[.a-z]{1,5}(/[a-z./?#]{0,5})?|[a-z/]{0,3}",
    ) {
        let checked = addresses::check(&raw, &base);
        prop_assert!(checked.is_ok(), "{checked:?} of {raw:?}");
    }
}
