//! Zip archives: plain ones, whose files are documents, and those that are one document (`docx.rs`, `epub.rs`).
//!
//! Names inside an archive are text for people. Nothing is ever written or opened under them.

use std::io::{Cursor, Read};

use encoding_rs::GB18030;
use zip::ZipArchive;
use zip::result::ZipError;

use super::Failure;
use super::format::taken;
use super::packed::{AT_LEAST, MOST_TIMES};

/// Most files an archive may hold.
const MOST_FILES: usize = 100_000;

/// What an archive is for, told by the files in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    Docx,
    Epub,
    Files,
}

/// An open archive, held in memory.
pub(super) struct Archive {
    what: String,
    zip: ZipArchive<Cursor<Vec<u8>>>,
    /// Bytes that may still be unpacked.
    left: u64,
}

impl Archive {
    pub(super) fn open(what: &str, bytes: Vec<u8>) -> Result<Archive, Failure> {
        let left = bytes.len() as u64 * MOST_TIMES + AT_LEAST;
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(what, &error))?;
        if zip.len() > MOST_FILES {
            let cure = "unpack it, and name the folder";
            return Err(Failure::new(what, format!("holds more than {MOST_FILES} files"), cure));
        }
        Ok(Archive { what: what.to_string(), zip, left })
    }

    pub(super) fn purpose(&self) -> Result<Purpose, Failure> {
        let has = |name: &str| self.zip.index_for_name(name).is_some();
        if has("word/document.xml") {
            Ok(Purpose::Docx)
        } else if has("META-INF/container.xml") {
            Ok(Purpose::Epub)
        } else if has("xl/workbook.xml")
            || has("ppt/presentation.xml")
            || has("content.xml") && has("mimetype")
        {
            let cure = "save it as .docx or plain text; rows of a table as JSON Lines with a field `text`";
            Err(Failure::new(&self.what, "is an office document of a sort not read here", cure))
        } else {
            Ok(Purpose::Files)
        }
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
        let most = most.min(self.left);
        file.take(most + 1).read_to_end(&mut bytes).map_err(|error| broken(&what, &ZipError::Io(error)))?;
        if bytes.len() as u64 > most {
            self.left = 0;
            return Err(if most < MOST_TIMES { bomb(&what) } else { Failure::too_large(&what, most) });
        }
        self.left -= bytes.len() as u64;
        Ok(bytes)
    }
}

fn bomb(what: &str) -> Failure {
    let reason = format!("the archive unpacks to more than {MOST_TIMES} times its size");
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

/// The files of an archive one after the other, in the order of their names.
pub(super) struct Files {
    archive: Archive,
    /// Names and places of the files to come, the last first.
    names: Vec<(String, usize)>,
    most: u64,
}

impl Files {
    pub(super) fn new(mut archive: Archive, most: u64) -> Result<Files, Failure> {
        let mut names = Vec::new();
        for index in 0..archive.zip.len() {
            let file = archive.zip.by_index_raw(index).map_err(|error| broken(&archive.what, &error))?;
            let name = readable(file.name_raw());
            let hidden = name.split('/').any(|part| part.starts_with('.') || part == "__MACOSX");
            if file.is_file() && !hidden && taken(&name) {
                names.push((name, index));
            }
        }
        if names.is_empty() {
            let cure = "pack texts, or the files themselves";
            return Err(Failure::new(&archive.what, "no file of a kind that is read in this archive", cure));
        }
        names.sort();
        names.reverse();
        Ok(Files { archive, names, most })
    }

    /// The next file: its name behind that of the archive, and what it holds.
    pub(super) fn next(&mut self) -> Option<(String, Result<Vec<u8>, Failure>)> {
        let (name, index) = self.names.pop()?;
        let bytes = self.archive.unpack(index, &name, self.most);
        if self.archive.left == 0 {
            self.names.clear();
        }
        Some((format!("{}/{name}", self.archive.what), bytes))
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
