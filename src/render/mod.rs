//! Article → Drawing: one file for each region that you can see.

mod block;
mod budget;
mod embed;
mod fallback;
mod figure;
mod footer;
mod header;
mod ids;
mod inline;
mod ops;
mod options;
mod post;
mod reading_time;
mod section;
mod table;
mod targets;
mod toolbar;
mod vocabulary;

pub use budget::Limits;
pub(crate) use ops::{Drawing, op};
pub use options::{Media, Options, Rewrite, Sections, Theme, Tweets};
#[cfg(all(target_arch = "wasm32", feature = "js"))]
pub(crate) use vocabulary::tables;
pub(crate) use vocabulary::{Attr, Class, El, Fixed};

use serde::Serialize;

use crate::article::{Date, Direction, Document, fields};
use crate::json::{Name, Reader};
use crate::locale::{Locale, Tables, Word, direction};
use crate::url::Address;
use ids::Names;
use ops::Mark;
use post::Held;
pub(crate) use reading_time::Length;
use section::Way;
use targets::Targets;

/// From that many bytes of JSON on, some eighty blocks, an article is worth laying out piece by piece.
const LONG: usize = 30_000;

/// A section, as listed in an outline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OutlineEntry {
    /// The section's id on the page.
    pub id: String,
    /// Its heading.
    pub text: String,
    /// The heading's level.
    pub level: u8,
    /// Whether it starts open.
    pub open: bool,
}

/// A drawing of an article, made in pieces; what outlives a piece.
#[cfg_attr(not(all(target_arch = "wasm32", feature = "js")), allow(dead_code))]
pub(crate) struct Sketch {
    /// What was drawn since it was taken last.
    pub(crate) drawing: Drawing,
    /// All sections, known before the first piece.
    pub(crate) outline: Vec<OutlineEntry>,
    pub(crate) length: Length,
    /// The article's language.
    pub(crate) lang: String,
    dir: Direction,
    /// How many minutes the article's times are ahead of UTC, if it says: all times are shown in one zone.
    zone: Option<i32>,
    /// What tells this article from others: its id, else its address, else its headline.
    pub(crate) key: String,
    ids: Names,
    keys: Names,
    targets: Targets,
    way: Way,
    /// Where in the first piece the reading time belongs.
    dated: Option<Mark>,
    /// Where the article ends: the reading time is drawn behind it.
    end: Option<Mark>,
    /// The level of the heading that this place stands under.
    level: u8,
    /// The author's levels of the plain headings that this place stands under, each deeper than the one before.
    deeper: Vec<u8>,
    /// How many sections were drawn.
    sections: usize,
    section_depth: u8,
    /// How many blocks this place stands in.
    depth: u8,
    /// Where the blocks of the body and of its sections stand: the byte at which each one's JSON starts, how many operations
    /// came before it, and in how many bodies it stands.
    pub(crate) places: Vec<[u32; 3]>,
    /// How many operations were taken before.
    before: usize,
    /// Where the blocks are that the page draws itself, in the order in which they are drawn.
    pub(crate) custom: Vec<String>,
    /// How many scrolling regions without a name of their own were drawn.
    regions: u32,
    /// How much more may be drawn.
    pub(crate) left: Limits,
    /// How many more blocks inside others.
    inner: u32,
    /// Of what more was found, a bit each.
    over: u8,
}

impl Sketch {
    /// Finds the sections, and draws all that stands before the first block.
    pub(crate) fn start(article: &Document<'_>, options: &Options, page: &Page<'_>) -> Self {
        let root = article.root();
        let key = root.text(Name::Id).or_else(|| root.text(Name::Url));
        let left = options.limits.capped();
        let lang = root.lang();
        let lang = lang.as_deref().unwrap_or(&options.lang).to_owned();
        let zone = ["published", "updated"]
            .into_iter()
            .find_map(|key| Date::parse(root.says_at(key).trim())?.zone);
        let mut sketch = Self {
            drawing: Drawing::default(),
            outline: Vec::new(),
            length: page.length,
            dir: root.dir().unwrap_or_else(|| direction(&lang)),
            lang,
            zone,
            key: match key {
                Some(key) => key.to_owned(),
                None => root
                    .field(Name::Headline)
                    .map(Reader::plain)
                    .unwrap_or_default(),
            },
            ids: Names::new(page.taken),
            keys: Names::new(""),
            targets: Targets::default(),
            way: Way::default(),
            dated: None,
            end: None,
            level: options.heading_level.clamp(1, 6),
            deeper: Vec::new(),
            sections: 0,
            section_depth: 0,
            depth: 0,
            places: Vec::new(),
            before: 0,
            custom: Vec::new(),
            regions: 0,
            left,
            inner: left.blocks,
            over: 0,
        };
        sketch.drawing.room = left.runs;
        sketch.with_pen(article, options, page, |pen, root| pen.head(root));
        sketch
    }

    /// Whether all of it is drawn.
    #[cfg(all(target_arch = "wasm32", feature = "js"))]
    pub(crate) fn is_done(&self) -> bool {
        self.end.is_some()
    }

    /// Whether there is more of it than is drawn.
    #[cfg(all(target_arch = "wasm32", feature = "js"))]
    pub(crate) fn is_cut(&self) -> bool {
        self.over > 0
    }

    /// Draws on, block by block, until there are that many operations or all is done.
    pub(crate) fn go_on(
        &mut self,
        article: &Document<'_>,
        options: &Options,
        page: &Page<'_>,
        enough: usize,
    ) {
        self.with_pen(article, options, page, |pen, root| pen.body(root, enough));
    }

    /// Hands over what was drawn since this was asked last.
    #[cfg(all(target_arch = "wasm32", feature = "js"))]
    pub(crate) fn take(&mut self) -> (Drawing, Vec<[u32; 3]>) {
        self.before += self.drawing.ops.len();
        self.left.runs = self.drawing.room;
        let next = self.drawing.next();
        (
            std::mem::replace(&mut self.drawing, next),
            std::mem::take(&mut self.places),
        )
    }

    /// Puts the reading time, which is known and drawn last, where it belongs. For who prints, once all is drawn.
    pub(crate) fn close(&mut self) {
        if let (Some(place), Some(end)) = (self.dated, self.end) {
            self.drawing.fill_late(place, end);
        }
    }

    fn with_pen(
        &mut self,
        article: &Document<'_>,
        options: &Options,
        page: &Page<'_>,
        work: impl FnOnce(&mut Pen<'_>, Reader<'_>),
    ) {
        let root = article.root();
        let (lang, dir) = (self.lang.clone(), self.dir);
        let plain;
        let tables = if page.tables.is_empty() {
            plain = Tables::of(&lang);
            &plain
        } else {
            &page.tables
        };
        let locale = Locale::new(&lang, tables, &options.labels);
        let mut pen = Pen {
            sketch: self,
            options,
            locale: &locale,
            lang: &lang,
            dir,
            held: Held::Nothing,
            sensitive: false,
            next: Next::default(),
        };
        work(&mut pen, root);
    }
}

/// What the page knows and nobody chose.
#[derive(Default)]
pub(crate) struct Page<'p> {
    pub(crate) tables: Tables<'p>,
    /// The ids that stand on it already, a line each.
    pub(crate) taken: &'p str,
    /// How long the rest of the article is, if this is a part of it.
    pub(crate) length: Length,
}

/// Draws an article at once, to be printed; what is wrong with it is noted there.
pub(crate) fn draw(article: &Document<'_>, options: &Options) -> Drawing {
    draw_all(article, options).drawing
}

/// The same with the outline and the number of words.
pub(crate) fn draw_all(article: &Document<'_>, options: &Options) -> Sketch {
    let page = Page::default();
    let mut sketch = Sketch::start(article, options, &page);
    sketch.go_on(article, options, &page, usize::MAX);
    sketch.close();
    sketch
}

/// What draws: the drawing so far, and what is known at the place where it stands.
pub(crate) struct Pen<'d> {
    sketch: &'d mut Sketch,
    options: &'d Options,
    locale: &'d Locale<'d>,
    lang: &'d str,
    dir: Direction,
    held: Held,
    /// Whether what is drawn is shown to nobody who doesn't ask for it.
    sensitive: bool,
    next: Next,
}

/// What the next block's element is to carry.
#[derive(Default)]
struct Next {
    /// Whether it carries the block's kind and key.
    keyed: bool,
    /// The place left for its key.
    key: Option<usize>,
    id: Option<String>,
}

impl<'d> Pen<'d> {
    /// All before the first block.
    fn head(&mut self, article: Reader<'_>) {
        article.check_fields(fields::ARTICLE, &[]);
        self.find_targets(article);
        self.list_sections(article);
        self.name_targets();
        let headline = self.id("-headline".to_owned());
        self.open(El::Article, Class::Aw);
        self.attr(Attr::Lang, self.lang);
        self.attr(Attr::Dir, self.dir.as_str());
        self.attr(Attr::AriaLabelledby, &headline);
        match self.options.theme {
            Theme::Auto => {}
            Theme::System => self.fixed(Fixed::SystemTheme),
            Theme::Light => self.fixed(Fixed::LightTheme),
            Theme::Dark => self.fixed(Fixed::DarkTheme),
        }
        if !self.options.print_open {
            self.fixed(Fixed::PrintAsIs);
        }
        // Where a fragment leads to is corrected by the script.
        if article.length() > LONG && self.options.interactive {
            self.fixed(Fixed::Long);
        }
        self.header(article, &headline);
    }

    /// Blocks, until there are that many operations; behind the last, what stands below them.
    fn body(&mut self, article: Reader<'_>, enough: usize) {
        if !self.walk(article, enough) {
            return;
        }
        // What is missing is missing here; but the footer, too, may be too long.
        self.cut_notice(article);
        self.footer(article);
        self.cut_notice(article);
        self.check_targets(article);
        self.close();
        self.sketch.end = Some(self.mark());
        self.reading_time();
    }

    /// An id on the page, with the host page's prefix.
    fn id(&mut self, slug: String) -> String {
        self.sketch
            .ids
            .mint([&self.options.id_prefix, slug.as_str()].concat())
    }

    fn word(&self, word: Word) -> &'d str {
        self.locale.get(word)
    }

    /// Where the article's language has no words, ours are English.
    fn tongue_of_words(&mut self) {
        if self.locale.foreign {
            self.attr(Attr::Lang, "en");
            if self.dir == Direction::Rtl {
                self.fixed(Fixed::DirLtr);
            }
        }
    }

    /// A word of ours as all that the open element holds; closes it.
    fn fill_word(&mut self, word: Word) {
        self.tongue_of_words();
        self.sketch.drawing.fill(self.locale.get(word));
    }

    /// An element with nothing in it but a text of ours.
    fn leaf_word(&mut self, element: El, class: Class, text: &str) {
        self.open(element, class);
        self.tongue_of_words();
        self.sketch.drawing.fill(text);
    }

    /// A text of ours.
    fn say_word(&mut self, text: &str) {
        if self.locale.foreign {
            self.leaf_word(El::Span, Class::None, text);
        } else {
            self.say(text);
        }
    }

    fn open(&mut self, element: El, class: Class) {
        self.sketch.drawing.open(element, class);
    }

    fn close(&mut self) {
        self.sketch.drawing.close();
    }

    fn leaf(&mut self, element: El, class: Class, text: &str) {
        self.sketch.drawing.open(element, class);
        self.sketch.drawing.fill(text);
    }

    fn attr(&mut self, attribute: Attr, value: &str) {
        self.sketch.drawing.attr(attribute, value);
    }

    fn fixed(&mut self, attribute: Fixed) {
        self.sketch.drawing.fixed(attribute);
    }

    /// Words of the widget's own.
    fn say(&mut self, text: &str) {
        self.sketch.drawing.run(text);
    }

    fn mark(&self) -> Mark {
        self.sketch.drawing.mark()
    }

    /// Where an address leads from this page, if the page lets it; and whether that is elsewhere.
    fn placed<'a>(&self, address: &'a Address<'_>, kind: &str) -> (Option<Address<'a>>, bool) {
        let resolved = match &self.options.base_url {
            Some(base) => address.resolved(base),
            None => address.borrowed(),
        };
        let Some(rewrite) = &self.options.rewrite_url else {
            return (Some(resolved), false);
        };
        let rewritten = rewrite.call(resolved.as_str(), kind);
        let elsewhere = rewritten
            .as_ref()
            .is_some_and(|other| other != resolved.as_str());
        let checked = rewritten.and_then(|other| {
            let checked = if kind == "link" {
                Address::link(&other)
            } else {
                Address::media(&other)
            };
            checked.map(Address::into_owned)
        });
        (checked, elsewhere)
    }

    /// An address that something is loaded from.
    fn address(&mut self, attribute: Attr, address: &Address<'_>, kind: &str) {
        if let (Some(address), _) = self.placed(address, kind) {
            self.sketch.drawing.address(attribute, &address);
        }
    }

    /// Opens a link, or a mere span if there is nowhere to go.
    fn link(&mut self, class: Class, url: Option<&Address<'_>>) {
        let placed = match url {
            Some(url) if url.as_str().starts_with('#') && url.as_str() != "#" => {
                self.target(url.as_str())
            }
            Some(url) => self.placed(url, "link").0,
            None => None,
        };
        match placed {
            Some(url) => {
                self.open(El::A, class);
                self.sketch.drawing.address(Attr::Href, &url);
            }
            // It must not look like a link.
            None if class == Class::Link => self.open(El::Span, Class::None),
            None => self.open(El::Span, class),
        }
    }

    /// Opens a heading of that level; beyond 6 the level is told by attribute.
    fn heading(&mut self, level: u8, class: Class) {
        let element = match level {
            0 | 1 => El::H1,
            2 => El::H2,
            3 => El::H3,
            4 => El::H4,
            5 => El::H5,
            _ => El::H6,
        };
        self.open(element, class);
        if level > 6 {
            self.sketch
                .drawing
                .number(Attr::AriaLevel, u32::from(level));
        }
    }

    /// The level of a heading right below this place.
    fn below(&self) -> u8 {
        self.sketch.level + self.sketch.deeper.len() as u8 + 1
    }
}
