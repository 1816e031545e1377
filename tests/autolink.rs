//! Links in posts that came without any, against the platform's public conformance suite, where it is there.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr
)]
#![cfg(not(target_arch = "wasm32"))]

use std::time::{Duration, Instant};

use article_widget::{Options, read, to_html};
use yaml_rust2::{Yaml, YamlLoader};

const SUITE: &str = "../shared/corpora/tweets/twitter-text/conformance/extract.yml";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Mention,
    Hashtag,
    Cashtag,
    Url,
}

/// A link: where it begins and ends in the text, counted in letters, and its own text.
#[derive(Debug, PartialEq, Eq)]
struct Link {
    kind: Kind,
    indices: [usize; 2],
    text: String,
}

fn html(text: &str) -> String {
    let article = serde_json::json!({
        "headline": "H",
        "body": [{ "type": "tweet", "post": { "text": text } }],
    });
    to_html(
        &read(article.to_string().as_bytes()).unwrap().article,
        &Options::default(),
    )
}

fn decoded(html: &str) -> String {
    html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

fn kind(href: &str, text: &str) -> Kind {
    let name = text.trim_start_matches(['@', '＠']);
    if href.starts_with("https://x.com/hashtag/") {
        Kind::Hashtag
    } else if href.starts_with("https://x.com/search?q=%24") {
        Kind::Cashtag
    } else if name != text && href.strip_prefix("https://x.com/") == name.split('/').next() {
        Kind::Mention
    } else {
        Kind::Url
    }
}

/// The links of a post, all kinds in order, and what its text says.
fn drawn(text: &str) -> (Vec<Link>, String) {
    let html = html(text);
    let (_, rest) = html.split_once("aw-tweet-text").unwrap();
    let (_, rest) = rest.split_once('>').unwrap();
    let (inner, _) = rest.split_once("</p>").unwrap();
    let (mut links, mut said) = (Vec::new(), String::new());
    let mut href = None;
    for (at, part) in inner.split('<').enumerate() {
        let (tag, words) = match at {
            0 => ("", part),
            _ => part.split_once('>').unwrap(),
        };
        if tag.starts_with("br") {
            said.push('\n');
        }
        let start = said.chars().count();
        let words = decoded(words);
        said.push_str(&words);
        if let Some((_, value)) = tag.split_once("href=\"") {
            href = Some(decoded(value.split('"').next().unwrap()));
        }
        if let Some(href) = href.take() {
            links.push(Link {
                kind: kind(&href, &words),
                indices: [start, said.chars().count()],
                text: words,
            });
        }
    }
    (links, said)
}

/// A case's list, with or without indices, as texts; with indices they are cut out of the case's text.
fn expected(text: &str, list: &Yaml) -> Vec<(String, Option<[usize; 2]>)> {
    let one = |entry: &Yaml| match entry["indices"].as_vec() {
        Some(indices) => {
            let at = |place: usize| usize::try_from(indices[place].as_i64().unwrap()).unwrap();
            let (start, end) = (at(0), at(1));
            let piece = text.chars().skip(start).take(end - start).collect();
            (piece, Some([start, end]))
        }
        None => (entry.as_str().unwrap().to_owned(), None),
    };
    list.as_vec().unwrap().iter().map(one).collect()
}

/// What is wrong with a case, if anything is. All kinds are looked for at once, and only the group's is compared.
fn fault(group: &str, text: &str, wanted: &Yaml) -> Option<String> {
    let (links, said) = drawn(text);
    if said != text {
        return Some(format!("the text became {said:?}"));
    }
    let kind = match group {
        "mentions" | "mentions_with_indices" | "mentions_or_lists_with_indices" | "replies" => {
            Kind::Mention
        }
        "urls" | "urls_with_indices" | "urls_with_directional_markers" | "tco_urls_with_params" => {
            Kind::Url
        }
        "hashtags" | "hashtags_from_astral" | "hashtags_with_indices" => Kind::Hashtag,
        "cashtags" | "cashtags_with_indices" => Kind::Cashtag,
        _ => panic!("a group that the test doesn't know: {group}"),
    };
    let bare = |link: &Link| match link.kind {
        Kind::Url => link.text.clone(),
        _ => link.text.chars().skip(1).collect(),
    };
    if group == "replies" {
        // A reply is a text that begins with a mention.
        let name = links
            .first()
            .filter(|link| link.kind == kind)
            .filter(|link| text.chars().take(link.indices[0]).all(char::is_whitespace))
            .map(bare);
        return (name.as_deref() != wanted.as_str())
            .then(|| format!("{text:?}: {name:?}, not {wanted:?}"));
    }
    let wanted = expected(text, wanted);
    let found: Vec<_> = links.iter().filter(|link| link.kind == kind).collect();
    let equal = found.len() == wanted.len()
        && found
            .iter()
            .zip(&wanted)
            .all(|(link, (piece, indices))| match indices {
                Some(indices) => link.indices == *indices && link.text == *piece,
                None => bare(link) == *piece,
            });
    (!equal).then(|| format!("{text:?}: {links:?}, not {wanted:?}"))
}

#[test]
fn the_platforms_conformance_suite_passes() {
    let Ok(yaml) = std::fs::read_to_string(SUITE) else {
        eprintln!("skipped: {SUITE} is not here");
        return;
    };
    let suite = YamlLoader::load_from_str(&yaml).unwrap();
    let mut wrong = Vec::new();
    for (group, cases) in suite[0]["tests"].as_hash().unwrap() {
        let (group, cases) = (group.as_str().unwrap(), cases.as_vec().unwrap());
        let before = wrong.len();
        for case in cases {
            let text = case["text"].as_str().unwrap();
            if let Some(fault) = fault(group, text, &case["expected"]) {
                let description = case["description"].as_str().unwrap();
                wrong.push(format!("{group}: {description}: {fault}"));
            }
        }
        let passed = cases.len() + before - wrong.len();
        eprintln!("{group}: {passed} of {} pass", cases.len());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The least time of three, because other processes can only make it longer.
fn least_time(text: &str) -> Duration {
    let times = [(); 3].map(|()| {
        let start = Instant::now();
        assert!(html(text).contains("aw-tweet-text"));
        start.elapsed()
    });
    times.into_iter().min().unwrap_or_default()
}

#[test]
fn four_times_as_much_of_what_begins_a_link_takes_some_four_times_as_long() {
    let pieces = [
        "@",
        "#",
        "$",
        "a.",
        "http://",
        "@a",
        "#a",
        "$A ",
        " aa.",
        "aaa.aaa.-.",
        "http://a.aaa",
        "http://a.aa/(",
        "http://a.aa/((",
        "http://t.co/a",
        "あaa.",
        "éa.",
        "a.xn--",
    ];
    for piece in pieces {
        let text = |bytes: usize| piece.repeat(bytes / piece.len());
        // On a busy machine any single measurement may be far off; the square would be far off in all of them.
        let mut seen = Vec::new();
        let linear = (0..20).any(|_| {
            let (short, long) = (least_time(&text(40_000)), least_time(&text(160_000)));
            seen.push((short, long));
            // Were it the square, it would be sixteen times; a few milliseconds say nothing.
            long < short.max(Duration::from_millis(2)) * 10
        });
        assert!(linear, "{piece:?}: {seen:?}");
    }
}
