//! Learn room: what a corpus teaches that no list knows yet, as proposals for a dictionary.
//!
//! Two sources. What the recogniser found by its rules is proposed with the rules as reasons. What no rule found
//! but the corpus uses as one word — its characters hold together, what stands around it varies — is proposed
//! where its ending tells a kind. A person reads the proposals before they become a dictionary.

mod confidence;
mod gather;
mod statistics;
mod unknown;
mod write;

use crate::kind::Kind;

pub use gather::Gathered;
pub use write::write;

/// A sentence that shows a name in use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The sentence as people read it.
    pub sentence: String,
    /// Id of its document.
    pub source: String,
}

/// An entry a dictionary might take.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// Canonical name.
    pub name: String,
    /// Its kind.
    pub kind: Kind,
    /// What else is written for it and for nothing else.
    pub aliases: Vec<String>,
    /// The jurisdiction its posts belong to, if they state one alone.
    pub within: Option<String>,
    /// Mentions of it.
    pub mentions: u64,
    /// Documents that mention it.
    pub documents: u64,
    /// The rules that found it, or `statistics`, the strongest first.
    pub reasons: Vec<&'static str>,
    /// How sure it is that this is a name of this kind, from 0 to 1.
    pub confidence: f64,
    /// Up to two sentences with it, from different documents where there are any.
    pub examples: Vec<Example>,
}

/// What proposals are made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// Fewest mentions of a name.
    pub min_count: u64,
    /// Least confidence of a proposal.
    pub min_confidence: f64,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings { min_count: 2, min_confidence: 0.3 }
    }
}
