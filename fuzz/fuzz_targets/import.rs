//! An import of any bytes, in the format that the first byte names or in the one that is detected: it is refused with a sentence, or
//! gives an article that is read without an error.
#![no_main]

use article_widget::import::{Format, Options, import};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((first, input)) = bytes.split_first() else {
        return;
    };
    let options = Options {
        from: Format::ALL.get(usize::from(*first)).copied(),
        ..Options::default()
    };
    let result = match import(input, &options) {
        Ok(result) => result,
        Err(error) => {
            assert!(error.message().ends_with('.'), "{error}");
            return;
        }
    };
    for found in &result.diagnostics {
        assert!(found.message.ends_with(['.', ')']), "{found:?}");
    }
    // Our own format stays as it is, with its mistakes.
    if result.format == Format::Article {
        return;
    }
    let json = serde_json::to_vec(&result.article).expect("an article as JSON");
    let reading = article_widget::read(&json).expect("an article that can be read");
    for found in &reading.diagnostics {
        let limit = found.code.starts_with("too-") || found.code.starts_with("text-too-");
        assert!(limit || found.severity != article_widget::Severity::Error, "{found:?}");
    }
});
