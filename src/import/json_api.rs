//! Nodes of Drupal's JSON:API.

use super::entry;
use super::json_format::JsonFormat;
use super::node::Node;
use super::picture::{self, Picture};
use super::{Context, Format, Resolved, html};
use crate::error::ArticleError;
use crate::model::{Article, Block, Inline, Person, Tag};

pub(super) struct JsonApi;

impl JsonFormat for JsonApi {
    fn format(&self) -> Format {
        Format::JsonApi
    }

    fn is(&self, node: &Node<'_>) -> bool {
        node.list("data").iter().any(is_node)
    }

    fn import(&self, node: &Node<'_>, cx: &mut Context<'_>) -> Result<Article, ArticleError> {
        let items: Vec<_> = node.list("data").into_iter().filter(is_node).collect();
        let pick = cx.pick(items.len(), &node.path()).unwrap_or(0);
        let item = items.get(pick).or(items.first()).cloned().unwrap_or(*node);
        Ok(Reader {
            included: node.list("included"),
        }
        .article(&item, cx))
    }
}

fn is_node(node: &Node<'_>) -> bool {
    node.kind().contains("--")
        && node
            .get("attributes")
            .is_some_and(|attributes| attributes.is_object())
}

struct Reader<'v> {
    included: Vec<Node<'v>>,
}

impl<'v> Reader<'v> {
    /// What a relationship leads to, if it is in the answer.
    fn find(&self, link: &Node<'_>) -> Option<&Node<'v>> {
        let id = link.text("id")?;
        self.included
            .iter()
            .find(|item| item.text("id").as_ref() == Some(&id))
    }

    fn article(&self, item: &Node<'_>, cx: &mut Context<'_>) -> Article {
        let mut article = Article::default();
        let attributes = item.get("attributes").unwrap_or(*item);
        article.headline = attributes.text("title").unwrap_or_default().into();
        article.published = attributes
            .get("created")
            .and_then(|date| entry::date(&date));
        article.updated = attributes
            .get("changed")
            .and_then(|date| entry::date(&date));
        article.lang = attributes
            .text("langcode")
            .filter(|tag| tag != "und")
            .map(entry::language);
        if let Some(alias) = attributes.text_at("path.alias") {
            article.url = cx.link(&alias, &attributes.path());
        }
        let summary = attributes.at("body.summary");
        article.standfirst = summary.and_then(|summary| {
            let text = html::inline(cx, &summary.as_text()?, &summary.path());
            (!super::inline_text::is_blank(&text)).then_some(text)
        });
        for (_, field) in attributes.fields() {
            article.body.extend(formatted(&field, cx));
        }
        let Some(relationships) = item.get("relationships") else {
            return article;
        };
        for (name, relationship) in relationships.fields() {
            for link in relationship.list("data") {
                self.related(name, &link, &mut article, cx);
            }
        }
        article
    }

    fn related(&self, name: &str, link: &Node<'_>, article: &mut Article, cx: &mut Context<'_>) {
        let kind = link.kind();
        let path = link.path();
        let found = self.find(link);
        let attributes = found.and_then(|found| found.get("attributes"));
        let text = |keys: &[&str]| {
            attributes
                .as_ref()
                .and_then(|attributes| attributes.any_text(keys))
        };
        if kind.starts_with("user--") {
            let name = text(&["display_name", "name"]);
            article
                .byline
                .extend(name.map(Person::new).filter(|_| article.byline.is_empty()));
        } else if kind.starts_with("taxonomy_term--") {
            article.tags.extend(text(&["name"]).map(Tag::new));
        } else if kind.starts_with("file--") || kind.starts_with("media--image") {
            let file = match kind.starts_with("media--") {
                true => found
                    .and_then(|found| found.at("relationships.field_media_image.data"))
                    .and_then(|file| self.find(&file).cloned()),
                false => found.cloned(),
            };
            let url = file.as_ref().and_then(|file| {
                file.text_at("attributes.uri.url")
                    .or_else(|| file.text_at("attributes.url"))
            });
            let about = link
                .get("meta")
                .or_else(|| found?.at("relationships.field_media_image.data.meta"));
            let Some(url) = url else {
                self.resolve(kind, link, article, cx);
                return;
            };
            let picture = Picture {
                src: Some(url),
                alt: about
                    .as_ref()
                    .and_then(|about| about.get("alt"))
                    .and_then(|alt| alt.as_text()),
                width: about.as_ref().and_then(|about| about.size("width")),
                height: about.as_ref().and_then(|about| about.size("height")),
                caption: about
                    .as_ref()
                    .and_then(|about| about.text("title"))
                    .map(Inline::from),
                ..Picture::default()
            };
            match picture.image(cx, &path) {
                Ok(image) if article.image.is_none() => article.image = Some(image),
                Ok(image) => article.body.push(image.into()),
                Err(words) => article.body.extend(words),
            }
        } else if kind.starts_with("paragraph--") {
            match attributes {
                Some(attributes) => {
                    for (_, field) in attributes.fields() {
                        article.body.extend(formatted(&field, cx));
                    }
                    let inner = found.and_then(|found| found.get("relationships"));
                    for (name, relationship) in inner.iter().flat_map(Node::fields) {
                        for link in relationship.list("data") {
                            // Paragraphs of paragraphs aren't followed: they could lead round in a circle.
                            if !link.kind().starts_with("paragraph--") {
                                self.related(name, &link, article, cx);
                            }
                        }
                    }
                }
                None => self.resolve(kind, link, article, cx),
            }
        } else if name.starts_with("field_") {
            match text(&["title", "name"]) {
                Some(title) => {
                    let url = attributes
                        .as_ref()
                        .and_then(|attributes| attributes.text_at("path.alias"));
                    article.body.extend(match url {
                        Some(url) => picture::card(cx, &url, Some(title), None, None, None, &path),
                        None => picture::paragraphs([title.into()]),
                    });
                }
                None => self.resolve(kind, link, article, cx),
            }
        }
    }

    fn resolve(&self, kind: &str, link: &Node<'_>, article: &mut Article, cx: &mut Context<'_>) {
        match cx.resolve(kind, &link.text_of("id"), &link.path()) {
            Some(Resolved::Image(image)) if article.image.is_none() => {
                article.image = Some((**image).clone())
            }
            Some(Resolved::Image(image)) => article.body.push((**image).clone().into()),
            Some(Resolved::Block(block)) => article.body.push(super::copied(block)),
            Some(Resolved::Link(url)) => {
                let url = url.clone();
                article.body.extend(picture::card(
                    cx,
                    &url,
                    None,
                    None,
                    None,
                    None,
                    &link.path(),
                ));
            }
            None => {}
        }
    }
}

/// The blocks of a text field. What its filters made of the text is better than the text.
fn formatted(field: &Node<'_>, cx: &mut Context<'_>) -> Vec<Block> {
    if field.is_list() {
        return field
            .items()
            .iter()
            .filter(|item| item.is_object())
            .flat_map(|item| formatted(item, cx))
            .collect();
    }
    let Some(text) = field
        .get("processed")
        .or_else(|| field.get("value").filter(|_| field.get("format").is_some()))
    else {
        return Vec::new();
    };
    let words = text.as_text().unwrap_or_default();
    match field.str("format") == "plain_text" && text.path().ends_with("value") {
        true => picture::paragraphs(words.split("\n\n").map(|part| Inline::from(part.trim()))),
        false => html::blocks(cx, &words, &text.path()),
    }
}
