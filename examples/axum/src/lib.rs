//! A news site: each article is a JSON file, and its page is HTML that the element takes over.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use article_widget::{HeadOptions, Options, head_tags, read_with};
use axum::Router;
use axum::extract::{self, State};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;

/// Where the articles are, as `NAME.json`, and the files of the npm package.
#[derive(Debug)]
pub struct Folders {
    pub articles: PathBuf,
    pub widget: PathBuf,
}

/// `/news/NAME`, `/articles/NAME.json` and `/widget/FILE`.
pub fn site(folders: Folders) -> Router {
    Router::new()
        .route("/news/{name}", get(page))
        .route("/articles/{file}", get(article))
        .route("/widget/{file}", get(widget))
        .with_state(Arc::new(folders))
}

async fn page(
    State(folders): State<Arc<Folders>>,
    extract::Path(name): extract::Path<String>,
) -> Response {
    let Some(json) = file(&folders.articles, &format!("{name}.json")) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let options = Options {
        heading_level: 1,
        ..Options::default()
    };
    let reading = match read_with(&json, &options) {
        Ok(reading) => reading,
        Err(error) => return (StatusCode::BAD_GATEWAY, error.to_string()).into_response(),
    };
    for found in &reading.diagnostics {
        eprintln!("{name}: {} {}: {}", found.code, found.path, found.message);
    }
    let html = reading.to_html();
    let lang = reading.article.language().unwrap_or("en".into());
    let head = head_tags(
        &reading.article,
        &HeadOptions {
            stylesheet: Some("/widget/article-widget.css".to_owned()),
            ..HeadOptions::default()
        },
    );
    Html(format!(
        r#"<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
{head}
<script type="module" src="/widget/define.js"></script>
</head>
<body>
<article-widget src="/articles/{name}.json" heading-level="1">{html}</article-widget>
</body>
</html>
"#
    ))
    .into_response()
}

async fn article(
    State(folders): State<Arc<Folders>>,
    extract::Path(name): extract::Path<String>,
) -> Response {
    sent(&folders.articles, &name)
}

async fn widget(
    State(folders): State<Arc<Folders>>,
    extract::Path(name): extract::Path<String>,
) -> Response {
    sent(&folders.widget, &name)
}

fn sent(folder: &Path, name: &str) -> Response {
    let kind = match name.rsplit('.').next() {
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    match file(folder, name) {
        Some(bytes) => ([(header::CONTENT_TYPE, kind)], bytes).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// A file of the folder itself, and of no other.
fn file(folder: &Path, name: &str) -> Option<Vec<u8>> {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.');
    if name.starts_with('.') || !name.chars().all(plain) {
        return None;
    }
    std::fs::read(folder.join(name)).ok()
}
