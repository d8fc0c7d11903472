//! Numbers to text and back, as Go's `strconv` and `fmt` do it.

/// A double as `%g` prints it: shortest digits, an exponent below -4 and above 5.
pub(super) fn print_double(value: f64) -> String {
    if value.is_nan() {
        return "NaN".to_owned();
    }
    if value.is_infinite() {
        return if value > 0.0 { "+Inf" } else { "-Inf" }.to_owned();
    }
    // Rust's own exponent form has the same shortest digits: `1.7e9`.
    let scientific = format!("{value:e}");
    let Some((digits, exponent)) = scientific.split_once('e') else {
        return scientific;
    };
    let Ok(exponent) = exponent.parse::<i32>() else {
        return scientific;
    };
    if (-4..6).contains(&exponent) {
        return format!("{value}");
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{digits}e{sign}{:02}", exponent.abs())
}

/// What the text of a double gives.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Double {
    Value(f64),
    Refused,
    /// Hexadecimal with more digits than a double holds, or with an exponent at its limits.
    Unknown,
}

/// Reads a double as Go does: `inf` and `nan` in any case, `_` between digits, no overflow.
pub(super) fn read_double(text: &str) -> Double {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let lower = unsigned.to_ascii_lowercase();
    if let Some(rest) = lower.strip_prefix("0x") {
        return hexadecimal(rest, text.starts_with('-'));
    }
    match lower.as_str() {
        "nan" if unsigned.len() == text.len() => return Double::Value(f64::NAN),
        "inf" | "infinity" if text.starts_with('-') => return Double::Value(f64::NEG_INFINITY),
        "inf" | "infinity" => return Double::Value(f64::INFINITY),
        _ => {}
    }
    let plain = without_underscores(text, u8::is_ascii_digit);
    plain.and_then(|plain| decimal(&plain)).map_or(Double::Refused, Double::Value)
}

/// The double nearest to a decimal number, which may begin or end with its point; `None` where it is none or too large.
///
/// By the reader of JSON's numbers, which is in the page in any case: the standard library's brings 12 KB of tables.
pub(super) fn decimal(text: &str) -> Option<f64> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let is_whole = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_whole(&[whole, fraction].concat())
        || !is_whole(exponent.strip_prefix(['+', '-']).unwrap_or(exponent))
    {
        return None;
    }
    let sign = if text.starts_with('-') { "-" } else { "" };
    // JSON wants a digit on each side of the point, and no zero before others.
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    serde_json::from_str(&format!("{sign}{whole}.{fraction}0e{exponent}")).ok()
}

/// What follows `0x`: digits with or without a fraction, and `p` with a decimal exponent of two, which must be there.
fn hexadecimal(text: &str, negative: bool) -> Double {
    // Behind `0x` a `_` may stand as behind a digit.
    let plain = without_underscores(&format!("0{text}"), u8::is_ascii_hexdigit).unwrap_or_default();
    let Some((mantissa, exponent)) = plain.split_once('p') else {
        return Double::Refused;
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{}{fraction}", whole.get(1..).unwrap_or_default());
    let unsigned = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let all =
        |text: &str, is_digit: fn(&u8) -> bool| !text.is_empty() && text.bytes().all(|byte| is_digit(&byte));
    if !all(&digits, u8::is_ascii_hexdigit) || !all(unsigned, u8::is_ascii_digit) {
        return Double::Refused;
    }
    match exact(&digits, fraction.len(), exponent) {
        Some(value) => Double::Value(if negative { -value } else { value }),
        None => Double::Unknown,
    }
}

/// The value where no digit is lost and the exponent is far from its limits.
fn exact(digits: &str, places: usize, exponent: &str) -> Option<f64> {
    let mantissa = u64::from_str_radix(digits, 16).ok().filter(|mantissa| *mantissa < 1 << 53)?;
    let places = i32::try_from(places).ok()?.checked_mul(4)?;
    let exponent = exponent.parse::<i32>().ok()?.checked_sub(places)?;
    #[allow(clippy::cast_precision_loss)] // Less than 2^53.
    (-960..=960).contains(&exponent).then(|| mantissa as f64 * 2_f64.powi(exponent))
}

/// Takes out `_` that stands between digits; `None` where one stands elsewhere.
fn without_underscores(text: &str, is_digit: fn(&u8) -> bool) -> Option<String> {
    let bytes = text.as_bytes();
    let digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(is_digit);
    let misplaced = bytes
        .iter()
        .enumerate()
        .any(|(at, byte)| *byte == b'_' && !(digit(at.checked_sub(1)) && digit(at.checked_add(1))));
    (!misplaced).then(|| text.replace('_', ""))
}

/// A double to `int`, cut off; `None` when it does not fit.
#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)] // Checked first.
pub(super) fn double_to_int(value: f64) -> Option<i64> {
    // Go leaves both ends out.
    (value > i64::MIN as f64 && value < i64::MAX as f64).then_some(value as i64)
}

/// A double to `uint`, cut off; `None` when it does not fit.
#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, clippy::cast_sign_loss)] // Checked first.
pub(super) fn double_to_uint(value: f64) -> Option<u64> {
    (value >= 0.0 && value < u64::MAX as f64).then_some(value as u64)
}

/// The text of a truth value, as Go's `ParseBool` takes it.
pub(super) fn read_bool(text: &str) -> Option<bool> {
    match text {
        "1" | "t" | "T" | "true" | "TRUE" | "True" => Some(true),
        "0" | "f" | "F" | "false" | "FALSE" | "False" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::{Double, decimal, print_double, read_double};
    use proptest::prelude::*;

    #[test]
    fn a_double_prints_as_in_go() {
        for (value, printed) in [
            (1.7e9, "1.7e+09"),
            (123_456.0, "123456"),
            (1_234_567.0, "1.234567e+06"),
            (0.0001, "0.0001"),
            (0.00001, "1e-05"),
            (-0.0, "-0"),
            (0.75, "0.75"),
            (1e100, "1e+100"),
            (f64::INFINITY, "+Inf"),
            (f64::NAN, "NaN"),
        ] {
            assert_eq!(print_double(value), printed);
        }
    }

    #[test]
    fn a_double_is_read_as_in_go() {
        for (text, expected) in [
            ("1.5", Double::Value(1.5)),
            ("1_0", Double::Value(10.0)),
            ("+.5", Double::Value(0.5)),
            ("007.", Double::Value(7.0)),
            ("0e99999999999999999999", Double::Value(0.0)),
            ("1e-99999999999999999999", Double::Value(0.0)),
            ("--1", Double::Refused),
            ("1 ", Double::Refused),
            ("1e5 ", Double::Refused),
            ("1e", Double::Refused),
            (".", Double::Refused),
            ("-infinity", Double::Value(f64::NEG_INFINITY)),
            ("Inf", Double::Value(f64::INFINITY)),
            ("1e400", Double::Refused),
            (" 1", Double::Refused),
            ("_1", Double::Refused),
            ("+nan", Double::Refused),
            ("", Double::Refused),
            ("0x1p-2", Double::Value(0.25)),
            ("-0X1.8P+1", Double::Value(-3.0)),
            ("0x_1p2", Double::Value(4.0)),
            ("0x10", Double::Refused),
            ("0x.p1", Double::Refused),
            ("0x1p", Double::Refused),
            ("1_e5", Double::Refused),
            ("0x1p5000", Double::Unknown),
        ] {
            assert_eq!(read_double(text), expected, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn a_decimal_is_read_as_the_standard_library_reads_it(text in "[+-]?[0-9]{0,25}(\\.[0-9]{0,25})?([eE][+-]?[0-9]{0,3})?") {
            let expected = text.parse::<f64>().ok().filter(|value| value.is_finite());
            prop_assert_eq!(decimal(&text).map(f64::to_bits), expected.map(f64::to_bits));
        }

        #[test]
        fn every_double_is_read_back(bits: u64) {
            let value = f64::from_bits(bits);
            prop_assume!(value.is_finite());
            prop_assert_eq!(decimal(&format!("{value:e}")).map(f64::to_bits), Some(bits));
            prop_assert_eq!(decimal(&value.to_string()).map(f64::to_bits), Some(bits));
        }
    }
}
