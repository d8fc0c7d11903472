#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;
use crate::providers::Answers;
use crate::token::Claims;
use serde_json::{Value, json};

type Filled<'a> = Vec<(&'a str, &'a str)>;
type Pairs<'a> = &'a [(&'a str, &'a str)];

fn filled(pairs: Pairs<'_>) -> Answers {
    let mut answers = Answers::default();
    for (field, value) in pairs {
        answers.set(field, value);
    }
    answers
}

const TENANT: &str = "11111111-2222-3333-4444-555555555555";
const OBJECT: &str = "9f8e7d6c-1a2b-3c4d-5e6f-0a1b2c3d4e5f";
const CLIENT: &str = "22222222-3333-4444-5555-666666666666";
const AUDIENCE: &str = "00000000-1111-2222-3333-444444444444";
const URI: &str = "api://00000000-1111-2222-3333-444444444444";

#[test]
fn a_pasted_text_fills_every_field_that_it_holds() {
    let group = "/subscriptions/85c61f94-0000-4000-8000-6ab44de9bdf8/resourcegroups/prod/providers/";
    let identity = format!("{group}Microsoft.ManagedIdentity/userAssignedIdentities/claude-mi");
    let cluster = format!("{group}Microsoft.ContainerService/managedClusters/main");
    let app = format!("{group}Microsoft.App/containerApps/notes");
    let printed = format!(
        r#"{{"clientId": "{CLIENT}", "principalId": "{OBJECT}", "tenantId": "{TENANT}", "name": "x"}}"#
    );
    let table: [(&str, &str, Filled<'_>, &str); 14] = [
        (
            "tenant_id",
            "https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0",
            vec![("tenant_id", TENANT), ("cloud", "public"), ("token_version", "v2")],
            "an issuer of version 2",
        ),
        (
            "resource",
            "https://sts.windows.net/11111111-2222-3333-4444-555555555555/",
            vec![("tenant_id", TENANT), ("cloud", "public"), ("token_version", "v1")],
            "an issuer of version 1",
        ),
        (
            "tenant_id",
            "https://login.microsoftonline.us/11111111-2222-3333-4444-555555555555/oauth2/token",
            vec![("tenant_id", TENANT), ("cloud", "us-government")],
            "another address says no version",
        ),
        (
            "resource",
            URI,
            vec![("resource", URI), ("audience_app_id", AUDIENCE)],
            "the client id behind api://",
        ),
        (
            "audience_app_id",
            "api://00000000-1111-2222-3333-444444444444/.default",
            vec![("resource", URI), ("audience_app_id", AUDIENCE)],
            "a scope",
        ),
        ("object_id", "api://claude", vec![("resource", "api://claude")], "a URI of somebody's choice"),
        (
            "object_id",
            &identity,
            vec![
                ("resource_group", "prod"),
                ("identity_kind", "user-assigned"),
                ("identity_name", "claude-mi"),
            ],
            "an identity's path",
        ),
        (
            "host_name",
            &cluster,
            vec![("resource_group", "prod"), ("runs_on", "aks"), ("host_name", "main")],
            "a cluster's path",
        ),
        (
            "host_name",
            &app,
            vec![("resource_group", "prod"), ("runs_on", "app"), ("host_name", "notes")],
            "an app's path",
        ),
        (
            "object_id",
            &printed,
            vec![("object_id", OBJECT), ("client_id", CLIENT), ("tenant_id", TENANT)],
            "what az identity show prints",
        ),
        (
            "namespace",
            "system:serviceaccount:prod:worker",
            vec![("runs_on", "aks"), ("namespace", "prod"), ("kubernetes_account", "worker")],
            "a pod's subject",
        ),
        ("object_id", OBJECT, vec![], "an id could be any of them"),
        ("tenant_id", "https://example.com/x", vec![], "another address"),
        ("object_id", "{", vec![], "no JSON"),
    ];
    for (field, text, expected, why) in table {
        let expected: Vec<_> = expected.into_iter().map(|(f, v)| (f, v.to_owned())).collect();
        assert_eq!((PROVIDER.spread)(field, text), expected, "{why}");
    }
}

#[test]
fn a_check_names_what_is_wrong_and_leaves_right_entries_alone() {
    let table = [
        ("object_id", OBJECT, true, "an id"),
        ("object_id", "9f8e7d6c*", false, "other ids begin alike"),
        ("object_id", "9f8e7d6c1a2b3c4d5e6f0a1b2c3d4e5f", false, "no hyphens"),
        ("tenant_id", "contoso.onmicrosoft.com", false, "a domain"),
        ("resource", URI, true, "an identifier URI"),
        ("resource", AUDIENCE, true, "a client id can be asked for as well"),
        ("resource", "api://AzureADTokenExchange", false, "Entra's own"),
        ("resource", "https://management.azure.com/", false, "another service"),
        ("resource", "api://x/.default", false, "a scope"),
        ("resource", "claude", false, "a name"),
        ("identity_name", "/subscriptions/x", false, "a path"),
        ("app_role", "Claude Invoke", false, "a display name"),
        ("namespace", "Prod", false, "capitals"),
    ];
    for (field, text, fine, why) in table {
        let message = (PROVIDER.fields.iter().find(|f| f.id == field).unwrap().check)(text);
        assert_eq!(message.is_none(), fine, "{field}, {why}: {message:?}");
    }
}

#[test]
fn issuer_and_audience_follow_the_version_of_the_tokens() {
    let table: [(Pairs<'_>, &str, &str, &str); 9] = [
        (&[], "", "AUDIENCE_APP_ID", "an empty form admits nobody"),
        (&[("token_version", "v1")], "", "api://AUDIENCE_APP_ID", "nor does one of version 1"),
        (
            &[("tenant_id", TENANT), ("resource", URI)],
            "https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0",
            AUDIENCE,
            "the client id behind the URI",
        ),
        (
            &[("tenant_id", TENANT), ("resource", URI), ("token_version", "v1")],
            "https://sts.windows.net/11111111-2222-3333-4444-555555555555/",
            URI,
            "the URI as asked, and the slash",
        ),
        (&[("token_version", "v1"), ("audience_app_id", AUDIENCE)], "", URI, "the usual URI"),
        (&[("token_version", "v1"), ("resource", AUDIENCE)], "", AUDIENCE, "asked for by client id"),
        (&[("resource", "api://claude"), ("audience_app_id", AUDIENCE)], "", AUDIENCE, "a chosen URI"),
        (&[("resource", "api://claude")], "", "api://claude", "nothing else is known"),
        (
            &[("tenant_id", TENANT), ("cloud", "us-government")],
            "https://login.microsoftonline.us/11111111-2222-3333-4444-555555555555/v2.0",
            "AUDIENCE_APP_ID",
            "a national cloud",
        ),
    ];
    for (answers, issuer, audience, why) in table {
        let made = (PROVIDER.suggest)(&filled(answers));
        assert_eq!(made.issuer.issuer_url, issuer, "{why}");
        assert_eq!(made.rule.audience, audience, "{why}");
        assert_eq!(made.rule.subject_prefix, "OBJECT_ID", "{why}");
    }
}

#[test]
fn ids_in_the_wrong_place_are_doubted() {
    let table: [(Pairs<'_>, usize, &str); 5] = [
        (&[("object_id", OBJECT), ("client_id", CLIENT), ("resource", URI)], 0, "nothing odd"),
        (&[("object_id", CLIENT), ("client_id", CLIENT)], 1, "the client id as object id"),
        (&[("object_id", AUDIENCE), ("audience_app_id", AUDIENCE)], 1, "the audience app as identity"),
        (&[("resource", "api://claude")], 1, "no client id to compare"),
        (&[("runs_on", "aks")], 1, "one issuer for the tenant"),
    ];
    for (answers, doubts, why) in table {
        let made = (PROVIDER.suggest)(&filled(answers));
        assert_eq!(made.doubts.len(), doubts, "{why}: {:?}", made.doubts);
    }
}

#[test]
fn the_issuer_lets_through_what_entra_makes_and_no_more() {
    for (runs_on, lives, why) in
        [("vm", 86_700, "a day and five minutes"), ("aks", 5700, "90 minutes and five")]
    {
        let made = (PROVIDER.suggest)(&Answers::from([("runs_on", runs_on)]));
        let limit: u64 = made.issuer.max_jwt_lifetime_seconds.parse().unwrap();
        assert!(limit >= lives && limit < lives * 3 / 2, "{why}: {limit}");
    }
}

#[test]
fn a_persons_token_fills_no_identity() {
    let claims = |value: Value| Claims::new(value.as_object().unwrap().clone());
    let token = json!({
        "iss": "https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0",
        "aud": AUDIENCE,
        "oid": OBJECT,
        "azp": CLIENT,
        "scp": "access_as_user",
    });
    let answers = (PROVIDER.answers_from)(&claims(token));
    assert_eq!((answers.get("tenant_id"), answers.get("audience_app_id")), (TENANT, AUDIENCE));
    assert_eq!((answers.get("object_id"), answers.get("client_id")), ("", ""));
    for odd in [json!({}), json!({"iss": 1, "aud": [], "oid": {}}), json!({"iss": "https://"})] {
        assert_eq!((PROVIDER.answers_from)(&claims(odd)).get("tenant_id"), "");
    }
}
