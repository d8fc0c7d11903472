use super::*;

#[test]
fn a_pasted_subject_or_address_fills_what_it_holds() {
    let pair = |field: &'static str, value: &str| (field, value.to_owned());
    let both = vec![pair("org", "acme"), pair("app", "acme-worker")];
    let table = [
        ("acme:acme-worker:ancient-snow-4824", both.clone(), "a whole subject"),
        ("acme:acme-worker:*", both, "a prefix as other services have it"),
        ("https://oidc.fly.io/acme", vec![pair("org", "acme")], "an issuer"),
        ("https://acme-worker.fly.dev/", vec![pair("app", "acme-worker")], "the app's address"),
        ("https://fly.io/apps/acme-worker", vec![pair("app", "acme-worker")], "its page"),
        ("https://oidc.fly.io/", Vec::new(), "an issuer without organization"),
        ("acme-worker", Vec::new(), "a plain name"),
        ("a:b", Vec::new(), "two parts are no subject"),
    ];
    for (text, expected, why) in table {
        assert_eq!(spread("org_id", text), expected, "{why}");
    }
}

#[test]
fn half_a_form_admits_nobody() {
    let table = [
        (vec![], "ORGANIZATION:APP:*", "names have no capitals"),
        (vec![("org", "acme")], "acme:APP:*", "not the whole organization"),
        (vec![("org", "acme"), ("app", "worker")], "acme:worker:*", "one app"),
    ];
    for (given, expected, why) in table {
        let mut answers = Answers::default();
        for (field, value) in given {
            answers.set(field, value);
        }
        assert_eq!(suggest(&answers).rule.subject_prefix, expected, "{why}");
    }
}
