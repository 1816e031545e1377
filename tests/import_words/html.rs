//! The text of HTML, as html5ever finds it.

use html5ever::parse_document;
use html5ever::tendril::TendrilSink;
use markup5ever_rcdom::{Handle, NodeData, RcDom};

use crate::letters::Letters;

const INLINE: [&str; 24] = [
    "a", "abbr", "b", "cite", "code", "del", "em", "font", "i", "ins", "kbd", "mark", "q", "s",
    "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "wbr",
];

pub fn text(html: &str) -> Letters {
    let dom = parse_document(RcDom::default(), Default::default()).one(html);
    let mut text = Letters::default();
    walk(&dom.document, &mut text);
    text
}

fn walk(node: &Handle, text: &mut Letters) {
    match &node.data {
        NodeData::Text { contents } => text.push(&contents.borrow()),
        NodeData::Element { name, attrs, .. } => {
            let name = &*name.local;
            if matches!(
                name,
                "script" | "style" | "iframe" | "noscript" | "head" | "template"
            ) {
                return;
            }
            let inline = INLINE.contains(&name);
            if !inline {
                text.space();
            }
            if name == "img" {
                let attributes = attrs.borrow();
                let alt = attributes.iter().find(|one| &*one.name.local == "alt");
                text.push(alt.map_or("", |alt| &alt.value));
            }
            children(node, text);
            if !inline {
                text.space();
            }
        }
        _ => children(node, text),
    }
}

fn children(node: &Handle, text: &mut Letters) {
    for child in node.children.borrow().iter() {
        walk(child, text);
    }
}
