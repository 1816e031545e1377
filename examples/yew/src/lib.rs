//! An article in a Yew app: the crate as a plain Rust library, without its exports to JavaScript.

use article_widget::{Options, to_html};
use wasm_bindgen::prelude::*;
use yew::prelude::*;

/// The app's own allocator: the crate brings none along.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

const ARTICLE: &str = include_str!("../../article.json");

#[derive(Properties, PartialEq)]
struct ArticleProps {
    json: &'static str,
}

/// An article from JSON; an error in its place if it can't be shown.
#[component]
fn Article(props: &ArticleProps) -> Html {
    match read(props.json) {
        // Every text in it is escaped and every address checked.
        Ok(html) => html! { <div>{ Html::from_html_unchecked(html.into()) }</div> },
        Err(message) => html! { <p role="alert">{ message }</p> },
    }
}

/// The article's HTML, to be used from JavaScript as well; an export of this name is in the crate, too, without
/// `default-features = false`.
///
/// # Errors
///
/// What is wrong with the article, as a sentence.
#[wasm_bindgen]
pub fn read(json: &str) -> Result<String, String> {
    let reading = article_widget::read(json.as_bytes()).map_err(|error| error.to_string())?;
    Ok(to_html(&reading.article, &Options::default()))
}

#[component]
fn App() -> Html {
    html! { <Article json={ARTICLE} /> }
}

/// Shows the article in the page.
#[wasm_bindgen(start)]
pub fn start() {
    yew::Renderer::<App>::new().render();
}
