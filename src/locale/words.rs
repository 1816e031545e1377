//! The words that the widget itself says.

use crate::scan::{before, cut};

/// A word, by its line in the tables below.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Word {
    Thousands,
    Decimal,
    /// Behind numbers of thousands; "=" where they are written out.
    Thousand,
    Million,
    By,
    And,
    Updated,
    Corrections,
    Topics,
    Table,
    Code,
    Video,
    Audio,
    Picture,
    Section,
    Post,
    PostBy,
    OnX,
    ReplyingTo,
    Edited,
    Sensitive,
    FinalResult,
    Ends,
    Ended,
    RepostedBy,
    /// Readers' note on a post.
    Context,
    Show,
    ShowMedia,
    ShowOriginal,
    Open,
    /// For the page's part: while the original is on its way, when it can't come, and the way back.
    #[cfg_attr(not(target_arch = "wasm32"), allow(dead_code))]
    Loading,
    #[cfg_attr(not(target_arch = "wasm32"), allow(dead_code))]
    Failed,
    #[cfg_attr(not(target_arch = "wasm32"), allow(dead_code))]
    Back,
    /// Blue, business, government.
    Verified,
    /// Deleted, suspended, protected, withheld, restricted, unknown.
    Gone = Word::Verified as isize + 3,
    /// One and many: votes, likes, replies, reposts, quotes, views.
    Counted = Word::Gone as isize + 6,
    Months = Word::Counted as isize + 12,
}

/// All words of one language, one a line, after its tag. Numbers begin on the second line.
static LANGUAGES: [&str; 2] = [
    "en
,
.
K
M
By
and
Updated
Corrections
Topics
Table
Code
Video
Audio
Picture
Section
Post
Post by
View on X
Replying to
Edited
Sensitive content
Final result
Ends
Ended
Reposted by
Readers added context
Show
Show media from X
Show the original on X
Open
Loading the original …
The original can’t be shown. This is our own version of the post.
Back to our version
Verified account
Verified organisation
Government account
This post was deleted by its author.
This post is from a suspended account.
This post is from a protected account.
This post is withheld in some countries.
This post can only be seen by some people.
This post is no longer available.
vote
votes
like
likes
reply
replies
repost
reposts
quote
quotes
view
views
January
February
March
April
May
June
July
August
September
October
November
December",
    "it
.
,
=
 Mln
Di
e
Aggiornato
Correzioni
Argomenti
Tabella
Codice
Video
Audio
Immagine
Sezione
Post
Post di
Vedi su X
In risposta a
Modificato
Contenuto sensibile
Risultato finale
Termina
Terminato
Ripubblicato da
I lettori hanno aggiunto informazioni
Mostra
Mostra foto e video da X
Mostra l’originale su X
Apri
L’originale sta arrivando …
L’originale non può essere mostrato. Questa è la nostra versione del post.
Torna alla nostra versione
Account verificato
Organizzazione verificata
Account istituzionale
Questo post è stato eliminato dall’autore.
Questo post è di un account sospeso.
Questo post è di un account protetto.
Questo post non è visibile in alcuni Paesi.
Questo post è visibile solo ad alcune persone.
Questo post non è più disponibile.
voto
voti
Mi piace
Mi piace
risposta
risposte
repost
repost
citazione
citazioni
visualizzazione
visualizzazioni
gennaio
febbraio
marzo
aprile
maggio
giugno
luglio
agosto
settembre
ottobre
novembre
dicembre",
];

/// The words of one language.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Words(&'static str);

impl Words {
    /// The words of a language; English where there are none.
    pub(crate) fn of(tag: &str) -> Self {
        let wanted = before(tag, b"-");
        let found = LANGUAGES
            .iter()
            .find(|words| before(words, b"\n").eq_ignore_ascii_case(wanted));
        Self(found.unwrap_or(&LANGUAGES[0]))
    }

    /// The tag of the language that these words are in.
    pub(crate) fn tag(self) -> &'static str {
        self.0.get(..2).unwrap_or_default()
    }

    pub(crate) fn get(self, word: Word) -> &'static str {
        self.nth(word, 0)
    }

    /// The word that stands `offset` lines below another.
    pub(crate) fn nth(self, word: Word, offset: usize) -> &'static str {
        let mut rest = self.0;
        for _ in 0..=word as usize + offset {
            rest = cut(rest, b"\n").unwrap_or_default().1;
        }
        before(rest, b"\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_every_word() {
        for words in LANGUAGES {
            assert_eq!(words.lines().count(), 1 + Word::Months as usize + 12);
            assert_eq!(words.lines().position(|line| line.is_empty()), None);
        }
        assert_eq!(Words::of("it-CH").get(Word::Ends), "Termina");
        assert_eq!(
            Words::of("en").nth(Word::Gone, 5),
            "This post is no longer available."
        );
        assert_eq!(Words::of("xx").nth(Word::Counted, 10), "view");
        assert_eq!(Words::of("it").nth(Word::Months, 11), "dicembre");
    }
}
