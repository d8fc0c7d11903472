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
    /// Hexadecimal, which Go reads and this does not.
    Unknown,
}

/// Reads a double as Go does: `inf` and `nan` in any case, `_` between digits, no overflow.
pub(super) fn read_double(text: &str) -> Double {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let lower = unsigned.to_ascii_lowercase();
    if lower.starts_with("0x") {
        return Double::Unknown;
    }
    if lower == "nan" && unsigned.len() < text.len() {
        return Double::Refused;
    }
    let named = matches!(lower.as_str(), "inf" | "infinity" | "nan");
    let Some(plain) = without_underscores(text) else {
        return Double::Refused;
    };
    match plain.parse::<f64>() {
        Ok(value) if named || value.is_finite() => Double::Value(value),
        _ => Double::Refused,
    }
}

/// Takes out `_` that stands between digits; `None` where one stands elsewhere.
fn without_underscores(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
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

    use super::{Double, print_double, read_double};

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
            ("Inf", Double::Value(f64::INFINITY)),
            ("1e400", Double::Refused),
            (" 1", Double::Refused),
            ("_1", Double::Refused),
            ("+nan", Double::Refused),
            ("", Double::Refused),
            ("0x1p-2", Double::Unknown),
        ] {
            assert_eq!(read_double(text), expected, "{text:?}");
        }
    }
}
