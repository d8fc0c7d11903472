//! What the client of a program does.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::super::{Reading, gather, read};
use crate::precedence::{ALL, Source, by_slug, resolve};

/// What one client does with files.
fn answer(files: &[(&str, &str)], slug: &str) -> Source {
    let readings: Vec<Reading> = files.iter().map(|(file, text)| read(file, text).unwrap()).collect();
    let gathered = gather(&readings, 1_795_219_200);
    let client = by_slug(slug).unwrap();
    let place = gathered.places().iter().position(|place| !place.path.is_empty()).unwrap_or(0);
    resolve(client, gathered.at(place, client)).source
}

#[test]
fn an_argument_reaches_the_client_of_its_language_alone() {
    let rows = [
        ("a.py", "Anthropic(api_key='x')", "python"),
        ("a.ts", "new Anthropic({ apiKey: 'x' })", "typescript"),
        ("a.go", "anthropic.NewClient(option.WithAPIKey(\"x\"))", "go"),
        ("a.java", "AnthropicOkHttpClient.builder().apiKey(\"x\").build()", "java"),
        ("a.cs", "new AnthropicClient { ApiKey = \"x\" }", "csharp"),
        ("a.rb", "Anthropic::Client.new(api_key: 'x')", "ruby"),
        ("a.php", "new Anthropic\\Client(apiKey: 'x')", "php"),
    ];
    for (file, text, slug) in rows {
        for client in ALL {
            let source = answer(&[(file, text)], client.slug);
            let expected = if client.slug == slug { Source::ApiKey } else { Source::None };
            assert_eq!(source, expected, "{file} for {}", client.slug);
        }
    }
}

#[test]
fn a_variable_that_a_program_reads_is_looked_up() {
    let federation = "ANTHROPIC_FEDERATION_RULE_ID=fdrl_1\nANTHROPIC_ORGANIZATION_ID=00000000-0000-4000-8000-000000000001\n\
                      ANTHROPIC_IDENTITY_TOKEN_FILE=/var/run/token\n";
    let key = format!("{federation}ANTHROPIC_API_KEY=abc\n");
    let read = "Anthropic(api_key=os.getenv('ANTHROPIC_API_KEY'))";
    let strict = "Anthropic(api_key=os.environ['ANTHROPIC_API_KEY'])";
    let other = "Anthropic(api_key=os.getenv('NOTES_KEY'))";
    let optional = "new Anthropic({ apiKey: process.env.ANTHROPIC_API_KEY })";
    let config = "Anthropic(config={'authentication': {'type': 'oidc_federation', 'federation_rule_id': 'fdrl_1',\n  \
                  'identity_token': {'source': 'file', 'path': '/t'}}, 'organization_id': 'o',})";
    let object = "new Anthropic({ config: { authentication: { type: 'oidc_federation', federation_rule_id: 'fdrl_1', identity_token: { \
                  source: 'file', path: '/t' } }, organization_id: 'o' } })";
    let null = "new Anthropic({ apiKey: null })";
    let rows = [
        (
            vec![("a.py", read)],
            "python",
            Source::ApiKey,
            "nothing tells of the environment: what is read is there",
        ),
        (
            vec![(".env", federation), ("a.py", read)],
            "python",
            Source::FederationEnv,
            "the environment is told, without it",
        ),
        (vec![(".env", &key), ("a.py", read)], "python", Source::ApiKey, "the environment has it"),
        (
            vec![(".env", federation), ("a.py", strict)],
            "python",
            Source::ApiKey,
            "the program stops without it",
        ),
        (
            vec![(".env", federation), ("a.py", other)],
            "python",
            Source::ApiKey,
            "of another name nothing is told",
        ),
        (
            vec![(".env", federation), ("a.ts", optional)],
            "typescript",
            Source::FederationEnv,
            "undefined gives nothing",
        ),
        (
            vec![(".env", &key), ("a.ts", null)],
            "typescript",
            Source::FederationEnv,
            "null takes the variable away",
        ),
        (vec![("a.py", config)], "python", Source::Config, "a configuration in the code"),
        (vec![("a.ts", object)], "typescript", Source::Config, "the same as an object"),
        (vec![("a.py", "K = 'abc'\nAnthropic(api_key=K)")], "python", Source::ApiKey, "a constant"),
        (
            vec![("a.py", "Anthropic(api_key='<your key>')")],
            "python",
            Source::None,
            "a placeholder is no key",
        ),
        (
            vec![("a.py", "Anthropic(api_key='x')\nAnthropic(auth_token='y')")],
            "python",
            Source::ApiKey,
            "two clients, two places",
        ),
        (
            vec![("a.py", "Anthropic(api_key='x', auth_token='y')")],
            "python",
            Source::Error,
            "two credentials for one",
        ),
    ];
    for (files, slug, source, why) in rows {
        assert_eq!(answer(&files, slug), source, "{why}");
    }
}
