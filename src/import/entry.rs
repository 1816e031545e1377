//! Headers from the fields of an entry, as content management systems name them; dates, people, subjects.

use super::date::normalized;
use super::inline_text::is_blank;
use super::node::Node;
use super::picture::Picture;
use super::{Context, markdown, table, unknown};
use crate::model::{Article, Block, Image, Inline, Person, Publisher, Tag};

const HEADLINES: &[&str] = &["headline", "title", "webTitle", "name"];
const STANDFIRSTS: &[&str] = &[
    "standfirst",
    "subtitle",
    "subheadline",
    "subheading",
    "dek",
    "deck",
    "custom_excerpt",
    "teaser",
    "lead",
    "intro",
    "introduction",
    "description",
    "excerpt",
    "summary",
    "abstract",
];
const KICKERS: &[&str] = &["kicker", "eyebrow", "overline", "label"];
const PUBLISHED: &[&str] = &[
    "published",
    "publishedAt",
    "_firstPublishedAt",
    "_publishedAt",
    "first_published_at",
    "firstPublishedAt",
    "published_at",
    "publishDate",
    "publish_date",
    "post_date",
    "datePublished",
    "publicationDate",
    "date",
    "createdAt",
    "created_at",
    "_createdAt",
    "created",
];
const UPDATED: &[&str] = &[
    "updated",
    "updatedAt",
    "updated_at",
    "modified",
    "dateModified",
    "lastModified",
    "_updatedAt",
    "changed",
];
const AUTHORS: &[&str] = &[
    "byline",
    "authors",
    "author",
    "contributors",
    "populatedAuthors",
];
const IMAGES: &[&str] = &[
    "mainImage",
    "heroImage",
    "coverImage",
    "featuredImage",
    "featureImage",
    "leadImage",
    "cover",
    "hero",
    "image",
    "feature_image",
    "featured_image",
    "thumbnail",
    "main_image",
    "cover_image",
];
const TAGS: &[&str] = &["tags", "keywords", "categories", "topics"];
const URLS: &[&str] = &[
    "url",
    "canonical_url",
    "canonicalUrl",
    "permalink",
    "webUrl",
];
const LANGUAGES: &[&str] = &["lang", "language", "locale", "langcode"];

/// What of an entry's fields can be read as blocks, and as a picture.
pub(super) trait Fields {
    /// The blocks of a field that is rich text or a list of blocks; `None` for any other.
    fn blocks(&self, field: &Node<'_>, cx: &mut Context<'_>) -> Option<Vec<Block>>;

    fn image(&self, field: &Node<'_>, cx: &mut Context<'_>) -> Option<Image> {
        image(field, cx)
    }

    /// What a field refers to, if it is a reference that the input resolves.
    fn resolved<'s>(&'s self, field: &Node<'s>) -> Node<'s> {
        *field
    }
}

/// A format whose rich text is a value of its own: what is such a value, and its blocks.
pub(super) struct Rich {
    pub(super) is: fn(&Node<'_>) -> bool,
    pub(super) read: fn(&Node<'_>, &mut Context<'_>) -> Vec<Block>,
}

impl Rich {
    /// Whether a node is a row of a database or an entry of a system: a title beside rich text, which may be text that holds it.
    pub(super) fn is_beside_title(&self, node: &Node<'_>) -> bool {
        let has_title = ["title", "headline", "name"]
            .iter()
            .any(|key| node.text(key).is_some());
        let is_rich = |field: &Node<'_>| {
            (self.is)(field) || field.parsed().is_some_and(|inner| (self.is)(&inner.node()))
        };
        has_title && node.fields().any(|(_, field)| is_rich(&field))
    }

    /// The article of such an entry, or of rich text alone.
    pub(super) fn article(&self, node: &Node<'_>, cx: &mut Context<'_>) -> Article {
        if (self.is)(node) || !self.is_beside_title(node) {
            return of_body((self.read)(node, cx));
        }
        let fields: Vec<_> = node.fields().filter(|(key, _)| *key != "slug").collect();
        article(&fields, self, cx)
    }
}

impl Fields for Rich {
    fn blocks(&self, field: &Node<'_>, cx: &mut Context<'_>) -> Option<Vec<Block>> {
        if (self.is)(field) {
            return Some((self.read)(field, cx));
        }
        let inner = field.parsed()?;
        let inner = inner.node();
        (self.is)(&inner).then(|| (self.read)(&inner, cx))
    }
}

/// The article of an entry: known fields are its header, rich text its body, in the order of the fields.
pub(super) fn article(
    fields: &[(&str, Node<'_>)],
    reader: &dyn Fields,
    cx: &mut Context<'_>,
) -> Article {
    let mut article = Article::default();
    let has = |article: &Article| !is_blank(&article.headline);
    // The better names first, whatever the order of the fields.
    for key in HEADLINES {
        let field = fields.iter().find(|(name, _)| name == key);
        if let Some(text) = field.and_then(|(_, field)| words(field))
            && !has(&article)
        {
            article.headline = text.into();
        }
    }
    let pick = |keys: &'static [&'static str]| {
        keys.iter().find_map(|key| {
            let (_, field) = fields.iter().find(|(name, _)| name == key)?;
            Some((*key, words(field)?))
        })
    };
    let (headline, standfirst, kicker) = (pick(HEADLINES), pick(STANDFIRSTS), pick(KICKERS));
    article.standfirst = standfirst.as_ref().map(|(_, text)| text.as_str().into());
    article.kicker = kicker.as_ref().map(|(_, text)| text.as_str().into());
    let used = [&headline, &standfirst, &kicker].map(|found| found.as_ref().map(|(key, _)| *key));
    for (key, field) in fields {
        let key = *key;
        if used.contains(&Some(key)) {
            continue;
        }
        if PUBLISHED.contains(&key) {
            if let Some(date) = date(field).filter(|_| article.published.is_none()) {
                article.published = Some(date);
            }
        } else if UPDATED.contains(&key) {
            if let Some(date) = date(field).filter(|_| article.updated.is_none()) {
                article.updated = Some(date);
            }
        } else if URLS.contains(&key) {
            if let Some(url) = field.as_text().filter(|_| article.url.is_none()) {
                article.url = cx.link(&url, &field.path());
            }
        } else if LANGUAGES.contains(&key) {
            article.lang = article.lang.or_else(|| field.as_text().map(language));
        } else if AUTHORS.contains(&key) && article.byline.is_empty() {
            let list = field.any(&["data", "nodes"]).filter(Node::is_list);
            for person in list.unwrap_or(*field).items() {
                article
                    .byline
                    .extend(person_of(&reader.resolved(&person), reader, cx));
            }
        } else if TAGS.contains(&key) {
            let list = field.any(&["data", "nodes"]).unwrap_or(*field);
            for tag in list.items() {
                article.tags.extend(tag_of(&reader.resolved(&tag), cx));
            }
        } else {
            if IMAGES.contains(&key) && article.image.is_none() {
                article.image = reader.image(&reader.resolved(field), cx);
                if let Some(image) = &mut article.image {
                    if let Some(caption) = field.get("caption").filter(|_| image.caption.is_none())
                    {
                        let blocks = reader.blocks(&caption, cx).unwrap_or_default();
                        let caption = table::joined(blocks, &mut article.body);
                        image.caption = Some(caption).filter(|text| !is_blank(text));
                    }
                    continue;
                }
            }
            match reader.blocks(field, cx) {
                // A field for one sentence may be rich text, too.
                Some(mut blocks) => match (blocks.len(), blocks.pop()) {
                    (1, Some(Block::Paragraph(only)))
                        if STANDFIRSTS.contains(&key) && article.standfirst.is_none() =>
                    {
                        article.standfirst = Some(only.text);
                    }
                    (_, last) => article.body.extend(blocks.into_iter().chain(last)),
                },
                None => left_out(key, field, cx),
            }
        }
    }
    // The best name of a date is the one that counts.
    for (keys, slot) in [
        (PUBLISHED, &mut article.published),
        (UPDATED, &mut article.updated),
    ] {
        let best = keys.iter().find_map(|key| {
            let (_, field) = fields.iter().find(|(name, _)| name == key)?;
            date(field)
        });
        *slot = best.or(slot.take());
    }
    article
}

/// The article of an entry, some fields of which are text in Markdown.
pub(super) fn with_markdown(
    fields: &[(&str, Node<'_>)],
    is_markdown: &dyn Fn(&str, &Node<'_>) -> bool,
    reader: &dyn Fields,
    cx: &mut Context<'_>,
) -> Article {
    let (texts, fields): (Vec<_>, Vec<_>) = fields
        .iter()
        .copied()
        .partition(|(key, field)| is_markdown(key, field));
    let mut article = article(&fields, reader, cx);
    for (_, field) in texts {
        let text = field.as_text().unwrap_or_default();
        article
            .body
            .extend(markdown::blocks(cx, &text, &field.path()));
    }
    article
}

/// An article without a header.
pub(super) fn of_body(body: Vec<Block>) -> Article {
    Article {
        body,
        ..Article::default()
    }
}

fn words(field: &Node<'_>) -> Option<String> {
    field
        .as_text()
        .filter(|text| field.is_text() && !text.trim().is_empty())
        .map(|text| text.trim().to_owned())
}

fn left_out(key: &str, field: &Node<'_>, cx: &mut Context<'_>) {
    let count: usize = match field.value() {
        serde_json::Value::String(text) if !text.contains(' ') => 0,
        value => unknown::words(value)
            .iter()
            .map(|text| text.split_whitespace().count())
            .sum(),
    };
    if count > 0 {
        let message =
            format!("The field \"{key}\" has no counterpart; {count} words are left out.");
        cx.warn_once("left-out", key, &field.path(), message);
    }
}

/// A picture from an object with a URL, or from a URL.
pub(super) fn image(field: &Node<'_>, cx: &mut Context<'_>) -> Option<Image> {
    let picture = picture(field)?;
    picture.image(cx, &field.path()).ok()
}

/// What an object or URL says about a picture, in the usual words.
pub(super) fn picture(field: &Node<'_>) -> Option<Picture> {
    if field.is_text() {
        let src = field.as_text()?;
        let is_url = src.starts_with("http") || src.starts_with('/');
        return is_url.then(|| Picture {
            src: Some(src),
            ..Picture::default()
        });
    }
    let field = field.items().into_iter().next()?;
    let inner = ["file", "attributes", "data", "image", "asset"];
    let src = ["url", "src", "filename", "href", "source_url", "path"];
    let Some(src) = field.any_text(&src) else {
        let nested = field.any(&inner).filter(|nested| nested.is_object())?;
        let mut found = picture(&nested)?;
        found.alt = field
            .any_text(&["alt", "alternativeText", "alt_text", "altText"])
            .or(found.alt);
        found.caption = field.text("caption").map(Inline::from).or(found.caption);
        found.focus = focus(&field).or(found.focus);
        return Some(found);
    };
    let alt = ["alt", "alternativeText", "alt_text", "altText"];
    Some(Picture {
        src: Some(src),
        alt: alt
            .iter()
            .find_map(|key| field.get(key))
            .or_else(|| field.at("responsiveImage.alt"))
            .and_then(|alt| alt.as_text()),
        width: field.size("width"),
        height: field.size("height"),
        caption: field.text("caption").map(Inline::from),
        credit: field.any_text(&["credit", "copyright", "copyrightHolder", "source"]),
        focus: focus(&field),
        ..Picture::default()
    })
}

/// The point of a picture to keep in view, from 0 to 1.
pub(super) fn focus(image: &Node<'_>) -> Option<[f64; 2]> {
    let point = image.any(&["hotspot", "focalPoint", "focal_point"])?;
    Some([point.number("x")?, point.number("y")?])
}

fn person_of(person: &Node<'_>, reader: &dyn Fields, cx: &mut Context<'_>) -> Option<Person> {
    if person.is_text() {
        let name = words(person)?;
        // An id of a database: no name has so many figures.
        let is_id = name.len() >= 20 && name.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-');
        if is_id {
            cx.resolve("author", &name, &person.path());
            return None;
        }
        return Some(Person::new(name));
    }
    let person = person
        .any(&["fields", "attributes", "data", "node"])
        .unwrap_or(*person);
    let name = person
        .any_text(&["name", "fullName", "displayName", "title"])
        .or_else(|| {
            let names = [person.text("firstName"), person.text("lastName")];
            let names: Vec<_> = names.into_iter().flatten().collect();
            (!names.is_empty()).then(|| names.join(" "))
        })?;
    let mut model = Person::new(name);
    model.role = person.any_text(&["role", "jobTitle", "position"]);
    model.url = person
        .any_text(&["url", "website"])
        .and_then(|url| cx.link(&url, &person.path()));
    model.image = person
        .any(&["image", "avatar", "profile_image", "picture", "photo"])
        .and_then(|image| reader.image(&reader.resolved(&image), cx))
        .map(|image| image.src);
    Some(model)
}

fn tag_of(tag: &Node<'_>, cx: &mut Context<'_>) -> Option<Tag> {
    if tag.is_text() {
        return words(tag).map(Tag::new);
    }
    let tag = tag.any(&["fields", "attributes"]).unwrap_or(*tag);
    let mut model = Tag::new(tag.any_text(&["name", "title", "label", "webTitle"])?);
    model.url = tag
        .any_text(&["url", "webUrl"])
        .and_then(|url| cx.link(&url, &tag.path()));
    Some(model)
}

/// A publisher of this name.
pub(super) fn publisher(name: Option<String>) -> Option<Publisher> {
    name.map(|name| Publisher::new(name.trim()))
}

/// A BCP 47 tag: `en_US` becomes `en-US`.
pub(super) fn language(tag: String) -> String {
    tag.trim().replace('_', "-")
}

/// A date as RFC 3339: text as it is, or from ISO 8601 in its basic form; a number counts milliseconds or seconds from 1970.
pub(super) fn date(field: &Node<'_>) -> Option<String> {
    if let Some(number) = field.value().as_f64() {
        let seconds = if number.abs() > 1e11 {
            number / 1000.0
        } else {
            number
        };
        return from_seconds(seconds);
    }
    normalized(&field.as_text()?)
}

/// Seconds from 1970 as RFC 3339, from the year 1 to 9999.
pub(super) fn from_seconds(seconds: f64) -> Option<String> {
    if !(-6.2e10..2.5e11).contains(&seconds) {
        return None;
    }
    let seconds = seconds as i64;
    let (days, rest) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    // Days from 1 March of the year 0, in eras of 400 years.
    let shifted = days + 719_468;
    let (era, day) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day_of_year = day - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let part = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * part + 2) / 5 + 1;
    let month = if part < 10 { part + 3 } else { part - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60);
    Some(format!(
        "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z"
    ))
}
