//! What each place has around it, one row per reason.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::precedence::{PYTHON, Source, resolve};
use crate::surroundings::{gather, read};

/// Rows of files by name, with their texts; the places with what Python uses there; and why.
type Places =
    (&'static [(&'static str, &'static str)], &'static [(&'static str, &'static str)], &'static str);

const FEDERATION: &str = "ANTHROPIC_FEDERATION_RULE_ID=fdrl_1\nANTHROPIC_ORGANIZATION_ID=00000000-0000-4000-8000-000000000001\n\
                          ANTHROPIC_IDENTITY_TOKEN_FILE=/t";
const TWO: &str = "services:\n  a:\n    environment: [ANTHROPIC_API_KEY=abc]\n  b:\n    image: c\n    environment: [ANTHROPIC_AUTH_TOKEN=abc]\n  c: {}";
const POD: &str = "apiVersion: v1\nkind: Pod\nmetadata: {name: p, namespace: n}\nspec:\n  containers:\n  - name: c\n    envFrom:\n    - secretRef: {name: s}";
const SECRET: &str = "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: {ANTHROPIC_API_KEY: YWJj}";
const EMPTY: &str =
    "apiVersion: v1\nkind: Secret\nmetadata: {name: s, namespace: n}\ndata: {ANTHROPIC_API_KEY: ''}";

#[test]
fn each_place_has_its_own_settings() {
    let rows: [Places; 19] = [
        (
            &[
                (".env", "ANTHROPIC_API_KEY="),
                ("compose.yml", "services:\n  a:\n    environment: [ANTHROPIC_API_KEY]"),
            ],
            &[("", "none"), ("service a", "none")],
            "a name without a value is the process's own",
        ),
        (
            &[("compose.yml", "services:\n  a:\n    environment: [ANTHROPIC_API_KEY]")],
            &[("service a", "api_key")],
            "and may be set where that is not here",
        ),
        (
            &[("compose.yml", TWO)],
            &[("service a", "api_key"), ("service b", "auth_token")],
            "services that say something",
        ),
        (
            &[(".env", FEDERATION), ("compose.yml", TWO)],
            &[("", "federation_env"), ("service a", "api_key"), ("service b", "auth_token")],
            "plain files reach all",
        ),
        (
            &[
                (".env", "ANTHROPIC_API_KEY=abc"),
                ("compose.yml", "services:\n  a:\n    environment: {ANTHROPIC_API_KEY: ''}"),
            ],
            &[("", "api_key"), ("service a", "none")],
            "a place outranks them",
        ),
        (
            &[
                ("x/a.env", "ANTHROPIC_API_KEY=abc"),
                (
                    "x/compose.yml",
                    "services:\n  a:\n    env_file: ./a.env\n  b:\n    environment: [ANTHROPIC_PROFILE=p]",
                ),
            ],
            &[("service a", "api_key"), ("service b", "error")],
            "a file that one service names is that service's",
        ),
        (
            &[
                ("a.env", "ANTHROPIC_API_KEY=abc"),
                (
                    "compose.yml",
                    "services:\n  a:\n    env_file: [a.env]\n    environment: {ANTHROPIC_API_KEY: ''}",
                ),
            ],
            &[("service a", "none")],
            "environment outranks env_file",
        ),
        (
            &[(
                "compose.yml",
                "services:\n  a:\n    environment: [ANTHROPIC_API_KEY=abc]\n  b:\n    extends: {service: a}\n    environment: {ANTHROPIC_AUTH_TOKEN: ''}",
            )],
            &[("service a", "api_key"), ("service b", "api_key")],
            "what is extended comes first",
        ),
        (
            &[(
                "compose.yml",
                "services:\n  a:\n    build: {args: {ANTHROPIC_API_KEY: abc}}\n    environment: {ANTHROPIC_BASE_URL: x}",
            )],
            &[("service a", "none")],
            "arguments of a build reach no container",
        ),
        (
            &[("p.yml", POD), ("s.yml", SECRET)],
            &[("container c of Pod p", "api_key")],
            "a secret of another file",
        ),
        (
            &[("s.yml", SECRET), ("e.yml", EMPTY), ("p.yml", POD)],
            &[("container c of Pod p", "none"), ("Secret s", "api_key")],
            "the one in its own namespace",
        ),
        (&[("p.yml", POD)], &[("", "none")], "a secret that nobody gave"),
        (
            &[("s.yml", SECRET)],
            &[("Secret s", "api_key")],
            "a secret that nobody takes is there for somebody",
        ),
        (
            &[
                (
                    "p.yml",
                    "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  containers:\n  - name: c\n    env: [{name: ANTHROPIC_API_KEY, value: ''}]\n    envFrom: [{secretRef: {name: s}}]",
                ),
                ("s.yml", SECRET),
            ],
            &[("container c of Pod p", "none")],
            "env outranks envFrom",
        ),
        (
            &[(
                "p.yml",
                "apiVersion: v1\nkind: List\nitems:\n- kind: ConfigMap\n  metadata: {name: m}\n  data: {API_KEY: abc}\n- kind: Pod\n  metadata: {name: p}\n  spec:\n    containers:\n    - name: c\n      envFrom: [{configMapRef: {name: m}, prefix: ANTHROPIC_}]",
            )],
            &[("container c of Pod p", "api_key")],
            "a prefix makes the name",
        ),
        (
            &[(
                "p.yml",
                "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {k: ''}\n---\nkind: Pod\napiVersion: v1\nmetadata: {name: p}\nspec:\n  containers:\n  - name: c\n    env: [{name: ANTHROPIC_API_KEY, valueFrom: {secretKeyRef: {name: s, key: k}}}]",
            )],
            &[("container c of Pod p", "none")],
            "a key that is there, and empty",
        ),
        (
            &[("v.yml", "a: {ANTHROPIC_API_KEY: abc}\nb: {ANTHROPIC_AUTH_TOKEN: ''}")],
            &[("whole file", "api_key")],
            "any YAML is one place",
        ),
        (
            &[("v.yml", "ANTHROPIC_API_KEY: abc\nb: {ANTHROPIC_API_KEY: ''}")],
            &[("top", "api_key"), ("b", "none")],
            "unless a variable stands in several mappings",
        ),
        (&[("v.yml", "a: b"), ("compose.yml", "services: {}")], &[("", "none")], "one place at least"),
    ];
    for (files, expected, why) in rows {
        let readings: Vec<_> = files.iter().map(|(file, text)| read(file, text).unwrap()).collect();
        let gathered = gather(&readings, 1_795_219_200);
        let found: Vec<_> = gathered
            .places()
            .iter()
            .enumerate()
            .map(|(at, place)| {
                (place.name.as_str(), resolve(&PYTHON, gathered.at(at, &PYTHON)).source.code())
            })
            .collect();
        assert_eq!(found, expected, "{why}");
    }
}

#[test]
fn a_profile_from_a_mounted_map_is_found() {
    let text = r#"
apiVersion: v1
kind: ConfigMap
metadata: {name: m}
data:
  p.json: |
    {"authentication": {"type": "oidc_federation", "federation_rule_id": "fdrl_1",
      "identity_token": {"source": "file", "path": "/t"}}, "organization_id": "00000000-0000-4000-8000-000000000001"}
---
apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  containers:
  - name: c
    env: [{name: ANTHROPIC_CONFIG_DIR, value: /etc/anthropic}]
    volumeMounts: [{name: v, mountPath: MOUNT}]
  volumes:
  - name: v
    VOLUME
"#;
    let rows = [
        (
            "/etc/anthropic/configs",
            "configMap: {name: m, items: [{key: p.json, path: default.json}]}",
            true,
            "an item by its path",
        ),
        ("/etc/anthropic/configs", "configMap: {name: m}", false, "a file of another name"),
        (
            "/etc/anthropic/configs/default.json, subPath: p.json",
            "configMap: {name: m}",
            true,
            "a single file",
        ),
        (
            "/etc/anthropic/configs/",
            "projected: {sources: [{configMap: {name: m, items: [{key: p.json, path: default.json}]}}]}",
            true,
            "projected",
        ),
        (
            "/etc/elsewhere",
            "configMap: {name: m, items: [{key: p.json, path: default.json}]}",
            false,
            "elsewhere",
        ),
    ];
    for (mount, volume, there, why) in rows {
        let text = text.replace("MOUNT", mount).replace("VOLUME", volume);
        let gathered = gather(&[read("a.yaml", &text).unwrap()], 1_795_219_200);
        let found = resolve(&PYTHON, gathered.at(0, &PYTHON)).source;
        assert_eq!(found == Source::ActiveProfile, there, "{why}: {found:?}");
    }
}

#[test]
fn what_is_taken_from_what_nobody_gave_is_said() {
    let pod = |more: &str| format!("{POD}\n      {more}");
    let missing = |text: &str| {
        let gathered = gather(&[read("p.yml", text).unwrap()], 0);
        gathered.missing().iter().map(|unread| unread.line).collect::<Vec<_>>()
    };
    assert_eq!(missing(POD), [8], "a secret");
    assert!(missing(&POD.replace("{name: s}", "{name: s, optional: true}")).is_empty(), "an optional one");
    assert_eq!(missing(&format!("{}\n---\n{SECRET}", pod(""))), [0; 0], "it is there");
    assert_eq!(missing("services:\n  a:\n    env_file: a.env"), [3], "a file");
}
