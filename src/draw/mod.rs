//! Article → Drawing: one file for each region that you can see.

mod block;
mod drawing;
mod element;
mod figure;
mod footer;
mod header;
mod ids;
mod inline;
mod options;
mod post;
mod section;

pub(crate) use drawing::{Drawing, op};
#[cfg(target_arch = "wasm32")]
pub(crate) use element::tables;
pub(crate) use element::{Attr, Class, El, Fixed};
pub use options::{Options, Sections};

use crate::address::Address;
use crate::article::{Article, Direction, length};
use crate::locale::{Words, direction, words};
use ids::{Ids, Keys};

/// A section, as listed in an outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// The section's id on the page.
    pub id: String,
    /// Its heading.
    pub text: String,
    /// The heading's level.
    pub level: u8,
    /// Whether it starts open.
    pub open: bool,
}

/// An article's drawing and what else is known once it is drawn.
#[derive(Debug)]
pub(crate) struct Drawn {
    pub(crate) drawing: Drawing,
    pub(crate) outline: Vec<Heading>,
    pub(crate) words: u32,
    pub(crate) minutes: u32,
}

/// The article as HTML, the same elements, attributes and text that a browser would be given.
#[must_use]
pub fn to_html(article: &Article<'_>, options: &Options) -> String {
    crate::print::print(&draw(article, options, &|_| false).drawing)
}

/// Draws an article. `taken` says which ids stand on the page already.
pub(crate) fn draw(
    article: &Article<'_>,
    options: &Options,
    taken: &dyn Fn(&str) -> bool,
) -> Drawn {
    let lang = article.lang.as_deref().unwrap_or(&options.lang);
    let mut pen = Pen {
        drawing: Drawing::default(),
        outline: Vec::new(),
        ids: Ids::new(taken),
        keys: Keys::default(),
        options,
        words: words(lang),
        lang,
        dir: article.dir.unwrap_or_else(|| direction(lang)),
        level: options.heading_level.clamp(1, 6),
        deeper: Vec::new(),
        sections: 0,
        section_depth: 0,
        tables: 0,
    };
    pen.article(article);
    let length = length(article);
    Drawn {
        drawing: pen.drawing,
        outline: pen.outline,
        words: length.words(),
        minutes: length.minutes(),
    }
}

/// What draws: the drawing so far, and what is known at the place where it stands.
pub(crate) struct Pen<'d> {
    drawing: Drawing,
    outline: Vec<Heading>,
    ids: Ids<'d>,
    keys: Keys,
    options: &'d Options,
    words: &'static Words,
    lang: &'d str,
    dir: Direction,
    /// The level of the heading that this place stands under.
    level: u8,
    /// The author's levels of the plain headings that this place stands under, each deeper than the one before.
    deeper: Vec<u8>,
    /// How many sections were drawn.
    sections: u32,
    section_depth: u8,
    /// How many tables without a caption were drawn.
    tables: u32,
}

impl Pen<'_> {
    fn article(&mut self, article: &Article<'_>) {
        let headline = self.id("-headline");
        self.open(El::Article, Class::Aw);
        self.attr(Attr::Lang, self.lang);
        self.attr(Attr::Dir, self.dir.as_str());
        self.attr(Attr::AriaLabelledby, &headline);
        self.header(article, &headline);
        self.body(&article.body);
        self.footer(article);
        self.close();
    }

    /// An id on the page, with the host page's prefix.
    fn id(&mut self, slug: &str) -> String {
        self.ids.mint(&[&self.options.id_prefix, slug].concat())
    }

    fn open(&mut self, element: El, class: Class) {
        self.drawing.open(element, class);
    }

    fn close(&mut self) {
        self.drawing.close();
    }

    fn leaf(&mut self, element: El, class: Class, text: &str) {
        self.drawing.leaf(element, class, text);
    }

    fn attr(&mut self, attribute: Attr, value: &str) {
        self.drawing.attr(attribute, value);
    }

    fn fixed(&mut self, attribute: Fixed) {
        self.drawing.fixed(attribute);
    }

    /// Text between two elements of a sentence.
    fn run(&mut self, text: &str) {
        self.drawing.run(text);
    }

    fn address(&mut self, attribute: Attr, address: &Address<'_>) {
        match &self.options.base_url {
            Some(base) => self.drawing.address(attribute, &address.resolved(base)),
            None => self.drawing.address(attribute, address),
        }
    }

    fn size(&mut self, width: Option<u32>, height: Option<u32>) {
        if let (Some(width), Some(height)) = (width, height) {
            self.drawing.number(Attr::Width, width);
            self.drawing.number(Attr::Height, height);
        }
    }

    /// Opens a heading of that level; beyond 6 the level is told by attribute.
    fn heading(&mut self, level: u8, class: Class) {
        self.open(El::heading(level), class);
        if level > 6 {
            self.drawing.number(Attr::AriaLevel, u32::from(level));
        }
    }

    /// A link if there is an address, else the mere text.
    fn name(&mut self, text: &str, url: Option<&Address<'_>>, class: Class) {
        match url {
            Some(url) => {
                self.open(El::A, class);
                self.address(Attr::Href, url);
            }
            None => self.open(El::Span, class),
        }
        self.drawing.fill(text);
    }
}
