//! The claims of an access token.

use crate::providers::ClaimKind::{List, Map, Number, Text};
use crate::providers::ClaimSpec;
use crate::providers::Pins::{Nothing, Run, Tenant, Workload};

pub(super) const CLAIMS: &[ClaimSpec] = &[
    ClaimSpec::new("iss", Text, Tenant, "The authorization server."),
    ClaimSpec::new("sub", Text, Workload, "The app's client id; for a person the login."),
    ClaimSpec::new("cid", Text, Workload, "The app's client id, in every token. It never comes again."),
    ClaimSpec::new("aud", Text, Nothing, "One for the whole server: every app and person on it has the same.")
        .chosen_by("administrators alone"),
    ClaimSpec::new("scp", List, Run, "The scopes: a list, which only a condition can look into.")
        .chosen_by("the app, among the scopes that a policy grants it"),
    ClaimSpec::new("uid", Text, Run, "The person's id. There only where somebody signed in."),
    ClaimSpec::new("exp", Number, Nothing, "When the token ends, an hour after it was made where the policy says nothing else."),
    ClaimSpec::new("iat", Number, Nothing, "When the token was made."),
    ClaimSpec::new("jti", Text, Nothing, "The token's own id, AT.…: it is good for one exchange."),
    ClaimSpec::new("ver", Number, Nothing, "The version of the token, 1: a number."),
    ClaimSpec::new("auth_time", Number, Nothing, "When somebody signed in, in some tokens."),
    ClaimSpec::new("cnf", Map, Nothing, "The key that a token is bound to (DPoP), which Claude does not ask for."),
    ClaimSpec::new(
        "CUSTOM_CLAIM",
        Text,
        Run,
        "A claim of your own, of any type. Where it comes from a profile, whoever edits that profile chooses it.",
    )
    .renameable(None),
];
