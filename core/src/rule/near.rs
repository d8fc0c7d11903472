//! Which known name was probably meant.

/// Longest name that is compared: nothing known comes near it.
const LONGEST: usize = 48;

/// The known name that is nearest to `name`, where one is near enough to ask about: the same letters in another case or
/// with other separators, one that holds the other, or a slip or two.
pub(super) fn closest<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    if name.len() > LONGEST {
        return None;
    }
    let bare = |text: &str| -> Vec<char> {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let wanted = bare(name);
    if wanted.is_empty() {
        return None;
    }
    let slips = |candidate: &&'a str| distance(&wanted, &bare(candidate));
    let nearest = known.iter().copied().min_by_key(|k| slips(k))?;
    if slips(&nearest) <= (wanted.len() / 4).clamp(1, 3) {
        return Some(nearest);
    }
    let held = |candidate: &str| {
        let (name, candidate) = (name.to_lowercase(), candidate.to_lowercase());
        let long = name.len().min(candidate.len()) >= 4;
        long && (name.contains(&candidate) || candidate.contains(&name))
            || candidate.ends_with(&format!("_{name}"))
    };
    known.iter().copied().find(|k| held(k))
}

/// How many characters have to be put in, taken out or changed (Levenshtein), with neighbours exchanged counted as two.
fn distance(from: &[char], to: &[char]) -> usize {
    let mut above: Vec<usize> = (0..=to.len()).collect();
    for (row, a) in from.iter().enumerate() {
        let mut left = row + 1;
        let mut line = vec![left];
        for (b, pair) in to.iter().zip(above.windows(2)) {
            let (diagonal, up) = match pair {
                [diagonal, up] => (*diagonal, *up),
                _ => break,
            };
            left = (diagonal + usize::from(a != b)).min(up + 1).min(left + 1);
            line.push(left);
        }
        above = line;
    }
    above.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_near_miss_is_recognised_and_a_stranger_is_not() {
        let known = ["name", "issuer_url", "oauth_scope", "subject_prefix", "token_lifetime_seconds"];
        for (name, expected, why) in [
            ("issuerUrl", Some("issuer_url"), "another case"),
            ("issuer-url", Some("issuer_url"), "another separator"),
            ("isuer_url", Some("issuer_url"), "a letter left out"),
            ("scope", Some("oauth_scope"), "a part of it"),
            ("url", Some("issuer_url"), "its last word"),
            ("subject", Some("subject_prefix"), "a part of it"),
            ("token_lifetime", Some("token_lifetime_seconds"), "the unit left out"),
            ("colour", None, "nothing like it"),
            ("", None, "nothing at all"),
            ("__", None, "separators alone"),
        ] {
            assert_eq!(closest(name, &known), expected, "{why}");
        }
    }
}
