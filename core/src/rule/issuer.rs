//! Issuers.

use super::checks::{Problems, Reported, has_outer_blanks, is_pending};
use super::{
    CaCertificates, DialledUrl, DraftProblem, FieldPath, IssuerDraft, KeySourceKind, Known, MaxJwtLifetime,
    Name,
};
use crate::facts;
use crate::ids::IssuerId;
use crate::token::KeySet;

/// Where the service takes an issuer's keys from.
#[derive(Debug, Clone, PartialEq)]
pub enum KeySource {
    /// The discovery document under this address, or under the issuer's own.
    Discovery {
        /// `discovery_base`, in place of the issuer's address.
        base: Option<DialledUrl>,
        /// `ca_cert_pem`, trusted when dialling.
        ca: Option<CaCertificates>,
    },
    /// This address.
    ExplicitUrl {
        /// `url`
        url: DialledUrl,
        /// `ca_cert_pem`, trusted when dialling.
        ca: Option<CaCertificates>,
    },
    /// These keys, never refreshed.
    Inline(KeySet),
}

/// An issuer that the service would take. Only [`IssuerDraft::parse`] makes one.
#[derive(Debug, Clone, PartialEq)]
pub struct Issuer {
    id: Known<IssuerId>,
    name: Name,
    url: String,
    keys: KeySource,
    check_jti: bool,
    max_jwt_lifetime: MaxJwtLifetime,
}

impl Issuer {
    /// Its id, once it is made.
    pub fn id(&self) -> &Known<IssuerId> {
        &self.id
    }

    /// Unique in the organization among issuers.
    pub fn name(&self) -> &Name {
        &self.name
    }

    /// What `iss` must be, byte for byte. It obeys the URL rules of [`DialledUrl`] only where the service dials it: with
    /// [`KeySource::Discovery`] without a base.
    pub fn issuer_url(&self) -> &str {
        &self.url
    }

    /// Where its keys come from.
    pub fn keys(&self) -> &KeySource {
        &self.keys
    }

    /// Whether a token with a `jti` can be used once only.
    pub fn check_jti(&self) -> bool {
        self.check_jti
    }

    /// Longest `exp` − `iat` of its tokens.
    pub fn max_jwt_lifetime(&self) -> MaxJwtLifetime {
        self.max_jwt_lifetime
    }
}

impl IssuerDraft {
    /// Checks the draft. Companions of another key source than the chosen one are not looked at, since they are not
    /// written; a whole JWKS in place of its `keys` array is taken, since it is written as the array.
    ///
    /// # Errors
    /// Every problem at once, each with its field.
    pub fn parse(&self) -> Result<Issuer, Vec<DraftProblem>> {
        let mut problems = Problems::default();
        problems.refuse_credentials([
            (FieldPath::IssuerName, self.name.as_str()),
            (FieldPath::IssuerUrl, self.issuer_url.as_str()),
            (FieldPath::DiscoveryBase, self.jwks.discovery_base.as_str()),
            (FieldPath::JwksUrl, self.jwks.url.as_str()),
        ]);
        if self.archived {
            problems.add(
                FieldPath::Other("issuer.archived_at".into()),
                "This issuer is archived: the service changes it no more, and every rule on it rejects. Make a new one.",
            );
        }
        let id = if is_pending(&self.id, IssuerId::PLACEHOLDER) {
            Ok(Known::Pending)
        } else {
            problems.keep(FieldPath::Other("issuer.id".into()), IssuerId::parse(&self.id)).map(Known::Id)
        };
        let name = problems.keep(FieldPath::IssuerName, Name::parse(&self.name));
        let issuer_url = self.parse_issuer_url(&mut problems);
        let keys = self.parse_key_source(&mut problems);
        let lifetime = MaxJwtLifetime::parse(&self.max_jwt_lifetime_seconds);
        let lifetime = problems.keep(FieldPath::MaxJwtLifetime, lifetime);
        let check_jti = self.check_jti.unwrap_or(facts::CHECK_JTI_DEFAULT.value);
        let build = || {
            Ok::<_, Reported>(Issuer {
                id: id?,
                name: name?,
                url: issuer_url?,
                keys: keys?,
                check_jti,
                max_jwt_lifetime: lifetime?,
            })
        };
        let issuer = build();
        problems.finish(issuer)
    }

    /// Whether the service dials `issuer_url` itself.
    fn dials_issuer_url(&self) -> bool {
        self.jwks.kind == KeySourceKind::Discovery && self.jwks.discovery_base.is_empty()
    }

    fn parse_issuer_url(&self, problems: &mut Problems) -> Result<String, Reported> {
        let url = &self.issuer_url;
        if self.dials_issuer_url() {
            return problems.keep(FieldPath::IssuerUrl, DialledUrl::parse_base(url)).map(|_| url.clone());
        }
        let message = if url.trim().is_empty() {
            "The issuer's address is needed: the text that its tokens carry in iss, byte for byte."
        } else if has_outer_blanks(url) {
            "Remove the blanks before or after the address: it is compared with iss byte for byte, and no iss has them."
        } else {
            return Ok(url.clone());
        };
        problems.refuse(FieldPath::IssuerUrl, message)
    }

    fn parse_key_source(&self, problems: &mut Problems) -> Result<KeySource, Reported> {
        let jwks = &self.jwks;
        match jwks.kind {
            KeySourceKind::Discovery => {
                let base = if jwks.discovery_base.is_empty() {
                    Ok(None)
                } else {
                    let base = DialledUrl::parse_base(&jwks.discovery_base);
                    problems.keep(FieldPath::DiscoveryBase, base).map(Some)
                };
                let ca = self.parse_certificates(problems);
                Ok(KeySource::Discovery { base: base?, ca: ca? })
            }
            KeySourceKind::ExplicitUrl => {
                let url = problems.keep(FieldPath::JwksUrl, DialledUrl::parse(&jwks.url));
                let ca = self.parse_certificates(problems);
                Ok(KeySource::ExplicitUrl { url: url?, ca: ca? })
            }
            KeySourceKind::Inline => {
                problems.keep(FieldPath::JwksKeys, KeySet::parse(&jwks.keys)).map(KeySource::Inline)
            }
        }
    }

    fn parse_certificates(&self, problems: &mut Problems) -> Result<Option<CaCertificates>, Reported> {
        let pem = &self.jwks.ca_cert_pem;
        if pem.is_empty() {
            return Ok(None);
        }
        problems.keep(FieldPath::CaCertPem, CaCertificates::parse(pem)).map(Some)
    }
}

#[cfg(test)]
mod tests;
