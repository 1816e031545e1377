//! An article in a Leptos app: mounted in an effect, updated by a signal, dropped on clean-up.

use article_widget::page::{self, PageOptions, Widget};
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;

/// The app's own allocator: the crate brings none along.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

const ARTICLE: &str = include_str!("../../article.json");

/// An article from JSON. Where it can't be shown, an error is.
#[component]
fn Article(#[prop(into)] json: Signal<String>) -> impl IntoView {
    let host = NodeRef::<Div>::new();
    let (error, set_error) = signal(None::<String>);
    // Dropped with the component, and the article goes.
    let widget = StoredValue::new_local(None::<Widget>);
    Effect::new(move || {
        let Some(host) = host.get() else {
            return;
        };
        let json = json.get();
        // Events of the widget run code of the app, so the widget is not borrowed meanwhile.
        let result = match widget.try_update_value(Option::take).flatten() {
            Some(shown) => {
                let result = shown.update(json.as_str()).map(drop);
                widget.set_value(Some(shown));
                result
            }
            None => page::mount(&host, json.as_str(), &PageOptions::default())
                .map(|mounted| widget.set_value(Some(mounted))),
        };
        set_error.set(result.err().map(|error| error.to_string()));
    });
    view! {
        <div node_ref=host></div>
        {move || error.get().map(|message| view! { <p role="alert">{message}</p> })}
    }
}

#[component]
fn App() -> impl IntoView {
    let (json, set_json) = signal(ARTICLE.to_owned());
    let (shown, set_shown) = signal(true);
    let correct = move |_| set_json.update(|json| *json = corrected(json));
    view! {
        <button on:click=correct>"Correct the headline"</button>
        <button on:click=move |_| set_shown.update(|shown| *shown = !*shown)>"Show or hide"</button>
        <Show when=move || shown.get()>
            <Article json=json/>
        </Show>
    }
}

fn corrected(json: &str) -> String {
    json.replacen("\"headline\": \"", "\"headline\": \"Corrected: ", 1)
}

/// The article's HTML, to be used from JavaScript as well; an export of this name is in the crate too, without
/// `default-features = false`.
///
/// # Errors
///
/// What is wrong with the article, as a sentence.
#[wasm_bindgen]
pub fn read(json: &str) -> Result<String, String> {
    let reading = article_widget::read(json.as_bytes()).map_err(|error| error.to_string())?;
    Ok(reading.to_html())
}

/// Shows the article in the page.
#[wasm_bindgen(start)]
pub fn start() {
    mount_to_body(App);
}
