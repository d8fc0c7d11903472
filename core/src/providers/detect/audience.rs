//! Tokens that were made for somebody else.

use super::{Token, clip};
use crate::facts;

/// How an audience is recognised.
enum Is {
    Exactly(&'static str),
    Under(&'static str),
    EndingIn(&'static str),
}

impl Is {
    fn it(&self, audience: &str) -> bool {
        match self {
            Self::Exactly(text) => audience == *text,
            Self::Under(text) => audience.starts_with(text),
            Self::EndingIn(text) => audience.ends_with(text),
        }
    }
}

/// Audiences of others, with what the token is and what to do.
const FOREIGN: &[(Is, &str)] = &[
    (
        Is::Exactly("sts.amazonaws.com"),
        "this is the IRSA token, which is for AWS: project a second token for Claude into the pod",
    ),
    (
        Is::Exactly("pods.eks.amazonaws.com"),
        "this looks like the token of EKS Pod Identity, which is for AWS: project a second token for Claude into the pod",
    ),
    (
        Is::Under("https://kubernetes.default.svc"),
        "this is a token for the cluster's own API server, as mounted into every pod: project one for Claude beside it",
    ),
    (
        Is::Exactly("api://AzureADTokenExchange"),
        "this is the file of AZURE_FEDERATED_TOKEN_FILE, which is for Entra: present what Entra gives for it, or project a \
         second token for Claude into the pod",
    ),
    (
        Is::EndingIn(".svc.id.goog"),
        "this is a token for Google's workload identity pool: project a second token for Claude into the pod",
    ),
    (Is::Exactly("vault"), "this token is for a Vault server: ask for one that is for Claude"),
    (
        Is::Under("https://github.com/"),
        "this is GitHub's default, which every job of the owner gets: name the audience in the request",
    ),
    (Is::Under("https://buildkite.com/"), "this is Buildkite's default: name the audience with --audience"),
    (
        Is::Under("ari:cloud:bitbucket::workspace/"),
        "this is Bitbucket's default, which every step of the workspace gets: name the audience under oidc in the step",
    ),
    (
        Is::Under("https://vercel.com/"),
        "this is Vercel's default: exchange the token for one with Claude's audience",
    ),
    (
        Is::EndingIn(".apps.googleusercontent.com"),
        "this token is for an app that people sign in to: ask the metadata server for one that is for Claude",
    ),
];

/// What is said of a token that is not for Claude, where it is known what it is for.
pub(super) fn warning(token: &Token<'_>) -> Option<String> {
    let audiences = token.claims.audiences();
    let expected = facts::DEFAULT_AUDIENCE.value;
    if audiences.contains(&expected) {
        return None;
    }
    let (audience, says) = audiences.iter().find_map(|audience| {
        let listed = FOREIGN.iter().find(|(is, _)| is.it(audience)).map(|(_, says)| *says);
        Some((audience, listed.or_else(|| issuers_own(token, audience))?))
    })?;
    Some(format!("Its audience is {}, not {expected}: {says}.", clip(audience)))
}

/// Defaults that repeat the issuer or a part of it.
fn issuers_own(token: &Token<'_>, audience: &str) -> Option<&'static str> {
    if token.issuer_is("circleci") && token.issuer.ends_with(&format!("/{audience}")) {
        Some(
            "this is CircleCI's default, which every job of the organization gets: ask with circleci run oidc get",
        )
    } else if token.issuer == audience && token.has("project_path") {
        Some("this is GitLab's default: name the audience under id_tokens in the job")
    } else if token.issuer_is("github-ghes") && same_host(token.issuer, audience) {
        Some(
            "this is the server's default, which every job of the owner gets: name the audience in the request",
        )
    } else {
        None
    }
}

fn same_host(one: &str, other: &str) -> bool {
    let host =
        |address: &str| address.strip_prefix("https://").and_then(|r| r.split('/').next().map(str::to_owned));
    host(one).is_some_and(|h| Some(h) == host(other))
}
