//! What is wrong with an entry of the form.

use crate::token::{KeySet, KeySetProblem};

/// A DNS label of RFC 1123, as a namespace has it
/// (<https://kubernetes.io/docs/concepts/overview/working-with-objects/names/>, read 2026-11-21).
pub(super) fn namespace(text: &str) -> Option<&'static str> {
    (!is_label(text.trim())).then_some(
        "A namespace has 1 to 63 lower-case letters, digits and hyphens, and starts and ends with a letter or digit. \
         Copy it from kubectl get namespaces.",
    )
}

/// A DNS subdomain of RFC 1123, as a service account has it.
pub(super) fn service_account(text: &str) -> Option<&'static str> {
    let text = text.trim();
    if text.starts_with("system:serviceaccount:") {
        return Some("This is a whole subject. Enter only the name after the last colon.");
    }
    (!is_subdomain(text)).then_some(
        "A service account's name has lower-case letters, digits, hyphens and dots, at most 253, and starts and ends with a \
         letter or digit; a wildcard is no name. Copy it from kubectl get serviceaccounts.",
    )
}

/// A UUID as Kubernetes prints it.
pub(super) fn uid(text: &str) -> Option<&'static str> {
    let text = text.trim();
    let groups: Vec<&str> = text.split('-').collect();
    let is_uuid = groups.iter().map(|g| g.len()).eq([8, 4, 4, 4, 12])
        && groups.iter().all(|g| g.bytes().all(|b| b.is_ascii_hexdigit()));
    if !is_uuid {
        return Some(
            "A uid is a UUID: eight, four, four, four and twelve hexadecimal digits. Take it from .metadata.uid of the service \
             account, not of the pod.",
        );
    }
    text.bytes().any(|b| b.is_ascii_uppercase()).then_some(
        "Kubernetes writes uids in lower case, and the condition compares exactly. Copy it as it is printed.",
    )
}

/// An issuer as a cluster calls itself: it is compared byte for byte, so that only what can never be right is refused.
pub(super) fn issuer_url(text: &str) -> Option<&'static str> {
    let text = text.trim();
    if text == "kubernetes/serviceaccount" {
        return Some(
            "This is the issuer of old tokens from Secrets, which no rule can take. Enter the cluster's own issuer.",
        );
    }
    let Some(rest) = text.strip_prefix("https://") else {
        return Some(
            "An issuer starts with https://. Copy the member issuer of the cluster's discovery document whole.",
        );
    };
    if rest.is_empty() || rest.starts_with('/') {
        return Some(
            "The host is missing after https://. Copy the member issuer of the cluster's discovery document whole.",
        );
    }
    if text.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return Some("An issuer has no blanks and stands on one line. Copy it whole.");
    }
    if rest.ends_with("/.well-known/openid-configuration") || rest.ends_with("/openid/v1/jwks") {
        return Some("This is the address of a document. Enter the member issuer of the discovery document.");
    }
    let host = rest.split('/').next().unwrap_or_default();
    (host.ends_with(".oic.prod-aks.azure.com") && !rest.ends_with('/')).then_some(
        "An AKS issuer ends with a slash, and iss is compared byte for byte. Copy it as az aks show prints it.",
    )
}

/// Public keys of a cluster.
pub(super) fn jwks(text: &str) -> Option<&'static str> {
    Some(match KeySet::parse(text) {
        Ok(_) => return None,
        Err(KeySetProblem::Private(_)) => {
            "One of these keys is private or symmetric. It was refused: treat it as leaked, replace it, and paste what kubectl \
             get --raw /openid/v1/jwks prints."
        }
        Err(KeySetProblem::Discovery { .. }) => {
            "This is the discovery document. Paste the keys: kubectl get --raw /openid/v1/jwks prints them."
        }
        Err(KeySetProblem::NoKeys) => "The key set is empty: no token can be verified with it.",
        Err(KeySetProblem::NotJson { .. }) => {
            "This is not JSON. Paste all that kubectl get --raw /openid/v1/jwks prints."
        }
        Err(KeySetProblem::Empty | KeySetProblem::NotAKeySet | KeySetProblem::NotAKey { .. }) => {
            "This JSON is no key set. Paste all that kubectl get --raw /openid/v1/jwks prints: it has the member keys."
        }
    })
}

/// The name of a Deployment.
pub(super) fn workload(text: &str) -> Option<&'static str> {
    (!is_subdomain(text.trim())).then_some(
        "A Deployment's name has lower-case letters, digits, hyphens and dots, and starts and ends with a letter or digit. \
         Enter it without deployment/ in front.",
    )
}

/// An image reference, as far as its alphabet goes.
pub(super) fn image(text: &str) -> Option<&'static str> {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "._-/:@".contains(c);
    (!text.trim().chars().all(allowed)).then_some(
        "An image reference has letters, digits and ._-/:@ only, such as registry.example.com/team/app:1.4.2.",
    )
}

fn is_label(text: &str) -> bool {
    text.len() <= 63 && is_name(text)
}

/// Labels between dots. Kubernetes bounds the whole, not each label.
fn is_subdomain(text: &str) -> bool {
    text.len() <= 253 && text.split('.').all(is_name)
}

fn is_name(text: &str) -> bool {
    !text.is_empty()
        && !text.starts_with('-')
        && !text.ends_with('-')
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}
