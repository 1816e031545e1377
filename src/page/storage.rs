//! Which sections of an article are open, in the storage of the tab.

use std::collections::BTreeMap;

use js_sys::{JSON, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Storage, Window};

/// The stored state of one article's sections, by key.
pub(super) struct SavedSections {
    window: Window,
    name: String,
}

impl SavedSections {
    pub(super) fn new(window: &Window, article_key: &str) -> Self {
        // Two pages can have articles with the same headline.
        let path = window.location().pathname().unwrap_or_default();
        Self {
            window: window.clone(),
            name: ["article-widget:", &path, ":", article_key].concat(),
        }
    }

    /// The storage can be forbidden.
    fn storage(&self) -> Option<Storage> {
        self.window.session_storage().ok().flatten()
    }

    /// What is stored; entries that are no state of a section are ignored: anybody can write there.
    pub(super) fn read(&self) -> BTreeMap<String, bool> {
        let text = self
            .storage()
            .and_then(|storage| storage.get_item(&self.name).ok().flatten());
        let value = text
            .and_then(|text| JSON::parse(&text).ok())
            .unwrap_or_default();
        let mut saved = BTreeMap::new();
        let Some(object) = value.dyn_ref::<Object>() else {
            return saved;
        };
        for key in Object::keys(object).iter() {
            let open = Reflect::get(object, &key)
                .ok()
                .and_then(|open| open.as_bool());
            if let (Some(key), Some(open)) = (key.as_string(), open) {
                saved.insert(key, open);
            }
        }
        saved
    }

    /// Stores it; where the storage is full, nothing is remembered.
    pub(super) fn write(&self, saved: &BTreeMap<String, bool>) {
        let Some(storage) = self.storage() else {
            return;
        };
        if saved.is_empty() {
            let _ = storage.remove_item(&self.name);
            return;
        }
        let object = Object::new();
        for (key, open) in saved {
            let _ = Reflect::set(&object, &JsValue::from_str(key), &JsValue::from_bool(*open));
        }
        if let Ok(text) = JSON::stringify(&object) {
            let _ = storage.set_item(&self.name, &String::from(text));
        }
    }
}
