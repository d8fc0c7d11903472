//! Certificates that the service trusts when it dials.

use std::fmt;

/// One certificate or several in PEM (RFC 7468): the `ca_cert_pem` of an issuer. Only its shape is checked; whether the
/// service takes these certificates cannot be known here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaCertificates(String);

/// Why a text is no list of certificates. Holds nothing of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CertificateProblem {
    /// It holds a private key.
    PrivateKey,
    /// No certificate starts in it.
    NoCertificate,
    /// A certificate does not end.
    NoEnd {
        /// Its place, from 1.
        place: usize,
    },
    /// What stands in a certificate is not base64 of one.
    Damaged {
        /// Its place, from 1.
        place: usize,
    },
}

const BEGIN: &str = "-----BEGIN CERTIFICATE-----";
const END: &str = "-----END CERTIFICATE-----";

/// Whether a text holds a private key in PEM, of whatever kind.
pub(super) fn holds_private_key(text: &str) -> bool {
    text.contains("PRIVATE KEY-----")
}

impl CaCertificates {
    /// Reads certificates. Text before, between and after them is allowed, as RFC 7468 allows it.
    ///
    /// # Errors
    /// When there is none, one is damaged, or a private key is among them.
    pub fn parse(text: &str) -> Result<Self, CertificateProblem> {
        if holds_private_key(text) {
            return Err(CertificateProblem::PrivateKey);
        }
        let mut blocks = text.split(BEGIN);
        // What stands before the first certificate is no part of one.
        blocks.next();
        let mut count = 0;
        for block in blocks {
            count += 1;
            let (body, _) = block.split_once(END).ok_or(CertificateProblem::NoEnd { place: count })?;
            if !is_base64_of_der(body) {
                return Err(CertificateProblem::Damaged { place: count });
            }
        }
        if count == 0 { Err(CertificateProblem::NoCertificate) } else { Ok(Self(text.to_owned())) }
    }

    /// The text as it was given.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether a text is padded base64 of something that starts as a certificate does: a DER sequence of 128 bytes or more,
/// whose first base64 letters are always `MI`.
fn is_base64_of_der(body: &str) -> bool {
    let letters: Vec<u8> = body.bytes().filter(|b| !b.is_ascii_whitespace()).collect();
    let data = match letters.as_slice() {
        [data @ .., b'=', b'='] | [data @ .., b'='] => data,
        data => data,
    };
    letters.len().is_multiple_of(4)
        && data.starts_with(b"MI")
        && data.iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/'))
}

impl fmt::Display for CertificateProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PrivateKey => f.write_str(
                "This holds a private key. Take it out, treat it as leaked, and give certificates only.",
            ),
            Self::NoCertificate => {
                write!(f, "No certificate was found. Paste PEM, from {BEGIN} to {END}.")
            }
            Self::NoEnd { place } => {
                write!(f, "Certificate {place} does not end. Copy it whole, up to {END}.")
            }
            Self::Damaged { place } => {
                write!(f, "Certificate {place} is not base64 of a certificate. Copy it whole.")
            }
        }
    }
}

impl std::error::Error for CertificateProblem {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn certificates_are_told_from_what_is_pasted_in_their_place() {
        use CertificateProblem as P;
        let certificate = |body: &str| format!("{BEGIN}\n{body}\n{END}\n");
        let good = certificate("MIIBszCCAVmgAwIBAgIU\nAA==");
        let table = [
            (good.clone(), Ok(()), "one"),
            (format!("subject=CN\n{good}{good}"), Ok(()), "two, with text before"),
            (String::new(), Err(P::NoCertificate), "nothing"),
            ("MIIB".into(), Err(P::NoCertificate), "without its frame"),
            (format!("{BEGIN}\nMIIB"), Err(P::NoEnd { place: 1 }), "cut"),
            (format!("{good}{BEGIN}\nMIIB{BEGIN}"), Err(P::NoEnd { place: 2 }), "the second is cut"),
            (certificate(""), Err(P::Damaged { place: 1 }), "empty"),
            (certificate("AAAA"), Err(P::Damaged { place: 1 }), "no DER sequence"),
            (certificate("MII"), Err(P::Damaged { place: 1 }), "a letter is missing"),
            (certificate("MII!"), Err(P::Damaged { place: 1 }), "a letter outside base64"),
            (certificate("M=I="), Err(P::Damaged { place: 1 }), "padding inside"),
            (
                format!("{good}-----BEGIN EC PRIVATE KEY-----\nAAAA"),
                Err(P::PrivateKey),
                "a private key beside it",
            ),
        ];
        for (text, expected, why) in table {
            assert_eq!(CaCertificates::parse(&text).map(|_| ()), expected, "{why}");
        }
    }
}
