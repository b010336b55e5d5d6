//! What can be asked.

use serde::Serialize;

use crate::kind::{Kind, words};

/// A question to the graph; names may be typed short, as an alias, or as an id (`official:王建国`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// Who and what appears with an entity?
    With {
        /// The entity.
        name: String,
        /// Only companions of this kind.
        kind: Option<Kind>,
    },
    /// What is known of an entity?
    About {
        /// The entity.
        name: String,
    },
    /// How are two entities connected?
    Path {
        /// Where the path begins.
        a: String,
        /// Where it ends.
        b: String,
    },
    /// Who and what appears with both of two entities?
    Common {
        /// The one entity.
        a: String,
        /// The other entity.
        b: String,
        /// Only companions of this kind.
        kind: Option<Kind>,
    },
    /// Which entities of one kind appear with which of another?
    Matrix {
        /// Kind of the rows.
        rows: Kind,
        /// Kind of the columns.
        columns: Kind,
        /// The figure to show of each pair.
        figure: Figure,
    },
    /// On which days is an entity named, alone or with another?
    Timeline {
        /// The entity.
        name: String,
        /// The other, if both are to be named together.
        other: Option<String>,
    },
    /// Which entities are named most?
    Top {
        /// Only entities of this kind.
        kind: Option<Kind>,
    },
}

impl Question {
    /// The names in the question, as typed.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let names = match self {
            Question::With { name, .. } | Question::About { name } => [Some(name), None],
            Question::Path { a, b } | Question::Common { a, b, .. } => [Some(a), Some(b)],
            Question::Timeline { name, other } => [Some(name), other.as_ref()],
            Question::Matrix { .. } | Question::Top { .. } => [None, None],
        };
        names.into_iter().flatten().map(String::as_str)
    }

    /// The matrix most ask for: officials by projects.
    pub fn matrix() -> Self {
        Question::Matrix { rows: Kind::Official, columns: Kind::Project, figure: Figure::Count }
    }
}

/// What the cells of a matrix show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Figure {
    /// Units that hold both.
    #[default]
    Count,
    /// How many times more than chance.
    Lift,
    /// The row's share of all the column appears with.
    Exclusivity,
}

words!(Figure: Count "count", Lift "lift", Exclusivity "exclusivity");

/// How much an answer holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Detail {
    /// Rows at most; what is left out is counted.
    pub limit: usize,
    /// Passages for each row at most.
    pub evidence: usize,
}

impl Default for Detail {
    fn default() -> Self {
        Detail { limit: 20, evidence: 1 }
    }
}
