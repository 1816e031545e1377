//! Compares the display list that is shown with the one that is wanted, and gives a program that changes only what
//! differs.
//!
//! Blocks are known by their keys, other parts by what they are; a section's content is compared apart from its heading.
//! The page isn't asked: there, readers open sections, and features and the host page add nodes of their own.

use crate::render::{Class, DisplayList, Tag, hash, op as list_op, utf16_len};

/// Operation codes of a patch: the lowest four bits of a word; its argument is above them. Some take further words.
///
/// The program starts in the article's element. A reference to a key is 0 for none, otherwise one more than the UTF-16
/// units to take from the keys. Children are numbered as the display list that is shown has them.
pub(crate) mod op {
    crate::render::operations! {
        /// Removes the attribute with that index from the current element.
        UNSET = 0,
        /// Removes the attribute of the fixed attribute with that index from the current element.
        UNSET_FIXED = 1,
        /// Sets attributes of the current element; so many operations of a display list follow.
        SET = 2,
        /// Replaces what the current section has around its content. So many operations follow, which build the section
        /// without content. Whether it is open stays, because that is the reader's choice.
        SHELL = 3,
        /// Begins the children of the current element, or of the section's content: how many are shown. A word follows
        /// with the number of those without a key, and for each of them its index and the operation that begins it.
        CHILDREN = 4,
        /// Keeps so many adjacent children at their place; the index of the first and a reference to the key of the
        /// last follow.
        KEEP = 5,
        /// Moves the child with that index here; a reference to its key follows.
        MOVE = 6,
        /// Inserts nodes here, which are built by so many operations that follow.
        INSERT = 7,
        /// Replaces the last child that was kept or moved by the node that so many operations build, which follow.
        REPLACE = 8,
        /// Enters the last child that was kept or moved, a section: it becomes the current element.
        ENTER = 9,
        /// Leaves the current section, for the children of the element around it.
        LEAVE = 10,
        /// Removes the child with that index; a reference to its key follows.
        REMOVE = 11,
    }
    /// How many bits the code takes.
    pub(crate) const BITS: u32 = 4;
}

/// A program that makes what is shown what is wanted, and the keys of the blocks that it changes.
#[derive(Debug, Default)]
pub(crate) struct Patch {
    pub(crate) ops: Vec<u32>,
    pub(crate) text: String,
    pub(crate) keys: String,
    pub(crate) added: Vec<String>,
    pub(crate) changed: Vec<String>,
    pub(crate) removed: Vec<String>,
    /// The blocks that are new to the reader, as opposed to rewritten ones: those that came, but for as many as went
    /// from the same place.
    pub(crate) news: Vec<String>,
}

impl Patch {
    /// Whether nothing differs.
    pub(crate) fn is_empty(&self) -> bool {
        self.ops.is_empty()
    }
}

/// What turns `shown` into `wanted`. The reading time may be in its place or at the end.
pub(crate) fn diff(shown: &DisplayList, wanted: &DisplayList) -> Patch {
    let (shown, wanted) = (Side::new(shown), Side::new(wanted));
    let mut comparison = Comparison {
        shown,
        wanted,
        patch: Patch::default(),
    };
    let whole = [shown, wanted].map(|side| Span::new(Position::default(), side.end()));
    if !same(shown, whole[0], wanted, whole[1]) {
        comparison.compare_article();
    }
    comparison.patch
}

fn code(word: u32) -> u32 {
    word & ((1 << list_op::BITS) - 1)
}

fn argument(word: u32) -> u32 {
    word >> list_op::BITS
}

/// A position in a display list, in operations and in bytes of text and keys.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
struct Position {
    op: usize,
    text: usize,
    key: usize,
}

/// A stretch of a display list.
#[derive(Debug, Default, Clone, Copy)]
struct Span {
    start: Position,
    end: Position,
}

impl Span {
    fn new(start: Position, end: Position) -> Self {
        Self { start, end }
    }
}

/// An element or a text among the children of another.
#[derive(Debug, Clone, Copy)]
struct Child {
    span: Span,
    /// The operation that begins it.
    first: u32,
    /// Where its key ends, if it has one.
    key_end: Option<usize>,
    /// The slot for the reading time.
    slot: Option<Span>,
}

/// One of the two display lists.
#[derive(Clone, Copy)]
struct Side<'l> {
    list: &'l DisplayList,
    /// What was rendered after the article's end.
    deferred: Span,
}

impl<'l> Side<'l> {
    fn new(list: &'l DisplayList) -> Self {
        let mut side = Self {
            list,
            deferred: Span::default(),
        };
        let end = side.end();
        side.deferred = Span::new(end, end);
        side
    }

    fn end(self) -> Position {
        Position {
            op: self.list.ops.len(),
            text: self.list.text.len(),
            key: self.list.keys.len(),
        }
    }

    fn op(self, index: usize) -> Option<u32> {
        self.list.ops.get(index).copied()
    }

    fn ops(self, span: Span) -> &'l [u32] {
        let range = span.start.op..span.end.op;
        self.list.ops.get(range).unwrap_or_default()
    }

    fn text(self, span: Span) -> &'l str {
        let range = span.start.text..span.end.text;
        self.list.text.get(range).unwrap_or_default()
    }

    fn keys(self, span: Span) -> &'l str {
        let range = span.start.key..span.end.key;
        self.list.keys.get(range).unwrap_or_default()
    }

    fn key(self, child: &Child) -> Option<&'l str> {
        let start = child.span.start.key;
        self.list.keys.get(start..child.key_end?)
    }

    /// The position after so many operations, with so many UTF-16 units of text and keys.
    fn advance(self, from: Position, ops: usize, text: u32, keys: u32) -> Position {
        Position {
            op: from.op + ops,
            text: skip_units(&self.list.text, from.text, text),
            key: skip_units(&self.list.keys, from.key, keys),
        }
    }

    /// The attributes of an element that was opened just before.
    fn attributes(self, start: Position) -> Span {
        let (mut count, mut text, mut keys) = (0, 0, 0);
        while let Some(word) = self.op(start.op + count) {
            match code(word) {
                list_op::ATTR => text += argument(word) >> 8,
                list_op::KEY => keys += argument(word),
                list_op::FIXED => {}
                _ => break,
            }
            count += 1;
        }
        Span::new(start, self.advance(start, count, text, keys))
    }

    /// All children from here on, and where their parent is closed.
    fn children(self, start: Position) -> (Vec<Child>, Position) {
        let mut children = Vec::new();
        let mut at = start;
        while let Some(child) = self.child(at) {
            at = child.span.end;
            children.push(child);
        }
        (children, at)
    }

    /// The child that begins here, if there is one.
    fn child(self, start: Position) -> Option<Child> {
        let first = self.op(start.op)?;
        if matches!(code(first), list_op::CLOSE | list_op::TEXT_CLOSE) {
            return None;
        }
        let (mut depth, mut text, mut keys) = (0u32, 0, 0);
        let (mut own, mut slot) = (None, None);
        // An attribute of the child itself comes before anything it contains.
        let mut opening = true;
        let mut count = 0;
        for word in self.list.ops.get(start.op..)? {
            let value = argument(*word);
            match code(*word) {
                list_op::OPEN => {
                    opening = depth == 0;
                    depth += 1;
                }
                list_op::CLOSE => depth = depth.saturating_sub(1),
                list_op::TEXT => text += value,
                list_op::ATTR => text += value >> 8,
                list_op::TEXT_CLOSE => {
                    text += value;
                    depth = depth.saturating_sub(1);
                }
                list_op::KEY => {
                    if opening {
                        own = Some(value);
                    }
                    keys += value;
                }
                list_op::BREAK if value == 1 => slot = Some((count, text, keys)),
                _ => {}
            }
            count += 1;
            if depth == 0 {
                break;
            }
        }
        let slot = slot.map(|(count, text, keys)| {
            let start = self.advance(start, count, text, keys);
            let op = start.op + 1;
            Span::new(start, Position { op, ..start })
        });
        let end = self.advance(start, count, text, keys);
        Some(Child {
            span: Span::new(start, end),
            first,
            key_end: own.map(|units| skip_units(&self.list.keys, start.key, units)),
            slot,
        })
    }

    /// The parts of a section, if this is one.
    fn section(self, child: &Child) -> Option<Section> {
        child.key_end?;
        if argument(child.first) != Tag::Section as u32 | (Class::Section as u32) << 8 {
            return None;
        }
        let (mut count, mut text, mut keys) = (0, 0, 0);
        for word in self.ops(child.span) {
            let value = argument(*word);
            count += 1;
            match code(*word) {
                list_op::OPEN if value >> 8 == Class::PanelInner as u32 => break,
                list_op::TEXT | list_op::TEXT_CLOSE => text += value,
                list_op::ATTR => text += value >> 8,
                list_op::KEY => keys += value,
                _ => {}
            }
        }
        let opened = self.advance(child.span.start, count, text, keys);
        let start = self.attributes(opened).end;
        let (children, end) = self.children(start);
        let closing = Span::new(end, child.span.end);
        // The content ends with its own operation, and only the panel and the section with it.
        let plain = self.ops(closing) == [list_op::CLOSE; 3];
        plain.then_some(Section {
            opening: Span::new(child.span.start, start),
            content: Span::new(start, end),
            closing,
            children,
        })
    }
}

/// The parts of a section.
struct Section {
    /// All up to the start of its content.
    opening: Span,
    content: Span,
    closing: Span,
    children: Vec<Child>,
}

/// Where in a text, after `start`, so many UTF-16 units end.
fn skip_units(text: &str, start: usize, units: u32) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let bytes = text.as_bytes();
    let (mut at, mut left) = (start, units);
    // Eight bytes at a time. A continuation byte begins no unit, the first of four bytes begins two.
    while let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        let word = u64::from_le_bytes(*chunk);
        let (first, second) = (word >> 7, word >> 6);
        let inner = first & !second & ONES;
        let wide = first & second & word >> 5 & word >> 4 & ONES;
        let here = match first & ONES {
            0 => 8,
            _ => 8 + wide.count_ones() - inner.count_ones(),
        };
        let Some(rest) = left.checked_sub(here) else {
            break;
        };
        left = rest;
        at += 8;
    }
    while let Some(byte) = bytes.get(at) {
        if byte & 0xc0 != 0x80 {
            if left == 0 {
                break;
            }
            left = left.saturating_sub(1 + u32::from(*byte >= 0xf0));
        }
        at += 1;
    }
    at
}

/// Compares eight bytes at a time; `memcmp` of a small WebAssembly build compares single ones.
fn same_text(one: &str, other: &str) -> bool {
    let ((one, ends), (other, other_ends)) = (
        one.as_bytes().as_chunks::<8>(),
        other.as_bytes().as_chunks::<8>(),
    );
    let words = |chunks: &[u8; 8]| u64::from_le_bytes(*chunks);
    one.len() == other.len()
        && ends == other_ends
        && one.iter().map(words).eq(other.iter().map(words))
}

/// Whether two stretches build the same.
fn same(one: Side<'_>, span: Span, other: Side<'_>, other_span: Span) -> bool {
    let (ops, other_ops) = (one.ops(span), other.ops(other_span));
    ops.len() == other_ops.len()
        && ops.iter().eq(other_ops)
        && same_text(one.text(span), other.text(other_span))
        && same_text(one.keys(span), other.keys(other_span))
}

/// Marks the end of a chain.
const NONE: u32 = u32::MAX;

/// Finds children by hashes, those with equal ones in their order: an open-addressed table, a fraction of the code size
/// of the standard library's.
struct Index {
    slots: Vec<(u64, u32)>,
    /// For each child the next one with the same hash.
    next: Vec<u32>,
}

impl Index {
    fn new(hashes: &[Option<u64>]) -> Self {
        let capacity = (hashes.len() * 2).next_power_of_two();
        let mut index = Self {
            slots: vec![(0, NONE); capacity],
            next: vec![NONE; hashes.len()],
        };
        // Backwards, because each one becomes the first of its chain.
        for (child, hash) in hashes.iter().enumerate().rev() {
            let Some(hash) = hash else { continue };
            if let Some(slot) = index.slot(*hash) {
                slot.0 = hash | 1;
                let behind = std::mem::replace(&mut slot.1, child as u32);
                if let Some(next) = index.next.get_mut(child) {
                    *next = behind;
                }
            }
        }
        index
    }

    /// The entry of a hash, or the free one where it would be.
    fn slot(&mut self, hash: u64) -> Option<&mut (u64, u32)> {
        let mask = self.slots.len() - 1;
        let mut at = (hash >> 24) as usize & mask;
        while self.slots.get(at)?.0 != 0 && self.slots.get(at)?.0 != hash | 1 {
            at = (at + 1) & mask;
        }
        self.slots.get_mut(at)
    }

    /// The first child with a hash, which is taken out.
    fn take(&mut self, hash: u64) -> Option<usize> {
        let child = self.slot(hash)?.1;
        let behind = self.next.get(child as usize).copied()?;
        self.slot(hash)?.1 = behind;
        Some(child as usize)
    }
}

/// Which of these indices, in their order, form the longest run that only rises; the others have to move.
fn longest_rising_run(indices: &[Option<usize>]) -> Vec<bool> {
    // For each length the element that ends such a run with the lowest index.
    let mut ends: Vec<(usize, usize)> = Vec::new();
    let mut before = vec![NONE; indices.len()];
    for (at, index) in indices.iter().enumerate() {
        let Some(index) = *index else { continue };
        let length = ends.partition_point(|(end, _)| *end < index);
        if let (Some((_, last)), Some(before)) = (
            length.checked_sub(1).and_then(|length| ends.get(length)),
            before.get_mut(at),
        ) {
            *before = *last as u32;
        }
        match ends.get_mut(length) {
            Some(end) => *end = (index, at),
            None => ends.push((index, at)),
        }
    }
    let mut stays = vec![false; indices.len()];
    let mut at = ends.last().map_or(NONE, |(_, at)| *at as u32);
    while let Some(stay) = stays.get_mut(at as usize) {
        *stay = true;
        at = before.get(at as usize).copied().unwrap_or(NONE);
    }
    stays
}

struct Comparison<'l> {
    shown: Side<'l>,
    wanted: Side<'l>,
    patch: Patch,
}

impl<'l> Comparison<'l> {
    fn op(&mut self, code: u32, argument: usize) {
        self.patch.ops.push(code | (argument as u32) << op::BITS);
    }

    /// A word that refers to a key.
    fn key_reference(&mut self, key: Option<&str>) {
        let key_units = key.map_or(0, |key| utf16_len(key) + 1);
        self.patch.keys.push_str(key.unwrap_or_default());
        self.patch.ops.push(key_units);
    }

    fn compare_article(&mut self) {
        let start = Position {
            op: 1,
            ..Position::default()
        };
        let (shown, wanted) = (self.shown, self.wanted);
        let attributes = (shown.attributes(start), wanted.attributes(start));
        self.compare_attributes(attributes.0, attributes.1);
        let (was, end) = shown.children(attributes.0.end);
        self.shown.deferred = deferred(shown, end);
        let (is, end) = wanted.children(attributes.1.end);
        self.wanted.deferred = deferred(wanted, end);
        self.compare_children(&was, &is);
    }

    /// Attributes of an element that is kept, apart from its key.
    fn compare_attributes(&mut self, was: Span, is: Span) {
        if same(self.shown, was, self.wanted, is) {
            return;
        }
        let (was, is) = (attributes(self.shown, was), attributes(self.wanted, is));
        for (word, _) in &was {
            let index = argument(*word) & 0xff;
            let stays = is
                .iter()
                .any(|(other, _)| code(*other) == code(*word) && argument(*other) & 0xff == index);
            if !stays {
                let fixed = code(*word) == list_op::FIXED;
                self.op(
                    if fixed { op::UNSET_FIXED } else { op::UNSET },
                    index as usize,
                );
            }
        }
        let place = self.patch.ops.len();
        self.op(op::SET, 0);
        for (word, value) in is.iter().filter(|attribute| !was.contains(attribute)) {
            self.patch.ops.push(*word);
            self.patch.text.push_str(value);
        }
        self.close_count(place);
    }

    /// Writes into an operation how many words followed it; removes it if there were none.
    fn close_count(&mut self, place: usize) {
        let count = self.patch.ops.len() - place - 1;
        if count == 0 {
            self.patch.ops.truncate(place);
        } else if let Some(word) = self.patch.ops.get_mut(place) {
            *word = *word & ((1 << op::BITS) - 1) | (count as u32) << op::BITS;
        }
    }

    fn is_same(&self, was: &Child, is: &Child) -> bool {
        same(self.shown, was.span, self.wanted, is.span)
            && (is.slot.is_none()
                || same(
                    self.shown,
                    self.shown.deferred,
                    self.wanted,
                    self.wanted.deferred,
                ))
    }

    /// Copies operations of the wanted list.
    fn copy(&mut self, span: Span) {
        self.patch.ops.extend_from_slice(self.wanted.ops(span));
        self.patch.text.push_str(self.wanted.text(span));
        self.patch.keys.push_str(self.wanted.keys(span));
    }

    /// The operations that build a child.
    fn copy_child(&mut self, child: &Child) {
        let Some(slot) = child.slot else {
            return self.copy(child.span);
        };
        self.copy(Span::new(child.span.start, slot.start));
        self.copy(self.wanted.deferred);
        self.copy(Span::new(slot.end, child.span.end));
    }

    /// Children of the article or of a section's content; whether one of those without a key differs.
    fn compare_children(&mut self, all_shown: &[Child], all_wanted: &[Child]) -> bool {
        let alike = |(was, is): &(&Child, &Child)| self.is_same(was, is);
        let start = all_shown.iter().zip(all_wanted).take_while(alike).count();
        let most = all_shown.len().min(all_wanted.len()) - start;
        let backwards = all_shown.iter().rev().zip(all_wanted.iter().rev());
        let end = backwards.take(most).take_while(alike).count();
        let middle = |children: &'_ [Child]| start..children.len() - end;
        let was = all_shown.get(middle(all_shown)).unwrap_or_default();
        let is = all_wanted.get(middle(all_wanted)).unwrap_or_default();
        if was.is_empty() && is.is_empty() {
            return false;
        }
        let pairs = self.pair(was, is);
        let stays = longest_rising_run(&pairs);
        self.begin_children(all_shown);
        let mut kept = Kept::default();
        kept.add(
            0,
            start,
            start.checked_sub(1).and_then(|at| all_shown.get(at)),
        );
        let mut own_parts_differ = false;
        // The operation that is being filled with children to insert.
        let mut insertion = None;
        for ((child, pair), stays) in is.iter().zip(&pairs).zip(stays) {
            let Some((index, known)) = pair.and_then(|at| Some((at + start, was.get(at)?))) else {
                let place = match insertion {
                    Some(place) => place,
                    None => {
                        self.keep(&mut kept);
                        let place = self.patch.ops.len();
                        self.op(op::INSERT, 0);
                        *insertion.insert(place)
                    }
                };
                own_parts_differ |= child.key_end.is_none();
                self.copy_child(child);
                self.close_count(place);
                collect_keys(self.wanted, child, &mut self.patch.added);
                continue;
            };
            insertion = None;
            if stays {
                if index != kept.end {
                    self.keep(&mut kept);
                }
                kept.add(index, 1, Some(known));
            } else {
                self.keep(&mut kept);
                self.op(op::MOVE, index);
                self.key_reference(self.shown.key(known));
            }
            if self.is_same(known, child) {
                continue;
            }
            self.keep(&mut kept);
            match (self.shown.section(known), self.wanted.section(child)) {
                (Some(was), Some(is)) => {
                    self.compare_section(self.wanted.key(child), &was, &is);
                }
                _ => {
                    let place = self.patch.ops.len();
                    self.op(op::REPLACE, 0);
                    self.copy_child(child);
                    self.close_count(place);
                    match self.wanted.key(child) {
                        Some(key) => self.patch.changed.push(key.to_owned()),
                        None => own_parts_differ = true,
                    }
                }
            }
        }
        if end > 0 {
            let first = all_shown.len() - end;
            if first != kept.end {
                self.keep(&mut kept);
            }
            kept.add(first, end, all_shown.last());
        }
        self.keep(&mut kept);
        let mut gone = vec![true; was.len()];
        for at in pairs.iter().flatten() {
            if let Some(gone) = gone.get_mut(*at) {
                *gone = false;
            }
        }
        for (at, (child, gone)) in was.iter().zip(&gone).enumerate() {
            if *gone {
                own_parts_differ |= child.key_end.is_none();
                self.op(op::REMOVE, at + start);
                self.key_reference(self.shown.key(child));
                collect_keys(self.shown, child, &mut self.patch.removed);
            }
        }
        self.collect_news(was, is, &pairs, &gone);
        own_parts_differ
    }

    fn begin_children(&mut self, shown: &[Child]) {
        self.op(op::CHILDREN, shown.len());
        let unkeyed = || {
            let children = shown.iter().enumerate();
            children.filter(|(_, child)| child.key_end.is_none())
        };
        self.patch.ops.push(unkeyed().count() as u32);
        for (index, child) in unkeyed() {
            self.patch.ops.extend([index as u32, child.first]);
        }
    }

    /// Writes a run of children that keep their place.
    fn keep(&mut self, kept: &mut Kept<'_>) {
        if kept.start < kept.end {
            self.op(op::KEEP, kept.end - kept.start);
            self.patch.ops.push(kept.start as u32);
            self.key_reference(kept.last.and_then(|last| self.shown.key(last)));
        }
        kept.start = kept.end;
    }

    fn compare_section(&mut self, key: Option<&str>, was: &Section, is: &Section) {
        let change = self.patch.changed.len();
        self.op(op::ENTER, 0);
        let same_shell = same(self.shown, was.opening, self.wanted, is.opening);
        if !same_shell {
            let attributes = [(self.shown, was), (self.wanted, is)].map(|(side, section)| {
                let start = section.opening.start;
                let op = start.op + 1;
                side.attributes(Position { op, ..start })
            });
            let [was_set, is_set] = attributes;
            self.compare_attributes(was_set, is_set);
            let place = self.patch.ops.len();
            self.op(op::SHELL, 0);
            self.copy(is.opening);
            self.copy(is.closing);
            self.close_count(place);
        }
        let same_content = same(self.shown, was.content, self.wanted, is.content);
        let own_parts_differ = !same_content && self.compare_children(&was.children, &is.children);
        if own_parts_differ || !same_shell {
            let key = key.unwrap_or_default().to_owned();
            self.patch.changed.insert(change, key);
        }
        self.op(op::LEAVE, 0);
    }

    /// For each wanted child the index of the shown one that it is made from.
    fn pair(&self, was: &[Child], is: &[Child]) -> Vec<Option<usize>> {
        let hashes: Vec<_> = was
            .iter()
            .map(|child| Some(identity(self.shown, child)))
            .collect();
        let mut known = Index::new(&hashes);
        let mut left = vec![true; was.len()];
        let mut take = |child: &Child, known: &mut Index, hash, equal: &dyn Fn(&Child) -> bool| {
            let at = known.take(hash)?;
            let fits = was.get(at).is_some_and(|other| {
                other.key_end.is_some() == child.key_end.is_some() && equal(other)
            });
            let left = left.get_mut(at)?;
            *left &= !fits;
            fits.then_some(at)
        };
        let mut pairs: Vec<_> = is
            .iter()
            .map(|child| {
                let key = self.wanted.key(child);
                take(
                    child,
                    &mut known,
                    identity(self.wanted, child),
                    &|other| match key {
                        Some(key) => self.shown.key(other) == Some(key),
                        None => self.is_same(other, child),
                    },
                )
            })
            .collect();
        // A part without a key that differs takes the place of one that begins alike.
        let hashes: Vec<_> = was
            .iter()
            .zip(&left)
            .map(|(child, left)| (*left && is_unkeyed_element(child)).then(|| kind(child)))
            .collect();
        let mut alike = Index::new(&hashes);
        for (child, pair) in is.iter().zip(&mut pairs) {
            if pair.is_none() && is_unkeyed_element(child) {
                *pair = alike.take(kind(child));
            }
        }
        pairs
    }

    /// Adds the blocks that came between two that stay, but for as many as went from there.
    fn collect_news(
        &mut self,
        was: &[Child],
        is: &[Child],
        pairs: &[Option<usize>],
        gone: &[bool],
    ) {
        // By the part before the gap, counted from 1: how many more came than went.
        let mut gaps = vec![0i32; was.len() + 1];
        let mut last = 0;
        for (index, (child, gone)) in was.iter().zip(gone).enumerate() {
            if !gone {
                last = index + 1;
            } else if let (Some(_), Some(gap)) = (child.key_end, gaps.get_mut(last)) {
                *gap -= 1;
            }
        }
        let mut came = Vec::new();
        last = 0;
        for (child, pair) in is.iter().zip(pairs) {
            match (pair, self.wanted.key(child), gaps.get_mut(last)) {
                (Some(index), ..) => last = index + 1,
                (None, Some(key), Some(gap)) => {
                    *gap += 1;
                    came.push((key, last));
                }
                _ => {}
            }
        }
        for (key, gap) in came {
            if let Some(left) = gaps.get_mut(gap).filter(|left| **left > 0) {
                *left -= 1;
                self.patch.news.push(key.to_owned());
            }
        }
    }
}

/// A run of shown children that keep their place, not written yet.
#[derive(Default)]
struct Kept<'c> {
    start: usize,
    end: usize,
    last: Option<&'c Child>,
}

impl<'c> Kept<'c> {
    fn add(&mut self, first: usize, count: usize, last: Option<&'c Child>) {
        if self.start == self.end {
            self.start = first;
        }
        self.end = first + count;
        self.last = last;
    }
}

/// What was rendered after the article, which closes here.
fn deferred(side: Side<'_>, close: Position) -> Span {
    let op = side.end().op.min(close.op + 1);
    Span::new(Position { op, ..close }, side.end())
}

/// Attributes with their values, without the key.
fn attributes(side: Side<'_>, span: Span) -> Vec<(u32, &str)> {
    let mut found = Vec::new();
    let mut at = span.start.text;
    for word in side.ops(span) {
        let start = at;
        match code(*word) {
            list_op::ATTR => at = skip_units(&side.list.text, at, argument(*word) >> 8),
            list_op::FIXED => {}
            _ => continue,
        }
        found.push((*word, side.list.text.get(start..at).unwrap_or_default()));
    }
    found
}

/// The keys of a block and of all in it; none of a part without a key.
fn collect_keys(side: Side<'_>, child: &Child, found: &mut Vec<String>) {
    if child.key_end.is_none() {
        return;
    }
    let mut at = child.span.start.key;
    for word in side.ops(child.span) {
        if code(*word) == list_op::KEY {
            let start = at;
            at = skip_units(&side.list.keys, at, argument(*word));
            found.push(side.list.keys.get(start..at).unwrap_or_default().to_owned());
        }
    }
}

/// Hash of a child's key, or of all that it is.
fn identity(side: Side<'_>, child: &Child) -> u64 {
    if let Some(key) = side.key(child) {
        return hash(1, key.as_bytes());
    }
    let ops = side.ops(child.span).iter();
    let seed = ops.fold(2, |seed, word| hash(seed, &u64::from(*word).to_le_bytes()));
    hash(seed, side.text(child.span).as_bytes())
}

/// An element without a key: a text has nothing that could be kept.
fn is_unkeyed_element(child: &Child) -> bool {
    child.key_end.is_none() && code(child.first) == list_op::OPEN
}

/// Hash of the element and class of a child.
fn kind(child: &Child) -> u64 {
    hash(3, &u64::from(child.first).to_le_bytes())
}

#[cfg(all(test, any(not(target_arch = "wasm32"), feature = "js")))]
mod tests;
