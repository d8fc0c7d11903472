//! Auth0: an application that gets tokens by its own name (machine to machine).

use super::oidc::{
    self, CONTAINERS, EXP, IAT, Identity, JTI, LIFETIME, SERVICES, TOKEN_FILE, TOKEN_FILE_NOTE, script,
};
use super::shared;
use super::{
    Answers, Choice, ClaimKind, ClaimSpec, Command, Entry, Field, Group, Guard, HandedOut, IssuerShape, Jti,
    KeyPlace, Pins, Precondition, Provider, SubjectForm, Suggestion, Tile, TokenLife, TokenRequest,
    TokenSource, Wiring,
};
use crate::facts::Source;
use crate::quote::Syntax;
use crate::token::Claims;

mod specimen;

#[cfg(test)]
mod tests;

/// Auth0.
pub(super) static PROVIDER: Provider = Provider {
    slug: "auth0",
    name: "Auth0",
    use_when: USE_WHEN,
    tiles: &[Tile {
        name: "Auth0",
        group: Group::Issuers,
        use_when: USE_WHEN,
        words: &["m2m", "machine to machine", "client credentials", "oauth"],
        answers: &[],
    }],
    docs: DOCS,
    issuers: &[IssuerShape {
        detection: "auth0",
        name: "Auth0 tenant",
        example: "https://acme.eu.auth0.com/",
        told_by: "iss is under auth0.com and ends with a slash, or sub ends with @clients.",
        shared: false,
        reachable: true,
    }],
    claims: CLAIMS,
    subjects: &[SubjectForm {
        form: "CLIENT_ID@clients",
        when: "The application asked for the token by its own name.",
        unverified: false,
    }],
    segment_ends: &['@'],
    fields: FIELDS,
    suggest,
    spread,
    answers_from,
    other_subject: |_| None,
    specimen: &specimen::SPECIMEN,
    recognise: |_| None,
    request: REQUEST,
    key_places: &[
        KeyPlace::new(
            "Secrets of Actions",
            Command::new(
                "auth0 actions list --json | jq -r '.[] | select([.secrets[]?.name] | any(test(\"ANTHROPIC|CLAUDE\"; \"i\"))) | .name'",
                "Lists the Actions that have a secret of such a name.",
            ),
        ),
        SERVICES,
        CONTAINERS,
    ],
    guard: GUARD,
    wiring: &[
        Wiring::new(
            "workload/identity-token.sh",
            "Script that asks Auth0 for a token and runs the workload, or proves federation",
            Syntax::Shell,
            script!(include_str!("wiring/request.sh")),
        ),
        Wiring::new(
            "platform/auth0.tf",
            "API and grant in Auth0",
            Syntax::Hcl,
            include_str!("wiring/auth0.tf"),
        ),
    ],
};

const USE_WHEN: &str = "The workload is an application in Auth0 and gets tokens by client credentials.";

const DOCS: &[Source] = &[
    Source {
        title: "Auth0: client credentials flow",
        url: "https://auth0.com/docs/get-started/authentication-and-authorization-flow/client-credentials-flow",
        read: "2026-11-22",
    },
    Source {
        title: "Auth0: access token lifetime",
        url: "https://auth0.com/docs/secure/tokens/access-tokens/update-access-token-lifetime",
        read: "2026-11-22",
    },
    Source {
        title: "Auth0: create an API, with its token dialects",
        url: "https://auth0.com/docs/api/management/v2/resource-servers/post-resource-servers",
        read: "2026-11-22",
    },
];

const AUTH0_DIALECT: &str = "access_token";
const RFC_DIALECT: &str = "rfc9068_profile";

const CLAIMS: &[ClaimSpec] = &[
    ClaimSpec::new(
        "iss",
        ClaimKind::Text,
        Pins::Tenant,
        "The tenant's address or its custom domain, with a slash at the end.",
    ),
    ClaimSpec::new(
        "sub",
        ClaimKind::Text,
        Pins::Workload,
        "The application's client id and @clients; for a person, the user's id.",
    ),
    ClaimSpec::new(
        "aud",
        ClaimKind::Text,
        Pins::Nothing,
        "The identifier of the API that the token is for; a list where there are several.",
    ),
    ClaimSpec::new("azp", ClaimKind::Text, Pins::Workload, "The client id, in Auth0's own dialect."),
    ClaimSpec::new(
        "client_id",
        ClaimKind::Text,
        Pins::Workload,
        "The client id, in the dialect of RFC 9068.",
    ),
    ClaimSpec::new("gty", ClaimKind::Text, Pins::Run, "How the token was got: client-credentials."),
    ClaimSpec::new("scope", ClaimKind::Text, Pins::Nothing, "Scopes that were granted, with blanks between."),
    ClaimSpec::new("permissions", ClaimKind::List, Pins::Nothing, "Permissions, where the API adds them."),
    EXP,
    IAT,
    JTI.unverified(),
];

const FIELDS: &[Field] = &[
    Field {
        id: "domain",
        label: "Domain",
        hint: "The tenant's domain, or the custom domain that its tokens name.",
        example: "acme.eu.auth0.com",
        placeholder: "TENANT.auth0.com",
        find: &[Command::new("auth0 tenants list", "Lists the tenants that you are logged in to.")],
        check: |text| {
            let text = text.trim();
            let fine =
                text.contains('.') && text.chars().all(|c| c.is_ascii_alphanumeric() || ".-".contains(c));
            (!fine)
                .then_some("Enter the host alone, such as acme.eu.auth0.com, without https:// and slashes.")
        },
        ..Field::NEEDED
    },
    Field {
        id: "client_id",
        label: "Client ID",
        hint: "The machine-to-machine application's client id. Give the workload an application of its own.",
        example: "fakeClientId0000000000000000abcd",
        placeholder: "CLIENT_ID",
        find: &[Command::new(
            "auth0 apps list --json | jq -r '.[] | select(.app_type == \"non_interactive\") | .client_id + \" \" + .name'",
            "Lists machine-to-machine applications.",
        )],
        check: |text| {
            let fine = text.trim().chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
            (!fine).then_some("A client id has letters, digits, - and _ alone; leave @clients out.")
        },
        ..Field::NEEDED
    },
    Field {
        id: "dialect",
        label: "Token dialect",
        hint: "Set on the API in Auth0. It decides which claim names the application.",
        example: AUTH0_DIALECT,
        placeholder: AUTH0_DIALECT,
        entry: Entry::Choice(&[
            Choice { value: AUTH0_DIALECT, label: "Auth0 (azp)" },
            Choice { value: RFC_DIALECT, label: "RFC 9068 (client_id, jti)" },
        ]),
        ..Field::NEEDED
    },
    LIFETIME,
];

fn spread(_: &str, text: &str) -> Vec<(&'static str, String)> {
    let text = text.trim();
    let host = shared::host(text);
    if let Some(client) = text.strip_suffix("@clients").filter(|c| !c.is_empty()) {
        vec![("client_id", client.to_owned())]
    } else if (text.starts_with("https://") || text.len() > host.len()) && host.ends_with(".auth0.com") {
        vec![("domain", host.to_owned())]
    } else {
        Vec::new()
    }
}

fn answers_from(claims: &Claims) -> Answers {
    let mut answers = Answers::default();
    if let Some(issuer) = claims.issuer() {
        answers.set("domain", shared::host(issuer));
    }
    let of_subject = claims.subject().and_then(|sub| sub.strip_suffix("@clients"));
    if let Some(client) = of_subject.or_else(|| claims.text("azp")).or_else(|| claims.text("client_id")) {
        answers.set("client_id", client);
    }
    let rfc = claims.text("azp").is_none() && claims.text("client_id").is_some();
    answers.set("dialect", if rfc { RFC_DIALECT } else { AUTH0_DIALECT });
    oidc::answer_lifetime(claims, &mut answers);
    answers
}

/// One application. Access tokens live an hour: with a `jti` the script's next token is there when the client comes back,
/// and Auth0 counts each token that it hands out.
fn suggest(answers: &Answers) -> Suggestion {
    let domain = shared::host(answers.get("domain"));
    let client = answers.some("client_id").unwrap_or("CLIENT_ID");
    let claim = if answers.get("dialect") == RFC_DIALECT { "client_id" } else { "azp" };
    let mut made = Identity {
        platform: "auth0",
        issuer: domain,
        issuer_url: if domain.is_empty() { String::new() } else { format!("https://{domain}/") },
        workload: vec!["auth0", answers.get("client_id")],
        what: format!("Application {client} of Auth0"),
        subject: format!("{client}@clients"),
        audience: "",
        claims: vec![(claim, answers.get("client_id"))],
        condition: String::new(),
        lifetime: 3600,
    }
    .suggestion(answers);
    if !made.issuer.max_jwt_lifetime_seconds.is_empty() {
        made.doubts.push("The API's tokens live longer than an hour: shorten them there rather than let the issuer take them.".to_owned());
    }
    made
}

const REQUEST: TokenRequest = TokenRequest {
    how: "The application shows its secret or a signed assertion at /oauth/token and names the API that stands for Claude.",
    before: &[
        Precondition::new("An API whose identifier is https://api.anthropic.com, with RS256 and tokens of 3600 seconds at most.")
            .checked_by(
                "auth0 apis show https://api.anthropic.com --json | jq '{{identifier, signing_alg, token_lifetime, token_dialect}}'",
                "Prints what matters of it. A day (86400) is what nobody chose.",
            ),
        Precondition::new("The application may ask for tokens of that API.").checked_by(
            "auth0 api get client-grants | jq -r '.[] | select(.audience == \"https://api.anthropic.com\") | .client_id'",
            "Lists the applications that may.",
        ),
        Precondition::new(
            "The application proves itself with a private key (private_key_jwt) where it can: a client secret is a static secret again.",
        ),
    ],
    command: Command::new(
        "printf %s \"$AUTH0_CLIENT_SECRET\" | curl -sS --fail --data grant_type=client_credentials --data-urlencode audience=https://api.anthropic.com --data-urlencode client_id={client_id} --data-urlencode 'client_secret@-' https://{domain}/oauth/token | jq -er .access_token",
        "Prints a live token. The secret comes from the environment.",
    ),
    source: |_| {
        TokenSource::Program(&[
            "sh",
            "-c",
            "printf %s \"$AUTH0_CLIENT_SECRET\" | curl -sS --fail --data grant_type=client_credentials --data-urlencode \"audience=$1\" --data-urlencode \"client_id=$2\" --data-urlencode client_secret@- \"https://$3/oauth/token\" | jq -er .access_token",
            "sh",
            "{audience}",
            "{client_id}",
            "{domain}",
        ])
    },
    file: |_| TOKEN_FILE,
    file_note: TOKEN_FILE_NOTE,
    life: TokenLife {
        usual_seconds: 86_400,
        longest_seconds: Some(2_592_000),
        unverified: false,
        handed_out: HandedOut::PerRequest,
        jti: Jti::Perhaps,
    },
    replay: "Tokens live a day where nobody changed the API; the issuer takes an hour. Auth0's own dialect has no jti (not \
             confirmed), so a copy is good until exp; the dialect of RFC 9068 has one, and each exchange needs a new token.",
};

const GUARD: Guard = Guard {
    minters: &[
        "Whoever holds the application's secret or private key.",
        "Administrators of the tenant: they read secrets, grant APIs and write Actions that change tokens.",
    ],
    audit: &[
        Command::new(
            "auth0 api get client-grants | jq -r '.[] | select(.audience == \"https://api.anthropic.com\") | .client_id'",
            "Lists the applications that may ask for tokens of this API.",
        ),
        Command::new(
            "auth0 logs list --filter 'type:seccft' --number 20",
            "Lists the latest tokens that applications got by their own name.",
        ),
    ],
    watch: &[
        "New grants on the API, and rotations of the application's secret.",
        "Actions of the flow credentials-exchange: they add claims to tokens.",
    ],
    not_yet: &[
        "The client secret would lie where the Claude key lies today and nobody rotates it: use a private key, or the platform's own tokens.",
        "People sign in through the same application.",
    ],
};
