//! Answers as people read them in a terminal.

use std::io::{self, Write};

use super::colour::harmless;
use super::doors::{Answer, Entity, Passage, Row};
use super::wording::{count, padded, widest};

/// Columns of a table that fit beside the names.
const MOST_COLUMNS: usize = 12;

/// Prints an answer; nothing in it can command the terminal.
pub(super) fn print(answer: &Answer, out: &mut dyn Write) -> io::Result<()> {
    let mut text: Vec<String> = Vec::new();
    match answer {
        Answer::Nothing { name, near } => {
            text.push(format!("nothing is called {name}"));
            text.extend(near.iter().map(|entity| format!("  did you mean {}:{}?", entity.kind, entity.name)));
        }
        Answer::Several { name, choices } => {
            text.push(format!("{name} may be one of these; ask again with its kind or full name"));
            text.extend(choices.iter().map(|entity| format!("  {}", line(entity))));
        }
        Answer::With { entity, rows } => {
            text.push(line(entity));
            if rows.is_empty() {
                text.push("  nothing appears with it".to_string());
            }
            text.extend(table(rows));
        }
        Answer::About { entity, aliases, rows } => {
            text.push(line(entity));
            text.extend(entity.roles.iter().map(|role| format!("  post: {role}")));
            if !aliases.is_empty() {
                text.push(format!("  also written: {}", aliases.join("、")));
            }
            text.extend(table(rows));
        }
        Answer::Path { from, steps } => {
            text.push(line(from));
            for step in steps {
                text.push(format!("  └─ {} → {}", count(step.count, "time"), line(&step.entity)));
                text.extend(step.passages.iter().map(|passage| quoted(passage, 5)));
            }
        }
        Answer::Apart { from, to } => text.push(format!("no way leads from {} to {}", from.name, to.name)),
        Answer::Matrix { rows, columns, cells } => text.extend(matrix(rows, columns, cells)),
    }
    for line in text {
        writeln!(out, "{}", harmless(&line).trim_end())?;
    }
    Ok(())
}

/// `李明 (official), 3 documents, 2023-01-02 to 2023-04-04`.
fn line(entity: &Entity) -> String {
    let mut line = format!("{} ({}), {}", entity.name, entity.kind, count(entity.documents, "document"));
    match (entity.first, entity.last) {
        (Some(first), Some(last)) if first != last => line.push_str(&format!(", {first} to {last}")),
        (Some(day), _) => line.push_str(&format!(", {day}")),
        _ => {}
    }
    line
}

fn table(rows: &[Row]) -> Vec<String> {
    let width = widest(rows.iter().map(|row| row.entity.name.as_str())).min(40);
    let mut lines = Vec::new();
    for Row { entity, count, passages } in rows {
        let name = padded(&entity.name, width);
        let roles = entity.roles.iter().take(3).map(String::as_str).collect::<Vec<_>>().join("、");
        lines.push(format!("{count:>5}  {:8}  {name}  {roles}", entity.kind.name()));
        lines.extend(passages.iter().map(|passage| quoted(passage, 17)));
    }
    lines
}

/// A passage with its day and document, set in below a row.
fn quoted(passage: &Passage, indent: usize) -> String {
    let day = passage.date.map_or(String::new(), |date| format!("{date} "));
    let text: String = passage.text.split(['\r', '\n']).collect();
    format!("{}“{text}” {day}{}", " ".repeat(indent), passage.document)
}

/// Names stand in rows; columns are numbered, with a list of their names above.
fn matrix(rows: &[String], columns: &[String], cells: &[Vec<u64>]) -> Vec<String> {
    if rows.is_empty() || columns.is_empty() {
        return vec!["no two of these kinds appear together".to_string()];
    }
    let shown = columns.len().min(MOST_COLUMNS);
    let mut lines: Vec<String> =
        columns[..shown].iter().enumerate().map(|(at, name)| format!("{:>4}  {name}", at + 1)).collect();
    if shown < columns.len() {
        lines.push(format!("      and {} more (--json has them all)", columns.len() - shown));
    }
    let width = widest(rows.iter().map(String::as_str));
    let head: String = (1..=shown).map(|number| format!("{number:>5}")).collect();
    lines.push(format!("\n{}{head}", padded("", width)));
    for (name, cells) in rows.iter().zip(cells) {
        let numbers: String = cells
            .iter()
            .take(shown)
            .map(|&number| if number == 0 { format!("{:>5}", "·") } else { format!("{number:>5}") })
            .collect();
        lines.push(format!("{}{numbers}", padded(name, width)));
    }
    lines
}
