#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::{Change, Parts, Specimen, Stranger};
use crate::condition::{Wanted, Wish};
use serde_json::{Value, json};

static SPECIMEN: Specimen = Specimen {
    claims: r#"{
        "sub":"<SUBJECT>","aud":["<AUDIENCE>","account"],
        "in":{"number":"<#NUMBER>","pod?":{"name?":"<POD>"},"person?":"<PERSON>"},"roles?":["<ROLE>"],"kind?":"<KIND>"
    }"#,
    parts: &[
        ("SUBJECT", "worker@acme.example"),
        ("NAME", "worker"),
        ("PLACE", "acme"),
        ("AUDIENCE", "claude"),
        ("NUMBER", "7"),
        ("POD", "pod-1"),
        ("PERSON", ""),
        ("ROLE", ""),
        ("KIND", ""),
    ],
    forms: &[("SUBJECT", &["<NAME>@<PLACE>.example"])],
    implied: &[("SUBJECT", "<NAME>@<PLACE>.example", "KIND", "<NAME>")],
    strangers: &[
        Stranger { id: "number", title: "", who: "", changes: &[Change::Is("NUMBER", "8")] },
        Stranger { id: "podless", title: "", who: "", changes: &[Change::Is("POD", "")] },
        Stranger { id: "person", title: "", who: "", changes: &[Change::Is("PERSON", "alice")] },
        Stranger { id: "audience", title: "", who: "", changes: &[Change::Is("AUDIENCE", "other")] },
        Stranger { id: "role", title: "", who: "", changes: &[Change::Is("ROLE", "admin")] },
        Stranger { id: "member", title: "", who: "", changes: &[Change::WithoutMember("in", "number")] },
        Stranger {
            id: "both",
            title: "",
            who: "",
            changes: &[Change::Claim("aud", r#"["<AUDIENCE>","both"]"#)],
        },
    ],
};

fn own() -> Value {
    json!({"sub": "worker@acme.example", "aud": ["claude", "account"], "in": {"number": 7, "pod": {"name": "pod-1"}}})
}

#[test]
fn numbers_lists_and_members_are_written_and_read() {
    let parts = Parts::default();
    assert_eq!(Value::from(SPECIMEN.write(&parts)), own());
    assert_eq!(SPECIMEN.problems(), Vec::<String>::new());
    let claims = json!({
        "sub": "worker@acme.example", "aud": ["claude", "account"],
        "in": {"number": 12, "pod": {"name": "pod-2"}, "person": "bob"}, "roles": ["reader"], "kind": "x"
    });
    let parts = SPECIMEN.parts_of(claims.as_object().unwrap());
    assert_eq!(Value::from(SPECIMEN.write(&parts)), claims);
}

/// What a stranger's token says where it differs, as JSON pointers; `null` for what is not there.
fn differences(id: &str, owner: &Value) -> Vec<(&'static str, Value)> {
    let all = SPECIMEN.strangers_of(owner.as_object().unwrap());
    let claims = all.into_iter().find(|(stranger, _)| stranger.id == id).map(|(_, claims)| claims);
    let Some(claims) = claims.map(Value::from) else { return Vec::new() };
    ["/sub", "/aud", "/in/number", "/in/pod", "/in/person", "/roles"]
        .into_iter()
        .filter(|place| claims.pointer(place) != owner.pointer(place))
        .map(|place| (place, claims.pointer(place).cloned().unwrap_or_default()))
        .collect()
}

#[test]
fn a_stranger_differs_at_any_depth_and_in_nothing_else() {
    let table = [
        ("number", "/in/number", json!(8)),
        ("podless", "/in/pod", json!(null)),
        ("person", "/in/person", json!("alice")),
        ("audience", "/aud", json!(["other", "account"])),
        ("role", "/roles", json!(["admin"])),
        ("member", "/in/number", json!(null)),
        ("both", "/aud", json!(["claude", "both"])),
    ];
    for (id, place, value) in table {
        assert_eq!(differences(id, &own()), [(place, value)], "{id}");
    }
}

#[test]
fn one_audience_stays_a_text_and_a_list_is_changed_whole() {
    let mut text = own();
    text["aud"] = json!("claude");
    assert_eq!(differences("audience", &text), [("/aud", json!("other"))]);
    let mut roles = own();
    roles["roles"] = json!(["reader", "writer"]);
    assert_eq!(
        differences("role", &roles),
        [("/roles", json!(["admin"]))],
        "nothing of the workload's is left"
    );
}

#[test]
fn what_a_token_has_no_place_for_neither_has_a_strangers() {
    let podless = json!({"sub": "worker@acme.example", "aud": ["claude"], "in": {"number": 7}});
    assert_eq!(differences("podless", &podless), [], "a pod is left out of it, and that is no difference");
}

#[test]
fn a_rule_tells_parts_by_numbers_lists_beginnings_and_endings() {
    let wish = |path: &[&str], wanted: Wanted| {
        let asked = [Wish { path: path.iter().map(|name| (*name).to_owned()).collect(), wanted }];
        Value::from(SPECIMEN.write(&SPECIMEN.parts_of_rule(&asked, None)))
    };
    assert_eq!(wish(&["in", "number"], Wanted::Is(json!(12)))["in"]["number"], json!(12));
    assert_eq!(wish(&["roles"], Wanted::Holds(json!("reader")))["roles"], json!(["reader"]));
    assert_eq!(wish(&["sub"], Wanted::Starts("batch@".into()))["sub"], json!("batch@acme.example"));
    assert_eq!(wish(&["sub"], Wanted::Ends("@site.example".into()))["sub"], json!("worker@site.example"));
    let implied = wish(&["sub"], Wanted::Starts("batch@".into()));
    assert_eq!(implied["kind"], json!("batch"), "a subject of that form says who it is");
    assert_eq!(wish(&["sub"], Wanted::Ends("else".into()))["sub"], json!("worker@acme.example"));
}
