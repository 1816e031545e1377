//! Raw content of Draft.js, as Wagtail, Superdesk and X Articles store it.

use serde_json::Value;

use super::entry::{self, Fields, Rich};
use super::flow::{Flow, Wrap};
use super::json_format::JsonFormat;
use super::lists::{FlatItem, Lists};
use super::node::Node;
use super::prosemirror::{named_mark, unknown_mark};
use super::ranges::{self, Effect, Range};
use super::{Context, Format, component, tree};
use crate::error::ArticleError;
use crate::model::{Article, Block, Code, Image};

pub(super) struct Draft;

impl JsonFormat for Draft {
    fn format(&self) -> Format {
        Format::Draft
    }

    fn is(&self, node: &Node<'_>) -> bool {
        is_raw(node) || RICH.is_beside_title(node)
    }

    fn import(&self, node: &Node<'_>, cx: &mut Context<'_>) -> Result<Article, ArticleError> {
        Ok(RICH.article(node, cx))
    }
}

const RICH: Rich = Rich {
    is: is_raw,
    read: |node, cx| {
        let reader = Reader {
            entities: node.any(&["entityMap", "entity_map"]),
        };
        reader.body(&node.list("blocks"), cx)
    },
};

fn is_raw(node: &Node<'_>) -> bool {
    let Some(blocks) = node.value().get("blocks").and_then(Value::as_array) else {
        return false;
    };
    let has_ranges = |block: &Value| {
        [
            "inlineStyleRanges",
            "entityRanges",
            "inline_style_ranges",
            "entity_ranges",
        ]
        .iter()
        .any(|key| block.get(key).is_some())
    };
    node.any(&["entityMap", "entity_map"]).is_some() || blocks.iter().any(has_ranges)
}

struct Reader<'v> {
    entities: Option<Node<'v>>,
}

struct Media;

impl Fields for Media {
    fn blocks(&self, _: &Node<'_>, _: &mut Context<'_>) -> Option<Vec<Block>> {
        None
    }

    fn image(&self, field: &Node<'_>, cx: &mut Context<'_>) -> Option<Image> {
        // A picture of Superdesk has several sizes.
        let media = field.get("media").unwrap_or(*field);
        let original = media
            .at("renditions.original")
            .or_else(|| media.at("renditions.baseImage"))
            .or_else(|| media.at("renditions.viewImage"));
        let Some(original) = original else {
            return entry::image(field, cx);
        };
        let mut picture = entry::picture(&original)?;
        picture.alt = media.text("alt_text").or_else(|| media.text("headline"));
        picture.caption = media.text("description_text").map(Into::into);
        picture.credit = media.any_text(&["byline", "credit"]);
        picture.image(cx, &field.path()).ok()
    }
}

impl Reader<'_> {
    fn body(&self, blocks: &[Node<'_>], cx: &mut Context<'_>) -> Vec<Block> {
        let mut out = Lists::default();
        let mut quote: Vec<Block> = Vec::new();
        let mut code: Option<Code> = None;
        for block in blocks {
            let kind = block.kind();
            if kind == "code-block" {
                out.blocks_if(tree::quoted(std::mem::take(&mut quote), None, false));
                let line = block.text_of("text");
                match &mut code {
                    Some(code) => {
                        code.text.push('\n');
                        code.text.push_str(&line);
                    }
                    None => {
                        let mut new = Code::new(line);
                        new.language = block
                            .text_at("data.language")
                            .or_else(|| block.text_at("data.syntax"));
                        code = Some(new);
                    }
                }
                continue;
            }
            out.blocks_if(ended(&mut code));
            if kind == "blockquote" {
                quote.extend(self.text(block, Wrap::Paragraph, cx));
                continue;
            }
            out.blocks_if(tree::quoted(std::mem::take(&mut quote), None, false));
            let level = match kind {
                "header-one" => Some(1),
                "header-two" => Some(2),
                "header-three" => Some(3),
                "header-four" => Some(4),
                "header-five" => Some(5),
                "header-six" => Some(6),
                _ => None,
            };
            match kind {
                "unordered-list-item" | "ordered-list-item" | "checkable-list-item" => {
                    let checked = (kind == "checkable-list-item").then(|| {
                        block
                            .at("data.checked")
                            .is_some_and(|flag| flag.value() == &Value::Bool(true))
                    });
                    let item = FlatItem {
                        level: block.number("depth").unwrap_or(0.0).clamp(0.0, 1e6) as usize,
                        numbered: kind == "ordered-list-item",
                        start: None,
                        checked,
                        blocks: self.text(block, Wrap::Paragraph, cx),
                    };
                    out.item(item);
                }
                // The data of an atomic block without an entity.
                _ if kind.starts_with("atomic:") => {
                    let name = kind.trim_start_matches("atomic:");
                    let data = block.get("data").unwrap_or(*block);
                    out.blocks(component::blocks(name, &data, &Media, cx));
                    out.blocks(self.text(block, Wrap::Paragraph, cx));
                }
                "atomic" => out.blocks(self.atomic(block, cx)),
                "pullquote" | "pull-quote" => {
                    out.blocks(tree::quoted(
                        self.text(block, Wrap::Paragraph, cx),
                        None,
                        true,
                    ));
                }
                _ => {
                    let known = matches!(kind, "" | "unstyled" | "paragraph") || level.is_some();
                    if !known {
                        let message = format!(
                            "The block type \"{kind}\" has no counterpart: its text is a paragraph."
                        );
                        cx.warn_once("unknown-node", kind, &block.path(), message);
                    }
                    let wrap = level.map_or(Wrap::Paragraph, Wrap::Heading);
                    out.blocks(self.text(block, wrap, cx));
                }
            }
        }
        out.blocks_if(ended(&mut code));
        out.blocks_if(tree::quoted(quote, None, false));
        out.finish()
    }

    fn entity(&self, key: &Node<'_>) -> Option<Node<'_>> {
        let key = key.as_text()?;
        let entities = self.entities.as_ref()?;
        match entities.value() {
            // A list of keys and values, as X writes it.
            Value::Array(_) => {
                let items = entities.items();
                let found = items
                    .iter()
                    .find(|entry| entry.text("key").as_ref() == Some(&key));
                found
                    .and_then(|entry| entry.get("value"))
                    .or_else(|| entities.item(key.parse().ok()?))
            }
            _ => entities.get(&key),
        }
    }

    /// A block that holds no text, but an entity, or several.
    fn atomic(&self, block: &Node<'_>, cx: &mut Context<'_>) -> Vec<Block> {
        let mut blocks = Vec::new();
        let ranges = block.any(&["entityRanges", "entity_ranges"]);
        for range in ranges.map(|list| list.items()).unwrap_or_default() {
            let Some(entity) = range.get("key").and_then(|key| self.entity(&key)) else {
                continue;
            };
            let name = entity.kind();
            let data = entity.get("data").unwrap_or(entity);
            if name.eq_ignore_ascii_case("link") {
                continue;
            }
            blocks.extend(component::blocks(name, &data, &Media, cx));
        }
        // The text is a placeholder if there is an entity; some editors keep words there.
        let text = block.text_of("text");
        if blocks.is_empty() || text.trim().chars().count() > 1 {
            blocks.extend(self.text(block, Wrap::Paragraph, cx));
        }
        blocks
    }

    fn text(&self, block: &Node<'_>, wrap: Wrap, cx: &mut Context<'_>) -> Vec<Block> {
        let text = block.str("text");
        let mut ranges = Vec::new();
        let span = |range: &Node<'_>| {
            let start = range.number("offset").unwrap_or(0.0);
            (start, start + range.number("length").unwrap_or(0.0))
        };
        let list = |keys: &[&str]| block.any(keys).map(|list| list.items()).unwrap_or_default();
        for range in list(&["inlineStyleRanges", "inline_style_ranges"]) {
            let name = range.str("style");
            match named_mark(name) {
                Some(mark) => {
                    let (start, end) = span(&range);
                    ranges.push(Range {
                        start,
                        end,
                        effect: Effect::Mark(mark),
                    });
                }
                None => unknown_mark(name, &range, cx),
            }
        }
        let mut inline = Vec::new();
        for range in list(&["entityRanges", "entity_ranges"]) {
            let Some(entity) = range.get("key").and_then(|key| self.entity(&key)) else {
                continue;
            };
            let data = entity.get("data").unwrap_or(entity);
            let url = data.any_text(&["url", "href"]);
            let (start, end) = span(&range);
            let is_link = matches!(
                entity.kind().to_ascii_lowercase().as_str(),
                "link" | "document"
            );
            match url.filter(|_| is_link) {
                Some(url) => {
                    let effect = cx.link(&url, &entity.path()).map(Effect::Link);
                    ranges.extend(effect.map(|effect| Range { start, end, effect }));
                }
                None if is_link => {
                    if let Some(id) = data.text("id")
                        && let Some(super::Resolved::Link(url)) =
                            cx.resolve("page", &id, &entity.path())
                    {
                        let effect = Effect::Link(url.clone());
                        ranges.push(Range { start, end, effect });
                    }
                }
                None if block.kind() != "atomic" => inline.push(entity),
                None => {}
            }
        }
        let mut flow = Flow::default();
        flow.wrap(wrap);
        for (piece, style) in ranges::pieces(text, &ranges, cx, &block.path()) {
            flow.push(&piece, &style);
        }
        for entity in inline {
            // Its words are in the text already, as those of a mention are.
            if matches!(
                entity.kind().to_ascii_lowercase().as_str(),
                "image" | "embed" | "video"
            ) {
                let data = entity.get("data").unwrap_or(entity);
                flow.blocks(component::blocks(entity.kind(), &data, &Media, cx));
            } else {
                unknown_mark(entity.kind(), &entity, cx);
            }
        }
        flow.finish()
    }
}

fn ended(code: &mut Option<Code>) -> Vec<Block> {
    let code = code.take().filter(|code| !code.text.trim().is_empty());
    code.map(Block::from).into_iter().collect()
}
