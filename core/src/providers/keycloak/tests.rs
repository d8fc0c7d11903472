use super::*;

#[test]
fn any_address_of_the_realm_fills_server_and_realm() {
    let both = |server: &str| vec![("server", server.to_owned()), ("realm", "platform".to_owned())];
    let table = [
        ("realm", "https://sso.acme.example/realms/platform", both("https://sso.acme.example"), "an issuer"),
        (
            "user_id",
            "https://sso.acme.example/auth/realms/platform/protocol/openid-connect/token",
            both("https://sso.acme.example/auth"),
            "an old server's token endpoint",
        ),
        (
            "user_id",
            "service-account-batch",
            vec![("client", "batch".to_owned())],
            "the name of a client's user",
        ),
        ("realm", "platform", Vec::new(), "a plain name"),
        ("realm", "https://sso.acme.example/realms/", Vec::new(), "no realm in it"),
    ];
    for (field, text, expected, why) in table {
        assert_eq!(spread(field, text), expected, "{why}");
    }
}

#[test]
fn without_the_users_id_nobody_gets_in() {
    let made = suggest(&Answers::from([("client", "batch"), ("role", "a\" || true || \"")]));
    assert_eq!(made.rule.subject_prefix, SUBJECT);
    assert_eq!(
        made.rule.condition,
        r#"has(claims.realm_access.roles) && "a\" || true || \"" in claims.realm_access.roles"#
    );
}
