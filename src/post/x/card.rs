//! Previews of links, and polls, of a payload.

use super::super::field_lookup::{FieldLookup, field_table};
use super::{article, unified_card};
use crate::json::{Cursor, Tape, TapeBuilder, ValueKind};
use crate::url::Address;

const CARD: &str = field_table! {
    text title: "title event_title broadcast_title",
    text description: "description",
    text domain: "vanity_url domain",
    text image: "photo_image_full_size_large.url photo_image_full_size.url summary_photo_image_large.url summary_photo_image.url thumbnail_image_large.url thumbnail_image.url player_image_large.url player_image.url broadcast_thumbnail_large.url images.url",
    text imageAlt: "photo_image_full_size_alt_text summary_photo_image_alt_text thumbnail_image_alt_text player_image_alt_text",
};

const POLL: &str = field_table! {
    any options: "options",
    text ends: "end_datetime_utc end_datetime",
    boolean final: "counts_are_final",
};

/// The choices of a poll in a card, where each has fields of its own, by the one that it can't lack.
const CHOICES: [(&str, &str); 4] = [
    (
        "choice1_label",
        field_table! { text label: "choice1_label", number votes: "choice1_count", },
    ),
    (
        "choice2_label",
        field_table! { text label: "choice2_label", number votes: "choice2_count", },
    ),
    (
        "choice3_label",
        field_table! { text label: "choice3_label", number votes: "choice3_count", },
    ),
    (
        "choice4_label",
        field_table! { text label: "choice4_label", number votes: "choice4_count", },
    ),
];

/// A link's preview, as far as it is known.
#[derive(Default)]
pub(super) struct LinkCard<'j> {
    pub(super) url: String,
    pub(super) title: &'j str,
    pub(super) description: &'j str,
    pub(super) domain: &'j str,
    pub(super) image: &'j str,
    pub(super) alt: &'j str,
}

impl LinkCard<'_> {
    /// Whether it has a picture or a title that the other one lacks.
    pub(super) fn shows_more_than(&self, other: &Self) -> bool {
        !self.image.is_empty() && self.image != other.image
            || !self.title.is_empty() && self.title != other.title
    }

    /// In our own form; none if it leads nowhere.
    pub(super) fn to_tape(&self) -> Option<Tape<'static>> {
        Address::link(&self.url)?;
        let title = [self.title, self.domain, &self.url];
        let title = title.into_iter().find(|title| !title.trim().is_empty())?;
        let described = self.description != self.domain;
        let mut out = TapeBuilder::new("$");
        out.open(ValueKind::Object);
        for (key, text) in [
            ("url", self.url.as_str()),
            ("title", title),
            ("description", if described { self.description } else { "" }),
            ("domain", self.domain),
            ("image", self.image),
            ("imageAlt", self.alt),
        ] {
            out.field(key, text);
        }
        out.close();
        Some(out.finish())
    }
}

/// Writes the poll, or the previews of links. `poll` is the included poll of API v2.
pub(super) fn write<'j>(
    out: &mut TapeBuilder,
    at: &FieldLookup<'j>,
    poll: Option<Cursor<'j>>,
    pictured: bool,
) {
    let card = FieldLookup::single(at.get("card.legacy card"));
    let values = card.get("binding_values");
    if poll.is_some() || card.text("name").starts_with("poll") {
        write_poll(out, &FieldLookup::single(poll.or(values)));
        return;
    }
    let mut cards = Vec::new();
    let unified = FieldLookup::single(values);
    let unified = unified.text("unified_card");
    if !unified.is_empty() {
        let short = link_of(at, card.text("url"));
        cards = unified_card::read(unified, short);
    }
    cards.extend(article::card(at));
    if cards.is_empty() {
        cards.extend(preview(at, &card, values, pictured));
    }
    match cards.as_slice() {
        [] => {}
        [one] => {
            out.key("card");
            out.copy(Cursor::root(one));
        }
        several => {
            out.key("card");
            out.open(ValueKind::List);
            for card in several {
                out.copy(Cursor::root(card));
            }
            out.close();
        }
    }
}

/// Where a short URL leads, if it is one of the text's.
fn link_of<'j>(at: &FieldLookup<'j>, short: &'j str) -> &'j str {
    let links = at.items("entities.urls");
    let link = links.iter().find(|link| link.scalar_str("url") == short);
    let link = FieldLookup::single(link.copied());
    link.get("expanded_url").map_or(short, Cursor::as_str)
}

/// The preview that has a field for each of its parts.
fn preview<'j>(
    at: &FieldLookup<'j>,
    card: &FieldLookup<'j>,
    values: Option<Cursor<'j>>,
    pictured: bool,
) -> Option<Tape<'static>> {
    // API v2 has no cards, but the same data in its URL entities.
    let links = at.items("entities.urls");
    let titled = links
        .iter()
        .find(|link| link.field("title").is_some() && !pictured);
    let known = FieldLookup::single(values.or(titled.copied()));
    let short = known.text("card_url website_url expanded_url");
    let short = if short.is_empty() {
        card.text("url")
    } else {
        short
    };
    if short.is_empty() || known.text("title event_title broadcast_title").is_empty() {
        return None;
    }
    let mut out = TapeBuilder::new("$");
    out.open(ValueKind::Object);
    out.field("url", link_of(at, short));
    known.write_fields(&mut out, CARD);
    out.close();
    Some(out.finish())
}

fn write_poll(out: &mut TapeBuilder, poll: &FieldLookup<'_>) {
    out.key("poll");
    out.open(ValueKind::Object);
    poll.write_fields(out, POLL);
    if poll.text("voting_status") == "closed" {
        out.scalar("final", ValueKind::True, "true");
    }
    if poll.get("choice1_label").is_some() {
        out.key("options");
        out.open(ValueKind::List);
        for (label, choice) in CHOICES {
            if poll.get(label).is_some() {
                out.open(ValueKind::Object);
                poll.write_fields(out, choice);
                out.close();
            }
        }
        out.close();
    }
    out.close();
}
