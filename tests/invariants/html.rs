//! What must hold of all HTML that is printed, for tests and the fuzzers in `fuzz/`: a parser reads from it what was drawn,
//! and nothing else.

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, QualName, local_name, ns, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

const ELEMENTS: &str = " a article audio bdi blockquote br button code details div em figcaption figure footer h1 h2 h3 h4 h5 h6 \
    header hr img li mark nav ol p pre progress s section small source span strong sub summary sup table tbody td tfoot th thead time tr \
    track u ul video ";

const ATTRIBUTES: &str = " alt colspan rowspan crossorigin aria-controls aria-expanded aria-hidden aria-label aria-labelledby aria-level class controls \
    data-ask data-block data-key data-long data-name data-network data-post data-print data-provider data-shape data-slot data-theme datetime decoding dir height hidden id kind \
    label lang loading loop max muted playsinline preload referrerpolicy role scope sizes srclang srcset start tabindex title type \
    value width ";

const FORMULAS: &str = " math merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt mstyle msub msubsup \
    msup mtable mtd mtext mtr munder munderover ";

/// What an element of a formula may have.
const FORMULA_ATTRIBUTES: &str = " accent accentunder aria-label columnspan depth dir display displaystyle fence form height largeop linethickness lspace \
    mathvariant maxsize minsize movablelimits rowspan rspace scriptlevel separator stretchy symmetric width ";

const LINKS: &str = " href cite ";
const MEDIA: &str = " src data-src poster data-poster data-player ";

fn among(names: &str, name: &str) -> bool {
    names.contains(&format!(" {name} "))
}

/// The text that a reader finds, line breaks and all.
pub struct Read {
    pub text: String,
    /// Values of attributes that are read out.
    pub said: Vec<String>,
}

/// Parses HTML as a page's would be, and checks all that stands in it.
pub fn check(html: &str) -> Result<Read, String> {
    let context = QualName::new(None, ns!(html), local_name!("body"));
    let dom = parse_fragment(
        RcDom::default(),
        ParseOpts::default(),
        context,
        Vec::new(),
        false,
    )
    .one(html);
    let root = dom.document.children.borrow();
    let root = root.first().ok_or("no root")?;
    let mut read = Read {
        text: String::new(),
        said: Vec::new(),
    };
    let mut again = String::with_capacity(html.len());
    let mut open: Vec<(Handle, usize)> = vec![(root.clone(), 0)];
    // Not by a function that calls itself: the deepest articles are deeper than a test's stack.
    while let Some((node, next)) = open.pop() {
        let child = node.children.borrow().get(next).cloned();
        let Some(child) = child else {
            if let (NodeData::Element { name, .. }, false) = (&node.data, open.is_empty()) {
                let name = &*name.local;
                if !matches!(name, "br" | "hr" | "img" | "source" | "track") {
                    again.push_str(&format!("</{name}>"));
                }
            }
            continue;
        };
        // A parser drops the first line end behind <pre>.
        if let (NodeData::Element { name, .. }, NodeData::Text { contents }) =
            (&node.data, &child.data)
            && name.local == local_name!("pre")
            && next == 0
            && contents.borrow().starts_with('\n')
        {
            again.push('\n');
        }
        open.push((node, next + 1));
        start(&child, &mut again, &mut read)?;
        open.push((child, 0));
    }
    // What the parser made of it, written again, is what was written: it moved, mended and left out nothing.
    if again != html {
        let at = again
            .bytes()
            .zip(html.bytes())
            .take_while(|(a, b)| a == b)
            .count();
        let near = |text: &str| {
            text.get(text.floor_char_boundary(at.saturating_sub(60))..)
                .map(|rest| rest.chars().take(140).collect::<String>())
        };
        return Err(format!(
            "parsed otherwise: {:?} of {:?}",
            near(&again),
            near(html)
        ));
    }
    Ok(read)
}

fn start(node: &Handle, again: &mut String, read: &mut Read) -> Result<(), String> {
    match &node.data {
        NodeData::Text { contents } => {
            let text = contents.borrow();
            read.text.push_str(&text);
            again.push_str(&escaped(&text).replace("&quot;", "\""));
        }
        NodeData::Element { name, attrs, .. } => {
            let element = &*name.local;
            let formula = name.ns == ns!(mathml) && among(FORMULAS, element);
            if !formula && (name.ns != ns!(html) || !among(ELEMENTS, element)) {
                return Err(format!("an element <{element}>"));
            }
            if element == "br" {
                read.text.push('\n');
            }
            again.push_str(&format!("<{element}"));
            for attribute in attrs.borrow().iter() {
                let (name, value) = (&*attribute.name.local, &*attribute.value);
                if !formula || name == "dir" {
                    attribute_holds(element, name, value)?;
                } else if !among(FORMULA_ATTRIBUTES, name) {
                    return Err(format!("<{element} {name}={value:?}>"));
                }
                if matches!(name, "alt" | "title" | "aria-label" | "label") {
                    read.said.push(value.to_owned());
                }
                again.push_str(&format!(" {name}=\"{}\"", escaped(value)));
            }
            again.push('>');
        }
        other => return Err(format!("neither element nor text: {other:?}")),
    }
    Ok(())
}

fn attribute_holds(element: &str, name: &str, value: &str) -> Result<(), String> {
    let wrong = || Err(format!("<{element} {name}={value:?}>"));
    let known = among(LINKS, name) || among(MEDIA, name) || among(ATTRIBUTES, name);
    let holds = match name {
        _ if !known => false,
        "id" | "aria-controls" | "aria-labelledby" => value.starts_with("article-"),
        "class" => {
            value.starts_with("aw")
                && !value.contains(|c: char| !c.is_ascii_alphanumeric() && !"- ".contains(c))
        }
        "dir" => matches!(value, "ltr" | "rtl" | "auto"),
        "type" if element == "button" => value == "button",
        "srcset" => value.split(", ").all(|part| address_holds(part, true)),
        _ if among(MEDIA, name) => address_holds(value, true),
        _ if among(LINKS, name) => address_holds(value, false),
        _ => true,
    };
    if holds { Ok(()) } else { wrong() }
}

/// Read by other rules than the crate's: blanks and controls are left out wherever they are, as the boldest parser might.
fn address_holds(value: &str, media: bool) -> bool {
    let bare: String = value
        .trim_start_matches(|c: char| c <= ' ')
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .collect();
    let scheme = bare
        .split_once(':')
        .map(|(name, _)| name.to_ascii_lowercase())
        .filter(|name| {
            name.starts_with(|c: char| c.is_ascii_lowercase())
                && name
                    .bytes()
                    .all(|c| c.is_ascii_alphanumeric() || b"+-.".contains(&c))
        });
    let Some(scheme) = scheme else { return true };
    let rest = bare.get(scheme.len() + 1..).unwrap_or_default();
    let host = rest
        .trim_start_matches(['/', '\\'])
        .split(['/', '\\', '?', '#'])
        .next()
        .unwrap_or_default();
    match scheme.as_str() {
        "https" => !host.contains('@'),
        "http" if media => ["localhost", "127.", "[::1]"]
            .iter()
            .any(|own| host.starts_with(own)),
        "http" => !host.contains('@'),
        "mailto" | "tel" => !media,
        _ => false,
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
