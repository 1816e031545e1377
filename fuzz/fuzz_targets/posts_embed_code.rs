//! Embed codes and oEmbed responses of all networks from any bytes.
#![no_main]

mod posts;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| -> libfuzzer_sys::Corpus {
    posts::run(&["oembed", "embed-code"], bytes)
});
