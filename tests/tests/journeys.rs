//! The promises of the page, kept in a real browser. A handful: what can be proven without one is proven elsewhere.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use keyless_tests::browser::{Browser, Server, page};
use keyless_tests::mint;
use serde_json::{Value, json};

/// Stands in every token of these tests and must not be found where no token belongs.
const CANARY: &str = "canary-1f8e2d";

fn claims() -> Value {
    json!({
        "iss": "https://token.actions.githubusercontent.com",
        "sub": "repo:acme@1482/site@90210:ref:refs/heads/main",
        "aud": "https://api.anthropic.com",
        "iat": 1_789_999_980, "nbf": 1_789_999_680, "exp": 1_790_000_280, "jti": CANARY,
        "repository": "acme/site", "repository_id": "90210",
        "repository_owner": "acme", "repository_owner_id": "1482", "repository_visibility": "private",
        "ref": "refs/heads/main", "ref_type": "branch", "event_name": "push", "run_id": "77",
        "runner_environment": "github-hosted", "actor": CANARY, "sha": CANARY,
        "workflow_ref": "acme/site/.github/workflows/ci.yml@refs/heads/main",
        "job_workflow_ref": "acme/site/.github/workflows/ci.yml@refs/heads/main",
    })
}

fn rule(subject: &str) -> String {
    json!({
        "name": "site", "issuer_id": "fdis_01A", "oauth_scope": "workspace:inference",
        "match": {
            "subject_prefix": subject, "audience": "https://api.anthropic.com",
            "claims": {"repository_owner_id": "1482", "repository_id": "90210"},
        },
        "target": {"type": "service_account", "service_account_id": "svac_01A"},
        "workspace_id": "wrkspc_01A", "token_lifetime_seconds": 600,
    })
    .to_string()
}

const ISSUER: &str =
    r#"{"name":"gh","issuer_url":"https://token.actions.githubusercontent.com","jwks":{"type":"discovery"}}"#;

fn from_disk() -> String {
    format!("file://{}", page().display())
}

/// Nothing was asked for beyond the page itself, and the console has nothing to complain about.
fn assert_sealed(browser: &Browser, address: &str) {
    let address = address.split('#').next().unwrap();
    let foreign: Vec<String> =
        browser.requests().into_iter().filter(|url| url.split('#').next() != Some(address)).collect();
    assert_eq!(foreign, Vec::<String>::new(), "requests beyond the page");
    let console = browser.console();
    assert!(console.is_empty(), "the console says {console:?}");
}

fn assert_no_canary(what: &str, text: &str) {
    assert!(!text.contains(CANARY), "{what} holds a piece of a token");
    for part in mint::unsigned(&claims()).split('.') {
        assert!(!text.contains(part), "{what} holds a part of a token");
    }
}

#[test]
fn a_401_is_explained_from_a_page_on_the_disk() {
    let browser = Browser::start();
    let address = from_disk();
    browser.open(&address);
    let (token, jwks) = mint::signed_es256(&claims());

    browser.paste("Paste anything", &token);
    browser.wait(
        "the platform to be named",
        "return tidy(document.querySelector('main').innerText).includes('GitHub Actions')",
    );
    browser.click("link", "Token bench");
    browser.paste("Token", &token);
    browser.paste("Issuer JSON", ISSUER);
    browser.paste("Rule JSON", &rule("repo:acme/site:ref:refs/heads/main"));
    browser.wait_for_verdict("Denied: ");

    assert_no_canary("what the page keeps", &browser.kept());
    assert_sealed(&browser, &address);
    let _ = jwks;
}

#[test]
fn every_keystroke_is_judged_and_the_keys_prove_the_signature() {
    let browser = Browser::start();
    browser.open(&format!("{}#/token-bench", from_disk()));
    let now = browser.script("return Math.floor(Date.now() / 1000)", &[]).as_i64().unwrap();
    let mut claims = claims();
    for (name, ahead) in [("iat", -20), ("nbf", -320), ("exp", 280)] {
        claims[name] = json!(now + ahead);
    }
    let (token, jwks) = mint::signed_es256(&claims);

    browser.paste("Token", &token);
    browser.paste("Issuer JSON", ISSUER);
    browser.paste("Rule JSON", &rule("repo:acme/site:ref:refs/heads/main"));
    browser.wait_for_verdict("Denied: match_subject_prefix");
    browser.click("button", "Use the token's value");
    browser.wait_for_verdict("Not proven: ");
    browser.paste("JWKS", &jwks.to_string());
    browser.wait_for_verdict("Accepted");
    browser.paste("JWKS", "{\"keys\": [");
    browser.wait_for_verdict("Not proven: ");
    assert_eq!(browser.value("JWKS"), "{\"keys\": [", "what was typed stays");
    assert_eq!(browser.value("Token"), token, "what was typed stays");
}

#[test]
fn the_six_steps_go_on_when_the_server_is_gone() {
    let browser = Browser::start();
    let mut server = Server::start(std::fs::read(page()).unwrap());
    let address = server.address().to_owned();
    browser.open(&address);
    server.stop();
    browser.requests();

    browser.click("button", "Add a workload");
    browser.click("button", "GitHub Actions");
    for (field, text) in [
        ("Owner", "acme"),
        ("Repository", "site"),
        ("Owner id", "1482"),
        ("Repository id", "90210"),
        ("Branch", "main"),
    ] {
        browser.paste(field, text);
    }
    browser.click("button", "What may enter");
    browser.wait_for("textbox", "Subject");
    assert_eq!(browser.value("Subject"), "repo:acme@1482/site@90210:ref:refs/heads/main");
    assert_eq!(browser.value("Audience"), "https://api.anthropic.com");
    browser.click("button", "Prove it with a token");
    browser.paste("Token", &mint::unsigned(&claims()));
    browser.wait_for_verdict("Denied: ");
    browser.click("button", "Wire it");
    browser.wait("a file to be shown", "return document.querySelector('main pre') !== null");
    browser.click("button", "Download all");
    let zip = browser.download("keyless.zip");
    assert!(zip.starts_with(b"PK"), "the download is an archive");
    assert_no_canary("the download", &String::from_utf8_lossy(&zip));
    browser.click("button", "Cut over");
    browser.script("document.querySelector('main input[type=checkbox]').click()", &[]);
    browser.click("button", "Guard it");

    assert_no_canary("what the page keeps", &browser.kept());
    // It is kept once typing rests.
    browser.wait("what was entered to be kept", "return Object.values(localStorage).join().includes('acme')");
    assert_eq!(browser.requests(), Vec::<String>::new(), "nothing is asked for once the page stands");
    let console = browser.console();
    assert!(console.is_empty(), "the console says {console:?}");
}

#[test]
fn a_platform_is_found_and_one_paste_fills_its_form() {
    let browser = Browser::start();
    let address = from_disk();
    browser.open(&address);

    browser.paste("Find a platform", "qqq");
    browser.wait_for("button", "Paste a token");
    browser.wait_for("button", "I have a token");
    browser.paste("Find a platform", "github act");
    browser.wait("other platforms to go", "return named('button', 'Amazon EKS').length === 0");
    browser.press("\u{e007}");
    browser.wait_for("textbox", "Owner");
    browser.paste("Owner", "https://github.com/acme/site");
    browser.wait(
        "what was filled to be said",
        "return [...document.querySelectorAll('[role=status]')]
           .some(e => tidy(e.innerText) === 'Filled owner and repository from the address.')",
    );
    assert_eq!((browser.value("Owner"), browser.value("Repository")), ("acme".to_owned(), "site".to_owned()));
    browser.script("const radio = named('radio', 'GHE.com')[0]; radio.focus(); radio.click()", &[]);
    browser.wait_for("textbox", "Subdomain of GHE.com");
    let focused = browser.script("return document.activeElement === named('radio', 'GHE.com')[0]", &[]);
    assert_eq!(focused, Value::Bool(true), "fields that come leave the focus where it is");
    browser.click("radio", "Runs on a tag");
    browser.wait_for("textbox", "Tag");

    browser.click("button", "Wire it");
    browser.wait_for("radio", "RUNBOOK.md");
    browser.click("radio", "RUNBOOK.md");
    browser.wait(
        "the runbook to be shown",
        "return document.querySelectorAll('main pre').length === 1
           && document.querySelector('main pre').innerText.includes('Tokens over time')",
    );
    browser.click("button", "Download");
    let saved = browser.download("RUNBOOK.md");
    assert!(
        String::from_utf8_lossy(&saved).contains("acme/site"),
        "the file that was picked, with its answers"
    );
    assert_sealed(&browser, &address);
}

#[test]
fn forgetting_leaves_nothing_behind() {
    let browser = Browser::start();
    browser.open(&format!("{}#/token-bench", from_disk()));
    browser.paste("Token", &mint::unsigned(&claims()));
    browser.paste("Rule JSON", &rule("repo:acme/site:*"));
    browser.wait(
        "the claims to be shown",
        &format!("return document.body.innerText.includes({})", json!(CANARY)),
    );
    browser.click("button", "Forget everything");
    browser.wait(
        "the boxes to be empty",
        &format!("return !document.body.innerHTML.includes({})", json!(CANARY)),
    );
    assert_no_canary("the document", &browser.document());
    let storage =
        browser.script("return JSON.stringify({...localStorage}) + JSON.stringify({...sessionStorage})", &[]);
    assert!(!storage.as_str().unwrap().contains("acme"), "{storage}");
}

#[test]
fn a_claude_key_is_refused_and_masked_at_once() {
    let key = format!("sk-ant-api03-{}", "Zq7".repeat(30));
    let browser = Browser::start();
    browser.open(&from_disk());
    browser.paste("Paste anything", &format!("ANTHROPIC_API_KEY={key}"));
    browser.wait("the refusal", "return /API key/.test(document.querySelector('main').innerText)");
    let told = browser.document() + &browser.kept();
    assert!(!told.contains(&key), "the whole key is nowhere");
}

/// A workflow that is configured for federation, with a key of its own that stands in front of it.
fn workflow(key: &str) -> String {
    format!(
        "name: notes\non: push\nenv:\n  ANTHROPIC_API_KEY: {key}\njobs:\n  notes:\n    runs-on: ubuntu-latest\n    env:\n      \
         ANTHROPIC_FEDERATION_RULE_ID: fdrl_01A\n      \
         ANTHROPIC_ORGANIZATION_ID: 00000000-0000-4000-8000-000000000001\n      \
         ANTHROPIC_IDENTITY_TOKEN_FILE: /tmp/jwt\n    steps:\n      - run: python notes.py\n"
    )
}

#[test]
fn a_leftover_key_is_found_from_paste_to_proof_and_kept_nowhere() {
    let key = format!("sk-ant-api03-{}", CANARY.repeat(6));
    let opaque = format!("gateway-{}", CANARY.repeat(4));
    let browser = Browser::start();
    let address = from_disk();
    browser.open(&address);
    browser.paste("Paste anything", &workflow(&key));
    browser.click("button", "See which credential wins");
    browser.wait_for_verdict("Federation is configured, and nothing uses it");
    assert!(browser.value("Surroundings").contains("ANTHROPIC_API_KEY: sk-ant-api03…"), "masked in its box");
    browser.wait_for_text("table", "Tools", "not migrated");
    browser.wait_for_text("table", "Findings", "pasted text:4");

    // Files go beside what was pasted: one dropped anywhere, others by the button.
    browser.script(
        "const data = new DataTransfer();
         data.items.add(new File([arguments[0]], '.env'));
         document.body.dispatchEvent(new DragEvent('drop', {bubbles: true, cancelable: true, dataTransfer: data}))",
        &[json!(format!("ANTHROPIC_AUTH_TOKEN={opaque}\n"))],
    );
    browser.wait_for("button", "Remove .env");
    browser.script(
        "const data = new DataTransfer();
         data.items.add(new File(['export ANTHROPIC_PROFILE=work'], 'run.sh'));
         const input = document.querySelector('input[type=file]');
         input.files = data.files;
         input.dispatchEvent(new Event('change', {bubbles: true}))",
        &[],
    );
    browser.wait_for("button", "Remove run.sh");
    browser.wait_for_text("table", "Findings", "gateway-cana…");

    // What is typed over a mask reads as it stands, and what is gone is gone.
    browser.click("button", "Remove .env");
    browser.click("button", "Remove run.sh");
    browser.paste("Surroundings", &workflow("''").replace("  ANTHROPIC_API_KEY: ''\n", "  CI: x\n"));
    browser.wait_for_verdict("Federation is used");
    let masked = browser.document() + &browser.kept();
    assert_no_canary("what the page keeps", &masked);
    assert_sealed(&browser, &address);
}

#[test]
fn a_long_text_is_answered_from_the_front_door_and_stays_in_no_box() {
    let key = format!("sk-ant-api03-{}", CANARY.repeat(6));
    let long = format!("{}ANTHROPIC_API_KEY={key}\n", "PATH=/usr/bin:/bin\n".repeat(16_000));
    let boxes = "return ['paste-anything', 'surroundings'].map(id => document.getElementById(id)?.value)";
    let browser = Browser::start();
    let address = from_disk();
    browser.open(&address);
    // As a browser's own paste, which the page may take over before the box is filled.
    browser.script(
        "const data = new DataTransfer();
         data.setData('text/plain', arguments[0]);
         const event = new ClipboardEvent('paste', {bubbles: true, cancelable: true, clipboardData: data});
         named('textbox', 'Paste anything')[0].dispatchEvent(event)",
        &[json!(long)],
    );
    browser.wait_for_verdict("A key is used, and no federation is configured");
    assert_eq!(browser.script(boxes, &[]), json!(["", ""]));
    browser.wait_for_text("table", "Findings", "pasted text:16001");
    // And as whatever else fills a box.
    browser.click("button", "Remove pasted text");
    browser.paste("Surroundings", &long);
    browser.wait_for_verdict("A key is used, and no federation is configured");
    assert_eq!(browser.script(boxes, &[]), json!(["", ""]));
    assert_no_canary("what the page keeps", &(browser.document() + &browser.kept()));
    assert_sealed(&browser, &address);
}

#[test]
fn masks_leave_the_caret_where_the_paste_left_it() {
    let browser = Browser::start();
    browser.open(&format!("{}#/which-credential-wins", from_disk()));
    browser.paste("Surroundings", "A=1\n\nB=2\n");
    let caret = browser.script(
        "const box = named('textbox', 'Surroundings')[0];
         box.focus(); box.setSelectionRange(4, 4);
         document.execCommand('insertText', false, arguments[0]);
         return [box.value, box.selectionStart]",
        &[json!(format!("ANTHROPIC_AUTH_TOKEN={}", CANARY.repeat(4)))],
    );
    assert_eq!(caret, json!(["A=1\nANTHROPIC_AUTH_TOKEN=canary-1f8e2…8e2d\nB=2\n", 42]));
    assert_no_canary("the page", &browser.document().replace("canary-1f8e2…", ""));
}

/// As many rules of one organization, every third of them wide open, with their issuer.
fn lists(number: usize) -> String {
    let rule = |at: usize| {
        let subject =
            if at.is_multiple_of(3) { "repo:acme*" } else { "repo:acme@1482/site@90210:ref:refs/heads/main" };
        json!({
            "type": "federation_rule", "id": format!("fdrl_{at}"), "name": format!("rule-{at}"), "issuer_id": "fdis_1",
            "match": {"subject_prefix": subject, "audience": "https://api.anthropic.com"},
            "oauth_scope": "workspace:inference", "workspace_ids": ["wrkspc_1"],
            "target": {"type": "service_account", "service_account_id": format!("svac_{at}")},
        })
    };
    let rules = json!({"data": (0..number).map(rule).collect::<Vec<_>>(), "has_more": false});
    let issuers = json!({"data": [{
        "type": "federation_issuer", "id": "fdis_1", "name": "github",
        "issuer_url": "https://token.actions.githubusercontent.com", "jwks": {"type": "discovery"},
    }]});
    format!("{rules}\n{issuers}")
}

#[test]
fn an_organization_s_rules_are_audited_and_one_is_tightened_at_the_bench() {
    let browser = Browser::start();
    let address = format!("{}#/audit", from_disk());
    browser.open(&address);
    browser.paste("Admin API lists", &lists(60));
    let told = "return [...document.querySelectorAll('.verdict h2')].some(e => e.checkVisibility() && e.textContent.includes(' of 60 rules'))";
    browser.wait("every rule to be judged", told);
    browser.wait_for("button", "SARIF");
    browser.click("button", "Findings");
    browser.click("button", "Findings");
    browser.click("button", "rule-0");
    browser.wait_for("table", "Strangers");
    let strangers = browser.text_of("table", "Strangers");
    assert!(
        strangers.contains("The workload itself") && strangers.contains("An owner whose name goes on"),
        "{strangers}"
    );
    browser.click("button", "CSV");
    let csv = String::from_utf8(browser.download("keyless-audit.csv")).unwrap();
    assert_eq!(csv.lines().count(), 61, "a heading and a line for each rule");
    // A script is held back by the browser until a person keeps it, so that what the page says of it has to do.
    browser.click("button", "Repair script");
    browser.wait(
        "the repair script to be made",
        "return document.querySelector('.said').textContent.startsWith('repair.sh is in your downloads')",
    );

    browser.click("button", "Take it to the token bench");
    browser.wait("the rule to be there", "return document.querySelector('h1').textContent === 'Token bench'");
    let admitted = "return [...document.querySelectorAll('table[aria-label=Strangers] td')].filter(e => e.textContent.includes('admitted')).length";
    browser.wait("the strangers to be there", &format!("{admitted} > 1"));
    let before = browser.script(admitted, &[]).as_i64().unwrap();
    browser.paste("Subject", "repo:acme@1482/site@90210:ref:refs/heads/main");
    browser.wait("fewer strangers to get in", &format!("{admitted} < {before}"));
    assert_sealed(&browser, &address);
}

#[test]
fn the_seal_holds_when_something_tries_to_break_it() {
    let browser = Browser::start();
    browser.open(&from_disk());
    // The detector first: what these tests rely on must be able to see a breach.
    let broken = browser.script_async(
        "const done = arguments[arguments.length - 1];
         const seen = [];
         document.addEventListener('securitypolicyviolation', e => seen.push(e.effectiveDirective));
         const image = new Image(); image.src = 'https://example.com/x.png';
         fetch('https://example.com/').then(() => seen.push('fetched'), () => {})
           .finally(() => setTimeout(() => done(seen), 200));",
        &[],
    );
    let seen: Vec<&str> = broken.as_array().unwrap().iter().filter_map(Value::as_str).collect();
    assert!(
        seen.contains(&"connect-src") && seen.contains(&"img-src") && !seen.contains(&"fetched"),
        "{seen:?}"
    );
    assert!(!browser.console().is_empty(), "a violation is seen in the console");
}

#[test]
fn the_saved_page_is_the_page() {
    let browser = Browser::start();
    browser.open(&from_disk());
    browser.click("button", "Save this page");
    let saved = browser.download("keyless.html");
    assert_eq!(saved, std::fs::read(page()).unwrap(), "byte for byte");
}
