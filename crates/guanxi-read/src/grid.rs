//! Tables inside documents: a row is a line, a tab between cells; what spans several rows stands in each of them.

use super::rows::one_line;

/// Most columns of a table; what stands further right is put into the last.
const COLUMNS: usize = 1024;

/// Longest cell of a row that is a unit, in characters: cells with more are a page laid out in a table.
const CELL: usize = 400;

/// One table while its rows are put together.
#[derive(Debug, Default)]
pub(super) struct Grid {
    row: Vec<String>,
    column: usize,
    /// What goes on from rows above in each column, and for how many rows.
    going_on: Vec<(usize, String)>,
    /// The row above, for cells that say they go on.
    above: Vec<String>,
}

impl Grid {
    /// Puts a cell into the next free place of the row; the columns it spans beyond the first stay empty.
    pub(super) fn cell(&mut self, text: &str, columns: usize, rows: usize) {
        while self.going_on.get(self.column).is_some_and(|(left, _)| *left > 0) && self.column < COLUMNS {
            self.column += 1;
        }
        let text = trimmed(text);
        if rows > 1 && self.column < COLUMNS {
            if self.going_on.len() <= self.column {
                self.going_on.resize(self.column + 1, (0, String::new()));
            }
            // Counted down at the end of this row, too.
            self.going_on[self.column] = (rows, text.clone());
        }
        self.put(text);
        self.column += columns.max(1) - 1;
    }

    /// Puts a cell into the row that goes on from the row above.
    pub(super) fn same_as_above(&mut self, columns: usize) {
        let text = self.above.get(self.column).cloned().unwrap_or_default();
        self.put(text);
        self.column += columns.max(1) - 1;
    }

    fn put(&mut self, text: String) {
        let at = self.column.min(COLUMNS - 1);
        if self.row.len() <= at {
            self.row.resize(at + 1, String::new());
        }
        if self.column > at && !self.row[at].is_empty() {
            self.row[at].push('\n');
            self.row[at].push_str(&text);
        } else {
            self.row[at] = text;
        }
        self.column = (self.column + 1).min(COLUMNS);
    }

    /// Ends the row and writes it as a line; a row laid out for the page rather than of a table as lines.
    pub(super) fn end_row(&mut self, out: &mut String) {
        for (column, (left, text)) in self.going_on.iter_mut().enumerate() {
            if *left == 0 {
                continue;
            }
            if self.row.len() <= column {
                self.row.resize(column + 1, String::new());
            }
            if self.row[column].is_empty() {
                self.row[column] = text.clone();
            }
            *left -= 1;
        }
        self.column = 0;
        let row = std::mem::take(&mut self.row);
        write(&row, out);
        self.above = row;
    }
}

/// Writes the cells of a row, as one line where they are of a table.
pub(super) fn write(row: &[String], out: &mut String) {
    let filled = row.iter().filter(|cell| !cell.trim().is_empty()).count();
    let long = row.iter().any(|cell| cell.chars().nth(CELL).is_some());
    if long || filled < 2 {
        for line in row.iter().flat_map(|cell| cell.lines()).filter(|line| !line.trim().is_empty()) {
            out.push_str(line.trim_end());
            out.push('\n');
        }
        return;
    }
    let last = row.iter().rposition(|cell| !cell.trim().is_empty()).map_or(0, |at| at + 1);
    for (at, cell) in row[..last].iter().enumerate() {
        if at > 0 {
            out.push('\t');
        }
        out.push_str(&one_line(cell));
    }
    out.push('\n');
}

fn trimmed(text: &str) -> String {
    text.trim_matches(['\n', ' ', '\t']).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn merged_cells_stand_in_every_row() {
        let (mut grid, mut out) = (Grid::default(), String::new());
        for (text, columns, rows) in [("序号", 1, 1), ("责任单位", 2, 1), ("责任人", 1, 1)] {
            grid.cell(text, columns, rows);
        }
        grid.end_row(&mut out);
        for (text, columns, rows) in [("1", 1, 1), ("县水利局", 1, 2), ("县住建局", 1, 1), ("王\n李", 1, 1)]
        {
            grid.cell(text, columns, rows);
        }
        grid.end_row(&mut out);
        for text in ["2", "县教育局", "张"] {
            grid.cell(text, 1, 1);
        }
        grid.end_row(&mut out);
        assert_eq!(
            out,
            "序号\t责任单位\t\t责任人\n1\t县水利局\t县住建局\t王；李\n2\t县水利局\t县教育局\t张\n"
        );
    }

    #[test]
    fn a_page_laid_out_in_a_table_stays_lines() {
        let mut out = String::new();
        write(&["目录".to_string(), "某县召开会议。".repeat(70)], &mut out);
        assert!(!out.contains('\t'));
        write(&["只有一格".to_string(), String::new()], &mut out);
        assert!(out.ends_with("只有一格\n"));
    }
}
