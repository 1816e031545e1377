//! Builds a tree from tokens, as browsers do where tags are left out or cross each other.

use std::borrow::Cow;

use super::rules::{ENDS_PARAGRAPH, FORMATTING, HEAD, VOID, ended_by, is_block, is_scope};
use super::token::{Attribute, Syntax, Token};
use super::tree::{Content, Id, Node, ROOT, Tree};

/// Elements in more elements than these are taken as if they had no tags.
const MAX_DEPTH: usize = 160;

/// In larger documents, the rest is taken as if it had no tags.
const MAX_NODES: usize = 4_000_000;

/// The name of an element without the usual prefixes of XHTML.
fn html_name(name: &str) -> &str {
    name.strip_prefix("xhtml:")
        .or_else(|| name.strip_prefix("html:"))
        .unwrap_or(name)
}

pub(super) struct Builder<'h> {
    pub(super) tree: Tree<'h>,
    /// The open elements, the root first.
    pub(super) open: Vec<Id>,
    /// Formatting elements whose block ended before they did: text that follows opens them again.
    pub(super) reopen: Vec<(Cow<'h, str>, Vec<Attribute<'h>>)>,
    /// Open formatting elements whose end tag came inside a block in them.
    pub(super) ended: Vec<Id>,
    /// How many of the open elements are paragraphs: without one, none is searched for at each tag.
    pub(super) paragraphs: usize,
    /// How many elements are open beyond a limit.
    pub(super) ignored: usize,
    pub(super) syntax: Syntax,
    pub(super) at: usize,
    pub(super) next_at: usize,
}

impl<'h> Builder<'h> {
    pub(super) fn token(&mut self, token: Token<'h>) {
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
        self.paragraphs += usize::from(name == "p");
        let id = self.append(Content::Element(name, attributes));
        self.open.push(id);
        true
    }

    pub(super) fn pop_to(&mut self, depth: usize) {
        for id in self.open.drain(depth.max(1).min(self.open.len())..) {
            self.paragraphs -= usize::from(self.tree.name(id) == "p");
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
        if self.paragraphs == 0 {
            return None;
        }
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
