//! Zip archives: plain ones, whose files are documents, and those that are one document (`docx.rs`, `epub.rs`).
//!
//! Names inside an archive are text for people. Nothing is ever written or opened under them.

use std::io::{Cursor, Read};

use encoding_rs::GB18030;
use zip::ZipArchive;
use zip::result::ZipError;

use super::Failure;
use super::content::converted;
use super::format::unread;
use super::found::Found;
use super::packed::{Budget, MOST_TIMES};

/// Most files an archive may hold.
const MOST_FILES: usize = 100_000;

/// What any file in an archive may unpack to, however small it is, in bytes.
const AT_LEAST_EACH: u64 = 1 << 20;

/// What an archive is for, told by the files in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    Docx,
    Epub,
    Odt,
    Xlsx,
    Ods,
    Files,
}

/// An open archive, held in memory.
pub(super) struct Archive {
    what: String,
    zip: ZipArchive<Cursor<Vec<u8>>>,
    /// Bytes that may still be unpacked.
    budget: Budget,
    /// Files that another of the same name hides.
    hidden: usize,
}

impl Archive {
    /// Opens an archive; one that lies in another draws on that one's budget.
    pub(super) fn open(what: &str, bytes: Vec<u8>, budget: Option<Budget>) -> Result<Archive, Failure> {
        let budget = budget.unwrap_or_else(|| Budget::of_packed(bytes.len() as u64));
        let stated = stated_files(&bytes);
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(what, &error))?;
        if zip.len() > MOST_FILES {
            let cure = "unpack it, and name the folder";
            return Err(Failure::new(what, format!("holds more than {MOST_FILES} files"), cure));
        }
        let hidden = stated.saturating_sub(zip.len());
        Ok(Archive { what: what.to_string(), zip, budget, hidden })
    }

    /// What may still be unpacked of it and of all that lies in it.
    pub(super) fn budget(&self) -> Budget {
        self.budget.clone()
    }

    /// The packed bytes again.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.zip.into_inner().into_inner()
    }

    pub(super) fn purpose(&mut self) -> Result<Purpose, Failure> {
        let has = |name: &str| self.zip.index_for_name(name).is_some();
        if has("word/document.xml") {
            Ok(Purpose::Docx)
        } else if has("META-INF/container.xml") {
            Ok(Purpose::Epub)
        } else if has("xl/workbook.xml") {
            Ok(Purpose::Xlsx)
        } else if has("content.xml") && has("mimetype") {
            let sort = self.part("mimetype", 1000)?.unwrap_or_default();
            let sort = String::from_utf8_lossy(&sort).into_owned();
            match sort.trim().rsplit('.').next().unwrap_or_default() {
                sort if sort.starts_with("spreadsheet") => Ok(Purpose::Ods),
                sort if sort.starts_with("text") => Ok(Purpose::Odt),
                _ => Err(self.unknown("odt")),
            }
        } else if has("ppt/presentation.xml") {
            Err(self.unknown("pdf"))
        } else if has("xl/workbook.bin") {
            Err(self.unknown("xlsx"))
        } else {
            Ok(Purpose::Files)
        }
    }

    fn unknown(&self, ending: &str) -> Failure {
        Failure::new(
            &self.what,
            "is an office document of a sort not read here",
            converted(ending, &self.what),
        )
    }

    /// The file of this name, if there is one.
    pub(super) fn part(&mut self, name: &str, most: u64) -> Result<Option<Vec<u8>>, Failure> {
        match self.zip.index_for_name(name) {
            Some(index) => self.unpack(index, name, most).map(Some),
            None => Ok(None),
        }
    }

    fn unpack(&mut self, index: usize, name: &str, most: u64) -> Result<Vec<u8>, Failure> {
        let what = format!("{}/{name}", self.what);
        let file = self.zip.by_index(index).map_err(|error| broken(&what, &error))?;
        let mut bytes = Vec::new();
        let (left, whole) = (self.budget.left(), most);
        // No file in it may be a bomb, either, whatever is left for all.
        let own = file.compressed_size().saturating_mul(MOST_TIMES).saturating_add(AT_LEAST_EACH);
        let (left, alone) = (left.min(own), own < left);
        let most = most.min(left);
        file.take(most + 1).read_to_end(&mut bytes).map_err(|error| broken(&what, &ZipError::Io(error)))?;
        if bytes.len() as u64 > most {
            self.budget.take(bytes.len() as u64);
            return Err(if left < whole { bomb(&what, alone) } else { Failure::too_large(&what, most) });
        }
        self.budget.take(bytes.len() as u64);
        Ok(bytes)
    }
}

fn bomb(what: &str, alone: bool) -> Failure {
    let subject = if alone { "" } else { "the archive " };
    let reason = format!("{subject}unpacks to more than {MOST_TIMES} times its size");
    Failure::new(what, reason, "leave it out: texts do not pack that well; or unpack it first")
}

fn broken(what: &str, error: &ZipError) -> Failure {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
            Failure::new(what, "is locked with a password", "unlock it first")
        }
        ZipError::UnsupportedArchive(reason) => {
            Failure::new(what, format!("cannot be unpacked: {reason}"), "unpack it first, or pack it anew")
        }
        other => {
            let reason = format!("the archive is damaged: {other}");
            Failure::new(what, reason, "fetch it again, or unpack what can be saved")
        }
    }
}

/// How many files an archive says it holds, by its last record.
fn stated_files(bytes: &[u8]) -> usize {
    let tail = &bytes[bytes.len().saturating_sub(22 + (1 << 16))..];
    let record = tail.windows(4).rposition(|four| four == b"PK\x05\x06").map(|at| &tail[at..]);
    match record {
        Some([_, _, _, _, _, _, _, _, _, _, low, high, ..]) => usize::from(u16::from_le_bytes([*low, *high])),
        _ => 0,
    }
}

/// The files of an archive one after the other, in the order of their names.
pub(super) struct Files {
    archive: Archive,
    /// Names and places of the files to come, the last first.
    names: Vec<(String, usize)>,
    /// Those that are not read, by ending and name.
    unread: Vec<(String, String)>,
    most: u64,
}

impl Files {
    pub(super) fn new(mut archive: Archive, most: u64) -> Result<Files, Failure> {
        let (mut names, mut others) = (Vec::new(), Vec::new());
        for index in 0..archive.zip.len() {
            let file = archive.zip.by_index_raw(index).map_err(|error| broken(&archive.what, &error))?;
            let name = readable(file.name_raw());
            let hidden = name.split('/').any(|part| part.starts_with('.') || part == "__MACOSX");
            if !file.is_file() || hidden {
                continue;
            }
            match unread(&name) {
                None => names.push((name, index)),
                Some(sort) => others.push((sort, format!("{}/{name}", archive.what))),
            }
        }
        if names.is_empty() {
            let cure = "pack texts, or the files themselves";
            return Err(Failure::new(&archive.what, "no file of a kind that is read in this archive", cure));
        }
        let twice = "file hidden by another of its name".to_string();
        others.extend((0..archive.hidden).map(|_| (twice.clone(), archive.what.clone())));
        others.reverse();
        names.sort();
        names.reverse();
        Ok(Files { archive, names, unread: others, most })
    }

    /// The next file: its name behind that of the archive, and what it holds; first those that are not read.
    pub(super) fn next(&mut self) -> Option<Found> {
        if let Some((sort, name)) = self.unread.pop() {
            return Some(Found::Unread(sort, name));
        }
        let (name, index) = self.names.pop()?;
        let bytes = self.archive.unpack(index, &name, self.most);
        let name = format!("{}/{name}", self.archive.what);
        if bytes.is_err() && self.archive.budget.left() == 0 {
            let rest = self.names.drain(..).rev();
            let sort = "file of an archive that unpacks to too much".to_string();
            let what = &self.archive.what;
            self.unread = rest.map(|(name, _)| (sort.clone(), format!("{what}/{name}"))).rev().collect();
        }
        Some(Found::File(name, bytes))
    }

    /// What may still be unpacked of the archive.
    pub(super) fn budget(&self) -> Budget {
        self.archive.budget()
    }
}

/// A name as people read it: those not in UTF-8 come from Chinese Windows.
fn readable(raw: &[u8]) -> String {
    let name = match std::str::from_utf8(raw) {
        Ok(name) => name.to_string(),
        Err(_) => GB18030.decode_without_bom_handling(raw).0.into_owned(),
    };
    let parts: Vec<&str> = name.split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | "..")).collect();
    parts.join("/")
}
