//! Writes decisions as lines of their file.

use super::read::{COLUMNS, decision};
use super::{Action, Decision};
use crate::kind::Kind;

impl Decision {
    /// Makes a decision of its parts; the error says what is wrong and what to write.
    pub fn new(
        action: Action,
        kind: Kind,
        [name, value, condition, note]: [&str; 4],
    ) -> Result<Decision, (String, String)> {
        for part in [name, value, condition, note] {
            if part.chars().any(char::is_control) {
                let what = format!("`{}` holds a tab or a line break", part.escape_debug());
                return Err((what, "write it without: the file keeps one decision a line".to_string()));
            }
        }
        let fields = [action.name(), kind.name(), name.trim(), value.trim(), condition.trim(), note.trim()];
        decision(fields).map_err(|(_, what, cure)| (what, cure))
    }

    /// Returns the text of a decisions file with one more line at its end; an empty file gets its header first.
    pub fn appended(&self, text: &str) -> String {
        let mut text = text.to_string();
        if text.trim().is_empty() {
            text = COLUMNS.join("\t") + "\n";
        }
        // A file written on another system keeps its line ends.
        let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
        if !text.ends_with('\n') {
            text.push_str(end);
        }
        let header = text
            .lines()
            .map(|line| line.trim_start_matches('\u{FEFF}'))
            .find(|line| !line.trim().is_empty() && !line.starts_with('#'));
        let condition = self.condition.to_string();
        let fields = [self.action.name(), self.kind.name(), &self.name, &self.value, &condition, &self.note];
        // The columns of a file stand in the order its header says.
        let columns: Vec<&str> =
            header.map_or_else(|| COLUMNS.to_vec(), |line| line.split('\t').map(str::trim).collect());
        let field =
            |name: &str| COLUMNS.iter().position(|column| *column == name).map_or("", |at| fields[at]);
        let line: Vec<&str> = columns.into_iter().map(field).collect();
        let line = line.join("\t");
        // A line that begins so is a remark; blanks around a field are none of it.
        if line.starts_with('#') {
            text.push(' ');
        }
        text.push_str(line.trim_end());
        text.push_str(end);
        text
    }
}
