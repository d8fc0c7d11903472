//! Programs of each language, one row per reason.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::super::{Kind, State, read};
use State::{Commented, Empty, Placeholder, Reference, Set, Unset};

/// Rows of file, text, what is found (line, name, kind, state), and why.
type Row = (&'static str, &'static str, &'static [(usize, &'static str, Kind, State)], &'static str);

fn check(rows: &[Row]) {
    for (file, text, expected, why) in rows {
        let reading = read(file, text).unwrap();
        let found: Vec<(usize, &str, Kind, State)> =
            reading.findings.iter().map(|f| (f.line, f.name.as_str(), f.kind, f.state)).collect();
        assert_eq!(found, *expected, "{why}: {reading:?}");
    }
}

const ARGUMENT: Kind = Kind::Constructor;
const KEY: Kind = Kind::ApiKey;

#[test]
fn python_is_read() {
    check(&[
        ("a.py", "c = Anthropic(api_key=\"abc\")", &[(1, "api_key", ARGUMENT, Set)], "a literal"),
        (
            "a.py",
            "c = Anthropic(\n  # here\n  api_key='abc',\n)",
            &[(3, "api_key", ARGUMENT, Set)],
            "over lines",
        ),
        (
            "a.py",
            "c = anthropic.AsyncAnthropic(auth_token=t)",
            &[(1, "auth_token", ARGUMENT, Reference)],
            "a variable",
        ),
        (
            "a.py",
            "c = Anthropic(api_key=os.environ[\"K\"])",
            &[(1, "api_key", ARGUMENT, Reference)],
            "an index",
        ),
        (
            "a.py",
            "c = Anthropic(api_key=os.getenv('K', ''))",
            &[(1, "api_key", ARGUMENT, Reference)],
            "a call",
        ),
        ("a.py", "c = Anthropic(api_key=\"\")", &[(1, "api_key", ARGUMENT, Empty)], "empty"),
        ("a.py", "c = Anthropic(api_key=None)", &[(1, "api_key", ARGUMENT, Unset)], "none"),
        (
            "a.py",
            "c = Anthropic(api_key=\"your-api-key\")",
            &[(1, "api_key", ARGUMENT, Placeholder)],
            "to be replaced",
        ),
        (
            "a.py",
            "c = Anthropic(api_key='a' 'b', timeout=5)",
            &[(1, "api_key", ARGUMENT, Set)],
            "two texts in a row",
        ),
        ("a.py", "c = Anthropic(api_key=f'{k}')", &[(1, "api_key", ARGUMENT, Reference)], "a computed text"),
        (
            "a.py",
            "c = Anthropic(api_key=k or 'sk-ant-api03-abcdefghijkl')",
            &[(1, "api_key", ARGUMENT, Set)],
            "a default",
        ),
        (
            "a.py",
            "from anthropic import Anthropic as C\nc = C(api_key='x')",
            &[(2, "api_key", ARGUMENT, Set)],
            "another name",
        ),
        ("a.py", "c = anthropic.Client(api_key='x')", &[(1, "api_key", ARGUMENT, Set)], "the old name"),
        ("a.py", "c = Anthropic(http=H(api_key='x'))", &[], "an argument of another call"),
        ("a.py", "c = OpenAI(api_key='x')  # no Anthropic", &[], "another client"),
        ("a.py", "class Anthropic(api_key='x'): pass", &[], "a class"),
        ("a.py", "\"\"\"\nAnthropic(api_key='x')\n\"\"\"", &[], "a docstring"),
        ("a.py", "# c = Anthropic(api_key='abc')", &[(1, "api_key", ARGUMENT, Commented)], "a comment"),
        ("a.py", "# c = Anthropic(api_key=key)", &[], "a comment without a value"),
        ("a.py", "os.environ[\"ANTHROPIC_API_KEY\"] = \"abc\"", &[(1, "ANTHROPIC_API_KEY", KEY, Set)], "set"),
        (
            "a.py",
            "os.environ[\"ANTHROPIC_API_KEY\"] = get()",
            &[(1, "ANTHROPIC_API_KEY", KEY, Reference)],
            "computed",
        ),
        ("a.py", "if os.environ[\"ANTHROPIC_API_KEY\"] == 'x': pass", &[], "compared"),
        (
            "a.py",
            "os.environ.setdefault('ANTHROPIC_API_KEY', 'x')",
            &[(1, "ANTHROPIC_API_KEY", KEY, Set)],
            "a default",
        ),
        (
            "a.py",
            "os.environ.update({'ANTHROPIC_API_KEY': 'x'})",
            &[(1, "ANTHROPIC_API_KEY", KEY, Set)],
            "updated",
        ),
        (
            "a.py",
            "os.environ.pop('ANTHROPIC_API_KEY', None)",
            &[(1, "ANTHROPIC_API_KEY", KEY, Unset)],
            "taken away",
        ),
        ("a.py", "del os.environ['ANTHROPIC_API_KEY']", &[(1, "ANTHROPIC_API_KEY", KEY, Unset)], "deleted"),
        (
            "a.py",
            "run(x, env={'ANTHROPIC_API_KEY': key()})",
            &[(1, "ANTHROPIC_API_KEY", KEY, Reference)],
            "for a process",
        ),
        ("a.py", "class S(BaseSettings):\n  ANTHROPIC_API_KEY: str", &[], "a field's type"),
        (
            "a.py",
            "print(\"it's\")\nKEY = 'sk-ant-api03-abcdefghijklmnop'",
            &[(2, "KEY", KEY, Set)],
            "a constant",
        ),
        (
            "a.py",
            "x = 'a\nc = Anthropic(api_key='y')",
            &[(2, "api_key", ARGUMENT, Set)],
            "a quote that never ends",
        ),
        (
            "-",
            "import anthropic\nc = anthropic.Anthropic(api_key=k)",
            &[(2, "api_key", ARGUMENT, Reference)],
            "pasted",
        ),
    ]);
}

#[test]
fn typescript_is_read() {
    check(&[
        ("a.ts", "const c = new Anthropic({ apiKey: 'abc' });", &[(1, "apiKey", ARGUMENT, Set)], "a literal"),
        (
            "a.ts",
            "const c = new Anthropic({\n  apiKey: process.env['K'],\n});",
            &[(2, "apiKey", ARGUMENT, Reference)],
            "a variable",
        ),
        (
            "a.ts",
            "const c = new Anthropic({ apiKey, baseURL: `${b}/v1` })",
            &[(1, "apiKey", ARGUMENT, Reference), (1, "baseURL", ARGUMENT, Reference)],
            "short, and computed",
        ),
        (
            "a.ts",
            "new Anthropic({ apiKey: null, authToken: \"t\" })",
            &[(1, "apiKey", ARGUMENT, Unset), (1, "authToken", ARGUMENT, Set)],
            "null takes a variable away",
        ),
        ("a.ts", "new Anthropic({ apiKey: undefined })", &[], "as if it were not there"),
        (
            "a.js",
            "const C = require('@anthropic-ai/sdk');\nnew C({ apiKey: 'x' })",
            &[(2, "apiKey", ARGUMENT, Set)],
            "another name",
        ),
        (
            "a.ts",
            "import C from \"@anthropic-ai/sdk\"\nnew C({ apiKey: 'x' })",
            &[(2, "apiKey", ARGUMENT, Set)],
            "imported so",
        ),
        ("a.ts", "new Anthropic({ fetch: () => f({ apiKey: 'x' }) })", &[], "an option of another call"),
        (
            "a.ts",
            "/* it's */ const r = /[\"'`]/; new Anthropic({ apiKey: 'x' })",
            &[(1, "apiKey", ARGUMENT, Set)],
            "quotes in a pattern",
        ),
        ("a.ts", "process.env.ANTHROPIC_API_KEY = 'x'", &[(1, "ANTHROPIC_API_KEY", KEY, Set)], "set"),
        (
            "a.ts",
            "process.env['ANTHROPIC_API_KEY'] ??= k",
            &[(1, "ANTHROPIC_API_KEY", KEY, Reference)],
            "set where it is not",
        ),
        ("a.ts", "delete process.env.ANTHROPIC_API_KEY", &[(1, "ANTHROPIC_API_KEY", KEY, Unset)], "deleted"),
        ("a.ts", "if (process.env.ANTHROPIC_API_KEY === 'x') {}", &[], "compared"),
        ("a.ts", "z.object({ ANTHROPIC_API_KEY: z.string() })", &[], "a schema"),
        (
            "a.ts",
            "new Function(s, { environment: { ANTHROPIC_API_KEY: k.value } })",
            &[(1, "ANTHROPIC_API_KEY", KEY, Reference)],
            "for a process",
        ),
        (
            "a.ts",
            "// const c = new Anthropic({ apiKey: 'abc' })",
            &[(1, "apiKey", ARGUMENT, Commented)],
            "a comment",
        ),
        (
            "a.tsx",
            "<p>don't</p>\nnew Anthropic({ apiKey: 'x' })",
            &[(2, "apiKey", ARGUMENT, Set)],
            "an apostrophe in a page",
        ),
        (
            "a.ts",
            "h = { 'x-api-key': 'sk-ant-api03-abcdefghijklmnop' }",
            &[(1, "x-api-key", KEY, Set)],
            "a header",
        ),
    ]);
}

#[test]
fn other_languages_are_read() {
    check(&[
        (
            "a.go",
            "c := anthropic.NewClient(option.WithAPIKey(\"x\"))",
            &[(1, "WithAPIKey", ARGUMENT, Set)],
            "an option",
        ),
        (
            "a.go",
            "c := anthropic.NewClient(\n\toption.WithAuthToken(os.Getenv(\"T\")),\n)",
            &[(2, "WithAuthToken", ARGUMENT, Reference)],
            "a variable",
        ),
        (
            "a.go",
            "// anthropic\nos.Setenv(\"ANTHROPIC_API_KEY\", \"x\")",
            &[(2, "ANTHROPIC_API_KEY", KEY, Set)],
            "set",
        ),
        ("a.go", "os.Unsetenv(\"ANTHROPIC_API_KEY\")", &[(1, "ANTHROPIC_API_KEY", KEY, Unset)], "taken away"),
        (
            "a.go",
            "cmd.Env = append(os.Environ(), \"ANTHROPIC_API_KEY=x\")",
            &[(1, "ANTHROPIC_API_KEY", KEY, Set)],
            "for a process",
        ),
        ("a.go", "k := `sk-ant-api03-abcdefghijklmnop`", &[(1, "k", KEY, Set)], "a raw text"),
        (
            "A.java",
            "var c = AnthropicOkHttpClient.builder()\n  .apiKey(\"x\")\n  .build();",
            &[(2, "apiKey", ARGUMENT, Set)],
            "a builder",
        ),
        ("A.java", "var c = Other.builder().apiKey(\"x\").build(); // Anthropic", &[], "another builder"),
        ("A.java", "AnthropicOkHttpClient.builder().build(); b.apiKey(\"x\");", &[], "behind the builder"),
        (
            "A.kt",
            "AnthropicOkHttpClient.builder().apiKey(System.getenv(\"K\"))",
            &[(1, "apiKey", ARGUMENT, Reference)],
            "a variable",
        ),
        (
            "a.cs",
            "AnthropicClient c = new() { ApiKey = \"x\" };",
            &[(1, "ApiKey", ARGUMENT, Set)],
            "a property",
        ),
        (
            "a.cs",
            "var c = new AnthropicClient(new ClientOptions { ApiKey = @\"x\" });",
            &[(1, "ApiKey", ARGUMENT, Set)],
            "options",
        ),
        (
            "a.cs",
            "var c = new AnthropicClient { AuthToken = t };",
            &[(1, "AuthToken", ARGUMENT, Reference)],
            "without brackets",
        ),
        ("a.rb", "c = Anthropic::Client.new(api_key: \"x\")", &[(1, "api_key", ARGUMENT, Set)], "a keyword"),
        (
            "a.rb",
            "c = Anthropic::Client.new(api_key: ENV.fetch('K'))",
            &[(1, "api_key", ARGUMENT, Reference)],
            "a variable",
        ),
        ("a.rb", "ENV['ANTHROPIC_API_KEY'] = 'x'", &[(1, "ANTHROPIC_API_KEY", KEY, Set)], "set"),
        (
            "a.php",
            "<?php use Anthropic\\Client;\n$c = new Client(apiKey: 'x');",
            &[(2, "apiKey", ARGUMENT, Set)],
            "a keyword",
        ),
        (
            "a.php",
            "<?php $c = new \\Anthropic\\Client(apiKey: getenv('K'));",
            &[(1, "apiKey", ARGUMENT, Reference)],
            "a path",
        ),
        ("a.php", "<?php putenv('ANTHROPIC_API_KEY=x');", &[(1, "ANTHROPIC_API_KEY", KEY, Set)], "set"),
    ]);
}
