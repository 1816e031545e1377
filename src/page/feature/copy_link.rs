//! The button that copies the address of a section.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, Event, Url};

use super::Feature;
use crate::locale::MessageId;
use crate::page::context::Context;
use crate::page::dom::{Listener, closest, create, matches, part_at, set, unset};

/// How long the button shows that the address was copied, in milliseconds.
const SHOWN: u32 = 2000;

pub(in crate::page) struct CopyLink {
    _listener: Listener,
    _confirmed: Rc<RefCell<Vec<Confirmation>>>,
}

impl Feature for CopyLink {}

/// What is shown and announced after copying, until it is dropped.
struct Confirmation {
    button: Element,
    status: Element,
    _timeout: Timeout,
}

impl Drop for Confirmation {
    fn drop(&mut self) {
        self.status.set_text_content(None);
        unset(&self.button, "data-copied");
    }
}

impl CopyLink {
    pub(in crate::page) fn attach(context: &Rc<Context>) -> Self {
        let confirmed = Rc::new(RefCell::new(Vec::new()));
        let (weak, list) = (Rc::downgrade(context), Rc::downgrade(&confirmed));
        let listener = Listener::new(&context.root, "click", move |event| {
            if let Some(context) = weak.upgrade() {
                copy(&context, &event, list.clone());
            }
        });
        Self {
            _listener: listener,
            _confirmed: confirmed,
        }
    }
}

fn copy(
    context: &Rc<Context>,
    event: &Event,
    confirmed: Weak<RefCell<Vec<Confirmation>>>,
) -> Option<()> {
    let button: Element = part_at(&context.root, event, ".aw-copy")?.into();
    let id = closest(&button, ".aw-section")?.id();
    let address = Url::new(&context.window.location().href().ok()?).ok()?;
    address.set_hash(&id);
    let status = status_behind(context, &button)?;
    let clipboard = context.window.navigator().clipboard();
    // There is none where the page isn't served securely.
    let exists = !AsRef::<JsValue>::as_ref(&clipboard).is_undefined();
    let written = exists.then(|| JsFuture::from(clipboard.write_text(&address.href())));
    let context = Rc::downgrade(context);
    spawn_local(async move {
        let copied = match written {
            Some(written) => written.await.is_ok(),
            None => false,
        };
        let (Some(context), Some(confirmed)) = (context.upgrade(), confirmed.upgrade()) else {
            return;
        };
        if copied {
            confirm(&context, button, status, &confirmed);
        } else if !context.is_destroyed() {
            // The reader can copy it from the address bar.
            let _ = context.window.location().set_hash(&id);
        }
    });
    Some(())
}

/// It is there before it has text, because not every screen reader announces the text of a new element.
fn status_behind(context: &Context, button: &Element) -> Option<Element> {
    let next = button.next_element_sibling();
    if let Some(status) = next.filter(|next| matches(next, ".aw-said")) {
        return Some(status);
    }
    let status = create(&context.document, "span", "aw-said")?;
    set(&status, "role", "status");
    button.after_with_node_1(&status).ok()?;
    Some(status.into())
}

fn confirm(
    context: &Context,
    button: Element,
    status: Element,
    confirmed: &Rc<RefCell<Vec<Confirmation>>>,
) {
    status.set_text_content(Some(&context.messages().get(MessageId::Copied)));
    set(&button, "data-copied", "");
    let (list, own) = (Rc::downgrade(confirmed), button.clone());
    let timeout = Timeout::new(SHOWN, move || {
        if let Some(list) = list.upgrade() {
            let mut kept = list.take();
            kept.retain(|other| other.button != own);
            list.borrow_mut().append(&mut kept);
        }
    });
    let mut list = confirmed.take();
    // Copied again, it is shown for the whole time again.
    if let Some(at) = list.iter().position(|other| other.button == button) {
        let earlier = list.swap_remove(at);
        drop(earlier);
        status.set_text_content(Some(&context.messages().get(MessageId::Copied)));
        set(&button, "data-copied", "");
    }
    list.push(Confirmation {
        button,
        status,
        _timeout: timeout,
    });
    confirmed.borrow_mut().append(&mut list);
}
