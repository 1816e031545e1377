//! Names of fields as small numbers: each key is looked up once, while parsing, and asking for a field compares no text.

macro_rules! names {
    ($($name:ident $text:literal)*) => {
        /// A name that the format or the options know.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(u8)]
        #[allow(clippy::enum_variant_names, reason = "a field is called name")]
        pub(crate) enum Name {
            $(#[doc = $text] $name,)*
        }

        impl Name {
            const ALL: &[Self] = &[$(Self::$name,)*];
            const TEXTS: &[&str] = &[$($text,)*];
        }
    };
}

names! {
    Alt "alt" Author "author" Avatar "avatar" BaseUrl "baseUrl" Bitrate "bitrate" Body "body" Bot "bot" Byline "byline"
    Caption "caption" Card "card" Chart "chart" Cite "cite" Colspan "colspan" Controls "controls" Converted "converted" Corrections "corrections"
    Created "created" Credit "credit" Custom "custom" Data "data" Date "date" Description "description" Dir "dir"
    Domain "domain" Duration "duration" Edited "edited" Emojis "emojis" Ended "ended" Ends "ends" Final "final" Focus "focus" Foot "foot"
    Gone "gone" Handle "handle" Head "head" Header "header" Heading "heading" HeadingLevel "headingLevel"
    Headline "headline" Height "height" Href "href" Html "html" Id "id" IdPrefix "idPrefix" Image "image"
    ImageAlt "imageAlt" Items "items" KeyEvent "keyEvent" KeyPoints "keyPoints" Kicker "kicker" Kind "kind" Label "label" Labels "labels" Lang "lang"
    Language "language" Layout "layout" Level "level" Lightbox "lightbox" Likes "likes" Limits "limits" Live "live" Logo "logo"
    Marks "marks" Mathml "mathml" Media "media" Metrics "metrics" Multiple "multiple" Name "name" Network "network" Note "note" Notice "notice" Oembed "oembed" Open "open"
    Options "options" Parted "parted" Place "place" Poll "poll" Post "post" Poster "poster" PrintOpen "printOpen"
    Provider "provider" Published "published" Publisher "publisher" Quoted "quoted" Quotes "quotes"
    Replies "replies" ReplyTo "replyTo" RepostedBy "repostedBy" Reposts "reposts" Rewritten "rewritten" Role "role"
    RowHeaders "rowHeaders" Rows "rows" Rowspan "rowspan" Sections "sections" Sensitive "sensitive" Share "share" Shortcode "shortcode" Sizes "sizes"
    Sources "sources" Src "src" Srcset "srcset" Standfirst "standfirst" Start "start" Style "style" Tags "tags"
    Taken "taken" Text "text" Theme "theme" Thread "thread" Title "title" Toc "toc" Tracks "tracks" Tweets "tweets" Type "type"
    Unparted "unparted" Updated "updated" Url "url" Verified "verified" Views "views" Voters "voters" Votes "votes" Warning "warning" Width "width" WithheldIn "withheldIn"
    Zoned "zoned"
}

/// No name has more bytes.
const LONGEST: usize = 16;

/// A power of two, large enough that few names share a slot.
const SLOTS: usize = 512;

// Evaluated while compiling, where an index out of bounds is an error.
#[allow(clippy::indexing_slicing)]
/// For each hash the number of a name and 1 more; 0 where there is none. A taken slot leads on to the next.
const TABLE: [u8; SLOTS] = {
    let mut table = [0; SLOTS];
    let mut index = 0;
    while index < Name::TEXTS.len() {
        let mut slot = hash(Name::TEXTS[index].as_bytes());
        while table[slot] != 0 {
            slot = (slot + 1) % SLOTS;
        }
        index += 1;
        table[slot] = index as u8;
    }
    table
};

#[allow(clippy::indexing_slicing)]
const fn hash(text: &[u8]) -> usize {
    let mut hash = text.len() % SLOTS;
    let mut index = 0;
    while index < text.len() {
        hash = (hash * 31 + text[index] as usize) % SLOTS;
        index += 1;
    }
    hash
}

impl Name {
    pub(super) fn of(text: &str) -> Option<Self> {
        if text.len() > LONGEST {
            return None;
        }
        let mut slot = hash(text.as_bytes());
        loop {
            let index = usize::from(TABLE.get(slot).copied()?.checked_sub(1)?);
            if Self::TEXTS.get(index).is_some_and(|name| *name == text) {
                return Self::ALL.get(index).copied();
            }
            slot = (slot + 1) % SLOTS;
        }
    }

    pub(crate) fn as_str(self) -> &'static str {
        Self::TEXTS.get(self as usize).copied().unwrap_or_default()
    }
}

/// The name that `text` most likely stands for: a letter or two are missing, too many, wrong or swapped, or only the case differs.
pub(crate) fn nearest(
    text: &str,
    names: impl Iterator<Item = &'static str>,
) -> Option<&'static str> {
    let most = match text.len() {
        0..=2 => return None,
        3..=5 => 1,
        6..=40 => 2,
        _ => return None,
    };
    let mut best = None;
    for name in names {
        let distance = distance(text.as_bytes(), name.as_bytes());
        if distance <= best.map_or(most, |(least, _)| least - 1) {
            best = Some((distance, name));
            if distance == 0 {
                break;
            }
        }
    }
    best.map(|(_, name)| name)
}

/// How many letters have to be inserted, deleted, replaced or swapped with their neighbour; the case counts for nothing.
fn distance(one: &[u8], other: &[u8]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=other.len()).collect();
    let mut last = 0;
    for (row, byte) in one.iter().enumerate() {
        let mut line = vec![row + 1];
        let mut left = row + 1;
        let mut earlier = 0;
        for (column, letter) in other.iter().enumerate() {
            let at =
                |line: &[usize], column: usize| line.get(column).copied().unwrap_or(usize::MAX / 2);
            let mut least = at(&above, column) + usize::from(!byte.eq_ignore_ascii_case(letter));
            least = least.min(left + 1).min(at(&above, column + 1) + 1);
            if row > 0
                && column > 0
                && byte.eq_ignore_ascii_case(&earlier)
                && letter.eq_ignore_ascii_case(&last)
            {
                least = least.min(at(&before, column - 1) + 1);
            }
            line.push(least);
            left = least;
            earlier = *letter;
        }
        last = *byte;
        before = above;
        above = line;
    }
    above.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_found_and_no_other_text_is() {
        for (name, text) in Name::ALL.iter().zip(Name::TEXTS) {
            assert_eq!((Name::of(text), name.as_str()), (Some(*name), *text));
            assert!(text.len() <= LONGEST);
        }
        for text in ["", "x", "Text", "texts", "__proto__", "\u{1f600}"] {
            assert_eq!(Name::of(text), None, "{text}");
        }
    }

    #[test]
    fn the_nearest_name_is_the_one_that_was_meant_and_far_ones_are_not_near() {
        let nearest = |text| nearest(text, Name::TEXTS.iter().copied());
        for (text, name) in [
            ("standfrist", "standfirst"),
            ("txt", "text"),
            ("Headline", "headline"),
            ("captoin", "caption"),
            ("bylines", "byline"),
            ("publishd", "published"),
        ] {
            assert_eq!(nearest(text), Some(name), "{text}");
        }
        for text in [
            "",
            "x",
            "ab",
            "headlineOfThePage",
            "colour",
            &"text".repeat(99),
        ] {
            assert_eq!(nearest(text), None, "{text}");
        }
    }
}
