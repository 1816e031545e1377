//! A payload as the platform's interfaces hand it out, told in our own form.
//!
//! Its dialects (syndication, GraphQL, REST v1.1, API v2) differ in what fields are called and where they stand, hardly in
//! what they say, and they drift. So no dialect is asked for: each field is looked for wherever one of them has it, and
//! what isn't there, or is something else, is passed over without a word: it is the platform's, not the author's.

use alloc::string::String;

use super::card;
use super::media;
use super::moment::{moment, posted};
use super::words;
use crate::json::{Builder, Json, Kind, Reader};
use crate::scan::{cut, same_start};

/// Posts in posts are told as deep as this; no real ones are.
const DEEPEST: u8 = 60;

/// A post by reference may lead in a circle.
const DEEP_REFERENCE: u8 = 15;

/// Where a post can stand inside an answer.
const WRAPPERS: &[&str] = &[
    "data",
    "tweetResult",
    "tweet_results",
    "tweet_result",
    "result",
    "tweet",
    "threaded_conversation_with_injections_v2",
    "instructions",
    "entries",
    "entry",
    "content",
    "itemContent",
    "items",
    "item",
    "statuses",
];

/// One thing whose fields stand at several places.
#[derive(Clone, Copy)]
pub(super) struct Layers<'j>(pub(super) [Option<Reader<'j>>; 3]);

impl<'j> Layers<'j> {
    /// What the first of these paths leads to that leads to anything: keys parted by dots, paths by spaces.
    pub(super) fn get(&self, paths: &str) -> Option<Reader<'j>> {
        let mut rest = paths;
        loop {
            let (path, behind) = cut(rest, b" ").unwrap_or((rest, ""));
            for layer in self.0.into_iter().flatten() {
                let found = find(layer, path);
                if found.is_some_and(|value| !value.is_text() || !value.raw().trim().is_empty()) {
                    return found;
                }
            }
            if behind.is_empty() {
                return None;
            }
            rest = behind;
        }
    }

    /// The same as text; empty if there is none.
    pub(super) fn text(&self, paths: &str) -> &'j str {
        self.get(paths).map_or("", Reader::raw)
    }

    /// The same as a whole number's digits; empty if it is none.
    pub(super) fn digits(&self, paths: &str) -> &'j str {
        let text = self.text(paths);
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        if digits { text } else { "" }
    }

    fn is(&self, paths: &str) -> bool {
        matches!(self.text(paths), "true" | "1")
    }
}

/// What a path leads to.
fn find<'j>(from: Reader<'j>, path: &str) -> Option<Reader<'j>> {
    let mut at = from;
    let mut rest = path;
    while let Some((key, behind)) = cut(rest, b".") {
        at = at.field(key)?;
        rest = behind;
    }
    at.field(rest)
}

/// The post in a payload; of several the `wanted` one, else the first. None if it is none of the platform's answers.
pub(super) fn retell(payload: Reader<'_>, wanted: &str) -> Option<Json<'static>> {
    if payload.is_text() {
        // A whole answer, as its text; the page of an error is HTML.
        let text = payload.raw().trim_start();
        if let Ok(json) = Json::parse(text.as_bytes(), "$")
            && Reader::root(&json).is_object()
        {
            return retell(Reader::root(&json), wanted);
        }
        if !text.starts_with('<') {
            return None;
        }
    } else if !payload.is_object() && !payload.is_list() {
        return None;
    }
    let found = seek(
        payload,
        &|post| !wanted.is_empty() && layers(post).text("rest_id id_str id") == wanted,
        24,
    )
    .or_else(|| seek(payload, &|post| !is_tombstone(post), 24))
    .or_else(|| seek(payload, &|_| true, 24));
    let whole = Layers([Some(payload), payload.items().next(), None]);
    let mut teller = Teller {
        out: Builder::new("$"),
        includes: whole.get("includes data.includes"),
    };
    match found {
        Some(post) => teller.post(post, DEEPEST),
        None if is_answer(payload) => {
            teller.out.open(Kind::Object);
            teller.out.field("gone", reason(payload));
            teller.out.close();
        }
        None => return None,
    }
    Some(teller.out.finish())
}

/// Whether this is what the platform answers where there is no post: nothing, or an error.
fn is_answer(payload: Reader<'_>) -> bool {
    payload.is_text()
        || payload.items().chain(payload.entries()).next().is_none()
        || [
            "errors", "error", "data", "code", "title", "detail", "message",
        ]
        .iter()
        .any(|key| payload.field(key).is_some())
}

/// The first post inside an answer that is wanted.
fn seek<'j>(
    value: Reader<'j>,
    wanted: &dyn Fn(Reader<'j>) -> bool,
    depth: u8,
) -> Option<Reader<'j>> {
    if is_post(value) && wanted(value) {
        return Some(value);
    }
    if depth == 0 {
        return None;
    }
    for item in value.items() {
        if let Some(found) = seek(item, wanted, depth - 1) {
            return Some(found);
        }
    }
    let mut entries = value.entries();
    while let (Some(key), Some(field)) = (entries.next(), entries.next()) {
        if WRAPPERS.contains(&key.raw())
            && let Some(found) = seek(field, wanted, depth - 1)
        {
            return Some(found);
        }
    }
    None
}

fn is_post(value: Reader<'_>) -> bool {
    ["text", "full_text", "legacy", "id_str", "rest_id"]
        .iter()
        .any(|key| value.field(key).is_some())
        || is_tombstone(value)
}

fn is_tombstone(value: Reader<'_>) -> bool {
    let name = value.field("__typename").map_or("", Reader::raw);
    matches!(name, "TweetTombstone" | "TweetUnavailable") || value.field("tombstone").is_some()
}

fn layers(post: Reader<'_>) -> Layers<'_> {
    Layers([
        post.field("extended_tweet"),
        post.field("legacy"),
        Some(post),
    ])
}

/// Words in what the platform says, and the reason that they mean.
const REASONS: [(&str, &str); 10] = [
    ("suspend", "suspended"),
    ("deleted", "deleted"),
    ("protected", "protected"),
    ("limits who", "protected"),
    ("authoriz", "protected"),
    ("withheld", "withheld"),
    ("restricted", "restricted"),
    ("adult", "restricted"),
    ("nsfw", "restricted"),
    ("sensitive", "restricted"),
];

/// Why there is no post.
fn reason(value: Reader<'_>) -> &'static str {
    for text in value.texts(|_| false).take(50) {
        let text = text.raw();
        for (start, _) in text.char_indices().take(500) {
            let here = text.get(start..).unwrap_or_default();
            if let Some((_, reason)) = REASONS.iter().find(|(word, _)| same_start(here, word)) {
                return reason;
            }
        }
    }
    // A tombstone with nothing on it stands where the post is alive and not for everyone.
    let bare = value
        .field("tombstone")
        .is_some_and(|tombstone| tombstone.entries().next().is_none());
    if bare { "restricted" } else { "unknown" }
}

struct Teller<'j> {
    out: Builder,
    /// What posts of API v2 refer to.
    includes: Option<Reader<'j>>,
}

impl<'j> Teller<'j> {
    /// What API v2 has of this id.
    fn include(&self, list: &str, key: &str, id: &str) -> Option<Reader<'j>> {
        let mut items = self.includes?.field(list)?.items();
        items.find(|item| !id.is_empty() && item.field(key).map_or("", Reader::raw) == id)
    }

    /// The post that this one refers to in that way, and how deep to tell it.
    fn referred(
        &self,
        post: Layers<'j>,
        paths: &str,
        way: &str,
        depth: u8,
    ) -> Option<(Reader<'j>, u8)> {
        if let Some(found) = post.get(paths).filter(|found| found.is_object()) {
            return Some((seek(found, &|_| true, 4).unwrap_or(found), depth - 1));
        }
        let mut references = post.get("referenced_tweets")?.items();
        let reference = references.find(|it| it.field("type").map_or("", Reader::raw) == way)?;
        let found = self.include("tweets", "id", reference.field("id")?.raw())?;
        Some((found, depth.checked_sub(DEEP_REFERENCE)?))
    }

    fn user(&self, post: Layers<'j>) -> Option<Layers<'j>> {
        let user = post
            .get("core.user_results.result user author")
            .or_else(|| self.include("users", "id", post.text("author_id")))?;
        let user = user.field("result").unwrap_or(user);
        Some(Layers([
            user.field("core"),
            user.field("legacy"),
            Some(user),
        ]))
    }

    fn post(&mut self, post: Reader<'j>, depth: u8) {
        if depth == 0 {
            return self.out.copy(post);
        }
        let at = layers(post);
        let by = self.user(at);
        let reposted = "retweeted_status retweeted_status_result.result";
        self.out.open(Kind::Object);
        match self.referred(at, reposted, "retweeted", depth) {
            Some((original, depth)) if depth > 0 => {
                self.author("repostedBy", by);
                let original = layers(original);
                let by = self.user(original);
                self.fields(original, by, depth);
            }
            _ => self.fields(at, by, depth),
        }
        self.out.close();
    }

    fn author(&mut self, key: &str, user: Option<Layers<'j>>) {
        let Some(user) = user else { return };
        self.out.key(key);
        self.out.open(Kind::Object);
        let mut name = String::new();
        super::embed_code::decode(user.text("name"), &mut name);
        self.out.field("name", &name);
        self.out.field("handle", user.text("screen_name username"));
        let avatar = user.text("profile_image_url_https profile_image_url avatar.image_url");
        self.out.field("avatar", &media::sharp(avatar));
        let kind = user.text("verified_type verification.verified_type");
        let kind = ["business", "government", "blue"]
            .into_iter()
            .find(|known| known.eq_ignore_ascii_case(kind));
        let blue = user.is("is_blue_verified") || user.is("verified verification.verified");
        self.out
            .field("verified", kind.unwrap_or(if blue { "blue" } else { "" }));
        self.out.close();
    }

    fn fields(&mut self, at: Layers<'j>, by: Option<Layers<'j>>, depth: u8) {
        let [_, _, whole] = at.0;
        let id = at.digits("rest_id id_str id");
        self.out.field("id", id);
        if let Some(gone) = whole.filter(|whole| is_tombstone(*whole)) {
            let reason = reason(gone);
            self.out.field("gone", reason);
            if reason == "unknown" {
                self.out.field("notice", at.text("tombstone.text.text"));
            }
        } else if by.is_none() && at.text("__typename") == "Tweet" {
            self.out.field("gone", "suspended");
        }
        self.author("author", by);
        let lang = at.text("lang");
        // Codes for "no language".
        if !matches!(
            lang,
            "und" | "zxx" | "qme" | "qht" | "qam" | "qct" | "qst" | "art"
        ) {
            self.out.field("lang", lang);
        }
        let created = at.text("created_at");
        let created = moment(created).unwrap_or_else(|| posted(id));
        self.out.field("created", &created);
        if at.is("possibly_sensitive") {
            self.out.plain("sensitive", Kind::True, "true");
        }
        let versions = at.get(
            "edit_control.edit_tweet_ids edit_control.edit_control_initial.edit_tweet_ids \
             edit_history_tweet_ids",
        );
        if at.is("isEdited") || versions.is_some_and(|ids| ids.items().nth(1).is_some()) {
            self.out.plain("edited", Kind::True, "true");
        }

        let quoted = self.referred(
            at,
            "quoted_tweet quoted_status quoted_status_result.result",
            "quoted",
            depth,
        );
        let keys = at.get("attachments.media_keys");
        let found: alloc::vec::Vec<_> = keys
            .into_iter()
            .flat_map(Reader::items)
            .filter_map(|key| self.include("media", "media_key", key.raw()))
            .collect();
        let any_media = media::tell(&mut self.out, at, &found);
        let poll = at
            .get("attachments.poll_ids")
            .and_then(|ids| self.include("polls", "id", ids.items().next()?.raw()));
        let card = card::tell(&mut self.out, at, poll, any_media || quoted.is_some());
        let replied = self.words(at, quoted, any_media, &card);
        self.reply(at, &replied);
        if let Some((quoted, depth)) = quoted {
            self.out.key("quoted");
            self.post(quoted, depth);
        }
        self.metrics(at);
        let place = at.text("place.full_name");
        let by_id = self.include("places", "id", at.text("geo.place_id"));
        let place = Some(place)
            .filter(|place| !place.is_empty())
            .or_else(|| Some(by_id?.field("full_name")?.raw()));
        self.out.field("place", place.unwrap_or_default());
        self.out
            .field("note", at.text("birdwatch_pivot.subtitle.text"));
    }

    /// Tells the text; gives back the handles that the platform hides at its beginning.
    fn words(
        &mut self,
        at: Layers<'j>,
        quoted: Option<(Reader<'j>, u8)>,
        any_media: bool,
        card: &str,
    ) -> String {
        let note = at.get("note_tweet.note_tweet_results.result note_tweet");
        let note = Layers([note.filter(|note| note.field("text").is_some()), None, None]);
        let long = note.get("text");
        let (text, entities, hidden) = match long {
            Some(text) => (text.raw(), note.get("entity_set entities"), None),
            None => (
                at.text("full_text text"),
                at.get("entities"),
                at.get("display_text_range"),
            ),
        };
        let words = words::Words {
            text,
            entities,
            quoted: quoted.map_or("", |(quoted, _)| layers(quoted).text("rest_id id_str id")),
            media: any_media,
            card,
        };
        words.tell(&mut self.out, hidden)
    }

    /// Whom the post answers: the one named, and those whose names its text only begins with.
    fn reply(&mut self, at: Layers<'j>, hidden: &str) {
        let user = self.include("users", "id", at.text("in_reply_to_user_id"));
        let named = user
            .and_then(|user| user.field("username"))
            .map_or("", Reader::raw);
        let first = Some(at.text("in_reply_to_screen_name"))
            .filter(|name| !name.is_empty())
            .unwrap_or(named);
        if first.is_empty() && hidden.is_empty() {
            return;
        }
        self.out.key("replyTo");
        self.out.open(Kind::List);
        if !first.is_empty() {
            self.out.open(Kind::Object);
            self.out.field("handle", first);
            if let Some(url) = super::permalink(first, at.text("in_reply_to_status_id_str")) {
                self.out.field("url", url.as_str());
            }
            self.out.close();
        }
        for name in crate::scan::pieces(hidden, b" @") {
            if !name.is_empty() && !name.eq_ignore_ascii_case(first) {
                self.out.text(name);
            }
        }
        self.out.close();
    }

    fn metrics(&mut self, at: Layers<'j>) {
        self.out.key("metrics");
        self.out.open(Kind::Object);
        for (key, paths) in [
            ("likes", "favorite_count public_metrics.like_count"),
            (
                "replies",
                "conversation_count reply_count public_metrics.reply_count",
            ),
            ("reposts", "retweet_count public_metrics.retweet_count"),
            ("quotes", "quote_count public_metrics.quote_count"),
            ("views", "views.count public_metrics.impression_count"),
        ] {
            self.out.plain(key, Kind::Number, at.digits(paths));
        }
        self.out.close();
    }
}
