//! Shortcodes, such as `[caption]…[/caption]`, as HTML.

use crate::import::Context;

/// The content with the shortcodes that are known as HTML; `None` if there are none. Others stay as text.
pub(super) fn expand(cx: &mut Context<'_>, content: &str, path: &str) -> Option<String> {
    if !content.contains('[') {
        return None;
    }
    let mut html = String::with_capacity(content.len());
    let mut rest = content;
    let mut changed = false;
    while let Some(at) = rest.find('[') {
        let (before, code) = rest.split_at_checked(at).unwrap_or((rest, ""));
        html.push_str(before);
        match read(code) {
            Some(found) => {
                let is_slot = cx.options.slots.iter().any(|slot| slot == found.name);
                let printed = if is_slot {
                    Some(format!("<div class=\"{}\"></div>", found.name))
                } else {
                    print(&found)
                };
                if let Some(printed) = printed {
                    html.push_str(&printed);
                    changed = true;
                    rest = code.get(found.length..).unwrap_or_default();
                    continue;
                }
                if found.is_sure {
                    cx.warn_once(
                        "shortcode",
                        found.name,
                        path,
                        format!(
                            "The shortcode \"{}\" isn't known; it stays as text.",
                            found.name
                        ),
                    );
                }
                html.push('[');
                rest = code.get(1..).unwrap_or_default();
            }
            None => {
                html.push('[');
                rest = code.get(1..).unwrap_or_default();
            }
        }
    }
    html.push_str(rest);
    changed.then_some(html)
}

struct Shortcode<'c> {
    name: &'c str,
    attributes: &'c str,
    content: Option<&'c str>,
    /// In bytes, with its end.
    length: usize,
    /// Whether it can't be text in brackets.
    is_sure: bool,
}

/// The longest content of a shortcode. Without a limit, text full of brackets without ends would be searched again and again.
const LONGEST: usize = 20_000;

/// Those that have content.
const KNOWN: [&str; 12] = [
    "caption",
    "wp_caption",
    "embed",
    "youtube",
    "vimeo",
    "tweet",
    "twitter",
    "instagram",
    "soundcloud",
    "spotify",
    "audio",
    "video",
];

fn read(text: &str) -> Option<Shortcode<'_>> {
    let inside = text.strip_prefix('[')?;
    let near = inside
        .get(..inside.floor_char_boundary(2000))
        .unwrap_or(inside);
    let end = near.find(']')?;
    let head = near.get(..end)?.trim_end_matches('/');
    let length = head
        .find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '-'))
        .unwrap_or(head.len());
    let (name, attributes) = head.split_at_checked(length)?;
    if !name.starts_with(|c: char| c.is_ascii_lowercase())
        || !(attributes.is_empty() || attributes.starts_with(char::is_whitespace))
        || head.contains(['[', '<'])
    {
        return None;
    }
    let behind = inside.get(end + 1..)?;
    let closing = format!("[/{name}]");
    // What isn't known stays as it is; that it ends is only a sign.
    let longest = if KNOWN.contains(&name) { LONGEST } else { 500 };
    let near = behind
        .get(..behind.floor_char_boundary(longest))
        .unwrap_or(behind);
    let content = near.find(&closing).and_then(|at| near.get(..at));
    let length = end + 2 + content.map_or(0, |content| content.len() + closing.len());
    Some(Shortcode {
        name,
        attributes,
        content,
        length,
        is_sure: content.is_some() || attributes.contains("=\""),
    })
}

fn attribute<'c>(code: &Shortcode<'c>, name: &str) -> Option<&'c str> {
    code.attributes
        .match_indices(name)
        .find_map(|(at, _)| {
            let before = code.attributes.get(..at)?;
            let value = code.attributes.get(at + name.len()..)?.strip_prefix('=')?;
            if !before.ends_with(char::is_whitespace) {
                return None;
            }
            match value.chars().next()? {
                quote @ ('"' | '\'') => value.get(1..)?.split(quote).next(),
                _ => value.split_whitespace().next(),
            }
        })
        .filter(|value| !value.is_empty())
}

/// The first value without a name, such as the URL of `[youtube https://…]`.
fn unnamed<'c>(code: &Shortcode<'c>) -> Option<&'c str> {
    code.attributes
        .split_whitespace()
        .map(|word| word.trim_start_matches('=').trim_matches(['"', '\'']))
        .find(|word| !word.is_empty() && (word.starts_with("http") || !word.contains('=')))
}

fn print(code: &Shortcode<'_>) -> Option<String> {
    let content = code
        .content
        .map(str::trim)
        .filter(|content| !content.is_empty());
    let embed = |url: &str| {
        format!(
            "<oembed url=\"{}\"></oembed>",
            url.replace('"', "%22").replace("&#038;", "&amp;")
        )
    };
    let with = |start: &str| {
        let value = attribute(code, "url")
            .or_else(|| attribute(code, "id"))
            .or_else(|| unnamed(code))
            .or(content)?;
        Some(if value.starts_with("http") {
            embed(value)
        } else {
            embed(&[start, value].concat())
        })
    };
    match code.name {
        "caption" | "wp_caption" => {
            let content = content?;
            // The picture, with its link, comes first.
            let end = ["</a>", "<img"]
                .iter()
                .find_map(|tag| {
                    let at = content.rfind(tag)?;
                    let close = content.get(at..)?.find('>')?;
                    Some(at + close + 1)
                })
                .unwrap_or(0);
            let (picture, text) = content.split_at_checked(end)?;
            let text = attribute(code, "caption").unwrap_or(text);
            Some(format!(
                "<figure>{picture}<figcaption>{text}</figcaption></figure>"
            ))
        }
        "gallery" | "playlist" => {
            let ids = attribute(code, "ids").or_else(|| attribute(code, "include"))?;
            Some(format!("<wp-media ids=\"{ids}\"></wp-media>"))
        }
        "embed" => content.map(embed),
        "youtube" => with("https://www.youtube.com/watch?v="),
        "vimeo" => with("https://vimeo.com/"),
        "tweet" | "twitter" => with("https://x.com/i/web/status/"),
        "instagram" => with("https://www.instagram.com/p/"),
        "soundcloud" | "spotify" | "dailymotion" | "ted" => {
            with("").filter(|html| html.contains("\"http"))
        }
        "audio" => {
            let src = ["src", "mp3", "ogg", "wav", "m4a"]
                .iter()
                .find_map(|name| attribute(code, name));
            src.map(|src| format!("<audio src=\"{src}\"></audio>"))
        }
        "video" => {
            let src = ["src", "mp4", "webm", "m4v", "ogv"]
                .iter()
                .find_map(|name| attribute(code, name))?;
            let poster = attribute(code, "poster").map(|poster| format!(" poster=\"{poster}\""));
            Some(format!(
                "<video src=\"{src}\"{}></video>",
                poster.unwrap_or_default()
            ))
        }
        _ => None,
    }
}
