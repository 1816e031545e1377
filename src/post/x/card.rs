//! Link cards and polls of a payload.

use super::super::field_lookup::{FieldLookup, field_table};
use crate::json::{Cursor, TapeBuilder, ValueKind};

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

/// Writes the poll or the card; returns the card's URL. `poll` is the included poll of API v2.
pub(super) fn write<'j>(
    out: &mut TapeBuilder,
    at: &FieldLookup<'j>,
    poll: Option<Cursor<'j>>,
    pictured: bool,
) -> String {
    let card = FieldLookup::single(at.get("card.legacy card"));
    let values = card.get("binding_values");
    if poll.is_some() || card.text("name").starts_with("poll") {
        write_poll(out, &FieldLookup::single(poll.or(values)));
        return String::new();
    }
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
        return String::new();
    }
    // The short URL is also an entity of the text, with its expanded form.
    let link = links.iter().find(|link| link.scalar_str("url") == short);
    let link = FieldLookup::single(link.copied());
    let address = link.get("expanded_url").map_or(short, Cursor::as_str);
    out.key("card");
    out.open(ValueKind::Object);
    out.field("url", address);
    known.write_fields(out, CARD);
    out.close();
    address.into()
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
