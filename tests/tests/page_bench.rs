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
    // Frames as soon as they are ready: what is measured is work, not the wait for the screen's next refresh.
    let browser = Browser::start_with(&["--disable-frame-rate-limit", "--disable-gpu-vsync"]);
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
    // A frame's callback runs before it is painted; a message posted from it arrives after.
    let times = browser.script_async(
        "const [tokens, done] = [arguments[0], arguments[arguments.length - 1]];
         const box = named('textbox', 'Token')[0];
         const set = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set;
         const painted = () => new Promise(go => requestAnimationFrame(() => {
           const channel = new MessageChannel(); channel.port1.onmessage = go; channel.port2.postMessage(0);
         }));
         (async () => {
           const work = [], paint = [];
           for (const token of tokens) {
             await painted();
             const start = performance.now();
             set.call(box, token);
             box.dispatchEvent(new InputEvent('input', {bubbles: true, inputType: 'insertFromPaste'}));
             await Promise.resolve();
             document.body.offsetHeight;
             work.push(performance.now() - start);
             await painted();
             paint.push(performance.now() - start);
           }
           done([work, paint]);
         })();",
        &[json!(tokens)],
    );
    for (name, all) in
        ["paste to verdict laid out", "paste to verdict painted"].into_iter().zip(times.as_array().unwrap())
    {
        // The first runs warm the page up.
        let mut times: Vec<f64> = all.as_array().unwrap().iter().skip(20).filter_map(Value::as_f64).collect();
        times.sort_by(f64::total_cmp);
        let at = |share: usize| times[(times.len() - 1) * share / 100];
        println!("{name}: median {:.1} ms, 95th percentile {:.1} ms, most {:.1} ms", at(50), at(95), at(100));
    }
}
