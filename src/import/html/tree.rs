//! Tokens to a tree, by the rules of HTML for tags that are left out or cross each other. Not all of the standard: what
//! articles hold comes out with the same text in the same blocks.

use std::borrow::Cow;

use super::builder::Builder;
use super::rules::is_block;
use super::token::{Attribute, Syntax, Tokenizer};

/// A node's number.
pub(crate) type Id = u32;

pub(crate) const ROOT: Id = 0;

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
    pub(super) parent: Id,
    pub(super) first_child: Id,
    pub(super) last_child: Id,
    pub(super) next: Id,
}

#[derive(Debug)]
pub(crate) struct Tree<'h> {
    pub(crate) source: &'h str,
    pub(super) nodes: Vec<Node<'h>>,
    /// The place of the first tag that was ignored because of a limit.
    pub(crate) too_deep: Option<usize>,
    /// Attributes of the `html` and `body` tags.
    pub(crate) html: Vec<Attribute<'h>>,
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
            paragraphs: 0,
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
