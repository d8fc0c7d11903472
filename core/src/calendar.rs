//! Days of the calendar, and lengths of time in words.

/// Seconds of a day.
pub const DAY: i64 = 86_400;

/// Years further off are counted as this one: no number of seconds reaches them.
const LAST_YEAR: i64 = 300_000_000_000;

/// The units of [`duration`], in seconds, the longest first.
const UNITS: [(u64, &str); 4] = [(86_400, "d"), (3600, "h"), (60, "min"), (1, "s")];

/// A length of time in seconds as people read it, in at most two neighbouring units: `45 s`, `5 min`, `1 h 30 min`. What is
/// less than the second unit is left out.
pub fn duration(seconds: i64) -> String {
    let mut rest = seconds.unsigned_abs();
    let Some(first) = UNITS.iter().position(|(length, _)| rest >= *length) else { return "0 s".to_owned() };
    let mut words = Vec::new();
    for (length, unit) in UNITS.iter().skip(first).take(2) {
        if rest >= *length {
            words.push(format!("{} {unit}", rest / length));
        }
        rest %= length;
    }
    let sign = if seconds < 0 { "−" } else { "" };
    format!("{sign}{}", words.join(" "))
}

/// How many days a month has, from 1 to 12, in a year of the Gregorian calendar.
pub fn days_in(year: i64, month: i64) -> i64 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Days from 1970-01-01 to a date of the Gregorian calendar, with a month from 1 to 12. Years begin in March while
/// counting, so that a leap day ends its year.
pub fn days_before(year: i64, month: i64, day: i64) -> i64 {
    let year = year.clamp(-LAST_YEAR, LAST_YEAR);
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month.rem_euclid(12) + 9) % 12) + 2) / 5 - 1;
    (era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468).saturating_add(day)
}

/// Year, month and day of the date that is `days` after 1970-01-01.
pub fn date(days: i64) -> (i64, i64, i64) {
    let days = days.clamp(i64::MIN / DAY, i64::MAX / DAY) + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_time_have_two_neighbouring_units_at_most() {
        let table = [
            (0, "0 s", "nothing"),
            (59, "59 s", "one unit"),
            (252, "4 min 12 s", "two"),
            (3600, "1 h", "nothing of the second"),
            (3661, "1 h 1 min", "the third is left out"),
            (90_000, "1 d 1 h", "the longest"),
            (86_405, "1 d", "what is not the neighbour's is left out too"),
            (-29, "−29 s", "past"),
            (i64::MIN, "−106751991167300 d 15 h", "the edge of time"),
        ];
        for (seconds, words, why) in table {
            assert_eq!(duration(seconds), words, "{why}");
        }
    }

    #[test]
    fn days_and_dates_turn_into_each_other() {
        let table = [
            (0, (1970, 1, 1), "the beginning"),
            (-1, (1969, 12, 31), "before it"),
            (11_016, (2000, 2, 29), "a leap day of a century"),
            (20_779, (2026, 11, 22), "an ordinary day"),
            (-719_162, (1, 1, 1), "the first year"),
            (2_932_896, (9999, 12, 31), "the last year of four digits"),
        ];
        for (days, (year, month, day), why) in table {
            assert_eq!(date(days), (year, month, day), "{why}");
            assert_eq!(days_before(year, month, day), days, "{why}");
        }
        for edge in [i64::MIN, i64::MAX] {
            let _ = (date(edge), days_before(edge, edge, edge), days_in(edge, edge));
        }
        assert_eq!([1900, 2000, 2023, 2024].map(|year| days_in(year, 2)), [28, 29, 28, 29]);
        assert_eq!([1, 4].map(|month| days_in(2026, month)), [31, 30]);
    }
}
