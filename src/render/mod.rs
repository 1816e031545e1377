//! Renders an article to an operation buffer; one file for each visible region.

mod block;
mod budget;
mod fallback;
mod footer;
mod header;
mod ids;
mod inline;
mod live;
mod math;
mod notes;
mod ops;
mod options;
mod plan;
mod post;
mod reading_time;
mod section;
mod share;
mod targets;
mod toolbar;
mod vocabulary;

pub use budget::Limits;
pub(crate) use ids::hash;
#[cfg(feature = "importers")]
pub(crate) use ids::slug;
#[cfg(feature = "importers")]
pub(crate) use math::{is_math_attribute, is_math_element, is_math_token};
pub(crate) use ops::{DisplayList, OpBuffer, op, operations, utf16_len};
pub use options::{Media, Options, Rewrite, Sections, Theme, Tweets};
#[cfg(all(target_arch = "wasm32", any(feature = "js", feature = "page")))]
pub(crate) use vocabulary::vocabulary;
pub(crate) use vocabulary::{Attr, Class, StaticAttr, Tag};

use serde::Serialize;

use crate::article::{DateTime, Direction, Document, body_of, fields, is_lone_post};
use crate::json::{Cursor, Name};
use crate::locale::{Locale, LocaleData, MessageId, direction};
use crate::url::Address;
use ops::Checkpoint;
use plan::Plan;
use post::{MediaGate, Origin};
pub(crate) use reading_time::WordCount;
use section::BodyStack;

/// Size of the JSON, about eighty blocks, from which sections are laid out lazily.
const LONG_ARTICLE_BYTES: usize = 30_000;

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

/// State of an incremental rendering that survives between chunks.
#[cfg_attr(
    not(all(target_arch = "wasm32", any(feature = "js", feature = "page"))),
    allow(dead_code)
)]
pub(crate) struct RenderState {
    /// Operations rendered since the last chunk was taken.
    pub(crate) buffer: OpBuffer,
    plan: Plan,
    pub(crate) word_count: WordCount,
    /// The article's language.
    pub(crate) lang: String,
    dir: Direction,
    /// How many minutes the article's times are ahead of UTC, if it says: all times are shown in one zone.
    zone: Option<i32>,
    /// Identifies the article: its id, otherwise its URL, otherwise its headline.
    pub(crate) article_key: String,
    bodies: BodyStack,
    /// Position of the reading time in the first chunk.
    deferred_slot: Option<Checkpoint>,
    /// End of the article; the reading time is rendered after it.
    end: Option<Checkpoint>,
    /// Level of the enclosing heading.
    level: u8,
    /// Author levels of the enclosing plain headings, outermost first.
    heading_stack: Vec<u8>,
    /// Number of sections rendered so far.
    sections: usize,
    section_depth: u8,
    /// Nesting depth of the current block.
    depth: u8,
    /// For each block of the body and its sections: byte offset of its JSON, number of operations before it, and
    /// nesting depth in bodies.
    pub(crate) block_offsets: Vec<[u32; 3]>,
    /// Number of operations in the chunks already taken.
    ops_taken: usize,
    /// Paths of the blocks with a custom renderer, in rendering order.
    pub(crate) custom_blocks: Vec<String>,
    /// How many posts wait for what reads the formats of networks.
    pub(crate) pending_posts: u32,
    /// The byte at which the JSON of each of them starts.
    pub(crate) custom_offsets: Vec<u32>,
    /// The notes to the text so far.
    notes: Vec<notes::NoteEntry>,
    /// Number of scroll regions that have no caption to be named after.
    scroll_region_count: u32,
    /// Remaining budget.
    pub(crate) budget: Limits,
    /// Remaining budget for blocks nested in other blocks.
    nested_block_budget: u32,
    /// Bit set of exceeded limits: 1 blocks, 2 inline runs, 4 posts, 8 pictures, 16 any, 32 notice rendered.
    exceeded: u8,
}

impl RenderState {
    /// Plans the article and renders everything before the first block.
    pub(crate) fn new(article: &Document<'_>, options: &Options, page: &HostContext<'_>) -> Self {
        let root = article.root();
        let key = root.text(Name::Id).or_else(|| root.text(Name::Url));
        let left = options.limits.clamped();
        let lang = article_lang(article, options);
        let zone = ["published", "updated"]
            .into_iter()
            .find_map(|key| DateTime::parse(root.scalar_str(key).trim())?.zone);
        let dir = root.dir().unwrap_or_else(|| direction(&lang));
        if !is_lone_post(root) {
            root.check_fields(fields::ARTICLE, &[]);
        }
        let mut state = Self {
            buffer: OpBuffer::default(),
            plan: Plan::new(root, options, page.reserved_ids),
            word_count: page.word_count,
            dir,
            lang,
            zone,
            article_key: match key {
                Some(key) => key.to_owned(),
                None => root
                    .field(Name::Headline)
                    .map(Cursor::to_plain_text)
                    .unwrap_or_default(),
            },
            bodies: BodyStack::default(),
            deferred_slot: None,
            end: None,
            level: options.heading_level.clamp(1, 6),
            heading_stack: Vec::new(),
            sections: 0,
            section_depth: 0,
            depth: 0,
            block_offsets: Vec::new(),
            ops_taken: 0,
            custom_blocks: Vec::new(),
            pending_posts: 0,
            custom_offsets: Vec::new(),
            notes: Vec::new(),
            scroll_region_count: 0,
            budget: left,
            nested_block_budget: left.blocks,
            exceeded: 0,
        };
        state.buffer.budget = left.runs;
        state.with_renderer(article, options, page, |renderer, root| {
            renderer.render_header(root)
        });
        state
    }

    /// The sections: the planned ones, and those in other blocks as far as they are rendered.
    pub(crate) fn outline(&self) -> &[OutlineEntry] {
        &self.plan.outline
    }

    /// Whether the article is rendered completely.
    #[cfg(all(target_arch = "wasm32", any(feature = "js", feature = "page")))]
    pub(crate) fn is_done(&self) -> bool {
        self.end.is_some()
    }

    /// Whether a limit was exceeded, so the article is truncated.
    #[cfg(all(target_arch = "wasm32", feature = "js"))]
    pub(crate) fn is_truncated(&self) -> bool {
        self.exceeded > 0
    }

    /// Renders more blocks, until the chunk has `max_ops` operations or the article ends.
    pub(crate) fn render_chunk(
        &mut self,
        article: &Document<'_>,
        options: &Options,
        page: &HostContext<'_>,
        max_ops: usize,
    ) {
        self.with_renderer(article, options, page, |renderer, root| {
            renderer.render_body(root, max_ops)
        });
    }

    /// Takes the operations rendered since the last call.
    #[cfg(all(target_arch = "wasm32", any(feature = "js", feature = "page")))]
    pub(crate) fn take_chunk(&mut self) -> (DisplayList, Vec<[u32; 3]>) {
        self.ops_taken += self.buffer.list.ops.len();
        self.budget.runs = self.buffer.budget;
        let next = self.buffer.continuation();
        (
            std::mem::replace(&mut self.buffer, next).list,
            std::mem::take(&mut self.block_offsets),
        )
    }

    /// Moves the reading time, rendered last, to its position in the header. Only for HTML output, at the end.
    pub(crate) fn finish(&mut self) {
        if let (Some(place), Some(end)) = (self.deferred_slot, self.end) {
            self.buffer.fill_slot(place, end);
        }
    }

    fn with_renderer(
        &mut self,
        article: &Document<'_>,
        options: &Options,
        page: &HostContext<'_>,
        work: impl FnOnce(&mut Renderer<'_>, Cursor<'_>),
    ) {
        let root = article.root();
        let (lang, dir) = (self.lang.clone(), self.dir);
        let plain;
        let tables = if page.locale_data.is_empty() {
            plain = LocaleData::for_lang(&lang);
            &plain
        } else {
            &page.locale_data
        };
        let locale = Locale::new(&lang, tables, &options.labels);
        let mut renderer = Renderer {
            state: self,
            options,
            locale: &locale,
            lang: &lang,
            dir,
            media_gate: MediaGate::None,
            sensitive: false,
            origin: None,
            pending: BlockAttrs::default(),
        };
        work(&mut renderer, root);
    }
}

/// The article's own language, otherwise the one that the options have.
pub(crate) fn article_lang(article: &Document<'_>, options: &Options) -> String {
    let own = article.root().lang();
    own.as_deref().unwrap_or(&options.lang).to_owned()
}

/// Facts about the host document, as opposed to `Options`.
#[derive(Default)]
pub(crate) struct HostContext<'p> {
    pub(crate) locale_data: LocaleData<'p>,
    /// Ids already used in the document, one per line.
    pub(crate) reserved_ids: &'p str,
    /// Word count of the rest of the article, if this is a part of one.
    pub(crate) word_count: WordCount,
}

/// Renders a whole article for HTML output; diagnostics are collected on the article.
pub(crate) fn render(article: &Document<'_>, options: &Options) -> RenderState {
    let page = HostContext::default();
    let mut state = RenderState::new(article, options, &page);
    state.render_chunk(article, options, &page, usize::MAX);
    state.finish();
    state
}

/// Render context: the output buffer and everything a block inherits (language, direction, options).
pub(crate) struct Renderer<'d> {
    state: &'d mut RenderState,
    options: &'d Options,
    locale: &'d Locale<'d>,
    lang: &'d str,
    dir: Direction,
    media_gate: MediaGate,
    /// Whether the current media is hidden until the reader asks for it.
    sensitive: bool,
    /// Where the current post is from.
    origin: Option<Origin>,
    pending: BlockAttrs,
}

/// Attributes of the block element that is opened next.
#[derive(Default)]
struct BlockAttrs {
    /// Whether it gets `data-block` and `data-key`.
    top_level: bool,
    /// Operation reserved for its key.
    key: Option<Checkpoint>,
    id: Option<String>,
}

impl<'d> Renderer<'d> {
    /// Everything before the first block.
    fn render_header(&mut self, article: Cursor<'_>) {
        self.state
            .plan
            .list_sections(article, self.options, self.locale);
        let headline = self.state.plan.ids.id("-headline");
        let lone = is_lone_post(article);
        let badge = (self.state.plan.is_running && !lone).then(|| self.state.plan.ids.id("-live"));
        // The card of a post is an article itself.
        self.open(if lone { Tag::Div } else { Tag::Article }, Class::Aw);
        self.attr(Attr::Lang, self.lang);
        self.attr(Attr::Dir, self.dir.as_str());
        match &badge {
            // A screen reader says so with the headline.
            Some(badge) => self.attr(Attr::AriaLabelledby, &[badge, " ", &headline].concat()),
            None if !lone => self.attr(Attr::AriaLabelledby, &headline),
            None => {}
        }
        match self.options.theme {
            Theme::Auto => {}
            Theme::System => self.static_attr(StaticAttr::SystemTheme),
            Theme::Light => self.static_attr(StaticAttr::LightTheme),
            Theme::Dark => self.static_attr(StaticAttr::DarkTheme),
        }
        if !self.options.print_open {
            self.static_attr(StaticAttr::PrintAsIs);
        }
        // Where a fragment leads to is corrected by the script.
        if article.source_len() > LONG_ARTICLE_BYTES && self.options.interactive {
            self.static_attr(StaticAttr::Long);
        }
        if !lone {
            self.header(article, &headline, badge.as_deref());
            self.key_points(article);
        }
        self.push_body(body_of(article), None);
    }

    /// Blocks, until the chunk has `max_ops` operations; after the last one, the footer.
    fn render_body(&mut self, article: Cursor<'_>, max_ops: usize) {
        if !self.render_until(article, max_ops) {
            return;
        }
        // Truncation notice after the body; again after the footer, which can exceed a limit too.
        self.truncation_notice(article);
        if !is_lone_post(article) {
            self.footer(article);
        }
        self.truncation_notice(article);
        self.state.plan.ids.check_targets(article);
        self.close();
        self.state.end = Some(self.checkpoint());
        self.reading_time();
    }

    fn message(&self, word: MessageId) -> &'d str {
        self.locale.get(word)
    }

    /// Interface text is English if the article's language has no translation.
    fn ui_lang_attrs(&mut self) {
        if self.locale.ui_lang_differs {
            self.attr(Attr::Lang, "en");
            if self.dir == Direction::Rtl {
                self.static_attr(StaticAttr::DirLtr);
            }
        }
    }

    /// Interface text as the only content of the open element; closes it.
    fn message_and_close(&mut self, word: MessageId) {
        self.ui_lang_attrs();
        self.state.buffer.text_and_close(self.locale.get(word));
    }

    /// An element that contains only interface text.
    fn ui_element(&mut self, element: Tag, class: Class, text: &str) {
        self.open(element, class);
        self.ui_lang_attrs();
        self.state.buffer.text_and_close(text);
    }

    /// Interface text.
    fn ui_text(&mut self, text: &str) {
        if self.locale.ui_lang_differs {
            self.ui_element(Tag::Span, Class::None, text);
        } else {
            self.push_text(text);
        }
    }

    fn open(&mut self, element: Tag, class: Class) {
        self.state.buffer.open(element, class);
    }

    fn close(&mut self) {
        self.state.buffer.close();
    }

    fn text_element(&mut self, element: Tag, class: Class, text: &str) {
        self.state.buffer.open(element, class);
        self.state.buffer.text_and_close(text);
    }

    fn attr(&mut self, attribute: Attr, value: &str) {
        self.state.buffer.attr(attribute, value);
    }

    fn static_attr(&mut self, attribute: StaticAttr) {
        self.state.buffer.static_attr(attribute);
    }

    /// Text that isn't the author's, in the language of the article or of none.
    fn push_text(&mut self, text: &str) {
        self.state.buffer.text(text);
    }

    fn checkpoint(&self) -> Checkpoint {
        self.state.buffer.checkpoint()
    }

    /// The URL resolved against the base and rewritten by the host, if the host keeps it; and whether it was changed.
    fn resolve_url<'a>(&self, address: &'a Address<'_>, kind: &str) -> (Option<Address<'a>>, bool) {
        let resolved = match &self.options.base_url {
            Some(base) => address.join(base),
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

    /// A URL attribute that loads a resource.
    fn url_attr(&mut self, attribute: Attr, address: &Address<'_>, kind: &str) {
        if let (Some(address), _) = self.resolve_url(address, kind) {
            self.state.buffer.url_attr(attribute, &address);
        }
    }

    /// Opens a link, or a span without a URL.
    fn link(&mut self, class: Class, url: Option<&Address<'_>>) {
        let placed = match url {
            Some(url) if url.as_str().starts_with('#') && url.as_str() != "#" => {
                self.state.plan.ids.target(url.as_str())
            }
            Some(url) => self.resolve_url(url, "link").0,
            None => None,
        };
        match placed {
            Some(url) => {
                self.open(Tag::A, class);
                self.state.buffer.url_attr(Attr::Href, &url);
            }
            // It must not look like a link.
            None if class == Class::Link => self.open(Tag::Span, Class::None),
            None => self.open(Tag::Span, class),
        }
    }

    /// Opens a heading; levels above 6 are set with `aria-level`.
    fn heading(&mut self, level: u8, class: Class) {
        let element = match level {
            0 | 1 => Tag::H1,
            2 => Tag::H2,
            3 => Tag::H3,
            4 => Tag::H4,
            5 => Tag::H5,
            _ => Tag::H6,
        };
        self.open(element, class);
        if level > 6 {
            self.state
                .buffer
                .number_attr(Attr::AriaLevel, u32::from(level));
        }
    }

    /// Level of a heading nested directly here.
    fn child_heading_level(&self) -> u8 {
        self.state.level + self.state.heading_stack.len() as u8 + 1
    }
}
