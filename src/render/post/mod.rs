//! Posts, from the canonical format.

mod author;
mod card;
mod consent;
mod foot;
mod media;
mod poll;
mod text;

use super::{Attr, Class, Renderer, StaticAttr, Tag};
use crate::json::{Cursor, Name};
use crate::locale::MessageId;
use crate::post::{self, DEFAULT_NETWORK, Network, network_of, post_id};
use crate::scan::replaced;
use crate::url::Address;
use author::handle_of;
pub(super) use consent::MediaGate;

/// Maximum nesting of quoted posts.
const MAX_QUOTE_DEPTH: u8 = 4;

/// Why a post is gone. A reason that isn't known is shown as the last.
const GONE: [(&str, MessageId); 8] = [
    ("signed-in", MessageId::SignedIn),
    ("detached", MessageId::Detached),
    ("deleted", MessageId::Deleted),
    ("suspended", MessageId::Suspended),
    ("protected", MessageId::Protected),
    ("withheld", MessageId::Withheld),
    ("restricted", MessageId::Restricted),
    ("unknown", MessageId::Unavailable),
];

/// The network of the post that is rendered, and what else its parts need.
pub(super) struct Origin {
    network: &'static dyn Network,
    /// What readers call the network.
    name: String,
    /// URL of the post.
    url: Option<Address<'static>>,
    /// Pictures that stand for `:shortcodes:`, by shortcode.
    emojis: Vec<(String, Address<'static>)>,
}

impl Origin {
    fn of(post: Cursor<'_>, url: Option<&Address<'_>>) -> Self {
        let network = network_of(post, url);
        let named = post.text(Name::Network).unwrap_or_default();
        // One that isn't known is shown as it is written.
        let known = named.is_empty() || named == network.id();
        let emojis = post.list_silent(Name::Emojis).filter_map(|emoji| {
            let code = emoji.text(Name::Shortcode)?.to_owned();
            Some((code, emoji.media(Name::Src)?.into_owned()))
        });
        Self {
            network,
            name: if known {
                network.name(url).into_owned()
            } else {
                named.to_owned()
            },
            url: url.map(|url| url.borrowed().into_owned()),
            emojis: emojis.take(MAX_EMOJIS).collect(),
        }
    }

    pub(super) fn has_no_emojis(&self) -> bool {
        self.emojis.is_empty()
    }

    /// Who is asked for the post's media: of a network of many servers, each is another.
    fn provider(&self) -> String {
        let host = self.url.as_ref().and_then(Address::host);
        match host.filter(|host| *host == self.name) {
            Some(host) => host,
            None => self.network.id().to_owned(),
        }
    }
}

/// Maximum number of a post's own emoji.
const MAX_EMOJIS: usize = 500;

/// URL and id of a post, as far as the block gives them.
#[derive(Clone)]
struct PostRef<'j> {
    url: Option<Address<'j>>,
    id: &'j str,
}

impl PostRef<'_> {
    /// What isn't the block's own post has only what it gives itself.
    const NONE: Self = Self { url: None, id: "" };
}

impl Renderer<'_> {
    /// A post's block.
    pub(super) fn post_block(&mut self, block: Cursor<'_>) -> bool {
        let mut imported = post::import_post(block);
        // The page loads what reads formats of networks, and renders the post again.
        let pending = cfg!(not(feature = "payloads"))
            && !self.options.posts_converted
            && !imported.unrecognised.is_empty();
        if pending {
            imported.unrecognised.clear();
            self.state.pending_posts += 1;
        }
        let converted = imported.converted.as_ref().map(Cursor::root);
        let post = converted.or(imported.canonical).unwrap_or(block);
        let page = PostRef {
            url: block
                .site("url")
                .or_else(|| network_of(post, None).permalink("", block.text(Name::Id)?)),
            id: post_id(block),
        };
        if post.is_same(block) && page.url.is_none() && imported.unrecognised.is_empty() && !pending
        {
            return self.report_missing(
                block,
                "a post in \"post\", \"data\", \"html\", \"oembed\", \"url\" or \"id\"",
            );
        }
        if post.is_same(block) && imported.unrecognised.is_empty() && !pending {
            block.warn(
                "post-without-data",
                &["This post has an address and no words; \"article-widget post URL\" fetches what it says, to be stored."],
            );
        }
        if let Some(field) = block.field(Name::Url)
            && page.url.as_ref().is_some_and(|url| !post::is_post(url))
        {
            field.report_unknown_value("the address of a post");
        }
        if !post.is_object() {
            post.report_type("an object");
            if !post.has_text() && page.url.is_none() {
                return false;
            }
        }
        if let Some(own) = imported.canonical.filter(|own| own.is_object()) {
            own.check_post(MAX_QUOTE_DEPTH);
        }
        let unread = &imported.unrecognised;
        match block.text(Name::Converted) {
            Some(source) => {
                block.with_source(source, || self.posts(block, post, &page, unread, pending))
            }
            None => self.posts(block, post, &page, unread, pending),
        }
        if let (Some(json), Some(source)) = (&imported.converted, imported.source) {
            source.absorb_diagnostics(json, imported.canonical);
        }
        true
    }

    /// The posts of a block: of several, each is a card of its own.
    fn posts(
        &mut self,
        block: Cursor<'_>,
        first: Cursor<'_>,
        page: &PostRef<'_>,
        unread: &[Cursor<'_>],
        pending: bool,
    ) {
        let thread = first.field(Name::Thread).is_some();
        if thread {
            self.open_block(block, Tag::Div, Class::Thread);
            self.open(Tag::Article, card_class(first));
        } else {
            self.open_block(block, Tag::Article, card_class(first));
        }
        if pending {
            self.static_attr(StaticAttr::Pending);
        }
        self.post(first, page, MAX_QUOTE_DEPTH, unread);
        if thread {
            for post in first.list(Name::Thread) {
                self.nested_post(post, MAX_QUOTE_DEPTH);
            }
            self.close();
        }
    }

    /// A post that another one quotes or is followed by.
    fn nested_post(&mut self, post: Cursor<'_>, quotes: u8) {
        if !self.try_take_inline(1, post) {
            return;
        }
        if post.is_object() {
            self.open(Tag::Article, card_class(post));
            self.post(post, &PostRef::NONE, quotes, &[]);
        } else {
            post.report_type("a post as an object");
            self.flatten_text(post);
        }
    }

    /// Renders the content of the post's element and closes it. `unread` holds fields whose format isn't recognised.
    fn post(&mut self, post: Cursor<'_>, page: &PostRef<'_>, quotes: u8, unread: &[Cursor<'_>]) {
        if quotes == MAX_QUOTE_DEPTH {
            self.media_gate = MediaGate::None;
        }
        let author = post.field(Name::Author);
        let url = post.link(Name::Url).or_else(|| page.url.clone());
        let network = network_of(post, url.as_ref());
        let own = url.or_else(|| network.permalink(handle_of(author), post.text(Name::Id)?));
        let origin = Origin::of(post, own.as_ref());
        self.attr(Attr::DataNetwork, origin.network.id());
        let provider = origin.provider();
        if provider != DEFAULT_NETWORK.id() {
            self.attr(Attr::DataProvider, &provider);
        }
        let outer = self.origin.replace(origin);
        let is_post = post.is_object() && post.field(Name::Type).is_none();
        if is_post {
            post.warn_if_missing(author, "who wrote the post in \"author\"");
            let silent = ["media", "poll", "quoted", "gone"]
                .iter()
                .all(|key| post.field(*key).is_none());
            if silent {
                post.warn_if_missing(
                    post.inline_field(Name::Text),
                    "the post's words in \"text\"",
                );
            }
        }
        self.post_author(post, author);
        for form in unread {
            form.warn(
                "unread-post",
                &["This form of a post can't be read; its words are shown plain."],
            );
            self.flatten_text(*form);
        }
        self.reply_context(post);
        if let Some(gone) = gone(post) {
            let reason = match gone_message(gone) {
                // It may have been refused, or wait for its author's consent.
                MessageId::Unavailable if quotes < MAX_QUOTE_DEPTH => MessageId::QuoteGone,
                reason => reason,
            };
            let reason = self.message(reason);
            match post.text(Name::Notice) {
                Some(notice) => self.text_element(Tag::P, Class::TweetNote, notice),
                None => self.ui_element(Tag::P, Class::TweetNote, reason),
            }
        }
        self.withheld_countries(post);
        let warning = post.field(Name::Warning).filter(|warning| {
            !matches!(warning.as_str(), "" | "false") && !warning.is_object() && !warning.is_list()
        });
        if let Some(warning) = warning {
            self.open(Tag::Details, Class::TweetWarning);
            self.open(Tag::Summary, Class::TweetWarningTitle);
            self.ui_element(Tag::Span, Class::None, self.message(MessageId::Warning));
            if warning.is_text() {
                self.push_text(" · ");
                self.open(Tag::Bdi, Class::None);
                self.text(warning);
                self.close();
            }
            self.close();
        }
        self.post_text(post);
        // Behind a warning, media have been asked for already.
        let sensitive = post.bool(Name::Sensitive) == Some(true) && warning.is_none();
        self.post_media(post, own.as_ref(), sensitive);
        if let Some(poll) = post.field(Name::Poll) {
            self.poll(poll);
        }
        for card in post.list_silent(Name::Card) {
            if self.try_take_inline(1, card) {
                self.post_card(card, sensitive);
            }
        }
        if warning.is_some() {
            self.close();
        }
        for quoted in post.list_silent(Name::Quoted) {
            match quotes.checked_sub(1) {
                Some(quotes) => self.nested_post(quoted, quotes),
                None => {
                    quoted.warn(
                        "too-deep",
                        &["Posts that quote posts are shown four levels deep."],
                    );
                    self.flatten_text(quoted);
                }
            }
        }
        if let Some(note) = post.inline_field(Name::Note) {
            self.open(Tag::Div, Class::TweetContext);
            self.ui_element(
                Tag::P,
                Class::TweetContextTitle,
                self.message(MessageId::Context),
            );
            self.open(Tag::P, Class::None);
            self.static_attr(StaticAttr::DirAuto);
            self.inline_and_close(note);
            self.close();
        }
        let id = post.text(Name::Id).unwrap_or(page.id);
        self.post_foot(post, own.as_ref(), id);
        if quotes == MAX_QUOTE_DEPTH {
            self.consent_buttons(id, gone(post).is_some());
        }
        self.close();
        self.origin = outer;
    }

    /// In which countries the network doesn't show the post.
    fn withheld_countries(&mut self, post: Cursor<'_>) {
        if let Some(countries) = post.inline_field(Name::WithheldIn) {
            self.open(Tag::P, Class::TweetNote);
            self.ui_text(self.message(MessageId::Withheld));
            let mut before = " (";
            for code in countries.as_list("a list of codes of countries") {
                self.push_text(before);
                self.push_text(code.as_str());
                before = ", ";
            }
            self.push_text(")");
            self.close();
        }
    }

    /// The interface text that names the network of the post.
    fn message_of_network(&self, word: MessageId) -> String {
        let name = self.origin.as_ref().map_or("", |origin| &origin.name);
        replaced(self.message(word), b'#', name)
    }

    /// A picture drawn by the stylesheet; none without a class.
    fn icon(&mut self, class: Class) {
        if class != Class::None {
            self.open(Tag::Span, class);
            self.close();
        }
    }

    fn network_message_and_close(&mut self, word: MessageId) {
        let message = self.message_of_network(word);
        self.ui_lang_attrs();
        self.state.buffer.text_and_close(&message);
    }
}

fn gone(post: Cursor<'_>) -> Option<Cursor<'_>> {
    post.field(Name::Gone)
        .filter(|gone| !matches!(gone.as_str(), "" | "false"))
}

/// Why a post, or a part of it, is gone.
fn gone_message(gone: Cursor<'_>) -> MessageId {
    let reason = GONE.iter().find(|(reason, _)| *reason == gone.as_str());
    if reason.is_none() {
        gone.report_unknown_value(
            "deleted, suspended, protected, withheld, restricted, signed-in, detached or unknown",
        );
    }
    reason.map_or(MessageId::Unavailable, |(_, message)| *message)
}

fn card_class(post: Cursor<'_>) -> Class {
    if gone(post).is_some() {
        Class::TweetGone
    } else {
        Class::Tweet
    }
}
