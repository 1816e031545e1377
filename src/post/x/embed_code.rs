//! Imports the platform's embed code: a blockquote with the text, then a dash, the author and a link.
//!
//! Only text and link URLs are extracted; no HTML reaches the page, and scripts are skipped.

use super::super::field_lookup::{FieldLookup, field_table};
use super::super::html::{HtmlToken, attribute, decode, is, is_blank, next_token};
use super::permalink::parse_post_url;
use super::snowflake::snowflake_time;
use crate::json::{Cursor, Tape, TapeBuilder, ValueKind};
use crate::scan::{rsplit_once, split_at_str, trim_start, up_to};

/// Adds text with its entities decoded, and its lines joined as a browser joins them.
fn decode_flow(text: &str, decoded: &mut String) {
    let mut joined = String::new();
    let mut broken = false;
    for letter in text.chars() {
        let breaks = letter < ' ';
        if breaks {
            joined.truncate(joined.trim_end().len());
            joined.push(' ');
        } else if letter != ' ' || !broken {
            joined.push(letter);
        }
        broken = breaks || broken && letter == ' ';
    }
    decode(&joined, decoded);
}

/// Whether the author line starts here; some editors make it a paragraph.
fn is_author_line(html: &str) -> bool {
    let mut line = String::new();
    decode(up_to(html, b"<"), &mut line);
    line.trim().starts_with('—') && split_at_str(&line, "(@").is_some()
}

/// The post in an embed code, in our own form; none if it holds neither words nor a link to a post.
pub(super) fn import(html: &str) -> Option<Tape<'static>> {
    let mut post = TapeBuilder::new("$");
    // Text of the current span, until its link is known; then the text outside the quotation.
    let (mut run, mut tail) = (String::new(), String::new());
    // The last link outside the words, and what it reads: the post's own page, and the date.
    let (mut page, mut label, mut lang, mut href) =
        (String::new(), String::new(), String::new(), String::new());
    let (mut words, mut paragraphs) = (false, false);
    // The text after the quotation.
    let (mut after, mut ended) = (String::new(), false);
    post.open(ValueKind::Object);
    post.key("text");
    post.open(ValueKind::List);
    let mut rest = html;
    while let Some(next) = next_token(&mut rest) {
        match next {
            // In all that the platform hands out, only a script.
            HtmlToken::Text(text) if ended => decode(text, &mut after),
            HtmlToken::Tag(..) if ended => after.push(' '),
            HtmlToken::Text(text) if words => decode_flow(text, &mut run),
            HtmlToken::Text(text) if !href.is_empty() => decode(text, &mut label),
            HtmlToken::Text(text) => decode(text, &mut tail),
            HtmlToken::Tag(name, _) if is(name, "p") && paragraphs && is_author_line(rest) => {}
            HtmlToken::Tag(name, attributes) if is(name, "p") => {
                rest = trim_start(rest, is_blank);
                run.push_str(if paragraphs { "\n" } else { "" });
                // Text before the last paragraph isn't the author line.
                if !tail.trim().is_empty() {
                    run.extend([tail.trim(), "\n"]);
                    tail.clear();
                }
                (words, paragraphs) = (true, true);
                if lang.is_empty() {
                    lang = attribute(attributes, "lang");
                }
            }
            HtmlToken::Tag(name, _) if is(name, "br") => {
                rest = trim_start(rest, is_blank);
                run.push_str(if words { "\n" } else { "" });
            }
            // An emoji, as some site generators render it.
            HtmlToken::Tag(name, attributes) if is(name, "img") => {
                let place = if words { &mut run } else { &mut tail };
                place.push_str(&attribute(attributes, "alt"));
            }
            HtmlToken::Tag(name, attributes) if is(name, "a") => {
                flush_text(&mut post, &mut run, "");
                href = attribute(attributes, "href");
                if !words {
                    page.clone_from(&href);
                    label.clear();
                }
            }
            HtmlToken::Tag(name, _) if is(name, "/a") => {
                flush_text(&mut post, &mut run, &href);
                href.clear();
            }
            HtmlToken::Tag(name, _) if is(name, "/p") => {
                run.truncate(run.trim_end().len());
                words = false;
            }
            HtmlToken::Tag(name, _) if is(name, "/blockquote") => ended = true,
            HtmlToken::Tag(..) => {}
        }
    }
    if !paragraphs {
        // As some site generators leave it, without any paragraph: all of it is words.
        run = [tail.as_str(), " ", &label].concat();
        tail.clear();
        label.clear();
    }
    if !after.trim().is_empty() {
        run.extend(["\n", after.trim()]);
    }
    run.truncate(run.trim_end().len());
    flush_text(&mut post, &mut run, &href);
    post.close();
    post.field("lang", &lang);
    let (handle, id) = parse_post_url(&page).unwrap_or_default();
    post.field("id", id);
    // The id gives the time; the label only the date, in any language.
    let created = snowflake_time(id);
    let day = label.trim();
    post.field("created", if created.is_empty() { day } else { &created });
    // "— Name (@handle)"
    let line = trim_start(tail.trim(), |letter| matches!(letter, '—' | '–' | '-'));
    let (name, own_handle) = rsplit_once(line, b'(').unwrap_or((line, ""));
    let own_handle = up_to(
        trim_start(own_handle, |letter| matches!(letter, '@' | ' ')),
        b") ",
    );
    post.key("author");
    post.open(ValueKind::Object);
    post.field("name", name.trim());
    post.field(
        "handle",
        if own_handle.is_empty() {
            handle
        } else {
            own_handle
        },
    );
    post.close();
    post.close();
    let post = post.finish();
    let canonical = Cursor::root(&post);
    (canonical.inline_field("text").is_some() || canonical.field("id").is_some()).then_some(post)
}

/// Adds the words so far as a span.
fn flush_text(post: &mut TapeBuilder, run: &mut String, href: &str) {
    if !run.is_empty() {
        post.open(ValueKind::Object);
        post.field("text", run);
        post.field("href", href);
        post.close();
        run.clear();
    }
}

/// Imports the other fields of an oEmbed response; none if it is no such response.
pub(super) fn import_oembed(oembed: Cursor<'_>) -> Option<Tape<'static>> {
    let mut post = TapeBuilder::new("$");
    let (_, handle) = rsplit_once(oembed.scalar_str("author_url"), b'/').unwrap_or_default();
    post.open(ValueKind::Object);
    let frame = FieldLookup::single(Some(oembed));
    frame.write_fields(&mut post, field_table! { text url: "url", });
    post.key("author");
    post.open(ValueKind::Object);
    frame.write_fields(&mut post, field_table! { text name: "author_name", });
    post.field("handle", up_to(handle, b"?#"));
    post.close();
    post.close();
    frame.get("url author_name").map(|_| post.finish())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn parsed(html: &str) -> Tape<'static> {
        super::super::super::embed_codes::import_embed_code(html).unwrap()
    }

    #[test]
    fn words_author_language_page_and_links_are_taken_out_of_the_html() {
        let json = parsed(
            "<blockquote class=\"twitter-tweet\"><p lang='it' dir=ltr>Uno &amp; due<br><br>\
             <A HREF=\"https://t.co/1?a=1&amp;b\">tre</A> &#x41;&#66;&unknown;</p>&mdash; Nome (Uno) (@nome_1) \
             <a href=\"https://x.com/nome_1/status/1481982104484745648?s=20\">x</a></blockquote>\n<script>&mdash;</script>",
        );
        let post = Cursor::root(&json);
        let runs: Vec<_> = post
            .list("text")
            .map(|run| run.field("text").unwrap().as_str())
            .collect();
        assert_eq!(runs, ["Uno & due\n\n", "tre", " AB&unknown;"]);
        assert_eq!(
            post.list("text")
                .nth(1)
                .unwrap()
                .field("href")
                .unwrap()
                .as_str(),
            "https://t.co/1?a=1&b"
        );
        let author = post.field("author").unwrap();
        assert_eq!(author.field("name").unwrap().as_str(), "Nome (Uno)");
        assert_eq!(author.field("handle").unwrap().as_str(), "nome_1");
        assert_eq!(post.field("lang").unwrap().as_str(), "it");
        assert_eq!(post.field("id").unwrap().as_str(), "1481982104484745648");
    }

    /// Text, author and number.
    fn read(html: &str) -> (String, String, String) {
        let json = parsed(html);
        let post = Cursor::root(&json);
        let text: String = post
            .list("text")
            .map(|run| run.field("text").unwrap().as_str())
            .collect();
        let author = post.field("author").unwrap();
        (
            text,
            [author.scalar_str("name"), " @", author.scalar_str("handle")].concat(),
            post.scalar_str("id").into(),
        )
    }

    #[test]
    fn what_editors_make_of_embed_code_is_read_all_the_same() {
        let link = "<a href=\"https://twitter.com/uno/status/20\">21 marzo</a>";
        let paragraph = "<blockquote class=\"twitter-tweet\"><p>Ciao</p>\n<p>&#8212; Uno (@uno) LINK</p></blockquote>\n<p></p>";
        let lines = "<blockquote>\r\n  <p\r\nlang='it'>\r\n    Ciao\r\n\tmondo,<br />\r\n    due  spazi\r\n  </p>\r\n  \
                     &mdash; Uno\r\n (@uno)\r\n LINK\r\n</blockquote>";
        let named = "<blockquote><p>Perch&eacute; &Egrave; &laquo;l&rsquo;uno&raquo; &times; &amp;lt;</p>&mdash; Uno (@uno) LINK</blockquote>";
        let drawn = "<blockquote><p>Ciao <img alt=\"🌊\" src=x>!</p>&mdash; Uno <img alt='🧭'> (@uno) LINK</blockquote>";
        let shown = "&lt;blockquote&gt;&lt;p&gt;Ciao &amp;amp; due&lt;/p&gt;&amp;mdash; Uno (@uno) &lt;a href=\"https://twitter.com/uno/status/20\"&gt;x&lt;/a&gt;";
        let script = "\\u003Cblockquote\\u003E\\u003Cp\\u003ECiao\\u003C\\/p\\u003E&mdash; Uno (@uno) \\u003Ca href=\\\"https:\\/\\/twitter.com\\/uno\\/status\\/20\\\"\\u003Ex\\u003C\\/a\\u003E\\n";
        for (html, words, author) in [
            (paragraph, "Ciao", "Uno @uno"),
            (lines, "Ciao mondo,\ndue  spazi", "Uno @uno"),
            (named, "Perché È «l’uno» × &lt;", "Uno @uno"),
            (drawn, "Ciao 🌊!", "Uno 🧭 @uno"),
            (shown, "Ciao & due", "Uno @uno"),
            (script, "Ciao", "Uno @uno"),
        ] {
            let found = read(
                &split_at_str(html, "LINK")
                    .map_or(html.into(), |(start, end)| [start, link, end].concat()),
            );
            assert_eq!(found, (words.into(), author.into(), "20".into()), "{html}");
        }
    }

    #[test]
    fn html_that_never_closes_or_opens_keeps_its_words() {
        for (html, words) in [
            ("<blockquote><p>a < b <c", "a < b"),
            ("plain & simple", "plain & simple"),
            ("<p>x<!-- y", "x"),
            ("<p>x<script>y > z", "x"),
            ("<p>x</p>y<p>z", "x\ny\nz"),
            (
                "<blockquote><p>x</p></blockquote><blockquote><p>y</p></blockquote> z",
                "x\ny   z",
            ),
            (
                "<blockquote><a href='https://x.com/a/status/1'>page</a></blockquote>",
                "page",
            ),
        ] {
            let json = parsed(html);
            let post = Cursor::root(&json);
            let text: Vec<_> = post
                .list("text")
                .map(|run| run.field("text").unwrap().as_str())
                .collect();
            assert_eq!(text.concat().trim(), words, "{html}");
        }
        assert!(import("<blockquote></blockquote>").is_none());
        assert!(import("").is_none());
    }
}
