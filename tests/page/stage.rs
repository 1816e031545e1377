//! A place in the page for one test, and what happened there. All tests share one page.

use std::cell::RefCell;
use std::rc::Rc;

use article_widget::page::{self, PageOptions, Widget};
use article_widget::{Options, Sections};
use js_sys::{Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CustomEvent, Document, Element, Event, EventTarget, HtmlElement, Window};

pub fn window() -> Window {
    web_sys::window().unwrap()
}

pub fn document() -> Document {
    window().document().unwrap()
}

/// An element in the page's body that goes, with what is in it, when the test ends.
pub struct Stage {
    pub host: HtmlElement,
}

impl Stage {
    pub fn new() -> Self {
        let _ = window().session_storage().unwrap().unwrap().clear();
        page::revoke_consent(None);
        forget_fragment();
        let host: HtmlElement = document().create_element("div").unwrap().unchecked_into();
        document().body().unwrap().append_child(&host).unwrap();
        Self { host }
    }

    pub fn with_markup(html: &str) -> Self {
        let stage = Self::new();
        stage.host.set_inner_html(html);
        stage
    }

    pub fn mount(&self, json: &str) -> Widget {
        self.mount_with(json, &PageOptions::default())
    }

    pub fn mount_with(&self, json: &str, options: &PageOptions) -> Widget {
        page::mount(&self.host, json, options).expect("an article")
    }

    pub fn find(&self, selector: &str) -> HtmlElement {
        let found = self.host.query_selector(selector).unwrap();
        found
            .unwrap_or_else(|| panic!("nothing matches {selector}"))
            .unchecked_into()
    }

    pub fn count(&self, selector: &str) -> u32 {
        self.host.query_selector_all(selector).unwrap().length()
    }

    pub fn text(&self) -> String {
        self.host.text_content().unwrap_or_default()
    }

    /// The button of a section, by the section's id without the prefix.
    pub fn button(&self, id: &str) -> HtmlElement {
        self.find(&format!("#article-{id} > :first-child > button"))
    }

    pub fn is_open(&self, id: &str) -> bool {
        let panel = self.find(&format!("#article-{id} > .aw-panel"));
        let expanded = self.button(id).get_attribute("aria-expanded").unwrap();
        let hidden = panel.get_attribute("hidden");
        assert_eq!(
            hidden.is_none(),
            expanded == "true",
            "button and panel agree"
        );
        if let Some(hidden) = hidden {
            assert_eq!(hidden, "until-found");
        }
        expanded == "true"
    }

    /// The ids of the open sections, without the prefix.
    pub fn open(&self) -> Vec<String> {
        let sections = self.host.query_selector_all(".aw-section").unwrap();
        let sections =
            (0..sections.length()).map(|at| sections.item(at).unwrap().unchecked_into::<Element>());
        let ids = sections.map(|section| section.id().trim_start_matches("article-").to_owned());
        ids.filter(|id| self.is_open(id)).collect()
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.host.remove();
        forget_fragment();
    }
}

fn forget_fragment() {
    window().scroll_to_with_x_and_y(0.0, 0.0);
    // Browsers ignore too many changes of the address in a row.
    if window().location().hash().unwrap().is_empty() {
        return;
    }
    let history = window().history().unwrap();
    let path = window().location().pathname().unwrap();
    history
        .replace_state_with_url(&JsValue::NULL, "", Some(&path))
        .unwrap();
}

/// Events of one name on a target, until it is dropped.
pub struct Heard {
    target: EventTarget,
    name: &'static str,
    callback: Closure<dyn Fn(Event)>,
    events: Rc<RefCell<Vec<CustomEvent>>>,
}

impl Heard {
    pub fn on(target: &EventTarget, name: &'static str) -> Self {
        Self::with(target, name, |_| {})
    }

    /// The same, and something is done each time.
    pub fn with(
        target: &EventTarget,
        name: &'static str,
        work: impl Fn(&CustomEvent) + 'static,
    ) -> Self {
        let events = Rc::<RefCell<Vec<CustomEvent>>>::default();
        let list = Rc::clone(&events);
        let callback = Closure::wrap(Box::new(move |event: Event| {
            let event: CustomEvent = event.unchecked_into();
            list.borrow_mut().push(event.clone());
            work(&event);
        }) as Box<dyn Fn(Event)>);
        target
            .add_event_listener_with_callback(name, callback.as_ref().unchecked_ref())
            .unwrap();
        Self {
            target: target.clone(),
            name,
            callback,
            events,
        }
    }

    pub fn count(&self) -> usize {
        self.events.borrow().len()
    }

    /// For each event, these fields of its detail, parted by blanks.
    pub fn details(&self, fields: &[&str]) -> Vec<String> {
        let events = self.events.borrow();
        let detail = |event: &CustomEvent| {
            let texts = fields
                .iter()
                .map(|name| text_of(&get(&event.detail(), name)));
            texts.collect::<Vec<_>>().join(" ")
        };
        events.iter().map(detail).collect()
    }

    pub fn last_detail(&self) -> JsValue {
        self.events.borrow().last().expect("an event").detail()
    }
}

impl Drop for Heard {
    fn drop(&mut self) {
        let callback = self.callback.as_ref().unchecked_ref();
        self.target
            .remove_event_listener_with_callback(self.name, callback)
            .unwrap();
    }
}

pub fn get(value: &JsValue, name: &str) -> JsValue {
    Reflect::get(value, &name.into()).unwrap()
}

fn text_of(value: &JsValue) -> String {
    match (value.as_string(), value.as_f64(), value.as_bool()) {
        (Some(text), ..) => text.trim_start_matches("article-").to_owned(),
        (_, Some(number), _) => number.to_string(),
        (.., Some(flag)) => flag.to_string(),
        _ => format!("{value:?}"),
    }
}

pub async fn sleep(milliseconds: i32) {
    let promise = Promise::new(&mut |done, _| {
        window()
            .set_timeout_with_callback_and_timeout_and_arguments_0(&done, milliseconds)
            .unwrap();
    });
    JsFuture::from(promise).await.unwrap();
}

pub async fn frame() {
    let promise = Promise::new(&mut |done, _| {
        window().request_animation_frame(&done).unwrap();
    });
    JsFuture::from(promise).await.unwrap();
}

/// Waits until something is true; a test that never sees it fails.
pub async fn until(what: &str, test: impl Fn() -> bool) {
    for _ in 0..1000 {
        if test() {
            return;
        }
        sleep(10).await;
    }
    panic!("never: {what}");
}

pub fn click(element: &Element) {
    element.unchecked_ref::<HtmlElement>().click();
}

pub fn dispatch(target: &EventTarget, name: &str) {
    let init = web_sys::EventInit::new();
    init.set_bubbles(true);
    target
        .dispatch_event(&Event::new_with_event_init_dict(name, &init).unwrap())
        .unwrap();
}

pub fn closed() -> PageOptions {
    PageOptions::from(Options {
        sections: Sections::Closed,
        ..Options::default()
    })
}

/// Sections `one`, `two` with `inner` in it, and `three`.
pub const STORY: &str = r#"{
  "id": "story", "lang": "en", "headline": "The ferry is late",
  "body": [
    { "type": "paragraph", "text": "A lead." },
    { "type": "section", "id": "one", "heading": "One", "body": [{ "type": "paragraph", "text": "First words." }] },
    { "type": "section", "id": "two", "heading": "Two", "body": [
      { "type": "paragraph", "text": "Second words." },
      { "type": "section", "id": "inner", "heading": "Inner", "body": [{ "type": "paragraph", "id": "deep", "text": "Deep words." }] }
    ] },
    { "type": "section", "id": "three", "heading": "Three", "body": [{ "type": "paragraph", "text": "Third words." }] }
  ]
}"#;

/// Sections that each fill more than a screen.
pub fn tall() -> String {
    let section = |heading: &str| {
        let lines: Vec<_> = (0..40)
            .map(|line| format!(r#"{{ "type": "paragraph", "text": "{heading}, line {line}" }}"#))
            .collect();
        format!(
            r#"{{ "type": "section", "id": "{}", "heading": "{heading}", "body": [{}] }}"#,
            heading.to_lowercase(),
            lines.join(",")
        )
    };
    format!(
        r#"{{ "id": "tall", "lang": "en", "headline": "Tall", "body": [{}, {}, {}] }}"#,
        section("One"),
        section("Two"),
        section("Three")
    )
}
