//! An article in a Yew app: mounted in an effect, updated by a property, dropped on clean-up.

use article_widget::page::{self, PageOptions, Widget};
use wasm_bindgen::prelude::*;
use web_sys::Element;
use yew::prelude::*;

/// The app's own allocator: the crate brings none along.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

const ARTICLE: &str = include_str!("../../article.json");

#[derive(Properties, PartialEq)]
struct ArticleProps {
    json: AttrValue,
}

/// An article from JSON. Where it can't be shown, an error is.
#[component]
fn Article(props: &ArticleProps) -> Html {
    let host = use_node_ref();
    let error = use_state(|| None::<String>);
    // Dropped with the component, and the article goes.
    let widget = use_mut_ref(|| None::<Widget>);
    {
        let (host, error, widget) = (host.clone(), error.clone(), widget.clone());
        use_effect_with(props.json.clone(), move |json| {
            if let Some(host) = host.cast::<Element>() {
                // Events of the widget run code of the app, so the widget is not borrowed meanwhile.
                let shown = widget.take();
                let result = match shown {
                    Some(shown) => {
                        let result = shown.update(json.as_str()).map(drop);
                        widget.replace(Some(shown));
                        result
                    }
                    None => {
                        page::mount(&host, json.as_str(), &PageOptions::default()).map(|mounted| {
                            widget.replace(Some(mounted));
                        })
                    }
                };
                error.set(result.err().map(|error| error.to_string()));
            }
        });
    }
    use_effect_with((), move |()| move || drop(widget.take()));
    html! {
        <>
            <div ref={host}></div>
            if let Some(message) = &*error {
                <p role="alert">{ message }</p>
            }
        </>
    }
}

#[component]
fn App() -> Html {
    let json = use_state(|| AttrValue::from(ARTICLE));
    let shown = use_state(|| true);
    let correct = {
        let json = json.clone();
        Callback::from(move |_| json.set(corrected(&json).into()))
    };
    let toggle = {
        let shown = shown.clone();
        Callback::from(move |_| shown.set(!*shown))
    };
    html! {
        <>
            <button onclick={correct}>{ "Correct the headline" }</button>
            <button onclick={toggle}>{ "Show or hide" }</button>
            if *shown {
                <Article json={(*json).clone()} />
            }
        </>
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
    yew::Renderer::<App>::new().render();
}
