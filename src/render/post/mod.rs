//! Posts, from our own form of them.

mod card;
mod media;
mod poll;

use super::block::shown;
use super::{Attr, Class, El, Fixed, Pen, Tweets};
use crate::json::{Name, Reader};
use crate::locale::{Word, direction, is_word};
use crate::post::{self, number_of, permalink, posted, profile};
use crate::scan::{behind, pieces, split};
use crate::url::Address;

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

/// Whether the card being drawn holds pictures or films back.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Held {
    Nothing,
    Something,
    /// And the button to ask for them is there.
    Asked,
}

/// The page of a post, as far as it is known before the post is read.
#[derive(Clone)]
struct Page<'j> {
    url: Option<Address<'j>>,
    id: &'j str,
}

impl Pen<'_> {
    /// A post's block.
    pub(super) fn tweet(&mut self, block: Reader<'_>) -> bool {
        let told = post::told(block);
        let retold = told.retold.as_ref().map(Reader::root);
        let post = retold.or(told.own).unwrap_or(block);
        let page = Page {
            url: block
                .site("url")
                .or_else(|| permalink("i/web", block.text(Name::Id)?)),
            id: number_of(block),
        };
        if post.is_same(block) && page.url.is_none() && told.unread.is_empty() {
            return self.missing(
                block,
                "a post in \"post\", \"data\", \"html\", \"oembed\", \"url\" or \"id\"",
            );
        }
        if let Some(field) = block.field(Name::Url)
            && page.url.as_ref().is_some_and(|url| !post::is_post(url))
        {
            field.unknown("the address of a post");
        }
        if !post.is_object() {
            post.wrong("an object");
            if !post.says() && page.url.is_none() {
                return false;
            }
        }
        let mut own = told.own.filter(|own| own.is_object());
        for _ in 0..=QUOTES_DEEP {
            let Some(post) = own else { break };
            post.check_post();
            own = post.field(Name::Quoted);
        }
        self.start(block, El::Article, class(post));
        self.held = Held::Nothing;
        self.post(post, &page, QUOTES_DEEP, &told.unread);
        if let (Some(json), Some(source)) = (&told.retold, told.source) {
            source.take_notes(json, told.own);
        }
        true
    }

    /// Fills and closes the post's element. `unread` holds what else the block says of it.
    fn post(&mut self, post: Reader<'_>, page: &Page<'_>, quotes: u8, unread: &[Reader<'_>]) {
        let author = post.field(Name::Author);
        let told = post.is_object() && post.field(Name::Type).is_none();
        if told {
            post.lacks(author, "who wrote the post in \"author\"");
            let silent = ["media", "poll", "quoted", "gone"]
                .iter()
                .all(|key| post.field(*key).is_none());
            if silent {
                post.lacks(post.said(Name::Text), "the post's words in \"text\"");
            }
        }
        self.post_author(post, author);
        for form in unread {
            form.warn(
                "unread-post",
                &["This form of a post can't be read; its words are shown plain."],
            );
            self.gather(*form);
        }
        self.replied(post);
        if let Some(gone) = gone(post) {
            let reason = GONE.iter().position(|reason| *reason == gone.raw());
            if reason.is_none() {
                gone.unknown("deleted, suspended, protected, withheld, restricted or unknown");
            }
            let reason = self.locale.nth(Word::Gone, reason.unwrap_or(5));
            match post.text(Name::Notice) {
                Some(notice) => self.leaf(El::P, Class::TweetNote, notice),
                None => self.leaf_word(El::P, Class::TweetNote, reason),
            }
        }
        self.post_text(post);
        let own = post
            .link(Name::Url)
            .or_else(|| page.url.clone())
            .or_else(|| {
                let id = post.text(Name::Id)?;
                permalink(handle_of(author), id).or_else(|| permalink("i/web", id))
            });
        self.post_media(post, own.as_ref());
        if let Some(poll) = post.field(Name::Poll) {
            self.poll(poll);
        }
        if let Some(card) = post.field(Name::Card) {
            let sensitive = post.field(Name::Sensitive).map_or("", Reader::raw);
            self.post_card(card, sensitive == "true");
        }
        if let Some(quoted) = post.field(Name::Quoted) {
            if quotes > 0 && quoted.is_object() {
                let page = Page { url: None, id: "" };
                self.open(El::Article, class(quoted));
                self.post(quoted, &page, quotes - 1, &[]);
            } else {
                if quoted.is_object() {
                    quoted.warn(
                        "too-deep",
                        &["Posts that quote posts are shown four levels deep."],
                    );
                } else {
                    quoted.wrong("a post as an object");
                }
                self.gather(quoted);
            }
        }
        if let Some(note) = post.said(Name::Note) {
            self.open(El::Div, Class::TweetContext);
            self.leaf_word(El::P, Class::TweetContextTitle, self.word(Word::Context));
            self.open(El::P, Class::None);
            self.fixed(Fixed::DirAuto);
            self.fill(note);
            self.close();
        }
        let id = post.text(Name::Id).unwrap_or(page.id);
        self.post_foot(post, own.as_ref(), id);
        if quotes == QUOTES_DEEP {
            self.asks(id, gone(post).is_some());
        }
        self.close();
    }

    /// The buttons by which a reader asks for what comes from the platform.
    fn asks(&mut self, id: &str, gone: bool) {
        let original =
            self.options.tweets != Tweets::Static && !gone && permalink("i/web", id).is_some();
        if !self.options.interactive || (self.held != Held::Something && !original) {
            return;
        }
        self.open(El::P, Class::TweetAsk);
        self.ask_media();
        if original {
            self.open(El::Button, Class::TweetButton);
            self.fixed(Fixed::Button);
            self.fixed(Fixed::AskOriginal);
            self.attr(Attr::DataPost, id);
            self.fill_word(Word::ShowOriginal);
            if self.options.tweets == Tweets::Click {
                self.ask_of(Fixed::AskAlways, Word::EmbedAlways, "X");
            }
            self.open(El::Span, Class::TweetStatus);
            self.fixed(Fixed::Status);
            self.close();
        }
        self.close();
    }

    /// The card's one button for its pictures and films, if any are held back and it isn't there yet.
    fn ask_media(&mut self) {
        if self.held == Held::Something && self.options.interactive {
            self.held = Held::Asked;
            self.ask(Fixed::AskMedia, Word::ShowMedia);
        }
    }

    fn hold(&mut self, held: bool) {
        if held && self.held == Held::Nothing {
            self.held = Held::Something;
        }
    }

    fn ask(&mut self, what: Fixed, word: Word) {
        if !self.options.interactive {
            return;
        }
        self.open(El::Button, Class::TweetButton);
        self.fixed(Fixed::Button);
        self.fixed(what);
        self.fill_word(word);
    }

    /// Whom the post answers.
    fn replied(&mut self, post: Reader<'_>) {
        let Some(reply) = post.field(Name::ReplyTo) else {
            return;
        };
        self.open(El::P, Class::TweetNote);
        self.say_word(self.word(Word::ReplyingTo));
        let one = |pen: &mut Self, reply: Reader<'_>| {
            let handle = if reply.is_object() {
                reply.text(Name::Handle)
            } else {
                reply.as_text()
            };
            pen.say(" ");
            pen.handle(handle.unwrap_or("…"), reply.link(Name::Url));
        };
        if reply.is_list() {
            for reply in reply.items() {
                if !self.runs_left(1, reply) {
                    break;
                }
                one(self, reply);
            }
        } else {
            one(self, reply);
        }
        self.close();
    }

    /// Names the post, and heads it with who wrote it.
    fn post_author(&mut self, post: Reader<'_>, author: Option<Reader<'_>>) {
        let named = author.map_or("", |author| {
            let name = if author.is_object() {
                author.text(Name::Name)
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
        if let Some(by) = post.field(Name::RepostedBy) {
            self.open(El::P, Class::TweetNote);
            self.say_word(self.word(Word::RepostedBy));
            self.say(" ");
            self.open(El::Bdi, Class::None);
            let name = by.text(Name::Name).or(by.text(Name::Handle));
            self.sketch.drawing.fill(name.unwrap_or("…"));
            self.close();
        }
        let Some(author) = author.filter(|_| !named.is_empty() || !handle.is_empty()) else {
            return;
        };
        self.open(El::Header, Class::TweetHead);
        self.open(El::Span, Class::Initials);
        self.fixed(Fixed::AriaHidden);
        self.sketch.drawing.run(&initials(named, handle));
        if let Some(avatar) = author.media(Name::Avatar) {
            // What payloads hold is 48 pixels wide, and not sharp.
            let large = split(avatar.as_str(), "_normal.");
            let large = large.map(|(start, end)| [start, "_400x400.", end].concat());
            let avatar = large
                .as_deref()
                .and_then(Address::media)
                .unwrap_or(avatar.borrowed());
            self.open(El::Img, Class::TweetAvatar);
            self.attr(Attr::Alt, "");
            self.sketch.drawing.number(Attr::Width, 48);
            self.sketch.drawing.number(Attr::Height, 48);
            self.fetched(&avatar);
            self.close();
        }
        self.close();
        self.open(El::P, Class::TweetWho);
        if !named.is_empty() {
            // Whatever a name holds, it turns nothing around it.
            self.open(El::Bdi, Class::TweetAuthor);
            self.runs(author.field(Name::Name).unwrap_or(author), false);
            self.close();
            let verified = author.field(Name::Verified).map_or("", Reader::raw);
            if let Some(kind) = VERIFIED
                .iter()
                .position(|kind| verified.eq_ignore_ascii_case(kind))
            {
                self.open(El::Span, Class::Verified);
                self.fixed(Fixed::ImageRole);
                self.attr(Attr::AriaLabel, self.locale.nth(Word::Verified, kind));
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
        self.sketch.drawing.fill(&["@", handle].concat());
    }

    fn post_text(&mut self, post: Reader<'_>) {
        let Some(text) = (if post.is_object() {
            post.said(Name::Text)
        } else {
            Some(post)
        }) else {
            return;
        };
        self.open(El::P, Class::TweetText);
        match post.lang().filter(|lang| is_language(lang)) {
            Some(lang) => {
                self.attr(Attr::Lang, &lang);
                self.attr(Attr::Dir, direction(&lang).as_str());
            }
            None => self.fixed(Fixed::DirAuto),
        }
        if text.is_text() {
            self.autolinked(
                text,
                post.field(Name::Card).and_then(|card| card.link(Name::Url)),
            );
        } else {
            self.inline(text);
        }
        self.close();
    }

    fn autolinked(&mut self, text: Reader<'_>, card: Option<Address<'_>>) {
        let at = text;
        let (text, dots) = self.shortened(at);
        self.sketch.length.count(text);
        let mut done = 0;
        for (start, end, found) in post::entities(text) {
            let piece = text.get(start..end).unwrap_or_default();
            // A card is a link to the same place.
            let href = post::target(found, piece).filter(|href| card.as_ref() != Some(href));
            if let Some(href) = href.filter(|_| self.runs_left(1, at)) {
                self.sketch
                    .drawing
                    .text(text.get(done..start).unwrap_or_default());
                self.link(Class::Link, Some(&href));
                self.sketch.drawing.fill(piece);
                done = end;
            }
        }
        self.sketch
            .drawing
            .text(text.get(done..).unwrap_or_default());
        self.say(dots);
        self.check_lines(at);
    }

    fn post_foot(&mut self, post: Reader<'_>, url: Option<&Address<'_>>, id: &str) {
        let mark = self.mark();
        self.open(El::Footer, Class::TweetFoot);
        let empty = self.mark();
        let created = post.said(Name::Created).is_some();
        let moment = posted(id);
        if url.is_some() || created {
            self.link(Class::TweetLink, url);
            if created {
                self.date(post, "created", Class::None);
            } else if !moment.is_empty() {
                self.moment(&moment, Class::None);
            } else {
                match url.filter(|url| !post::is_post(url)) {
                    Some(elsewhere) => self.say(&shown(elsewhere)),
                    None => self.say_word(self.word(Word::OnX)),
                }
            }
            self.close();
        }
        if let Some(place) = post.said(Name::Place) {
            self.say(" ");
            self.open(El::Bdi, Class::TweetMetric);
            self.fill(place);
        }
        if post.flag(Name::Edited) == Some(true) {
            self.say(" ");
            self.leaf_word(El::Span, Class::TweetMetric, self.word(Word::Edited));
        }
        if let Some(metrics) = post.field(Name::Metrics) {
            for (index, key) in METRICS.into_iter().enumerate() {
                if let Some(count @ 1..) = metrics.whole(key, u32::MAX) {
                    let text = self.locale.count(count, Word::Likes, index);
                    self.say(" ");
                    self.leaf_word(El::Span, Class::TweetMetric, &text);
                }
            }
        }
        if self.sketch.drawing.is_at(empty) {
            self.sketch.drawing.undo(mark);
        } else {
            self.close();
        }
    }
}

/// The platform has codes of its own for texts in no language.
fn is_language(tag: &str) -> bool {
    !matches!(
        tag,
        "und" | "zxx" | "art" | "qme" | "qht" | "qam" | "qct" | "qst"
    )
}

fn handle_of<'j>(author: Option<Reader<'j>>) -> &'j str {
    bare(
        author
            .and_then(|author| author.text(Name::Handle))
            .unwrap_or_default(),
    )
}

/// A handle without its sign.
fn bare(handle: &str) -> &str {
    behind(handle, |letter| matches!(letter, '@' | '＠'))
}

fn gone(post: Reader<'_>) -> Option<Reader<'_>> {
    post.field(Name::Gone)
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
