//! NewsML-G2 and NewsML 1.2: envelopes of news agencies round NITF, XHTML or text.

use super::date::normalized;
use super::html::blocks::{Rules, Walker};
use super::html::place::{Lines, Place};
use super::html::tree::{Id, ROOT, Tree};
use super::html::{self};
use super::inline_text::is_blank;
use super::text::header::authors;
use super::{Context, Format, Importer, Source, nitf, not_this_format, xml};
use crate::error::ArticleError;
use crate::model::{Article, Block, Image, Person};

pub(super) struct NewsMl;

const ROOTS: [&str; 5] = ["newsItem", "newsMessage", "NewsML", "packageItem", "newsml"];

impl Importer for NewsMl {
    fn format(&self) -> Format {
        Format::NewsMl
    }

    fn detect(&self, text: &str) -> bool {
        ROOTS.contains(&xml::root_name(text))
    }

    fn import(&self, source: &Source<'_>, cx: &mut Context<'_>) -> Result<Article, ArticleError> {
        let tree = xml::parse(&source.text);
        let lines = Lines::new(&source.text);
        let place = Place::Lines(&lines);
        let items: Vec<Id> = tree
            .descendants(ROOT)
            .filter(|id| matches!(xml::local(&tree, *id), "newsItem" | "NewsItem"))
            .collect();
        // Items without text are pictures of the others.
        let mut texts: Vec<Id> = items
            .iter()
            .copied()
            .filter(|item| {
                ["inlineXML", "inlineData", "DataContent"]
                    .iter()
                    .any(|name| xml::find(&tree, *item, name).is_some())
            })
            .collect();
        if texts.is_empty() {
            texts = items.clone();
        }
        let picked = cx.pick(texts.len(), "1:1").and_then(|at| texts.get(at));
        let Some(&item) = picked else {
            return Err(not_this_format(
                Format::NewsMl,
                "it has no news item of that number.",
            ));
        };
        let mut article = Article::default();
        if xml::local(&tree, item) == "newsItem" {
            second(cx, &tree, item, place, &mut article);
        } else {
            first(cx, &tree, item, place, &mut article);
        }
        for picture in items.into_iter().filter(|other| *other != item) {
            if let Some(image) = picture_of(cx, &tree, picture, place) {
                if article.image.is_none() {
                    article.image = Some(image);
                } else {
                    article.body.push(image.into());
                }
            }
        }
        Ok(article)
    }
}

fn path(tree: &Tree<'_>, id: Id, place: Place<'_>) -> String {
    place.path(tree.source, tree.node(id).map_or(0, |node| node.start))
}

/// An item of the second generation.
fn second(
    cx: &mut Context<'_>,
    tree: &Tree<'_>,
    item: Id,
    place: Place<'_>,
    article: &mut Article,
) {
    article.id = tree.value(item, "guid").map(str::to_owned);
    article.lang = tree.value(item, "xml:lang").map(str::to_owned);
    if let Some(meta) = xml::child(tree, item, "itemMeta") {
        article.updated =
            xml::child_text(tree, meta, "versionCreated").and_then(|date| normalized(&date));
        article.published =
            xml::child_text(tree, meta, "firstCreated").and_then(|date| normalized(&date));
        status(cx, tree, meta, place);
    }
    if let Some(meta) = xml::child(tree, item, "contentMeta") {
        let text = |name| xml::child_text(tree, meta, name);
        let created = text("contentCreated").and_then(|date| normalized(&date));
        article.published = article.published.take().or(created);
        for headline in xml::children(tree, meta, "headline") {
            let role = tree.value(headline, "role").unwrap_or_default();
            let words = tree.words(headline);
            if role.ends_with("subhead") || role.ends_with("sub") {
                article.standfirst = Some(words.into());
            } else if is_blank(&article.headline) {
                article.headline = words.into();
            }
        }
        if let Some(by) = text("by") {
            article.byline = authors(&by);
        } else {
            article.byline = xml::children(tree, meta, "creator")
                .filter_map(|creator| xml::child_text(tree, creator, "name"))
                .map(Person::new)
                .collect();
        }
        if article.standfirst.is_none() {
            article.standfirst = xml::children(tree, meta, "description")
                .find(|description| {
                    tree.value(*description, "role")
                        .is_some_and(|role| role.ends_with("summary") || role.ends_with("abstract"))
                })
                .map(|description| tree.words(description).into());
        }
        if let Some(language) = xml::child(tree, meta, "language") {
            article.lang = tree
                .value(language, "tag")
                .map(str::to_owned)
                .or(article.lang.take());
        }
        if let Some(dateline) = text("dateline") {
            article.body.push(Block::paragraph(dateline));
        }
    }
    if article.published.is_none() {
        article.published = article.updated.take();
    }
    article.updated = article
        .updated
        .take()
        .filter(|updated| Some(updated) != article.published.as_ref());
    let Some(set) = xml::child(tree, item, "contentSet") else {
        return;
    };
    content(cx, tree, set, place, article);
}

/// An item of the first generation.
fn first(cx: &mut Context<'_>, tree: &Tree<'_>, item: Id, place: Place<'_>, article: &mut Article) {
    let text = |name: &str| {
        xml::find(tree, item, name)
            .map(|found| tree.words(found))
            .filter(|words| !words.is_empty())
    };
    article.headline = text("HeadLine").unwrap_or_default().into();
    article.standfirst = text("SubHeadLine").map(Into::into);
    article.byline = text("ByLine").map(|by| authors(&by)).unwrap_or_default();
    article.published = text("FirstCreated")
        .or_else(|| text("ThisRevisionCreated"))
        .and_then(|date| normalized(&date));
    article.lang = xml::find(tree, item, "Language")
        .and_then(|language| tree.value(language, "FormalName"))
        .map(str::to_owned);
    if let Some(dateline) = text("DateLine") {
        article.body.push(Block::paragraph(dateline));
    }
    content(cx, tree, item, place, article);
}

/// A story that was taken back is imported all the same.
fn status(cx: &mut Context<'_>, tree: &Tree<'_>, meta: Id, place: Place<'_>) {
    let Some(status) = xml::child(tree, meta, "pubStatus") else {
        return;
    };
    let code = tree.value(status, "qcode").unwrap_or_default();
    if code.ends_with("canceled") || code.ends_with("withheld") {
        cx.warn(
            "not-usable",
            &path(tree, status, place),
            format!("The agency says of this story: {code}."),
        );
    }
}

/// Adds the content: NITF before XHTML before text.
fn content(
    cx: &mut Context<'_>,
    tree: &Tree<'_>,
    set: Id,
    place: Place<'_>,
    article: &mut Article,
) {
    if let Some(root) = xml::find(tree, set, "nitf") {
        return nitf::read(cx, tree, root, place, article);
    }
    let holder = ["inlineXML", "inlineData", "DataContent"]
        .into_iter()
        .find_map(|name| xml::find(tree, set, name));
    let Some(holder) = holder else {
        return;
    };
    let markup = tree
        .children(holder)
        .any(|child| !tree.name(child).is_empty());
    if markup {
        // XHTML, or paragraphs.
        let body = xml::find(tree, holder, "body").unwrap_or(holder);
        let rules = Rules {
            nitf: true,
            ..Rules::default()
        };
        let mut walker = Walker::new(cx, tree, place, rules);
        let mut blocks = walker.run(body);
        walker.finish(&mut blocks);
        article.body.extend(blocks);
        return;
    }
    let text = tree.text(holder);
    let at = path(tree, holder, place);
    if html::is_html(&text) {
        cx.warn(
            "html-in-text",
            &at,
            "The content is HTML in a text; it was read as HTML.",
        );
        article.body.extend(html::blocks(cx, &text, &at));
        return;
    }
    article.body.extend(paragraphs(&text));
}

/// The paragraphs of a text: they end at a blank line, or where a line is indented.
fn paragraphs(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut paragraph = String::new();
    for line in text.lines().chain([""]) {
        let bare = line.trim();
        let indented = line.starts_with("  ") || line.starts_with('\t');
        if (bare.is_empty() || indented) && !paragraph.is_empty() {
            blocks.push(Block::paragraph(std::mem::take(&mut paragraph)));
        }
        if !bare.is_empty() {
            if !paragraph.is_empty() {
                paragraph.push(' ');
            }
            paragraph.push_str(bare);
        }
    }
    blocks
}

/// The picture that an item is.
fn picture_of(cx: &mut Context<'_>, tree: &Tree<'_>, item: Id, place: Place<'_>) -> Option<Image> {
    let rendition = tree
        .descendants(item)
        .filter(|id| xml::local(tree, *id) == "remoteContent")
        .filter(|id| {
            tree.value(*id, "contenttype")
                .is_none_or(|kind| kind.starts_with("image/"))
        })
        .max_by_key(|id| {
            tree.value(*id, "width")
                .and_then(|width| width.parse::<u32>().ok())
                .unwrap_or_default()
        })?;
    let src = cx.media(tree.value(rendition, "href")?, &path(tree, item, place))?;
    let mut image = Image::new(src, "");
    let size = |name| {
        tree.value(rendition, name)
            .and_then(|size| size.parse().ok())
    };
    if let (Some(width), Some(height)) = (size("width"), size("height")) {
        image = image.size(width, height);
    }
    let meta = xml::child(tree, item, "contentMeta")?;
    image.caption = xml::child_text(tree, meta, "description").map(Into::into);
    image.credit = xml::child_text(tree, meta, "creditline");
    Some(image)
}
