//! Markdown: CommonMark with the extensions of GitHub, and front matter.
//!
//! It is printed as HTML, with the HTML in it as it is, and read by the importer of HTML: a tag may open in one piece and close
//! in another.

mod front_matter;
#[cfg(any(feature = "import", feature = "js-import-markdown"))]
pub(crate) mod print;

use super::html::blocks::Rules;
use super::html::place::{Lines, Place};
use super::html::{self, Origin};
use super::{Context, Format, Importer, Source};
use crate::error::ArticleError;
use crate::model::{Article, Block};

/// Markdown as HTML, and where in the Markdown its pieces come from.
#[derive(Debug, Clone, Default)]
pub(crate) struct Printed {
    pub(crate) html: String,
    /// Byte of the HTML and byte of the Markdown, in order.
    pub(crate) origins: Vec<(usize, usize)>,
    /// The names of template tags that aren't known.
    pub(crate) template_tags: Vec<String>,
}

pub(super) struct Markdown;

impl Importer for Markdown {
    fn format(&self) -> Format {
        Format::Markdown
    }

    fn detect(&self, text: &str) -> bool {
        is_markdown(text)
    }

    fn import(&self, source: &Source<'_>, cx: &mut Context<'_>) -> Result<Article, ArticleError> {
        let (fields, body) = front_matter::split(&source.text);
        let mut head = Article::default();
        front_matter::apply(&fields, &mut head, cx);
        if let (None, Some(url)) = (&cx.base, &head.url) {
            cx.base = crate::url::Address::link(url).map(crate::url::Address::into_owned);
        }
        let markdown = source.text.get(body..).unwrap_or_default();
        let lines = Lines::new(&source.text);
        let place = Place::Lines(&lines);
        let path = |at: usize| place.path(&source.text, body + at);
        let mut printed = printed(cx, markdown, &path);
        for (_, origin) in &mut printed.origins {
            *origin += body;
        }
        let origin = Origin::Printed(&source.text, &printed.origins);
        Ok(html::fragment(cx, &printed.html, RULES, origin, head))
    }
}

const RULES: Rules = Rules {
    bare_urls: true,
    wordpress: false,
    nitf: false,
};

/// Prints Markdown; `path` is that of a byte in it.
fn printed(cx: &mut Context<'_>, markdown: &str, path: &dyn Fn(usize) -> String) -> Printed {
    #[cfg(any(feature = "import", feature = "js-import-markdown"))]
    let printed = print::html(markdown);
    #[cfg(not(any(feature = "import", feature = "js-import-markdown")))]
    let printed = cx.printed(markdown);
    for name in &printed.template_tags {
        let message = format!("The template tag \"{name}\" isn't known; it stays as text.");
        let starts_tag = |at: &usize| {
            let before = markdown.get(..*at).unwrap_or_default().trim_end();
            ["{%", "{{<"].iter().any(|start| before.ends_with(start))
        };
        let mut all = markdown.match_indices(name.as_str()).map(|(at, _)| at);
        let at = all.find(starts_tag).unwrap_or_default();
        cx.warn_once("template-tag", name, &path(at), message);
    }
    printed
}

/// The blocks of Markdown that is a value at this path.
pub(crate) fn blocks(cx: &mut Context<'_>, markdown: &str, path: &str) -> Vec<Block> {
    let printed = printed(cx, markdown, &|_| path.to_owned());
    html::blocks_by(cx, &printed.html, path, RULES)
}

/// Whether a text has one strong sign of Markdown, or two kinds of weak ones.
fn is_markdown(text: &str) -> bool {
    if text.trim_start().starts_with('<') {
        return false;
    }
    let (fields, start) = front_matter::split(text);
    if !fields.is_empty() {
        return true;
    }
    let (mut heading, mut bold, mut quote, mut bullet, mut number) =
        (false, false, false, false, false);
    // A title with a line to itself.
    let mut first = text.get(start..).unwrap_or_default().trim_start().lines();
    let title = first.next().is_some_and(|line| line.starts_with("# "));
    if title && first.next().is_none_or(|line| line.trim().is_empty()) {
        return true;
    }
    let mut fences = 0;
    for line in text.get(start..).unwrap_or_default().lines() {
        let bare = line.trim();
        if bare.contains("](http")
            || bare.contains("](/")
            || bare.contains("![") && bare.contains("](")
        {
            return true;
        }
        if bare.starts_with("```") || bare.starts_with("~~~") {
            fences += 1;
            if fences == 2 {
                return true;
            }
        }
        let delimiter = bare.contains('|')
            && bare.contains("--")
            && bare.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '));
        if delimiter {
            return true;
        }
        let hashes = bare.bytes().take_while(|byte| *byte == b'#').count();
        heading |= (1..=6).contains(&hashes)
            && bare.get(hashes..).is_some_and(|rest| rest.starts_with(' '));
        bold |= bare.split("**").count() > 2 || bare.split('`').count() > 2;
        quote |= bare.starts_with("> ");
        bullet |= ["- ", "* ", "+ "].iter().any(|sign| bare.starts_with(sign))
            && bare.contains(char::is_alphanumeric);
        let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
        number |= (1..=3).contains(&digits)
            && bare
                .get(digits..)
                .is_some_and(|rest| rest.starts_with(". "));
    }
    [heading, bold, quote, bullet, number]
        .iter()
        .filter(|sign| **sign)
        .count()
        >= 2
}
