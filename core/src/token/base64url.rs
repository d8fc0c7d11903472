//! base64url as RFC 7515 has it, and the near misses that people paste.
//!
//! Written out rather than taken from a library because the near misses matter: padding and the standard alphabet are
//! decoded all the same, so that the claims can be shown, and reported.

use super::error::{Part, ProblemKind, TokenProblem};

/// Decoded bytes, and how the text departed from RFC 7515.
pub(super) struct Decoded {
    pub(super) bytes: Vec<u8>,
    padded: bool,
    standard: bool,
    loose_end: bool,
}

impl Decoded {
    /// The departures as problems.
    pub(super) fn departures(&self, part: Part) -> Vec<TokenProblem> {
        [
            (self.padded, ProblemKind::Padded { part }),
            (self.standard, ProblemKind::StandardAlphabet { part }),
            (self.loose_end, ProblemKind::LooseEnd { part }),
        ]
        .into_iter()
        .filter(|(there, _)| *there)
        .map(|(_, kind)| TokenProblem::new(kind))
        .collect()
    }
}

/// Decodes; gives the position of the first character, from 0, that belongs to neither alphabet.
pub(super) fn decode(text: &str) -> Result<Decoded, usize> {
    let body = text.trim_end_matches('=');
    let padded = body.len() != text.len();
    let mut standard = false;
    let mut bytes = Vec::with_capacity(body.len() * 3 / 4 + 2);
    let mut bits: u32 = 0;
    let mut held: u32 = 0;
    for (at, character) in body.bytes().enumerate() {
        let value = match character {
            b'A'..=b'Z' => character - b'A',
            b'a'..=b'z' => character - b'a' + 26,
            b'0'..=b'9' => character - b'0' + 52,
            b'-' => 62,
            b'_' => 63,
            b'+' => {
                standard = true;
                62
            }
            b'/' => {
                standard = true;
                63
            }
            _ => return Err(at),
        };
        bits = (bits << 6) | u32::from(value);
        held += 6;
        if held >= 8 {
            held -= 8;
            // The mask keeps one byte.
            bytes.push(u8::try_from((bits >> held) & 0xff).unwrap_or_default());
            bits &= (1 << held) - 1;
        }
    }
    // A lone last character carries six bits and no byte: the text was cut.
    if body.len() % 4 == 1 {
        return Err(body.len());
    }
    Ok(Decoded { bytes, padded, standard, loose_end: bits != 0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_length_decodes_to_its_bytes() {
        let table: [(&str, &[u8]); 6] = [
            ("", b""),
            ("Zg", b"f"),
            ("Zm8", b"fo"),
            ("Zm9v", b"foo"),
            ("-_8", &[0xfb, 0xff]),
            ("Zm9vYg", b"foob"),
        ];
        for (text, bytes) in table {
            let decoded = decode(text).ok();
            assert_eq!(decoded.as_ref().map(|d| &d.bytes[..]), Some(bytes), "{text}");
            assert!(decoded.is_some_and(|d| d.departures(Part::Header).is_empty()), "{text}");
        }
    }

    #[test]
    fn near_misses_decode_and_are_reported() {
        for (text, count, why) in [
            ("Zg==", 1, "padding"),
            ("+/8", 1, "standard alphabet"),
            ("+/8=", 2, "both"),
            ("Zh", 1, "bits left over"),
        ] {
            assert_eq!(decode(text).map(|d| d.departures(Part::Payload).len()).ok(), Some(count), "{why}");
        }
    }

    #[test]
    fn a_foreign_character_is_named_by_its_place() {
        assert_eq!(decode("Zm9v!").err(), Some(4));
        assert_eq!(decode("é").err(), Some(0));
        assert_eq!(decode("A").err(), Some(1), "six bits are no byte");
    }
}
