//! Moderation labels: what they hide of a post.

use crate::json::Cursor;

/// What the labels of a post and its author ask for.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Asked {
    /// Its author shows it to signed-in readers only.
    pub(super) signed_in: bool,
    /// It is not to be shown at all.
    pub(super) hidden: bool,
    /// Words and media wait for the reader.
    pub(super) warned: bool,
    /// Media wait for the reader.
    pub(super) sensitive: bool,
    /// The account is automated.
    pub(super) bot: bool,
}

/// What media wait for; the last two are older names.
const SENSITIVE: [&str; 6] = ["porn", "sexual", "nudity", "graphic-media", "gore", "nsfl"];

/// Reads the labels of a post, of its record, and of its author.
pub(super) fn read(
    post: Cursor<'_>,
    record: Option<Cursor<'_>>,
    author: Option<Cursor<'_>>,
) -> Asked {
    let did = author.map_or("", |author| author.scalar_str("did"));
    let mut asked = Asked::default();
    let own = record.and_then(|record| record.field("labels")?.field("values"));
    for label in own.into_iter().flat_map(Cursor::items) {
        asked.add(label.scalar_str("val"), true);
    }
    for label in effective(post) {
        asked.add(label.scalar_str("val"), label.scalar_str("src") == did);
    }
    for label in author.into_iter().flat_map(effective) {
        let value = label.scalar_str("val");
        // Labels of the profile are about its pictures, except the one by which an author opts out.
        if value == "!no-unauthenticated" || !label.scalar_str("uri").ends_with("/self") {
            asked.add(value, label.scalar_str("src") == did);
        }
    }
    asked
}

/// The labels of a post or an account that have not been taken back.
fn effective(labelled: Cursor<'_>) -> Vec<Cursor<'_>> {
    let mut labels: Vec<Cursor<'_>> = Vec::new();
    for label in labelled.field("labels").into_iter().flat_map(Cursor::items) {
        let key = |label: Cursor<'_>, name| label.scalar_str(name).to_owned();
        if label.scalar_str("neg") == "true" {
            labels.retain(|earlier| {
                key(*earlier, "src") != key(label, "src")
                    || key(*earlier, "val") != key(label, "val")
            });
        } else if labels.len() < 100 {
            labels.push(label);
        }
    }
    labels
}

impl Asked {
    fn add(&mut self, value: &str, by_author: bool) {
        match value {
            "!no-unauthenticated" => self.signed_in = true,
            // What only moderators can ask for.
            "!hide" | "!takedown" if !by_author => self.hidden = true,
            "!warn" if !by_author => self.warned = true,
            "bot" => self.bot = true,
            _ if SENSITIVE.contains(&value) => self.sensitive = true,
            _ => {}
        }
    }
}
