//! The claims of Entra's access tokens. Microsoft calls everything that starts with `xms_` its own affair, and so are
//! `aio`, `rh` and `uti`.

use crate::providers::ClaimKind::{List, Number, Text};
use crate::providers::ClaimSpec;
use crate::providers::Pins::{Nothing, Run, Tenant, Workload};

pub(super) const CLAIMS: &[ClaimSpec] = &[
    ClaimSpec::new("iss", Text, Tenant, "The tenant's issuer, of version 1 or 2."),
    ClaimSpec::new("tid", Text, Tenant, "The tenant's id."),
    ClaimSpec::new("sub", Text, Workload, "The object id of the identity; in a person's token a text of its own for each app."),
    ClaimSpec::new(
        "oid",
        Text,
        Workload,
        "The object id of the identity's service principal, never given again. Not that of the application object, nor the \
         client id.",
    ),
    ClaimSpec::new("azp", Text, Workload, "Version 2: the client id of what asked, with all its secrets and federated credentials."),
    ClaimSpec::new("appid", Text, Workload, "The same in version 1."),
    ClaimSpec::new(
        "azpacr",
        Text,
        Run,
        "Version 2: how the caller proved itself. 2 is a certificate or a managed identity, 1 a secret, 0 nothing.",
    ),
    ClaimSpec::new("appidacr", Text, Run, "The same in version 1."),
    ClaimSpec::new(
        "aud",
        Text,
        Nothing,
        "The audience app: its client id in version 2, the identifier URI as asked in version 1. Unless the app asks for \
         assignment, everything in the tenant gets tokens for it.",
    )
    .chosen_by("everything in the tenant that has an identity"),
    ClaimSpec::new("roles", List, Run, "App roles that an administrator gave the identity on the audience app; a list, for a condition."),
    ClaimSpec::new("idtyp", Text, Run, "app in tokens that nobody signed in for, where the audience app asks for this optional claim."),
    ClaimSpec::new("scp", Text, Run, "What a person let an app do. A workload's token has none."),
    ClaimSpec::new("ver", Text, Run, "The token's version, 1.0 or 2.0, which the audience app chooses."),
    ClaimSpec::new("idp", Text, Tenant, "Who vouched for the identity."),
    ClaimSpec::new(
        "xms_mirid",
        Text,
        Workload,
        "The path of the managed identity, or of what has one of its own. Made of names, in varying case (not confirmed).",
    )
    .renameable(Some("oid"))
    .unverified(),
    ClaimSpec::new("xms_az_rid", Text, Workload, "The path of the resource, seen on Container Apps.").renameable(Some("oid")).unverified(),
    ClaimSpec::new("name", Text, Nothing, "In people's tokens: their name."),
    ClaimSpec::new("preferred_username", Text, Nothing, "In people's tokens: their address."),
    ClaimSpec::new("uti", Text, Nothing, "The token's own id. It is no jti: single use does not look at it."),
    ClaimSpec::new("aio", Text, Nothing, "Microsoft's own."),
    ClaimSpec::new("rh", Text, Nothing, "Microsoft's own."),
    ClaimSpec::new("exp", Number, Nothing, "When the token ends, in seconds since 1970."),
    ClaimSpec::new("iat", Number, Nothing, "When it was made, set back by five minutes, in seconds since 1970."),
    ClaimSpec::new("nbf", Number, Nothing, "From when on it counts: the same as iat."),
];
