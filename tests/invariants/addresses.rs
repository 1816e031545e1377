//! What must hold of every address that is let through, for tests and the fuzzer in `fuzz/`.

use article_widget::Address;

/// Checks what becomes of a text as an address, alone and as seen from a base.
pub fn check(raw: &str, base: &str) -> Result<(), String> {
    let again = |text: &str, media: bool| {
        let address = if media {
            Address::media(text)
        } else {
            Address::link(text)
        };
        address.map(Address::into_owned)
    };
    for media in [false, true] {
        let schemes: &[_] = if media {
            &["http", "https"]
        } else {
            &["http", "https", "mailto", "tel"]
        };
        let Some(address) = again(raw, media) else {
            continue;
        };
        holds(address.as_str(), schemes)?;
        let twice = again(address.as_str(), media);
        if twice.as_ref() != Some(&address) {
            return Err(format!("{address:?} of {raw:?} became {twice:?}"));
        }
        if let Some(base) = Address::link(base) {
            holds(address.join(&base).as_str(), schemes)?;
        }
    }
    Ok(())
}

/// By other rules than the crate's: what a browser may pass over is left out before the scheme is looked for.
fn holds(address: &str, schemes: &[&str]) -> Result<(), String> {
    let bare: String = address
        .trim_start_matches(|c: char| c <= ' ')
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .collect();
    if bare != address {
        return Err(format!("{address:?} holds what browsers pass over"));
    }
    let Some((name, rest)) = bare.split_once(':') else {
        return Ok(());
    };
    let is_scheme = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name
            .bytes()
            .all(|c| c.is_ascii_alphanumeric() || b"+-.".contains(&c));
    if is_scheme && !schemes.contains(&name) {
        return Err(format!("{address:?} is of the scheme {name}"));
    }
    let authority = rest.trim_start_matches(['/', '\\']);
    let authority = authority.split(['/', '\\', '?', '#']).next();
    if is_scheme && name.starts_with("http") && authority.is_some_and(|it| it.contains('@')) {
        return Err(format!("{address:?} names a user"));
    }
    Ok(())
}
