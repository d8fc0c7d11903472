//! Terraform: values, and attributes laid out as `terraform fmt` does.

use super::{Hcl, Quoted, Syntax};
use serde_json::Value;

impl Quoted<Hcl> {
    /// A text as a quoted template in which nothing is interpolated.
    pub fn text(text: &str) -> Self {
        Self::made(Syntax::Hcl.value(text))
    }

    /// JSON as a value: lists and maps stand over several lines, and the keys of maps are texts.
    pub fn value(value: &Value) -> Self {
        match value {
            Value::String(text) => Self::text(text),
            Value::Object(members) => {
                let lines = members.iter().map(|(key, value)| (Self::text(key).text, Self::value(value)));
                Self::object(&Self::aligned(&lines.collect::<Vec<_>>()))
            }
            Value::Array(items) => {
                let items = items.iter().map(|item| format!("{},\n", Self::value(item).text));
                Self::made(format!("[\n{}]", Self::made(items.collect()).moved_in().text))
            }
            // Numbers, booleans and null are written alike.
            plain => Self::made(plain.to_string()),
        }
    }

    /// Attributes, one a line.
    pub fn attributes(attributes: Vec<(&'static str, Self)>) -> Self {
        let lines = attributes.into_iter().map(|(name, value)| (name.to_owned(), value));
        Self::aligned(&lines.collect::<Vec<_>>())
    }

    /// Attributes or blocks between braces.
    pub fn object(body: &Self) -> Self {
        if body.text.is_empty() {
            return Self::fixed("{}");
        }
        Self::made(format!("{{\n{}}}", body.moved_in().text))
    }

    /// Signs of equality stand below each other, but for values of several lines.
    fn aligned(lines: &[(String, Self)]) -> Self {
        let long = |(_, value): &(String, Self)| value.text.contains('\n');
        let mut out = String::new();
        for run in lines.chunk_by(|a, b| !long(a) && !long(b)) {
            let width = run.iter().map(|(name, _)| name.chars().count()).max().unwrap_or_default();
            out.extend(run.iter().map(|(name, value)| format!("{name:width$} = {}\n", value.text)));
        }
        Self::made(out)
    }

    /// Every line moved in by two. No value has a line break of its own in its quotes.
    fn moved_in(&self) -> Self {
        let lines = self.text.split_inclusive('\n').map(|line| match line {
            "\n" => line.to_owned(),
            line => format!("  {line}"),
        });
        Self::made(lines.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn values_are_laid_out_as_terraform_does() {
        let table = [
            (json!("${a}"), "\"$${a}\"", "a text"),
            (json!(3600), "3600", "a number"),
            (json!(false), "false", "a boolean"),
            (json!({}), "{}", "nothing between the braces"),
            (json!({ "a": "x", "b c": "y" }), "{\n  \"a\"   = \"x\"\n  \"b c\" = \"y\"\n}", "keys are texts"),
            (
                json!({ "a": "x", "bc": { "d": 1 }, "efg": 2, "h": 3 }),
                "{\n  \"a\" = \"x\"\n  \"bc\" = {\n    \"d\" = 1\n  }\n  \"efg\" = 2\n  \"h\"   = 3\n}",
                "runs of short values",
            ),
            (json!(["a", "b"]), "[\n  \"a\",\n  \"b\",\n]", "a list"),
        ];
        for (value, expected, why) in table {
            assert_eq!(Quoted::<Hcl>::value(&value).as_str(), expected, "{why}");
        }
    }
}
