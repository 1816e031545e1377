//! A page that is as simple as can be, and what a display list and a patch mean there.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{Patch, op};
use crate::render::{Attr, Class, DisplayList, StaticAttr, Tag, op as list_op};

pub(super) type Id = usize;

#[derive(Debug, Clone, Default)]
pub(super) struct Node {
    /// The element's name and class, or the text.
    pub(super) name: String,
    pub(super) attributes: BTreeMap<String, String>,
    pub(super) children: Vec<Id>,
    pub(super) foreign: bool,
    pub(super) first: u32,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Page {
    pub(super) nodes: Vec<Node>,
    pub(super) root: Id,
    /// Nodes whose attributes or children a patch has changed.
    pub(super) touched: BTreeSet<Id>,
    pub(super) moves: usize,
}

struct Source<'p> {
    text: Vec<u16>,
    keys: Vec<u16>,
    text_at: usize,
    keys_at: usize,
    names: [Vec<&'p str>; 4],
}

fn take(from: &[u16], at: &mut usize, units: u32) -> String {
    let start = *at;
    *at += units as usize;
    String::from_utf16(&from[start..*at]).unwrap()
}

impl Source<'_> {
    fn new(text: &str, keys: &str) -> Self {
        let names = [Tag::NAMES, Attr::NAMES, Class::NAMES, StaticAttr::NAMES];
        Self {
            text: text.encode_utf16().collect(),
            keys: keys.encode_utf16().collect(),
            text_at: 0,
            keys_at: 0,
            names: names.map(|names| names.split(',').collect()),
        }
    }

    fn text(&mut self, units: u32) -> String {
        take(&self.text, &mut self.text_at, units)
    }

    fn key(&mut self, units: u32) -> String {
        take(&self.keys, &mut self.keys_at, units)
    }

    fn done(&self) -> bool {
        self.text_at == self.text.len() && self.keys_at == self.keys.len()
    }
}

impl Page {
    pub(super) fn painted(list: &DisplayList) -> Self {
        let mut page = Self::default();
        let mut source = Source::new(&list.text, &list.keys);
        let roots = page.paint(&list.ops, &mut source);
        assert!(source.done());
        page.root = roots[0];
        page
    }

    pub(super) fn add(&mut self, node: Node) -> Id {
        self.nodes.push(node);
        self.nodes.len() - 1
    }

    /// Paints nodes beside each other. What comes after the article belongs into its slot.
    fn paint(&mut self, ops: &[u32], source: &mut Source<'_>) -> Vec<Id> {
        let mut open = vec![Vec::new()];
        let mut parents = Vec::new();
        let mut slot = None;
        for word in ops {
            let (code, value) = (word & 7, word >> 3);
            let index = (value & 255) as usize;
            match code {
                list_op::OPEN => {
                    let class = source.names[2][(value >> 8) as usize];
                    let name = format!("{} {class}", source.names[0][index]);
                    parents.push(self.add(Node {
                        name,
                        first: *word,
                        ..Node::default()
                    }));
                    open.push(Vec::new());
                }
                list_op::TEXT | list_op::TEXT_CLOSE => {
                    let name = format!("#{}", source.text(value));
                    let text = self.add(Node {
                        name,
                        first: *word,
                        ..Node::default()
                    });
                    open.last_mut().unwrap().push(text);
                }
                list_op::ATTR => {
                    let (name, value) = (source.names[1][index], source.text(value >> 8));
                    self.set(*parents.last().unwrap(), name, value);
                }
                list_op::FIXED => {
                    let (name, value) = source.names[3][index].split_once('=').unwrap();
                    self.set(*parents.last().unwrap(), name, value.to_owned());
                }
                list_op::KEY => {
                    let key = source.key(value);
                    self.set(*parents.last().unwrap(), "data-key", key);
                }
                list_op::BREAK if value == 1 => {
                    slot = Some((*parents.last().unwrap(), open.last().unwrap().len()))
                }
                list_op::BREAK => {
                    let name = "br".to_owned();
                    let line = self.add(Node {
                        name,
                        first: *word,
                        ..Node::default()
                    });
                    open.last_mut().unwrap().push(line);
                }
                _ => {}
            }
            if matches!(code, list_op::CLOSE | list_op::TEXT_CLOSE) {
                let element = parents.pop().unwrap();
                self.nodes[element].children = open.pop().unwrap();
                open.last_mut().unwrap().push(element);
            }
        }
        let mut roots = open.pop().unwrap();
        if let Some((parent, at)) = slot {
            self.nodes[parent].children.splice(at..at, roots.drain(1..));
        }
        roots
    }

    fn set(&mut self, element: Id, name: &str, value: String) {
        self.nodes[element]
            .attributes
            .insert(name.to_owned(), value);
    }

    pub(super) fn key(&self, node: Id) -> Option<&str> {
        self.nodes[node]
            .attributes
            .get("data-key")
            .map(String::as_str)
    }

    pub(super) fn is_section(&self, node: Id) -> bool {
        self.nodes[node].name == "section aw-section"
    }

    /// Our own children, without the nodes of others.
    pub(super) fn own(&self, parent: Id) -> Vec<Id> {
        let children = self.nodes[parent].children.iter().copied();
        children
            .filter(|child| !self.nodes[*child].foreign)
            .collect()
    }

    fn panel(&self, section: Id) -> Id {
        *self.nodes[section].children.last().unwrap()
    }

    pub(super) fn content(&self, section: Id) -> Id {
        let children = self.nodes[self.panel(section)].children.iter().copied();
        children
            .into_iter()
            .find(|child| self.nodes[*child].name == "div aw-panel-inner")
            .unwrap()
    }

    fn button(&self, section: Id) -> Id {
        self.nodes[self.nodes[section].children[0]].children[0]
    }

    pub(super) fn is_open(&self, section: Id) -> bool {
        !self.nodes[self.panel(section)]
            .attributes
            .contains_key("hidden")
    }

    pub(super) fn set_open(&mut self, section: Id, open: bool) {
        let (panel, button) = (self.panel(section), self.button(section));
        self.set(button, "aria-expanded", open.to_string());
        if open {
            self.nodes[panel].attributes.remove("hidden");
        } else {
            self.set(panel, "hidden", "until-found".to_owned());
        }
    }

    /// A node and all in it, without nodes of others.
    pub(super) fn html(&self, node: Id) -> String {
        let Node {
            name, attributes, ..
        } = &self.nodes[node];
        let children: String = self
            .own(node)
            .into_iter()
            .map(|child| self.html(child))
            .collect();
        if attributes.is_empty() && children.is_empty() {
            format!("<{name}>")
        } else {
            format!("<{name} {attributes:?}>{children}</>")
        }
    }

    pub(super) fn within(&self, node: Id) -> Vec<Id> {
        let children = self.nodes[node].children.iter();
        std::iter::once(node)
            .chain(children.flat_map(|child| self.within(*child)))
            .collect()
    }

    pub(super) fn run(&mut self, patch: &Patch) {
        let mut run = Run {
            words: patch.ops.iter().copied().collect(),
            source: Source::new(&patch.text, &patch.keys),
        };
        run.element(self, self.root, self.root);
        assert!(
            run.words.is_empty() && run.source.done(),
            "all of a patch is used"
        );
    }
}

struct Run<'p> {
    words: std::collections::VecDeque<u32>,
    source: Source<'p>,
}

impl Run<'_> {
    fn word(&mut self) -> u32 {
        self.words.pop_front().unwrap()
    }

    fn reference(&mut self) -> Option<String> {
        match self.word() {
            0 => None,
            units => Some(self.source.key(units - 1)),
        }
    }

    fn paint(&mut self, page: &mut Page, count: u32) -> Vec<Id> {
        let ops: Vec<_> = self.words.drain(..count as usize).collect();
        page.paint(&ops, &mut self.source)
    }

    /// Runs what concerns one element, up to its end.
    fn element(&mut self, page: &mut Page, element: Id, container: Id) {
        while let Some(word) = self.words.front().copied() {
            let value = word >> op::BITS;
            let code = word & ((1 << op::BITS) - 1);
            if code == op::LEAVE {
                return;
            }
            self.word();
            if code != op::CHILDREN {
                page.touched.insert(element);
            }
            match code {
                op::UNSET => {
                    let name = self.source.names[1][value as usize];
                    page.nodes[element].attributes.remove(name).unwrap();
                }
                op::UNSET_FIXED => {
                    let name = self.source.names[3][value as usize]
                        .split_once('=')
                        .unwrap()
                        .0;
                    page.nodes[element].attributes.remove(name).unwrap();
                }
                op::SET => {
                    let mut ops = vec![list_op::OPEN];
                    ops.extend(self.words.drain(..value as usize));
                    ops.push(list_op::CLOSE);
                    let made = page.paint(&ops, &mut self.source)[0];
                    let set = page.nodes[made].attributes.clone();
                    page.nodes[element].attributes.extend(set);
                }
                op::SHELL => {
                    let fresh = self.paint(page, value)[0];
                    let open = page.is_open(element);
                    let (panel, fresh_panel) = (page.panel(element), page.panel(fresh));
                    let (content, fresh_content) = (page.content(element), page.content(fresh));
                    let mut parts = page.nodes[fresh].children.clone();
                    *parts.last_mut().unwrap() = panel;
                    page.nodes[element].children = parts;
                    let inner = page.nodes[fresh_panel].children.iter();
                    let inner = inner.map(|child| {
                        if *child == fresh_content {
                            content
                        } else {
                            *child
                        }
                    });
                    page.nodes[panel].children = inner.collect();
                    page.nodes[panel].attributes = page.nodes[fresh_panel].attributes.clone();
                    page.touched.insert(panel);
                    page.set_open(element, open);
                }
                op::CHILDREN => self.children(page, container, value),
                _ => panic!("{code} stands here"),
            }
        }
    }

    fn children(&mut self, page: &mut Page, parent: Id, shown: u32) {
        let own = page.own(parent);
        assert_eq!(own.len(), shown as usize);
        let unkeyed: Vec<_> = (0..self.word())
            .map(|_| [self.word(), self.word()])
            .collect();
        for [index, first] in &unkeyed {
            assert_eq!(page.nodes[own[*index as usize]].first, *first);
        }
        let keyed = own
            .iter()
            .filter(|child| page.key(**child).is_some())
            .count();
        assert_eq!(keyed + unkeyed.len(), own.len());
        // What follows one of our own nodes goes with it; what comes before all stays first.
        let mut followers: BTreeMap<Option<Id>, Vec<Id>> = BTreeMap::new();
        let mut last = None;
        for child in page.nodes[parent].children.clone() {
            if page.nodes[child].foreign {
                followers.entry(last).or_default().push(child);
            } else {
                last = Some(child);
            }
        }
        let mut children: Vec<Id> = Vec::new();
        let mut removed = BTreeSet::new();
        let mut kept_until = 0;
        while let Some(word) = self.words.front().copied() {
            let value = word >> op::BITS;
            match word & ((1 << op::BITS) - 1) {
                op::KEEP => {
                    self.word();
                    let first = self.word() as usize;
                    assert!(first >= kept_until, "what is kept keeps its order");
                    kept_until = first + value as usize;
                    let kept = &own[first..kept_until];
                    children.extend(kept);
                    assert_eq!(self.reference().as_deref(), page.key(*kept.last().unwrap()));
                }
                op::MOVE => {
                    self.word();
                    let child = own[value as usize];
                    children.push(child);
                    assert_eq!(self.reference().as_deref(), page.key(child));
                    page.moves += 1;
                }
                op::INSERT => {
                    self.word();
                    children.extend(self.paint(page, value));
                }
                op::REPLACE => {
                    self.word();
                    let old = children.pop().unwrap();
                    let fresh = self.paint(page, value);
                    assert_eq!(fresh.len(), 1);
                    if let Some(behind) = followers.remove(&Some(old)) {
                        followers.insert(Some(fresh[0]), behind);
                    }
                    children.extend(fresh);
                }
                op::ENTER => {
                    self.word();
                    let section = *children.last().unwrap();
                    assert!(page.is_section(section));
                    let content = page.content(section);
                    self.element(page, section, content);
                    assert_eq!(self.word(), op::LEAVE);
                }
                op::REMOVE => {
                    self.word();
                    let child = own[value as usize];
                    assert_eq!(self.reference().as_deref(), page.key(child));
                    removed.insert(child);
                }
                _ => break,
            }
        }
        let fresh: BTreeSet<_> = children.iter().copied().collect();
        assert_eq!(fresh.len(), children.len(), "no node is used twice");
        assert!(removed.is_disjoint(&fresh));
        // What followed a removed node now follows the one before it.
        let mut stays = None;
        let mut adopted: BTreeMap<Option<Id>, Vec<Id>> = BTreeMap::new();
        adopted.insert(None, followers.remove(&None).unwrap_or_default());
        for child in &own {
            let gone = removed.contains(child);
            if !gone {
                stays = Some(*child);
            }
            if let Some(behind) = followers.remove(&Some(*child)) {
                adopted.entry(stays).or_default().extend(behind);
            }
        }
        adopted.append(&mut followers);
        let mut all = adopted.remove(&None).unwrap_or_default();
        for child in children {
            all.push(child);
            all.extend(adopted.remove(&Some(child)).unwrap_or_default());
        }
        all.extend(adopted.into_values().flatten());
        if page.nodes[parent].children != all {
            page.touched.insert(parent);
            page.nodes[parent].children = all;
        }
    }
}
