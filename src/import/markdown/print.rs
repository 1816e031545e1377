//! Markdown to HTML.

use pulldown_cmark::{
    BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd,
    TextMergeWithOffset,
};

use super::Printed;
use crate::post::{DEFAULT_NETWORK, entities, entity_url};

/// Prints Markdown.
pub(crate) fn html(text: &str) -> Printed {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_MATH;
    let mut printer = Printer {
        printed: Printed::default(),
        notes: String::new(),
        in_note: false,
        alt: 0,
        link: 0,
        code: false,
        in_head: false,
        labels: Vec::new(),
        callouts: Vec::new(),
        at_callout: false,
        boxes: 0,
        titled: Vec::new(),
    };
    let marked = with_fences_marked(text);
    let text = marked.as_deref().unwrap_or(text);
    let events = Parser::new_ext(text, options).into_offset_iter();
    for (event, range) in TextMergeWithOffset::new(events) {
        let at = printer.printed.html.len();
        printer.printed.origins.push((at, range.start));
        if let Event::Start(Tag::BlockQuote(None)) = event {
            printer.quote(text.get(range).unwrap_or_default());
            continue;
        }
        printer.event(event, text);
    }
    if !printer.notes.is_empty() {
        let notes = std::mem::take(&mut printer.notes);
        printer.out("<hr><ol>");
        printer.printed.html.push_str(&notes);
        printer.out("</ol>");
    }
    if marked.is_some() {
        printer.printed.html = printer.printed.html.replace(FENCE, ":::");
    }
    printer.printed
}

/// Stands for `:::` at the start of a line, which begins or ends a box in some dialects and is a definition in others. It has as many
/// bytes.
const FENCE: char = '\u{e000}';

fn with_fences_marked(text: &str) -> Option<String> {
    if !text.contains(":::") || text.contains(FENCE) {
        return None;
    }
    let mut marked = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let bare = line.trim_start();
        match bare.strip_prefix(":::") {
            Some(rest) => {
                marked.push_str(line.strip_suffix(bare).unwrap_or_default());
                marked.push(FENCE);
                marked.push_str(rest);
            }
            None => marked.push_str(line),
        }
    }
    Some(marked)
}

struct Printer {
    printed: Printed,
    /// The footnotes, which stand at the end.
    notes: String,
    in_note: bool,
    /// How many pictures are open: their text is an attribute.
    alt: usize,
    link: usize,
    code: bool,
    in_head: bool,
    labels: Vec<String>,
    /// Whether the open quotations are callouts.
    callouts: Vec<bool>,
    /// Whether the next text is the mark of a callout.
    at_callout: bool,
    /// How many boxes of `:::` are open.
    boxes: usize,
    /// Whether the open pictures have titles.
    titled: Vec<bool>,
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(c),
        }
    }
}

impl Printer {
    fn place(&mut self) -> &mut String {
        if self.in_note {
            &mut self.notes
        } else {
            &mut self.printed.html
        }
    }

    fn out(&mut self, html: &str) {
        if self.alt == 0 {
            self.place().push_str(html);
        }
    }

    /// A start tag with attributes.
    fn tag(&mut self, name: &str, attributes: &[(&str, &str)]) {
        if self.alt > 0 {
            return;
        }
        let out = self.place();
        out.push('<');
        out.push_str(name);
        for (key, value) in attributes {
            out.push(' ');
            out.push_str(key);
            out.push_str("=\"");
            escape(value, out);
            out.push('"');
        }
        out.push('>');
    }

    fn event(&mut self, event: Event<'_>, source: &str) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text),
            Event::Code(text) => {
                self.out("<code>");
                escape(&text, self.place());
                self.out("</code>");
            }
            Event::InlineMath(text) => {
                self.out("<code>");
                escape(&text, self.place());
                self.out("</code>");
            }
            Event::DisplayMath(text) => {
                self.out("<pre><code class=\"language-math\">");
                escape(&text, self.place());
                self.out("</code></pre>");
            }
            Event::Html(html) | Event::InlineHtml(html) => self.out(&html),
            Event::FootnoteReference(label) => {
                let number = self.number(&label);
                let target = format!("#note-{label}");
                self.out("<sup>");
                self.tag("a", &[("href", &target)]);
                self.out(&number.to_string());
                self.out("</a></sup>");
            }
            Event::SoftBreak => self.soft_break(source),
            Event::HardBreak => self.out("<br>"),
            Event::Rule => self.out("<hr>"),
            Event::TaskListMarker(true) => self.out("<input type=checkbox checked>"),
            Event::TaskListMarker(false) => self.out("<input type=checkbox>"),
        }
    }

    /// A line end is a space, but between letters of Chinese and Japanese.
    fn soft_break(&mut self, _source: &str) {
        let place = self.place();
        let wide = |c: char| {
            ('\u{3000}'..='\u{9fff}').contains(&c) || ('\u{ff00}'..='\u{ffef}').contains(&c)
        };
        if !place.chars().next_back().is_some_and(wide) {
            place.push('\n');
        }
    }

    fn number(&mut self, label: &str) -> usize {
        if let Some(at) = self.labels.iter().position(|known| known == label) {
            return at + 1;
        }
        self.labels.push(label.to_owned());
        self.labels.len()
    }

    fn text(&mut self, text: &str) {
        if self.alt > 0 || self.code || self.link > 0 {
            escape(text, self.place());
            return;
        }
        let text = if std::mem::take(&mut self.at_callout) {
            self.callout(text)
        } else {
            text
        };
        if let Some(rest) = text.strip_prefix(FENCE) {
            self.fence(rest);
            return;
        }
        if let Some(url) = template_tag(text.trim()) {
            match url {
                Template::Embed(url) => {
                    self.tag("oembed", &[("url", &url)]);
                    // What follows in the paragraph isn't in it.
                    self.out("</oembed>");
                }
                Template::Figure([src, alt, caption, credit]) => {
                    self.out("<figure>");
                    self.tag("img", &[("src", src), ("alt", alt)]);
                    self.out("<figcaption>");
                    escape(caption, self.place());
                    self.out("<small>");
                    escape(credit, self.place());
                    self.out("</small></figcaption></figure>");
                }
                Template::Unknown(name) => {
                    self.printed.template_tags.push(name);
                    escape(text, self.place());
                }
            }
            return;
        }
        let mut rest = text;
        while let Some((before, link, behind)) = wiki_link(rest) {
            let target = link.split('|').next().unwrap_or_default();
            let is_picture = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".avif"]
                .iter()
                .any(|end| target.to_ascii_lowercase().ends_with(end));
            match before.strip_suffix('!') {
                Some(before) if is_picture => {
                    self.linked(before);
                    self.tag("img", &[("src", target), ("alt", "")]);
                }
                _ => {
                    self.linked(before);
                    escape(link.rsplit('|').next().unwrap_or_default(), self.place());
                }
            }
            rest = behind;
        }
        self.linked(rest);
    }

    /// Text whose addresses become links.
    fn linked(&mut self, text: &str) {
        let mut last = 0;
        let network = DEFAULT_NETWORK;
        for (start, end, kind) in entities(network, text) {
            let piece = text.get(start..end).unwrap_or_default();
            let web = ["http://", "https://", "www."]
                .iter()
                .any(|scheme| piece.starts_with(scheme));
            let Some(url) = entity_url(network, kind, piece, None).filter(|_| web) else {
                continue;
            };
            escape(text.get(last..start).unwrap_or_default(), self.place());
            self.tag("a", &[("href", url.as_str())]);
            escape(piece, self.place());
            self.out("</a>");
            last = end;
        }
        escape(text.get(last..).unwrap_or_default(), self.place());
    }

    /// Opens a quotation, or the callout that one with a mark such as `[!info]` is.
    fn quote(&mut self, source: &str) {
        let start = source.trim_start_matches(['>', ' ', '\t']);
        self.at_callout = start.starts_with("[!");
        let is_quote = start.starts_with("[!quote]") || start.starts_with("[!cite]");
        let is_callout = self.at_callout && !is_quote;
        self.callouts.push(is_callout);
        self.out(if is_callout {
            "<aside>"
        } else {
            "<blockquote>"
        });
    }

    /// Prints the title of a callout, and gives the text behind it.
    fn callout<'t>(&mut self, text: &'t str) -> &'t str {
        let Some((kind, title)) = text
            .strip_prefix("[!")
            .and_then(|rest| rest.split_once(']'))
        else {
            return text;
        };
        let title = title.trim_start_matches(['-', '+']).trim();
        if self.callouts.last() == Some(&true) {
            self.out("</p>");
            self.title(if title.is_empty() { kind } else { title });
            return "";
        }
        title
    }

    /// Opens or closes a box of `:::`.
    fn fence(&mut self, rest: &str) {
        let rest = rest.trim_matches([':', ' ']);
        if !rest.is_empty() {
            let end = rest
                .find(|c: char| !c.is_alphanumeric() && c != '-')
                .unwrap_or(rest.len());
            let (kind, title) = rest.split_at_checked(end).unwrap_or((rest, ""));
            let title = title.trim_matches(['[', ']', '{', '}', ' ']);
            self.out("</p><aside>");
            self.title(if title.is_empty() { kind } else { title });
            self.boxes += 1;
        } else if self.boxes > 0 {
            self.out("</p></aside><p>");
            self.boxes -= 1;
        } else {
            self.out(":::");
        }
    }

    /// The heading of a box, and the start of its text.
    fn title(&mut self, title: &str) {
        let mut rest = title.chars();
        let first: String = rest
            .next()
            .into_iter()
            .flat_map(char::to_uppercase)
            .collect();
        self.out("<h6>");
        escape(&first, self.place());
        escape(rest.as_str(), self.place());
        self.out("</h6><p>");
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph => self.out("<p>"),
            Tag::Heading { level, id, .. } => {
                let name = heading(level);
                match id {
                    Some(id) => self.tag(name, &[("id", &id)]),
                    None => self.tag(name, &[]),
                }
            }
            Tag::BlockQuote(None) => self.quote(""),
            Tag::BlockQuote(Some(kind)) => {
                let name = match kind {
                    BlockQuoteKind::Note => "Note",
                    BlockQuoteKind::Tip => "Tip",
                    BlockQuoteKind::Important => "Important",
                    BlockQuoteKind::Warning => "Warning",
                    BlockQuoteKind::Caution => "Caution",
                };
                self.out("<aside><h6>");
                self.out(name);
                self.out("</h6>");
            }
            Tag::CodeBlock(kind) => {
                self.code = true;
                let language = match kind {
                    CodeBlockKind::Fenced(info) => info
                        .split([' ', ',', '{'])
                        .next()
                        .unwrap_or_default()
                        .to_owned(),
                    CodeBlockKind::Indented => String::new(),
                };
                self.out("<pre>");
                if language.is_empty() {
                    self.out("<code>");
                } else {
                    let class = format!("language-{language}");
                    self.tag("code", &[("class", &class)]);
                }
            }
            Tag::List(None) => self.out("<ul>"),
            Tag::List(Some(start)) => {
                let start = start.to_string();
                self.tag("ol", &[("start", &start)]);
            }
            Tag::Item => self.out("<li>"),
            Tag::FootnoteDefinition(label) => {
                self.in_note = true;
                self.number(&label);
                let id = format!("note-{label}");
                self.tag("li", &[("id", &id)]);
            }
            Tag::DefinitionList => self.out("<dl>"),
            Tag::DefinitionListTitle => self.out("<dt>"),
            Tag::DefinitionListDefinition => self.out("<dd>"),
            Tag::Table(_) => self.out("<table>"),
            Tag::TableHead => {
                self.in_head = true;
                self.out("<thead><tr>");
            }
            Tag::TableRow => self.out("<tr>"),
            Tag::TableCell => self.out(if self.in_head { "<th>" } else { "<td>" }),
            Tag::Emphasis => self.out("<em>"),
            Tag::Strong => self.out("<strong>"),
            Tag::Strikethrough => self.out("<s>"),
            Tag::Superscript => self.out("<sup>"),
            Tag::Subscript => self.out("<sub>"),
            Tag::Link {
                dest_url, title, ..
            } => {
                self.link += 1;
                if title.is_empty() {
                    self.tag("a", &[("href", &dest_url)]);
                } else {
                    self.tag("a", &[("href", &dest_url), ("title", &title)]);
                }
            }
            Tag::Image {
                dest_url, title, ..
            } => {
                if self.alt == 0 {
                    // In Markdown, the title of a picture is shown below it.
                    if !title.is_empty() {
                        self.out("<figure><figcaption>");
                        escape(&title, self.place());
                        self.out("</figcaption>");
                    }
                    let out = self.place();
                    out.push_str("<img src=\"");
                    escape(&dest_url, out);
                    out.push_str("\" alt=\"");
                }
                self.alt += 1;
                self.titled.push(!title.is_empty());
            }
            Tag::HtmlBlock | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.out("</p>"),
            TagEnd::Heading(level) => {
                self.out("</");
                self.out(heading(level));
                self.out(">");
            }
            TagEnd::BlockQuote(None) if self.callouts.pop() == Some(true) => self.out("</aside>"),
            TagEnd::BlockQuote(None) => self.out("</blockquote>"),
            TagEnd::BlockQuote(Some(_)) => self.out("</aside>"),
            TagEnd::CodeBlock => {
                self.code = false;
                self.out("</code></pre>");
            }
            TagEnd::List(true) => self.out("</ol>"),
            TagEnd::List(false) => self.out("</ul>"),
            TagEnd::Item => self.out("</li>"),
            TagEnd::FootnoteDefinition => {
                self.out("</li>");
                self.in_note = false;
            }
            TagEnd::DefinitionList => self.out("</dl>"),
            TagEnd::DefinitionListTitle => self.out("</dt>"),
            TagEnd::DefinitionListDefinition => self.out("</dd>"),
            TagEnd::Table => self.out("</tbody></table>"),
            TagEnd::TableHead => {
                self.in_head = false;
                self.out("</tr></thead><tbody>");
            }
            TagEnd::TableRow => self.out("</tr>"),
            TagEnd::TableCell => self.out(if self.in_head { "</th>" } else { "</td>" }),
            TagEnd::Emphasis => self.out("</em>"),
            TagEnd::Strong => self.out("</strong>"),
            TagEnd::Strikethrough => self.out("</s>"),
            TagEnd::Superscript => self.out("</sup>"),
            TagEnd::Subscript => self.out("</sub>"),
            TagEnd::Link => {
                self.link = self.link.saturating_sub(1);
                self.out("</a>");
            }
            TagEnd::Image => {
                self.alt = self.alt.saturating_sub(1);
                let titled = self.titled.pop().unwrap_or_default();
                if self.alt == 0 {
                    self.out(if titled { "\"></figure>" } else { "\">" });
                }
            }
            TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => {}
        }
    }
}

fn heading(level: HeadingLevel) -> &'static str {
    match level {
        HeadingLevel::H1 => "h1",
        HeadingLevel::H2 => "h2",
        HeadingLevel::H3 => "h3",
        HeadingLevel::H4 => "h4",
        HeadingLevel::H5 => "h5",
        HeadingLevel::H6 => "h6",
    }
}

/// The text before a link to another note, such as `[[Fares|the fares]]`, what is in it, and the text behind it.
fn wiki_link(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once("[[")?;
    let (link, behind) = rest.split_once("]]")?;
    let sound = link.starts_with(char::is_alphanumeric) && !link.contains(['[', '\n']);
    sound.then_some((before, link, behind))
}

enum Template<'t> {
    Embed(String),
    /// Address, text alternative, caption and credit.
    Figure([&'t str; 4]),
    Unknown(String),
}

/// A tag of Liquid or Hugo that is all of a text, such as `{% embed https://… %}` or `{{< youtube id >}}`.
fn template_tag(text: &str) -> Option<Template<'_>> {
    let inner = text
        .strip_prefix("{%")
        .and_then(|rest| rest.strip_suffix("%}"))
        .or_else(|| text.strip_prefix("{{<")?.strip_suffix(">}}"))
        .or_else(|| text.strip_prefix("{{%")?.strip_suffix("%}}"))?;
    if inner.contains("{%") || inner.contains("{{") {
        return None;
    }
    let mut words = inner.split_whitespace();
    let name = words.next()?;
    let named = |key: &str| {
        inner
            .split_whitespace()
            .find_map(|word| word.strip_prefix(key)?.strip_prefix('='))
            .map(|value| value.trim_matches(['"', '\'', '“', '”']))
    };
    let quoted = |key: &str| {
        let (_, rest) = inner.split_once(key)?;
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        rest.get(1..)?.split(quote).next()
    };
    if name == "figure"
        && let Some(src) = quoted(" src=")
    {
        let or_empty = |key: &str| quoted(key).unwrap_or_default();
        let credit = or_empty(" attr=");
        return Some(Template::Figure([
            src,
            or_empty(" alt="),
            or_empty(" caption="),
            credit,
        ]));
    }
    let value = named("id")
        .or_else(|| words.next())
        .map(|word| word.trim_matches(['"', '\'', '“', '”']))
        .unwrap_or_default();
    let start = match name {
        _ if value.starts_with("http") => "",
        "twitter" | "tweet" | "x" => "https://x.com/i/web/status/",
        "youtube" => "https://www.youtube.com/watch?v=",
        "vimeo" => "https://vimeo.com/",
        "instagram" => "https://www.instagram.com/p/",
        _ => return Some(Template::Unknown(name.to_owned())),
    };
    let known = matches!(
        name,
        "embed"
            | "link"
            | "twitter"
            | "tweet"
            | "x"
            | "youtube"
            | "vimeo"
            | "instagram"
            | "gist"
            | "codepen"
            | "spotify"
            | "soundcloud"
            | "twitch"
            | "github"
    );
    Some(if known && !value.is_empty() {
        Template::Embed([start, value].concat())
    } else {
        Template::Unknown(name.to_owned())
    })
}
