//! Opens one source after the other and gives out its documents.

use std::fs;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::vec;

use super::jsonl::Records;
use super::names::{STDIN, Seen, id};
use super::plain::MARK;
use super::plan::{File, Plan};
use super::{Document, Failure, Format, MOST_BYTES, plain};

/// Bytes read from a file at a time.
const BUFFER: usize = 1 << 16;

type Stream = Box<dyn BufRead + Send>;

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
    /// Bytes of the sources read to their end.
    done: u64,
    limit: u64,
}

impl Documents {
    pub(super) fn of_plan(plan: &Plan) -> Documents {
        let files = plan.files.iter().cloned().map(Source::File);
        let sources: Vec<Source> = files.chain(plan.stdin.then_some(Source::Stdin)).collect();
        Documents::new(plan.failures.clone(), sources)
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
            limit: MOST_BYTES,
        }
    }

    #[cfg(test)]
    pub(super) fn with_limit(self, limit: u64) -> Documents {
        Documents { limit, ..self }
    }

    /// Bytes read so far, for a progress bar.
    pub fn bytes(&self) -> u64 {
        self.done + self.records.as_ref().map_or(0, Records::bytes)
    }

    /// A whole text, or nothing where the source holds records.
    fn open(&mut self, source: Source) -> Result<Option<Document>, Failure> {
        let (name, size, format, stream): (String, u64, Option<Format>, Box<dyn Read + Send>) = match source {
            Source::File(File { path, format, bytes }) => {
                let name = id(&path);
                match fs::File::open(&path) {
                    Ok(file) => (name, bytes, format, Box::new(file)),
                    Err(error) => {
                        self.done += bytes;
                        return Err(Failure::io(&name, &error));
                    }
                }
            }
            Source::Stdin => (STDIN.to_string(), 0, None, Box::new(io::stdin())),
            Source::Stream(name, stream) => (name, 0, None, stream),
        };
        let stream: Stream = Box::new(BufReader::with_capacity(BUFFER, stream));
        let (format, mut stream) = match format {
            Some(format) => (format, stream),
            None => sniff(stream).map_err(|error| Failure::io(&name, &error))?,
        };
        match format {
            Format::Plain => {
                let read = plain::read(&name, &mut stream, size, self.limit);
                self.done +=
                    read.as_ref().map_or(size, |document| document.text.len().max(size as usize) as u64);
                read.map(Some)
            }
            Format::JsonLines => {
                self.records = Some(Records::new(&name, stream, self.limit));
                Ok(None)
            }
        }
    }
}

/// JSON Lines where the first character that is no space is `{`; gives back all that was read.
fn sniff(mut stream: Stream) -> io::Result<(Format, Stream)> {
    let mut head: Vec<u8> = Vec::new();
    loop {
        let some = match stream.fill_buf() {
            Ok(some) => some,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let skip = if head.is_empty() && some.starts_with(MARK) { MARK.len() } else { 0 };
        let blank = skip + some[skip..].iter().take_while(|b| b.is_ascii_whitespace()).count();
        if let Some(&first) = some.get(blank) {
            let format = if first == b'{' { Format::JsonLines } else { Format::Plain };
            return Ok((format, Box::new(Cursor::new(head).chain(stream))));
        }
        if some.is_empty() || head.len() as u64 > MOST_BYTES {
            return Ok((Format::Plain, Box::new(Cursor::new(head).chain(stream))));
        }
        let taken = some.len();
        head.extend_from_slice(some);
        stream.consume(taken);
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
                        self.done += records.bytes();
                        self.records = None;
                        continue;
                    }
                },
                None => {
                    let source = self.sources.next()?;
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
