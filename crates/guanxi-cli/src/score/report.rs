//! The figures, as a table and as JSON.

use std::collections::BTreeSet;
use std::fmt;

use serde::ser::{Serialize, SerializeMap, Serializer};

use guanxi::kind::Kind;

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// Mentions with the same start, end and kind.
    Exact,
    /// Mentions of the same kind that overlap, one to one.
    Overlap,
    /// The set of kinds and canonical names of each document.
    Entities,
    /// The set of two entities that share an article.
    Pairs,
    /// The set of officials with their roles in each document.
    Roles,
}

impl Measure {
    /// The word tables and JSON carry.
    pub fn name(self) -> &'static str {
        match self {
            Measure::Exact => "exact",
            Measure::Overlap => "overlap",
            Measure::Entities => "entities",
            Measure::Pairs => "pairs",
            Measure::Roles => "roles",
        }
    }
}

/// How many were right, predicted, and in the gold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Predicted and in the gold.
    pub correct: usize,
    /// All that were predicted.
    pub predicted: usize,
    /// All that are in the gold.
    pub gold: usize,
}

impl Figures {
    pub(super) fn add(&mut self, more: Figures) {
        self.correct += more.correct;
        self.predicted += more.predicted;
        self.gold += more.gold;
    }

    pub(super) fn add_sets<T: Ord>(&mut self, gold: &BTreeSet<T>, predicted: &BTreeSet<T>) {
        let correct = predicted.intersection(gold).count();
        self.add(Figures { correct, predicted: predicted.len(), gold: gold.len() });
    }

    /// The share of the predicted that is right; 0 where nothing is.
    pub fn precision(self) -> f64 {
        if self.predicted == 0 { 0.0 } else { self.correct as f64 / self.predicted as f64 }
    }

    /// The share of the gold that was predicted; 0 where nothing is.
    pub fn recall(self) -> f64 {
        if self.gold == 0 { 0.0 } else { self.correct as f64 / self.gold as f64 }
    }

    /// The harmonic mean of precision and recall; 0 where both are.
    pub fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) }
    }
}

impl Serialize for Figures {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(6))?;
        map.serialize_entry("p", &self.precision())?;
        map.serialize_entry("r", &self.recall())?;
        map.serialize_entry("f1", &self.f1())?;
        map.serialize_entry("tp", &self.correct)?;
        map.serialize_entry("pred", &self.predicted)?;
        map.serialize_entry("gold", &self.gold)?;
        map.end()
    }
}

/// One row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// What is compared.
    pub measure: Measure,
    /// A kind, `micro` (all but bylines) or `all`.
    pub label: &'static str,
    /// The figures.
    pub figures: Figures,
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Line { measure, label, figures } = self;
        write!(f, "{:9}{label:10} ", measure.name())?;
        write!(f, "P {:.3}  R {:.3}  F1 {:.3}", figures.precision(), figures.recall(), figures.f1())?;
        write!(f, "   ({} of {} predicted, {} gold)", figures.correct, figures.predicted, figures.gold)
    }
}

/// A mention that was missed or should not be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// Name of the gold text.
    pub doc: String,
    /// Whether it is in the gold, and was not predicted.
    pub missed: bool,
    /// What it names.
    pub kind: Kind,
    /// The raw text it covers.
    pub text: String,
    /// First offset in the raw text, in Unicode scalars.
    pub start: usize,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sort = if self.missed { "missed" } else { "spurious" };
        write!(f, "{} {sort:8} {:9} {} at {}", self.doc, self.kind.name(), literal(&self.text), self.start)
    }
}

/// A text in quotes with its line breaks and odd spaces escaped, as Python writes it.
fn literal(text: &str) -> String {
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    let mut out = String::from(quote);
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\\' => out.push_str("\\\\"),
            c if c == quote => out.extend(['\\', c]),
            c if c != ' ' && (c.is_whitespace() || c.is_control() || is_silent(c)) => match c as u32 {
                code @ ..=0xFF => out.push_str(&format!("\\x{code:02x}")),
                code => out.push_str(&format!("\\u{code:04x}")),
            },
            c => out.push(c),
        }
    }
    out.push(quote);
    out
}

/// Zero-width characters and marks of direction and byte order.
fn is_silent(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}')
}

/// The figures of a comparison, and every mistake behind them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scores {
    /// Rows in the order of the table.
    pub lines: Vec<Line>,
    /// Mistakes by gold text and kind, the missed before the spurious.
    pub mistakes: Vec<Mistake>,
}

impl Scores {
    /// The figures of one row; all 0 where there is no such row.
    pub fn get(&self, measure: Measure, label: &str) -> Figures {
        let found = self.lines.iter().find(|line| line.measure == measure && line.label == label);
        found.map_or_else(Figures::default, |line| line.figures)
    }
}

impl Serialize for Scores {
    /// `{"exact": {"body": {"p": …}, …}, …}`, measures and labels in the order of the table.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        struct Rows<'a>(&'a [Line]);
        impl Serialize for Rows<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_map(self.0.iter().map(|line| (line.label, line.figures)))
            }
        }
        let groups = self.lines.chunk_by(|a, b| a.measure == b.measure);
        serializer.collect_map(groups.map(|rows| (rows[0].measure.name(), Rows(rows))))
    }
}

impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.lines.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}
