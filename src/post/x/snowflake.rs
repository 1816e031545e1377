//! Creation time of a post.

use crate::article::DateTime;

/// Creation time of a post in UTC, from its snowflake id, which has contained the milliseconds since November 2010.
/// Empty for older ids.
pub(crate) fn snowflake_time(id: &str) -> String {
    let mut number = 0u64;
    for digit in id.bytes() {
        number = number.wrapping_mul(10).wrapping_add(u64::from(digit & 15));
    }
    let whole = id.bytes().all(|digit| digit.is_ascii_digit());
    // Smaller ids predate the scheme.
    if !whole || !(11..=19).contains(&id.len()) || number < 30_000_000_000 {
        return String::new();
    }
    let seconds = ((number >> 22) + 1_288_834_974_657) / 1000;
    let minute = (seconds / 60 % 1440) as u32;
    let mut day = (seconds / 86_400) as u32;
    let (mut year, mut month) = (1970, 1);
    // Whole years first, by the length of February; then months.
    while day >= 337 + DateTime::days_in_month(year, 2) {
        day -= 337 + DateTime::days_in_month(year, 2);
        year += 1;
    }
    while day >= DateTime::days_in_month(year, month) {
        day -= DateTime::days_in_month(year, month);
        month += 1;
    }
    let date = DateTime {
        year,
        month,
        day: day + 1,
        time: Some((minute / 60, minute % 60)),
        zone: Some(0),
    };
    date.to_rfc3339()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_a_post_tells_its_minute() {
        // By the definition of the number: milliseconds since 4 November 2010, 01:42:54.657 UTC, above 22 bits.
        assert_eq!(snowflake_time("1481982104484745648"), "2022-01-14T13:30Z");
        assert_eq!(snowflake_time("20"), "");
    }
}
