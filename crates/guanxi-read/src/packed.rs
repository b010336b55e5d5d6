//! Compressed streams (gzip, Zstandard), unpacked as they are read and never further than a limit.

use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

use super::Stream;
use guanxi::internal::document::Damage;

/// How much larger than its file a text may be: Chinese prose packs to a third, tables of it to a fiftieth.
pub(super) const MOST_TIMES: u64 = 250;

/// What any file may unpack to, however small it is.
pub(super) const AT_LEAST: u64 = 16 << 20;

/// A way of packing, told by the first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Packing {
    Gzip,
    Zstandard,
}

impl Packing {
    /// The packing these bytes start, if any.
    pub(super) fn of(head: &[u8]) -> Option<Packing> {
        match head {
            [0x1F, 0x8B, 8, ..] => Some(Packing::Gzip),
            [0x28, 0xB5, 0x2F, 0xFD, ..] => Some(Packing::Zstandard),
            [0x50..=0x5F, 0x2A, 0x4D, 0x18, ..] => Some(Packing::Zstandard),
            _ => None,
        }
    }

    /// The unpacked stream; it ends with an error where the packed one is damaged or a bomb, or where it takes more
    /// than is left of the budget of the archive it lies in.
    pub(super) fn unpack(self, stream: Stream, budget: Option<Budget>) -> Stream {
        let packed = Arc::new(AtomicU64::new(0));
        let counted = BufReader::with_capacity(1 << 16, Counted { from: stream, count: packed.clone() });
        let unpacked: Box<dyn Read + Send> = match self {
            Packing::Gzip => Box::new(MultiGzDecoder::new(counted)),
            Packing::Zstandard => {
                Box::new(Frames { from: counted, decoder: FrameDecoder::new(), open: false })
            }
        };
        Box::new(BufReader::with_capacity(1 << 16, Bounded { from: unpacked, packed, unpacked: 0, budget }))
    }
}

/// A path without the ending of its packing.
pub(super) fn unpacked_name(path: &str) -> &str {
    let bare = path.rsplit_once('.').filter(|(stem, ending)| {
        !stem.is_empty() && matches!(ending.to_ascii_lowercase().as_str(), "gz" | "zst")
    });
    bare.map_or(path, |(stem, _)| stem)
}

/// Bytes that may still be unpacked of an archive and of all that lies in it.
#[derive(Clone, Debug)]
pub(super) struct Budget(Arc<AtomicU64>);

impl Budget {
    /// What so many packed bytes may unpack to.
    pub(super) fn of_packed(bytes: u64) -> Budget {
        Budget(Arc::new(AtomicU64::new(bytes.saturating_mul(MOST_TIMES).saturating_add(AT_LEAST))))
    }

    pub(super) fn left(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    /// Takes bytes off; false, and nothing is left, where there were not so many.
    pub(super) fn take(&self, bytes: u64) -> bool {
        let left = self.left();
        self.0.store(left.saturating_sub(bytes), Ordering::Relaxed);
        left >= bytes
    }
}

/// Counts the bytes taken from a stream.
pub(super) struct Counted<R> {
    pub(super) from: R,
    pub(super) count: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(into)?;
        self.count.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// Stops a stream that unpacks to far more than its bytes can mean.
struct Bounded {
    from: Box<dyn Read + Send>,
    packed: Arc<AtomicU64>,
    unpacked: u64,
    budget: Option<Budget>,
}

impl Read for Bounded {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(into).map_err(damaged)?;
        self.unpacked += read as u64;
        let spent = self.budget.as_ref().is_some_and(|budget| !budget.take(read as u64));
        if spent || self.unpacked > self.packed.load(Ordering::Relaxed) * MOST_TIMES + AT_LEAST {
            return Err(Damage::error(
                &format!("unpacks to more than {MOST_TIMES} times its size"),
                "leave it out: a text does not pack that well; or unpack it first",
            ));
        }
        Ok(read)
    }
}

fn damaged(error: io::Error) -> io::Error {
    match error.kind() {
        io::ErrorKind::Interrupted => error,
        io::ErrorKind::UnexpectedEof => {
            Damage::error("the packed file ends too early", "fetch it again: a part of it is missing")
        }
        _ => {
            Damage::error(&format!("the packed file is damaged: {error}"), "fetch it again, or leave it out")
        }
    }
}

/// The frames of a Zstandard file, one after the other; their checksums are held.
struct Frames<R> {
    from: R,
    decoder: FrameDecoder,
    /// Whether a frame is begun and not yet given out.
    open: bool,
}

impl<R: BufRead> Frames<R> {
    /// Opens the next frame, passing over those that carry no data; false at the end.
    fn next(&mut self) -> io::Result<bool> {
        while !self.from.fill_buf()?.is_empty() {
            match self.decoder.init(&mut self.from) {
                Ok(()) => return Ok(true),
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                    length,
                    ..
                })) => {
                    io::copy(&mut self.from.by_ref().take(u64::from(length)), &mut io::sink())?;
                }
                Err(error) => return Err(io::Error::other(error)),
            }
        }
        Ok(false)
    }
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            if !self.open && !self.next()? {
                return Ok(0);
            }
            self.open = true;
            while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
                self.decoder
                    .decode_blocks(&mut self.from, BlockDecodingStrategy::UptoBlocks(1))
                    .map_err(io::Error::other)?;
            }
            let read = self.decoder.read(into)?;
            if read > 0 {
                return Ok(read);
            }
            self.open = false;
            let stated = self.decoder.get_checksum_from_data();
            if stated.is_some() && stated != self.decoder.get_calculated_checksum() {
                return Err(io::Error::other("its checksum is another"));
            }
        }
    }
}
