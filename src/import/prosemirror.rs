//! ProseMirror documents: TipTap, Storyblok, Atlassian and other editors that are built on it.

use serde_json::Value;

use super::entry::{self, Fields, Rich};
use super::inline::Style;
use super::inline_text::is_blank;
use super::json_format::JsonFormat;
use super::node::{self, Node};
use super::picture::{self, Picture};
use super::tree::{self, Dialect, Kind};
use super::{Context, Format, component, html};
use crate::error::ArticleError;
use crate::json::number;
use crate::model::{Article, Block, Code, Image, Inline, Mark, Span};

pub(super) struct ProseMirror;

impl JsonFormat for ProseMirror {
    fn format(&self) -> Format {
        Format::ProseMirror
    }

    fn is(&self, node: &Node<'_>) -> bool {
        is_doc(node) || story(node).is_some() || RICH.is_beside_title(node)
    }

    fn import(&self, node: &Node<'_>, cx: &mut Context<'_>) -> Result<Article, ArticleError> {
        if let (false, Some(story)) = (is_doc(node), story(node)) {
            return Ok(import_story(node, &story, cx));
        }
        Ok(RICH.article(node, cx))
    }
}

const RICH: Rich = Rich {
    is: is_doc,
    read: |node, cx| tree::blocks(&ProseMirror, &nodes(node), cx),
};

fn is_doc(node: &Node<'_>) -> bool {
    node.kind() == "doc" && node.value().get("content").is_some_and(Value::is_array)
        || node.is_list() && node.items().iter().any(holds_text)
}

/// Whether a node holds a node of text.
fn holds_text(node: &Node<'_>) -> bool {
    let content = node.get("content").filter(Node::is_list);
    let is_text = |item: &Node<'_>| item.kind() == "text" && item.get("text").is_some();
    content.is_some_and(|content| content.items().iter().any(is_text))
}

/// The nodes of a document, or of a list without one around it.
fn nodes<'v>(node: &Node<'v>) -> Vec<Node<'v>> {
    match node.is_list() {
        true => node.items(),
        false => tree::children(node),
    }
}

/// The content of a story of Storyblok.
fn story<'v>(node: &Node<'v>) -> Option<Node<'v>> {
    let content = node.at("story.content").or_else(|| node.get("content"))?;
    content.get("component").is_some().then_some(content)
}

/// Fields of the story around its content come first: name, dates, URL.
fn import_story(node: &Node<'_>, content: &Node<'_>, cx: &mut Context<'_>) -> Article {
    let story = node.get("story").unwrap_or(*node);
    let about = [
        "name",
        "first_published_at",
        "published_at",
        "lang",
        "tag_list",
    ];
    let mut fields: Vec<_> = content.fields().collect();
    for key in about {
        let name = match key {
            "tag_list" => "tags",
            key => key,
        };
        let missing = fields.iter().all(|(known, _)| *known != name);
        if let Some(field) = story.get(key).filter(|_| missing) {
            let is_default = key == "lang" && field.as_text().as_deref() == Some("default");
            if !is_default {
                fields.push((name, field));
            }
        }
    }
    fields.retain(|(key, _)| !matches!(*key, "component" | "_uid" | "_editable"));
    // Its name in the editor isn't for readers if there is a title.
    if fields
        .iter()
        .any(|(key, _)| matches!(*key, "title" | "headline"))
    {
        fields.retain(|(key, _)| *key != "name");
    }
    entry::article(&fields, &Story, cx)
}

struct Story;

impl Fields for Story {
    fn blocks(&self, field: &Node<'_>, cx: &mut Context<'_>) -> Option<Vec<Block>> {
        if let Some(blocks) = RICH.blocks(field, cx) {
            return Some(blocks);
        }
        if field.get("filename").is_some() {
            return asset(field).map(|picture| picture.blocks(cx, &field.path()));
        }
        let items = field.items();
        let is_list = field.is_list() && items.iter().any(|item| item.get("component").is_some());
        is_list.then(|| node::blocks_of(&items, &mut |item| blok(item, cx)))
    }

    fn image(&self, field: &Node<'_>, cx: &mut Context<'_>) -> Option<Image> {
        asset(field)?.image(cx, &field.path()).ok()
    }
}

/// A picture of Storyblok. Its size is in its URL.
fn asset(node: &Node<'_>) -> Option<Picture> {
    let mut picture = entry::picture(node)?;
    picture.caption = picture
        .caption
        .or_else(|| node.text("title").map(Inline::from));
    picture.credit = picture.credit.or_else(|| node.text("copyright"));
    if let Some((width, height)) = picture.src.as_deref().and_then(size_in_url) {
        picture.width = picture.width.or(Some(width));
        picture.height = picture.height.or(Some(height));
    }
    picture.focus = picture
        .focus
        .or_else(|| focus(&node.text("focus")?, picture.width?, picture.height?));
    Some(picture)
}

fn size_in_url(url: &str) -> Option<(u32, u32)> {
    url.split('/').find_map(|part| {
        let (width, height) = part.split_once('x')?;
        let number = |text: &str| {
            text.parse::<u32>()
                .ok()
                .filter(|size| (1..100_000).contains(size))
        };
        Some((number(width)?, number(height)?))
    })
}

/// The middle of `LEFTxTOP:RIGHTxBOTTOM`.
fn focus(text: &str, width: u32, height: u32) -> Option<[f64; 2]> {
    let (from, to) = text.split_once(':')?;
    let point = |text: &str| -> Option<(f64, f64)> {
        let (x, y) = text.split_once('x')?;
        Some((number(x)?, number(y)?))
    };
    let ((left, top), (right, bottom)) = (point(from)?, point(to)?);
    let part =
        |from: f64, to: f64, of: u32| ((from + to) / 2.0 / f64::from(of) * 1000.0).round() / 1000.0;
    Some([part(left, right, width), part(top, bottom, height)])
}

/// A component of a site's own.
fn blok(node: &Node<'_>, cx: &mut Context<'_>) -> Vec<Block> {
    if node.get("filename").is_some()
        && let Some(picture) = asset(node)
    {
        return picture.blocks(cx, &node.path());
    }
    component::blocks(node.str("component"), node, &Story, cx)
}

impl Dialect for ProseMirror {
    fn kind(&self, node: &Node<'_>, cx: &mut Context<'_>) -> Kind {
        let attrs = node.get("attrs");
        let text = |key: &str| attrs.as_ref().and_then(|attrs| attrs.text(key));
        let number = |key: &str| attrs.as_ref().and_then(|attrs| attrs.number(key));
        let flag = |key: &str| attrs.as_ref().and_then(|attrs| attrs.flag(key));
        let name = node.kind();
        let plain: String = name.chars().filter(char::is_ascii_alphabetic).collect();
        match plain.to_ascii_lowercase().as_str() {
            "text" => Kind::Text(node.text_of("text"), self.style(node, cx)),
            "doc" | "layoutsection" | "layoutcolumn" | "detailscontent" | "columns" | "column"
            | "columnblock" | "mediagroup" | "bodiedextension" | "tablebody" | "tablehead"
            | "tablefoot" | "decisionlist" => Kind::Group,
            "figure" | "mediasingle" | "captionedimage" => self.figure(node, cx),
            "paragraph" | "figcaption" | "decisionitem" | "blocktaskitem" => Kind::Paragraph,
            "caption" => Kind::Caption,
            "heading" => Kind::Heading(number("level").unwrap_or(2.0) as u8),
            "title" => Kind::Heading(1),
            "bulletlist" | "bulletedlist" | "unorderedlist" | "tasklist" | "todolist"
            | "checklist" => Kind::List {
                numbered: false,
                start: None,
            },
            "orderedlist" | "numberedlist" => Kind::List {
                numbered: true,
                start: number("start")
                    .or_else(|| number("order"))
                    .map(|start| start as i32),
            },
            "listitem" => Kind::Item(flag("checked")),
            "taskitem" | "todoitem" | "checklistitem" => {
                Kind::Item(Some(flag("checked").unwrap_or_else(|| {
                    text("state").is_some_and(|state| state == "DONE")
                })))
            }
            "blockquote" | "quote" => Kind::Quote,
            "pullquote" => Kind::Pullquote,
            "cite" | "quotecaption" => Kind::Cite,
            "codeblock" | "preformattedblock" => Kind::Code(
                ["language", "params", "class"]
                    .iter()
                    .find_map(|key| text(key))
                    .map(|name| name.strip_prefix("language-").unwrap_or(&name).to_owned()),
            ),
            "horizontalrule" | "rule" | "hr" | "divider" => Kind::Blocks(vec![Block::divider()]),
            "hardbreak" | "br" | "linebreak" => Kind::Break,
            "table" => Kind::Table,
            "tablerow" => Kind::Row,
            kind @ ("tablecell" | "tableheader" | "tableheadercell") => Kind::Cell {
                header: kind != "tablecell",
                colspan: number("colspan").map(|span| span as u32),
                rowspan: number("rowspan").map(|span| span as u32),
            },
            "details" => Kind::Section(flag("open"), None),
            "expand" | "nestedexpand" => Kind::Section(None, text("title").map(Inline::from)),
            "detailssummary" | "summary" => Kind::Summary,
            "panel" | "callout" | "admonition" | "aside" | "infobox" => {
                Kind::Box(text("title").map(Inline::from))
            }
            "image" | "media" | "imageblock" => self.image(node, attrs, cx),
            "video" | "audio" | "youtube" | "vimeo" | "iframe" | "embed" | "twitter" | "tweet"
            | "figma" | "embedcard" | "blockcard" | "socialpost" | "spotify" => {
                let url = ["src", "url", "href"].iter().find_map(|key| text(key));
                match url {
                    Some(url) => {
                        let mut blocks = picture::embed(cx, &url, text("title"), &node.path());
                        blocks.extend(picture::paragraphs(text("caption").map(Inline::from)));
                        Kind::Blocks(blocks)
                    }
                    None => component_of(node, attrs, cx),
                }
            }
            "inlinecard" => match text("url") {
                Some(url) => {
                    let href = cx.link(&url, &node.path());
                    let mut span = Span::new(url);
                    span.href = href;
                    Kind::Inline(span.into())
                }
                None => Kind::Unknown(name.to_owned()),
            },
            "emoji" => {
                let shown = ["emoji", "text", "shortName", "name"]
                    .iter()
                    .find_map(|key| text(key));
                Kind::Inline(shown.unwrap_or_default().into())
            }
            "mention" => {
                let label = ["label", "text", "id"]
                    .iter()
                    .find_map(|key| text(key))
                    .unwrap_or_default();
                let at = if label.starts_with('@') || label.is_empty() {
                    ""
                } else {
                    "@"
                };
                Kind::Inline(format!("{at}{label}").into())
            }
            "status" | "placeholder" => Kind::Inline(text("text").unwrap_or_default().into()),
            "math" | "inlinemath" | "mathinline" => {
                let source = text("latex").or_else(|| text("text")).unwrap_or_default();
                match source.is_empty() {
                    true => Kind::Span(Style::default().with(Mark::Code)),
                    false => Kind::Inline(Span::new(source).mark(Mark::Code).into()),
                }
            }
            "blockmath" | "mathblock" | "mathdisplay" => match text("latex") {
                Some(source) => Kind::Blocks(vec![Code::new(source).language("latex").into()]),
                None => Kind::Code(Some("latex".to_owned())),
            },
            "html" | "rawhtml" | "htmlblock" => {
                let raw = text("html")
                    .or_else(|| text("content"))
                    .or_else(|| node.text("text"));
                Kind::Blocks(match raw {
                    Some(raw) => html::blocks(cx, &raw, &node.path()),
                    None => Vec::new(),
                })
            }
            "blok" => {
                let bloks = attrs.map(|attrs| attrs.list("body")).unwrap_or_default();
                Kind::Blocks(node::blocks_of(&bloks, &mut |node| blok(node, cx)))
            }
            "date" => {
                let time = number("timestamp").and_then(|time| entry::from_seconds(time / 1000.0));
                let date = time.or_else(|| text("date"));
                let day = date.as_deref().and_then(|date| date.split('T').next());
                Kind::Inline(day.unwrap_or_default().into())
            }
            // Notes stand where the document has them, often at its end.
            "footnotes" => Kind::List {
                numbered: true,
                start: None,
            },
            "footnote" if !tree::children(node).is_empty() => match number("number") {
                Some(start) => Kind::List {
                    numbered: true,
                    start: Some(start as i32),
                },
                None => Kind::Item(None),
            },
            "footnotereference" | "footnoteref" | "footnoteanchor" => {
                let marker = ["number", "referenceNumber", "label"]
                    .iter()
                    .find_map(|key| text(key));
                Kind::Inline(Span::new(marker.unwrap_or_default()).mark(Mark::Sup).into())
            }
            _ => component_of(node, attrs, cx),
        }
    }
}

/// A node of a kind that isn't the editor's own, with what it says in its attributes.
fn component_of(node: &Node<'_>, attrs: Option<Node<'_>>, cx: &mut Context<'_>) -> Kind {
    let found = attrs
        .filter(|_| tree::children(node).is_empty())
        .and_then(|attrs| component::named(node.kind(), &attrs, &Story, cx));
    match found {
        Some(blocks) => Kind::Blocks(blocks),
        None => Kind::Unknown(node.kind().to_owned()),
    }
}

impl ProseMirror {
    /// A picture, or something else, with its caption beside it.
    fn figure(&self, node: &Node<'_>, cx: &mut Context<'_>) -> Kind {
        let (captions, content): (Vec<_>, Vec<_>) = tree::children(node)
            .into_iter()
            .partition(|child| matches!(child.kind(), "caption" | "figcaption" | "figureCaption"));
        let mut blocks = tree::blocks(self, &content, cx);
        let mut rest = Vec::new();
        let caption = tree::inline(self, &captions, &mut rest, cx);
        match blocks.as_mut_slice() {
            [Block::Image(only)] if !is_blank(&caption) => only.image.caption = Some(caption),
            _ => blocks.extend(picture::paragraphs([caption])),
        }
        blocks.extend(rest);
        Kind::Blocks(blocks)
    }

    fn image(&self, node: &Node<'_>, attrs: Option<Node<'_>>, cx: &mut Context<'_>) -> Kind {
        let Some(attrs) = attrs else {
            return Kind::Unknown(node.kind().to_owned());
        };
        let mut picture = asset(&attrs).unwrap_or_else(|| Picture {
            alt: attrs.text("alt"),
            ..Picture::default()
        });
        // A caption as a node, as in figures.
        let mut rest = Vec::new();
        let inner = tree::children(node);
        if !inner.is_empty() {
            picture.caption = Some(tree::inline(self, &inner, &mut rest, cx));
        }
        if picture.src.is_none()
            && let Some(id) = attrs.text("id")
        {
            match cx.resolve("Media", &id, &node.path()) {
                Some(super::Resolved::Image(image)) => {
                    let mut image = (**image).clone();
                    image.caption = image.caption.or(picture.caption);
                    rest.insert(0, image.into());
                    return Kind::Blocks(rest);
                }
                Some(super::Resolved::Link(url)) => picture.src = Some(url.clone()),
                Some(super::Resolved::Block(block)) => {
                    rest.insert(0, super::copied(block));
                    rest.extend(picture::paragraphs(picture.caption));
                    return Kind::Blocks(rest);
                }
                None => {}
            }
        }
        let mut blocks = picture.blocks(cx, &node.path());
        blocks.extend(rest);
        Kind::Blocks(blocks)
    }

    fn style(&self, node: &Node<'_>, cx: &mut Context<'_>) -> Style {
        let mut style = Style::default();
        for mark in node.list("marks") {
            let name = if mark.is_text() {
                mark.as_text().unwrap_or_default()
            } else {
                mark.kind().to_owned()
            };
            let known = match name.as_str() {
                "subsup" => match mark.text_at("attrs.type").as_deref() {
                    Some("sub") => Some(Mark::Sub),
                    _ => Some(Mark::Sup),
                },
                "link" => {
                    style = style.linked(href(&mark, cx));
                    style.title = mark.text_at("attrs.title");
                    continue;
                }
                name => named_mark(name),
            };
            match known {
                Some(mark) => style = style.with(mark),
                None => unknown_mark(&name, &mark, cx),
            }
        }
        style
    }
}

fn href(mark: &Node<'_>, cx: &mut Context<'_>) -> Option<String> {
    let attrs = mark.get("attrs")?;
    let href = attrs.any_text(&["href", "url"]);
    let kind = attrs.str("linktype");
    let anchor = attrs
        .text("anchor")
        .map(|anchor| format!("#{anchor}"))
        .unwrap_or_default();
    match href {
        Some(href) if kind == "email" && !href.starts_with("mailto:") => {
            cx.link(&format!("mailto:{href}"), &mark.path())
        }
        Some(href) => cx.link(&format!("{href}{anchor}"), &mark.path()),
        None => {
            let id = attrs.text("uuid")?;
            match cx.resolve("Story", &id, &mark.path()) {
                Some(super::Resolved::Link(url)) => Some(url.clone()),
                _ => None,
            }
        }
    }
}

/// The mark of a name that editors have for it.
pub(super) fn named_mark(name: &str) -> Option<Mark> {
    let plain: String = name.chars().filter(char::is_ascii_alphabetic).collect();
    Some(match plain.to_ascii_lowercase().as_str() {
        "bold" | "strong" | "b" => Mark::Strong,
        "italic" | "em" | "i" | "emphasis" => Mark::Em,
        "underline" | "u" => Mark::Underline,
        "strike" | "strikethrough" | "s" | "del" | "linethrough" => Mark::Strike,
        "code" | "inlinecode" | "codespan" => Mark::Code,
        "sub" | "subscript" => Mark::Sub,
        "sup" | "superscript" => Mark::Sup,
        "small" => Mark::Small,
        "highlight" | "mark" => Mark::Mark,
        _ => return None,
    })
}

/// Reports a mark that has no counterpart.
pub(super) fn unknown_mark(name: &str, at: &Node<'_>, cx: &mut Context<'_>) {
    let message = format!("The mark \"{name}\" has no counterpart: its text is without it.");
    cx.warn_once("unknown-mark", name, &at.path(), message);
}
