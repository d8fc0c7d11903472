//! Whether a token's signature fits one of the issuer's keys.

mod curve;
mod provider;

use super::keys::KeySet;
use super::{Header, is_accepted_algorithm};
use jsonwebtoken::{Algorithm, DecodingKey};
use serde_json::{Map, Value};
use std::str::FromStr;

/// What is known of a token's signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignatureState {
    /// Claims alone were pasted.
    NotGiven,
    /// No key set was given.
    NoKeys,
    /// The algorithm is none that the service accepts: there is nothing to check.
    NotAccepted,
    /// The header names no key.
    NoKeyId,
    /// The key that the header names is not in the set.
    KeyNotFound {
        /// The keys that are.
        known: Vec<String>,
    },
    /// The key is there, but not fit for the algorithm, or damaged.
    KeyUnfit {
        /// Why.
        why: String,
    },
    /// The signature fits.
    Valid,
    /// It does not.
    Invalid,
}

/// Checks a signature over `message`, which is the header and payload as they stood in the token.
pub(super) fn check(
    header: &Header,
    message: &[u8],
    signature: Option<&[u8]>,
    keys: &KeySet,
) -> SignatureState {
    let Some(alg) = header.alg().filter(|a| is_accepted_algorithm(a)) else {
        return SignatureState::NotAccepted;
    };
    let Some(kid) = header.kid() else { return SignatureState::NoKeyId };
    let mut state =
        SignatureState::KeyNotFound { known: keys.ids().into_iter().map(str::to_owned).collect() };
    // Several keys may share an id during a rotation: one that fits is enough.
    for key in keys.with_id(kid) {
        match verify(alg, key, message, signature) {
            Ok(true) => return SignatureState::Valid,
            Ok(false) => state = SignatureState::Invalid,
            Err(why) if state != SignatureState::Invalid => state = SignatureState::KeyUnfit { why },
            Err(_) => {}
        }
    }
    state
}

fn verify(
    alg: &str,
    key: &Map<String, Value>,
    message: &[u8],
    signature: Option<&[u8]>,
) -> Result<bool, String> {
    let member = |name: &str| key.get(name).and_then(Value::as_str);
    if member("use").is_some_and(|u| u != "sig") {
        return Err("its use is not sig: it is not meant for signatures".into());
    }
    if let Some(meant) = member("alg").filter(|meant| *meant != alg) {
        return Err(format!("the set says that it is for {meant}, the token says {alg}"));
    }
    let (kind, curve) = match alg {
        "ES256" => ("EC", Some("P-256")),
        "ES384" => ("EC", Some("P-384")),
        "ES512" => ("EC", Some("P-521")),
        _ => ("RSA", None),
    };
    if member("kty") != Some(kind) || (curve.is_some() && member("crv") != curve) {
        let curve = curve.map(|c| format!(" on {c}")).unwrap_or_default();
        return Err(format!("{alg} needs a key of type {kind}{curve}"));
    }
    let text = |name: &'static str| member(name).ok_or_else(|| format!("its member {name} is missing"));
    let damaged = |_| "its members are damaged".to_owned();
    let signature = signature.unwrap_or_default();
    if alg == "ES512" {
        return provider::verify_es512(text("x")?, text("y")?, message, signature);
    }
    let key = if kind == "RSA" {
        DecodingKey::from_rsa_components(text("n")?, text("e")?)
    } else {
        DecodingKey::from_ec_components(text("x")?, text("y")?)
    }
    .map_err(damaged)?;
    let algorithm = Algorithm::from_str(alg).map_err(|_| format!("{alg} is unknown"))?;
    provider::verify(algorithm, &key, message, signature)
}
