//! NITF, the XML of news agencies.

use super::date::normalized;
use super::html::blocks::{Rules, Walker};
use super::html::place::{Lines, Place};
use super::html::tree::{Id, Tree, collapse};
use super::inline_text::is_blank;
use super::text::header::authors;
use super::{Context, Format, Importer, Source, not_this_format, xml};
use crate::error::ArticleError;
use crate::model::{Article, Block, Image, Person, Tag};

pub(super) struct Nitf;

impl Importer for Nitf {
    fn format(&self) -> Format {
        Format::Nitf
    }

    fn detect(&self, text: &str) -> bool {
        xml::root_name(text) == "nitf"
    }

    fn import(&self, source: &Source<'_>, cx: &mut Context<'_>) -> Result<Article, ArticleError> {
        let tree = xml::parse(&source.text);
        let lines = Lines::new(&source.text);
        let root = xml::root(&tree)
            .filter(|root| xml::local(&tree, *root) == "nitf")
            .or_else(|| xml::find(&tree, super::html::tree::ROOT, "nitf"));
        let Some(root) = root else {
            return Err(not_this_format(Format::Nitf, "it has no element `nitf`."));
        };
        let mut article = Article::default();
        read(cx, &tree, root, Place::Lines(&lines), &mut article);
        Ok(article)
    }
}

/// Adds what a `nitf` element says to an article, without replacing what is known.
pub(super) fn read(
    cx: &mut Context<'_>,
    tree: &Tree<'_>,
    root: Id,
    place: Place<'_>,
    article: &mut Article,
) {
    let words = |id: Id| Some(collapse(&tree.words(id))).filter(|words| !words.is_empty());
    let head = xml::child(tree, root, "head");
    let body = xml::child(tree, root, "body");
    let top = body.and_then(|body| xml::child(tree, body, "body.head"));
    let content = body.and_then(|body| xml::child(tree, body, "body.content"));
    let end = body.and_then(|body| xml::child(tree, body, "body.end"));
    if article.lang.is_none() {
        article.lang = tree.value(root, "xml:lang").map(str::to_owned);
    }
    if let Some(top) = top {
        let hedline = xml::child(tree, top, "hedline").unwrap_or(top);
        if is_blank(&article.headline) {
            article.headline = xml::child(tree, hedline, "hl1")
                .and_then(words)
                .unwrap_or_default()
                .into();
        }
        if article.standfirst.is_none() {
            article.standfirst = xml::child(tree, hedline, "hl2")
                .or_else(|| xml::child(tree, top, "abstract"))
                .and_then(words)
                .map(Into::into);
        }
        if article.byline.is_empty() {
            article.byline = xml::children(tree, top, "byline")
                .flat_map(|byline| byline_of(tree, byline))
                .collect();
        }
    }
    if let Some(head) = head {
        if is_blank(&article.headline) {
            article.headline = xml::child(tree, head, "title")
                .and_then(words)
                .unwrap_or_default()
                .into();
        }
        docdata(cx, tree, head, place, article);
    }
    let rules = Rules {
        nitf: true,
        ..Rules::default()
    };
    let mut walker = Walker::new(cx, tree, place, rules);
    let mut blocks = Vec::new();
    if let Some(top) = top {
        // What isn't the standfirst is text.
        if let Some(summary) = xml::child(tree, top, "abstract")
            && words(summary).map(Into::into) != article.standfirst
        {
            blocks.extend(walker.run(summary));
        }
        for name in ["dateline", "distributor", "note"] {
            // Where a story comes from is text of the story.
            if let Some(line) = xml::child(tree, top, name).filter(|_| name == "dateline") {
                let text = walker.line(line);
                if !is_blank(&text) {
                    blocks.push(Block::paragraph(text));
                }
            } else if let Some(line) = xml::child(tree, top, name) {
                walker.left_out(line);
            }
        }
    }
    if let Some(content) = content {
        blocks.extend(walker.run(content));
    }
    if let Some(end) = end {
        blocks.extend(walker.run(end));
    }
    walker.finish(&mut blocks);
    article.body.extend(blocks);
}

/// The authors in a byline, without "By", and their role.
fn byline_of(tree: &Tree<'_>, byline: Id) -> Vec<Person> {
    let role = xml::child_text(tree, byline, "byttl");
    let named: Vec<Id> = tree
        .descendants(byline)
        .filter(|id| xml::local(tree, *id) == "person")
        .collect();
    let mut people: Vec<Person> = if named.is_empty() {
        let all = tree.words(byline);
        let names = role
            .as_deref()
            .and_then(|role| all.strip_suffix(role))
            .unwrap_or(&all);
        authors(names)
    } else {
        named
            .iter()
            .flat_map(|person| authors(&tree.words(*person)))
            .collect()
    };
    people.retain(|person| !person.name.is_empty());
    for person in &mut people {
        person.role = person.role.take().or_else(|| role.clone());
    }
    people
}

fn docdata(
    cx: &mut Context<'_>,
    tree: &Tree<'_>,
    head: Id,
    place: Place<'_>,
    article: &mut Article,
) {
    let Some(data) = xml::child(tree, head, "docdata") else {
        return;
    };
    let path = |id: Id| place.path(tree.source, tree.node(id).map_or(0, |node| node.start));
    for child in tree.children(data) {
        let norm = || tree.value(child, "norm").and_then(normalized);
        match xml::local(tree, child) {
            "date.release" if article.published.is_none() => article.published = norm(),
            "date.issue" if article.published.is_none() => article.published = norm(),
            "doc-id" if article.id.is_none() => {
                article.id = tree.value(child, "id-string").map(str::to_owned);
            }
            "key-list" => {
                for keyword in xml::children(tree, child, "keyword") {
                    let key = tree
                        .value(keyword, "key")
                        .map_or_else(|| tree.words(keyword), str::to_owned);
                    article.tags.push(Tag::new(key));
                }
            }
            "ed-msg" => {
                let note = tree.value(child, "info").unwrap_or_default();
                let count =
                    note.split_whitespace().count() + tree.words(child).split_whitespace().count();
                cx.warn(
                    "left-out",
                    &path(child),
                    format!("A message for editors of {count} words was left out."),
                );
            }
            _ => {}
        }
    }
}

/// Adds an element of NITF that HTML doesn't have; `false` if it is none.
pub(super) fn element(walker: &mut Walker<'_, '_>, id: Id) -> bool {
    let tree = walker.tree;
    match xml::local(tree, id) {
        "block" | "body.content" | "body.end" => walker.block(id),
        "hl2" | "hl1" => {
            let text = walker.line(id);
            walker.push_from(id, Block::heading(text));
        }
        "bq" => {
            let credit = xml::child(tree, id, "credit");
            let cite = credit.map(|credit| walker.line(credit));
            walker.skip(credit);
            let body = walker.collect(id);
            let mut quote = crate::model::Quote {
                cite,
                ..crate::model::Quote::default()
            };
            match body.as_slice() {
                [Block::Paragraph(paragraph)] => quote.text = Some(paragraph.text.clone()),
                _ => quote.body = body,
            }
            walker.push_from(id, quote);
        }
        "media" => media(walker, id),
        "tagline" | "bibliography" | "datasource" | "credit" => walker.block(id),
        "person" | "org" | "location" | "event" | "function" | "chron" | "num" | "money"
        | "city" | "country" | "object.title" | "virtloc" | "copyrite" | "postaddr"
        | "alt-code" => return false,
        "nitf-col" | "nitf-colgroup" | "nitf-table-metadata" => {}
        "nitf-table" => walker.block(id),
        _ => return false,
    }
    true
}

fn media(walker: &mut Walker<'_, '_>, id: Id) {
    let tree = walker.tree;
    let path = walker.path(id);
    let caption: Vec<Id> = xml::children(tree, id, "media-caption").collect();
    let producer = xml::child(tree, id, "media-producer");
    let reference = xml::children(tree, id, "media-reference").find(|reference| {
        tree.value(*reference, "source").is_some() || tree.value(*reference, "data").is_some()
    });
    let text = caption
        .iter()
        .map(|caption| walker.line(*caption))
        .collect::<Vec<_>>();
    let text = super::inline_text::join(text, "\n");
    let src = reference
        .and_then(|reference| {
            tree.value(reference, "source")
                .or_else(|| tree.value(reference, "data"))
        })
        .and_then(|src| walker.cx.media(src, &path));
    let is_image = tree
        .value(id, "media-type")
        .is_none_or(|kind| kind == "image" || kind == "photo");
    let credit = producer
        .map(|producer| tree.words(producer))
        .filter(|words| !words.is_empty());
    match src.filter(|_| is_image) {
        Some(src) => {
            let alt = reference.and_then(|reference| tree.value(reference, "alternate-text"));
            let mut image = Image::new(src, alt.unwrap_or_default());
            if let Some(reference) = reference {
                let size = |name| {
                    tree.value(reference, name)
                        .and_then(|size| size.parse().ok())
                };
                if let (Some(width), Some(height)) = (size("width"), size("height")) {
                    image = image.size(width, height);
                }
            }
            image.caption = Some(text).filter(|text| !is_blank(text));
            image.credit = credit;
            walker.push_from(id, image);
        }
        None => {
            // The words stay, whatever they belong to.
            if !is_blank(&text) {
                walker.push(Block::paragraph(text));
            }
            if let Some(credit) = credit {
                walker.push(Block::paragraph(credit));
            }
        }
    }
}
