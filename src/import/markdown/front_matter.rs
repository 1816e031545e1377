//! The top of a Markdown file: lines of YAML or TOML, of which a little is read.

use crate::import::Context;
use crate::import::date::normalized;
use crate::model::{Article, Image, Person, Tag};

/// A field and its values.
pub(super) type Field = (String, Vec<String>);

/// The fields, and the byte behind them. None if there is no front matter.
pub(super) fn split(text: &str) -> (Vec<Field>, usize) {
    let Some((fence, separator)) = [("---", ':'), ("+++", '=')].into_iter().find(|(fence, _)| {
        text.strip_prefix(fence)
            .is_some_and(|rest| rest.trim_start_matches([' ', '\t', '\r']).starts_with('\n'))
    }) else {
        return (Vec::new(), 0);
    };
    let mut fields: Vec<Field> = Vec::new();
    let mut at = 0;
    // The field whose text goes on in lines of their own, whatever is in them.
    let mut in_text = false;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        at += line.len();
        if index == 0 {
            continue;
        }
        let bare = line.trim_end();
        if bare == fence || bare == "..." && fence == "---" {
            // Without fields it is a thematic break.
            return if fields.is_empty() {
                (fields, 0)
            } else {
                (fields, at)
            };
        }
        let goes_on = bare.is_empty() || line.starts_with([' ', '\t']) || separator == '=';
        if in_text && goes_on {
            in_text = add_text(bare, separator, &mut fields);
            continue;
        }
        in_text = read_line(bare, separator, &mut fields);
    }
    (Vec::new(), 0)
}

/// Adds a line to a text of several lines, and says whether it goes on.
fn add_text(line: &str, separator: char, fields: &mut [Field]) -> bool {
    let bare = line.trim();
    let text = bare.trim_end_matches(if separator == '=' {
        ['\'', '"']
    } else {
        ['\n'; 2]
    });
    if let Some((_, values)) = fields.last_mut()
        && !text.is_empty()
    {
        match values.last_mut() {
            Some(last) => {
                last.push(' ');
                last.push_str(text);
            }
            None => values.push(text.to_owned()),
        }
    }
    text.len() == bare.len()
}

/// Reads a line, and says whether it begins a text of several lines.
fn read_line(line: &str, separator: char, fields: &mut Vec<Field>) -> bool {
    let bare = line.trim();
    // The name of a table in TOML says nothing about the fields behind it that their own names don't.
    let is_table = separator == '=' && bare.starts_with('[') && !bare.contains('=');
    if bare.is_empty() || bare.starts_with('#') || is_table {
        return false;
    }
    let indented = line.starts_with([' ', '\t']);
    if let Some(item) = bare.strip_prefix("- ") {
        if let Some((_, values)) = fields.last_mut() {
            // An object in a list, such as an author with a name.
            let item = item.strip_prefix("name:").unwrap_or(item);
            values.extend(scalar(item));
        }
        return false;
    }
    match bare.split_once(separator) {
        Some((key, value)) if !indented || fields.is_empty() => {
            let key = key.trim().trim_matches('"').to_ascii_lowercase();
            let value = value.trim();
            let mark = value.trim_end_matches(['-', '+']);
            if matches!(mark, ">" | "|" | "\"\"\"" | "'''") {
                fields.push((key, Vec::new()));
                return true;
            }
            fields.push((key, values(value)));
        }
        Some((key, value)) => {
            // A field of an object: `image:` with `url:` below it.
            let key = key.trim();
            let parent = fields.iter().rposition(|(key, _)| !key.contains('.'));
            if let Some((parent, values)) = parent.and_then(|at| fields.get_mut(at)) {
                let is_picture = PICTURES.contains(&parent.as_str());
                if key == "name" || is_picture && matches!(key, "url" | "src" | "path" | "image") {
                    values.extend(scalar(value));
                } else if is_picture {
                    let name = format!("image.{key}");
                    fields.push((name, scalar(value).into_iter().collect()));
                }
            }
        }
        None => {
            // A text that goes on in the next line.
            if let Some(last) = fields.last_mut().and_then(|(_, values)| values.last_mut()) {
                if !last.is_empty() {
                    last.push(' ');
                }
                last.push_str(bare);
            }
        }
    }
    false
}

/// Fields for the picture.
const PICTURES: [&str; 9] = [
    "image",
    "cover",
    "cover_image",
    "featured_image",
    "thumbnail",
    "hero",
    "heroimage",
    "images",
    "feature_image",
];

fn values(text: &str) -> Vec<String> {
    match text
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
    {
        Some(list) => list.split(',').filter_map(scalar).collect(),
        None => scalar(text).into_iter().collect(),
    }
}

/// A value without quotes and comment.
fn scalar(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches(',');
    let value = if let Some(inner) = text.strip_prefix('"') {
        let inner = inner.rsplit_once('"').map_or(inner, |(inner, _)| inner);
        inner.replace("\\\"", "\"").replace("\\n", "\n")
    } else if let Some(inner) = text.strip_prefix('\'') {
        let inner = inner.rsplit_once('\'').map_or(inner, |(inner, _)| inner);
        inner.replace("''", "'")
    } else {
        let text = text.split_once(" #").map_or(text, |(text, _)| text);
        text.trim_matches(['>', '|', '-']).trim().to_owned()
    };
    (!value.is_empty() && value != "null" && value != "~").then_some(value)
}

/// Sets what the fields say about the article.
pub(super) fn apply(fields: &[Field], article: &mut Article, cx: &mut Context<'_>) {
    let all = |names: &[&str]| {
        names
            .iter()
            .find_map(|name| {
                fields
                    .iter()
                    .find(|(key, values)| key == name && !values.is_empty())
            })
            .map(|(_, values)| values.clone())
            .unwrap_or_default()
    };
    let one = |names: &[&str]| all(names).into_iter().next();
    if let Some(title) = one(&["title", "headline"]) {
        article.headline = title.into();
    }
    article.standfirst = one(&[
        "subtitle",
        "standfirst",
        "description",
        "excerpt",
        "summary",
    ])
    .map(Into::into);
    article.kicker = one(&["kicker"]).map(Into::into);
    article.byline = all(&["authors", "author", "byline"])
        .iter()
        .map(|name| Person::new(name.as_str()))
        .collect();
    article.published = one(&[
        "date",
        "published",
        "published_at",
        "pubdate",
        "publishdate",
        "created",
    ])
    .and_then(|text| date(&text, cx));
    article.updated = one(&[
        "updated",
        "lastmod",
        "modified",
        "last_modified_at",
        "updateddate",
        "last_updated",
    ])
    .and_then(|text| date(&text, cx));
    article.lang = one(&["lang", "language", "locale"]);
    article.url = one(&["canonical_url", "canonical", "url", "permalink"])
        .filter(|url| url.starts_with("http"));
    article.tags = all(&["tags", "keywords"])
        .iter()
        .flat_map(|tags| tags.split(','))
        .map(|tag| Tag::new(tag.trim()))
        .collect();
    if let Some(src) = one(&PICTURES) {
        let alt = one(&["image.alt", "image_alt", "cover_alt", "alt"]).unwrap_or_default();
        article.image = cx.media(&src, "1:1").map(|src| {
            let mut image = Image::new(src, alt);
            image.caption = one(&["image.caption", "image_caption", "caption"]).map(Into::into);
            image
        });
    }
}

/// A date as the format takes it.
fn date(text: &str, cx: &mut Context<'_>) -> Option<String> {
    let found = normalized(text).or_else(|| {
        let found = crate::import::text::date::find(text)?;
        (found.other_words == 0).then_some(found.date)
    });
    if found.is_none() {
        cx.warn_once(
            "wrong-type",
            text,
            "1:1",
            format!("\"{text}\" in the front matter isn't a date."),
        );
    }
    found
}
