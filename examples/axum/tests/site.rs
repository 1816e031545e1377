//! The site as its readers see it, without a socket.

use article_server::{Folders, site};
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use tower::ServiceExt;

async fn ask(path: &str) -> (StatusCode, String) {
    let folders = Folders {
        articles: "../../tests/fixtures".into(),
        widget: "../../www".into(),
    };
    let request = Request::get(path).body(Body::empty()).unwrap();
    let answer = site(folders).oneshot(request).await.unwrap();
    let status = answer.status();
    let bytes = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
    (status, String::from_utf8(bytes.to_vec()).unwrap())
}

#[tokio::test]
async fn an_article_is_a_page_that_the_element_takes_over() {
    let (status, html) = ask("/news/everything").await;
    assert_eq!(status, StatusCode::OK);
    assert!(html.contains("<article-widget heading-level=\"1\"><article class=\"aw\""));
    assert!(html.contains("<script type=\"application/json\" data-imprint>"));
    assert!(html.contains("<title>"));
    assert!(html.contains("<h1 class=\"aw-headline\""));
    assert!(html.contains("<meta property=\"og:type\" content=\"article\">"));
    let (status, json) = ask("/articles/everything.json").await;
    assert_eq!(status, StatusCode::OK);
    assert!(json.starts_with('{'));
}

#[tokio::test]
async fn the_index_leads_to_every_article_by_its_headline() {
    let (status, html) = ask("/").await;
    assert_eq!(status, StatusCode::OK);
    assert!(html.contains("<a href=\"/news/everything\">"));
    assert!(html.contains("<li lang=\"it\"><a href=\"/news/italian\">"));
    let first = html.split("<a href=\"").nth(1).unwrap();
    let (path, rest) = first.split_once("\">").unwrap();
    let title = rest.split("</a>").next().unwrap();
    let page = ask(path).await.1;
    assert!(page.contains(title), "{path}: {title}");
}

#[tokio::test]
async fn a_broken_article_is_shown_as_far_as_it_can_be() {
    let (status, html) = ask("/news/broken").await;
    assert_eq!(status, StatusCode::OK);
    assert!(html.contains("keep-headline-start"));
}

#[tokio::test]
async fn what_is_not_there_is_not_found_and_no_other_folder_is_served() {
    for path in [
        "/news/nothing",
        "/news/..%2f..%2fpackage",
        "/articles/..%2fbrowser.rs",
        "/articles/.npmrc",
        "/widget/nothing.js",
        "/widget/%2e%2e",
    ] {
        assert_eq!(ask(path).await.0, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(ask("/widget/article-widget.css").await.0, StatusCode::OK);
}
