//! ninjs, versions 1 to 3.

use serde_json::Value;

use super::entry;
use super::json_format::JsonFormat;
use super::node::{Node, largest_first};
use super::picture::{self, Picture, Player};
use super::{Context, Format, html};
use crate::error::ArticleError;
use crate::model::{Article, Block, FactBox, Inline, Person, Publisher, Tag};

pub(super) struct Ninjs;

impl JsonFormat for Ninjs {
    fn format(&self) -> Format {
        Format::Ninjs
    }

    fn is(&self, node: &Node<'_>) -> bool {
        let is_item = node.get("uri").is_some()
            || node.get("guid").is_some()
            || node.get("versioncreated").is_some();
        let has_body = node.fields().any(|(key, value)| {
            key.starts_with("body_") && value.is_text() || key == "bodies" && value.is_list()
        });
        let has_headline = node.get("headline").is_some() || node.get("headlines").is_some();
        is_item && (has_body || has_headline && node.get("type").is_some())
    }

    fn import(&self, node: &Node<'_>, cx: &mut Context<'_>) -> Result<Article, ArticleError> {
        let mut article = Article::default();
        let text = |keys: &[&str]| node.any_text(keys);
        article.headline = text(&["headline", "title"])
            .or_else(|| role(node, "headlines"))
            .map(Inline::from)
            .unwrap_or_default();
        article.standfirst = text(&["description_text", "description_summary"])
            .or_else(|| role(node, "descriptions"))
            .map(Inline::from)
            .or_else(|| {
                let field = node.get("description_html")?;
                Some(html::inline(cx, &field.as_text()?, &field.path()))
            });
        article.lang = text(&["language"]).map(entry::language);
        let date = |keys: &[&str]| entry::date(&node.any(keys)?);
        article.published = date(&[
            "firstcreated",
            "firstCreated",
            "contentcreated",
            "contentCreated",
        ])
        .or_else(|| date(&["versioncreated", "versionCreated"]));
        article.updated = date(&["versioncreated", "versionCreated"])
            .filter(|date| Some(date) != article.published.as_ref());
        article.publisher =
            text(&["copyrightholder", "copyrightHolder", "source"]).map(Publisher::new);
        article.id = text(&["uri", "guid"]);
        byline(node, &mut article);
        for subject in node.list("subject").iter().chain(&node.list("subjects")) {
            article.tags.extend(subject.text("name").map(Tag::new));
        }
        for keyword in node.list("keywords") {
            article.tags.extend(
                keyword
                    .as_text()
                    .filter(|_| keyword.is_text())
                    .map(Tag::new),
            );
        }
        let status = node
            .any_text(&["pubstatus", "pubStatus"])
            .unwrap_or_default();
        if matches!(status.as_str(), "canceled" | "cancelled" | "withheld") {
            let message = format!("The agency's status of this item is \"{status}\".");
            cx.warn("not-usable", &node.path(), message);
        }
        if let Some(note) = node.any_text(&["ednote", "edNote"]) {
            let count = note.split_whitespace().count();
            let message = format!("A note to editors is left out, with {count} words.");
            cx.warn("left-out", &node.path(), message);
        }
        article.body = body(node, cx);
        pictures(node, &mut article, cx);
        Ok(article)
    }
}

/// The value of the entry with the main role, or of the first.
fn role(node: &Node<'_>, key: &str) -> Option<String> {
    let list = node.list(key);
    let main = list.iter().find(|entry| {
        let role = entry.str("role");
        role.is_empty()
            || role.ends_with("main")
            || role.ends_with("hedline")
            || role.ends_with("summary")
    });
    main.or(list.first())?.text("value")
}

fn byline(node: &Node<'_>, article: &mut Article) {
    if let Some(name) = node.any_text(&["byline", "by"]) {
        article.byline.push(Person::new(name));
    }
    let people = ["authors", "infosources", "infosource", "by"];
    for person in people.iter().flat_map(|key| node.list(key)) {
        let is_author = person.str("role").to_ascii_lowercase().contains("author")
            || person.str("role").is_empty();
        if let Some(name) = person
            .text("name")
            .filter(|_| article.byline.is_empty() && is_author)
        {
            article.byline.push(Person::new(name));
        }
    }
}

/// The body of the richest kind.
fn body(node: &Node<'_>, cx: &mut Context<'_>) -> Vec<Block> {
    let mut bodies: Vec<(u8, Node<'_>)> = Vec::new();
    for (key, value) in node.fields() {
        if let Some(kind) = key.strip_prefix("body_") {
            bodies.push((rank(kind), value));
        }
    }
    for entry in node.list("bodies") {
        let kind = entry
            .any_text(&["contenttype", "contentType", "content_type"])
            .unwrap_or_default();
        if let Some(value) = entry.get("value") {
            bodies.push((rank(&kind), value));
        }
    }
    let in_order = (0..3).flat_map(|wanted| bodies.iter().filter(move |(rank, _)| *rank == wanted));
    for (rank, value) in in_order.copied() {
        let Some(text) = value.as_text().filter(|text| !text.trim().is_empty()) else {
            continue;
        };
        let path = value.path();
        if rank == 2 && !html::is_html(&text) {
            return paragraphs(&text);
        }
        if rank == 2 {
            cx.warn(
                "html-in-text",
                &path,
                "A body that claims to be plain text is HTML, and is read as such.",
            );
        }
        return html::blocks(cx, &text, &path);
    }
    Vec::new()
}

/// Plain text: blank lines part paragraphs; without any, each line is one.
fn paragraphs(text: &str) -> Vec<Block> {
    let text = text.replace("\r\n", "\n");
    let parts: Vec<&str> = match text.trim().contains("\n\n") {
        true => text.split("\n\n").collect(),
        false => text.lines().collect(),
    };
    picture::paragraphs(parts.into_iter().map(|part| Inline::from(part.trim())))
}

/// HTML first, then XML, then text.
fn rank(kind: &str) -> u8 {
    let kind = kind.to_ascii_lowercase();
    match kind.as_str() {
        _ if kind.contains("xhtml") => 0,
        _ if kind.contains("html") => 0,
        _ if kind.contains("xml") => 1,
        _ => 2,
    }
}

/// Pictures that belong to the item: an object in version 1, a list in later ones.
fn pictures(node: &Node<'_>, article: &mut Article, cx: &mut Context<'_>) {
    let Some(associations) = node.get("associations") else {
        return;
    };
    let items: Vec<(String, Node<'_>)> = match associations.value() {
        Value::Array(_) => associations
            .items()
            .into_iter()
            .map(|item| (item.any_text(&["name", "role"]).unwrap_or_default(), item))
            .collect(),
        _ => associations
            .fields()
            .map(|(key, item)| (key.to_owned(), item))
            .collect(),
    };
    for (name, item) in items {
        if !matches!(item.kind(), "picture" | "image" | "graphic" | "") {
            article.body.extend(association(&item, cx));
            continue;
        }
        let picture = picture(&item);
        // Some editors list the pictures of the body, too.
        let in_body = picture.src.as_ref().is_some_and(|src| {
            article
                .body
                .iter()
                .any(|block| matches!(block, Block::Image(block) if &block.image.src == src))
        });
        if in_body {
            continue;
        }
        let is_lead = article.image.is_none() && !name.starts_with("editor_");
        match picture.image(cx, &item.path()) {
            Ok(image) if is_lead => article.image = Some(image),
            Ok(image) => article.body.push(image.into()),
            Err(words) => article.body.extend(words),
        }
    }
}

/// Another text, video or sound that belongs to the item, or a reference to it.
fn association(item: &Node<'_>, cx: &mut Context<'_>) -> Vec<Block> {
    let title = item
        .any_text(&["headline", "title"])
        .or_else(|| role(item, "headlines"));
    let about = item
        .text("description_text")
        .or_else(|| role(item, "descriptions"))
        .map(Inline::from);
    let text = body(item, cx);
    if !text.is_empty() {
        let mut block = FactBox::new(text);
        block.heading = title.map(Inline::from);
        return vec![block.into()];
    }
    let files: Vec<_> = renditions(item)
        .iter()
        .filter_map(|file| {
            let kind = file.any_text(&["mimetype", "contenttype", "contentType"]);
            let is_media = kind
                .as_deref()
                .is_none_or(|kind| !kind.starts_with("image"));
            Some((file.text("href")?, kind)).filter(|_| is_media)
        })
        .collect();
    if !files.is_empty() {
        let player = Player {
            sound: item.kind() == "audio",
            sources: files,
            title,
            caption: about,
            ..Player::default()
        };
        return player.blocks(cx, &item.path());
    }
    if let Some(id) = item.any_text(&["uri", "guid"]) {
        cx.resolve(item.kind(), &id, &item.path());
    }
    picture::paragraphs([title.map(Inline::from), about].into_iter().flatten())
}

/// The files of a picture or another medium, the largest first.
fn renditions<'v>(item: &Node<'v>) -> Vec<Node<'v>> {
    let renditions = item.get("renditions");
    let sizes = match &renditions {
        Some(list) if list.is_list() => list.items(),
        Some(map) => map.fields().map(|(_, rendition)| rendition).collect(),
        None => Vec::new(),
    };
    let sizes = sizes
        .into_iter()
        .filter(|rendition| rendition.text("href").is_some());
    largest_first(sizes.collect(), "width")
}

fn picture(item: &Node<'_>) -> Picture {
    let sizes = renditions(item);
    let best = sizes.first();
    let of = |key: &str| best.as_ref().and_then(|best| best.size(key));
    Picture {
        src: best.as_ref().and_then(|best| best.text("href")),
        alt: item
            .any_text(&["altText", "alt_text", "body_text", "headline"])
            .or_else(|| role(item, "headlines")),
        width: of("width"),
        height: of("height"),
        caption: item
            .any_text(&["description_text", "description_caption"])
            .or_else(|| role(item, "descriptions"))
            .map(Inline::from),
        credit: item.any_text(&[
            "byline",
            "creditline",
            "copyrightholder",
            "copyrightHolder",
            "by",
        ]),
        srcset: sizes
            .iter()
            .skip(1)
            .filter_map(|rendition| Some((rendition.text("href")?, rendition.size("width")?)))
            .collect(),
        ..Picture::default()
    }
}
