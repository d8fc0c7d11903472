//! Spacelift.

use super::ClaimKind::{Number, Text};
use super::Pins::{Nothing, Run, Tenant, Workload};
use super::{
    Answers, Choice, ClaimSpec, Command, Entry, Field, Group, Guard, HandedOut, IssuerShape, Jti, KeyPlace,
    Need, Precondition, Provider, SubjectForm, Suggestion, Tile, TokenLife, TokenRequest, TokenSource,
    Wiring,
};
use crate::facts::{self, Source};
use crate::quote::Syntax;
use crate::rule::{AccountDraft, IssuerDraft, RuleDraft, resource_name};
use crate::token::Claims;

mod specimen;

const HOST_ENDS: &str = ".app.spacelift.io";
const USE_WHEN: &str = "A Spacelift stack calls Claude while it plans or applies.";

/// Where Spacelift puts the token of a run.
const TOKEN_FILE: &str = "/mnt/workspace/spacelift.oidc";

const OIDC: Source = Source {
    title: "Spacelift: OpenID Connect",
    url: "https://docs.spacelift.io/integrations/cloud-providers/oidc/",
    read: "2026-11-22",
};

/// Spacelift.
pub(super) static PROVIDER: Provider = Provider {
    slug: "spacelift",
    name: "Spacelift",
    use_when: USE_WHEN,
    tiles: &[Tile {
        name: "Spacelift",
        use_when: USE_WHEN,
        words: &["terraform", "opentofu", "stack", "infrastructure"],
        group: Group::Pipelines,
        answers: &[],
    }],
    docs: &[
        OIDC,
        Source {
            title: "Spacelift: customizing the OIDC subject claim",
            url: "https://docs.spacelift.dev/integrations/cloud-providers/oidc/subject-template",
            read: "2026-11-22",
        },
        Source {
            title: "Spacelift: the command spacectl",
            url: "https://github.com/spacelift-io/spacectl",
            read: "2026-11-22",
        },
    ],
    issuers: &[IssuerShape {
        detection: "spacelift",
        name: "An account",
        example: "https://acme.app.spacelift.io",
        told_by: "iss under app.spacelift.io, and the claims spaceId, callerId and runType.",
        shared: false,
        reachable: true,
    }],
    claims: CLAIMS,
    subjects: &[
        SubjectForm {
            form: "space:SPACE:stack:STACK:run_type:TRACKED:scope:write",
            when: "A run of a stack; run_type is PROPOSED, TRACKED, TASK, TESTING or DESTROY, and scope is read or write.",
            unverified: false,
        },
        SubjectForm {
            form: "space:SPACE:module:MODULE:run_type:TESTING:scope:write",
            when: "A run of a module.",
            unverified: false,
        },
        SubjectForm {
            form: "TEXT WITH PLACEHOLDERS",
            when: "The account set a subject template of its own, as with the whole path of the space.",
            unverified: false,
        },
    ],
    segment_ends: &[':'],
    fields: FIELDS,
    suggest,
    spread,
    answers_from,
    other_subject: |_| None,
    specimen: &specimen::SPECIMEN,
    recognise,
    request: TokenRequest {
        how: "Every run finds its token in /mnt/workspace/spacelift.oidc and in SPACELIFT_OIDC_TOKEN. Its audience is the \
              account's host name and cannot be chosen, so that the rule names that.",
        before: &[
            Precondition::new("The account is on a paid plan: the free one has no OIDC tokens."),
            Precondition::new(
                "The account has the usual subject template; with one of its own, choose so in the form.",
            ),
        ],
        command: Command::new("cat /mnt/workspace/spacelift.oidc", "Prints a live token, inside a run alone."),
        source: |_| TokenSource::File,
        file: |_| TOKEN_FILE,
        file_note: "",
        life: TokenLife {
            usual_seconds: 3600,
            longest_seconds: Some(3600),
            unverified: false,
            handed_out: HandedOut::PerJob,
            jti: Jti::Always,
        },
        replay: "A run has one token for an hour, and its jti makes it good for one exchange. An access token of an hour needs no \
                 second one; a run that starts several clients has to share one profile and its cache among them.",
    },
    key_places: &[
        KeyPlace::new(
            "Environment of the stack, with its contexts",
            Command::new(
                "spacectl stack environment list --id {stack} --output json | jq -r '.[] | .name + \" \" + (.context // \"stack\")'",
                "Lists the names, each with the context that it comes from.",
            ),
        )
        .removed_by(Command::new(
            "spacectl stack environment delete --id {stack} ANTHROPIC_API_KEY",
            "Deletes the stack's own variable. One that comes from a context is deleted in the context.",
        )),
        KeyPlace::new(
            "Image of the runner",
            Command::new(
                "docker history --no-trunc RUNNER_IMAGE | grep -c ANTHROPIC_API_KEY",
                "Counts the layers that name a key.",
            ),
        ),
    ],
    guard: Guard {
        minters: &[
            "Whoever can trigger runs of the stack or push to the branch that it tracks.",
            "Whoever can change the stack's hooks, contexts or runner image: their code runs beside the token.",
            "A proposed run executes what a pull request brings, and has a token of scope read.",
            "Administrators of the space, and whoever runs a private worker pool.",
        ],
        audit: &[
            Command::new("spacectl stack show --id {stack} --output json", "Prints the stack with its branch, hooks, policies and worker pool."),
            Command::new("spacectl stack run list --id {stack} --output json", "Lists its runs."),
        ],
        watch: &[
            "The audit trail of the account: changes of the stack, its space, its policies and the subject template.",
            "Exchanges in the Console at hours in which nobody deploys.",
        ],
        not_yet: &["Proposed runs of strangers' pull requests have to call Claude too: give them a rule and an account of their own."],
    },
    wiring: &[
        Wiring::new(
            "platform/spacelift.tf",
            "The stack's environment, with Spacelift's own Terraform provider",
            Syntax::Hcl,
            include_str!("spacelift/spacelift.tf"),
        ),
        Wiring::new(
            "workload/prove.sh",
            "Proves the exchange: run it as a task of the stack, or from a hook",
            Syntax::Shell,
            include_str!("spacelift/prove.sh"),
        ),
    ],
};

static CLAIMS: &[ClaimSpec] = &[
    ClaimSpec::new("iss", Text, Tenant, "The address of the account."),
    ClaimSpec::new(
        "sub",
        Text,
        Workload,
        "Space, stack or module, type of the run and scope, all by their ids.",
    ),
    ClaimSpec::new("aud", Text, Tenant, "The host name of the account; no run can choose it."),
    ClaimSpec::new(
        "spaceId",
        Text,
        Workload,
        "The space of the stack. The same id can stand under several parents.",
    ),
    ClaimSpec::new("callerType", Text, Workload, "stack or module."),
    ClaimSpec::new("callerId", Text, Workload, "The id of the stack or module."),
    ClaimSpec::new("runType", Text, Run, "PROPOSED, TRACKED, TASK, TESTING or DESTROY."),
    ClaimSpec::new("runId", Text, Nothing, "The run."),
    ClaimSpec::new(
        "scope",
        Text,
        Run,
        "read while a run proposes or plans, write while it applies; advisory.",
    ),
    ClaimSpec::new("iat", Number, Nothing, "When it was issued."),
    ClaimSpec::new("nbf", Number, Nothing, "The same as iat."),
    ClaimSpec::new("exp", Number, Nothing, "An hour later."),
    ClaimSpec::new("jti", Text, Nothing, "The token's own id, which makes it good for one exchange."),
];

static FIELDS: &[Field] = &[
    Field {
        id: "account",
        label: "Account",
        hint: "The name before .app.spacelift.io. The address of any of its pages fills what it holds.",
        example: "acme",
        placeholder: "ACCOUNT",
        check: |text| (!is_id(text)).then_some("Enter the name alone: acme of acme.app.spacelift.io."),
        ..Field::NEEDED
    },
    Field {
        id: "space",
        label: "Space",
        hint: "The id of the stack's space, such as legacy or production-01HX: the space's page in Spacelift shows it.",
        example: "production-01HX",
        placeholder: "SPACE",
        check: id_problem,
        ..Field::NEEDED
    },
    Field {
        id: "stack",
        label: "Stack",
        hint: "The id of the stack, as its address has it.",
        example: "claude-infra",
        placeholder: "STACK",
        find: &[Command::new("spacectl stack list --output json | jq -r '.[].id'", "Lists the stacks.")],
        check: id_problem,
        ..Field::NEEDED
    },
    Field {
        id: "run",
        label: "Runs",
        hint: "Which phase may call Claude. A plan runs the code of the branch before anybody confirmed it.",
        example: "apply",
        placeholder: "apply",
        entry: Entry::Choice(&[
            Choice { value: "apply", label: "Applying a tracked run" },
            Choice { value: "plan", label: "Planning a tracked run" },
            Choice { value: "task", label: "Tasks" },
        ]),
        ..Field::NEEDED
    },
    Field {
        id: "subject_template",
        label: "Subject template",
        hint: "Whether the account writes its subjects in a form of its own; the rule then goes by the other claims.",
        example: "usual",
        placeholder: "usual",
        need: Need::Optional,
        entry: Entry::Choice(&[
            Choice { value: "usual", label: "Spacelift's" },
            Choice { value: "own", label: "Our own" },
        ]),
        ..Field::NEEDED
    },
];

/// Ids of accounts, spaces and stacks.
fn is_id(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
}

fn id_problem(text: &str) -> Option<&'static str> {
    (!is_id(text))
        .then_some("An id has letters, digits, - and _ alone: copy it from the address of the page.")
}

/// What `runType` and `scope` are in a phase.
fn phase(answers: &Answers) -> (&'static str, &'static str) {
    match answers.get("run") {
        "plan" => ("TRACKED", "read"),
        "task" => ("TASK", "write"),
        _ => ("TRACKED", "write"),
    }
}

fn suggest(answers: &Answers) -> Suggestion {
    let or = |field: &'static str, placeholder: &'static str| answers.some(field).unwrap_or(placeholder);
    let (account, space, stack) = (or("account", "ACCOUNT"), or("space", "SPACE"), or("stack", "STACK"));
    let (run_type, scope) = phase(answers);
    let own_template = answers.get("subject_template") == "own";
    let mut rule = RuleDraft {
        name: resource_name(&["spacelift", answers.get("stack"), answers.get("run")]),
        description: format!("Runs of the Spacelift stack {stack} in the space {space}"),
        audience: format!("{account}{HOST_ENDS}"),
        oauth_scope: facts::SCOPES.value[0].name.to_owned(),
        // One token for a run, and one exchange for a token.
        token_lifetime_seconds: facts::TOKEN_LIFETIME_DEFAULT.value.to_string(),
        ..RuleDraft::default()
    };
    if !own_template {
        rule.subject_prefix = format!("space:{space}:stack:{stack}:run_type:{run_type}:scope:{scope}");
    }
    let pins = [
        ("spaceId", space),
        ("callerType", "stack"),
        ("callerId", stack),
        ("runType", run_type),
        ("scope", scope),
    ];
    for (claim, value) in pins {
        rule.set_claim(claim, Some(value.to_owned()));
    }
    Suggestion {
        issuer: IssuerDraft {
            name: resource_name(&["spacelift", answers.get("account")]),
            issuer_url: format!("https://{account}{HOST_ENDS}"),
            check_jti: Some(true),
            ..IssuerDraft::default()
        },
        rule,
        account: AccountDraft {
            name: resource_name(&["spacelift", answers.get("stack")]),
            description: format!("Spacelift stack {stack}"),
            ..AccountDraft::default()
        },
        doubts: if own_template {
            vec!["The subject is not compared: paste a token, and take its sub over if it names the whole path of the space.".to_owned()]
        } else {
            Vec::new()
        },
    }
}

fn recognise(claims: &Claims) -> Option<&'static str> {
    if ["spaceId", "callerId", "runType"].iter().all(|name| claims.get(name).is_some()) {
        return Some("claims spaceId, callerId and runType");
    }
    claims.issuer().is_some_and(|iss| iss.ends_with(HOST_ENDS)).then_some("issuer under app.spacelift.io")
}

/// Account and stack out of an address, space and stack out of a subject.
fn spread(_: &str, text: &str) -> Vec<(&'static str, String)> {
    let text = text.trim();
    let filled = |pairs: &[(&'static str, &str)]| {
        pairs.iter().filter(|(_, v)| is_id(v)).map(|(field, value)| (*field, (*value).to_owned())).collect()
    };
    if let Some((account, path)) = text.strip_prefix("https://").and_then(|rest| rest.split_once(HOST_ENDS)) {
        let stack = path.strip_prefix("/stack/").and_then(|rest| rest.split('/').next()).unwrap_or_default();
        return filled(&[("account", account), ("stack", stack)]);
    }
    match text.split(':').collect::<Vec<_>>()[..] {
        ["space", space, "stack", stack, ..] => filled(&[("space", space), ("stack", stack)]),
        _ => Vec::new(),
    }
}

fn answers_from(claims: &Claims) -> Answers {
    let mut answers = Answers::default();
    let host = claims.issuer().and_then(|iss| iss.strip_prefix("https://"));
    let account = host.and_then(|host| host.strip_suffix(HOST_ENDS));
    for (field, value) in
        [("account", account), ("space", claims.text("spaceId")), ("stack", claims.text("callerId"))]
    {
        if let Some(value) = value {
            answers.set(field, value);
        }
    }
    match (claims.text("runType"), claims.text("scope")) {
        (Some("TASK"), _) => answers.set("run", "task"),
        (Some("TRACKED"), Some("read")) => answers.set("run", "plan"),
        (Some("TRACKED"), _) => answers.set("run", "apply"),
        _ => {}
    }
    if claims.subject().is_some_and(|sub| spread("", sub).is_empty()) {
        answers.set("subject_template", "own");
    }
    answers
}

#[cfg(test)]
mod tests {
    use super::*;

    type Pairs<'a> = &'a [(&'a str, &'a str)];

    #[test]
    fn an_address_or_a_subject_fills_what_it_holds() {
        let table: [(&str, Pairs<'_>, &str); 5] = [
            (
                "https://acme.app.spacelift.io/stack/infra/runs",
                &[("account", "acme"), ("stack", "infra")],
                "a page",
            ),
            ("https://acme.app.spacelift.io", &[("account", "acme")], "the issuer"),
            (
                "space:root:stack:infra:run_type:TRACKED:scope:write",
                &[("space", "root"), ("stack", "infra")],
                "a subject",
            ),
            ("space:root:module:net:run_type:TESTING:scope:write", &[], "modules have no form"),
            ("infra", &[], "a name stays where it is"),
        ];
        for (text, expected, why) in table {
            let found = spread("stack", text);
            let found: Vec<(&str, &str)> = found.iter().map(|(f, v)| (*f, v.as_str())).collect();
            assert_eq!(found, expected, "{why}");
        }
    }

    #[test]
    fn an_empty_form_admits_nobody() {
        let rule = suggest(&Answers::default()).rule;
        assert_eq!(rule.subject_prefix, "space:SPACE:stack:STACK:run_type:TRACKED:scope:write");
        assert_eq!(rule.claim("callerId"), Some("STACK"));
    }
}
