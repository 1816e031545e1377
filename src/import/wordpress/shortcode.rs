//! Shortcodes, such as `[caption]…[/caption]`, as HTML.

use crate::import::Context;
use crate::import::html::place::Place;

/// The content with the shortcodes that are known as HTML; `None` if there are none. Others stay as text.
pub(super) fn expand(cx: &mut Context<'_>, content: &str, place: Place<'_>) -> Option<String> {
    if !content.contains('[') {
        return None;
    }
    let mut html = String::with_capacity(content.len());
    let mut ends = Ends {
        content,
        next: Vec::new(),
    };
    let mut rest = content;
    let mut changed = false;
    while let Some(at) = rest.find('[') {
        let (before, code) = rest.split_at_checked(at).unwrap_or((rest, ""));
        html.push_str(before);
        match read(code, &mut ends) {
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
                        &place.path(content, content.len() - code.len()),
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

/// Where the closing tags of shortcodes are. Each is searched for once, not for every tag that has none.
struct Ends<'c> {
    content: &'c str,
    /// By name, the next one from where it was last asked for; none that is further than the content's end.
    next: Vec<(&'static str, usize)>,
}

impl Ends<'_> {
    /// The length of what is before the closing tag, in this end of the content.
    fn before(&mut self, name: &'static str, behind: &str) -> Option<usize> {
        let from = self.content.len().checked_sub(behind.len())?;
        let known = self.next.iter_mut().find(|(known, _)| *known == name);
        let at = match known {
            Some((_, at)) if *at >= from => *at,
            known => {
                let found = behind.find(&format!("[/{name}]"));
                let found = found.map_or(usize::MAX, |length| from + length);
                match known {
                    Some((_, at)) => *at = found,
                    None => self.next.push((name, found)),
                }
                found
            }
        };
        (at < usize::MAX).then(|| at - from)
    }
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

/// The longest content of a shortcode.
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

fn read<'c>(text: &'c str, ends: &mut Ends<'_>) -> Option<Shortcode<'c>> {
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
    let before = match KNOWN.iter().find(|known| **known == name) {
        Some(known) => ends.before(known, behind),
        // It stays as it is; that it ends is only a sign.
        None => behind
            .get(..behind.floor_char_boundary(500))
            .and_then(|near| near.find(&format!("[/{name}]"))),
    };
    let content = before
        .filter(|length| *length <= LONGEST)
        .and_then(|length| behind.get(..length));
    let closing = "[/]".len() + name.len();
    let length = end + 2 + content.map_or(0, |content| content.len() + closing);
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
