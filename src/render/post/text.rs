//! The text of a post: its links, and pictures in place of `:shortcodes:`.

use super::super::{Attr, Class, Renderer, StaticAttr, Tag};
use crate::json::{Cursor, Name};
use crate::locale::direction;
use crate::post;
use crate::scan::{split_once, up_to};

impl Renderer<'_> {
    /// Text with pictures in the place of `:shortcodes:`; until a picture is loaded, its shortcode is shown.
    pub(in crate::render) fn text_with_emojis(&mut self, text: &str, at: Cursor<'_>) {
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

    pub(super) fn post_text(&mut self, post: Cursor<'_>) {
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

    pub(super) fn autolinked(&mut self, text: Cursor<'_>) {
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
}

/// The platform's own codes for text without a language.
pub(super) fn is_language(tag: &str) -> bool {
    !matches!(
        tag,
        "und" | "zxx" | "art" | "qme" | "qht" | "qam" | "qct" | "qst"
    )
}
