//! An article in a Sycamore app: mounted when its host is in the page, updated by a signal, dropped on clean-up.

use std::cell::RefCell;
use std::rc::Rc;

use article_widget::page::{self, PageOptions, Widget};
use sycamore::prelude::*;
use wasm_bindgen::prelude::*;

/// The app's own allocator: the crate brings none along.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

const ARTICLE: &str = include_str!("../../article.json");

/// An article from JSON. Where it can't be shown, an error is.
#[component(inline_props)]
fn Article(json: ReadSignal<String>) -> View {
    let host = create_node_ref();
    let error = create_signal(None::<String>);
    let widget = Rc::new(RefCell::new(None::<Widget>));
    {
        let widget = Rc::clone(&widget);
        on_mount(move || {
            create_effect(move || {
                let json = json.get_clone();
                // Events of the widget run code of the app, so the widget is not borrowed meanwhile.
                let shown = widget.take();
                let result = match shown {
                    Some(shown) => {
                        let result = shown.update(json.as_str()).map(drop);
                        widget.replace(Some(shown));
                        result
                    }
                    None => {
                        let host = host.get().unchecked_into();
                        page::mount(&host, json.as_str(), &PageOptions::default()).map(|mounted| {
                            widget.replace(Some(mounted));
                        })
                    }
                };
                error.set(result.err().map(|error| error.to_string()));
            });
        });
    }
    // The article goes with the component.
    on_cleanup(move || drop(widget.take()));
    view! {
        div(r#ref=host)
        (error.get_clone().map(|message| view! { p(role="alert") { (message) } }))
    }
}

#[component]
fn App() -> View {
    let json = create_signal(ARTICLE.to_owned());
    let shown = create_signal(true);
    view! {
        button(on:click=move |_| json.update(|json| *json = corrected(json))) { "Correct the headline" }
        button(on:click=move |_| shown.set(!shown.get())) { "Show or hide" }
        (if shown.get() {
            view! { Article(json=*json) }
        } else {
            view! {}
        })
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
    sycamore::render(App);
}
