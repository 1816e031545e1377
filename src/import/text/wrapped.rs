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
    if widths.len() < 8 || full * 5 < widths.len() * 4 {
        return None;
    }
    let mut joined = String::with_capacity(text.len());
    let mut glued = false;
    for line in all {
        let indented = line.starts_with("  ") || line.starts_with('\t');
        let bare = line.trim();
        if bare.is_empty() {
            joined.push_str("\n\n");
            glued = false;
            continue;
        }
        if glued {
            joined.push_str(if indented { "\n\n" } else { " " });
        }
        joined.push_str(bare);
        glued = true;
    }
    Some(joined)
}
