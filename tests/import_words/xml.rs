//! The text of XML, as roxmltree finds it.

use roxmltree::{Document, Node, ParsingOptions};

use crate::letters::Letters;

/// The text of the elements with these names, in the order of the source; `html` are those whose text is HTML.
pub fn text(xml: &str, wanted: &[&str], html: &[&str]) -> Letters {
    let options = ParsingOptions {
        allow_dtd: true,
        ..ParsingOptions::default()
    };
    // The DTD of NITF defines them.
    let xml = xml
        .replace("&eacute;", "é")
        .replace("&mdash;", "—")
        .replace("&nbsp;", "\u{a0}");
    let document = Document::parse_with_options(&xml, options).unwrap();
    let mut text = Letters::default();
    walk(document.root(), false, wanted, html, &mut text);
    text
}

fn walk(node: Node<'_, '_>, inside: bool, wanted: &[&str], html: &[&str], out: &mut Letters) {
    let name = node.tag_name().name();
    let inside = inside || wanted.contains(&name);
    if html.contains(&name) {
        let text: String = node
            .descendants()
            .filter_map(|inner| inner.is_text().then(|| inner.text()).flatten())
            .collect();
        out.space();
        out.append(crate::html::text(&text));
        out.space();
        return;
    }
    if node.is_text() && inside {
        out.push(node.text().unwrap_or_default());
    }
    let inline = matches!(
        name,
        "" | "em"
            | "strong"
            | "a"
            | "b"
            | "i"
            | "q"
            | "person"
            | "org"
            | "location"
            | "chron"
            | "num"
            | "span"
    );
    if !inline {
        out.space();
    }
    for child in node.children() {
        walk(child, inside, wanted, html, out);
    }
    if !inline {
        out.space();
    }
}
