//! Unicode normal form C, as far as ids need it: letters with marks written apart become one letter.

use crate::scan::split;

/// Lower-case letters of Latin, Greek, Cyrillic and Arabic: a line for each mark, with pairs of a letter and the composed one.
/// The page's part knows the rest when it looks for a fragment (`www/src/sections.js`).
const COMPOSED: &str = "\
\u{300}aàeèiìoòuùеѐиѝâầăằêềôồơờưừyỳ\n\
\u{301}aáeéiíoóuúyýcćlĺnńrŕsśzźϊΐαάεέηήιίϋΰοόυύωώгѓкќâấăắêếôốơớưứ\n\
\u{302}aâeêiîoôuûcĉgĝhĥjĵsŝwŵyŷạậẹệọộ\n\
\u{303}aãnñoõiĩuũâẫăẵeẽêễôỗơỡưữyỹ\n\
\u{308}aäeëiïoöuüyÿιϊυϋеёії\n\
\u{30a}aåuů\n\
\u{327}cçgģkķlļnņrŗsştţ\n\
\u{304}aāeēiīoōuū\n\
\u{306}aăeĕgğiĭoŏuŭийуўạặ\n\
\u{328}aąeęiįuų\n\
\u{307}cċeėgġzż\n\
\u{30c}cčdďeělľnňrřsštťzž\n\
\u{30b}oőuű\n\
\u{31b}oơuư\n\
\u{326}sștț\n\
\u{653}اآ\n\
\u{654}اأوؤيئ\n\
\u{655}اإ\n\
\u{323}aạeẹiịoọơợuụưựyỵ\n\
\u{309}aảâẩăẳeẻêểiỉoỏôổơởuủưửyỷ";

/// A lower-case letter and the mark behind it as one letter, if there is one.
pub(crate) fn compose(letter: char, mark: char) -> Option<char> {
    let (base, code) = (letter as u32, mark as u32);
    match mark {
        // Hangul syllables are made of two or three letters.
        '\u{1161}'..='\u{1175}' if matches!(letter, '\u{1100}'..='\u{1112}') => {
            char::from_u32(0xac00 + ((base - 0x1100) * 21 + code - 0x1161) * 28)
        }
        '\u{11a8}'..='\u{11c2}'
            if matches!(letter, '가'..='힣') && (base - 0xac00).is_multiple_of(28) =>
        {
            char::from_u32(base + code - 0x11a7)
        }
        // Kana with a voicing mark follow those without.
        '\u{3099}' | '\u{309a}' => {
            let hiragana = if base >= 0x30a0 { base - 0x60 } else { base };
            let voiced = match hiragana {
                0x304b..=0x3061 => hiragana % 2 == 1,
                0x3064 | 0x3066 | 0x3068 => true,
                _ => false,
            };
            let labial = matches!(hiragana, 0x306f..=0x307b) && hiragana.is_multiple_of(3);
            match (voiced, labial) {
                (true, _) if code == 0x3099 => char::from_u32(base + 1),
                (_, true) => char::from_u32(base + code - 0x3098),
                _ if hiragana == 0x3046 && code == 0x3099 => char::from_u32(base + 0x4e),
                _ => None,
            }
        }
        _ => {
            let line = split(COMPOSED, b"\n")
                .into_iter()
                .find_map(|line| line.strip_prefix(mark))?;
            let mut letters = line.chars();
            loop {
                let found = letters.next()? == letter;
                let composed = letters.next();
                if found {
                    return composed;
                }
            }
        }
    }
}
