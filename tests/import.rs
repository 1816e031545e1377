//! Articles from other formats: the fixtures, and that no word is lost.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic
)]
#![cfg(all(not(target_arch = "wasm32"), feature = "import"))]

use std::fs;
use std::path::{Path, PathBuf};

use article_widget::import::{
    Chrome, Format, Guess, Import, Options, Resolved, detect, from_html, from_text, import,
    import_all,
};
use article_widget::model::{Block, Image};
use serde_json::{Value, json};

/// The inputs of a format, or of all formats.
fn inputs(format: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for folder in fs::read_dir("tests/fixtures/import").unwrap() {
        let folder = folder.unwrap().path();
        if !folder.is_dir() || !format.is_empty() && !folder.ends_with(format) {
            continue;
        }
        for file in fs::read_dir(folder).unwrap() {
            let file = file.unwrap().path();
            if file.to_str().unwrap().contains(".in.") {
                found.push(file);
            }
        }
    }
    found.sort();
    found
}

fn printed(result: &Import) -> String {
    let diagnostics: Vec<Value> = result
        .diagnostics
        .iter()
        .map(|one| {
            json!(format!(
                "{} {} {}: {}",
                one.severity.as_str(),
                one.code,
                one.path,
                one.message
            ))
        })
        .collect();
    let references: Vec<Value> = result
        .references
        .iter()
        .map(|one| json!({ "path": one.path, "kind": one.kind, "id": one.id }))
        .collect();
    let whole = json!({
        "format": result.format.as_str(),
        "article": result.article,
        "diagnostics": diagnostics,
        "references": references,
    });
    format!("{}\n", serde_json::to_string_pretty(&whole).unwrap())
}

fn expected(input: &Path) -> PathBuf {
    let name = input.to_str().unwrap();
    let (stem, _) = name.split_once(".in.").unwrap();
    format!("{stem}.out.json").into()
}

#[test]
fn each_fixture_gives_the_committed_article_and_diagnostics() {
    let update = std::env::var_os("UPDATE_GOLDEN").is_some();
    let all = inputs("");
    assert!(!all.is_empty());
    for input in all {
        let result = import(&fs::read(&input).unwrap(), &Options::default())
            .unwrap_or_else(|error| panic!("{}: {error}", input.display()));
        assert!(
            input.parent().unwrap().ends_with(result.format.as_str()),
            "{} was taken for {}",
            input.display(),
            result.format
        );
        let found = printed(&result);
        let expected = expected(&input);
        if update {
            fs::write(&expected, &found).unwrap();
            continue;
        }
        let wanted = fs::read_to_string(&expected).unwrap_or_default();
        assert!(
            wanted == found,
            "{} is not what is committed; after a change that is wanted, UPDATE_GOLDEN=1 writes it.\n{found}",
            expected.display()
        );
    }
}

#[test]
fn what_is_imported_has_no_error_when_it_is_read() {
    for input in inputs("") {
        let result = import(&fs::read(&input).unwrap(), &Options::default()).unwrap();
        let json = serde_json::to_vec(&result.article).unwrap();
        let reading = article_widget::read(&json).unwrap();
        for diagnostic in &reading.diagnostics {
            assert_ne!(
                diagnostic.severity,
                article_widget::Severity::Error,
                "{}: {diagnostic:?}",
                input.display()
            );
        }
    }
}

/// What our markup doesn't say of an article, so that it differs when it is rendered again.
fn without_what_markup_lacks(html: &str) -> String {
    let mut rest = html.to_owned();
    // Numbers of reactions, badges and polls of posts are words and pictures there.
    for (start, end) in [
        ("<span class=\"aw-likes\"", "</span>"),
        ("<span class=\"aw-replies\"", "</span>"),
        ("<span class=\"aw-reposts\"", "</span>"),
        ("<span class=\"aw-tweet-metric\"", "</span>"),
        ("<span class=\"aw-verified\"", "</span>"),
        ("<ul class=\"aw-poll\"", "</ul>"),
    ] {
        while let Some(at) = rest.find(start) {
            let length = rest[at..].find(end).unwrap() + end.len();
            rest.replace_range(at..at + length, "");
            // Below a poll are its votes.
            if end == "</ul>" && rest[at..].starts_with("<p class=\"aw-tweet-note\">") {
                let length = rest[at..].find("</p>").unwrap() + 4;
                rest.replace_range(at..at + length, "");
            }
        }
    }
    for (start, end) in [(" aria-level=\"", "\"")] {
        while let Some(at) = rest.find(start) {
            let inside = at + start.len();
            let length = start.len() + rest[inside..].find(end).unwrap() + end.len();
            rest.replace_range(at..at + length, "");
        }
    }
    // Control characters aren't text.
    rest.retain(|c| !matches!(c, '\u{1}'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{7f}' | '\u{feff}'));
    let mut rest = rest
        .replace(['\u{b}', '\u{c}'], " ")
        .replace("eleven<br></p>", "eleven</p>");
    while rest.contains("> ") {
        rest = rest.replace("> ", ">");
    }
    let rest = rest.replace("<footer class=\"aw-tweet-foot\"></footer>", "");
    // Spaces at the ends of a text aren't kept.
    let rest = rest.replace("leading and trailing  <", "leading and trailing<");
    // The key of a block follows from all that is in it: of a post, of a heading below the eighth level of sections, of the link that
    // a section's heading held.
    let mut parts = rest.split(" data-block=\"");
    let mut html = parts.next().unwrap().to_owned();
    for part in parts {
        let (kind, behind) = part.split_once('"').unwrap();
        if matches!(kind, "tweet" | "heading" | "paragraph") {
            let key = behind.strip_prefix(" data-key=\"").unwrap();
            html.push_str(&key[key.find('"').unwrap() + 1..]);
        } else {
            html.push_str(" data-block=\"");
            html.push_str(part);
        }
    }
    html
}

#[test]
fn an_article_that_was_rendered_comes_back_from_its_html() {
    let options = article_widget::Options::default();
    let mut differences = Vec::new();
    for name in [
        "everything",
        "italian",
        "japanese",
        "minimal",
        "nested-sections",
        "networks",
        "posts",
        "rtl",
        "sections-from-headings",
        "typography",
    ] {
        let json = fs::read(format!("tests/fixtures/{name}.json")).unwrap();
        let html = article_widget::read(&json).unwrap().to_html();
        let result = from_html(&html, &Options::default()).unwrap();
        let again =
            article_widget::to_html(&article_widget::Document::from(&result.article), &options);
        let lines = |html: &str| -> Vec<String> {
            without_what_markup_lacks(html)
                .replace("><", ">\n<")
                .lines()
                .map(str::to_owned)
                .collect()
        };
        let (wanted, found) = (lines(&html), lines(&again));
        if wanted != found {
            let at = wanted
                .iter()
                .zip(&found)
                .take_while(|(one, other)| one == other)
                .count();
            differences.push(format!(
                "{name}, line {at}:\n  {:?}\n  {:?}",
                wanted.get(at),
                found.get(at)
            ));
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn the_text_that_the_project_began_with_gives_its_article() {
    let folder = Path::new("../shared/seed");
    let Ok(text) = fs::read(folder.join("article.txt")) else {
        println!("skipped: {} is not here", folder.display());
        return;
    };
    let result = import(&text, &Options::default()).unwrap();
    assert_eq!(result.format.as_str(), "text");
    let wanted = fs::read(folder.join("article.json")).unwrap();
    let wanted = article_widget::read(&wanted).unwrap().to_html();
    let found = serde_json::to_vec(&result.article).unwrap();
    let found = article_widget::read(&found).unwrap().to_html();
    assert_eq!(found.replace("><", ">\n<"), wanted.replace("><", ">\n<"));
}

/// An input that nobody means. Fails if importing it panics; gives the code of the error, or "" if it is imported.
fn outcome(input: &[u8]) -> &'static str {
    match import(input, &Options::default()) {
        Ok(result) => {
            let json = serde_json::to_vec(&result.article).unwrap();
            article_widget::read(&json).unwrap();
            ""
        }
        Err(error) => error.code(),
    }
}

#[test]
fn inputs_without_text_are_refused() {
    assert_eq!(outcome(b""), "empty");
    assert_eq!(outcome(b" \n\t\r\n "), "empty");
    assert_eq!(outcome(b"\xef\xbb\xbf"), "empty");
    assert_eq!(outcome(b"\xff\xfe"), "empty");
    assert_eq!(
        outcome(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0"),
        "unknown-format"
    );
    assert_eq!(outcome(&[0; 5000]), "unknown-format");
    let noise: Vec<u8> = (0..20_000u32)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect();
    assert_eq!(outcome(&noise), "unknown-format");
    assert_eq!(
        outcome(&vec![b' '; article_widget::import::MAX_BYTES + 1]),
        "too-large"
    );
    assert_eq!(outcome("a\n".repeat(2_000_001).as_bytes()), "too-large");
}

fn code_of(result: &Import) -> Vec<&'static str> {
    result.diagnostics.iter().map(|one| one.code).collect()
}

#[test]
fn encodings_are_found_by_mark_and_declaration_and_mended_otherwise() {
    let headline = |bytes: &[u8]| {
        let result = import(bytes, &Options::default()).unwrap();
        (
            result.article.headline.to_plain_text(),
            code_of(&result).contains(&"bad-encoding"),
        )
    };
    let utf16 = |big: bool| -> Vec<u8> {
        let mut bytes = if big {
            vec![0xfe, 0xff]
        } else {
            vec![0xff, 0xfe]
        };
        for unit in "<h1>Fähre 😀</h1><p>x</p>".encode_utf16() {
            bytes.extend(if big {
                unit.to_be_bytes()
            } else {
                unit.to_le_bytes()
            });
        }
        bytes
    };
    assert_eq!(headline(&utf16(true)), ("Fähre 😀".to_owned(), false));
    assert_eq!(headline(&utf16(false)), ("Fähre 😀".to_owned(), false));
    let mut odd = utf16(true);
    odd.push(0xd8);
    assert_eq!(headline(&odd), ("Fähre 😀".to_owned(), true));
    assert_eq!(
        headline(b"\xef\xbb\xbf<h1>F\xc3\xa4hre</h1><p>x</p>"),
        ("Fähre".to_owned(), false)
    );
    let declared = b"<meta charset=iso-8859-1><h1>F\xe4hre \x96 \x80</h1><p>x</p>";
    assert_eq!(headline(declared), ("Fähre – €".to_owned(), false));
    let xml = b"<?xml version=\"1.0\" encoding='ISO-8859-1'?><nitf><body><body.head><hedline><hl1>F\xe4hre</hl1></hedline></body.head></body></nitf>";
    assert_eq!(headline(xml), ("Fähre".to_owned(), false));
    assert_eq!(
        headline(b"<h1>F\xe4hre</h1><p>x</p>"),
        ("Fähre".to_owned(), true)
    );
    let mixed = "<h1>Fähre über</h1><p>x"
        .as_bytes()
        .iter()
        .copied()
        .chain([0xff, b'y'])
        .collect::<Vec<_>>();
    assert_eq!(headline(&mixed), ("Fähre über".to_owned(), true));
}

#[test]
fn inputs_that_are_cut_off_are_imported_as_far_as_they_go() {
    for input in inputs("") {
        let bytes = fs::read(&input).unwrap();
        let step = (bytes.len() / 120).max(1);
        for length in (0..bytes.len()).step_by(step) {
            outcome(&bytes[..length]);
            outcome(&bytes[length..]);
        }
    }
}

#[test]
fn nesting_without_end_is_flattened_and_reported() {
    let many = |tag: &str, times: usize| tag.repeat(times) + "text";
    for tag in [
        "<div>",
        "<b>",
        "<ul><li>",
        "<blockquote>",
        "<table><tr><td>",
        "<section><details><summary>s</summary>",
        "<font>",
        "<figure>",
        "<aside>",
        "<dl><dd>",
        "<ruby><rt>",
        "<q>",
    ] {
        let html = format!("<h1>x</h1>{}", many(tag, 100_000));
        let result = from_html(&html, &Options::default()).unwrap();
        let json = serde_json::to_string(&result.article).unwrap();
        assert!(json.contains("text"), "{tag}");
        assert!(code_of(&result).contains(&"too-deep"), "{tag}");
        article_widget::read(json.as_bytes()).unwrap();
        serde_json::from_str::<article_widget::model::Article>(&json)
            .unwrap_or_else(|error| panic!("{tag}: {error}"));
    }
    // These end each other.
    for tag in [
        "<p><i>",
        "<span><p>",
        "<a href=x>",
        "<h2>",
        "<li>",
        "<svg>",
        "<td>",
        "<option>",
    ] {
        outcome(format!("<h1>x</h1>{}", many(tag, 100_000)).as_bytes());
    }
    for piece in [
        "> ", "- ", "[", "![", "**", "*a ", "`", "<b>", "1. ", "((", "_", "~~", "[^1]", "| a ",
    ] {
        outcome(format!("# x\n\n{}", piece.repeat(50_000)).as_bytes());
    }
    for piece in [
        "[caption ",
        "[a=\"b\"]",
        "[",
        "<!-- wp:a -->",
        "&",
        "&#",
        "</",
        "<!",
        "<a b='",
        "\n\n",
        "— a (@b)\n",
        "a\n",
    ] {
        outcome(format!("<!-- wp:p --><p>x</p>\n\n{}", piece.repeat(100_000)).as_bytes());
        outcome(format!("x\n{}", piece.repeat(20_000)).as_bytes());
    }
    outcome(format!("<nitf>{}", "<block>".repeat(100_000)).as_bytes());
    outcome(format!("{}1", "[".repeat(100_000)).as_bytes());
}

#[test]
fn an_input_of_fifty_megabytes_is_imported() {
    if std::env::var_os("THOROUGH").is_none() {
        println!("skipped: only with THOROUGH=1");
        return;
    }
    let piece = "<p>It left at <b>ten past <i>ten</i></b> &amp; nobody <a href='https://example.org/'>waved</a>.</p>\n";
    let html = format!("<h1>x</h1>{}", piece.repeat(50_000_000 / piece.len()));
    let result = from_html(&html, &Options::default()).unwrap();
    assert!(result.article.body.len() > 400_000);
    // Lines with tabs are a table only up to a limit, and closing tags are searched for once.
    for piece in [
        "<b>",
        "<br>",
        "a ",
        "&amp;",
        "<!-- x -->",
        "a\n",
        "\n\na",
        "a\tb\n",
        "<ul><li>a",
        "<table><tr><td>a",
        "<!-- wp:x -->[caption]",
        "— A (@b) June 1, 2025\n",
        "- *a _b [c](d)\n",
    ] {
        outcome(format!("<h1>x</h1>{}", piece.repeat(50_000_000 / piece.len())).as_bytes());
        outcome(format!("x{}", piece.repeat(50_000_000 / piece.len())).as_bytes());
    }
    for (start, piece, end) in [
        (
            "# x\n\n",
            "It left at **ten past *ten*** & [waved](https://example.org/).\n\n",
            "",
        ),
        (
            "[{}",
            r#",{"_type":"block","children":[{"_type":"span","text":"It left."}]}"#,
            "]",
        ),
        (
            r#"{"type":"doc","content":[{}"#,
            r#",{"type":"odd","attrs":{"title":"It left at ten."}}"#,
            "]}",
        ),
        ("[1", r#",{"a":[1,{"b":"c"}]}"#, "]"),
        (
            "<nitf><body><body.content>",
            "<p>It <em>left</em>.</p>",
            "</body.content></body></nitf>",
        ),
        (
            "<rss xmlns:wp='x'><channel>",
            "<item><title>a</title><content:encoded>b</content:encoded></item>",
            "</channel></rss>",
        ),
    ] {
        let input = [start, &piece.repeat(50_000_000 / piece.len()), end].concat();
        outcome(input.as_bytes());
    }
}

#[test]
fn formats_are_told_apart_by_what_they_begin_with_or_hold() {
    for (input, format) in [
        ("<p>x</p>", Format::Html),
        ("<!doctype html><title>x</title>", Format::Html),
        ("Some <b>bold</b> and <i>other</i> words", Format::Html),
        ("<!-- wp:paragraph --><p>x</p>", Format::WordPress),
        (
            "<?xml version='1.0'?><!-- x --><nitf><body/></nitf>",
            Format::Nitf,
        ),
        ("<newsItem guid='x'/>", Format::NewsMl),
        ("<nar:newsMessage/>", Format::NewsMl),
        ("# Heading\n\n- one\n", Format::Markdown),
        ("See [this](https://example.org/).", Format::Markdown),
        ("---\ntitle: x\n---\ntext", Format::Markdown),
        ("#NATO is no heading\n- and this no list", Format::Text),
        ("Just words, 1 < 2.", Format::Text),
        ("1. First\n2. Second", Format::Text),
    ] {
        assert_eq!(
            detect(input.as_bytes()).map(|found| found.format),
            Some(format),
            "{input}"
        );
    }
}

#[test]
fn parts_around_an_article_are_left_out_if_that_is_asked_for_and_counted() {
    let html = "<h1>x</h1><nav>One two</nav><p>Text</p><form>Sign up <button>now</button></form><p hidden>gone</p><div class='share-bar'>Share it</div>";
    let kept = from_html(html, &Options::default()).unwrap();
    assert!(
        serde_json::to_string(&kept.article)
            .unwrap()
            .contains("Sign up")
    );
    let options = Options {
        chrome: Chrome::Drop,
        ..Options::default()
    };
    let dropped = from_html(html, &options).unwrap();
    assert_eq!(dropped.article.body, [Block::paragraph("Text")]);
    let left_out: Vec<_> = dropped
        .diagnostics
        .iter()
        .filter(|one| one.code == "left-out")
        .collect();
    assert_eq!(left_out.len(), 1);
    assert!(
        left_out[0].message.starts_with("8 words"),
        "{}",
        left_out[0].message
    );
}

#[test]
fn a_table_of_header_cells_has_them_as_its_rows() {
    let html = "<h1>x</h1><table><thead><tr><th>a</th><th>b</th></tr></thead></table>";
    let article = from_html(html, &Options::default()).unwrap().article;
    let table = serde_json::to_value(&article.body[0]).unwrap();
    assert_eq!(table["rows"][0][0], json!({ "text": "a", "header": true }));
    let json = serde_json::to_vec(&article).unwrap();
    let reading = article_widget::read(&json).unwrap();
    assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
}

#[test]
fn guesses_can_be_switched_off() {
    let text = fs::read_to_string("tests/fixtures/import/text/blank-lines.in.txt").unwrap();
    let none = Options {
        guess: Guess::None,
        ..Options::default()
    };
    let result = from_text(&text, &none).unwrap();
    assert_eq!(code_of(&result), [""; 0]);
    assert!(
        result
            .article
            .body
            .iter()
            .all(|block| matches!(block.kind(), "paragraph" | "embed"))
    );
    let fragment = "<p>Words without a headline. More of them.</p>";
    let guessed = from_html(fragment, &Options::default()).unwrap();
    assert_eq!(
        guessed.article.headline.to_plain_text(),
        "Words without a headline."
    );
    assert_eq!(guessed.article.body.len(), 1);
    assert_eq!(code_of(&guessed), ["guessed-headline"]);
    assert_eq!(
        from_html(fragment, &none).unwrap_err().code(),
        "no-headline"
    );
    let given = Options {
        headline: Some("Mine".into()),
        ..none
    };
    assert_eq!(
        from_html(fragment, &given)
            .unwrap()
            .article
            .headline
            .to_plain_text(),
        "Mine"
    );
}

#[test]
fn one_of_several_articles_is_picked() {
    let export = fs::read("tests/fixtures/import/wordpress/export.in.xml").unwrap();
    let pick = |pick| {
        import(
            &export,
            &Options {
                pick: Some(pick),
                ..Options::default()
            },
        )
    };
    let second = pick(1).unwrap();
    assert_eq!(second.article.headline.to_plain_text(), "Second");
    assert!(!code_of(&second).contains(&"more-than-one"));
    assert_eq!(pick(2).unwrap_err().code(), "not-this-format");
}

#[test]
fn all_articles_of_an_export_are_imported_at_once() {
    let items: String = (1..=2000)
        .map(|nth| {
            format!(
                "<item><title>Post {nth}</title><wp:post_type>post</wp:post_type><wp:post_id>{nth}</wp:post_id>\
                 <content:encoded><![CDATA[<p>Text {nth}.</p>]]></content:encoded>\
                 <wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>x{nth}</wp:meta_value></wp:postmeta></item>\
                 <item><title>p</title><wp:post_type>attachment</wp:post_type><wp:post_id>x{nth}</wp:post_id>\
                 <wp:attachment_url>https://example.org/{nth}.jpg</wp:attachment_url></item>"
            )
        })
        .collect();
    let export = format!("<rss xmlns:wp='x'><channel><title>Site</title>{items}</channel></rss>");
    let results = import_all(export.as_bytes(), &Options::default()).unwrap();
    assert_eq!(results.len(), 2000);
    for (nth, result) in results.iter().enumerate() {
        let article = &result.as_ref().unwrap().article;
        assert_eq!(
            article.headline.to_plain_text(),
            format!("Post {}", nth + 1)
        );
        let src = article.image.as_ref().map(|image| image.src.clone());
        assert_eq!(src, Some(format!("https://example.org/{}.jpg", nth + 1)));
    }
    // Posts of an answer of the API, one of which has no title.
    let list = json!([
        { "title": { "rendered": "One" }, "content": { "rendered": "<p>First.</p>" } },
        { "title": { "rendered": "" }, "content": { "rendered": "" } },
        { "title": { "rendered": "Three" }, "content": { "rendered": "<p>Third.</p>" } },
    ]);
    let results = import_all(list.to_string().as_bytes(), &Options::default()).unwrap();
    let headlines: Vec<_> = results
        .iter()
        .map(|result| match result {
            Ok(result) => result.article.headline.to_plain_text(),
            Err(error) => error.code().to_owned(),
        })
        .collect();
    assert_eq!(headlines, ["One", "no-headline", "Three"]);
    assert_eq!(
        import_all(b"<h1>x</h1>", &Options::default())
            .unwrap()
            .len(),
        1
    );
    let error = import_all(b" ", &Options::default()).unwrap_err();
    assert_eq!(error.code(), "empty");
}

#[test]
fn slots_take_the_place_of_elements_and_shortcodes_that_are_wanted() {
    let options = Options {
        headline: Some("x".into()),
        slots: ["newsletter", "ad-1", "contact-form", "x-offer"]
            .map(String::from)
            .to_vec(),
        ..Options::default()
    };
    for (format, input, slot) in [
        (
            Format::Html,
            "<p>One<div class='box newsletter'><p>Subscribe</p></div><p>Two",
            "newsletter",
        ),
        (
            Format::Html,
            "<p>One</p><div id='ad-1'>Advert</div><p>Two",
            "ad-1",
        ),
        (
            Format::Html,
            "<p>One</p><x-offer>Buy</x-offer><p>Two",
            "x-offer",
        ),
        (
            Format::WordPress,
            "One\n\n[contact-form to=\"desk@example.org\"]\n\nTwo",
            "contact-form",
        ),
        (
            Format::Markdown,
            "One\n\n<div class=\"newsletter\">Subscribe</div>\n\nTwo",
            "newsletter",
        ),
    ] {
        let options = Options {
            from: Some(format),
            ..options.clone()
        };
        let body = import(input.as_bytes(), &options).unwrap().article.body;
        assert_eq!(
            serde_json::to_value(&body).unwrap(),
            json!([
                { "type": "paragraph", "text": "One" },
                { "type": "slot", "name": slot },
                { "type": "paragraph", "text": "Two" },
            ]),
            "{input}"
        );
    }
}

#[test]
fn references_are_resolved_by_a_second_import() {
    let content = "x\n\n[gallery ids=\"7,8\"]\n\n<p></p>";
    let content = content.replace("<p></p>", "");
    let wordpress = |resolve| {
        let options = Options {
            from: Some(Format::WordPress),
            headline: Some("x".into()),
            resolve,
            ..Options::default()
        };
        import(content.as_bytes(), &options).unwrap()
    };
    let first = wordpress(Vec::new());
    let ids: Vec<_> = first.references.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids, ["7", "8"]);
    let image = |src: &str| Resolved::Image(Box::new(Image::new(src, "")));
    let second = wordpress(vec![
        ("7".into(), image("a.jpg")),
        ("8".into(), image("b.jpg")),
    ]);
    assert!(second.references.is_empty());
    assert_eq!(second.article.body.last().unwrap().kind(), "gallery");
}

#[test]
fn relative_urls_start_from_the_base_that_the_caller_or_the_page_gives() {
    let link = |html: &str, base: Option<&str>| {
        let options = Options {
            base_url: base.map(str::to_owned),
            ..Options::default()
        };
        let result = from_html(html, &options).unwrap();
        serde_json::to_value(&result.article.body[0]).unwrap()["text"]["href"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let html = "<h1>x</h1><p><a href='/a'>a</a></p>";
    assert_eq!(link(html, None), "/a");
    assert_eq!(
        link(html, Some("https://example.org/b/c")),
        "https://example.org/a"
    );
    let page = format!("<head><link rel=canonical href='https://example.com/x'></head>{html}");
    assert_eq!(link(&page, None), "https://example.com/a");
    assert_eq!(
        link(&page, Some("https://example.org/")),
        "https://example.org/a"
    );
}

#[test]
fn a_title_with_a_line_to_itself_is_markdown() {
    let format = |text: &str| {
        article_widget::import::detect(text.as_bytes())
            .unwrap()
            .format
    };
    assert_eq!(
        format("# The pier is shut\n\nNo *lamp* was lit."),
        Format::Markdown
    );
    assert_eq!(format("\n# The pier is shut"), Format::Markdown);
    assert_eq!(format("# 1 of the list\nis the pier."), Format::Text);
}

#[test]
fn each_article_of_a_long_list_takes_the_same_time() {
    let post = json!({ "title": { "rendered": "One" }, "content": { "rendered": "<p>First" } });
    let json = serde_json::to_vec(&vec![post; 20_000]).unwrap();
    let start = std::time::Instant::now();
    assert_eq!(
        import_all(&json, &Options::default()).unwrap().len(),
        20_000
    );
    // It is one second, and was minutes when each article went through the whole list.
    assert!(start.elapsed().as_secs() < 30);
}

fn text(text: &str) -> Value {
    serde_json::to_value(from_text(text, &Options::default()).unwrap().article).unwrap()
}

#[test]
fn the_date_of_a_post_near_the_top_of_a_text_is_not_that_of_the_article() {
    let article = text(
        "The boat stays\n\nThe islanders were happy about it.\n\nWe did it!\n\n— Mina Vale (@minavale) April 3, 2025\n\nThen it was quiet.",
    );
    assert_eq!(article["published"], Value::Null);
    assert_eq!(article["body"][1]["post"]["author"]["handle"], "minavale");
    assert_eq!(article["body"][1]["post"]["created"], "2025-04-03");
}

#[test]
fn a_summary_above_authors_with_roles_and_two_dates_in_a_line_are_the_head_of_a_text() {
    let article = text(
        "Le bateau reste\n\nLe conseil du port a voté, à une voix près, le maintien de la traversée.\n\n\
         Par Petra Quillon (envoyée spéciale)\nPublié le 03 avril 2025 à 14h05, modifié le 04 avril 2025 à 09h30\n\n\
         Le bateau de nuit continuera, après neuf heures de débats.",
    );
    assert!(
        article["standfirst"]
            .as_str()
            .unwrap()
            .starts_with("Le conseil")
    );
    assert_eq!(
        article["byline"],
        json!([{ "name": "Petra Quillon", "role": "envoyée spéciale" }])
    );
    assert_eq!(article["published"], "2025-04-03T14:05");
    assert_eq!(article["updated"], "2025-04-04T09:30");
    assert_eq!(article["body"].as_array().unwrap().len(), 1);
}

#[test]
fn a_time_in_the_afternoon_is_one_in_each_notation() {
    for time in ["2:05 p.m. EDT", "2:05PM", "14.05 BST", "14h05"] {
        let article = text(&format!(
            "The boat stays\nBy Petra Quillon · April 3, 2025 at {time}\n\nIt left at ten past ten."
        ));
        assert_eq!(article["published"], "2025-04-03T14:05", "{time}");
        assert_eq!(article["byline"][0]["name"], "Petra Quillon", "{time}");
    }
}

#[test]
fn posts_copied_from_the_page_of_their_network_have_its_numbers() {
    let article = text(
        "What the islanders posted\n\nThere were many posts.\n\n\
         Mina Vale\n@minavale\nWe did it!\nAll of us.\n2:05 PM · Apr 3, 2025\n·\n12.4K\n Views\n231\nReposts\n1,902\nLikes\n\n\
         Others were more sober about it.\n\n\
         Otto Lind\n\u{202a}@ottolind.example.org\u{202c}\nNine years is long.\n3 April 2025 at 08:12\n12 reposts 40 likes\n\n\
         Olav Prenter @olav@harbour.example\nThe minutes are online.\nApr 3, 2025, 09:30\n4 boosts · 9 favorites\n\n\
         That was the night.",
    );
    let body = &article["body"];
    assert_eq!(
        body[1]["post"],
        json!({
            "text": "We did it!\nAll of us.",
            "author": { "name": "Mina Vale", "handle": "minavale" },
            "created": "2025-04-03T14:05",
            "metrics": { "likes": 1902, "reposts": 231, "views": 12400 },
        })
    );
    assert_eq!(body[3]["post"]["network"], "bluesky");
    assert_eq!(
        body[3]["post"]["metrics"],
        json!({ "likes": 40, "reposts": 12 })
    );
    assert_eq!(body[4]["post"]["network"], "mastodon");
    assert_eq!(body[4]["post"]["author"]["handle"], "olav@harbour.example");
    assert_eq!(body[5]["text"], "That was the night.");
}

#[test]
fn numbers_below_a_post_without_names_are_left_out_and_counted() {
    let result = from_text(
        "Posts\n\nThere was one.\n\nMina Vale\n@minavale\n·\nApr 3, 2025\nIt is late.\n12\n1.2K\n\nThat was all.",
        &Options::default(),
    )
    .unwrap();
    assert_eq!(result.article.body[1].kind(), "tweet");
    let left_out = result.diagnostics.iter().find(|one| one.code == "left-out");
    assert!(left_out.unwrap().message.starts_with("2 words"));
    assert_eq!(left_out.unwrap().path, "5:1");
}

#[test]
fn a_short_line_between_a_blank_one_and_its_paragraph_is_a_heading_whatever_is_above() {
    let article = text(
        "The boat stays\n\nThe board has decided.\n\nA line of links without an end\n\nWhat happens next\n\
         The new contract will be signed in June, and the operator says it will order two engines.\n\nThat is all.",
    );
    assert_eq!(article["body"][2]["type"], "heading");
}

fn html(html: &str) -> Value {
    serde_json::to_value(from_html(html, &Options::default()).unwrap().article).unwrap()
}

fn markdown(text: &str) -> Value {
    let result = article_widget::import::from_markdown(text, &Options::default()).unwrap();
    serde_json::to_value(result.article).unwrap()
}

#[test]
fn what_a_page_repeats_of_its_head_appears_once_whatever_its_element() {
    let page = |standfirst: &str| {
        format!(
            "<!doctype html><title>The boat</title><meta property=og:title content='The boat'>\
             <meta property=og:description content='Seven to six'><body><article><a href=/f>Ferries</a><h2>Thursday</h2>\
             <h3>The boat</h3>{standfirst}<p>It left at ten past ten.</article>"
        )
    };
    for standfirst in ["<h2>Seven to six</h2>", "<p>Seven to six"] {
        let article = html(&page(standfirst));
        assert_eq!(article["standfirst"], "Seven to six", "{standfirst}");
        let text = article["body"].to_string();
        assert!(
            !text.contains("Seven") && !text.contains("The boat"),
            "{text}"
        );
    }
}

#[test]
fn a_title_without_markup_is_not_repeated_by_the_text() {
    let article = html("<p><b>The night boat stays</b></p><p>It left at ten past ten.</p>");
    assert_eq!(article["headline"], "The night boat stays");
    assert_eq!(
        article["body"],
        json!([{ "type": "paragraph", "text": "It left at ten past ten." }])
    );
    // A sentence is a part of the text.
    let article = html("<p>The night boat stays.</p><p>It left at ten past ten.</p>");
    assert_eq!(article["body"].as_array().unwrap().len(), 2);
}

#[test]
fn comments_below_an_article_are_not_a_part_of_it() {
    let result = from_html(
        "<!doctype html><title>The boat</title><body><main><article><h1>The boat</h1><p>It left.</p></article>\
         <div class=comments-area><article><p>Good news for all of us who live here, and a long comment.</p></article></div></main>",
        &Options::default(),
    )
    .unwrap();
    assert_eq!(result.article.body.len(), 1);
    assert!(result.diagnostics.iter().any(|one| one.code == "left-out"));
}

#[test]
fn a_picture_has_its_caption_and_credit_whatever_stands_beside_it_in_its_figure() {
    for figure in [
        "<figure><img src=/placeholder.png><img src=/grey-placeholder.gif><img src=/a.jpg alt=A><figcaption>At sea<small>Otto Lind</small></figcaption></figure>",
        "<figure><img src=/a.jpg alt=A><div>Otto Lind</div><figcaption>At sea</figcaption></figure>",
        "<figure><noscript><img src=/a.jpg alt=A></noscript><img data-src=/a.jpg alt=A><figcaption>At sea<span class=credit>Otto Lind</span></figcaption></figure>",
    ] {
        let article = html(&format!("<h1>The boat</h1>{figure}"));
        let image = json!({ "type": "image", "src": "/a.jpg", "alt": "A", "caption": "At sea", "credit": "Otto Lind" });
        assert_eq!(article["body"], json!([image]), "{figure}");
    }
    let label = "<h1>The boat</h1><figure><span>Image</span><div><img src=/a.jpg alt=A></div><figcaption>At sea</figcaption></figure>";
    assert_eq!(html(label)["body"][1]["caption"], "At sea");
    let old = "<h1>The boat</h1><table class=tr-caption-container><tr><td><img src=/a.jpg alt=A></td></tr><tr><td class=tr-caption>At sea</td></tr></table>";
    assert_eq!(
        html(old)["body"],
        json!([{ "type": "image", "src": "/a.jpg", "alt": "A", "caption": "At sea" }])
    );
}

#[test]
fn a_quotation_beside_the_text_is_a_pull_quote() {
    for quote in [
        "<figure><aside><blockquote>Nobody slept</blockquote><footer><cite>Mina Vale</cite></footer></aside></figure>",
        "<aside><blockquote><p>Nobody slept</p><cite>Mina Vale</cite></blockquote></aside>",
        "<figure class=pullquote><blockquote>Nobody slept</blockquote><figcaption>Mina Vale</figcaption></figure>",
        "<div class=pullquote><p>Nobody slept</p><p><cite>Mina Vale</cite></p></div>",
    ] {
        let block = &html(&format!("<h1>The boat</h1><p>It left.</p>{quote}"))["body"][1];
        assert_eq!(block["type"], "pullquote", "{quote}");
        assert_eq!(block["text"], "Nobody slept", "{quote}");
        assert!(block["cite"].to_string().contains("Mina Vale"), "{quote}");
    }
}

#[test]
fn cards_of_ghost_and_accordions_of_wordpress_are_blocks_in_their_html() {
    let article = html(
        "<h1>The boat</h1><div class='kg-card kg-toggle-card'><div><h4>Fares?</h4><button></button></div><div><p>Four euros.</p></div></div>\
         <div class='kg-card kg-callout-card'><div>Bring a coat.</div></div>\
         <figure class='kg-card kg-bookmark-card'><a class=kg-bookmark-container href='https://example.org/fares'>\
         <div class=kg-bookmark-title>Fares rise</div><div class=kg-bookmark-description>By four percent</div>\
         <div class=kg-bookmark-thumbnail><img src='https://example.org/t.png' alt></div></a></figure>\
         <div class=wp-block-accordion-item><h3><button>Children?<span aria-hidden=true>+</span></button></h3><p>Two euros.</p></div>",
    );
    assert_eq!(
        article["body"],
        json!([
            { "type": "section", "heading": "Fares?", "open": false, "body": [{ "type": "paragraph", "text": "Four euros." }] },
            { "type": "box", "body": [{ "type": "paragraph", "text": "Bring a coat." }] },
            { "type": "link", "url": "https://example.org/fares", "title": "Fares rise", "description": "By four percent", "image": "https://example.org/t.png" },
            { "type": "section", "heading": "Children?", "open": false, "body": [{ "type": "paragraph", "text": "Two euros." }] },
        ])
    );
}

#[test]
fn frames_and_scripts_embed_what_they_show() {
    for (code, url) in [
        (
            "<iframe src='//player.vimeo.com/video/123456'></iframe>",
            "https://player.vimeo.com/video/123456",
        ),
        (
            "<iframe src='https://harbour.example/@olav/1124/embed'></iframe>",
            "https://harbour.example/@olav/1124",
        ),
        (
            "<iframe src='https://embed.bsky.app/embed/did:plc:abc/app.bsky.feed.post/3kabc'></iframe>",
            "https://bsky.app/profile/did:plc:abc/post/3kabc",
        ),
        (
            "<div id=datawrapper-vis-XyZ34><script src='https://datawrapper.dwcdn.net/XyZ34/embed.js'></script><noscript><img src='https://datawrapper.dwcdn.net/XyZ34/full.png'></noscript></div>",
            "https://datawrapper.dwcdn.net/XyZ34/",
        ),
        (
            "<div data-html='&lt;iframe src=\"https://www.youtube.com/embed/dQ0aBcDeFgH\"&gt;&lt;/iframe&gt;'></div>",
            "https://www.youtube.com/embed/dQ0aBcDeFgH",
        ),
    ] {
        let article = html(&format!("<h1>The boat</h1><p>It left.</p>{code}"));
        assert_eq!(article["body"][1]["url"], url, "{code}");
    }
}

#[test]
fn links_lead_past_the_redirects_that_mail_and_documents_put_round_them() {
    for url in [
        "https://www.google.com/url?q=https://example.org/a%3Fb%3D1&amp;sa=D&amp;source=docs",
        "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2Fa%3Fb%3D1&amp;data=05",
    ] {
        let article = html(&format!(
            "<h1>The boat</h1><p><a href='{url}'><span style='text-decoration:underline'>News</span></a></p>"
        ));
        assert_eq!(
            article["body"][0]["text"],
            json!({ "text": "News", "href": "https://example.org/a?b=1" })
        );
    }
}

#[test]
fn a_page_names_authors_dates_and_tags_by_links_microdata_and_rdfa() {
    let article = html(
        "<!doctype html><title>The boat</title><meta property=article:tag content='Ferries, Islands'><body><article><h1>The boat</h1>\
         <a rel=author href=/p>Petra Quillon</a><span property='schema:dateCreated' content='2025-04-03T12:05:00+00:00'>Thursday</span>\
         <p>It left at ten past ten.</article>",
    );
    assert_eq!(article["byline"][0]["name"], "Petra Quillon");
    assert_eq!(article["published"], "2025-04-03T12:05:00+00:00");
    assert_eq!(
        article["tags"],
        json!([{ "name": "Ferries" }, { "name": "Islands" }])
    );
}

#[test]
fn readings_of_characters_keep_their_parentheses() {
    let article = html("<h1>A</h1><p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby></p>");
    assert_eq!(article["body"][0]["text"], "漢(kan)");
}

#[test]
fn front_matter_has_texts_of_several_lines_tables_and_fields_of_its_picture() {
    let yaml = markdown(
        "---\ntitle: The boat\nexcerpt: >-\n  Seven to six:\n  after nine hours\ndate: April 3, 2025\nauthors:\n  - name: Petra Quillon\n    \
         url: https://example.org/p\nimage:\n  path: https://example.org/a.jpg\n  alt: A boat\n---\nIt left.\n",
    );
    assert_eq!(yaml["standfirst"], "Seven to six: after nine hours");
    assert_eq!(yaml["published"], "2025-04-03");
    assert_eq!(yaml["byline"], json!([{ "name": "Petra Quillon" }]));
    assert_eq!(
        yaml["image"],
        json!({ "src": "https://example.org/a.jpg", "alt": "A boat" })
    );
    let toml = markdown(
        "+++\ntitle = \"The boat\"\ndescription = '''\nSeven to six'''\n[params]\nauthor = \"Petra Quillon\"\n[cover]\n\
         image = \"https://example.org/a.jpg\"\nalt = \"A boat\"\n+++\nIt left.\n",
    );
    assert_eq!(toml["standfirst"], "Seven to six");
    assert_eq!(toml["byline"], json!([{ "name": "Petra Quillon" }]));
    assert_eq!(toml["image"]["alt"], "A boat");
}

#[test]
fn boxes_of_markdown_dialects_are_boxes() {
    let article = markdown(
        "# The boat\n\n:::note\n\nBring a **coat**.\n\n:::\n\n:::tip[Good to know]\nThe bar closes.\n:::\n\n> [!info] Fares\n> Four euros.\n\n> [!quote]\n> Nobody slept.\n\n```\n:::\n```\n",
    );
    assert_eq!(
        article["body"],
        json!([
            { "type": "box", "heading": "Note", "body": [{ "type": "paragraph", "text": ["Bring a ", { "text": "coat", "marks": ["strong"] }, "."] }] },
            { "type": "box", "heading": "Good to know", "body": [{ "type": "paragraph", "text": "The bar closes." }] },
            { "type": "box", "heading": "Fares", "body": [{ "type": "paragraph", "text": "Four euros." }] },
            { "type": "quote", "text": "Nobody slept." },
            { "type": "code", "text": ":::" },
        ])
    );
}

#[test]
fn links_to_other_notes_are_their_words_and_pictures_of_hugo_are_pictures() {
    let article = markdown(
        "# The boat\n\nSee [[Fares]] and [[Fares|the rest]].\n\n![[https://example.org/b.png]]\n\n\
         {{< figure src=\"https://example.org/a.jpg\" alt=\"A\" caption=\"At sea\" attr=\"Otto Lind\" >}}\n",
    );
    assert_eq!(article["body"][0]["text"], "See Fares and the rest.");
    assert_eq!(article["body"][1]["src"], "https://example.org/b.png");
    assert_eq!(
        article["body"][2],
        json!({ "type": "image", "src": "https://example.org/a.jpg", "alt": "A", "caption": "At sea", "credit": "Otto Lind" })
    );
}

#[test]
fn feeds_are_read_as_exports_are() {
    for feed in [
        "<rss version='2.0'><channel><title>Harbour</title><item><title>The boat</title><pubDate>Thu, 03 Apr 2025 12:05:00 GMT</pubDate><description>&lt;p&gt;It &lt;b&gt;left&lt;/b&gt;.&lt;/p&gt;</description></item></channel></rss>",
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>Harbour</title><entry><title>The boat</title><published>2025-04-03T12:05:00Z</published><content type='html'>&lt;p&gt;It &lt;b&gt;left&lt;/b&gt;.</content></entry></feed>",
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>Harbour</title><entry><title>The boat</title><updated>2025-04-03T12:05:00Z</updated><content type='xhtml'><div><p>It <b>left</b>.</p></div></content></entry></feed>",
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><channel><title>Harbour</title></channel><item><title>The boat</title><dc:date>2025-04-03T12:05:00Z</dc:date><description>It &lt;b&gt;left&lt;/b&gt;.</description></item></rdf:RDF>",
    ] {
        let result = import(feed.as_bytes(), &Options::default()).unwrap();
        let article = serde_json::to_value(result.article).unwrap();
        assert_eq!(article["headline"], "The boat", "{feed}");
        assert_eq!(article["published"], "2025-04-03T12:05:00Z", "{feed}");
        assert_eq!(
            article["body"],
            json!([{ "type": "paragraph", "text": ["It ", { "text": "left", "marks": ["strong"] }, "."] }]),
            "{feed}"
        );
    }
}

#[test]
fn an_encoding_that_is_not_read_is_reported_with_each_article() {
    let page = |name: &str| {
        let mut bytes = format!("<meta charset='{name}'><h1>Boat</h1><p>4 ").into_bytes();
        bytes.push(0xa4);
        bytes
    };
    for (name, sign, reported) in [
        ("iso-8859-15", "€", false),
        ("iso-8859-1", "¤", false),
        ("windows-1251", "¤", true),
        ("Shift_JIS", "¤", true),
    ] {
        let all = import_all(&page(name), &Options::default()).unwrap();
        let result = all[0].as_ref().unwrap();
        let text = serde_json::to_value(&result.article).unwrap()["body"].to_string();
        assert!(text.contains(sign), "{name}: {text}");
        assert_eq!(
            code_of(result).contains(&"bad-encoding"),
            reported,
            "{name}"
        );
    }
}

#[test]
fn agencies_name_several_authors_in_a_line_and_have_a_summary_beside_a_second_headline() {
    let nitf = |byline: &str| {
        format!(
            "<nitf><body><body.head><hedline><hl1>Boat stays</hl1><hl2>Seven to six</hl2></hedline><byline>{byline}</byline>\
             <abstract><p>The board has voted.</p></abstract></body.head><body.content><p>It left.</p></body.content></body></nitf>"
        )
    };
    for byline in [
        "By PETRA QUILLON and OTTO LIND",
        "By <person>PETRA QUILLON</person> and <person>OTTO LIND</person>",
        "Von PETRA QUILLON und OTTO LIND",
    ] {
        let result = import(nitf(byline).as_bytes(), &Options::default()).unwrap();
        let article = serde_json::to_value(result.article).unwrap();
        assert_eq!(
            article["byline"],
            json!([{ "name": "PETRA QUILLON" }, { "name": "OTTO LIND" }]),
            "{byline}"
        );
        assert_eq!(article["standfirst"], "Seven to six");
        assert_eq!(article["body"][0]["text"], "The board has voted.");
    }
}

#[test]
fn pictures_of_a_gallery_are_found_in_the_export() {
    let export = "<rss xmlns:wp='http://wordpress.org/export/1.2/'><channel>\
        <item><title>Boat</title><content:encoded><![CDATA[It left.\n\n[gallery ids=\"9,10\"]]]></content:encoded><wp:post_type>post</wp:post_type></item>\
        <item><title>a</title><wp:post_id>9</wp:post_id><wp:post_type>attachment</wp:post_type><wp:attachment_url>https://example.org/a.jpg</wp:attachment_url></item>\
        <item><title>b</title><wp:post_id>10</wp:post_id><wp:post_type>attachment</wp:post_type><wp:attachment_url>https://example.org/b.jpg</wp:attachment_url></item>\
        </channel></rss>";
    let result = import(export.as_bytes(), &Options::default()).unwrap();
    assert_eq!(result.article.body[1].kind(), "gallery");
    assert!(result.references.is_empty());
}

#[test]
fn tags_that_are_not_known_are_reported_where_they_are() {
    for (input, path) in [
        ("# Boat\n\nIt left.\n\n  {% chart 5 %}\n", "5:6"),
        (
            "It left.\n\nThen [chart id=\"5\"] came.\n\n[embed]https://example.org/a[/embed]\n\n[caption id=\"a\"]<img src=\"https://example.org/a.jpg\"> A[/caption]",
            "3:6",
        ),
    ] {
        let result = import(input.as_bytes(), &Options::default()).unwrap();
        let found = result
            .diagnostics
            .iter()
            .find(|one| matches!(one.code, "template-tag" | "shortcode"))
            .unwrap();
        assert_eq!(found.path, path, "{input}");
    }
}

#[test]
fn a_place_behind_authors_is_none_and_a_date_may_stand_before_them() {
    let article = text(
        "Die Fähre bleibt\n\nVon Petra Quillon, Beispielhafen\n\nSie ist um zehn nach zehn abgefahren.",
    );
    assert_eq!(
        article["byline"],
        json!([{ "name": "Petra Quillon", "role": "Beispielhafen" }])
    );
    let article = text(
        "The boat stays\n\nPosted on April 3, 2025 by Petra Quillon\n\nIt left at ten past ten.",
    );
    assert_eq!(article["byline"], json!([{ "name": "Petra Quillon" }]));
    assert_eq!(article["published"], "2025-04-03");
    assert_eq!(article["body"].as_array().unwrap().len(), 1);
}

#[test]
fn a_mail_is_unwrapped_between_its_short_lines_and_keeps_their_numbers() {
    let result = from_text(
        "The night boat stays\n\nDear editors,\n\n\
         the board has voted seven to six to keep the night boat running\nfor another nine years, after a debate that lasted until two in\n\
         the morning. Nobody slept, and nobody wanted to, said a member\nof the board.\n\n> Will it last?\n\n• Rope\n• Oil\n\n--\nPetra\nHarbour Times\n",
        &Options::default(),
    )
    .unwrap();
    let article = serde_json::to_value(&result.article).unwrap();
    let long = article["body"][1]["text"].as_str().unwrap();
    assert!(
        long.starts_with("the board") && long.ends_with("member of the board."),
        "{long}"
    );
    let list = result
        .diagnostics
        .iter()
        .find(|one| one.code == "guessed-list")
        .unwrap();
    assert_eq!(list.path, "12:1");
}

#[test]
fn a_line_of_asterisks_is_no_bullet_of_markdown() {
    let found = detect(b"The boat\n\n1. The bar\n2. The deck\n\n* * *\n\nThat is all.").unwrap();
    assert_eq!(found.format, Format::Text);
}

#[test]
fn numbered_lists_of_word_keep_their_numbers() {
    let item = |level: u8, sign: &str, text: &str| {
        format!(
            "<p class=MsoNormal style='mso-list:l0 level{level} lfo1'><span style='mso-list:Ignore'>{sign}<span>&nbsp;&nbsp;</span></span>{text}</p>"
        )
    };
    let article = html(&format!(
        "<p class=MsoTitle>The boat</p>{}{}{}{}",
        item(1, "·", "Rope"),
        item(1, "3.", "First"),
        item(2, "a)", "inner"),
        item(1, "4.", "Second")
    ));
    assert_eq!(article["headline"], "The boat");
    assert_eq!(
        article["body"],
        json!([
            { "type": "list", "items": ["Rope"] },
            { "type": "list", "style": "number", "start": 3, "items": [
                [{ "type": "paragraph", "text": "First" }, { "type": "list", "style": "number", "items": ["inner"] }],
                "Second",
            ] },
        ])
    );
}

#[test]
fn an_article_that_names_its_parts_by_microformats_has_them_in_its_head() {
    let article = html(
        "<!doctype html><title>The boat</title><article class=h-entry><h1 class=p-name>The boat</h1><section class=p-summary>Seven to six</section>\
         <section class=e-content><h4>Seven to six</h4><p>It left.</p><blockquote class='graf graf--pullquote'>Nobody slept.</blockquote></section>\
         <footer><a class=p-author href=/p>Petra Quillon</a></footer></article>",
    );
    assert_eq!(article["standfirst"], "Seven to six");
    assert_eq!(article["byline"][0]["name"], "Petra Quillon");
    assert_eq!(article["body"][0]["text"], "It left.");
    assert_eq!(article["body"][1]["type"], "pullquote");
}
