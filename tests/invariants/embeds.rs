//! What must hold of every embed, for tests and the fuzzer in `fuzz/`.

#[path = "html.rs"]
mod html;

use std::sync::LazyLock;

use article_widget::{Options, read, to_html};
use serde_json::{Value, json};

static PROVIDERS: LazyLock<Vec<Value>> = LazyLock::new(|| {
    let providers = include_str!("../../src/provider/providers.json");
    serde_json::from_str(providers).unwrap_or_default()
});

fn list<'v>(value: &'v Value, name: &str) -> &'v [Value] {
    value[name].as_array().map_or(&[], Vec::as_slice)
}

/// Whether a host is one where the table has a player.
fn is_known(host: &str) -> bool {
    let mut players = PROVIDERS.iter().flat_map(|it| list(it, "players"));
    players.any(|form| {
        let player = form["player"].as_str().unwrap_or_default();
        match player.split('/').nth(2) {
            Some("{host}") => list(form, "hosts").iter().any(|own| own == host),
            own => own == Some(host),
        }
    })
}

/// Draws an embed of any address, and checks what came of it; gives its player.
pub fn check(url: &str) -> Result<Option<String>, String> {
    let article = json!({ "headline": "H", "body": [{ "type": "embed", "url": url, "title": "The title", "image": url }] });
    let json = article.to_string();
    let reading = read(json.as_bytes()).map_err(|error| error.to_string())?;
    let printed = to_html(&reading.article, &Options::default());
    let drawn = html::check(&printed)?;
    if !drawn.text.contains("The title") {
        return Err(format!("the title is missing: {printed}"));
    }
    let Some((_, player)) = printed.split_once(" data-player=\"") else {
        return Ok(None);
    };
    let player = player.split('"').next().unwrap_or_default();
    let host = player
        .strip_prefix("https://")
        .and_then(|rest| rest.split('/').next());
    if !host.is_some_and(is_known) {
        return Err(format!("{url:?} is played at {player}"));
    }
    let path = player.split('?').next().unwrap_or_default();
    if path.split('/').any(|step| matches!(step, "." | ".."))
        || path.contains('%')
        || player.contains("&quot;")
    {
        return Err(format!("{url:?} leads elsewhere: {player}"));
    }
    Ok(Some(player.replace("&amp;", "&")))
}
