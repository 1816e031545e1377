//! The interface texts of the page part, in the article's language.

use crate::locale::{Locale, LocaleData, MessageId};

/// The language of an article with its texts and formats, and the texts that the host page overrides.
pub(super) struct Messages {
    lang: String,
    data: LocaleData<'static>,
    labels: Vec<(String, String)>,
}

impl Messages {
    pub(super) fn new(lang: &str, labels: &[(String, String)]) -> Self {
        Self {
            lang: lang.to_owned(),
            data: LocaleData::for_lang(lang),
            labels: labels.to_vec(),
        }
    }

    fn with<Answer>(&self, ask: impl FnOnce(&Locale<'_>) -> Answer) -> Answer {
        ask(&Locale::new(&self.lang, &self.data, &self.labels))
    }

    pub(super) fn get(&self, message: MessageId) -> String {
        self.with(|locale| locale.get(message).to_owned())
    }

    /// A count with its noun.
    pub(super) fn count(&self, value: usize, message: MessageId) -> String {
        self.with(|locale| locale.count(value as u32, message))
    }
}
