#![doc = include_str!("audience_foreign.md")]

use super::{Confidence, Finding, Lint, Safety, Severity};
use crate::facts::{DEFAULT_AUDIENCE, Source};
use crate::lint::Look;
use crate::lint::pinned::platform;
use crate::lint::segments;
use crate::providers::Stranger;
use crate::rule::{Edit, FieldPath};
use crate::strangers::Neighbour;
use crate::token::Claims;

pub(super) static LINT: Lint = Lint {
    code: "audience-foreign",
    summary: "The audience belongs to another service, or is not the one that the token carries",
    severity: Severity::Error,
    confidence: Confidence::Certain,
    page: include_str!("audience_foreign.md"),
    run,
};

/// How an audience of somebody else is recognised.
#[derive(Debug, Clone, Copy)]
enum Shape {
    /// This text.
    Is(&'static str),
    /// Texts that start like this.
    StartsWith(&'static str),
    /// Texts that end like this.
    EndsWith(&'static str),
}

/// An audience that tokens for another service carry.
pub(super) struct Foreign {
    shape: Shape,
    /// The service.
    pub(super) whose: &'static str,
    source: Source,
}

const EKS: Source = Source {
    title: "Amazon EKS: service accounts",
    url: "https://docs.aws.amazon.com/eks/latest/userguide/service-accounts.html",
    read: "2026-11-21",
};
const ENTRA: Source = Source {
    title: "Claude: Workload Identity Federation with Azure",
    url: "https://platform.claude.com/docs/en/manage-claude/wif-providers/azure",
    read: "2026-11-21",
};
const KUBERNETES: Source = Source {
    title: "Claude: Workload Identity Federation with Kubernetes",
    url: "https://platform.claude.com/docs/en/manage-claude/wif-providers/kubernetes",
    read: "2026-11-21",
};
const GITHUB: Source = Source {
    title: "GitHub: OpenID Connect reference",
    url: "https://docs.github.com/en/actions/reference/security/oidc",
    read: "2026-11-21",
};
const GITLAB: Source = Source {
    title: "GitLab: ID token authentication",
    url: "https://docs.gitlab.com/ci/secrets/id_token_authentication/",
    read: "2026-11-21",
};
const BITBUCKET: Source = Source {
    title: "Bitbucket as an OIDC provider",
    url: "https://ui.shadcn.com/oidc/docs/providers/bitbucket",
    read: "2026-11-21",
};
const GKE: Source = Source {
    title: "Claude: Workload Identity Federation with Google Cloud",
    url: "https://platform.claude.com/docs/en/manage-claude/wif-providers/gcp",
    read: "2026-11-21",
};
const VAULT: Source = Source {
    title: "KEDA: service account token audiences",
    url: "https://keda.sh/docs/2.22/operate/security/",
    read: "2026-11-22",
};

/// Audiences of other services that workloads commonly carry. Entra's own `api://…` and GUID audiences are no strangers:
/// there the service has to be told the app registration's.
static FOREIGN: [Foreign; 10] = [
    Foreign { shape: Shape::Is("sts.amazonaws.com"), whose: "AWS STS", source: EKS },
    Foreign { shape: Shape::Is("sts.amazonaws.com.cn"), whose: "AWS STS in China", source: EKS },
    Foreign { shape: Shape::Is("pods.eks.amazonaws.com"), whose: "EKS Pod Identity", source: EKS },
    Foreign {
        shape: Shape::Is("api://AzureADTokenExchange"),
        whose: "Microsoft Entra's own token exchange",
        source: ENTRA,
    },
    Foreign {
        shape: Shape::StartsWith("https://kubernetes.default.svc"),
        whose: "the cluster's API server",
        source: KUBERNETES,
    },
    Foreign {
        shape: Shape::StartsWith("https://github.com/"),
        whose: "the repository owner, GitHub's default",
        source: GITHUB,
    },
    Foreign { shape: Shape::Is("https://gitlab.com"), whose: "GitLab itself, its default", source: GITLAB },
    Foreign {
        shape: Shape::StartsWith("ari:cloud:bitbucket::workspace/"),
        whose: "the Bitbucket workspace, its default",
        source: BITBUCKET,
    },
    Foreign { shape: Shape::EndsWith(".svc.id.goog"), whose: "a GKE workload identity pool", source: GKE },
    Foreign { shape: Shape::Is("vault"), whose: "HashiCorp Vault", source: VAULT },
];

/// Whose an audience is, where it is known to be another service's.
pub(super) fn owner(audience: &str) -> Option<&'static Foreign> {
    let hit = |shape: Shape| match shape {
        Shape::Is(text) => audience == text,
        Shape::StartsWith(text) => audience.starts_with(text),
        Shape::EndsWith(text) => audience.ends_with(text),
    };
    FOREIGN.iter().find(|f| hit(f.shape))
}

/// What an audience has in it that was meant to be Claude's.
const NEAR: &str = "anthropic.com";

/// The stranger whose tokens carry the rule's audience because nobody asked for another, where the platform has such tokens.
fn of_platform(subject: &Look<'_>) -> Option<&'static Stranger> {
    let usual =
        platform(subject)?.specimen.strangers.iter().find(|stranger| stranger.id == "default-audience")?;
    let audience = subject.rule.audience.as_str();
    // Who differs from the workload in nothing is left out of the ring.
    let ring = subject.ring();
    let shown = ring.strangers.iter().find(|other| other.stranger.id == usual.id);
    let audiences = |other: &Neighbour| Claims::new(other.changes.over(ring.owner.as_map()));
    let same = shown.is_none_or(|other| audiences(other).audiences().contains(&audience));
    let asks_for_it = subject.token.is_none_or(|token| token.audiences().contains(&audience));
    (same && asks_for_it).then_some(usual)
}

fn run(subject: &Look<'_>, found: &mut Vec<Finding>) {
    let audience = subject.rule.audience.as_str();
    let default = DEFAULT_AUDIENCE.value;
    if audience.is_empty() || audience == default {
        return;
    }
    let set_default = |finding: Finding| {
        finding.fixed_by(
            Safety::Review,
            format!("Set `{default}`, and have the workload ask for it"),
            vec![Edit::set(FieldPath::Audience, default)],
        )
    };
    if let Some(Foreign { whose, source, .. }) = owner(audience) {
        let finding = Finding::of(
            &LINT,
            FieldPath::Audience,
            format!(
                "{} is the audience of {whose}: a token made for that place could be used here by whoever receives it there",
                segments::shown(audience)
            ),
        );
        let finding = finding.note(format!("Source: {}, {}", source.title, source.url));
        found.push(set_default(finding.in_part(0..audience.len())));
        return;
    }
    if let Some(usual) = of_platform(subject) {
        let message = format!(
            "{} is what a token carries on this platform where the workload names nobody: whatever such a token is sent to could \
             use it here",
            segments::shown(audience)
        );
        let finding = Finding::of(&LINT, FieldPath::Audience, message).note(usual.who);
        found.push(set_default(finding.in_part(0..audience.len())));
        return;
    }
    let sent = subject.token.map(Claims::audiences).unwrap_or_default();
    if sent.contains(&audience) {
        return;
    }
    if sent.is_empty() {
        if audience.to_ascii_lowercase().contains(NEAR) {
            let message = format!(
                "{} is not `{default}`, which workloads ask for: the two are compared as a whole",
                segments::shown(audience)
            );
            let finding = Finding::of(&LINT, FieldPath::Audience, message).only(Severity::Warning);
            found.push(set_default(finding.in_part(0..audience.len())));
        }
        return;
    }
    let shown = sent.iter().map(|a| segments::shown(a)).collect::<Vec<_>>().join(", ");
    let finding = Finding::of(
        &LINT,
        FieldPath::Audience,
        format!(
            "The rule expects the audience {}, and the token carries {shown}: the exchange is denied (match_audience)",
            segments::shown(audience)
        ),
    )
    .in_part(0..audience.len());
    let own = sent.iter().find(|a| owner(a).is_none());
    found.push(match own {
        Some(own) if *own != default => finding.fixed_by(
            Safety::Review,
            format!("Set the token's audience, {}", segments::shown(own)),
            vec![Edit::set(FieldPath::Audience, *own)],
        ),
        _ => set_default(finding),
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_names_its_source_and_the_page_lists_it() {
        for row in &FOREIGN {
            assert!(LINT.page.contains(row.source.url), "the page lacks {}", row.source.url);
        }
    }

    #[test]
    fn an_audience_of_ones_own_has_no_other_owner() {
        let table = [
            ("sts.amazonaws.com", true, "what IRSA projects"),
            ("https://kubernetes.default.svc.cluster.local", true, "the default mount"),
            ("https://github.com/acme", true, "GitHub's default names the owner"),
            ("acme.svc.id.goog", true, "a pool is named after its project"),
            ("https://api.anthropic.com", false, "the service itself"),
            ("api://11111111-2222-4333-8444-555555555555", false, "an app registration at Entra, version 1"),
            ("11111111-2222-4333-8444-555555555555", false, "an app registration at Entra, version 2"),
            ("vault-of-ours", false, "only the whole text is Vault's"),
        ];
        for (audience, foreign, why) in table {
            assert_eq!(owner(audience).is_some(), foreign, "{audience}: {why}");
        }
    }
}
