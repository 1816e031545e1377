//! Random articles, and random edits of them.

use serde_json::{Value, json};

use crate::article::Document;
use crate::render::{DisplayList, HostContext, Options, RenderState, Theme};

/// Xorshift: the same numbers natively and in a browser.
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(super) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize % limit.max(1)
    }

    pub(super) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

/// Of several lengths in bytes and UTF-16 units, some longer than eight bytes.
const WORDS: [&str; 10] = [
    "one",
    "a much longer sentence, which takes more than one step",
    "così è più città",
    "🎉",
    "a 🎉 b 🎊 c 🎈 d",
    "東京で会議",
    "…",
    "two\nlines",
    "x",
    "Ελλάδα 🇬🇷 and some more words",
];

#[derive(Clone)]
pub(super) struct Article {
    headline: usize,
    kicker: Option<usize>,
    picture: Option<usize>,
    dated: bool,
    tags: usize,
    theme: usize,
    lang: usize,
    /// Minutes that it takes to read.
    minutes: usize,
    body: Vec<Block>,
}

#[derive(Clone)]
struct Block {
    kind: usize,
    id: Option<usize>,
    words: usize,
    dated: bool,
    open: Option<bool>,
    /// Only sections have one.
    body: Vec<Self>,
}

const SECTION: usize = 0;
/// Without a key.
const TEXT: usize = 1;
/// With a section in it.
const NESTING: usize = 2;
const KINDS: usize = 8;

impl Block {
    fn random(random: &mut Random, depth: usize) -> Self {
        let kind = match random.below(KINDS + 2) {
            SECTION if depth > 2 => 3,
            kind if kind >= KINDS => 3,
            kind => kind,
        };
        Self {
            kind,
            id: random.chance(50).then(|| random.below(12)),
            words: random.below(WORDS.len()),
            dated: random.chance(15),
            open: [None, Some(true), Some(false)][random.below(3)],
            body: if kind == SECTION {
                blocks(random, depth + 1, 6)
            } else {
                Vec::new()
            },
        }
    }

    fn json(&self) -> Value {
        let words = WORDS[self.words];
        let mut block = match self.kind {
            SECTION => {
                let body: Vec<_> = self.body.iter().map(Self::json).collect();
                json!({ "type": "section", "heading": words, "body": body })
            }
            TEXT => return json!(words),
            NESTING => {
                let inner = json!({ "type": "section", "heading": words, "body": [{ "type": "paragraph", "text": words }] });
                json!({ "type": "box", "heading": "Box", "body": [inner] })
            }
            4 => json!({ "type": "quote", "text": words, "cite": words }),
            5 => {
                json!({ "type": "list", "items": [words, { "text": words, "marks": ["strong"] }] })
            }
            6 => json!({ "type": "divider" }),
            7 => json!({ "type": "slot", "name": "advert" }),
            _ => {
                json!({ "type": "paragraph", "text": [words, " ", { "text": words, "href": "https://example.org/" }] })
            }
        };
        if let Some(id) = self.id {
            block["id"] = json!(format!("id{id}{}", if id == 3 { "è🎉" } else { "" }));
        }
        if self.dated {
            block["published"] = json!("2026-01-02T03:04:00Z");
        }
        if let Some(open) = self.open {
            block["open"] = json!(open);
        }
        if self.words == 5 && self.id.is_some() {
            block["lang"] = json!("ja");
        }
        block
    }
}

fn blocks(random: &mut Random, depth: usize, most: usize) -> Vec<Block> {
    let count = random.below(most + 1);
    (0..count).map(|_| Block::random(random, depth)).collect()
}

impl Article {
    pub(super) fn random(random: &mut Random) -> Self {
        Self {
            headline: random.below(WORDS.len()),
            kicker: None,
            picture: random.chance(30).then_some(0),
            dated: random.chance(50),
            tags: random.below(3),
            theme: 0,
            lang: 0,
            minutes: random.below(3),
            body: blocks(random, 0, 12),
        }
    }

    pub(super) fn edited(&self, random: &mut Random) -> Self {
        let mut next = self.clone();
        for _ in 0..random.below(5) {
            match random.below(12) {
                0 => next.headline = random.below(WORDS.len()),
                1 => next.kicker = random.chance(50).then(|| random.below(WORDS.len())),
                2 => next.picture = random.chance(50).then(|| random.below(2)),
                3 => next.tags = random.below(3),
                4 => next.theme = random.below(4),
                5 => next.lang = random.below(3),
                6 => next.dated = !next.dated,
                7 => next.minutes = random.below(3),
                _ => {}
            }
        }
        for _ in 0..random.below(6) {
            edit(&mut next.body, random, 0);
        }
        next
    }

    /// Rendered; the reading time in its place if `finished`, otherwise at the end.
    pub(super) fn list(&self, finished: bool) -> DisplayList {
        let long = json!({ "type": "paragraph", "id": "long", "text": "word ".repeat(230 * self.minutes) });
        let body = self.body.iter().map(Block::json);
        let body: Vec<_> = body.chain((self.minutes > 0).then_some(long)).collect();
        let lang = ["en", "ar", "ja"][self.lang];
        let headline = WORDS[self.headline];
        let mut article = json!({ "headline": headline, "lang": lang, "body": body });
        if let Some(kicker) = self.kicker {
            article["kicker"] = json!(WORDS[kicker]);
        }
        if let Some(picture) = self.picture {
            article["image"] =
                json!({ "src": format!("https://example.org/{picture}.webp"), "alt": "x" });
        }
        if self.dated {
            article["published"] = json!("2026-01-01T00:00:00Z");
        }
        article["tags"] = json!(
            (0..self.tags)
                .map(|tag| json!({ "name": WORDS[tag] }))
                .collect::<Vec<_>>()
        );
        let options = Options {
            toc: true,
            theme: [Theme::Auto, Theme::System, Theme::Light, Theme::Dark][self.theme],
            ..Options::default()
        };
        rendered(&article.to_string(), &options, finished)
    }
}

pub(super) fn rendered(article: &str, options: &Options, finished: bool) -> DisplayList {
    let article = Document::parse_text(article.into(), u32::MAX).unwrap();
    let page = HostContext::default();
    let mut state = RenderState::new(&article, options, &page);
    state.render_chunk(&article, options, &page, usize::MAX);
    if finished {
        state.finish();
    }
    state.buffer.list
}

fn edit(body: &mut Vec<Block>, random: &mut Random, depth: usize) {
    let sections: Vec<_> = (0..body.len())
        .filter(|at| body[*at].kind == SECTION)
        .collect();
    if !sections.is_empty() && random.chance(50) {
        let at = sections[random.below(sections.len())];
        return edit(&mut body[at].body, random, depth + 1);
    }
    let (one, other) = (random.below(body.len()), random.below(body.len()));
    match random.below(10) {
        0 => {
            let block = Block::random(random, depth);
            body.insert(random.below(body.len() + 1), block);
        }
        _ if body.is_empty() => {}
        1 => {
            body.remove(one);
        }
        2 => {
            let block = body.remove(one);
            body.insert(random.below(body.len() + 1), block);
        }
        3 => body.swap(one, other),
        4 => body.reverse(),
        5 => body[one].words = random.below(WORDS.len()),
        6 => body[one].id = random.chance(50).then(|| random.below(12)),
        7 => body.insert(other, body[one].clone()),
        8 => body[one] = Block::random(random, depth),
        _ => {
            // From one section to another, or out of it.
            let block = body.remove(one);
            match body
                .iter_mut()
                .find(|block| block.kind == SECTION && depth < 3)
            {
                Some(section) => section.body.push(block),
                None => body.push(block),
            }
        }
    }
}
