//! The parser of Go's regular-expression syntax, after `regexp/syntax/parse.go`.

use super::pattern::{PatternProblem, Refusal};
use super::pattern_class::{self as class, LAST, Ranges};

/// Groups within groups; Go allows 1,000, here the stack is a browser's.
const DEPTH_LIMIT: usize = 60;
/// The largest repeat count that Go takes, nested ones multiplied.
const REPEAT_LIMIT: u32 = 1000;

/// A parsed pattern, reduced to what matters for "does it match".
#[derive(Clone, Debug)]
pub(super) enum Node {
    Empty,
    Look(&'static str),
    Class(Ranges),
    Concat(Vec<Node>),
    Alternate(Vec<Node>),
    Repeat { node: Box<Node>, least: u32, most: Option<u32> },
}

impl Node {
    /// Repeats `node`, without a layer that adds nothing: flags between two repetitions (`a*(?i)*`) could
    /// otherwise pile them up without end.
    fn repeat(node: Self, least: u32, most: Option<u32>) -> Self {
        let counted = |least, most| !matches!((least, most), (0 | 1, None | Some(1)));
        match node {
            node if (least, most) == (1, Some(1)) => node,
            Self::Repeat { node, least: inner_least, most: inner_most }
                if !counted(least, most) && !counted(inner_least, inner_most) =>
            {
                Self::Repeat { node, least: least * inner_least, most: most.and(inner_most) }
            }
            Self::Repeat { least: 0, most: Some(0), .. } => node,
            node => Self::Repeat { node: Box::new(node), least, most },
        }
    }

    /// Go's `repeatIsValid`: nested counts multiply, and the product has a limit.
    fn repeats_fit(&self, mut limit: u32) -> bool {
        match self {
            Self::Empty | Self::Look(_) | Self::Class(_) => true,
            Self::Concat(nodes) | Self::Alternate(nodes) => nodes.iter().all(|node| node.repeats_fit(limit)),
            Self::Repeat { node, least, most } => {
                // `*`, `+` and `?` are no counts to Go.
                let counted = !matches!((least, most), (0 | 1, None) | (0, Some(1)));
                if counted {
                    let count = most.unwrap_or(*least);
                    if *most == Some(0) {
                        return true;
                    }
                    if count > limit {
                        return false;
                    }
                    if count > 0 {
                        limit /= count;
                    }
                }
                node.repeats_fit(limit)
            }
        }
    }
}

#[derive(Clone, Copy, Default)]
struct Flags {
    fold: bool,
    multi_line: bool,
    dot_newline: bool,
}

pub(super) struct Parser<'s> {
    rest: &'s str,
    flags: Flags,
    names: Vec<&'s str>,
    /// Set when a `\p{…}` class was met: only its ASCII part is known here.
    pub(super) ascii_only: bool,
}

type Parsed<T> = Result<T, PatternProblem>;

fn refuse<T>(reason: &'static str, part: impl Into<String>) -> Parsed<T> {
    Err(PatternProblem::Refused(Refusal { reason, part: part.into() }))
}

impl<'s> Parser<'s> {
    pub(super) fn new(source: &'s str) -> Self {
        Self { rest: source, flags: Flags::default(), names: Vec::new(), ascii_only: false }
    }

    pub(super) fn parse(&mut self) -> Parsed<Node> {
        let node = self.alternation(0)?;
        if self.rest.starts_with(')') {
            return refuse("unexpected )", ")");
        }
        Ok(node)
    }

    /// Up to the end or to the `)` that is not its own.
    fn alternation(&mut self, depth: usize) -> Parsed<Node> {
        if depth > DEPTH_LIMIT {
            return Err(PatternProblem::Untried);
        }
        let mut branches = Vec::new();
        let mut branch: Vec<Node> = Vec::new();
        // The text of the repetition that has just been read, if any.
        let mut last_repeat: Option<&'s str> = None;
        while let Some(c) = self.peek() {
            let before = self.rest;
            let mut repeat = None;
            match c {
                ')' => break,
                '|' => {
                    self.bump();
                    branches.push(Node::Concat(std::mem::take(&mut branch)));
                }
                '(' => branch.extend(self.group(depth)?),
                '*' | '+' | '?' => {
                    self.bump();
                    let (least, most) = match c {
                        '*' => (0, None),
                        '+' => (1, None),
                        _ => (0, Some(1)),
                    };
                    repeat = Some((least, most));
                }
                '{' => match self.counts() {
                    Some(counts) => repeat = Some(self.checked_counts(before, counts)?),
                    None => {
                        self.bump();
                        branch.push(self.literal('{')?);
                    }
                },
                '[' => branch.push(self.class()?),
                '\\' => self.escape(&mut branch)?,
                '^' | '$' | '.' => {
                    self.bump();
                    branch.push(self.anchor_or_dot(c));
                }
                _ => {
                    self.bump();
                    branch.push(self.literal(c)?);
                }
            }
            last_repeat = match repeat {
                None => None,
                Some((least, most)) => {
                    let operator = self.consumed(before);
                    if self.rest.starts_with('?') {
                        self.bump();
                    }
                    if let Some(last) = last_repeat {
                        return refuse(
                            "invalid nested repetition operator",
                            format!("{last}{}", self.consumed(before)),
                        );
                    }
                    let Some(node) = branch.pop() else {
                        return refuse("missing argument to repetition operator", operator);
                    };
                    let node = Node::repeat(node, least, most);
                    if (least >= 2 || most.is_some_and(|most| most >= 2)) && !node.repeats_fit(REPEAT_LIMIT) {
                        return refuse("invalid repeat count", operator);
                    }
                    branch.push(node);
                    Some(self.consumed(before))
                }
            };
        }
        let last = Node::Concat(branch);
        if branches.is_empty() {
            return Ok(last);
        }
        branches.push(last);
        Ok(Node::Alternate(branches))
    }

    fn anchor_or_dot(&self, c: char) -> Node {
        match (c, self.flags.multi_line, self.flags.dot_newline) {
            ('^', false, _) => Node::Look("\\A"),
            ('^', true, _) => Node::Look("(?m:^)"),
            ('$', false, _) => Node::Look("\\z"),
            ('$', true, _) => Node::Look("(?m:$)"),
            (_, _, true) => Node::Class(class::tidy(vec![(0, LAST)])),
            (_, _, false) => Node::Class(class::negate(vec![(0x0A, 0x0A)])),
        }
    }

    /// `(…)`, `(?:…)`, `(?P<name>…)`, or flags alone, which give no node.
    fn group(&mut self, depth: usize) -> Parsed<Option<Node>> {
        let before = self.rest;
        let outer = self.flags;
        if self.rest.starts_with("(?") {
            if self.rest.starts_with("(?P<") || self.rest.starts_with("(?<") {
                self.name()?;
            } else if !self.group_flags()? {
                return Ok(None);
            }
        } else {
            self.bump();
        }
        let node = self.alternation(depth + 1)?;
        if !self.rest.starts_with(')') {
            return refuse("missing closing )", before);
        }
        self.bump();
        self.flags = outer;
        // A node of its own, so that a repetition takes the whole group.
        Ok(Some(Node::Concat(vec![Node::Empty, node])))
    }

    fn name(&mut self) -> Parsed<()> {
        let before = self.rest;
        let start = if before.starts_with("(?P<") { 4 } else { 3 };
        let Some(end) = before.find('>') else {
            return refuse("invalid named capture", before);
        };
        let whole = before.get(..=end).unwrap_or(before);
        let name = before.get(start..end).unwrap_or_default();
        let valid = !name.is_empty() && name.chars().all(|c| c == '_' || c.is_ascii_alphanumeric());
        if !valid {
            // Lookbehinds start the same way, so Go names the whole part.
            return refuse("invalid named capture", whole);
        }
        if self.names.contains(&name) {
            return refuse("duplicate capture group name", name);
        }
        self.names.push(name);
        self.rest = before.get(end + 1..).unwrap_or_default();
        Ok(())
    }

    /// `(?flags)` and `(?flags:`; true when a group follows.
    fn group_flags(&mut self) -> Parsed<bool> {
        let before = self.rest;
        self.bump();
        self.bump();
        let mut flags = self.flags;
        let mut on = true;
        let mut seen = false;
        while let Some(c) = self.bump() {
            match c {
                'i' => flags.fold = on,
                'm' => flags.multi_line = on,
                's' => flags.dot_newline = on,
                'U' => (),
                '-' if on => {
                    on = false;
                    seen = false;
                    continue;
                }
                ':' | ')' if on || seen => {
                    self.flags = flags;
                    return Ok(c == ':');
                }
                _ => return refuse("invalid or unsupported Perl syntax", self.consumed(before)),
            }
            seen = true;
        }
        refuse("missing closing )", before)
    }

    /// `{2}`, `{2,}` or `{2,3}`; anything else is literal to Go.
    fn counts(&mut self) -> Option<(Option<u32>, Option<Option<u32>>)> {
        let mut rest = self.rest.strip_prefix('{')?;
        let least = count(&mut rest)?;
        let most = match rest.strip_prefix(',') {
            None => Some(least),
            Some(after) => {
                rest = after;
                if rest.starts_with('}') { None } else { Some(count(&mut rest)?) }
            }
        };
        self.rest = rest.strip_prefix('}')?;
        Some((least, most))
    }

    fn checked_counts(
        &self,
        before: &'s str,
        counts: (Option<u32>, Option<Option<u32>>),
    ) -> Parsed<(u32, Option<u32>)> {
        let within = |count: Option<u32>| count.filter(|count| *count <= REPEAT_LIMIT);
        match (within(counts.0), counts.1.map(within)) {
            (Some(least), None) => Ok((least, None)),
            (Some(least), Some(Some(most))) if least <= most => Ok((least, Some(most))),
            _ => refuse("invalid repeat count", self.consumed(before)),
        }
    }

    fn escape(&mut self, branch: &mut Vec<Node>) -> Parsed<()> {
        let before = self.rest;
        let mut ahead = before.chars();
        ahead.next();
        let Some(c) = ahead.next() else {
            return refuse("trailing backslash at end of expression", "");
        };
        let look = match c {
            'A' => Some("\\A"),
            'b' => Some("\\b"),
            'B' => Some("\\B"),
            'z' => Some("\\z"),
            _ => None,
        };
        if let Some(look) = look {
            self.rest = ahead.as_str();
            branch.push(Node::Look(look));
            return Ok(());
        }
        if c == 'Q' {
            let (quoted, after) = ahead.as_str().split_once("\\E").unwrap_or((ahead.as_str(), ""));
            self.rest = after;
            for c in quoted.chars() {
                branch.push(self.literal(c)?);
            }
            return Ok(());
        }
        if let Some(ranges) = self.escaped_class()? {
            branch.push(Node::Class(class::tidy(ranges)));
            return Ok(());
        }
        let code = self.unescape()?;
        branch.push(self.literal_code(code)?);
        Ok(())
    }

    /// `\d`, `\D`, …, `\pL`, `\p{Greek}`, `\P{^L}`, if one stands here.
    fn escaped_class(&mut self) -> Parsed<Option<Ranges>> {
        let before = self.rest;
        let mut ahead = before.chars();
        ahead.next();
        let Some(letter) = ahead.next() else {
            return Ok(None);
        };
        if let Some(ranges) = class::perl(letter.to_ascii_lowercase()) {
            self.rest = ahead.as_str();
            let ranges = self.folded(ranges)?;
            return Ok(Some(if letter.is_ascii_uppercase() { class::negate(ranges) } else { ranges }));
        }
        if letter != 'p' && letter != 'P' {
            return Ok(None);
        }
        let mut negated = letter == 'P';
        let name = match ahead.next() {
            None => return refuse("invalid character class range", before),
            Some('{') => {
                let Some((name, after)) = ahead.as_str().split_once('}') else {
                    return refuse("invalid character class range", before);
                };
                self.rest = after;
                name.to_owned()
            }
            Some(c) => {
                self.rest = ahead.as_str();
                c.to_string()
            }
        };
        let plain = name.strip_prefix('^');
        negated ^= plain.is_some();
        let Some(ranges) = class::unicode_ascii(plain.unwrap_or(&name)) else {
            return refuse("invalid character class range", self.consumed(before));
        };
        self.ascii_only |= plain.unwrap_or(&name) != "Any";
        let ranges = self.folded(&ranges)?;
        Ok(Some(if negated { class::negate(ranges) } else { ranges }))
    }

    fn class(&mut self) -> Parsed<Node> {
        let before = self.rest;
        self.bump();
        let negated = self.rest.starts_with('^');
        if negated {
            self.bump();
        }
        let mut ranges: Ranges = Vec::new();
        let mut first = true;
        loop {
            match self.peek() {
                None => return refuse("missing closing ]", before),
                Some(']') if !first => break,
                Some(_) => (),
            }
            first = false;
            if let Some(named) = self.named_class()? {
                ranges.extend(named);
                continue;
            }
            if self.rest.starts_with('\\')
                && let Some(escaped) = self.escaped_class()?
            {
                ranges.extend(escaped);
                continue;
            }
            let range = self.rest;
            let low = self.class_char(before)?;
            let mut high = low;
            let mut ahead = self.rest.chars();
            if ahead.next() == Some('-') && ahead.next().is_some_and(|c| c != ']') {
                self.bump();
                high = self.class_char(before)?;
                if high < low {
                    return refuse("invalid character class range", self.consumed(range));
                }
            }
            ranges.extend(self.folded(&[(low, high)])?);
        }
        self.bump();
        Ok(Node::Class(if negated { class::negate(ranges) } else { class::tidy(ranges) }))
    }

    /// `[:alpha:]` or `[:^alpha:]`, if one stands here.
    fn named_class(&mut self) -> Parsed<Option<Ranges>> {
        let Some((name, after)) = self.rest.strip_prefix("[:").and_then(|rest| rest.split_once(":]")) else {
            return Ok(None);
        };
        let plain = name.strip_prefix('^');
        let Some(ranges) = class::posix(plain.unwrap_or(name)) else {
            return refuse("invalid character class range", format!("[:{name}:]"));
        };
        self.rest = after;
        let ranges = self.folded(ranges)?;
        Ok(Some(if plain.is_some() { class::negate(ranges) } else { ranges }))
    }

    fn class_char(&mut self, class: &str) -> Parsed<u32> {
        match self.peek() {
            None => refuse("missing closing ]", class),
            Some('\\') => self.unescape(),
            Some(c) => {
                self.bump();
                Ok(u32::from(c))
            }
        }
    }

    /// One escaped character: `\n`, `\x41`, `\x{1F600}`, `\101`, `\.`.
    fn unescape(&mut self) -> Parsed<u32> {
        let before = self.rest;
        self.bump();
        let Some(c) = self.bump() else {
            return refuse("trailing backslash at end of expression", "");
        };
        let octal = |c: Option<char>| c.and_then(|c| c.to_digit(8));
        match c {
            '0'..='7' if c == '0' || octal(self.peek()).is_some() => {
                let mut code = octal(Some(c)).unwrap_or_default();
                for _ in 0..2 {
                    let Some(digit) = octal(self.peek()) else { break };
                    self.bump();
                    code = code * 8 + digit;
                }
                Ok(code)
            }
            'x' => match self.hexadecimal() {
                Some(code) => Ok(code),
                None => refuse("invalid escape sequence", self.consumed(before)),
            },
            'a' => Ok(7),
            'f' => Ok(12),
            'n' => Ok(10),
            'r' => Ok(13),
            't' => Ok(9),
            'v' => Ok(11),
            _ if c.is_ascii() && !c.is_ascii_alphanumeric() => Ok(u32::from(c)),
            _ => refuse("invalid escape sequence", self.consumed(before)),
        }
    }

    fn hexadecimal(&mut self) -> Option<u32> {
        let first = self.bump()?;
        if first != '{' {
            return Some(first.to_digit(16)? * 16 + self.bump()?.to_digit(16)?);
        }
        let mut code = 0_u32;
        let mut digits = 0;
        loop {
            let c = self.bump()?;
            if c == '}' {
                return (digits > 0).then_some(code);
            }
            code = code * 16 + c.to_digit(16)?;
            digits += 1;
            if code > LAST {
                return None;
            }
        }
    }

    fn literal(&self, c: char) -> Parsed<Node> {
        self.literal_code(u32::from(c))
    }

    fn literal_code(&self, code: u32) -> Parsed<Node> {
        Ok(Node::Class(class::tidy(self.folded(&[(code, code)])?)))
    }

    fn folded(&self, ranges: &[(u32, u32)]) -> Parsed<Ranges> {
        if self.flags.fold { class::fold(ranges).ok_or(PatternProblem::Untried) } else { Ok(ranges.to_vec()) }
    }

    fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    fn bump(&mut self) -> Option<char> {
        let mut chars = self.rest.chars();
        let c = chars.next();
        self.rest = chars.as_str();
        c
    }

    fn consumed(&self, before: &'s str) -> &'s str {
        before.get(..before.len() - self.rest.len()).unwrap_or(before)
    }
}

/// A repeat count: `None` when no number stands here, `Some(None)` when it is too large to count.
#[allow(clippy::option_option)]
fn count(rest: &mut &str) -> Option<Option<u32>> {
    let digits = rest.chars().take_while(char::is_ascii_digit).count();
    let (number, after) = rest.split_at_checked(digits)?;
    if number.is_empty() || (number.len() > 1 && number.starts_with('0')) {
        return None;
    }
    *rest = after;
    Some(if number.len() > 8 { None } else { number.parse().ok() })
}
