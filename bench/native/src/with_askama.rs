//! The article as askama templates: `templates/article.html`.

use askama::Template;

use crate::article::Mark;

use crate::view::View;

#[derive(Template)]
#[template(path = "article.html")]
struct ArticleTemplate<'v> {
    view: &'v View,
}

impl ArticleTemplate<'_> {
    fn opening(&self, marks: &[Mark]) -> String {
        marks
            .iter()
            .map(|mark| format!("<{}>", name(*mark)))
            .collect()
    }

    fn closing(&self, marks: &[Mark]) -> String {
        marks
            .iter()
            .rev()
            .map(|mark| format!("</{}>", name(*mark)))
            .collect()
    }
}

fn name(mark: Mark) -> &'static str {
    match mark {
        Mark::Strong => "strong",
        Mark::Em => "em",
    }
}

/// The article's HTML.
pub fn render(view: &View) -> String {
    ArticleTemplate { view }.render().unwrap_or_default()
}
