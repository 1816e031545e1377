//! The tree to blocks.

use super::chrome::is_chrome;
use super::figure::{is_caption_box, is_gallery};
use super::flow::Flow;
use super::formatting::{Format, language};
use super::place::Place;
use super::section::is_collapsible;
use super::tree::{Content, Id, Tree};
use super::{embed, own, picture, quote, table, word};
use crate::import::inline::Style;
use crate::import::inline_text::{flatten, flatten_all, is_blank, join, visit_inlines};
use crate::import::names::Names;
use crate::import::{Chrome, Context, Resolved, copied, nitf, wordpress};
use crate::model::{Block, Common, Heading, Image, Inline, Paragraph, Run, Slot};

/// Blocks in more blocks than these are taken out of them. The reader shows 64 levels; JSON has up to three for each.
pub(super) const MAX_DEPTH: usize = 24;

/// What differs between the formats that hold HTML.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Rules {
    /// Whether a paragraph that is only the URL of a post or player embeds it.
    pub(crate) bare_urls: bool,
    /// Whether comments are those of the block editor of WordPress.
    pub(crate) wordpress: bool,
    /// Whether elements of NITF are known.
    pub(crate) nitf: bool,
}

pub(crate) struct Walker<'w, 'o> {
    pub(crate) cx: &'w mut Context<'o>,
    pub(crate) tree: &'w Tree<'w>,
    pub(super) place: Place<'w>,
    pub(super) rules: Rules,
    pub(crate) blocks: Vec<Block>,
    pub(super) flow: Flow,
    /// The common fields of the paragraph under construction.
    pub(super) common: Common,
    /// The inline elements around the current place, and what they do.
    pub(super) active: Vec<(Id, Format)>,
    /// Those of them whose end tag was inside a block.
    pub(super) ended: Vec<Id>,
    pub(super) style: Style,
    pub(super) depth: usize,
    /// Whether an element was handled otherwise, by its number.
    skipped: Vec<bool>,
    /// Whether white space counts.
    pub(super) pre: bool,
    /// The ids that links in the source lead to.
    pub(super) targets: Names,
    /// Those of them that a block has.
    pub(super) assigned: Names,
    pub(super) left_out: usize,
    /// In an article that this crate rendered, what its ids begin with.
    pub(super) own_prefix: Option<String>,
    /// Ids of the key events of an article of ours.
    pub(crate) key_events: Names,
}

impl<'w, 'o> Walker<'w, 'o> {
    pub(crate) fn new(
        cx: &'w mut Context<'o>,
        tree: &'w Tree<'w>,
        place: Place<'w>,
        rules: Rules,
    ) -> Self {
        let targets = tree
            .descendants(super::tree::ROOT)
            .filter_map(|id| tree.attribute(id, "href")?.trim().strip_prefix('#'))
            .filter(|target| !target.is_empty())
            .collect();
        Self {
            cx,
            tree,
            place,
            rules,
            blocks: Vec::new(),
            flow: Flow::default(),
            common: Common::default(),
            active: Vec::new(),
            ended: Vec::new(),
            style: Style::default(),
            depth: 0,
            skipped: Vec::new(),
            pre: false,
            targets,
            assigned: Names::default(),
            left_out: 0,
            own_prefix: None,
            key_events: Names::default(),
        }
    }

    /// The blocks in an element, from its first child to its last.
    pub(crate) fn run(&mut self, container: Id) -> Vec<Block> {
        self.children(container);
        self.flush();
        std::mem::take(&mut self.blocks)
    }

    /// Takes away links to places that no block has, and reports what was left out.
    pub(crate) fn finish(&mut self, blocks: &mut [Block]) {
        let assigned = &self.assigned;
        let dead = |href: &Option<String>| {
            href.as_deref()
                .and_then(|href| href.strip_prefix('#'))
                .is_some_and(|target| assigned.get(target).is_none())
        };
        visit_inlines(blocks, &mut |text| {
            unlink(text, &dead);
        });
        if let Some(at) = self.tree.too_deep {
            let path = self.place.path(self.tree.source, at);
            self.cx.warn(
                "too-deep",
                &path,
                "Elements are nested too deep from here on; their text stays, without them.",
            );
        }
        if self.left_out > 0 {
            let message = format!("{} words around the article were left out.", self.left_out);
            let path = self.place.path(self.tree.source, 0);
            self.cx.warn("left-out", &path, message);
        }
    }

    /// In an article that this crate rendered, what its ids begin with.
    pub(super) fn own_prefix(&self) -> Option<&str> {
        self.own_prefix.as_deref()
    }

    pub(crate) fn path(&self, id: Id) -> String {
        let at = self.tree.node(id).map_or(0, |node| node.start);
        self.place.path(self.tree.source, at)
    }

    /// Leaves out elements that were handled otherwise.
    pub(crate) fn skip(&mut self, ids: impl IntoIterator<Item = Id>) {
        for id in ids {
            if self.skipped.len() <= id as usize {
                self.skipped.resize(id as usize + 1, false);
            }
            if let Some(skipped) = self.skipped.get_mut(id as usize) {
                *skipped = true;
            }
        }
    }

    pub(crate) fn left_out(&mut self, id: Id) {
        self.left_out += self.tree.words(id).split_whitespace().count();
    }

    pub(crate) fn children(&mut self, id: Id) {
        let tree = self.tree;
        for child in tree.children(id) {
            self.node(child);
        }
    }

    pub(super) fn node(&mut self, id: Id) {
        let tree = self.tree;
        match tree.node(id).map(|node| &node.content) {
            Some(Content::Text(text)) if self.pre => self.flow.push_lines(text, &self.style),
            Some(Content::Text(text)) => self.flow.push(text, &self.style),
            Some(Content::FormatEnd(format)) => {
                self.ended.push(*format);
                self.restyle();
            }
            Some(Content::Element(..)) => self.element(id),
            Some(Content::Comment(text)) if self.rules.wordpress => {
                wordpress::comment(self, id, text)
            }
            Some(Content::Comment(_)) | None => {}
        }
    }

    /// The link around the current place.
    pub(crate) fn link(&self) -> Option<String> {
        self.style.href.clone()
    }

    /// Ends the paragraph under construction.
    pub(crate) fn flush(&mut self) {
        let flow = std::mem::take(&mut self.flow);
        if flow.is_blank() {
            return;
        }
        let text = flow.builder.finish();
        let common = self.common.clone();
        // The next paragraph has an id of its own.
        self.common.id = None;
        if self.rules.bare_urls
            && let Some(block) = self.bare_url(&text)
        {
            self.blocks.push(block);
            return;
        }
        let mut paragraph = Paragraph::new(text);
        paragraph.common = common;
        self.blocks.push(paragraph.into());
    }

    fn bare_url(&mut self, text: &Inline) -> Option<Block> {
        let url = match text {
            Inline::Text(text) => text.trim(),
            Inline::Span(span) if span.href.as_deref() == Some(span.text.trim()) => {
                span.text.trim()
            }
            _ => return None,
        };
        let path = self.place.path(self.tree.source, 0);
        embed::is_embeddable(url)
            .then(|| self.cx.external(url, None, &path))
            .flatten()
    }

    pub(crate) fn push(&mut self, block: impl Into<Block>) {
        self.push_block(block.into());
    }

    fn push_block(&mut self, block: Block) {
        self.flush();
        self.blocks.push(block);
    }

    /// Adds a block with the id and language of its element.
    pub(crate) fn push_from(&mut self, id: Id, block: impl Into<Block>) {
        // The paragraph before it is the first to have the id that both could have.
        self.flush();
        let common = self.common_of(id);
        self.push_with(common, block.into());
    }

    /// Adds a block with these common fields, if it can have any.
    pub(super) fn push_with(&mut self, common: Common, mut block: Block) {
        if let Some(own) = block.common_mut() {
            *own = common;
        }
        self.push_block(block);
    }

    pub(crate) fn common_of(&mut self, id: Id) -> Common {
        let tree = self.tree;
        let target = tree
            .attribute(id, "id")
            .filter(|name| self.targets.get(name).is_some() && self.assigned.get(name).is_none())
            .map(str::to_owned);
        if let Some(target) = &target {
            self.assigned.insert(target, 0);
        }
        let (lang, dir) = language(tree, id);
        Common {
            id: target,
            lang,
            dir,
            ..Common::default()
        }
    }

    pub(crate) fn keep_white_space(&mut self, keep: bool) {
        self.pre = keep;
    }

    /// Makes a name one that links in the article lead to.
    pub(crate) fn assign(&mut self, id: &str) {
        self.assigned.insert(id, 0);
    }

    /// The blocks inside an element, apart from those outside it.
    pub(crate) fn collect(&mut self, id: Id) -> Vec<Block> {
        self.flush();
        let outside = std::mem::take(&mut self.blocks);
        let common = std::mem::take(&mut self.common);
        self.depth += 1;
        self.children(id);
        self.flush();
        self.depth -= 1;
        self.common = common;
        std::mem::replace(&mut self.blocks, outside)
    }

    /// Whether another level of blocks is allowed; otherwise it is reported.
    pub(super) fn may_nest(&mut self, id: Id) -> bool {
        if self.depth < MAX_DEPTH {
            return true;
        }
        let path = self.path(id);
        self.cx.warn_once(
            "too-deep",
            "",
            &path,
            "Blocks are nested too deep; their content follows in order.",
        );
        false
    }

    /// The text inside an element in one piece, and the blocks in it that have more than text.
    pub(crate) fn inline_and_rest(&mut self, id: Id) -> (Inline, Vec<Block>) {
        let mut rest = Vec::new();
        let mut parts = Vec::new();
        for block in self.collect(id) {
            match &block {
                Block::Image(_)
                | Block::Gallery(_)
                | Block::Video(_)
                | Block::Audio(_)
                | Block::Embed(_)
                | Block::Post(_)
                | Block::Table(_)
                | Block::Slot(_)
                | Block::Other(_) => rest.push(block),
                _ => parts.push(flatten(&block)),
            }
        }
        (join(parts, "\n"), rest)
    }

    /// The text inside an element as inline text, whatever is in it.
    pub(crate) fn line(&mut self, id: Id) -> Inline {
        flatten_all(&self.collect(id))
    }

    /// Adds what is in an element, as blocks apart from what is around it.
    pub(crate) fn block(&mut self, id: Id) {
        self.flush();
        self.children(id);
        self.flush();
    }

    pub(super) fn paragraph(&mut self, id: Id) {
        self.flush();
        let common = self.common_of(id);
        self.paragraph_with(id, common);
    }

    pub(crate) fn paragraph_with(&mut self, id: Id, common: Common) {
        self.flush();
        let outside = std::mem::replace(&mut self.common, common);
        self.children(id);
        self.flush();
        self.common = outside;
    }

    fn element(&mut self, id: Id) {
        let tree = self.tree;
        let name = tree.name(id);
        if self.skipped.get(id as usize) == Some(&true) {
            return;
        }
        if own::element(self, id) || self.rules.nitf && nitf::element(self, id) {
            return;
        }
        if let Some(slot) = self.slot(id) {
            self.push(Slot::new(slot));
            return;
        }
        if self.cx.options.chrome == Chrome::Drop && is_chrome(tree, id) {
            self.left_out(id);
            return;
        }
        if embed::element(self, id) {
            return;
        }
        match name {
            "script" => self.script(id),
            "style" | "template" | "head" | "title" | "meta" | "link" | "base" | "param"
            | "source" | "track" | "area" | "col" | "colgroup" | "datalist" => {}
            "noscript" => picture::noscript(self, id),
            "br" => self.line_break(),
            "p" if word::is_item(tree, id) => word::list(self, id),
            "p" if tree.has_class(id, "MsoTitle") => self.heading(id),
            "p" if tree.has_class(id, "MsoQuote") || tree.has_class(id, "MsoIntenseQuote") => {
                self.quote(id)
            }
            "p" => self.paragraph(id),
            "drupal-media" | "drupal-entity" => self.reference(id),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(id),
            "span" | "i" if is_ornament(tree, id) => {}
            "div" | "aside" | "section"
                if quote::is_pullquote(tree, id) && tree.find_named(id, "blockquote").is_none() =>
            {
                self.quote(id)
            }
            "div" if is_collapsible(tree, id) => self.collapsible(id),
            "div" if tree.has_class(id, "kg-callout-card") => self.aside(id),
            // The buttons and times of a player that a script runs.
            "div" if tree.has_class(id, "kg-audio-player") => self.left_out(id),
            "ul" | "ol" | "menu" | "dir" => self.list(id),
            "dl" => self.definitions(id),
            "blockquote" => self.quote(id),
            "figure" => self.figure(id),
            "img" | "amp-img" | "picture" => picture::element(self, id),
            "table" if is_caption_box(tree, id) => self.figure(id),
            "table" => table::element(self, id),
            "pre" | "listing" | "xmp" => self.preformatted(id),
            "hr" => self.push_from(id, Block::divider()),
            "details" => self.details(id),
            "aside" => self.aside(id),
            // The button is another link to the same file.
            "a" if tree.has_class(id, "wp-block-file__button") => {
                self.flush();
                let formats = self.formats(id);
                self.formatted(id, formats);
                self.flush();
            }
            "svg" | "math" | "canvas" => self.graphic(id),
            "input" => self.input(id),
            "q" => self.quoted(id),
            "wp-media" => wordpress::media(self, id),
            _ if is_caption_box(tree, id) => self.figure(id),
            _ if is_gallery(tree, id) => self.gallery(id),
            _ if is_block(name) => {
                if tree.attribute(id, "lang").is_some() || tree.attribute(id, "id").is_some() {
                    self.paragraph(id);
                } else {
                    self.block(id);
                }
            }
            _ => {
                let formats = self.formats(id);
                self.formatted(id, formats);
            }
        }
    }

    /// The slot that the caller wants in place of an element: by its tag, its id or one of its classes.
    fn slot(&self, id: Id) -> Option<&'o str> {
        let options: &'o crate::import::Options = self.cx.options;
        let is_named = |slot: &&String| {
            self.tree.name(id) == slot.as_str()
                || self.tree.value(id, "id") == Some(slot)
                || self.tree.has_class(id, slot)
        };
        options.slots.iter().find(is_named).map(String::as_str)
    }

    pub(super) fn line_break(&mut self) {
        if self.flow.last == Some('\n') && !self.pre && self.own_prefix().is_none() {
            // Two in a row are a new paragraph.
            self.flush();
        } else if self.flow.last.is_some() {
            self.flow.push_break(&self.style);
        }
    }

    /// Media of Drupal, which are elsewhere.
    pub(super) fn reference(&mut self, id: Id) {
        let tree = self.tree;
        let path = self.path(id);
        let uuid = tree.value(id, "data-entity-uuid").unwrap_or_default();
        match self.cx.resolve("media", uuid, &path) {
            Some(Resolved::Image(image)) => self.push_from(id, Image::clone(image)),
            Some(Resolved::Block(block)) => self.push_from(id, copied(block)),
            Some(Resolved::Link(url)) => {
                let url = url.clone();
                let block = self.cx.external(&url, None, &path);
                block
                    .into_iter()
                    .for_each(|block| self.push_from(id, block));
            }
            None => {}
        }
        if let Some(caption) = tree.value(id, "data-caption") {
            let caption = super::inline(self.cx, caption, &path);
            self.push(Block::paragraph(caption));
        }
    }

    pub(super) fn heading(&mut self, id: Id) {
        let tree = self.tree;
        let level = tree
            .name(id)
            .strip_prefix('h')
            .and_then(|level| level.parse().ok())
            .unwrap_or(if tree.name(id) == "p" { 1 } else { 2 });
        let (text, rest) = self.inline_and_rest(id);
        if !is_blank(&text) {
            let mut heading = Heading::new(text);
            heading.level = Some(level);
            self.push_from(id, heading);
        }
        self.blocks.extend(rest);
    }

    pub(super) fn input(&mut self, id: Id) {
        let tree = self.tree;
        if tree.attribute(id, "type") == Some("checkbox")
            && tree.ancestors(id).any(|outer| tree.name(outer) == "li")
        {
            let sign = if tree.attribute(id, "checked").is_some() {
                "☑ "
            } else {
                "☐ "
            };
            let style = self.style.clone();
            self.flow.push(sign, &style);
        }
    }

    /// Adds content that is where none is allowed, such as beside the rows of a table.
    pub(crate) fn stray(&mut self, id: Id) {
        self.node(id);
    }

    /// Adds text at the current place.
    pub(crate) fn push_text(&mut self, text: &str) {
        let style = self.style.clone();
        self.flow.push(text, &style);
    }
}

fn unlink(text: &mut Inline, dead: &dyn Fn(&Option<String>) -> bool) {
    let free = |run: &mut Run| {
        if let Run::Span(span) = run
            && dead(&span.href)
        {
            span.href = None;
            span.title = None;
            if span.marks.is_empty() && span.lang.is_none() && span.dir.is_none() {
                *run = Run::Text(std::mem::take(&mut span.text));
            }
        }
    };
    let touched = match text {
        Inline::Text(_) => false,
        Inline::Span(span) => dead(&span.href),
        Inline::Runs(runs) => runs
            .iter()
            .any(|run| matches!(run, Run::Span(span) if dead(&span.href))),
    };
    if touched {
        let mut runs = text.runs();
        runs.iter_mut().for_each(free);
        *text = join(
            runs.into_iter()
                .map(|run| Inline::Runs(vec![run]))
                .collect(),
            "",
        );
    }
}

/// Whether an element is a sign without words, which a reader's voice skips.
fn is_ornament(tree: &Tree<'_>, id: Id) -> bool {
    let is_inner = |inner: Id| matches!(tree.name(inner), "" | "span" | "i");
    tree.attribute(id, "aria-hidden") == Some("true")
        && tree.descendants(id).all(is_inner)
        && !tree
            .text(id)
            .contains(|c: char| c.is_ascii_alphanumeric() || !c.is_ascii())
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "dialog"
            | "div"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "footer"
            | "form"
            | "frameset"
            | "header"
            | "hgroup"
            | "legend"
            | "li"
            | "main"
            | "nav"
            | "optgroup"
            | "option"
            | "search"
            | "section"
            | "select"
            | "summary"
            | "tbody"
            | "td"
            | "textarea"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
    )
}
