//! Verification by RustCrypto, under jsonwebtoken's traits: no signing, no HMAC and no Ed25519, which the page needs not
//! and the service takes not.

use super::curve::Key;
use jsonwebtoken::crypto::{CryptoProvider, JwtSigner, JwtVerifier, KeyUtils};
use jsonwebtoken::errors::{Error, ErrorKind};
use jsonwebtoken::jwk::{EllipticCurve, ThumbprintHash};
use jsonwebtoken::{Algorithm, DecodingKey, DecodingKeyKind, EncodingKey};
use p256::NistP256;
use p384::NistP384;
use p521::NistP521;
use rsa::{BigUint, Pkcs1v15Sign, Pss, RsaPublicKey};
use sha2::{Digest, Sha256, Sha384, Sha512};
use signature::Verifier;

static PROVIDER: CryptoProvider = CryptoProvider {
    signer_factory: no_signer,
    verifier_factory: verifier,
    key_utils: KeyUtils {
        rsa_pub_components_from_private_key: |_| Err(unsupported()),
        rsa_pub_components_from_public_key: |_| Err(unsupported()),
        ec_pub_components_from_private_key: no_ec_components,
        ed_pub_components_from_private_key: |_, _: &EllipticCurve| Err(unsupported()),
        compute_digest: |_, _: ThumbprintHash| Err(unsupported()),
    },
};

fn unsupported() -> Error {
    ErrorKind::UnsupportedAlgorithm.into()
}

// jsonwebtoken sets the signature of these two.
#[allow(clippy::trivially_copy_pass_by_ref)]
fn no_signer(_: &Algorithm, _: &EncodingKey) -> Result<Box<dyn JwtSigner>, Error> {
    Err(unsupported())
}

type EcComponents = (EllipticCurve, Vec<u8>, Vec<u8>);

fn no_ec_components(_: &[u8], _: Algorithm) -> Result<EcComponents, Error> {
    Err(unsupported())
}

/// Checks a signature. The error says why the key cannot be used.
pub(super) fn verify(
    algorithm: Algorithm,
    key: &DecodingKey,
    message: &[u8],
    signature: &[u8],
) -> Result<bool, String> {
    // Another installation of this or another provider is as good: the verifier is asked for directly below.
    let _ = PROVIDER.install_default();
    let verifier = (PROVIDER.verifier_factory)(&algorithm, key)
        .map_err(|_| "its members are damaged, or it is larger than 4096 bits".to_owned())?;
    Ok(verifier.verify(message, &signature.to_vec()).is_ok())
}

/// Checks an ES512 signature, which jsonwebtoken does not know.
pub(super) fn verify_es512(x: &str, y: &str, message: &[u8], signature: &[u8]) -> Result<bool, String> {
    let coordinate = |text: &str| super::super::base64url::decode(text).ok().map(|decoded| decoded.bytes);
    let key = coordinate(x).zip(coordinate(y)).and_then(|(x, y)| Key::<NistP521>::at(&x, &y));
    let key = key.ok_or("its members are damaged")?;
    Ok(key.signed(&Sha512::digest(message), signature))
}

#[allow(clippy::trivially_copy_pass_by_ref)]
fn verifier(algorithm: &Algorithm, key: &DecodingKey) -> Result<Box<dyn JwtVerifier>, Error> {
    Ok(match algorithm {
        Algorithm::ES256 => {
            let (x, y) = coordinates(key)?;
            Box::new(Es256(Key::at(x, y).ok_or(ErrorKind::InvalidEcdsaKey)?))
        }
        Algorithm::ES384 => {
            let (x, y) = coordinates(key)?;
            Box::new(Es384(Key::at(x, y).ok_or(ErrorKind::InvalidEcdsaKey)?))
        }
        Algorithm::RS256
        | Algorithm::RS384
        | Algorithm::RS512
        | Algorithm::PS256
        | Algorithm::PS384
        | Algorithm::PS512 => Box::new(Rsa { key: rsa_key(key)?, algorithm: *algorithm }),
        _ => return Err(unsupported()),
    })
}

/// Both coordinates of the point that jsonwebtoken wrote as SEC 1 does: a byte that says "whole", then both.
fn coordinates(key: &DecodingKey) -> Result<(&[u8], &[u8]), Error> {
    let (_, both) = key.try_get_as_bytes()?.split_first().ok_or(ErrorKind::InvalidEcdsaKey)?;
    Ok(both.split_at(both.len() / 2))
}

fn rsa_key(key: &DecodingKey) -> Result<RsaPublicKey, Error> {
    let DecodingKeyKind::RsaModulusExponent { n, e } = key.kind() else {
        return Err(ErrorKind::InvalidKeyFormat.into());
    };
    RsaPublicKey::new(BigUint::from_bytes_be(n), BigUint::from_bytes_be(e))
        .map_err(|_| ErrorKind::InvalidKeyFormat.into())
}

struct Es256(Key<NistP256>);

impl Verifier<Vec<u8>> for Es256 {
    fn verify(&self, message: &[u8], signature: &Vec<u8>) -> Result<(), signature::Error> {
        fits(self.0.signed(&Sha256::digest(message), signature))
    }
}

impl JwtVerifier for Es256 {
    fn algorithm(&self) -> Algorithm {
        Algorithm::ES256
    }
}

struct Es384(Key<NistP384>);

impl Verifier<Vec<u8>> for Es384 {
    fn verify(&self, message: &[u8], signature: &Vec<u8>) -> Result<(), signature::Error> {
        fits(self.0.signed(&Sha384::digest(message), signature))
    }
}

impl JwtVerifier for Es384 {
    fn algorithm(&self) -> Algorithm {
        Algorithm::ES384
    }
}

fn fits(signed: bool) -> Result<(), signature::Error> {
    if signed { Ok(()) } else { Err(signature::Error::new()) }
}

struct Rsa {
    key: RsaPublicKey,
    algorithm: Algorithm,
}

impl Verifier<Vec<u8>> for Rsa {
    fn verify(&self, message: &[u8], signature: &Vec<u8>) -> Result<(), signature::Error> {
        let key = &self.key;
        match self.algorithm {
            Algorithm::RS256 => {
                key.verify(Pkcs1v15Sign::new::<Sha256>(), &Sha256::digest(message), signature)
            }
            Algorithm::RS384 => {
                key.verify(Pkcs1v15Sign::new::<Sha384>(), &Sha384::digest(message), signature)
            }
            Algorithm::RS512 => {
                key.verify(Pkcs1v15Sign::new::<Sha512>(), &Sha512::digest(message), signature)
            }
            Algorithm::PS256 => key.verify(Pss::new::<Sha256>(), &Sha256::digest(message), signature),
            Algorithm::PS384 => key.verify(Pss::new::<Sha384>(), &Sha384::digest(message), signature),
            Algorithm::PS512 => key.verify(Pss::new::<Sha512>(), &Sha512::digest(message), signature),
            _ => return Err(signature::Error::new()),
        }
        .map_err(|_| signature::Error::new())
    }
}

impl JwtVerifier for Rsa {
    fn algorithm(&self) -> Algorithm {
        self.algorithm
    }
}
