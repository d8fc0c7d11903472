//! Programs, whatever their language.

use super::{Code, Quoted, Syntax};

impl Quoted<Code> {
    /// A text as a literal of a language.
    pub fn literal(syntax: Syntax, text: &str) -> Self {
        Self::made(syntax.value(text))
    }

    /// Fills a template of which parts stand. A line that begins with `⟦?a⟧` stands where `a` is among the conditions, one with
    /// `⟦?a|b⟧` where one of the two is, with `⟦?!a⟧` where it is not. Such a mark alone on its line governs every line down to
    /// the next `⟦end⟧`.
    pub fn fill_where(template: &'static str, conditions: &[&str], holes: &[(&'static str, Self)]) -> Self {
        let stands = |condition: &str| match condition.strip_prefix('!') {
            Some(not) => !conditions.contains(&not),
            None => condition.split('|').any(|one| conditions.contains(&one)),
        };
        let mut block = true;
        let lines = template.split_inclusive('\n').filter_map(|line| {
            if line.trim_end() == "⟦end⟧" {
                block = true;
                return None;
            }
            let Some((condition, rest)) = line.strip_prefix("⟦?").and_then(|l| l.split_once('⟧')) else {
                return block.then_some(line);
            };
            if rest.trim_end().is_empty() {
                block = stands(condition);
                return None;
            }
            (block && stands(condition)).then_some(rest)
        });
        Self::fill_lines(lines, holes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_stand_where_their_conditions_hold() {
        let table: [(&'static str, &[&str], &str, &str); 6] = [
            ("⟦?a⟧x\ny\n", &["a"], "x\ny\n", "a line that stands"),
            ("⟦?a⟧x\ny\n", &[], "y\n", "one that does not"),
            ("⟦?a|b⟧x\n⟦?!b⟧y\n", &["b"], "x\n", "one of two, and the opposite"),
            ("⟦?a⟧\nx\n⟦?b⟧y\n⟦end⟧\nz\n", &["a"], "x\nz\n", "a block with a line in it"),
            ("⟦?a⟧\nx\n⟦?b⟧y\n⟦end⟧\nz\n", &["b"], "z\n", "nothing of a block that does not stand"),
            ("⟦?a⟧\nx\n⟦?b⟧\ny\n⟦end⟧\n", &["b"], "y\n", "a block ends where the next begins"),
        ];
        for (template, conditions, expected, why) in table {
            let filled = Quoted::<Code>::fill_where(template, conditions, &[]);
            assert_eq!(filled.as_str(), expected, "{why}");
        }
    }

    #[test]
    fn what_is_filled_in_is_no_condition() {
        let hole = Quoted::<Code>::literal(Syntax::Python, "⟦?a⟧");
        let filled = Quoted::fill_where("x = ⟦hole⟧\n", &[], &[("hole", hole)]);
        assert_eq!(filled.as_str(), "x = \"⟦?a⟧\"\n");
    }
}
