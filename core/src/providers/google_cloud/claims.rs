//! The claims of Google's identity tokens.

use crate::providers::ClaimKind::{Boolean, Map, Number, Text};
use crate::providers::ClaimSpec;
use crate::providers::Pins::{Nothing, Run, Tenant, Workload};

const CALLER: &str = "whoever asks for the token: every customer of Google can name any audience";

pub(super) const CLAIMS: &[ClaimSpec] = &[
    ClaimSpec::new("iss", Text, Nothing, "Google, for all its customers and people alike."),
    ClaimSpec::new("sub", Text, Workload, "The service account's unique id, which is never given again."),
    ClaimSpec::new("azp", Text, Workload, "The same id; in a person's token the app that they signed in to."),
    ClaimSpec::new("aud", Text, Nothing, "For whom the token is meant.").chosen_by(CALLER),
    ClaimSpec::new(
        "email",
        Text,
        Workload,
        "The service account's address, where the request says format=full. A deleted account's address can be made again.",
    )
    .renameable(Some("sub")),
    ClaimSpec::new("email_verified", Boolean, Run, "Whether Google vouches for email."),
    ClaimSpec::new(
        "google",
        Map,
        Workload,
        "On Compute Engine with format=full: a map compute_engine with project_id, project_number (a number), zone, instance_id, \
         instance_name, instance_creation_timestamp (a number), instance_confidentiality (not confirmed), and with licenses=TRUE \
         license_id (a list). Only a condition reaches into it. Whether it is there on GKE differs, and Cloud Run and Functions \
         seem to have none (not confirmed). Tokens that were asked for by impersonation have none.",
    ),
    ClaimSpec::new("hd", Text, Tenant, "The Workspace domain of a person. No workload's token has it."),
    ClaimSpec::new("at_hash", Text, Nothing, "In people's tokens: a hash of their access token."),
    ClaimSpec::new("exp", Number, Nothing, "When the token ends, an hour after iat at most, in seconds since 1970."),
    ClaimSpec::new("iat", Number, Nothing, "When it was made, in seconds since 1970."),
];
