//! What can be asked.

use crate::kind::Kind;

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
        Question::Matrix { rows: Kind::Official, columns: Kind::Project }
    }
}

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
