//! Unified cards: components, where they lead, and their media, as JSON in one value of a card.

use super::super::field_lookup::FieldLookup;
use super::card::LinkCard;
use crate::json::{Cursor, Tape};

/// Maximum number of cards; the platform allows six.
const MAX_CARDS: usize = 20;

/// The cards in a unified card: one of each slide, and one of each button or picture that leads elsewhere. `short` is where
/// one leads without a destination of its own.
pub(super) fn read(json: &str, short: &str) -> Vec<Tape<'static>> {
    let Ok(tape) = Tape::parse(json.as_bytes(), "$") else {
        return Vec::new();
    };
    let unified = UnifiedCard {
        root: Cursor::root(&tape),
    };
    let mut cards: Vec<LinkCard<'_>> = Vec::new();
    for slide in unified.slides() {
        let mut main = LinkCard::default();
        let mut others = Vec::new();
        for component in slide {
            unified.component(component, &mut main, &mut others);
        }
        if main.url.is_empty() {
            main.url = short.into();
        }
        for card in std::iter::once(main).chain(others) {
            let known =
                |other: &LinkCard<'_>| other.url == card.url && !card.shows_more_than(other);
            if !cards.iter().any(known) && cards.len() < MAX_CARDS {
                cards.push(card);
            }
        }
    }
    cards.iter().filter_map(LinkCard::to_tape).collect()
}

struct UnifiedCard<'j> {
    root: Cursor<'j>,
}

impl<'j> UnifiedCard<'j> {
    /// What a field of the card has by this key.
    fn object(&self, field: &str, key: &str) -> Option<Cursor<'j>> {
        self.root.field(field)?.field(key)
    }

    /// The components of each slide; a card that isn't swiped has one.
    fn slides(&self) -> Vec<Vec<Cursor<'j>>> {
        let components = |keys: Cursor<'j>| -> Vec<Cursor<'j>> {
            let keys = keys.items().take(50);
            keys.filter_map(|key| self.object("component_objects", key.as_str()))
                .collect()
        };
        let layout = FieldLookup::single(Some(self.root)).items("layout.data.slides");
        let mut slides: Vec<_> = layout.into_iter().take(MAX_CARDS).map(components).collect();
        if slides.iter().all(Vec::is_empty) {
            slides = self
                .root
                .field("components")
                .into_iter()
                .map(components)
                .collect();
        }
        if slides.iter().all(Vec::is_empty) {
            let all = self.root.field("component_objects").into_iter();
            let all = all
                .flat_map(|all| all.entries().skip(1).step_by(2))
                .take(50);
            slides = vec![all.collect()];
        }
        slides
    }

    fn component(
        &self,
        component: Cursor<'j>,
        main: &mut LinkCard<'j>,
        others: &mut Vec<LinkCard<'j>>,
    ) {
        let data = FieldLookup::single(component.field("data").or(Some(component)));
        fill(
            &mut main.title,
            data.text("title.content name.content title name"),
        );
        fill(
            &mut main.description,
            data.text("subtitle.content description.content"),
        );
        self.picture(main, data.text("id media_id"));
        fill(&mut main.image, data.text("image_url"));
        self.destination(main, data.text("destination"));
        self.app(main, data.text("app_id"));
        for item in data.items("media_list") {
            let item = FieldLookup::single(Some(item));
            let mut card = LinkCard::default();
            self.picture(&mut card, item.text("id media_id"));
            self.destination(&mut card, item.text("destination"));
            if main.image.is_empty() {
                (main.image, main.alt) = (card.image, card.alt);
                fill_url(main, &[&card.url]);
                fill(&mut main.domain, card.domain);
            } else if !card.url.is_empty() {
                others.push(card);
            }
        }
        for button in data.items("buttons") {
            let button = FieldLookup::single(Some(button));
            let mut card = LinkCard::default();
            self.destination(&mut card, button.text("destination"));
            fill(
                &mut card.title,
                button.text("text.content action.text text"),
            );
            if !card.url.is_empty() {
                others.push(card);
            }
        }
    }

    fn picture(&self, card: &mut LinkCard<'j>, id: &str) {
        let media = FieldLookup::single(self.object("media_entities", id));
        fill(&mut card.image, media.text("media_url_https media_url"));
        fill(&mut card.alt, media.text("ext_alt_text"));
    }

    /// A page, or an app in a store.
    fn destination(&self, card: &mut LinkCard<'j>, key: &str) {
        let found = self.object("destination_objects", key);
        let found = FieldLookup::single(found.and_then(|found| found.field("data")));
        fill_url(card, &[found.text("url_data.url url")]);
        fill(&mut card.domain, found.text("url_data.vanity vanity"));
        self.app(card, found.text("app_id"));
    }

    fn app(&self, card: &mut LinkCard<'j>, id: &str) {
        let app = self.object("app_store_data", id);
        // There is one of each store.
        let Some(app) = app.and_then(|app| app.items().next().or(Some(app))) else {
            return;
        };
        let id = app.scalar_str("id");
        let store = match app.scalar_str("type") {
            "android_app" => "https://play.google.com/store/apps/details?id=",
            _ => "https://apps.apple.com/app/id",
        };
        if !id.is_empty() {
            fill_url(card, &[store, id]);
        }
        let app = FieldLookup::single(Some(app));
        fill(&mut card.title, app.text("title.content title"));
        fill(&mut card.description, app.text("category.content category"));
    }
}

/// The first of several texts counts.
fn fill<'j>(field: &mut &'j str, text: &'j str) {
    if field.is_empty() {
        *field = text;
    }
}

fn fill_url(card: &mut LinkCard<'_>, parts: &[&str]) {
    if card.url.is_empty() {
        card.url = parts.concat();
    }
}
