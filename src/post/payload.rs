//! A payload as the platform's interfaces hand it out, told in our own form.
//!
//! Its dialects (syndication, GraphQL, REST v1.1, API v2) differ in what fields are called and where they stand, hardly in
//! what they say, and they drift. So no dialect is asked for: each field is looked for wherever one of them has it, and
//! what isn't there, or is something else, is passed over without a word: it is the platform's, not the author's.

use super::field_lookup::Layers;
use super::permalink::is_number;
use super::snowflake::moment;
use super::{card, entities, media};
use crate::json::{Builder, Json, Kind, Reader};
use crate::scan::{pieces, same_start};

/// Posts in posts are told as deep as this; no real ones are.
const DEEPEST: u8 = 60;

/// A post by reference may lead in a circle.
const DEEP_REFERENCE: u8 = 15;

/// So many pictures and films are told of a post that only refers to them; the platform takes four.
const MOST_MEDIA: usize = 50;

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

const POST: &str = "'lang lang
?sensitive possibly_sensitive
?edited isEdited
'place place.full_name
'note birdwatch_pivot.subtitle.text
{metrics
#likes favorite_count public_metrics.like_count
#replies conversation_count reply_count public_metrics.reply_count
#reposts retweet_count public_metrics.retweet_count
#quotes quote_count public_metrics.quote_count
#views views.count public_metrics.impression_count
}";

const AUTHOR: &str = "'name name
'handle screen_name username
'avatar profile_image_url_https profile_image_url avatar.image_url
!verified is_blue_verified verified verification.verified
'verified verified_type verification.verified_type";

/// The post in a payload; of several the `wanted` one. None if it is none of the platform's answers.
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
    let first =
        seek(payload, &|post| !is_tombstone(post), 24).or_else(|| seek(payload, &|_| true, 24));
    let several = is_number(wanted)
        && first.is_some_and(|first| seek(payload, &|post| !post.is_same(first), 24).is_some());
    let found = if several {
        // Whoever else speaks there must not be taken for the one who is asked for.
        let is_wanted = |post| layers(post).text("rest_id id_str id") == wanted;
        seek(payload, &is_wanted, 24).or_else(|| seek(payload, &is_tombstone, 24))
    } else {
        first
    };
    let mut teller = Teller {
        out: Builder::new("$"),
        includes: Layers::one(Some(payload)).get("includes data.includes"),
    };
    match found {
        Some(post) => teller.post(post, DEEPEST),
        None if several || is_answer(payload) => {
            let said = payload
                .field("errors")
                .or(Some(payload).filter(|_| !several));
            teller.out.open(Kind::Object);
            teller.out.field("gone", said.map_or("unknown", reason));
            teller.out.close();
        }
        None => return None,
    }
    Some(teller.out.finish())
}

/// Whether this is what the platform answers where there is no post: nothing, or an error.
fn is_answer(payload: Reader<'_>) -> bool {
    payload.is_text()
        || payload
            .items()
            .next()
            .or(payload.entries().next())
            .is_none()
        || payload.entries().any(|key| {
            matches!(
                key.raw(),
                "errors" | "error" | "data" | "code" | "title" | "detail" | "message"
            )
        })
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
    [
        "text",
        "full_text",
        "legacy",
        "id_str",
        "rest_id",
        "note_tweet",
        "author_id",
    ]
    .iter()
    .any(|key| value.field(*key).is_some())
        || is_tombstone(value)
}

fn text<'j>(at: &Layers<'j>) -> &'j str {
    at.text("full_text text")
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
        items.find(|item| !id.is_empty() && item.says_at(key) == id)
    }

    /// The post that this one refers to in that way, and how deep to tell it.
    fn referred(
        &self,
        at: &Layers<'j>,
        paths: &str,
        way: &str,
        depth: u8,
    ) -> Option<(Reader<'j>, u8)> {
        if let Some(found) = at.get(paths).and_then(|found| seek(found, &|_| true, 4)) {
            return Some((found, depth - 1));
        }
        let references = at.items("referenced_tweets");
        let reference = references.iter().find(|it| it.says_at("type") == way)?;
        let found = self.include("tweets", "id", reference.says_at("id"))?;
        Some((found, depth.checked_sub(DEEP_REFERENCE)?))
    }

    fn post(&mut self, post: Reader<'j>, depth: u8) {
        if depth == 0 {
            return self.out.copy(post);
        }
        let at = layers(post);
        let reposted = "retweeted_status retweeted_status_result.result";
        self.out.open(Kind::Object);
        match self.referred(&at, reposted, "retweeted", depth) {
            // Without its words, those of the repost are the best there is.
            Some((original, depth)) if depth > 0 && !text(&layers(original)).is_empty() => {
                self.author("repostedBy", &at);
                self.fields(original, &layers(original), depth);
            }
            _ => self.fields(post, &at, depth),
        }
        self.out.close();
    }

    /// Tells who wrote a post; whether that is known.
    fn author(&mut self, key: &str, at: &Layers<'j>) -> bool {
        let user = at
            .get("core.user_results.result user author")
            .or_else(|| self.include("users", "id", at.text("author_id")));
        let Some(user) = user else { return false };
        self.out.key(key);
        self.out.open(Kind::Object);
        Layers([user.field("core"), user.field("legacy"), Some(user)]).tell(&mut self.out, AUTHOR);
        self.out.close();
        true
    }

    fn fields(&mut self, post: Reader<'j>, at: &Layers<'j>, depth: u8) {
        let id = at.text("rest_id id_str id");
        self.out.field("id", id);
        at.tell(&mut self.out, POST);
        let known = self.author("author", at);
        if is_tombstone(post) {
            let reason = reason(post);
            self.out.field("gone", reason);
            if reason == "unknown" {
                at.tell(&mut self.out, "'notice tombstone.text.text");
            }
        } else if !known && at.text("__typename") == "Tweet" {
            self.out.field("gone", "suspended");
        }
        let created = at.text("created_at");
        self.out.field("created", created);
        self.out
            .field("created", &moment(created).unwrap_or_default());
        let versions = at.items(
            "edit_control.edit_tweet_ids edit_control.edit_control_initial.edit_tweet_ids \
             edit_history_tweet_ids",
        );
        if versions.len() > 1 {
            self.out.plain("edited", Kind::True, "true");
        }

        let quoted = "quoted_tweet quoted_status quoted_status_result.result";
        let quoted = self.referred(at, quoted, "quoted", depth);
        let mut found = at.items("mediaDetails extended_entities.media photos");
        for key in at.items("attachments.media_keys").iter().take(MOST_MEDIA) {
            let item = self.include("media", "media_key", key.raw());
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
            // Some hold only where the text has a link to a picture.
            found = at.items("entities.media");
            found.retain(|item| item.field("media_url_https").is_some());
        }
        found.retain(|item| item.is_object());
        media::tell(&mut self.out, &found);
        let polls = at.items("attachments.poll_ids");
        let poll = polls
            .first()
            .and_then(|id| self.include("polls", "id", id.raw()));
        let pictured = !found.is_empty() || quoted.is_some();
        let card = card::tell(&mut self.out, at, poll, pictured);
        let long = Layers::one(at.get("note_tweet.note_tweet_results.result note_tweet"));
        let whole = long.text("text");
        let short = whole.is_empty();
        let words = entities::Words {
            text: first(whole, text(at)),
            entities: if short {
                at.get("entities")
            } else {
                long.get("entity_set entities")
            },
            quoted: quoted.map_or("", |(quoted, _)| layers(quoted).text("rest_id id_str id")),
            media: !found.is_empty(),
            card: &card,
        };
        let range = at.get("display_text_range").filter(|_| short);
        let hidden = words.tell(&mut self.out, range);
        self.reply(at, &hidden);
        if let Some((quoted, depth)) = quoted {
            self.out.key("quoted");
            self.post(quoted, depth);
        }
        if let Some(place) = self.include("places", "id", at.text("geo.place_id")) {
            self.out.field("place", place.says_at("full_name"));
        }
    }

    /// Whom the post answers: the one named, and those whose names its text only begins with.
    fn reply(&mut self, at: &Layers<'j>, hidden: &str) {
        let user = self.include("users", "id", at.text("in_reply_to_user_id"));
        let named = user.map_or("", |user| user.says_at("username"));
        let named = first(at.text("in_reply_to_screen_name"), named);
        if named.is_empty() && hidden.is_empty() {
            return;
        }
        self.out.key("replyTo");
        self.out.open(Kind::List);
        if !named.is_empty() {
            self.out.text(named);
        }
        for name in pieces(hidden, entities::BLANK) {
            let name = name.strip_prefix('@').unwrap_or_default();
            if !name.is_empty() && !name.eq_ignore_ascii_case(named) {
                self.out.text(name);
            }
        }
        self.out.close();
    }
}

fn first<'t>(one: &'t str, other: &'t str) -> &'t str {
    if one.is_empty() { other } else { one }
}
