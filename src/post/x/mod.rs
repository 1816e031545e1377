//! X: payloads of its APIs, its embed code and oEmbed responses.

#[cfg(feature = "payloads")]
mod article;
#[cfg(feature = "payloads")]
mod card;
#[cfg(feature = "payloads")]
mod created_at;
#[cfg(feature = "payloads")]
mod embed_code;
#[cfg(feature = "payloads")]
mod entities;
#[cfg(feature = "payloads")]
mod media;
#[cfg(feature = "payloads")]
mod payload;
mod permalink;
#[cfg(feature = "payloads")]
mod readers_note;
mod snowflake;
#[cfg(feature = "payloads")]
mod unified_card;

use std::borrow::Cow;

use super::network::Network;
#[cfg(feature = "payloads")]
use super::network::Wanted;
#[cfg(feature = "payloads")]
use crate::json::{Cursor, Tape};
use crate::scan::prefix_len;
use crate::url::Address;

/// X, formerly Twitter.
pub(super) struct X;

impl Network for X {
    fn id(&self) -> &'static str {
        "x"
    }

    fn name(&self, _url: Option<&Address<'_>>) -> Cow<'static, str> {
        "X".into()
    }

    fn is_post(&self, url: &Address<'_>) -> bool {
        permalink::is_post(url)
    }

    fn post_id<'u>(&self, url: &'u str) -> &'u str {
        permalink::parse_post_url(url).unwrap_or_default().1
    }

    fn permalink(&self, handle: &str, id: &str) -> Option<Address<'static>> {
        permalink::permalink(handle, id)
    }

    fn profile(&self, handle: &str, _url: Option<&Address<'_>>) -> Option<Address<'static>> {
        permalink::profile(handle)
    }

    fn hashtag(&self, tag: &str, _url: Option<&Address<'_>>) -> Option<Address<'static>> {
        Address::link(&["https://x.com/hashtag/", tag].concat()).map(Address::into_owned)
    }

    fn cashtag(&self, tag: &str) -> Option<Address<'static>> {
        Address::link(&["https://x.com/search?q=%24", tag].concat()).map(Address::into_owned)
    }

    fn handle_len(&self, text: &str) -> usize {
        prefix_len(text, |letter| {
            letter.is_ascii_alphanumeric() || letter == '_'
        })
        .min(20)
    }

    fn time_of_id(&self, id: &str) -> String {
        snowflake::snowflake_time(id)
    }

    fn video(&self, url: &Address<'_>) -> Option<Address<'static>> {
        Address::link(&[url.as_str(), "/video/1"].concat()).map(Address::into_owned)
    }

    fn has_original(&self) -> bool {
        true
    }

    #[cfg(feature = "payloads")]
    fn import(&self, payload: Cursor<'_>, wanted: Wanted<'_>) -> Option<Tape<'static>> {
        payload::import(payload, wanted.id)
    }

    #[cfg(feature = "payloads")]
    fn import_embed_code(&self, html: &str) -> Option<Tape<'static>> {
        embed_code::import(html)
    }

    #[cfg(feature = "payloads")]
    fn import_oembed(&self, oembed: Cursor<'_>) -> Option<Tape<'static>> {
        embed_code::import_oembed(oembed)
    }
}
