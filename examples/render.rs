//! Prints an article's HTML: `cargo run --example render article.json`.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::process::ExitCode;

use article_widget::read;

fn main() -> ExitCode {
    let Some(path) = std::env::args().nth(1) else {
        eprintln!("Say which file: render article.json");
        return ExitCode::FAILURE;
    };
    let json = match std::fs::read(&path) {
        Ok(json) => json,
        Err(error) => {
            eprintln!("{path}: {error}");
            return ExitCode::FAILURE;
        }
    };
    match read(&json) {
        Ok(reading) => {
            for found in &reading.diagnostics {
                eprintln!(
                    "{}[{}] {}: {}",
                    found.severity.as_str(),
                    found.code,
                    found.path,
                    found.message
                );
            }
            print!("{}", reading.to_html());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{path}: {error}");
            ExitCode::FAILURE
        }
    }
}
