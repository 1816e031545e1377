//! Times as the API writes them.

use crate::article::DateTime;
use crate::json::digits;
use crate::scan::split_at_str;

const MONTHS: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";

/// Parses the platform's date format: `Wed Jul 04 02:38:52 +0000 2018`. None if it is another.
pub(super) fn parse_created_at(text: &str) -> Option<String> {
    let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    let month = split_at_str(MONTHS, part(4, 7))?.0.len() as u32 / 3 + 1;
    let zero = if month < 10 { "0" } else { "" };
    let moment = [
        part(26, 30),
        "-",
        zero,
        &digits(month),
        "-",
        part(8, 10),
        "T",
        part(11, 19),
        "Z",
    ]
    .concat();
    DateTime::parse(&moment).map(|_| moment)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_platform_s_own_way_to_write_a_time_is_read() {
        let text = parse_created_at("Wed Jul 04 02:38:52 +0000 2018");
        assert_eq!(text.as_deref(), Some("2018-07-04T02:38:52Z"));
        for bad in [
            "",
            "yesterday",
            "Wed Jux 04 02:38:52 +0000 2018",
            "Wed Jul 44 02:38:52 +0000 2018",
            "a b c d e f",
        ] {
            assert_eq!(parse_created_at(bad), None, "{bad}");
        }
    }
}
