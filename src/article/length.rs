//! How long an article is, in words, and how long it takes to read.

use super::{Article, Block, Inline, Item, Kind};

/// Words a minute of an adult reading silently, and characters a minute where no spaces part the words. The middle of
/// the values in Brysbaert's review of reading rates (2019) and the international reading speed texts (2012).
const WORDS_A_MINUTE: u32 = 230;
const CHARACTERS_A_MINUTE: u32 = 450;

/// Words, and characters of scripts that don't part words.
#[derive(Default)]
pub(crate) struct Length {
    words: u32,
    characters: u32,
}

impl Length {
    /// Words; where words aren't parted, characters.
    pub(crate) fn words(&self) -> u32 {
        self.words + self.characters
    }

    /// Minutes, rounded, at least 1.
    pub(crate) fn minutes(&self) -> u32 {
        let seconds = self.words * 60 / WORDS_A_MINUTE + self.characters * 60 / CHARACTERS_A_MINUTE;
        ((seconds + 30) / 60).max(1)
    }

    fn text(&mut self, text: &str) {
        for word in text.split_whitespace() {
            let unparted = if word.is_ascii() {
                0
            } else {
                word.chars().filter(|letter| is_unparted(*letter)).count() as u32
            };
            self.characters += unparted;
            self.words += u32::from(unparted == 0);
        }
    }

    fn inline(&mut self, inline: &Inline<'_>) {
        inline.texts().for_each(|text| self.text(text));
    }

    fn any(&mut self, inline: Option<&Inline<'_>>) {
        if let Some(inline) = inline {
            self.inline(inline);
        }
    }

    fn blocks(&mut self, blocks: &[Block<'_>]) {
        for block in blocks {
            match &block.kind {
                Kind::Paragraph(text) => self.inline(text),
                Kind::Heading(heading) => self.inline(&heading.text),
                Kind::Section(section) => {
                    self.any(section.heading.as_ref());
                    self.blocks(&section.body);
                }
                Kind::List(list) => {
                    for item in &list.items {
                        match item {
                            Item::Text(text) => self.inline(text),
                            Item::Blocks(blocks) => self.blocks(blocks),
                        }
                    }
                }
                Kind::Quote(quote) | Kind::Pullquote(quote) => {
                    self.blocks(&quote.body);
                    self.any(quote.cite.as_ref());
                }
                Kind::Image(image) => self.any(image.caption.as_ref()),
                Kind::Gallery(gallery) => {
                    for image in &gallery.items {
                        self.any(image.caption.as_ref());
                    }
                    self.any(gallery.caption.as_ref());
                }
                Kind::Video(video) => self.any(video.caption.as_ref()),
                Kind::Audio(audio) => self.any(audio.caption.as_ref()),
                Kind::Table(table) => {
                    let cells = table.head.iter().chain(table.rows.iter().flatten());
                    cells.for_each(|cell| self.any(cell.as_ref()));
                }
                Kind::Box(facts) => {
                    self.any(facts.heading.as_ref());
                    self.blocks(&facts.body);
                }
                Kind::Tweet(tweet) => {
                    if let Some(post) = &tweet.post {
                        self.any(post.text.as_ref());
                    }
                }
                Kind::Kept(kept) => self.blocks(&kept.body),
                Kind::Link(_) | Kind::Code(_) | Kind::Divider | Kind::Embed(_) | Kind::Slot(_) => {}
            }
        }
    }
}

/// Thai, Lao, Khmer, Myanmar, kana, Han: written without spaces between words.
fn is_unparted(letter: char) -> bool {
    matches!(letter,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// The length of headline, standfirst and body.
pub(crate) fn length(article: &Article<'_>) -> Length {
    let mut length = Length::default();
    length.inline(&article.headline);
    length.any(article.standfirst.as_ref());
    length.blocks(&article.body);
    length
}
