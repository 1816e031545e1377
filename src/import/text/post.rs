//! Posts in copied text: words, then a line such as `— Name (@handle) April 2, 2025`; or, from the network's own page, name and handle
//! above the words, and a date and numbers of reactions below them.

use super::{Line, date, ends_sentence, language, width};
use crate::model::{Author, Metrics, Post};
use crate::scan::lowercase;

/// A post and the lines it is made of, by their indexes.
pub(super) struct Found {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) post: Post,
    /// How many numbers below it don't say what they count.
    pub(super) left_out: usize,
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
    (network(handle).is_some() && !name.is_empty() && name.chars().count() <= 80).then_some(
        Signature {
            name,
            handle,
            date: date.trim(),
        },
    )
}

/// The network of a handle without its first `@`: empty for the default one; `None` if it is no handle.
fn network(handle: &str) -> Option<&'static str> {
    let known = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '@');
    if handle.is_empty() || handle.len() > 253 || !handle.chars().all(known) {
        return None;
    }
    match (handle.split_once('@'), handle.contains('.')) {
        (Some((user, host)), _) => (!user.is_empty() && host.contains('.')).then_some("mastodon"),
        (None, true) => Some("bluesky"),
        (None, false) => (handle.len() <= 15 && !handle.contains('-')).then_some(""),
    }
}

fn post_of(name: &str, handle: &str, text: String, lang: Option<&str>) -> Post {
    let own = language::detect(&text).or_else(|| short_language(&text));
    let mut post = Post::new(Author::new(name, handle)).text(text);
    post.lang = own.filter(|own| Some(*own) != lang).map(str::to_owned);
    post.network = network(handle)
        .filter(|network| !network.is_empty())
        .map(str::to_owned);
    post
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
        if found.len() == MOST {
            break;
        }
        let floor = found.last().map_or(start, |last| last.last + 1);
        if at >= floor
            && let Some(post) = from_page(lines, floor, at, lang)
        {
            found.push(post);
            continue;
        }
        let Some(signature) = signature(line.text) else {
            continue;
        };
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
        let mut post = post_of(signature.name, signature.handle, text, lang);
        post.created = date.map(|date| date.date).or_else(|| {
            Some(signature.date)
                .filter(|date| !date.is_empty())
                .map(str::to_owned)
        });
        found.push(Found {
            first,
            last,
            post,
            left_out: 0,
        });
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

/// A post as the network's own page shows it, with its handle in line `at`. Only one with a date or numbers below it is sure.
fn from_page(lines: &[Line<'_>], floor: usize, at: usize, lang: Option<&str>) -> Option<Found> {
    let line = bare(lines.get(at)?.text);
    let (before, handle) = line.rsplit_once('@').map(|(before, handle)| {
        // The handle may have a host.
        let start = before.rfind(char::is_whitespace).map_or(0, |at| at + 1);
        match before.split_at_checked(start) {
            Some((name, user)) if user.starts_with('@') => (name, line.get(start + 1..)),
            _ => (before, Some(handle)),
        }
    })?;
    let handle = handle.filter(|handle| network(handle).is_some())?;
    let (name, first) = match before.trim() {
        "" => (bare(lines.get(at.checked_sub(1)?)?.text), at - 1),
        name => (name, at),
    };
    if first < floor || name.is_empty() || width(name) > 80 || ends_sentence(name) {
        return None;
    }
    let mut created = None;
    let mut text = Vec::new();
    let mut metrics = Metrics::default();
    let mut next = at + 1;
    let mut ended = false;
    // The words, up to the date or the first number.
    for line in lines.get(at + 1..)?.iter().take(30) {
        let found = date::find(line.text).filter(|date| date.other_words <= 2);
        let is_mark = matches!(line.text, "·" | "Follow" | "...");
        if found.is_some() && created.is_none() {
            created = found.map(|found| found.date);
            ended = !text.is_empty();
        } else if counted(line.text) && !is_mark {
            ended = true;
            break;
        } else if !is_mark || ended {
            if ended || line.text.contains("(@") {
                break;
            }
            text.push(line.text);
        }
        next += 1;
    }
    if !ended || text.is_empty() {
        return None;
    }
    let (mut number, mut numbers) = (None, 0);
    while let Some(line) = lines.get(next).filter(|line| counted(line.text)) {
        for word in line.text.split_whitespace() {
            let before = number.take();
            number = count(word);
            numbers += usize::from(number.is_some());
            if number.is_none() {
                set(&mut metrics, &lowercase(word), before);
            }
        }
        next += 1;
    }
    let mut post = post_of(name, handle, text.join("\n"), lang);
    post.created = created;
    let kept = [
        metrics.likes,
        metrics.replies,
        metrics.reposts,
        metrics.quotes,
        metrics.views,
    ];
    let left_out = numbers.saturating_sub(kept.iter().flatten().count());
    post.metrics = Some(metrics).filter(|metrics| *metrics != Metrics::default());
    Some(Found {
        first,
        last: next - 1,
        post,
        left_out,
    })
}

/// Without the marks of direction that some pages put round handles.
fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '\u{200e}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    })
}

/// Whether a line is nothing but numbers of reactions and their names.
fn counted(line: &str) -> bool {
    let mut any = false;
    line.split_whitespace().all(|word| {
        let known = count(word).is_some() || set(&mut Metrics::default(), &lowercase(word), None);
        any |= known;
        known || matches!(word, "·" | "•")
    }) && (any || line == "·")
}

/// A number such as `1,902` or `12.4K`.
fn count(word: &str) -> Option<u64> {
    let unit = word.trim_end_matches(['K', 'M']);
    let scale = match word.get(unit.len()..)? {
        "" => return unit.replace([',', '.'], "").parse().ok(),
        "K" => 1000.0,
        "M" => 1_000_000.0,
        _ => return None,
    };
    let number: f64 = unit.replace(',', ".").parse().ok()?;
    Some((number * scale).round() as u64)
}

/// Sets the number of this name; `false` if there is none.
fn set(metrics: &mut Metrics, name: &str, number: Option<u64>) -> bool {
    let place = match name {
        "like" | "likes" | "favorite" | "favorites" | "favourites" => &mut metrics.likes,
        "reply" | "replies" | "comments" => &mut metrics.replies,
        "repost" | "reposts" | "boost" | "boosts" | "retweets" => &mut metrics.reposts,
        "quote" | "quotes" => &mut metrics.quotes,
        "view" | "views" => &mut metrics.views,
        // They have no place.
        "bookmark" | "bookmarks" => return true,
        _ => return false,
    };
    *place = place.or(number);
    true
}
