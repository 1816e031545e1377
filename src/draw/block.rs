//! Blocks: what stands between the headings.

use super::ids::{short, slug, slug_of_id};
use super::{Attr, Class, El, Fixed, Pen};
use crate::address::Address;
use crate::article::{
    Block, Code, Embed, FactBox, Inline, Item, Kind, LinkCard, List, Quote, Table,
};
use crate::locale::direction;

impl Pen<'_> {
    /// A block. Those of the lead and of sections are `keyed`: they carry `data-block` and `data-key`.
    pub(super) fn block(&mut self, block: &Block<'_>, keyed: bool) {
        if let Kind::Section(section) = &block.kind {
            return self.section_block(block, section);
        }
        let Some(published) = &block.published else {
            return self.bare_block(block, keyed);
        };
        self.open(El::Div, Class::Update);
        let mark = self.drawing.mark();
        let place = keyed.then(|| {
            self.data_block(&block.kind);
            self.drawing.leave_key()
        });
        self.moment(published, Class::UpdateTime);
        self.bare_block(block, false);
        self.close();
        self.set_key(block, mark, place);
    }

    fn bare_block(&mut self, block: &Block<'_>, keyed: bool) {
        match &block.kind {
            Kind::Paragraph(text) => {
                self.with_marks(block, El::P, Class::Paragraph, keyed, |pen| {
                    pen.fill(text);
                });
            }
            Kind::Heading(heading) => {
                self.plain_heading(block, &heading.text, heading.level, keyed)
            }
            Kind::Section(section) => self.section_block(block, section),
            Kind::List(list) => self.list(block, list, keyed),
            Kind::Quote(quote) => {
                self.with_marks(block, El::Figure, Class::Quote, keyed, |pen| {
                    pen.quote(quote, Class::QuoteText);
                });
            }
            Kind::Pullquote(quote) => {
                self.with_marks(block, El::Figure, Class::Pullquote, keyed, |pen| {
                    pen.quote(quote, Class::PullquoteText);
                });
            }
            Kind::Image(image) => {
                self.with_marks(block, El::Figure, Class::Image, keyed, |pen| {
                    pen.picture(image, true);
                    pen.figcaption(image.caption.as_ref(), image.credit.as_deref());
                    pen.close();
                });
            }
            Kind::Gallery(gallery) => {
                self.with_marks(block, El::Figure, Class::Gallery, keyed, |pen| {
                    pen.gallery(gallery);
                });
            }
            Kind::Video(video) => {
                self.with_marks(block, El::Figure, Class::Video, keyed, |pen| {
                    pen.video(video);
                });
            }
            Kind::Audio(audio) => {
                self.with_marks(block, El::Figure, Class::Audio, keyed, |pen| {
                    pen.audio(audio);
                });
            }
            Kind::Table(table) => {
                self.with_marks(block, El::Figure, Class::TableFigure, keyed, |pen| {
                    pen.table(table);
                });
            }
            Kind::Box(facts) => {
                self.with_marks(block, El::Div, Class::Box, keyed, |pen| {
                    pen.fact_box(facts);
                });
            }
            Kind::Link(card) => {
                self.with_marks(block, El::Div, Class::LinkCard, keyed, |pen| {
                    pen.link_card(card);
                });
            }
            Kind::Code(code) => {
                self.with_marks(block, El::Div, Class::Code, keyed, |pen| {
                    pen.code(code);
                });
            }
            Kind::Divider => {
                self.with_marks(block, El::Hr, Class::Divider, keyed, Self::close);
            }
            Kind::Embed(embed) => {
                self.with_marks(block, El::Div, Class::Embed, keyed, |pen| {
                    pen.embed(embed);
                });
            }
            Kind::Tweet(tweet) => {
                let class = self.tweet_class(tweet);
                self.with_marks(block, El::Article, class, keyed, |pen| {
                    pen.tweet(tweet);
                });
            }
            Kind::Slot(name) => {
                self.with_marks(block, El::Div, Class::Slot, keyed, |pen| {
                    pen.attr(Attr::DataSlot, name);
                    pen.close();
                });
            }
            Kind::Kept(kept) => {
                self.with_marks(block, El::Div, Class::Kept, keyed, |pen| {
                    kept.body.iter().for_each(|inner| pen.block(inner, false));
                    pen.close();
                });
            }
        }
    }

    /// Opens a block's element, marks it, and lets `rest` fill and close it.
    pub(super) fn with_marks(
        &mut self,
        block: &Block<'_>,
        element: El,
        class: Class,
        keyed: bool,
        rest: impl FnOnce(&mut Self),
    ) {
        let mark = self.drawing.mark();
        self.open(element, class);
        let place = self.marks(block, keyed);
        self.own_id(block);
        rest(self);
        self.set_key(block, mark, place);
    }

    /// The attributes of a block; gives the place for its key.
    pub(super) fn marks(&mut self, block: &Block<'_>, keyed: bool) -> Option<usize> {
        let place = keyed.then(|| {
            self.data_block(&block.kind);
            self.drawing.leave_key()
        });
        self.tongue(block);
        place
    }

    /// Says what kind a block is.
    fn data_block(&mut self, kind: &Kind<'_>) {
        let name = match kind {
            Kind::Paragraph(_) => Fixed::BlockParagraph,
            Kind::Heading(_) => Fixed::BlockHeading,
            Kind::Section(_) => Fixed::BlockSection,
            Kind::List(_) => Fixed::BlockList,
            Kind::Quote(_) => Fixed::BlockQuote,
            Kind::Pullquote(_) => Fixed::BlockPullquote,
            Kind::Image(_) => Fixed::BlockImage,
            Kind::Gallery(_) => Fixed::BlockGallery,
            Kind::Video(_) => Fixed::BlockVideo,
            Kind::Audio(_) => Fixed::BlockAudio,
            Kind::Table(_) => Fixed::BlockTable,
            Kind::Box(_) => Fixed::BlockBox,
            Kind::Link(_) => Fixed::BlockLink,
            Kind::Code(_) => Fixed::BlockCode,
            Kind::Divider => Fixed::BlockDivider,
            Kind::Embed(_) => Fixed::BlockEmbed,
            Kind::Tweet(_) => Fixed::BlockTweet,
            Kind::Slot(_) => Fixed::BlockSlot,
            Kind::Kept(kept) => return self.attr(Attr::DataBlock, &kept.name),
        };
        self.fixed(name);
    }

    /// Sets a block's key, once all of it is drawn.
    pub(super) fn set_key(
        &mut self,
        block: &Block<'_>,
        mark: super::drawing::Mark,
        place: Option<usize>,
    ) {
        let Some(place) = place else { return };
        let wanted = match &block.id {
            Some(id) => id.to_string(),
            None => short(self.drawing.fingerprint(mark)),
        };
        let key = self.keys.mint(wanted);
        self.drawing.set_key(place, &key);
    }

    /// An author's id makes the block a target of links.
    fn own_id(&mut self, block: &Block<'_>) {
        if let Some(id) = &block.id {
            let id = self.id(&slug_of_id(id));
            self.attr(Attr::Id, &id);
        }
    }

    /// Language and direction, where they are not the article's.
    pub(super) fn tongue(&mut self, block: &Block<'_>) {
        if let Some(lang) = &block.lang {
            self.attr(Attr::Lang, lang);
        }
        let dir = block.dir.or_else(|| {
            let own = direction(block.lang.as_deref()?);
            (own != self.dir).then_some(own)
        });
        if let Some(dir) = dir {
            self.attr(Attr::Dir, dir.as_str());
        }
    }

    fn list(&mut self, block: &Block<'_>, list: &List<'_>, keyed: bool) {
        let element = if list.numbered { El::Ol } else { El::Ul };
        self.with_marks(block, element, Class::List, keyed, |pen| {
            if let Some(start) = list.start.filter(|_| list.numbered) {
                pen.drawing.number(Attr::Start, start);
            }
            for item in &list.items {
                pen.open(El::Li, Class::Item);
                match item {
                    Item::Text(text) => pen.fill(text),
                    Item::Blocks(blocks) => {
                        blocks.iter().for_each(|inner| pen.block(inner, false));
                        pen.close();
                    }
                }
            }
            pen.close();
        });
    }

    fn quote(&mut self, quote: &Quote<'_>, class: Class) {
        self.open(El::Blockquote, class);
        if let Some(url) = &quote.url {
            self.address(Attr::Cite, url);
        }
        quote.body.iter().for_each(|inner| self.block(inner, false));
        self.close();
        if quote.cite.is_some() || quote.url.is_some() {
            self.open(El::Figcaption, Class::Cite);
            match (&quote.cite, &quote.url) {
                (Some(cite), Some(url)) => {
                    self.open(El::A, Class::Link);
                    self.address(Attr::Href, url);
                    self.inline_without_links(cite);
                    self.close();
                }
                (Some(cite), None) => self.inline(cite),
                (None, Some(url)) => {
                    let text = shown_host(url);
                    self.name(&text, Some(url), Class::Link);
                }
                (None, None) => {}
            }
            self.close();
        }
        self.close();
    }

    fn table(&mut self, table: &Table<'_>) {
        let caption = match &table.caption {
            Some(caption) => {
                let id = self.id(&[&slug(&caption.to_plain()), "--caption"].concat());
                self.open(El::Figcaption, Class::Figcaption);
                self.attr(Attr::Id, &id);
                self.inline(caption);
                self.close();
                Some(id)
            }
            None => None,
        };
        // A wide table scrolls: then it must take the focus, and so have a name.
        self.open(El::Div, Class::Scroll);
        self.fixed(Fixed::Region);
        self.fixed(Fixed::TabStop);
        match &caption {
            Some(id) => self.attr(Attr::AriaLabelledby, id),
            None => self.numbered_label(self.words.table),
        }
        self.open(El::Table, Class::Table);
        if !table.head.is_empty() {
            self.open(El::Thead, Class::None);
            self.open(El::Tr, Class::None);
            for cell in &table.head {
                match cell {
                    Some(text) => {
                        self.open(El::Th, Class::HeadCell);
                        self.fixed(Fixed::Column);
                        self.fill(text);
                    }
                    // An empty header cell would be announced as a header without a name.
                    None => {
                        self.open(El::Td, Class::HeadCell);
                        self.close();
                    }
                }
            }
            self.close();
            self.close();
        }
        self.open(El::Tbody, Class::None);
        for row in &table.rows {
            self.open(El::Tr, Class::None);
            for (index, cell) in row.iter().enumerate() {
                let header = index == 0 && table.row_headers && cell.is_some();
                if header {
                    self.open(El::Th, Class::RowHeader);
                    self.fixed(Fixed::Row);
                } else {
                    let number = cell.as_ref().is_some_and(is_number);
                    self.open(
                        El::Td,
                        if number {
                            Class::NumberCell
                        } else {
                            Class::Cell
                        },
                    );
                }
                match cell {
                    Some(text) => self.fill(text),
                    None => self.close(),
                }
            }
            self.close();
        }
        self.close();
        self.close();
        self.close();
        self.close();
    }

    /// A name that no other region of the article has.
    fn numbered_label(&mut self, word: &str) {
        self.tables += 1;
        let label = match self.tables {
            1 => word.to_owned(),
            number => [word, " ", &number.to_string()].concat(),
        };
        self.attr(Attr::AriaLabel, &label);
    }

    fn fact_box(&mut self, facts: &FactBox<'_>) {
        self.fixed(Fixed::Group);
        match &facts.heading {
            Some(heading) => {
                let id = self.id(&[&slug(&heading.to_plain()), "--box"].concat());
                self.attr(Attr::AriaLabelledby, &id);
                let level = self.level + self.deeper.len() as u8 + 1;
                self.heading(level, Class::BoxHeading);
                self.attr(Attr::Id, &id);
                self.inline(heading);
                self.close();
                let outer = self.deeper.clone();
                self.deeper.push(1);
                facts.body.iter().for_each(|inner| self.block(inner, false));
                self.deeper = outer;
            }
            None => facts.body.iter().for_each(|inner| self.block(inner, false)),
        }
        self.close();
    }

    fn link_card(&mut self, card: &LinkCard<'_>) {
        self.open(El::A, Class::LinkText);
        self.address(Attr::Href, &card.url);
        if let Some(kicker) = &card.kicker {
            self.leaf(El::Span, Class::LinkKicker, kicker);
        }
        self.leaf(El::Span, Class::LinkTitle, &card.title);
        if let Some(description) = &card.description {
            self.leaf(El::Span, Class::LinkDescription, description);
        }
        if let Some(image) = &card.image {
            self.card_image(image);
        }
        self.close();
        self.close();
    }

    fn embed(&mut self, embed: &Embed<'_>) {
        self.open(El::A, Class::LinkText);
        self.address(Attr::Href, &embed.url);
        let host = shown_host(&embed.url);
        if let Some(provider) = &embed.provider {
            self.leaf(El::Span, Class::LinkKicker, provider);
        }
        let title = embed.title.as_deref();
        self.leaf(El::Span, Class::LinkTitle, title.unwrap_or(&host));
        if title.is_some() {
            self.leaf(El::Span, Class::LinkHost, &host);
        }
        if let Some(image) = &embed.image {
            self.card_image(image);
        }
        self.close();
        self.close();
    }

    pub(super) fn card_image(&mut self, image: &Address<'_>) {
        self.open(El::Img, Class::LinkImage);
        self.address(Attr::Src, image);
        self.attr(Attr::Alt, "");
        self.fixed(Fixed::Lazy);
        self.fixed(Fixed::AsyncDecoding);
        self.close();
    }

    fn code(&mut self, code: &Code<'_>) {
        if let Some(language) = &code.language {
            self.leaf(El::P, Class::MediaTitle, language);
        }
        self.open(El::Div, Class::Scroll);
        self.fixed(Fixed::Region);
        self.fixed(Fixed::TabStop);
        self.numbered_label(self.words.code);
        self.open(El::Pre, Class::CodeText);
        self.drawing.run(&code.text);
        self.close();
        self.close();
        self.close();
    }
}

/// Where an address leads, as a reader would say it.
pub(super) fn shown_host(address: &Address<'_>) -> String {
    match address.host() {
        Some(host) => host.trim_start_matches("www.").to_owned(),
        None => address.as_str().to_owned(),
    }
}

/// Numbers stand under each other on the right.
fn is_number(cell: &Inline<'_>) -> bool {
    let Inline::Plain(text) = cell else {
        return false;
    };
    text.bytes().any(|byte| byte.is_ascii_digit())
        && text.chars().all(|letter| {
            letter.is_ascii_digit()
                || matches!(
                    letter,
                    '.' | ','
                        | '+'
                        | '-'
                        | '−'
                        | '%'
                        | '€'
                        | '$'
                        | '£'
                        | '\''
                        | '’'
                        | ' '
                        | '\u{a0}'
                        | '\u{202f}'
                        | '('
                        | ')'
                )
        })
}
