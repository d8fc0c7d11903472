use super::*;

#[test]
fn a_pasted_subject_address_or_id_fills_what_it_holds() {
    let pair = |field: &'static str, value: &str| (field, value.to_owned());
    let both = vec![pair("team", "acme"), pair("project", "chat")];
    let table = [
        (
            "owner:acme:project:chat:environment:preview",
            vec![pair("team", "acme"), pair("project", "chat"), pair("environment", "preview")],
            "a whole subject",
        ),
        ("https://oidc.vercel.com/acme", vec![pair("team", "acme")], "an issuer"),
        ("https://vercel.com/acme/chat/settings", both, "a page of the project"),
        ("team_a1", vec![pair("team_id", "team_a1")], "a team's id"),
        ("prj_a1", vec![pair("project_id", "prj_a1")], "a project's id"),
        ("https://vercel.com/acme/~/settings", Vec::new(), "a page of the team's own"),
        ("https://oidc.vercel.com", Vec::new(), "the global issuer names nobody"),
        ("chat", Vec::new(), "a plain name"),
    ];
    for (text, expected, why) in table {
        assert_eq!(spread("project", text), expected, "{why}");
    }
}

#[test]
fn a_token_of_the_global_issuer_leads_to_the_team_s() {
    let token = serde_json::json!({"iss": "https://oidc.vercel.com", "owner": "acme", "sub": "owner:acme:project:chat:environment:preview"});
    let claims = Claims::new(token.as_object().cloned().unwrap_or_default());
    let made = suggest(&answers_from(&claims));
    assert_eq!(made.issuer.issuer_url, "https://oidc.vercel.com/acme", "an exchanged token has this one");
    assert_eq!(made.rule.subject_prefix, "owner:acme:project:chat:environment:preview");
    assert!(made.doubts.iter().any(|doubt| doubt.contains("pull request")), "{:?}", made.doubts);
}
