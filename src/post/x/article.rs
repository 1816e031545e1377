//! Long articles of the platform, which a post leads to.

use super::super::field_lookup::FieldLookup;
use super::super::spans::{SpanStyle, Spans, byte_at_utf16};
use super::permalink;
use crate::json::{Cursor, Tape, TapeBuilder, ValueKind, digits};
use crate::scan::split_at_str;

/// Maximum numbers of blocks, and of ranges in a block.
const MAX_BLOCKS: usize = 2000;
const MAX_RANGES: usize = 200;

/// Styles of the text, and their marks.
const STYLES: [(&str, &str); 5] = [
    ("bold", "strong"),
    ("italic", "em"),
    ("underline", "underline"),
    ("strikethrough", "strike"),
    ("code", "code"),
];

/// The article of a post, as a card that holds its text; none if it has none.
pub(super) fn card(at: &FieldLookup<'_>) -> Option<Tape<'static>> {
    let article = at.get("article.article_results.result article")?;
    let found = FieldLookup::single(Some(article));
    let title = found.text("title");
    let preview = found.text("preview_text summary_text description");
    let url = address(at, &found)?;
    let mut text = Spans::default();
    let content = found
        .get("content_state")
        .filter(|content| content.is_object());
    match content {
        Some(content) => write_blocks(&mut text, content, article),
        None => text.push_link(found.text("plain_text text"), ""),
    }
    let shown = [title, preview, url.as_str()];
    let shown = shown.into_iter().find(|shown| !shown.is_empty())?;
    let mut out = TapeBuilder::new("$");
    out.open(ValueKind::Object);
    out.field("url", &url);
    out.field("title", shown);
    out.field("description", if shown == preview { "" } else { preview });
    let cover = found.text(
        "cover_media.media_info.original_img_url cover_media.original_img_url cover_media.media_url_https cover_media_img_url",
    );
    out.field("image", cover);
    text.write(&mut out);
    out.close();
    Some(out.finish())
}

/// The page of the article: by its id, or by the link in the text; else that of the post.
fn address(at: &FieldLookup<'_>, article: &FieldLookup<'_>) -> Option<String> {
    let id = article.text("rest_id");
    if permalink::is_number(id) {
        return Some(["https://x.com/i/article/", id].concat());
    }
    let links = at.items("entities.urls");
    let mut links = links.iter().map(|link| link.scalar_str("expanded_url"));
    if let Some(link) = links.find(|link| split_at_str(link, "/i/article/").is_some()) {
        return Some(link.into());
    }
    let post = permalink::permalink("", at.text("rest_id id_str id"))?;
    Some(post.as_str().into())
}

fn write_blocks(text: &mut Spans, content: Cursor<'_>, article: Cursor<'_>) {
    let entities = FieldLookup([Some(content), Some(article), None]);
    let mut last = "";
    let mut number = 0;
    for block in entities.items("blocks").into_iter().take(MAX_BLOCKS) {
        let kind = block.scalar_str("type");
        let listed = matches!(kind, "unordered-list-item" | "ordered-list-item");
        if !text.is_empty() {
            text.push_link(if listed && kind == last { "\n" } else { "\n\n" }, "");
        }
        number = if kind == "ordered-list-item" {
            number + 1
        } else {
            0
        };
        match kind {
            "unordered-list-item" => text.push_link("• ", ""),
            "ordered-list-item" => text.push_link(&[&digits(number), ". "].concat(), ""),
            _ => {}
        }
        write_block(text, block, &entities, kind);
        last = kind;
    }
}

/// A part of a block's text that is formatted or that stands for something, in bytes.
struct Range<'j> {
    start: usize,
    end: usize,
    mark: Option<&'static str>,
    entity: Option<Cursor<'j>>,
}

fn write_block(out: &mut Spans, block: Cursor<'_>, content: &FieldLookup<'_>, kind: &str) {
    let text = block.scalar_str("text");
    let ranges = ranges(block, text, content);
    let mut cuts = vec![0];
    let bounds = ranges.iter().flat_map(|range| [range.start, range.end]);
    for cut in bounds.chain([text.len()]) {
        // In order; sorting would be compiled for this alone.
        let place = cuts.iter().take_while(|other| **other < cut).count();
        if cuts.get(place) != Some(&cut) {
            cuts.insert(place, cut);
        }
    }
    for pair in cuts.windows(2) {
        let [start, end] = pair else { continue };
        let mut style = SpanStyle::default();
        if kind.starts_with("header") {
            style.marks.push("strong");
        }
        let mut words = text.get(*start..*end).unwrap_or_default();
        for range in ranges
            .iter()
            .filter(|range| range.start <= *start && range.end >= *end)
        {
            if let Some(mark) = range.mark.filter(|mark| !style.marks.contains(mark)) {
                style.marks.push(mark);
            }
            if let Some(entity) = range.entity {
                let (href, said) = entity_link(entity, content);
                style.href = href;
                if words.trim().is_empty() {
                    words = said;
                }
            }
        }
        if words.trim().is_empty() && !style.href.is_empty() {
            let href = style.href.clone();
            out.push(&href, &style);
        } else {
            out.push(words, &style);
        }
    }
}

fn ranges<'j>(block: Cursor<'j>, text: &str, content: &FieldLookup<'j>) -> Vec<Range<'j>> {
    let mut ranges = Vec::new();
    for list in ["inlineStyleRanges", "entityRanges"] {
        let listed = block.field(list).into_iter().flat_map(Cursor::items);
        for range in listed.take(MAX_RANGES) {
            let number = |key: &str| {
                range
                    .field(key)
                    .and_then(Cursor::number)
                    .filter(|at| *at >= 0.0)
            };
            let Some((offset, length)) = number("offset").zip(number("length")) else {
                continue;
            };
            let start = byte_at_utf16(text, offset as usize);
            let end = byte_at_utf16(text, (offset + length) as usize);
            let Some((start, end)) = start.zip(end) else {
                continue;
            };
            let style = range.scalar_str("style");
            let style = STYLES
                .iter()
                .find(|(name, _)| style.eq_ignore_ascii_case(name));
            let key = range.scalar_str("key");
            ranges.push(Range {
                start,
                end,
                mark: style.map(|(_, mark)| *mark),
                entity: content
                    .get(&["entityMap.", key].concat())
                    .filter(|_| !key.is_empty()),
            });
        }
    }
    ranges
}

/// Where an entity leads, and what it says itself: the words of a picture's caption, or of source text.
fn entity_link<'j>(entity: Cursor<'j>, content: &FieldLookup<'j>) -> (String, &'j str) {
    let data = FieldLookup::single(entity.field("data"));
    let said = data.text("caption markdown latex");
    let post = permalink::permalink("", data.text("tweetId tweet_id"));
    let media = data.text("mediaItems.mediaId mediaItems.media_id");
    let picture = content.items("media_entities").into_iter();
    let mut picture =
        picture.filter(|item| !media.is_empty() && item.scalar_str("media_id") == media);
    let picture = FieldLookup::single(picture.next());
    let href = match post {
        Some(post) => post.as_str().into(),
        None => {
            let url = data.text("url");
            let picture = picture
                .text("media_info.original_img_url media_info.preview_image.original_img_url");
            if url.is_empty() { picture } else { url }.into()
        }
    };
    (href, said)
}
