//! Word documents: paragraphs and table cells in their order; nothing that was deleted or stands twice.

use super::archive::Archive;
use super::grid::Grid;
use super::xml::{Piece, walk};
use super::{Document, Failure, date};

/// Elements whose text is none of the document's: deletions, field codes, the older form of a text box.
const SILENT: [&str; 6] = ["del", "moveFrom", "instrText", "delText", "Fallback", "rPr"];

pub(super) fn read(id: &str, mut archive: Archive, limit: u64) -> Result<Document, Failure> {
    let body = archive.part("word/document.xml", limit)?.unwrap_or_default();
    let mut title = None;
    if let Some(core) = archive.part("docProps/core.xml", limit)? {
        let mut inside = false;
        walk(id, &core, |piece| match piece {
            Piece::Open(name, _) => inside = name == "title",
            Piece::Close(_) => inside = false,
            Piece::Text(text) if inside => title.get_or_insert_with(String::new).push_str(text),
            Piece::Text(_) => {}
        })?;
    }
    let title = title.map(|title| title.trim().to_string()).filter(|title| !title.is_empty());
    let (text, whole) = text(id, &body)?;
    let remarks = if whole { Vec::new() } else { vec!["is cut off: its last part is missing".to_string()] };
    Ok(Document { id: id.to_string(), title, date: date::in_path(id), text, remarks, ..Document::default() })
}

/// A table that is open.
#[derive(Default)]
struct Table {
    grid: Grid,
    cell: String,
    columns: usize,
    /// Whether the open cell goes on from the row above.
    goes_on: bool,
    /// Whether a cell is open.
    inside: bool,
    /// Paragraphs that were open around it.
    depth: usize,
}

/// The text, and whether it is whole.
fn text(id: &str, body: &[u8]) -> Result<(String, bool), Failure> {
    let mut out = String::new();
    // Paragraphs may lie in one another, by a text box: the inner is put before the line of the outer.
    let mut open: Vec<String> = Vec::new();
    let mut silent = 0_usize;
    let mut inside = false;
    let mut tables: Vec<Table> = Vec::new();
    let whole = walk(id, body, |piece| match piece {
        Piece::Open(name, attributes) => {
            if silent > 0 || SILENT.contains(&name) {
                silent += usize::from(SILENT.contains(&name));
                return;
            }
            let line = open.last_mut();
            match (name, line) {
                ("tbl", _) => tables.push(Table { depth: open.len(), ..Table::default() }),
                ("tc", _) => {
                    if let Some(table) = tables.last_mut() {
                        (table.cell, table.columns, table.goes_on, table.inside) =
                            (String::new(), 1, false, true);
                    }
                }
                ("gridSpan", _) => {
                    if let (Some(table), Some(count)) = (tables.last_mut(), attributes.get("val")) {
                        table.columns = count.parse().unwrap_or(1_usize).min(100);
                    }
                }
                ("gridBefore", _) => {
                    if let (Some(table), Some(count)) = (tables.last_mut(), attributes.get("val")) {
                        (0..count.parse().unwrap_or(0_usize).min(100))
                            .for_each(|_| table.grid.cell("", 1, 1));
                    }
                }
                ("vMerge", _) => {
                    if let Some(table) = tables.last_mut() {
                        table.goes_on = attributes.get("val").is_none_or(|sort| sort != "restart");
                    }
                }
                ("p", _) => open.push(String::new()),
                ("t", _) => inside = true,
                ("tab", Some(line)) => line.push('\t'),
                ("br" | "cr", Some(line)) => line.push('\n'),
                ("noBreakHyphen", Some(line)) => line.push('-'),
                // An indent of the paragraph is what a text shows as two wide blanks.
                ("ind", Some(line)) if line.is_empty() => {
                    let first = attributes.get("firstLineChars").or_else(|| attributes.get("firstLine"));
                    if first.and_then(|size| size.parse::<i64>().ok()).is_some_and(|size| size >= 100) {
                        line.push_str("　　");
                    }
                }
                _ => {}
            }
        }
        Piece::Close(name) => {
            if SILENT.contains(&name) {
                silent = silent.saturating_sub(1);
                return;
            }
            match name {
                "t" => inside = false,
                "p" if silent == 0 => {
                    if let Some(line) = open.pop() {
                        // A text box in a cell is written with the cell.
                        let into = match tables.last_mut() {
                            Some(table) if table.inside && open.len() >= table.depth => &mut table.cell,
                            _ => &mut out,
                        };
                        into.push_str(line.trim_end());
                        into.push('\n');
                    }
                }
                "tc" if silent == 0 => {
                    if let Some(table) = tables.last_mut() {
                        table.inside = false;
                        match table.goes_on && table.cell.trim().is_empty() {
                            true => table.grid.same_as_above(table.columns),
                            false => table.grid.cell(&std::mem::take(&mut table.cell), table.columns, 1),
                        }
                    }
                }
                "tr" if silent == 0 => {
                    let mut row = String::new();
                    if let Some(table) = tables.last_mut() {
                        table.grid.end_row(&mut row);
                    }
                    let around = tables.len().checked_sub(2).and_then(|at| tables.get_mut(at));
                    around.map_or(&mut out, |table| &mut table.cell).push_str(&row);
                }
                "tbl" if silent == 0 => {
                    tables.pop();
                    tables.last_mut().map_or(&mut out, |table| &mut table.cell).push('\n');
                }
                _ => {}
            }
        }
        Piece::Text(text) if inside && silent == 0 => {
            if let Some(line) = open.last_mut() {
                line.push_str(text);
            }
        }
        Piece::Text(_) => {}
    })?;
    for Table { cell, .. } in &tables {
        out.push_str(cell);
    }
    // Of a file that was cut off, what stands in the paragraphs it broke off in.
    for line in open.iter().filter(|line| !line.trim().is_empty()) {
        out.push_str(line.trim_end());
        out.push('\n');
    }
    Ok((out, whole))
}
