//! From paste to painted verdict, in the release page: figures, not assertions.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use keyless_tests::browser::{Browser, page};
use keyless_tests::mint;
use serde_json::{Value, json};

/// A token of 2 KB, as GitHub's are.
fn token(run: usize) -> String {
    let claims = json!({
        "iss": "https://token.actions.githubusercontent.com",
        "sub": "repo:acme@1482/site@90210:ref:refs/heads/main",
        "aud": "https://api.anthropic.com",
        "iat": 1_789_999_980, "exp": 1_790_000_280, "run_id": run.to_string(),
        "repository": "acme/site", "repository_id": "90210", "repository_owner": "acme",
        "repository_owner_id": "1482", "ref": "refs/heads/main", "event_name": "push",
        "filler": "x".repeat(1135),
    });
    mint::unsigned(&claims)
}

#[test]
fn paste_to_painted_verdict() {
    let browser = Browser::start();
    browser.open(&format!("file://{}#/token-bench", page().display()));
    browser
        .paste("Issuer JSON", r#"{"name":"gh","issuer_url":"https://token.actions.githubusercontent.com"}"#);
    browser.paste(
        "Rule JSON",
        &json!({
            "name": "site", "oauth_scope": "workspace:inference", "workspace_id": "wrkspc_01A",
            "match": {
                "subject_prefix": "repo:acme@1482/site@90210:*",
                "claims": {"repository_owner_id": "1482"},
                "condition": "claims.event_name in [\"push\", \"workflow_dispatch\"]",
            },
        })
        .to_string(),
    );
    let tokens: Vec<String> = (0..120).map(token).collect();
    println!("token: {} bytes", tokens[0].len());
    // The paste happens in a frame's callback, so that its result is painted in that very frame; a message posted there
    // arrives once the frame is painted. What is left out is the wait for a frame to begin, which is the screen's.
    let times = browser.script_async(
        "const [tokens, done] = [arguments[0], arguments[arguments.length - 1]];
         const box = named('textbox', 'Token')[0];
         const set = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set;
         const paste = token => new Promise(go => requestAnimationFrame(() => {
           const start = performance.now();
           const channel = new MessageChannel();
           channel.port1.onmessage = () => go(performance.now() - start);
           channel.port2.postMessage(0);
           set.call(box, token);
           box.dispatchEvent(new InputEvent('input', {bubbles: true, inputType: 'insertFromPaste'}));
         }));
         (async () => {
           const [into, over] = [[], []];
           for (const token of tokens) {
             await paste('');
             into.push(await paste(token));
             over.push(await paste(token.slice(0, -1)));
           }
           done([into, over]);
         })();",
        &[json!(tokens)],
    );
    for (name, all) in
        ["paste to painted verdict, into an empty box", "keystroke to painted verdict, in a full one"]
            .into_iter()
            .zip(times.as_array().unwrap())
    {
        // The first runs warm the page up.
        let mut times: Vec<f64> = all.as_array().unwrap().iter().skip(20).filter_map(Value::as_f64).collect();
        times.sort_by(f64::total_cmp);
        let at = |share: usize| times[(times.len() - 1) * share / 100];
        println!("{name}: median {:.1} ms, 95th percentile {:.1} ms, most {:.1} ms", at(50), at(95), at(100));
    }
}

/// How much is pasted, in bytes.
const LONG: usize = 5 * 1024 * 1024;

/// Long texts: how each begins, what follows over and over with a number for `#`, and how it ends.
const TEXTS: [(&str, &str, &str, &str); 12] = [
    (
        "output of env",
        "PATH=/bin\nHOME=/root\n",
        "VARIABLE_#=some value of a usual length, one of many\n",
        "ANTHROPIC_API_KEY=KEY\n",
    ),
    (".env file, nothing but keys", "", "ANTHROPIC_API_KEY=KEY\n", ""),
    ("log", "", "2026-11-22T08:00:00Z INFO request # took 12 ms, all is well here\n", ""),
    (
        "shell script",
        "#!/bin/sh\n",
        "export VAR_#=\"some value\"\nif [ -z \"$VAR_#\" ]; then echo no; fi\n",
        "export ANTHROPIC_API_KEY=KEY\n",
    ),
    (
        "JSON settings",
        "{\"env\":{",
        "\"V#\":\"some value of a usual length\",",
        "\"ANTHROPIC_API_KEY\":\"KEY\"}}",
    ),
    (
        "Kubernetes manifest",
        "",
        "---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: a-#\nspec:\n  containers:\n    - name: main\n      image: \"a:#\"\n      \
         env:\n        - name: PORT\n          value: \"8080\"\n",
        "---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: c\ndata:\n  ANTHROPIC_API_KEY: KEY\n",
    ),
    (
        "Compose file",
        "services:\n",
        "  web#:\n    image: \"nginx:#\"\n    ports:\n      - \"80:80\"\n    environment:\n      - A=b\n",
        "  last:\n    image: a\n    environment:\n      ANTHROPIC_API_KEY: KEY\n",
    ),
    (
        "GitHub workflow",
        "on: push\njobs:\n",
        "  job-#:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      - run: |\n          npm ci\n          \
         npm test -- #\n        env:\n          TOKEN: ${{ secrets.GITHUB_TOKEN }}\n",
        "  last:\n    runs-on: x\n    env:\n      ANTHROPIC_API_KEY: KEY\n    steps:\n      - run: python a.py\n",
    ),
    (
        "GitLab pipeline, its jobs by an anchor",
        ".base: &base\n  image: node:20\n",
        "job_#:\n  <<: *base\n  stage: test\n  script:\n    - npm ci\n    - npm test -- #\n",
        "last:\n  stage: test\n  script:\n    - ANTHROPIC_API_KEY=KEY python a.py\n",
    ),
    (
        "Terraform",
        "",
        "resource \"aws_instance\" \"x#\" {\n  ami = \"ami-#\"\n}\n",
        "resource \"a\" \"b\" {\n  environment = {\n    ANTHROPIC_API_KEY = \"KEY\"\n  }\n}\n",
    ),
    ("TOML", "", "[package.x#]\nname = \"x#\"\nversion = \"1.0\"\n", "[env]\nANTHROPIC_API_KEY = \"KEY\"\n"),
    (
        "Python program",
        "import anthropic\nclient = anthropic.Anthropic(api_key=\"KEY\")\n",
        "def f_#(a, b):\n    \"\"\"Doc of #.\"\"\"\n    return a + b * #  # sum\n\n",
        "",
    ),
];

#[test]
fn long_paste_to_painted_answer() {
    println!("{:<42}{:>14}{:>14}{:>14}", "5 MB, in ms", "front door", "first there", "later there");
    for (name, begin, line, end) in TEXTS {
        let times = ["", "#/which-credential-wins"].map(|place| {
            let browser = Browser::start();
            browser.open(&format!("file://{}{place}", page().display()));
            pastes(&browser, &[begin, line, end], if place.is_empty() { 1 } else { 3 })
        });
        let [[front], [first, .., later]] = times.each_ref().map(Vec::as_slice) else { panic!("{times:?}") };
        println!("{name:<42}{front:>14.0}{first:>14.0}{later:>14.0}");
    }
}

/// How long it takes from a paste event until its answer is painted, for each of so many pastes in an open page.
fn pastes(browser: &Browser, parts: &[&str; 3], times: usize) -> Vec<f64> {
    let times = browser.script_async(
        "const [[begin, line, end], bytes, times, done] = arguments;
         const key = text => text.replaceAll('KEY', 'sk-ant-api03-' + 'q'.repeat(80) + 'Xy9A');
         const lines = [key(begin)];
         for (let at = 0, all = 0; all < bytes; at++) {
           const next = key(line).replaceAll('#', at);
           all += next.length;
           lines.push(next);
         }
         const text = lines.join('') + key(end);
         const area = document.querySelector('#surroundings') ?? document.querySelector('#paste-anything');
         const rest = ms => new Promise(go => setTimeout(go, ms));
         const paste = () => new Promise(go => requestAnimationFrame(() => {
           const data = new DataTransfer();
           data.setData('text/plain', text);
           const start = performance.now();
           const channel = new MessageChannel();
           channel.port1.onmessage = () => go(performance.now() - start);
           channel.port2.postMessage(0);
           area.dispatchEvent(new ClipboardEvent('paste', {bubbles: true, cancelable: true, clipboardData: data}));
         }));
         (async () => {
           const all = [];
           for (let run = 0; run < times; run++) {
             // Whoever pastes has opened the page, and looked at it.
             await rest(1500);
             all.push(await paste());
           }
           done(all);
         })();",
        &[json!(parts), json!(LONG), json!(times)],
    );
    times.as_array().unwrap().iter().filter_map(Value::as_f64).collect()
}
