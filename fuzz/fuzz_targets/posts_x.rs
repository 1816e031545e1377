//! Payloads of X from any bytes.
#![no_main]

mod posts;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| -> libfuzzer_sys::Corpus {
    posts::run(&["syndication", "graphql", "rest", "v2"], bytes)
});
