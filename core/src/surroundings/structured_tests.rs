//! HCL, TOML, JSON and the output of `ant auth status`, one row per reason.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::tests::check;
use super::*;
use crate::precedence::{ALL, PYTHON, Source, resolve};
use Kind::ApiKey as Key;
use State::{Commented, Empty, Placeholder, Reference, Set, Unset};

#[test]
fn hcl_is_read() {
    check(&[
        (
            "a.tf",
            "resource \"a\" \"b\" {\n  environment {\n    variables = {\n      ANTHROPIC_API_KEY = \"x\"\n    }\n  }\n}",
            &[(4, Key, Set)],
            "a map",
        ),
        (
            "a.tf",
            "a = { \"ANTHROPIC_API_KEY\" : var.k, B = 1 }",
            &[(1, Key, Reference)],
            "a colon, and a reference",
        ),
        ("a.tf", "a = { ANTHROPIC_API_KEY = \"${var.k}\" }", &[(1, Key, Reference)], "a template"),
        ("a.tf", "a = { ANTHROPIC_API_KEY = \"$${x}\" }", &[(1, Key, Set)], "no template"),
        ("a.tf", "a = { ANTHROPIC_API_KEY = \"\" }", &[(1, Key, Empty)], "empty"),
        ("a.tf", "a = { ANTHROPIC_API_KEY = null }", &[(1, Key, Unset)], "null"),
        ("a.tf", "a = { ANTHROPIC_API_KEY = \"REPLACE_ME\" }", &[(1, Key, Placeholder)], "to be replaced"),
        (
            "a.tf",
            "a = { ANTHROPIC_API_KEY = c ? \"sk-ant-api03-abcdefghijkl\" : null }",
            &[(1, Key, Set)],
            "a choice",
        ),
        (
            "a.tf",
            "a = { ANTHROPIC_API_KEY = f(\"x\", { b = 1 })[\"k\"] }\nANTHROPIC_PROFILE = \"p\"",
            &[(1, Key, Reference), (2, Kind::Profile, Set)],
            "a function",
        ),
        (
            "a.tf",
            "env {\n  value = \"x\"\n  name  = \"ANTHROPIC_API_KEY\"\n}",
            &[(3, Key, Set)],
            "a pair, in any order",
        ),
        (
            "a.tf",
            "env {\n  name = \"ANTHROPIC_API_KEY\"\n  value_from {\n    secret_key_ref { name = \"s\" }\n  }\n}",
            &[(2, Key, Reference)],
            "from a secret",
        ),
        (
            "a.tf",
            "c = jsonencode([{\n environment = [{ name = \"ANTHROPIC_API_KEY\", value = \"x\" }]\n}])",
            &[(2, Key, Set)],
            "encoded",
        ),
        (
            "a.tf",
            "c = <<EOF\n[{\"environment\": [\n {\"name\": \"ANTHROPIC_API_KEY\", \"value\": \"x\"}]}]\nEOF",
            &[(3, Key, Set)],
            "JSON in a here-document",
        ),
        (
            "a.tf",
            "u = <<-EOT\n  #!/bin/sh\n  export ANTHROPIC_API_KEY=x\n  EOT\nb = { ANTHROPIC_API_KEY = \"y\" }",
            &[(3, Key, Set), (5, Key, Set)],
            "a script in a here-document",
        ),
        ("a.tf", "e = [\"A=b\", \"ANTHROPIC_API_KEY=x\"]", &[(1, Key, Set)], "in a list"),
        ("a.tf", "variable \"anthropic_api_key\" {\n  default = \"abc\"\n}", &[(2, Key, Set)], "a default"),
        ("a.tf", "variable \"anthropic_api_key\" {\n  type = string\n  default = \"\"\n}", &[], "no default"),
        (
            "a.tf",
            "variable \"k\" {\n  default = \"sk-ant-api03-abcdefghijkl\"\n}",
            &[(2, Key, Set)],
            "by its value",
        ),
        ("a.tfvars", "anthropic_api_key = \"abc\"", &[(1, Key, Set)], "a value for a variable"),
        (
            "a.tf",
            "# ANTHROPIC_API_KEY = \"abc\"\n// x\n/* a\nANTHROPIC_API_KEY = \"b\" */",
            &[(1, Key, Commented), (4, Key, Commented)],
            "comments",
        ),
        ("a.tf", "x = \"${f(\"}\")}\"\nANTHROPIC_API_KEY = \"y\"", &[(2, Key, Set)], "quotes in a template"),
        ("a.tf", "x = \"a\nANTHROPIC_API_KEY = \"y\"", &[(2, Key, Set)], "a quote that never ends"),
        ("a.tf", "x = <<E\nANTHROPIC_API_KEY = \"y\"", &[(2, Key, Set)], "a here-document that never ends"),
        (
            "a.tf",
            "secrets = { for s in l : s => { name = \"ANTHROPIC_API_KEY\", valueFrom = s } }",
            &[(1, Key, Reference)],
            "a loop",
        ),
        (
            "a.tf.json",
            "{\"variable\": {\"k\": {\"default\":\n\"sk-ant-api03-abcdefghijkl\"}}}",
            &[(1, Key, Set)],
            "its JSON",
        ),
        ("-", "resource \"aws_x\" \"y\" {\n  ANTHROPIC_API_KEY = \"z\"\n}", &[(2, Key, Set)], "pasted"),
    ]);
}

#[test]
fn toml_is_read() {
    check(&[
        ("wrangler.toml", "name = \"a\"\n[vars]\nANTHROPIC_API_KEY = \"x\"", &[(3, Key, Set)], "a table"),
        ("a.toml", "env.ANTHROPIC_API_KEY = 'x'", &[(1, Key, Set)], "a key with dots"),
        (
            "a.toml",
            "[env]\nANTHROPIC_API_KEY = \"\"\nANTHROPIC_PROFILE = \"\"\"\np\"\"\"",
            &[(2, Key, Empty), (3, Kind::Profile, Set)],
            "empty, and of two lines",
        ),
        ("a.toml", "env = { A = 1, ANTHROPIC_API_KEY = \"$K\" }", &[(1, Key, Reference)], "in a line"),
        ("mise.toml", "[env]\nANTHROPIC_API_KEY = false", &[(2, Key, Unset)], "false takes away"),
        (
            "a.toml",
            "[env]\nANTHROPIC_API_KEY = { value = \"x\", force = true }",
            &[(2, Key, Set)],
            "a value with more",
        ),
        ("a.toml", "[[env]]\nname = \"ANTHROPIC_API_KEY\"\nvalue = \"x\"", &[(2, Key, Set)], "a pair"),
        ("a.toml", "# ANTHROPIC_API_KEY = \"x\"", &[(1, Key, Commented)], "a comment"),
        ("a.toml", "a = [\"ANTHROPIC_API_KEY=x\"]", &[(1, Key, Set)], "in a list"),
        ("a.toml", "a = = b\n[env]\nANTHROPIC_API_KEY = \"x\"", &[(3, Key, Set)], "behind a mistake"),
        ("a.toml", "k = \"sk-ant-api03-abcdefghijkl\"", &[(1, Key, Set)], "by its value"),
        ("-", "name = \"a\"\n[vars]\nANTHROPIC_API_KEY = \"x\"", &[(3, Key, Set)], "pasted"),
    ]);
}

#[test]
fn json_of_services_and_editors_is_read() {
    check(&[
        (
            "t.json",
            "{\"containerDefinitions\": [{\"environment\": [\n{\"value\": \"x\",\n\"name\": \"ANTHROPIC_API_KEY\"}]}]}",
            &[(3, Key, Set)],
            "ECS",
        ),
        (
            "t.json",
            "{\"secrets\": [{\"name\": \"ANTHROPIC_API_KEY\", \"valueFrom\": \"arn:aws:x\"}]}",
            &[(1, Key, Reference)],
            "ECS, of a secret",
        ),
        (
            "l.json",
            "{\"Environment\": {\"Variables\": {\n\"ANTHROPIC_API_KEY\": \"x\"}}}",
            &[(2, Key, Set)],
            "Lambda",
        ),
        (
            "r.json",
            "{\"env\": [{\"name\": \"ANTHROPIC_API_KEY\", \"valueFrom\": {\"secretKeyRef\": {\"key\": \"1\", \"name\": \"s\"}}}]}",
            &[(1, Key, Reference)],
            "Cloud Run",
        ),
        (
            "d.json",
            "[{\"Config\": {\"Env\": [\"A=b\",\n\"ANTHROPIC_API_KEY=$x\"]}}]",
            &[(2, Key, Set)],
            "docker inspect has values",
        ),
        (
            "launch.json",
            "{\n// \"ANTHROPIC_API_KEY\": \"a\"\n\"configurations\": [{\"env\": {\"ANTHROPIC_API_KEY\": \"x\",},},],}",
            &[(2, Key, Commented), (3, Key, Set)],
            "comments and commas",
        ),
        (
            "settings.json",
            "{\"terminal.integrated.env.linux\": {\"ANTHROPIC_API_KEY\": null}}",
            &[(1, Key, Unset)],
            "null takes away",
        ),
        (
            "c.json",
            "{\"Resources\": {\"F\": {\"Properties\": {\"Environment\": {\"Variables\": {\"ANTHROPIC_API_KEY\": {\"Ref\": \"K\"}}}}}}}",
            &[(1, Key, Reference)],
            "a parameter",
        ),
        (
            "s.json",
            "{\"properties\": {\"ANTHROPIC_API_KEY\": {\"type\": \"string\"}}}",
            &[],
            "a schema sets nothing",
        ),
        (
            "s.json",
            "[{\"name\": \"ANTHROPIC_API_KEY\", \"updatedAt\": \"x\"}]",
            &[],
            "a name alone sets nothing",
        ),
        (
            "package.json",
            "{\"scripts\": {\"dev\": \"ANTHROPIC_API_KEY=x node a\"}}",
            &[(1, Key, Set)],
            "a script",
        ),
        (
            "m.json",
            "{\"mcpServers\": {\"a\": {\"args\": [\"-e\", \"ANTHROPIC_API_KEY=x\"]}}}",
            &[(1, Key, Set)],
            "an argument",
        ),
    ]);
}

fn places(file: &str, text: &str) -> Vec<(String, String, Source)> {
    let gathered = gather(&[read(file, text).unwrap()], 1_795_219_200);
    let places = gathered.places().iter().enumerate();
    places
        .map(|(at, place)| {
            let source = resolve(&PYTHON, gathered.at(at, &PYTHON)).source;
            (place.path.clone(), place.name.clone(), source)
        })
        .collect()
}

#[test]
fn a_setting_stays_in_its_place() {
    let task = "resource \"aws_ecs_task_definition\" \"app\" {\n  container_definitions = jsonencode([\n    { name = \"web\", environment = \
                [{ name = \"ANTHROPIC_API_KEY\", value = \"x\" }] },\n    { name = \"side\", environment = [{ name = \
                \"ANTHROPIC_AUTH_TOKEN\", value = \"y\" }] }\n  ])\n}\nresource \"aws_lambda_function\" \"f\" {\n  environment {\n    \
                variables = { ANTHROPIC_PROFILE = \"p\" }\n  }\n}";
    let place = |path: &str, name: &str, source| (path.to_owned(), name.to_owned(), source);
    assert_eq!(
        places("a.tf", task),
        [
            place(
                "resource.aws_ecs_task_definition.app.container_definitions.0",
                "resource aws_ecs_task_definition.app, web",
                Source::ApiKey
            ),
            place(
                "resource.aws_ecs_task_definition.app.container_definitions.1",
                "resource aws_ecs_task_definition.app, side",
                Source::AuthToken
            ),
            place("resource.aws_lambda_function.f", "resource aws_lambda_function.f", Source::Error),
        ]
    );
    let heredoc = "resource \"a\" \"b\" {\n  container_definitions = <<EOF\n[{\"name\": \"web\", \"environment\": [{\"name\": \
                   \"ANTHROPIC_API_KEY\", \"value\": \"x\"}]}]\nEOF\n}";
    assert_eq!(places("a.tf", heredoc), [place("resource.a.b.0", "resource a.b, web", Source::ApiKey)]);
    let worker = "[vars]\nANTHROPIC_API_KEY = \"x\"\n[env.live.vars]\nANTHROPIC_AUTH_TOKEN = \"y\"";
    assert_eq!(
        places("wrangler.toml", worker),
        [place("vars", "vars", Source::ApiKey), place("env.live", "env.live", Source::AuthToken)]
    );
    let netlify = "[build.environment]\nANTHROPIC_API_KEY = \"x\"\n[context.live.environment]\nANTHROPIC_AUTH_TOKEN = \"y\"";
    assert_eq!(places("netlify.toml", netlify), [place("context.live", "context.live", Source::ApiKey)]);
    let servers = "{\"mcpServers\": {\"a\": {\"env\": {\"ANTHROPIC_API_KEY\": \"x\"}}, \"b\": {\"env\": {\"ANTHROPIC_AUTH_TOKEN\": \"y\"}}}}";
    assert_eq!(
        places(".mcp.json", servers),
        [place("mcpServers.a", "a", Source::ApiKey), place("mcpServers.b", "b", Source::AuthToken)]
    );
}

#[test]
fn no_client_stops_over_what_is_read() {
    for (file, text) in
        [("a.tf", "{".repeat(9000)), ("a.toml", "[".repeat(9000)), ("a.py", "Anthropic(".repeat(9000))]
    {
        let gathered = gather(&[read(file, &text).unwrap()], 0);
        for client in ALL {
            assert_eq!(resolve(client, gathered.at(0, client)).source, Source::None, "{file}");
        }
    }
}
