//! The parser of Go's regular-expression syntax, after `regexp/syntax/parse.go`.

use super::class::{self, LAST, Ranges};
use super::{PatternProblem, Refusal};

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
                    limit = limit.checked_div(count).unwrap_or(limit);
                }
                node.repeats_fit(limit)
            }
        }
    }
}

#[derive(Clone, Copy, Default)]
pub(super) struct Flags {
    pub(super) fold: bool,
    multi_line: bool,
    dot_newline: bool,
}

pub(super) struct Parser<'s> {
    pub(super) rest: &'s str,
    pub(super) flags: Flags,
    names: Vec<&'s str>,
    /// Set when a `\p{…}` class was met: only its ASCII part is known here.
    pub(super) ascii_only: bool,
}

pub(super) type Parsed<T> = Result<T, PatternProblem>;

pub(super) fn refuse<T>(reason: &'static str, part: impl Into<String>) -> Parsed<T> {
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
                '{' => {
                    if let Some(counts) = self.counts() {
                        repeat = Some(self.checked_counts(before, counts)?);
                    } else {
                        self.bump();
                        branch.push(self.literal('{')?);
                    }
                }
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
    fn counts(&mut self) -> Option<(u32, Option<u32>)> {
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
        (least, most): (u32, Option<u32>),
    ) -> Parsed<(u32, Option<u32>)> {
        let fits = least <= REPEAT_LIMIT && most.is_none_or(|most| most <= REPEAT_LIMIT && least <= most);
        if fits { Ok((least, most)) } else { refuse("invalid repeat count", self.consumed(before)) }
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    pub(super) fn bump(&mut self) -> Option<char> {
        let mut chars = self.rest.chars();
        let c = chars.next();
        self.rest = chars.as_str();
        c
    }

    pub(super) fn consumed(&self, before: &'s str) -> &'s str {
        before.get(..before.len() - self.rest.len()).unwrap_or(before)
    }
}

/// A repeat count, if one stands here; one that is too large to count is the largest.
fn count(rest: &mut &str) -> Option<u32> {
    let digits = rest.chars().take_while(char::is_ascii_digit).count();
    let (number, after) = rest.split_at_checked(digits)?;
    if number.is_empty() || (number.len() > 1 && number.starts_with('0')) {
        return None;
    }
    *rest = after;
    Some(number.parse().unwrap_or(u32::MAX))
}
