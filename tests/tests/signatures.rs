//! Signatures over the curves, of which no token was recorded.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use keyless_core::secret::IdentityToken;
use keyless_core::token::{self, KeySet, SignatureState};
use keyless_tests::mint;
use serde_json::{Value, json};

type Mint = fn(&Value) -> (String, Value);

const MINTS: [(&str, Mint); 3] =
    [("ES256", mint::signed_es256), ("ES384", mint::signed_es384), ("ES512", mint::signed_es512)];

fn state(token: &str, jwks: &Value) -> SignatureState {
    let keys = KeySet::from_value(jwks.clone()).unwrap();
    token::read(&IdentityToken::new(token.to_owned()), Some(&keys)).unwrap().signature
}

#[test]
fn a_signature_holds_for_its_own_claims_and_key_alone() {
    for (alg, mint) in MINTS {
        let (token, jwks) = mint(&json!({"sub": "a"}));
        assert_eq!(state(&token, &jwks), SignatureState::Valid, "{alg}");

        let (other, _) = mint(&json!({"sub": "b"}));
        let (message, _) = token.rsplit_once('.').unwrap();
        let (_, signature) = other.rsplit_once('.').unwrap();
        let changed = format!("{message}.{signature}");
        assert_eq!(state(&changed, &jwks), SignatureState::Invalid, "{alg}: another token's signature");

        let cut = &token[..token.len() - 8];
        assert_eq!(state(cut, &jwks), SignatureState::Invalid, "{alg}: a signature that was cut");

        let without = format!("{message}.");
        assert_eq!(state(&without, &jwks), SignatureState::Invalid, "{alg}: no signature");

        let mut swapped = jwks.clone();
        swapped["keys"][0]["x"] = jwks["keys"][0]["y"].clone();
        let found = state(&token, &swapped);
        assert!(
            matches!(found, SignatureState::KeyUnfit { .. } | SignatureState::Invalid),
            "{alg}: {found:?}"
        );
    }
}

#[test]
fn a_key_of_another_curve_is_unfit() {
    for (alg, mint) in MINTS {
        for (other, from) in MINTS.into_iter().filter(|(other, _)| *other != alg) {
            let (token, _) = mint(&json!({"sub": "a"}));
            let (_, jwks) = from(&json!({"sub": "a"}));
            let found = state(&token, &jwks);
            assert!(
                matches!(found, SignatureState::KeyUnfit { .. }),
                "{alg} with the key of {other}: {found:?}"
            );
        }
    }
}
