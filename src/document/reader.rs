//! Opens one source after the other and gives out its documents.

use std::fs;
use std::io::{self, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::vec;

use super::content::{peek, tell};
use super::encoding::Turned;
use super::jsonl::Records;
use super::names::{STDIN, Seen, id};
use super::packed::{Counted, Packing};
use super::plan::{File, Plan};
use super::{Document, Encoding, Failure, Format, MOST_BYTES, Stream, plain};

/// Bytes read from a file at a time.
const BUFFER: usize = 1 << 16;

enum Source {
    File(File),
    Stdin,
    Stream(String, Box<dyn Read + Send>),
}

/// Documents one by one; holds one of them at a time.
pub struct Documents {
    failures: vec::IntoIter<Failure>,
    sources: vec::IntoIter<Source>,
    records: Option<Records>,
    seen: Seen,
    /// Bytes of the sources before the one being read.
    done: u64,
    /// Bytes of the source being read: planned, and taken so far.
    planned: u64,
    taken: Arc<AtomicU64>,
    limit: u64,
    encoding: Option<Encoding>,
}

impl Documents {
    pub(super) fn of_plan(plan: &Plan) -> Documents {
        let files = plan.files.iter().cloned().map(Source::File);
        let sources: Vec<Source> = files.chain(plan.stdin.then_some(Source::Stdin)).collect();
        Documents { encoding: plan.encoding, ..Documents::new(plan.failures.clone(), sources) }
    }

    pub(super) fn of_stream(name: &str, stream: Box<dyn Read + Send>) -> Documents {
        Documents::new(Vec::new(), vec![Source::Stream(name.to_string(), stream)])
    }

    fn new(failures: Vec<Failure>, sources: Vec<Source>) -> Documents {
        Documents {
            failures: failures.into_iter(),
            sources: sources.into_iter(),
            records: None,
            seen: Seen::default(),
            done: 0,
            planned: 0,
            taken: Arc::default(),
            limit: MOST_BYTES,
            encoding: None,
        }
    }

    #[cfg(test)]
    pub(super) fn with_limit(self, limit: u64) -> Documents {
        Documents { limit, ..self }
    }

    #[cfg(test)]
    pub(super) fn in_encoding(self, encoding: &str) -> Documents {
        Documents { encoding: Encoding::of_name(encoding), ..self }
    }

    /// Bytes read so far, for a progress bar; of packed files as they lie on the disk.
    pub fn bytes(&self) -> u64 {
        self.done + self.taken.load(Ordering::Relaxed)
    }

    /// Counts the source that was read as done with.
    fn close(&mut self) {
        self.done += self.taken.load(Ordering::Relaxed).max(self.planned);
        self.taken = Arc::default();
        self.planned = 0;
    }

    /// The next source's whole text, or nothing where it holds records.
    fn open(&mut self, source: Source) -> Result<Option<Document>, Failure> {
        self.close();
        let (name, stream): (String, Box<dyn Read + Send>) = match source {
            Source::File(File { path, bytes }) => {
                let name = id(&path);
                self.planned = bytes;
                match fs::File::open(&path) {
                    Ok(file) => (name, Box::new(file)),
                    Err(error) => return Err(Failure::io(&name, &error)),
                }
            }
            Source::Stdin => (STDIN.to_string(), Box::new(io::stdin())),
            Source::Stream(name, stream) => (name, stream),
        };
        let counted = Counted { from: stream, count: self.taken.clone() };
        self.enter(&name, Box::new(BufReader::with_capacity(BUFFER, counted)))
    }

    /// A stream by what it holds.
    fn enter(&mut self, name: &str, stream: Stream) -> Result<Option<Document>, Failure> {
        let broken = |error: io::Error| Failure::io(name, &error);
        let (mut head, mut stream) = peek(stream).map_err(broken)?;
        if let Some(packing) = Packing::of(&head) {
            (head, stream) = peek(packing.unpack(stream)).map_err(broken)?;
            if Packing::of(&head).is_some() {
                return Err(Failure::new(name, "is packed twice over", "unpack it first"));
            }
        }
        match tell(name, &head)? {
            Format::Plain => plain::read(name, self.whole(name, stream)?, self.encoding).map(Some),
            Format::JsonLines => {
                let told = match head[..] {
                    [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => Encoding::of_name("utf-16"),
                    _ => self.encoding,
                };
                let stream = match told {
                    Some(encoding) => Box::new(BufReader::new(Turned::new(stream, encoding))),
                    None => stream,
                };
                self.records = Some(Records::new(name, stream, self.limit));
                Ok(None)
            }
        }
    }

    /// Everything a stream holds, up to the limit.
    fn whole(&self, name: &str, stream: Stream) -> Result<Vec<u8>, Failure> {
        let mut bytes = Vec::with_capacity(self.planned.min(self.limit) as usize + 1);
        stream.take(self.limit + 1).read_to_end(&mut bytes).map_err(|error| Failure::io(name, &error))?;
        if bytes.len() as u64 > self.limit {
            return Err(Failure::too_large(name, self.limit));
        }
        Ok(bytes)
    }
}

impl Iterator for Documents {
    type Item = Result<Document, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(failure) = self.failures.next() {
            return Some(Err(failure));
        }
        loop {
            let found = match &mut self.records {
                Some(records) => match records.next() {
                    Some(found) => found,
                    None => {
                        self.records = None;
                        continue;
                    }
                },
                None => {
                    let Some(source) = self.sources.next() else {
                        self.close();
                        return None;
                    };
                    match self.open(source) {
                        Ok(None) => continue,
                        Ok(Some(document)) => Ok(document),
                        Err(failure) => Err(failure),
                    }
                }
            };
            return Some(found.map(|document| Document { id: self.seen.unique(document.id), ..document }));
        }
    }
}
