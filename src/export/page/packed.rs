//! Bytes packed for a page: gzip, then base64, which is safe in any element. The browser unpacks them.

use std::io::{self, Write};

use flate2::Compression;
use flate2::write::GzEncoder;

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Writes what `content` writes, packed.
pub(super) fn packed<W: Write>(
    out: W,
    content: impl FnOnce(&mut GzEncoder<Base64<W>>) -> io::Result<()>,
) -> io::Result<()> {
    let mut gzip = GzEncoder::new(Base64 { out, left: Vec::new() }, Compression::default());
    content(&mut gzip)?;
    gzip.finish()?.finish()
}

/// Writes bytes as base64, three at a time.
pub(super) struct Base64<W> {
    out: W,
    /// At most two bytes that wait for a third.
    left: Vec<u8>,
}

impl<W: Write> Base64<W> {
    fn finish(mut self) -> io::Result<()> {
        match self.left.as_slice() {
            [] => Ok(()),
            &[a] => self.out.write_all(&[digits([a, 0, 0])[..2].to_vec(), b"==".to_vec()].concat()),
            &[a, b, ..] => self.out.write_all(&[digits([a, b, 0])[..3].to_vec(), b"=".to_vec()].concat()),
        }
    }
}

fn digits([a, b, c]: [u8; 3]) -> [u8; 4] {
    let bits = u32::from_be_bytes([0, a, b, c]);
    [18, 12, 6, 0].map(|shift| DIGITS[(bits >> shift & 63) as usize])
}

impl<W: Write> Write for Base64<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.left.extend_from_slice(bytes);
        let whole = self.left.len() / 3 * 3;
        let text: Vec<u8> = self.left[..whole]
            .chunks_exact(3)
            .flat_map(|three| digits([three[0], three[1], three[2]]))
            .collect();
        self.out.write_all(&text)?;
        self.left.drain(..whole);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::read::GzDecoder;

    use super::super::{data, json};
    use super::*;
    use crate::graph::testing::corpus;

    /// Bytes of base64, as RFC 4648 has it.
    fn unpacked(text: &str) -> Vec<u8> {
        let value = |digit: u8| DIGITS.iter().position(|of| *of == digit).expect("a digit") as u32;
        let digits: Vec<u32> = text.trim_end_matches('=').bytes().map(value).collect();
        let bytes = digits.chunks(4).flat_map(|four| {
            let bits = four.iter().enumerate().fold(0, |bits, (at, digit)| bits | digit << (18 - 6 * at));
            bits.to_be_bytes()[1..four.len()].to_vec()
        });
        let mut out = Vec::new();
        GzDecoder::new(bytes.collect::<Vec<_>>().as_slice()).read_to_end(&mut out).expect("gzip");
        out
    }

    #[test]
    fn base64_of_rfc_4648() {
        for (plain, coded) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")]
        {
            let mut out = Vec::new();
            let mut writer = Base64 { out: &mut out, left: Vec::new() };
            plain.bytes().for_each(|byte| writer.write_all(&[byte]).expect("written"));
            writer.finish().expect("written");
            assert_eq!(out, coded.as_bytes());
        }
    }

    #[test]
    fn what_is_packed_is_unpacked() {
        for length in [0, 1, 2, 3, 100_000] {
            let text: Vec<u8> = (0..length).map(|at: u32| ((at % 241) ^ (at % 17)) as u8).collect();
            let mut out = Vec::new();
            packed(&mut out, |gzip| gzip.write_all(&text)).expect("written");
            assert_eq!(unpacked(std::str::from_utf8(&out).expect("ASCII")), text);
        }
    }

    #[test]
    fn a_packed_graph_is_the_graph() {
        let mut out = Vec::new();
        data(&corpus(), 0, &mut out).expect("written");
        let page: serde_json::Value = serde_json::from_slice(&out).expect("JSON");
        let graph =
            json::read(unpacked(page["packed"].as_str().expect("packed")).as_slice()).expect("a graph");
        assert_eq!(graph, corpus());
        assert!(!out.contains(&b'<'));
    }
}
