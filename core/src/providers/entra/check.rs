//! What is wrong with an entry of the form.

/// Whether a text is a GUID in lower case or in capitals.
pub(super) fn is_guid(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    groups.iter().map(|g| g.len()).eq([8, 4, 4, 4, 12])
        && groups.iter().all(|g| g.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// An id of Entra's. It has no end marks, so that a part of it, or a wildcard, would be a stranger's too.
pub(super) fn guid(text: &str) -> Option<&'static str> {
    (!is_guid(text.trim())).then_some(
        "An id here is a GUID, whole: eight, four, four, four and twelve hexadecimal digits, without a wildcard.",
    )
}

/// A tenant's id.
pub(super) fn tenant(text: &str) -> Option<&'static str> {
    if text.trim().contains('.') {
        return Some("This is a domain. Tokens name the tenant by its id, which az account show prints.");
    }
    guid(text)
}

/// What a token is asked for.
pub(super) fn resource(text: &str) -> Option<&'static str> {
    let text = text.trim();
    if text == "api://AzureADTokenExchange" {
        return Some("This is Entra's own, for the first of two hops. Enter your audience app's.");
    }
    if text.ends_with("/.default") {
        return Some("Leave /.default off: it belongs to a scope.");
    }
    let known = ["https://management.azure.com", "https://graph.microsoft.com", "https://vault.azure.net"];
    if known.iter().any(|service| text.starts_with(service)) {
        return Some("This is another service of Microsoft's. Enter your audience app's.");
    }
    (!text.contains("://") && !is_guid(text))
        .then_some("Enter the app's identifier URI, such as api:// and its client id.")
}

/// A name of a resource of Azure.
pub(super) fn name(text: &str) -> Option<&'static str> {
    (text.trim().contains(['/', '*']) || text.trim().contains(char::is_whitespace))
        .then_some("Enter the name alone, without the path before it.")
}

/// A name in Kubernetes.
pub(super) fn label(text: &str) -> Option<&'static str> {
    let fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'.';
    (!text.trim().bytes().all(fits))
        .then_some("A name in Kubernetes has lower-case letters, digits, hyphens and dots.")
}

/// An app role's value.
pub(super) fn role(text: &str) -> Option<&'static str> {
    text.trim().contains(char::is_whitespace).then_some("Enter the role's value, which has no blanks.")
}

/// An image reference, as far as its alphabet goes.
pub(super) fn image(text: &str) -> Option<&'static str> {
    let fits = |c: char| c.is_ascii_alphanumeric() || "._-/:@".contains(c);
    (!text.trim().chars().all(fits)).then_some("An image reference has letters, digits and ._-/:@ only.")
}
