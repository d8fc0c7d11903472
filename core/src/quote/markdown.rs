//! Markdown: text, code spans and code blocks.
//!
//! Source of the rules: CommonMark 0.31.2 (<https://spec.commonmark.org/0.31.2/>, read 2026-11-22) and GitHub's additions to
//! it, autolinks, strikethrough, tables and mathematics among them.

use super::{Markdown, Quoted, json_string, without_nul};

impl Quoted<Markdown> {
    /// A text within a paragraph: it reads as typed, makes no markup, and every run of blanks is one blank.
    pub fn inline(text: &str) -> Self {
        let text = without_nul(text).split_whitespace().collect::<Vec<_>>().join(" ");
        Self::made(escaped(&text))
    }

    /// A text as a code span. One that a span cannot hold as it is (empty, blank, or with control characters such as line
    /// breaks) is shown as a JSON string.
    pub fn code(text: &str) -> Self {
        let shown = if text.trim().is_empty() || text.contains(char::is_control) {
            json_string(text)
        } else {
            text.to_owned()
        };
        let fence = "`".repeat(longest_run(&shown) + 1);
        // A span loses one blank at each end if it has one at both; a backquote at an end needs one.
        let padded = shown.starts_with('`')
            || shown.ends_with('`')
            || (shown.starts_with(' ') && shown.ends_with(' '));
        let pad = if padded { " " } else { "" };
        Self::made(format!("{fence}{pad}{shown}{pad}{fence}"))
    }

    /// A text as a code block, which starts and ends on lines of its own.
    pub fn block(language: &'static str, text: &str) -> Self {
        let text = without_nul(text);
        let fence = "`".repeat(longest_run(&text).max(2) + 1);
        let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
        Self::made(format!("{fence}{language}\n{text}{end}{fence}\n"))
    }

    /// The same, every line of it moved in, so that it belongs to a list's entry.
    #[must_use]
    pub fn indented(self, blanks: usize) -> Self {
        let margin = " ".repeat(blanks);
        // A carriage return on its own ends a line in Markdown too.
        let text = self.text.replace("\r\n", "\n").replace('\r', "\n");
        let lines = text.split_inclusive('\n').map(|line| match line {
            "\n" => line.to_owned(),
            line => format!("{margin}{line}"),
        });
        Self::made(lines.collect())
    }
}

fn longest_run(text: &str) -> usize {
    let mut longest = 0;
    let mut run = 0;
    for c in text.chars() {
        run = if c == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let chars: Vec<char> = text.chars().collect();
    let at = |index: Option<usize>| index.and_then(|i| chars.get(i)).copied().unwrap_or(' ');
    let head = chars.iter().take_while(|c| c.is_ascii_digit()).count();
    for (i, c) in chars.iter().copied().enumerate() {
        let before = at(i.checked_sub(1));
        let after = at(i.checked_add(1));
        let escape = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '|' | '~' | '$' => true,
            // Within a word it emphasises nothing.
            '_' => !(before.is_alphanumeric() && after.is_alphanumeric()),
            // A character reference.
            '&' => after == '#' || after.is_ascii_alphanumeric(),
            // An address or a mention would become a link.
            ':' => after == '/',
            '@' => true,
            '.' => (i == head && head > 0) || out.to_ascii_lowercase().ends_with("www"),
            // What starts a heading, a list or a line across.
            '#' | '-' | '+' | '=' => i == 0,
            ')' => i == head && head > 0,
            _ => false,
        };
        if escape {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_text_makes_no_markup() {
        let table = [
            (
                "deploy-prod of ANTHROPIC_API_KEY.",
                "deploy-prod of ANTHROPIC_API_KEY.",
                "plain prose stays readable",
            ),
            ("*a* _b_ `c`", r"\*a\* \_b\_ \`c\`", "emphasis and code"),
            ("[a](b) <i>", r"\[a\](b) \<i\>", "links and HTML"),
            ("a\n\n# b", "a # b", "line breaks are blanks"),
            ("# a", r"\# a", "a heading"),
            ("- a", r"\- a", "a list"),
            ("12. a", r"12\. a", "a numbered list"),
            ("https://x www.x", r"https\://x www\.x", "an address"),
            ("&amp; & b", r"\&amp; & b", "a character reference"),
            ("a|b $x$", r"a\|b \$x\$", "a table and a formula"),
        ];
        for (text, expected, why) in table {
            assert_eq!(Quoted::<Markdown>::inline(text).as_str(), expected, "{why}");
        }
    }

    #[test]
    fn a_fence_is_longer_than_what_it_holds() {
        assert_eq!(Quoted::<Markdown>::code("a").as_str(), "`a`");
        assert_eq!(Quoted::<Markdown>::code("a``b").as_str(), "```a``b```");
        assert_eq!(Quoted::<Markdown>::code("`").as_str(), "`` ` ``");
        assert_eq!(Quoted::<Markdown>::code(" a ").as_str(), "`  a  `");
        assert_eq!(Quoted::<Markdown>::code("a\n\nb").as_str(), r#"`"a\n\nb"`"#);
        assert_eq!(Quoted::<Markdown>::code("").as_str(), r#"`""`"#);
        assert_eq!(Quoted::<Markdown>::block("sh", "a").as_str(), "```sh\na\n```\n");
        assert_eq!(Quoted::<Markdown>::block("", "````\n").as_str(), "`````\n````\n`````\n");
    }

    #[test]
    fn moving_in_leaves_no_line_behind() {
        let block = Quoted::<Markdown>::block("", "a\r\rb\r\nc").indented(2);
        assert_eq!(block.as_str(), "  ```\n  a\n\n  b\n  c\n  ```\n");
    }
}
