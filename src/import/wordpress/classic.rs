//! Content of the classic editor, which has no tags for paragraphs: a blank line ends one, a line end is a break.

/// Whether a content is of the classic editor.
pub(super) fn is_classic(content: &str) -> bool {
    let blank_line = content.contains("\n\n") || content.contains("\r\n\r\n");
    let paragraph = ["<p>", "<p ", "<P>", "<P "];
    blank_line
        && !content.contains("<!-- wp:")
        && !paragraph.iter().any(|tag| content.contains(tag))
}

/// Tags that begin what isn't a paragraph.
const BLOCKS: [&str; 36] = [
    "address",
    "article",
    "aside",
    "audio",
    "blockquote",
    "center",
    "details",
    "dir",
    "div",
    "dl",
    "fieldset",
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
    "hr",
    "iframe",
    "li",
    "main",
    "nav",
    "ol",
    "object",
    "pre",
    "script",
    "section",
    "style",
    "table",
    "ul",
    "video",
    "wp-media",
];

/// The content with its paragraphs and line breaks as tags.
pub(super) fn paragraphs(content: &str) -> String {
    let content = content.replace("\r\n", "\n");
    let mut html = String::with_capacity(content.len() + content.len() / 8);
    let mut rest = content.as_str();
    while !rest.is_empty() {
        // Line ends count in these.
        let next = ["<pre", "<script", "<style", "<textarea", "<table"]
            .iter()
            .filter_map(|tag| Some((rest.find(tag)?, *tag)))
            .min();
        let Some((at, tag)) = next else {
            flow(rest, &mut html);
            break;
        };
        let (before, raw) = rest.split_at_checked(at).unwrap_or((rest, ""));
        flow(before, &mut html);
        let end_tag = format!("</{}>", tag.trim_start_matches('<'));
        let end = raw
            .find(&end_tag)
            .map_or(raw.len(), |at| at + end_tag.len());
        let (raw, behind) = raw.split_at_checked(end).unwrap_or((raw, ""));
        html.push_str(raw);
        rest = behind;
    }
    html
}

fn flow(text: &str, html: &mut String) {
    for part in text.split("\n\n") {
        let part = part.trim_matches(['\n', ' ', '\t']);
        if part.is_empty() {
            continue;
        }
        let block = starts_block(part);
        if !block {
            html.push_str("<p>");
        }
        let mut lines = part.lines().peekable();
        while let Some(line) = lines.next() {
            html.push_str(line);
            let Some(next) = lines.peek() else { break };
            if !block && !starts_block(next) && !ends_block(line) {
                html.push_str("<br>");
            }
            html.push('\n');
        }
        if !block {
            html.push_str("</p>");
        }
        html.push('\n');
    }
}

fn tag_name(text: &str) -> Option<&str> {
    let inside = text.strip_prefix('<')?;
    let inside = inside.strip_prefix('/').unwrap_or(inside);
    let end = inside
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '-')
        .unwrap_or(inside.len());
    inside.get(..end)
}

fn starts_block(text: &str) -> bool {
    tag_name(text.trim_start())
        .is_some_and(|name| BLOCKS.contains(&name.to_ascii_lowercase().as_str()))
}

fn ends_block(line: &str) -> bool {
    line.trim_end().ends_with('>')
        && line
            .rfind('<')
            .and_then(|at| line.get(at..))
            .is_some_and(starts_block)
}
