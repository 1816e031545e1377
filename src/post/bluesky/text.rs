//! The text of a record with its facets.
//!
//! Facets count bytes of UTF-8; what they are replaced, entities, counted UTF-16.

use super::super::network::Network;
use super::super::spans::{LinkedRange, Spans, byte_at_utf16};
use super::Bluesky;
use crate::json::{Cursor, TapeBuilder};
use crate::url::Address;

/// No text has more; the platform allows 300 characters.
const MAX_FACETS: usize = 1000;

/// Writes the text of a record.
pub(super) fn write(out: &mut TapeBuilder, record: Cursor<'_>) {
    let text = record.scalar_str("text");
    let mut facets: Vec<LinkedRange> = record
        .field("facets")
        .into_iter()
        .flat_map(Cursor::items)
        .take(MAX_FACETS)
        .filter_map(|facet| read(facet, text))
        .collect();
    if facets.is_empty() {
        let entities = record.field("entities").into_iter().flat_map(Cursor::items);
        facets = entities
            .take(MAX_FACETS)
            .filter_map(|entity| read_entity(entity, text))
            .collect();
    }
    Spans::linked(text, &facets).write(out);
}

fn position(index: Cursor<'_>, key: &str) -> Option<usize> {
    let number = index.field(key)?.number()?;
    (number >= 0.0).then_some(number as usize)
}

fn read(facet: Cursor<'_>, text: &str) -> Option<LinkedRange> {
    let index = facet.field("index")?;
    let start = position(index, "byteStart")?;
    let end = position(index, "byteEnd")?.min(text.len());
    // Inside a letter, or the wrong way round.
    let sound = start < end && text.is_char_boundary(start) && text.is_char_boundary(end);
    let mut features = facet.field("features")?.items();
    let href = features.find_map(|feature| {
        let link = Address::link(feature.scalar_str("uri")).filter(|link| {
            link.as_str().starts_with("https:") || link.as_str().starts_with("http:")
        });
        link.map(Address::into_owned)
            .or_else(|| Bluesky.profile(feature.scalar_str("did"), None))
            .or_else(|| {
                let tag = feature.scalar_str("tag");
                (!tag.is_empty()).then(|| Bluesky.hashtag(tag, None))?
            })
    });
    sound.then(|| LinkedRange {
        start,
        end,
        href: href.map_or(String::new(), |href| href.as_str().to_owned()),
    })
}

fn read_entity(entity: Cursor<'_>, text: &str) -> Option<LinkedRange> {
    let index = entity.field("index")?;
    let start = byte_at_utf16(text, position(index, "start")?)?;
    let end = byte_at_utf16(text, position(index, "end")?)?;
    let value = entity.scalar_str("value");
    let href = match entity.scalar_str("type") {
        "mention" => Bluesky.profile(value, None)?,
        "link" => Address::link(value)?.into_owned(),
        _ => return None,
    };
    (start < end).then(|| LinkedRange {
        start,
        end,
        href: href.as_str().to_owned(),
    })
}
