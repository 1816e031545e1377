//! The foot of a post: when and where it was posted, and the numbers of reactions.

use super::super::block::display_host;
use super::super::{Class, Renderer, Tag};
use crate::json::{Cursor, Name};
use crate::locale::MessageId;
use crate::post;
use crate::url::Address;

const METRICS: [(&str, MessageId, Class); 5] = [
    ("replies", MessageId::Replies, Class::Replies),
    ("reposts", MessageId::Reposts, Class::Reposts),
    ("likes", MessageId::Likes, Class::Likes),
    ("quotes", MessageId::Quotes, Class::None),
    ("views", MessageId::Views, Class::None),
];

impl Renderer<'_> {
    pub(super) fn post_foot(&mut self, post: Cursor<'_>, url: Option<&Address<'_>>, id: &str) {
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
