//! Rich text of Contentful, entries that hold it, and answers of its APIs.

use std::cell::{Cell, RefCell};

use serde_json::{Map, Value};

use super::entry::{self, Fields};
use super::inline::Style;
use super::json_format::JsonFormat;
use super::names::Names;
use super::node::{self, Node};
use super::picture::{self, Picture, Player};
use super::prosemirror::{named_mark, unknown_mark};
use super::tree::{self, Dialect, Kind};
use super::{Context, Format, Resolved, component};
use crate::error::ArticleError;
use crate::model::{Article, Block, Image, Inline};

pub(super) struct Contentful;

/// Entries in entries: no more than so many levels, and in all.
const MAX_ENTRIES_DEEP: usize = 6;
const MAX_ENTRIES: usize = 2000;

impl JsonFormat for Contentful {
    fn format(&self) -> Format {
        Format::Contentful
    }

    fn is(&self, node: &Node<'_>) -> bool {
        document(node).is_some()
            || is_entry(node)
            || node.get("sys").is_some() && node.list("items").iter().any(is_entry)
    }

    fn import(&self, node: &Node<'_>, cx: &mut Context<'_>) -> Result<Article, ArticleError> {
        let value = unlocalised(node.value(), cx.options.lang.as_deref());
        let root = node.with(value);
        let node = &root.node();
        let reader = Reader::new(node);
        if let Some(document) = document(node) {
            return Ok(entry::of_body(tree::blocks(
                &reader,
                &tree::children(&document),
                cx,
            )));
        }
        let entry = if is_entry(node) {
            *node
        } else {
            let items: Vec<_> = node.list("items").into_iter().filter(is_entry).collect();
            let pick = cx.pick(items.len(), &node.path());
            let picked = pick.and_then(|pick| items.get(pick));
            picked.or(items.first()).cloned().unwrap_or(*node)
        };
        let about = entry.get("sys");
        let fields = entry.get("fields").unwrap_or(entry);
        let fields: Vec<_> = fields.fields().filter(|(key, _)| *key != "slug").collect();
        let is_markdown = |key: &str, field: &Node<'_>| is_markdown(key, field.value());
        let mut article = entry::with_markdown(&fields, &is_markdown, &reader, cx);
        if let Some(sys) = about {
            article.published = article.published.or_else(|| {
                entry::date(&sys.any(&["firstPublishedAt", "publishedAt", "createdAt"])?)
            });
            article.updated = article
                .updated
                .or_else(|| entry::date(&sys.get("updatedAt")?));
            article.lang = article.lang.or_else(|| sys.text("locale"));
        }
        Ok(article)
    }
}

/// Rich text, alone or as GraphQL gives it, with its links.
fn document<'v>(node: &Node<'v>) -> Option<Node<'v>> {
    let is = |node: &Node<'_>| node.str("nodeType") == "document";
    Some(*node)
        .filter(is)
        .or_else(|| node.get("json").filter(is))
}

fn is_entry(node: &Node<'_>) -> bool {
    let Some(fields) = node.get("fields").filter(|_| node.get("sys").is_some()) else {
        // GraphQL has the fields of an entry beside each other.
        return ["title", "headline", "name"]
            .iter()
            .any(|key| node.text(key).is_some())
            && node.fields().any(|(_, field)| document(&field).is_some());
    };
    fields.fields().any(|(key, field)| {
        let value = locale(field.value(), None).unwrap_or(field.value());
        is_markdown(key, value)
            && node
                .at("sys.type")
                .is_some_and(|kind| kind.str_value() == "Entry")
            || document(&field).is_some()
            || locale(field.value(), None).is_some_and(|value| value.get("nodeType").is_some())
    })
}

/// Long text, which is Markdown.
fn is_markdown(key: &str, value: &Value) -> bool {
    let text = value.as_str().unwrap_or_default();
    matches!(key, "body" | "content" | "text") && text.contains('\n')
}

/// The value in one language, if this is a value in several.
fn locale<'v>(value: &'v Value, wanted: Option<&str>) -> Option<&'v Value> {
    let fields = value.as_object()?;
    let is_tag = |key: &String| {
        let (language, region) = key.split_once('-').unwrap_or((key, "XX"));
        let upper = region
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
        (2..=3).contains(&language.len())
            && language.bytes().all(|byte| byte.is_ascii_lowercase())
            && upper
            && (2..=3).contains(&region.len())
    };
    if fields.is_empty() || !fields.keys().all(is_tag) || fields.contains_key("sys") {
        return None;
    }
    let found = wanted.and_then(|wanted| {
        fields
            .iter()
            .find(|(key, _)| key.as_str() == wanted || key.split('-').next() == Some(wanted))
    });
    found
        .or_else(|| fields.iter().next())
        .map(|(_, value)| value)
}

/// The same with each field of an entry in one language.
fn unlocalised(value: &Value, wanted: Option<&str>) -> Value {
    match value {
        Value::Array(items) => items.iter().map(|item| unlocalised(item, wanted)).collect(),
        Value::Object(fields) => {
            let mut out = Map::new();
            for (key, value) in fields {
                let value = match value {
                    Value::Object(inner) if key == "fields" => {
                        let fields = inner.iter().map(|(key, value)| {
                            let value = locale(value, wanted).unwrap_or(value);
                            (key.clone(), unlocalised(value, wanted))
                        });
                        Value::Object(fields.collect())
                    }
                    value => unlocalised(value, wanted),
                };
                out.insert(key.clone(), value);
            }
            Value::Object(out)
        }
        other => other.clone(),
    }
}

struct Reader<'v> {
    targets: Vec<Node<'v>>,
    /// Which of the targets it is, by its id.
    entries: Names,
    assets: Names,
    /// Entries that are being read, the outermost first.
    open: RefCell<Vec<String>>,
    count: Cell<usize>,
}

impl<'v> Reader<'v> {
    fn new(node: &Node<'v>) -> Self {
        let mut reader = Self {
            targets: Vec::new(),
            entries: Names::default(),
            assets: Names::default(),
            open: RefCell::default(),
            count: Cell::new(0),
        };
        let lists = [
            "includes.Entry",
            "items",
            "links.entries.block",
            "links.entries.inline",
            "links.entries.hyperlink",
        ];
        // GraphQL has the links of rich text beside it, whichever field it is in.
        let mut holders: Vec<_> = node.fields().map(|(_, field)| field).collect();
        holders.insert(0, *node);
        let all = |lists: &[&str]| -> Vec<Node<'v>> {
            let mut found = Vec::new();
            for holder in &holders {
                for list in lists {
                    found.extend(holder.list_at(list));
                }
            }
            found
        };
        for entry in all(&lists) {
            if let Some(id) = entry.text_at("sys.id") {
                reader.entries.insert(id, reader.targets.len());
                reader.targets.push(entry);
            }
        }
        let lists = [
            "includes.Asset",
            "links.assets.block",
            "links.assets.hyperlink",
        ];
        for asset in all(&lists) {
            if let Some(id) = asset.text_at("sys.id") {
                reader.assets.insert(id, reader.targets.len());
                reader.targets.push(asset);
            }
        }
        reader
    }

    /// What a link leads to: the object itself if it is in its place, else from the lists beside.
    fn find<'s>(&'s self, target: &Node<'s>) -> Option<Node<'s>> {
        if target.get("fields").is_some() || target.get("url").is_some() {
            return Some(*target);
        }
        let id = target.text_at("sys.id")?;
        let found = match target.text_at("sys.linkType").as_deref() {
            Some("Asset") => self.assets.get(&id),
            _ => self.entries.get(&id).or_else(|| self.assets.get(&id)),
        };
        self.targets.get(found?).copied()
    }

    fn is_asset(target: &Node<'_>) -> bool {
        target.text_at("sys.linkType").as_deref() == Some("Asset")
            || target.text_at("sys.type").as_deref() == Some("Asset")
            || target.at("fields.file").is_some()
    }

    fn target(&self, target: &Node<'_>, cx: &mut Context<'_>) -> Vec<Block> {
        let path = target.path();
        let Some(found) = self.find(target) else {
            let id = target
                .text_at("sys.id")
                .or_else(|| target.text_at("sys.urn"))
                .unwrap_or_default();
            let kind = target
                .text_at("sys.linkType")
                .unwrap_or_else(|| "Entry".to_owned());
            return match cx.resolve(&kind, &id, &path) {
                Some(Resolved::Image(image)) => vec![(**image).clone().into()],
                Some(Resolved::Block(block)) => vec![super::copied(block)],
                Some(Resolved::Link(url)) => {
                    let url = url.clone();
                    picture::card(cx, &url, None, None, None, None, &path)
                }
                None => Vec::new(),
            };
        };
        if Self::is_asset(target) || Self::is_asset(&found) {
            return asset_blocks(&found, cx, &path);
        }
        self.entry(&found, cx)
    }

    fn entry(&self, entry: &Node<'_>, cx: &mut Context<'_>) -> Vec<Block> {
        let id = entry.text_at("sys.id").unwrap_or_else(|| entry.path());
        let fields = entry.get("fields").unwrap_or(*entry);
        if self.open.borrow().contains(&id) {
            let message = format!("The entry \"{id}\" is inside itself: it isn't repeated there.");
            cx.warn_once("cycle", &id, &entry.path(), message);
            return Vec::new();
        }
        self.count.set(self.count.get() + 1);
        if self.open.borrow().len() >= MAX_ENTRIES_DEEP || self.count.get() > MAX_ENTRIES {
            let message =
                format!("The entry \"{id}\" is inside too many others: it isn't read there.");
            cx.warn_once("too-deep", &id, &entry.path(), message);
            let title = fields.any_text(&["title", "headline", "name"]);
            let title = title.filter(|_| self.count.get() <= MAX_ENTRIES);
            return picture::paragraphs(title.map(Inline::from));
        }
        self.open.borrow_mut().push(id);
        let name = entry
            .text_at("sys.contentType.sys.id")
            .or_else(|| entry.text("__typename"))
            .unwrap_or_default();
        let blocks = component::blocks(&name, &fields, self, cx);
        self.open.borrow_mut().pop();
        blocks
    }
}

fn picture_of(asset: &Node<'_>) -> Picture {
    let fields = asset.get("fields").unwrap_or(*asset);
    let file = fields.get("file").unwrap_or(fields);
    let size = file.at("details.image").unwrap_or(fields);
    Picture {
        src: file.text("url"),
        // The description is all there is for one; without it, a picture has none.
        alt: fields.text("description"),
        width: size.size("width"),
        height: size.size("height"),
        ..Picture::default()
    }
}

fn asset_blocks(asset: &Node<'_>, cx: &mut Context<'_>, path: &str) -> Vec<Block> {
    let fields = asset.get("fields").unwrap_or(*asset);
    let file = fields.get("file").unwrap_or(fields);
    let mime = file
        .text("contentType")
        .unwrap_or_else(|| "image/".to_owned());
    match mime.split('/').next() {
        Some(kind @ ("video" | "audio")) => Player {
            sound: kind == "audio",
            sources: file
                .text("url")
                .map(|url| (url, Some(mime.clone())))
                .into_iter()
                .collect(),
            title: fields.text("title"),
            caption: fields.text("description").map(Inline::from),
            ..Player::default()
        }
        .blocks(cx, path),
        Some("image") => picture_of(asset).blocks(cx, path),
        _ => {
            let url = file.text("url").unwrap_or_default();
            let title = fields.text("title").or_else(|| file.text("fileName"));
            let url = url
                .strip_prefix("//")
                .map_or(url.clone(), |rest| format!("https://{rest}"));
            picture::card(
                cx,
                &url,
                title,
                fields.text("description"),
                None,
                None,
                path,
            )
        }
    }
}

impl Fields for Reader<'_> {
    fn blocks(&self, field: &Node<'_>, cx: &mut Context<'_>) -> Option<Vec<Block>> {
        if let Some(document) = document(field) {
            return Some(tree::blocks(self, &tree::children(&document), cx));
        }
        if field.get("sys").is_some() {
            return Some(self.target(field, cx));
        }
        let items = field.items();
        let links = field.is_list() && items.iter().any(|item| item.get("sys").is_some());
        links.then(|| node::blocks_of(&items, &mut |item| self.target(item, cx)))
    }

    fn image(&self, field: &Node<'_>, cx: &mut Context<'_>) -> Option<Image> {
        let path = field.path();
        match self.find(field) {
            Some(asset) => {
                // An entry of the site's own around the asset.
                let inner = asset
                    .get("fields")
                    .filter(|fields| fields.get("file").is_none());
                let inner = inner.and_then(|fields| {
                    fields.fields().map(|(_, field)| field).find(Self::is_asset)
                });
                match inner {
                    Some(inner) => picture_of(&self.find(&inner)?).image(cx, &path).ok(),
                    None => picture_of(&asset).image(cx, &path).ok(),
                }
            }
            None => match cx.resolve("Asset", &field.text_at("sys.id")?, &path)? {
                Resolved::Image(image) => Some((**image).clone()),
                _ => None,
            },
        }
    }

    fn resolved<'s>(&'s self, field: &Node<'s>) -> Node<'s> {
        match field.get("sys") {
            Some(_) if !Self::is_asset(field) => self.find(field).unwrap_or(*field),
            _ => *field,
        }
    }
}

impl Dialect for Reader<'_> {
    fn kind(&self, node: &Node<'_>, cx: &mut Context<'_>) -> Kind {
        let name = node.str("nodeType");
        let target = || node.at("data.target");
        match name {
            "text" => {
                let mut style = Style::default();
                for mark in node.list("marks") {
                    let name = mark.kind();
                    match named_mark(name) {
                        Some(mark) => style = style.with(mark),
                        None => unknown_mark(name, &mark, cx),
                    }
                }
                Kind::Text(node.text_of("value"), style)
            }
            "document" => Kind::Group,
            "paragraph" => Kind::Paragraph,
            "ordered-list" => Kind::List {
                numbered: true,
                start: None,
            },
            "unordered-list" => Kind::List {
                numbered: false,
                start: None,
            },
            "list-item" => Kind::Item(None),
            "blockquote" => Kind::Quote,
            "hr" => Kind::Blocks(vec![Block::divider()]),
            "table" => Kind::Table,
            "table-row" => Kind::Row,
            "table-cell" | "table-header-cell" => Kind::Cell {
                header: name == "table-header-cell",
                colspan: node
                    .at("data.colspan")
                    .and_then(|span| span.as_number())
                    .map(|span| span as u32),
                rowspan: node
                    .at("data.rowspan")
                    .and_then(|span| span.as_number())
                    .map(|span| span as u32),
            },
            "hyperlink" => {
                let url = node.text_at("data.uri");
                let href = url.and_then(|url| cx.link(&url, &node.path()));
                Kind::Span(Style::default().linked(href))
            }
            "entry-hyperlink" | "asset-hyperlink" | "resource-hyperlink" => {
                let href = target().and_then(|target| self.href(&target, cx));
                Kind::Span(Style::default().linked(href))
            }
            "embedded-entry-block" | "embedded-asset-block" | "embedded-resource-block" => {
                Kind::Blocks(
                    target()
                        .map(|target| self.target(&target, cx))
                        .unwrap_or_default(),
                )
            }
            "embedded-entry-inline" | "embedded-resource-inline" => {
                let Some(target) = target() else {
                    return Kind::Group;
                };
                let title = self.find(&target).and_then(|found| {
                    let fields = found.get("fields").unwrap_or(found);
                    fields.any_text(&["title", "headline", "name", "text", "label"])
                });
                match title {
                    Some(title) => Kind::Inline(title.into()),
                    None => Kind::Blocks(self.target(&target, cx)),
                }
            }
            _ => match name
                .strip_prefix("heading-")
                .and_then(|level| level.parse().ok())
            {
                Some(level) => Kind::Heading(level),
                None => Kind::Unknown(name.to_owned()),
            },
        }
    }
}

impl Reader<'_> {
    fn href(&self, target: &Node<'_>, cx: &mut Context<'_>) -> Option<String> {
        let url = self.find(target).and_then(|found| {
            let fields = found.get("fields").unwrap_or(found);
            fields
                .text_at("file.url")
                .or_else(|| fields.any_text(&["url", "href", "permalink"]))
        });
        if let Some(url) = url {
            let url = url
                .strip_prefix("//")
                .map_or(url.clone(), |rest| format!("https://{rest}"));
            return cx.link(&url, &target.path());
        }
        let id = target
            .text_at("sys.id")
            .or_else(|| target.text_at("sys.urn"))?;
        let kind = target
            .text_at("sys.linkType")
            .unwrap_or_else(|| "Entry".to_owned());
        match cx.resolve(&kind, &id, &target.path()) {
            Some(Resolved::Link(url)) => Some(url.clone()),
            _ => None,
        }
    }
}
