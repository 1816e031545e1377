//! The fields of each object of the format: the one place that knows them all. What is not among them is reported.

use crate::json::{Cursor, Name};
use Name::*;

/// What every block may have.
const COMMON: &[Name] = &[Type, Id, Lang, Dir, Published, KeyEvent];

pub(crate) const ARTICLE: &[Name] = &[
    Id,
    Lang,
    Dir,
    Url,
    Kicker,
    Headline,
    Standfirst,
    Byline,
    Publisher,
    Published,
    Updated,
    Image,
    Body,
    Corrections,
    Live,
    Ended,
    Tags,
    KeyPoints,
];
pub(crate) const PERSON: &[Name] = &[Name, Role, Url, Image];
pub(crate) const PUBLISHER: &[Name] = &[Name, Url, Logo];
pub(crate) const TAG: &[Name] = &[Name, Url];
pub(crate) const CORRECTION: &[Name] = &[Date, Text];
pub(crate) const SPAN: &[Name] = &[Text, Marks, Href, Title, Lang, Dir, Note, Mathml];
pub(crate) const CELL: &[Name] = &[
    Text, Colspan, Rowspan, Header, Marks, Href, Title, Lang, Dir, Note, Mathml,
];
pub(crate) const IMAGE: &[Name] = &[
    Src, Alt, Width, Height, Srcset, Sizes, Caption, Credit, Href, Focus,
];
pub(crate) const LINK_CARD: &[Name] = &[Url, Title, Kicker, Description, Image];
pub(crate) const SRCSET: &[Name] = &[Src, Width];
pub(crate) const SOURCE: &[Name] = &[Src, Type];
pub(crate) const TRACK: &[Name] = &[Src, Lang, Label];

const POST: &[Name] = &[
    Id, Url, Lang, Text, Author, Created, Media, Quoted, ReplyTo, RepostedBy, Place, Note, Card,
    Poll, Metrics, Sensitive, Edited, Gone, Notice, Network, Warning, Emojis, Thread, WithheldIn,
];
const AUTHOR: &[Name] = &[Name, Handle, Url, Avatar, Verified, Bot];
const EMOJI: &[Name] = &[Shortcode, Src];
const POST_MEDIA: &[Name] = &[
    Kind, Src, Alt, Width, Height, Poster, Sources, Duration, Focus, Gone,
];
const POST_SOURCE: &[Name] = &[Src, Type, Bitrate];
const REPLY: &[Name] = &[Handle, Url];
const CARD: &[Name] = &[Url, Title, Description, Domain, Image, ImageAlt, Text];
const POLL: &[Name] = &[Options, Ends, Final, Multiple, Voters];
const POLL_OPTION: &[Name] = &[Label, Votes];
const METRICS: &[Name] = &[Likes, Replies, Reposts, Quotes, Views];

/// The fields of a kind of block beside those of all; none if there is no such kind.
fn of_block(kind: &str) -> Option<&'static [Name]> {
    Some(match kind {
        "paragraph" => &[Text],
        "heading" => &[Text, Level],
        "section" => &[Heading, Open, Body],
        "list" => &[Name::Style, Start, Items],
        "quote" | "pullquote" => &[Text, Body, Cite, Url],
        "image" => &[
            Src, Alt, Width, Height, Srcset, Sizes, Caption, Credit, Href, Focus, Layout,
        ],
        "gallery" => &[Items, Caption, Layout],
        "video" => &[
            Sources, Poster, Width, Height, Tracks, Title, Caption, Credit,
        ],
        "audio" => &[Sources, Tracks, Title, Caption, Credit],
        "table" => &[Caption, Head, Rows, Foot, RowHeaders, Chart],
        "box" => &[Heading, Body],
        "link" => LINK_CARD,
        "related" => &[Heading, Items],
        "code" => &[Text, Language],
        "math" => &[Mathml, Alt],
        "divider" => &[],
        "embed" => &[Url, Title, Description, Provider, Width, Height, Image],
        "post" | "tweet" => &[Url, Post, Data, Oembed, Html, Converted],
        "slot" => &[Name::Name],
        _ => return None,
    })
}

impl Cursor<'_> {
    /// Reports the fields that no block of this kind has.
    pub(crate) fn check_block(self) {
        if let Some(known) = of_block(self.scalar_str(Type)) {
            self.check_fields(known, COMMON);
            // Only live articles read it.
            self.bool(KeyEvent);
        }
    }

    /// Reports the fields that nothing in a post of our own form has, and in those that it quotes, so many levels deep.
    pub(crate) fn check_post(self, depth: u8) {
        self.check_fields(POST, &[]);
        for (name, known) in [
            (Author, AUTHOR),
            (RepostedBy, AUTHOR),
            (Metrics, METRICS),
            (Poll, POLL),
        ] {
            if let Some(field) = self.field(name) {
                field.check_fields(known, &[]);
            }
        }
        for card in self.list_silent(Card) {
            card.check_fields(CARD, &[]);
        }
        if let Some(depth) = depth.checked_sub(1) {
            for post in self.list_silent(Quoted).chain(self.list_silent(Thread)) {
                post.check_post(depth);
            }
        }
        for reply in self.list_silent(ReplyTo) {
            reply.check_fields(REPLY, &[]);
        }
        for emoji in self.list_silent(Emojis) {
            emoji.check_fields(EMOJI, &[]);
        }
        for media in self.list_silent(Media) {
            media.check_fields(POST_MEDIA, &[]);
            for source in media.list_silent(Sources) {
                source.check_fields(POST_SOURCE, &[]);
            }
        }
        for option in self
            .field(Poll)
            .into_iter()
            .flat_map(|poll| poll.list_silent(Options))
        {
            option.check_fields(POLL_OPTION, &[]);
        }
    }
}
