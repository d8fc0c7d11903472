//! ECDSA over a curve that is a parameter: the same few lines check ES256, ES384 and ES512.

use ecdsa::elliptic_curve::array::ArraySize;
use ecdsa::elliptic_curve::point::AffineCoordinates;
use ecdsa::elliptic_curve::sec1::{FromSec1Point, ModulusSize, ToSec1Point};
use ecdsa::elliptic_curve::{AffinePoint, CurveArithmetic, FieldBytes, FieldBytesSize};
use ecdsa::signature::hazmat::PrehashVerifier;
use ecdsa::{EcdsaCurve, Signature, SignatureSize, VerifyingKey};

/// A public key on the curve `C`.
pub(super) struct Key<C: EcdsaCurve + CurveArithmetic>(VerifyingKey<C>);

impl<C> Key<C>
where
    C: EcdsaCurve + CurveArithmetic,
    AffinePoint<C>: AffineCoordinates<FieldRepr = FieldBytes<C>> + FromSec1Point<C> + ToSec1Point<C>,
    FieldBytesSize<C>: ModulusSize,
    SignatureSize<C>: ArraySize,
{
    /// The key at both coordinates, each in as many bytes as the curve's field has; nothing for a point off the curve.
    ///
    /// Points in their compressed form, which no key set carries, are never met, so the code for them is not linked in.
    pub(super) fn at(x: &[u8], y: &[u8]) -> Option<Self> {
        let point = AffinePoint::<C>::from_coordinates(x.try_into().ok()?, y.try_into().ok()?);
        VerifyingKey::from_affine(Option::from(point)?).ok().map(Self)
    }

    /// Whether `signature`, r and s at full length, was made over a message with this digest.
    pub(super) fn signed(&self, digest: &[u8], signature: &[u8]) -> bool {
        Signature::from_slice(signature)
            .is_ok_and(|signature| self.0.verify_prehash(digest, &signature).is_ok())
    }
}
