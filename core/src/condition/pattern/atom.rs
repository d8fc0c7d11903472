//! The smallest parts of a pattern: characters, escapes and classes.

use super::PatternProblem;
use super::class::{self, LAST, Ranges};
use super::parse::{Node, Parsed, Parser, refuse};

impl Parser<'_> {
    pub(super) fn escape(&mut self, branch: &mut Vec<Node>) -> Parsed<()> {
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

    pub(super) fn class(&mut self) -> Parsed<Node> {
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

    pub(super) fn literal(&self, c: char) -> Parsed<Node> {
        self.literal_code(u32::from(c))
    }

    fn literal_code(&self, code: u32) -> Parsed<Node> {
        Ok(Node::Class(class::tidy(self.folded(&[(code, code)])?)))
    }

    fn folded(&self, ranges: &[(u32, u32)]) -> Parsed<Ranges> {
        if self.flags.fold { class::fold(ranges).ok_or(PatternProblem::Untried) } else { Ok(ranges.to_vec()) }
    }
}
