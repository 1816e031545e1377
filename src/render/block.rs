//! Blocks. Each is rendered independently, so an invalid one doesn't affect the others.

use super::budget::LimitKind;
use super::ids::{base32, slug, slug_of_id};
use super::plan::heading_level;
use super::section::check_level;
use super::{Attr, BlockAttrs, Class, Renderer, StaticAttr, Tag};
use crate::error::Severity;
use crate::json::{Children, Cursor, Name, digits};
use crate::locale::MessageId;
use crate::url::Address;

impl Renderer<'_> {
    /// Blocks inside a block.
    pub(super) fn blocks(&mut self, blocks: Children<'_>, top_level: bool) {
        for block in blocks {
            if !self.try_take(LimitKind::Nested, block) {
                return;
            }
            self.block(block, top_level);
        }
    }

    /// A block. Those of the lead and of sections are `top_level`: they carry `data-block` and `data-key`.
    pub(super) fn block(&mut self, block: Cursor<'_>, top_level: bool) {
        if block.is_list() {
            block.report_type("a block");
            for inner in block.items() {
                if !self.try_take(LimitKind::Nested, inner) {
                    return;
                }
                self.nested_block(inner, top_level);
            }
        } else if block.is_object() {
            self.nested_block(block, top_level);
        } else {
            block.report(
                Severity::Error,
                "not-a-block",
                &["Expected a block; text is shown as a paragraph."],
            );
            self.fallback_scalar(block);
        }
    }

    fn nested_block(&mut self, block: Cursor<'_>, top_level: bool) {
        if self.is_at_max_depth() {
            block.report(
                Severity::Error,
                "too-deep",
                &["Blocks are nested too deep here; their text is shown plain."],
            );
            return self.flatten_text(block);
        }
        self.state.depth += 1;
        let outer = std::mem::take(&mut self.pending);
        if block.is_object() {
            self.render_block(block, top_level);
        } else {
            self.block(block, top_level);
        }
        self.pending = outer;
        self.state.depth -= 1;
    }

    /// Whether the maximum depth is reached; deeper blocks are rendered as plain text.
    pub(super) fn is_at_max_depth(&self) -> bool {
        u32::from(self.state.depth) >= self.state.budget.depth
    }

    fn render_block(&mut self, block: Cursor<'_>, top_level: bool) {
        let name = block.field(Name::Type).map_or("", Cursor::as_str);
        let mark = self.checkpoint();
        let custom = self.options.custom.iter().any(|own| own == name);
        if !custom {
            block.check_block();
        }
        if name == "section" {
            if self.section(block) {
                return;
            }
            self.state.buffer.rollback(mark);
        }
        // A post's id is the platform's; on the page it is one only where a link leads to it.
        let id = block.text(Name::Id);
        let own_id = id.filter(|_| name != "section").map(slug_of_id);
        let own_id =
            own_id.filter(|slug| name != "tweet" || self.state.plan.ids.is_target(block, slug));
        let own_id = own_id.map(|slug| self.state.plan.ids.id_of(block, slug));
        let timed = name != "section" && block.inline_field(Name::Published).is_some();
        if timed {
            self.pending.top_level = top_level;
            self.open(Tag::Div, Class::Update);
            self.block_key(block);
            self.date(block, "published", Class::UpdateTime);
        }
        let inner = self.checkpoint();
        for known in [true, false] {
            self.pending = BlockAttrs {
                top_level: top_level && !timed,
                key: self.pending.key.filter(|_| timed),
                id: own_id.clone(),
            };
            let drawn = if custom {
                // The page matches them by their order.
                self.state.custom_blocks.push(block.path());
                self.state.custom_offsets.push(block.source_offset());
                self.open_block(block, Tag::Div, Class::Custom);
                self.fallback_value(block);
                self.close();
                true
            } else if known {
                self.render_known(block, name)
            } else {
                self.fallback_block(block)
            };
            if drawn {
                break;
            }
            self.state.buffer.rollback(inner);
        }
        if timed {
            self.close();
        } else if self.state.buffer.is_unchanged_since(mark) {
            if let Some(id) = id {
                self.state.plan.ids.drop_target(block, id);
            }
            return;
        }
        if let Some(place) = self.pending.key.take() {
            let wanted = match id {
                Some(id) => id.to_owned(),
                None => base32(self.state.buffer.hash_since(mark)),
            };
            let key = self.state.plan.ids.unique_key(wanted);
            self.state.buffer.write_key(place, &key);
        }
    }

    /// Renders a block by its declared type; whether it was valid.
    fn render_known(&mut self, block: Cursor<'_>, name: &str) -> bool {
        match name {
            "paragraph" => self.paragraph(block),
            "heading" => match (heading_level(block), block.field(Name::Text)) {
                (Some(level), Some(text)) => {
                    check_level(block);
                    self.plain_heading(block, text, level);
                    true
                }
                _ => self.report_missing(block, "text in \"text\""),
            },
            "list" => self.list(block),
            "quote" => self.quote(block, Class::Quote, Class::QuoteText),
            "pullquote" => self.quote(block, Class::Pullquote, Class::PullquoteText),
            "image" => {
                self.open_block(block, Tag::Figure, Class::Image);
                let drawn = self.image(block, true);
                self.close();
                drawn
            }
            "gallery" => self.gallery(block),
            "video" => self.video_or_audio(block, true),
            "audio" => self.video_or_audio(block, false),
            "table" => self.table(block),
            "box" => self.callout(block),
            "link" => self.link_card(block),
            "code" => self.code(block),
            "divider" => {
                self.open_block(block, Tag::Hr, Class::Divider);
                self.close();
                true
            }
            "embed" => self.embed(block),
            "tweet" => self.try_take(LimitKind::Posts, block) && self.post_block(block),
            "slot" => self.slot(block),
            "section" => false,
            "" => self.report_missing(block, "the block's kind in \"type\""),
            _ => {
                block.report(
                    Severity::Error,
                    "unknown-block",
                    &["There is no such kind of block; what it holds is shown as plain content."],
                );
                false
            }
        }
    }

    pub(super) fn report_missing(&self, block: Cursor<'_>, expected: &str) -> bool {
        // If a limit is reached, the field may exist but was not rendered, so it isn't reported as missing.
        if !self.state.buffer.is_exhausted() {
            block.report_missing(expected);
        }
        false
    }

    /// Opens a block's element with its common attributes.
    pub(super) fn open_block(&mut self, block: Cursor<'_>, element: Tag, class: Class) {
        self.open(element, class);
        self.block_attrs(block);
    }

    /// Attributes common to all blocks.
    pub(super) fn block_attrs(&mut self, block: Cursor<'_>) {
        self.block_key(block);
        if let Some(id) = self.pending.id.take() {
            self.attr(Attr::Id, &id);
        }
        self.lang_attrs(block);
    }

    fn block_key(&mut self, block: Cursor<'_>) {
        if std::mem::take(&mut self.pending.top_level) {
            let name = block.scalar_str(Name::Type);
            if !name.is_empty() {
                self.attr(Attr::DataBlock, name);
            }
            self.pending.key = Some(self.state.buffer.reserve_key());
        }
    }

    fn paragraph(&mut self, block: Cursor<'_>) -> bool {
        let Some(text) = block.inline_field(Name::Text) else {
            return self.report_missing(block, "text in \"text\"");
        };
        self.open_block(block, Tag::P, Class::Paragraph);
        self.inline_and_close(text);
        true
    }

    fn list(&mut self, block: Cursor<'_>) -> bool {
        let style = block.field(Name::Style);
        let numbered = match style.map_or("bullet", Cursor::as_str) {
            "number" => true,
            "bullet" => false,
            _ => {
                style
                    .into_iter()
                    .for_each(|style| style.report_unknown_value("bullet or number"));
                false
            }
        };
        let class = match longest_number(block, numbered) {
            0..=2 => Class::List,
            3 => Class::List3,
            4 => Class::List4,
            5 | 6 => Class::List6,
            _ => Class::List11,
        };
        self.open_block(block, if numbered { Tag::Ol } else { Tag::Ul }, class);
        if let Some(start) = block.field(Name::Start).filter(|_| numbered) {
            match start.number() {
                Some(number @ -1e9..=1e9) => {
                    let sign = if number < 0.0 { "-" } else { "" };
                    let start = [sign, &digits(number.abs() as u32)].concat();
                    self.attr(Attr::Start, &start);
                }
                _ => start.report_type("a number"),
            }
        }
        let empty = self.checkpoint();
        for item in block.list(Name::Items) {
            let blocks = (item.is_list()
                && item.items().any(|part| part.field(Name::Type).is_some()))
                || (item.is_object()
                    && (item.field(Name::Type).is_some() || item.field(Name::Text).is_none()));
            if !item.has_text() && !blocks {
                continue;
            }
            if !self.try_take_inline(1, item) {
                break;
            }
            self.open(Tag::Li, Class::Item);
            if blocks {
                self.blocks(item.as_list("a list of blocks"), false);
                self.close();
            } else {
                self.inline_and_close(item);
            }
        }
        if self.state.buffer.is_unchanged_since(empty) {
            return self.report_missing(block, "at least one item in \"items\"");
        }
        self.close();
        true
    }

    fn quote(&mut self, block: Cursor<'_>, class: Class, text_class: Class) -> bool {
        let (text, url, cite) = (
            block.inline_field(Name::Text),
            block.link(Name::Url),
            block.inline_field(Name::Cite),
        );
        if text.is_none() && block.field(Name::Body).is_none() {
            return self.report_missing(block, "the words quoted in \"text\" or \"body\"");
        }
        self.open_block(block, Tag::Figure, class);
        self.open(Tag::Blockquote, text_class);
        if let Some(url) = &url {
            self.url_attr(Attr::Cite, url, "link");
        }
        if let Some(text) = text {
            self.open(Tag::P, Class::Paragraph);
            self.inline_and_close(text);
        }
        self.blocks(block.list(Name::Body), false);
        self.close();
        if cite.is_some() || url.is_some() {
            self.open(Tag::Figcaption, Class::Cite);
            self.link(Class::Link, url.as_ref());
            match (cite, &url) {
                (Some(cite), Some(_)) => self.inline_with(cite, false),
                (Some(cite), None) => self.inline(cite),
                (None, url) => {
                    let host = url.as_ref().map(display_host);
                    self.push_text(host.as_deref().unwrap_or_default());
                }
            }
            self.close();
            self.close();
        }
        self.close();
        true
    }

    fn callout(&mut self, block: Cursor<'_>) -> bool {
        let (heading, body) = (block.inline_field(Name::Heading), block.field(Name::Body));
        if heading.is_none() && body.is_none() {
            return self.report_missing(block, "blocks in \"body\"");
        }
        block.warn_if_missing(body, "blocks in \"body\"");
        self.open_block(block, Tag::Div, Class::Box);
        self.static_attr(StaticAttr::Group);
        let outer = self.state.heading_stack.clone();
        if let Some(heading) = heading {
            let id = self
                .state
                .plan
                .ids
                .id(&[&slug(&heading.to_plain_text()), "--box"].concat());
            self.attr(Attr::AriaLabelledby, &id);
            self.heading(self.child_heading_level(), Class::BoxHeading);
            self.attr(Attr::Id, &id);
            self.inline_and_close(heading);
            self.state.heading_stack.push(1);
        }
        self.blocks(block.list(Name::Body), false);
        self.state.heading_stack = outer;
        self.close();
        true
    }

    /// A card that links to a related article.
    fn link_card(&mut self, block: Cursor<'_>) -> bool {
        let url = block.site("url");
        let Some(url) = url.filter(|_| block.inline_field(Name::Title).is_some()) else {
            return self.report_missing(block, "an address in \"url\" and a headline in \"title\"");
        };
        self.open_block(block, Tag::Div, Class::LinkCard);
        let image = block.media(Name::Image);
        let image = image.filter(|_| self.try_take(LimitKind::Pictures, block));
        self.link_card_body(block, &url, None, image.as_ref());
        self.close();
        true
    }

    /// Title, description and image of a link, as a link. For another site, its provider and host are shown.
    pub(super) fn link_card_body(
        &mut self,
        block: Cursor<'_>,
        url: &Address<'_>,
        provider: Option<&str>,
        image: Option<&Address<'_>>,
    ) {
        self.link(Class::LinkText, Some(url));
        let whose = if provider.is_some() {
            "provider"
        } else {
            "kicker"
        };
        if let Some(name) =
            provider.filter(|name| !name.is_empty() && block.inline_field(whose).is_none())
        {
            self.text_element(Tag::Span, Class::LinkKicker, name);
        }
        for (key, class) in [
            (whose, Class::LinkKicker),
            ("title", Class::LinkTitle),
            ("description", Class::LinkDescription),
        ] {
            if let Some(text) = block.inline_field(key) {
                self.open(Tag::Span, class);
                self.inline_with(text, false);
                self.close();
            }
        }
        if provider.is_some() {
            self.text_element(Tag::Span, Class::LinkHost, &display_host(url));
        }
        if let Some(image) = image {
            self.card_image(Class::LinkImage, image);
        }
        self.close();
    }

    /// A decorative image: its content is in the text beside it.
    pub(super) fn card_image(&mut self, class: Class, image: &Address<'_>) {
        self.open(Tag::Img, class);
        self.url_attr(Attr::Src, image, "image");
        self.attr(Attr::Alt, "");
        self.static_attr(StaticAttr::Lazy);
        self.close();
    }

    fn code(&mut self, block: Cursor<'_>) -> bool {
        let Some(text) = block.field(Name::Text) else {
            return self.report_missing(block, "program text in \"text\"");
        };
        self.open_block(block, Tag::Div, Class::Code);
        self.inline_element(block, "language", Tag::P, Class::MediaTitle);
        self.scroll_region(MessageId::Code, None);
        self.open(Tag::Pre, Class::CodeText);
        self.static_attr(StaticAttr::DirLtr);
        if text.is_text() {
            let (shown, dots) = self.truncated(text);
            self.state.buffer.text(shown);
            self.push_text(dots);
        } else {
            text.report_type("text");
            for line in text.text_nodes(|_| false) {
                self.state.buffer.text(line.as_str());
                self.state.buffer.text("\n");
            }
        }
        self.close();
        self.close();
        self.close();
        true
    }

    /// Opens a scroll region. It must be focusable, and so needs a unique accessible name.
    pub(super) fn scroll_region(&mut self, word: MessageId, name: Option<&str>) {
        self.open(Tag::Div, Class::Scroll);
        self.static_attr(StaticAttr::Group);
        self.static_attr(StaticAttr::TabStop);
        match name {
            Some(id) => self.attr(Attr::AriaLabelledby, id),
            None => {
                self.state.scroll_region_count += 1;
                let number = digits(self.state.scroll_region_count);
                let label = [self.message(word), " ", &number].concat();
                self.attr(Attr::AriaLabel, &label);
            }
        }
    }

    /// A slot for a child element of the host page.
    fn slot(&mut self, block: Cursor<'_>) -> bool {
        let Some(name) = block.text(Name::Name) else {
            return self.report_missing(block, "a name in \"name\"");
        };
        self.open_block(block, Tag::Div, Class::Slot);
        self.attr(Attr::DataSlot, name);
        self.close();
        true
    }
}

/// The host to display for a URL, without `www.`.
pub(super) fn display_host(address: &Address<'_>) -> String {
    match address.host() {
        Some(host) => host.strip_prefix("www.").unwrap_or(&host).to_owned(),
        None => address.as_str().to_owned(),
    }
}

/// How many characters the longest number of a list has, with its sign: numbers hang in the margin, which has to be wide
/// enough. 0 if it has none.
fn longest_number(block: Cursor<'_>, numbered: bool) -> usize {
    if !numbered {
        return 0;
    }
    let start = block.field(Name::Start).and_then(Cursor::number);
    let first = start.filter(|first| first.abs() <= 1e9).unwrap_or(1.0) as i64;
    let last = first + block.list(Name::Items).count() as i64 - 1;
    [first, last]
        .map(|number| digits(number.unsigned_abs() as u32).len() + usize::from(number < 0))
        .into_iter()
        .max()
        .unwrap_or_default()
}
