//! What surrounds a workload: real-shaped files with what stands in them, and laws for any text.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use keyless_core::precedence::{ALL, mask, resolve};
use keyless_core::surroundings::{Format, Language, State, gather, read, read_as};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

const KEY: &str = "sk-ant-api03-Qm7Zt4Rk9Wp2Xv6Yb8Nc3Ld5Hs1Jf0GaUeTwIoSpLk";
/// No form that anything recognises: known by its place alone.
const OPAQUE: &str = "Zq8Wn3Xc6Vt1Bm9Lk4Jh7Gf2Ds5PaQyTrUeIoNwMzKxCvBl";

const FORMATS: [Format; 33] = [
    Format::Env,
    Format::Dotenv,
    Format::Shell,
    Format::PowerShell,
    Format::Fish,
    Format::Dockerfile,
    Format::Systemd,
    Format::Properties,
    Format::Profile,
    Format::Credentials,
    Format::ClaudeSettings,
    Format::Json,
    Format::GithubWorkflow,
    Format::GithubAction,
    Format::Gitlab,
    Format::CircleCi,
    Format::Bitbucket,
    Format::Azure,
    Format::Hcl,
    Format::Toml,
    Format::Source(Language::Python),
    Format::Source(Language::TypeScript),
    Format::Source(Language::Go),
    Format::Source(Language::Java),
    Format::Source(Language::CSharp),
    Format::Source(Language::Ruby),
    Format::Source(Language::Php),
    Format::AntStatus,
    Format::Stack,
    Format::Compose,
    Format::Kubernetes,
    Format::Yaml,
    Format::Unknown,
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("surroundings")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[test]
fn every_file_of_the_fixtures_gives_its_findings() {
    let expected: Value =
        serde_json::from_str(&std::fs::read_to_string(folder().join("expected.json")).unwrap()).unwrap();
    let expected = expected.as_object().unwrap();
    let mut seen = 0;
    for path in files(&folder()) {
        let name = path.strip_prefix(folder()).unwrap().display().to_string();
        if name == "expected.json" {
            continue;
        }
        let reading = read(&name, &std::fs::read_to_string(&path).unwrap()).unwrap();
        let found: Vec<Value> = reading
            .findings
            .iter()
            .map(|f| json!([f.line, f.name, f.kind.code(), f.state.code(), f.secret]))
            .collect();
        let unread: Vec<usize> = reading.unread.iter().map(|unread| unread.line).collect();
        let found = json!({"format": reading.format.name(), "findings": found, "unread": unread});
        assert_eq!(Some(&found), expected.get(&name), "{name}: {found}");
        seen += 1;
    }
    assert_eq!(seen, expected.len(), "an expectation has no file");
}

/// Whether more of a secret is told than its first 12 and last 4 characters.
fn tells(output: &str, secret: &str) -> bool {
    let inner = secret.get(12..secret.len() - 4).unwrap();
    let windows = inner.as_bytes().windows(8).any(|w| output.contains(std::str::from_utf8(w).unwrap()));
    windows
        || output.contains(secret.get(..13).unwrap())
        || output.contains(secret.get(secret.len() - 5..).unwrap())
}

/// Pieces of every format, put together in any order.
fn text() -> impl Strategy<Value = String> {
    let pieces = [
        "export ",
        "unset ",
        "ENV ",
        "ARG ",
        "RUN ",
        "set -x ",
        "$env:",
        "Environment=",
        "ANTHROPIC_API_KEY",
        "=",
        "\"",
        "'",
        "`",
        "$(",
        "${",
        "}",
        ")",
        "(",
        "#",
        "<#",
        "<<EOF\n",
        "EOF\n",
        "\\",
        "\n",
        "\r\n",
        "\0",
        " ",
        "{",
        "[",
        "]",
        ",",
        ":",
        "\u{feff}",
        "anthropic.apiKey",
        "Anthropic(",
        "api_key=",
        "apiKey: ",
        "new ",
        "//",
        "/*",
        "*/",
        "\"\"\"",
        "os.environ[",
        "resource \"a\" \"b\" ",
        "[env]\n",
        "<<-E\n",
        "\"name\"",
        "value = ",
        "Credentials\n",
        "Active profile: ",
        "  (active) * --api-key / ANTHROPIC_API_KEY ",
        "\"env\"",
        "null",
        "services:\n",
        "kind: Secret\ndata:\n",
        "env:\n",
        "containers:\n",
        "environment:",
        "  ",
        "- ",
        ": ",
        "name: ",
        "value: ",
        "---\n",
        "|\n",
        "&a ",
        "*a",
        "<<: ",
        "é",
        "<your-key>",
        "sk-ant-",
        "$A",
        "{{",
        "}}",
        ":-",
        KEY,
    ];
    let piece = prop_oneof![12 => select(pieces.to_vec()).prop_map(str::to_owned), 1 => "\\PC{0,8}"];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// A whole setting of a secret as each format writes it.
fn setting() -> impl Strategy<Value = (Format, String)> {
    let name = select(vec![
        "ANTHROPIC_API_KEY",
        "ANTHROPIC_AUTH_TOKEN",
        "ANTHROPIC_IDENTITY_TOKEN",
        "CLAUDE_CODE_OAUTH_TOKEN",
    ]);
    (select(FORMATS.to_vec()), name, select(vec![KEY, OPAQUE])).prop_map(|(format, name, secret)| {
        let text = match format {
            Format::PowerShell => format!("$env:{name} = \"{secret}\""),
            Format::Fish => format!("set -gx {name} '{secret}'"),
            Format::Dockerfile => format!("ENV {name} {secret}"),
            Format::Systemd => format!("Environment=\"{name}={secret}\""),
            Format::Credentials => format!("{{\"access_token\":\"{secret}\",\"expires_at\":1}}"),
            Format::ClaudeSettings => format!("{{\"env\":{{\"{name}\":\"{secret}\"}}}}"),
            Format::Profile | Format::Json => format!("{{\"a\":{{\"{name}\":\"{secret}\"}}}}"),
            Format::Compose => {
                format!("services:\n  a:\n    environment:\n      # {name}: {secret}\n      - {name}={secret}")
            }
            Format::Kubernetes => format!(
                "kind: Secret\nstringData:\n  {name}: {secret}\n---\nkind: Pod\nspec:\n  containers:\n  - envFrom:\n    - secretRef: {{name: \"\"}}\n    env:\n    - {{name: {name}, value: \"{secret}\"}}"
            ),
            Format::Yaml => format!("a:\n  - {name}: {secret}\n  - |\n    {name}={secret}\nb: : {secret}"),
            Format::GithubWorkflow => format!("on: push\njobs:\n  a:\n    env:\n      {name}: {secret}"),
            Format::GithubAction => {
                format!("runs:\n  steps:\n    - run: |\n        echo \"{name}={secret}\" >> $GITHUB_ENV")
            }
            Format::Gitlab => format!("a:\n  script:\n    - export {name}={secret}"),
            Format::CircleCi => {
                format!("jobs:\n  a:\n    docker:\n      - image: b\n        environment:\n          {name}: {secret}")
            }
            Format::Bitbucket => {
                format!("pipelines:\n  default:\n    - step:\n        script:\n          - export {name}={secret}")
            }
            Format::Azure => format!("variables:\n  - name: {name}\n    value: '{secret}'"),
            Format::Hcl => {
                format!("# {name} = \"{secret}\"\na \"b\" {{\n  c = [{{ value = \"{secret}\", name = \"{name}\" }}]\n}}")
            }
            Format::Toml => format!("# {name} = \"{secret}\"\n[a.env]\n{name} = \"\"\"\n{secret}\"\"\""),
            Format::Stack => format!("Resources:\n  a:\n    b:\n    - Value: {secret}\n      Name: {name}"),
            Format::Source(language) => program(language, name, secret),
            Format::Shell => format!("# {name}={secret}\nexport {name}=${{X:-{secret}}}"),
            _ => format!("{name}={secret}"),
        };
        (format, text)
    })
}

/// A program that sets a variable, and gives a client a key.
fn program(language: Language, name: &str, secret: &str) -> String {
    match language {
        Language::Python => {
            format!(
                "# Anthropic(api_key='{secret}')\nos.environ['{name}'] = '{secret}'\nAnthropic(api_key=\"{secret}\")"
            )
        }
        Language::TypeScript => {
            format!(
                "process.env.{name} = `{secret}`\nconst k = '{secret}'\nnew Anthropic({{ apiKey: k, authToken: '{secret}' }})"
            )
        }
        Language::Go => {
            format!("os.Setenv(\"{name}\", `{secret}`)\nanthropic.NewClient(option.WithAPIKey(\"{secret}\"))")
        }
        Language::Java => format!("AnthropicOkHttpClient.builder().authToken(\"{secret}\").build()"),
        Language::CSharp => format!("new AnthropicClient {{ ApiKey = @\"{secret}\" }}"),
        Language::Ruby => format!("ENV['{name}'] = '{secret}'\nAnthropic::Client.new(api_key: \"{secret}\")"),
        Language::Php => format!("putenv('{name}={secret}');\nnew Anthropic\\Client(apiKey: '{secret}');"),
    }
}

/// HCL around a variable, written by `hcl-rs`: objects, lists, functions and blocks in any order.
fn hcl_around() -> impl Strategy<Value = (hcl::Body, String)> {
    use hcl::expr::{FuncCall, Object, ObjectKey};
    let value = prop_oneof![3 => "[ -~]{1,30}", 1 => "\\PC{1,20}", 1 => "[a-z\n\t\"\\\\$%{}]{1,12}"];
    (value, prop::collection::vec((0..5_u8, "[a-z]{1,6}"), 0..6)).prop_map(|(value, steps)| {
        let object = |key: &str, value: hcl::Expression| {
            let mut object = Object::new();
            object.insert(ObjectKey::from("other"), hcl::Expression::from("a \"b\" = {"));
            object.insert(ObjectKey::from(key), value);
            hcl::Expression::Object(object)
        };
        let mut inner = object("ANTHROPIC_API_KEY", hcl::Expression::from(value.clone()));
        for (step, name) in &steps {
            inner = match step {
                0 | 1 => object(name, inner),
                2 => hcl::Expression::Array(vec![hcl::Expression::from(1), inner, hcl::Expression::Null]),
                _ => hcl::Expression::from(FuncCall::builder("jsonencode").arg(inner).build()),
            };
        }
        let block =
            hcl::Block::builder("resource").add_labels(["a", "b"]).add_attribute(("settings", inner)).build();
        (hcl::Body::builder().add_attribute(("first", "x")).add_block(block).build(), value)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_variable_in_hcl_is_found_with_its_value_wherever_it_stands((body, value) in hcl_around()) {
        let text = hcl::to_string(&body).unwrap();
        prop_assert!(hcl::parse(&text).is_ok());
        let reading = read("a.tf", &text).unwrap();
        let line = text.lines().position(|line| line.contains("ANTHROPIC_API_KEY")).unwrap() + 1;
        prop_assert_eq!(reading.findings.len(), 1, "{}\n{:?}", text, reading);
        let found = &reading.findings[0];
        prop_assert_eq!((found.line, found.name.as_str()), (line, "ANTHROPIC_API_KEY"));
        if found.state == State::Set {
            prop_assert_eq!(found.secret.clone(), Some(mask(value.trim())), "{}", text);
        } else {
            let other = value.trim().is_empty() || value.contains("{{") || value.len() <= 64;
            prop_assert!(other && reading.unread.is_empty(), "{}\n{:?}", text, reading);
        }
        prop_assert!(reading.unread.is_empty());
    }

    #[test]
    fn any_text_is_read_in_every_format_and_no_key_is_shown(text in text()) {
        for format in FORMATS {
            let reading = read_as("a", &text, format).unwrap();
            let lines = text.split('\n').count() + text.matches('\0').count();
            prop_assert!(reading.findings.iter().all(|f| (1..=lines).contains(&f.line)), "{reading:?}");
            let gathered = gather(std::slice::from_ref(&reading), 1_795_219_200);
            let mut told = format!("{reading:?}{gathered:?}{}", json!(reading.findings));
            for place in 0..gathered.places().len() {
                for client in ALL {
                    told += &format!("{:?}", resolve(client, gathered.at(place, client)));
                }
            }
            prop_assert!(!tells(&told, KEY), "{format:?}: {told}");
        }
        prop_assert!(read("-", &text).is_some());
    }

    #[test]
    fn a_secret_in_its_place_is_found_and_masked((format, text) in setting()) {
        let reading = read_as("a", &text, format).unwrap();
        // What `ant` prints is cut, and in an unknown format only keys of a known form are found.
        if !matches!(format, Format::Unknown | Format::AntStatus) {
            prop_assert!(reading.findings.iter().any(|f| f.secret.is_some()), "{reading:?}");
        }
        let gathered = gather(std::slice::from_ref(&reading), 1_795_219_200);
        let told = format!("{reading:?}{gathered:?}{}", json!(reading.findings));
        prop_assert!(!tells(&told, KEY) && !tells(&told, OPAQUE), "{told}");
    }
}

#[test]
fn a_key_that_a_word_runs_into_is_masked_in_names_and_paths() {
    let text = format!("anthropic.apiKey{KEY}${{");
    for format in FORMATS {
        let reading = read_as("a", &text, format).unwrap();
        let gathered = gather(std::slice::from_ref(&reading), 1_795_219_200);
        assert!(!tells(&format!("{reading:?}{gathered:?}"), KEY), "{format:?}: {reading:?}");
    }
}

#[test]
fn the_longest_texts_end() {
    for unit in [
        "\"",
        "'",
        "$(",
        "${",
        "`",
        "(",
        "\\",
        "<<E\n",
        "a=\"\n",
        "{",
        "[\"",
        "sk-ant-",
        "#\n",
        "ENV \\\n",
        "$env:a='\n",
        "sk-ant-api03-abcdefghijklmnop ",
        "[1,",
        "<<",
        "- ",
        "a: ",
        "a:\n",
        "{{",
        "a: &a [*a]\n",
        "---\n",
        "#",
        "? ",
        "a = {",
        "\"\"\"",
        "/*",
        "'\\",
        "${\"",
        "x \"y\" {",
        "Anthropic(",
        "Anthropic(api_key=",
        "<<-E\n<<",
        "[[a]]\n",
        "a.b = ",
        "`${",
        "/[",
        "anthropic @\"\"",
        "//,\n",
        "ANTHROPIC_API_KEY = ",
        "task \"a\" {",
    ] {
        let text = unit.repeat(100_000 / unit.len());
        for format in FORMATS {
            assert!(read_as("a", &text, format).is_some(), "{unit:?} {format:?}");
        }
    }
}
