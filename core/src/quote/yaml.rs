//! YAML scalars, for plain YAML and for GitHub Actions.

use super::{Quoted, Workflow, Yaml, json_string};

impl Quoted<Yaml> {
    /// A text as a double-quoted scalar.
    pub fn text(text: &str) -> Self {
        Self::made(json_string(text))
    }

    /// A text as the value of a container's environment variable. Kubernetes replaces `$(NAME)` in it and reads `$$` as
    /// `$`, so that every `$` is doubled. Source: "Define Dependent Environment Variables"
    /// (<https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/>, read
    /// 2026-11-22).
    pub fn container_variable(text: &str) -> Self {
        Self::made(json_string(&text.replace('$', "$$")))
    }

    /// A whole number.
    pub fn number(number: u64) -> Self {
        Self::made(number.to_string())
    }
}

impl Quoted<Workflow> {
    /// A text as a double-quoted scalar, for a place where Actions evaluates expressions: `${{` becomes an expression that
    /// gives the three characters. Source: "Evaluate expressions in workflows and actions", literals
    /// (<https://docs.github.com/en/actions/reference/workflows-and-actions/expressions>, read 2026-11-22).
    pub fn text(text: &str) -> Self {
        Self::made(json_string(&text.replace("${{", "${{ '${{' }}")))
    }

    /// The name of a branch or tag as a filter of `on`, where `*` is kept as a wildcard and one at the end also covers
    /// `/`, as a rule's prefix does.
    ///
    /// `None` for a name with `${{`: Actions allows no expression there, so that it cannot be written. Source: "Workflow
    /// syntax for GitHub Actions", filter pattern cheat sheet
    /// (<https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax>, read 2026-11-22).
    pub fn filter(name: &str) -> Option<Self> {
        let mut pattern = String::with_capacity(name.len() + 1);
        for c in name.chars() {
            if "\\?+[]!".contains(c) {
                pattern.push('\\');
            }
            pattern.push(c);
        }
        if name.ends_with('*') && !name.ends_with("**") {
            pattern.push('*');
        }
        // A backslash may have come between; what Actions would see is what counts.
        (!pattern.contains("${{")).then(|| Self::made(json_string(&pattern)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scalar_is_a_json_string_without_unprintables() {
        let table = [
            ("yes", r#""yes""#, "a word that older YAML takes for a boolean"),
            ("a\"b\\c", r#""a\"b\\c""#, "quotes and backslashes"),
            ("a\n--- #x", r#""a\n--- #x""#, "a line break would start a document"),
            ("\u{7f}\u{85}", r#""\u007f\u0085""#, "not printable"),
            (
                "\u{2028}\u{feff}\u{ffff}",
                r#""\u2028\ufeff\uffff""#,
                "line breaks of old, a mark, no character",
            ),
            ("é🦀", "\"é🦀\"", "letters stay readable"),
        ];
        for (text, expected, why) in table {
            assert_eq!(Quoted::<Yaml>::text(text).as_str(), expected, "{why}");
        }
    }

    #[test]
    fn kubernetes_expands_nothing() {
        assert_eq!(Quoted::<Yaml>::container_variable("$(HOME) $$").as_str(), r#""$$(HOME) $$$$""#);
    }

    #[test]
    fn actions_evaluates_nothing() {
        let table = [
            ("production", r#""production""#, "a name"),
            ("a${{ secrets.X }}b", r#""a${{ '${{' }} secrets.X }}b""#, "an expression"),
            ("$${{{", r#""$${{ '${{' }}{""#, "brackets around it"),
            ("${{${{", r#""${{ '${{' }}${{ '${{' }}""#, "two"),
            ("}} $ {{", r#""}} $ {{""#, "no expression begins here"),
        ];
        for (text, expected, why) in table {
            assert_eq!(Quoted::<Workflow>::text(text).as_str(), expected, "{why}");
        }
    }

    #[test]
    fn a_filter_matches_the_name_itself() {
        let table = [
            ("main", Some(r#""main""#), "a name"),
            ("release/1.0+2", Some(r#""release/1.0\\+2""#), "plus repeats what stands before it"),
            ("!main", Some(r#""\\!main""#), "an exclamation mark excludes"),
            ("v*", Some(r#""v**""#), "a wildcard at the end covers slashes too"),
            ("v**", Some(r#""v**""#), "and is not doubled again"),
            ("a${{x", None, "no expression is allowed here"),
        ];
        for (name, expected, why) in table {
            assert_eq!(Quoted::<Workflow>::filter(name).as_ref().map(Quoted::as_str), expected, "{why}");
        }
    }
}
