//! Posts in copied text: words, then a line such as `— Name (@handle) April 2, 2025`.

use super::{Line, date, language};
use crate::model::{Author, Post};

/// A post and the lines it is made of, by their indexes.
pub(super) struct Found {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) post: Post,
}

struct Signature<'t> {
    name: &'t str,
    handle: &'t str,
    date: &'t str,
}

fn signature(line: &str) -> Option<Signature<'_>> {
    let start = line.trim_start();
    let rest = ["—", "–", "--", "―"]
        .into_iter()
        .find_map(|dash| start.strip_prefix(dash))?;
    let (name, rest) = rest.split_once("(@")?;
    let (handle, date) = rest.split_once(')')?;
    let name = name.trim();
    let sound = (1..=15).contains(&handle.len())
        && handle
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    (sound && !name.is_empty() && name.chars().count() <= 80).then_some(Signature {
        name,
        handle,
        date: date.trim(),
    })
}

/// The length of a text as the platform counts it.
fn weight(text: &str) -> usize {
    text.split_inclusive(char::is_whitespace)
        .map(|word| {
            let bare = word.trim();
            let space = word.len() - word.trim_end().len();
            if bare.starts_with("pic.twitter.com/") || bare.starts_with("pic.x.com/") {
                return 0;
            }
            if bare.starts_with("https://") || bare.starts_with("http://") {
                return 23 + space;
            }
            word.chars()
                .map(|c| match u32::from(c) {
                    0..=4351 | 8192..=8205 | 8208..=8223 | 8242..=8247 => 1,
                    _ => 2,
                })
                .sum()
        })
        .sum()
}

const LONGEST: usize = 280;

/// No article shows more.
const MOST: usize = 10_000;

/// All posts in the lines after the first `start`, in order.
pub(super) fn find(lines: &[Line<'_>], start: usize, lang: Option<&str>) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for (at, line) in lines.iter().enumerate().skip(start) {
        let Some(signature) = signature(line.text) else {
            continue;
        };
        if found.len() == MOST {
            break;
        }
        let floor = found.last().map_or(start, |last| last.last + 1);
        let mut last = at;
        let mut date = date::find(signature.date);
        if signature.date.is_empty() {
            let next = lines.get(at + 1).and_then(|next| date::find(next.text));
            if let Some(next) = next.filter(|next| next.other_words == 0) {
                date = Some(next);
                last = at + 1;
            }
        }
        let first = first_line(lines, floor, at, lang);
        let Some(first) = first else { continue };
        let text = lines
            .get(first..at)
            .unwrap_or_default()
            .iter()
            .map(|line| line.text)
            .collect::<Vec<_>>()
            .join("\n");
        let own = language::detect(&text).or_else(|| short_language(&text));
        let mut post = Post::new(Author::new(signature.name, signature.handle)).text(text);
        post.lang = own.filter(|own| Some(*own) != lang).map(str::to_owned);
        post.created = date.map(|date| date.date).or_else(|| {
            Some(signature.date)
                .filter(|date| !date.is_empty())
                .map(str::to_owned)
        });
        found.push(Found { first, last, post });
    }
    found
}

/// A few small words are enough if no other language has any.
fn short_language(text: &str) -> Option<&'static str> {
    let thrice = [text, text, text].join(" ");
    language::detect(&thrice)
}

/// The first line of the post that is signed in line `at`.
fn first_line(lines: &[Line<'_>], floor: usize, at: usize, lang: Option<&str>) -> Option<usize> {
    let above = at.checked_sub(1).filter(|above| *above >= floor)?;
    let blank = lines.get(at)?.after_blank;
    let mut first = above;
    let mut sum = weight(lines.get(above)?.text);
    let own = short_language(lines.get(above)?.text);
    let foreign =
        |text: &str| own.is_some() && own != lang && lang.is_some() && short_language(text) == own;
    while first > floor {
        let current = lines.get(first)?;
        let next = lines.get(first - 1)?;
        let same = foreign(next.text);
        // A blank line ends a post, but for one in another language.
        if current.after_blank && !same || next.text.ends_with(':') {
            break;
        }
        // Behind a blank line before the signature, the post is one paragraph.
        if blank && !same && current.after_blank {
            break;
        }
        let longer = sum + 1 + weight(next.text);
        if longer > LONGEST && !(same && longer <= 2 * LONGEST) {
            break;
        }
        sum = longer;
        first -= 1;
    }
    Some(first)
}
