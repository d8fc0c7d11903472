//! A zip archive whose files are stored as they are.
//!
//! Our own because it is a page of code, while the `zip` crate brings a hundred kilobytes of Wasm for methods that a few
//! kilobytes of text have no need of. The form is that of PKWARE's APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16.

/// Bit 11: names are UTF-8.
const UTF8_NAMES: u16 = 1 << 11;
/// The version of the format that stored files need: 2.0.
const VERSION: u16 = 20;
/// The first day that the format knows, 1980-01-01: the same files give the same bytes.
const DATE: u16 = 0x21;

/// Packs paths and texts, in their order.
pub(super) fn stored(files: &[(String, String)]) -> Vec<u8> {
    let mut archive = Vec::new();
    let mut directory = Vec::new();
    let mut count: u16 = 0;
    for (path, body) in files {
        let (Ok(name_length), Ok(length)) = (u16::try_from(path.len()), u32::try_from(body.len())) else {
            continue;
        };
        let Ok(offset) = u32::try_from(archive.len()) else { continue };
        let mut common = Vec::new();
        for field in [VERSION, UTF8_NAMES, 0, 0, DATE] {
            common.extend(field.to_le_bytes());
        }
        for field in [crc32(body.as_bytes()), length, length] {
            common.extend(field.to_le_bytes());
        }
        common.extend(name_length.to_le_bytes());
        common.extend([0; 2]);

        archive.extend(b"PK\x03\x04");
        archive.extend(&common);
        archive.extend(path.as_bytes());
        archive.extend(body.as_bytes());

        directory.extend(b"PK\x01\x02");
        directory.extend(VERSION.to_le_bytes());
        directory.extend(&common);
        // Comment, disk, internal and external attributes: none.
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(path.as_bytes());
        count = count.saturating_add(1);
    }
    let start = u32::try_from(archive.len()).unwrap_or(u32::MAX);
    let length = u32::try_from(directory.len()).unwrap_or(u32::MAX);
    archive.extend(&directory);
    archive.extend(b"PK\x05\x06");
    archive.extend([0; 4]);
    archive.extend(count.to_le_bytes());
    archive.extend(count.to_le_bytes());
    archive.extend(length.to_le_bytes());
    archive.extend(start.to_le_bytes());
    archive.extend([0; 2]);
    archive
}

/// The CRC-32 of APPNOTE 4.4.7, a bit at a time: tables would be 17 KB of the page, for a few kilobytes of text.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ (0xedb8_8320 & (sum & 1).wrapping_neg()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_archive_has_its_files_and_its_directory() {
        let files =
            [("a.txt".to_owned(), "hello\n".to_owned()), ("d/\u{fc}.json".to_owned(), "{}".to_owned())];
        let bytes = stored(&files);
        let count = |sign: &[u8]| bytes.windows(4).filter(|w| *w == sign).count();
        assert_eq!((count(b"PK\x03\x04"), count(b"PK\x01\x02"), count(b"PK\x05\x06")), (2, 2, 1));
        // 0x363a3020 is the CRC-32 of "hello\n".
        assert_eq!(&bytes[14..18], 0x363a_3020_u32.to_le_bytes());
        assert_eq!(stored(&files), bytes, "the same files give the same bytes");
    }

    #[test]
    fn a_checksum_is_the_one_that_archives_have() {
        for (text, sum) in [("", 0), ("123456789", 0xcbf4_3926), ("hello\n", 0x363a_3020)] {
            assert_eq!(crc32(text.as_bytes()), sum, "{text:?}");
        }
    }

    #[test]
    fn an_empty_archive_is_its_end_alone() {
        assert_eq!(stored(&[]).len(), 22);
    }
}
