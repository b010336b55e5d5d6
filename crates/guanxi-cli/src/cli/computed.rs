//! The arguments that say which numbers nodes carry in the files.

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use guanxi::graph::Graph;
use guanxi::graph::Measure;

use super::complaint::say;

/// Nodes times links up to which measures are computed unasked: some tenths of a second.
const FEW_STEPS: usize = 10_000_000;

/// Nodes up to which places are computed unasked.
const FEW_NODES: usize = 300;

/// What is computed for every node.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct Computed {
    /// Numbers to give every node: measures, layout (x and y, for Gephi), all, or none, with commas between
    /// [default: all, in graphs where that takes no time]
    #[arg(long, value_name = "NAME,…", value_delimiter = ',', value_parser = what())]
    compute: Vec<What>,
}

/// One thing to compute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    One(Measure),
    Layout,
    All,
    None,
}

fn what() -> impl TypedValueParser<Value = What> {
    let names = Measure::ALL.into_iter().map(Measure::name).chain(["layout", "all", "none"]);
    PossibleValuesParser::new(names.collect::<Vec<_>>()).map(|word| match word.as_str() {
        "layout" => What::Layout,
        "all" => What::All,
        word => Measure::parse(word).map_or(What::None, What::One),
    })
}

fn few_steps(nodes: usize, links: usize) -> bool {
    nodes.saturating_mul(links) <= FEW_STEPS
}

impl Computed {
    /// Whether a graph of so many nodes and links is left as it is.
    pub(super) fn is_none(&self, nodes: usize, links: usize) -> bool {
        let unasked = self.compute.is_empty();
        let few = few_steps(nodes, links) || nodes <= FEW_NODES;
        !(unasked && few) && self.compute.iter().all(|what| *what == What::None)
    }

    /// Says what a graph of so many nodes and links goes without, unless somebody said what it is to have.
    pub(super) fn tell(&self, nodes: usize, links: usize) {
        if self.compute.is_empty() && !few_steps(nodes, links) {
            say("left out", "measures of so large a graph: add --compute all, or the names of some");
        }
    }

    /// The graph with these numbers as attributes of its nodes.
    pub(super) fn of(&self, graph: Graph) -> Graph {
        let (nodes, links) = (graph.nodes().len(), graph.links().len());
        let unasked = self.compute.is_empty();
        let few = few_steps(nodes, links);
        self.tell(nodes, links);
        let wants = |what: What| self.compute.contains(&what) || self.compute.contains(&What::All);
        let measures: Vec<Measure> =
            Measure::ALL.into_iter().filter(|&each| (unasked && few) || wants(What::One(each))).collect();
        let graph = if measures.is_empty() { graph } else { graph.with_measures(&measures) };
        if wants(What::Layout) || (unasked && nodes <= FEW_NODES) { graph.with_places() } else { graph }
    }
}
