//! Bytes → text: which encoding a file is in, told by its bytes; nothing is guessed at the cost of a character.
//!
//! Without `--encoding` a file is decoded strictly: what has a byte that does not fit is a [`Failure`]. With it,
//! such bytes stand in the text as U+FFFD, which the build counts.

use std::borrow::Cow;
use std::io::{self, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, CoderResult, DecoderResult, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::Failure;
use guanxi::internal::text::is_han;

/// The byte-order mark some editors write at the start of a file.
pub(super) const MARK: &[u8] = b"\xEF\xBB\xBF";

/// Bytes the detector looks at; more do not make it surer.
const SAMPLE: usize = 1 << 18;

/// An encoding of text, by any name the web knows it by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encoding(&'static encoding_rs::Encoding);

impl Encoding {
    /// The encoding of a name such as `gb18030`, `GBK`, `big5`, `utf-16le`.
    pub fn of_name(name: &str) -> Option<Encoding> {
        encoding_rs::Encoding::for_label(name.trim().as_bytes())
            .filter(|found| *found != encoding_rs::REPLACEMENT)
            .map(Encoding)
    }

    /// Whether bytes are whole text in it.
    #[cfg(feature = "mhtml")]
    pub(super) fn fits(self, bytes: &[u8]) -> bool {
        strictly(self.0, bytes).is_ok()
    }

    /// Its usual name.
    pub fn name(self) -> &'static str {
        self.0.name()
    }
}

/// The text of a whole file, its byte-order mark taken off.
pub(super) fn decode(what: &str, bytes: Vec<u8>, forced: Option<Encoding>) -> Result<String, Failure> {
    if let Some(Encoding(forced)) = forced {
        return Ok(forced.decode(&bytes).0.into_owned());
    }
    let Some(text) = utf_8(&bytes) else {
        let at = utf_8_up_to(&bytes);
        let encoding = detect(what, &bytes, at)?;
        let mark = encoding_rs::Encoding::for_bom(&bytes).map_or(0, |(_, mark)| mark);
        return strictly(encoding, &bytes[mark..]).map_err(|at| broken(what, encoding, at));
    };
    Ok(text.strip_prefix('\u{FEFF}').unwrap_or(text).to_string())
}

/// The bytes as they stand, where they are whole UTF-8: many times faster than the standard library tells it.
fn utf_8(bytes: &[u8]) -> Option<&str> {
    match UTF_8.decode_without_bom_handling_and_without_replacement(bytes)? {
        Cow::Borrowed(text) => Some(text),
        Cow::Owned(_) => None,
    }
}

/// Where bytes that are not whole UTF-8 break.
fn utf_8_up_to(bytes: &[u8]) -> usize {
    std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len)
}

/// The lines of a stream: the encoding found on the first line that is not UTF-8 holds for the rest.
#[derive(Debug, Default)]
pub(super) struct Lines {
    encoding: Option<&'static encoding_rs::Encoding>,
}

impl Lines {
    /// One line as text; `start` is the offset of its first byte in the file.
    pub(super) fn decode<'a>(
        &mut self,
        what: &str,
        line: &'a [u8],
        start: u64,
    ) -> Result<Cow<'a, str>, Failure> {
        if let Some(text) = utf_8(line) {
            return Ok(Cow::Borrowed(text));
        }
        let encoding = match self.encoding {
            Some(encoding) => encoding,
            None => detect(what, line, utf_8_up_to(line)).map_err(|failure| moved(failure, start))?,
        };
        let text = strictly(encoding, line).map_err(|at| broken(what, encoding, at + start as usize))?;
        self.encoding = Some(encoding);
        Ok(Cow::Owned(text))
    }
}

/// The offset in a failure counts from the line; told is the one in the file.
fn moved(failure: Failure, start: u64) -> Failure {
    match failure.reason.rsplit_once(" at byte ") {
        Some((reason, at)) => {
            let at: u64 = at.parse().unwrap_or(0);
            Failure { reason: format!("{reason} at byte {}", at + start), ..failure }
        }
        None => failure,
    }
}

/// The encoding of bytes that are not UTF-8, as the one at `at` shows.
fn detect(what: &str, bytes: &[u8], at: usize) -> Result<&'static encoding_rs::Encoding, Failure> {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(bytes) {
        return Ok(encoding);
    }
    if let Some(encoding) = utf_16(bytes) {
        return Ok(encoding);
    }
    if bytes.iter().take(SAMPLE).any(|&b| b == 0) {
        let cure = "leave it out, or save it as text first; name its encoding with --encoding if it is text";
        return Err(Failure::new(what, "holds zero bytes: no text in any encoding known here", cure));
    }
    if mostly_utf_8(bytes) {
        return Err(broken(what, UTF_8, at));
    }
    let readings: Vec<_> = [GB18030, BIG5]
        .into_iter()
        .filter(|encoding| strictly(encoding, bytes).is_ok_and(|text| plausible(&text)))
        .collect();
    match readings[..] {
        [] => Err(Failure::new(
            what,
            format!("neither UTF-8, UTF-16, GB18030 nor Big5: not UTF-8 at byte {at}"),
            "name its encoding: --encoding NAME (bytes that do not fit become \u{FFFD})",
        )),
        [only] => Ok(only),
        _ => {
            let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
            detector.feed(&bytes[..bytes.len().min(SAMPLE)], bytes.len() <= SAMPLE);
            Ok(if detector.guess(None, Utf8Detection::Deny) == BIG5 { BIG5 } else { GB18030 })
        }
    }
}

fn broken(what: &str, encoding: &'static encoding_rs::Encoding, at: usize) -> Failure {
    let name = encoding.name();
    let cure = format!(
        "mend the file, or read it with --encoding {} (what is broken becomes \u{FFFD})",
        name.to_lowercase()
    );
    Failure::new(what, format!("not whole {name}: broken at byte {at}"), cure)
}

/// Decodes without replacing anything; the place of the first byte that does not fit.
fn strictly(encoding: &'static encoding_rs::Encoding, bytes: &[u8]) -> Result<String, usize> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let room = decoder.max_utf8_buffer_length_without_replacement(bytes.len()).ok_or(0_usize)?;
    let mut text = String::with_capacity(room);
    match decoder.decode_to_string_without_replacement(bytes, &mut text, true) {
        (DecoderResult::InputEmpty, _) => {
            text.shrink_to_fit();
            Ok(text)
        }
        (DecoderResult::Malformed(bad, past), read) => {
            Err(read.saturating_sub(usize::from(bad) + usize::from(past)))
        }
        (DecoderResult::OutputFull, read) => Err(read),
    }
}

/// UTF-16 without a mark: what one byte order reads as Chinese, the other does not.
fn utf_16(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let sample = &bytes[..bytes.len().min(1 << 14) & !1];
    if sample.len() < 4 || bytes.len() % 2 == 1 {
        return None;
    }
    [UTF_16LE, UTF_16BE].into_iter().find(|&encoding| {
        let text = encoding.decode_without_bom_handling(sample).0;
        let all = text.chars().count();
        let good = text.chars().filter(|&c| expected(c) || c.is_ascii() && c != '\0').count();
        // A sentence holds Chinese characters, and ASCII read the wrong way round is Chinese of a sort.
        good * 20 >= all * 19 && text.chars().any(|c| matches!(c, '，' | '。' | '的' | '、' | '\n'))
    })
}

/// Whether most of what is not ASCII is whole UTF-8: then it is UTF-8 with a few broken bytes.
fn mostly_utf_8(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let whole: usize =
        sample.utf8_chunks().map(|chunk| chunk.valid().chars().filter(|&c| expected(c)).count() * 3).sum();
    let all = sample.iter().filter(|b| !b.is_ascii()).count();
    whole * 2 > all
}

/// Whether decoded characters are those of a Chinese page: what was never Chinese reads as rare signs.
fn plausible(text: &str) -> bool {
    let (mut good, mut all) = (0_usize, 0_usize);
    for c in text.chars().filter(|c| !c.is_ascii()).take(SAMPLE) {
        all += 1;
        good += usize::from(expected(c));
    }
    let control =
        text.chars().take(SAMPLE).filter(|c| c.is_ascii_control() && !c.is_ascii_whitespace()).count();
    good * 10 >= all * 8 && control * 50 <= all
}

/// Characters of Chinese pages: Han, their punctuation, full-width forms.
fn expected(c: char) -> bool {
    is_han(c)
        || matches!(c, '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FFEF}' | '\u{2010}'..='\u{203B}' | '\u{25A0}'..='\u{25FF}' | '·')
}

/// A stream turned into UTF-8 as it is read, for records in UTF-16 or a forced encoding.
pub(super) struct Turned<R> {
    from: R,
    decoder: encoding_rs::Decoder,
    raw: Vec<u8>,
    raw_at: usize,
    ready: Vec<u8>,
    ready_at: usize,
    ended: bool,
}

impl<R: Read> Turned<R> {
    pub(super) fn new(from: R, Encoding(encoding): Encoding) -> Turned<R> {
        let decoder = encoding.new_decoder();
        Turned { from, decoder, raw: Vec::new(), raw_at: 0, ready: Vec::new(), ready_at: 0, ended: false }
    }
}

impl<R: Read> Read for Turned<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.ready_at == self.ready.len() && !self.ended {
            let mut last = false;
            if self.raw_at == self.raw.len() {
                self.raw.resize(1 << 14, 0);
                let read = self.from.read(&mut self.raw)?;
                self.raw.truncate(read);
                self.raw_at = 0;
                last = read == 0;
            }
            self.ready.resize(1 << 16, 0);
            let (result, read, written, _) =
                self.decoder.decode_to_utf8(&self.raw[self.raw_at..], &mut self.ready, last);
            self.raw_at += read;
            self.ready.truncate(written);
            self.ready_at = 0;
            self.ended = last && result == CoderResult::InputEmpty;
        }
        let some = (self.ready.len() - self.ready_at).min(into.len());
        into[..some].copy_from_slice(&self.ready[self.ready_at..self.ready_at + some]);
        self.ready_at += some;
        Ok(some)
    }
}
