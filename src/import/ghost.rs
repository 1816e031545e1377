//! Ghost: posts with their header, and the cards that both of its editors know.

use super::node::Node;
use super::picture::{self, Picture, Player};
use super::{Context, entry, html, inline, lexical, mobiledoc, unknown};
use crate::model::{Article, Block, Code, FactBox, Inline, Person, PostBlock, Section, Tag};
use crate::post::is_post;
use crate::url::Address;

/// The post of an answer of the API, an export, or the post itself.
pub(super) fn post<'v>(node: &Node<'v>) -> Option<Node<'v>> {
    let posts = node
        .get("posts")
        .or_else(|| node.at("data.posts"))
        .or_else(|| node.at("db.0.data.posts"));
    let is_post = |post: &Node<'_>| {
        let rich = ["lexical", "mobiledoc"].iter().any(|key| {
            post.get(key)
                .is_some_and(|text| text.parsed().is_some() || text.is_object())
        });
        // The Content API gives HTML alone.
        let has_html = ["custom_excerpt", "feature_image", "plaintext", "comment_id"]
            .iter()
            .any(|key| post.value().get(key).is_some())
            && post.text("html").is_some();
        (rich || has_html) && post.get("title").is_some()
    };
    match posts {
        Some(posts) => posts.items().into_iter().find(is_post),
        None => Some(*node).filter(is_post),
    }
}

/// All posts of an answer, of which the caller may pick one.
fn picked<'v>(node: &Node<'v>, first: &Node<'v>, cx: &mut Context<'_>) -> Node<'v> {
    let posts = node
        .get("posts")
        .or_else(|| node.at("data.posts"))
        .or_else(|| node.at("db.0.data.posts"));
    let posts = posts.map(|posts| posts.items()).unwrap_or_default();
    let pick = cx.pick(posts.len(), &node.path());
    let picked = pick.filter(|_| cx.options.pick.is_some());
    *picked.and_then(|pick| posts.get(pick)).unwrap_or(first)
}

pub(super) fn import(node: &Node<'_>, first: &Node<'_>, cx: &mut Context<'_>) -> Article {
    let post = &picked(node, first, cx);
    let mut article = Article::default();
    let inline_html = |key: &str, cx: &mut Context<'_>| {
        let path = post.get(key)?.path();
        post.text(key).map(|text| html::inline(cx, &text, &path))
    };
    article.headline = post.text("title").unwrap_or_default().into();
    article.standfirst = post.text("custom_excerpt").map(Inline::from);
    article.lang = post.text("locale").map(entry::language);
    article.published = post.get("published_at").and_then(|date| entry::date(&date));
    article.updated = post.get("updated_at").and_then(|date| entry::date(&date));
    if let Some(url) = post.text("url") {
        article.url = cx.link(&placeholder(&url), &post.path());
        if cx.base.is_none() {
            cx.base = article
                .url
                .as_deref()
                .and_then(Address::link)
                .filter(|url| url.host().is_some())
                .map(Address::into_owned);
        }
    }
    let picture = Picture {
        src: post.text("feature_image").map(|url| placeholder(&url)),
        alt: post.text("feature_image_alt"),
        caption: inline_html("feature_image_caption", cx),
        ..Picture::default()
    };
    if picture.src.is_some() {
        let path = post
            .get("feature_image")
            .map(|image| image.path())
            .unwrap_or_default();
        match picture.image(cx, &path) {
            Ok(image) => article.image = Some(image),
            Err(words) => article.body.extend(words),
        }
    }
    let authors = match post.list("authors") {
        list if list.is_empty() => post.list("primary_author"),
        list => list,
    };
    for author in authors {
        if let Some(name) = author.text("name") {
            let mut person = Person::new(name);
            person.url = author
                .text("url")
                .and_then(|url| cx.link(&placeholder(&url), &author.path()));
            person.image = author
                .text("profile_image")
                .and_then(|url| picture::media(cx, &placeholder(&url), &author.path()));
            article.byline.push(person);
        }
    }
    for tag in post.list("tags") {
        // Names that begin with # are for the site's own use.
        if let Some(name) = tag.text("name").filter(|name| !name.starts_with('#')) {
            let mut model = Tag::new(name);
            model.url = tag
                .text("url")
                .and_then(|url| cx.link(&placeholder(&url), &tag.path()));
            article.tags.push(model);
        }
    }
    for key in ["lexical", "mobiledoc", "html"] {
        let Some(field) = post.get(key) else {
            continue;
        };
        let parsed = field.parsed();
        let content = match &parsed {
            Some(inner) => inner.node(),
            None => field,
        };
        let body = match key {
            "lexical" => lexical::body(&content, cx),
            "html" => html::blocks(cx, &content.as_text().unwrap_or_default(), &content.path()),
            _ => mobiledoc::body(&content, cx),
        };
        if !body.is_empty() {
            article.body.extend(body);
            break;
        }
    }
    article
}

/// A URL without the mark that stands for the site's own.
fn placeholder(url: &str) -> String {
    url.strip_prefix("__GHOST_URL__").unwrap_or(url).to_owned()
}

/// The blocks of a card; `None` if there is no card of this name.
pub(super) fn card(name: &str, node: &Node<'_>, cx: &mut Context<'_>) -> Option<Vec<Block>> {
    let path = node.path();
    let rich = |key: &str, cx: &mut Context<'_>| -> Option<Inline> {
        let path = node.get(key)?.path();
        let text = node.text(key)?;
        Some(html::inline(cx, &text, &path)).filter(|text| !super::inline_text::is_blank(text))
    };
    let body = |key: &str, cx: &mut Context<'_>| -> Vec<Block> {
        match (node.get(key), node.text(key)) {
            (Some(field), Some(text)) => html::blocks(cx, &text, &field.path()),
            _ => Vec::new(),
        }
    };
    Some(match name {
        "image" => picture_of(node, rich("caption", cx)).blocks(cx, &path),
        "gallery" => {
            let caption = rich("caption", cx);
            let mut pictures = Vec::new();
            for image in node.list("images") {
                let caption = image
                    .text("caption")
                    .map(|text| html::inline(cx, &text, &image.path()));
                pictures.push((picture_of(&image, caption), image.path()));
            }
            picture::gallery(pictures, caption, cx)
        }
        "embed" => {
            let caption = rich("caption", cx);
            let mut blocks = embed(node, cx);
            blocks.extend(picture::paragraphs(caption));
            blocks
        }
        "bookmark" => {
            let about = node.get("metadata").unwrap_or(*node);
            let url = node
                .text("url")
                .or_else(|| about.text("url"))
                .unwrap_or_default();
            let source: Vec<_> = [about.text("publisher"), about.text("author")]
                .into_iter()
                .flatten()
                .collect();
            let mut blocks = picture::card(
                cx,
                &placeholder(&url),
                about.text("title"),
                about.text("description"),
                (!source.is_empty()).then(|| source.join(" · ")),
                about.text("thumbnail").map(|url| placeholder(&url)),
                &path,
            );
            blocks.extend(picture::paragraphs(rich("caption", cx)));
            blocks
        }
        "callout" => {
            let emoji = node.text("calloutEmoji");
            let mut blocks = body("calloutText", cx);
            if let Some(emoji) = emoji {
                match blocks.first_mut() {
                    Some(Block::Paragraph(first)) => {
                        let mut text = inline::InlineBuilder::default();
                        text.push(&format!("{emoji} "), &inline::Style::default());
                        text.add(&first.text, &inline::Style::default());
                        first.text = text.finish();
                    }
                    _ => blocks.insert(0, Block::paragraph(emoji)),
                }
            }
            if blocks.is_empty() {
                return Some(blocks);
            }
            vec![FactBox::new(blocks).into()]
        }
        "toggle" => {
            let heading = rich("heading", cx);
            let content = body("content", cx);
            match heading {
                Some(heading) => vec![Section::new(heading).open(false).body(content).into()],
                None => content,
            }
        }
        "html" => body("html", cx),
        "markdown" | "card-markdown" => match node.text("markdown") {
            Some(text) => super::markdown::blocks(cx, &text, &path),
            None => Vec::new(),
        },
        "code" | "codeblock" => {
            let mut blocks = Vec::new();
            if let Some(text) = node.text("code") {
                let mut code = Code::new(text);
                code.language = node.text("language");
                blocks.push(code.into());
            }
            blocks.extend(picture::paragraphs(rich("caption", cx)));
            blocks
        }
        "hr" | "horizontalrule" => vec![Block::divider()],
        "video" | "audio" => Player {
            sound: name == "audio",
            sources: node
                .text("src")
                .map(|src| (placeholder(&src), node.text("mimeType")))
                .into_iter()
                .collect(),
            poster: node
                .any_text(&["customThumbnailSrc", "thumbnailSrc"])
                .map(|url| placeholder(&url))
                .filter(|_| name == "video"),
            width: node.size("width"),
            height: node.size("height"),
            title: node.text("title"),
            caption: rich("caption", cx),
            ..Player::default()
        }
        .blocks(cx, &path),
        "file" => {
            let title = node.any_text(&["fileTitle", "title", "fileName"]);
            let caption = node.any_text(&["fileCaption", "caption"]);
            let url = node.any_text(&["src", "fileSrc"]).unwrap_or_default();
            picture::card(cx, &placeholder(&url), title, caption, None, None, &path)
        }
        "button" => button(node.text("buttonText"), node.text("buttonUrl"), &path, cx),
        "product" => {
            let mut blocks = Vec::new();
            let image = Picture {
                src: node.text("productImageSrc").map(|url| placeholder(&url)),
                alt: Some(String::new()),
                width: node.size("productImageWidth"),
                height: node.size("productImageHeight"),
                ..Picture::default()
            };
            if image.src.is_some() {
                blocks.extend(image.blocks(cx, &path));
            }
            blocks.extend(body("productDescription", cx));
            blocks.extend(button(
                node.text("productButton"),
                node.text("productUrl"),
                &path,
                cx,
            ));
            let mut product = FactBox::new(blocks);
            product.heading = rich("productTitle", cx);
            match product.body.is_empty() {
                true => picture::paragraphs(product.heading),
                false => vec![product.into()],
            }
        }
        "header" => {
            let mut blocks: Vec<Block> =
                rich("header", cx).map(Block::heading).into_iter().collect();
            blocks.extend(picture::paragraphs(rich("subheader", cx)));
            blocks.extend(button(
                node.text("buttonText"),
                node.text("buttonUrl"),
                &path,
                cx,
            ));
            blocks
        }
        "call-to-action" => {
            let mut blocks = body("sponsorLabel", cx);
            if node.text("imageUrl").is_some() {
                let image = Picture {
                    src: node.text("imageUrl").map(|url| placeholder(&url)),
                    alt: Some(String::new()),
                    width: node.size("imageWidth"),
                    height: node.size("imageHeight"),
                    ..Picture::default()
                };
                blocks.extend(image.blocks(cx, &path));
            }
            blocks.extend(body("textValue", cx));
            blocks.extend(button(
                node.text("buttonText"),
                node.text("buttonUrl"),
                &path,
                cx,
            ));
            match blocks.is_empty() {
                true => blocks,
                false => vec![FactBox::new(blocks).into()],
            }
        }
        "signup" | "paywall" | "email" | "email-cta" => {
            unknown::component(name, node, cx).into_iter().collect()
        }
        _ => return None,
    })
}

fn picture_of(node: &Node<'_>, caption: Option<Inline>) -> Picture {
    Picture {
        src: node.text("src").map(|url| placeholder(&url)),
        alt: node.get("alt").and_then(|alt| alt.as_text()),
        width: node.size("width"),
        height: node.size("height"),
        caption,
        href: node.text("href"),
        ..Picture::default()
    }
}

/// A link that looks like a button, as a paragraph.
fn button(
    text: Option<String>,
    url: Option<String>,
    path: &str,
    cx: &mut Context<'_>,
) -> Vec<Block> {
    let Some(text) = text else {
        return Vec::new();
    };
    let mut span = crate::model::Span::new(text);
    span.href = url.and_then(|url| cx.link(&placeholder(&url), path));
    vec![Block::paragraph(span)]
}

fn embed(node: &Node<'_>, cx: &mut Context<'_>) -> Vec<Block> {
    let path = node.path();
    let url = node.text("url");
    let is_post = url
        .as_deref()
        .and_then(Address::link)
        .is_some_and(|url| is_post(&url));
    if is_post {
        let mut block = PostBlock::new();
        block.url = url;
        block.data = node
            .at("metadata.tweet_data")
            .map(|data| data.value().clone());
        block.html = node.text("html").filter(|_| block.data.is_none());
        return vec![block.into()];
    }
    match (url, node.get("html"), node.text("html")) {
        (Some(url), _, _) => picture::embed(cx, &url, node.text_at("metadata.title"), &path),
        (None, Some(field), Some(code)) => html::blocks(cx, &code, &field.path()),
        _ => Vec::new(),
    }
}
