//! DEV and other sites that run Forem.

use super::entry;
use super::json_format::JsonFormat;
use super::node::Node;
use super::picture::Picture;
use super::{Context, Format, html, markdown};
use crate::error::ArticleError;
use crate::model::{Article, Inline, Person, Tag};

pub(super) struct Dev;

impl JsonFormat for Dev {
    fn format(&self) -> Format {
        Format::Dev
    }

    fn is(&self, node: &Node<'_>) -> bool {
        let has = |key: &str| node.get(key).is_some_and(|field| field.is_text());
        has("body_markdown") || has("body_html") && has("title") && node.get("user").is_some()
    }

    fn import(&self, node: &Node<'_>, cx: &mut Context<'_>) -> Result<Article, ArticleError> {
        let mut article = Article::new(node.text("title").unwrap_or_default());
        article.lang = node.text("language");
        article.published = node
            .any(&["published_at", "published_timestamp"])
            .and_then(|date| entry::date(&date));
        article.updated = node.get("edited_at").and_then(|date| entry::date(&date));
        if let Some(url) = node.any_text(&["canonical_url", "url"]) {
            article.url = cx.link(&url, &node.path());
        }
        if let Some(user) = node.get("user") {
            let mut person = Person::new(user.any_text(&["name", "username"]).unwrap_or_default());
            person.url = user
                .text("website_url")
                .and_then(|url| cx.link(&url, &user.path()));
            article.byline.push(person);
        }
        for key in ["tag_list", "tags"] {
            for tag in node.list(key) {
                if article
                    .tags
                    .iter()
                    .all(|known| Some(&known.name) != tag.as_text().as_ref())
                {
                    let names = tag.as_text().unwrap_or_default();
                    article
                        .tags
                        .extend(names.split(',').map(|name| Tag::new(name.trim())));
                }
            }
            if !article.tags.is_empty() {
                break;
            }
        }
        if let Some(src) = node.text("cover_image") {
            let picture = Picture {
                src: Some(src),
                alt: Some(String::new()),
                ..Picture::default()
            };
            article.image = picture.image(cx, &node.path()).ok();
        }
        // The description is the beginning of the text, unless an author wrote one in the front matter.
        let (front, text) = match node.text("body_markdown") {
            Some(text) => front_matter(&text),
            None => (String::new(), String::new()),
        };
        let line = |key: &str| {
            let value = front
                .lines()
                .find_map(|line| line.strip_prefix(key)?.trim().strip_prefix(':'))?;
            Some(value.trim().trim_matches(['"', '\'']).to_owned())
                .filter(|value| !value.is_empty())
        };
        if super::inline_text::is_blank(&article.headline) {
            article.headline = line("title").unwrap_or_default().into();
        }
        article.standfirst = line("description").map(Inline::from);
        article.body = match (node.get("body_markdown"), node.get("body_html")) {
            (Some(field), _) => markdown::blocks(cx, &text, &field.path()),
            (None, Some(field)) => {
                html::blocks(cx, &field.as_text().unwrap_or_default(), &field.path())
            }
            (None, None) => Vec::new(),
        };
        Ok(article)
    }
}

/// The front matter and the text behind it.
fn front_matter(text: &str) -> (String, String) {
    let text = text.replace("\r\n", "\n");
    if let Some((front, rest)) = text
        .trim_start()
        .strip_prefix("---\n")
        .and_then(|rest| rest.split_once("\n---"))
    {
        return (front.to_owned(), rest.to_owned());
    }
    (String::new(), text)
}
