//! Addresses from any text, and what they become as seen from a base: behind a line end in the text.
#![no_main]

#[path = "../../tests/invariants/addresses.rs"]
mod addresses;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let (raw, base) = text.split_once('\n').unwrap_or((&text, ""));
    addresses::check(raw, base).expect("an address that is what it was let through as");
});
