//! Where a text can hold anything that matters, so that a long one is not read value by value where it cannot.

/// How a key begins in base64.
pub(super) const ENCODED: &str = "c2stYW50L";

/// From this length on, in bytes, a text is passed over where it can hold nothing of ours; there it is not told what is no proper
/// file either.
pub(super) const LONG: usize = 64 * 1024;

/// What variables that some client reads, and keys, have in them, also where letters are written as escapes: as clients spell it,
/// and in small letters what others make of it.
const WORDS: [(&str, &str); 9] = [
    ("ANTHROPIC_", "anthropic"),
    ("CLAUDE_CODE_", "claude"),
    ("sk-ant-", "sk-ant-"),
    (ENCODED, "c2styw50l"),
    ("\\", "\\"),
    // Where the configuration lies.
    ("HOME", "home"),
    ("APPDATA", "appdata"),
    ("USERPROFILE", "userprofile"),
    ("RUNNER_TEMP", "runner_temp"),
];

/// Whether a text can hold a variable that some client reads, or a key.
pub(super) fn speaks(text: &str) -> bool {
    WORDS.iter().any(|(word, _)| text.contains(word))
}

/// The places of all that can be a part of a variable's name, of a key, or of what is told as not read.
pub(super) struct Mentions {
    places: Vec<usize>,
    /// Those of them that are names or keys of ours.
    ours: Vec<usize>,
}

impl Mentions {
    /// Of a text, in which names of ours count however they are spelled. `also` is what else matters, in any letters.
    pub(super) fn of(text: &str, also: &[&str]) -> Self {
        let mut ours = Vec::new();
        let mut places = Vec::new();
        let also: Vec<String> = also.iter().map(|word| word.to_ascii_lowercase()).collect();
        let words: Vec<&str> =
            WORDS.iter().map(|(_, word)| *word).chain(also.iter().map(String::as_str)).collect();
        find(text, &words, |word, at| if word < WORDS.len() { ours.push(at) } else { places.push(at) });
        places.extend(&ours);
        places.sort_unstable();
        ours.sort_unstable();
        Self { places, ours }
    }

    /// Of a text, if it is a long one.
    pub(super) fn of_long(text: &str, also: &[&str]) -> Option<Self> {
        (text.len() >= LONG).then(|| Self::of(text, also))
    }

    /// Adds words, wherever they stand.
    pub(super) fn add_words(&mut self, text: &str, words: &[String]) {
        let words: Vec<String> = words.iter().map(|word| word.to_ascii_lowercase()).collect();
        let mut places = Vec::new();
        find(text, &words.iter().map(String::as_str).collect::<Vec<_>>(), |_, at| places.push(at));
        self.add(places);
    }

    /// Adds what else matters, by its places.
    pub(super) fn add(&mut self, places: impl IntoIterator<Item = usize>) {
        self.places.extend(places);
        self.places.sort_unstable();
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Whether there is one at or behind a place and before another.
    pub(super) fn within(&self, from: usize, to: usize) -> bool {
        self.next(from).is_some_and(|next| next < to)
    }

    /// Whether a name or a key of ours is there.
    pub(super) fn speaks(&self, from: usize, to: usize) -> bool {
        first(&self.ours, from).is_some_and(|next| next < to)
    }

    /// The first at or behind a place.
    pub(super) fn next(&self, from: usize) -> Option<usize> {
        first(&self.places, from)
    }

    /// The lines that names and keys of ours stand on, each with its number.
    pub(super) fn lines<'t>(&self, text: &'t str) -> Vec<(usize, &'t str)> {
        let (mut number, mut counted, mut end) = (1, 0, 0);
        let mut lines = Vec::new();
        for place in &self.ours {
            if *place < end {
                continue;
            }
            let before = text.get(..*place).unwrap_or_default();
            let start = before.rfind('\n').map_or(0, |before| before + 1);
            let line = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
            number += count(text.get(counted..start).unwrap_or_default());
            (counted, end) = (start, start + line.len());
            lines.push((number, line));
        }
        lines
    }
}

fn first(places: &[usize], from: usize) -> Option<usize> {
    places.get(places.partition_point(|place| *place < from)).copied()
}

/// How many lines end in a text.
pub(super) fn count(text: &str) -> usize {
    text.bytes().filter(|b| *b == b'\n').count()
}

/// Finds words, given in small letters, wherever they stand in a text, and tells which and where.
fn find(text: &str, words: &[&str], mut on: impl FnMut(usize, usize)) {
    if text.len() >= LONG {
        return search(text, words, on);
    }
    let small = text.to_ascii_lowercase();
    for (number, word) in words.iter().enumerate() {
        small.match_indices(word).for_each(|(at, _)| on(number, at));
    }
}

/// How many letters of a word are looked for at first.
const PART: usize = 4;

/// Letters, the commonest first.
const COMMON: &[u8] = b"etaoinsrlcdpumfhgby_-vkw";

/// The same for a long text.
///
/// Of four letters in a row, one of the three pairs begins at a place that is a multiple of three, so no other places are looked at
/// (after Wu and Manber, "A fast algorithm for multi-pattern searching", 1994).
fn search(text: &str, words: &[&str], mut on: impl FnMut(usize, usize)) {
    let bytes = text.as_bytes();
    // For each pair of letters the number of a group, from 1: words that have the pair, and how many letters stand in front of it.
    let mut pairs = vec![0_u8; 1 << 16];
    let mut groups: Vec<Vec<(usize, usize)>> = Vec::new();
    for (number, word) in words.iter().enumerate() {
        if let [mark] = word.as_bytes() {
            text.match_indices(char::from(*mark)).for_each(|(at, _)| on(number, at));
            continue;
        }
        let Some(part) = rarest(word.as_bytes()) else {
            text.match_indices(word).for_each(|(at, _)| on(number, at));
            continue;
        };
        for (at, pair) in word.as_bytes().windows(2).enumerate().skip(part).take(PART - 1) {
            let known = pairs.get(index(pair)).copied().unwrap_or_default();
            if let Some(group) = usize::from(known).checked_sub(1).and_then(|group| groups.get_mut(group)) {
                group.push((number, at));
                continue;
            }
            groups.push(vec![(number, at)]);
            // There are few words.
            let group = u8::try_from(groups.len()).unwrap_or_default();
            for pair in spellings(pair) {
                if let Some(place) = pairs.get_mut(index(&pair)) {
                    *place = group;
                }
            }
        }
    }
    for (step, pair) in bytes.chunks(PART - 1).enumerate() {
        let group = pairs.get(index(pair)).copied().unwrap_or_default();
        let Some(group) = usize::from(group).checked_sub(1).and_then(|group| groups.get(group)) else {
            continue;
        };
        for (number, before) in group {
            let Some(at) = (step * (PART - 1)).checked_sub(*before) else { continue };
            let word = words.get(*number).copied().unwrap_or_default();
            if bytes.get(at..at + word.len()).is_some_and(|here| here.eq_ignore_ascii_case(word.as_bytes())) {
                on(*number, at);
            }
        }
    }
}

/// Where the part of a word begins whose letters are rarest; none where it is shorter than a part.
fn rarest(word: &[u8]) -> Option<usize> {
    let rank = |byte: &u8| COMMON.iter().position(|common| common == byte).unwrap_or(COMMON.len());
    let parts = word.windows(PART).map(|part| part.iter().map(rank).sum::<usize>());
    parts.enumerate().max_by_key(|(_, rank)| *rank).map(|(at, _)| at)
}

/// The number of the first two letters of a text; that of no pair where it has fewer.
fn index(pair: &[u8]) -> usize {
    match pair {
        [first, second, ..] => usize::from(*first) << 8 | usize::from(*second),
        _ => usize::MAX,
    }
}

/// A pair in small and capital letters.
fn spellings(pair: &[u8]) -> Vec<[u8; 2]> {
    let both = |at: usize| {
        let byte = pair.get(at).copied().unwrap_or_default();
        [byte, byte.to_ascii_uppercase()]
    };
    both(0).into_iter().flat_map(|first| both(1).map(|second| [first, second])).collect()
}

#[cfg(test)]
mod tests {
    use super::{Mentions, WORDS, search};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_word_is_found_wherever_it_stands(
            parts in prop::collection::vec(
                prop_oneof![
                    "[a-e_:\\\\é\n-]{0,7}",
                    prop::sample::select(WORDS.map(|(word, _)| word).to_vec()).prop_map(str::to_owned),
                    "[Gg][rR]oup:?",
                    "(<< |/\\*|secretref|SecretRef){1,2}",
                ],
                0..12,
            ),
        ) {
            let text = parts.concat();
            let words = ["anthropic", "sk-ant-", "home", "group:", "<<", "/*", "\\", "secretref", "a-b", "dead"];
            let mut found = Vec::new();
            search(&text, &words, |word, at| found.push((word, at)));
            found.sort_unstable();
            let small = text.to_ascii_lowercase();
            let naive = |word: &str| -> Vec<usize> {
                (0..small.len()).filter(|at| small.as_bytes()[*at..].starts_with(word.as_bytes())).collect()
            };
            let mut expected: Vec<(usize, usize)> = words
                .iter()
                .enumerate()
                .flat_map(|(number, word)| naive(word).into_iter().map(move |at| (number, at)))
                .collect();
            expected.sort_unstable();
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn lines_that_name_something_of_ours_are_told_with_their_numbers() {
        let text = "a\r\nANTHROPIC_X claude\n\n# group: sk-ant-\nb";
        let mentions = Mentions::of(text, &["group:"]);
        assert_eq!(mentions.lines(text), [(2, "ANTHROPIC_X claude"), (4, "# group: sk-ant-")]);
        assert!(mentions.within(0, 4) && !mentions.within(0, 3));
        assert!(!mentions.speaks(25, 32) && mentions.within(25, 32));
    }
}
