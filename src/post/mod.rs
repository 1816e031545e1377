//! What a social post is, and one file for each form that it arrives in. Every form is told in our own (contract, "Post"),
//! and that one is drawn.

mod autolink;
mod embed_code;
mod permalink;

use crate::json::{Json, Reader};

pub(crate) use autolink::{entities, target};
pub(crate) use permalink::{is_post, permalink, profile};

/// The post of a block in our own form: as it stands there, or retold.
pub(crate) enum Told<'j> {
    Own(Reader<'j>),
    Retold(Json<'static>),
    /// There is no more than the block itself.
    Nothing,
}

/// The post in this block: of several forms the first that can be read.
pub(crate) fn told(block: Reader<'_>) -> Told<'_> {
    if let Some(post) = block.field("post") {
        return Told::Own(post);
    }
    let oembed = block
        .field("oembed")
        .and_then(|oembed| oembed.field("html"));
    [oembed, block.field("html")]
        .into_iter()
        .flatten()
        .filter(|html| html.is_text())
        .find_map(|html| embed_code::retell(html.raw()))
        .map_or(Told::Nothing, Told::Retold)
}
