#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use super::*;

fn encode(text: &str) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    text.as_bytes()
        .chunks(3)
        .flat_map(|chunk| {
            let bits =
                chunk.iter().fold(0u32, |b, byte| b << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
            (0..=chunk.len()).map(move |i| ALPHABET[(bits >> (18 - 6 * i) & 63) as usize] as char)
        })
        .collect()
}

fn token_of(header: &str, claims: &str) -> String {
    format!("{}.{}.c2lnbmF0dXJl", encode(header), encode(claims))
}

const HEADER: &str = r#"{"alg":"RS256","kid":"k1","typ":"JWT"}"#;
const CLAIMS: &str = r#"{"iss":"https://i.example","sub":"s","aud":"a","iat":1,"exp":2}"#;

fn sample() -> String {
    token_of(HEADER, CLAIMS)
}

fn read_text(text: &str) -> Result<DecodedToken, ReadError> {
    read(&IdentityToken::new(text.to_owned()), None)
}

#[test]
fn a_token_is_found_wherever_it_stands() {
    let t = sample();
    let table = [
        (t.clone(), Wrapping::Bare, "nothing else"),
        (format!("  {t}\n"), Wrapping::Bare, "blanks around it"),
        (format!("\"{t}\""), Wrapping::Quoted, "copied with its quotes"),
        (format!("Authorization: Bearer {t}"), Wrapping::Header, "a header"),
        (format!("curl -H 'Authorization: bearer {t}' https://x"), Wrapping::Header, "a command line"),
        (format!("https://x.example/cb#id_token={t}&state=1"), Wrapping::Url, "a URL's fragment"),
        (format!("https://x.example/cb?u=%22{t}%22"), Wrapping::Url, "percent-encoded quotes"),
        (
            format!("{{\"count\":1,\"value\":\"{t}\"}}"),
            Wrapping::Json,
            "what GitHub's token endpoint answers",
        ),
        (format!("2026-11-22 INFO got token {t}."), Wrapping::Text, "a log line with a full stop"),
        (format!("ANTHROPIC_IDENTITY_TOKEN={t}"), Wrapping::Text, "an environment dump"),
        (format!("x\\n{t}\\n"), Wrapping::Text, "an escaped line break before it"),
    ];
    for (text, wrapping, why) in table {
        let decoded = read_text(&text).unwrap_or_else(|e| panic!("{why}: {e}"));
        assert_eq!(decoded.presented, Presented::Token(wrapping), "{why}");
        assert_eq!(decoded.claims.subject(), Some("s"), "{why}");
        assert_eq!(decoded.size, Some(t.len()), "{why}");
        assert!(decoded.problems.is_empty(), "{why}: {:?}", decoded.problems);
    }
}

#[test]
fn a_token_that_a_terminal_broke_is_mended_and_reported() {
    let t = sample();
    let lines: Vec<&str> = t.as_bytes().chunks(40).map(|c| std::str::from_utf8(c).unwrap()).collect();
    let decoded = read_text(&lines.join("\n")).unwrap();
    assert_eq!(decoded.claims.subject(), Some("s"));
    assert_eq!(decoded.problems, [TokenProblem::new(ProblemKind::BlanksRemoved)]);
}

#[test]
fn text_after_a_token_is_not_taken_into_it() {
    let t = sample();
    let decoded = read_text(&format!("{t}\ndone")).unwrap();
    assert_eq!(decoded.size, Some(t.len()));
}

#[test]
fn the_first_of_several_tokens_is_read_and_the_rest_counted() {
    let decoded = read_text(&format!("{} and {}", sample(), sample())).unwrap();
    assert_eq!(decoded.problems, [TokenProblem::new(ProblemKind::SeveralTokens { found: 2 })]);
}

#[test]
fn every_fault_has_its_own_message() {
    let h = encode(HEADER);
    let c = encode(CLAIMS);
    let table = [
        (String::new(), ReadError::Empty, "nothing"),
        ("hello there".into(), ReadError::Parts { found: 1 }, "prose"),
        ("a.b".into(), ReadError::Parts { found: 2 }, "two parts"),
        (format!("{h}.{c}"), ReadError::Parts { found: 2 }, "the signature was cut off"),
        (format!("{h}.a.b.{c}.x"), ReadError::Encrypted, "five parts"),
        (format!("{h}..x"), ReadError::EmptyPart { part: Part::Payload }, "an empty payload"),
        (
            format!("{h}.{}.x", encode("[1]")),
            ReadError::NotAnObject { part: Part::Payload, found: "a list" },
            "a list for a payload",
        ),
        (
            format!("{h}.{}.x", encode("{\"a\":")),
            ReadError::NotJson { part: Part::Payload, at: JsonPosition { line: 1, column: 5 } },
            "cut JSON",
        ),
        (
            "sk-ant-api03-abcdefgh".into(),
            ReadError::Credential { kind: crate::secret::CredentialKind::ApiKey },
            "an API key",
        ),
    ];
    for (text, expected, why) in table {
        assert_eq!(read_text(&text).err(), Some(expected), "{why}");
    }
}

#[test]
fn what_can_be_read_all_the_same_is_read_and_reported() {
    let table = [
        (format!("{}=.{}.eA", encode(HEADER), encode(CLAIMS)), "padded-base64", "padding"),
        (
            format!("{}.{}.ab/c", encode(HEADER), encode(CLAIMS)),
            "standard-base64",
            "a slash in the signature",
        ),
        (format!("\"{}.{}.ab+/\"", encode(HEADER), encode(CLAIMS)), "standard-base64", "in quotes"),
        (token_of(r#"{"alg":"RS256","kid":7}"#, CLAIMS), "header-not-text", "a kid that is a number"),
        (token_of(HEADER, r#"{"sub":"a","sub":"s"}"#), "duplicate-member", "sub twice"),
        (token_of(HEADER, r#"{"sub":"s","n":{"a":1,"a":2}}"#), "duplicate-member", "twice further in"),
        (token_of(HEADER, r#"{"sub":"s","exp":"1790000000"}"#), "number-as-text", "exp as a text"),
        (token_of(HEADER, r#"{"sub":"s","exp":1e300}"#), "time-not-number", "no such year"),
        (token_of(HEADER, r#"{"sub":"s","exp":[1]}"#), "time-not-number", "exp as a list"),
        (token_of(HEADER, r#"{"sub":"s","jti":1}"#), "claim-not-text", "jti as a number"),
        (token_of(HEADER, r#"{"sub":"s","aud":[1]}"#), "audience-shape", "aud of numbers"),
    ];
    for (text, code, why) in table {
        let decoded = read_text(&text).unwrap_or_else(|e| panic!("{why}: {e}"));
        assert_eq!(decoded.claims.subject(), Some("s"), "{why}");
        assert_eq!(decoded.problems.iter().map(TokenProblem::code).collect::<Vec<_>>(), [code], "{why}");
    }
}

#[test]
fn the_last_of_two_members_counts() {
    let decoded = read_text(&token_of(HEADER, r#"{"sub":"first","sub":"last"}"#)).unwrap();
    assert_eq!(decoded.claims.subject(), Some("last"));
}

#[test]
fn claims_alone_can_be_pasted() {
    let decoded = read_text(CLAIMS).unwrap();
    assert_eq!(decoded.presented, Presented::Claims);
    assert_eq!(decoded.signature, SignatureState::NotGiven);
    assert_eq!(decoded.claims.lifetime(), Some(1));
    assert_eq!(
        read_text("{\"iss\": ").err(),
        Some(ReadError::NotJson { part: Part::Payload, at: JsonPosition { line: 1, column: 8 } })
    );
}

#[test]
fn a_huge_paste_is_cut_and_a_huge_token_only_measured() {
    let long = format!("{} {}", "x".repeat(SCAN_LIMIT), sample());
    assert_eq!(read_text(&long).err(), Some(ReadError::Parts { found: 1 }), "the token lies past the limit");
    let payload = encode(&format!("{{\"sub\":\"{}\"}}", "s".repeat(2 * 1024 * 1024)));
    assert!(matches!(
        read_text(&format!("{}.{payload}.x", encode(HEADER))).err(),
        Some(ReadError::Huge { .. })
    ));
}

#[test]
fn no_paste_takes_more_time_than_its_size_explains() {
    // Each would keep a scanner busy for minutes that goes to the end of the text from every place where a token may start.
    for unit in ["eyA+", "eyJh+", "eyA/", "eyJhIjox=", "ey.", "sk-ant-", "{\"a\":", "ey\\n"] {
        let text = unit.repeat(256 * 1024 / unit.len());
        for text in [format!("{text}."), text] {
            let _ = read_text(&text);
            let _ = crate::secret::scrub(&text);
        }
    }
}

#[test]
fn many_repeated_members_are_told_up_to_a_hundred() {
    let told = |claims: &str| -> Vec<String> {
        let problems = read_text(claims).unwrap().problems.into_iter();
        problems.map(|p| p.to_string()).collect()
    };
    let mut twice = String::new();
    for n in 0..50_000 {
        twice += &format!("\"a{n}\":1,\"a{n}\":2,");
    }
    assert_eq!(told(&format!("{{{twice}\"sub\":\"s\"}}")).len(), 100);
    let often = "\"a\":1,".repeat(50_000);
    assert_eq!(told(&format!("{{{often}\"sub\":\"s\"}}")).len(), 1, "once for each path");
    let paths = told(r#"{"sub":"s","l":[1,{"a":1,"a":2}],"o":{"p":{"a":1,"a":2}},"o":{"p":{"a":1,"a":2}}}"#);
    let expected = ["l[1].a", "o.p.a", "o"].map(|path| format!("gives {path} more than once"));
    assert_eq!(paths.len(), expected.len(), "{paths:?}");
    assert!(paths.iter().zip(&expected).all(|(told, part)| told.contains(part.as_str())), "{paths:?}");
    let long = format!("{{\"sub\":\"s\",\"{0}\":{{\"a\":1,\"a\":2}}}}", "n".repeat(5000));
    assert!(told(&long).concat().len() < 400, "a long name is cut");
}

#[test]
fn neither_debug_nor_errors_tell_what_a_token_says() {
    let canary = "canary-7f3a";
    for claims in
        [format!("{{\"sub\":\"{canary}\"}}"), format!("{{\"sub\":\"{canary}\""), format!("[\"{canary}\"]")]
    {
        let text = token_of(HEADER, &claims);
        let told = match read_text(&text) {
            Ok(decoded) => format!("{decoded:?}"),
            Err(error) => format!("{error:?} {error}"),
        };
        assert!(!told.contains(canary) && !told.contains(&encode(canary)[..8]), "{told}");
    }
}

#[test]
fn tokens_are_taken_out_of_text_that_is_kept() {
    let text = format!("note: {} and go on", sample());
    assert_eq!(scrub_tokens(&text), "note: [token removed] and go on");
    assert_eq!(scrub_tokens("eyeless.example.com is a host"), "eyeless.example.com is a host");
}

#[test]
fn private_keys_are_refused_and_wrappers_understood() {
    let key = r#"{"kty":"RSA","kid":"a","n":"AQAB","e":"AQAB"}"#;
    for text in [format!("{{\"keys\":[{key}]}}"), format!("[{key}]"), key.to_owned()] {
        assert_eq!(KeySet::parse(&text).map(|k| k.len()), Ok(1), "{text}");
    }
    let table = [
        ("", KeySetProblem::Empty),
        ("{", KeySetProblem::NotJson { at: JsonPosition { line: 1, column: 1 } }),
        ("{\"keys\":[]}", KeySetProblem::NoKeys),
        ("{\"a\":1}", KeySetProblem::NotAKeySet),
        ("[1]", KeySetProblem::NotAKey { index: 0 }),
        (r#"{"kty":"RSA","n":"","e":"","d":"x"}"#, KeySetProblem::Private(Refused { index: 0, member: "d" })),
        (r#"{"keys":[{"kty":"oct","k":"x"}]}"#, KeySetProblem::Private(Refused { index: 0, member: "k" })),
        (
            r#"{"issuer":"https://i","jwks_uri":"https://i/keys"}"#,
            KeySetProblem::Discovery { jwks_uri: Some("https://i/keys".into()) },
        ),
    ];
    for (text, problem) in table {
        assert_eq!(KeySet::parse(text).err(), Some(problem), "{text}");
    }
}

#[test]
fn nothing_typed_makes_reading_panic() {
    let pieces = [
        "ey", "ew", ".", "=", "+", "/", "{", "\"", "é", "\\n", "%22", " ", "\n", "sk-ant-", "eyJh", "e30",
        "Bearer ",
    ];
    // Every word of up to four pieces: small enough to run whole, and every edge of the scanner meets every other.
    let mut words: Vec<String> = vec![String::new()];
    for _ in 0..4 {
        let longer: Vec<String> =
            words.iter().flat_map(|w| pieces.iter().map(move |p| format!("{w}{p}"))).collect();
        for word in &longer {
            let _ = read_text(word);
            let _ = crate::secret::scrub(word);
        }
        words = longer;
    }
}
