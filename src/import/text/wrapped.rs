//! Text that is wrapped at a fixed width, as in mails and on wires.

/// Text with the line ends of mail or a wire taken out of its paragraphs; `None` if it has none.
pub(super) fn unwrapped(text: &str) -> Option<String> {
    let all: Vec<&str> = text.lines().collect();
    let inner = |pair: &[&str]| match pair {
        [line, next] if !line.trim().is_empty() && !next.trim().is_empty() => {
            Some(line.trim_end().chars().count())
        }
        _ => None,
    };
    let widths: Vec<usize> = all.windows(2).filter_map(inner).collect();
    let full = widths
        .iter()
        .filter(|width| (50..=80).contains(*width))
        .count();
    let all_wrapped = widths.len() >= 8 && full * 5 >= widths.len() * 4;
    if !all_wrapped && !is_partly_wrapped(&all) {
        return None;
    }
    let mut joined = String::with_capacity(text.len());
    // Line ends that were taken out follow behind the paragraph, so that the next one is in its line.
    let mut taken = 0;
    let mut above = "";
    for (at, line) in all.iter().enumerate() {
        let indented = line.starts_with("  ") || line.starts_with('\t');
        let bare = line.trim();
        // Short lines in between, such as those of a signature, stay lines.
        let goes_on = !above.is_empty() && !indented && (all_wrapped || is_full(above));
        if goes_on && !bare.is_empty() {
            joined.push(' ');
            taken += 1;
        } else if at > 0 {
            joined.extend(std::iter::repeat_n('\n', taken + 1));
            taken = 0;
        }
        joined.push_str(bare);
        above = bare;
    }
    Some(joined)
}

fn is_full(line: &str) -> bool {
    (55..=80).contains(&line.trim_end().chars().count())
}

/// Whether several sentences go on in the next line, and no line is longer than those of a mail.
fn is_partly_wrapped(lines: &[&str]) -> bool {
    let goes_on = |pair: &&[&str]| match pair {
        [line, next] => is_full(line) && next.starts_with(char::is_lowercase),
        _ => false,
    };
    lines.iter().all(|line| line.chars().count() <= 82)
        && lines.windows(2).filter(goes_on).count() >= 3
}
