//! An article from any bytes: it is refused with a sentence, or printed as HTML that a parser reads as it was drawn.
#![no_main]

#[path = "../../tests/invariants/html.rs"]
mod html;

use libfuzzer_sys::{Corpus, fuzz_target};

fuzz_target!(|bytes: &[u8]| -> Corpus {
    let reading = match article_widget::read(bytes) {
        Ok(reading) => reading,
        Err(error) => {
            assert!(error.message().ends_with('.'));
            return Corpus::Keep;
        }
    };
    let printed = article_widget::to_html(&reading.article, &Default::default());
    html::check(&printed).expect("HTML that is parsed as it was drawn");
    for found in &reading.diagnostics {
        assert!(found.message.ends_with('.') && found.path.starts_with('$'));
    }
    Corpus::Keep
});
