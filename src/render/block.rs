//! Blocks: what stands between the headings. Each is drawn on its own, so that a broken one breaks nothing else.

use super::budget::Over;
use super::ids::{short, slug, slug_of_id};
use super::section::{check_level, heading_level};
use super::{Attr, Class, El, Fixed, Next, Pen};
use crate::error::Severity;
use crate::json::{Items, Name, Reader, digits};
use crate::locale::Word;
use crate::url::Address;

impl Pen<'_> {
    /// Blocks inside a block.
    pub(super) fn blocks(&mut self, blocks: Items<'_>, keyed: bool) {
        for block in blocks {
            if !self.room(Over::Inner, block) {
                return;
            }
            self.block(block, keyed);
        }
    }

    /// A block. Those of the lead and of sections are `keyed`: they carry `data-block` and `data-key`.
    pub(super) fn block(&mut self, block: Reader<'_>, keyed: bool) {
        if block.is_list() {
            block.wrong("a block");
            for inner in block.items() {
                if !self.room(Over::Inner, inner) {
                    return;
                }
                self.deeper_block(inner, keyed);
            }
        } else if block.is_object() {
            self.deeper_block(block, keyed);
        } else {
            block.note(
                Severity::Error,
                "not-a-block",
                &["Expected a block; text is shown as a paragraph."],
            );
            self.plain_block(block);
        }
    }

    fn deeper_block(&mut self, block: Reader<'_>, keyed: bool) {
        if self.is_deepest() {
            block.note(
                Severity::Error,
                "too-deep",
                &["Blocks are nested too deep here; their text is shown plain."],
            );
            return self.gather(block);
        }
        self.sketch.depth += 1;
        let outer = std::mem::take(&mut self.next);
        if block.is_object() {
            self.object_block(block, keyed);
        } else {
            self.block(block, keyed);
        }
        self.next = outer;
        self.sketch.depth -= 1;
    }

    /// Whether nothing is drawn inside what stands here: such blocks are searched for text, which is shown plain.
    pub(super) fn is_deepest(&self) -> bool {
        u32::from(self.sketch.depth) >= self.sketch.left.depth
    }

    fn object_block(&mut self, block: Reader<'_>, keyed: bool) {
        let name = block.field(Name::Type).map_or("", Reader::raw);
        let mark = self.mark();
        let custom = self.options.custom.iter().any(|own| own == name);
        if !custom {
            block.check_block();
        }
        if name == "section" {
            if self.section(block) {
                return;
            }
            self.sketch.drawing.undo(mark);
        }
        // A post's id is the platform's; on the page it is one only where a link leads to it.
        let id = block.text(Name::Id);
        let own_id = id.filter(|_| name != "section").map(slug_of_id);
        let own_id = own_id.filter(|slug| name != "tweet" || self.is_target(block, slug));
        let own_id = own_id.map(|slug| self.id_of(block, slug));
        let timed = name != "section" && block.said(Name::Published).is_some();
        if timed {
            self.next.keyed = keyed;
            self.open(El::Div, Class::Update);
            self.marks_key(block);
            self.date(block, "published", Class::UpdateTime);
        }
        let inner = self.mark();
        for known in [true, false] {
            self.next = Next {
                keyed: keyed && !timed,
                key: self.next.key.filter(|_| timed),
                id: own_id.clone(),
            };
            let drawn = if custom {
                // The page finds them by their order.
                self.sketch.custom.push(block.path());
                self.start(block, El::Div, Class::Custom);
                self.keep(block);
                self.close();
                true
            } else if known {
                self.known(block, name)
            } else {
                self.kept(block)
            };
            if drawn {
                break;
            }
            self.sketch.drawing.undo(inner);
        }
        if timed {
            self.close();
        } else if self.sketch.drawing.is_at(mark) {
            if let Some(id) = id {
                self.drop_target(block, id);
            }
            return;
        }
        if let Some(place) = self.next.key.take() {
            let wanted = match id {
                Some(id) => id.to_owned(),
                None => short(self.sketch.drawing.fingerprint(mark)),
            };
            let key = self.sketch.keys.mint(wanted);
            self.sketch.drawing.set_key(place, &key);
        }
    }

    /// Draws a block as what it claims to be; whether that could be done.
    fn known(&mut self, block: Reader<'_>, name: &str) -> bool {
        match name {
            "paragraph" => self.paragraph(block),
            "heading" => match (heading_level(block), block.field(Name::Text)) {
                (Some(level), Some(text)) => {
                    check_level(block);
                    self.plain_heading(block, text, level);
                    true
                }
                _ => self.missing(block, "text in \"text\""),
            },
            "list" => self.list(block),
            "quote" => self.quote(block, Class::Quote, Class::QuoteText),
            "pullquote" => self.quote(block, Class::Pullquote, Class::PullquoteText),
            "image" => {
                self.start(block, El::Figure, Class::Image);
                let drawn = self.picture(block, true);
                self.close();
                drawn
            }
            "gallery" => self.gallery(block),
            "video" => self.film(block, true),
            "audio" => self.film(block, false),
            "table" => self.table(block),
            "box" => self.fact_box(block),
            "link" => self.story(block),
            "code" => self.code(block),
            "divider" => {
                self.start(block, El::Hr, Class::Divider);
                self.close();
                true
            }
            "embed" => self.embed(block),
            "tweet" => self.room(Over::Posts, block) && self.tweet(block),
            "slot" => self.slot(block),
            "section" => false,
            "" => self.missing(block, "the block's kind in \"type\""),
            _ => {
                block.note(
                    Severity::Error,
                    "unknown-block",
                    &["There is no such kind of block; what it holds is shown as plain content."],
                );
                false
            }
        }
    }

    pub(super) fn missing(&self, block: Reader<'_>, expected: &str) -> bool {
        // Then it may be there, and there was no room for it.
        if !self.sketch.drawing.is_full() {
            block.missing(expected);
        }
        false
    }

    /// Opens a block's element and marks it.
    pub(super) fn start(&mut self, block: Reader<'_>, element: El, class: Class) {
        self.open(element, class);
        self.marks(block);
    }

    /// The attributes that all blocks have.
    pub(super) fn marks(&mut self, block: Reader<'_>) {
        self.marks_key(block);
        if let Some(id) = self.next.id.take() {
            self.attr(Attr::Id, &id);
        }
        self.tongue(block);
    }

    fn marks_key(&mut self, block: Reader<'_>) {
        if std::mem::take(&mut self.next.keyed) {
            let name = block.says_at(Name::Type);
            if !name.is_empty() {
                self.attr(Attr::DataBlock, name);
            }
            self.next.key = Some(self.sketch.drawing.leave_key());
        }
    }

    fn paragraph(&mut self, block: Reader<'_>) -> bool {
        let Some(text) = block.said(Name::Text) else {
            return self.missing(block, "text in \"text\"");
        };
        self.start(block, El::P, Class::Paragraph);
        self.fill(text);
        true
    }

    fn list(&mut self, block: Reader<'_>) -> bool {
        let style = block.field(Name::Style);
        let numbered = match style.map_or("bullet", Reader::raw) {
            "number" => true,
            "bullet" => false,
            _ => {
                style
                    .into_iter()
                    .for_each(|style| style.unknown("bullet or number"));
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
        self.start(block, if numbered { El::Ol } else { El::Ul }, class);
        if let Some(start) = block.field(Name::Start).filter(|_| numbered) {
            match start.number() {
                Some(number @ -1e9..=1e9) => {
                    let sign = if number < 0.0 { "-" } else { "" };
                    let start = [sign, &digits(number.abs() as u32)].concat();
                    self.attr(Attr::Start, &start);
                }
                _ => start.wrong("a number"),
            }
        }
        let empty = self.mark();
        for item in block.list(Name::Items) {
            let blocks = (item.is_list()
                && item.items().any(|part| part.field(Name::Type).is_some()))
                || (item.is_object()
                    && (item.field(Name::Type).is_some() || item.field(Name::Text).is_none()));
            if !item.says() && !blocks {
                continue;
            }
            if !self.runs_left(1, item) {
                break;
            }
            self.open(El::Li, Class::Item);
            if blocks {
                self.blocks(item.as_list("a list of blocks"), false);
                self.close();
            } else {
                self.fill(item);
            }
        }
        if self.sketch.drawing.is_at(empty) {
            return self.missing(block, "at least one item in \"items\"");
        }
        self.close();
        true
    }

    fn quote(&mut self, block: Reader<'_>, class: Class, text_class: Class) -> bool {
        let (text, url, cite) = (
            block.said(Name::Text),
            block.link(Name::Url),
            block.said(Name::Cite),
        );
        if text.is_none() && block.field(Name::Body).is_none() {
            return self.missing(block, "the words quoted in \"text\" or \"body\"");
        }
        self.start(block, El::Figure, class);
        self.open(El::Blockquote, text_class);
        if let Some(url) = &url {
            self.address(Attr::Cite, url, "link");
        }
        if let Some(text) = text {
            self.open(El::P, Class::Paragraph);
            self.fill(text);
        }
        self.blocks(block.list(Name::Body), false);
        self.close();
        if cite.is_some() || url.is_some() {
            self.open(El::Figcaption, Class::Cite);
            self.link(Class::Link, url.as_ref());
            match (cite, &url) {
                (Some(cite), Some(_)) => self.runs(cite, false),
                (Some(cite), None) => self.inline(cite),
                (None, url) => {
                    let host = url.as_ref().map(shown);
                    self.say(host.as_deref().unwrap_or_default());
                }
            }
            self.close();
            self.close();
        }
        self.close();
        true
    }

    fn fact_box(&mut self, block: Reader<'_>) -> bool {
        let (heading, body) = (block.said(Name::Heading), block.field(Name::Body));
        if heading.is_none() && body.is_none() {
            return self.missing(block, "blocks in \"body\"");
        }
        block.lacks(body, "blocks in \"body\"");
        self.start(block, El::Div, Class::Box);
        self.fixed(Fixed::Group);
        let outer = self.sketch.deeper.clone();
        if let Some(heading) = heading {
            let id = self.id([&slug(&heading.plain()), "--box"].concat());
            self.attr(Attr::AriaLabelledby, &id);
            self.heading(self.below(), Class::BoxHeading);
            self.attr(Attr::Id, &id);
            self.fill(heading);
            self.sketch.deeper.push(1);
        }
        self.blocks(block.list(Name::Body), false);
        self.sketch.deeper = outer;
        self.close();
        true
    }

    /// A card that leads to a related story.
    fn story(&mut self, block: Reader<'_>) -> bool {
        let url = block.site("url");
        let Some(url) = url.filter(|_| block.said(Name::Title).is_some()) else {
            return self.missing(block, "an address in \"url\" and a headline in \"title\"");
        };
        self.start(block, El::Div, Class::LinkCard);
        let image = block.media(Name::Image);
        let image = image.filter(|_| self.room(Over::Pictures, block));
        self.card(block, &url, None, image.as_ref());
        self.close();
        true
    }

    /// What is told of the place that a link leads to, as a link. Of another site's it is said whose.
    pub(super) fn card(
        &mut self,
        block: Reader<'_>,
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
        if let Some(name) = provider.filter(|name| !name.is_empty() && block.said(whose).is_none())
        {
            self.leaf(El::Span, Class::LinkKicker, name);
        }
        for (key, class) in [
            (whose, Class::LinkKicker),
            ("title", Class::LinkTitle),
            ("description", Class::LinkDescription),
        ] {
            if let Some(text) = block.said(key) {
                self.open(El::Span, class);
                self.runs(text, false);
                self.close();
            }
        }
        if provider.is_some() {
            self.leaf(El::Span, Class::LinkHost, &shown(url));
        }
        if let Some(image) = image {
            self.card_image(Class::LinkImage, image);
        }
        self.close();
    }

    /// A picture that says nothing that isn't said beside it.
    pub(super) fn card_image(&mut self, class: Class, image: &Address<'_>) {
        self.open(El::Img, class);
        self.address(Attr::Src, image, "image");
        self.attr(Attr::Alt, "");
        self.fixed(Fixed::Lazy);
        self.close();
    }

    fn code(&mut self, block: Reader<'_>) -> bool {
        let Some(text) = block.field(Name::Text) else {
            return self.missing(block, "program text in \"text\"");
        };
        self.start(block, El::Div, Class::Code);
        self.part(block, "language", El::P, Class::MediaTitle);
        self.scroll(Word::Code, None);
        self.open(El::Pre, Class::CodeText);
        self.fixed(Fixed::DirLtr);
        if text.is_text() {
            let (shown, dots) = self.shortened(text);
            self.sketch.drawing.run(shown);
            self.say(dots);
        } else {
            text.wrong("text");
            for line in text.texts(|_| false) {
                self.sketch.drawing.run(line.raw());
                self.sketch.drawing.run("\n");
            }
        }
        self.close();
        self.close();
        self.close();
        true
    }

    /// Opens a box that scrolls: then it must take the focus, and so have a name that no other has.
    pub(super) fn scroll(&mut self, word: Word, name: Option<&str>) {
        self.open(El::Div, Class::Scroll);
        self.fixed(Fixed::Group);
        self.fixed(Fixed::TabStop);
        match name {
            Some(id) => self.attr(Attr::AriaLabelledby, id),
            None => {
                self.sketch.regions += 1;
                let number = digits(self.sketch.regions);
                let label = [self.word(word), " ", &number].concat();
                self.attr(Attr::AriaLabel, &label);
            }
        }
    }

    /// A place for the host page's own child of that slot name.
    fn slot(&mut self, block: Reader<'_>) -> bool {
        let Some(name) = block.text(Name::Name) else {
            return self.missing(block, "a name in \"name\"");
        };
        self.start(block, El::Div, Class::Slot);
        self.attr(Attr::DataSlot, name);
        self.close();
        true
    }
}

/// Where an address leads, as a reader would say it.
pub(super) fn shown(address: &Address<'_>) -> String {
    match address.host() {
        Some(host) => host.strip_prefix("www.").unwrap_or(&host).to_owned(),
        None => address.as_str().to_owned(),
    }
}

/// How many characters the longest number of a list has, with its sign: numbers hang in the margin, which has to be wide
/// enough. 0 if it has none.
fn longest_number(block: Reader<'_>, numbered: bool) -> usize {
    if !numbered {
        return 0;
    }
    let start = block.field(Name::Start).and_then(Reader::number);
    let first = start.filter(|first| first.abs() <= 1e9).unwrap_or(1.0) as i64;
    let last = first + block.list(Name::Items).count() as i64 - 1;
    [first, last]
        .map(|number| digits(number.unsigned_abs() as u32).len() + usize::from(number < 0))
        .into_iter()
        .max()
        .unwrap_or_default()
}
