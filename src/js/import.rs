//! Exports of the importers' own WebAssembly: bytes go in, JSON comes out.

use serde::Serialize;
use serde_json::Value;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::error::{ArticleError, Diagnostic, Severity};
use crate::import::markdown::Printed;
use crate::import::{self, Chrome, Context, Format, Guess, Options, Resolved};
use crate::model::{Block, Image};
use crate::scan::lossy;

/// The version of the crate, and the names of all formats, a line each.
#[wasm_bindgen]
#[must_use]
pub fn about() -> Vec<u8> {
    let mut text = env!("CARGO_PKG_VERSION").to_owned();
    for format in Format::ALL {
        text.push('\n');
        text.push_str(format.as_str());
    }
    text.into_bytes()
}

/// What an input is, as JSON: `{ "format", "path" }` or `null`.
#[wasm_bindgen]
#[must_use]
pub fn detect(input: &[u8]) -> Vec<u8> {
    json_of(&import::detect(input).map(|found| Detected {
        format: found.format.as_str(),
        path: found.path,
    }))
}

/// The import of an input with options as JSON, as JSON: `{ "article", "format", "diagnostics", "references" }`, or
/// `{ "code", "path", "message" }` if it can't be imported, or `{ "markdown" }`, the texts that `print_markdown` has to print first;
/// `printed` is the list of what it printed.
#[wasm_bindgen]
#[must_use]
pub fn import_article(input: &[u8], options: &[u8], printed: &[u8]) -> Vec<u8> {
    let mut unknown = Vec::new();
    let options = match read_options(&parsed(options), &mut unknown) {
        Ok(options) => options,
        Err(error) => return json_of(&error),
    };
    let printed = read_all_printed(printed);
    let mut cx = Context::with_printed(&options, &printed);
    let result = import::import_with(input, &mut cx);
    if !cx.unprinted.is_empty() {
        let markdown = &cx.unprinted;
        return json_of(&Unprinted { markdown });
    }
    answer(result, &unknown)
}

/// The same for all articles of an input that holds several: a list of results, each of which may be an error.
#[wasm_bindgen]
#[must_use]
pub fn import_articles(input: &[u8], options: &[u8], printed: &[u8]) -> Vec<u8> {
    let mut unknown = Vec::new();
    let options = match read_options(&parsed(options), &mut unknown) {
        Ok(options) => options,
        Err(error) => return json_of(&error),
    };
    let mut unprinted = Vec::new();
    let mut answers = Vec::new();
    let result = import::import_each(
        input,
        &options,
        &read_all_printed(printed),
        &mut |result, cx| {
            unprinted.extend_from_slice(&cx.unprinted);
            answers.push(if answers.is_empty() { b'[' } else { b',' });
            answers.extend(answer(result, &unknown));
        },
    );
    match result {
        _ if !unprinted.is_empty() => json_of(&Unprinted {
            markdown: &unprinted,
        }),
        Ok(()) => {
            answers.push(b']');
            answers
        }
        Err(error) => json_of(&error),
    }
}

fn answer(result: Result<import::Import, ArticleError>, unknown: &[Diagnostic]) -> Vec<u8> {
    match result {
        Ok(result) => json_of(&Answer {
            article: &result.article,
            format: result.format.as_str(),
            diagnostics: &[unknown, &result.diagnostics].concat(),
            references: &result.references,
        }),
        Err(error) => json_of(&error),
    }
}

fn parsed(json: &[u8]) -> Value {
    serde_json::from_str(&lossy(json)).unwrap_or_default()
}

fn read_all_printed(printed: &[u8]) -> Vec<(String, Printed)> {
    let printed = parsed(printed);
    let list = printed.as_array().into_iter().flatten();
    list.filter_map(read_printed).collect()
}

fn read_printed(value: &Value) -> Option<(String, Printed)> {
    let text = |key: &str| value.get(key)?.as_str().map(str::to_owned);
    let list = |key: &str| {
        value
            .get(key)
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
    };
    let mut origins = Vec::new();
    let (mut at, mut origin) = (0_usize, 0_usize);
    let mut steps = value.get("origins")?.as_str()?.split(' ');
    while let (Some(at_by), Some(origin_by)) = (steps.next(), steps.next()) {
        at = at.wrapping_add(at_by.parse().ok()?);
        origin = origin.wrapping_add(origin_by.parse().ok()?);
        origins.push((at, origin));
    }
    let template_tags = list("templateTags").filter_map(Value::as_str);
    let printed = Printed {
        html: text("html")?,
        origins,
        template_tags: template_tags.map(str::to_owned).collect(),
    };
    Some((text("text")?, printed))
}

#[derive(Serialize)]
struct Detected {
    format: &'static str,
    path: String,
}

#[derive(Serialize)]
struct Unprinted<'a> {
    markdown: &'a [String],
}

#[derive(Serialize)]
struct Answer<'a> {
    article: &'a crate::model::Article,
    format: &'static str,
    diagnostics: &'a [Diagnostic],
    references: &'a [import::Reference],
}

fn json_of(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).unwrap_or_default()
}

fn read_options(given: &Value, unknown: &mut Vec<Diagnostic>) -> Result<Options, ArticleError> {
    let mut options = Options::default();
    for (name, value) in given.as_object().into_iter().flatten() {
        let text = value.as_str().map(str::to_owned);
        let mut known = true;
        match (name.as_str(), &text) {
            _ if value.is_null() => {}
            ("from", Some(text)) => {
                let format = text.parse().map_err(|_| {
                    let message = format!("There is no format \"{text}\".");
                    ArticleError::new("unknown-format", "options.from", message)
                })?;
                options.from = Some(format);
            }
            ("headline", Some(_)) => options.headline = text,
            ("lang", Some(_)) => options.lang = text,
            ("baseUrl", Some(_)) => options.base_url = text,
            ("guess", Some(text)) => match text.as_str() {
                "none" => options.guess = Guess::None,
                "careful" => options.guess = Guess::Careful,
                "eager" => options.guess = Guess::Eager,
                _ => known = false,
            },
            ("chrome", Some(text)) => match text.as_str() {
                "keep" => options.chrome = Chrome::Keep,
                "drop" => options.chrome = Chrome::Drop,
                _ => known = false,
            },
            ("slots", _) if value.is_array() => {
                let names = value.as_array().into_iter().flatten();
                options.slots = names.filter_map(Value::as_str).map(str::to_owned).collect();
            }
            ("upgrade", _) if value.is_boolean() => options.upgrade = value.as_bool() == Some(true),
            ("pick", _) if value.is_u64() => {
                options.pick = value.as_u64().and_then(|pick| usize::try_from(pick).ok());
            }
            ("resolve", _) if value.is_object() => {
                for (id, answer) in value.as_object().into_iter().flatten() {
                    match resolved(answer) {
                        Some(answer) => options.resolve.push((id.clone(), answer)),
                        None => unknown.push(warning(
                            &format!("options.resolve[\"{id}\"]"),
                            "Expected { image }, { link } or { block }.",
                        )),
                    }
                }
            }
            _ => known = false,
        }
        if !known {
            let path = format!("options.{name}");
            unknown.push(warning(
                &path,
                "There is no such option, or it can't have this value.",
            ));
        }
    }
    Ok(options)
}

fn warning(path: &str, message: &str) -> Diagnostic {
    Diagnostic {
        severity: Severity::Warning,
        code: "unknown-option",
        path: path.to_owned(),
        message: message.to_owned(),
    }
}

/// By hand: derived reading of the model would be a third of the file. A block goes out again as it came in.
fn resolved(answer: &Value) -> Option<Resolved> {
    if let Some(fields) = answer.get("image") {
        let text = |name: &str| fields.get(name).and_then(Value::as_str).map(str::to_owned);
        let number = |name: &str| u32::try_from(fields.get(name)?.as_u64()?).ok();
        let mut image = Image::new(text("src")?, text("alt").unwrap_or_default());
        (image.width, image.height) = (number("width"), number("height"));
        image.caption = text("caption").map(Into::into);
        image.credit = text("credit");
        image.href = text("href");
        return Some(Resolved::Image(Box::new(image)));
    }
    if let Some(link) = answer.get("link") {
        return Some(Resolved::Link(link.as_str()?.to_owned()));
    }
    let block = answer.get("block").filter(|block| block.is_object())?;
    Some(Resolved::Block(Box::new(Block::Other(block.clone()))))
}
