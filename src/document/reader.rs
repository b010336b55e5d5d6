//! Opens one source after the other and gives out its documents.

use std::fs::{self, Metadata};
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::SystemTime;
use std::vec;

use super::archive::{Archive, Files, Purpose};
use super::content::{peek, tell};
use super::encoding::Turned;
use super::guard::{PATIENCE, guarded};
use super::jsonl::Records;
use super::names::{STDIN, Seen, id};
use super::packed::{Counted, Packing};
use super::parquet::Rows;
use super::plan::{File, Plan};
use super::{
    Document, Encoding, Failure, Format, MOST_BYTES, Stream, docx, epub, html, markdown, pdf, plain,
};

/// Most bytes read from a file at a time.
const BUFFER: usize = 1 << 16;

/// How deep archives may lie in one another.
const DEEPEST: usize = 2;

/// Reads one document from all its bytes, in an encoding if one is forced.
type WholeReader = fn(&str, Vec<u8>, Option<Encoding>) -> Result<Document, Failure>;

/// A source that holds several documents.
enum Several {
    Records(Records),
    Rows(Rows),
    Files(Files),
}

enum Source {
    File(File),
    Stdin,
    Stream(String, Box<dyn Read + Send>),
}

/// Documents one by one; holds one of them at a time.
pub struct Documents {
    failures: vec::IntoIter<Failure>,
    sources: vec::IntoIter<Source>,
    /// Sources that hold several, the innermost last: records of a file of an archive.
    open: Vec<Several>,
    /// Ids so far; `None` where they are left as they are.
    seen: Option<Seen>,
    /// Bytes of the sources before the one being read.
    done: u64,
    /// Bytes of the source being read: planned, and taken so far.
    planned: u64,
    taken: Arc<AtomicU64>,
    limit: u64,
    encoding: Option<Encoding>,
    /// Whether everything is taken for JSON Lines.
    records: bool,
    /// The file being read, as it was when it was opened.
    opened: Option<Opened>,
}

/// What tells that a file was written to.
#[derive(Debug, PartialEq)]
struct Opened {
    path: PathBuf,
    bytes: u64,
    modified: Option<SystemTime>,
}

impl Opened {
    fn of(path: &Path, meta: &Metadata) -> Opened {
        Opened { path: path.to_path_buf(), bytes: meta.len(), modified: meta.modified().ok() }
    }

    /// A failure where the file is no longer what it was.
    fn changed(&self) -> Option<Failure> {
        // Pipes have no size, and a file that is gone was read to its end.
        let now = fs::metadata(&self.path).ok().filter(Metadata::is_file)?;
        (Opened::of(&self.path, &now) != *self).then(|| {
            let cure = "run again when nothing writes to it";
            Failure::new(&id(&self.path), "changed while it was being read", cure)
        })
    }
}

impl Documents {
    pub(super) fn of_plan(plan: &Plan) -> Documents {
        let files = plan.files.iter().cloned().map(Source::File);
        let sources: Vec<Source> = files.chain(plan.stdin.then_some(Source::Stdin)).collect();
        Documents {
            encoding: plan.encoding,
            records: plan.records,
            seen: (!plan.own_ids).then(Seen::default),
            ..Documents::new(plan.failures.clone(), sources)
        }
    }

    pub(super) fn of_stream(name: &str, stream: Box<dyn Read + Send>) -> Documents {
        Documents::new(Vec::new(), vec![Source::Stream(name.to_string(), stream)])
    }

    fn new(failures: Vec<Failure>, sources: Vec<Source>) -> Documents {
        Documents {
            failures: failures.into_iter(),
            sources: sources.into_iter(),
            open: Vec::new(),
            seen: Some(Seen::default()),
            done: 0,
            planned: 0,
            taken: Arc::default(),
            limit: MOST_BYTES,
            encoding: None,
            records: false,
            opened: None,
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
        self.opened = None;
    }

    /// The next source's document, or nothing where it holds several.
    fn enter_source(&mut self, source: Source) -> Result<Option<Document>, Failure> {
        self.close();
        let (name, stream): (String, Box<dyn Read + Send>) = match source {
            Source::File(File { path, bytes }) => {
                let name = id(&path);
                self.planned = bytes;
                let file = fs::File::open(&path).map_err(|error| Failure::io(&name, &error))?;
                self.opened = file.metadata().ok().map(|meta| Opened::of(&path, &meta));
                (name, Box::new(file))
            }
            Source::Stdin => (STDIN.to_string(), Box::new(io::stdin())),
            Source::Stream(name, stream) => (name, stream),
        };
        // Of a file whose size is known no more is made ready than it has, and a byte to see its end.
        let buffer = match self.planned {
            0 => BUFFER,
            bytes => bytes.saturating_add(1).min(BUFFER as u64) as usize,
        };
        let counted = Counted { from: stream, count: self.taken.clone() };
        self.enter(&name, Box::new(BufReader::with_capacity(buffer, counted)))
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
        match if self.records { Format::JsonLines } else { tell(name, &head)? } {
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
                let records = Records::new(name, stream, self.limit).certainly(self.records);
                self.open.push(Several::Records(records));
                Ok(None)
            }
            Format::Parquet => {
                let file = self.opened.as_ref().filter(|_| self.open.is_empty());
                let rows = match file {
                    Some(file) => Rows::open(name, &file.path, self.limit)?,
                    None => Rows::of_bytes(name, self.whole(name, stream)?, self.limit)?,
                };
                self.open.push(Several::Rows(rows));
                Ok(None)
            }
            Format::Html => self.guarded(name, stream, html::read),
            Format::Markdown => self.guarded(name, stream, markdown::read),
            Format::Pdf => {
                let (bytes, id) = (self.whole(name, stream)?, name.to_string());
                guarded(name, PATIENCE, move |deadline| pdf::read(&id, &bytes, deadline)).map(Some)
            }
            Format::Docx | Format::Epub | Format::Zip => {
                let bytes = self.whole(name, stream)?;
                self.enter_archive(name, bytes)
            }
        }
    }

    /// An archive: one document, or a source of several.
    fn enter_archive(&mut self, name: &str, bytes: Vec<u8>) -> Result<Option<Document>, Failure> {
        let (id, limit) = (name.to_string(), self.limit);
        let archive = guarded(name, PATIENCE, move |_| Archive::open(&id, bytes))?;
        let id = name.to_string();
        match archive.purpose()? {
            Purpose::Docx => guarded(name, PATIENCE, move |_| docx::read(&id, archive, limit)).map(Some),
            Purpose::Epub => guarded(name, PATIENCE, move |_| epub::read(&id, archive, limit)).map(Some),
            Purpose::Files if self.open.len() >= DEEPEST => {
                Err(Failure::new(name, "archives lie in archives too deep", "unpack the outer ones first"))
            }
            Purpose::Files => {
                self.open.push(Several::Files(Files::new(archive, limit)?));
                Ok(None)
            }
        }
    }

    /// A whole document by a reader that may take long, or break.
    fn guarded(&self, name: &str, stream: Stream, read: WholeReader) -> Result<Option<Document>, Failure> {
        let (bytes, id, encoding) = (self.whole(name, stream)?, name.to_string(), self.encoding);
        guarded(name, PATIENCE, move |_| read(&id, bytes, encoding)).map(Some)
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
            let found = match self.open.last_mut() {
                Some(Several::Records(records)) => records.next().map(|found| found.map(Some)),
                Some(Several::Rows(rows)) => rows.next().map(|found| found.map(Some)),
                Some(Several::Files(files)) => files.next().map(|(name, bytes)| {
                    let stream: Stream = Box::new(io::Cursor::new(bytes?));
                    self.enter(&name, stream)
                }),
                None => {
                    let Some(source) = self.sources.next() else {
                        self.close();
                        return None;
                    };
                    Some(self.enter_source(source))
                }
            };
            match found {
                Some(Ok(Some(document))) => {
                    if self.open.is_empty()
                        && let Some(failure) = self.opened.take().and_then(|opened| opened.changed())
                    {
                        return Some(Err(failure));
                    }
                    let id = match &mut self.seen {
                        Some(seen) => seen.unique(document.id),
                        None => document.id,
                    };
                    return Some(Ok(Document { id, ..document }));
                }
                Some(Err(failure)) => return Some(Err(failure)),
                Some(Ok(None)) => {}
                None => {
                    self.open.pop();
                    if self.open.is_empty()
                        && let Some(failure) = self.opened.take().and_then(|opened| opened.changed())
                    {
                        return Some(Err(failure));
                    }
                }
            }
        }
    }
}
