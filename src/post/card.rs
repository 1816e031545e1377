//! Link cards and polls of a payload.

use super::payload::Layers;
use crate::json::{Builder, Json, Kind, Reader};

/// The values of a card: an object, or a list of keys and values.
#[derive(Clone, Copy)]
struct Values<'j>(Reader<'j>);

impl<'j> Values<'j> {
    fn value(self, key: &str) -> Option<Layers<'j>> {
        let value = self.0.field(key).or_else(|| {
            let mut items = self.0.items();
            let item = items.find(|item| item.field("key").map_or("", Reader::raw) == key);
            item?.field("value")
        })?;
        Some(Layers([Some(value), None, None]))
    }

    /// The text of the first of these keys that has any.
    fn text(self, keys: &[&str]) -> &'j str {
        let mut texts = keys.iter().map(|key| {
            self.value(key).map_or("", |value| {
                value.text("string_value boolean_value image_value.url")
            })
        });
        texts.find(|text| !text.is_empty()).unwrap_or_default()
    }
}

/// Tells the card or the poll; gives back the address that the card leads to. A card with pictures of the post's own above
/// it would show them again.
pub(super) fn tell(
    out: &mut Builder,
    at: Layers<'_>,
    poll: Option<Reader<'_>>,
    pictured: bool,
) -> alloc::string::String {
    if let Some(poll) = poll {
        out.key("poll");
        out.open(Kind::Object);
        if let Some(options) = poll.field("options") {
            out.key("options");
            out.copy(options);
        }
        let poll = Layers([Some(poll), None, None]);
        out.field("ends", poll.text("end_datetime"));
        if poll.text("voting_status") == "closed" {
            out.plain("final", Kind::True, "true");
        }
        out.close();
        return Default::default();
    }
    let links = || at.get("entities.urls").into_iter().flat_map(Reader::items);
    let card = at.get("card.legacy card");
    if let Some(card) = card
        && let Some(values) = card.field("binding_values").map(Values)
    {
        if card
            .field("name")
            .map_or("", Reader::raw)
            .starts_with("poll")
        {
            poll_card(out, values);
            return Default::default();
        }
        let address = values.text(&["card_url", "website_url"]);
        // A short address stands in the text too, and there with where it leads.
        let link = links().find(|link| link.field("url").map_or("", Reader::raw) == address);
        let address = link
            .and_then(|link| link.field("expanded_url"))
            .map_or(address, Reader::raw);
        let unified = Json::parse(values.text(&["unified_card"]).as_bytes(), "$").ok();
        let unified = Layers([unified.as_ref().map(Reader::root), None, None]);
        let title = values.text(&["title", "event_title", "broadcast_title"]);
        let known = Known {
            url: first(
                address,
                unified.text("destination_objects.browser_1.data.url_data.url"),
            ),
            title: first(
                title,
                unified.text("component_objects.details_1.data.title.content"),
            ),
            description: values.text(&["description"]),
            domain: first(
                values.text(&["vanity_url", "domain"]),
                unified.text("destination_objects.browser_1.data.url_data.vanity"),
            ),
            image: values.text(&[
                "photo_image_full_size_large",
                "photo_image_full_size",
                "summary_photo_image_large",
                "summary_photo_image",
                "thumbnail_image_large",
                "thumbnail_image",
                "player_image_large",
                "player_image",
                "broadcast_thumbnail_large",
            ]),
            alt: values.text(&[
                "photo_image_full_size_alt_text",
                "summary_photo_image_alt_text",
                "thumbnail_image_alt_text",
                "player_image_alt_text",
            ]),
        };
        return known.tell(out);
    }
    let link = links().find(|link| link.field("title").is_some());
    if let Some(link) = link.filter(|_| !pictured) {
        let image = link
            .field("images")
            .and_then(|images| images.items().next());
        let link = Layers([Some(link), image, None]);
        let known = Known {
            url: link.text("expanded_url"),
            title: link.text("title"),
            description: link.text("description"),
            domain: "",
            image: image
                .and_then(|image| image.field("url"))
                .map_or("", Reader::raw),
            alt: "",
        };
        return known.tell(out);
    }
    Default::default()
}

fn first<'t>(one: &'t str, other: &'t str) -> &'t str {
    if one.is_empty() { other } else { one }
}

struct Known<'k> {
    url: &'k str,
    title: &'k str,
    description: &'k str,
    domain: &'k str,
    image: &'k str,
    alt: &'k str,
}

impl Known<'_> {
    /// Tells the card if there is enough of it; gives back where it leads.
    fn tell(&self, out: &mut Builder) -> alloc::string::String {
        if self.url.is_empty() || self.title.is_empty() {
            return Default::default();
        }
        out.key("card");
        out.open(Kind::Object);
        for (key, text) in [
            ("url", self.url),
            ("title", self.title),
            ("description", self.description),
            ("domain", self.domain),
            ("image", self.image),
            ("imageAlt", self.alt),
        ] {
            out.field(key, text);
        }
        out.close();
        self.url.into()
    }
}

fn poll_card(out: &mut Builder, values: Values<'_>) {
    out.key("poll");
    out.open(Kind::Object);
    out.key("options");
    out.open(Kind::List);
    for (label, count) in [
        ("choice1_label", "choice1_count"),
        ("choice2_label", "choice2_count"),
        ("choice3_label", "choice3_count"),
        ("choice4_label", "choice4_count"),
    ] {
        let label = values.text(&[label]);
        if !label.is_empty() {
            out.open(Kind::Object);
            out.field("label", label);
            let count = values
                .value(count)
                .map_or("", |count| count.digits("string_value"));
            out.plain("votes", Kind::Number, count);
            out.close();
        }
    }
    out.close();
    out.field("ends", values.text(&["end_datetime_utc"]));
    if values.text(&["counts_are_final"]) == "true" {
        out.plain("final", Kind::True, "true");
    }
    out.close();
}
