//! What the providers share whose issuer is an identity server: one's own, or one with a plain OpenID Connect face.

use super::shared::{host, keys_problem, limit_for};
use super::{Answers, Choice, ClaimKind, ClaimSpec, Command, Entry, Field, KeyPlace, Need, Pins, Suggestion};
use crate::facts;
use crate::rule::{
    AccountDraft, DialledUrl, IssuerDraft, JwksDraft, KeySourceKind, RuleDraft, resource_name,
};
use crate::token::Claims;

/// The beginning of a script that writes tokens into a file; between its two halves stand `every`, in seconds, and
/// `request`, which prints a token.
macro_rules! script {
    ($request:expr) => {
        concat!(include_str!("../oidc/head.sh"), $request, include_str!("../oidc/tail.sh"))
    };
}
pub(super) use script;

/// Where such a script writes its token. A unit of systemd makes the folder with `RuntimeDirectory=claude`.
pub(super) const TOKEN_FILE: &str = "/run/claude/identity-token";

/// What is to be known of [`TOKEN_FILE`].
pub(super) const TOKEN_FILE_NOTE: &str = "the script of the workload writes the token there";

/// The answer to [`KEYS`] that asks for [`PASTED_KEYS`].
pub(super) const PASTED: &str = "inline";

/// The issuer's address.
pub(super) const ISSUER_URL: Field = Field {
    id: "issuer_url",
    label: "Issuer",
    hint: "The claim iss of a token, copied byte for byte: a slash at the end counts.",
    example: "https://id.acme.example",
    placeholder: "https://ISSUER",
    check: issuer_url_problem,
    ..Field::NEEDED
};

/// Where the issuer's keys come from.
pub(super) const KEYS: Field = Field {
    id: "keys",
    label: "Keys",
    hint: "Whether Claude can fetch the keys: over https on port 443, under a public name. Otherwise they stand in the issuer \
           record and are replaced there by hand when the issuer's are.",
    example: "discovery",
    placeholder: "discovery",
    entry: Entry::Choice(&[
        Choice { value: "discovery", label: "Fetched from the issuer" },
        Choice { value: PASTED, label: "Pasted here: the issuer cannot be reached from outside" },
    ]),
    ..Field::NEEDED
};

/// The issuer's keys, where they are pasted.
pub(super) const PASTED_KEYS: Field = Field {
    id: "jwks",
    label: "Public keys",
    hint: "The issuer's JWKS: what the address under jwks_uri of its discovery document answers. Public, no secret.",
    example: r#"{"keys":[{"kty":"RSA","kid":"1","use":"sig","alg":"RS256","n":"sXch","e":"AQAB"}]}"#,
    placeholder: "ISSUER_JWKS",
    entry: Entry::Lines,
    asked: |answers| answers.get("keys") == PASTED,
    check: keys_problem,
    ..Field::NEEDED
};

/// How long a token lives. Only what is longer than the service takes unasked changes the issuer record.
pub(super) const LIFETIME: Field = Field {
    id: "token_seconds",
    label: "Token lifetime",
    hint: "Seconds from iat to exp of a token. The issuer record takes 3600; more must be said there, or be shortened where \
           the token is made.",
    example: "7200",
    placeholder: "SECONDS",
    need: Need::Optional,
    check: |text| {
        let range = facts::MAX_JWT_LIFETIME_RANGE.value;
        let fits = text.trim().parse::<u64>().is_ok_and(|seconds| range.contains(&seconds));
        (!fits).then_some(
            "Enter whole seconds, 1 to 176400: the service takes no token that lives longer than 49 hours.",
        )
    },
    ..Field::NEEDED
};

const fn time(name: &'static str, meaning: &'static str) -> ClaimSpec {
    ClaimSpec::new(name, ClaimKind::Number, Pins::Nothing, meaning)
}

/// The claims `exp`, `iat` and `nbf`.
pub(super) const EXP: ClaimSpec = time("exp", "When the token ends, in seconds since 1970.");
/// See [`EXP`].
pub(super) const IAT: ClaimSpec = time("iat", "When it was issued, in seconds since 1970.");
/// See [`EXP`].
pub(super) const NBF: ClaimSpec = time("nbf", "From when on it counts, in seconds since 1970.");
/// The claim `jti`.
pub(super) const JTI: ClaimSpec = ClaimSpec::new(
    "jti",
    ClaimKind::Text,
    Pins::Nothing,
    "The token's own id; it makes the token good for one exchange.",
);

/// Where a static key hides on a machine of one's own, whatever signs its tokens.
pub(super) const SERVICES: KeyPlace = KeyPlace::new(
    "Units of systemd",
    Command::new(
        "grep -rlsE 'ANTHROPIC_API_KEY|ANTHROPIC_AUTH_TOKEN' /etc/systemd/system /etc/default /etc/environment",
        "Lists files that set one for services of this machine.",
    ),
);

/// See [`SERVICES`].
pub(super) const CONTAINERS: KeyPlace = KeyPlace::new(
    "Containers of this machine",
    Command::new(
        "docker ps -q | xargs -r docker inspect | jq -r '.[] | select([.Config.Env[]? | split(\"=\")[0]] | any(. == \"ANTHROPIC_API_KEY\" or . == \"ANTHROPIC_AUTH_TOKEN\")) | .Name'",
        "Lists the containers that have one in their environment.",
    ),
);

/// Whether the service would dial an issuer for its keys.
pub(super) fn is_dialled(issuer_url: &str) -> bool {
    DialledUrl::parse_base(issuer_url).is_ok()
}

/// The answers that a token gives to [`ISSUER_URL`], [`KEYS`] and [`LIFETIME`].
pub(super) fn answer_issuer(claims: &Claims, answers: &mut Answers) {
    if let Some(issuer) = claims.issuer() {
        answers.set("issuer_url", issuer);
        if !is_dialled(issuer) {
            answers.set("keys", PASTED);
        }
    }
    answer_lifetime(claims, answers);
}

/// The answer that a token gives to [`LIFETIME`]: none where nothing need be said.
pub(super) fn answer_lifetime(claims: &Claims, answers: &mut Answers) {
    let longer =
        |seconds: &i64| u64::try_from(*seconds).is_ok_and(|s| s > facts::MAX_JWT_LIFETIME_DEFAULT.value);
    if let Some(seconds) = claims.lifetime().filter(longer) {
        answers.set("token_seconds", &seconds.to_string());
    }
}

/// An identity that a form describes.
pub(super) struct Identity<'a> {
    /// What the names of issuer, rule and account begin with where nothing else is known.
    pub platform: &'static str,
    /// What tells the issuer from others of the platform, for its name.
    pub issuer: &'a str,
    /// Its address.
    pub issuer_url: String,
    /// What the workload is called, for the names of rule and account.
    pub workload: Vec<&'a str>,
    /// What it is, in a phrase.
    pub what: String,
    /// The rule's subject. Nothing, or a star alone, becomes a text that no issuer writes.
    pub subject: String,
    /// The rule's audience; empty for the service's own.
    pub audience: &'a str,
    /// Claims that the rule compares; the empty ones are left out.
    pub claims: Vec<(&'a str, &'a str)>,
    /// The rule's condition.
    pub condition: String,
    /// How long access tokens live, in seconds.
    pub lifetime: u64,
}

impl Identity<'_> {
    /// The issuer, rule and account; keys and lifetime as the shared fields say.
    pub(super) fn suggestion(self, answers: &Answers) -> Suggestion {
        let jwks = if answers.get("keys") == PASTED {
            let keys = answers.get("jwks").to_owned();
            JwksDraft { kind: KeySourceKind::Inline, keys, ..JwksDraft::default() }
        } else {
            JwksDraft::default()
        };
        let name = resource_name(&self.workload);
        let name = if name.is_empty() { resource_name(&[self.platform]) } else { name };
        let audience = if self.audience.is_empty() { facts::DEFAULT_AUDIENCE.value } else { self.audience };
        let mut rule = RuleDraft {
            name: name.clone(),
            description: self.what.clone(),
            subject_prefix: if self.subject.chars().all(|c| c == '*') {
                "SUBJECT".to_owned()
            } else {
                self.subject
            },
            audience: audience.to_owned(),
            condition: self.condition,
            oauth_scope: facts::SCOPES.value[0].name.to_owned(),
            token_lifetime_seconds: self.lifetime.to_string(),
            ..RuleDraft::default()
        };
        for (claim, value) in self.claims.into_iter().filter(|(_, value)| !value.is_empty()) {
            rule.set_claim(claim, Some(value.to_owned()));
        }
        Suggestion {
            issuer: IssuerDraft {
                name: resource_name(&[self.platform, self.issuer]),
                issuer_url: self.issuer_url,
                jwks,
                max_jwt_lifetime_seconds: longest_accepted(answers),
                ..IssuerDraft::default()
            },
            rule,
            account: AccountDraft { name, description: self.what, ..AccountDraft::default() },
            doubts: Vec::new(),
        }
    }
}

/// The issuer's `max_jwt_lifetime_seconds`: empty where the default does, otherwise the answer rounded up to ten minutes.
fn longest_accepted(answers: &Answers) -> String {
    answers.get("token_seconds").parse().map_or_else(|_| String::new(), limit_for)
}

/// What is wrong with an issuer: it is compared byte for byte, so that only what can never be right is refused.
pub(super) fn issuer_url_problem(text: &str) -> Option<&'static str> {
    let text = text.trim();
    let Some(rest) = text.strip_prefix("https://") else {
        return Some("An issuer starts with https://. Copy the claim iss of a token whole.");
    };
    if host(text).is_empty() || rest.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return Some("An issuer is one address without blanks. Copy the claim iss of a token whole.");
    }
    rest.ends_with("/.well-known/openid-configuration").then_some(
        "This is the address of the discovery document. Enter the member issuer that stands in it.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_longer_than_the_default_reaches_the_issuer_record() {
        let table = [
            ("", "", "not known"),
            ("300", "", "shorter"),
            ("3600", "", "exactly the default"),
            ("3601", "4200", "rounded up to ten minutes"),
            ("86400", "86400", "already round"),
            ("176400", "176400", "the most"),
            ("999999", "176400", "more than the service takes"),
            ("2h", "", "no number"),
        ];
        for (seconds, expected, why) in table {
            assert_eq!(longest_accepted(&Answers::from([("token_seconds", seconds)])), expected, "{why}");
        }
    }

    #[test]
    fn an_issuer_is_refused_only_where_it_can_never_be_right() {
        let table = [
            ("https://id.acme.example", true, "an address"),
            ("https://vault.acme.internal:8200/v1/identity/oidc", true, "it need not be reachable"),
            ("https://acme.eu.auth0.com/", true, "a slash at the end"),
            ("http://id.acme.example", false, "not https"),
            ("https:///x", false, "no host"),
            ("https://a b", false, "a blank"),
            ("https://h/.well-known/openid-configuration", false, "the document"),
        ];
        for (text, fine, why) in table {
            assert_eq!(issuer_url_problem(text).is_none(), fine, "{why}");
        }
    }
}
