//! A news site: each article is a JSON file, and its page is HTML that the element brings to life without rendering it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use article_widget::{HeadOptions, RenderPageOptions, read, render_page};
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

/// `/`, `/news/NAME`, `/articles/NAME.json` and `/widget/FILE`.
pub fn site(folders: Folders) -> Router {
    Router::new()
        .route("/", get(index))
        .route("/news/{name}", get(page))
        .route("/articles/{file}", get(article))
        .route("/widget/{file}", get(widget))
        .with_state(Arc::new(folders))
}

/// All articles, by their headlines.
async fn index(State(folders): State<Arc<Folders>>) -> Response {
    let Ok(entries) = std::fs::read_dir(&folders.articles) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mut items: Vec<_> = entries
        .flatten()
        .filter_map(|entry| listed(&entry.path()))
        .collect();
    items.sort();
    Html(format!(
        r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>All articles</title>
</head>
<body>
<h1>All articles</h1>
<ul>
{}
</ul>
</body>
</html>
"#,
        items.join("\n")
    ))
    .into_response()
}

/// A link to an article; none for a file that is no article.
fn listed(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_str()?.strip_suffix(".json")?;
    let json = file(path.parent()?, &format!("{name}.json"))?;
    let reading = read(&json).ok()?;
    let title = escaped(&reading.article.title());
    let lang = reading.article.language().unwrap_or("en".into());
    Some(format!(
        r#"<li lang="{lang}"><a href="/news/{name}">{title}</a></li>"#
    ))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// A page that comes to life as it stands: nothing in it is rendered again.
async fn page(
    State(folders): State<Arc<Folders>>,
    extract::Path(name): extract::Path<String>,
) -> Response {
    let Some(json) = file(&folders.articles, &format!("{name}.json")) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let options = RenderPageOptions {
        script: Some("/widget/define.js".to_owned()),
        head: HeadOptions {
            stylesheet: Some("/widget/article-widget.css".to_owned()),
            ..HeadOptions::default()
        },
        ..RenderPageOptions::default()
    };
    let page = match render_page(&json, &options) {
        Ok(page) => page,
        Err(error) => return (StatusCode::BAD_GATEWAY, error.to_string()).into_response(),
    };
    for found in &page.diagnostics {
        eprintln!("{name}: {} {}: {}", found.code, found.path, found.message);
    }
    Html(page.html).into_response()
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
