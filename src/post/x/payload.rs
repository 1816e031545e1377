//! Imports a payload of the platform's APIs.
//!
//! Its variants (syndication, GraphQL, REST v1.1, API v2) differ in names and positions of fields, hardly in content,
//! and they change. So the variant isn't detected: each field is looked up wherever one of them has it, and missing or
//! invalid fields are ignored without a diagnostic, because the author can't fix them.

use super::super::field_lookup::{FieldLookup, field_table};
use super::created_at::parse_created_at;
use super::permalink::is_number;
use super::{card, entities, media, readers_note};
use crate::json::{Cursor, Tape, TapeBuilder, ValueKind};
use crate::scan::{split, starts_with_ignore_ascii_case};

/// Maximum nesting of posts; real ones never reach it.
const MAX_POST_DEPTH: u8 = 60;

/// References can be circular, so each one costs this much depth.
const REFERENCE_DEPTH_COST: u8 = 15;

/// Maximum number of referenced media; the platform allows four.
const MAX_MEDIA: usize = 50;

/// Maximum number of quoted posts, with those that they quote: references can lead to the same ones again and again.
const MAX_QUOTES: usize = 200;

/// In place of countries: everywhere, and because of a copyright.
const EVERYWHERE: [&str; 2] = ["XX", "XY"];

/// Keys that can contain a post in a response.
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

const POST: &str = field_table! {
    text lang: "lang",
    boolean sensitive: "possibly_sensitive",
    boolean edited: "isEdited",
    text place: "place.full_name",
    object metrics {
        number likes: "favorite_count public_metrics.like_count",
        number replies: "conversation_count reply_count public_metrics.reply_count",
        number reposts: "retweet_count public_metrics.retweet_count",
        number quotes: "quote_count public_metrics.quote_count",
        number views: "views.count public_metrics.impression_count",
    }
};

const AUTHOR: &str = field_table! {
    text name: "name",
    text handle: "screen_name username",
    text avatar: "profile_image_url_https profile_image_url avatar.image_url",
    blue verified: "is_blue_verified verified verification.verified",
    text verified: "verified_type verification.verified_type",
};

/// Imports the post of a payload; of several, the `wanted` one. None if it is no response of the platform.
pub(super) fn import(payload: Cursor<'_>, wanted: &str) -> Option<Tape<'static>> {
    if payload.is_text() {
        // A response as text; an error page is HTML.
        let text = payload.as_str().trim_start();
        if let Ok(json) = Tape::parse(text.as_bytes(), "$")
            && Cursor::root(&json).is_object()
        {
            return import(Cursor::root(&json), wanted);
        }
        if !text.starts_with('<') {
            return None;
        }
    } else if !payload.is_object() && !payload.is_list() {
        return None;
    }
    let first = find_post(payload, &|post| !is_tombstone(post), 24)
        .or_else(|| find_post(payload, &|_| true, 24));
    let several = is_number(wanted)
        && first
            .is_some_and(|first| find_post(payload, &|post| !post.is_same(first), 24).is_some());
    let found = if several {
        // Another post of the thread must not be shown in its place.
        let is_wanted = |post| field_sources(post).text("rest_id id_str id") == wanted;
        find_post(payload, &is_wanted, 24).or_else(|| find_post(payload, &is_tombstone, 24))
    } else {
        first
    };
    let mut teller = PayloadImporter {
        out: TapeBuilder::new("$"),
        includes: FieldLookup::single(Some(payload)).get("includes data.includes"),
        quotes_left: MAX_QUOTES,
    };
    match found {
        Some(post) => teller.post(post, MAX_POST_DEPTH),
        None if several || is_error_response(payload) => {
            let said = payload
                .field("errors")
                .or(Some(payload).filter(|_| !several));
            teller.out.open(ValueKind::Object);
            teller.out.field("gone", said.map_or("unknown", reason));
            teller.out.close();
        }
        None => return None,
    }
    Some(teller.out.finish())
}

/// Whether this is a response without a post: empty, or an error.
fn is_error_response(payload: Cursor<'_>) -> bool {
    payload.is_text()
        || payload
            .items()
            .next()
            .or(payload.entries().next())
            .is_none()
        || payload.entries().any(|key| {
            matches!(
                key.as_str(),
                "errors" | "error" | "data" | "code" | "title" | "detail" | "message"
            )
        })
}

/// The first post in a response that matches.
fn find_post<'j>(
    value: Cursor<'j>,
    wanted: &dyn Fn(Cursor<'j>) -> bool,
    depth: u8,
) -> Option<Cursor<'j>> {
    if is_post(value) && wanted(value) {
        return Some(value);
    }
    if depth == 0 {
        return None;
    }
    for item in value.items() {
        if let Some(found) = find_post(item, wanted, depth - 1) {
            return Some(found);
        }
    }
    let mut entries = value.entries();
    while let (Some(key), Some(field)) = (entries.next(), entries.next()) {
        // In other networks' posts, that is the text.
        let is_text = key.as_str() == "content" && is_post(field);
        if !is_text
            && WRAPPERS.contains(&key.as_str())
            && let Some(found) = find_post(field, wanted, depth - 1)
        {
            return Some(found);
        }
    }
    None
}

/// Fields that only a post has.
const MARKS: [&str; 6] = [
    "legacy",
    "id_str",
    "rest_id",
    "note_tweet",
    "author_id",
    "referenced_tweets",
];

fn is_post(value: Cursor<'_>) -> bool {
    let says = |key: &str| value.field(key).is_some_and(|text| !text.is_list());
    says("text")
        || says("full_text")
        || MARKS.iter().any(|key| value.field(*key).is_some())
        || is_tombstone(value)
}

fn text<'j>(at: &FieldLookup<'j>) -> &'j str {
    at.text("full_text text")
}

fn is_tombstone(value: Cursor<'_>) -> bool {
    let name = value.field("__typename").map_or("", Cursor::as_str);
    matches!(name, "TweetTombstone" | "TweetUnavailable") || value.field("tombstone").is_some()
}

fn field_sources(post: Cursor<'_>) -> FieldLookup<'_> {
    FieldLookup([
        post.field("extended_tweet"),
        post.field("legacy"),
        Some(post),
    ])
}

/// Phrases in the platform's messages, and the reasons they stand for.
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

/// Why the post is unavailable.
fn reason(value: Cursor<'_>) -> &'static str {
    for text in value.text_nodes(|_| false).take(50) {
        let text = text.as_str();
        for (start, _) in text.char_indices().take(500) {
            let here = text.get(start..).unwrap_or_default();
            if let Some((_, reason)) = REASONS
                .iter()
                .find(|(word, _)| starts_with_ignore_ascii_case(here, word))
            {
                return reason;
            }
        }
    }
    // An empty tombstone means that the post exists but is restricted.
    let bare = value
        .field("tombstone")
        .is_some_and(|tombstone| tombstone.entries().next().is_none());
    if bare { "restricted" } else { "unknown" }
}

struct PayloadImporter<'j> {
    out: TapeBuilder,
    /// The `includes` of API v2, which posts refer to.
    includes: Option<Cursor<'j>>,
    quotes_left: usize,
}

impl<'j> PayloadImporter<'j> {
    /// Looks up an included object of API v2.
    fn lookup_include(&self, list: &str, key: &str, id: &str) -> Option<Cursor<'j>> {
        let mut items = self.includes?.field(list)?.items();
        items.find(|item| !id.is_empty() && item.scalar_str(key) == id)
    }

    /// The referenced posts of the given type, and the remaining depth for them.
    fn resolve_references(
        &self,
        at: &FieldLookup<'j>,
        paths: &str,
        way: &str,
        depth: u8,
    ) -> Vec<(Cursor<'j>, u8)> {
        if let Some(found) = at.get(paths) {
            let several = found
                .items()
                .filter_map(|item| find_post(item, &|_| true, 4));
            let several: Vec<_> = several.take(MAX_QUOTES).collect();
            let one = find_post(found, &|_| true, 4).filter(|_| several.is_empty());
            let found: Vec<_> = several.into_iter().chain(one).collect();
            if !found.is_empty() {
                return found.into_iter().map(|post| (post, depth - 1)).collect();
            }
        }
        let Some(depth) = depth.checked_sub(REFERENCE_DEPTH_COST) else {
            return Vec::new();
        };
        let references = at.items("referenced_tweets").into_iter();
        references
            .filter(|it| it.scalar_str("type") == way)
            .filter_map(|it| self.lookup_include("tweets", "id", it.scalar_str("id")))
            .take(MAX_QUOTES)
            .map(|post| (post, depth))
            .collect()
    }

    fn post(&mut self, post: Cursor<'j>, depth: u8) {
        if depth == 0 {
            return self.out.copy(post);
        }
        let at = field_sources(post);
        let reposted = "retweeted_status retweeted_status_result.result";
        self.out.open(ValueKind::Object);
        let original = self.resolve_references(&at, reposted, "retweeted", depth);
        match original.into_iter().next() {
            // Without the original's text, the repost's own is used.
            Some((original, depth)) if depth > 0 && !text(&field_sources(original)).is_empty() => {
                self.author("repostedBy", &at);
                self.fields(original, &field_sources(original), depth);
            }
            _ => self.fields(post, &at, depth),
        }
        self.out.close();
    }

    /// The user who wrote a post.
    fn user(&self, at: &FieldLookup<'j>) -> Option<FieldLookup<'j>> {
        let user = at
            .get("core.user_results.result user author")
            .or_else(|| self.lookup_include("users", "id", at.text("author_id")))?;
        Some(FieldLookup([
            user.field("core"),
            user.field("legacy"),
            Some(user),
        ]))
    }

    /// Writes the author; whether there is one.
    fn author(&mut self, key: &str, at: &FieldLookup<'j>) -> bool {
        let Some(user) = self.user(at) else {
            return false;
        };
        self.out.key(key);
        self.out.open(ValueKind::Object);
        user.write_fields(&mut self.out, AUTHOR);
        self.out.close();
        true
    }

    /// Writes the countries in which a post, or all of its author, isn't shown; whether that is everywhere.
    fn withheld(&mut self, at: &FieldLookup<'j>) -> bool {
        let listed = "withheld_in_countries withheld.country_codes";
        let mut found = at.items(listed);
        if let Some(user) = self.user(at) {
            found.extend(user.items(listed));
        }
        let mut codes: Vec<&str> = Vec::new();
        for code in found.into_iter().map(Cursor::as_str) {
            let is_code = code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase());
            if is_code && !codes.contains(&code) {
                codes.push(code);
            }
        }
        let claimed = matches!(
            at.text("withheld_copyright withheld.copyright"),
            "true" | "1"
        );
        if claimed || EVERYWHERE.iter().any(|code| codes.contains(code)) {
            return true;
        }
        if !codes.is_empty() {
            self.out.key("withheldIn");
            self.out.open(ValueKind::List);
            for code in codes {
                self.out.text(code);
            }
            self.out.close();
        }
        false
    }

    fn fields(&mut self, post: Cursor<'j>, at: &FieldLookup<'j>, depth: u8) {
        let id = at.text("rest_id id_str id");
        self.out.field("id", id);
        at.write_fields(&mut self.out, POST);
        let known = self.author("author", at);
        if is_tombstone(post) {
            let reason = reason(post);
            self.out.field("gone", reason);
            if reason == "unknown" {
                at.write_fields(
                    &mut self.out,
                    field_table! { text notice: "tombstone.text.text", },
                );
            }
        } else if !known && at.text("__typename") == "Tweet" {
            self.out.field("gone", "suspended");
        }
        let withheld = self.withheld(at);
        let created = at.text("created_at");
        self.out.field("created", created);
        self.out
            .field("created", &parse_created_at(created).unwrap_or_default());
        let versions = at.items(
            "edit_control.edit_tweet_ids edit_control.edit_control_initial.edit_tweet_ids \
             edit_history_tweet_ids",
        );
        if versions.len() > 1 {
            self.out.scalar("edited", ValueKind::True, "true");
        }

        if withheld {
            // Nothing of what it says may be shown.
            return self.out.field("gone", "withheld");
        }
        readers_note::write(&mut self.out, at);
        let quoted = "quoted_tweet quoted_status quoted_status_result.result";
        let quoted = self.resolve_references(at, quoted, "quoted", depth);
        let mut found = at.items("mediaDetails extended_entities.media photos");
        for key in at.items("attachments.media_keys").iter().take(MAX_MEDIA) {
            let item = self.lookup_include("media", "media_key", key.as_str());
            if let Some(item) = item.filter(|item| !found.iter().any(|other| other.is_same(*item)))
            {
                found.push(item);
            }
        }
        if found.is_empty()
            && let Some(video) = at.get("video")
        {
            found.push(video);
        }
        if found.is_empty() {
            // Some contain only the position of a link to an image.
            found = at.items("entities.media");
            found.retain(|item| item.field("media_url_https").is_some());
        }
        found.retain(|item| item.is_object());
        media::write(&mut self.out, &found);
        let polls = at.items("attachments.poll_ids");
        let poll = polls
            .first()
            .and_then(|id| self.lookup_include("polls", "id", id.as_str()));
        let pictured = !found.is_empty() || !quoted.is_empty();
        card::write(&mut self.out, at, poll, pictured);
        let long = FieldLookup::single(at.get("note_tweet.note_tweet_results.result note_tweet"));
        let whole = long.text("text");
        let short = whole.is_empty();
        let words = entities::EntityText {
            text: or_else_str(whole, text(at)),
            entities: if short {
                at.get("entities")
            } else {
                long.get("entity_set entities")
            },
            quoted: quoted
                .iter()
                .map(|(quoted, _)| field_sources(*quoted).text("rest_id id_str id"))
                .collect(),
            media: !found.is_empty(),
        };
        let range = at.get("display_text_range").filter(|_| short);
        let hidden = words.write(&mut self.out, range);
        self.reply(at, &hidden);
        self.quoted(&quoted);
        if let Some(place) = self.lookup_include("places", "id", at.text("geo.place_id")) {
            self.out.field("place", place.scalar_str("full_name"));
        }
    }

    fn quoted(&mut self, quoted: &[(Cursor<'j>, u8)]) {
        if quoted.is_empty() || self.quotes_left == 0 {
            return;
        }
        self.out.key("quoted");
        let several = quoted.len() > 1;
        if several {
            self.out.open(ValueKind::List);
        }
        for (post, depth) in quoted {
            if let Some(left) = self.quotes_left.checked_sub(1) {
                self.quotes_left = left;
                self.post(*post, *depth);
            }
        }
        if several {
            self.out.close();
        }
    }

    /// The accounts that the post replies to: the named one, and those mentioned at the start of the text.
    fn reply(&mut self, at: &FieldLookup<'j>, hidden: &str) {
        let user = self.lookup_include("users", "id", at.text("in_reply_to_user_id"));
        let named = user.map_or("", |user| user.scalar_str("username"));
        let named = or_else_str(at.text("in_reply_to_screen_name"), named);
        if named.is_empty() && hidden.is_empty() {
            return;
        }
        self.out.key("replyTo");
        self.out.open(ValueKind::List);
        if !named.is_empty() {
            self.out.text(named);
        }
        for name in split(hidden, entities::BLANK) {
            let name = name.strip_prefix('@').unwrap_or_default();
            if !name.is_empty() && !name.eq_ignore_ascii_case(named) {
                self.out.text(name);
            }
        }
        self.out.close();
    }
}

fn or_else_str<'t>(one: &'t str, other: &'t str) -> &'t str {
    if one.is_empty() { other } else { one }
}
