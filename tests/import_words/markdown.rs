//! The text of Markdown, as the crate `markdown` and html5ever find it.

use markdown::{CompileOptions, Constructs, Options, ParseOptions, to_html_with_options};

use crate::letters::Letters;

pub fn text(markdown: &str) -> Letters {
    let (front, body) = match markdown
        .strip_prefix("---\n")
        .and_then(|rest| rest.split_once("\n---\n"))
    {
        Some((front, body)) => (front, body),
        None => ("", markdown),
    };
    let mut text = Letters::default();
    let mut wanted = false;
    for line in front.lines() {
        let (key, value) = line.split_once(':').unwrap_or(("", line));
        if !key.is_empty() {
            wanted = matches!(key, "title" | "description" | "authors" | "tags");
        }
        if wanted {
            text.part();
            text.push(
                value
                    .trim()
                    .trim_start_matches("- ")
                    .trim_matches(['"', '[', ']']),
            );
        }
    }
    let options = Options {
        parse: ParseOptions {
            constructs: Constructs {
                math_flow: true,
                math_text: true,
                ..Constructs::gfm()
            },
            ..ParseOptions::gfm()
        },
        compile: CompileOptions {
            allow_dangerous_html: true,
            gfm_footnote_label: Some(String::new()),
            gfm_footnote_back_label: Some(String::new()),
            ..CompileOptions::gfm()
        },
    };
    text.space();
    text.append(crate::html::text(
        &to_html_with_options(body, &options).unwrap(),
    ));
    text
}
