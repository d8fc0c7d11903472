//! Times in words, and times as typed.

use keyless_core::calendar::{DAY, date, days_before, days_in, duration};

/// A time beside now: `in 4 min 12 s`, `4 min ago`.
pub fn relative(at: i64, now: i64) -> String {
    match at.saturating_sub(now) {
        0 => "now".to_owned(),
        ahead if ahead > 0 => format!("in {}", duration(ahead)),
        past => format!("{} ago", duration(past.saturating_neg())),
    }
}

/// A time of the universal calendar: `2026-11-22 08:00:00 UTC`.
pub fn calendar(at: i64) -> String {
    let (days, second) = (at.div_euclid(DAY), at.rem_euclid(DAY));
    let (year, month, day) = date(days);
    format!(
        "{year:04}-{month:02}-{day:02} {:02}:{:02}:{:02} UTC",
        second / 3600,
        second / 60 % 60,
        second % 60
    )
}

/// Reads seconds since 1970, or a date and time of the universal calendar such as `2026-11-22T08:00:00Z`.
pub fn parse(text: &str) -> Option<i64> {
    let text = text.trim();
    if let Ok(seconds) = text.parse::<i64>() {
        return (seconds.abs() < 253_402_300_800).then_some(seconds);
    }
    let text = text.trim_end_matches("UTC").trim_end_matches(['Z', 'z']).trim();
    let (day, time) = text.split_once(['T', 't', ' ']).unwrap_or((text, "0:0:0"));
    let [year, month, dom] = numbers(day, '-')?[..] else { return None };
    let clock = numbers(time.split('.').next()?, ':')?;
    let (hour, minute) = (*clock.first()?, *clock.get(1)?);
    let second = clock.get(2).copied().unwrap_or(0);
    let fits = (1970..=9999).contains(&year)
        && (1..=12).contains(&month)
        && (1..=days_in(year, month)).contains(&dom)
        && (0..24).contains(&hour)
        && (0..60).contains(&minute)
        && (0..60).contains(&second);
    fits.then(|| days_before(year, month, dom) * DAY + hour * 3600 + minute * 60 + second)
}

fn numbers(text: &str, between: char) -> Option<Vec<i64>> {
    text.split(between).map(|part| part.trim().parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_told_beside_now() {
        assert_eq!(relative(100, 352), "4 min 12 s ago");
        assert_eq!(relative(352, 100), "in 4 min 12 s");
        assert_eq!(relative(100, 100), "now");
        assert_eq!(relative(i64::MIN, i64::MAX), "106751991167300 d 15 h ago");
    }

    #[test]
    fn a_time_is_read_in_either_form() {
        let table = [
            ("1763800000", Some(1_763_800_000), "seconds"),
            (" 1970-01-01T00:00:00Z ", Some(0), "blanks around"),
            ("2024-02-29 12:30", Some(1_709_209_800), "a leap day, no seconds"),
            ("2026-11-22", Some(1_795_305_600), "a date alone"),
            ("2026-13-01", None, "no such month"),
            ("2026-02-29", None, "no such day of that year"),
            ("tomorrow", None, "no time"),
            ("", None, "nothing"),
            ("99999999999999", None, "beyond the calendar"),
        ];
        for (text, seconds, why) in table {
            assert_eq!(parse(text), seconds, "{why}");
        }
    }

    #[test]
    fn the_calendar_reads_back_what_it_wrote() {
        for at in [0, 951_782_399, 1_709_209_800, 1_795_305_600, 4_102_444_799] {
            assert_eq!(parse(&calendar(at)), Some(at));
        }
    }
}
