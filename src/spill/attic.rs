//! What nobody looks at until the end lies in files: texts of passages, and what is known of documents but for ids.

use std::io::{self, BufWriter, SeekFrom, Write};
use std::sync::{Mutex, PoisonError};

use super::Passing;
use crate::graph::{Away, Tally};

/// Bytes of texts, and of documents, that may gather before they are put away.
const TEXTS: usize = 16 << 20;
const DOCUMENTS: usize = 4 << 20;

/// Bits of a number that tell the length of a text; longer ones stay where they are.
const LENGTH: u32 = 24;

/// Files for texts and documents, opened when there is something to put into them.
pub struct Attic<F: Write> {
    open: Box<dyn Fn() -> io::Result<F>>,
    files: Option<(BufWriter<F>, BufWriter<F>)>,
    /// Bytes of texts written.
    texts: u64,
    texts_stay: bool,
}

/// The same, to be read.
#[derive(Debug, Default)]
pub struct Stored<F>(Option<(Mutex<F>, Mutex<F>)>);

impl<F: Passing> Attic<F> {
    /// Nothing yet; `open` gives an empty file each time it is asked.
    pub fn new(open: impl Fn() -> io::Result<F> + 'static) -> Self {
        Attic { open: Box::new(open), files: None, texts: 0, texts_stay: false }
    }

    /// Leaves the texts to [`Spill`](super::Spill), which puts them away with the pairs they show.
    pub fn documents_alone(self) -> Self {
        Attic { texts_stay: true, ..self }
    }

    /// Puts away what has gathered in a tally, where it is much; always in one and the same.
    pub fn look(&mut self, tally: &mut Tally) -> io::Result<()> {
        let (texts, documents) = tally.texts();
        let much = documents > DOCUMENTS || (texts > TEXTS && !self.texts_stay);
        if much { self.take(tally) } else { Ok(()) }
    }

    /// Puts away what has gathered in a tally.
    pub fn take(&mut self, tally: &mut Tally) -> io::Result<()> {
        let (texts, documents) = match &mut self.files {
            Some(files) => files,
            none => none.insert((BufWriter::new((self.open)()?), BufWriter::new((self.open)()?))),
        };
        let (written, texts_stay) = (&mut self.texts, self.texts_stay);
        tally.put_away(
            |text| {
                if texts_stay || text.len() >> LENGTH > 0 || *written >> (u64::BITS - LENGTH) > 0 {
                    return Ok(None);
                }
                texts.write_all(text.as_bytes())?;
                let number = (*written << LENGTH) | text.len() as u64;
                *written += text.len() as u64;
                Ok(Some(number))
            },
            |bytes| documents.write_all(bytes),
        )
    }

    /// Ends writing.
    pub fn done(self) -> io::Result<Stored<F>> {
        let file = |file: BufWriter<F>| -> io::Result<Mutex<F>> {
            Ok(Mutex::new(file.into_inner().map_err(io::IntoInnerError::into_error)?))
        };
        let Some((texts, documents)) = self.files else { return Ok(Stored(None)) };
        Ok(Stored(Some((file(texts)?, file(documents)?))))
    }
}

fn read<F: Passing>(file: &Mutex<F>, start: u64, length: usize) -> io::Result<Vec<u8>> {
    let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
    let mut bytes = vec![0; length];
    file.seek(SeekFrom::Start(start))?;
    file.read_exact(&mut bytes)?;
    Ok(bytes)
}

impl<F: Passing> Away for Stored<F> {
    type Error = io::Error;

    fn text(&self, number: u64) -> io::Result<String> {
        let Some((texts, _)) = &self.0 else { return Ok(String::new()) };
        let bytes = read(texts, number >> LENGTH, (number & ((1 << LENGTH) - 1)) as usize)?;
        String::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
    }

    fn bytes(&self, start: u64, length: usize) -> io::Result<Vec<u8>> {
        self.0.as_ref().map_or(Ok(Vec::new()), |(_, documents)| read(documents, start, length))
    }

    fn all(&self) -> io::Result<Vec<u8>> {
        let Some((_, documents)) = &self.0 else { return Ok(Vec::new()) };
        let mut file = documents.lock().unwrap_or_else(PoisonError::into_inner);
        file.rewind()?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}
