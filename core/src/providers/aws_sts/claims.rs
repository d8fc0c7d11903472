//! The claims that STS sends.

use crate::providers::ClaimKind::{Map, Number, Text};
use crate::providers::ClaimSpec;
use crate::providers::Pins::{Nothing, Tenant, Workload};

/// The claim that holds all that is AWS's own.
pub(super) const AWS: &str = "https://sts.amazonaws.com/";

const CALLER: &str = "whoever runs with the role";

pub(super) const CLAIMS: &[ClaimSpec] = &[
    ClaimSpec::new("iss", Text, Tenant, "The account's own issuer; the issuer record compares it."),
    ClaimSpec::new("sub", Text, Workload, "The ARN of the role or user that asked, without a session's name. A role that is made again under its name has \
               the same, and no claim holds the role's unique id.").renameable(None),
    ClaimSpec::new("aud", Text, Nothing, "For whom the token is meant; a list where several audiences were asked for.").chosen_by(CALLER),
    ClaimSpec::new("exp", Number, Nothing, "When the token ends, in seconds since 1970: 60 to 3600 seconds after iat, as the caller asks."),
    ClaimSpec::new("iat", Number, Nothing, "When it was made, in seconds since 1970."),
    ClaimSpec::new("nbf", Number, Nothing, "From when on it counts; not in the tokens that were seen.").unverified(),
    ClaimSpec::new("jti", Text, Nothing, "The token's own id, another one at each request."),
    ClaimSpec::new(
        AWS,
        Map,
        Workload,
        "A map, into which only a condition reaches. Fixed by AWS: aws_account, org_id, ou_path (a list), principal_id (the \
         subject again), source_region. As good as whoever may tag the role or its session: principal_tags. Where they apply: \
         lambda_source_function_arn, ec2_source_instance_arn, ec2_instance_source_vpc, ec2_instance_source_private_ipv4, \
         ec2_role_delivery, glue_credential_issuing_service, federated_provider, identity_store_user_id, identity_store_arn, \
         source_identity, original_session_exp (a text). request_tags is whatever the caller wrote: never an identity. An ECS task \
         has no claim of its own.",
    ),
];
