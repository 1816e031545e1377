//! What a reader has to ask for first: the original of a post, embeds, pictures in full size.
//!
//! Each is a JavaScript module, because the WebAssembly can't be split: it is loaded by the first press that needs it,
//! or without one where the reader, or the page, has allowed it before.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use js_sys::{Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise, spawn_local};
use web_sys::{AbortController, AbortSignal, Element, Event, HtmlElement, HtmlImageElement};

use super::Feature;
use crate::locale::MessageId;
use crate::page::consent::{Watch, X, allows};
use crate::page::context::Context;
use crate::page::dom::{Listener, closest, matches, part_at, parts, property};
use crate::page::options::{Consent, PageOptions};
use crate::render::Tweets;

#[wasm_bindgen(module = "/src/page/on_demand/load.js")]
extern "C" {
    fn load(name: &str) -> Promise;

    /// One of the modules.
    type Exports;

    #[wasm_bindgen(method, catch)]
    fn attach(
        this: &Exports,
        host: &Element,
        root: &Element,
        choice: &JsValue,
        signal: &AbortSignal,
    ) -> Result<Attached, JsValue>;

    /// A module that has taken over an article's buttons of its kind.
    #[derive(Clone)]
    type Attached;

    /// Does what a press on this element is for.
    #[wasm_bindgen(method, catch)]
    fn press(this: &Attached, target: &Element) -> Result<(), JsValue>;

    /// Blocks came or changed.
    #[wasm_bindgen(method, catch)]
    fn refresh(this: &Attached) -> Result<(), JsValue>;

    /// Puts the updates of a live article into the order in which they are rendered.
    #[wasm_bindgen(method, catch)]
    fn undo(this: &Attached) -> Result<(), JsValue>;
}

/// Never called: because of these blocks, wasm-bindgen puts the modules beside `load.js`, which imports them by name.
/// Its own `link_to!` does so only with an option that not every tool passes on.
#[allow(dead_code)]
mod beside {
    use wasm_bindgen::prelude::*;

    #[wasm_bindgen(module = "/src/page/on_demand/posts.js")]
    extern "C" {
        #[wasm_bindgen(js_name = attach)]
        fn posts();
    }

    #[wasm_bindgen(module = "/src/page/on_demand/embeds.js")]
    extern "C" {
        #[wasm_bindgen(js_name = attach)]
        fn embeds();
    }

    #[wasm_bindgen(module = "/src/page/on_demand/lightbox.js")]
    extern "C" {
        #[wasm_bindgen(js_name = attach)]
        fn lightbox();
    }

    #[wasm_bindgen(module = "/src/page/on_demand/share.js")]
    extern "C" {
        #[wasm_bindgen(js_name = attach)]
        fn share();
    }

    #[wasm_bindgen(module = "/src/page/on_demand/compare.js")]
    extern "C" {
        #[wasm_bindgen(js_name = attach)]
        fn compare();
    }

    #[wasm_bindgen(module = "/src/page/on_demand/chart.js")]
    extern "C" {
        #[wasm_bindgen(js_name = attach)]
        fn chart();
    }

    #[wasm_bindgen(module = "/src/page/on_demand/live.js")]
    extern "C" {
        #[wasm_bindgen(js_name = attach)]
        fn live();
    }

    #[wasm_bindgen(module = "/src/page/on_demand/notes.js")]
    extern "C" {
        #[wasm_bindgen(js_name = attach)]
        fn notes();
    }

    #[wasm_bindgen(module = "/src/page/on_demand/copied.js")]
    extern "C" {
        #[wasm_bindgen(js_name = copyAddress)]
        fn copied();
    }

    #[wasm_bindgen(module = "/src/page/on_demand/language.js")]
    extern "C" {
        #[wasm_bindgen(js_name = tagOf)]
        fn language();
    }

    #[wasm_bindgen(module = "/src/page/on_demand/bypass.js")]
    extern "C" {
        fn bypass();
    }

    #[wasm_bindgen(module = "/src/page/on_demand/nearby.js")]
    extern "C" {
        fn nearby();
    }

    #[wasm_bindgen(module = "/src/page/on_demand/parts.js")]
    extern "C" {
        #[wasm_bindgen(js_name = partsOf)]
        fn parts();
    }
}

/// The interface texts of the modules.
const LABELS: [(&str, MessageId); 11] = [
    ("loading", MessageId::Loading),
    ("failed", MessageId::Failed),
    ("back", MessageId::Back),
    ("embedAsk", MessageId::EmbedAsk),
    ("embedSkip", MessageId::EmbedSkip),
    ("embedEnd", MessageId::EmbedEnd),
    ("embedFailed", MessageId::EmbedFailed),
    ("close", MessageId::Close),
    ("previous", MessageId::Previous),
    ("next", MessageId::Next),
    ("copied", MessageId::Copied),
];

#[derive(Clone, Copy)]
enum Module {
    Posts,
    Embeds,
    Lightbox,
    Share,
    Compare,
    Chart,
    Live,
    Notes,
}

const MODULES: [Module; 8] = [
    Module::Posts,
    Module::Embeds,
    Module::Lightbox,
    Module::Share,
    Module::Compare,
    Module::Chart,
    Module::Live,
    Module::Notes,
];

impl Module {
    fn name(self) -> &'static str {
        match self {
            Self::Posts => "posts",
            Self::Embeds => "embeds",
            Self::Lightbox => "lightbox",
            Self::Share => "share",
            Self::Compare => "compare",
            Self::Chart => "chart",
            Self::Live => "live",
            Self::Notes => "notes",
        }
    }

    /// What a reader presses; none of what comes by itself.
    fn button(self) -> Option<&'static str> {
        Some(match self {
            Self::Posts => ".aw-tweet :is([data-ask=original], [data-ask=always])",
            Self::Embeds => "[data-player] :is([data-ask=embed], [data-ask=always])",
            Self::Lightbox => ".aw-enlarge, .aw-picture:has(+ .aw-enlarge)",
            Self::Share => ".aw-share-button",
            Self::Live => ".aw-choice",
            Self::Compare | Self::Chart | Self::Notes => return None,
        })
    }
}

enum State {
    Unloaded,
    /// With what was pressed meanwhile.
    Loading(Vec<Element>),
    Attached(Attached),
}

pub(in crate::page) struct OnDemand {
    loader: Rc<Loader>,
    _listener: Listener,
    _watch: Watch,
}

struct Loader {
    context: Weak<Context>,
    /// Posts are replaced by their originals without a press.
    live: bool,
    /// What the modules are given.
    choice: Object,
    /// In the article's language as it is now.
    labels: Object,
    /// Ends what the modules do.
    controller: Option<AbortController>,
    states: [RefCell<State>; MODULES.len()],
    _consent: Option<Closure<dyn Fn(String, JsValue) -> Promise>>,
}

impl OnDemand {
    pub(in crate::page) fn attach(context: &Rc<Context>, options: &PageOptions) -> Self {
        let live = options.rendering.tweets == Tweets::Live;
        let consent = options.consent.clone().map(ask);
        let (choice, labels) = (Object::new(), Object::new());
        let script_url = options.script_url.as_ref();
        for (name, value) in [
            ("live", live.into()),
            ("ready", true.into()),
            ("labels", labels.clone().into()),
            (
                "scriptUrl",
                script_url.map(|url| url.value().clone()).into(),
            ),
            (
                "consent",
                consent
                    .as_ref()
                    .map(|consent| consent.as_ref().clone())
                    .into(),
            ),
        ] {
            let _ = Reflect::set(&choice, &JsValue::from_str(name), &value);
        }
        let loader = Rc::new(Loader {
            context: Rc::downgrade(context),
            live,
            choice,
            labels,
            controller: AbortController::new().ok(),
            states: [const { RefCell::new(State::Unloaded) }; MODULES.len()],
            _consent: consent,
        });
        let (pressed, granted) = (Rc::downgrade(&loader), Rc::downgrade(&loader));
        let listener = Listener::new(&context.root, "click", move |event| {
            if let Some(loader) = pressed.upgrade() {
                loader.handle_click(&event);
            }
        });
        let watch = Watch::new(move || {
            if let Some(loader) = granted.upgrade() {
                loader.load_allowed();
            }
        });
        Self {
            loader,
            _listener: listener,
            _watch: watch,
        }
    }
}

impl Feature for OnDemand {
    fn patching(&self) {
        if let Some(live) = self.loader.attached(Module::Live) {
            let _ = live.undo();
        }
    }

    fn patched(&self) {
        if let Some(live) = self.loader.attached(Module::Live) {
            let _ = live.refresh();
        }
    }

    fn updated(&self, context: &Rc<Context>) {
        for module in MODULES {
            if let Some(attached) = self.loader.attached(module) {
                self.loader.set_labels(context);
                let _ = attached.refresh();
            }
        }
        self.loader.load_allowed();
    }
}

impl Drop for OnDemand {
    fn drop(&mut self) {
        if let Some(controller) = &self.loader.controller {
            controller.abort();
        }
    }
}

impl Loader {
    fn state(&self, module: Module) -> &RefCell<State> {
        let [posts, embeds, lightbox, share, compare, chart, live, notes] = &self.states;
        match module {
            Module::Posts => posts,
            Module::Embeds => embeds,
            Module::Lightbox => lightbox,
            Module::Share => share,
            Module::Compare => compare,
            Module::Chart => chart,
            Module::Live => live,
            Module::Notes => notes,
        }
    }

    fn attached(&self, module: Module) -> Option<Attached> {
        match &*self.state(module).borrow() {
            State::Attached(attached) => Some(attached.clone()),
            _ => None,
        }
    }

    /// A press on a button whose module isn't loaded yet.
    fn handle_click(self: &Rc<Self>, event: &Event) {
        let Some(context) = self.context.upgrade() else {
            return;
        };
        for module in MODULES {
            let part = module
                .button()
                .and_then(|button| part_at(&context.root, event, button));
            if let Some(part) = part {
                self.load(&context, module, Some(part));
            }
        }
    }

    /// Loads what the reader needn't be asked for.
    fn load_allowed(self: &Rc<Self>) {
        let Some(context) = self
            .context
            .upgrade()
            .filter(|context| !context.is_destroyed())
        else {
            return;
        };
        for module in [
            Module::Posts,
            Module::Embeds,
            Module::Compare,
            Module::Chart,
            Module::Live,
            Module::Notes,
        ] {
            let unloaded = matches!(&*self.state(module).borrow(), State::Unloaded);
            if unloaded && self.is_allowed(&context, module) {
                self.load(&context, module, None);
            }
        }
    }

    fn is_allowed(&self, context: &Context, module: Module) -> bool {
        // The first look into the storage takes a page milliseconds.
        match module {
            Module::Posts => {
                !parts(&context.root, "[data-ask=original]").is_empty() && (self.live || allows(X))
            }
            Module::Compare => !parts(&context.root, ".aw-compare").is_empty(),
            Module::Chart => !parts(&context.root, ".aw-chart").is_empty(),
            Module::Notes => !parts(&context.root, ".aw-note-ref").is_empty(),
            // Not before all updates are there.
            Module::Live => {
                context.is_painted() && !parts(&context.root, ".aw-live-tools").is_empty()
            }
            _ => {
                let blocks = parts(&context.root, "[data-player]");
                let mut providers: Vec<_> = blocks
                    .iter()
                    .filter_map(|block| block.get_attribute("data-provider"))
                    .collect();
                providers.sort_unstable();
                providers.dedup();
                providers.iter().any(|provider| allows(provider))
            }
        }
    }

    fn load(self: &Rc<Self>, context: &Context, module: Module, pressed: Option<HtmlElement>) {
        let pressed: Option<Element> = pressed.map(Into::into);
        match &mut *self.state(module).borrow_mut() {
            // It listens itself.
            State::Attached(_) => return,
            State::Loading(waiting) => {
                // One picture is enlarged at a time.
                if matches!(module, Module::Lightbox) {
                    waiting.clear();
                }
                waiting.extend(pressed.filter(|pressed| !waiting.contains(pressed)));
                return;
            }
            unloaded => *unloaded = State::Loading(pressed.into_iter().collect()),
        }
        self.set_labels(context);
        let (weak, exports) = (Rc::downgrade(self), JsFuture::from(load(module.name())));
        spawn_local(async move {
            let exports = exports.await;
            if let Some(loader) = weak.upgrade() {
                loader.finish(module, exports.ok());
            }
        });
    }

    fn finish(&self, module: Module, exports: Option<JsValue>) {
        let Some(context) = self
            .context
            .upgrade()
            .filter(|context| !context.is_destroyed())
        else {
            return;
        };
        let attached = exports
            .zip(self.controller.as_ref())
            .and_then(|(exports, controller)| {
                let exports: Exports = exports.unchecked_into();
                let signal = controller.signal();
                exports
                    .attach(&context.host, &context.root, &self.choice, &signal)
                    .ok()
            });
        let state = attached.clone().map_or(State::Unloaded, State::Attached);
        let State::Loading(pressed) = self.state(module).replace(state) else {
            return;
        };
        if let Some(attached) = attached {
            let _ = attached.refresh();
            for target in pressed {
                let _ = attached.press(&target);
            }
        } else {
            for target in pressed {
                report_failure(&context, module, &target);
            }
        }
    }

    fn set_labels(&self, context: &Context) {
        let messages = context.messages();
        for (name, message) in LABELS {
            let text = JsValue::from_str(&messages.get(message));
            let _ = Reflect::set(&self.labels, &JsValue::from_str(name), &text);
        }
    }
}

/// A module can't be loaded, because the network or the page's policy is in the way: the link to the content stays, and
/// a later press tries again.
fn report_failure(context: &Context, module: Module, pressed: &Element) {
    let (block, status, message) = match module {
        Module::Posts => (".aw-tweet", ".aw-tweet-status", MessageId::Failed),
        Module::Embeds => ("[data-player]", ".aw-embed-status", MessageId::EmbedFailed),
        Module::Lightbox => return open_picture(context, pressed),
        Module::Share | Module::Compare | Module::Chart | Module::Live | Module::Notes => return,
    };
    let status = closest(pressed, block).and_then(|block| block.query_selector(status).ok()?);
    if let Some(status) = status {
        status.set_text_content(Some(&context.messages().get(message)));
    }
}

/// The picture itself, in a tab of its own.
fn open_picture(context: &Context, pressed: &Element) {
    let picture = if matches(pressed, ".aw-enlarge") {
        pressed.previous_element_sibling()
    } else {
        Some(pressed.clone())
    };
    if let Some(picture) = picture.and_then(|picture| picture.dyn_into::<HtmlImageElement>().ok()) {
        let address = picture.current_src();
        let _ = context
            .window
            .open_with_url_and_target_and_features(&address, "_blank", "noopener");
    }
}

/// The page's answer to whether a provider's content may be shown, as the modules ask for it.
fn ask(consent: Consent) -> Closure<dyn Fn(String, JsValue) -> Promise> {
    Closure::wrap(Box::new(move |provider, about: JsValue| {
        let answer = consent.call(provider, property(&about, "block").as_string());
        future_to_promise(async move { Ok(answer.await.into()) })
    }) as Box<dyn Fn(String, JsValue) -> Promise>)
}
