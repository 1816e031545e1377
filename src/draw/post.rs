//! Posts, from our own form of them.

use super::block::shown;
use super::{Attr, Class, El, Fixed, Pen};
use crate::json::{Reader, digits};
use crate::locale::{Word, direction, is_word, number};
use crate::post::{self, Told, permalink, profile};
use crate::scan::{behind, pieces};
use alloc::borrow::ToOwned;
use alloc::string::String;

/// Posts that quote posts are drawn as deep as this.
const QUOTES_DEEP: u8 = 4;

/// Why a post can't be seen on the platform any more, in the order of the words for it.
const GONE: [&str; 6] = [
    "deleted",
    "suspended",
    "protected",
    "withheld",
    "restricted",
    "unknown",
];

const VERIFIED: [&str; 3] = ["blue", "business", "government"];

const METRICS: [&str; 5] = ["likes", "replies", "reposts", "quotes", "views"];

impl Pen<'_> {
    /// A post's block.
    pub(super) fn tweet(&mut self, block: Reader<'_>) -> bool {
        let retold;
        let mut source = None;
        let post = match post::told(block) {
            Told::Own(post) => post,
            Told::Retold(json, html) => {
                retold = json;
                source = Some((&retold, html));
                Reader::root(&retold)
            }
            Told::Nothing => block,
        };
        let url = block
            .link("url")
            .or_else(|| permalink("i/web", block.text("id")?));
        // Forms that can't be read hold words all the same.
        let unread = ["post", "data", "oembed", "html"].map(|form| {
            let needed = post.is_same(block) || (form == "post" && source.is_some());
            block.field(form).filter(|_| needed)
        });
        if post.is_same(block) && url.is_none() && unread.iter().all(Option::is_none) {
            return self.missing(
                block,
                "a post in \"post\", \"html\", \"oembed\", \"url\" or \"id\"",
            );
        }
        if let Some(field) = block.field("url")
            && url.as_ref().is_some_and(|url| !post::is_post(url))
        {
            field.unknown("the address of a post");
        }
        if !post.is_object() {
            post.wrong("an object");
            if !post.says() && url.is_none() {
                return false;
            }
        }
        self.start(block, El::Article, class(post));
        self.post(post, url, QUOTES_DEEP, &unread);
        if let Some((json, html)) = source {
            html.take_notes(json);
        }
        true
    }

    /// Fills and closes the post's element. `unread` holds what else the block says of it.
    fn post(
        &mut self,
        post: Reader<'_>,
        url: Option<crate::Address<'_>>,
        quotes: u8,
        unread: &[Option<Reader<'_>>],
    ) {
        let author = post.field("author");
        let told = post.is_object() && post.field("type").is_none();
        if told {
            post.lacks(author, "who wrote the post in \"author\"");
            let silent = ["media", "poll", "quoted", "gone"]
                .iter()
                .all(|key| post.field(key).is_none());
            if silent {
                post.lacks(post.said("text"), "the post's words in \"text\"");
            }
        }
        self.post_author(author);
        for form in unread.iter().flatten() {
            form.warn(
                "unread-post",
                &["This form of a post can't be read; its words are shown plain."],
            );
            self.plain_block(*form);
        }
        if let Some(reply) = post.field("replyTo") {
            self.open(El::P, Class::TweetNote);
            self.say(self.word(Word::ReplyingTo));
            self.say(" ");
            let handle = if reply.is_object() {
                reply.text("handle")
            } else {
                reply.as_text()
            };
            self.handle(handle.unwrap_or("…"), reply.link("url"));
            self.close();
        }
        if let Some(gone) = gone(post) {
            let reason = GONE.iter().position(|reason| *reason == gone.raw());
            if reason.is_none() {
                gone.unknown("deleted, suspended, protected, withheld, restricted or unknown");
            }
            let reason = self.words.nth(Word::Gone, reason.unwrap_or(5));
            self.leaf(El::P, Class::TweetNote, reason);
        }
        self.post_text(post);
        self.post_media(post);
        if let Some(poll) = post.field("poll") {
            self.poll(poll);
        }
        if let Some(card) = post.field("card") {
            self.post_card(card);
        }
        if let Some(quoted) = post.field("quoted") {
            if quotes > 0 && quoted.is_object() {
                self.open(El::Article, class(quoted));
                self.post(quoted, None, quotes - 1, &[]);
            } else {
                if quoted.is_object() {
                    quoted.warn(
                        "too-deep",
                        &["Posts that quote posts are shown four levels deep."],
                    );
                } else {
                    quoted.wrong("a post as an object");
                }
                self.plain_block(quoted);
            }
        }
        self.post_foot(post, url, author);
        self.close();
    }

    /// Names the post, and heads it with who wrote it.
    fn post_author(&mut self, author: Option<Reader<'_>>) {
        let named = author.map_or("", |author| {
            let name = if author.is_object() {
                author.text("name")
            } else {
                author.wrong("an object with a name and a handle");
                author.as_text()
            };
            name.unwrap_or_default()
        });
        let handle = handle_of(author);
        let mut label = self.word(Word::Post).to_owned();
        if !named.is_empty() || !handle.is_empty() {
            label.clear();
            label.push_str(self.word(Word::PostBy));
        }
        for (before, part, after) in [(" ", named, ""), (" (@", handle, ")")] {
            if !part.is_empty() {
                label.extend([before, part, after]);
            }
        }
        self.attr(Attr::AriaLabel, &label);
        let Some(author) = author.filter(|_| !named.is_empty() || !handle.is_empty()) else {
            return;
        };
        self.open(El::Header, Class::TweetHead);
        self.open(El::Span, Class::Initials);
        self.fixed(Fixed::AriaHidden);
        self.drawing.fill(&initials(named, handle));
        self.open(El::P, Class::TweetWho);
        if !named.is_empty() {
            // Whatever a name holds, it turns nothing around it.
            self.open(El::Bdi, Class::TweetAuthor);
            self.runs(author.field("name").unwrap_or(author), false);
            self.close();
            let verified = author.field("verified").map_or("", Reader::raw);
            if let Some(kind) = VERIFIED.iter().position(|kind| *kind == verified) {
                self.open(El::Span, Class::Verified);
                self.fixed(Fixed::ImageRole);
                self.attr(Attr::AriaLabel, self.words.nth(Word::Verified, kind));
                self.close();
            }
            self.say(" ");
        }
        if !handle.is_empty() {
            self.handle(handle, None);
        }
        self.close();
        self.close();
    }

    fn handle(&mut self, handle: &str, url: Option<crate::Address<'_>>) {
        let handle = bare(handle);
        let own = profile(handle);
        self.link(Class::TweetHandle, url.as_ref().or(own.as_ref()));
        self.fixed(Fixed::DirLtr);
        self.drawing.fill(&["@", handle].concat());
    }

    fn post_text(&mut self, post: Reader<'_>) {
        let Some(text) = (if post.is_object() {
            post.said("text")
        } else {
            Some(post)
        }) else {
            return;
        };
        self.open(El::P, Class::TweetText);
        match post.lang() {
            Some(lang) => {
                self.attr(Attr::Lang, lang);
                self.attr(Attr::Dir, direction(lang).as_str());
            }
            None => self.fixed(Fixed::DirAuto),
        }
        if text.is_text() {
            self.autolinked(text);
        } else {
            self.inline(text);
        }
        self.close();
    }

    fn autolinked(&mut self, text: Reader<'_>) {
        let text = text.shortened(text.raw());
        self.length.count(text);
        let mut done = 0;
        for (start, end, found) in post::entities(text) {
            let piece = text.get(start..end).unwrap_or_default();
            if let Some(href) = post::target(found, piece) {
                self.drawing.text(text.get(done..start).unwrap_or_default());
                self.link(Class::Link, Some(&href));
                self.drawing.fill(piece);
                done = end;
            }
        }
        self.drawing.text(text.get(done..).unwrap_or_default());
    }

    /// Pictures and films as links: nothing of the platform's is fetched unasked.
    fn post_media(&mut self, post: Reader<'_>) {
        if post.flag("sensitive") == Some(true) {
            self.leaf(El::P, Class::TweetNote, self.words.get(Word::Sensitive));
        }
        for media in post.list("media") {
            self.open(El::P, Class::TweetMedia);
            let src = media
                .media("src")
                .or_else(|| media.list("sources").find_map(|source| source.media("src")))
                .or_else(|| media.media("poster"));
            self.link(Class::Link, src.as_ref());
            self.drawing
                .fill(match media.field("kind").map_or("", Reader::raw) {
                    "video" => self.words.get(Word::Video),
                    "gif" => "GIF",
                    kind => {
                        if kind != "photo" {
                            media.unknown("photo, video or gif in \"kind\"");
                        }
                        self.words.get(Word::Picture)
                    }
                });
            if let Some(alt) = if media.is_object() {
                media.said("alt")
            } else {
                Some(media)
            } {
                self.say(" – ");
                self.open(El::Bdi, Class::None);
                self.fill(alt);
            }
            self.close();
        }
    }

    fn poll(&mut self, poll: Reader<'_>) {
        let votes = |option: Reader<'_>| option.whole("votes", u32::MAX).unwrap_or(0);
        let total: f64 = poll
            .list("options")
            .map(|option| f64::from(votes(option)))
            .sum();
        self.open(El::Ul, Class::Poll);
        for option in poll.list("options") {
            let share = if total > 0.0 {
                f64::from(votes(option)) / total
            } else {
                0.0
            };
            let share = digits((share * 100.0 + 0.5) as u32);
            self.open(El::Li, Class::PollOption);
            self.open(El::Bdi, Class::PollLabel);
            self.runs(option.field("label").unwrap_or(option), false);
            self.close();
            self.say(" ");
            self.leaf(El::Span, Class::PollShare, &[&share, "\u{a0}%"].concat());
            self.open(El::Progress, Class::PollBar);
            self.attr(Attr::Max, "100");
            self.attr(Attr::Value, &share);
            self.fixed(Fixed::AriaHidden);
            self.close();
            self.close();
        }
        self.close();
        self.open(El::P, Class::TweetNote);
        let votes = self.count(total as u32, 0);
        self.say(&votes);
        if poll.flag("final") == Some(true) {
            self.say(" · ");
            self.say(self.word(Word::FinalResult));
        } else if poll.said("ends").is_some() {
            self.say(" · ");
            self.say(self.word(Word::Ends));
            self.say(" ");
            self.date(poll, "ends", Class::None);
        }
        self.close();
    }

    /// A number of things; `which` things, by their place among the words for it.
    fn count(&self, value: u32, which: usize) -> String {
        let word = self
            .words
            .nth(Word::Counted, which * 2 + usize::from(value != 1));
        [&number(value, self.words), "\u{a0}", word].concat()
    }

    fn post_card(&mut self, card: Reader<'_>) {
        let url = card.link("url");
        if url.is_none() || card.said("title").is_none() {
            card.missing("an address in \"url\" and a title in \"title\"");
            return self.plain_block(card);
        }
        self.link(Class::TweetCard, url.as_ref());
        let host = url.as_ref().map(shown).unwrap_or_default();
        self.leaf(
            El::Span,
            Class::LinkHost,
            card.text("domain").unwrap_or(&host),
        );
        for (key, class) in [
            ("title", Class::LinkTitle),
            ("description", Class::LinkDescription),
        ] {
            if let Some(text) = card.said(key) {
                self.open(El::Bdi, class);
                self.runs(text, false);
                self.close();
            }
        }
        self.close();
    }

    fn post_foot(
        &mut self,
        post: Reader<'_>,
        url: Option<crate::Address<'_>>,
        author: Option<Reader<'_>>,
    ) {
        let url = post
            .link("url")
            .or(url)
            .or_else(|| permalink(handle_of(author), post.text("id")?));
        let mark = self.mark();
        self.open(El::Footer, Class::TweetFoot);
        let empty = self.mark();
        let created = post.said("created").is_some();
        if url.is_some() || created {
            self.link(Class::TweetLink, url.as_ref());
            if created {
                self.date(post, "created", Class::None);
            } else {
                match url.as_ref().filter(|url| !post::is_post(url)) {
                    Some(elsewhere) => self.say(&shown(elsewhere)),
                    None => self.say(self.word(Word::OnX)),
                }
            }
            self.close();
        }
        if post.flag("edited") == Some(true) {
            self.say(" ");
            self.leaf(El::Span, Class::TweetMetric, self.words.get(Word::Edited));
        }
        if let Some(metrics) = post.field("metrics") {
            for (index, key) in METRICS.into_iter().enumerate() {
                if let Some(count) = metrics.whole(key, u32::MAX) {
                    let text = self.count(count, index + 1);
                    self.say(" ");
                    self.leaf(El::Span, Class::TweetMetric, &text);
                }
            }
        }
        if self.drawing.is_at(empty) {
            self.drawing.undo(mark);
        } else {
            self.close();
        }
    }
}

fn handle_of<'j>(author: Option<Reader<'j>>) -> &'j str {
    bare(
        author
            .and_then(|author| author.text("handle"))
            .unwrap_or_default(),
    )
}

/// A handle without its sign.
fn bare(handle: &str) -> &str {
    behind(handle, |letter| matches!(letter, '@' | '＠'))
}

fn gone(post: Reader<'_>) -> Option<Reader<'_>> {
    post.field("gone")
        .filter(|gone| !matches!(gone.raw(), "" | "false"))
}

fn class(post: Reader<'_>) -> Class {
    if gone(post).is_some() {
        Class::TweetGone
    } else {
        Class::Tweet
    }
}

/// The first letters of the first and last word of a name; of the handle if the name has no letters.
fn initials(name: &str, handle: &str) -> String {
    let first = |word: &str| word.chars().find(|letter| is_word(*letter));
    let mut letters = pieces(name, b" ").into_iter().filter_map(first);
    let one = letters.next().or_else(|| first(handle));
    one.into_iter().chain(letters.next_back()).collect()
}
