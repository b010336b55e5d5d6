//! Cells of tables, by the heads of their columns: under 项目名称 stand projects, under 责任单位 bodies.
//!
//! That is evidence, not proof: a cell that is no name (合计, 无, a number, a sentence) is left to the model.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::dictionary::{Classes, rows};
use crate::kind::Kind;
use crate::text::{Span, is_han};

use super::scan::Scan;
use super::tagger::Tagged;
use super::user::{self, UserWord};

/// What stands in the cells of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// Names of one kind.
    Names(Kind),
    /// Posts of the person of the row.
    Posts,
}

/// What the list says of a word: what stands below it, if that is told, and whether longer heads may end with it.
struct Column {
    sort: Option<Sort>,
    end: bool,
}

static COLUMNS: LazyLock<BTreeMap<&'static str, Column>> = LazyLock::new(|| {
    let table = crate::dictionary::built_in::COLUMNS;
    let rows = rows(table).map(|row| {
        let sort = match row.get(1) {
            "project" => Some(Sort::Names(Kind::Project)),
            "body" => Some(Sort::Names(Kind::Body)),
            "place" => Some(Sort::Names(Kind::Place)),
            "person" => Some(Sort::Names(Kind::Official)),
            "post" => Some(Sort::Posts),
            _ => None,
        };
        (row.get(0), Column { sort, end: row.get(2) == "end" })
    });
    rows.collect()
});

/// Whether a cell is a word that names nothing: `合计`, `待定`, or a head without names below it.
fn is_nothing(cell: &str) -> bool {
    COLUMNS.get(cell).is_some_and(|column| !matches!(column.sort, Some(Sort::Names(_))))
}

/// Longest row without cells that may stand between the rows of a table, in characters.
const BETWEEN: usize = 24;

/// Names that the columns of tables tell of, in order.
fn names(scan: &Scan, rows: &[Vec<Cell>]) -> Vec<(Span, Kind)> {
    let mut out = Vec::new();
    for cell in rows.iter().flatten() {
        if let Sort::Names(kind) = cell.sort {
            named_in(scan, cell.span, kind, &mut out);
        }
    }
    out
}

/// A cell under a head that tells what stands in it.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub(super) span: Span,
    pub(super) sort: Sort,
    /// Its column, from 0.
    pub(super) column: usize,
    /// The head: `拟任职务`.
    pub(super) head: Span,
}

/// The rows of the tables of a page: of each the cells whose heads tell what they hold.
pub(super) fn rows_of_tables(scan: &Scan) -> Vec<Vec<Cell>> {
    let text = scan.text;
    let mut out = Vec::new();
    if text.tabs().is_empty() {
        return out;
    }
    let mut heads: BTreeMap<usize, (Sort, Span)> = BTreeMap::new();
    for paragraph in text.paragraphs() {
        let cells = cells(scan, paragraph.span);
        if cells.len() < 2
            && (paragraph.span.len() > BETWEEN || scan.ends(paragraph.span.end, Classes::NEVER))
        {
            heads.clear();
            continue;
        }
        let named = cells.iter().filter_map(|(column, cell)| Some((*column, (head(scan, *cell)?, *cell))));
        let named: BTreeMap<usize, (Sort, Span)> = named.collect();
        // Two heads, or one beside `序号` and the like: no row of names has any.
        if named.len() >= 2 {
            heads = named;
            continue;
        }
        let told = cells.into_iter().filter_map(|(column, span)| {
            let &(sort, head) = heads.get(&column)?;
            Some(Cell { span, sort, column, head })
        });
        let row: Vec<Cell> = told.collect();
        if !row.is_empty() {
            out.push(row);
        }
    }
    out
}

/// The filled cells of a row, each with the number of its column.
fn cells(scan: &Scan, row: Span) -> Vec<(usize, Span)> {
    let tabs = scan.text.tabs();
    let from = tabs.partition_point(|(at, _)| (*at as usize) < row.start);
    let inside = tabs[from..].iter().take_while(|(at, _)| (*at as usize) < row.end);
    let (mut column, mut start) = (0, row.start);
    let mut out = Vec::new();
    for &(at, tabs) in inside {
        let at = at as usize;
        if at > start {
            out.push((column, Span::new(start, at)));
        }
        column += tabs as usize;
        start = at;
    }
    out.push((column, Span::new(start, row.end)));
    out
}

/// What stands under a head: `责任单位`, `主要责任单位(盖章)`.
fn head(scan: &Scan, cell: Span) -> Option<Sort> {
    let chars = &scan.text.chars()[cell.range()];
    let bare: String = chars.iter().take_while(|c| **c != '(').collect();
    if bare.chars().count() > 12 {
        return None;
    }
    let ends = || COLUMNS.iter().filter(|(word, column)| column.end && bare.ends_with(**word));
    let column = COLUMNS.get(bare.as_str());
    column.or_else(|| ends().max_by_key(|(word, _)| word.len()).map(|(_, column)| column))?.sort
}

/// The names of a cell.
fn named_in(scan: &Scan, cell: Span, kind: Kind, out: &mut Vec<(Span, Kind)>) {
    let chars = scan.text.chars();
    let parts = |c: &char| matches!(c, '、' | ';' | '/') || kind == Kind::Official && *c == ',';
    // A project's name may hold all marks but those that end something.
    let whole = kind == Kind::Project;
    let mut start = cell.start;
    for end in cell.range().filter(|&at| !whole && parts(&chars[at])).chain([cell.end]) {
        let span = Span::new(start, end);
        if is_name(scan, span, kind) {
            out.push((span, kind));
        }
        start = end + 1;
    }
}

fn is_name(scan: &Scan, span: Span, kind: Kind) -> bool {
    let name = &scan.text.chars()[span.range()];
    let han = name.iter().filter(|&&c| is_han(c)).count();
    let lengths = match kind {
        Kind::Official => 2..=4,
        Kind::Place => 2..=16,
        Kind::Body => 3..=30,
        _ => 4..=50,
    };
    let word = || {
        let said: String = name.iter().collect();
        is_nothing(&said)
            || scan
                .dictionaries
                .classes_of(name)
                .any(Classes::ORDINARY | Classes::NEVER | Classes::STOP | Classes::GENERIC)
    };
    let person = || name.iter().all(|&c| is_han(c)) && surname(scan, span) && scan.text.seamless(span);
    lengths.contains(&name.len())
        && han * 2 >= name.len()
        && !name.iter().any(|c| matches!(c, '。' | ',' | ';' | ':' | '!' | '?'))
        && (kind != Kind::Official || person())
        && !word()
}

fn surname(scan: &Scan, span: Span) -> bool {
    (1..=2).any(|length| {
        span.len() > length && scan.is(Span::new(span.start, span.start + length), Classes::SURNAME)
    })
}

/// Lets the columns of tables say what the model was not sure of, and returns what they said; the user's words stay.
///
/// What was found lies in order and apart, and so do the names of cells.
pub(super) fn settle(scan: &Scan, users: &[UserWord], found: &mut Vec<Tagged>) -> Vec<Span> {
    let mut gone = vec![false; found.len()];
    let mut said: Vec<(Span, Kind)> = Vec::new();
    let rows = rows_of_tables(scan);
    // No name runs over from one cell into the next: `男|方小禾`.
    for cell in rows.iter().flatten() {
        let from = found.partition_point(|tagged| tagged.span.end <= cell.span.start);
        let to = from + found[from..].partition_point(|tagged| tagged.span.start < cell.span.end);
        for at in from..to {
            gone[at] |= !cell.span.contains(found[at].span);
        }
    }
    for (span, kind) in names(scan, &rows) {
        if !user::over(users, span).is_empty() {
            continue;
        }
        let from = found.partition_point(|tagged| tagged.span.end <= span.start);
        let to = from + found[from..].partition_point(|tagged| tagged.span.start < span.end);
        let met: Vec<&Tagged> = (from..to).filter(|&at| !gone[at]).map(|at| &found[at]).collect();
        let across = met.iter().any(|tagged| !span.contains(tagged.span));
        let same = met.iter().any(|tagged| tagged.span == span && tagged.kind == kind);
        // A place's cell may hold a body as well, which the model tells better.
        let better = kind == Kind::Place && !met.is_empty();
        if !(across || same || better) {
            gone[from..to].fill(true);
            // `单位` may be a town.
            let town = kind == Kind::Body && is_town(scan, span);
            said.push((span, if town { Kind::Place } else { kind }));
        }
    }
    let mut gone = gone.into_iter();
    found.retain(|_| !gone.next().unwrap_or_default());
    found.extend(said.iter().map(|&(span, kind)| Tagged { span, kind, probability: SURE }));
    found.sort_by_key(|tagged| tagged.span);
    said.into_iter().map(|(span, _)| span).collect()
}

/// Whether a name is that of a division: `白沙镇`, `城关街道`.
fn is_town(scan: &Scan, span: Span) -> bool {
    let name = &scan.text.chars()[span.range()];
    name.len() <= 6 && (name.ends_with(&['镇']) || name.ends_with(&['乡']) || name.ends_with(&['街', '道']))
}

/// How probable a name is that only its column tells of.
const SURE: f32 = 0.8;

#[cfg(test)]
mod tests {
    use crate::dictionary::Dictionaries;
    use crate::kind::Kind;
    use crate::recognise::{Learned, recognise};
    use crate::text::Text;

    fn found(raw: &str) -> Vec<(String, Kind)> {
        let dictionaries = Dictionaries::built_in();
        let text = Text::new(raw, dictionaries.layout());
        let all = recognise(&text, &dictionaries, &Learned::default()).mentions;
        all.iter().map(|mention| (text.slice(mention.span), mention.kind)).collect()
    }

    fn has(all: &[(String, Kind)], name: &str, kind: Kind) -> bool {
        all.iter().any(|(other, of)| other == name && *of == kind)
    }

    #[test]
    fn columns_tell_what_their_cells_are() {
        let all = found(
            "云台县重点项目表\n序号\t项目名称\t建设地点\t责任单位\t包保领导\n1\t青禾产业园\t白沙镇\t县工信局\t\
             司马远舟\n2\t一号路及管网\t\t云台城投集团、县住建局\t常大同；罗一鸣\n合计\t无\t\t\t\n",
        );
        assert!(has(&all, "青禾产业园", Kind::Project), "{all:?}");
        assert!(has(&all, "一号路及管网", Kind::Project), "{all:?}");
        assert!(has(&all, "云台城投集团", Kind::Body), "{all:?}");
        for name in ["司马远舟", "常大同", "罗一鸣"] {
            assert!(has(&all, name, Kind::Official), "{name} {all:?}");
        }
        assert!(!all.iter().any(|(name, _)| name == "无" || name == "合计"), "{all:?}");
    }

    #[test]
    fn cells_that_are_no_names_are_left() {
        let all = found("项目名称\t责任单位\t责任人\n合计\t各乡镇\t待定\n3\t12\t无\n");
        assert_eq!(all, []);
    }
}
