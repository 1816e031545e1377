//! Images and videos of a payload.

use super::super::field_lookup::{FieldLookup, field_table};
use crate::json::{Cursor, TapeBuilder, ValueKind, digits};
use crate::scan::starts_with_ignore_ascii_case;

const ITEM: &str = field_table! {
    text alt: "ext_alt_text alt_text",
    number width: "original_info.width width sizes.large.w aspect_ratio",
    number height: "original_info.height height sizes.large.h",
};

const SOURCE: &str = field_table! {
    text src: "url src",
    text type: "content_type type",
};

/// Writes images and videos.
pub(super) fn write(out: &mut TapeBuilder, items: &[Cursor<'_>]) {
    if items.is_empty() {
        return;
    }
    out.key("media");
    out.open(ValueKind::List);
    for item in items {
        write_item(
            out,
            &FieldLookup([Some(*item), item.field("video_info"), None]),
        );
    }
    out.close();
}

fn write_item(out: &mut TapeBuilder, item: &FieldLookup<'_>) {
    let kind = match item.text("type") {
        "animated_gif" => "gif",
        "video" => "video",
        _ if item.get("variants").is_some() => "video",
        _ => "photo",
    };
    let photo = kind == "photo";
    out.open(ValueKind::Object);
    out.field("kind", kind);
    item.write_fields(out, ITEM);
    let gone = unavailable(item);
    out.field("gone", gone.unwrap_or_default());
    let still = item.text("media_url_https media_url preview_image_url poster url");
    if gone.is_none() {
        out.field(if photo { "src" } else { "poster" }, still);
    }
    let milliseconds = item.get("duration_millis duration_ms durationMs");
    if let Some(milliseconds) = milliseconds.and_then(Cursor::number) {
        out.scalar(
            "duration",
            ValueKind::Number,
            &digits((milliseconds / 1000.0 + 0.5) as u32),
        );
    }
    if !photo && gone.is_none() {
        out.key("sources");
        out.open(ValueKind::List);
        // A browser plays the first that it can: best the one that adapts to the connection, then what is nearest to two
        // megabits, sharp at the width of a column.
        let mut sources: Vec<(u32, FieldLookup<'_>)> = Vec::new();
        for variant in item.items("variants") {
            let variant = FieldLookup::single(Some(variant));
            let bits = variant.get("bitrate bit_rate").and_then(Cursor::number);
            let rank = bits.map_or(0, |bits| (bits - 2e6).abs() as u32);
            let place = sources.iter().position(|(other, _)| *other > rank);
            sources.insert(place.unwrap_or(sources.len()), (rank, variant));
        }
        for (_, source) in &sources {
            out.open(ValueKind::Object);
            source.write_fields(out, SOURCE);
            out.close();
        }
        out.close();
    }
    out.close();
}

/// Why the platform doesn't show it; none if it does.
fn unavailable(item: &FieldLookup<'_>) -> Option<&'static str> {
    let availability = FieldLookup::single(
        item.get("ext_media_availability mediaAvailability media_availability"),
    );
    let status = availability.text("status");
    let shown = status.is_empty() || status.eq_ignore_ascii_case("available");
    let claimed = starts_with_ignore_ascii_case(availability.text("reason"), "dmca");
    (!shown).then_some(if claimed { "withheld" } else { "unknown" })
}
