use std::collections::BTreeSet;

use proptest::prelude::*;

use super::super::{Patch, diff, longest_rising_run, op, skip_units};
use super::articles::{Article, Random, rendered};
use super::page::{Id, Node, Page};
use crate::render::{DisplayList, Options, op as list_op};

/// What an update changes, found the slow way in two pages.
#[derive(Debug, Default, PartialEq)]
struct Changes {
    added: Vec<String>,
    changed: Vec<String>,
    removed: Vec<String>,
    news: Vec<String>,
    /// Children that stay, without the longest run of them that needn't move.
    moves: usize,
}

impl Changes {
    fn between(old: &Page, new: &Page) -> Self {
        let mut changes = Self::default();
        changes.children(old, old.root, new, new.root);
        changes
    }

    fn children(&mut self, old: &Page, was: Id, new: &Page, is: Id) -> bool {
        let (was, is) = (old.own(was), new.own(is));
        let mut left: Vec<_> = was.iter().copied().enumerate().collect();
        let mut own_parts = false;
        let mut pairs = vec![None; is.len()];
        let take = |left: &mut Vec<(usize, Id)>, fits: &dyn Fn(Id) -> bool| {
            let at = left.iter().position(|(_, other)| fits(*other))?;
            Some(left.remove(at))
        };
        for (child, pair) in is.iter().zip(&mut pairs) {
            *pair = take(&mut left, &|other| match new.key(*child) {
                Some(key) => old.key(other) == Some(key),
                None => old.key(other).is_none() && old.html(other) == new.html(*child),
            });
        }
        for (child, pair) in is.iter().zip(&mut pairs) {
            let name = &new.nodes[*child].name;
            if pair.is_none() && new.key(*child).is_none() && !name.starts_with('#') && name != "br"
            {
                *pair = take(&mut left, &|other| {
                    old.key(other).is_none() && old.nodes[other].name == *name
                });
            }
        }
        for (child, pair) in is.iter().zip(&pairs) {
            match (new.key(*child), *pair) {
                (None, None) => own_parts = true,
                (Some(_), None) => self.added.extend(keys(new, *child)),
                (None, Some((_, before))) => own_parts |= old.html(before) != new.html(*child),
                (Some(key), Some((_, before))) if old.html(before) != new.html(*child) => {
                    if !old.is_section(before) || !new.is_section(*child) {
                        self.changed.push(key.to_owned());
                        continue;
                    }
                    let at = self.changed.len();
                    let [one, other] = [(old, before), (new, *child)].map(|(page, section)| {
                        let content = page.content(section);
                        page.html(section).replace(&page.html(content), "")
                    });
                    let own = self.children(old, old.content(before), new, new.content(*child));
                    if own || one != other {
                        self.changed.insert(at, key.to_owned());
                    }
                }
                _ => {}
            }
        }
        for (_, gone) in &left {
            own_parts |= old.key(*gone).is_none();
            if old.key(*gone).is_some() {
                self.removed.extend(keys(old, *gone));
            }
        }
        let gone: BTreeSet<_> = left.iter().map(|(at, _)| *at).collect();
        self.news(old, &was, new, &is, &pairs, &gone);
        let order: Vec<_> = pairs.iter().flatten().map(|(at, _)| *at).collect();
        self.moves += order.len() - longest_run(&order);
        own_parts
    }

    fn news(
        &mut self,
        old: &Page,
        was: &[Id],
        new: &Page,
        is: &[Id],
        pairs: &[Option<(usize, Id)>],
        gone: &BTreeSet<usize>,
    ) {
        for gap in std::iter::once(None).chain((0..was.len()).map(Some)) {
            let from = gap.map_or(0, |at| at + 1);
            if gap.is_some_and(|at| gone.contains(&at)) {
                continue;
            }
            let went = (from..was.len())
                .take_while(|at| gone.contains(at))
                .filter(|at| old.key(was[*at]).is_some());
            let start = match gap {
                None => 0,
                Some(at) => {
                    1 + pairs
                        .iter()
                        .position(|pair| pair.is_some_and(|(other, _)| other == at))
                        .unwrap()
                }
            };
            let came = (start..is.len())
                .take_while(|at| pairs[*at].is_none())
                .filter_map(|at| new.key(is[at]));
            let came: Vec<_> = came.map(str::to_owned).collect();
            let rewritten = went.count().min(came.len());
            self.news.extend_from_slice(&came[..came.len() - rewritten]);
        }
    }
}

fn keys(page: &Page, node: Id) -> Vec<String> {
    page.within(node)
        .into_iter()
        .filter_map(|node| page.key(node).map(str::to_owned))
        .collect()
}

/// Length of the longest rising run, in quadratic time.
fn longest_run(order: &[usize]) -> usize {
    let mut lengths = vec![1; order.len()];
    for at in 0..order.len() {
        let best = (0..at)
            .filter(|before| order[*before] < order[at])
            .map(|before| lengths[before])
            .max();
        lengths[at] = 1 + best.unwrap_or(0);
    }
    lengths.into_iter().max().unwrap_or(0)
}

fn sections(page: &Page) -> Vec<Id> {
    page.within(page.root)
        .into_iter()
        .filter(|node| page.is_section(*node))
        .collect()
}

/// Sections that a reader opened or closed, and nodes that others put among ours.
fn disturb(page: &mut Page, random: &mut Random) {
    for section in sections(page) {
        if random.chance(40) {
            page.set_open(section, random.chance(50));
        }
    }
    let containers: Vec<_> = sections(page)
        .into_iter()
        .map(|section| page.content(section))
        .chain([page.root])
        .collect();
    for container in containers {
        for _ in 0..random.below(4) {
            let foreign = page.add(Node {
                name: "foreign".to_owned(),
                foreign: true,
                ..Node::default()
            });
            let children = &mut page.nodes[container].children;
            children.insert(random.below(children.len() + 1), foreign);
        }
    }
}

/// The node of ours that each foreign one follows, if any, and the key there.
fn followed(page: &Page) -> Vec<(Id, Option<Id>, Option<String>)> {
    let mut found = Vec::new();
    for parent in page.within(page.root) {
        let mut last = None;
        for child in &page.nodes[parent].children {
            if page.nodes[*child].foreign {
                found.push((
                    *child,
                    last,
                    last.and_then(|last| page.key(last)).map(str::to_owned),
                ));
            } else {
                last = Some(*child);
            }
        }
    }
    found
}

fn check(shown: &DisplayList, wanted: &DisplayList, random: &mut Random) {
    let patch = diff(shown, wanted);
    let fresh = Page::painted(wanted);
    let plain = Page::painted(shown);
    let mut page = plain.clone();
    disturb(&mut page, random);
    let before = page.clone();
    page.run(&patch);

    // Patching what is shown gives what a fresh rendering gives, but for what the reader opened or closed.
    let stay: BTreeSet<_> = sections(&page)
        .into_iter()
        .filter(|section| *section < before.nodes.len())
        .collect();
    let mut closed = page.clone();
    let mut expected = fresh.clone();
    for (section, wanted) in sections(&page).into_iter().zip(sections(&fresh)) {
        if stay.contains(&section) {
            assert_eq!(
                page.is_open(section),
                before.is_open(section),
                "what is open stays open"
            );
            expected.set_open(wanted, true);
            closed.set_open(section, true);
        }
    }
    assert_eq!(closed.html(closed.root), expected.html(expected.root));

    let mut changes = Changes::between(&plain, &fresh);
    let Patch {
        added,
        changed,
        removed,
        mut news,
        ..
    } = patch;
    assert_eq!(
        (&added, changed, removed),
        (&changes.added, changes.changed, changes.removed)
    );
    // Of equal parts without a key, others may be taken than the slow way takes.
    let distinct = [&plain, &fresh].into_iter().all(|page| {
        let mut seen = BTreeSet::new();
        let contents = sections(page)
            .into_iter()
            .map(|section| page.content(section));
        let children = contents
            .chain([page.root])
            .flat_map(|parent| page.own(parent));
        let mut unkeyed = children.filter(|child| page.key(*child).is_none());
        unkeyed.all(|child| seen.insert(page.html(child)))
    });
    assert!(
        page.moves <= changes.moves,
        "no more is moved than has to be"
    );
    assert!(news.iter().all(|key| added.contains(key)));
    if distinct {
        news.sort();
        changes.news.sort();
        assert_eq!((page.moves, news), (changes.moves, changes.news));
    }

    // What is equal is never touched.
    for (parent, other) in matching(&plain, &fresh) {
        for child in plain.own(parent) {
            let same = fresh
                .own(other)
                .into_iter()
                .any(|other| plain.key(child).is_some() && plain.html(child) == fresh.html(other));
            if same {
                assert!(
                    page.within(page.root).contains(&child),
                    "what is equal stays: {}\n{}\n{}",
                    plain.html(child),
                    plain.html(plain.root),
                    fresh.html(fresh.root)
                );
                assert!(
                    plain
                        .within(child)
                        .iter()
                        .all(|node| !page.touched.contains(node))
                );
            }
        }
    }
    // What others put there stays behind what it followed.
    let now = followed(&page);
    assert_eq!(now.len() + lost(&before, &page), followed(&before).len());
    for (foreign, behind, _) in followed(&before) {
        let Some((_, now, _)) = now.iter().find(|(other, ..)| *other == foreign) else {
            continue;
        };
        if behind.is_some_and(|behind| page.within(page.root).contains(&behind)) {
            assert_eq!(*now, behind);
        }
    }
}

/// How many foreign nodes went with what they were in.
fn lost(before: &Page, page: &Page) -> usize {
    let now: BTreeSet<_> = page.within(page.root).into_iter().collect();
    before
        .within(before.root)
        .into_iter()
        .filter(|node| before.nodes[*node].foreign && !now.contains(node))
        .count()
}

/// The containers that are in both.
fn matching(old: &Page, new: &Page) -> Vec<(Id, Id)> {
    let mut found = vec![(old.root, new.root)];
    let mut at = 0;
    while let Some((was, is)) = found.get(at).copied() {
        at += 1;
        for child in old
            .own(was)
            .into_iter()
            .filter(|child| old.is_section(*child))
        {
            let same = |other: &Id| new.is_section(*other) && new.key(*other) == old.key(child);
            if let Some(other) = new.own(is).into_iter().find(same) {
                found.push((old.content(child), new.content(other)));
            }
        }
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn patching_what_is_shown_gives_what_a_fresh_rendering_gives(seed in any::<u64>()) {
        let mut random = Random::new(seed);
        let old = Article::random(&mut random);
        let new = old.edited(&mut random);
        let (shown, wanted) = (old.list(random.chance(50)), new.list(random.chance(50)));
        check(&shown, &wanted, &mut random);
        check(&wanted, &shown, &mut random);
    }

    #[test]
    fn an_article_becomes_any_other(seed in any::<u64>()) {
        let mut random = Random::new(seed);
        let (one, other) = (Article::random(&mut random), Article::random(&mut random));
        check(&one.list(true), &other.list(false), &mut random);
    }

    #[test]
    fn no_list_of_operations_harms_the_comparison(
        shown in proptest::collection::vec(0u32..1 << 26, 0..60),
        wanted in proptest::collection::vec(0u32..4096, 0..60),
        text in ".{0,40}",
    ) {
        let list = |ops: &[u32]| DisplayList { ops: ops.to_vec(), text: text.clone(), keys: text.clone() };
        diff(&list(&shown), &list(&wanted));
        diff(&list(&wanted), &list(&shown));
    }

    #[test]
    fn a_text_is_skipped_by_the_units_that_javascript_counts(start in "\\PC{0,9}", text in "[a-zè東🎉\n]{0,40}") {
        let whole = [start.as_str(), &text, "🎉 and more"].concat();
        let units = text.encode_utf16().count() as u32;
        prop_assert_eq!(skip_units(&whole, start.len(), units), start.len() + text.len());
    }

    #[test]
    fn the_run_that_stays_is_the_longest(order in proptest::collection::vec(proptest::option::of(0usize..1000), 0..60)) {
        let mut seen = BTreeSet::new();
        let order: Vec<_> = order.into_iter().map(|at| at.filter(|at| seen.insert(*at))).collect();
        let stays = longest_rising_run(&order);
        let run: Vec<_> = order.iter().zip(&stays).filter(|(_, stays)| **stays).map(|(at, _)| at.unwrap()).collect();
        prop_assert!(run.is_sorted());
        prop_assert_eq!(run.len(), longest_run(&order.into_iter().flatten().collect::<Vec<_>>()));
    }
}

fn list(json: &str) -> DisplayList {
    rendered(json, &Options::default(), false)
}

#[test]
fn nothing_differs_in_the_same_article() {
    let everything = include_str!("../../../tests/fixtures/everything.json");
    let patch = diff(&list(everything), &list(everything));
    assert!(patch.is_empty() && patch.text.is_empty() && patch.keys.is_empty());
    assert!(
        patch.added.is_empty()
            && patch.changed.is_empty()
            && patch.removed.is_empty()
            && patch.news.is_empty()
    );
}

#[test]
fn a_patch_of_one_block_has_no_more_than_that_block() {
    let article = |word: &str| {
        let blocks: Vec<_> = (0..500)
            .map(|at| {
                format!(
                    r#"{{"type":"paragraph","id":"p{at}","text":"{}"}}"#,
                    if at == 250 { word } else { "…" }
                )
            })
            .collect();
        list(&format!(
            r#"{{"headline":"H","body":[{}]}}"#,
            blocks.join(",")
        ))
    };
    let patch = diff(&article("one"), &article("two"));
    assert_eq!(patch.changed, ["p250"]);
    assert!(patch.ops.len() < 20 && patch.text.contains("two") && patch.text.len() < 40);
}

#[test]
fn fixtures_become_each_other() {
    let fixtures = [
        include_str!("../../../tests/fixtures/broken.json"),
        include_str!("../../../tests/fixtures/everything.json"),
        include_str!("../../../tests/fixtures/nested-sections.json"),
        include_str!("../../../tests/fixtures/rtl.json"),
        include_str!("../../../tests/fixtures/sections-from-headings.json"),
        include_str!("../../../tests/fixtures/minimal.json"),
    ];
    let mut random = Random::new(1);
    for one in fixtures {
        for other in fixtures {
            check(&list(one), &list(other), &mut random);
        }
    }
}

#[test]
fn the_interpreter_has_the_same_operations() {
    let source = include_str!("../../page/paint.js");
    let mut expected: Vec<_> = list_op::TABLE.iter().chain(op::TABLE).copied().collect();
    expected.extend([("BITS", list_op::BITS), ("PATCH_BITS", op::BITS)]);
    for (name, code) in expected {
        let line = format!("\nconst {name} = {code};\n");
        assert!(source.contains(&line), "{line}");
    }
}
