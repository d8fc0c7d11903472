//! The platforms that are recognised, in the order in which they are asked.

use super::{Token, cloud, continuous, hosted, kubernetes};
use serde_json::Value;

/// A platform, and what tells its tokens.
pub(super) struct Platform {
    /// What it is called where tokens contradict themselves.
    pub(super) name: &'static str,
    /// Names of the [`super::patterns::PATTERNS`] that its issuers have.
    pub(super) issuers: &'static [&'static str],
    /// Whether its issuers can be on any host, beyond the patterns.
    pub(super) anywhere: bool,
    /// Whether one of the patterns is enough to recognise it, before later platforms are asked.
    pub(super) issuer_decides: bool,
    /// What in the claims tells it.
    pub(super) shape: fn(&Token<'_>) -> Option<&'static str>,
    /// The detection slug of its token.
    pub(super) slug: fn(&Token<'_>) -> &'static str,
    /// What kind of token it is; adds what is odd about it.
    pub(super) variant: fn(&Token<'_>, &mut Vec<String>) -> String,
}

/// What people call the platform of a slug.
pub(super) fn name(slug: &str) -> &'static str {
    NAMES.iter().find(|(known, _)| *known == slug).map_or("Custom OIDC", |(_, name)| name)
}

/// Every slug that a platform gives, and the last resort.
pub(super) const NAMES: &[(&str, &str)] = &[
    ("spiffe", "SPIFFE"),
    ("aws-sts", "AWS STS"),
    ("kubernetes-eks", "Amazon EKS"),
    ("kubernetes-gke", "Google Kubernetes Engine"),
    ("kubernetes-aks", "Azure Kubernetes Service"),
    ("kubernetes-self-managed", "Kubernetes"),
    ("kubernetes-legacy-secret", "Kubernetes, legacy Secret token"),
    ("circleci", "CircleCI"),
    ("hcp-terraform", "HCP Terraform"),
    ("terraform-enterprise", "Terraform Enterprise"),
    ("bitbucket-pipelines", "Bitbucket Pipelines"),
    ("buildkite", "Buildkite"),
    ("gitlab-ci", "GitLab CI/CD"),
    ("gitlab-ci-self-managed", "GitLab CI/CD, self-managed"),
    ("github-actions", "GitHub Actions"),
    ("github-actions-ghecom", "GitHub Actions on GHE.com"),
    ("github-actions-ghes", "GitHub Actions on GitHub Enterprise Server"),
    ("google-cloud", "Google Cloud"),
    ("google-human", "Google, a person's account"),
    ("entra-v2", "Microsoft Entra"),
    ("entra-v1", "Microsoft Entra, version 1 token"),
    ("entra-delegated", "Microsoft Entra, a person's token"),
    ("okta", "Okta"),
    ("vercel", "Vercel"),
    ("fly-io", "Fly.io"),
    ("auth0", "Auth0"),
    ("keycloak", "Keycloak"),
    ("vault", "HashiCorp Vault"),
    ("jenkins", "Jenkins"),
    ("custom-oidc", "Custom OIDC"),
];

/// The first of these slugs whose pattern the issuer has.
fn by_issuer(token: &Token<'_>, slugs: &[(&str, &'static str)], otherwise: &'static str) -> &'static str {
    slugs.iter().find(|(pattern, _)| token.issuer_is(pattern)).map_or(otherwise, |(_, slug)| slug)
}

/// The order is the one in which the platforms' marks are least likely to be somebody else's: a subject or a claim that
/// only one platform writes comes before issuers, and issuers before claims that several carry.
pub(super) const PLATFORMS: &[Platform] = &[
    Platform {
        name: "SPIFFE",
        issuers: &[],
        anywhere: true,
        issuer_decides: false,
        shape: |t| t.subject.starts_with("spiffe://").then_some("subject spiffe://"),
        slug: |_| "spiffe",
        variant: hosted::spiffe,
    },
    Platform {
        name: "AWS STS",
        issuers: &["aws-sts"],
        anywhere: false,
        issuer_decides: true,
        shape: |t| t.object(cloud::AWS_CLAIM).map(|_| "claim https://sts.amazonaws.com/"),
        slug: |_| "aws-sts",
        variant: cloud::aws,
    },
    Platform {
        name: "Kubernetes",
        issuers: &["eks", "gke", "aks", "k8s-in-cluster"],
        anywhere: true,
        issuer_decides: false,
        shape: kubernetes::shape,
        slug: |t| {
            if kubernetes::is_legacy(t) {
                return "kubernetes-legacy-secret";
            }
            let clouds = [("eks", "kubernetes-eks"), ("gke", "kubernetes-gke"), ("aks", "kubernetes-aks")];
            by_issuer(t, &clouds, "kubernetes-self-managed")
        },
        variant: kubernetes::variant,
    },
    Platform {
        name: "CircleCI",
        issuers: &["circleci"],
        anywhere: false,
        issuer_decides: false,
        shape: |t| {
            let own = t.claims.as_map().keys().any(|name| name.starts_with("oidc.circleci.com/"));
            own.then_some("claims under oidc.circleci.com/")
        },
        slug: |_| "circleci",
        variant: continuous::circleci,
    },
    Platform {
        name: "Terraform",
        issuers: &["hcp-terraform"],
        anywhere: true,
        issuer_decides: false,
        shape: |t| {
            (t.has("terraform_workspace_id") || t.has("terraform_run_phase"))
                .then_some("claims terraform_workspace_id and terraform_run_phase")
        },
        slug: |t| by_issuer(t, &[("hcp-terraform", "hcp-terraform")], "terraform-enterprise"),
        variant: continuous::terraform,
    },
    Platform {
        name: "Bitbucket",
        issuers: &["bitbucket"],
        anywhere: false,
        issuer_decides: false,
        shape: |t| t.has_all(&["repositoryUuid", "stepUuid"]).then_some("claims repositoryUuid and stepUuid"),
        slug: |_| "bitbucket-pipelines",
        variant: continuous::bitbucket,
    },
    Platform {
        name: "Buildkite",
        issuers: &["buildkite"],
        anywhere: false,
        issuer_decides: true,
        shape: |t| {
            t.has_all(&["organization_slug", "pipeline_slug", "build_number"])
                .then_some("claims organization_slug, pipeline_slug and build_number")
        },
        slug: |_| "buildkite",
        variant: continuous::buildkite,
    },
    Platform {
        name: "GitLab",
        issuers: &["gitlab-com"],
        anywhere: true,
        issuer_decides: false,
        shape: |t| {
            t.has_all(&["project_path", "namespace_path", "pipeline_source"])
                .then_some("claims project_path, namespace_path and pipeline_source")
        },
        slug: |t| by_issuer(t, &[("gitlab-com", "gitlab-ci")], "gitlab-ci-self-managed"),
        variant: continuous::gitlab,
    },
    Platform {
        name: "GitHub Actions",
        issuers: &["github", "github-ghecom", "github-ghes"],
        anywhere: false,
        issuer_decides: false,
        shape: |t| {
            t.has_all(&["repository", "repository_owner", "run_id", "event_name"])
                .then_some("claims repository, repository_owner, run_id and event_name")
        },
        slug: |t| {
            let hosts = [("github-ghecom", "github-actions-ghecom"), ("github-ghes", "github-actions-ghes")];
            by_issuer(t, &hosts, "github-actions")
        },
        variant: continuous::github,
    },
    Platform {
        name: "Google",
        issuers: &["google"],
        anywhere: false,
        issuer_decides: true,
        shape: |_| None,
        slug: |t| if cloud::is_google_human(t) { "google-human" } else { "google-cloud" },
        variant: cloud::google,
    },
    Platform {
        name: "Microsoft Entra",
        issuers: &["entra-v2", "entra-v1"],
        anywhere: false,
        issuer_decides: true,
        shape: |_| None,
        slug: |t| match t.text("ver") {
            _ if t.has("scp") => "entra-delegated",
            Some("1.0") => "entra-v1",
            Some("2.0") => "entra-v2",
            _ => by_issuer(t, &[("entra-v1", "entra-v1")], "entra-v2"),
        },
        variant: cloud::entra,
    },
    Platform {
        name: "Okta",
        issuers: &["okta", "okta-custom"],
        anywhere: true,
        issuer_decides: false,
        shape: |t| {
            let list = t.claims.get("scp").is_some_and(Value::is_array);
            let number = t.claims.get("ver").is_some_and(Value::is_number);
            (t.claims.text("cid").is_some() && list && number)
                .then_some("claim cid, a list scp and a number ver")
        },
        slug: |_| "okta",
        variant: hosted::okta,
    },
    Platform {
        name: "Vercel",
        issuers: &["vercel"],
        anywhere: false,
        issuer_decides: false,
        shape: |t| {
            (t.has_all(&["owner_id", "project_id"]) && t.issuer.starts_with("https://oidc.vercel.com"))
                .then_some("claims owner_id and project_id")
        },
        slug: |_| "vercel",
        variant: hosted::vercel,
    },
    Platform {
        name: "Fly.io",
        issuers: &["fly"],
        anywhere: false,
        issuer_decides: true,
        shape: |t| {
            t.issuer.starts_with("https://oidc.fly.io/").then_some("issuer under https://oidc.fly.io/")
        },
        slug: |_| "fly-io",
        variant: hosted::fly,
    },
    Platform {
        name: "Auth0",
        issuers: &["auth0"],
        anywhere: true,
        issuer_decides: true,
        shape: |t| {
            (t.issuer.ends_with(".auth0.com/") || t.subject.ends_with("@clients"))
                .then_some("issuer under auth0.com, or subject that ends in @clients")
        },
        slug: |_| "auth0",
        variant: hosted::auth0,
    },
    Platform {
        name: "Keycloak",
        issuers: &["keycloak"],
        anywhere: true,
        issuer_decides: true,
        shape: |t| t.issuer.contains("/realms/").then_some("issuer with /realms/"),
        slug: |_| "keycloak",
        variant: hosted::keycloak,
    },
    Platform {
        name: "Vault",
        issuers: &["vault"],
        anywhere: true,
        issuer_decides: true,
        shape: |t| t.issuer.contains("/v1/identity/oidc").then_some("issuer with /v1/identity/oidc"),
        slug: |_| "vault",
        variant: hosted::vault,
    },
    Platform {
        name: "Jenkins",
        issuers: &[],
        anywhere: true,
        issuer_decides: false,
        shape: |t| {
            (t.has("build_number") && t.subject.starts_with("https://") && t.subject.contains("/job/"))
                .then_some("claim build_number and a job's address as subject")
        },
        slug: |_| "jenkins",
        variant: hosted::jenkins,
    },
];
