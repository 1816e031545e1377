//! Posts, from the canonical format.

mod card;
mod media;
mod poll;

use super::block::display_host;
use super::{Attr, Class, Renderer, StaticAttr, Tag, Tweets};
use crate::json::{Cursor, Name};
use crate::locale::{MessageId, direction, is_word_char};
use crate::post::{self, DEFAULT_NETWORK, Network, network_of, post_id};
use crate::scan::{replaced, split, split_at_str, split_once, trim_start, up_to};
use crate::url::Address;

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

const VERIFIED: [(&str, MessageId); 4] = [
    ("trusted", MessageId::VerifiedTrusted),
    ("blue", MessageId::Verified),
    ("business", MessageId::VerifiedBusiness),
    ("government", MessageId::VerifiedGovernment),
];

const METRICS: [(&str, MessageId, Class); 5] = [
    ("replies", MessageId::Replies, Class::Replies),
    ("reposts", MessageId::Reposts, Class::Reposts),
    ("likes", MessageId::Likes, Class::Likes),
    ("quotes", MessageId::Quotes, Class::None),
    ("views", MessageId::Views, Class::None),
];

/// Whether the current card has media that isn't loaded before a click.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum MediaGate {
    None,
    Pending,
    /// The button that loads it is rendered.
    ButtonShown,
}

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
            Some(source) => block.with_source(source, || self.posts(block, post, &page, unread)),
            None => self.posts(block, post, &page, unread),
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
    ) {
        let thread = first.field(Name::Thread).is_some();
        if thread {
            self.open_block(block, Tag::Div, Class::Thread);
            self.open(Tag::Article, card_class(first));
        } else {
            self.open_block(block, Tag::Article, card_class(first));
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

    /// Text with pictures in the place of `:shortcodes:`; until a picture is loaded, its shortcode is shown.
    pub(super) fn text_with_emojis(&mut self, text: &str, at: Cursor<'_>) {
        let mut rest = text;
        while let Some((before, behind)) = split_once(rest, b":") {
            let code = up_to(behind, b":");
            let src = self.origin.as_ref().and_then(|origin| {
                let known = origin.emojis.iter().find(|(known, _)| known == code);
                known.map(|(_, src)| src.clone())
            });
            let src = src.filter(|_| behind.len() > code.len() && self.try_take_inline(1, at));
            let Some(src) = src else {
                self.state.buffer.text_with_breaks(before);
                self.push_text(":");
                rest = behind;
                continue;
            };
            self.state.buffer.text_with_breaks(before);
            let name = [":", code, ":"].concat();
            self.open(Tag::Img, Class::Emoji);
            self.attr(Attr::Alt, &name);
            self.attr(Attr::Title, &name);
            // Alone, they are no reason for a button: their codes can be read.
            let held = self.gated_image_src(&src);
            self.close();
            if held {
                // Shown until the picture is loaded.
                self.text_element(Tag::Span, Class::EmojiCode, &name);
            }
            rest = behind.get(code.len() + 1..).unwrap_or_default();
        }
        self.state.buffer.text_with_breaks(rest);
    }

    fn profile(&self, handle: &str) -> Option<Address<'static>> {
        let origin = self.origin.as_ref()?;
        origin.network.profile(handle, origin.url.as_ref())
    }

    /// What loads media or the original post from the platform: a button, and a menu.
    fn consent_buttons(&mut self, id: &str, gone: bool) {
        let has_original = self.origin.as_ref().is_some_and(|origin| {
            origin.network.has_original() && origin.network.permalink("", id).is_some()
        });
        let original = self.options.tweets != Tweets::Static && !gone && has_original;
        if !self.options.interactive {
            return;
        }
        if self.media_gate == MediaGate::Pending {
            self.open(Tag::P, Class::TweetAsk);
            self.load_media_button(Class::None);
            self.close();
        }
        if !original {
            return;
        }
        self.open(Tag::Details, Class::TweetMenu);
        self.open(Tag::Summary, Class::TweetMore);
        self.attr(Attr::AriaLabel, self.message(MessageId::MoreOptions));
        self.icon(Class::Dots);
        self.close();
        self.open(Tag::P, Class::TweetAsk);
        self.open(Tag::Button, Class::TweetButton);
        self.static_attr(StaticAttr::Button);
        self.static_attr(StaticAttr::AskOriginal);
        self.attr(Attr::DataPost, id);
        self.network_message_and_close(MessageId::ShowOriginal);
        if self.options.tweets == Tweets::Click {
            let name = self.message_of_network(MessageId::EmbedAlways);
            self.open(Tag::Button, Class::TweetButton);
            self.static_attr(StaticAttr::Button);
            self.static_attr(StaticAttr::AskAlways);
            self.ui_lang_attrs();
            self.state.buffer.text_and_close(&name);
        }
        self.open(Tag::Span, Class::TweetStatus);
        self.static_attr(StaticAttr::Status);
        self.close();
        self.close();
        self.close();
    }

    /// The card's button to load its media, if any is deferred and the button isn't rendered yet.
    fn load_media_button(&mut self, icon: Class) {
        if self.media_gate == MediaGate::Pending && self.options.interactive {
            self.media_gate = MediaGate::ButtonShown;
            self.consent_button(StaticAttr::AskMedia, icon, MessageId::ShowMedia);
        }
    }

    /// A picture drawn by the stylesheet; none without a class.
    fn icon(&mut self, class: Class) {
        if class != Class::None {
            self.open(Tag::Span, class);
            self.close();
        }
    }

    fn gate_media(&mut self, held: bool) {
        if held && self.media_gate == MediaGate::None {
            self.media_gate = MediaGate::Pending;
        }
    }

    fn consent_button(&mut self, what: StaticAttr, icon: Class, word: MessageId) {
        if !self.options.interactive {
            return;
        }
        self.open(Tag::Button, Class::TweetButton);
        self.static_attr(StaticAttr::Button);
        self.static_attr(what);
        self.ui_lang_attrs();
        self.icon(icon);
        let message = self.message_of_network(word);
        self.push_text(&message);
        self.close();
    }

    fn network_message_and_close(&mut self, word: MessageId) {
        let message = self.message_of_network(word);
        self.ui_lang_attrs();
        self.state.buffer.text_and_close(&message);
    }

    /// The accounts that the post replies to.
    fn reply_context(&mut self, post: Cursor<'_>) {
        let Some(reply) = post.field(Name::ReplyTo) else {
            return;
        };
        self.open(Tag::P, Class::TweetNote);
        self.ui_text(self.message(MessageId::ReplyingTo));
        let one = |renderer: &mut Self, reply: Cursor<'_>| {
            let handle = if reply.is_object() {
                reply.text(Name::Handle)
            } else {
                reply.as_text()
            };
            renderer.push_text(" ");
            renderer.handle_link(handle.unwrap_or("…"), reply.link(Name::Url));
        };
        if reply.is_list() {
            for reply in reply.items() {
                if !self.try_take_inline(1, reply) {
                    break;
                }
                one(self, reply);
            }
        } else {
            one(self, reply);
        }
        self.close();
    }

    /// The post's accessible name, and its author.
    fn post_author(&mut self, post: Cursor<'_>, author: Option<Cursor<'_>>) {
        let named = author.map_or("", |author| {
            let name = if author.is_object() {
                author.text(Name::Name)
            } else {
                author.report_type("an object with a name and a handle");
                author.as_text()
            };
            name.unwrap_or_default()
        });
        let handle = handle_of(author);
        let mut label = self.message(MessageId::Post).to_owned();
        if !named.is_empty() || !handle.is_empty() {
            label.clear();
            label.push_str(self.message(MessageId::PostBy));
        }
        for (before, part, after) in [(" ", named, ""), (" (@", handle, ")")] {
            if !part.is_empty() {
                label.extend([before, part, after]);
            }
        }
        self.attr(Attr::AriaLabel, &label);
        if let Some(by) = post.field(Name::RepostedBy) {
            self.open(Tag::P, Class::TweetNote);
            self.ui_text(self.message(MessageId::RepostedBy));
            self.push_text(" ");
            self.open(Tag::Bdi, Class::None);
            let name = by.text(Name::Name).or(by.text(Name::Handle));
            self.state.buffer.text_and_close(name.unwrap_or("…"));
            self.close();
        }
        let Some(author) = author.filter(|_| !named.is_empty() || !handle.is_empty()) else {
            return;
        };
        self.open(Tag::Header, Class::TweetHead);
        self.open(Tag::Span, Class::Initials);
        self.static_attr(StaticAttr::AriaHidden);
        self.state.buffer.text(&initials(named, handle));
        if let Some(avatar) = author.media(Name::Avatar) {
            // Payloads link to a 48 pixel version, which looks blurred.
            let large = split_at_str(avatar.as_str(), "_normal.");
            let large = large.map(|(start, end)| [start, "_400x400.", end].concat());
            let avatar = large
                .as_deref()
                .and_then(Address::media)
                .unwrap_or(avatar.borrowed());
            self.open(Tag::Img, Class::TweetAvatar);
            self.attr(Attr::Alt, "");
            self.state.buffer.number_attr(Attr::Width, 48);
            self.state.buffer.number_attr(Attr::Height, 48);
            self.gated_image_src(&avatar);
            self.close();
        }
        self.close();
        self.open(Tag::P, Class::TweetWho);
        if !named.is_empty() {
            // `bdi` isolates the text direction of a name.
            self.open(Tag::Bdi, Class::TweetAuthor);
            self.inline_with(author.field(Name::Name).unwrap_or(author), false);
            self.close();
            let verified = author.field(Name::Verified).map_or("", Cursor::as_str);
            if let Some((_, message)) = VERIFIED
                .iter()
                .find(|(kind, _)| verified.eq_ignore_ascii_case(kind))
            {
                self.open(Tag::Span, Class::Verified);
                self.static_attr(StaticAttr::ImageRole);
                self.attr(Attr::AriaLabel, self.message(*message));
                self.close();
            }
            self.push_text(" ");
        }
        if !handle.is_empty() {
            self.handle_link(handle, author.link(Name::Url));
        }
        if author.bool(Name::Bot) == Some(true) {
            self.push_text(" ");
            self.ui_element(
                Tag::Span,
                Class::TweetMetric,
                self.message(MessageId::Automated),
            );
        }
        self.close();
        if let Some(name) = self.origin.as_ref().map(|origin| origin.name.clone()) {
            self.open(Tag::Span, Class::Network);
            self.static_attr(StaticAttr::ImageRole);
            self.attr(Attr::AriaLabel, &name);
            self.attr(Attr::Title, &name);
            self.close();
        }
        self.close();
    }

    fn handle_link(&mut self, handle: &str, url: Option<crate::Address<'_>>) {
        let handle = strip_at(handle);
        let own = self.profile(handle);
        self.link(Class::TweetHandle, url.as_ref().or(own.as_ref()));
        self.static_attr(StaticAttr::DirLtr);
        self.state.buffer.text_and_close(&["@", handle].concat());
    }

    fn post_text(&mut self, post: Cursor<'_>) {
        let Some(text) = (if post.is_object() {
            post.inline_field(Name::Text)
        } else {
            Some(post)
        }) else {
            return;
        };
        self.open(Tag::P, Class::TweetText);
        match post.lang().filter(|lang| is_language(lang)) {
            Some(lang) => {
                self.attr(Attr::Lang, &lang);
                self.attr(Attr::Dir, direction(&lang).as_str());
            }
            None => self.static_attr(StaticAttr::DirAuto),
        }
        if text.is_text() {
            self.autolinked(text);
        } else {
            self.inline(text);
        }
        self.close();
    }

    fn autolinked(&mut self, text: Cursor<'_>) {
        let at = text;
        let (text, dots) = self.truncated(at);
        self.state.word_count.add(text);
        let mut done = 0;
        let Some(network) = self.origin.as_ref().map(|origin| origin.network) else {
            return;
        };
        for (start, end, found) in post::entities(network, text) {
            let piece = text.get(start..end).unwrap_or_default();
            let page = self.origin.as_ref().and_then(|origin| origin.url.as_ref());
            let href = post::entity_url(network, found, piece, page);
            if let Some(href) = href.filter(|_| self.try_take_inline(1, at)) {
                self.state
                    .buffer
                    .text_with_breaks(text.get(done..start).unwrap_or_default());
                self.link(Class::Link, Some(&href));
                self.state.buffer.text_and_close(piece);
                done = end;
            }
        }
        self.state
            .buffer
            .text_with_breaks(text.get(done..).unwrap_or_default());
        self.push_text(dots);
        self.check_line_budget(at);
    }

    fn post_foot(&mut self, post: Cursor<'_>, url: Option<&Address<'_>>, id: &str) {
        let mark = self.checkpoint();
        self.open(Tag::Footer, Class::TweetFoot);
        let empty = self.checkpoint();
        let created = post.inline_field(Name::Created).is_some();
        let moment = self
            .origin
            .as_ref()
            .map_or_else(String::new, |origin| origin.network.time_of_id(id));
        if url.is_some() || created {
            self.link(Class::TweetLink, url);
            if created {
                self.date(post, "created", Class::None);
            } else if !moment.is_empty() {
                self.time_element(&moment, Class::None);
            } else {
                match url.filter(|url| !post::is_post(url)) {
                    Some(elsewhere) => self.push_text(&display_host(elsewhere)),
                    None => self.ui_text(&self.message_of_network(MessageId::OnNetwork)),
                }
            }
            self.close();
        }
        if let Some(place) = post.inline_field(Name::Place) {
            self.push_text(" ");
            self.open(Tag::Bdi, Class::TweetMetric);
            self.inline_and_close(place);
        }
        if post.bool(Name::Edited) == Some(true) {
            self.push_text(" ");
            self.ui_element(
                Tag::Span,
                Class::TweetMetric,
                self.message(MessageId::Edited),
            );
        }
        if let Some(metrics) = post.field(Name::Metrics) {
            for (key, noun, icon) in METRICS {
                if let Some(count @ 1..) = metrics.uint(key, u32::MAX) {
                    let text = self.locale.count(count, noun);
                    self.push_text(" ");
                    self.open(Tag::Span, Class::TweetMetric);
                    self.ui_lang_attrs();
                    self.icon(icon);
                    self.push_text(&text);
                    self.close();
                }
            }
        }
        if self.state.buffer.is_unchanged_since(empty) {
            self.state.buffer.rollback(mark);
        } else {
            self.close();
        }
    }
}

/// The platform's own codes for text without a language.
fn is_language(tag: &str) -> bool {
    !matches!(
        tag,
        "und" | "zxx" | "art" | "qme" | "qht" | "qam" | "qct" | "qst"
    )
}

fn handle_of<'j>(author: Option<Cursor<'j>>) -> &'j str {
    strip_at(
        author
            .and_then(|author| author.text(Name::Handle))
            .unwrap_or_default(),
    )
}

/// A handle without its sign.
fn strip_at(handle: &str) -> &str {
    trim_start(handle, |letter| matches!(letter, '@' | '＠'))
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

/// The first letters of the first and last word of a name; of the handle if the name has no letters.
fn initials(name: &str, handle: &str) -> String {
    // A shortcode stands for a picture.
    let first = |word: &str| {
        let mut letters = word.chars();
        (!word.starts_with(':')).then(|| letters.find(|letter| is_word_char(*letter)))?
    };
    let mut letters = split(name, b" ").into_iter().filter_map(first);
    let one = letters.next().or_else(|| first(handle));
    one.into_iter().chain(letters.next_back()).collect()
}
