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
    /// From the field given.
    Retold(Json<'static>, Reader<'j>),
    /// There is no more than the block itself.
    Nothing,
}

/// The post in this block: of several forms the first that can be read.
pub(crate) fn told(block: Reader<'_>) -> Told<'_> {
    let own = block.field("post");
    if let Some(post) = own.filter(|post| post.is_object()) {
        return Told::Own(post);
    }
    let oembed = block
        .field("oembed")
        .and_then(|oembed| oembed.field("html"));
    for html in [oembed, block.field("html")].into_iter().flatten() {
        if html.is_text()
            && let Some(post) = embed_code::retell(html.raw())
        {
            return Told::Retold(post, html);
        }
    }
    own.map_or(Told::Nothing, Told::Own)
}
