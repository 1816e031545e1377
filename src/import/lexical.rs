//! Lexical documents, those of Payload and Ghost among them.

use serde_json::Value;

use super::entry::{self, Fields, Rich};
use super::inline::Style;
use super::json_format::JsonFormat;
use super::node::{self, Node};
use super::picture::{self, Picture};
use super::tree::{self, Dialect, Kind};
use super::{Context, Format, Resolved, component, ghost, prosemirror};
use crate::error::ArticleError;
use crate::model::{Article, Block, Inline, Mark};

pub(super) struct Lexical;

impl JsonFormat for Lexical {
    fn format(&self) -> Format {
        Format::Lexical
    }

    fn is(&self, node: &Node<'_>) -> bool {
        is_document(node)
            || ghost::post(node).is_some_and(|post| {
                post.get("lexical").is_some() || post.get("mobiledoc").is_none()
            })
            || is_entry(node)
    }

    fn import(&self, node: &Node<'_>, cx: &mut Context<'_>) -> Result<Article, ArticleError> {
        if let Some(post) = ghost::post(node).filter(|_| !is_document(node)) {
            return Ok(ghost::import(node, &post, cx));
        }
        if is_entry(node) && !is_document(node) {
            let fields: Vec<_> = node.fields().collect();
            return Ok(entry::article(&fields, &Document, cx));
        }
        Ok(entry::of_body(body(node, cx)))
    }
}

/// The blocks of a document: `{ "root": { "children": [] } }`.
pub(super) fn body(node: &Node<'_>, cx: &mut Context<'_>) -> Vec<Block> {
    let root = node.get("root").unwrap_or(*node);
    tree::blocks(&Lexical, &tree::children(&root), cx)
}

fn is_document(node: &Node<'_>) -> bool {
    node.get("root").is_some_and(|root| {
        root.value().get("children").is_some_and(Value::is_array)
            && matches!(root.kind(), "" | "root")
    })
}

/// A document of Payload: a title beside rich text.
fn is_entry(node: &Node<'_>) -> bool {
    RICH.is_beside_title(node)
}

const RICH: Rich = Rich {
    is: is_document,
    read: body,
};

struct Document;

impl Fields for Document {
    fn blocks(&self, field: &Node<'_>, cx: &mut Context<'_>) -> Option<Vec<Block>> {
        if let Some(blocks) = RICH.blocks(field, cx) {
            return Some(blocks);
        }
        let items = field.items();
        let is_list = field.is_list() && items.iter().any(|item| item.get("blockType").is_some());
        is_list.then(|| node::blocks_of(&items, &mut |item| block(item, cx)))
    }
}

/// A block of a site's own in Payload.
fn block(fields: &Node<'_>, cx: &mut Context<'_>) -> Vec<Block> {
    if let Some(media) = fields.get("media").filter(|_| {
        fields
            .str("blockType")
            .to_ascii_lowercase()
            .starts_with("media")
    }) {
        return upload(&media, fields, cx);
    }
    component::blocks(fields.str("blockType"), fields, &Document, cx)
}

/// An uploaded picture or file: resolved, or only its id.
fn upload(value: &Node<'_>, node: &Node<'_>, cx: &mut Context<'_>) -> Vec<Block> {
    let caption = node.at("fields.caption").or_else(|| value.get("caption"));
    let mut rest = Vec::new();
    let caption: Option<Inline> = caption.and_then(|caption| match is_document(&caption) {
        true => {
            let root = caption.get("root").unwrap_or(caption);
            Some(tree::inline(
                &Lexical,
                &tree::children(&root),
                &mut rest,
                cx,
            ))
        }
        false => caption.as_text().map(Inline::from),
    });
    let mut blocks = if value.is_object() {
        let mime = value.str("mimeType");
        let url = value.text("url");
        match (mime.split('/').next(), url) {
            (Some(kind @ ("video" | "audio")), Some(url)) => picture::Player {
                sound: kind == "audio",
                sources: vec![(url, Some(mime.to_owned()))],
                caption,
                title: value.text("title"),
                ..picture::Player::default()
            }
            .blocks(cx, &node.path()),
            (Some("application" | "text"), Some(url)) => {
                let title = value.any_text(&["title", "filename"]);
                let mut blocks = picture::card(cx, &url, title, None, None, None, &node.path());
                blocks.extend(picture::paragraphs(caption));
                blocks
            }
            (_, url) => {
                let mut picture = Picture {
                    src: url,
                    alt: value.get("alt").and_then(|alt| alt.as_text()),
                    width: value.size("width"),
                    height: value.size("height"),
                    caption,
                    credit: value.text("credit"),
                    ..Picture::default()
                };
                if let Some(sizes) = value.get("sizes") {
                    picture.srcset = sizes
                        .fields()
                        .filter_map(|(_, size)| Some((size.text("url")?, size.size("width")?)))
                        .collect();
                }
                if let (Some(x), Some(y)) = (value.number("focalX"), value.number("focalY")) {
                    picture.focus = Some([x / 100.0, y / 100.0]);
                }
                picture.blocks(cx, &node.path())
            }
        }
    } else {
        let id = value.as_text().unwrap_or_default();
        let kind = match node.str("relationTo") {
            "" => "upload",
            kind => kind,
        };
        let mut blocks = resolved(kind, &id, node, cx);
        blocks.extend(picture::paragraphs(caption));
        blocks
    };
    blocks.extend(rest);
    blocks
}

/// What a reference leads to, if the caller has it.
fn resolved(kind: &str, id: &str, node: &Node<'_>, cx: &mut Context<'_>) -> Vec<Block> {
    match cx.resolve(kind, id, &node.path()) {
        Some(Resolved::Image(image)) => vec![(**image).clone().into()],
        Some(Resolved::Block(block)) => vec![super::copied(block)],
        Some(Resolved::Link(url)) => {
            let url = url.clone();
            picture::card(cx, &url, None, None, None, None, &node.path())
        }
        None => Vec::new(),
    }
}

impl Dialect for Lexical {
    fn kind(&self, node: &Node<'_>, cx: &mut Context<'_>) -> Kind {
        let name = node.kind();
        match name {
            "text" | "extended-text" | "hashtag" | "keyword" | "code-highlight" => {
                Kind::Text(node.text_of("text"), style(node, cx))
            }
            "linebreak" => Kind::Break,
            "tab" => Kind::Text("\t".to_owned(), Style::default()),
            "root" | "layout-container" | "layout-item" => Kind::Group,
            "paragraph" => Kind::Paragraph,
            "heading" | "extended-heading" => {
                let level = node.str("tag").trim_start_matches('h').parse();
                Kind::Heading(level.unwrap_or(2))
            }
            "quote" | "extended-quote" => Kind::Quote,
            "aside" => Kind::Pullquote,
            "list" => {
                let numbered = node.str("listType") == "number"
                    || node.str("listType").is_empty() && node.str("tag") == "ol";
                let start = node
                    .number("start")
                    .filter(|_| numbered)
                    .map(|start| start as i32);
                Kind::List { numbered, start }
            }
            "listitem" => Kind::Item(node.flag("checked")),
            "link" | "autolink" => Kind::Span(Style {
                href: href(node, cx),
                title: node.text("title"),
                ..Style::default()
            }),
            "mark" | "overflow" => Kind::Span(Style::default()),
            "horizontalrule" => Kind::Blocks(vec![Block::divider()]),
            "code" if !tree::children(node).is_empty() => Kind::Code(node.text("language")),
            "table" => Kind::Table,
            "tablerow" => Kind::Row,
            "tablecell" => Kind::Cell {
                header: node.number("headerState").is_some_and(|state| state > 0.0),
                colspan: node.size("colSpan"),
                rowspan: node.size("rowSpan"),
            },
            "collapsible-container" => Kind::Section(node.flag("open"), None),
            "collapsible-title" => Kind::Summary,
            "collapsible-content" => Kind::Group,
            "upload" => Kind::Blocks(match node.get("value") {
                Some(value) => upload(&value, node, cx),
                None => Vec::new(),
            }),
            "relationship" => Kind::Blocks(match node.get("value") {
                Some(value) if value.is_object() => {
                    let title = value.any_text(&["title", "headline", "name"]);
                    match value.any_text(&["url", "href"]) {
                        Some(url) => picture::card(cx, &url, title, None, None, None, &node.path()),
                        None => picture::paragraphs(title.map(Inline::from)),
                    }
                }
                Some(value) => {
                    let id = value.as_text().unwrap_or_default();
                    resolved(node.str("relationTo"), &id, node, cx)
                }
                None => Vec::new(),
            }),
            "inlineBlock" => {
                let fields = node.get("fields").unwrap_or(*node);
                Kind::Inline(component::inline_words(
                    fields.str("blockType"),
                    &fields,
                    cx,
                ))
            }
            // Lexical's own, not Ghost's card.
            "image" if node.get("altText").is_some() => {
                let caption = node
                    .at("caption.editorState")
                    .or_else(|| node.get("caption"));
                let caption = caption.filter(is_document);
                let (mut text, mut rest) = (None, Vec::new());
                if let Some(root) = caption.as_ref().and_then(|caption| caption.get("root")) {
                    let nodes = tree::children(&root);
                    text = Some(tree::inline(&Lexical, &nodes, &mut rest, cx));
                }
                let picture = Picture {
                    src: node.text("src"),
                    alt: node.get("altText").and_then(|alt| alt.as_text()),
                    width: node.size("width"),
                    height: node.size("height"),
                    caption: text,
                    ..Picture::default()
                };
                let mut blocks = picture.blocks(cx, &node.path());
                blocks.extend(rest);
                Kind::Blocks(blocks)
            }
            "block" if node.get("fields").is_some() => Kind::Blocks(match node.get("fields") {
                Some(fields) => block(&fields, cx),
                None => Vec::new(),
            }),
            "youtube" => match node.text("videoID") {
                Some(id) => {
                    let url = format!("https://www.youtube.com/watch?v={id}");
                    Kind::Blocks(picture::embed(cx, &url, None, &node.path()))
                }
                None => Kind::Unknown(name.to_owned()),
            },
            "tweet" if node.get("id").is_some() => {
                let url = format!("https://x.com/i/web/status/{}", node.text_of("id"));
                Kind::Blocks(picture::embed(cx, &url, None, &node.path()))
            }
            "equation" => Kind::Inline(
                crate::model::Span::new(node.text_of("equation"))
                    .mark(Mark::Code)
                    .into(),
            ),
            "mention" | "emoji" => Kind::Text(node.text_of("text"), style(node, cx)),
            _ => match ghost::card(name, node, cx) {
                Some(blocks) => Kind::Blocks(blocks),
                None if node.get("text").is_some() && tree::children(node).is_empty() => {
                    Kind::Text(node.text_of("text"), style(node, cx))
                }
                None => Kind::Unknown(name.to_owned()),
            },
        }
    }
}

fn href(node: &Node<'_>, cx: &mut Context<'_>) -> Option<String> {
    let fields = node.get("fields").unwrap_or(*node);
    if let Some(doc) = fields
        .get("doc")
        .filter(|_| fields.str("linkType") == "internal")
    {
        let value = doc.get("value").unwrap_or(doc);
        if value.is_object() {
            let url = value.any_text(&["url", "href"]).or_else(|| {
                let slug = value.text("slug")?;
                Some(format!("/{slug}"))
            });
            return url.and_then(|url| cx.link(&url, &node.path()));
        }
        let id = value.as_text()?;
        return match cx.resolve(doc.str("relationTo"), &id, &node.path()) {
            Some(Resolved::Link(url)) => Some(url.clone()),
            _ => None,
        };
    }
    let url = fields.text("url")?;
    cx.link(&url, &node.path())
}

/// The bits of `format`.
const BITS: &[(u32, Mark)] = &[
    (1, Mark::Strong),
    (2, Mark::Em),
    (4, Mark::Strike),
    (8, Mark::Underline),
    (16, Mark::Code),
    (32, Mark::Sub),
    (64, Mark::Sup),
    (128, Mark::Mark),
];

fn style(node: &Node<'_>, cx: &mut Context<'_>) -> Style {
    let mut style = Style::default();
    let bits = node.number("format").unwrap_or(0.0) as u32;
    for (bit, mark) in BITS {
        if bits & bit != 0 {
            style = style.with(*mark);
        }
    }
    if bits > 255 {
        prosemirror::unknown_mark("format 256", node, cx);
    }
    style
}
