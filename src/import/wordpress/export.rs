//! Exports of WordPress (WXR), and feeds with whole contents.

use super::content;
use crate::error::ArticleError;
use crate::import::date::normalized;
use crate::import::html::place::{Lines, Place};
use crate::import::html::{decode, inline, tree::Id, tree::Tree};
use crate::import::inline_text::is_blank;
use crate::import::names::Names;
use crate::import::{Context, Format, not_this_format, xml};
use crate::model::{Article, Image, Person, Publisher, Tag};
use crate::url::Address;

pub(crate) fn is_export(text: &str) -> bool {
    match xml::root_name(text) {
        "rss" | "RDF" => text.contains("<item"),
        "feed" => text.contains("<entry"),
        _ => false,
    }
}

fn text(tree: &Tree<'_>, id: Id, name: &str) -> Option<String> {
    let found = tree.children(id).find(|child| tree.name(*child) == name)?;
    let text = tree.text(found);
    let text = text.trim();
    (!text.is_empty()).then(|| decode(text, false).into_owned())
}

/// An export, read once for all its articles.
pub(crate) struct Export<'t> {
    tree: Tree<'t>,
    lang: Option<String>,
    publisher: Option<Publisher>,
    /// By their logins.
    authors: Names,
    /// Its posts and pages.
    pub(crate) posts: Vec<Id>,
    /// All items by their number: a picture is an item of its own.
    items: Names,
    lines: Lines,
}

impl<'t> Export<'t> {
    pub(crate) fn parse(source: &'t str) -> Result<Self, ArticleError> {
        let tree = xml::parse(source);
        let root = xml::root(&tree).filter(|_| is_export(source));
        let Some(root) = root else {
            return Err(not_this_format(Format::WordPress, "it has no items."));
        };
        // In Atom and in RSS 1.0 the items aren't in the channel.
        let channel = xml::child(&tree, root, "channel").unwrap_or(root);
        let is_in = |name: &'static str| xml::child(&tree, channel, name).is_some();
        let (outer, name) = match (is_in("item"), is_in("entry")) {
            (true, _) => (channel, "item"),
            (false, true) => (channel, "entry"),
            (false, false) => (root, "item"),
        };
        let mut items = Names::default();
        let mut posts = Vec::new();
        for item in xml::children(&tree, outer, name) {
            if let Some(number) = text(&tree, item, "wp:post_id")
                && items.get(&number).is_none()
            {
                items.insert(number, item as usize);
            }
            let kind = text(&tree, item, "wp:post_type");
            if kind.is_none_or(|kind| matches!(kind.as_str(), "post" | "page")) {
                posts.push(item);
            }
        }
        let mut authors = Names::default();
        for author in xml::children(&tree, channel, "author") {
            if let Some(login) = text(&tree, author, "wp:author_login")
                && authors.get(&login).is_none()
            {
                authors.insert(login, author as usize);
            }
        }
        // Read once: each search through a channel passes all of its items.
        let publisher = text(&tree, channel, "title").map(|title| {
            let mut publisher = Publisher::new(title);
            publisher.url = text(&tree, channel, "link");
            publisher
        });
        Ok(Self {
            lines: Lines::new(source),
            lang: text(&tree, channel, "language")
                .or_else(|| tree.value(root, "xml:lang").map(str::to_owned)),
            publisher,
            authors,
            tree,
            posts,
            items,
        })
    }

    /// The article that the options pick.
    pub(super) fn picked(&self, cx: &mut Context<'_>) -> Result<Article, ArticleError> {
        let count = self.posts.len();
        let picked = cx
            .pick(count, "1:1")
            .and_then(|at| self.posts.get(at))
            .ok_or_else(|| {
                let message = format!("it has {count} posts, and none of that number.");
                not_this_format(Format::WordPress, &message)
            })?;
        Ok(self.article(*picked, cx))
    }

    pub(crate) fn article(&self, item: Id, cx: &mut Context<'_>) -> Article {
        let tree = &self.tree;
        let at = tree.node(item).map_or(0, |node| node.start);
        let path = Place::Lines(&self.lines).path(tree.source, at);
        let mut article = Article {
            lang: self.lang.clone(),
            url: text(tree, item, "link")
                .or_else(|| {
                    let link = xml::children(tree, item, "link").find(|link| {
                        tree.value(*link, "rel")
                            .is_none_or(|rel| rel == "alternate")
                    })?;
                    tree.value(link, "href").map(str::to_owned)
                })
                .filter(|url| url.starts_with("http")),
            ..Article::default()
        };
        if cx.base.is_none() {
            cx.base = article
                .url
                .as_deref()
                .and_then(Address::link)
                .map(Address::into_owned);
        }
        article.headline = inline(cx, &raw(tree, item, "title").unwrap_or_default(), &path);
        article.standfirst = raw(tree, item, "excerpt:encoded")
            .map(|excerpt| inline(cx, &excerpt, &path))
            .filter(|excerpt| !is_blank(excerpt));
        article.publisher.clone_from(&self.publisher);
        article.byline = self.byline(item);
        article.published = utc(text(tree, item, "wp:post_date_gmt"))
            .or_else(|| text(tree, item, "wp:post_date").and_then(|date| normalized(&date)))
            .or_else(|| {
                ["pubDate", "published", "dc:date", "updated"]
                    .iter()
                    .find_map(|name| normalized(&text(tree, item, name)?))
            });
        article.updated = utc(text(tree, item, "wp:post_modified_gmt"))
            .or_else(|| normalized(&text(tree, item, "updated")?))
            .filter(|updated| Some(updated) != article.published.as_ref());
        article.tags = xml::children(tree, item, "category")
            .filter(|category| {
                tree.attribute(*category, "domain")
                    .is_none_or(|domain| domain == "post_tag")
            })
            .map(|category| Tag::new(decode(tree.text(category).trim(), false)))
            .collect();
        let thumbnail = xml::children(tree, item, "postmeta")
            .find(|meta| text(tree, *meta, "wp:meta_key").as_deref() == Some("_thumbnail_id"))
            .and_then(|meta| text(tree, meta, "wp:meta_value"));
        if let Some(number) = thumbnail {
            article.image = self.attachment(&number, cx, &path);
            if article.image.is_none() {
                cx.resolve("media", &number, &path);
            }
        }
        let html = ["content:encoded", "content", "description", "summary"]
            .iter()
            .find_map(|name| raw(tree, item, name))
            .unwrap_or_default();
        // The pictures of galleries are items of the export.
        for (at, code) in html.match_indices("[gallery ") {
            let rest = html.get(at + code.len()..).unwrap_or_default();
            for number in rest
                .split(']')
                .next()
                .unwrap_or_default()
                .split(|c: char| !c.is_ascii_digit())
            {
                if self.items.get(number).is_some()
                    && let Some(image) = self.attachment(number, cx, &path)
                {
                    cx.pictures.push((number.to_owned(), image));
                }
            }
        }
        article.body = content(cx, &html, &path);
        article
    }
}

/// The text of a field whose value is HTML.
fn raw(tree: &Tree<'_>, id: Id, name: &str) -> Option<String> {
    let found = tree.children(id).find(|child| tree.name(*child) == name)?;
    // In Atom it may be XHTML as it stands.
    if tree.value(found, "type") == Some("xhtml") {
        return Some(tree.outer(found).to_owned());
    }
    Some(tree.text(found)).filter(|text| !text.trim().is_empty())
}

/// A time of WordPress in UTC, which it writes without the zone; none of a draft.
fn utc(text: Option<String>) -> Option<String> {
    let text = text.filter(|text| !text.starts_with("0000"))?;
    normalized(&[text.as_str(), "Z"].concat())
}

impl Export<'_> {
    fn byline(&self, item: Id) -> Vec<Person> {
        let Some(login) = text(&self.tree, item, "dc:creator") else {
            return xml::children(&self.tree, item, "author")
                .filter_map(|author| text(&self.tree, author, "name"))
                .map(Person::new)
                .collect();
        };
        let name = self
            .authors
            .get(&login)
            .and_then(|author| text(&self.tree, author as Id, "wp:author_display_name"));
        vec![Person::new(name.unwrap_or(login))]
    }

    /// The picture of a number.
    fn attachment(&self, number: &str, cx: &mut Context<'_>, path: &str) -> Option<Image> {
        let tree = &self.tree;
        let item = self.items.get(number)? as Id;
        let url = text(tree, item, "wp:attachment_url")?;
        let alt = xml::children(tree, item, "postmeta")
            .find(|meta| {
                text(tree, *meta, "wp:meta_key").as_deref() == Some("_wp_attachment_image_alt")
            })
            .and_then(|meta| text(tree, meta, "wp:meta_value"));
        let mut image = Image::new(cx.media(&url, path)?, alt.unwrap_or_default());
        image.caption = raw(tree, item, "excerpt:encoded")
            .map(|caption| inline(cx, &caption, path))
            .filter(|caption| !is_blank(caption));
        Some(image)
    }
}
