//! Graph room: resolved documents, folded one by one, become nodes and weighted links.
//!
//! [`Tally`] counts the entities of documents, one by one; [`Tally::derive`] reads them again for the pairs and gives a
//! [`Derived`] graph, the links of which are made as they are asked for. [`Graph::of`] does all that for documents in memory.
//! [`Pruning`] makes smaller graphs, [`Measure`] ranks and groups the nodes.

mod association;
mod best;
mod blocks;
mod counting;
mod counts;
mod days;
mod derived;
mod documents;
mod entity;
mod evidence;
mod finish;
mod fixed;
mod identity;
mod key;
mod link;
mod measure;
mod model;
mod names;
mod nearest;
mod node;
mod only_county;
mod pairs;
mod places;
mod post;
mod prune;
mod reading;
mod scope;
mod slots;
mod sure;
mod tally;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
mod unite;
mod used;

pub use crate::resolve::{Basis, PostState};
pub use association::{Association, Weight};
pub use counts::Counts;
pub use derived::{Derived, Sightings};
pub use documents::Documents;
pub use evidence::{Article, Document, Evidence, Passage};
pub use key::Key;
pub use link::{Day, Link, Relation};
pub use measure::Measure;
pub(crate) use model::Net;
pub use model::{Graph, Meta, UnitDay};
pub use node::{Alias, Node, NodeDay, Role, Value};
pub use prune::Pruning;
pub(crate) use prune::{foremost, shown};
pub use scope::Scope;
pub use tally::{Options, Tally};
