//! Embed code of any network: as it is pasted, escaped, or several at once.

use super::html::{HtmlToken, decode, is, next_token};
use super::network::networks;
use crate::json::{Cursor, Tape, TapeBuilder, ValueKind};
use crate::scan::starts_with_ignore_ascii_case;

/// Maximum number of posts in one code.
const MAX_POSTS: usize = 50;

/// The post in an embed code, in our own form; those that follow it in `thread`.
pub(super) fn import_embed_code(html: &str) -> Option<Tape<'static>> {
    // As a page or a script that shows it has it.
    let start = html.trim_start();
    if starts_with_ignore_ascii_case(start, "&lt;blockquote") {
        let mut code = String::new();
        decode(start, &mut code);
        return import_embed_code(&code);
    }
    if starts_with_ignore_ascii_case(start, "\\u003cblockquote") {
        let quoted = ["\"", start, "\""].concat();
        if let Ok(code) = Tape::parse(quoted.as_bytes(), "$") {
            return import_embed_code(Cursor::root(&code).as_str());
        }
    }
    let one = |code: &str| networks().find_map(|network| network.import_embed_code(code));
    let codes = split_codes(html);
    if codes.len() < 2 {
        return one(html);
    }
    let posts: Vec<_> = codes.into_iter().filter_map(one).collect();
    // A quotation without a link to a post is a part of the post.
    let are_posts = posts.iter().all(|post| {
        let post = Cursor::root(post);
        post.field("id").or(post.field("url")).is_some()
    });
    match posts.split_first() {
        Some((first, rest)) if are_posts && !rest.is_empty() => Some(thread(first, rest)),
        _ => one(html),
    }
}

/// The HTML from each quotation to the next one beside it.
fn split_codes(html: &str) -> Vec<&str> {
    let mut starts = Vec::new();
    let mut depth = 0u32;
    let mut rest = html;
    loop {
        let start = html.len() - rest.len();
        match next_token(&mut rest) {
            Some(HtmlToken::Tag(name, _)) if is(name, "blockquote") => {
                if depth == 0 {
                    starts.push(start);
                }
                depth += 1;
            }
            Some(HtmlToken::Tag(name, _)) if is(name, "/blockquote") => {
                depth = depth.saturating_sub(1);
            }
            Some(_) => {}
            None => break,
        }
        if starts.len() >= MAX_POSTS {
            break;
        }
    }
    // What is before the first belongs to it.
    if let Some(first) = starts.first_mut() {
        *first = 0;
    }
    let ends = starts.iter().skip(1).copied().chain([html.len()]);
    let codes = starts.iter().zip(ends);
    codes
        .filter_map(|(start, end)| html.get(*start..end))
        .collect()
}

fn thread(first: &Tape<'_>, rest: &[Tape<'_>]) -> Tape<'static> {
    let mut out = TapeBuilder::new("$");
    out.open(ValueKind::Object);
    let mut entries = Cursor::root(first).entries();
    while let (Some(key), Some(field)) = (entries.next(), entries.next()) {
        out.key(key.as_str());
        out.copy(field);
    }
    out.key("thread");
    out.open(ValueKind::List);
    for post in rest {
        out.copy(Cursor::root(post));
    }
    out.close();
    out.close();
    out.finish()
}
