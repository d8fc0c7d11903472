//! Kubernetes.

use super::{Answers, Command, Guard, Provider, Suggestion, TokenRequest};

/// Kubernetes.
pub(super) static PROVIDER: Provider = Provider {
    slug: "kubernetes",
    name: "Kubernetes",
    use_when: "",
    docs: &[],
    issuers: &[],
    claims: &[],
    subjects: &[],
    segment_ends: &[':', '/'],
    fields: &[],
    suggest: |_: &Answers| Suggestion::default(),
    answers_from: |_| Answers::default(),
    other_subject: |_| None,
    request: TokenRequest { how: "", before: &[], command: Command { template: "", does: "" }, replay: "" },
    key_places: &[],
    guard: Guard { minters: &[], audit: &[], watch: &[], not_yet: &[] },
};
