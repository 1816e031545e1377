//! Pictures and films of a payload.

use alloc::string::String;
use alloc::vec::Vec;

use super::payload::Layers;
use crate::json::{Builder, Kind, Reader, digits};
use crate::scan::split;

/// The address of an avatar large enough to be sharp: what payloads hold is 48 pixels wide.
pub(super) fn sharp(avatar: &str) -> String {
    match split(avatar, "_normal.") {
        Some((start, end)) => [start, "_400x400.", end].concat(),
        None => avatar.into(),
    }
}

/// Tells the pictures and films; whether there are any. `included` is what API v2 keeps of them elsewhere.
pub(super) fn tell(out: &mut Builder, at: Layers<'_>, included: &[Reader<'_>]) -> bool {
    let list = at.get("mediaDetails extended_entities.media entities.media photos");
    let film = at.get("video").filter(|video| video.is_object());
    let mut found: Vec<_> = list.into_iter().flat_map(Reader::items).collect();
    found.extend_from_slice(included);
    if found.is_empty() {
        found.extend(film);
    }
    found.retain(|item| item.is_object());
    if found.is_empty() {
        return false;
    }
    out.key("media");
    out.open(Kind::List);
    for item in &found {
        one(out, Layers([Some(*item), item.field("video_info"), None]));
    }
    out.close();
    true
}

fn one(out: &mut Builder, item: Layers<'_>) {
    let variants = item.get("variants");
    let still = item.text("media_url_https preview_image_url poster url media_url");
    out.open(Kind::Object);
    out.field("alt", item.text("ext_alt_text alt_text"));
    let ratio = item.get("aspect_ratio aspectRatio");
    for (nth, key, paths) in [
        (0, "width", "original_info.width width sizes.large.w"),
        (1, "height", "original_info.height height sizes.large.h"),
    ] {
        let mut size = item.digits(paths);
        if size.is_empty() {
            size = ratio
                .and_then(|ratio| ratio.items().nth(nth))
                .map_or("", Reader::raw);
        }
        out.plain(key, Kind::Number, size);
    }
    let kind = match item.text("type") {
        "animated_gif" => "gif",
        "video" => "video",
        _ if variants.is_some() => "video",
        _ => "photo",
    };
    out.field("kind", kind);
    if kind == "photo" {
        out.field("src", still);
        return out.close();
    }
    out.field("poster", still);
    let milliseconds = item.get("duration_millis duration_ms durationMs");
    if let Some(milliseconds) = milliseconds.and_then(Reader::number) {
        let seconds = (milliseconds / 1000.0 + 0.5) as u32;
        out.plain("duration", Kind::Number, &digits(seconds));
    }
    out.key("sources");
    out.open(Kind::List);
    let mut sources: Vec<(u32, Reader<'_>)> = Vec::new();
    for variant in variants.into_iter().flat_map(Reader::items) {
        let rank = rank(Layers([Some(variant), None, None]));
        let mut place = sources.len();
        while place > 0
            && sources
                .get(place - 1)
                .is_some_and(|(other, _)| *other > rank)
        {
            place -= 1;
        }
        sources.insert(place, (rank, variant));
    }
    for (_, variant) in sources {
        let variant = Layers([Some(variant), None, None]);
        out.open(Kind::Object);
        out.field("src", variant.text("url src"));
        out.field("type", variant.text("content_type type"));
        out.close();
    }
    out.close();
    out.close();
}

/// A browser plays the first source that it can: best the one that adapts to the connection, then what is nearest to two
/// megabits, sharp at the width of a column.
fn rank(variant: Layers<'_>) -> u32 {
    const BITS: f64 = 2_000_000.0;
    match variant.get("bitrate bit_rate").and_then(Reader::number) {
        Some(bits) => (bits - BITS).abs() as u32,
        None => 0,
    }
}
