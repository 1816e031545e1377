//! The importer of HTML against html5ever: the same text in the same order, whatever the markup.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic
)]
#![cfg(all(not(target_arch = "wasm32"), feature = "import"))]

use std::fmt::Write;

use article_widget::import::{Options, from_html};
use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use serde_json::Value;

/// The text that html5ever finds, without white space.
fn judged(html: &str) -> String {
    let dom: RcDom = parse_document(RcDom::default(), ParseOpts::default()).one(html);
    let mut text = String::new();
    gather(&dom.document, &mut text);
    text
}

fn gather(node: &Handle, text: &mut String) {
    match &node.data {
        NodeData::Text { contents } => {
            text.extend(contents.borrow().chars().filter(|c| !c.is_whitespace()))
        }
        NodeData::Element { name, .. }
            if matches!(&*name.local, "script" | "style" | "title" | "template") => {}
        _ => node
            .children
            .borrow()
            .iter()
            .for_each(|child| gather(child, text)),
    }
}

/// The text of an article, without white space.
fn text_of(value: &Value, text: &mut String) {
    match value {
        Value::String(part) => text.extend(part.chars().filter(|c| !c.is_whitespace())),
        Value::Array(values) => values.iter().for_each(|value| text_of(value, text)),
        Value::Object(fields) => {
            for (key, value) in fields {
                match key.as_str() {
                    "type" | "src" | "href" | "url" | "marks" | "alt" | "lang" | "dir" | "id"
                    | "level" | "style" | "language" | "width" | "height" | "colspan"
                    | "rowspan" | "header" | "start" | "published" | "open" | "rowHeaders" => {}
                    "html" => text.push_str(&judged(value.as_str().unwrap())),
                    _ => text_of(value, text),
                }
            }
        }
        _ => {}
    }
}

fn imported(html: &str) -> String {
    let options = Options {
        headline: Some("\u{200b}".to_owned() + "."),
        ..Options::default()
    };
    let result = from_html(html, &options).unwrap();
    let mut text = String::new();
    text_of(
        &serde_json::to_value(&result.article.body).unwrap(),
        &mut text,
    );
    text
}

const MARKUP: [&str; 44] = [
    "plain text",
    "<p>one<p>two<p>three",
    "<ul><li>a<li>b<ul><li>c</ul>d</ul>e",
    "<ul><ul><li>deep</li></ul><li>a</li><ol><li>b</li></ol></ul>",
    "<ol><font><span><li>in span</li></span></font></ol>",
    "<b>bold<p>across</b> blocks</p>after",
    "<p><b>one<i>two</b>three</i>four",
    "<a href=x>one<a href=y>two</a>three",
    "<table><tr><td>a<td>b<tr><td>c</table>d",
    "<table>stray<tr><td>a</td><td>b</td></tr>more</table>",
    "<table><tr><td><p>a<p>b<td>c<ul><li>d</ul></table>e",
    "<table><thead><tr><th>h<th>i<tbody><tr><td>j<td>k<tfoot><tr><td>l<td>m</table>",
    "<dl><dt>term<dd>meaning<dt>other<dd>more</dl>",
    "<dl><div><dt>term</dt><dd>meaning</dd></div></dl>",
    "<h2>one<h3>two</h2>three",
    "<p>text<h2>head</h2>tail",
    "&amp; &lt; &gt; &quot; &apos; &nbsp; &eacute; &euro; &#8217; &#x2019; &#150; &#0; &amp;lt;",
    "&copy &notit; &eacute &unknown; & &; &# &#x; &#xg; a&b",
    "<p title=\"a > b\">quoted</p>",
    "<p title='x\"y' class=a/b data-x>attributes</p>",
    "<!-- comment --><p>after</p><!-- - -- --><!--> --><p>more",
    "<script>var a = '<p>no</p>';</script><style>p{}</style>yes",
    "<textarea><b>raw</b></textarea>x",
    "<select><option>one<option>two</select>three",
    "<button>press<p>here</p></button>",
    "< not a tag <3 a<b",
    "</p></div></b>stray ends</i>",
    "<p/>self<br/>closed<hr/>x",
    "<div>text directly<p>beside</p>paragraphs</div>",
    "<details><summary>more <b>or</b> less</summary>inside<p>x</p></details>",
    "<blockquote>said<footer>by <cite>someone</cite></footer></blockquote>",
    "<blockquote><p>said</p><cite>someone</cite></blockquote>",
    "<blockquote>one<blockquote>two</blockquote>three</blockquote>",
    "<figure><blockquote>said</blockquote><figcaption>someone</figcaption></figure>",
    "<figure><pre>code</pre><figcaption>listing</figcaption></figure>",
    "<figure>words<figcaption>caption <small>credit</small></figcaption></figure>",
    "<pre>\n  two\n spaces</pre>x",
    "<ruby>漢<rt>kan</rt>字<rt>ji</rt></ruby>",
    "<center><font size=2>old</font></center>",
    "<p>one<br><br>two<br>three</p>",
    "<body>a<body>b</body>c</html>d",
    "<a href=\"x\"><div>block<p>in</p></div>link</a>",
    "<aside><h3>box</h3>text</aside>",
    "<li>no list<li>still none",
];

#[test]
fn text_is_what_the_parser_of_browsers_finds() {
    for html in MARKUP {
        assert_eq!(imported(html), judged(html), "{html}");
    }
}

/// Numbers that are the same on each run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

#[test]
fn any_order_of_tags_gives_the_text_that_the_parser_of_browsers_finds() {
    let tags = [
        "p",
        "div",
        "b",
        "i",
        "em",
        "a",
        "span",
        "ul",
        "ol",
        "li",
        "h2",
        "h3",
        "blockquote",
        "section",
        "dl",
        "dt",
        "dd",
        "u",
        "small",
        "article",
    ];
    let mut random = Random(0x5eed);
    for round in 0..3000 {
        let mut html = String::new();
        for word in 0..2 + random.below(14) {
            let tag = tags[random.below(tags.len())];
            match random.below(5) {
                0 | 1 => write!(html, "<{tag}>").unwrap(),
                2 => write!(html, "</{tag}>").unwrap(),
                3 => html.push_str("<br>"),
                _ => write!(html, "w{word} ").unwrap(),
            }
        }
        assert_eq!(imported(&html), judged(&html), "round {round}: {html}");
    }
}

#[test]
fn what_is_no_story_among_related_ones_keeps_its_words() {
    let json = br#"{ "lang": "en", "headline": "H", "body": [{ "type": "related", "items": [
        { "url": "/lamp", "title": "The lamp" }, "Only words"] }] }"#;
    let html = article_widget::read(json).unwrap().to_html();
    let article = from_html(&html, &Options::default()).unwrap().article;
    let again = serde_json::to_string(&article).unwrap();
    assert!(
        again.contains("The lamp") && again.contains("Only words"),
        "{again}"
    );
}
