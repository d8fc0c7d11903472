//! Terraform for the resources at Claude, in the dialects of providers that others wrote.

use super::{admin_bodies, wiring};
use crate::export::{Artifact, Export, Language, Purpose};
use crate::facts::Source;
use crate::quote::{Hcl, Quoted};
use crate::setup::Setup;
use serde_json::Value;

/// One file for each community provider that has all of the resources and everything that a rule here needs.
pub(super) static EXPORT: Export = Export { id: "terraform", fits: |_| true, render };

const TEMPLATE: &str = include_str!("../templates/terraform.tf");

const CONSOLE_ONLY: &str = "#\n# The scope of this rule can be granted in a Console session alone: make the rule there and import it.\n";

type Part = Quoted<Hcl>;

/// How a provider spells things.
struct Dialect {
    path: &'static str,
    title: &'static str,
    source: &'static str,
    /// Its local name, with which its resources begin.
    local: &'static str,
    /// The resource that makes an account a member of a workspace.
    membership: &'static str,
    /// Members of `jwks` as the API has them, and what they are here: of the attribute `jwks`, or of the resource.
    jwks: [(&'static str, &'static str); 5],
    jwks_nested: bool,
    /// Whether the keys are a list of JSON texts rather than one text with a JSON list.
    keys_apart: bool,
    /// Whether the account stands in `target`.
    target_nested: bool,
    /// Attributes of the account.
    account: &'static [&'static str],
    /// The variable that it reads its token from.
    token: &'static str,
    docs: Source,
}

const JWKS: [(&str, &str); 5] = [
    ("type", "type"),
    ("discovery_base", "discovery_base"),
    ("url", "url"),
    ("keys", "keys"),
    ("ca_cert_pem", "ca_cert_pem"),
];

/// Left out because they lack `check_jti` and `max_jwt_lifetime_seconds`: frank-bee/anthropic and
/// rileydakota/claude-platform; because they lack issuers and rules: jianyuan/anthropic and TrogonStack/anthropic (their
/// documentation, read 2026-11-22).
static DIALECTS: &[Dialect] = &[
    Dialect {
        path: "claude/terraform-ippontech.tf",
        title: "Terraform for the community provider ippontech/anthropic",
        source: "ippontech/anthropic",
        local: "anthropic",
        membership: "service_account_workspace",
        jwks: JWKS,
        jwks_nested: true,
        keys_apart: false,
        target_nested: true,
        account: &["name", "description", "organization_role"],
        token: "ANTHROPIC_AUTH_TOKEN",
        docs: Source {
            title: "ippontech/anthropic",
            url: "https://github.com/ippontech/terraform-provider-anthropic/tree/main/docs/resources",
            read: "2026-11-22",
        },
    },
    Dialect {
        path: "claude/terraform-uttej-badwane.tf",
        title: "Terraform for the community provider uttej-badwane/anthropic-enterprise",
        source: "uttej-badwane/anthropic-enterprise",
        local: "anthropic",
        membership: "workspace_service_account",
        jwks: JWKS,
        jwks_nested: true,
        keys_apart: true,
        target_nested: false,
        account: &["name", "description", "organization_role"],
        token: "ANTHROPIC_AUTH_TOKEN",
        docs: Source {
            title: "uttej-badwane/anthropic-enterprise",
            url: "https://github.com/uttej-badwane/terraform-provider-anthropic-enterprise/tree/main/docs/resources",
            read: "2026-11-22",
        },
    },
    Dialect {
        path: "claude/terraform-erran.tf",
        title: "Terraform for the community provider erran/claude",
        source: "erran/claude",
        local: "claude",
        membership: "service_account_workspace",
        jwks: [
            ("type", "jwks_type"),
            ("discovery_base", "jwks_discovery_base"),
            ("url", "jwks_url"),
            ("keys", "jwks_inline_keys"),
            ("ca_cert_pem", "jwks_ca_cert_pem"),
        ],
        jwks_nested: false,
        keys_apart: false,
        target_nested: true,
        // It knows no description.
        account: &["name", "organization_role"],
        token: "ANTHROPIC_OAUTH_TOKEN",
        docs: Source {
            title: "erran/claude",
            url: "https://github.com/erran/terraform-provider-claude/tree/main/docs/resources",
            read: "2026-11-22",
        },
    },
];

fn render(setup: &Setup) -> Vec<Artifact> {
    DIALECTS
        .iter()
        .map(|dialect| Artifact {
            path: dialect.path.to_owned(),
            title: dialect.title.to_owned(),
            purpose: Purpose::Claude,
            language: Language::Hcl,
            belongs: None,
            body: file(setup, dialect).into_text(),
        })
        .collect()
}

fn file(setup: &Setup, dialect: &Dialect) -> Part {
    let scope = if wiring::grants_console_only(setup) { Part::fixed(CONSOLE_ONLY) } else { Part::nothing() };
    let head = Part::fill(
        TEMPLATE,
        &[
            ("source", Part::fixed(dialect.source)),
            ("docs", Part::fixed(dialect.docs.url)),
            ("read", Part::fixed(dialect.docs.read)),
            ("token", Part::fixed(dialect.token)),
            ("local", Part::fixed(dialect.local)),
            ("console_only", scope),
        ],
    );
    let account =
        resource(dialect, "service_account", vec![pick(&admin_bodies::account(setup), dialect.account)]);
    let mut parts = vec![head];
    for (kind, id) in [
        ("service_account", wiring::service_account_id(setup)),
        ("federation_issuer", wiring::issuer_id(setup)),
        ("federation_rule", wiring::rule_id(setup)),
    ] {
        parts.extend(import(dialect, kind, wiring::known(id)));
    }
    parts.push(account);
    parts.extend(workspaces(setup, dialect));
    parts.push(resource(dialect, "federation_issuer", issuer(setup, dialect)));
    parts.push(resource(dialect, "federation_rule", rule(setup, dialect)));
    Part::concat(parts)
}

/// What brings an object that exists under Terraform instead of making it again.
fn import(dialect: &Dialect, kind: &'static str, id: &str) -> Option<Part> {
    let attributes = vec![("to", address(dialect, kind)), ("id", Part::text(id))];
    let block = [Part::fixed("\nimport "), Part::object(&Part::attributes(attributes)), Part::fixed("\n")];
    (!id.is_empty()).then(|| Part::concat(block))
}

/// Memberships of the account, and what enables the rule beyond its first workspace.
fn workspaces(setup: &Setup, dialect: &Dialect) -> Vec<Part> {
    let membership = admin_bodies::membership(setup);
    let role = Part::value(membership.get("workspace_role").unwrap_or(&Value::Null));
    let further = if setup.rule.applies_to_all_workspaces { &[] } else { &setup.rule.workspace_ids[..] };
    let further: Vec<&str> = further.iter().skip(1).map(String::as_str).collect();
    // Every account is a member of the default workspace.
    let all = std::iter::once(wiring::workspace_id(setup)).chain(further.iter().copied());
    let members: Vec<&str> = all.filter(|id| *id != "default").collect();
    let mut parts = Vec::new();
    if !members.is_empty() {
        let mut attributes = each(&members);
        attributes.extend([
            ("service_account_id", reference(dialect, "service_account")),
            ("workspace_role", role),
        ]);
        parts.push(resource(dialect, dialect.membership, vec![Part::attributes(attributes)]));
    }
    if !further.is_empty() {
        let mut attributes = each(&further);
        attributes.push(("federation_rule_id", reference(dialect, "federation_rule")));
        parts.push(resource(dialect, "federation_rule_workspace", vec![Part::attributes(attributes)]));
    }
    parts
}

/// The workspace of a resource that there is once for each.
fn each(workspaces: &[&str]) -> Vec<(&'static str, Part)> {
    match workspaces {
        [one] => vec![("workspace_id", Part::text(one))],
        several => {
            let list = Part::value(&several.iter().map(|id| Value::from(*id)).collect());
            let set = Part::concat([Part::fixed("toset("), list, Part::fixed(")")]);
            vec![("for_each", set), ("workspace_id", Part::fixed("each.value"))]
        }
    }
}

fn issuer(setup: &Setup, dialect: &Dialect) -> Vec<Part> {
    let body = admin_bodies::issuer(setup);
    let jwks = body.get("jwks").unwrap_or(&Value::Null);
    let keys = dialect.jwks.into_iter().filter_map(|(member, name)| {
        let value = jwks.get(member)?;
        Some((name, if member == "keys" { json_keys(value, dialect) } else { Part::value(value) }))
    });
    let keys = Part::attributes(keys.collect());
    let keys = if dialect.jwks_nested { Part::attributes(vec![("jwks", Part::object(&keys))]) } else { keys };
    vec![pick(&body, &["name", "issuer_url", "check_jti", "max_jwt_lifetime_seconds"]), keys]
}

fn json_keys(keys: &Value, dialect: &Dialect) -> Part {
    match keys.as_array().filter(|_| dialect.keys_apart) {
        Some(keys) => Part::value(&keys.iter().map(|key| Value::from(key.to_string())).collect()),
        None => Part::text(&keys.to_string()),
    }
}

fn rule(setup: &Setup, dialect: &Dialect) -> Vec<Part> {
    let body = admin_bodies::rule(setup);
    let mut references = vec![("issuer_id", reference(dialect, "federation_issuer"))];
    let account = ("service_account_id", reference(dialect, "service_account"));
    let mut parts = Vec::new();
    if dialect.target_nested {
        parts.push(Part::attributes(vec![("target", Part::object(&Part::attributes(vec![account])))]));
    } else {
        references.push(account);
    }
    let members = body.get("match").unwrap_or(&Value::Null);
    let members = pick(members, &["subject_prefix", "audience", "condition", "claims"]);
    parts.insert(0, Part::attributes(vec![("match", Part::object(&members))]));
    let plain = [
        "name",
        "description",
        "oauth_scope",
        "workspace_id",
        "applies_to_all_workspaces",
        "token_lifetime_seconds",
    ];
    let mut attributes = picked(&body, &plain);
    attributes.extend(references);
    parts.insert(0, Part::attributes(attributes));
    parts
}

fn picked(body: &Value, names: &[&'static str]) -> Vec<(&'static str, Part)> {
    names.iter().filter_map(|name| Some((*name, Part::value(body.get(name)?)))).collect()
}

fn pick(body: &Value, names: &[&'static str]) -> Part {
    Part::attributes(picked(body, names))
}

/// A resource, with an empty line between the groups of its attributes.
fn resource(dialect: &Dialect, kind: &'static str, groups: Vec<Part>) -> Part {
    let groups = groups.into_iter().enumerate().flat_map(|(i, group)| {
        let gap = if i == 0 { Part::nothing() } else { Part::fixed("\n") };
        [gap, group]
    });
    Part::concat([
        Part::fixed("\nresource \""),
        Part::fixed(dialect.local),
        Part::fixed("_"),
        Part::fixed(kind),
        Part::fixed("\" \"claude\" "),
        Part::object(&Part::concat(groups)),
        Part::fixed("\n"),
    ])
}

fn address(dialect: &Dialect, kind: &'static str) -> Part {
    Part::concat([dialect.local, "_", kind, ".claude"].map(Part::fixed))
}

fn reference(dialect: &Dialect, kind: &'static str) -> Part {
    Part::concat([address(dialect, kind), Part::fixed(".id")])
}
