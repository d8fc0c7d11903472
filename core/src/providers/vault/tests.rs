use super::*;

#[test]
fn any_address_of_the_place_fills_issuer_and_keys() {
    let issuer = |text: &str| ("issuer_url", text.to_owned());
    let pasted = ("keys", "inline".to_owned());
    let table = [
        (
            "https://vault.acme.example:8200/v1/identity/oidc/.well-known/keys",
            vec![issuer("https://vault.acme.example:8200/v1/identity/oidc"), pasted],
            "on port 8200 nobody fetches keys",
        ),
        (
            "https://vault.acme.example/v1/team/identity/oidc",
            vec![issuer("https://vault.acme.example/v1/team/identity/oidc")],
            "a namespace, on port 443",
        ),
        (
            "https://vault.acme.example/v1/identity/oidc/provider/default/.well-known/keys",
            vec![issuer("https://vault.acme.example/v1/identity/oidc/provider/default")],
            "a provider has an issuer of its own",
        ),
        ("identity/oidc/token/claude", vec![("role", "claude".to_owned())], "a path"),
        ("claude", Vec::new(), "a plain name"),
        ("https://vault.acme.example:8200", Vec::new(), "a server says too little"),
    ];
    for (text, expected, why) in table {
        assert_eq!(spread("role", text), expected, "{why}");
    }
}

#[test]
fn without_the_entity_nobody_gets_in() {
    let made = suggest(&Answers::from([
        ("role", "claude"),
        ("issuer_url", "https://v.acme.example:8200/v1/identity/oidc"),
    ]));
    assert_eq!(made.rule.subject_prefix, SUBJECT);
    assert!(made.doubts.iter().any(|doubt| doubt.contains("paste")), "{:?}", made.doubts);
}
