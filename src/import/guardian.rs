//! The Guardian: its Content API, and the elements of its front end.

use super::entry;
use super::inline_text::is_blank;
use super::json_format::JsonFormat;
use super::node::{self, Node};
use super::picture::{self, Picture, Player};
use super::{Context, Format, component, html, tree, unknown};
use crate::error::ArticleError;
use crate::model::{
    Article, Block, Code, FactBox, Gallery, Inline, Person, PostBlock, Publisher, Section, Tag,
};

pub(super) struct Guardian;

const PREFIX: &str = "model.dotcomrendering.pageElements.";

impl JsonFormat for Guardian {
    fn format(&self) -> Format {
        Format::Guardian
    }

    fn is(&self, node: &Node<'_>) -> bool {
        is_content(node)
            || node
                .at("response.content")
                .is_some_and(|content| is_content(&content))
            || node.list_at("response.results").iter().any(is_content)
            || is_page(node)
    }

    fn import(&self, node: &Node<'_>, cx: &mut Context<'_>) -> Result<Article, ArticleError> {
        if !is_content(node) && is_page(node) {
            return Ok(page(node, cx));
        }
        let content = match node.at("response.content") {
            Some(content) => content,
            None => {
                let results = node.list_at("response.results");
                let pick = cx.pick(results.len(), &node.path()).unwrap_or(0);
                results
                    .get(pick)
                    .or(results.first())
                    .cloned()
                    .unwrap_or(*node)
            }
        };
        Ok(api(&content, cx))
    }
}

fn is_content(node: &Node<'_>) -> bool {
    node.get("webTitle").is_some() && node.get("webUrl").is_some() && node.is_object()
}

/// An article as the front end has it.
fn is_page(node: &Node<'_>) -> bool {
    let is_element = |element: &Node<'_>| element.str("_type").starts_with(PREFIX);
    node.list("blocks")
        .iter()
        .chain(node.get("mainMediaElements").as_ref())
        .any(|block| {
            block.list("elements").iter().any(is_element)
                || block.is_list() && block.items().iter().any(is_element)
        })
}

fn html_inline(node: &Node<'_>, keys: &str, cx: &mut Context<'_>) -> Option<Inline> {
    let field = node.at(keys)?;
    let text = html::inline(cx, &field.as_text()?, &field.path());
    (!is_blank(&text)).then_some(text)
}

fn html_blocks(node: &Node<'_>, keys: &str, cx: &mut Context<'_>) -> Vec<Block> {
    match node.at(keys) {
        Some(field) => html::blocks(cx, &field.as_text().unwrap_or_default(), &field.path()),
        None => Vec::new(),
    }
}

/// A part of an article: all of it, or one update of a running story.
struct Part {
    title: Option<Inline>,
    id: Option<String>,
    published: Option<String>,
    key_event: bool,
    body: Vec<Block>,
}

/// The parts of a running story, each under its time; of any other, one after another.
fn add_parts(article: &mut Article, parts: Vec<Part>) {
    article.live = parts.len() > 1;
    for part in parts {
        let Part {
            title,
            id,
            published,
            key_event,
            body: content,
        } = part;
        if !article.live {
            article.body.extend(title.map(Block::heading));
            article.body.extend(content);
            continue;
        }
        match title {
            Some(title) => {
                let mut section = Section::new(title).body(content);
                section.common.published = published;
                section.common.key_event = key_event;
                section.common.id = id;
                article.body.push(section.into());
            }
            None => article
                .body
                .extend(content.into_iter().enumerate().map(|(index, block)| {
                    let block = match &published {
                        Some(published) => block.published(published),
                        None => block,
                    };
                    // Its first block stands for it.
                    match key_event && index == 0 {
                        true => block.key_event(true),
                        false => block,
                    }
                })),
        }
    }
}

fn api(content: &Node<'_>, cx: &mut Context<'_>) -> Article {
    let mut article = Article::new(
        html_inline(content, "fields.headline", cx)
            .or_else(|| html_inline(content, "webTitle", cx))
            .unwrap_or_default(),
    );
    article.standfirst = html_inline(content, "fields.standfirst", cx)
        .or_else(|| html_inline(content, "fields.trailText", cx));
    article.kicker = content.text("sectionName").map(Inline::from);
    article.url = content
        .text("webUrl")
        .and_then(|url| cx.link(&url, &content.path()));
    article.published = content
        .get("webPublicationDate")
        .and_then(|date| entry::date(&date));
    article.updated = content
        .at("fields.lastModified")
        .and_then(|date| entry::date(&date));
    article.lang = content.text_at("fields.lang").map(entry::language);
    article.publisher = entry::publisher(content.text_at("fields.publication"));
    for tag in content.list("tags") {
        let name = tag.text("webTitle");
        let url = tag
            .text("webUrl")
            .and_then(|url| cx.link(&url, &tag.path()));
        if tag.kind() == "contributor" {
            if let Some(name) = name {
                let mut person = Person::new(name);
                person.url = url;
                person.image = tag
                    .text("bylineImageUrl")
                    .and_then(|url| picture::media(cx, &url, &tag.path()));
                article.byline.push(person);
            }
        } else if matches!(tag.kind(), "keyword" | "")
            && let Some(name) = name
        {
            let mut model = Tag::new(name);
            model.url = url;
            article.tags.push(model);
        }
    }
    if article.byline.is_empty() {
        article
            .byline
            .extend(content.text_at("fields.byline").map(Person::new));
    }
    let main = content.at("blocks.main");
    let mut lead: Vec<Block> = match &main {
        Some(main) => {
            let elements = main.list("elements");
            match elements.is_empty() {
                true => html_blocks(main, "bodyHtml", cx),
                false => node::blocks_of(&elements, &mut |element| api_element(element, cx)),
            }
        }
        None => html_blocks(content, "fields.main", cx),
    };
    take_image(&mut lead, &mut article);
    if article.image.is_none()
        && lead.is_empty()
        && let Some(src) = content.text_at("fields.thumbnail")
    {
        let picture = Picture {
            src: Some(src),
            alt: Some(String::new()),
            ..Picture::default()
        };
        article.image = picture.image(cx, &content.path()).ok();
    }
    article.body.append(&mut lead);
    let blocks = content.list_at("blocks.body");
    let mut read = Vec::new();
    for block in &blocks {
        if block.flag("published") == Some(false) {
            continue;
        }
        let mut elements = block.list("elements");
        elements.retain(|element| element.is_object());
        let body = match elements.is_empty() {
            true => match block.get("bodyHtml") {
                Some(_) => html_blocks(block, "bodyHtml", cx),
                None => picture::paragraphs(block.text("bodyTextSummary").map(Inline::from)),
            },
            false => node::blocks_of(&elements, &mut |element| api_element(element, cx)),
        };
        let title =
            html_inline(block, "title", cx).or_else(|| html_inline(block, "attributes.title", cx));
        let published = ["firstPublishedDate", "publishedDate", "createdDate"]
            .iter()
            .find_map(|key| capi_date(&block.get(key)?));
        read.push(Part {
            title,
            id: block.text("id"),
            published,
            key_event: is_key_event(block),
            body,
        });
    }
    if read.is_empty() {
        article.body.extend(html_blocks(content, "fields.body", cx));
        // The old API has posts and pictures apart from the text: their place is lost.
        for element in content.list("elements") {
            let is_main = element.str("relation") == "main";
            let mut blocks = api_element(&element, cx);
            if is_main && article.image.is_none() {
                take_image(&mut blocks, &mut article);
            }
            if element.kind() == "tweet" || is_main {
                article.body.extend(blocks);
            }
        }
    } else {
        add_parts(&mut article, read);
    }
    article
}

fn is_key_event(block: &Node<'_>) -> bool {
    block.text_at("attributes.keyEvent").as_deref() == Some("true")
}

/// A date as text, or as an object with the ISO form in it.
fn capi_date(date: &Node<'_>) -> Option<String> {
    match date.get("iso8601") {
        Some(iso) => entry::date(&iso),
        None => entry::date(date),
    }
}

/// The first picture becomes the lead picture.
fn take_image(blocks: &mut Vec<Block>, article: &mut Article) {
    let Some(at) = blocks
        .iter()
        .position(|block| matches!(block, Block::Image(_)))
    else {
        return;
    };
    if let Block::Image(block) = blocks.remove(at) {
        article.image = Some(block.image);
    }
}

/// The largest file of an image, by https where there is such an address.
fn largest(assets: &[Node<'_>]) -> (Option<String>, Option<u32>, Option<u32>) {
    let width = |asset: &Node<'_>| {
        asset
            .at("typeData.width")
            .or_else(|| asset.at("fields.width"))
            .and_then(|width| width.as_number())
    };
    let best = assets
        .iter()
        .filter(|asset| asset.any_text(&["file", "url"]).is_some())
        .max_by(|one, other| {
            width(one)
                .unwrap_or(0.0)
                .total_cmp(&width(other).unwrap_or(0.0))
        });
    let Some(best) = best else {
        return (None, None, None);
    };
    let data = best.any(&["typeData", "fields"]);
    let size = |key: &str| data.as_ref().and_then(|data| data.size(key));
    let src = data
        .as_ref()
        .and_then(|data| data.text("secureFile"))
        .or_else(|| best.any_text(&["file", "url"]));
    (src, size("width"), size("height"))
}

/// An element of the Content API.
fn api_element(node: &Node<'_>, cx: &mut Context<'_>) -> Vec<Block> {
    let path = node.path();
    let kind = node.kind();
    let assets = node.list("assets");
    let data = node
        .fields()
        .find(|(key, _)| key.ends_with("TypeData"))
        .map(|(_, data)| data)
        .or_else(|| assets.first()?.get("typeData"))
        .unwrap_or(*node);
    match kind {
        "text" => html_blocks(&data, "html", cx),
        "image" | "cartoon" => {
            let (src, width, height) = largest(&assets);
            Picture {
                src,
                alt: data.any(&["alt", "altText"]).and_then(|alt| alt.as_text()),
                width,
                height,
                caption: html_inline(&data, "caption", cx),
                credit: data
                    .text("credit")
                    .filter(|_| data.flag("displayCredit") != Some(false)),
                ..Picture::default()
            }
            .blocks(cx, &path)
        }
        "tweet" => post(
            data.any_text(&["originalUrl", "url"]),
            data.text("html"),
            &path,
            cx,
        ),
        "pullquote" => {
            let quote = html_blocks(&data, "html", cx);
            tree::quoted(quote, html_inline(&data, "attribution", cx), true)
        }
        "rich-link" => {
            let title = data.any_text(&["linkText", "title"]);
            let url = data.any_text(&["url", "originalUrl"]).unwrap_or_default();
            picture::card(
                cx,
                &url,
                title,
                None,
                data.text("linkPrefix").map(|text| text.trim().to_owned()),
                None,
                &path,
            )
        }
        "video" | "audio" | "content-atom" | "instagram" | "vine" | "embed" | "interactive"
        | "map" | "document" | "witness" | "code" => other(&data, kind, &assets, cx),
        "table" => html_blocks(&data, "html", cx),
        "membership" | "callout" | "form" => {
            unknown::component(kind, node, cx).into_iter().collect()
        }
        _ => match data.get("html") {
            Some(_) => html_blocks(&data, "html", cx),
            None => component::blocks(kind, &data, &Plain, cx),
        },
    }
}

struct Plain;

impl entry::Fields for Plain {
    fn blocks(&self, field: &Node<'_>, cx: &mut Context<'_>) -> Option<Vec<Block>> {
        let is = field.is_list()
            && field
                .items()
                .iter()
                .any(|item| item.str("_type").starts_with(PREFIX));
        let is_api = |item: &Node<'_>| item.fields().any(|(key, _)| key.ends_with("TypeData"));
        if field.is_list() && field.items().iter().any(is_api) {
            return Some(node::blocks_of(&field.items(), &mut |item| {
                api_element(item, cx)
            }));
        }
        is.then(|| elements(&field.items(), cx))
    }
}

fn other(data: &Node<'_>, kind: &str, assets: &[Node<'_>], cx: &mut Context<'_>) -> Vec<Block> {
    let path = data.path();
    let caption = html_inline(data, "caption", cx);
    let url = data.any_text(&["originalUrl", "url", "iframeUrl"]);
    if kind == "code" {
        return data
            .text("html")
            .map(|text| Code::new(text).into())
            .into_iter()
            .collect();
    }
    let files: Vec<_> = assets
        .iter()
        .filter_map(|asset| Some((asset.text("file")?, asset.text("mimeType"))))
        .collect();
    if matches!(kind, "video" | "audio") && (!files.is_empty() || url.is_some()) {
        let is_file = data
            .text("source")
            .is_none_or(|source| !source.eq_ignore_ascii_case("youtube"));
        return Player {
            sound: kind == "audio",
            sources: if is_file { files } else { Vec::new() },
            page: url,
            title: data.text("title"),
            caption: caption.or_else(|| html_inline(data, "description", cx)),
            ..Player::default()
        }
        .blocks(cx, &path);
    }
    let mut blocks = match (url, data.get("html")) {
        (Some(url), _) => picture::embed(cx, &url, data.any_text(&["title", "alt"]), &path),
        (None, Some(_)) => html_blocks(data, "html", cx),
        (None, None) => return component::blocks(kind, data, &Plain, cx),
    };
    blocks.extend(picture::paragraphs(caption));
    blocks
}

fn post(url: Option<String>, code: Option<String>, path: &str, cx: &mut Context<'_>) -> Vec<Block> {
    if url.is_none() && code.is_none() {
        return Vec::new();
    }
    let mut block = PostBlock::new();
    block.url = url.and_then(|url| cx.link(&url, path));
    block.html = code;
    vec![block.into()]
}

fn page(node: &Node<'_>, cx: &mut Context<'_>) -> Article {
    let mut article = Article::new(
        html_inline(node, "headline", cx)
            .or_else(|| html_inline(node, "webTitle", cx))
            .unwrap_or_default(),
    );
    article.standfirst =
        html_inline(node, "standfirst", cx).or_else(|| html_inline(node, "trailText", cx));
    article.kicker = html_inline(node, "sectionLabel", cx);
    article.lang = node.text("lang").map(entry::language);
    article.published = node
        .get("webPublicationDate")
        .and_then(|date| entry::date(&date));
    article.url = node
        .any_text(&["webURL", "webUrl"])
        .and_then(|url| cx.link(&url, &node.path()));
    article.publisher = node.text("publication").map(Publisher::new);
    for tag in node.list("tags") {
        if tag.kind().eq_ignore_ascii_case("contributor") {
            if let Some(name) = tag.any_text(&["title", "webTitle"]) {
                let mut person = Person::new(name);
                person.image = tag
                    .text("bylineImageUrl")
                    .and_then(|url| picture::media(cx, &url, &tag.path()));
                article.byline.push(person);
            }
        } else if tag.kind().eq_ignore_ascii_case("keyword") {
            article
                .tags
                .extend(tag.any_text(&["title", "webTitle"]).map(Tag::new));
        }
    }
    if article.byline.is_empty() {
        article.byline.extend(node.text("byline").map(Person::new));
    }
    let mut lead = elements(&node.list("mainMediaElements"), cx);
    take_image(&mut lead, &mut article);
    article.body.append(&mut lead);
    let mut read = Vec::new();
    for block in node.list("blocks") {
        let title = html_inline(&block, "title", cx);
        let published = block
            .any(&["blockFirstPublished", "blockCreatedOn"])
            .and_then(|date| entry::date(&date));
        let body = elements(&block.list("elements"), cx);
        read.push(Part {
            title,
            id: block.text("id"),
            published,
            key_event: is_key_event(&block),
            body,
        });
    }
    add_parts(&mut article, read);
    article
}

fn elements(nodes: &[Node<'_>], cx: &mut Context<'_>) -> Vec<Block> {
    node::blocks_of(nodes, &mut |node| page_element(node, cx))
}

/// An element of the front end.
fn page_element(node: &Node<'_>, cx: &mut Context<'_>) -> Vec<Block> {
    let path = node.path();
    let kind = node.str("_type");
    let kind = kind.strip_prefix(PREFIX).unwrap_or(kind);
    let kind = kind
        .strip_suffix("BlockElement")
        .or_else(|| kind.strip_suffix("Element"))
        .unwrap_or(kind);
    match kind {
        "Text"
        | "Subheading"
        | "NumberedTitle"
        | "Blockquote"
        | "HighlightBlockquote"
        | "Table"
        | "InteractiveMarkup" => html_blocks(node, "html", cx),
        "Pullquote" => {
            let quote = html_blocks(node, "html", cx);
            tree::quoted(quote, html_inline(node, "attribution", cx), true)
        }
        "Image" | "Cartoon" => {
            let (src, width, height) = largest(&node.list_at("media.allImages"));
            let sources = node.list("imageSources");
            let srcset = sources
                .iter()
                .find(|source| source.str("weighting") == "inline")
                .or(sources.first());
            let srcset = srcset
                .map(|source| source.list("srcSet"))
                .unwrap_or_default();
            let srcset: Vec<(String, u32)> = srcset
                .iter()
                .filter_map(|source| Some((source.text("src")?, source.size("width")?)))
                .collect();
            Picture {
                src: src.or_else(|| srcset.first().map(|(src, _)| src.clone())),
                alt: node.at("data.alt").and_then(|alt| alt.as_text()),
                width,
                height,
                srcset,
                caption: html_inline(node, "data.caption", cx),
                credit: node
                    .text_at("data.credit")
                    .filter(|_| node.flag("displayCredit") != Some(false)),
                ..Picture::default()
            }
            .blocks(cx, &path)
        }
        "MultiImage" => {
            let (mut images, mut rest) = (Vec::new(), Vec::new());
            for block in elements(&node.list("images"), cx) {
                match block {
                    Block::Image(block) => images.push(block.image),
                    other => rest.push(other),
                }
            }
            let caption = html_inline(node, "caption", cx);
            if images.is_empty() {
                rest.extend(picture::paragraphs(caption));
                return rest;
            }
            let mut gallery = Gallery::new(images);
            gallery.caption = caption;
            rest.insert(0, gallery.into());
            rest
        }
        "Tweet" => post(node.text("url"), node.text("html"), &path, cx),
        "RichLink" => {
            let url = node.text("url").unwrap_or_default();
            let prefix = node.text("prefix").map(|text| text.trim().to_owned());
            picture::card(cx, &url, node.text("text"), None, prefix, None, &path)
        }
        "Youtube" | "YoutubeBlock" => {
            let title = node.any_text(&["mediaTitle", "title"]);
            match node.any_text(&["assetId", "id"]) {
                Some(id) => picture::embed(
                    cx,
                    &format!("https://www.youtube.com/watch?v={id}"),
                    title,
                    &path,
                ),
                None => picture::paragraphs(title.map(Inline::from)),
            }
        }
        "List" => {
            let mut blocks = Vec::new();
            for item in node.list("items") {
                let inner = elements(&item.list("elements"), cx);
                match html_inline(&item, "title", cx) {
                    Some(title) if !inner.is_empty() => {
                        let mut block = FactBox::new(inner);
                        block.heading = Some(title);
                        blocks.push(block.into());
                    }
                    title => {
                        blocks.extend(picture::paragraphs(title));
                        blocks.extend(inner);
                    }
                }
            }
            blocks
        }
        "Divider" => vec![Block::divider()],
        "Code" => node
            .text("html")
            .map(|text| Code::new(text).into())
            .into_iter()
            .collect(),
        "Disclaimer" => html_blocks(node, "html", cx),
        "AdPlaceholder" | "Callout" | "CalloutV2" | "EmailSignup" | "NewsletterSignup" => {
            unknown::component(kind, node, cx).into_iter().collect()
        }
        _ => {
            let url = node.any_text(&["originalUrl", "url", "embedUrl", "iframeUrl"]);
            let caption = html_inline(node, "caption", cx);
            let title = node.any_text(&["title", "mediaTitle", "headline", "alt"]);
            let mut blocks = match (url, node.get("html")) {
                (url, Some(_)) => {
                    let mut blocks = picture::paragraphs(title.map(Inline::from));
                    let inner = html_blocks(node, "html", cx);
                    // Embed code without words, as of Instagram.
                    match url.filter(|_| inner.is_empty()) {
                        Some(url) => blocks.extend(picture::embed(cx, &url, None, &path)),
                        None => blocks.extend(inner),
                    }
                    blocks
                }
                (Some(url), None) => picture::embed(cx, &url, title, &path),
                (None, None) => return component::blocks(kind, node, &Plain, cx),
            };
            blocks.extend(picture::paragraphs(caption));
            blocks
        }
    }
}
