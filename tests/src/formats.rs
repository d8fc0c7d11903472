//! Where an exported YAML file belongs: what its reader takes it for, and how that reader treats the texts in it.

use serde_json::Value;

/// What is known of a YAML file.
#[derive(Debug)]
pub struct Format {
    /// The provider's slug; empty for a file of every provider.
    pub provider: &'static str,
    /// The file's path; a `*` in it stands for anything but a slash.
    pub path: &'static str,
    /// What says whether it is sound.
    pub schema: Schema,
    /// What its reader does with texts before it uses them.
    pub dialect: Dialect,
    /// Keys that hold shell scripts, as one text or as a list of lines.
    pub scripts: &'static [&'static str],
}

/// What says whether a file is sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Schema {
    /// A schema that check-jsonschema brings, by its name there.
    Vendor(&'static str),
    /// The schemas of Kubernetes, which kubernetes-validate brings.
    Kubernetes,
    /// Kinds of an extension of Kubernetes, whose schemas no tool here brings: that it is YAML has to do.
    Extension,
    /// No published schema: that it is YAML has to do.
    None,
}

/// What a reader does with texts before it uses them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// Nothing.
    Plain,
    /// GitHub Actions evaluates `${{ … }}`.
    Workflow,
    /// Kubernetes expands `$(NAME)` in a container's environment, command and arguments, where `$$` is a dollar.
    Kubernetes,
    /// GitLab expands variables in the values of `variables`, `id_tokens` and `environment`, where `$$` is a dollar.
    Gitlab,
    /// Variables are expanded everywhere, and `$$` is a dollar: Compose, Buildkite's upload of a pipeline, Cloud Build.
    Dollar,
    /// The controller of SPIRE evaluates `{{ … }}` in templates, where `{{"{{"}}` is the two characters.
    GoTemplate,
    /// CircleCI expands `<< … >>`, where `\<<` is the two characters.
    CircleCi,
}

/// A part of a text, as its reader sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Text.
    Text(String),
    /// Something that the reader evaluates or expands.
    Expression(String),
}

/// Every YAML file that is exported. A file that no row covers fails the tests.
pub const FORMATS: &[Format] = &[
    Format {
        provider: "github-actions",
        path: "workload/*.yml",
        schema: Schema::Vendor("vendor.github-workflows"),
        dialect: Dialect::Workflow,
        scripts: &["run"],
    },
    Format {
        provider: "gitlab-ci",
        path: "workload/*.yml",
        schema: Schema::Vendor("vendor.gitlab-ci"),
        dialect: Dialect::Gitlab,
        scripts: &["script", "before_script", "after_script"],
    },
    Format {
        provider: "buildkite",
        path: "workload/*.yml",
        schema: Schema::Vendor("vendor.buildkite"),
        dialect: Dialect::Dollar,
        scripts: &["command", "commands"],
    },
    Format {
        provider: "circleci",
        path: "workload/*.yml",
        schema: Schema::Vendor("vendor.circle-ci"),
        dialect: Dialect::CircleCi,
        scripts: &["command"],
    },
    Format {
        provider: "bitbucket-pipelines",
        path: "workload/*.yml",
        schema: Schema::Vendor("vendor.bitbucket-pipelines"),
        dialect: Dialect::Plain,
        scripts: &["script", "after-script"],
    },
    Format {
        provider: "",
        path: "*/azure-pipelines.yml",
        schema: Schema::Vendor("vendor.azure-pipelines"),
        dialect: Dialect::Plain,
        scripts: &["bash", "script", "inlineScript"],
    },
    Format {
        provider: "",
        path: "*/cloudbuild.yaml",
        schema: Schema::Vendor("vendor.cloudbuild"),
        dialect: Dialect::Dollar,
        scripts: &["script"],
    },
    Format {
        provider: "",
        path: "*/compose.yaml",
        schema: Schema::Vendor("vendor.compose-spec"),
        dialect: Dialect::Dollar,
        scripts: &[],
    },
    Format {
        provider: "spiffe",
        path: "platform/clusterspiffeid.yaml",
        schema: Schema::Extension,
        dialect: Dialect::GoTemplate,
        scripts: &[],
    },
    Format {
        provider: "",
        path: "*/kubernetes*.yaml",
        schema: Schema::Kubernetes,
        dialect: Dialect::Kubernetes,
        scripts: &[],
    },
];

/// The row of a file: the first that fits.
pub fn of(provider: &str, path: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|row| (row.provider.is_empty() || row.provider == provider) && fits(row.path, path))
}

fn fits(pattern: &str, path: &str) -> bool {
    let (patterns, parts): (Vec<_>, Vec<_>) = (pattern.split('/').collect(), path.split('/').collect());
    patterns.len() == parts.len()
        && patterns.iter().zip(parts).all(|(pattern, part)| part_fits(pattern, part))
}

fn part_fits(pattern: &str, part: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == part,
        Some((start, end)) => {
            part.len() >= start.len() + end.len() && part.starts_with(start) && part.ends_with(end)
        }
    }
}

impl Format {
    /// The shell scripts in a document, as the shell gets them.
    pub fn scripts(&self, document: &Value) -> Vec<String> {
        let mut found = Vec::new();
        self.collect_scripts(document, &mut found);
        found
    }

    fn collect_scripts(&self, value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(members) => {
                for (key, value) in members {
                    if self.scripts.contains(&key.as_str())
                        && let Some(script) = lines(value)
                    {
                        found.push(self.as_shell(&script));
                    } else {
                        self.collect_scripts(value, found);
                    }
                }
            }
            Value::Array(values) => values.iter().for_each(|value| self.collect_scripts(value, found)),
            _ => {}
        }
    }

    /// A script with a word in place of whatever the dialect would put there.
    fn as_shell(&self, script: &str) -> String {
        match self.dialect {
            Dialect::Workflow | Dialect::CircleCi | Dialect::Dollar => pieces(self.dialect, "", script)
                .into_iter()
                .map(|piece| match piece {
                    Piece::Text(text) => text,
                    Piece::Expression(expression) if expression.starts_with('$') => expression,
                    Piece::Expression(_) => "expanded".to_owned(),
                })
                .collect(),
            Dialect::Plain | Dialect::Gitlab | Dialect::GoTemplate | Dialect::Kubernetes => script.to_owned(),
        }
    }
}

fn lines(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Array(lines) => {
            let lines: Option<Vec<&str>> = lines.iter().map(Value::as_str).collect();
            lines.map(|lines| lines.join("\n"))
        }
        _ => None,
    }
}

/// A text at a place of a document (keys and indices, each after a slash) as the dialect's reader sees it.
pub fn pieces(dialect: Dialect, place: &str, text: &str) -> Vec<Piece> {
    let below = |keys: &[&str]| place.split('/').any(|key| keys.contains(&key));
    match dialect {
        Dialect::Plain => vec![Piece::Text(text.to_owned())],
        Dialect::Workflow => split(text, "${{", workflow),
        Dialect::Kubernetes if below(&["env", "command", "args"]) => split(text, "$", kubernetes),
        Dialect::Gitlab if below(&["variables", "id_tokens", "environment"]) => split(text, "$", variable),
        Dialect::GoTemplate if below(&["spiffeIDTemplate", "workloadSelectorTemplates"]) => {
            split(text, "{{", go_template)
        }
        Dialect::Kubernetes | Dialect::Gitlab | Dialect::GoTemplate => vec![Piece::Text(text.to_owned())],
        Dialect::Dollar => split(text, "$", variable),
        Dialect::CircleCi => circle(text),
    }
}

/// Splits at each mark; `read` gets what follows and gives the piece that begins with the mark, and what comes after it.
fn split<'a>(text: &'a str, mark: &str, read: impl Fn(&'a str) -> (Piece, &'a str)) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(mark) {
        push(&mut found, Piece::Text(before.to_owned()));
        let (piece, after) = read(after);
        push(&mut found, piece);
        rest = after;
    }
    push(&mut found, Piece::Text(rest.to_owned()));
    found
}

/// Adds a piece; texts in a row are one.
fn push(found: &mut Vec<Piece>, piece: Piece) {
    match (found.last_mut(), piece) {
        (_, Piece::Text(text)) if text.is_empty() => {}
        (Some(Piece::Text(last)), Piece::Text(text)) => last.push_str(&text),
        (_, piece) => found.push(piece),
    }
}

/// `${{ '…' }}` is a text, anything else is evaluated; without an end it is what Actions refuses.
fn workflow(after: &str) -> (Piece, &str) {
    let Some((inside, rest)) = after.split_once("}}") else {
        return (Piece::Expression(format!("${{{{{after}")), "");
    };
    match inside.trim().strip_prefix('\'').and_then(|text| text.strip_suffix('\'')) {
        Some(text) if !text.contains('\'') => (Piece::Text(text.to_owned()), rest),
        _ => (Piece::Expression(format!("${{{{{inside}}}}}")), rest),
    }
}

fn kubernetes(after: &str) -> (Piece, &str) {
    if let Some(rest) = after.strip_prefix('$') {
        return (Piece::Text("$".to_owned()), rest);
    }
    match after.strip_prefix('(').and_then(|name| name.split_once(')')) {
        Some((name, rest)) => (Piece::Expression(format!("$({name})")), rest),
        None => (Piece::Text("$".to_owned()), after),
    }
}

/// A lone dollar is an expression too: what readers make of it differs.
fn variable(after: &str) -> (Piece, &str) {
    if let Some(rest) = after.strip_prefix('$') {
        return (Piece::Text("$".to_owned()), rest);
    }
    if let Some((name, rest)) = after.strip_prefix('{').and_then(|name| name.split_once('}')) {
        return (Piece::Expression(format!("${{{name}}}")), rest);
    }
    let name: String = after.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
    (Piece::Expression(format!("${name}")), after.strip_prefix(name.as_str()).unwrap_or(after))
}

fn go_template(after: &str) -> (Piece, &str) {
    if let Some(rest) = after.strip_prefix("\"{{\"}}") {
        return (Piece::Text("{{".to_owned()), rest);
    }
    let (inside, rest) = after.split_once("}}").unwrap_or((after, ""));
    (Piece::Expression(format!("{{{{{inside}}}}}")), rest)
}

fn circle(text: &str) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("<<") {
        if let Some(before) = before.strip_suffix('\\') {
            push(&mut found, Piece::Text(format!("{before}<<")));
            rest = after;
            continue;
        }
        push(&mut found, Piece::Text(before.to_owned()));
        let (inside, after) = after.split_once(">>").unwrap_or((after, ""));
        push(&mut found, Piece::Expression(format!("<<{inside}>>")));
        rest = after;
    }
    push(&mut found, Piece::Text(rest.to_owned()));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(dialect: Dialect, place: &str, text: &str) -> String {
        pieces(dialect, place, text)
            .into_iter()
            .map(|piece| match piece {
                Piece::Text(text) => text,
                Piece::Expression(expression) => format!("[{expression}]"),
            })
            .collect()
    }

    #[test]
    fn a_dialect_tells_text_from_what_is_evaluated() {
        let table = [
            (Dialect::Plain, "", "$x ${{ y }}", "$x ${{ y }}", "nothing is special"),
            (Dialect::Workflow, "", "a${{ '${{' }} b", "a${{ b", "a literal"),
            (Dialect::Workflow, "", "${{ secrets.X }}", "[${{ secrets.X }}]", "an expression"),
            (Dialect::Workflow, "", "a ${{ b", "a [${{ b]", "one without an end"),
            (Dialect::Kubernetes, "/env/0/value", "$$(A) $(B) $C", "$(A) [$(B)] $C", "a reference"),
            (Dialect::Kubernetes, "/metadata/name", "$$(A)", "$$(A)", "no place of references"),
            (Dialect::Gitlab, "/variables/X", "$$A $B", "$A [$B]", "a variable"),
            (Dialect::Gitlab, "/job/script", "$$A $B", "$$A $B", "the shell's own"),
            (Dialect::Dollar, "", "$$A ${B} $", "$A [${B}] [$]", "variables everywhere"),
            (
                Dialect::GoTemplate,
                "/spec/spiffeIDTemplate",
                "{{\"{{\"}} {{ x }}",
                "{{ [{{ x }}]",
                "a template",
            ),
            (Dialect::GoTemplate, "/metadata/name", "{{ x }}", "{{ x }}", "no template"),
            (Dialect::CircleCi, "", "\\<< a >> << b >>", "<< a >> [<< b >>]", "a parameter"),
        ];
        for (dialect, place, text, expected, why) in table {
            assert_eq!(shown(dialect, place, text), expected, "{why}");
        }
    }

    #[test]
    fn a_star_in_a_path_stands_for_one_name() {
        let table = [
            ("github-actions", "workload/x.yml", true, "a name"),
            ("github-actions", "workload/a/x.yml", false, "a folder"),
            ("kubernetes", "workload/x.yml", false, "another provider"),
            (
                "kubernetes",
                "workload/kubernetes.yaml",
                true,
                "every provider, and nothing in place of the star",
            ),
        ];
        for (provider, path, expected, why) in table {
            assert_eq!(of(provider, path).is_some(), expected, "{why}");
        }
    }
}
