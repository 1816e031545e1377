//! `mount` for JavaScript. Widgets are kept here under numbers; JavaScript holds the number in an object of `widget.js`.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use js_sys::{Function, Promise, Uint8Array};
use serde::Serialize;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlElement};

use super::to_js;
use crate::error::{ArticleError, Diagnostic, Severity};
use crate::json::{Cursor, Tape, TapeBuilder};
use crate::page::{self, Consent, PageOptions, Renderer, Widget};
use crate::render::{Options, Rewrite};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("widget.d.ts");

#[wasm_bindgen(module = "/src/js/widget.js")]
extern "C" {
    /// The widget as JavaScript holds it.
    #[wasm_bindgen(typescript_type = "Widget")]
    pub type WidgetObject;

    #[wasm_bindgen(typescript_type = "ArticleInput")]
    pub type ArticleInput;

    #[wasm_bindgen(typescript_type = "Options")]
    pub type OptionsInput;

    fn connect(entry: &Closure<Entry>);

    #[wasm_bindgen(js_name = createWidget)]
    fn create_widget(handle: u32, ready: Promise) -> WidgetObject;

    #[wasm_bindgen(js_name = createError)]
    fn create_error(code: &str, message: &str, path: &str) -> JsValue;

    #[wasm_bindgen(catch, js_name = jsonOf)]
    fn json_of(article: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch)]
    fn chosen(options: &JsValue, host: &Element) -> Result<Chosen, JsValue>;

    #[wasm_bindgen(js_name = reasonOf)]
    fn reason_of(error: &JsValue) -> String;

    /// Options as `widget.js` has read them; nothing in it throws.
    type Chosen;

    #[wasm_bindgen(method, getter)]
    fn json(this: &Chosen) -> String;

    #[wasm_bindgen(method, getter)]
    fn flags(this: &Chosen) -> Vec<String>;

    #[wasm_bindgen(method, getter)]
    fn kinds(this: &Chosen) -> Vec<String>;

    #[wasm_bindgen(method, getter)]
    fn render(this: &Chosen) -> Function;

    #[wasm_bindgen(method, getter)]
    fn rewrite(this: &Chosen) -> Option<Function>;

    #[wasm_bindgen(method, getter)]
    fn consent(this: &Chosen) -> Option<Function>;

    #[wasm_bindgen(method, getter, js_name = scriptUrl)]
    fn script_url(this: &Chosen) -> JsValue;

    #[wasm_bindgen(method, getter, js_name = localTime)]
    fn local_time(this: &Chosen) -> Option<Function>;

    #[wasm_bindgen(method, getter, js_name = badTimeZone)]
    fn bad_time_zone(this: &Chosen) -> bool;

    /// What a renderer of the page did.
    type Rendered;

    #[wasm_bindgen(method, getter)]
    fn error(this: &Rendered) -> Option<String>;

    #[wasm_bindgen(method, getter)]
    fn cleanup(this: &Rendered) -> JsValue;
}

type Entry = dyn Fn(String, u32, JsValue, JsValue) -> JsValue;

thread_local! {
    static WIDGETS: RefCell<BTreeMap<u32, Mounted>> = const { RefCell::new(BTreeMap::new()) };
    static LAST: Cell<u32> = const { Cell::new(0) };
    /// All calls of `widget.js` come in here.
    static ENTRY: Closure<Entry> = {
        let entry = Closure::wrap(Box::new(run) as Box<Entry>);
        connect(&entry);
        entry
    };
}

#[derive(Clone)]
struct Mounted {
    widget: Rc<Widget>,
    /// Problems in the options.
    diagnostics: Rc<[Diagnostic]>,
}

/// Renders an article into an element, in place of its children, or of the article that was mounted there before. The
/// article can be an object, JSON text, or its bytes.
///
/// # Errors
///
/// An `ArticleError` in JavaScript, and then the element is as it was.
#[wasm_bindgen]
#[allow(
    clippy::needless_pass_by_value,
    reason = "wasm-bindgen hands options over as values"
)]
pub fn mount(
    host: Element,
    article: &ArticleInput,
    options: Option<OptionsInput>,
) -> Result<WidgetObject, JsValue> {
    ENTRY.with(|_| ());
    let json = json_of(article)?;
    let chosen = chosen(&options.map_or(JsValue::UNDEFINED, Into::into), &host)?;
    let (options, diagnostics) = options_of(&chosen);
    let widget = mount_json(&host, &json, &options).map_err(|error| error_of(&error))?;
    let ready = widget.ready_promise();
    let handle = LAST.with(|last| last.replace(last.get() + 1));
    let mounted = Mounted {
        widget: Rc::new(widget),
        diagnostics: diagnostics.into(),
    };
    WIDGETS.with(|widgets| {
        let mut widgets = widgets.borrow_mut();
        // Articles that another one has replaced.
        widgets.retain(|_, other| !other.widget.is_destroyed());
        widgets.insert(handle, mounted);
    });
    Ok(create_widget(handle, ready))
}

fn mount_json(
    host: &Element,
    json: &JsValue,
    options: &PageOptions,
) -> Result<Widget, ArticleError> {
    match json.as_string() {
        Some(text) => page::mount(host, &text, options),
        None => page::mount(host, &bytes_of(json), options),
    }
}

fn bytes_of(json: &JsValue) -> Vec<u8> {
    json.dyn_ref::<Uint8Array>()
        .map(Uint8Array::to_vec)
        .unwrap_or_default()
}

fn error_of(error: &ArticleError) -> JsValue {
    create_error(error.code(), error.message(), error.path())
}

/// What a call came to.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Outcome<Value> {
    Value(Value),
    Error(ArticleError),
}

#[allow(
    clippy::needless_pass_by_value,
    reason = "the types of a closure for JavaScript"
)]
fn run(operation: String, handle: u32, first: JsValue, second: JsValue) -> JsValue {
    let mounted = WIDGETS.with(|widgets| widgets.borrow().get(&handle).cloned());
    let Some(Mounted {
        widget,
        diagnostics,
    }) = mounted
    else {
        // After `destroy()`, every call does nothing.
        return gone(&operation);
    };
    match operation.as_str() {
        "outline" => return to_js(&Outcome::Value(widget.outline())),
        "diagnostics" => {
            let mut all = diagnostics.to_vec();
            all.append(&mut widget.diagnostics());
            return to_js(&Outcome::Value(all));
        }
        "update" => {
            let changes = match first.as_string() {
                Some(text) => widget.update(&text),
                None => widget.update(&bytes_of(&first)),
            };
            return to_js(&changes.map_or_else(Outcome::Error, Outcome::Value));
        }
        "expandAll" => widget.expand_all(),
        "collapseAll" => widget.collapse_all(),
        "toggle" => widget.toggle(&first.as_string().unwrap_or_default(), second.as_bool()),
        _ => {
            WIDGETS.with(|widgets| widgets.borrow_mut().remove(&handle));
            widget.destroy();
        }
    }
    to_js(&Outcome::Value(()))
}

fn gone(operation: &str) -> JsValue {
    match operation {
        "outline" | "diagnostics" => to_js(&Outcome::Value(<[u8; 0]>::default())),
        "update" => to_js(&Outcome::Value(page::Changes::default())),
        _ => to_js(&Outcome::Value(())),
    }
}

/// Options, and what is wrong with them.
fn options_of(chosen: &Chosen) -> (PageOptions, Vec<Diagnostic>) {
    let json = chosen.json();
    let tape = Tape::parse(json.as_bytes(), "options");
    let tape = tape.unwrap_or_else(|_| TapeBuilder::new("options").finish());
    let mut rendering = Options::read(Cursor::root(&tape));
    let mut diagnostics = tape.take_diagnostics();
    if chosen.bad_time_zone() {
        diagnostics.insert(
            0,
            Diagnostic {
                severity: Severity::Warning,
                code: "unknown-value",
                path: "options.timeZone".to_owned(),
                message: "Expected the name of a time zone, such as \"Europe/Rome\".".to_owned(),
            },
        );
    }
    rendering.rewrite_url = chosen.rewrite().map(|rewrite| {
        Rewrite::new(move |url, kind| {
            let answer = rewrite.call2(&JsValue::NULL, &url.into(), &kind.into());
            answer.map_or_else(|_| Some(url.to_owned()), |answer| answer.as_string())
        })
    });
    rendering.local_time = chosen.local_time().map(|local| {
        Rewrite::new(move |moment, _| {
            let answer = local.call1(&JsValue::NULL, &moment.into());
            answer.ok().and_then(|answer| answer.as_string())
        })
    });
    let flags = chosen.flags();
    let has = |name: &str| flags.iter().any(|flag| flag == name);
    let render = chosen.render();
    let renderers = chosen.kinds().into_iter().map(|kind| {
        let (own, render) = (kind.clone(), render.clone());
        (
            kind,
            Renderer::new(move |json, element| render_block(&render, &own, json, element)),
        )
    });
    let consent = chosen.consent().map(|decide| {
        Consent::new(move |provider, block| {
            let answer = decide.call2(&JsValue::NULL, &provider.into(), &block.into());
            let answer = answer.map(|answer| JsFuture::from(Promise::resolve(&answer)));
            async move {
                let Ok(answer) = answer else { return false };
                answer.await == Ok(JsValue::TRUE)
            }
        })
    });
    let script_url = chosen.script_url();
    let options = PageOptions {
        consent,
        script_url: (!script_url.is_undefined()).then(|| script_url.into()),
        exclusive: has("exclusive"),
        remember: has("remember"),
        progress: has("progress"),
        isolate: has("isolate"),
        renderers: renderers.collect(),
        rendering,
    };
    (options, diagnostics)
}

/// Allows all content of a provider, such as "youtube", for as long as the page is open.
#[wasm_bindgen(js_name = grantConsent)]
pub fn grant_consent(provider: &str) {
    page::grant_consent(provider);
}

/// Takes back what the reader allowed, of one provider or of all, here and for later visits.
#[wasm_bindgen(js_name = revokeConsent)]
#[allow(
    clippy::needless_pass_by_value,
    reason = "wasm-bindgen hands optional text over as a value"
)]
pub fn revoke_consent(provider: Option<String>) {
    page::revoke_consent(provider.as_deref());
}

/// Has a function of the page render a block.
fn render_block(
    render: &Function,
    kind: &str,
    json: &str,
    element: &HtmlElement,
) -> Result<Option<Box<dyn FnOnce()>>, String> {
    let rendered = render.call3(&JsValue::NULL, &kind.into(), &json.into(), element);
    let rendered: Rendered = rendered
        .map_err(|error| reason_of(&error))?
        .unchecked_into();
    match rendered.error() {
        Some(reason) => Err(reason),
        None => Ok(rendered
            .cleanup()
            .dyn_into::<Function>()
            .ok()
            .map(|cleanup| {
                Box::new(move || {
                    // A fault of the page's, and no reason to leave other blocks as they are.
                    let _ = cleanup.call0(&JsValue::NULL);
                }) as Box<dyn FnOnce()>
            })),
    }
}
