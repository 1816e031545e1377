//! An article that is rendered for a page, chunk by chunk.

use serde::de::IgnoredAny;

use super::feature::CustomBlock;
use crate::article::Document;
use crate::error::{ArticleError, Diagnostic};
use crate::json::{Cursor, Name, Tape};
use crate::render::{DisplayList, HostContext, Options, OutlineEntry, RenderState};

/// A rendering in progress.
pub(super) struct Rendering {
    document: Document<'static>,
    options: Options,
    reserved_ids: String,
    state: RenderState,
}

/// What is known of an article once all of it is rendered; before that, what is known so far.
#[derive(Default)]
pub(super) struct Facts {
    pub(super) outline: Vec<OutlineEntry>,
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) words: u32,
    pub(super) minutes: u32,
    pub(super) lang: String,
    pub(super) article_key: String,
    pub(super) custom: Vec<CustomBlock>,
}

impl Rendering {
    /// Plans the article and renders its header. Ids of the page that start with the article's prefix are reserved, one
    /// a line.
    pub(super) fn start(
        document: Document<'static>,
        options: &Options,
        reserved_ids: String,
    ) -> Self {
        let host = HostContext {
            reserved_ids: &reserved_ids,
            ..HostContext::default()
        };
        let state = RenderState::new(&document, options, &host);
        Self {
            document,
            options: options.clone(),
            reserved_ids,
            state,
        }
    }

    /// Renders on until there are `max_ops` operations, or all.
    pub(super) fn next_chunk(&mut self, max_ops: usize) -> DisplayList {
        let host = HostContext {
            reserved_ids: &self.reserved_ids,
            ..HostContext::default()
        };
        self.state
            .render_chunk(&self.document, &self.options, &host, max_ops);
        self.state.take_chunk().0
    }

    pub(super) fn is_done(&self) -> bool {
        self.state.is_done()
    }

    /// Moves what is known into `facts`; diagnostics are added to those that are there.
    pub(super) fn describe(&mut self, facts: &mut Facts) {
        let state = &self.state;
        facts.diagnostics.append(&mut self.document.diagnostics());
        facts.outline = state.outline().to_vec();
        facts.words = state.word_count.total();
        facts.minutes = state.word_count.minutes(&state.lang);
        facts.lang.clone_from(&state.lang);
        facts.article_key.clone_from(&state.article_key);
        let blocks = state.custom_offsets.iter().zip(&state.custom_blocks);
        facts.custom = blocks
            .filter_map(|(offset, path)| self.custom_block(*offset, path))
            .collect();
    }

    fn custom_block(&self, offset: u32, path: &str) -> Option<CustomBlock> {
        let rest = self.document.source().get(offset as usize..)?;
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<IgnoredAny>();
        values.next()?.ok()?;
        let json = rest.get(..values.byte_offset())?;
        let tape = Tape::parse_text(json.into(), "$").ok()?;
        let kind = Cursor::root(&tape).scalar_str(Name::Type).to_owned();
        Some(CustomBlock {
            kind,
            path: path.to_owned(),
            json: json.to_owned(),
        })
    }
}

/// Parses an article for a page.
pub(super) fn parse(
    source: &(impl super::Source + ?Sized),
    options: &Options,
) -> Result<Document<'static>, ArticleError> {
    source.to_document(options.limits.bytes)
}
