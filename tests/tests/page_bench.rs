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
