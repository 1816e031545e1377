//! Blocks that a site defined itself, by the names that most sites choose: `image`, `callout`, `youtube`, `pullQuote`.

use std::cell::RefCell;

use super::entry::Fields;
use super::inline_text::is_blank;
use super::node::Node;
use super::picture::{self, Picture};
use super::table::{self, CellSource};
use super::{Context, html, inline, tree, unknown};
use crate::model::{Block, Code, FactBox, Heading, Inline, Section, Span};

/// An object whose fields are counted off as they are read.
struct Object<'n, 'v> {
    node: &'n Node<'v>,
    read: RefCell<Vec<&'v str>>,
}

impl<'v> Object<'_, 'v> {
    fn get(&self, keys: &[&str]) -> Option<Node<'v>> {
        let (key, value) = keys
            .iter()
            .find_map(|key| self.node.fields().find(|(known, _)| known == key))?;
        self.read.borrow_mut().push(key);
        Some(value)
    }

    fn text(&self, keys: &[&str]) -> Option<String> {
        let key = keys.iter().find(|key| self.node.text(key).is_some())?;
        self.get(&[key])?.as_text()
    }

    /// Text, or rich text as one piece of inline text.
    fn inline(&self, keys: &[&str], fields: &dyn Fields, cx: &mut Context<'_>) -> Option<Inline> {
        let value = self.get(keys)?;
        let text = table::joined(rich(&value, fields, cx), &mut Vec::new());
        Some(text).filter(|text| !is_blank(text))
    }

    /// Rich text, or text as a paragraph.
    fn blocks(&self, keys: &[&str], fields: &dyn Fields, cx: &mut Context<'_>) -> Vec<Block> {
        let Some(value) = self.get(keys) else {
            return Vec::new();
        };
        rich(&value, fields, cx)
    }

    /// The URL under the first of these keys that has one, by itself or in an object for links.
    fn url(&self) -> Option<String> {
        self.text(URLS).or_else(|| {
            const LINKS: &[&str] = &["url", "link", "href", "video", "embed", "file", "uri"];
            let inner = |key: &str| {
                let link = self.node.get(key)?;
                link.any_text(&["url", "href", "cached_url", "src", "embed_url"])
                    .or_else(|| link.text_at("asset.url"))
            };
            let key = LINKS.iter().find(|key| inner(key).is_some())?;
            self.read.borrow_mut().push(key);
            inner(key)
        })
    }

    /// The words and blocks in the fields that weren't read.
    fn rest(&self, fields: &dyn Fields, cx: &mut Context<'_>) -> Vec<Block> {
        let read = self.read.borrow();
        let mut blocks = Vec::new();
        for (key, value) in self.node.fields() {
            if !read.contains(&key) {
                unknown::field(key, &value, &mut blocks, cx, &mut |value, cx| {
                    fields.blocks(value, cx)
                });
            }
        }
        blocks
    }
}

/// Rich text, text, or the words of something else, such as a person with a name.
fn rich(value: &Node<'_>, fields: &dyn Fields, cx: &mut Context<'_>) -> Vec<Block> {
    if let Some(blocks) = fields.blocks(value, cx) {
        return blocks;
    }
    if !value.is_object() && !value.is_list() {
        return unknown::text(value, cx);
    }
    let mut blocks = picture::paragraphs(value.text("name").map(Inline::from));
    unknown::fields(value, &mut blocks, cx, &mut |value, cx| {
        fields.blocks(value, cx)
    });
    blocks
}

const TITLES: &[&str] = &[
    "title", "heading", "headline", "header", "label", "summary", "question", "name",
];
const TEXTS: &[&str] = &[
    "body",
    "content",
    "text",
    "richText",
    "message",
    "description",
    "answer",
    "children",
    "items",
];
const URLS: &[&str] = &[
    "url",
    "src",
    "link",
    "href",
    "embedUrl",
    "videoUrl",
    "embed_url",
    "video_url",
    "uri",
];
const CITES: &[&str] = &[
    "cite",
    "citation",
    "attribution",
    "author",
    "source",
    "by",
    "name",
];
const GALLERIES: &[&str] = &[
    "images", "items", "slides", "pictures", "media", "files", "photos", "urls",
];
const CAPTIONS: &[&str] = &["caption", "title", "description"];

/// The blocks of an object by its name; of one with an unknown name, its words.
pub(super) fn blocks(
    name: &str,
    node: &Node<'_>,
    fields: &dyn Fields,
    cx: &mut Context<'_>,
) -> Vec<Block> {
    match named(name, node, fields, cx) {
        Some(blocks) => blocks,
        None => unknown::blocks(node, name, cx, &mut |value, cx| fields.blocks(value, cx)),
    }
}

/// The blocks of an object, if its name is known.
pub(super) fn named(
    name: &str,
    node: &Node<'_>,
    fields: &dyn Fields,
    cx: &mut Context<'_>,
) -> Option<Vec<Block>> {
    let object = Object {
        node,
        read: RefCell::default(),
    };
    let mut blocks = known(name, &object, fields, cx)?;
    blocks.extend(object.rest(fields, cx));
    Some(blocks)
}

fn known(
    name: &str,
    object: &Object<'_, '_>,
    fields: &dyn Fields,
    cx: &mut Context<'_>,
) -> Option<Vec<Block>> {
    let path = object.node.path();
    let plain: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    let plain = plain.to_ascii_lowercase();
    let plain = plain.strip_suffix("record").unwrap_or(&plain);
    let plain = plain.strip_suffix("block").unwrap_or(plain);
    // The second generation of a component: `youtube2`.
    let plain = plain.trim_end_matches(|c: char| c.is_ascii_digit());
    Some(match plain {
        "image" | "figure" | "picture" | "photo" | "mainimage" | "inlineimage" | "media"
        | "captionimage" | "imagewithcaption" => {
            let at = object
                .node
                .any(&["image", "media", "picture", "photo", "asset", "file"]);
            let at = at.filter(|_| object.node.any(&["url", "src", "filename"]).is_none());
            let whole = match &at {
                // The asset belongs to the object around it.
                Some(inner) if object.node.get("asset").is_none() => inner,
                _ => object.node,
            };
            let mut image = fields.image(whole, cx)?;
            let used = [
                "image",
                "media",
                "picture",
                "photo",
                "file",
                "url",
                "src",
                "filename",
                "alt",
                "alternativeText",
                "width",
                "height",
                "hotspot",
                "crop",
                "asset",
                "copyright",
                "source",
            ];
            for key in used {
                object.get(&[key]);
            }
            if let Some(caption) = object.inline(&["caption"], fields, cx) {
                image.caption = Some(caption);
            }
            image.credit = object
                .text(&["credit", "attribution", "photographer", "copyright"])
                .or(image.credit);
            if let Some(alt) = object.text(&["alt", "alternativeText"]) {
                image.alt = Some(alt);
            }
            vec![image.into()]
        }
        "gallery" | "carousel" | "slideshow" | "slider" | "imagegallery" | "mosaic" | "images" => {
            if let Some(inner) = object.node.get("gallery").filter(Node::is_object) {
                object.get(&["gallery"]);
                return named(name, &inner, fields, cx);
            }
            let list = if object.node.is_list() {
                *object.node
            } else {
                object.get(GALLERIES)?
            };
            // Older Strapi has lists in objects.
            let list = list.get("data").unwrap_or(list);
            let mut pictures = Vec::new();
            let mut rest = Vec::new();
            for item in list.items() {
                let inner = item
                    .any(&["image", "media"])
                    .filter(|inner| inner.is_object());
                match fields.image(&inner.unwrap_or(item), cx) {
                    Some(mut image) => {
                        image.caption = image
                            .caption
                            .or_else(|| item.text("caption").map(Inline::from));
                        pictures.push(image);
                    }
                    None => unknown::field("items", &item, &mut rest, cx, &mut |_, _| None),
                }
            }
            let caption = object.inline(CAPTIONS, fields, cx);
            if pictures.is_empty() {
                rest.extend(picture::paragraphs(caption));
            } else {
                let mut gallery = crate::model::Gallery::new(pictures);
                gallery.caption = caption;
                rest.insert(0, gallery.into());
            }
            rest
        }
        "tweet" | "twitter" | "twitterembed" | "tweetembed" | "embedtweet" | "xpost" => {
            let url = object.url();
            let id = object.text(&["id", "tweetId", "tweetID", "tweet_id"]);
            let url = url.or_else(|| {
                let id = id?;
                let is_id = id.bytes().all(|byte| byte.is_ascii_digit());
                Some(if is_id {
                    format!("https://x.com/i/web/status/{id}")
                } else {
                    id
                })
            })?;
            picture::embed(cx, &url, None, &path)
        }
        "youtube" | "youtubeembed" | "youtubevideo" | "vimeo" | "embed" | "iframe" | "video"
        | "videoembed" | "audio" | "spotify" | "soundcloud" | "instagram" | "instagrampost"
        | "tiktok" | "facebook" | "bluesky" | "mastodon" | "oembed" | "socialpost"
        | "socialembed" | "externalembed" | "embeddedlink" | "map" | "codepen" | "podcast" => {
            let url = object.url().or_else(|| {
                let id = object
                    .text(&["videoId", "videoID", "id"])
                    .filter(|_| plain.starts_with("youtube"))?;
                Some(format!("https://www.youtube.com/watch?v={id}"))
            });
            match url {
                Some(url) => {
                    let title = object.text(CAPTIONS).or_else(|| {
                        let inner = object.node.any(&["video", "embed", "link"])?;
                        inner.text("title")
                    });
                    picture::embed(cx, &url, title, &path)
                }
                None => {
                    let code = object.get(&["html", "code", "embedCode"])?;
                    html::blocks(cx, &code.as_text()?, &code.path())
                }
            }
        }
        "file" | "download" | "attachment" | "document" | "pdf" => {
            let file = object.node.any(&["file", "asset"]);
            let url = object.url().or_else(|| file.as_ref()?.text("url"))?;
            object.get(&["file"]);
            object.get(&["asset"]);
            let title = object.text(TITLES);
            picture::card(cx, &url, title, None, None, None, &path)
        }
        "math" | "latex" | "equation" | "formula" => {
            let keys = [
                "latex",
                "tex",
                "equation",
                "expression",
                "body",
                "text",
                "code",
            ];
            vec![Code::new(object.text(&keys)?).language("latex").into()]
        }
        "code" | "codesnippet" | "codeexample" | "snippet" => {
            let mut code = Code::new(object.text(&["code", "text", "content"])?);
            code.language = object.text(&["language", "lang"]);
            vec![code.into()]
        }
        "html" | "rawhtml" | "htmlembed" | "customhtml" => {
            let code = object.get(&["html", "code", "content", "text"])?;
            html::blocks(cx, &code.as_text()?, &code.path())
        }
        "markdown" => {
            let text = object.get(&["markdown", "content", "text"])?;
            super::markdown::blocks(cx, &text.as_text()?, &text.path())
        }
        "table" => {
            let inner = object.get(&["table"]).unwrap_or(*object.node);
            let body = inner.any(&["rows", "tbody"])?;
            object.get(&["rows"]);
            let mut rows = body.items();
            // Storyblok has the row of the head apart.
            let head = inner.get("thead").filter(|head| !head.items().is_empty());
            if let Some(head) = head {
                rows.insert(0, head);
            }
            let row = |row: &Node<'_>| -> Vec<CellSource> {
                let cells = row.any(&["cells", "body"]).unwrap_or(*row);
                let text = |cell: &Node<'_>| {
                    cell.as_text()
                        .or_else(|| cell.any_text(&["text", "value", "content"]))
                };
                let cells = cells.items();
                cells
                    .iter()
                    .map(|cell| CellSource {
                        header: head.is_some_and(|head| std::ptr::eq(head.value(), row.value())),
                        ..CellSource::text(text(cell).unwrap_or_default().into())
                    })
                    .collect()
            };
            let rows = rows.iter().map(row).collect();
            let caption = object.inline(CAPTIONS, fields, cx);
            table::table(rows, caption, cx, &path)
        }
        "callout" | "note" | "alert" | "infobox" | "factbox" | "aside" | "tip" | "warning"
        | "box" | "keypoints" | "highlight" | "keytakeaways" | "banner" | "sidebar" | "info" => {
            let heading = object.inline(TITLES, fields, cx);
            let body = object.blocks(TEXTS, fields, cx);
            if body.is_empty() {
                return Some(picture::paragraphs(heading));
            }
            let mut block = FactBox::new(body);
            block.heading = heading;
            vec![block.into()]
        }
        "pullquote" | "quote" | "blockquote" | "testimonial" => {
            let quote = object.blocks(&["quote", "text", "content", "body"], fields, cx);
            let cite = object.inline(CITES, fields, cx);
            tree::quoted(quote, cite, plain == "pullquote")
        }
        "divider" | "break" | "hr" | "separator" | "horizontalrule" | "horizontalline"
        | "pagebreak" | "line" => {
            vec![Block::divider()]
        }
        "spacer" => Vec::new(),
        "button" | "cta" | "link" | "linkbutton" | "calltoaction" => {
            let text = object.text(&["text", "label", "title", "buttonText"])?;
            let url = object.url();
            let mut span = Span::new(text);
            span.href = url.and_then(|url| cx.link(&url, &path));
            vec![Block::paragraph(span)]
        }
        "accordion" | "faq" | "toggle" | "details" | "collapsible" | "accordionitem"
        | "faqitem" => {
            let heading = object.inline(TITLES, fields, cx);
            let items = object.get(&["items", "entries", "questions", "sections"]);
            let mut body = object.blocks(
                &["body", "content", "text", "answer", "description"],
                fields,
                cx,
            );
            for item in items.map(|items| items.items()).unwrap_or_default() {
                body.extend(blocks("accordion item", &item, fields, cx));
            }
            match heading {
                Some(heading) => vec![Section::new(heading).body(body).into()],
                None => body,
            }
        }
        "heading" | "header" | "subheading" => {
            let text = object.inline(&["text", "title", "heading", "content"], fields, cx)?;
            let level = object.get(&["level"]).and_then(|level| {
                let name = level.str_value().trim_start_matches(['h', 'H']);
                level.as_number().or_else(|| name.parse().ok())
            });
            vec![Heading::new(text).level(level.unwrap_or(2.0) as u8).into()]
        }
        "text" | "paragraph" | "richtext" | "content" | "prose" | "body" => object.blocks(
            &["text", "content", "body", "richText", "rich_text", "value"],
            fields,
            cx,
        ),
        "newsletter" | "newslettersignup" | "signup" | "subscribe" | "advert" | "ad"
        | "advertisement" | "form" | "paywall" => {
            for (key, _) in object.node.fields() {
                object.get(&[key]);
            }
            unknown::component(name, object.node, cx)
                .into_iter()
                .collect()
        }
        _ => return None,
    })
}

/// Text that is shown in a line though it isn't text: the words of an object inside inline text.
pub(super) fn inline_words(name: &str, node: &Node<'_>, cx: &mut Context<'_>) -> Inline {
    let found = unknown::blocks(node, name, cx, &mut |_, _| None);
    let mut text = inline::InlineBuilder::default();
    text.add(
        &table::joined(found, &mut Vec::new()),
        &inline::Style::default(),
    );
    text.finish()
}

/// A picture with the words that an entry has for it.
pub(super) fn with_words(mut picture: Picture, node: &Node<'_>) -> Picture {
    picture.alt = node
        .get("alt")
        .and_then(|alt| alt.as_text())
        .or(picture.alt);
    picture.credit = node
        .any_text(&["credit", "attribution", "copyright"])
        .or(picture.credit);
    picture
}
