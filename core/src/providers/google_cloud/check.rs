//! What is wrong with an entry of the form.

/// A service account's address.
pub(super) fn email(text: &str) -> Option<&'static str> {
    let text = text.trim();
    let Some((name, domain)) = text.split_once('@') else {
        return Some("This is no address. Enter NAME@PROJECT.iam.gserviceaccount.com.");
    };
    if !domain.ends_with(".gserviceaccount.com") {
        return Some(
            "This is a person's or a group's. Enter a service account, NAME@PROJECT.iam.gserviceaccount.com.",
        );
    }
    if domain == "developer.gserviceaccount.com" || domain == "appspot.gserviceaccount.com" {
        return Some(
            "This is a default account, which everything in the project runs as unless told otherwise. Give the workload one of \
             its own.",
        );
    }
    if name.starts_with("service-") && domain.starts_with("gcp-sa-")
        || domain == "cloudservices.gserviceaccount.com"
    {
        return Some("This is Google's own agent. Enter the service account that the workload runs as.");
    }
    text.contains(|c: char| c == '*' || c == '/' || c.is_whitespace())
        .then_some("Enter one whole address; a wildcard would let other accounts in.")
}

/// A service account's unique id. That it has 21 digits is what is seen, not what Google promises.
pub(super) fn unique_id(text: &str) -> Option<&'static str> {
    let text = text.trim();
    let number = text.bytes().all(|b| b.is_ascii_digit()) && text.len() >= 15;
    (!number).then_some(
        "A unique id is about 21 digits, whole and without a wildcard. Take uniqueId of the service account.",
    )
}

/// A project's id, with a domain before it where it has one, as far as its alphabet goes.
pub(super) fn project_id(text: &str) -> Option<&'static str> {
    let text = text.trim();
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return Some("This is the project's number. Enter its id.");
    }
    let fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-.:".contains(&b);
    (!text.bytes().all(fits))
        .then_some("A project's id has lower-case letters, digits and hyphens. Its name may differ.")
}

/// A project's or a machine's number.
pub(super) fn number(text: &str) -> Option<&'static str> {
    let text = text.trim();
    (!text.bytes().all(|b| b.is_ascii_digit()) || text.len() > 20)
        .then_some("Enter the number: digits alone.")
}

/// A name of a resource: service, function, machine, region, zone, namespace, account of Kubernetes.
pub(super) fn name(text: &str) -> Option<&'static str> {
    let fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-._".contains(&b);
    (!text.trim().bytes().all(fits))
        .then_some("A name here has lower-case letters, digits and hyphens. Enter it alone.")
}

/// An image reference, as far as its alphabet goes.
pub(super) fn image(text: &str) -> Option<&'static str> {
    let fits = |c: char| c.is_ascii_alphanumeric() || "._-/:@".contains(c);
    (!text.trim().chars().all(fits)).then_some("An image reference has letters, digits and ._-/:@ only.")
}
