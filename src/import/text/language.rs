//! Which of the languages of the interface a text is in.

use crate::scan::lowercase;

/// Small words of the languages that Latin letters write.
const SMALL_WORDS: [(&str, &str); 8] = [
    (
        "en",
        "the and of to that is for with was his are this from have not it has been by will",
    ),
    (
        "de",
        "der die und das den von ist mit nicht für auf ein eine im dem zu sich des wird auch",
    ),
    (
        "fr",
        "le les des et du une est dans pour que qui sur avec au pas par ce ont ses cette",
    ),
    (
        "es",
        "el los las y que en una por con del para se su como más ha al sus pero este",
    ),
    (
        "it",
        "il di che della per è non una con del sono dei nel gli alla ha si più anche delle",
    ),
    (
        "pt",
        "o os da do não uma para com em dos das ao na no foi mais pela são também às",
    ),
    (
        "nl",
        "de het een van en dat niet voor met zijn op te aan er ook bij om uit wordt naar",
    ),
    (
        "pl",
        "w na się z do nie że jest i od przez za oraz po jak dla tym ale są który",
    ),
];

/// The language as a BCP 47 tag; `None` if it is none of these, or two are close.
pub(super) fn detect(text: &str) -> Option<&'static str> {
    let (mut arabic, mut persian, mut hebrew, mut kana, mut han, mut latin, mut other) =
        (0, 0, 0, 0, 0, 0, 0);
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        let count = match c {
            'پ' | 'چ' | 'ژ' | 'گ' | 'ی' | 'ک' => {
                persian += 1;
                &mut arabic
            }
            '\u{600}'..='\u{6ff}' => &mut arabic,
            '\u{590}'..='\u{5ff}' => &mut hebrew,
            '\u{3040}'..='\u{30ff}' => &mut kana,
            '\u{4e00}'..='\u{9fff}' => &mut han,
            '\0'..='\u{24f}' => &mut latin,
            _ => &mut other,
        };
        *count += 1;
    }
    let all = arabic + hebrew + kana + han + latin + other;
    let most = |count: usize| count * 2 > all;
    if most(arabic) {
        return Some(if persian * 20 > arabic { "fa" } else { "ar" });
    }
    if most(hebrew) {
        return Some("he");
    }
    if most(kana + han) {
        return Some(if kana * 10 > han { "ja" } else { "zh" });
    }
    if !most(latin) {
        return None;
    }
    let mut hits = [0usize; SMALL_WORDS.len()];
    let mut words = 0;
    for word in text
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
    {
        words += 1;
        if word.len() > 8 {
            continue;
        }
        let word = lowercase(word);
        for ((_, known), hits) in SMALL_WORDS.iter().zip(&mut hits) {
            if known.split(' ').any(|known| known == word) {
                *hits += 1;
            }
        }
        // The beginning is enough.
        if words == 2000 {
            break;
        }
    }
    let best = *hits.iter().max()?;
    let at = hits.iter().position(|hits| *hits == best)?;
    let second = hits
        .iter()
        .enumerate()
        .filter(|(other, _)| *other != at)
        .map(|(_, hits)| *hits)
        .max()?;
    let clear = best >= 3 && best * 20 >= words * 2 && best * 2 > second * 3;
    clear.then(|| SMALL_WORDS.get(at).map(|(lang, _)| *lang))?
}
