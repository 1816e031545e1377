//! Blocks of Notion's API.

use serde_json::Value;

use super::flow::{Flow, Wrap};
use super::inline::{InlineBuilder, Style};
use super::json_format::JsonFormat;
use super::lists::{FlatItem, Lists};
use super::node::Node;
use super::picture::{self, Picture, Player};
use super::table::{self, CellSource};
use super::{Context, Format, entry, tree, unknown};
use crate::error::ArticleError;
use crate::model::{Article, Block, Code, FactBox, Inline, Mark, Section, Tag};

pub(super) struct Notion;

impl JsonFormat for Notion {
    fn format(&self) -> Format {
        Format::Notion
    }

    fn is(&self, node: &Node<'_>) -> bool {
        match node.str("object") {
            "list" => {
                node.list("results").iter().any(is_block)
                    || node.list("results").is_empty() && node.get("results").is_some()
            }
            "block" => is_block(node),
            "page" => node.get("properties").is_some(),
            _ if is_sent(node) => true,
            _ => node.value().as_array().is_some_and(|items| {
                !items.is_empty()
                    && items.iter().all(|item| {
                        item.get("object").and_then(Value::as_str) == Some("block")
                            && item.get("nodes").is_none()
                    })
            }),
        }
    }

    fn import(&self, node: &Node<'_>, cx: &mut Context<'_>) -> Result<Article, ArticleError> {
        let mut article = Article::default();
        if node.str("object") == "page" {
            page(node, &mut article, cx);
        }
        let blocks = match node.any(&["results", "children", "blocks"]) {
            Some(list) => list.items(),
            None if node.str("object") == "page" => {
                cx.resolve("blocks of the page", &node.text_of("id"), &node.path());
                Vec::new()
            }
            None => node.items(),
        };
        article.body = body(&blocks, cx);
        if node.flag("has_more") == Some(true) {
            let cursor = node.text_of("next_cursor");
            cx.resolve("more blocks", &cursor, &node.path());
        }
        Ok(article)
    }
}

/// Blocks as the API takes them, without what it adds.
fn is_sent(node: &Node<'_>) -> bool {
    let items = node.items();
    let is_rich = |item: &Node<'_>| {
        let content = item.get(item.kind());
        content.is_some_and(|content| content.get("rich_text").is_some_and(|list| list.is_list()))
    };
    node.is_list() && items.iter().any(is_rich) && items.iter().all(is_block)
}

fn is_block(node: &Node<'_>) -> bool {
    node.str("object") == "block" || !node.kind().is_empty() && node.get(node.kind()).is_some()
}

fn page(node: &Node<'_>, article: &mut Article, cx: &mut Context<'_>) {
    if let Some(properties) = node.get("properties") {
        for (name, property) in properties.fields() {
            match property.kind() {
                "title" => article.headline = inline(&property.list("title"), cx),
                "multi_select" if name.eq_ignore_ascii_case("tags") => {
                    let names = property.list("multi_select");
                    article.tags = names
                        .iter()
                        .filter_map(|tag| tag.text("name"))
                        .map(Tag::new)
                        .collect();
                }
                "date" if article.published.is_none() => {
                    article.published = property
                        .at("date.start")
                        .and_then(|date| entry::date(&date));
                }
                "people" => {
                    let people = property.list("people");
                    let names = people.iter().filter_map(|person| person.text("name"));
                    article.byline.extend(names.map(crate::model::Person::new));
                }
                "rich_text" if article.standfirst.is_none() => {
                    let lower = name.to_ascii_lowercase();
                    if [
                        "subtitle",
                        "standfirst",
                        "summary",
                        "description",
                        "excerpt",
                    ]
                    .contains(&lower.as_str())
                    {
                        article.standfirst = Some(inline(&property.list("rich_text"), cx));
                    }
                }
                _ => {}
            }
        }
    }
    article.published = article
        .published
        .take()
        .or_else(|| entry::date(&node.get("created_time")?));
    article.updated = node
        .get("last_edited_time")
        .and_then(|date| entry::date(&date));
    if let Some(cover) = node.get("cover") {
        let mut image = file(&cover);
        image.alt = Some(String::new());
        article.image = image.image(cx, &cover.path()).ok();
    }
    if let Some(url) = node.text("public_url").or_else(|| node.text("url")) {
        article.url = cx.link(&url, &node.path());
    }
}

/// The file of a picture, video or the like: of Notion or of another site.
fn file(content: &Node<'_>) -> Picture {
    Picture {
        src: content
            .text_at("file.url")
            .or_else(|| content.text_at("external.url"))
            .or_else(|| content.text("url")),
        ..Picture::default()
    }
}

fn inline(texts: &[Node<'_>], cx: &mut Context<'_>) -> Inline {
    let mut builder = InlineBuilder::default();
    for (text, style) in pieces(texts, cx) {
        builder.push(&text, &style);
    }
    builder.finish()
}

fn pieces(texts: &[Node<'_>], cx: &mut Context<'_>) -> Vec<(String, Style)> {
    let mut pieces = Vec::new();
    for text in texts {
        let mut style = Style::default();
        if let Some(marks) = text.get("annotations") {
            for (name, mark) in [
                ("bold", Mark::Strong),
                ("italic", Mark::Em),
                ("strikethrough", Mark::Strike),
                ("underline", Mark::Underline),
                ("code", Mark::Code),
            ] {
                if marks.flag(name) == Some(true) {
                    style = style.with(mark);
                }
            }
            let color = marks.str("color");
            if color.ends_with("_background") {
                style = style.with(Mark::Mark);
            }
        }
        if text.kind() == "equation" {
            style = style.with(Mark::Code);
        }
        let href = text.text("href").or_else(|| text.text_at("text.link.url"));
        style = style.linked(href.and_then(|href| cx.link(&href, &text.path())));
        let plain = text
            .get("plain_text")
            .or_else(|| text.at("text.content"))
            .or_else(|| text.at("equation.expression"));
        pieces.push((
            plain.and_then(|plain| plain.as_text()).unwrap_or_default(),
            style,
        ));
    }
    pieces
}

fn body(blocks: &[Node<'_>], cx: &mut Context<'_>) -> Vec<Block> {
    let mut out = Lists::default();
    for block in blocks {
        let kind = block.kind();
        if matches!(kind, "bulleted_list_item" | "numbered_list_item" | "to_do") {
            let content = block.get(kind).unwrap_or(*block);
            let mut inner = text(&content, Wrap::Paragraph, cx);
            inner.extend(children(block, &content, cx));
            out.item(FlatItem {
                level: 0,
                numbered: kind == "numbered_list_item",
                start: content.number("list_start_index").map(|start| start as i32),
                checked: (kind == "to_do").then(|| content.flag("checked").unwrap_or(false)),
                blocks: inner,
            });
        } else {
            out.blocks(one(block, kind, cx));
        }
    }
    out.finish()
}

/// The blocks in a block; reported if the answer leaves them out.
fn children(block: &Node<'_>, content: &Node<'_>, cx: &mut Context<'_>) -> Vec<Block> {
    let found = content.get("children").or_else(|| block.get("children"));
    match found {
        Some(list) => {
            let list = list.get("results").unwrap_or(list);
            body(&list.items(), cx)
        }
        None => {
            if block.flag("has_children") == Some(true) {
                let id = block.text_of("id");
                if let Some(super::Resolved::Block(block)) =
                    cx.resolve("children of the block", &id, &block.path())
                {
                    return vec![super::copied(block)];
                }
            }
            Vec::new()
        }
    }
}

fn texts<'v>(content: &Node<'v>) -> Vec<Node<'v>> {
    match content.any(&["rich_text", "text"]) {
        Some(list) if list.is_list() => list.items(),
        _ => Vec::new(),
    }
}

fn text(content: &Node<'_>, wrap: Wrap, cx: &mut Context<'_>) -> Vec<Block> {
    let mut flow = Flow::default();
    flow.wrap(wrap);
    for (piece, style) in pieces(&texts(content), cx) {
        flow.push(&piece, &style);
    }
    flow.finish()
}

fn one(block: &Node<'_>, kind: &str, cx: &mut Context<'_>) -> Vec<Block> {
    let path = block.path();
    let Some(content) = block.get(kind) else {
        return unknown::blocks(block, kind, cx, &mut |_, _| None);
    };
    let caption = |cx: &mut Context<'_>| {
        let caption = inline(&content.list("caption"), cx);
        (!super::inline_text::is_blank(&caption)).then_some(caption)
    };
    let with_children = |mut blocks: Vec<Block>, cx: &mut Context<'_>| {
        blocks.extend(children(block, &content, cx));
        blocks
    };
    match kind {
        "paragraph" => {
            let blocks = text(&content, Wrap::Paragraph, cx);
            with_children(blocks, cx)
        }
        "heading_1" | "heading_2" | "heading_3" | "heading_4" | "toggle" => {
            let inner = children(block, &content, cx);
            if inner.is_empty() {
                let level = kind.rsplit('_').next().and_then(|level| level.parse().ok());
                return text(&content, level.map_or(Wrap::Paragraph, Wrap::Heading), cx);
            }
            let heading = inline(&texts(&content), cx);
            match super::inline_text::is_blank(&heading) {
                true => inner,
                false => vec![Section::new(heading).open(false).body(inner).into()],
            }
        }
        "quote" => {
            let blocks = text(&content, Wrap::Paragraph, cx);
            tree::quoted(with_children(blocks, cx), None, false)
        }
        "callout" => {
            let mut blocks = text(&content, Wrap::Paragraph, cx);
            if let (Some(emoji), Some(Block::Paragraph(first))) =
                (content.text_at("icon.emoji"), blocks.first_mut())
            {
                let mut text = InlineBuilder::default();
                text.push(&format!("{emoji} "), &Style::default());
                text.add(&first.text, &Style::default());
                first.text = text.finish();
            }
            let blocks = with_children(blocks, cx);
            match blocks.is_empty() {
                true => blocks,
                false => vec![FactBox::new(blocks).into()],
            }
        }
        "code" => {
            let text: String = pieces(&texts(&content), cx)
                .into_iter()
                .map(|(text, _)| text)
                .collect();
            let mut blocks = Vec::new();
            if !text.trim().is_empty() {
                let mut code = Code::new(text);
                code.language = content.text("language").filter(|name| name != "plain text");
                blocks.push(code.into());
            }
            blocks.extend(picture::paragraphs(caption(cx)));
            blocks
        }
        "equation" => match content.text("expression") {
            Some(source) => vec![Code::new(source).language("latex").into()],
            None => Vec::new(),
        },
        "divider" => vec![Block::divider()],
        "image" => {
            let mut image = file(&content);
            image.caption = caption(cx);
            image.blocks(cx, &path)
        }
        "video" | "audio" => {
            let url = file(&content).src;
            let is_file = content.get("file").is_some()
                || url.as_deref().is_some_and(|url| {
                    let path = url
                        .split(['?', '#'])
                        .next()
                        .unwrap_or_default()
                        .to_ascii_lowercase();
                    [
                        ".mp4", ".webm", ".mov", ".m4v", ".mp3", ".wav", ".m4a", ".ogg",
                    ]
                    .iter()
                    .any(|end| path.ends_with(end))
                });
            let caption = caption(cx);
            Player {
                sound: kind == "audio",
                sources: url
                    .clone()
                    .filter(|_| is_file)
                    .map(|url| (url, None))
                    .into_iter()
                    .collect(),
                page: url.filter(|_| !is_file),
                caption,
                ..Player::default()
            }
            .blocks(cx, &path)
        }
        "file" | "pdf" => {
            let caption = caption(cx);
            let url = file(&content).src.unwrap_or_default();
            let mut blocks = picture::card(cx, &url, content.text("name"), None, None, None, &path);
            blocks.extend(picture::paragraphs(caption));
            blocks
        }
        "embed" | "link_preview" => {
            let caption = caption(cx);
            let url = content.text("url").unwrap_or_default();
            let mut blocks = picture::embed(cx, &url, None, &path);
            blocks.extend(picture::paragraphs(caption));
            blocks
        }
        "bookmark" => {
            let caption = caption(cx);
            let url = content.text("url").unwrap_or_default();
            let title = caption.as_ref().map(Inline::to_plain_text);
            picture::card(cx, &url, title, None, None, None, &path)
        }
        "table" => {
            let (column, row) = (
                content.flag("has_column_header") == Some(true),
                content.flag("has_row_header") == Some(true),
            );
            let list = content.get("children").or_else(|| block.get("children"));
            if list.is_none() {
                children(block, &content, cx);
            }
            let rows = list
                .map(|list| list.get("results").unwrap_or(list).items())
                .unwrap_or_default();
            let rows = rows
                .iter()
                .enumerate()
                .map(|(index, line)| {
                    let cells = line.list_at("table_row.cells");
                    cells
                        .iter()
                        .enumerate()
                        .map(|(at, cell)| CellSource {
                            header: column && index == 0 || row && at == 0,
                            ..CellSource::text(inline(&cell.items(), cx))
                        })
                        .collect()
                })
                .collect();
            table::table(rows, None, cx, &path)
        }
        "column_list" | "column" | "synced_block" | "template" | "tab" => {
            let blocks = text(&content, Wrap::Paragraph, cx);
            with_children(blocks, cx)
        }
        "child_page" | "child_database" => {
            picture::paragraphs(content.text("title").map(Inline::from))
        }
        "link_to_page" => {
            let id = content
                .any_text(&["page_id", "database_id"])
                .unwrap_or_default();
            match cx.resolve("page", &id, &path) {
                Some(super::Resolved::Link(url)) => {
                    let url = url.clone();
                    picture::card(cx, &url, None, None, None, None, &path)
                }
                Some(super::Resolved::Block(block)) => vec![super::copied(block)],
                _ => Vec::new(),
            }
        }
        // What Notion makes from other blocks.
        "table_of_contents" | "breadcrumb" => Vec::new(),
        _ => {
            unknown::report(block, kind, cx);
            let mut blocks = text(&content, Wrap::Paragraph, cx);
            if blocks.is_empty() {
                unknown::fields(&content, &mut blocks, cx, &mut |list, cx| {
                    let items = list.items();
                    let is_rich =
                        list.is_list() && items.iter().any(|item| item.get("plain_text").is_some());
                    is_rich.then(|| picture::paragraphs([inline(&items, cx)]))
                });
            }
            with_children(blocks, cx)
        }
    }
}
