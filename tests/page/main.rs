//! Articles in a page: what the page part does, in a headless browser.

#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used
)]

mod article_parts;
mod bad_input;
mod contents;
mod copy_link;
mod custom;
mod exclusive;
mod fragment;
mod host_page;
mod lightbox;
mod live;
mod long;
mod media;
mod mount;
mod on_demand;
mod persist;
mod print;
mod progress;
mod sections;

mod slots;
mod stage;
mod styles;
mod toggle_all;
mod update;

use wasm_bindgen_test::wasm_bindgen_test_configure;

wasm_bindgen_test_configure!(run_in_browser);
