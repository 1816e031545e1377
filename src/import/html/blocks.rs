//! The tree to blocks.

use std::cell::Cell;
use std::collections::BTreeSet;

use super::tree::{Content, Id, Tree, collapse};
use super::{embed, own, picture, table, word};
use crate::import::inline::{InlineBuilder, Style};
use crate::import::inline_text::{flatten, flatten_all, is_blank, join, visit_inlines};
use crate::import::{Chrome, Context, Resolved, nitf, wordpress};
use crate::model::{
    Block, Code, Common, Direction, FactBox, Gallery, Heading, Image, Inline, Item, List, Mark,
    Paragraph, Pullquote, Quote, Run, Section,
};

/// Blocks in more blocks than these are taken out of them. The reader shows 64 levels; JSON has up to three for each.
const MAX_DEPTH: usize = 24;

/// Where in the source things are, for diagnostics.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Place<'p> {
    /// The HTML is a value at this path.
    Path(&'p str),
    /// The HTML is the input.
    Lines(&'p Lines),
    /// The HTML was printed from the text of these lines: where its pieces come from, as byte of the HTML and byte of the text.
    Printed(&'p str, &'p [(usize, usize)], &'p Lines),
}

/// The lines of a text.
#[derive(Debug)]
pub(crate) struct Lines {
    /// The bytes at which they start.
    starts: Vec<usize>,
    /// The last byte whose column was computed, and that column: the next in a long line is counted from there.
    last: Cell<(usize, usize)>,
}

impl Lines {
    pub(crate) fn new(text: &str) -> Self {
        let behind = text.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            starts: std::iter::once(0).chain(behind).collect(),
            last: Cell::new((0, 1)),
        }
    }

    /// Line and column of a byte, from 1.
    fn position(&self, text: &str, at: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= at).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or_default();
        let (last, column) = self.last.get();
        let (from, before) = if (start..=at).contains(&last) {
            (last, column)
        } else {
            (start, 1)
        };
        let between = text.get(from..at).unwrap_or_default();
        let column = before + between.chars().count();
        self.last.set((at, column));
        (line, column)
    }
}

impl Place<'_> {
    /// The path of a byte of the source.
    pub(crate) fn path(&self, source: &str, at: usize) -> String {
        match self {
            Self::Path(path) => (*path).to_owned(),
            Self::Printed(text, origins, lines) => {
                let piece = origins.partition_point(|(printed, _)| *printed <= at);
                let origin = origins
                    .get(piece.saturating_sub(1))
                    .map_or(0, |(_, origin)| *origin);
                Place::Lines(lines).path(text, origin)
            }
            Self::Lines(lines) => {
                let (line, column) = lines.position(source, at);
                format!("{line}:{column}")
            }
        }
    }
}

/// What an inline element does to its text.
#[derive(Debug, Clone)]
enum Format {
    Mark(Mark),
    Link(Option<String>, Option<String>),
    Language(Option<String>, Option<Direction>),
    /// Marks of an ancestor don't apply.
    Plain,
}

/// Text under construction, with white space collapsed as browsers do.
#[derive(Debug, Default)]
struct Flow {
    builder: InlineBuilder,
    /// The last character so far; a line break at the start.
    last: Option<char>,
}

impl Flow {
    fn push(&mut self, text: &str, style: &Style) {
        let is_white = |c: char| matches!(c, ' ' | '\n' | '\t' | '\r' | '\x0c');
        let mut rest = text;
        while !rest.is_empty() {
            let word = rest.trim_start_matches(is_white);
            if word.len() < rest.len() && !matches!(self.last, None | Some(' ' | '\n')) {
                self.builder.push(" ", style);
                self.last = Some(' ');
            }
            let length = word.find(is_white).unwrap_or(word.len());
            let (word, behind) = word.split_at_checked(length).unwrap_or((word, ""));
            if !word.is_empty() {
                self.builder.push(word, style);
                self.last = Some('x');
            }
            rest = behind;
        }
    }

    /// Adds text as it is, with its line ends.
    fn push_lines(&mut self, text: &str, style: &Style) {
        if text.is_empty() {
            return;
        }
        self.builder.push(&text.replace("\r\n", "\n"), style);
        self.last = text.chars().next_back();
    }

    fn push_break(&mut self, style: &Style) {
        self.builder.trim_end();

        self.builder.push("\n", style);
        self.last = Some('\n');
    }

    fn is_blank(&self) -> bool {
        self.builder.is_blank()
    }
}

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
    place: Place<'w>,
    rules: Rules,
    pub(crate) blocks: Vec<Block>,
    flow: Flow,
    /// The common fields of the paragraph under construction.
    common: Common,
    /// The inline elements around the current place, and what they do.
    active: Vec<(Id, Format)>,
    /// Those of them whose end tag was inside a block.
    ended: Vec<Id>,
    style: Style,
    depth: usize,
    /// Elements that were handled otherwise.
    pub(crate) skipped: BTreeSet<Id>,
    /// Whether white space counts.
    pre: bool,
    /// The ids that links in the source lead to.
    targets: BTreeSet<String>,
    /// Those of them that a block has.
    assigned: BTreeSet<String>,
    left_out: usize,
    /// In an article that this crate rendered, what its ids begin with.
    pub(crate) own_prefix: Option<String>,
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
            .map(str::to_owned)
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
            skipped: BTreeSet::new(),
            pre: false,
            targets,
            assigned: BTreeSet::new(),
            left_out: 0,
            own_prefix: None,
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
                .is_some_and(|target| !assigned.contains(target))
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

    pub(crate) fn path(&self, id: Id) -> String {
        let at = self.tree.node(id).map_or(0, |node| node.start);
        self.place.path(self.tree.source, at)
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

    fn node(&mut self, id: Id) {
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

    fn restyle(&mut self) {
        let mut style = Style::default();
        for (id, format) in &self.active {
            if self.ended.contains(id) {
                continue;
            }
            match format {
                Format::Mark(mark) => style = style.with(*mark),
                Format::Link(href, title) => {
                    style.href = href.clone().or(style.href);
                    style.title = title.clone().or(style.title);
                }
                Format::Language(lang, dir) => {
                    style.lang = lang.clone().or(style.lang);
                    style.dir = dir.or(style.dir);
                }
                Format::Plain => style.marks.clear(),
            }
        }
        self.style = style;
    }

    /// The link around the current place.
    pub(crate) fn link(&self) -> Option<String> {
        self.style.href.clone()
    }

    fn formatted(&mut self, id: Id, formats: Vec<Format>) {
        let before = self.active.len();
        self.active
            .extend(formats.into_iter().map(|format| (id, format)));
        if self.active.len() > before {
            self.restyle();
        }
        self.children(id);
        if self.active.len() > before {
            self.active.truncate(before);
            self.ended.retain(|ended| *ended != id);
            self.restyle();
        }
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
        self.flush();
        self.blocks.push(block.into());
    }

    /// Adds a block with the id and language of its element.
    pub(crate) fn push_from(&mut self, id: Id, block: impl Into<Block>) {
        self.flush();
        let mut block = block.into();
        let common = self.common_of(id);
        if let Some(own) = block.common_mut() {
            *own = common;
        }
        self.blocks.push(block);
    }

    pub(crate) fn common_of(&mut self, id: Id) -> Common {
        let tree = self.tree;
        let target = tree
            .attribute(id, "id")
            .filter(|name| self.targets.contains(*name) && !self.assigned.contains(*name))
            .map(str::to_owned);
        if let Some(target) = &target {
            self.assigned.insert(target.clone());
        }
        let (lang, dir) = language(tree, id);
        Common {
            id: target,
            lang,
            dir,
            published: None,
        }
    }

    pub(crate) fn keep_white_space(&mut self, keep: bool) {
        self.pre = keep;
    }

    /// Makes a name one that links in the article lead to.
    pub(crate) fn assign(&mut self, id: &str) {
        self.assigned.insert(id.to_owned());
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
    fn may_nest(&mut self, id: Id) -> bool {
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

    fn paragraph(&mut self, id: Id) {
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
        if self.skipped.contains(&id) {
            return;
        }
        if own::element(self, id) || self.rules.nitf && nitf::element(self, id) {
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
            | "source" | "track" | "area" | "col" | "colgroup" | "datalist" | "rp" => {}
            "noscript" => picture::noscript(self, id),
            "br" => self.line_break(),
            "p" if word::is_item(tree, id) => word::list(self, id),
            "p" => self.paragraph(id),
            "drupal-media" | "drupal-entity" => self.reference(id),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(id),
            "ul" | "ol" | "menu" | "dir" => self.list(id),
            "dl" => self.definitions(id),
            "blockquote" => self.quote(id),
            "figure" => self.figure(id),
            "img" | "amp-img" | "picture" => picture::element(self, id),
            "table" => table::element(self, id),
            "pre" | "listing" | "xmp" => self.preformatted(id),
            "hr" => self.push_from(id, Block::divider()),
            "details" => self.details(id),
            "aside" => self.aside(id),
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

    fn formats(&mut self, id: Id) -> Vec<Format> {
        let tree = self.tree;
        let mut formats = Vec::new();
        let name = tree.name(id);
        let style = tree.attribute(id, "style").unwrap_or_default();
        let has = |property: &str, value: &str| style_has(style, property, value);
        let normal = has("font-weight", "normal") || has("font-weight", "400");
        let mark = match name {
            "b" | "strong" if !normal => Some(Mark::Strong),
            "i" | "em" | "dfn" | "var" | "cite" if !has("font-style", "normal") => Some(Mark::Em),
            "u" | "ins" => Some(Mark::Underline),
            "s" | "strike" | "del" => Some(Mark::Strike),
            "code" | "kbd" | "samp" | "tt" => Some(Mark::Code),
            "sub" => Some(Mark::Sub),
            "sup" => Some(Mark::Sup),
            "small" => Some(Mark::Small),
            "mark" => Some(Mark::Mark),
            _ => None,
        };
        formats.extend(mark.map(Format::Mark));
        if name == "a" {
            formats.push(self.anchor(id));
        } else if !style.is_empty() {
            if has("font-weight", "bold")
                || ["600", "700", "800", "900"]
                    .iter()
                    .any(|weight| has("font-weight", weight))
            {
                formats.push(Format::Mark(Mark::Strong));
            }
            for (property, value, mark) in [
                ("font-style", "italic", Mark::Em),
                ("text-decoration", "line-through", Mark::Strike),
                ("text-decoration", "underline", Mark::Underline),
                ("vertical-align", "super", Mark::Sup),
                ("vertical-align", "sub", Mark::Sub),
            ] {
                if has(property, value) {
                    formats.push(Format::Mark(mark));
                }
            }
        }
        if name == "b" && normal && !self.active.is_empty() {
            formats.push(Format::Plain);
        }
        let (lang, dir) = language(tree, id);
        if lang.is_some() || dir.is_some() {
            formats.push(Format::Language(lang, dir));
        }
        formats
    }

    fn anchor(&mut self, id: Id) -> Format {
        let tree = self.tree;
        let title = tree.value(id, "title").map(str::to_owned);
        let href = tree.value(id, "href").and_then(|href| {
            if let Some(own) = self
                .own_prefix
                .as_deref()
                .and_then(|prefix| href.strip_prefix('#')?.strip_prefix(prefix))
            {
                return Some(format!("#{own}"));
            }
            if href.starts_with('#') {
                return (href.len() > 1).then(|| href.to_owned());
            }
            let path = self.path(id);
            self.cx.link(href, &path)
        });
        Format::Link(href.clone(), title.filter(|_| href.is_some()))
    }

    fn line_break(&mut self) {
        if self.flow.last == Some('\n') && !self.pre && self.own_prefix.is_none() {
            // Two in a row are a new paragraph.
            self.flush();
        } else if self.flow.last.is_some() {
            self.flow.push_break(&self.style);
        }
    }

    /// Media of Drupal, which are elsewhere.
    fn reference(&mut self, id: Id) {
        let tree = self.tree;
        let path = self.path(id);
        let uuid = tree.value(id, "data-entity-uuid").unwrap_or_default();
        match self.cx.resolve("media", uuid, &path) {
            Some(Resolved::Image(image)) => self.push_from(id, Image::clone(image)),
            Some(Resolved::Block(block)) => self.push_from(id, Block::clone(block)),
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

    fn script(&mut self, id: Id) {
        let tree = self.tree;
        let kind = tree.attribute(id, "type").unwrap_or_default();
        if kind.starts_with("math/") {
            let style = self.style.with(Mark::Code);
            self.flow.push(&tree.text(id), &style);
        }
    }

    fn heading(&mut self, id: Id) {
        let tree = self.tree;
        let level = tree
            .name(id)
            .strip_prefix('h')
            .and_then(|level| level.parse().ok())
            .unwrap_or(2);
        let (text, rest) = self.inline_and_rest(id);
        if !is_blank(&text) {
            let mut heading = Heading::new(text);
            heading.level = Some(level);
            self.push_from(id, heading);
        }
        self.blocks.extend(rest);
    }

    /// The blocks as the content of a list item or the like: inline text if they are one paragraph.
    fn item(blocks: Vec<Block>) -> Item {
        match blocks.as_slice() {
            [Block::Paragraph(paragraph)] if paragraph.common == Common::default() => {
                Item::Text(paragraph.text.clone())
            }
            _ => Item::Blocks(blocks),
        }
    }

    pub(crate) fn list(&mut self, id: Id) {
        let tree = self.tree;
        if is_gallery(tree, id) && self.gallery_items(id) {
            return;
        }
        if !self.may_nest(id) {
            self.block(id);
            return;
        }
        self.flush();
        let common = self.common_of(id);
        let mut items: Vec<Item> = Vec::new();
        for child in tree.children(id) {
            let nested = matches!(tree.name(child), "ul" | "ol" | "menu" | "dir");
            if tree.name(child) == "li" {
                let blocks = self.collect(child);
                // Our own markup has a paragraph only where there are blocks.
                let whole = self.own_prefix.is_some()
                    && tree
                        .children(child)
                        .any(|inner| tree.has_class(inner, "aw-paragraph"));
                if whole {
                    items.push(Item::Blocks(blocks));
                } else if !blocks.is_empty() {
                    items.push(Self::item(blocks));
                }
                continue;
            }
            // What stands beside the items, such as a list in a list: it belongs to the item before it.
            let outside = std::mem::take(&mut self.blocks);
            self.depth += 1;
            self.node(child);
            self.flush();
            self.depth -= 1;
            let blocks = std::mem::replace(&mut self.blocks, outside);
            if blocks.is_empty() {
                continue;
            }
            match items.last_mut().filter(|_| nested) {
                Some(Item::Blocks(last)) => last.extend(blocks),
                Some(last) => {
                    if let Item::Text(text) = last {
                        let paragraph = Block::paragraph(std::mem::take(text));
                        let mut whole = vec![paragraph];
                        whole.extend(blocks);
                        *last = Item::Blocks(whole);
                    }
                }
                None if nested && blocks.len() == 1 => {
                    // A list with nothing but a list in it.
                    if let Some(Block::List(list)) = blocks.into_iter().next() {
                        items.extend(list.items);
                    }
                }
                None => items.push(Self::item(blocks)),
            }
        }
        if items.is_empty() {
            return;
        }
        let mut list = List::new(items);
        if tree.name(id) == "ol" {
            list = list.numbered();
            list.start = tree
                .value(id, "start")
                .and_then(|start| start.parse().ok())
                .filter(|start| *start != 1);
        }
        list.common = common;
        self.push(list);
    }

    fn definitions(&mut self, id: Id) {
        let tree = self.tree;
        self.flush();
        for child in tree.descendants(id).skip(1) {
            // `div`s may group them.
            let parent = tree.parent(child);
            if parent != id && !(tree.name(parent) == "div" && tree.parent(parent) == id) {
                continue;
            }
            match tree.name(child) {
                "div" => {}
                "dt" => {
                    self.flush();
                    self.formatted(child, vec![Format::Mark(Mark::Strong)]);
                    self.flush();
                }
                "" => self.node(child),
                "dd" => self.block(child),
                _ => self.node(child),
            }
        }
        self.flush();
    }

    fn quote(&mut self, id: Id) {
        let tree = self.tree;
        if !self.may_nest(id) {
            self.block(id);
            return;
        }
        let pull = ["pullquote", "pull-quote", "wp-block-pullquote"]
            .iter()
            .any(|class| tree.has_class(id, class))
            || tree
                .ancestors(id)
                .take(2)
                .any(|outer| tree.has_class(outer, "wp-block-pullquote"));
        let cite = self.cite_in(id);
        let blocks = self.collect(id);
        let url = tree.value(id, "cite").and_then(|url| {
            let path = self.path(id);
            self.cx.link(url, &path)
        });
        if blocks.is_empty() && cite.is_none() {
            return;
        }
        if pull {
            let mut quote = Pullquote::new(flatten_all(&blocks));
            quote.cite = cite;
            self.push_from(id, quote);
            return;
        }
        let mut quote = Quote {
            cite,
            url,
            ..Quote::default()
        };
        match Self::item(blocks) {
            Item::Text(text) => quote.text = Some(text),
            Item::Blocks(blocks) => quote.body = blocks,
        }
        self.push_from(id, quote);
    }

    /// The source that a quotation names at its end, which is then not part of the quotation.
    fn cite_in(&mut self, id: Id) -> Option<Inline> {
        let tree = self.tree;
        let last = tree
            .children(id)
            .filter(|child| !tree.name(*child).is_empty() || !tree.text(*child).trim().is_empty());
        let mut last = last.last()?;
        // `<p><cite>…</cite></p>`, or the cite at the end of the last paragraph's own line.
        if tree.name(last) == "p" {
            let inner: Vec<Id> = tree
                .children(last)
                .filter(|child| {
                    !tree.name(*child).is_empty() || !tree.text(*child).trim().is_empty()
                })
                .collect();
            match inner.as_slice() {
                [only] if tree.name(*only) == "cite" => last = *only,
                _ => return None,
            }
        }
        if !matches!(tree.name(last), "cite" | "footer") {
            return None;
        }
        // All of it is the name of a source; that isn't emphasis.
        let cite = self.line(last);
        self.skipped.insert(last);
        (!is_blank(&cite)).then_some(cite)
    }

    fn figure(&mut self, id: Id) {
        let tree = self.tree;
        let caption = tree.find(id, |found| {
            is_caption(tree, found) && nearest_figure(tree, found) == Some(id)
        });
        let (text, credit) = match caption {
            Some(caption) => self.caption(caption),
            None => (None, None),
        };
        let common = self.common_of(id);
        let mut blocks = self.collect(id);
        let is_picture = |block: &Block| matches!(block, Block::Image(_));
        if blocks.len() > 1 && blocks.iter().all(is_picture) {
            let images: Vec<Image> = blocks.drain(..).filter_map(into_image).collect();
            blocks.push(Gallery::new(images).into());
        }
        let count = blocks.len();
        let mut text = text;
        let mut credit = credit;
        if let (1, Some(only)) = (count, blocks.first_mut()) {
            match only {
                Block::Image(block) => {
                    block.image.caption = block.image.caption.take().or_else(|| text.take());
                    block.image.credit = block.image.credit.take().or_else(|| credit.take());
                }
                Block::Gallery(block) if credit.is_none() => {
                    block.caption = block.caption.take().or_else(|| text.take());
                }
                Block::Video(block) => {
                    block.caption = block.caption.take().or_else(|| text.take());
                    block.credit = block.credit.take().or_else(|| credit.take());
                }
                Block::Audio(block) => {
                    block.caption = block.caption.take().or_else(|| text.take());
                    block.credit = block.credit.take().or_else(|| credit.take());
                }
                Block::Table(block) if block.caption.is_none() => block.caption = text.take(),
                Block::Quote(block) if block.cite.is_none() => block.cite = text.take(),
                Block::Pullquote(block) if block.cite.is_none() => block.cite = text.take(),
                Block::Embed(block) if block.title.is_none() => {
                    block.title = text.take().map(|text| text.to_plain_text());
                }
                _ => {}
            }
            if let Some(own) = only.common_mut() {
                own.id = own.id.take().or(common.id);
                own.lang = own.lang.take().or(common.lang);
                own.dir = own.dir.take().or(common.dir);
            }
        }
        self.blocks.append(&mut blocks);
        let rest = join(text.into_iter().chain(credit.map(Inline::from)), "\n");
        if !is_blank(&rest) {
            self.blocks.push(Block::paragraph(rest));
        }
    }

    /// A caption without its credit, and the credit.
    pub(crate) fn caption(&mut self, id: Id) -> (Option<Inline>, Option<String>) {
        let tree = self.tree;
        let credit = tree.find(id, |found| {
            tree.has_class(found, "credit")
                || tree.attribute(found, "itemprop") == Some("copyrightHolder")
                || tree.name(found) == "small"
                || tree.attribute(found, "class").is_some_and(|class| {
                    class
                        .split_ascii_whitespace()
                        .any(|class| class.ends_with("credit") || class.ends_with("copyright"))
                })
        });
        let words = credit
            .map(|credit| tree.words(credit))
            .filter(|words| !words.is_empty());
        if words.is_some() {
            self.skipped.extend(credit);
        }
        let text = self.line(id);
        self.skipped.insert(id);
        ((!is_blank(&text)).then_some(text), words)
    }

    fn gallery(&mut self, id: Id) {
        if !self.gallery_items(id) {
            self.block(id);
        }
    }

    /// Adds a gallery if the element holds nothing but pictures.
    fn gallery_items(&mut self, id: Id) -> bool {
        let tree = self.tree;
        let pictures = tree
            .descendants(id)
            .filter(|found| matches!(tree.name(*found), "img" | "amp-img"))
            .count();
        if pictures < 2 {
            return false;
        }
        self.flush();
        let outside = std::mem::take(&mut self.blocks);
        self.depth += 1;
        for child in tree.children(id) {
            if matches!(tree.name(child), "li") {
                self.block(child);
            } else {
                self.node(child);
            }
        }
        self.flush();
        self.depth -= 1;
        let blocks = std::mem::replace(&mut self.blocks, outside);
        if blocks.len() > 1 && blocks.iter().all(|block| matches!(block, Block::Image(_))) {
            let images: Vec<Image> = blocks.into_iter().filter_map(into_image).collect();
            self.push_from(id, Gallery::new(images));
        } else {
            self.blocks.extend(blocks);
        }
        true
    }

    fn preformatted(&mut self, id: Id) {
        let tree = self.tree;
        self.flush();
        if tree.has_class(id, "wp-block-verse") {
            let before = std::mem::replace(&mut self.pre, true);
            self.paragraph(id);
            self.pre = before;
            return;
        }
        let mut text = String::new();
        for node in tree.descendants(id) {
            match tree.node(node).map(|node| &node.content) {
                Some(Content::Text(part)) => text.push_str(part),
                Some(Content::Element(name, _)) if name == "br" => text.push('\n'),
                _ => {}
            }
        }
        let text = text.replace("\r\n", "\n");
        // The parser of a browser drops the first line end.
        let text = text.strip_prefix('\n').unwrap_or(&text);
        let text = text.trim_end_matches(['\n', ' ']);
        if text.trim().is_empty() {
            return;
        }
        let mut code = Code::new(text);
        code.language = code_language(tree, id);
        self.push_from(id, code);
    }

    fn details(&mut self, id: Id) {
        let tree = self.tree;
        if !self.may_nest(id) {
            self.block(id);
            return;
        }
        let summary = tree
            .children(id)
            .find(|child| tree.name(*child) == "summary");
        let (heading, mut first) = match summary {
            Some(summary) => {
                let found = self.inline_and_rest(summary);
                self.skipped.insert(summary);
                found
            }
            None => (Inline::default(), Vec::new()),
        };
        let body = self.collect(id);
        first.extend(body);
        if is_blank(&heading) {
            self.blocks.extend(first);
            return;
        }
        let mut section = Section::new(heading).body(first);
        section.open = Some(tree.attribute(id, "open").is_some());
        self.push_from(id, section);
    }

    fn aside(&mut self, id: Id) {
        if !self.may_nest(id) {
            self.block(id);
            return;
        }
        let mut body = self.collect(id);
        if body.is_empty() {
            return;
        }
        let heading = match body.first() {
            Some(Block::Heading(heading)) if body.len() > 1 => Some(heading.text.clone()),
            _ => None,
        };
        if heading.is_some() {
            body.remove(0);
        }
        let mut fact_box = FactBox::new(body);
        fact_box.heading = heading;
        self.push_from(id, fact_box);
    }

    /// Text in a picture, formula or drawing area.
    fn graphic(&mut self, id: Id) {
        let tree = self.tree;
        match tree.name(id) {
            "math" => {
                let source = tree
                    .find_named(id, "annotation")
                    .map_or_else(|| tree.words(id), |source| collapse(&tree.text(source)));
                let style = self.style.with(Mark::Code);
                self.flow.push(&source, &style);
            }
            "svg" => {
                let mut words = String::new();
                for found in tree.descendants(id) {
                    if tree.name(found) == "text" {
                        words.push_str(&tree.words(found));
                        words.push(' ');
                    }
                }
                let style = self.style.clone();
                self.flow.push(&words, &style);
            }
            _ => self.children(id),
        }
    }

    fn input(&mut self, id: Id) {
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

    fn quoted(&mut self, id: Id) {
        let inner = self
            .tree
            .ancestors(id)
            .any(|outer| self.tree.name(outer) == "q");
        let (open, close) = if inner {
            ("‘", "’")
        } else {
            ("“", "”")
        };
        let style = self.style.clone();
        self.flow.push(open, &style);
        self.children(id);
        self.flow.push(close, &style);
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

pub(crate) fn into_image(block: Block) -> Option<Image> {
    match block {
        Block::Image(block) => Some(block.image),
        _ => None,
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
        *text = join([Inline::Runs(Vec::new())], "");
        *text = join(runs.into_iter().map(|run| Inline::Runs(vec![run])), "");
    }
}

/// The language and direction of an element, if it has its own.
pub(crate) fn language(tree: &Tree<'_>, id: Id) -> (Option<String>, Option<Direction>) {
    let lang = tree
        .value(id, "lang")
        .or_else(|| tree.value(id, "xml:lang"))
        .map(str::to_owned);
    let natural = lang.as_deref().map(crate::locale::direction);
    let dir = match tree.value(id, "dir") {
        Some("rtl") => Some(Direction::Rtl),
        Some("ltr") => Some(Direction::Ltr),
        _ => None,
    };
    let natural = natural.map(|natural| match natural {
        crate::article::Direction::Rtl => Direction::Rtl,
        crate::article::Direction::Ltr => Direction::Ltr,
    });
    let around = tree
        .ancestors(id)
        .find_map(|outer| tree.value(outer, "dir"));
    let given = |dir: &Direction| match natural {
        // With a language, one that changes nothing was given on purpose.
        Some(natural) => *dir != natural || around == Some(dir.as_str()),
        None => around.unwrap_or("ltr") != dir.as_str(),
    };
    (lang, dir.filter(given))
}

/// Whether an inline style sets a property to a value.
fn style_has(style: &str, property: &str, value: &str) -> bool {
    style.split(';').any(|declaration| {
        declaration.split_once(':').is_some_and(|(name, set)| {
            let name = name.trim();
            (name.eq_ignore_ascii_case(property)
                || name
                    .strip_prefix(property)
                    .is_some_and(|rest| rest == "-line"))
                && set
                    .split_ascii_whitespace()
                    .any(|part| part.eq_ignore_ascii_case(value))
        })
    })
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

fn is_caption(tree: &Tree<'_>, id: Id) -> bool {
    tree.name(id) == "figcaption"
        || ["wp-caption-text", "imageCaption"]
            .iter()
            .any(|class| tree.has_class(id, class))
}

/// A box round a picture and its caption, from before there was `figure`.
fn is_caption_box(tree: &Tree<'_>, id: Id) -> bool {
    tree.has_class(id, "wp-caption")
}

fn nearest_figure(tree: &Tree<'_>, id: Id) -> Option<Id> {
    tree.ancestors(id)
        .find(|outer| tree.name(*outer) == "figure" || is_caption_box(tree, *outer))
}

fn is_gallery(tree: &Tree<'_>, id: Id) -> bool {
    matches!(tree.name(id), "div" | "ul" | "ol" | "section")
        && tree.attribute(id, "class").is_some_and(|class| {
            class.split_ascii_whitespace().any(|class| {
                matches!(class, "gallery" | "tiled-gallery" | "kg-gallery-container")
                    || class.starts_with("wp-block-gallery")
                    || class.starts_with("blocks-gallery")
            })
        })
}

fn code_language(tree: &Tree<'_>, id: Id) -> Option<String> {
    tree.descendants(id)
        .filter(|found| matches!(tree.name(*found), "pre" | "code"))
        .find_map(|found| {
            let classes = tree.attribute(found, "class")?;
            classes
                .split_ascii_whitespace()
                .find_map(|class| {
                    class
                        .strip_prefix("language-")
                        .or_else(|| class.strip_prefix("lang-"))
                })
                .filter(|language| !language.is_empty())
                .map(str::to_owned)
        })
}

/// Whether an element is a part of a page around its article.
fn is_chrome(tree: &Tree<'_>, id: Id) -> bool {
    let name = tree.name(id);
    if matches!(
        name,
        "nav" | "aside" | "footer" | "form" | "button" | "dialog"
    ) {
        // The source of a quotation is one, too.
        return !(name == "footer"
            && tree
                .ancestors(id)
                .any(|outer| tree.name(outer) == "blockquote"));
    }
    if tree
        .attribute(id, "hidden")
        .is_some_and(|hidden| hidden != "until-found")
        || tree.attribute(id, "aria-hidden") == Some("true") && name != "img"
    {
        return true;
    }
    tree.attribute(id, "class").is_some_and(|class| {
        class.split_ascii_whitespace().any(|class| {
            let class = class.to_ascii_lowercase();
            [
                "share",
                "sharing",
                "related",
                "newsletter",
                "social",
                "promo",
                "advert",
                "comments",
                "breadcrumb",
                "subscribe",
                "cookie",
            ]
            .iter()
            .any(|word| class.split(['-', '_']).any(|part| part == *word))
        })
    }) && !matches!(
        name,
        "article" | "main" | "body" | "blockquote" | "iframe" | "img"
    )
}
