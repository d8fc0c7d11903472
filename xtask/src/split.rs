//! Takes the code of a Wasm apart by kind, so that like stands by like: LZMA then packs it a twelfth smaller.
//!
//! Instructions, locals, offsets, constants and the rest each become one stream; `join.js` puts them together again in the
//! page. Sizes of functions are left out, since their ends tell them, and alignments where they are an instruction's own.
//! Encodings: <https://webassembly.github.io/spec/core/binary/instructions.html>, read 2026-11-22.

use anyhow::{Context as _, Result, bail};

/// Puts together what [`split`] took apart: `join(bytes)`.
pub(crate) const JOIN: &str = include_str!("join.js");

/// Where an instruction or an immediate goes. The order is that of the streams, as `join.js` reads them.
#[derive(Clone, Copy)]
enum Stream {
    /// Everything outside of functions.
    Frame,
    /// Instructions, and which function a call means: what is called goes with what is done around it.
    Code,
    Local,
    Load,
    Store,
    I32,
    Address,
    I64,
    Block,
    Branch,
    Align,
    Rest,
}

const STREAMS: usize = 12;
const CODE_SECTION: u8 = 10;
/// The alignment that each load and store has of its own, from `i32.load` on, as an exponent of two.
const OWN_ALIGNMENT: &[u8; 23] = b"23230011001122232301012";
const FIRST_ACCESS: u8 = 0x28;
const FIRST_STORE: u8 = 0x36;
const LAST_ACCESS: u8 = 0x3e;
/// From here stand loads and stores of another alignment than their own, instructions that no browser has yet.
const MISALIGNED: u8 = 0xe0;
/// `i32.const` of four bytes or more, mostly an address: it has a stream of its own. No instruction of a browser either.
const ADDRESS: u8 = 0xf7;

/// The streams of a Wasm: how long it is, how long each stream is (32 bits each, little end first), then the streams.
///
/// # Errors
/// When the Wasm has an instruction, or a way to write a number, that is not known here.
pub(crate) fn split(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut splitter = Splitter { rest: wasm, streams: Default::default() };
    splitter.bytes(8, Stream::Frame)?;
    while let Some(&section) = splitter.rest.first() {
        splitter.bytes(1, Stream::Frame)?;
        let size = splitter.number(Stream::Frame)?;
        if section == CODE_SECTION {
            for _ in 0..splitter.number(Stream::Frame)? {
                splitter.function()?;
            }
        } else {
            splitter.bytes(size, Stream::Frame)?;
        }
    }
    let lengths = std::iter::once(wasm.len()).chain(splitter.streams.iter().map(Vec::len));
    let mut parts = Vec::new();
    for length in lengths {
        parts.extend(u32::try_from(length)?.to_le_bytes());
    }
    parts.extend(splitter.streams.concat());
    Ok(parts)
}

struct Splitter<'a> {
    rest: &'a [u8],
    streams: [Vec<u8>; STREAMS],
}

impl Splitter<'_> {
    fn function(&mut self) -> Result<()> {
        let (size, written) = number(self.rest)?;
        if written != shortest(size) {
            bail!("a function's size is not written in as few bytes as it needs");
        }
        self.rest = &self.rest[written..];
        let after = self.rest.len().checked_sub(size).context("a function goes beyond the end")?;
        for _ in 0..self.number(Stream::Rest)? {
            self.number(Stream::Rest)?;
            self.bytes(1, Stream::Rest)?;
        }
        let mut depth = 1;
        while depth > 0 {
            depth += self.instruction()?;
        }
        if self.rest.len() != after {
            bail!("a function does not end where its size says");
        }
        Ok(())
    }

    /// Moves one instruction, and tells by how much it changes the depth of blocks.
    fn instruction(&mut self) -> Result<isize> {
        let code = *self.rest.first().context("a function without an end")?;
        if (FIRST_ACCESS..=LAST_ACCESS).contains(&code) {
            return self.access(code).map(|()| 0);
        }
        if code == 0x41 && number(&self.rest[1..])?.1 >= 4 {
            self.rest = &self.rest[1..];
            self.streams[Stream::Code as usize].push(ADDRESS);
            return self.numbers(1, Stream::Address).map(|()| 0);
        }
        self.bytes(1, Stream::Code)?;
        let mut depth = 0;
        match code {
            0x00 | 0x01 | 0x05 | 0x0f | 0x1a | 0x1b | 0x45..=0xc4 | 0xd1 => {}
            0x02..=0x04 => {
                self.number(Stream::Block)?;
                depth = 1;
            }
            0x0b => depth = -1,
            0x0c | 0x0d => self.numbers(1, Stream::Branch)?,
            0x0e => {
                let labels = self.number(Stream::Rest)?;
                self.numbers(labels + 1, Stream::Rest)?;
            }
            0x10 => self.numbers(1, Stream::Code)?,
            0x11 => self.numbers(2, Stream::Rest)?,
            0x20..=0x22 => self.numbers(1, Stream::Local)?,
            0x23..=0x26 | 0x3f | 0x40 | 0xd0 | 0xd2 => self.numbers(1, Stream::Rest)?,
            0x41 => self.numbers(1, Stream::I32)?,
            0x42 => self.numbers(1, Stream::I64)?,
            0x43 => self.bytes(4, Stream::Rest)?,
            0x44 => self.bytes(8, Stream::Rest)?,
            0xfc => match self.number(Stream::Code)? {
                0..=7 => {}
                8 | 10 | 12 | 14 => self.numbers(2, Stream::Rest)?,
                9 | 11 | 13 | 15..=17 => self.numbers(1, Stream::Rest)?,
                further => bail!("the instruction 0xfc {further} is not known here"),
            },
            _ => bail!("the instruction {code:#x} is not known here"),
        }
        Ok(depth)
    }

    /// A load or a store: its own alignment goes without saying.
    fn access(&mut self, code: u8) -> Result<()> {
        let index = code - FIRST_ACCESS;
        self.rest = &self.rest[1..];
        if self.rest.first() == Some(&(OWN_ALIGNMENT[usize::from(index)] - b'0')) {
            self.rest = &self.rest[1..];
            self.streams[Stream::Code as usize].push(code);
        } else {
            self.streams[Stream::Code as usize].push(MISALIGNED + index);
            self.numbers(1, Stream::Align)?;
        }
        self.numbers(1, if code < FIRST_STORE { Stream::Load } else { Stream::Store })
    }

    fn bytes(&mut self, count: usize, to: Stream) -> Result<()> {
        let (moved, rest) = self.rest.split_at_checked(count).context("the Wasm ends too early")?;
        self.streams[to as usize].extend(moved);
        self.rest = rest;
        Ok(())
    }

    fn number(&mut self, to: Stream) -> Result<usize> {
        let (value, written) = number(self.rest)?;
        self.bytes(written, to)?;
        Ok(value)
    }

    fn numbers(&mut self, count: usize, to: Stream) -> Result<()> {
        (0..count).try_for_each(|_| self.number(to).map(drop))
    }
}

/// The number in LEB128 at the beginning, without sign and to its lowest 64 bits, and how many bytes it takes.
fn number(bytes: &[u8]) -> Result<(usize, usize)> {
    let last = bytes.iter().take(10).position(|byte| byte & 0x80 == 0).context("a number does not end")?;
    let value = bytes[..=last].iter().rev().fold(0_u64, |value, byte| value << 7 | u64::from(byte & 0x7f));
    Ok((usize::try_from(value)?, last + 1))
}

fn shortest(value: usize) -> usize {
    (usize::BITS - value.leading_zeros()).div_ceil(7).max(1) as usize
}

#[cfg(test)]
pub(crate) mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// Each instruction that is known here once, with immediates of more than one byte where they may have them.
    pub(crate) fn every_instruction() -> Vec<u8> {
        let mut all = Vec::new();
        for code in (0x00..=0xff_u8).filter(|code| !matches!(code, 0x0b | 0xfc)) {
            let immediates: &[u8] = match code {
                0x00 | 0x01 | 0x05 | 0x0f | 0x1a | 0x1b | 0x45..=0xc4 | 0xd1 => &[],
                // With the end of the block.
                0x02..=0x04 => &[0x40, 0x0b],
                0x0c | 0x0d | 0x10 | 0x20..=0x26 | 0x3f | 0x40 | 0xd0 | 0xd2 => &[0x85, 0x01],
                0x0e => &[2, 0, 0x81, 0x01, 1],
                0x11 => &[0x90, 0x01, 0],
                0x28..=0x3e => {
                    // With its own alignment as well.
                    all.extend([code, OWN_ALIGNMENT[usize::from(code - 0x28)] - b'0', 0x88, 0x01]);
                    &[5, 0x88, 0x80, 0x01]
                }
                0x41 => {
                    all.extend([code, 0xff, 0xff, 0x7f]);
                    &[0x80, 0x80, 0xc0, 0x00]
                }
                0x42 => &[0xff, 0xff, 0x7e],
                0x43 => &[1, 2, 3, 4],
                0x44 => &[1, 2, 3, 4, 5, 6, 7, 8],
                _ => continue,
            };
            all.push(code);
            all.extend(immediates);
        }
        for code in 0..=17 {
            let two = matches!(code, 8 | 10 | 12 | 14);
            all.extend([0xfc, code]);
            all.extend(vec![3; if code < 8 { 0 } else { 1 + usize::from(two) }]);
        }
        all
    }

    /// A number in LEB128.
    pub(crate) fn unsigned(mut value: usize) -> Vec<u8> {
        let mut bytes = Vec::new();
        while value > 127 {
            bytes.push(value.to_le_bytes()[0] | 0x80);
            value >>= 7;
        }
        bytes.push(value.to_le_bytes()[0]);
        bytes
    }

    #[test]
    fn numbers_are_as_long_as_they_are_written() {
        for (bytes, value, written, least) in
            [(&[0][..], 0, 1, 1), (&[0x7f], 127, 1, 1), (&[0x80, 1], 128, 2, 2), (&[0x81, 0x80, 0], 1, 3, 1)]
        {
            assert_eq!(number(bytes).unwrap(), (value, written));
            assert_eq!(shortest(value), least);
        }
        assert!(number(&[0x80]).is_err());
    }

    #[test]
    fn what_cannot_be_put_together_again_is_refused() {
        let module = |section: &[u8]| [b"\0asm\x01\0\0\0", section].concat();
        for (section, reason) in [
            (&[10, 5, 1, 3, 0, 0x06, 0x0b][..], "an instruction that is not known here"),
            (&[10, 7, 1, 0x82, 0x80, 0, 0, 0x0b], "a size in more bytes than it needs"),
            (&[10, 5, 1, 3, 0, 0x0b, 0x0b], "bytes behind the end of a function"),
            (&[10, 4, 1, 2, 0, 0x01], "a function without an end"),
            (&[1, 9, 0], "a section that is cut off"),
        ] {
            assert!(split(&module(section)).is_err(), "{reason}");
        }
        assert!(split(&module(&[10, 4, 1, 2, 0, 0x0b])).is_ok());
    }
}
