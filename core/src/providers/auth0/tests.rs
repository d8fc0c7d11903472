use super::*;

#[test]
fn a_pasted_address_or_subject_fills_its_field() {
    let domain = vec![("domain", "acme.eu.auth0.com".to_owned())];
    let table = [
        ("client_id", "https://acme.eu.auth0.com/", domain.clone(), "an issuer in another field"),
        ("domain", "https://acme.eu.auth0.com/.well-known/jwks.json", domain, "any address of the tenant"),
        ("domain", "abc@clients", vec![("client_id", "abc".to_owned())], "a whole subject"),
        ("domain", "acme.eu.auth0.com", Vec::new(), "a plain host"),
        ("domain", "@clients", Vec::new(), "no id in it"),
    ];
    for (field, text, expected, why) in table {
        assert_eq!(spread(field, text), expected, "{why}");
    }
}

#[test]
fn the_dialect_decides_which_claim_names_the_application() {
    for (dialect, claim) in [("", "azp"), (AUTH0_DIALECT, "azp"), (RFC_DIALECT, "client_id")] {
        let made = suggest(&Answers::from([("client_id", "abc"), ("dialect", dialect)]));
        assert_eq!(made.rule.claim(claim), Some("abc"), "{dialect}");
        assert_eq!(made.rule.claims.len(), 1, "{dialect}");
        assert_eq!(made.rule.subject_prefix, "abc@clients", "{dialect}");
    }
    assert_eq!(suggest(&Answers::default()).rule.subject_prefix, "CLIENT_ID@clients", "nobody's");
}
