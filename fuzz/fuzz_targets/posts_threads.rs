//! Media objects of Threads from any bytes.
#![no_main]

mod posts;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| -> libfuzzer_sys::Corpus {
    posts::run(&["threads"], bytes)
});
