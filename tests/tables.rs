//! Tables: footers, merged cells, headings and numbers.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]
#![cfg(not(target_arch = "wasm32"))]

use article_widget::{Limits, Options, read_with, to_html};

fn with(table: &str, lang: &str, options: &Options) -> (String, Vec<String>) {
    let json = format!(r#"{{"headline":"H","lang":"{lang}","body":[{{"type":"table",{table}}}]}}"#);
    let reading = read_with(json.as_bytes(), options).unwrap();
    let found = reading
        .diagnostics
        .iter()
        .map(|found| format!("{} {}", found.code, found.path));
    let html = to_html(&reading.article, options);
    let start = html.find("<table").unwrap();
    let end = html.find("</table>").unwrap();
    (html[start..end].to_owned(), found.collect())
}

fn table(table: &str) -> (String, Vec<String>) {
    with(table, "en", &Options::default())
}

const NONE: &[String] = &[];

#[test]
fn the_footer_row_is_a_footer() {
    let (html, found) = table(
        r#""rowHeaders":true,"head":["","Sold"],"rows":[["Mon",12]],"foot":["Sum",{"text":"12","header":false}]"#,
    );
    assert!(
        html.ends_with(
            "</tbody><tfoot><tr><th class=\"aw-row-header\" scope=\"row\">Sum</th><td class=\"aw-number-cell\">12</td></tr></tfoot>"
        ),
        "{html}"
    );
    assert_eq!(found, NONE);
    let (html, found) = table(r#""rows":[["x"]],"foot":"alone""#);
    assert!(
        html.contains("<tfoot><tr><td class=\"aw-cell\">alone</td>"),
        "{html}"
    );
    assert_eq!(found, ["wrong-type $.body[0].foot"]);
    let (html, _) = table(r#""rows":[["x"]],"foot":[]"#);
    assert!(!html.contains("tfoot"), "{html}");
}

#[test]
fn merged_cells_span_columns_and_rows() {
    let (html, found) = table(
        r#""head":["A",{"text":"B","colspan":2}],"rows":[[{"text":"all day","rowspan":2},"x",1],["y",2],[{"text":["closed ",{"text":"here","href":"/x"}],"colspan":3}]]"#,
    );
    assert!(
        html.contains("<th class=\"aw-head-cell\" scope=\"col\" colspan=\"2\">B</th>"),
        "{html}"
    );
    assert!(
        html.contains("<td class=\"aw-cell\" rowspan=\"2\">all day</td>"),
        "{html}"
    );
    assert!(
        html.contains("<td class=\"aw-cell\" colspan=\"3\">closed <a "),
        "{html}"
    );
    // The third column is one of numbers, in both rows.
    assert_eq!(html.matches("aw-number-cell\">").count(), 2, "{html}");
    assert_eq!(found, NONE);
}

#[test]
fn a_cell_says_itself_whether_it_is_a_heading() {
    let (html, found) = table(
        r#""rows":[[{"text":"Group","header":true,"colspan":2}],[{"text":"R","header":true},"x"],["y",{"text":"C","header":true}]]"#,
    );
    assert!(
        html.contains("<th class=\"aw-head-cell\" scope=\"col\" colspan=\"2\">Group</th>"),
        "{html}"
    );
    assert!(
        html.contains("<th class=\"aw-row-header\" scope=\"row\">R</th>"),
        "{html}"
    );
    assert!(
        html.contains("<th class=\"aw-head-cell\" scope=\"col\">C</th>"),
        "{html}"
    );
    assert_eq!(found, NONE);
    let (html, _) = table(
        r#""rowHeaders":true,"head":[{"text":"A","header":false}],"rows":[[{"text":"x","header":false}]]"#,
    );
    assert!(!html.contains("<th "), "{html}");
}

#[test]
fn a_merged_cell_keeps_its_marks_and_does_not_decide_a_column() {
    let (html, _) = table(
        r#""rows":[["Mon",1],[{"text":"closed","colspan":2,"marks":["em"]}],["Tue",{"text":2,"rowspan":1}]]"#,
    );
    assert!(
        html.contains("<td class=\"aw-cell\" colspan=\"2\"><em>closed</em></td>"),
        "{html}"
    );
    assert_eq!(html.matches("aw-number-cell").count(), 2, "{html}");
}

#[test]
fn spans_are_no_wider_and_no_higher_than_the_table() {
    let (html, found) =
        table(r#""rows":[[{"text":"a","rowspan":60000},"b"],["c",{"text":"d","colspan":1000}]]"#);
    assert!(html.contains("rowspan=\"2\""), "{html}");
    assert_eq!(found, NONE);
    for wrong in ["0.5", "-1", "1001", "1e9", "\"x\"", "null", "[]", "true"] {
        let (html, _) = table(&format!(
            r#""rows":[[{{"text":"a","colspan":{wrong},"header":false}},"b"]]"#
        ));
        assert!(
            !html.contains("colspan") && html.contains(">a</td>"),
            "{wrong} {html}"
        );
    }
    let (_, found) = table(r#""rows":[[{"text":"a","colspan":1001},"b"]]"#);
    assert_eq!(found, ["out-of-range $.body[0].rows[0][0].colspan"]);
}

#[test]
fn cells_that_span_count_as_many_as_they_cover() {
    let options = Options {
        limits: Limits {
            runs: 5000,
            ..Limits::default()
        },
        ..Options::default()
    };
    let row = format!(
        "[{}]",
        vec![r#"{"text":"a","colspan":1000,"rowspan":60000}"#; 50].join(",")
    );
    let rows = vec![row; 200].join(",");
    let (html, found) = with(&format!(r#""rows":[{rows}]"#), "en", &options);
    assert!(html.matches("<td").count() < 50, "{}", html.len());
    assert!(
        found.iter().any(|it| it.starts_with("too-many-runs")),
        "{found:?}"
    );
}

#[test]
fn numbers_are_written_as_the_language_writes_them_and_texts_stay() {
    for (lang, json, shown) in [
        ("it", "1234.5", "1.234,5"),
        ("it", "12345", "12.345"),
        ("it", "-0.5", "-0,5"),
        ("en", "1234567.25", "1,234,567.25"),
        ("en", "2024", "2024"),
        ("en", "0", "0"),
        ("en", "1e3", "1e3"),
        ("de", "1234.50", "1.234,50"),
        ("fr", "12345.5", "12\u{202f}345,5"),
        ("fa", "12.5", "۱۲٫۵"),
        ("tlh", "1234.5", "1234.5"),
        ("it", "\"1234.5\"", "1234.5"),
        ("it", "{\"text\":1234.5,\"header\":false}", "1.234,5"),
    ] {
        let (html, found) = with(
            &format!(r#""rows":[["x",{json}]],"foot":["y",{json}]"#),
            lang,
            &Options::default(),
        );
        assert_eq!(
            html.matches(&format!("<td class=\"aw-number-cell\">{shown}</td>"))
                .count(),
            2,
            "{json} {html}"
        );
        assert_eq!(found, NONE);
    }
}
