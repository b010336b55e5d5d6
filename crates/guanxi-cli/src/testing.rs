//! Graphs to test with.

use guanxi::export::read;
use guanxi::graph::Graph;

/// A small corpus the answers of which can be worked out by hand: that of the tests of `guanxi`, as they wrote it.
pub(crate) fn corpus() -> Graph {
    read(include_bytes!("../../../tests/interop/small.json").as_slice()).expect("a graph")
}

/// The graph of `seeds/`.
pub(crate) fn seeds() -> Graph {
    read(include_bytes!("../../../graphs/graph.json").as_slice()).expect("a graph")
}
