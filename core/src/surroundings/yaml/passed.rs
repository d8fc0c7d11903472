//! Which entries of a long document are passed over before it is parsed: those in which nothing of ours stands.

use super::plain::marks;
use crate::surroundings::excerpt::Excerpt;
use crate::surroundings::mentions::Mentions;
use std::borrow::Cow;
use std::collections::HashSet;

/// What a reader may pass over of a long document.
#[derive(Clone, Copy)]
pub(in crate::surroundings) struct Passed {
    /// Paths of entries and items that mean nothing to others; `*` stands for any key or item.
    pub(in crate::surroundings) paths: &'static [&'static [&'static str]],
    /// Keys at the top that are no such entries.
    pub(in crate::surroundings) kept: &'static [&'static str],
    /// Keys at the top from which all entries take something over. Where one says something, nothing is passed over.
    pub(in crate::surroundings) given: &'static [&'static str],
    /// Keys at the top whose entries others take over by their names. Where one says something, so does whatever names it.
    pub(in crate::surroundings) called: &'static [&'static str],
}

impl Passed {
    /// Nothing.
    pub(in crate::surroundings) const NOTHING: Self = Self { paths: &[], kept: &[], given: &[], called: &[] };

    /// Entries and items at these paths.
    pub(in crate::surroundings) const fn at(paths: &'static [&'static [&'static str]]) -> Self {
        Self { paths, ..Self::NOTHING }
    }

    /// Adds where something is named that says something of ours, and every anchor, since an alias may stand in what is kept.
    pub(super) fn follow(self, text: &str, mentions: &mut Mentions) {
        let mut named = self.named(text);
        let mut followed = 0;
        loop {
            let (say, others): (Vec<_>, Vec<_>) =
                named.into_iter().partition(|(_, from, to)| mentions.within(*from, *to));
            named = others;
            let words: Vec<String> = say.into_iter().map(|(name, ..)| name).collect();
            if words.is_empty() {
                break;
            }
            mentions.add_words(text, &words);
            followed += words.len();
            if followed > MOST_NAMES {
                // Then anything may name one of them.
                return mentions.add(marks(text, '*').chain([0]));
            }
        }
        mentions.add(marks(text, '&'));
    }

    /// Everything with a name by which others take it over, as these write it, and from where to where it stands.
    fn named(self, text: &str) -> Vec<(String, usize, usize)> {
        let mut named = Vec::new();
        for at in marks(text, '&') {
            let start = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |before| before + 1);
            let name: String =
                text.get(at + 1..).unwrap_or_default().chars().take_while(|c| is_name(*c)).collect();
            let mut scan = Scan::of(text, start);
            let Some(line) = scan.line() else { continue };
            scan.inside(line);
            named.push((format!("*{name}"), at, scan.start));
        }
        for key in self.called {
            let head = format!("{key}:");
            let starts = text.match_indices(&head).map(|(at, _)| at);
            let at_the_top = |at: &usize| {
                at.checked_sub(1).is_none_or(|before| text.as_bytes().get(before) == Some(&b'\n'))
            };
            for start in starts.filter(at_the_top) {
                let mut scan = Scan::of(text, start);
                let Some(top) = scan.line() else { continue };
                scan.start = scan.behind(top.end);
                while let Some(line) = scan.line().filter(|line| line.indent() > 0) {
                    let (name, _) = scan.key(line);
                    scan.inside(line);
                    named.push((name.to_owned(), line.start, scan.start));
                }
            }
        }
        named.retain(|(name, ..)| !name.is_empty());
        named
    }

    /// What is left of a document that begins at a place of the text whose mentions are given. The first entries of their kind are
    /// left, so that there is one wherever there was one, and an item of a list is nothing instead of gone, so that others keep
    /// their numbers.
    pub(super) fn of<'a>(self, text: &'a str, begins: usize, mentions: &Mentions) -> Cow<'a, str> {
        let mut out = Excerpt::of(text);
        let mut scan = Scan::of(text, 0);
        let left = Leaving { begins, mentions, passed: self }.block(&mut scan, self.paths, true, &mut out);
        if left.is_some() { out.finish() } else { text.into() }
    }
}

/// The most names that are followed.
const MOST_NAMES: usize = 200;

/// Whether a character may stand in an anchor's name.
fn is_name(c: char) -> bool {
    !c.is_whitespace() && !matches!(c, ',' | '[' | ']' | '{' | '}')
}

struct Leaving<'m> {
    begins: usize,
    mentions: &'m Mentions,
    passed: Passed,
}

impl Leaving<'_> {
    /// Goes through the entries or items that begin with the next line; none where all of the document is to stay.
    fn block(
        &self,
        scan: &mut Scan<'_>,
        paths: &[&[&str]],
        is_top: bool,
        out: &mut Excerpt<'_>,
    ) -> Option<()> {
        let Some(first) = (if paths.is_empty() { None } else { scan.line() }) else { return Some(()) };
        // Whether there was one with a list, and one with anything else.
        let (mut list, mut other) = (false, false);
        // Of a key that stands there twice, the last counts.
        let mut said = HashSet::new();
        while let Some(line) = scan.line() {
            if line.indent() != first.indent() || line.is_item != first.is_item {
                break;
            }
            let (key, holds) = scan.key(line);
            let steps = paths.iter().filter_map(|path| path.split_first());
            let inside = steps.filter(|(step, _)| **step == "*" || **step == key).map(|(_, rest)| rest);
            let (below, ends): (Vec<&[&str]>, Vec<_>) = inside.partition(|rest| !rest.is_empty());
            scan.start = scan.behind(line.end);
            let value = scan.line().filter(|value| holds && value.is_inside(line));
            if value.is_some() {
                self.block(scan, &below, false, out)?;
            }
            scan.start = scan.start.max(scan.behind(line.end));
            scan.rest(line);
            let says = self.mentions.within(self.begins + line.start, self.begins + scan.start);
            if says && is_top && self.passed.given.contains(&key) {
                return None;
            }
            if says {
                said.insert(key);
            }
            let is_kept =
                (is_top && self.passed.kept.contains(&key)) || (!line.is_item && said.contains(key));
            let is_one = !ends.is_empty() && (line.is_item || value.is_some());
            if is_one && !says && !is_kept {
                let seen = if value.is_some_and(|value| value.is_item) { &mut list } else { &mut other };
                if std::mem::replace(seen, true) {
                    out.leave_out(if line.is_item { line.from + 1 } else { line.start }, scan.start);
                }
            }
        }
        Some(())
    }
}

/// A line that is neither empty nor a comment.
#[derive(Clone, Copy)]
struct Line {
    start: usize,
    /// Where it begins behind its blanks.
    from: usize,
    end: usize,
    is_item: bool,
}

impl Line {
    const fn indent(self) -> usize {
        self.from - self.start
    }

    /// Whether it belongs to what another line begins: it is indented further, or an item of a list right below its key.
    const fn is_inside(self, other: Self) -> bool {
        self.indent() > other.indent() || (self.indent() == other.indent() && self.is_item && !other.is_item)
    }
}

/// Goes through a text line by line.
struct Scan<'a> {
    text: &'a str,
    /// Where the line begins that comes next.
    start: usize,
}

impl<'a> Scan<'a> {
    const fn of(text: &'a str, start: usize) -> Self {
        Self { text, start }
    }

    fn at(&self, place: usize) -> u8 {
        self.text.as_bytes().get(place).copied().unwrap_or(b'\n')
    }

    /// The beginning of the line behind one that ends at a place.
    fn behind(&self, end: usize) -> usize {
        (end + 1).min(self.text.len())
    }

    /// The next line that says something.
    fn line(&mut self) -> Option<Line> {
        while self.start < self.text.len() {
            let start = self.start;
            let mut from = start;
            while self.at(from) == b' ' {
                from += 1;
            }
            let mut end = from;
            while self.at(end) != b'\n' {
                end += 1;
            }
            if !matches!(self.at(from), b'#' | b'\r' | b'\n') {
                let is_item = self.at(from) == b'-' && matches!(self.at(from + 1), b' ' | b'\r' | b'\n');
                return Some(Line { start, from, end, is_item });
            }
            self.start = self.behind(end);
        }
        None
    }

    /// Goes behind a line, and all that belongs to it.
    fn inside(&mut self, line: Line) {
        self.start = self.behind(line.end);
        self.rest(line);
    }

    /// Goes behind all that still belongs to a line.
    fn rest(&mut self, line: Line) {
        while let Some(next) = self.line().filter(|next| next.is_inside(line)) {
            self.start = self.behind(next.end);
        }
    }

    /// The key of a line, if it has one, and whether its value begins below.
    fn key(&self, line: Line) -> (&'a str, bool) {
        let text = self.text.get(line.from..line.end).unwrap_or_default();
        let Some((key, rest)) = text.split_once(':').filter(|_| !line.is_item) else { return ("", false) };
        let rest = rest.trim_start_matches([' ', '\t', '\r']);
        (key.trim_end_matches(' ').trim_matches(['"', '\'']), rest.is_empty() || rest.starts_with('#'))
    }
}

#[cfg(test)]
mod tests {
    use super::Passed;
    use crate::surroundings::mentions::Mentions;

    const JOBS: Passed = Passed::at(&[&["jobs", "*"], &["jobs", "*", "steps", "*"]]);
    const TOP: Passed = Passed { paths: &[&["*"]], kept: &["stages"], given: &["default"], called: &[] };
    const CALLED: Passed = Passed { called: &["commands"], ..JOBS };

    fn left(passed: Passed, text: &str) -> String {
        let mut mentions = Mentions::of(text, &[]);
        passed.follow(text, &mut mentions);
        passed.of(text, 0, &mentions).into_owned()
    }

    #[test]
    fn what_names_nothing_of_ours_is_left_out_but_for_the_first() {
        #[rustfmt::skip]
        let rows = [
            ("an entry, with its comments", JOBS,
                "jobs:\n  a:\n    x: 1\n  b:\n    x: 1\n  # of c\n  c:\n    ANTHROPIC_LOG: x\n  d:\n    x: 1\n",
                "jobs:\n  a:\n    x: 1\n\n\n\n  c:\n    ANTHROPIC_LOG: x\n\n\n"),
            ("an item keeps its number", JOBS,
                "jobs:\n  a:\n    steps:\n    - run: x\n    - run: |\n        y\n\n    - run: CLAUDE\n    - z",
                "jobs:\n  a:\n    steps:\n    - run: x\n    -\n\n\n    - run: CLAUDE\n    -"),
            ("one with a list, and one with anything else", TOP,
                "a:\n  x: 1\nb:\n- x\nc:\n- x\nd:\n  x: 1\ne: x\nf:\n  sk-ant-\n",
                "a:\n  x: 1\nb:\n- x\n\n\n\n\ne: x\nf:\n  sk-ant-\n"),
            ("what is no such entry stays", TOP,
                "a:\n  x: 1\nstages:\n  x: 1\nb:\n  x: 1\nc: claude\n", "a:\n  x: 1\nstages:\n  x: 1\n\n\nc: claude\n"),
            ("all of it, where something of ours is given to all", TOP,
                "a:\n  x: 1\nb:\n  x: 1\ndefault:\n  claude: x\n", "a:\n  x: 1\nb:\n  x: 1\ndefault:\n  claude: x\n"),
            ("an anchor stays, and what takes over something of ours by it", JOBS,
                "x: &x\n  k: claude\ny: &y\n  k: 1\njobs:\n  a:\n    b: *y\n  c:\n    b: *x\n  d:\n    b: *y\n  e: &e\n    b: 1\n",
                "x: &x\n  k: claude\ny: &y\n  k: 1\njobs:\n  a:\n    b: *y\n  c:\n    b: *x\n\n\n  e: &e\n    b: 1\n"),
            ("by an anchor in an anchor", JOBS,
                "x: &x\n  k: claude\ny: &y\n  k: *x\njobs:\n  a:\n    b: 1\n  c:\n    b: *y\n",
                "x: &x\n  k: claude\ny: &y\n  k: *x\njobs:\n  a:\n    b: 1\n  c:\n    b: *y\n"),
            ("what calls by name what says something of ours", CALLED,
                "commands:\n  say:\n    run: claude\n  tell:\n    run: x\njobs:\n  a:\n    steps:\n    - x\n    - tell\n    - say\n",
                "commands:\n  say:\n    run: claude\n  tell:\n    run: x\njobs:\n  a:\n    steps:\n    - x\n    -\n    - say\n"),
            ("lines that end as on Windows", JOBS,
                "jobs:\r\n  a:\r\n    x: 1\r\n  b:\r\n    x: 1\r\n  c: claude\r\n", "jobs:\r\n  a:\r\n    x: 1\r\n\n\n  c: claude\r\n"),
            ("a text in lines is no entry", JOBS,
                "jobs:\n  a:\n    run: |\n      b:\n        c: 1\n  b:\n    run: |\n      claude:\n       - 1\n",
                "jobs:\n  a:\n    run: |\n      b:\n        c: 1\n  b:\n    run: |\n      claude:\n       - 1\n"),
            ("a key that stands there twice", JOBS,
                "jobs:\n  a:\n    x: 1\n  b: claude\n  b:\n    x: 1\n", "jobs:\n  a:\n    x: 1\n  b: claude\n  b:\n    x: 1\n"),
            ("nothing", JOBS, "", ""),
            ("no entry", JOBS, "jobs: [claude", "jobs: [claude"),
        ];
        for (reason, passed, text, expected) in rows {
            assert_eq!(left(passed, text), expected, "{reason}");
        }
    }

    #[test]
    fn with_many_names_all_that_may_be_one_is_followed() {
        let anchors: Vec<String> = (0..300).map(|at| format!("x{at}: &x{at}\n  k: claude\n")).collect();
        let anchors = anchors.concat();
        let text = format!("{anchors}jobs:\n  a:\n    x: 1\n  b:\n    x: *y\n  c:\n    x: 1\n");
        let kept = left(JOBS, &text);
        assert!(kept.ends_with("jobs:\n  a:\n    x: 1\n  b:\n    x: *y\n\n\n"), "{kept}");
    }
}
