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
use super::delimited::Delimited;
use super::encoding::Turned;
use super::fields::Fields;
use super::found::Found;
use super::json::Json;
use super::jsonl::Records;
use super::names::{STDIN, Seen, id};
use super::packed::{Budget, Counted, Packing};
use super::parquet::Rows;
use super::plan::{File, Plan};
use super::several::Several;
use super::sheet::{self, Place};
use super::table::Table;
use super::{
    Document, Encoding, Failure, Format, MOST_BYTES, Notes, Stream, docx, epub, html, markdown, mhtml, odf,
    pdf, plain, rtf,
};
use guanxi::internal::document::{PATIENCE, guarded};

/// Most bytes read from a file at a time.
const BUFFER: usize = 1 << 16;

/// How deep archives may lie in one another.
const DEEPEST: usize = 2;

/// Reads one document from all its bytes, in an encoding if one is forced.
type WholeReader = fn(&str, Vec<u8>, Option<Encoding>) -> Result<Document, Failure>;

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
    /// Names of fields, beside the usual ones.
    fields: Arc<Fields>,
    /// The place of documents that name none.
    home: Option<String>,
    /// What was passed over or read in part.
    notes: Notes,
    /// The file being read, as it was when it was opened.
    opened: Option<Opened>,
}

/// What tells that a file was written to.
#[derive(Debug, PartialEq)]
struct Opened {
    path: PathBuf,
    bytes: u64,
    modified: Option<SystemTime>,
    regular: bool,
}

impl Opened {
    fn of(path: &Path, meta: &Metadata) -> Opened {
        Opened {
            path: path.to_path_buf(),
            bytes: meta.len(),
            modified: meta.modified().ok(),
            regular: meta.is_file(),
        }
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
            fields: plan.fields.clone(),
            home: plan.home.clone(),
            notes: plan.notes.clone(),
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
            fields: Arc::default(),
            home: None,
            notes: Notes::default(),
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

    /// What was passed over or read only in part, so far.
    pub fn notes(&self) -> &Notes {
        &self.notes
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
            Source::File(File { path, bytes, .. }) => {
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
            (head, stream) = peek(packing.unpack(stream, self.budget())).map_err(broken)?;
            if Packing::of(&head).is_some() {
                return Err(Failure::new(name, "is packed twice over", "unpack it first"));
            }
        }
        match if self.records { Format::JsonLines } else { tell(name, &head)? } {
            Format::Plain => plain::read(name, self.whole(name, stream)?, self.encoding).map(Some),
            Format::JsonLines => {
                let stream = self.decoded(&head, stream);
                let records = Records::new(name, stream, self.limit, self.fields.clone());
                self.opens(Several::Records(records.certainly(self.records)))
            }
            Format::Json => {
                let stream = self.decoded(&head, stream);
                self.opens(Several::Json(Json::new(name, stream, self.limit, self.fields.clone())))
            }
            Format::Delimited => {
                let rows = Delimited::new(name, self.decoded(&head, stream), self.limit)?;
                let table = Table::of_text(name, rows, self.limit, self.fields.clone());
                self.opens(Several::Table(table.into()))
            }
            Format::Xls => {
                let book = sheet::of_xls(name, self.whole(name, stream)?)?;
                let table = Table::of_book(name, book, self.limit, self.fields.clone());
                self.opens(Several::Table(table.into()))
            }
            Format::Parquet => {
                let fields = self.fields.clone();
                let rows = match self.on_disk() {
                    Some(path) => Rows::open(name, path, self.limit, fields)?,
                    None => {
                        let bounds = (self.limit, self.budget());
                        Rows::of_bytes(name, self.whole(name, stream)?, bounds, fields)?
                    }
                };
                self.opens(Several::Rows(rows))
            }
            Format::Html => self.guarded(name, stream, html::read),
            Format::Markdown => self.guarded(name, stream, markdown::read),
            Format::Pdf => {
                let (bytes, id) = (self.whole(name, stream)?, name.to_string());
                guarded(name, PATIENCE, move |deadline| pdf::read(&id, &bytes, deadline)).map(Some)
            }
            Format::Mhtml => self.guarded(name, stream, mhtml::read),
            Format::Rtf => self.guarded(name, stream, rtf::read),
            Format::Docx | Format::Epub | Format::Xlsx | Format::Ods | Format::Odt | Format::Zip => {
                // Many rows make a large workbook: it is read where it lies.
                if let Some(place) = self.on_disk().and_then(|path| Place::of_book(name, path)) {
                    return self.enter_book(name, place);
                }
                let bytes = self.whole(name, stream)?;
                self.enter_archive(name, bytes)
            }
        }
    }

    /// An archive: one document, or a source of several.
    fn enter_archive(&mut self, name: &str, bytes: Vec<u8>) -> Result<Option<Document>, Failure> {
        let (id, limit, budget) = (name.to_string(), self.limit, self.budget());
        let mut archive = guarded(name, PATIENCE, move |_| Archive::open(&id, bytes, budget))?;
        let id = name.to_string();
        match archive.purpose()? {
            Purpose::Xlsx => self.enter_book(name, Place::Memory(archive.into_bytes())),
            Purpose::Odt => guarded(name, PATIENCE, move |_| odf::read(&id, archive, limit)).map(Some),
            Purpose::Ods => {
                let sheets = guarded(name, PATIENCE, move |_| odf::sheets(&id, archive, limit))?;
                let table = Table::of_sheets(name, sheets, self.limit, self.fields.clone());
                self.opens(Several::Table(table.into()))
            }
            Purpose::Docx => guarded(name, PATIENCE, move |_| docx::read(&id, archive, limit)).map(Some),
            Purpose::Epub => guarded(name, PATIENCE, move |_| epub::read(&id, archive, limit)).map(Some),
            Purpose::Files if self.open.len() >= DEEPEST => {
                Err(Failure::new(name, "archives lie in archives too deep", "unpack the outer ones first"))
            }
            Purpose::Files => self.opens(Several::Files(Files::new(archive, limit)?)),
        }
    }

    fn enter_book(&mut self, name: &str, place: Place) -> Result<Option<Document>, Failure> {
        let table = Table::of_book(name, sheet::of_xlsx(name, place)?, self.limit, self.fields.clone());
        self.opens(Several::Table(table.into()))
    }

    fn opens(&mut self, several: Several) -> Result<Option<Document>, Failure> {
        self.open.push(several);
        Ok(None)
    }

    /// The file being read, where it is one and not what lies in it.
    fn on_disk(&self) -> Option<&Path> {
        let file = self.opened.as_ref().filter(|file| self.open.is_empty() && file.regular)?;
        Some(&file.path)
    }

    /// What may still be unpacked of the archive that is being read.
    fn budget(&self) -> Option<Budget> {
        self.open.iter().find_map(|several| match several {
            Several::Files(files) => Some(files.budget()),
            _ => None,
        })
    }

    /// A stream of text that is no UTF-8, where it says so or the user does, turned into it.
    fn decoded(&self, head: &[u8], stream: Stream) -> Stream {
        let told = match head {
            [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => Encoding::of_name("utf-16"),
            _ => self.encoding,
        };
        match told {
            Some(encoding) => Box::new(BufReader::new(Turned::new(stream, encoding))),
            None => stream,
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
            let found = match self.open.last_mut().map(Several::next) {
                Some(Some(Ok(Found::Document(document)))) if document.text.trim().is_empty() => {
                    // A file without a text is one document, a record without one is none.
                    self.notes.pass("record without a text", || document.id);
                    Some(Ok(None))
                }
                Some(Some(Ok(Found::Document(document)))) => Some(Ok(Some(document))),
                Some(Some(Ok(Found::Passed(sort, place)))) => {
                    self.notes.pass(sort, || place);
                    Some(Ok(None))
                }
                Some(Some(Ok(Found::Unread(sort, name)))) => {
                    self.notes.pass(&sort, || name);
                    Some(Ok(None))
                }
                Some(Some(Ok(Found::File(name, bytes)))) => Some(bytes.and_then(|bytes| {
                    let stream: Stream = Box::new(io::Cursor::new(bytes));
                    self.enter(&name, stream)
                })),
                Some(Some(Err(failure))) => Some(Err(failure)),
                Some(None) => None,
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
                    for remark in &document.remarks {
                        self.notes.note(&document.id, remark.clone());
                    }
                    let id = match &mut self.seen {
                        Some(seen) => seen.unique(document.id),
                        None => document.id,
                    };
                    let home = document.home.or_else(|| self.home.clone());
                    return Some(Ok(Document { id, home, ..document }));
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
