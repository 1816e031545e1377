//! WordPress as JSON: answers of its REST API, and blocks as its parser gives them.

use serde_json::Value;

use super::date::normalized;
use super::entry;
use super::inline_text::is_blank;
use super::json_format::JsonFormat;
use super::node::{Node, largest_first};
use super::picture::{self, Picture};
use super::{Context, Format, html, wordpress};
use crate::error::ArticleError;
use crate::model::{Article, Block, Inline, Person, Tag};

pub(super) struct WordPressJson;

impl JsonFormat for WordPressJson {
    fn format(&self) -> Format {
        Format::WordPress
    }

    fn is(&self, node: &Node<'_>) -> bool {
        is_post(node)
            || is_block(node.value())
            || node.value().as_array().is_some_and(|items| {
                items.iter().any(is_block) || !items.is_empty() && node.items().iter().all(is_post)
            })
    }

    fn import(&self, node: &Node<'_>, cx: &mut Context<'_>) -> Result<Article, ArticleError> {
        if is_post(node) {
            return Ok(post(node, cx));
        }
        let items = node.items();
        if items.iter().any(is_post) {
            let pick = cx.pick(items.len(), &node.path()).unwrap_or(0);
            let picked = items.get(pick).or(items.first());
            return Ok(picked.map(|node| post(node, cx)).unwrap_or_default());
        }
        let mut content = String::new();
        serialize(&items, &mut content);
        Ok(entry::of_body(wordpress::content(
            cx,
            &content,
            &node.path(),
        )))
    }
}

fn is_post(node: &Node<'_>) -> bool {
    let rendered = |key: &str| {
        node.get(key).is_some_and(|text| {
            ["rendered", "raw"]
                .iter()
                .any(|key| text.get(key).is_some_and(|text| text.is_text()))
        })
    };
    // WordPress.com and WPGraphQL.
    let has_text = |key: &str| node.get(key).is_some_and(|text| text.is_text());
    let is_plain = has_text("title")
        && node
            .text("content")
            .is_some_and(|content| html::is_html(&content))
        && ["excerpt", "link", "URL", "featuredImage", "featured_image"]
            .iter()
            .any(|key| node.get(key).is_some());
    is_plain || rendered("content") || rendered("title") && node.get("link").is_some()
}

fn is_block(value: &Value) -> bool {
    value.get("blockName").is_some()
        && (value.get("innerHTML").is_some() || value.get("innerContent").is_some())
}

/// Blocks as the content that they were parsed from.
fn serialize(blocks: &[Node<'_>], out: &mut String) {
    for block in blocks {
        let name = block.text("blockName");
        let name = name
            .as_deref()
            .map(|name| name.strip_prefix("core/").unwrap_or(name));
        let attributes = block
            .get("attrs")
            .filter(|attributes| {
                attributes
                    .value()
                    .as_object()
                    .is_some_and(|fields| !fields.is_empty())
            })
            .map(|attributes| {
                let json = serde_json::to_string(attributes.value()).unwrap_or_default();
                format!(
                    "{} ",
                    json.replace("--", "\\u002d\\u002d")
                        .replace('<', "\\u003c")
                        .replace('>', "\\u003e")
                )
            })
            .unwrap_or_default();
        if let Some(name) = name {
            out.push_str(&format!("<!-- wp:{name} {attributes}-->"));
        }
        let inner = block.list("innerBlocks");
        let mut nested = inner.iter();
        let parts = block.value().get("innerContent").and_then(Value::as_array);
        match parts {
            Some(parts) => {
                for part in parts {
                    match part.as_str() {
                        Some(html) => out.push_str(html),
                        // The place of the next inner block.
                        None => serialize(
                            nested.next().map(std::slice::from_ref).unwrap_or_default(),
                            out,
                        ),
                    }
                }
            }
            None => out.push_str(block.str("innerHTML")),
        }
        serialize(nested.as_slice(), out);
        if let Some(name) = name {
            out.push_str(&format!("<!-- /wp:{name} -->\n\n"));
        }
    }
}

/// The text of a field, rendered or raw.
fn field<'v>(node: &Node<'v>, key: &str) -> Option<Node<'v>> {
    let field = node.get(key)?;
    field
        .any(&["rendered", "raw"])
        .or_else(|| field.is_text().then_some(field))
}

fn inline(node: &Node<'_>, key: &str, cx: &mut Context<'_>) -> Option<Inline> {
    let field = field(node, key)?;
    let text = html::inline(cx, &field.as_text()?, &field.path());
    (!is_blank(&text)).then_some(text)
}

fn post(node: &Node<'_>, cx: &mut Context<'_>) -> Article {
    let mut article = Article::default();
    if let Some(url) = node.any_text(&["link", "URL"]) {
        article.url = cx.link(&url, &node.path());
        if cx.base.is_none() {
            cx.base = article
                .url
                .as_deref()
                .and_then(crate::url::Address::link)
                .filter(|url| url.host().is_some())
                .map(crate::url::Address::into_owned);
        }
    }
    article.headline = inline(node, "title", cx).unwrap_or_default();
    // An excerpt that WordPress cut from the text ends with an ellipsis.
    let excerpt = inline(node, "excerpt", cx);
    article.standfirst = excerpt.filter(|text| {
        let text = text.to_plain_text();
        let text = text.trim_end();
        !text.ends_with('…')
            && !text.ends_with("[…]")
            && !text.ends_with("...")
            && !text.ends_with("[...]")
    });
    article.lang = node
        .any_text(&["lang", "locale"])
        .or_else(|| node.text_at("yoast_head_json.og_locale"))
        .map(entry::language);
    article.published = date(node, "date");
    article.updated =
        date(node, "modified").filter(|date| Some(date) != article.published.as_ref());
    let people = match node.list("coauthors") {
        list if list.iter().any(Node::is_object) => list,
        _ => match node.list_at("_embedded.author") {
            list if list.is_empty() => {
                let author = node.at("author.node").or_else(|| node.get("author"));
                author.filter(Node::is_object).into_iter().collect()
            }
            list => list,
        },
    };
    for author in &people {
        if let Some(name) = author.any_text(&["display_name", "name"]) {
            let mut person = Person::new(html::decode(&name, false).into_owned());
            person.url = author
                .any_text(&["link", "url"])
                .and_then(|url| cx.link(&url, &author.path()));
            article.byline.push(person);
        }
    }
    if article.byline.is_empty() {
        match node.text_at("yoast_head_json.author") {
            Some(name) => article.byline.push(Person::new(name)),
            None => {
                if let Some(id) = node.text("author") {
                    cx.resolve("author", &id, &node.path());
                }
            }
        }
    }
    lead(node, &mut article, cx);
    for term in node
        .list_at("_embedded.wp:term")
        .iter()
        .flat_map(Node::items)
    {
        if let Some(name) = term.text("name").filter(|name| name != "Uncategorized") {
            let mut tag = Tag::new(html::decode(&name, false).into_owned());
            tag.url = term
                .text("link")
                .and_then(|url| cx.link(&url, &term.path()));
            article.tags.push(tag);
        }
    }
    for key in ["categories", "tags"] {
        let terms = match (node.list_at(&format!("{key}.nodes")), node.get(key)) {
            (nodes, _) if !nodes.is_empty() => nodes,
            (_, Some(terms)) => terms.fields().map(|(_, term)| term).collect(),
            _ => Vec::new(),
        };
        let names = terms.iter().filter_map(|term| term.text("name"));
        let names = names.filter(|name| name != "Uncategorized");
        let names = names.map(|name| Tag::new(html::decode(&name, false).into_owned()));
        article.tags.extend(names);
    }
    let content = match node.at("content.raw") {
        // The source says more than what was made of it.
        Some(raw) if raw.as_text().is_some_and(|raw| !raw.trim().is_empty()) => Some(raw),
        _ => field(node, "content"),
    };
    if let Some(content) = content {
        let text = content.as_text().unwrap_or_default();
        article
            .body
            .extend(wordpress::content(cx, &text, &content.path()));
    }
    article
}

/// A date in UTC, or in the site's own zone if that is all there is.
fn date(node: &Node<'_>, key: &str) -> Option<String> {
    let utc = node
        .text(&format!("{key}_gmt"))
        .map(|date| match date.ends_with('Z') {
            true => date,
            false => format!("{date}Z"),
        });
    utc.and_then(|date| normalized(&date))
        .or_else(|| entry::date(&node.get(key)?))
}

fn lead(node: &Node<'_>, article: &mut Article, cx: &mut Context<'_>) {
    let media = node.at("_embedded.wp:featuredmedia.0");
    let Some(media) = media.filter(|media| media.get("source_url").is_some()) else {
        let media = node.at("featuredImage.node");
        let media = media.and_then(|media| Some((media, media.text("sourceUrl")?)));
        if let Some((media, src)) = media {
            let picture = Picture {
                src: Some(src),
                alt: media.get("altText").and_then(|alt| alt.as_text()),
                caption: inline(&media, "caption", cx),
                width: media
                    .at("mediaDetails")
                    .and_then(|about| about.size("width")),
                height: media
                    .at("mediaDetails")
                    .and_then(|about| about.size("height")),
                ..Picture::default()
            };
            article.image = picture.image(cx, &media.path()).ok();
            return;
        }
        match node.any_text(&["jetpack_featured_media_url", "featured_image"]) {
            Some(src) => {
                article.image = picture::media(cx, &src, &node.path())
                    .map(|src| crate::model::Image::new(src, ""));
            }
            None => {
                if let Some(id) = node.text("featured_media").filter(|id| id != "0")
                    && let Some(super::Resolved::Image(image)) =
                        cx.resolve("media", &id, &node.path())
                {
                    article.image = Some((**image).clone());
                }
            }
        }
        return;
    };
    let details = media.get("media_details");
    let size = |key: &str| details.as_ref().and_then(|details| details.size(key));
    let sizes = match media.at("media_details.sizes") {
        Some(sizes) => sizes
            .fields()
            .filter(|(name, _)| *name != "full")
            .map(|(_, size)| size)
            .collect(),
        None => Vec::new(),
    };
    let srcset = largest_first(sizes, "width")
        .iter()
        .rev()
        .filter_map(|size| Some((size.text("source_url")?, size.size("width")?)))
        .collect();
    let picture = Picture {
        src: media.text("source_url"),
        alt: media.get("alt_text").and_then(|alt| alt.as_text()),
        width: size("width"),
        height: size("height"),
        srcset,
        caption: inline(&media, "caption", cx),
        ..Picture::default()
    };
    match picture.image(cx, &media.path()) {
        Ok(image) => article.image = Some(image),
        Err(words) => article.body.extend::<Vec<Block>>(words),
    }
}
