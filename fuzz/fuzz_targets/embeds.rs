//! Addresses of embeds from any text: their player is where the table has one, and their title is shown.
#![no_main]

#[path = "../../tests/invariants/embeds.rs"]
mod embeds;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    embeds::check(&String::from_utf8_lossy(bytes)).expect("a sound embed");
});
