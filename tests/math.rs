//! Formulas, which come as MathML.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]
#![cfg(not(target_arch = "wasm32"))]

use article_widget::{Limits, Options, read, read_with, to_html};
use serde_json::{Value, json};

fn body(blocks: Value) -> (String, Vec<String>) {
    let json = json!({ "headline": "H", "lang": "en", "body": blocks }).to_string();
    let reading = read(json.as_bytes()).unwrap();
    let codes = reading.diagnostics.iter();
    let codes = codes
        .map(|diagnostic| format!("{} {}", diagnostic.code, diagnostic.path))
        .collect();
    let html = to_html(&reading.article, &Options::default());
    (html, codes)
}

/// What is in the formula of a block.
fn formula(mathml: &str) -> (String, Vec<String>) {
    let (html, codes) = body(json!([{ "type": "math", "mathml": mathml }]));
    let start = html.find("<math display=\"block\">").map(|at| at + 22);
    let inside = html
        .get(start.unwrap()..html.rfind("</math>").unwrap())
        .unwrap();
    (inside.to_owned(), codes)
}

const NONE: [&str; 0] = [];

#[test]
fn a_formula_is_shown_as_mathml_in_a_box_that_scrolls() {
    let (html, codes) = body(json!([{
        "type": "math",
        "mathml": "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mi>E</mi><mo>=</mo><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup></math>",
        "alt": "E = mc²",
    }]));
    assert!(html.contains(
        "role=\"group\" tabindex=\"0\" aria-label=\"Formula 1\"><math display=\"block\" aria-label=\"E = mc²\">\
         <mi>E</mi><mo>=</mo><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup></math></div></div>"
    ), "{html}");
    assert!(html.contains("<div class=\"aw-math\" data-block=\"math\""));
    assert_eq!(codes, NONE);
}

#[test]
fn a_formula_in_text_is_a_span_whose_text_says_it() {
    let (html, codes) = body(json!([{ "type": "paragraph", "text": [
        "So ", { "text": "a²", "mathml": "<math><msup><mi>a</mi><mn>2</mn></msup></math>", "marks": ["strong"] }, " grows."] }]));
    assert!(
        html.contains(
            "So <strong><math aria-label=\"a²\"><msup><mi>a</mi><mn>2</mn></msup></math></strong> grows."
        ),
        "{html}"
    );
    assert_eq!(codes, NONE);
}

#[test]
fn a_heading_with_a_formula_is_listed_by_its_text() {
    let json = json!({ "headline": "H", "lang": "en", "body": [{ "type": "section",
        "heading": ["Why ", { "text": "a²", "mathml": "<math><mi>a</mi></math>" }], "body": [{ "type": "divider" }] }] });
    let html = read(json.to_string().as_bytes()).unwrap().to_html();
    assert!(html.contains("id=\"article-why-a"), "{html}");
    assert!(!html.contains("&lt;math"), "{html}");
}

#[test]
fn attributes_of_mathml_core_stay_and_no_others_do() {
    let (inside, codes) = formula(
        "<math><mfrac linethickness='0' class=\"x\"><mo stretchy=\"false\" onclick=\"alert(1)\">(</mo><mspace width=\"-0.2em\" height='2px'/></mfrac>\
         <mi href=\"javascript:alert(1)\" style=\"x\" mathvariant='normal'>x</mi></math>",
    );
    assert_eq!(
        inside,
        "<mfrac linethickness=\"0\"><mo stretchy=\"false\">(</mo><mspace width=\"-0.2em\" height=\"2px\"></mspace></mfrac>\
         <mi mathvariant=\"normal\">x</mi>"
    );
    assert_eq!(codes, ["bad-mathml $.body[0].mathml"]);
}

#[test]
fn lengths_that_would_cover_the_page_are_left_out() {
    for attributes in [
        "width=\"99999em\"",
        "width='-9em'",
        "height=\"1e9px\"",
        "depth='calc(9*9em)'",
        "lspace=\"NaN\"",
        "width=''",
    ] {
        let (inside, codes) = formula(&format!("<mi>x</mi><mspace {attributes}/>"));
        assert_eq!(inside, "<mi>x</mi><mspace></mspace>", "{attributes}");
        assert_eq!(codes, ["bad-mathml $.body[0].mathml"], "{attributes}");
    }
    for (level, is_kept) in [
        ("0", true),
        ("+1", true),
        ("3", true),
        ("-9", false),
        ("50", false),
    ] {
        let (inside, _) = formula(&format!(
            "<mstyle scriptlevel=\"{level}\"><mi>x</mi></mstyle>"
        ));
        assert_eq!(inside.contains("scriptlevel"), is_kept, "{level}");
    }
}

#[test]
fn what_is_no_mathml_leaves_its_text() {
    for (mathml, inside) in [
        ("<mfenced><mi>x</mi></mfenced>", "<mrow><mi>x</mi></mrow>"),
        (
            "<math><script>alert(1)</script></math>",
            "<mrow><mtext>alert(1)</mtext></mrow>",
        ),
        ("<mi>a<b>b</b>c</mi>", "<mi>abc</mi>"),
        ("a^2 + b^2", "<mtext>a^2 + b^2</mtext>"),
        ("<mrow><mi>x</mrow>", "<mrow><mi>x</mi></mrow>"),
        ("<mi>x</mi></mrow></math>", "<mi>x</mi>"),
        (
            "<mn>1</mn><mo><</mo><mn>2</mn>",
            "<mn>1</mn><mo>&lt;</mo><mn>2</mn>",
        ),
        ("<http://x><mi>x</mi>", "<mrow><mi>x</mi></mrow>"),
        ("<mi =\"x\">x</mi>", "<mi>x</mi>"),
        ("<mi>&alpha;</mi>", "<mi>&amp;alpha;</mi>"),
        ("<mi>x</mi><mi title='", "<mi>x</mi><mi></mi>"),
        (
            "<mi>x</mi><math><mi>y</mi></math>",
            "<mi>x</mi><mrow><mi>y</mi></mrow>",
        ),
    ] {
        let (found, codes) = formula(mathml);
        assert_eq!(found, inside, "{mathml}");
        assert_eq!(codes, ["bad-mathml $.body[0].mathml"], "{mathml}");
    }
}

#[test]
fn prefixes_references_comments_and_sources_in_other_languages_are_read() {
    let (inside, codes) = formula(
        "<?xml version='1.0'?><!-- a <b> --><m:math xmlns:m=\"x\"><m:semantics>\n <m:mi>&#x3B1;&lt;&#60;&amp;&nbsp;</m:mi>\
         <m:annotation encoding=\"application/x-tex\">\\alpha</m:annotation><annotation-xml><p>no</p></annotation-xml></m:semantics></m:math>\n",
    );
    assert_eq!(inside, "<mrow><mi>α&lt;&lt;&amp;\u{a0}</mi></mrow>");
    assert_eq!(codes, NONE);
}

#[test]
fn a_formula_without_anything_in_it_is_shown_by_its_text() {
    for mathml in [json!("<math></math>"), json!(""), json!(null), json!({})] {
        let (html, codes) = body(json!([{ "type": "math", "mathml": mathml, "alt": "E = mc²" }]));
        assert!(html.contains(">E = mc²</p>"), "{html}");
        assert!(
            codes.contains(&"missing-field $.body[0]".to_owned()),
            "{codes:?}"
        );
        let (html, _) =
            body(json!([{ "type": "paragraph", "text": { "text": "a²", "mathml": mathml } }]));
        assert!(html.contains(">a²</p>"), "{html}");
    }
}

#[test]
fn a_formula_that_goes_on_for_ever_is_cut_and_keeps_its_text() {
    let deep = "<mrow>".repeat(5000) + "<mi>deepest</mi>";
    let (inside, codes) = formula(&deep);
    assert!(inside.matches("<mrow>").count() < 70 && inside.contains("deepest"));
    assert_eq!(codes, ["bad-mathml $.body[0].mathml"]);

    let json = json!({ "headline": "H", "body": [{ "type": "math", "mathml": "<mi>x</mi>".repeat(500) }] }).to_string();
    let limits = Limits {
        runs: 100,
        ..Limits::default()
    };
    let options = Options {
        limits,
        ..Options::default()
    };
    let reading = read_with(json.as_bytes(), &options).unwrap();
    let html = to_html(&reading.article, &options);
    assert_eq!(html.matches("<mi>").count(), 100);
    let rest = html.rsplit_once("</mi>").unwrap().1;
    assert!(rest.starts_with(&("x".repeat(400) + "</math>")));
}

#[test]
fn a_megabyte_of_anything_is_read_in_no_time() {
    let start = std::time::Instant::now();
    for piece in [
        "&",
        "<",
        "<b>",
        "</b>",
        "<b>&x",
        "<mi a=",
        "<!--",
        "<mi></mo>",
        "&#",
    ] {
        let (_, codes) =
            body(json!([{ "type": "math", "mathml": piece.repeat(900_000 / piece.len()) }]));
        assert!(!codes.is_empty());
    }
    assert!(start.elapsed().as_secs() < 20);
}

#[cfg(feature = "import")]
mod imported {
    use article_widget::import::{Options, from_html};
    use article_widget::read;
    use serde_json::{Value, json};

    fn body(html: &str) -> Value {
        let article = from_html(html, &Options::default()).unwrap().article;
        serde_json::to_value(&article).unwrap()["body"].clone()
    }

    #[test]
    fn a_formula_of_another_site_keeps_its_mathml_without_its_source() {
        let found = body(
            "<h1>H</h1><p>So <math><semantics><msup><mi>a</mi><mn>2</mn></msup><annotation encoding='application/x-tex'>a^2</annotation></semantics></math>, or \
             <math alttext='a &lt; b'><mi onclick='x'>a</mi><mo>&lt;</mo><mspace width='1em'/><mi>b</mi></math>.</p>\
             <math display='block'><mfenced><mi>x</mi></mfenced></math><p>End</p>",
        );
        assert_eq!(
            found,
            json!([
                { "type": "paragraph", "text": ["So ", { "text": "a^2", "mathml": "<math><mrow><msup><mi>a</mi><mn>2</mn></msup></mrow></math>" },
                    ", or ", { "text": "a < b", "mathml": "<math><mi>a</mi><mo>&lt;</mo><mspace width=\"1em\"></mspace><mi>b</mi></math>" }, "."] },
                { "type": "math", "mathml": "<math><mrow><mi>x</mi></mrow></math>", "alt": "x" },
                { "type": "paragraph", "text": "End" },
            ])
        );
    }

    #[test]
    fn two_formulas_beside_each_other_stay_two() {
        let found = body("<h1>H</h1><p><math><mi>a</mi></math><math><mi>a</mi></math></p>");
        let one = json!({ "text": "a", "mathml": "<math><mi>a</mi></math>" });
        assert_eq!(found[0]["text"], json!([one, one]));
    }

    #[test]
    fn formulas_come_back_from_our_html() {
        let blocks = json!([
            { "type": "paragraph", "text": ["So ", { "text": "a²", "marks": ["em"], "mathml": "<math><msup><mi>a</mi><mn>2</mn></msup></math>" }] },
            { "type": "math", "id": "mass", "mathml": "<math><mi>E</mi><mo lspace=\"0\">&lt;</mo><mn>2</mn></math>", "alt": "E < 2" },
            { "type": "math", "mathml": "<math dir=\"rtl\"><mi>x</mi></math>" },
        ]);
        let json = json!({ "headline": "H", "lang": "en", "body": blocks }).to_string();
        let html = read(json.as_bytes()).unwrap().to_html();
        assert_eq!(body(&html), blocks);
    }
}
