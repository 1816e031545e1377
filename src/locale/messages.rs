//! Interface messages: a file for each language, a line for each message.

/// An enum of messages, in the order of the lines. A page can override a message by its name.
macro_rules! words {
    ($($(#[$doc:meta])* $variant:ident $name:literal,)*) => {
        /// A message, by its line in the files.
        #[derive(Debug, Clone, Copy)]
        #[allow(dead_code, reason = "neighbours are found by their distance; some words are for the page's part alone")]
        pub(crate) enum MessageId { $($(#[$doc])* $variant,)* }

        /// Their names, each closed by a space.
        pub(super) const NAMES: &str = concat!($($name, " ",)*);
    };
}

words! {
    By "by", And "and", Updated "updated", Corrections "corrections", Topics "topics", Table "table", Code "code",
    Video "video", Audio "audio", Picture "picture", Section "section", Post "post", PostBy "postBy", OnX "onX",
    ReplyingTo "replyingTo", Edited "edited", Sensitive "sensitive", FinalResult "finalResult", Ends "ends",
    Ended "ended", RepostedBy "repostedBy",
    /// Readers' note on a post.
    Context "context",
    Show "show", ShowMedia "showMedia", ShowOriginal "showOriginal", Open "open",
    /// For the page's part: while the original is on its way, when it can't come, and the way back.
    Loading "loading", Failed "failed", Back "back",
    /// Blue, business, government.
    Verified "verified", VerifiedBusiness "verifiedBusiness", VerifiedGovernment "verifiedGovernment",
    /// Deleted, suspended, protected, withheld, restricted, unknown.
    Gone "deleted", Suspended "suspended", Protected "protected", Withheld "withheld", Restricted "restricted",
    Unavailable "unavailable",
    /// A form for each of the language's plurals, parted by bars: votes, likes, replies, reposts, quotes, views.
    Votes "votes", Likes "likes", Replies "replies", Reposts "reposts", Quotes "quotes", Views "views",
    Minutes "minutes",
    /// For a truncated article.
    Truncated "cut", ReadFull "whole",
    Contents "contents", ShowAll "showAll", HideAll "hideAll", CopyLink "copyLink", Copied "copied",
    Enlarge "enlarge", Close "close", Previous "previous", Next "next",
    /// For the page's part: how many updates came, in plurals.
    News "news",
    /// Of content from elsewhere; `#` is its provider, `@` the host. The last four are for the page's part.
    EmbedShow "embedShow", EmbedAlways "embedAlways", EmbedNotice "embedNotice", EmbedAsk "embedAsk", EmbedSkip "embedSkip",
    EmbedEnd "embedEnd", EmbedFailed "embedFailed",
    /// For the page's part, before there is an article.
    Network "network", Http "http", Broken "broken", Retry "retry",
}

pub(super) const ENGLISH: &str = include_str!("words/en.txt");
