//! Tokens for tests: claims in, token out. Keys are made here and thrown away.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL;
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
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
    let key = SigningKey::from_slice(&[7; 32]).expect("a scalar of the curve");
    let message = message(&json!({"alg": "ES256", "kid": "throw-away", "typ": "JWT"}), claims);
    let signature: Signature = key.sign(message.as_bytes());
    let point = key.verifying_key().to_encoded_point(false);
    let coordinate = |bytes: Option<&p256::FieldBytes>| BASE64URL.encode(bytes.expect("the point is whole"));
    let jwk = json!({
        "kty": "EC", "crv": "P-256", "kid": "throw-away", "use": "sig",
        "x": coordinate(point.x()), "y": coordinate(point.y()),
    });
    (format!("{message}.{}", BASE64URL.encode(signature.to_bytes())), json!({"keys": [jwk]}))
}
