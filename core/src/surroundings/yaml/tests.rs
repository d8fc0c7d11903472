//! The tree, comments, templates and any YAML, one row per reason.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::node::{Node, Style, Value};
use super::tree::{Budget, Document};
use crate::surroundings::{Format, read, read_as};

fn tree(text: &str) -> Document {
    super::tree::read(text, 1, &mut Budget::default())
}

/// A tree as one line: `line:text` for texts, keys with their lines.
fn shown(node: &Node) -> String {
    let lines = |text: &str| text.replace('\n', "|");
    match &node.value {
        Value::Scalar(text, Style::Plain) => format!("{}:{}", node.line, lines(text)),
        Value::Scalar(text, _) => format!("{}:'{}'", node.line, lines(text)),
        Value::Sequence(items) => format!("[{}]", items.iter().map(shown).collect::<Vec<_>>().join(" ")),
        Value::Mapping(entries) => {
            let entries = entries.iter().map(|e| format!("{}:{}={}", e.line, e.key, shown(&e.value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(" "))
        }
    }
}

#[test]
fn a_document_becomes_a_tree_with_lines() {
    let rows = [
        ("a: b\nc:\n  - d\n  - \"e\"", "{1:a=1:b 2:c=[3:d 4:'e']}", "blocks"),
        ("a: {b: c,\n d: [e]}", "{1:a={1:b=1:c 2:d=[2:e]}}", "braces"),
        ("a: |\n  b\n  c\nd: e", "{1:a=2:'b|c|' 4:d=4:e}", "a text of lines"),
        ("a: |\n\n  b\nd: e", "{1:a=2:'|b|' 4:d=4:e}", "a text that begins with an empty line"),
        ("a: | # x\n  b\nd: e", "{1:a=2:'b|' 3:d=3:e}", "a comment behind the mark"),
        ("a: >\n  b\n  c\nd: e", "{1:a=2:'b|c' 4:d=4:e}", "a folded text keeps its lines"),
        ("a: >-\n  b\nd: e", "{1:a=2:'b' 3:d=3:e}", "a folded text of one line"),
        ("a: b\n  c\nd: e", "{1:a=1:'b|c' 3:d=3:e}", "a plain text of lines"),
        (
            "x: &x\n  a: 1\n  b: 2\ny:\n  <<: *x\n  b: 3",
            "{1:x={2:a=2:1 3:b=3:2} 4:y={2:a=2:1 6:b=6:3}}",
            "merged",
        ),
        (
            "x: &x {a: 1}\nz: &z {a: 2, c: 4}\ny: {<<: [*x, *z]}",
            "{1:x={1:a=1:1} 2:z={2:a=2:2 2:c=2:4} 3:y={1:a=1:1 2:c=2:4}}",
            "the first of a list that has a key",
        ),
        ("a: *no\nb: c", "{1:a=1: 2:b=2:c}", "an alias without an anchor"),
        ("a: {{ .Values.b }}\nc: d", "{1:a=1:{{ .Values.b }} 2:c=2:d}", "a template without quotes"),
        ("a:\nb: ~", "{1:a=1: 2:b=2:~}", "nothing"),
        ("", "1:", "nothing at all"),
    ];
    for (text, expected, why) in rows {
        assert_eq!(shown(&tree(text).root), expected, "{why}");
    }
}

#[test]
fn a_broken_document_is_kept_as_far_as_it_goes() {
    let rows = [
        ("a: b\nc: d: e\nf: g", "{1:a=1:b 2:c=2:d}", Some(2), "two keys on a line"),
        ("a: b\n\tc: d", "{1:a=1:}", Some(1), "a tab"),
        ("a: [b, c\nd: e", "{1:a=[1:b]}", Some(2), "a bracket that never closes"),
        ("a: b", "{1:a=1:b}", None, "nothing is broken"),
    ];
    for (text, expected, broken, why) in rows {
        let document = tree(text);
        assert_eq!(
            (shown(&document.root).as_str(), document.broken.map(|(line, _)| line)),
            (expected, broken),
            "{why}"
        );
    }
}

#[test]
fn aliases_copy_no_more_than_is_bounded() {
    let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..40 {
        text += &format!("a{level}: &a{level} [{}]\n", vec![format!("*a{}", level - 1); 10].join(", "));
    }
    let document = tree(&text);
    assert!(!document.unread.is_empty() && document.broken.is_none());
    let deep: Vec<String> = (1..5000).map(|at| format!("b{at}: &b{at} {{c: *b{}}}", at - 1)).collect();
    let document = tree(&format!("b0: &b0 {{}}\n{}", deep.join("\n")));
    assert_eq!(document.root.entries().len(), 5000);
    assert!(!document.unread.is_empty());
}

/// Rows of text, and what is found: line, name, state.
type Row = (&'static str, &'static [(usize, &'static str, &'static str)], &'static str);

fn check(format: Format, rows: &[Row]) {
    for (text, expected, why) in rows {
        let reading = read_as("a.yaml", text, format).unwrap();
        let found: Vec<_> =
            reading.findings.iter().map(|f| (f.line, f.name.as_str(), f.state.code())).collect();
        assert_eq!(found, *expected, "{why}: {reading:?}");
    }
}

#[test]
fn variables_are_found_in_any_yaml() {
    check(
        Format::Yaml,
        &[
            ("env:\n  ANTHROPIC_API_KEY: abc", &[(2, "ANTHROPIC_API_KEY", "set")], "a key"),
            ("env:\n  ANTHROPIC_API_KEY: \"\"", &[(2, "ANTHROPIC_API_KEY", "empty")], "nothing"),
            ("env:\n  ANTHROPIC_API_KEY:\nb: c", &[(2, "ANTHROPIC_API_KEY", "empty")], "null"),
            (
                "env:\n - name: ANTHROPIC_API_KEY\n   value: abc",
                &[(2, "ANTHROPIC_API_KEY", "set")],
                "a name beside a value",
            ),
            (
                "env:\n - value: abc\n   name: ANTHROPIC_API_KEY",
                &[(3, "ANTHROPIC_API_KEY", "set")],
                "the name's line",
            ),
            (
                "env:\n - name: ANTHROPIC_API_KEY\n   valueFrom: {x: y}",
                &[(2, "ANTHROPIC_API_KEY", "reference")],
                "from elsewhere",
            ),
            ("env:\n - ANTHROPIC_API_KEY=abc", &[(2, "ANTHROPIC_API_KEY", "set")], "an assignment"),
            (
                "env:\n  ANTHROPIC_API_KEY:\n    from_secret: k",
                &[(2, "ANTHROPIC_API_KEY", "reference")],
                "a mapping",
            ),
            ("env:\n  ANTHROPIC_API_KEY: {value: abc}", &[(2, "ANTHROPIC_API_KEY", "set")], "a value inside"),
            ("a: ${X}\nANTHROPIC_API_KEY: ${X}", &[(2, "ANTHROPIC_API_KEY", "reference")], "expanded"),
            (
                "ANTHROPIC_API_KEY: ENC[AES256_GCM,data:p673w==,iv:YY=,tag:UQ=,type:str]",
                &[(1, "ANTHROPIC_API_KEY", "reference")],
                "encrypted by SOPS",
            ),
            (
                "ANTHROPIC_API_KEY: op://team/claude/key",
                &[(1, "ANTHROPIC_API_KEY", "reference")],
                "in 1Password",
            ),
            (
                "a:\n  b: '{\"c\":\"c2stYW50LWFwaTAzLWFiY2RlZmdoaWprbG1ub3BxcnM=\"}'",
                &[(2, "a.b", "set")],
                "a key that is encoded",
            ),
            (
                "{{ if and .Values.something .Values.else }}\na: 'b # c'\nd: e # sk-ant-api03-abcdefghijklmnopqrs\nf: 'g # ANTHROPIC_API_KEY: abc'\n{{ end }}",
                &[(3, "literal", "commented")],
                "comments beside a template",
            ),
            (
                "ANTHROPIC_API_KEY: !Ref K",
                &[(1, "ANTHROPIC_API_KEY", "reference")],
                "a tag of somebody's own",
            ),
            ("ANTHROPIC_API_KEY: !!str 12", &[(1, "ANTHROPIC_API_KEY", "set")], "a tag of YAML's"),
            (
                "a: {{ b\n  | c }}\nANTHROPIC_API_KEY: {{ b\n  | c }}\n{{ end }}",
                &[(3, "ANTHROPIC_API_KEY", "reference")],
                "a template of two lines",
            ),
            ("a: b\n# ANTHROPIC_API_KEY: abc", &[(2, "ANTHROPIC_API_KEY", "commented")], "a comment"),
            (
                "a: b\n#   - ANTHROPIC_API_KEY=abc",
                &[(2, "ANTHROPIC_API_KEY", "commented")],
                "an item in a comment",
            ),
            ("# set ANTHROPIC_API_KEY: it is a must\na: b", &[], "a sentence"),
            ("# ANTHROPIC_API_KEY: the key of the team\na: b", &[], "a sentence that begins with the name"),
            ("a: 'b # ANTHROPIC_API_KEY: abc'", &[], "no comment, but a text"),
            ("a: b # sk-ant-api03-abcdefghijklmnop", &[(1, "literal", "commented")], "behind a value"),
            ("a:\n  b: sk-ant-api03-abcdefghijklmnop", &[(2, "a.b", "set")], "a key by itself"),
            ("a: |\n  x\n  export ANTHROPIC_API_KEY=abc", &[(3, "ANTHROPIC_API_KEY", "set")], "a script"),
            ("a: |\n  x\n  y sk-ant-api03-abcdefghijklmnop", &[(3, "literal", "set")], "a key in lines"),
            (
                "a: >-\n  x\n  y sk-ant-api03-abcdefghijklmnop",
                &[(3, "literal", "set")],
                "a key in folded lines",
            ),
            (
                "a: |\n  b:\n    ANTHROPIC_API_KEY: abc\n    # ANTHROPIC_AUTH_TOKEN: abc",
                &[(3, "ANTHROPIC_API_KEY", "set"), (4, "ANTHROPIC_AUTH_TOKEN", "commented")],
                "YAML in YAML",
            ),
            (
                "a: |\n  - name: ANTHROPIC_API_KEY\n    value: abc",
                &[(2, "ANTHROPIC_API_KEY", "set")],
                "a patch",
            ),
            (
                "a: |\n  # ANTHROPIC_API_KEY=abc\n  make",
                &[(2, "ANTHROPIC_API_KEY", "commented")],
                "a comment in a script",
            ),
            ("a: b: c\nANTHROPIC_API_KEY: abc", &[(2, "ANTHROPIC_API_KEY", "set")], "no YAML"),
            (
                "a: b: c\n---\nANTHROPIC_API_KEY: abc",
                &[(3, "ANTHROPIC_API_KEY", "set")],
                "behind what is broken",
            ),
            (
                "{{- if .Values.a }}\nenv:\n  {{- range $k, $v := .Values.env }}\n  - name: {{ $k }}\n    value: {{ $v | quote }}\n  {{- end }}\n  - name: ANTHROPIC_API_KEY\n    value: {{ .Values.key | default \"x\" | quote }}\n{{- end }}",
                &[(7, "ANTHROPIC_API_KEY", "reference")],
                "a template of Helm",
            ),
        ],
    );
}

#[test]
fn what_is_broken_is_said_with_its_line() {
    let rows: [(&str, &[usize], &str); 4] = [
        ("a: b\nc: d: e", &[2], "two keys"),
        ("a: b\n---\nc: d: e\n---\ne: f: g", &[3, 5], "each document by itself"),
        ("a: *no", &[1], "an alias"),
        ("%YAML 1.2\n---\na: b", &[], "a directive"),
    ];
    for (text, lines, why) in rows {
        let found: Vec<usize> =
            read("a.yaml", text).unwrap().unread.iter().map(|unread| unread.line).collect();
        assert_eq!(found, lines, "{why}");
    }
}

#[test]
fn services_of_compose_are_read() {
    check(
        Format::Compose,
        &[
            (
                "services:\n  web:\n    image: a\n    environment:\n      ANTHROPIC_API_KEY: abc",
                &[(5, "ANTHROPIC_API_KEY", "set")],
                "a mapping",
            ),
            (
                "services:\n  web:\n    environment:\n      - ANTHROPIC_API_KEY=abc",
                &[(4, "ANTHROPIC_API_KEY", "set")],
                "a list",
            ),
            (
                "services:\n  web:\n    environment:\n      - ANTHROPIC_API_KEY\n  b:\n    environment:\n      ANTHROPIC_API_KEY:",
                &[(4, "ANTHROPIC_API_KEY", "reference"), (7, "ANTHROPIC_API_KEY", "reference")],
                "from the shell",
            ),
            (
                "services:\n  web:\n    environment:\n      ANTHROPIC_API_KEY: ${ANTHROPIC_API_KEY:?}",
                &[(4, "ANTHROPIC_API_KEY", "reference")],
                "interpolated",
            ),
            (
                "services:\n  web:\n    environment:\n      ANTHROPIC_API_KEY: ${K:-abc}",
                &[(4, "ANTHROPIC_API_KEY", "set")],
                "a default",
            ),
            (
                "services:\n  web:\n    environment: {ANTHROPIC_API_KEY: ''}",
                &[(3, "ANTHROPIC_API_KEY", "empty")],
                "nothing",
            ),
            (
                "services:\n  web:\n    build:\n      args:\n        ANTHROPIC_API_KEY: abc",
                &[(5, "ANTHROPIC_API_KEY", "set")],
                "an argument of the build",
            ),
            (
                "x-env: &env\n  ANTHROPIC_API_KEY: abc\nservices:\n  a:\n    environment: *env\n  b:\n    environment:\n      <<: *env",
                &[(2, "ANTHROPIC_API_KEY", "set")],
                "once where it stands, however often it is named",
            ),
            (
                "services:\n  web:\n    command: run --key sk-ant-api03-abcdefghijklmnop",
                &[(3, "services.web.command", "set")],
                "a key in a command",
            ),
            (
                "services:\n  web:\n    labels: [ANTHROPIC_API_KEY=abc]",
                &[(3, "ANTHROPIC_API_KEY", "set")],
                "elsewhere",
            ),
            (
                "secrets:\n  key:\n    environment: ANTHROPIC_API_KEY",
                &[(3, "ANTHROPIC_API_KEY", "reference")],
                "a secret from the shell",
            ),
        ],
    );
}

#[test]
fn manifests_are_read() {
    check(
        Format::Kubernetes,
        &[
            (
                "kind: Pod\nspec:\n  containers:\n  - name: a\n    env:\n    - name: ANTHROPIC_API_KEY\n      value: abc",
                &[(6, "ANTHROPIC_API_KEY", "set")],
                "a value",
            ),
            (
                "kind: Pod\nspec:\n  containers:\n  - env:\n    - name: ANTHROPIC_API_KEY\n      valueFrom:\n        secretKeyRef: {name: a, key: b}",
                &[(5, "ANTHROPIC_API_KEY", "reference")],
                "a key of a secret",
            ),
            (
                "kind: Pod\nspec:\n  containers:\n  - env:\n    - name: ANTHROPIC_API_KEY",
                &[(5, "ANTHROPIC_API_KEY", "empty")],
                "no value is an empty one",
            ),
            (
                "kind: Secret\ndata:\n  ANTHROPIC_API_KEY: YWJj\n  ANTHROPIC_AUTH_TOKEN: \"\"",
                &[(3, "ANTHROPIC_API_KEY", "set"), (4, "ANTHROPIC_AUTH_TOKEN", "empty")],
                "a secret",
            ),
            (
                "kind: Secret\ndata:\n  ANTHROPIC_API_KEY: PHlvdXIta2V5Pg==",
                &[(3, "ANTHROPIC_API_KEY", "placeholder")],
                "a placeholder that is encoded",
            ),
            (
                "kind: Secret\ndata:\n  key: c2stYW50LWFwaTAzLWFiY2RlZmdoaWprbG1ub3A=",
                &[(3, "key", "set")],
                "a key that is encoded, under another name",
            ),
            (
                "kind: Secret\nstringData:\n  api-key: sk-ant-api03-abcdefghijklmnop",
                &[(3, "stringData.api-key", "set")],
                "a key under what is no variable's name",
            ),
            (
                "kind: ConfigMap\ndata:\n  a.json: |\n    {\n      \"env\": {\n        \"ANTHROPIC_API_KEY\": \"abc\"}}",
                &[(6, "ANTHROPIC_API_KEY", "set")],
                "a file in a value",
            ),
            (
                "kind: ConfigMap\ndata:\n  .env: |\n    A=b\n    ANTHROPIC_API_KEY=abc",
                &[(5, "ANTHROPIC_API_KEY", "set")],
                "lines in a value",
            ),
            (
                "kind: SealedSecret\nspec:\n  encryptedData:\n    ANTHROPIC_API_KEY: AgB",
                &[(4, "ANTHROPIC_API_KEY", "reference")],
                "sealed",
            ),
            (
                "kind: ExternalSecret\nspec:\n  data:\n  - secretKey: ANTHROPIC_API_KEY\n    remoteRef: {key: x}",
                &[(4, "ANTHROPIC_API_KEY", "reference")],
                "in a store outside",
            ),
            (
                "secretGenerator:\n- name: a\n  literals:\n  - ANTHROPIC_API_KEY=abc",
                &[(4, "ANTHROPIC_API_KEY", "set")],
                "a generator",
            ),
            (
                "kind: HelmRelease\nspec:\n  values:\n    env:\n      ANTHROPIC_API_KEY: abc",
                &[(5, "ANTHROPIC_API_KEY", "set")],
                "values of a chart",
            ),
            (
                "kind: List\nitems:\n- kind: Pod\n  spec:\n    containers:\n    - env: [{name: ANTHROPIC_API_KEY, value: abc}]",
                &[(6, "ANTHROPIC_API_KEY", "set")],
                "a list",
            ),
            (
                "kind: Workflow\nspec:\n  templates:\n  - container:\n      image: a\n      env:\n      - {name: ANTHROPIC_API_KEY, value: abc}",
                &[(7, "ANTHROPIC_API_KEY", "set")],
                "a container of another project",
            ),
        ],
    );
}
