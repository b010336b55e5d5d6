//! The records of a workbook before 2007, and the strings that go on from one into the next.

use encoding_rs::{Encoding, GB18030};

use super::compound::{u16_at, u32_at};

/// Goes on with the record before.
const CONTINUE: u16 = 0x3C;

/// A record: its sort, what it holds, and what comes behind it.
#[derive(Clone, Copy)]
pub(super) struct Record<'a> {
    pub(super) sort: u16,
    pub(super) data: &'a [u8],
    rest: &'a [u8],
}

/// The first record of these bytes, where it is whole.
pub(super) fn record(bytes: &[u8]) -> Option<Record<'_>> {
    let (sort, length) = (u16_at(bytes, 0)?, u16_at(bytes, 2)?);
    let (data, rest) = bytes[4..].split_at_checked(length.into())?;
    Some(Record { sort, data, rest })
}

/// All records of a stream with their places, as far as they are whole.
pub(super) fn records(stream: &[u8]) -> impl Iterator<Item = (usize, Record<'_>)> {
    let mut left = stream;
    std::iter::from_fn(move || {
        let at = stream.len() - left.len();
        let record = record(left)?;
        left = record.rest;
        Some((at, record))
    })
}

/// How the strings of a workbook are written.
#[derive(Clone, Copy)]
pub(super) enum Letters {
    /// In Unicode, one or two bytes each.
    Unicode,
    /// As on the computer they come from.
    Local(&'static Encoding),
}

impl Letters {
    /// The letters of a code page; a Chinese one where it is not known.
    pub(super) fn of_page(page: u16) -> Letters {
        let label = match page {
            936 | 54936 => "gb18030".to_string(),
            950 => "big5".to_string(),
            932 => "shift_jis".to_string(),
            949 => "euc-kr".to_string(),
            65001 => "utf-8".to_string(),
            page => format!("windows-{page}"),
        };
        Letters::Local(Encoding::for_label(label.as_bytes()).unwrap_or(GB18030))
    }

    /// A string whose length stands in two bytes before it.
    pub(super) fn string(self, from: Run) -> Option<String> {
        match self {
            Letters::Unicode => { from }.string(),
            Letters::Local(encoding) => {
                let length = usize::from(u16_at(from.data, 0)?);
                let bytes = &from.data[2..];
                Some(encoding.decode_without_bom_handling(&bytes[..length.min(bytes.len())]).0.into_owned())
            }
        }
    }

    /// A string whose length stands in one byte before it.
    pub(super) fn short(self, data: &[u8]) -> Option<String> {
        let (length, rest) = data.split_first()?;
        let length = usize::from(*length);
        match self {
            Letters::Unicode => {
                let (flags, bytes) = rest.split_first()?;
                Some(decoded(units(bytes, flags & 1 != 0).take(length)))
            }
            Letters::Local(encoding) => {
                let bytes = &rest[..length.min(rest.len())];
                Some(encoding.decode_without_bom_handling(bytes).0.into_owned())
            }
        }
    }
}

/// What is left of a record and of those that go on with it.
pub(super) struct Run<'a> {
    data: &'a [u8],
    rest: &'a [u8],
}

impl<'a> Run<'a> {
    /// What a record holds from a place on.
    pub(super) fn of(record: Record<'a>, from: usize) -> Run<'a> {
        Run { data: record.data.get(from..).unwrap_or_default(), rest: record.rest }
    }

    /// Whether something is left, here or in the next record, which is gone to.
    pub(super) fn goes_on(&mut self) -> bool {
        while self.data.is_empty() {
            let Some(next) = record(self.rest).filter(|next| next.sort == CONTINUE) else { return false };
            (self.data, self.rest) = (next.data, next.rest);
        }
        true
    }

    /// A string with its length, its sort, and what is behind it: runs of fonts, how it is pronounced.
    pub(super) fn string(&mut self) -> Option<String> {
        let (length, flags) = (usize::from(u16_at(self.data, 0)?), *self.data.get(2)?);
        self.data = &self.data[3..];
        let mut behind = 0_u64;
        if flags & 8 != 0 {
            behind += 4 * u64::from(u16_at(self.data, 0)?);
            self.data = &self.data[2..];
        }
        if flags & 4 != 0 {
            behind += u64::from(u32_at(self.data, 0)?);
            self.data = &self.data[4..];
        }
        let (mut out, mut wide) = (Vec::new(), flags & 1 != 0);
        while out.len() < length {
            if self.data.is_empty() {
                // Each record says anew how wide its letters are.
                wide = self.goes_on().then(|| self.data[0] & 1 != 0)?;
                self.data = &self.data[1..];
            }
            let before = out.len();
            out.extend(units(self.data, wide).take(length - before));
            let taken = (out.len() - before) * if wide { 2 } else { 1 };
            // Half a letter at a record's end is none.
            self.data = if taken == 0 { &[] } else { &self.data[taken..] };
        }
        while behind > 0 && self.goes_on() {
            let skipped = behind.min(self.data.len() as u64);
            self.data = &self.data[skipped as usize..];
            behind -= skipped;
        }
        Some(decoded(out.into_iter()))
    }
}

fn units(bytes: &[u8], wide: bool) -> impl Iterator<Item = u16> {
    let (wides, narrows) = if wide { (bytes, &[][..]) } else { (&[][..], bytes) };
    let wides = wides.as_chunks::<2>().0.iter().map(|unit| u16::from_le_bytes(*unit));
    wides.chain(narrows.iter().map(|unit| u16::from(*unit)))
}

fn decoded(units: impl Iterator<Item = u16>) -> String {
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}
