//! Something of another site's: nothing of it is here, and nothing is asked for, before the reader agrees (issue 7).

use super::budget::Over;
use super::figure::MOST_PIXELS;
use super::{Attr, Class, El, Fixed, Pen};
use crate::error::Severity;
use crate::json::{Name, Reader, digits};
use crate::locale::Word;
use crate::provider::{Player, player, tells};
use crate::scan::replaced;
use std::borrow::Cow;

impl Pen<'_> {
    /// A facade where the table knows the player, else a card that leads there.
    pub(super) fn embed(&mut self, block: Reader<'_>) -> bool {
        let Some(url) = block.site("url") else {
            return self.missing(block, "an address in \"url\"");
        };
        let image = block.media(Name::Image).filter(|image| {
            let silent = !tells(image, &url);
            if !silent && let Some(field) = block.field(Name::Image) {
                field.note(
                    Severity::Warning,
                    "provider-image",
                    &["The picture is the provider's own, which is asked for nothing before the reader agrees."],
                );
            }
            silent
        });
        let image = image.filter(|_| self.room(Over::Pictures, block));
        let sizes = ["width", "height"].map(|side| block.whole(side, MOST_PIXELS));
        let player = player(&url);
        self.start(block, El::Div, Class::Embed);
        let Some(player) = player else {
            self.card(block, &url, Some(""), image.as_ref());
            self.close();
            return true;
        };
        self.attr(Attr::DataProvider, player.id);
        self.attr(Attr::DataName, player.name);
        self.attr(Attr::DataShape, &shape(sizes, &player));
        self.sketch
            .drawing
            .address(Attr::DataPlayer, &player.address);
        self.open(El::Div, Class::EmbedFacade);
        if let Some(image) = &image {
            self.card_image(Class::EmbedImage, image);
        }
        self.card(block, &url, Some(player.name), None);
        if !self.options.interactive {
            self.close();
            self.close();
            return true;
        }
        let host = player.address.host().unwrap_or_default();
        let notice = replaced(&self.of(Word::EmbedNotice, player.name), b'@', &host);
        self.leaf_word(El::P, Class::EmbedNotice, &notice);
        self.open(El::P, Class::EmbedAsk);
        for (ask, word) in [
            (Fixed::AskEmbed, Word::EmbedShow),
            (Fixed::AskAlways, Word::EmbedAlways),
        ] {
            self.ask_of(ask, word, player.name);
        }
        self.open(El::Span, Class::EmbedStatus);
        self.fixed(Fixed::Status);
        self.close();
        self.close();
        self.close();
        self.close();
        true
    }

    /// A button by which the reader lets a provider's content onto the page.
    pub(super) fn ask_of(&mut self, ask: Fixed, word: Word, provider: &str) {
        let label = self.of(word, provider);
        self.open(El::Button, Class::TweetButton);
        self.fixed(Fixed::Button);
        self.fixed(ask);
        self.tongue_of_words();
        self.sketch.drawing.fill(&label);
    }

    fn of(&self, word: Word, provider: &str) -> String {
        replaced(self.word(word), b'#', provider)
    }
}

/// How large the frame is: as the provider's are, unless the author knows better.
fn shape(sizes: [Option<u32>; 2], player: &Player) -> Cow<'static, str> {
    let high = player.shape.starts_with('x');
    match sizes {
        [_, Some(height @ 50..)] if high => ["x", &digits(height)].concat().into(),
        [Some(width @ 1..), Some(height @ 1..)] if !high => {
            [&digits(width), "x", &digits(height)].concat().into()
        }
        _ => player.shape.into(),
    }
}
