//! Graph room: resolved documents, folded one by one, become nodes and weighted links.
//!
//! [`Tally`] takes documents in any order and on any thread; [`Tally::finish`] gives a [`Graph`] that is
//! the same to the byte. [`prune`] makes smaller graphs, [`measure`] ranks and groups the nodes.

mod association;
mod best;
mod blocks;
mod counts;
mod days;
mod documents;
mod entity;
mod evidence;
mod finish;
mod fixed;
mod identity;
mod key;
mod link;
pub mod measure;
mod model;
mod nearest;
mod node;
mod only_county;
mod pairs;
mod partial;
mod places;
mod post;
mod prepared;
pub mod prune;
mod quotes;
mod reading;
mod scope;
mod shelf;
mod slots;
mod sources;
mod spilled;
mod sure;
mod tally;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
mod unite;

pub use crate::resolve::{Basis, PostState};
pub use association::{Association, Weight, disparity, g2, jaccard, npmi};
pub use counts::Counts;
pub use documents::Documents;
pub use evidence::{Article, Document, Evidence, Passage};
pub use key::Key;
pub use link::{Day, Link, Relation};
pub use model::{Graph, Meta, Net, UnitDay};
pub use node::{Alias, Node, NodeDay, Role, Value};
pub use partial::{EntityRow, Head, PairRow, Quote, Row, SharedRow, Unequal, Who};
pub use prepared::Prepared;
pub use quotes::Away;
pub use scope::Scope;
pub use spilled::{Ranks, Record, Settled, SpilledPair, SpilledPassage};
pub use tally::{Options, Tally};
