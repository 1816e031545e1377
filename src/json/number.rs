//! Converts numbers from and to text. The standard library's code for it is larger than this whole module.

/// A JSON number's value, exact as far as twelve digits: enough for anything that the format counts or measures.
pub(crate) fn parse(text: &str) -> Option<f64> {
    let (mut value, mut scale, mut point, mut any) = (0f64, 0i32, false, false);
    let (mut power, mut power_sign, mut in_power) = (0i32, 1, false);
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    for byte in unsigned.bytes() {
        match byte {
            b'0'..=b'9' if in_power => power = (power * 10 + i32::from(byte - b'0')).min(999),
            b'0'..=b'9' => {
                value = value * 10.0 + f64::from(byte - b'0');
                scale -= i32::from(point);
                any = true;
            }
            b'.' if !point => point = true,
            b'e' | b'E' if any => in_power = true,
            b'-' if in_power => power_sign = -1,
            b'+' if in_power => {}
            _ => return None,
        }
    }
    scale += power * power_sign;
    for _ in 0..scale.unsigned_abs().min(700) {
        value = if scale < 0 {
            value / 10.0
        } else {
            value * 10.0
        };
    }
    any.then_some(if unsigned.len() < text.len() {
        -value
    } else {
        value
    })
}

/// A number's decimal digits.
pub(crate) fn digits(number: u32) -> String {
    let mut text = String::new();
    let mut unit = 1_000_000_000;
    while unit > 0 {
        let digit = number / unit % 10;
        if digit > 0 || !text.is_empty() || unit == 1 {
            text.push(char::from(b'0' + digit as u8));
        }
        unit /= 10;
    }
    text
}
