//! Spreadsheets of Excel since 2007 (.xlsx), read cell by cell: nothing of a workbook is held but the row that is open,
//! so that a hundred thousand rows take no more memory than one.

mod formats;
mod part;
mod strings;

use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::{Read, Seek};
use std::rc::Rc;

use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::Failure;
use super::number::{Meaning, shown};
use super::packed::{AT_LEAST, MOST_TIMES};
use super::sheet::{Area, MOST_COLUMNS, MOST_ROWS, broken};
use part::{Part, attribute};
use strings::Strings;

/// The part that lists the sheets: what has it is a workbook.
pub(super) const MAIN: &str = "xl/workbook.xml";

/// An open workbook.
pub(super) struct Book<S> {
    what: String,
    zip: ZipArchive<S>,
    /// Bytes that may still be unpacked.
    left: Rc<Cell<u64>>,
    /// Names of sheets and of their parts, in order.
    sheets: Vec<(String, String)>,
    strings: Strings,
    styles: Vec<Meaning>,
    /// Whether days are counted from 1904, as on old Macintoshes.
    since_1904: bool,
}

impl<S: Read + Seek> Book<S> {
    /// Opens a workbook of so many bytes.
    pub(super) fn open(what: &str, source: S, bytes: u64) -> Result<Book<S>, Failure> {
        let zip = ZipArchive::new(source).map_err(|error| broken(what, &error.to_string()))?;
        let left = Rc::new(Cell::new(bytes.saturating_mul(MOST_TIMES).saturating_add(AT_LEAST)));
        let strings = Strings::none().map_err(|error| Failure::io(what, &error))?;
        let (sheets, styles) = Default::default();
        let mut book = Book { what: what.to_string(), zip, left, sheets, strings, styles, since_1904: false };
        let (named, relations) = (book.main()?, book.relations()?);
        let of_sort =
            |sort: &str| relations.values().find(|(of, _)| of == sort).map(|(_, part)| part.as_str());
        let styles = of_sort("styles").unwrap_or("xl/styles.xml");
        let read = book.part(styles)?.map(formats::read).transpose()?;
        book.styles = read.unwrap_or_default();
        let strings = of_sort("sharedStrings").unwrap_or("xl/sharedStrings.xml");
        let read = book.part(strings)?.map(|part| Strings::read(part, what)).transpose()?;
        book.strings = read.unwrap_or(book.strings);
        let part = |(name, id): (String, String)| match relations.get(&id) {
            Some((sort, part)) if sort == "worksheet" => Some((name, part.clone())),
            _ => None,
        };
        book.sheets = named.into_iter().filter_map(part).collect();
        Ok(book)
    }

    /// Names of sheets and of their parts, in order; pages of charts are left out.
    pub(super) fn sheets(&self) -> Vec<(String, String)> {
        self.sheets.clone()
    }

    /// The areas of a sheet that are one cell.
    pub(super) fn merged(&mut self, name: &str) -> Result<Vec<Area>, Failure> {
        // It is unpacked once more, and counted when its cells are read.
        let again = Rc::new(Cell::new(self.left.get()));
        let left = std::mem::replace(&mut self.left, again);
        let mut areas = Vec::new();
        if let Some(mut part) = self.part(name)? {
            loop {
                part.begin();
                match part.next()? {
                    Event::Start(tag) if tag.local_name().as_ref() == "mergeCell" => {
                        let area = attribute(&tag, "ref").unwrap_or_default();
                        let (start, end) = area.split_once(':').unwrap_or((&area, &area));
                        areas.extend(place(start).zip(place(end)).map(|(a, b)| Area { start: a, end: b }));
                    }
                    Event::Eof => break,
                    _ => {}
                }
            }
        }
        self.left = left;
        Ok(areas)
    }

    /// Gives out the cells of a sheet, in order, as they are shown: row and column, counted from 0, and text; ends where
    /// nobody listens any more, with false.
    pub(super) fn cells(
        &mut self,
        name: &str,
        mut give: impl FnMut(u32, u32, String) -> bool,
    ) -> Result<bool, Failure> {
        let Book { what, zip, left, strings, styles, since_1904, .. } = self;
        let Some(mut part) = open_part(what, zip, name, left)? else { return Ok(true) };
        let mut shower = Shower { what, strings, styles, since_1904: *since_1904 };
        let (mut row, mut column) = (0_u32, 0_u32);
        loop {
            match part.next()? {
                Event::Start(tag) => match tag.local_name().as_ref() {
                    "row" => {
                        row = attribute(&tag, "r")
                            .and_then(|r| r.parse().ok())
                            .map_or(row, |r: u32| r.max(1) - 1);
                    }
                    "c" => {
                        let at = attribute(&tag, "r").map_or(Some((row, column)), |r| place(&r));
                        let Some(at) = at.filter(|at| at.0 < MOST_ROWS && at.1 < MOST_COLUMNS) else {
                            return Err(broken(what, "a cell lies outside of any sheet"));
                        };
                        column = at.1 + 1;
                        let (sort, style) = (attribute(&tag, "t"), style(&tag));
                        part.begin();
                        let text = shower.cell(&mut part, sort.as_deref().unwrap_or("n"), style)?;
                        if !give(at.0, at.1, text) {
                            return Ok(false);
                        }
                    }
                    _ => {}
                },
                Event::End(tag) => match tag.local_name().as_ref() {
                    "row" => (row, column) = (row.saturating_add(1), 0),
                    "sheetData" => return Ok(true),
                    _ => {}
                },
                Event::Eof => return Err(part.cut()),
                _ => {}
            }
        }
    }

    /// Names of the sheets and what their parts are known by.
    fn main(&mut self) -> Result<Vec<(String, String)>, Failure> {
        let (mut sheets, mut since_1904) = (Vec::new(), false);
        let Some(mut part) = self.part(MAIN)? else { return Err(broken(&self.what, "it lists no sheets")) };
        loop {
            match part.next()? {
                Event::Start(tag) if tag.local_name().as_ref() == "sheet" => {
                    let (mut name, mut id) = Default::default();
                    for found in tag.attributes().with_checks(false).flatten() {
                        match found.key.local_name().as_ref() {
                            "name" => name = attribute(&tag, "name").unwrap_or_default(),
                            "id" => id = found.value.to_string(),
                            _ => {}
                        }
                    }
                    sheets.push((name, id));
                }
                Event::Start(tag) if tag.local_name().as_ref() == "workbookPr" => {
                    since_1904 = matches!(attribute(&tag, "date1904").as_deref(), Some("1" | "true"));
                }
                Event::Eof => break,
                _ => {}
            }
        }
        drop(part);
        self.since_1904 = since_1904;
        Ok(sheets)
    }

    /// The parts the workbook names, by what it knows them by: their sort, the last word of its address, and their name.
    fn relations(&mut self) -> Result<BTreeMap<String, (String, String)>, Failure> {
        let mut out = BTreeMap::new();
        let Some(mut part) = self.part("xl/_rels/workbook.xml.rels")? else { return Ok(out) };
        loop {
            match part.next()? {
                Event::Start(tag) if tag.local_name().as_ref() == "Relationship" => {
                    let read = |name| attribute(&tag, name).unwrap_or_default();
                    let (id, sort, target) = (read("Id"), read("Type"), read("Target"));
                    let sort = sort.rsplit('/').next().unwrap_or_default().to_string();
                    out.insert(id, (sort, resolved(&target)));
                }
                Event::Eof => return Ok(out),
                _ => {}
            }
        }
    }

    fn part(&mut self, name: &str) -> Result<Option<Part<'_>>, Failure> {
        open_part(&self.what, &mut self.zip, name, &self.left)
    }
}

/// A part by its name, which some programs write in other letters or with other strokes than they name it.
fn open_part<'a, S: Read + Seek>(
    what: &'a str,
    zip: &'a mut ZipArchive<S>,
    name: &str,
    left: &Rc<Cell<u64>>,
) -> Result<Option<Part<'a>>, Failure> {
    let same = |other: &str| other.replace('\\', "/").eq_ignore_ascii_case(name);
    let index = zip.index_for_name(name).or_else(|| {
        let found = zip.file_names().flatten().find(|other| same(other))?.into_owned();
        zip.index_for_name(&found)
    });
    let Some(index) = index else { return Ok(None) };
    let file = zip.by_index(index).map_err(|error| broken(what, &error.to_string()))?;
    Ok(Some(Part::new(what, file, left.clone())))
}

/// The name of a part from how the workbook names it.
fn resolved(target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut steps: Vec<&str> = if target.starts_with('/') { Vec::new() } else { vec!["xl"] };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => _ = steps.pop(),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

fn style(tag: &BytesStart) -> usize {
    attribute(tag, "s").and_then(|style| style.parse().ok()).unwrap_or(0)
}

/// Row and column of a place such as `B12`, counted from 0.
fn place(name: &str) -> Option<(u32, u32)> {
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    let column = name[..letters].bytes().try_fold(0_u32, |column, letter| {
        column.checked_mul(26)?.checked_add(u32::from(letter.to_ascii_uppercase() - b'A') + 1)
    })?;
    let row: u32 = name[letters..].parse().ok()?;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

/// Shows what cells hold.
struct Shower<'a> {
    what: &'a str,
    strings: &'a mut Strings,
    styles: &'a [Meaning],
    since_1904: bool,
}

impl Shower<'_> {
    /// The text of the cell that was opened last, to its end.
    fn cell(&mut self, part: &mut Part, sort: &str, style: usize) -> Result<String, Failure> {
        let mut out = String::new();
        loop {
            let inline = match part.next()? {
                Event::Start(tag) => match tag.local_name().as_ref() {
                    "is" => true,
                    "v" => false,
                    // A formula: its value stands beside it.
                    _ => {
                        part.text(&mut String::new())?;
                        continue;
                    }
                },
                Event::End(_) => return Ok(out),
                Event::Eof => return Err(part.cut()),
                _ => continue,
            };
            if inline {
                out = part.string()?;
                continue;
            }
            let mut value = String::new();
            part.text(&mut value)?;
            if !matches!(sort, "inlineStr" | "is") && !value.is_empty() {
                out = self.value(value, sort, style)?;
            }
        }
    }

    fn value(&mut self, value: String, sort: &str, style: usize) -> Result<String, Failure> {
        Ok(match sort {
            "s" => {
                let number = value.trim().parse().ok();
                let found = number.map_or(Ok(None), |number| self.strings.get(number));
                let found = found.map_err(|error| Failure::io(self.what, &error))?;
                return found.ok_or_else(|| broken(self.what, "a cell names a string that is not there"));
            }
            "b" => match value.trim() {
                "1" => "TRUE".to_string(),
                "0" => "FALSE".to_string(),
                other => other.to_uppercase(),
            },
            "e" => String::new(),
            "str" => {
                let mut out = String::new();
                part::unescaped(&value, &mut out);
                out
            }
            "d" => value,
            _ => match value.trim().parse::<f64>() {
                Ok(number) => self.number(number, style),
                Err(_) => value,
            },
        })
    }

    fn number(&self, number: f64, style: usize) -> String {
        shown(number, self.styles.get(style).copied().unwrap_or(Meaning::Number), self.since_1904)
    }
}

#[cfg(test)]
mod tests;
