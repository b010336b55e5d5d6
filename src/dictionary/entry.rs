//! User dictionaries: our table, jieba's format, and plain word lists.

use crate::kind::Kind;

use super::fault::Fault;
use super::rows::{Row, rows};

/// One thing a user's dictionary names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Canonical name.
    pub name: String,
    /// Its kind; `None` for words that are never a mention.
    pub kind: Option<Kind>,
    /// What else is written for it.
    pub aliases: Vec<String>,
    /// The jurisdiction it belongs to, if told.
    pub within: Option<String>,
    /// Free remark.
    pub note: String,
    /// File it came from.
    pub file: String,
    /// Line in that file.
    pub line: usize,
    /// Whether the kind was guessed from the word or the file name.
    pub guessed: bool,
}

/// The word in the kind column for words that are never a mention.
const IGNORE: &str = "ignore";

/// Reads one dictionary file of any of the three formats; faults do not stop the rest.
pub(crate) fn read(file: &str, text: &str) -> (Vec<Entry>, Vec<Fault>) {
    let mut entries = Vec::new();
    let mut faults = Vec::new();
    let mut columns = None;
    for row in rows(text) {
        if columns.is_none() && row.len() > 1 && row.get(0) == "name" && row.get(1) == "kind" {
            columns = Some(Columns::of(&row));
            continue;
        }
        let read = match &columns {
            Some(columns) => table_row(file, &row, columns),
            None => loose_row(file, &row),
        };
        match read {
            Ok(entry) => entries.push(entry),
            Err(fault) => faults.push(fault),
        }
    }
    (entries, faults)
}

/// Where each column stands; a header may leave some out or order them its own way.
struct Columns {
    aliases: Option<usize>,
    within: Option<usize>,
    note: Option<usize>,
}

impl Columns {
    fn of(header: &Row) -> Columns {
        let find = |name: &str| (0..header.len()).find(|&at| header.get(at) == name);
        Columns { aliases: find("aliases"), within: find("in"), note: find("note") }
    }
}

fn table_row(file: &str, row: &Row, columns: &Columns) -> Result<Entry, Fault> {
    let fault = |column: usize, what: String, cure: &str| Fault {
        file: file.to_string(),
        line: row.line,
        column,
        what,
        cure: cure.to_string(),
    };
    let name = row.get(0);
    if !has_text(name) {
        return Err(fault(
            1,
            "the name is empty".into(),
            "write the canonical name, or put # before the line",
        ));
    }
    let word = row.get(1);
    let kind = match Kind::parse(word) {
        Some(kind) => Some(kind),
        None if word == IGNORE => None,
        None => {
            let what =
                if word.is_empty() { "the kind is missing".into() } else { format!("unknown kind `{word}`") };
            return Err(fault(
                2,
                what,
                "write official, body, place, project, byline or ignore, with a tab before and after it",
            ));
        }
    };
    let field = |column: Option<usize>| column.map_or("", |column| row.get(column));
    let aliases = field(columns.aliases).split('|').map(str::trim);
    let within = field(columns.within);
    Ok(Entry {
        name: name.to_string(),
        kind,
        aliases: aliases.filter(|a| has_text(a)).map(str::to_string).collect(),
        within: (!within.is_empty()).then(|| within.to_string()),
        note: field(columns.note).to_string(),
        file: file.to_string(),
        line: row.line,
        guessed: false,
    })
}

/// A row of jieba's user dictionary (`word [freq] [tag]`) or of a plain word list.
///
/// A word may hold spaces: only trailing fields that look like a frequency or a tag are taken off.
fn loose_row(file: &str, row: &Row) -> Result<Entry, Fault> {
    let line = row.get(0);
    let mut parts: Vec<&str> = line.split_whitespace().collect();
    let mut tag = "";
    if parts.len() > 1 && parts[parts.len() - 1].chars().all(|c| c.is_ascii_lowercase()) {
        tag = parts.pop().unwrap_or_default();
    }
    if parts.len() > 1 && parts[parts.len() - 1].chars().all(|c| c.is_ascii_digit()) {
        parts.pop();
    }
    let name = parts.join(" ");
    if !has_text(&name) || row.len() > 1 {
        return Err(Fault {
            file: file.to_string(),
            line: row.line,
            column: 1,
            what: if row.len() > 1 { "a table without a header".into() } else { "no word here".into() },
            cure: "begin a table with the line `name<TAB>kind<TAB>aliases<TAB>in<TAB>note`, or give one word a line".into(),
        });
    }
    let (kind, guessed) = match tag.get(..2).unwrap_or(tag) {
        "nr" => (Kind::Official, false),
        "ns" => (Kind::Place, false),
        "nt" => (Kind::Body, false),
        "nz" => (Kind::Project, false),
        _ => (kind_of_file(file).unwrap_or(Kind::Project), true),
    };
    Ok(Entry {
        name,
        kind: Some(kind),
        aliases: Vec::new(),
        within: None,
        note: String::new(),
        file: file.to_string(),
        line: row.line,
        guessed,
    })
}

/// The kind a file's name speaks of: `officials.txt`, `places-north.txt`.
fn kind_of_file(file: &str) -> Option<Kind> {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    if name.starts_with("bodies") {
        return Some(Kind::Body);
    }
    Kind::ALL.into_iter().find(|kind| name.starts_with(kind.name()))
}

/// Whether anything remains for the matcher to look for.
fn has_text(word: &str) -> bool {
    !super::skeleton(word).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_reads_with_its_columns_in_any_order() {
        let text = "# remark\nname\tkind\tnote\taliases\n华东二期\tproject\tx\t华东二期项目|“华东二期”工程\n不算\tignore\n";
        let (entries, faults) = read("a.tsv", text);
        assert_eq!(faults, []);
        assert_eq!(entries[0].aliases, ["华东二期项目", "“华东二期”工程"]);
        assert_eq!((entries[0].kind, entries[1].kind), (Some(Kind::Project), None));
    }

    #[test]
    fn jieba_and_plain_lists_read_as_they_are() {
        let (entries, faults) =
            read("x.dict", "云计算 5\n李小福 2 nr\neasy_install 3 eng\n台中 ns\nNew York 4 ns\n");
        assert_eq!(faults, []);
        let got: Vec<(&str, Kind)> = entries.iter().map(|e| (e.name.as_str(), e.kind.unwrap())).collect();
        assert_eq!(
            got,
            [
                ("云计算", Kind::Project),
                ("李小福", Kind::Official),
                ("easy_install", Kind::Project),
                ("台中", Kind::Place),
                ("New York", Kind::Place)
            ]
        );
        assert_eq!(read("lists/bodies.txt", "县医院\n").0[0].kind, Some(Kind::Body));
    }

    #[test]
    fn faults_name_file_line_column_and_cure() {
        let (entries, faults) = read("b.tsv", "name\tkind\n好\tbody\n坏\tcompany\n\tplace\n");
        assert_eq!(entries.len(), 1);
        assert_eq!((faults[0].line, faults[0].column), (3, 2));
        assert!(faults[0].to_string().starts_with("b.tsv:3:2: unknown kind `company`; write official"));
        assert_eq!((faults[1].line, faults[1].column), (4, 1));
    }
}
