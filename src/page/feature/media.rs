//! Pictures and videos of posts that are held back until the reader asks for them.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlMediaElement};

use super::Feature;
use crate::page::consent::{Watch, allows_media, announce, grant_media, provider_of};
use crate::page::context::Context;
use crate::page::dom::{Listener, closest, focus, focused, part_at, parts, set, unset};

const BUTTONS: &str = ".aw-tweet [data-ask=media]";
const HELD: &str = ".aw-tweet :is(img, source)[data-src], .aw-tweet video[data-poster]";

pub(in crate::page) struct Media {
    _listener: Listener,
    _watch: Watch,
}

impl Media {
    pub(in crate::page) fn attach(context: &Rc<Context>) -> Self {
        let (pressed, granted) = (Rc::downgrade(context), Rc::downgrade(context));
        let listener = Listener::new(&context.root, "click", move |event| {
            if let Some(context) = pressed.upgrade()
                && let Some(button) = part_at(
                    &context.root,
                    &event,
                    "[data-ask=media], [data-ask=sensitive]",
                )
            {
                reveal(&context, &button);
            }
        });
        let watch = Watch::new(move || {
            if let Some(context) = granted.upgrade() {
                show_allowed(&context);
            }
        });
        Self {
            _listener: listener,
            _watch: watch,
        }
    }
}

impl Feature for Media {
    fn updated(&self, context: &Rc<Context>) {
        show_allowed(context);
    }
}

/// Shows what waits for nothing but consent.
fn show_allowed(context: &Context) {
    let allowed = allowed_providers(context);
    let is_allowed = |element: &HtmlElement| {
        let card = outermost_card(element);
        card.is_some_and(|card| allowed.contains(&provider_of(&card)))
    };
    if allowed.is_empty() {
        return;
    }
    let mut held = held_in(context, &context.root);
    held.retain(is_allowed);
    for element in &held {
        for (name, held) in [("src", "data-src"), ("poster", "data-poster")] {
            if let Some(value) = element.get_attribute(held) {
                set(element, name, &value);
                unset(element, held);
            }
        }
    }
    // A video that had no source looks for one again only after `load()`.
    let mut last = None;
    for element in held {
        let video = closest(&element, "video, audio");
        if let Some(video) = video.filter(|video| last.as_ref() != Some(video)) {
            video.unchecked_ref::<HtmlMediaElement>().load();
            last = Some(video);
        }
    }
    let mut buttons = parts(&context.root, BUTTONS);
    buttons.retain(is_allowed);
    for button in buttons {
        button.remove();
    }
}

/// The providers whose media wait here and may be shown.
fn allowed_providers(context: &Context) -> Vec<String> {
    let mut waiting = held_in(context, &context.root);
    waiting.extend(parts(&context.root, BUTTONS));
    let cards = waiting.iter().filter_map(|element| outermost_card(element));
    let mut providers: Vec<String> = cards.map(|card| provider_of(&card)).collect();
    providers.sort_unstable();
    providers.dedup();
    // The first look into the storage takes a page milliseconds.
    providers.retain(|provider| allows_media(provider));
    providers
}

/// What is held back, but not because it is sensitive.
fn held_in(context: &Context, place: &Element) -> Vec<HtmlElement> {
    let mut held = parts(&context.root, HELD);
    held.retain(|element| {
        place.contains(Some(element)) && closest(element, ".aw-sensitive").is_none()
    });
    held
}

/// Shows media everywhere in the page, and what the button is for even if it is sensitive.
fn reveal(context: &Rc<Context>, button: &Element) -> Option<()> {
    let card = outermost_card(button)?;
    let was_focused = focused(button).as_ref() == Some(button);
    let sensitive = closest(button, ".aw-sensitive");
    if let Some(sensitive) = &sensitive {
        let _ = sensitive.class_list().remove_1("aw-sensitive");
    }
    let held = held_in(context, sensitive.as_ref().unwrap_or(&card));
    button.remove();
    let provider = provider_of(&card);
    grant_media(&provider);
    if was_focused {
        let target = held
            .iter()
            .find_map(|element| closest(element, "a[href], video[controls], audio[controls]"));
        if target.is_none() {
            set(&card, "tabindex", "-1");
        }
        focus(target.as_ref().unwrap_or(&card));
    }
    announce(context, &provider, &card);
    Some(())
}

/// The post, not one that it quotes.
fn outermost_card(part: &Element) -> Option<Element> {
    let mut card = closest(part, ".aw-tweet")?;
    while let Some(outer) = card
        .parent_element()
        .and_then(|parent| closest(&parent, ".aw-tweet"))
    {
        card = outer;
    }
    Some(card)
}
