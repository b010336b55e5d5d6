//! Answers as people read them in a terminal.

use std::fmt::{self, Display, Formatter};

use super::about::About;
use super::answer::{Answer, day, entities};
use super::common::Common;
use super::matrix::Matrix;
use super::path::{Path, Step};
use super::shown::{Entity, Quote, Shown};
use super::table::{Table, one_line};
use super::timeline::Timeline;
use super::top::Top;
use super::with::{Companion, With};
use crate::graph::Relation;
use crate::text::Date;

impl Display for Answer {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Answer::With(with) => write_with(f, with),
            Answer::About(about) => write_about(f, about),
            Answer::Holders(_) => write!(f, "{}", self.to_table()),
            Answer::Path(path) => write_path(f, path),
            Answer::Common(common) => write_common(f, common),
            Answer::Matrix(matrix) => write_matrix(f, matrix),
            Answer::Timeline(timeline) => write_timeline(f, timeline),
            Answer::Top(top) => write_top(f, top),
            Answer::Ambiguous { typed, matches } => {
                writeln!(f, "“{}” may mean several; type more of the name, or its id:", one_line(typed))?;
                write_choices(f, matches)
            }
            Answer::Unknown { typed, near } if near.is_empty() => {
                writeln!(f, "“{}” is not in the graph.", one_line(typed))
            }
            Answer::Unknown { typed, near } => {
                writeln!(f, "“{}” is not in the graph; these look like it:", one_line(typed))?;
                write_choices(f, near)
            }
            Answer::NotUnderstood { typed, examples } => {
                writeln!(f, "“{}” is not a question I can read. I can read:", one_line(typed))?;
                examples.iter().try_for_each(|example| writeln!(f, "  {example}"))
            }
        }
    }
}

fn write_choices(f: &mut Formatter<'_>, entities: &[Entity]) -> fmt::Result {
    let mut table = Table::new(&["id", "articles", "roles"]);
    for entity in entities {
        table.push([entity.id.clone(), entity.articles.to_string(), entity.roles.join("、")]);
    }
    write!(f, "{table}")
}

fn write_with(f: &mut Formatter<'_>, with: &With) -> fmt::Result {
    write_head(f, with.entity.as_ref())?;
    if with.rows.is_empty() {
        return writeln!(f, "appears with nobody and nothing asked for");
    }
    writeln!(f)?;
    write_companions(f, &with.rows)?;
    write_more(f, with.more)
}

/// A table of companions; passages stand below it, once each, since many rows share one.
fn write_companions(f: &mut Formatter<'_>, rows: &[Companion]) -> fmt::Result {
    let mut quotes: Vec<&Quote> = Vec::new();
    let mut table = Table::new(&["kind", "name", "count", "weight", "npmi", "passages", "roles"]);
    for row in rows {
        let posts = if row.posts.is_empty() { &row.entity.roles } else { &row.posts };
        table.push([
            row.entity.kind.to_string(),
            row.entity.name.clone(),
            row.count.to_string(),
            format!("{:.2}", row.weight),
            format!("{:.2}", row.npmi),
            row.evidence.iter().map(|shown| marks(shown, &mut quotes)).collect::<Vec<_>>().join(" "),
            posts.join("、"),
        ]);
    }
    if quotes.is_empty() {
        table.drop_column("passages");
        return write!(f, "{table}");
    }
    writeln!(f, "{table}")?;
    for (at, quote) in quotes.into_iter().enumerate() {
        write!(f, "[{}] “{}” {}", at + 1, one_line(&quote.text), one_line(&quote.document))?;
        write_place(f, quote.date, &[quote])?;
    }
    Ok(())
}

/// `[2]`, or `[2+5]` where two passages together show it.
fn marks<'a>(shown: &'a Shown, quotes: &mut Vec<&'a Quote>) -> String {
    let number = |quote: &'a Quote| {
        let at = quotes.iter().position(|known| *known == quote).unwrap_or_else(|| {
            quotes.push(quote);
            quotes.len() - 1
        });
        (at + 1).to_string()
    };
    format!("[{}]", shown.quotes.iter().map(number).collect::<Vec<_>>().join("+"))
}

fn write_about(f: &mut Formatter<'_>, about: &About) -> fmt::Result {
    write_head(f, about.entity.as_ref())?;
    if !about.aliases.is_empty() {
        let names: Vec<String> = about
            .aliases
            .iter()
            .map(|alias| format!("{} ({})", one_line(&alias.name), alias.count))
            .collect();
        writeln!(f, "also written {}", names.join(", "))?;
    }
    for (name, value) in &about.attributes {
        writeln!(f, "{name} {value}")?;
    }
    if !about.posts.is_empty() {
        writeln!(f, "\nposts")?;
        let mut table = Table::new(&["first", "last", "post", "stated"]);
        for post in &about.posts {
            table.push([day(post.first), day(post.last), post.text.clone(), post.count.to_string()]);
        }
        write!(f, "{table}")?;
    }
    for (kind, rows) in &about.companions {
        writeln!(f, "\nwith, {kind}")?;
        write_companions(f, rows)?;
    }
    if !about.evidence.is_empty() {
        writeln!(f, "\npassages")?;
        about.evidence.iter().try_for_each(|shown| write_shown(f, shown))?;
    }
    Ok(())
}

fn write_path(f: &mut Formatter<'_>, path: &Path) -> fmt::Result {
    let name =
        |entity: &Option<Entity>| entity.as_ref().map(|entity| one_line(&entity.name)).unwrap_or_default();
    let (from, to) = (name(&path.from), name(&path.to));
    if path.from == path.to {
        return writeln!(f, "{from} and {to} are one and the same");
    }
    if path.direct.is_empty() {
        writeln!(f, "{from} and {to} are not linked directly")?;
    } else {
        writeln!(f, "directly")?;
        path.direct.iter().try_for_each(|step| write_step(f, step))?;
    }
    if path.steps.is_empty() {
        return writeln!(f, "no path leads from {from} to {to}");
    }
    if path.steps.len() > 1 {
        writeln!(f, "strongest path, {} steps, length {:.2}", path.steps.len(), path.distance)?;
        path.steps.iter().try_for_each(|step| write_step(f, step))?;
    }
    Ok(())
}

fn write_step(f: &mut Formatter<'_>, step: &Step) -> fmt::Result {
    let (from, to) = (one_line(&step.from.name), one_line(&step.to.name));
    match step.relation {
        Relation::CoMention => {
            writeln!(f, "  {from} — {to}: together {}, weight {:.2}", times(step.count), step.weight)?;
        }
        Relation::Post => {
            writeln!(f, "  {from} — {to}: {}, stated {}", step.posts.join("、"), times(step.count))?;
        }
    }
    step.evidence.iter().try_for_each(|shown| write_shown(f, shown))
}

fn write_common(f: &mut Formatter<'_>, common: &Common) -> fmt::Result {
    write_head(f, common.a.as_ref())?;
    write_head(f, common.b.as_ref())?;
    if common.rows.is_empty() {
        return writeln!(f, "nobody and nothing asked for appears with both");
    }
    writeln!(f)?;
    let name =
        |entity: &Option<Entity>| entity.as_ref().map(|entity| one_line(&entity.name)).unwrap_or_default();
    let (a, b) = (name(&common.a), name(&common.b));
    let mut table = Table::new(&["kind", "name", &a, &b, "roles"]);
    for row in &common.rows {
        table.push([
            row.entity.kind.to_string(),
            row.entity.name.clone(),
            row.count_a.to_string(),
            row.count_b.to_string(),
            row.entity.roles.join("、"),
        ]);
    }
    write!(f, "{table}")?;
    write_more(f, common.more)
}

/// One figure of each pair as a grid; columns are numbered, since names side by side would not fit.
fn write_matrix(f: &mut Formatter<'_>, matrix: &Matrix) -> fmt::Result {
    if matrix.cells.is_empty() {
        return writeln!(f, "nothing of these two kinds appears together");
    }
    for (at, column) in matrix.columns.iter().enumerate() {
        writeln!(f, "{:>3}  {}", at + 1, one_line(&column.name))?;
    }
    writeln!(f)?;
    let numbers: Vec<String> = (1..=matrix.columns.len()).map(|at| at.to_string()).collect();
    let columns: Vec<&str> = std::iter::once("").chain(numbers.iter().map(String::as_str)).collect();
    let mut table = Table::new(&columns);
    for (at, row) in matrix.rows.iter().enumerate() {
        let mut words = vec![String::new(); columns.len()];
        words[0] = row.name.clone();
        for cell in matrix.cells.iter().filter(|cell| cell.row == at) {
            if let Some(word) = words.get_mut(cell.column + 1) {
                *word = cell.word(matrix.figure);
            }
        }
        table.push(words);
    }
    write!(f, "{table}")?;
    if matrix.more_rows + matrix.more_columns > 0 {
        writeln!(f, "… {} more rows, {} more columns", matrix.more_rows, matrix.more_columns)?;
    }
    Ok(())
}

fn write_timeline(f: &mut Formatter<'_>, timeline: &Timeline) -> fmt::Result {
    write_head(f, timeline.entity.as_ref())?;
    if timeline.other.is_some() {
        write_head(f, timeline.other.as_ref())?;
    }
    writeln!(f)?;
    for row in &timeline.rows {
        let articles = plural(row.counts.articles, "article");
        writeln!(f, "{}  {articles}, {}", row.date, plural(row.counts.sentences, "sentence"))?;
        row.evidence.iter().try_for_each(|shown| write_shown(f, shown))?;
    }
    if timeline.undated > 0 {
        writeln!(f, "{} without a date", plural(timeline.undated, "article"))?;
    }
    if timeline.rows.is_empty() && timeline.undated == 0 {
        writeln!(f, "never together")?;
    }
    write_more(f, timeline.more)
}

fn write_top(f: &mut Formatter<'_>, top: &Top) -> fmt::Result {
    if top.rows.is_empty() {
        return writeln!(f, "nothing of this kind is in the graph");
    }
    let mut table = entities(&top.rows);
    table.drop_column("id");
    write!(f, "{table}")?;
    write_more(f, top.more)
}

/// `王建国 (official): 2 mentions, 2 articles, 2024-01-05 to 2024-02-10; 东山区委书记`
fn write_head(f: &mut Formatter<'_>, entity: Option<&Entity>) -> fmt::Result {
    let Some(entity) = entity else { return Ok(()) };
    let (mentions, articles) = (plural(entity.mentions, "mention"), plural(entity.articles, "article"));
    write!(f, "{} ({}): {mentions}, {articles}", one_line(&entity.name), entity.kind)?;
    match (entity.first, entity.last) {
        (Some(first), Some(last)) if first != last => write!(f, ", {first} to {last}")?,
        (Some(first), _) => write!(f, ", {first}")?,
        _ => {}
    }
    if !entity.roles.is_empty() {
        write!(f, "; {}", one_line(&entity.roles.join("、")))?;
    }
    writeln!(f)
}

/// `    “…” seeds/a.txt, 2024-01-05, 12–40`
fn write_shown(f: &mut Formatter<'_>, shown: &Shown) -> fmt::Result {
    let words: Vec<String> =
        shown.quotes.iter().map(|quote| format!("“{}”", one_line(&quote.text))).collect();
    let Some(first) = shown.quotes.first() else { return Ok(()) };
    write!(f, "    {} {}", words.join(" … "), one_line(&first.document))?;
    write_place(f, first.date, &shown.quotes.iter().collect::<Vec<_>>())
}

fn write_place(f: &mut Formatter<'_>, date: Option<Date>, quotes: &[&Quote]) -> fmt::Result {
    if let Some(date) = date {
        write!(f, ", {date}")?;
    }
    let places: Vec<String> = quotes.iter().map(|quote| format!("{}–{}", quote.start, quote.end)).collect();
    writeln!(f, ", {}", places.join(" and "))
}

fn write_more(f: &mut Formatter<'_>, more: usize) -> fmt::Result {
    if more > 0 { writeln!(f, "… {more} more") } else { Ok(()) }
}

fn plural(count: u32, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}

fn times(count: u32) -> String {
    if count == 1 { "once".to_owned() } else { format!("{count} times") }
}
