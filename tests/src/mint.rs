//! Tokens for tests: claims in, token out. Keys are made here and thrown away.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL;
use p256::ecdsa::signature::Signer;
use serde_json::{Value, json};

/// Two parts of a token.
fn message(header: &Value, claims: &Value) -> String {
    format!("{}.{}", BASE64URL.encode(header.to_string()), BASE64URL.encode(claims.to_string()))
}

/// A token whose signature fits no key.
pub fn unsigned(claims: &Value) -> String {
    let header = json!({"alg": "RS256", "kid": "test", "typ": "JWT"});
    format!("{}.{}", message(&header, claims), BASE64URL.encode("no signature"))
}

/// A token signed with ES256, and the key set that verifies it. The same claims give the same token.
///
/// # Panics
///
/// Never: the key is a constant.
pub fn signed_es256(claims: &Value) -> (String, Value) {
    let key = p256::ecdsa::SigningKey::from_slice(&[7; 32]).expect("a scalar of the curve");
    let message = message(&json!({"alg": "ES256", "kid": "throw-away", "typ": "JWT"}), claims);
    let signature: p256::ecdsa::Signature = key.sign(message.as_bytes());
    let point = key.verifying_key().to_sec1_point(false);
    let jwks = key_set("P-256", point.as_bytes());
    (format!("{message}.{}", BASE64URL.encode(signature.to_bytes())), jwks)
}

/// A token signed with ES384, and the key set that verifies it. The same claims give the same token.
///
/// # Panics
///
/// Never: the key is a constant.
pub fn signed_es384(claims: &Value) -> (String, Value) {
    let key = p384::ecdsa::SigningKey::from_slice(&[7; 48]).expect("a scalar of the curve");
    let message = message(&json!({"alg": "ES384", "kid": "throw-away", "typ": "JWT"}), claims);
    let signature: p384::ecdsa::Signature = key.sign(message.as_bytes());
    let point = key.verifying_key().to_sec1_point(false);
    let jwks = key_set("P-384", point.as_bytes());
    (format!("{message}.{}", BASE64URL.encode(signature.to_bytes())), jwks)
}

/// A token signed with ES512, and the key set that verifies it. The same claims give the same token.
///
/// # Panics
///
/// Never: the key is a constant.
pub fn signed_es512(claims: &Value) -> (String, Value) {
    let mut scalar = [7; 66];
    // The order of the curve has 521 bits.
    scalar[0] = 0;
    let key = p521::ecdsa::SigningKey::from_slice(&scalar).expect("a scalar of the curve");
    let message = message(&json!({"alg": "ES512", "kid": "throw-away", "typ": "JWT"}), claims);
    let signature: p521::ecdsa::Signature = key.sign(message.as_bytes());
    let point = key.verifying_key().to_sec1_point(false);
    let jwks = key_set("P-521", point.as_bytes());
    (format!("{message}.{}", BASE64URL.encode(signature.to_bytes())), jwks)
}

/// A key set with one key, from a point as SEC 1 writes it whole: a byte, then both coordinates.
fn key_set(curve: &str, point: &[u8]) -> Value {
    let (x, y) = point[1..].split_at(point.len() / 2);
    json!({"keys": [{
        "kty": "EC", "crv": curve, "kid": "throw-away", "use": "sig",
        "x": BASE64URL.encode(x), "y": BASE64URL.encode(y),
    }]})
}
