//! Times in words, and times as typed.

/// A length of time: at most two units, the larger first.
pub fn duration(seconds: i64) -> String {
    const UNITS: [(i64, &str); 4] = [(86_400, "d"), (3600, "h"), (60, "min"), (1, "s")];
    let seconds = seconds.saturating_abs();
    let Some(first) = UNITS.iter().position(|(length, _)| seconds >= *length) else {
        return "0 s".to_owned();
    };
    let mut rest = seconds;
    let mut words = Vec::new();
    for (length, unit) in UNITS.iter().skip(first).take(2) {
        if rest / length > 0 {
            words.push(format!("{} {unit}", rest / length));
        }
        rest %= length;
    }
    words.join(" ")
}

/// A time beside now: `in 4 min 12 s`, `4 min ago`.
pub fn relative(at: i64, now: i64) -> String {
    match at.saturating_sub(now) {
        0 => "now".to_owned(),
        ahead if ahead > 0 => format!("in {}", duration(ahead)),
        past => format!("{} ago", duration(past)),
    }
}

/// A time of the universal calendar: `2026-11-22 08:00:00 UTC`.
pub fn calendar(at: i64) -> String {
    let (days, second) = (at.div_euclid(86_400), at.rem_euclid(86_400));
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
        && (1..=31).contains(&dom)
        && (0..24).contains(&hour)
        && (0..60).contains(&minute)
        && (0..60).contains(&second);
    fits.then(|| days_from_civil(year, month, dom) * 86_400 + hour * 3600 + minute * 60 + second)
}

fn numbers(text: &str, between: char) -> Option<Vec<i64>> {
    text.split(between).map(|part| part.trim().parse().ok()).collect()
}

/// Days since 1970 of a date: years begin in March, so that a leap day ends its year.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The date of a number of days since 1970.
fn date(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_time_have_two_units_at_most() {
        let table = [
            (0, "0 s"),
            (59, "59 s"),
            (252, "4 min 12 s"),
            (3600, "1 h"),
            (3661, "1 h 1 min"),
            (90_000, "1 d 1 h"),
        ];
        for (seconds, words) in table {
            assert_eq!(duration(seconds), words);
        }
        assert_eq!(relative(100, 352), "4 min 12 s ago");
        assert_eq!(relative(352, 100), "in 4 min 12 s");
    }

    #[test]
    fn a_time_is_read_in_either_form() {
        let table = [
            ("1763800000", Some(1_763_800_000), "seconds"),
            (" 1970-01-01T00:00:00Z ", Some(0), "blanks around"),
            ("2024-02-29 12:30", Some(1_709_209_800), "a leap day, no seconds"),
            ("2026-11-22", Some(1_795_305_600), "a date alone"),
            ("2026-13-01", None, "no such month"),
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
