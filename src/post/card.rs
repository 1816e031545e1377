//! Link cards and polls of a payload.

use super::field_lookup::Layers;
use crate::json::{Builder, Kind, Reader, digits};

const CARD: &str = "'title title event_title broadcast_title
'description description
'domain vanity_url domain
'image photo_image_full_size_large.url photo_image_full_size.url summary_photo_image_large.url summary_photo_image.url thumbnail_image_large.url thumbnail_image.url player_image_large.url player_image.url broadcast_thumbnail_large.url images.url
'imageAlt photo_image_full_size_alt_text summary_photo_image_alt_text thumbnail_image_alt_text player_image_alt_text";

/// Tells the poll, or the card; gives back the address that the card leads to. `poll` is what API v2 keeps elsewhere.
pub(super) fn tell<'j>(
    out: &mut Builder,
    at: &Layers<'j>,
    poll: Option<Reader<'j>>,
    pictured: bool,
) -> String {
    let card = Layers::one(at.get("card.legacy card"));
    let values = card.get("binding_values");
    if poll.is_some() || card.text("name").starts_with("poll") {
        tell_poll(out, &Layers::one(poll.or(values)));
        return String::new();
    }
    // API v2 has no cards, but says in its links what they would show.
    let links = at.items("entities.urls");
    let titled = links
        .iter()
        .find(|link| link.field("title").is_some() && !pictured);
    let known = Layers::one(values.or(titled.copied()));
    let short = known.text("card_url website_url expanded_url");
    let short = if short.is_empty() {
        card.text("url")
    } else {
        short
    };
    if short.is_empty() || known.text("title event_title broadcast_title").is_empty() {
        return String::new();
    }
    // A short address stands in the text too, and there with where it leads.
    let link = links.iter().find(|link| link.says_at("url") == short);
    let link = Layers::one(link.copied());
    let address = link.get("expanded_url").map_or(short, Reader::raw);
    out.key("card");
    out.open(Kind::Object);
    out.field("url", address);
    known.tell(out, CARD);
    out.close();
    address.into()
}

fn tell_poll(out: &mut Builder, poll: &Layers<'_>) {
    out.key("poll");
    out.open(Kind::Object);
    poll.tell(
        out,
        "=options options\n'ends end_datetime_utc end_datetime\n?final counts_are_final",
    );
    if poll.text("voting_status") == "closed" {
        out.plain("final", Kind::True, "true");
    }
    if poll.get("choice1_label").is_some() {
        out.key("options");
        out.open(Kind::List);
        for nth in 1..=4 {
            let row = [
                "'label choice",
                &digits(nth),
                "_label\n#votes choice",
                &digits(nth),
                "_count",
            ]
            .concat();
            if poll
                .get(&["choice", &digits(nth), "_label"].concat())
                .is_some()
            {
                out.open(Kind::Object);
                poll.tell(out, &row);
                out.close();
            }
        }
        out.close();
    }
    out.close();
}
