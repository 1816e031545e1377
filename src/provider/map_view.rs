//! The part of the world that an OpenStreetMap URL shows, as its player takes it.

use crate::json::digits;
use crate::scan::split;

/// The longitudes that 600 CSS pixels show at zoom 0 (256 of them are the whole world), in millionths of a degree; half of them.
const HALF_WIDTH: i32 = 421_875_000;
/// Continents, so that the edges stay on the map.
const LEAST_ZOOM: i32 = 3;
/// Houses.
const MOST_ZOOM: i32 = 19;
const DEGREE: i32 = 1_000_000;

/// Appends the view in a fragment, `map=zoom/latitude/longitude`, as `west,south,east,north` in degrees.
pub(super) fn write_bounding_box(fragment: &str, to: &mut String) -> Option<()> {
    let view = split(fragment, b"&").into_iter();
    let view = view.filter_map(|part| part.strip_prefix("map=")).next()?;
    let mut numbers = split(view, b"/").into_iter().map(millionths);
    let zoom = numbers.next()?? / DEGREE;
    let (latitude, longitude) = (numbers.next()??, numbers.next()??);
    if latitude.abs() > 90 * DEGREE || longitude.abs() > 180 * DEGREE {
        return None;
    }
    let width = HALF_WIDTH >> zoom.clamp(LEAST_ZOOM, MOST_ZOOM);
    // Not higher than what is shown there, or the player zooms out; degrees of latitude are larger away from the equator.
    let height = width / 2;
    for edge in [
        longitude - width,
        latitude - height,
        longitude + width,
        latitude + height,
    ] {
        write_degrees(edge, to);
        to.push(',');
    }
    to.pop();
    Some(())
}

/// A decimal number in millionths; further digits are dropped.
fn millionths(text: &str) -> Option<i32> {
    let digits_of = text.strip_prefix('-').unwrap_or(text);
    let (mut value, mut places) = (0i32, None);
    for byte in digits_of.bytes() {
        match (byte, places) {
            (b'.', None) => places = Some(0),
            (b'0'..=b'9', Some(6..)) => {}
            (b'0'..=b'9', _) => {
                value = value.checked_mul(10)?.checked_add(i32::from(byte - b'0'))?;
                places = places.map(|places| places + 1);
            }
            _ => return None,
        }
    }
    for _ in places.unwrap_or(0)..6 {
        value = value.checked_mul(10)?;
    }
    Some(if text.len() > digits_of.len() {
        -value
    } else {
        value
    })
}

fn write_degrees(value: i32, to: &mut String) {
    if value < 0 {
        to.push('-');
    }
    let value = value.unsigned_abs();
    to.push_str(&digits(value / 1_000_000));
    to.push('.');
    // With a leading one, so that zeros after the point are kept.
    to.push_str(
        digits(1_000_000 + value % 1_000_000)
            .get(1..)
            .unwrap_or_default(),
    );
}
