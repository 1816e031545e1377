//! The text of a payload with its entities.
//!
//! Entities give offsets in code points of the escaped text, so it is split first and unescaped then. Offsets are used
//! only if the text there matches the entity; otherwise the text is searched for it.

use super::super::autolink::{EntityKind, entity_url};
use super::super::html::decode;
use super::X;
use super::permalink::{is_handle, parse_post_url};
use crate::json::{Cursor, TapeBuilder, ValueKind};
use crate::locale::is_word_char;
use crate::scan::{split, split_at_str, trim_start};

/// Maximum number of bytes searched when offsets are wrong.
const MAX_SEARCHED_BYTES: usize = 10_000_000;

/// Separators between the mentions at the start of a text.
pub(super) const BLANK: &[u8] = b" \r\n";

/// A text with its entities.
pub(super) struct EntityText<'j> {
    /// Escaped as HTML is.
    pub(super) text: &'j str,
    pub(super) entities: Option<Cursor<'j>>,
    /// Ids of the quoted posts.
    pub(super) quoted: Vec<&'j str>,
    /// Whether media is rendered.
    pub(super) media: bool,
}

/// What to do with a link.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LinkAction {
    Keep,
    /// It links to media that is rendered.
    Remove,
    /// It links to the quoted post, and is removed if nothing follows it.
    RemoveIfTrailing,
}

struct EntityLink<'j> {
    start: usize,
    end: usize,
    kind: EntityKind,
    /// Of an address.
    item: Cursor<'j>,
    action: LinkAction,
}

impl<'j> EntityText<'j> {
    /// Writes the text; returns the hidden mentions at its start, which the platform doesn't show.
    pub(super) fn write(&self, out: &mut TapeBuilder, range: Option<Cursor<'j>>) -> String {
        let offsets = offsets(self.text);
        let links = self.links(&offsets);
        // After the visible range there are only links that are removed anyway, so only its start is used.
        let hidden = range
            .and_then(|range| range.items().next()?.number())
            .and_then(|start| offsets.get(start as usize).copied())
            .and_then(|start| self.text.get(..start))
            .filter(|hidden| {
                let cut = hidden.len() < self.text.len() && hidden.len() == hidden.trim_end().len();
                !cut && split(hidden.trim_end(), BLANK)
                    .iter()
                    .all(|name| name.strip_prefix('@').is_some_and(is_handle))
            })
            .unwrap_or_default();
        let mut end = self.text.trim_end().len();
        for link in links.iter().rev() {
            if link.action != LinkAction::Keep && link.end >= end {
                end = self
                    .text
                    .get(..link.start)
                    .unwrap_or_default()
                    .trim_end()
                    .len();
            }
        }
        let mut at = hidden.len();
        let mut run = String::new();
        let linked = links
            .iter()
            .any(|link| link.start >= at && link.end <= end && link.action != LinkAction::Remove);
        out.key("text");
        if linked {
            out.open(ValueKind::List);
        }
        for link in &links {
            if link.start < at || link.end > end {
                continue;
            }
            self.push_text(at, link.start, &mut run);
            at = link.end;
            if link.action != LinkAction::Remove {
                span(out, &mut run, "");
                self.write_link(out, link);
            }
        }
        self.push_text(at, end, &mut run);
        if linked {
            span(out, &mut run, "");
            out.close();
        } else {
            out.text(&run);
        }
        hidden.trim_end().into()
    }

    fn push_text(&self, start: usize, end: usize, run: &mut String) {
        let mut plain = String::new();
        decode(self.text.get(start..end).unwrap_or_default(), &mut plain);
        let mut last = ' ';
        for letter in plain.chars() {
            // Old posts use carriage returns as line breaks.
            match letter {
                '\r' => run.push('\n'),
                '\n' if last == '\r' => {}
                _ => run.push(letter),
            }
            last = letter;
        }
    }

    fn write_link(&self, out: &mut TapeBuilder, link: &EntityLink<'_>) {
        let mut shown = String::new();
        self.push_text(link.start, link.end, &mut shown);
        let field = |key: &str| link.item.field(key).map_or("", Cursor::as_str);
        if link.kind != EntityKind::Url {
            let href = entity_url(&X, link.kind, &shown, None);
            return span(
                out,
                &mut shown,
                href.as_ref().map_or("", |href| href.as_str()),
            );
        }
        let expanded = field("expanded_url");
        let own = shown.clone();
        let href = if expanded.is_empty() {
            own.as_str()
        } else {
            expanded
        };
        let display = field("display_url");
        if !display.is_empty() {
            shown.clear();
            shown.push_str(display);
        }
        span(out, &mut shown, href);
    }

    /// All links, in the order of the text; some may overlap.
    fn links(&self, offsets: &[usize]) -> Vec<EntityLink<'j>> {
        let mut links: Vec<EntityLink<'j>> = Vec::new();
        let Some(entities) = self.entities else {
            return links;
        };
        let mut searched = 0;
        for (list, name, found) in [
            ("hashtags", "text", EntityKind::Hashtag),
            ("hashtags", "tag", EntityKind::Hashtag),
            ("symbols", "text", EntityKind::Cashtag),
            ("cashtags", "tag", EntityKind::Cashtag),
            ("user_mentions", "screen_name", EntityKind::Mention),
            ("mentions", "username", EntityKind::Mention),
            ("urls", "url", EntityKind::Url),
            ("media", "url", EntityKind::Url),
        ] {
            let mut last = 0;
            let Some(listed) = entities.field(list) else {
                continue;
            };
            for item in listed.items() {
                let name = item.field(name).map_or("", Cursor::as_str);
                // Without a scheme, it could match any word.
                if name.is_empty()
                    || found == EntityKind::Url && split_at_str(name, "://").is_none()
                {
                    continue;
                }
                let start = declared_offset(item, "start", 0, offsets);
                let end = declared_offset(item, "end", 1, offsets);
                let (start, end) = match start.zip(end) {
                    Some((start, end))
                        if matches_name(
                            self.text.get(start..end).unwrap_or_default(),
                            name,
                            found,
                        ) =>
                    {
                        (start, end)
                    }
                    _ if searched < MAX_SEARCHED_BYTES => {
                        let mut search = |from: usize| {
                            let place = find_link(self.text, from, name, found);
                            let end = place.map_or(self.text.len(), |(_, end)| end);
                            searched += end.saturating_sub(from);
                            place
                        };
                        match search(last).or_else(|| search(0)) {
                            Some(place) => place,
                            None => continue,
                        }
                    }
                    _ => continue,
                };
                last = end;
                let fate = self.action_for(list, item);
                let mut place = links.len();
                while place > 0
                    && links
                        .get(place - 1)
                        .is_some_and(|other| other.start > start)
                {
                    place -= 1;
                }
                links.insert(
                    place,
                    EntityLink {
                        start,
                        end,
                        kind: found,
                        item,
                        action: fate,
                    },
                );
            }
        }
        links
    }

    fn action_for(&self, list: &str, item: Cursor<'_>) -> LinkAction {
        let field = |key: &str| item.field(key).map_or("", Cursor::as_str);
        let display = field("display_url");
        let picture = list == "media"
            || display.starts_with("pic.twitter.com/")
            || display.starts_with("pic.x.com/");
        let quoted = parse_post_url(field("expanded_url"))
            .is_some_and(|(_, id)| !id.is_empty() && self.quoted.contains(&id));
        match () {
            () if picture && self.media => LinkAction::Remove,
            () if quoted => LinkAction::RemoveIfTrailing,
            () => LinkAction::Keep,
        }
    }
}

/// Byte offset of each code point, and of the end.
fn offsets(text: &str) -> Vec<usize> {
    let mut offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    offsets.push(text.len());
    offsets
}

fn declared_offset(item: Cursor<'_>, key: &str, nth: usize, offsets: &[usize]) -> Option<usize> {
    let list = item.field("indices").and_then(|list| list.items().nth(nth));
    let number = list
        .or(item.field(key))?
        .number()
        .filter(|number| *number >= 0.0)?;
    offsets.get(number as usize).copied()
}

fn is_sign(letter: char) -> bool {
    matches!(letter, '#' | '＃' | '@' | '＠' | '$')
}

/// Whether this part of the text matches the entity.
fn matches_name(piece: &str, name: &str, found: EntityKind) -> bool {
    if found == EntityKind::Url {
        return piece == name;
    }
    let bare = trim_start(piece, is_sign);
    bare.len() < piece.len() && bare.eq_ignore_ascii_case(name)
}

/// Searches the text for an entity, starting at `from`.
fn find_link(text: &str, from: usize, name: &str, found: EntityKind) -> Option<(usize, usize)> {
    let mut at = from;
    loop {
        let (before, after) = split_at_str(text.get(at..)?, name)?;
        let start = at + before.len();
        let end = start + name.len();
        let sign = before.chars().next_back().filter(|letter| is_sign(*letter));
        let parted = !after
            .chars()
            .next()
            .is_some_and(|letter| is_word_char(letter) || letter == '_');
        match sign {
            _ if found == EntityKind::Url => return Some((start, end)),
            Some(sign) if parted => return Some((start - sign.len_utf8(), end)),
            _ => at = end,
        }
    }
}

/// Adds a span; without a link if `href` is empty.
fn span(out: &mut TapeBuilder, text: &mut String, href: &str) {
    if !text.is_empty() {
        out.open(ValueKind::Object);
        out.field("text", text);
        out.field("href", href);
        out.close();
        text.clear();
    }
}
