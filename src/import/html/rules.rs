//! Which elements end others, by the rules of HTML for tags that are left out.

pub(super) const VOID: [&str; 17] = [
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input",
    "keygen", "link", "meta", "source", "track", "wbr",
];

pub(super) const HEAD: [&str; 8] = [
    "base", "basefont", "link", "meta", "noscript", "script", "style", "title",
];

pub(crate) const FORMATTING: [&str; 14] = [
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];

/// Start tags that end an open paragraph.
pub(super) const ENDS_PARAGRAPH: [&str; 45] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "details",
    "dialog",
    "dir",
    "div",
    "dd",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "plaintext",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "ul",
    "xmp",
    "tr",
    "td",
    "th",
    "tbody",
];

/// Elements that no tag inside them ends.
pub(super) fn is_scope(name: &str) -> bool {
    matches!(
        name,
        "td" | "th"
            | "caption"
            | "table"
            | "button"
            | "object"
            | "applet"
            | "marquee"
            | "template"
            | "select"
    )
}

/// Elements other than inline ones, which a formatting end tag can't end.
pub(super) fn is_block(name: &str) -> bool {
    ENDS_PARAGRAPH.contains(&name)
        || is_scope(name)
        || matches!(name, "thead" | "tfoot" | "colgroup" | "iframe" | "noscript")
}

/// The open elements that a start tag ends, and those that stop the search for them.
pub(super) fn ended_by(name: &str) -> (&'static [&'static str], &'static [&'static str]) {
    match name {
        "li" => (&["li"], &["ul", "ol", "menu", "dir"]),
        "dd" | "dt" => (&["dd", "dt"], &["dl"]),
        "option" => (&["option"], &["select", "datalist"]),
        "optgroup" => (&["option", "optgroup"], &["select"]),
        "rt" | "rp" => (&["rt", "rp"], &["ruby"]),
        "td" | "th" => (&["td", "th", "caption"], &["table", "tr"]),
        "tr" => (&["tr", "caption", "colgroup"], &["table"]),
        "tbody" | "thead" | "tfoot" | "caption" | "colgroup" => (
            &["tbody", "thead", "tfoot", "caption", "colgroup"],
            &["table"],
        ),
        "a" => (&["a"], &["td", "th", "caption", "table", "object"]),
        "button" => (&["button"], &["td", "th", "table"]),
        _ => (&[], &[]),
    }
}
