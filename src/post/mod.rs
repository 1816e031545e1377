//! Social posts: a folder for each network, and a line in [`network`]. Every format that a network hands out is converted to
//! the canonical one (contract, "Post"), which is rendered.

mod autolink;
mod bluesky;
#[cfg(feature = "payloads")]
mod embed_codes;
#[cfg(feature = "payloads")]
mod field_lookup;
#[cfg(feature = "payloads")]
mod html;
#[cfg(feature = "payloads")]
mod import;
mod mastodon;
mod network;
#[cfg(feature = "payloads")]
mod spans;
mod threads;
mod x;

use crate::json::{Cursor, Tape};
use crate::url::Address;

pub(crate) use autolink::{entities, entity_url};
#[cfg(feature = "payloads")]
pub(crate) use import::import_post;
#[cfg(feature = "importers")]
pub(crate) use network::network_named;
pub(crate) use network::{DEFAULT as DEFAULT_NETWORK, Network, network_at, network_of};

/// Whether a URL is that of a post.
pub(crate) fn is_post(url: &Address<'_>) -> bool {
    network_at(url).is_some()
}

/// Id of the post that a block refers to; empty if there is none.
pub(crate) fn post_id(block: Cursor<'_>) -> &str {
    let field = |key: &str| block.field(key).map_or("", Cursor::as_str);
    let url = field("url");
    let network = Address::link(url).and_then(|url| network_at(&url));
    match network.map_or("", |network| network.post_id(url)) {
        "" => field("id"),
        id => id,
    }
}

/// The post of a block, imported.
pub(crate) struct ImportedPost<'j> {
    /// The canonical post that the block contains.
    pub(crate) canonical: Option<Cursor<'j>>,
    /// The post converted from another format; it takes precedence.
    pub(crate) converted: Option<Tape<'static>>,
    /// The field that was converted.
    pub(crate) source: Option<Cursor<'j>>,
    /// Fields whose format isn't recognised.
    pub(crate) unrecognised: Vec<Cursor<'j>>,
}

/// The post in this block, in the canonical format: all that can be read without the formats of networks.
#[cfg(not(feature = "payloads"))]
pub(crate) fn import_post(block: Cursor<'_>) -> ImportedPost<'_> {
    let forms = ["data", "oembed", "html"];
    ImportedPost {
        canonical: block.field("post"),
        converted: None,
        source: None,
        unrecognised: forms.iter().filter_map(|form| block.field(*form)).collect(),
    }
}
