//! Points in time and lengths of time, as Go's `time` package reads, prints and counts them.
//!
//! Sources: <https://pkg.go.dev/time#Parse>, <https://pkg.go.dev/time#ParseDuration> (read 2026-11-21).

use crate::calendar::{DAY, date, days_before, days_in};
use std::fmt::Write as _;

/// Seconds from 0001-01-01T00:00:00Z and up to 9999-12-31T23:59:59Z, as CEL bounds them.
const SECONDS: std::ops::RangeInclusive<i64> = -62_135_596_800..=253_402_300_799;
const NANOS: i64 = 1_000_000_000;

/// A point in time, with the offset that it was written with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Instant {
    /// Since 1970-01-01T00:00:00Z.
    pub(super) seconds: i64,
    pub(super) nanos: u32,
    /// Seconds east of UTC; for printing and for the fields only.
    pub(super) offset: i64,
}

/// What a point in time shows on a calendar and a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fields {
    pub(super) year: i64,
    /// From 1.
    pub(super) month: i64,
    /// From 1.
    pub(super) day: i64,
    /// From 0.
    pub(super) day_of_year: i64,
    /// From 0, Sunday.
    pub(super) day_of_week: i64,
    pub(super) hour: i64,
    pub(super) minute: i64,
    pub(super) second: i64,
}

impl Instant {
    /// `None` when outside of what CEL allows.
    pub(super) fn new(seconds: i64, nanos: u32, offset: i64) -> Option<Self> {
        SECONDS.contains(&seconds).then_some(Self { seconds, nanos, offset })
    }

    /// Reads RFC 3339 with Go's leniency: an hour of one digit, and `,` before the fraction.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut rest = text;
        let year = digits(&mut rest, 4)?;
        literal(&mut rest, '-')?;
        let month = digits(&mut rest, 2)?;
        literal(&mut rest, '-')?;
        let day = digits(&mut rest, 2)?;
        literal(&mut rest, 'T')?;
        let hour = digits(&mut rest, 2).or_else(|| digits(&mut rest, 1))?;
        literal(&mut rest, ':')?;
        let minute = digits(&mut rest, 2)?;
        literal(&mut rest, ':')?;
        let second = digits(&mut rest, 2)?;
        let nanos = fraction(&mut rest);
        let offset = zone(&mut rest)?;
        let in_range = (1..=12).contains(&month)
            && (1..=days_in(year, month)).contains(&day)
            && hour < 24
            && minute < 60
            && second < 60;
        if !in_range || !rest.is_empty() {
            return None;
        }
        let days = days_before(year, month, day);
        let local = days * DAY + hour * 3600 + minute * 60 + second;
        Self::new(local - offset, nanos, offset)
    }

    /// RFC 3339, fraction without trailing zeros.
    pub(super) fn print(self) -> String {
        let fields = self.fields(self.offset);
        let mut text = format!(
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}",
            fields.year, fields.month, fields.day, fields.hour, fields.minute, fields.second
        );
        if self.nanos > 0 {
            let fraction = format!("{:09}", self.nanos);
            text.push('.');
            text.push_str(fraction.trim_end_matches('0'));
        }
        if self.offset == 0 {
            text.push('Z');
        } else {
            let sign = if self.offset < 0 { '-' } else { '+' };
            let minutes = self.offset.abs() / 60;
            // Writing to a `String` cannot fail.
            let _ = write!(text, "{sign}{:02}:{:02}", minutes / 60, minutes % 60);
        }
        text
    }

    /// The calendar and clock fields, `offset` seconds east of UTC.
    pub(super) fn fields(self, offset: i64) -> Fields {
        let local = self.seconds.saturating_add(offset);
        let days = local.div_euclid(DAY);
        let time = local.rem_euclid(DAY);
        let (year, month, day) = date(days);
        Fields {
            year,
            month,
            day,
            day_of_year: days - days_before(year, 1, 1),
            day_of_week: (days + 4).rem_euclid(7),
            hour: time / 3600,
            minute: time / 60 % 60,
            second: time % 60,
        }
    }

    /// `None` when the result is outside of what CEL allows.
    pub(super) fn plus(self, span: Span) -> Option<Self> {
        let nanos = i64::from(self.nanos) + span.0.rem_euclid(NANOS);
        let seconds = self.seconds.checked_add(span.0.div_euclid(NANOS))?.checked_add(nanos / NANOS)?;
        Self::new(seconds, u32::try_from(nanos % NANOS).ok()?, self.offset)
    }

    /// `None` when it is longer than a span can be.
    pub(super) fn since(self, earlier: Self) -> Option<Span> {
        let seconds = self.seconds.checked_sub(earlier.seconds)?;
        let nanos = i64::from(self.nanos) - i64::from(earlier.nanos);
        let whole = i128::from(seconds) * i128::from(NANOS) + i128::from(nanos);
        i64::try_from(whole).ok().map(Span)
    }
}

/// A length of time in nanoseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Span(pub(super) i64);

impl Span {
    /// Reads `1h15m30.5s` and the like.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (negative, mut rest) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        if rest == "0" {
            return Some(Self(0));
        }
        if rest.is_empty() {
            return None;
        }
        let mut total: u64 = 0;
        while !rest.is_empty() {
            total = total.checked_add(part(&mut rest)?)?;
            if total > 1 << 63 {
                return None;
            }
        }
        if negative {
            return Some(Self(0_i64.checked_sub_unsigned(total)?));
        }
        i64::try_from(total).ok().map(Self)
    }

    /// Seconds, without an exponent and with no more digits than needed.
    pub(super) fn print(self) -> String {
        format!("{}s", self.seconds())
    }

    #[allow(clippy::cast_precision_loss)] // As in Go, which goes through a double too.
    fn seconds(self) -> f64 {
        (self.0 / NANOS) as f64 + (self.0 % NANOS) as f64 / 1e9
    }
}

/// One number with its unit, in nanoseconds.
fn part(rest: &mut &str) -> Option<u64> {
    let whole_text = take_digits(rest);
    let mut fraction_text = "";
    if let Some(after) = rest.strip_prefix('.') {
        *rest = after;
        fraction_text = take_digits(rest);
    }
    if whole_text.is_empty() && fraction_text.is_empty() {
        return None;
    }
    let end = rest.find(|c: char| c == '.' || c.is_ascii_digit()).unwrap_or(rest.len());
    let (name, after) = rest.split_at_checked(end)?;
    *rest = after;
    let unit: u64 = match name {
        "ns" => 1,
        "us" | "µs" | "μs" => 1_000,
        "ms" => 1_000_000,
        "s" => 1_000_000_000,
        "m" => 60_000_000_000,
        "h" => 3_600_000_000_000,
        _ => return None,
    };
    let whole: u64 =
        if whole_text.is_empty() { 0 } else { whole_text.parse().ok().filter(|whole| *whole <= 1 << 63)? };
    let mut value = whole.checked_mul(unit)?;
    // Nineteen digits are more than a nanosecond of an hour needs.
    let kept = fraction_text.get(..fraction_text.len().min(18)).unwrap_or_default();
    if !kept.is_empty() {
        let scale = 10_u128.checked_pow(u32::try_from(kept.len()).ok()?)?;
        let parts = kept.parse::<u128>().ok()? * u128::from(unit) / scale;
        value = value.checked_add(u64::try_from(parts).ok()?)?;
    }
    (value <= 1 << 63).then_some(value)
}

fn take_digits<'t>(rest: &mut &'t str) -> &'t str {
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (digits, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
    *rest = after;
    digits
}

fn digits(rest: &mut &str, count: usize) -> Option<i64> {
    let (number, after) = rest.split_at_checked(count)?;
    if !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    *rest = after;
    number.parse().ok()
}

fn literal(rest: &mut &str, c: char) -> Option<()> {
    *rest = rest.strip_prefix(c)?;
    Some(())
}

/// Nanoseconds; digits past the ninth are cut off.
fn fraction(rest: &mut &str) -> u32 {
    let Some(after) = rest.strip_prefix(['.', ',']) else {
        return 0;
    };
    if !after.starts_with(|c: char| c.is_ascii_digit()) {
        return 0;
    }
    *rest = after;
    let digits = take_digits(rest);
    digits
        .chars()
        .chain(std::iter::repeat('0'))
        .take(9)
        .filter_map(|c| c.to_digit(10))
        .fold(0, |nanos, digit| nanos * 10 + digit)
}

/// `Z`, or `+hh:mm` in seconds; Go lets 24 hours and 60 minutes pass.
fn zone(rest: &mut &str) -> Option<i64> {
    if let Some(after) = rest.strip_prefix('Z') {
        *rest = after;
        return Some(0);
    }
    let sign = match rest.chars().next()? {
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    *rest = rest.get(1..)?;
    let hours = digits(rest, 2)?;
    literal(rest, ':')?;
    let minutes = digits(rest, 2)?;
    (hours <= 24 && minutes <= 60).then_some(sign * (hours * 3600 + minutes * 60))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::{Instant, Span};

    #[test]
    fn a_time_prints_as_it_was_written() {
        for (text, printed) in [
            ("2024-01-02T03:04:05Z", "2024-01-02T03:04:05Z"),
            ("2024-01-02T03:04:05.120Z", "2024-01-02T03:04:05.12Z"),
            ("2024-01-02T03:04:05,5Z", "2024-01-02T03:04:05.5Z"),
            ("2024-01-02T3:04:05Z", "2024-01-02T03:04:05Z"),
            ("2024-01-02T03:04:05+01:00", "2024-01-02T03:04:05+01:00"),
            ("2024-02-29T00:00:00-08:30", "2024-02-29T00:00:00-08:30"),
            ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
        ] {
            assert_eq!(Instant::parse(text).unwrap().print(), printed, "{text}");
        }
    }

    #[test]
    fn what_go_cannot_read_is_refused() {
        for text in [
            "",
            "2024-01-02",
            "2024-01-02 03:04:05Z",
            "2024-01-02t03:04:05z",
            "2024-01-02T03:04:60Z",
            "2024-02-30T00:00:00Z",
            "2023-02-29T00:00:00Z",
            "0000-01-01T00:00:00Z",
            "10000-01-01T00:00:00Z",
            "2024-01-02T03:04:05",
            "2024-01-02T03:04:05ZZ",
            "２０24-01-02T03:04:05Z",
        ] {
            assert!(Instant::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn the_fields_are_those_of_the_offset_asked_for() {
        let time = Instant::parse("2009-02-13T23:31:30Z").unwrap();
        let fields = time.fields(0);
        assert_eq!((fields.year, fields.month, fields.day), (2009, 2, 13));
        assert_eq!((fields.day_of_year, fields.day_of_week), (43, 5));
        assert_eq!(time.fields(3600).day, 14);
    }

    #[test]
    fn a_span_is_read_and_printed_as_in_go() {
        for (text, printed) in [
            ("1h", Some("3600s")),
            ("1.5s", Some("1.5s")),
            ("0", Some("0s")),
            ("-1h", Some("-3600s")),
            ("1m30s", Some("90s")),
            ("100us", Some("0.0001s")),
            ("1d", None),
            ("", None),
            ("-", None),
            ("1", None),
            (".s", None),
            ("320000000000s", None),
            ("99999999999999999999h", None),
        ] {
            assert_eq!(Span::parse(text).map(Span::print).as_deref(), printed, "{text}");
        }
    }
}
