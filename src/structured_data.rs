//! The article as schema.org describes it, for search engines: JSON-LD.

use serde::Serialize;

use crate::article::{DateTime, Document};
use crate::head::HeadOptions;
use crate::json::{Cursor, Name};
use crate::url::Address;

/// Deeper blocks contribute no text to an update's `articleBody`.
const MAX_DEPTH: u8 = 64;

/// A [`NewsArticle`](https://schema.org/NewsArticle), or for a live article a
/// [`LiveBlogPosting`](https://schema.org/LiveBlogPosting) with its updates, as JSON text.
///
/// Addresses are absolute; one that can't be made absolute, for want of an `url` in the article or in the options, is left out.
/// The text is plain JSON: [`crate::head_tags`] also escapes what could end a `<script>`.
///
/// ```
/// use article_widget::{HeadOptions, read, structured_data};
///
/// let reading = read(br#"{ "headline": "The pier reopens", "published": "2025-06-01" }"#)?;
/// let json = structured_data(&reading.article, &HeadOptions::default());
/// assert!(json.contains(r#""datePublished":"2025-06-01""#));
/// # Ok::<(), article_widget::ArticleError>(())
/// ```
#[must_use]
pub fn structured_data(article: &Document<'_>, options: &HeadOptions) -> String {
    let data = NewsArticle::of(article, options);
    // Nothing in it can fail: keys are text, and numbers are finite.
    serde_json::to_string(&data).unwrap_or_default()
}

/// What the head's tags and the structured data have in common.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct NewsArticle {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    main_entity_of_page: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
    pub(crate) headline: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) description: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) article_section: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) in_language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) date_published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) date_modified: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    coverage_start_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    coverage_end_time: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) image: Vec<ImageObject>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) author: Vec<Named>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) publisher: Option<Named>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) keywords: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    correction: Vec<Correction>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    live_blog_update: Vec<BlogPosting>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ImageObject {
    #[serde(rename = "@type")]
    kind: &'static str,
    pub(crate) url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) width: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) height: Option<u32>,
    #[serde(skip_serializing_if = "String::is_empty")]
    caption: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    credit_text: String,
}

/// A person or an organization.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Named {
    #[serde(rename = "@type")]
    kind: &'static str,
    pub(crate) name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    job_title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    logo: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Correction {
    #[serde(rename = "@type")]
    kind: &'static str,
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct BlogPosting {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "String::is_empty")]
    headline: String,
    date_published: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    article_body: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<ImageObject>,
    #[serde(skip)]
    order: i64,
}

impl NewsArticle {
    pub(crate) fn of(article: &Document<'_>, options: &HeadOptions) -> Self {
        let root = article.root();
        let page = absolute(options.url.as_deref(), None);
        let url = absolute(scalar(root, "url"), page.as_deref()).or(page);
        let base = options.base_for(url.as_deref());
        let base = base.as_deref();
        let ended = date(root, "ended");
        let live = root.scalar_str(Name::Live) == "true" || ended.is_some();
        let mut live_blog_update = Vec::new();
        if live {
            push_updates(root, base, MAX_DEPTH, &mut live_blog_update);
        }
        let first = live_blog_update.iter().min_by_key(|update| update.order);
        let last = live_blog_update.iter().max_by_key(|update| update.order);
        let date_published =
            date(root, "published").or_else(|| first.map(|update| update.date_published.clone()));
        let date_modified =
            date(root, "updated").or_else(|| last.map(|update| update.date_published.clone()));
        let image = root
            .field(Name::Image)
            .and_then(|image| ImageObject::of(image, base));
        let author = each(root, "byline").filter_map(|person| {
            let mut author = Named::of("Person", person, base)?;
            author.job_title = plain_field(person, "role");
            author.image = absolute(scalar(person, "image"), base);
            Some(author)
        });
        let publisher = root.field(Name::Publisher).and_then(|publisher| {
            let mut named = Named::of("Organization", publisher, base)?;
            named.logo = absolute(scalar(publisher, "logo"), base);
            Some(named)
        });
        let keywords = each(root, "tags")
            .map(|tag| name_of(tag))
            .filter(|name| !name.is_empty());
        let correction = each(root, "corrections").filter_map(|correction| {
            let text = if correction.is_object() {
                plain_field(correction, "text")
            } else {
                plain(correction)
            };
            (!text.is_empty()).then(|| Correction {
                kind: "CorrectionComment",
                text,
                date_published: date(correction, "date"),
            })
        });
        Self {
            context: "https://schema.org",
            kind: if live {
                "LiveBlogPosting"
            } else {
                "NewsArticle"
            },
            main_entity_of_page: url.clone(),
            headline: plain_field(root, "headline"),
            description: plain_field(root, "standfirst"),
            article_section: plain_field(root, "kicker"),
            in_language: article.language().map(std::borrow::Cow::into_owned),
            coverage_start_time: date_published.clone().filter(|_| live),
            coverage_end_time: ended,
            date_published,
            date_modified,
            image: image.into_iter().collect(),
            author: author.collect(),
            publisher,
            keywords: keywords.collect(),
            correction: correction.collect(),
            live_blog_update,
            url,
        }
    }
}

impl ImageObject {
    fn of(image: Cursor<'_>, base: Option<&str>) -> Option<Self> {
        Some(Self {
            kind: "ImageObject",
            url: absolute(scalar(image, "src"), base)?,
            width: pixels(image, "width"),
            height: pixels(image, "height"),
            caption: plain_field(image, "caption"),
            credit_text: plain_field(image, "credit"),
        })
    }
}

impl Named {
    /// `thing` is an object with a name, or only the name.
    fn of(kind: &'static str, thing: Cursor<'_>, base: Option<&str>) -> Option<Self> {
        let name = name_of(thing);
        (!name.is_empty()).then(|| Self {
            kind,
            name,
            url: absolute(scalar(thing, "url"), base),
            job_title: String::new(),
            image: None,
            logo: None,
        })
    }
}

fn name_of(thing: Cursor<'_>) -> String {
    if thing.is_object() {
        plain_field(thing, "name")
    } else {
        plain(thing)
    }
}

/// The values of the list under `key`; what is no list counts as its only item.
fn each<'j>(from: Cursor<'j>, key: &str) -> impl Iterator<Item = Cursor<'j>> + use<'j> {
    from.list_silent(key)
}

/// Inline text as plain text, with single spaces.
pub(crate) fn plain(value: Cursor<'_>) -> String {
    let text = value.to_plain_text();
    let mut plain = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !plain.is_empty() {
            plain.push(' ');
        }
        plain.push_str(word);
    }
    plain
}

pub(crate) fn plain_field(from: Cursor<'_>, key: &str) -> String {
    from.field(key).map(plain).unwrap_or_default()
}

/// Text under `key`; nothing is reported about what is something else.
pub(crate) fn scalar<'j>(from: Cursor<'j>, key: &str) -> Option<&'j str> {
    from.field(key)
        .filter(|value| value.is_text())
        .map(Cursor::as_str)
}

fn pixels(from: Cursor<'_>, key: &str) -> Option<u32> {
    let number = from.field(key)?.number()?;
    (1.0..=100_000.0).contains(&number).then_some(number as u32)
}

fn date(from: Cursor<'_>, key: &str) -> Option<String> {
    let text = scalar(from, key)?.trim();
    DateTime::parse(text).map(|_| text.replacen(' ', "T", 1))
}

/// An absolute address of the web, as seen from `base`.
pub(crate) fn absolute(address: Option<&str>, base: Option<&str>) -> Option<String> {
    let address = Address::link(address?)?;
    let resolved = match base.and_then(Address::link) {
        Some(base) => address.join(&base),
        None => address.into_owned(),
    };
    let mut url = resolved.as_str().to_owned();
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"))?;
    if let Some(end) = rest.find(['/', '?', '#']) {
        if !rest.get(end..).unwrap_or_default().starts_with('/') {
            let at = url.len() - rest.len() + end;
            url.insert(at, '/');
        }
    } else {
        url.push('/');
    }
    Some(url)
}

/// The updates of a live article: blocks with a time, and what follows a heading with a time.
fn push_updates(from: Cursor<'_>, base: Option<&str>, depth: u8, updates: &mut Vec<BlogPosting>) {
    let mut blocks = from.list_silent(Name::Body);
    while let Some(block) = blocks.next() {
        let kind = block.scalar_str(Name::Type);
        let Some(date_published) = date(block, "published") else {
            if kind == "section" && depth > 0 {
                push_updates(block, base, depth - 1, updates);
            }
            continue;
        };
        let mut text = String::new();
        let mut image = image_in(block, base);
        let headline = if kind == "heading" {
            let level = level_of(block);
            for next in blocks {
                let is_heading = next.scalar_str(Name::Type) == "heading";
                if next.scalar_str(Name::Type) == "section" || is_heading && level_of(next) <= level
                {
                    break;
                }
                // It is an update of its own.
                if date(next, "published").is_none() {
                    push_paragraphs(next, depth, true, &mut text);
                    image = image.or_else(|| image_in(next, base));
                }
            }
            plain_field(block, "text")
        } else {
            push_paragraphs(block, depth, false, &mut text);
            plain_field(block, "heading")
        };
        let order = date_published.as_str();
        updates.push(BlogPosting {
            kind: "BlogPosting",
            headline,
            order: DateTime::parse(order)
                .map(DateTime::sort_key)
                .unwrap_or_default(),
            date_published,
            article_body: text,
            image,
        });
    }
}

/// The picture of an update: itself, or the first in its body.
fn image_in(block: Cursor<'_>, base: Option<&str>) -> Option<ImageObject> {
    let is_image = |block: &Cursor<'_>| block.scalar_str(Name::Type) == "image";
    let mut body = block.list_silent(Name::Body);
    let image = Some(block).filter(is_image).or_else(|| body.find(is_image));
    ImageObject::of(image?, base)
}

fn level_of(heading: Cursor<'_>) -> u32 {
    heading
        .field(Name::Level)
        .and_then(Cursor::number)
        .map_or(2, |level| level as u32)
}

/// All text of a block, a line for each paragraph. The heading of an update is left out: it is its headline.
fn push_paragraphs(block: Cursor<'_>, depth: u8, heading: bool, text: &mut String) {
    let mut line = |value: String| {
        if !value.is_empty() {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&value);
        }
    };
    if block.is_list() && block.items().any(|part| part.field(Name::Type).is_some()) {
        if depth > 0 {
            for inner in block.items() {
                push_paragraphs(inner, depth - 1, true, text);
            }
        }
        return;
    }
    if block.field(Name::Type).is_none() {
        return line(plain(block));
    }
    for key in ["heading", "title", "text"] {
        if heading || key != "heading" {
            line(plain_field(block, key));
        }
    }
    if let Some(post) = block.field(Name::Post) {
        line(plain_field(post, "text"));
    }
    if depth > 0 {
        for key in ["body", "items"] {
            for inner in block.list_silent(key) {
                push_paragraphs(inner, depth - 1, true, text);
            }
        }
        for cell in block.list_silent(Name::Rows).flat_map(Cursor::items) {
            push_paragraphs(cell, depth - 1, true, text);
        }
    }
    let caption = plain_field(block, "caption");
    if !caption.is_empty() {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&caption);
    }
}
