//! The interface texts that the page part shows itself.

use serde::Serialize;

use super::{Locale, MessageId};

/// Texts in the article's language, as the page's scripts take them.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Labels<'s> {
    loading: &'s str,
    failed: &'s str,
    back: &'s str,
    show_all: &'s str,
    hide_all: &'s str,
    copied: &'s str,
    close: &'s str,
    previous: &'s str,
    next: &'s str,
    news: &'s str,
    embed_ask: &'s str,
    embed_skip: &'s str,
    embed_end: &'s str,
    embed_failed: &'s str,
}

impl<'s> Labels<'s> {
    pub(crate) fn new(locale: &Locale<'s>) -> Self {
        Self {
            loading: locale.get(MessageId::Loading),
            failed: locale.get(MessageId::Failed),
            back: locale.get(MessageId::Back),
            show_all: locale.get(MessageId::ShowAll),
            hide_all: locale.get(MessageId::HideAll),
            copied: locale.get(MessageId::Copied),
            close: locale.get(MessageId::Close),
            previous: locale.get(MessageId::Previous),
            next: locale.get(MessageId::Next),
            news: locale.get(MessageId::News),
            embed_ask: locale.get(MessageId::EmbedAsk),
            embed_skip: locale.get(MessageId::EmbedSkip),
            embed_end: locale.get(MessageId::EmbedEnd),
            embed_failed: locale.get(MessageId::EmbedFailed),
        }
    }
}
