//! What a literal stands for.

use super::ast::Literal;
use super::number;

/// A number that is too large, or an escape that stands for nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Invalid(pub(super) &'static str);

/// A whole number as it is written, without its sign.
pub(super) fn int(text: &str, negative: bool) -> Result<Literal, Invalid> {
    let invalid = Invalid("This whole number does not fit into 64 bits.");
    let (digits, radix) = radix(text);
    let magnitude = u64::from_str_radix(digits, radix).map_err(|_| invalid)?;
    let int = if negative { 0_i64.checked_sub_unsigned(magnitude) } else { i64::try_from(magnitude).ok() };
    int.map(Literal::Int).ok_or(invalid)
}

/// A whole number with the `u` that ends it.
pub(super) fn uint(text: &str) -> Result<Literal, Invalid> {
    let (digits, radix) = radix(text.trim_end_matches(['u', 'U']));
    let uint = u64::from_str_radix(digits, radix);
    uint.map(Literal::Uint).map_err(|_| Invalid("This whole number does not fit into 64 bits."))
}

/// A number with a fraction or an exponent, without its sign.
pub(super) fn double(text: &str, negative: bool) -> Result<Literal, Invalid> {
    let double = number::decimal(text).ok_or(Invalid("This number is too large for a double."))?;
    Ok(Literal::Double(if negative { -double } else { double }))
}

/// A text with its quotes, and an `r` before them where it is raw.
pub(super) fn text(written: &str) -> Result<Literal, Invalid> {
    let mut out = Vec::with_capacity(written.len());
    unescape(written, false, &mut out)?;
    String::from_utf8(out).map(Literal::Text).map_err(|_| NO_CODE_POINT)
}

/// Bytes with their `b` and their quotes.
pub(super) fn bytes(written: &str) -> Result<Literal, Invalid> {
    let mut out = Vec::with_capacity(written.len());
    unescape(written.get(1..).unwrap_or_default(), true, &mut out)?;
    Ok(Literal::Bytes(out))
}

const NO_CODE_POINT: Invalid = Invalid("An escape in this text stands for no character.");
const NO_BYTE: Invalid = Invalid("`\\u` and `\\U` do not stand in bytes; write `\\x…`.");

fn radix(text: &str) -> (&str, u32) {
    text.strip_prefix("0x").map_or((text, 10), |digits| (digits, 16))
}

fn unescape(written: &str, bytes: bool, out: &mut Vec<u8>) -> Result<(), Invalid> {
    let quoted = written.trim_start_matches(['r', 'R']);
    let raw = quoted.len() < written.len();
    let triple = quoted.len() >= 6 && (quoted.starts_with("\"\"\"") || quoted.starts_with("'''"));
    let width = if triple { 3 } else { 1 };
    let inside = quoted.get(width..quoted.len().saturating_sub(width)).unwrap_or_default();
    let mut buffer = [0; 4];
    let mut chars = inside.chars();
    while let Some(c) = chars.next() {
        match c {
            // Every line break of a text is one `\n`.
            '\r' => {
                if chars.as_str().starts_with('\n') {
                    chars.next();
                }
                out.push(b'\n');
            }
            '\\' if !raw => escape(&mut chars, bytes, out)?,
            c => out.extend_from_slice(c.encode_utf8(&mut buffer).as_bytes()),
        }
    }
    Ok(())
}

/// What follows a backslash; the lexer has seen to its form.
fn escape(chars: &mut std::str::Chars<'_>, bytes: bool, out: &mut Vec<u8>) -> Result<(), Invalid> {
    let c = chars.next().unwrap_or('\\');
    let (digits, radix) = match c {
        'x' | 'X' => (2, 16),
        'u' | 'U' if bytes => return Err(NO_BYTE),
        'u' => (4, 16),
        'U' => (8, 16),
        '0'..='3' => (2, 8),
        _ => {
            out.push(match c {
                'a' => 0x07,
                'b' => 0x08,
                'f' => 0x0c,
                'n' => b'\n',
                'r' => b'\r',
                't' => b'\t',
                'v' => 0x0b,
                // A quote, a backslash, `?` or a backtick.
                other => u8::try_from(other).unwrap_or(b'?'),
            });
            return Ok(());
        }
    };
    let mut code = if radix == 8 { c.to_digit(8).unwrap_or(0) } else { 0 };
    for _ in 0..digits {
        let digit = chars.next().and_then(|c| c.to_digit(radix)).unwrap_or(0);
        code = code.wrapping_mul(radix) | digit;
    }
    if bytes {
        // Two hexadecimal digits, or three octal ones of at most 0o377.
        out.push(u8::try_from(code).unwrap_or(u8::MAX));
        return Ok(());
    }
    let c = char::from_u32(code).ok_or(NO_CODE_POINT)?;
    out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
    Ok(())
}
