//! Posts from any bytes. The first says what the rest is: `d` a payload, `o` an oEmbed answer, `h` a value where embed code
//! belongs, all as JSON; `t` a payload and `e` embed code, both as text. Any other is a payload of our own, and the rest says
//! in threes where and in which way it is spoiled.

#[path = "../../../tests/invariants/posts.rs"]
mod invariants;

use invariants::{BASES, Base, again, block, check, places, spoil};
use libfuzzer_sys::Corpus;
use serde_json::{Value, json};

/// `forms` are how the names of the payloads of our own begin that may be spoiled.
pub fn run(forms: &[&str], bytes: &[u8]) -> Corpus {
    let Some((form, rest)) = bytes.split_first() else {
        return Corpus::Reject;
    };
    let of_form = |base: &&Base| forms.iter().any(|form| base.name.starts_with(form));
    let bases: Vec<_> = BASES.iter().filter(of_form).collect();
    match form {
        b'd' => whole("data", rest),
        b'o' => whole("oembed", rest),
        b'h' => whole("html", rest),
        b't' => holds("data", &json!(String::from_utf8_lossy(rest))),
        b'e' => holds("html", &json!(String::from_utf8_lossy(rest))),
        nth => spoiled(bases[usize::from(*nth) % bases.len()], rest),
    }
}

fn whole(field: &str, json: &[u8]) -> Corpus {
    if let Ok(value) = serde_json::from_slice::<Value>(json) {
        return holds(field, &value);
    }
    // Ours reads some that others don't; what it reads needs no more than to be sound.
    let start = format!(r#"{{"headline":"H","body":[{{"type":"tweet","{field}":"#);
    let article = [start.as_bytes(), json, b"}]}"].concat();
    let Ok(reading) = article_widget::read(&article) else {
        return Corpus::Reject;
    };
    let _ = article_widget::to_html(&reading.article, &Default::default());
    Corpus::Keep
}

fn holds(field: &str, value: &Value) -> Corpus {
    let block = block(field, value);
    let drawn = check(&block).expect("a sound post");
    // Takes as long again, so that only some are drawn twice.
    if drawn.html.len().is_multiple_of(16) {
        again(&block, &drawn).expect("the same again");
    }
    Corpus::Keep
}

fn spoiled(base: &Base, steps: &[u8]) -> Corpus {
    let mut payload = base.payload();
    let mut touched = Vec::new();
    for step in steps.chunks_exact(3).take(6) {
        let [high, low, way] = step else { continue };
        let places = places(&payload);
        let place = usize::from(u16::from_be_bytes([*high, *low])) % places.len();
        if let Some(place) = places.get(place)
            && spoil(&mut payload, place, usize::from(*way))
        {
            touched.push(place.clone());
        }
    }
    base.check(&payload, &touched)
        .expect("all words that are left");
    Corpus::Keep
}
