//! The words that the widget itself says.

/// All interface words of one language.
#[derive(Debug)]
pub(crate) struct Words {
    /// The language tag that these words are in.
    pub(crate) lang: &'static str,
    /// January to December.
    pub(crate) months: [&'static str; 12],
    pub(crate) thousands: &'static str,
    pub(crate) by: &'static str,
    pub(crate) and: &'static str,
    pub(crate) updated: &'static str,
    pub(crate) corrections: &'static str,
    pub(crate) tags: &'static str,
    pub(crate) table: &'static str,
    pub(crate) code: &'static str,
    pub(crate) video: &'static str,
    pub(crate) audio: &'static str,
    pub(crate) picture: &'static str,
    pub(crate) gif: &'static str,
    /// The heading of a section that has none.
    pub(crate) section: &'static str,
    /// Accessible name of a post: before and after the author.
    pub(crate) post_by: &'static str,
    pub(crate) post: &'static str,
    pub(crate) on_x: &'static str,
    pub(crate) replying_to: &'static str,
    pub(crate) edited: &'static str,
    pub(crate) sensitive: &'static str,
    pub(crate) verified: [&'static str; 3],
    /// Deleted, suspended, protected, withheld, restricted, unknown.
    pub(crate) gone: [&'static str; 6],
    /// Likes, replies, reposts, quotes, views; one and many.
    pub(crate) metrics: [[&'static str; 2]; 5],
    pub(crate) votes: [&'static str; 2],
    pub(crate) final_result: &'static str,
    pub(crate) ends: &'static str,
}

static ENGLISH: Words = Words {
    lang: "en",
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    thousands: ",",
    by: "By",
    and: "and",
    updated: "Updated",
    corrections: "Corrections",
    tags: "Topics",
    table: "Table",
    code: "Code",
    video: "Video",
    audio: "Audio",
    picture: "Picture",
    gif: "GIF",
    section: "Section",
    post_by: "Post by",
    post: "Post",
    on_x: "View on X",
    replying_to: "Replying to",
    edited: "Edited",
    sensitive: "Sensitive content",
    verified: [
        "Verified account",
        "Verified organisation",
        "Government account",
    ],
    gone: [
        "This post was deleted by its author.",
        "This post is from a suspended account.",
        "This post is from a protected account.",
        "This post is withheld in some countries.",
        "This post can only be seen by some people.",
        "This post is no longer available.",
    ],
    metrics: [
        ["like", "likes"],
        ["reply", "replies"],
        ["repost", "reposts"],
        ["quote", "quotes"],
        ["view", "views"],
    ],
    votes: ["vote", "votes"],
    final_result: "Final result",
    ends: "Ends",
};

static ITALIAN: Words = Words {
    lang: "it",
    months: [
        "gennaio",
        "febbraio",
        "marzo",
        "aprile",
        "maggio",
        "giugno",
        "luglio",
        "agosto",
        "settembre",
        "ottobre",
        "novembre",
        "dicembre",
    ],
    thousands: ".",
    by: "Di",
    and: "e",
    updated: "Aggiornato",
    corrections: "Correzioni",
    tags: "Argomenti",
    table: "Tabella",
    code: "Codice",
    video: "Video",
    audio: "Audio",
    picture: "Immagine",
    gif: "GIF",
    section: "Sezione",
    post_by: "Post di",
    post: "Post",
    on_x: "Vedi su X",
    replying_to: "In risposta a",
    edited: "Modificato",
    sensitive: "Contenuto sensibile",
    verified: [
        "Account verificato",
        "Organizzazione verificata",
        "Account istituzionale",
    ],
    gone: [
        "Questo post è stato eliminato dall’autore.",
        "Questo post è di un account sospeso.",
        "Questo post è di un account protetto.",
        "Questo post non è visibile in alcuni Paesi.",
        "Questo post è visibile solo ad alcune persone.",
        "Questo post non è più disponibile.",
    ],
    metrics: [
        ["Mi piace", "Mi piace"],
        ["risposta", "risposte"],
        ["repost", "repost"],
        ["citazione", "citazioni"],
        ["visualizzazione", "visualizzazioni"],
    ],
    votes: ["voto", "voti"],
    final_result: "Risultato finale",
    ends: "Termina",
};

/// The words of a language; English where there are none.
pub(crate) fn words(tag: &str) -> &'static Words {
    let language = tag.split('-').next().unwrap_or_default();
    [&ENGLISH, &ITALIAN]
        .into_iter()
        .find(|words| words.lang.eq_ignore_ascii_case(language))
        .unwrap_or(&ENGLISH)
}
