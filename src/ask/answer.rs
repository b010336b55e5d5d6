//! What can be answered, and answers as tables.

use serde::Serialize;

use super::about::About;
use super::common::Common;
use super::holders::Holders;
use super::matrix::Matrix;
use super::path::{Path, Step};
use super::shown::{Entity, Post, Shown};
use super::table::Table;
use super::timeline::Timeline;
use super::top::Top;
use super::with::{Companion, With};
use crate::text::Date;

/// The answer to a question.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "answer", rename_all = "kebab-case")]
pub enum Answer {
    /// Who and what appears with an entity.
    With(With),
    /// What is known of an entity.
    About(About),
    /// Who held a post.
    Holders(Holders),
    /// How two entities are connected.
    Path(Path),
    /// Who and what appears with both.
    Common(Common),
    /// Which appear with which.
    Matrix(Matrix),
    /// On which days.
    Timeline(Timeline),
    /// Who and what is named most.
    Top(Top),
    /// Several entities bear the name: one has to be chosen.
    Ambiguous {
        /// The name as typed.
        typed: String,
        /// Who may be meant, most mentioned first.
        matches: Vec<Entity>,
    },
    /// No entity bears the name.
    Unknown {
        /// The name as typed.
        typed: String,
        /// Names that look like it.
        near: Vec<Entity>,
    },
    /// The sentence is not one the grammar knows.
    NotUnderstood {
        /// The sentence as typed.
        typed: String,
        /// Sentences it would understand.
        examples: Vec<String>,
    },
}

/// Names of a table's columns.
type Columns = &'static [&'static str];

impl Answer {
    /// Whether the question was answered, if only with "nothing found".
    pub fn is_answered(&self) -> bool {
        !matches!(self, Answer::Ambiguous { .. } | Answer::Unknown { .. } | Answer::NotUnderstood { .. })
    }

    /// The answer as rows and columns, for a spreadsheet.
    pub fn to_table(&self) -> Table {
        match self {
            Answer::With(with) => companions(&with.rows),
            Answer::About(about) => {
                companions(&about.companions.iter().flat_map(|(_, rows)| rows.clone()).collect::<Vec<_>>())
            }
            Answer::Holders(holders) => {
                let mut table = Table::new(&["post", "name", "count", "first", "last"]);
                for row in &holders.rows {
                    let Post { text, count, first, last, .. } = &row.post;
                    let name = row.entity.name.clone();
                    table.push([text.clone(), name, count.to_string(), day(*first), day(*last)]);
                }
                table
            }
            Answer::Path(path) => steps(if path.steps.is_empty() { &path.direct } else { &path.steps }),
            Answer::Common(common) => {
                const COLUMNS: Columns = &["kind", "name", "count_a", "count_b", "weight", "roles"];
                let mut table = Table::new(COLUMNS);
                for row in &common.rows {
                    let entity = &row.entity;
                    table.push([
                        entity.kind.to_string(),
                        entity.name.clone(),
                        row.count_a.to_string(),
                        row.count_b.to_string(),
                        row.weight.to_string(),
                        entity.roles.join("、"),
                    ]);
                }
                table
            }
            Answer::Matrix(matrix) => cells(matrix),
            Answer::Timeline(timeline) => days(timeline),
            Answer::Top(top) => entities(&top.rows),
            Answer::Ambiguous { matches, .. } => entities(matches),
            Answer::Unknown { near, .. } => entities(near),
            Answer::NotUnderstood { examples, .. } => {
                let mut table = Table::new(&["example"]);
                examples.iter().for_each(|example| table.push([example.clone()]));
                table
            }
        }
    }
}

fn companions(rows: &[Companion]) -> Table {
    const COLUMNS: Columns = &[
        "kind", "name", "count", "weight", "npmi", "first", "last", "roles", "posts", "evidence", "document",
    ];
    let mut table = Table::new(COLUMNS);
    for row in rows {
        let [evidence, document] = best(&row.evidence);
        table.push([
            row.entity.kind.to_string(),
            row.entity.name.clone(),
            row.count.to_string(),
            row.weight.to_string(),
            row.npmi.to_string(),
            day(row.together_first),
            day(row.together_last),
            row.entity.roles.join("、"),
            row.posts.join("、"),
            evidence,
            document,
        ]);
    }
    table
}

fn steps(steps: &[Step]) -> Table {
    const COLUMNS: Columns = &["from", "to", "relation", "count", "weight", "posts", "evidence", "document"];
    let mut table = Table::new(COLUMNS);
    for step in steps {
        let [evidence, document] = best(&step.evidence);
        table.push([
            step.from.name.clone(),
            step.to.name.clone(),
            step.relation.to_string(),
            step.count.to_string(),
            step.weight.to_string(),
            step.posts.join("、"),
            evidence,
            document,
        ]);
    }
    table
}

fn cells(matrix: &Matrix) -> Table {
    let mut table = Table::new(&["row", "column", "count", "lift", "exclusivity"]);
    for cell in &matrix.cells {
        let name =
            |of: &[Entity], at: usize| of.get(at).map(|entity| entity.name.clone()).unwrap_or_default();
        table.push([
            name(&matrix.rows, cell.row),
            name(&matrix.columns, cell.column),
            cell.count.to_string(),
            cell.lift.to_string(),
            cell.exclusivity.to_string(),
        ]);
    }
    table
}

fn days(timeline: &Timeline) -> Table {
    const COLUMNS: Columns = &["date", "sentences", "paragraphs", "articles", "evidence", "document"];
    let mut table = Table::new(COLUMNS);
    for row in &timeline.rows {
        let [evidence, document] = best(&row.evidence);
        table.push([
            row.date.to_string(),
            row.counts.sentences.to_string(),
            row.counts.paragraphs.to_string(),
            row.counts.articles.to_string(),
            evidence,
            document,
        ]);
    }
    table
}

pub(super) fn entities(rows: &[Entity]) -> Table {
    let mut table = Table::new(&["kind", "name", "articles", "mentions", "first", "last", "roles", "id"]);
    for entity in rows {
        table.push([
            entity.kind.to_string(),
            entity.name.clone(),
            entity.articles.to_string(),
            entity.mentions.to_string(),
            day(entity.first),
            day(entity.last),
            entity.roles.join("、"),
            entity.id.clone(),
        ]);
    }
    table
}

pub(super) fn day(date: Option<Date>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}

/// The words and the document of the best evidence.
fn best(evidence: &[Shown]) -> [String; 2] {
    let Some(best) = evidence.first() else { return Default::default() };
    let words: Vec<&str> = best.quotes.iter().map(|quote| &*quote.text).collect();
    [words.join(" … "), best.quotes.first().map(|quote| quote.document.clone()).unwrap_or_default()]
}
