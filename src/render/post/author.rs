//! Who a post is from, and whom it answers.

use super::super::{Attr, Class, Renderer, StaticAttr, Tag};
use crate::json::{Cursor, Name};
use crate::locale::{MessageId, is_word_char};
use crate::scan::{split, split_at_str, trim_start};
use crate::url::Address;

const VERIFIED: [(&str, MessageId); 4] = [
    ("trusted", MessageId::VerifiedTrusted),
    ("blue", MessageId::Verified),
    ("business", MessageId::VerifiedBusiness),
    ("government", MessageId::VerifiedGovernment),
];

impl Renderer<'_> {
    /// The accounts that the post replies to.
    pub(super) fn reply_context(&mut self, post: Cursor<'_>) {
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
    pub(super) fn post_author(&mut self, post: Cursor<'_>, author: Option<Cursor<'_>>) {
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

    pub(super) fn handle_link(&mut self, handle: &str, url: Option<crate::Address<'_>>) {
        let handle = strip_at(handle);
        let own = self.profile(handle);
        self.link(Class::TweetHandle, url.as_ref().or(own.as_ref()));
        self.static_attr(StaticAttr::DirLtr);
        self.state.buffer.text_and_close(&["@", handle].concat());
    }

    pub(super) fn profile(&self, handle: &str) -> Option<Address<'static>> {
        let origin = self.origin.as_ref()?;
        origin.network.profile(handle, origin.url.as_ref())
    }
}

pub(super) fn handle_of<'j>(author: Option<Cursor<'j>>) -> &'j str {
    strip_at(
        author
            .and_then(|author| author.text(Name::Handle))
            .unwrap_or_default(),
    )
}

/// A handle without its sign.
pub(super) fn strip_at(handle: &str) -> &str {
    trim_start(handle, |letter| matches!(letter, '@' | '＠'))
}

/// The first letters of the first and last word of a name; of the handle if the name has no letters.
pub(super) fn initials(name: &str, handle: &str) -> String {
    // A shortcode stands for a picture.
    let first = |word: &str| {
        let mut letters = word.chars();
        (!word.starts_with(':')).then(|| letters.find(|letter| is_word_char(*letter)))?
    };
    let mut letters = split(name, b" ").into_iter().filter_map(first);
    let one = letters.next().or_else(|| first(handle));
    one.into_iter().chain(letters.next_back()).collect()
}
