//! Tokens to a tree, by the rules of HTML for tags that are left out or cross each other. Not all of the standard: what
//! articles hold comes out with the same text in the same blocks.

use std::borrow::Cow;

use super::token::{Attribute, Syntax, Token, Tokenizer};

/// A node's number.
pub(crate) type Id = u32;

pub(crate) const ROOT: Id = 0;

/// Elements in more elements than these are taken as if they had no tags.
const MAX_DEPTH: usize = 160;

/// In larger documents, the rest is taken as if it had no tags.
const MAX_NODES: usize = 4_000_000;

#[derive(Debug)]
pub(crate) enum Content<'h> {
    Element(Cow<'h, str>, Vec<Attribute<'h>>),
    Text(Cow<'h, str>),
    Comment(&'h str),
    /// From here on, the formatting of this element, which is an ancestor, doesn't apply.
    FormatEnd(Id),
}

#[derive(Debug)]
pub(crate) struct Node<'h> {
    pub(crate) content: Content<'h>,
    /// The bytes of the source from which it was read.
    pub(crate) start: usize,
    pub(crate) end: usize,
    parent: Id,
    first_child: Id,
    last_child: Id,
    next: Id,
}

#[derive(Debug)]
pub(crate) struct Tree<'h> {
    pub(crate) source: &'h str,
    nodes: Vec<Node<'h>>,
    /// Where the first tag stands that was ignored because of a limit.
    pub(crate) too_deep: Option<usize>,
    /// Attributes of the `html` and `body` tags.
    pub(crate) html: Vec<Attribute<'h>>,
}

const VOID: [&str; 17] = [
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input",
    "keygen", "link", "meta", "source", "track", "wbr",
];

const HEAD: [&str; 8] = [
    "base", "basefont", "link", "meta", "noscript", "script", "style", "title",
];

pub(crate) const FORMATTING: [&str; 14] = [
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];

/// Start tags that end an open paragraph.
const ENDS_PARAGRAPH: [&str; 45] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "details",
    "dialog",
    "dir",
    "div",
    "dd",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "plaintext",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "ul",
    "xmp",
    "tr",
    "td",
    "th",
    "tbody",
];

/// Elements that no tag inside them ends.
fn is_scope(name: &str) -> bool {
    matches!(
        name,
        "td" | "th"
            | "caption"
            | "table"
            | "button"
            | "object"
            | "applet"
            | "marquee"
            | "template"
            | "select"
    )
}

/// Elements other than inline ones, which a formatting end tag can't end.
fn is_block(name: &str) -> bool {
    ENDS_PARAGRAPH.contains(&name)
        || is_scope(name)
        || matches!(name, "thead" | "tfoot" | "colgroup" | "iframe" | "noscript")
}

/// The open elements that a start tag ends, and those that stop the search for them.
fn ended_by(name: &str) -> (&'static [&'static str], &'static [&'static str]) {
    match name {
        "li" => (&["li"], &["ul", "ol", "menu", "dir"]),
        "dd" | "dt" => (&["dd", "dt"], &["dl"]),
        "option" => (&["option"], &["select", "datalist"]),
        "optgroup" => (&["option", "optgroup"], &["select"]),
        "rt" | "rp" => (&["rt", "rp"], &["ruby"]),
        "td" | "th" => (&["td", "th", "caption"], &["table", "tr"]),
        "tr" => (&["tr", "caption", "colgroup"], &["table"]),
        "tbody" | "thead" | "tfoot" | "caption" | "colgroup" => (
            &["tbody", "thead", "tfoot", "caption", "colgroup"],
            &["table"],
        ),
        "a" => (&["a"], &["td", "th", "caption", "table", "object"]),
        "button" => (&["button"], &["td", "th", "table"]),
        _ => (&[], &[]),
    }
}

impl<'h> Tree<'h> {
    pub(crate) fn parse(source: &'h str, syntax: Syntax) -> Self {
        let mut builder = Builder {
            tree: Self {
                source,
                nodes: Vec::new(),
                too_deep: None,
                html: Vec::new(),
            },
            open: vec![ROOT],
            reopen: Vec::new(),
            ended: Vec::new(),
            ignored: 0,
            syntax,
            at: 0,
            next_at: 0,
        };
        builder.tree.nodes.push(Node {
            content: Content::Element("".into(), Vec::new()),
            start: 0,
            end: source.len(),
            parent: ROOT,
            first_child: ROOT,
            last_child: ROOT,
            next: ROOT,
        });
        let mut tokens = Tokenizer::new(source, syntax);
        while let Some(token) = tokens.next() {
            builder.next_at = tokens.position();
            builder.token(token);
            builder.at = builder.next_at;
        }
        builder.pop_to(1);
        builder.tree
    }

    pub(crate) fn node(&self, id: Id) -> Option<&Node<'h>> {
        self.nodes.get(id as usize)
    }

    /// The name of an element; empty for other nodes and the root.
    #[inline(never)]
    pub(crate) fn name(&self, id: Id) -> &str {
        match self.node(id).map(|node| &node.content) {
            Some(Content::Element(name, _)) => name,
            _ => "",
        }
    }

    pub(crate) fn attributes(&self, id: Id) -> &[Attribute<'h>] {
        match self.node(id).map(|node| &node.content) {
            Some(Content::Element(_, attributes)) => attributes,
            _ => &[],
        }
    }

    #[inline(never)]
    pub(crate) fn attribute(&self, id: Id, name: &str) -> Option<&str> {
        self.attributes(id)
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_ref())
    }

    /// The value of an attribute, trimmed, if there is one that isn't empty.
    #[inline(never)]
    pub(crate) fn value(&self, id: Id, name: &str) -> Option<&str> {
        self.attribute(id, name)
            .map(str::trim)
            .filter(|value| !value.is_empty())
    }

    #[inline(never)]
    pub(crate) fn has_class(&self, id: Id, class: &str) -> bool {
        self.attribute(id, "class")
            .is_some_and(|classes| classes.split_ascii_whitespace().any(|one| one == class))
    }

    pub(crate) fn parent(&self, id: Id) -> Id {
        self.node(id).map_or(ROOT, |node| node.parent)
    }

    pub(crate) fn children(&self, id: Id) -> Children<'_, 'h> {
        Children {
            tree: self,
            next: self.node(id).map_or(ROOT, |node| node.first_child),
        }
    }

    /// The node itself and all nodes inside it, in the order of the source.
    pub(crate) fn descendants(&self, id: Id) -> Descendants<'_, 'h> {
        Descendants {
            tree: self,
            root: id,
            current: Some(id),
        }
    }

    /// The first element inside that fits.
    pub(crate) fn find(&self, id: Id, fits: impl Fn(Id) -> bool) -> Option<Id> {
        self.find_by(id, &fits)
    }

    /// Compiled once for all that is looked for.
    fn find_by(&self, id: Id, fits: &dyn Fn(Id) -> bool) -> Option<Id> {
        self.descendants(id)
            .skip(1)
            .find(|found| !self.name(*found).is_empty() && fits(*found))
    }

    pub(crate) fn find_named(&self, id: Id, name: &str) -> Option<Id> {
        self.find(id, |found| self.name(found) == name)
    }

    /// The nodes that hold the element, from the nearest.
    pub(crate) fn ancestors(&self, id: Id) -> Ancestors<'_, 'h> {
        Ancestors { tree: self, at: id }
    }

    /// All text inside, as it is written.
    pub(crate) fn text(&self, id: Id) -> String {
        let mut text = String::new();
        for node in self.descendants(id) {
            if let Some(Content::Text(part)) = self.node(node).map(|node| &node.content) {
                text.push_str(part);
            }
        }
        text
    }

    /// All text inside with white space collapsed, without what scripts and styles hold.
    pub(crate) fn words(&self, id: Id) -> String {
        let mut words = String::new();
        let mut last = ROOT;
        for node in self.descendants(id) {
            match self.node(node).map(|node| &node.content) {
                Some(Content::Text(part)) => {
                    let parent = self.parent(node);
                    if matches!(self.name(parent), "script" | "style") {
                        continue;
                    }
                    // Blocks are apart, whether or not there is white space between them.
                    let block = std::iter::once(parent)
                        .chain(self.ancestors(parent))
                        .find(|outer| is_block(self.name(*outer)))
                        .unwrap_or(ROOT);
                    if block != last {
                        words.push(' ');
                        last = block;
                    }
                    words.push_str(part);
                }
                Some(Content::Element(name, _)) if name == "br" => words.push(' '),
                _ => {}
            }
        }
        collapse(&words)
    }

    /// The source of an element with its tags.
    pub(crate) fn outer(&self, id: Id) -> &'h str {
        self.node(id)
            .and_then(|node| self.source.get(node.start..node.end))
            .unwrap_or_default()
    }
}

/// The children of a node. This iterator and the next two are structs, so that they are compiled once.
pub(crate) struct Children<'t, 'h> {
    tree: &'t Tree<'h>,
    next: Id,
}

impl Iterator for Children<'_, '_> {
    type Item = Id;

    #[inline(never)]
    fn next(&mut self) -> Option<Id> {
        let found = self.next;
        self.next = self.tree.node(found)?.next;
        (found != ROOT).then_some(found)
    }
}

pub(crate) struct Descendants<'t, 'h> {
    tree: &'t Tree<'h>,
    root: Id,
    current: Option<Id>,
}

impl Iterator for Descendants<'_, '_> {
    type Item = Id;

    #[inline(never)]
    fn next(&mut self) -> Option<Id> {
        let found = self.current?;
        let first = self.tree.node(found)?.first_child;
        self.current = Some(first).filter(|first| *first != ROOT);
        let mut at = found;
        while self.current.is_none() && at != self.root {
            let node = self.tree.node(at)?;
            self.current = Some(node.next).filter(|next| *next != ROOT);
            at = node.parent;
        }
        Some(found)
    }
}

pub(crate) struct Ancestors<'t, 'h> {
    tree: &'t Tree<'h>,
    at: Id,
}

impl Iterator for Ancestors<'_, '_> {
    type Item = Id;

    #[inline(never)]
    fn next(&mut self) -> Option<Id> {
        self.at = self.tree.parent(self.at);
        (self.at != ROOT).then_some(self.at)
    }
}

/// The text with each run of white space as one space, and none at its ends.
pub(crate) fn collapse(text: &str) -> String {
    let mut collapsed = String::with_capacity(text.len());
    for word in text
        .split([' ', '\n', '\t', '\r', '\x0c'])
        .filter(|word| !word.is_empty())
    {
        if !collapsed.is_empty() {
            collapsed.push(' ');
        }
        collapsed.push_str(word);
    }
    collapsed
}

/// The name of an element without the usual prefixes of XHTML.
fn html_name(name: &str) -> &str {
    name.strip_prefix("xhtml:")
        .or_else(|| name.strip_prefix("html:"))
        .unwrap_or(name)
}

struct Builder<'h> {
    tree: Tree<'h>,
    /// The open elements, the root first.
    open: Vec<Id>,
    /// Formatting elements whose block ended before they did: text that follows opens them again.
    reopen: Vec<(Cow<'h, str>, Vec<Attribute<'h>>)>,
    /// Open formatting elements whose end tag came inside a block in them.
    ended: Vec<Id>,
    /// How many elements are open beyond a limit.
    ignored: usize,
    syntax: Syntax,
    at: usize,
    next_at: usize,
}

impl<'h> Builder<'h> {
    fn token(&mut self, token: Token<'h>) {
        match token {
            Token::Text(text) => self.text(text),
            Token::Comment(comment) => {
                if !comment.is_empty() && self.tree.nodes.len() < MAX_NODES {
                    self.append(Content::Comment(comment));
                }
            }
            Token::Start {
                name,
                attributes,
                closed,
            } => match self.syntax {
                Syntax::Html => self.start(name, attributes, closed),
                Syntax::Xml => {
                    // XHTML in other XML has its own names.
                    let name = match name {
                        Cow::Borrowed(name) => Cow::Borrowed(html_name(name)),
                        name => name,
                    };
                    if self.push(name, attributes) && closed {
                        self.pop_to(self.open.len() - 1);
                    } else if closed {
                        self.ignored = self.ignored.saturating_sub(1);
                    }
                }
            },
            Token::End(name) if self.syntax == Syntax::Xml => self.end(html_name(&name)),
            Token::End(name) => self.end(&name),
        }
    }

    fn name(&self, depth: usize) -> &str {
        self.open.get(depth).map_or("", |id| self.tree.name(*id))
    }

    fn innermost(&self) -> &str {
        self.open.last().map_or("", |id| self.tree.name(*id))
    }

    fn append(&mut self, content: Content<'h>) -> Id {
        let id = self.tree.nodes.len() as Id;
        let parent = self.open.last().copied().unwrap_or(ROOT);
        self.tree.nodes.push(Node {
            content,
            start: self.at,
            end: self.next_at,
            parent,
            first_child: ROOT,
            last_child: ROOT,
            next: ROOT,
        });
        let last = self
            .tree
            .nodes
            .get(parent as usize)
            .map_or(ROOT, |node| node.last_child);
        if let Some(node) = self.tree.nodes.get_mut(parent as usize) {
            node.last_child = id;
            if last == ROOT {
                node.first_child = id;
            }
        }
        if last != ROOT
            && let Some(node) = self.tree.nodes.get_mut(last as usize)
        {
            node.next = id;
        }
        id
    }

    fn text(&mut self, text: Cow<'h, str>) {
        let blank = text.bytes().all(|byte| byte.is_ascii_whitespace());
        if self.syntax == Syntax::Html && !blank {
            self.end_head();
            self.open_again();
        }
        if self.tree.nodes.len() < MAX_NODES {
            self.append(Content::Text(text));
            return;
        }
        // Beyond the limit all text is one node.
        self.tree.too_deep.get_or_insert(self.at);
        if let Some(Node {
            content: Content::Text(last),
            ..
        }) = self.tree.nodes.last_mut()
        {
            last.to_mut().push_str(&text);
        } else {
            self.append(Content::Text(text));
        }
    }

    /// Opens an element; `false` if a limit forbids it.
    fn push(&mut self, name: Cow<'h, str>, attributes: Vec<Attribute<'h>>) -> bool {
        if self.open.len() >= MAX_DEPTH || self.tree.nodes.len() >= MAX_NODES {
            self.tree.too_deep.get_or_insert(self.at);
            self.ignored += 1;
            return false;
        }
        let id = self.append(Content::Element(name, attributes));
        self.open.push(id);
        true
    }

    fn pop_to(&mut self, depth: usize) {
        for id in self.open.drain(depth.max(1).min(self.open.len())..) {
            if let Some(node) = self.tree.nodes.get_mut(id as usize) {
                node.end = node.end.max(self.at);
            }
        }
        let open = &self.open;
        self.ended.retain(|id| open.contains(id));
    }

    /// Ends the elements from this depth on; formatting in them goes on behind them.
    fn end_block(&mut self, depth: usize) {
        for at in depth + 1..self.open.len() {
            let Some(id) = self.open.get(at) else { break };
            let name = self.tree.name(*id);
            if is_scope(name) {
                break;
            }
            if FORMATTING.contains(&name)
                && self.reopen.len() < 16
                && let Some(Content::Element(name, attributes)) =
                    self.tree.node(*id).map(|node| &node.content)
            {
                // As in the standard, at most three that are alike.
                let alike = |(known, given): &&(Cow<'_, str>, Vec<Attribute<'_>>)| {
                    known == name && given == attributes
                };
                if self.reopen.iter().filter(alike).count() < 3 {
                    self.reopen.push((name.clone(), attributes.clone()));
                }
            }
        }
        self.pop_to(depth);
    }

    /// Ends the head, before what can't be in it.
    fn end_head(&mut self) {
        if self.innermost() == "head" {
            self.pop_to(self.open.len() - 1);
        }
    }

    fn open_again(&mut self) {
        if self.reopen.is_empty()
            || matches!(
                self.innermost(),
                "table" | "tbody" | "thead" | "tfoot" | "tr" | "ul" | "ol"
            )
        {
            return;
        }
        for (name, attributes) in std::mem::take(&mut self.reopen) {
            if !self.push(name, attributes) {
                self.ignored = self.ignored.saturating_sub(1);
            }
        }
    }

    /// The depth of the nearest open element of these names, unless one that stops the search is nearer.
    fn depth_of(&self, names: &[&str], stops: &[&str]) -> Option<usize> {
        for depth in (1..self.open.len()).rev() {
            let name = self.name(depth);
            if names.contains(&name) {
                return Some(depth);
            }
            if stops.contains(&name) {
                return None;
            }
        }
        None
    }

    fn start(&mut self, name: Cow<'h, str>, attributes: Vec<Attribute<'h>>, closed: bool) {
        if matches!(name.as_ref(), "html" | "body") {
            for attribute in attributes {
                if !self
                    .tree
                    .html
                    .iter()
                    .any(|(known, _)| *known == attribute.0)
                {
                    self.tree.html.push(attribute);
                }
            }
            if name == "body"
                && let Some(depth) = self.depth_of(&["head"], &[])
            {
                self.pop_to(depth);
            }
            return;
        }
        if !HEAD.contains(&name.as_ref()) && name != "template" {
            self.end_head();
        }
        let foreign = closed && self.depth_of(&["svg", "math"], &[]).is_some();
        let (ended, stops) = ended_by(&name);
        if !ended.is_empty() {
            while let Some(depth) = self.depth_of(ended, stops) {
                // Only the nearest; for a row, its cells go with it.
                self.end_block(depth);
                if !matches!(name.as_ref(), "tr" | "tbody" | "thead" | "tfoot") {
                    break;
                }
            }
        }
        if ENDS_PARAGRAPH.contains(&name.as_ref())
            && let Some(depth) = self.open_paragraph()
        {
            self.end_block(depth);
        }
        let heading = |name: &str| matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
        if heading(&name) && heading(self.innermost()) {
            self.pop_to(self.open.len() - 1);
        }
        if !is_block(&name) && !HEAD.contains(&name.as_ref()) && name != "head" {
            if name == "a" {
                self.reopen.retain(|(name, _)| name != "a");
            }
            self.open_again();
        }
        if VOID.contains(&name.as_ref()) {
            if self.push(name, attributes) {
                let depth = self.open.len() - 1;
                if let Some(node) = self
                    .open
                    .pop()
                    .and_then(|id| self.tree.nodes.get_mut(id as usize))
                {
                    node.end = self.next_at;
                }
                debug_assert_eq!(depth, self.open.len());
            } else {
                self.ignored = self.ignored.saturating_sub(1);
            }
            return;
        }
        if self.push(name, attributes) && foreign {
            self.pop_to(self.open.len() - 1);
        }
    }

    fn open_paragraph(&self) -> Option<usize> {
        for depth in (1..self.open.len()).rev() {
            let name = self.name(depth);
            if name == "p" {
                return Some(depth);
            }
            if is_scope(name) {
                return None;
            }
        }
        None
    }

    fn end(&mut self, name: &str) {
        if self.syntax == Syntax::Xml {
            if self.ignored > 0 {
                self.ignored -= 1;
            } else if let Some(depth) = self.depth_of(&[name], &[]) {
                self.close(depth);
            }
            return;
        }
        match name {
            "html" | "body" => return,
            "br" => {
                self.start("br".into(), Vec::new(), true);
                return;
            }
            _ => {}
        }
        // The end tag of an element that was ignored; which one, isn't known, and doesn't matter.
        if self.ignored > 0 && self.open.len() >= MAX_DEPTH {
            self.ignored -= 1;
            return;
        }
        let formatting = FORMATTING.contains(&name);
        if formatting
            && let Some(at) = self.reopen.iter().rposition(|(open, _)| open == name)
            && self.depth_of(&[name], &[]).is_none()
        {
            self.reopen.remove(at);
            return;
        }
        let heading = matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
        let mut crossed = false;
        for depth in (1..self.open.len()).rev() {
            let open = self.name(depth);
            if self
                .open
                .get(depth)
                .is_some_and(|id| self.ended.contains(id))
            {
                continue;
            }
            let fits =
                open == name || heading && matches!(open, "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
            if fits {
                if formatting && crossed {
                    // Its elements stay where they are; what follows is formatted without it.
                    if let Some(id) = self.open.get(depth).copied() {
                        self.append(Content::FormatEnd(id));
                        self.ended.push(id);
                    }
                } else if is_block(open) {
                    if is_scope(open) {
                        self.reopen.clear();
                        self.close(depth);
                    } else {
                        self.end_block_with_tag(depth);
                    }
                } else {
                    self.close(depth);
                }
                return;
            }
            let table_part = matches!(name, "table" | "tr" | "tbody" | "thead" | "tfoot");
            if is_scope(open) && !(table_part && matches!(open, "td" | "th" | "caption")) {
                return;
            }
            if matches!(open, "ul" | "ol") && matches!(name, "li" | "p") {
                return;
            }
            crossed |= is_block(open);
        }
    }

    fn close(&mut self, depth: usize) {
        self.set_end(depth);
        self.pop_to(depth);
    }

    fn end_block_with_tag(&mut self, depth: usize) {
        self.set_end(depth);
        self.end_block(depth);
    }

    fn set_end(&mut self, depth: usize) {
        let end = self.next_at;
        if let Some(node) = self
            .open
            .get(depth)
            .and_then(|id| self.tree.nodes.get_mut(*id as usize))
        {
            node.end = end;
        }
    }
}
