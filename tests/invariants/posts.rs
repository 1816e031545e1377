//! What must hold of every post however broken its payload is; for `tests/mutations.rs` and the fuzzer in `fuzz/`.

use article_widget::{Address, Options, Severity, read, to_html};
use serde_json::{Map, Value, json};

/// A payload of our own, and where its words stand.
pub struct Base {
    pub name: &'static str,
    /// The block's field that it goes into.
    pub field: &'static str,
    pub json: &'static str,
    pub texts: &'static [Text],
}

/// Words that a reader must find.
pub struct Text {
    /// Where they stand.
    pub at: &'static str,
    /// The words, if what stands there is more than words.
    pub said: &'static str,
    /// What leads to them, beside what they stand in.
    pub leads: &'static [&'static str],
    /// Where other words stand that may be shown instead.
    pub instead: &'static [&'static str],
}

const fn at(at: &'static str) -> Text {
    Text {
        at,
        said: "",
        leads: &[],
        instead: &[],
    }
}

macro_rules! base {
    ($name:literal, $field:literal, $texts:expr) => {
        Base {
            name: $name,
            field: $field,
            json: include_str!(concat!("../fixtures/payloads/", $name, ".json")),
            texts: $texts,
        }
    };
}

const NOTE: &str = "/data/tweetResult/result/note_tweet/note_tweet_results/result/text";
/// The note's text, in each form in which X sends it.
const NOTES: &[&str] = &[NOTE, "/data/tweetResult/result/note_tweet/text"];
const EMBEDDED: &str = "Gate two 🚧 is open & dry again Ask @gate_two #Tor2";

pub const BASES: &[Base] = &[
    base!("syndication-2023", "data", &[at("/text")]),
    base!(
        "syndication-2026",
        "data",
        &[at("/text"), at("/quoted_tweet/text")]
    ),
    base!(
        "bluesky-view",
        "data",
        &[
            at("/thread/post/record/text"),
            at("/thread/post/embed/record/record/value/text")
        ]
    ),
    base!(
        "mastodon-status",
        "data",
        &[
            at("/content"),
            Text {
                // Without a state that allows it, a quote isn't shown.
                leads: &["/quote/state"],
                ..at("/quote/quoted_status/content")
            }
        ]
    ),
    base!("activity-question", "data", &[at("/content")]),
    base!("threads-media", "data", &[at("/text")]),
    base!("syndication-poll", "data", &[at("/text")]),
    base!("syndication-tombstone", "data", &[]),
    base!(
        "graphql-note",
        "data",
        &[
            at(NOTE),
            Text {
                instead: NOTES,
                ..at("/data/tweetResult/result/legacy/full_text")
            },
            at("/data/tweetResult/result/quoted_status_result/result/tweet/legacy/full_text"),
        ]
    ),
    base!(
        "graphql-visibility",
        "data",
        &[at("/data/tweetResult/result/tweet/legacy/full_text")]
    ),
    base!(
        "rest-classic",
        "data",
        &[at("/text"), at("/quoted_status/text")]
    ),
    base!("rest-extended", "data", &[at("/full_text")]),
    base!(
        "rest-compat",
        "data",
        &[
            at("/extended_tweet/full_text"),
            Text {
                instead: &["/extended_tweet/full_text", "/extended_tweet/text"],
                ..at("/text")
            },
        ]
    ),
    base!(
        "rest-repost",
        "data",
        &[
            at("/retweeted_status/full_text"),
            Text {
                instead: &["/retweeted_status/full_text", "/retweeted_status/text"],
                ..at("/full_text")
            },
        ]
    ),
    base!(
        "v2-note",
        "data",
        &[
            at("/data/note_tweet/text"),
            Text {
                instead: &["/data/note_tweet/text"],
                ..at("/data/text")
            },
            Text {
                leads: &["/data/referenced_tweets", "/includes/tweets/0/id"],
                ..at("/includes/tweets/0/text")
            },
        ]
    ),
    base!("v2-poll", "data", &[at("/data/0/text")]),
    base!(
        "v2-repost",
        "data",
        &[
            Text {
                leads: &["/data/referenced_tweets", "/includes/tweets/0/id"],
                ..at("/includes/tweets/0/text")
            },
            Text {
                instead: &["/includes/tweets/0/text"],
                ..at("/data/text")
            },
        ]
    ),
    base!(
        "oembed",
        "oembed",
        &[Text {
            said: EMBEDDED,
            ..at("/html")
        }]
    ),
    base!(
        "embed-code",
        "html",
        &[Text {
            said: EMBEDDED,
            ..at("")
        }]
    ),
    base!(
        "embed-code-bluesky",
        "html",
        &[Text {
            said: "Gate two 🚧 is open & dry again Ask at the desk",
            ..at("")
        }]
    ),
    // These have no words of the post.
    base!("embed-code-mastodon", "html", &[]),
    base!("embed-code-threads", "html", &[]),
];

impl Base {
    pub fn payload(&self) -> Value {
        serde_json::from_str(self.json).unwrap_or_default()
    }

    /// Checks what is drawn of this payload, that changes were made to at these places.
    pub fn check(&self, payload: &Value, touched: &[String]) -> Result<Drawn, String> {
        let drawn = check(&block(self.field, payload))?;
        let original = self.payload();
        for text in self.texts {
            let kept = touched.iter().all(|place| {
                !related(place, text.at) && text.leads.iter().all(|lead| !related(place, lead))
            });
            if !kept {
                continue;
            }
            let lost = |place: &str, said: &str| {
                let said = match original.pointer(place).and_then(Value::as_str) {
                    Some(whole) if said.is_empty() => whole,
                    _ => said,
                };
                let mut words = words(said).into_iter();
                words.find(|word| !drawn.text.contains(word))
            };
            let Some(word) = lost(text.at, text.said) else {
                continue;
            };
            let mut instead = text.instead.iter();
            let is_shown_at =
                |place| original.pointer(place).is_some() && lost(place, "").is_none();
            if !instead.any(|place| has_text_at(payload, place) || is_shown_at(place)) {
                return Err(format!("lost {word:?} of {}: {}", text.at, drawn.html));
            }
        }
        Ok(drawn)
    }
}

/// Whether a text is at that place; a list or a `result` that something was wrapped in hides nothing.
fn has_text_at(value: &Value, place: &str) -> bool {
    let Some(steps) = place.strip_prefix('/') else {
        return says(value);
    };
    let (step, rest) = match steps.find('/') {
        Some(end) => steps.split_at(end),
        None => (steps, ""),
    };
    let named = match value {
        Value::Array(items) => step.parse().ok().and_then(|nth: usize| items.get(nth)),
        other => other.get(step),
    };
    named.is_some_and(|inner| has_text_at(inner, rest))
        || value
            .as_array()
            .is_some_and(|items| items.iter().any(|item| has_text_at(item, place)))
        || value
            .get("result")
            .is_some_and(|inner| has_text_at(inner, place))
}

fn says(value: &Value) -> bool {
    match value {
        Value::String(text) => !text.trim().is_empty(),
        Value::Number(_) | Value::Bool(_) => true,
        _ => false,
    }
}

/// Whether one place is in the other.
fn related(one: &str, other: &str) -> bool {
    let within = |inner: &str, outer: &str| {
        inner
            .strip_prefix(outer)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    within(one, other) || within(other, one)
}

/// The words of an escaped text that are no links.
pub fn words(text: &str) -> Vec<String> {
    text.split_whitespace()
        .filter(|word| !word.starts_with("http"))
        .map(unescaped)
        .collect()
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}

pub struct Drawn {
    pub html: String,
    /// What can be read of it.
    pub text: String,
}

pub fn block(field: &str, payload: &Value) -> Value {
    json!({ "type": "tweet", field: payload })
}

/// Draws a block; what doesn't hold of it. That a payload is broken is never an error: it is not the author's. Only where
/// there is none at all (null is as if absent), the block lacks what makes it one.
pub fn check(block: &Value) -> Result<Drawn, String> {
    let article = json!({ "headline": "H", "body": [block] }).to_string();
    let reading = read(article.as_bytes()).map_err(|error| error.to_string())?;
    let nothing = block
        .as_object()
        .is_some_and(|block| block.values().filter(|value| !value.is_null()).count() < 2);
    for found in &reading.diagnostics {
        if found.severity == Severity::Error && !nothing {
            return Err(format!("{} {}", found.code, found.path));
        }
    }
    let html = reading.to_html();
    let text = sound(&html).map_err(|wrong| format!("{wrong} in {html}"))?;
    Ok(Drawn { html, text })
}

/// Draws a block again; it must be the same.
pub fn again(block: &Value, drawn: &Drawn) -> Result<(), String> {
    let article = json!({ "headline": "H", "body": [block] }).to_string();
    let reading = read(article.as_bytes()).map_err(|error| error.to_string())?;
    if to_html(&reading.article, &Options::default()) == drawn.html {
        Ok(())
    } else {
        Err("drawn twice, it isn't the same".to_owned())
    }
}

const VOID: &[&str] = &["br", "hr", "img", "source", "track"];

/// What may stand in a paragraph.
const PHRASES: &[&str] = &[
    "a", "audio", "bdi", "br", "button", "code", "em", "img", "mark", "progress", "s", "small",
    "source", "span", "strong", "sub", "sup", "time", "track", "u", "video",
];

const BLOCKS: &[&str] = &[
    "article",
    "blockquote",
    "details",
    "div",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Attributes with words or numbers in them.
const PLAIN: &[&str] = &[
    "alt",
    "aria-controls",
    "aria-expanded",
    "aria-hidden",
    "aria-label",
    "aria-labelledby",
    "aria-level",
    "class",
    "controls",
    "data-ask",
    "data-block",
    "data-long",
    "data-key",
    "data-network",
    "data-provider",
    "data-post",
    "data-slot",
    "datetime",
    "decoding",
    "dir",
    "height",
    "hidden",
    "id",
    "kind",
    "label",
    "lang",
    "loading",
    "loop",
    "max",
    "muted",
    "playsinline",
    "preload",
    "referrerpolicy",
    "role",
    "scope",
    "sizes",
    "srclang",
    "start",
    "tabindex",
    "title",
    "type",
    "value",
    "width",
];

/// Reads HTML as strictly as it is meant to be printed: known elements, each closed, none where a browser would move it;
/// known attributes, each once, addresses only that are allowed; nothing of the platform's that is fetched unasked.
/// Gives back its text.
pub fn sound(html: &str) -> Result<String, String> {
    let mut text = String::new();
    let mut open: Vec<&str> = Vec::new();
    let mut ids: Vec<&str> = Vec::new();
    let mut rest = html;
    while !rest.is_empty() {
        let (plain, behind) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
        text.push_str(&value(plain)?);
        let Some(tag) = behind.strip_prefix('<') else {
            break;
        };
        let (tag, behind) = tag.split_once('>').ok_or("a tag without an end")?;
        rest = behind;
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Err(format!("</{name}> closes another"));
            }
            continue;
        }
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        let phrase = PHRASES.contains(&name);
        if !phrase && !BLOCKS.contains(&name) {
            return Err(format!("<{name}>"));
        }
        let bad = match name {
            "a" | "button" => open.contains(&"a") || open.contains(&"button"),
            "li" => !matches!(open.last(), Some(&"ul" | &"ol")),
            "source" => !matches!(open.last(), Some(&"video" | &"audio")),
            _ => !phrase && open.contains(&"p"),
        };
        if bad {
            return Err(format!("<{name}> inside {open:?}"));
        }
        let mut names = attributes_of(attributes, &mut ids)?;
        if name == "img" && !names.contains(&"alt") {
            return Err(format!("<{tag}>"));
        }
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        if names.len() < count {
            return Err(format!("<{tag}> says something twice"));
        }
        if name == "br" {
            text.push('\n');
        }
        if !VOID.contains(&name) {
            open.push(name);
        }
    }
    if open.is_empty() {
        Ok(text)
    } else {
        Err(format!("{open:?} never close"))
    }
}

fn attributes_of<'h>(attributes: &'h str, ids: &mut Vec<&'h str>) -> Result<Vec<&'h str>, String> {
    let mut names = Vec::new();
    let mut rest = attributes;
    while !rest.is_empty() {
        let (name, behind) = rest.split_once("=\"").ok_or("an attribute without value")?;
        let (raw, behind) = behind.split_once('"').ok_or("a value without an end")?;
        let value = value(raw)?;
        let fits = |address: Option<Address<'_>>| address.is_some_and(|it| it.as_str() == value);
        let allowed = match name {
            "href" | "cite" => fits(Address::link(&value)),
            "data-src" | "data-poster" => fits(Address::media(&value)),
            // What posts show waits until the reader asks for it.
            "src" | "poster" | "srcset" => false,
            "id" => {
                ids.push(raw);
                ids.iter().filter(|id| **id == raw).count() == 1
            }
            _ => PLAIN.contains(&name),
        };
        if !allowed {
            return Err(format!("{name}={value:?}"));
        }
        names.push(name);
        rest = match behind.strip_prefix(' ') {
            Some(behind) => behind,
            None if behind.is_empty() => behind,
            None => return Err("no space between attributes".to_owned()),
        };
    }
    Ok(names)
}

/// What a text or value reads, if nothing in it needed an escape.
fn value(raw: &str) -> Result<String, String> {
    let known = ["amp;", "lt;", "gt;", "quot;"];
    let escaped = raw
        .split('&')
        .skip(1)
        .all(|behind| known.iter().any(|entity| behind.starts_with(entity)));
    if escaped && !raw.contains('>') {
        Ok(unescaped(raw))
    } else {
        Err(format!("not escaped: {raw:?}"))
    }
}

/// All places in a value, itself first.
pub fn places(value: &Value) -> Vec<String> {
    fn walk(value: &Value, place: String, found: &mut Vec<String>) {
        let start = format!("{place}/");
        found.push(place);
        match value {
            Value::Object(fields) => {
                for (key, field) in fields {
                    walk(field, format!("{start}{key}"), found);
                }
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    walk(item, format!("{start}{index}"), found);
                }
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    walk(value, String::new(), &mut found);
    found
}

/// How many ways there are to spoil a value.
pub const WAYS: usize = 31;

/// Spoils the value at a place, if there still is one; whether there was.
pub fn spoil(payload: &mut Value, place: &str, way: usize) -> bool {
    if way.is_multiple_of(WAYS) {
        let (parent, key) = place.rsplit_once('/').unwrap_or_default();
        return match payload.pointer_mut(parent) {
            Some(Value::Object(fields)) => fields.remove(key).is_some(),
            _ => false,
        };
    }
    let Some(value) = payload.pointer_mut(place) else {
        return false;
    };
    let old = value.take();
    *value = match way % WAYS {
        1 => Value::Null,
        2 => json!({}),
        3 => json!([]),
        4 => json!("spoiled"),
        5 => json!(7),
        6 => json!(true),
        7 => (0..50).fold(old, |inner, nth| {
            if nth % 2 == 0 {
                json!([inner])
            } else {
                json!({ "result": inner })
            }
        }),
        8 => json!(""),
        9 => json!("e"),
        10 => json!(r#""><script>alert(1)</script><img src=x onerror="alert(1)" style=x>&#x3c;b>"#),
        11 => json!(" \u{1}JavaScript\t:alert(1)"),
        12 => json!("\u{202e}\u{2067}live\u{200f} \u{0}\u{feff}"),
        13 => json!(-1),
        14 => json!(1e300),
        15 => json!(2.5),
        16 => json!(9_007_199_254_740_993u64),
        17 => json!("-9e999"),
        18 => json!([[old]]),
        19 => json!({ "result": old }),
        20 => Value::String(old.to_string()),
        21 => match old {
            Value::Array(items) => {
                let fields = items.into_iter().enumerate();
                Value::Object(fields.map(|(at, item)| (at.to_string(), item)).collect())
            }
            Value::Object(fields) => fields.into_iter().map(|(_, field)| field).collect(),
            other => json!([other, other]),
        },
        22 => match old {
            Value::Array(items) => items.into_iter().rev().collect(),
            Value::String(text) => text.parse::<u64>().map_or(json!(0), |it| json!(it)),
            Value::Number(number) => json!(number.to_string()),
            other => json!([other]),
        },
        23 => match old {
            Value::Array(items) => items.iter().chain(&items).chain(&items).cloned().collect(),
            other => json!([null, other]),
        },
        24 => json!([false, 3, 1]),
        25 => json!({ "text": [], "id_str": null, "type": "video", "src": "https://a.example/x" }),
        26 => json!("https://user:word@a.example/status/"),
        27 => json!("https://x.com/a/status/1777000000000000666"),
        28 => json!("video"),
        29 => json!("data:image/svg+xml,<svg onload=alert(1)>"),
        _ => {
            let mut fields = Map::new();
            fields.insert("type".to_owned(), json!("image"));
            fields.insert("inner".to_owned(), old);
            Value::Object(fields)
        }
    };
    true
}
