//! Whole pages, compared with what the JavaScript server makes of the same articles (tests/package/server.test.mjs).
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]
#![cfg(not(target_arch = "wasm32"))]

use std::{env, fs};

use article_widget::{
    HeadOptions, Options, RenderPageOptions, Sections, article_script, read_with, render_page,
};

fn fixture(name: &str) -> Vec<u8> {
    fs::read(format!("tests/fixtures/{name}.json")).unwrap()
}

/// As tests/package/server.test.mjs has them.
fn options(name: &str) -> RenderPageOptions {
    let mut options = RenderPageOptions {
        script: Some("/widget/define.js".to_owned()),
        head: HeadOptions {
            stylesheet: Some("/widget/article-widget.css".to_owned()),
            ..HeadOptions::default()
        },
        ..RenderPageOptions::default()
    };
    if name == "italian" {
        options.article.sections = Sections::Closed;
        options.article.toc = true;
        options.article.id_prefix = "a-".to_owned();
        options.article.print_open = false;
    }
    options
}

#[test]
fn pages_are_those_that_are_committed() {
    for name in ["everything", "italian", "minimal", "rtl", "posts"] {
        let page = render_page(&fixture(name), &options(name)).unwrap().html;
        let path = format!("tests/golden/pages/{name}.html");
        if env::var_os("UPDATE_GOLDEN").is_some() {
            fs::create_dir_all("tests/golden/pages").unwrap();
            fs::write(&path, page).unwrap();
            continue;
        }
        let golden = fs::read_to_string(&path).unwrap_or_default();
        assert!(page == golden, "{path} differs; UPDATE_GOLDEN=1 writes it");
    }
}

#[test]
fn without_a_script_nothing_in_a_page_needs_one() {
    let options = RenderPageOptions {
        article: Options {
            sections: Sections::Closed,
            heading_level: 1,
            ..Options::default()
        },
        ..RenderPageOptions::default()
    };
    let page = render_page(&fixture("everything"), &options).unwrap().html;
    for absent in [
        "<button",
        " hidden=",
        "data-imprint",
        "type=\"module\"",
        "<noscript",
    ] {
        assert!(!page.contains(absent), "{absent}");
    }
}

#[test]
fn what_attributes_cannot_express_has_no_imprint() {
    let json = br#"{ "headline": "Good news" }"#;
    let plain = Options::default();
    let reading = read_with(json, &plain).unwrap();
    assert!(article_script(json, &reading, &plain).contains("data-imprint"));
    let labels = Options {
        labels: vec![("by".to_owned(), "Words:".to_owned())],
        ..Options::default()
    };
    let reading = read_with(json, &labels).unwrap();
    assert!(!article_script(json, &reading, &labels).contains("data-imprint"));
}

#[test]
fn no_article_ends_the_script_that_it_is_in() {
    let json = br#"{ "headline": "</script><script>evil()</script>", "body": ["<!--", "</article-widget>"] }"#;
    let page = render_page(json, &options("")).unwrap().html;
    assert!(!page.contains("<script>evil"));
    assert_eq!(page.matches("</script>").count(), 4);
    assert_eq!(page.matches("</article-widget>").count(), 1);
}

#[test]
fn what_is_no_article_is_an_error() {
    assert_eq!(
        render_page(b"{}", &options("")).unwrap_err().code(),
        "no-headline"
    );
}
