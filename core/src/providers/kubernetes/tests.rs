#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;
use crate::condition::{Condition, Constancy, Evaluation};
use crate::facts::{
    ADVISORY_REFRESH_SECONDS, MAX_JWT_LIFETIME_DEFAULT, MINTED_LIFETIME_FACTOR, MINTED_LIFETIME_MIN,
    NAME_LENGTH,
};
use crate::providers::{self, Answers, Suggestion};
use crate::rule::KeySourceKind;
use crate::token::Claims;
use serde_json::{Value, json};

const UID: &str = "a0b1c2d3-9999-4888-8777-666655554444";
const EKS: &str = "https://oidc.eks.us-west-2.amazonaws.com/id/6FA42E7BFDE8549C0123456789ABCDEF";
const GKE: &str =
    "https://container.googleapis.com/v1/projects/my-project/locations/us-central1/clusters/prod";
const AKS: &str = "https://westeurope.oic.prod-aks.azure.com/11111111-2222-3333-4444-555555555555/53aa724a-f0a4-4205-919e-9b467fa667e4/";

fn claims(value: Value) -> Claims {
    let Value::Object(map) = value else { panic!("claims are an object") };
    Claims::new(map)
}

fn projected(issuer: &str, pod: &str) -> Value {
    json!({
        "aud": ["https://api.anthropic.com"], "exp": 1_780_003_600, "iat": 1_780_000_000, "nbf": 1_780_000_000,
        "iss": issuer, "jti": "8c1f5e52-0000-4000-8000-000000000040",
        "kubernetes.io": {
            "namespace": "inference",
            "pod": {"name": pod, "uid": "0b7c1d2e-3333-4444-8555-666677778888"},
            "serviceaccount": {"name": "inference-worker", "uid": UID},
        },
        "sub": "system:serviceaccount:inference:inference-worker",
    })
}

fn suggest(answers: &Answers) -> Suggestion {
    (PROVIDER.suggest)(answers)
}

#[test]
fn the_kind_of_cluster_decides_where_keys_come_from() {
    use KeySourceKind::{Discovery, Inline};
    let own = "https://k8s-oidc.acme.example";
    let table = [
        ("", "", Inline, DEFAULT_ISSUER, "kubernetes-cluster", "nothing chosen means self-managed"),
        ("self-managed", "", Inline, DEFAULT_ISSUER, "kubernetes-cluster", "kubeadm's default stands in"),
        ("self-managed", own, Inline, own, "kubernetes-k8s-oidc-acme-example", "the typed issuer counts"),
        ("eks", EKS, Discovery, EKS, "eks-6fa42e7bfde8549c0123456789abcdef", "EKS publishes its keys"),
        ("gke", GKE, Discovery, GKE, "gke-prod", "GKE names clusters in the address"),
        ("aks", AKS, Discovery, AKS, "aks-53aa724a-f0a4-4205-919e-9b467fa667e4", "the last slash is kept"),
        ("aks", "", Discovery, "", "aks-cluster", "no default would be right for a cloud"),
        (
            "other",
            EKS,
            Discovery,
            EKS,
            "other-6fa42e7bfde8549c0123456789abcdef",
            "an unknown kind is showable",
        ),
    ];
    for (cluster, typed, kind, issuer, name, why) in table {
        let made =
            suggest(&Answers::from([("cluster", cluster), ("issuer_url", typed), ("jwks", "{}")])).issuer;
        assert_eq!(made.jwks.kind, kind, "{why}");
        assert_eq!(made.issuer_url, issuer, "{why}");
        assert_eq!(made.name, name, "{why}");
        assert_eq!(made.jwks.keys.is_empty(), kind == Discovery, "{why}");
        assert_eq!(made.check_jti, Some(true), "{why}");
        assert_eq!(made.max_jwt_lifetime_seconds, "3600", "{why}");
    }
}

#[test]
fn a_token_fills_the_form_and_the_form_gives_back_its_subject() {
    let default = DEFAULT_ISSUER;
    let dual_stack = "https://oidc-eks.us-west-2.api.aws/id/0123456789ABCDEF6FA42E7BFDE8549C";
    let china =
        "https://oidc-eks.cn-north-1.api.amazonwebservices.com.cn/id/0123456789ABCDEF6FA42E7BFDE8549C";
    let pod = "inference-worker-6c9f7d5b8-x2x7k";
    let table = [
        (EKS, "eks", pod, "inference-worker", "the classic host"),
        (dual_stack, "eks", pod, "inference-worker", "the dual-stack host"),
        (china, "eks", pod, "inference-worker", "another partition"),
        (GKE, "gke", pod, "inference-worker", "a regional cluster"),
        (AKS, "aks", "claude-inference-6c9f7d5b8-x2x7k", "claude-inference", "a slash at the end"),
        (default, "self-managed", "inference-worker-0", "", "a pod of a StatefulSet has no Deployment"),
        (default, "self-managed", "inference-worker-nightly-x2x7k", "", "vowels were chosen by somebody"),
        ("https://k8s-oidc.acme.example", "self-managed", "debug", "", "an issuer of one's own"),
        (
            "https://evil.example/.amazonaws.com",
            "self-managed",
            "a-é-x2x7k",
            "",
            "the host counts, not the path",
        ),
    ];
    for (issuer, cluster, pod, workload, why) in table {
        let answers = (PROVIDER.answers_from)(&claims(projected(issuer, pod)));
        assert_eq!(answers.get("cluster"), cluster, "{why}");
        assert_eq!(answers.get("issuer_url"), issuer, "{why}");
        assert_eq!(answers.get("namespace"), "inference", "{why}");
        assert_eq!(answers.get("service_account"), "inference-worker", "{why}");
        assert_eq!(answers.get("service_account_uid"), UID, "{why}");
        assert_eq!(answers.get("workload"), workload, "{why}");
        let made = suggest(&answers);
        assert_eq!(made.issuer.issuer_url, issuer, "{why}");
        assert_eq!(made.rule.subject_prefix, "system:serviceaccount:inference:inference-worker", "{why}");
        assert_eq!(made.rule.name, "inference-inference-worker", "{why}");
    }
}

#[test]
fn an_odd_token_fills_what_it_can() {
    let legacy = claims(json!({
        "iss": "kubernetes/serviceaccount",
        "kubernetes.io/serviceaccount/namespace": "inference",
        "kubernetes.io/serviceaccount/service-account.name": "inference-worker",
        "kubernetes.io/serviceaccount/service-account.uid": UID,
        "sub": "system:serviceaccount:inference:inference-worker",
    }));
    let answers = (PROVIDER.answers_from)(&legacy);
    assert_eq!(answers.get("issuer_url"), "", "the old issuer is of no use");
    assert_eq!(answers.get("service_account_uid"), UID);

    let subject_alone = claims(json!({"sub": "system:serviceaccount:ns:name", "kubernetes.io": 7}));
    let answers = (PROVIDER.answers_from)(&subject_alone);
    assert_eq!((answers.get("namespace"), answers.get("service_account")), ("ns", "name"));

    for odd in [
        json!({}),
        json!({"sub": "system:serviceaccount:ns", "kubernetes.io": {"namespace": 1}}),
        json!({"sub": []}),
    ] {
        let answers = (PROVIDER.answers_from)(&claims(odd));
        assert_eq!(answers.get("namespace"), "");
    }
}

#[test]
fn the_condition_admits_this_very_account_and_nobody_else() {
    let rule = suggest(&Answers::from([("service_account_uid", UID)])).rule;
    assert_eq!(rule.condition, format!("claims[\"kubernetes.io\"].serviceaccount.uid == \"{UID}\""));
    let condition = Condition::compile(&rule.condition).expect("it is CEL");
    let mut token = projected(EKS, "p");
    assert_eq!(condition.evaluate(token.as_object().unwrap()), Evaluation::True);
    token["kubernetes.io"]["serviceaccount"]["uid"] = json!("a0b1c2d3-9999-4888-8777-000000000001");
    assert_eq!(condition.evaluate(token.as_object().unwrap()), Evaluation::False, "made again, same name");

    for hostile in
        [r#"" || true || ""#, r"\", "a\nb", "'", "a\u{2028}b", r#"\" || true"#, "{namespace}", "\u{1}é🦀"]
    {
        let rule = suggest(&Answers::from([("service_account_uid", hostile)])).rule;
        let condition = Condition::compile(&rule.condition).expect("typed text stays one literal");
        assert_eq!(condition.constancy(), Constancy::Varies, "{hostile:?}");
        token["kubernetes.io"]["serviceaccount"]["uid"] = json!(hostile.trim());
        assert_eq!(
            condition.evaluate(token.as_object().unwrap()),
            Evaluation::True,
            "{hostile:?} means itself"
        );
        token["kubernetes.io"]["serviceaccount"]["uid"] = json!(UID);
        assert_eq!(
            condition.evaluate(token.as_object().unwrap()),
            Evaluation::False,
            "{hostile:?} admits no other"
        );
    }
    assert_eq!(suggest(&Answers::default()).rule.condition, "", "no uid, no condition");
}

#[test]
fn half_a_form_never_admits_more_than_a_whole_one() {
    let table = [
        (vec![], "system:serviceaccount:NAMESPACE:SERVICE_ACCOUNT", "no name has capitals"),
        (vec![("namespace", "a")], "system:serviceaccount:a:SERVICE_ACCOUNT", "not the whole namespace"),
        (vec![("service_account", "b")], "system:serviceaccount:NAMESPACE:b", "not in any namespace"),
        (
            vec![("namespace", " a "), ("service_account", "b\n")],
            "system:serviceaccount:a:b",
            "blanks do not count",
        ),
    ];
    for (answered, subject, why) in table {
        let mut answers = Answers::default();
        for (field, value) in answered {
            answers.set(field, value);
        }
        let made = suggest(&answers);
        assert_eq!(made.rule.subject_prefix, subject, "{why}");
        assert_eq!(made.rule.audience, "https://api.anthropic.com", "{why}");
        assert_eq!(made.rule.oauth_scope, "workspace:inference", "{why}");
        assert_eq!(made.rule.token_lifetime_seconds, "3600", "{why}");
        assert!(made.rule.to_create_body().is_object(), "{why}");
    }
}

#[test]
fn names_are_ones_that_the_service_takes_whatever_was_typed() {
    let long = "x".repeat(400);
    for typed in ["", "a", "A.B", "--", "é", "💥/..", "a_b c", "'; rm", "\0", &long, "-a-", "a:b*"] {
        for cluster in ["", "eks", "'", "É"] {
            let made = suggest(&Answers::from([
                ("cluster", cluster),
                ("issuer_url", typed),
                ("namespace", typed),
                ("service_account", typed),
            ]));
            for name in [&made.issuer.name, &made.rule.name, &made.account.name] {
                assert!(NAME_LENGTH.value.contains(&name.len()), "{typed:?} gives {name:?}");
                assert!(
                    name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'),
                    "{typed:?} gives {name:?}"
                );
            }
        }
    }
}

/// The promise of [`LIFETIME_SECONDS`]: at whatever age of its token a process starts, its next exchange falls at least ten
/// minutes after the kubelet wrote the next token.
#[test]
fn a_client_never_meets_the_same_token_twice() {
    let rotation = LIFETIME_SECONDS * 8 / 10;
    for age in 0..=rotation {
        let bound = MINTED_LIFETIME_FACTOR.value * (LIFETIME_SECONDS - age);
        let minted = LIFETIME_SECONDS.min(bound).max(MINTED_LIFETIME_MIN.value);
        let next_exchange = age + minted - ADVISORY_REFRESH_SECONDS.value;
        assert!(next_exchange >= rotation + 600, "a process that starts {age} s after the token was written");
    }
    // The issuer's default takes the token.
    const { assert!(LIFETIME_SECONDS <= MAX_JWT_LIFETIME_DEFAULT.value) };
}

#[test]
fn a_check_names_what_is_wrong_and_leaves_right_entries_alone() {
    let field = |id: &str| PROVIDER.fields.iter().find(|f| f.id == id).expect("a field").check;
    let long_label = "a".repeat(64);
    let table = [
        ("namespace", "inference", true, "a label"),
        ("namespace", "0-a", true, "digits may begin"),
        ("namespace", "Inference", false, "capitals"),
        ("namespace", "inference.dev", false, "a namespace has no dots"),
        ("namespace", "inference*", false, "a wildcard is no name"),
        ("namespace", "-a", false, "a hyphen at an end"),
        ("namespace", long_label.as_str(), false, "longer than 63"),
        ("namespace", "inférence", false, "letters are ASCII"),
        ("service_account", "inference-worker.v2", true, "dots are allowed here"),
        ("service_account", "a..b", false, "an empty label"),
        ("service_account", "*", false, "a wildcard is no name"),
        ("service_account", "system:serviceaccount:a:b", false, "a whole subject"),
        ("service_account_uid", UID, true, "a UUID"),
        ("service_account_uid", "A0B1C2D3-9999-4888-8777-666655554444", false, "compared exactly"),
        ("service_account_uid", "a0b1c2d3999948888777666655554444", false, "no hyphens"),
        ("service_account_uid", "é0b1c2d3-9999-4888-8777-66665555444", false, "no digits of another script"),
        ("issuer_url", EKS, true, "as the cloud prints it"),
        ("issuer_url", AKS, true, "with its slash"),
        ("issuer_url", AKS.trim_end_matches('/'), false, "AKS without its slash"),
        ("issuer_url", "https://kubernetes.default.svc:6443", true, "never dialled, so a port is fine"),
        ("issuer_url", "http://kubernetes.default.svc", false, "not https"),
        ("issuer_url", "kubernetes/serviceaccount", false, "the issuer of old tokens"),
        ("issuer_url", "https://", false, "no host"),
        ("issuer_url", "https://a b", false, "a blank"),
        ("issuer_url", "https://h/.well-known/openid-configuration", false, "the document, not the issuer"),
        ("jwks", r#"{"keys":[{"kty":"RSA","kid":"a","n":"AQAB","e":"AQAB"}]}"#, true, "a JWKS"),
        (
            "jwks",
            r#"{"keys":[{"kty":"RSA","kid":"a","n":"AQAB","e":"AQAB","d":"AQAB"}]}"#,
            false,
            "a private key",
        ),
        ("jwks", r#"{"keys":[]}"#, false, "no key"),
        ("jwks", r#"{"issuer":"https://h","jwks_uri":"https://h/jwks"}"#, false, "the discovery document"),
        ("jwks", "keys", false, "no JSON"),
        ("jwks", "7", false, "no key set"),
        ("workload", "inference-worker", true, "a name"),
        ("workload", "deployment/inference-worker", false, "a kind in front"),
        ("image", "registry.example.com:5000/team/app:1.4.2@sha256:00ff", true, "tag and digest"),
        ("image", "app; id", false, "no image has blanks"),
    ];
    for (id, entry, fine, why) in table {
        let message = field(id)(entry);
        assert_eq!(message.is_none(), fine, "{id} {why}: {message:?}");
        assert!(message.is_none_or(|m| m.ends_with('.')), "{why}: a message is a sentence");
    }
}

#[test]
fn keys_are_asked_for_only_where_nobody_can_fetch_them() {
    let asked = PROVIDER.fields.iter().find(|f| f.id == "jwks").expect("a field").asked;
    for (cluster, expected) in
        [("", true), ("self-managed", true), ("eks", false), ("gke", false), ("aks", false)]
    {
        assert_eq!(asked(&Answers::from([("cluster", cluster)])), expected, "{cluster}");
    }
}

#[test]
fn every_issuer_leads_back_to_this_provider() {
    for shape in PROVIDER.issuers {
        assert_eq!(providers::find_by_detection(shape.detection).map(|p| p.slug), Some("kubernetes"));
    }
}

#[test]
fn examples_pass_their_own_checks() {
    for field in PROVIDER.fields.iter().filter(|f| f.id != "jwks") {
        assert_eq!((field.check)(field.example), None, "{}", field.id);
    }
}

#[test]
fn a_pasted_subject_or_issuer_fills_what_it_holds() {
    let both = vec![("namespace", "prod".to_owned()), ("service_account", "notes".to_owned())];
    let cluster =
        |kind: &str, issuer: &str| vec![("cluster", kind.to_owned()), ("issuer_url", issuer.to_owned())];
    let default = "https://kubernetes.default.svc";
    let document = format!("{AKS}.well-known/openid-configuration");
    let table = [
        ("namespace", "system:serviceaccount:prod:notes", both.clone(), "in the first field"),
        ("image", " system:serviceaccount:prod:notes ", both, "in any other"),
        ("namespace", "prod", Vec::new(), "a plain name"),
        ("namespace", "system:serviceaccount:prod:", Vec::new(), "half a subject"),
        ("namespace", EKS, cluster("eks", EKS), "Amazon's"),
        ("issuer_url", GKE, cluster("gke", GKE), "Google's, in its own field"),
        ("image", AKS.trim_end_matches('/'), cluster("aks", AKS), "Azure's gets its slash"),
        ("workload", document.as_str(), cluster("aks", AKS), "the discovery document's address"),
        ("namespace", default, cluster("self-managed", default), "what many clusters share"),
        (
            "issuer_url",
            "https://k8s-oidc.acme.example",
            Vec::new(),
            "an address of one's own may be anything",
        ),
        ("issuer_url", "https://evil.example/.oic.prod-aks.azure.com/", Vec::new(), "the host counts"),
    ];
    for (field, text, expected, why) in table {
        assert_eq!((PROVIDER.spread)(field, text), expected, "{why}");
    }
}

#[test]
fn what_belongs_to_one_cloud_is_shown_there_alone() {
    let shown = |kind: &str| -> String {
        let answers = Answers::from([("cluster", kind)]);
        let finds = PROVIDER.fields.iter().flat_map(|f| f.find);
        let places = PROVIDER.key_places.iter().map(|place| &place.find);
        let all = finds.chain(PROVIDER.guard.audit).chain(places);
        all.filter(|command| (command.when)(&answers)).map(|command| command.template).collect()
    };
    let tools = [("eks", "aws "), ("gke", "gcloud "), ("aks", "az ")];
    for kind in ["", "self-managed", "eks", "gke", "aks"] {
        for (own, tool) in tools {
            assert_eq!(shown(kind).contains(tool), kind == own, "{tool} on {kind}");
        }
    }
}
