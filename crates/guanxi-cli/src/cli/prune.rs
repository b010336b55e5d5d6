//! The arguments that make a graph smaller, for every command that writes, draws or measures one.

use anyhow::Result;
use clap::Args;
use guanxi::graph::Pruning;
use guanxi::graph::{Graph, Relation, Weight};
use guanxi::kind::Kind;

use super::choice::choice;
use super::complaint::say;
use super::days::Days;
use super::wording::count;

/// What to leave out; applied in this order, after the days.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "What to keep")]
pub(super) struct Prune {
    #[command(flatten)]
    pub(super) days: Days,

    /// Only these relations: co-mention (named together), post (an official's post in a body)
    #[arg(long, value_name = "RELATION,…", value_delimiter = ',',
          value_parser = choice(&Relation::ALL, Relation::name))]
    relations: Vec<Relation>,

    /// Only these kinds, with commas between
    #[arg(long, value_name = "KIND,…", value_delimiter = ',', value_parser = choice(&Kind::NODES, Kind::name))]
    kinds: Vec<Kind>,

    /// Only links between two kinds: official,project
    #[arg(long, value_name = "KIND,KIND", value_parser = between)]
    between: Option<(Kind, Kind)>,

    /// Only pairs that share at least N sentences, paragraphs or articles, as the graph counts them
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    min_count: u32,

    /// Only pairs of at least this weight: count, weight, npmi, g2, jaccard, or p (at most); may be given again
    #[arg(long, value_name = "NAME=X", value_parser = weight)]
    min_weight: Vec<(Weight, f64)>,

    /// Only the backbone: pairs whose disparity-filter p-value is below ALPHA, such as 0.05
    #[arg(long, value_name = "ALPHA", value_parser = alpha)]
    backbone: Option<f64>,

    /// Only the N nodes with the strongest links
    #[arg(long, value_name = "N")]
    top: Option<usize>,
}

impl Prune {
    /// The graph with the rest left out; what is left is told where anything was.
    pub(super) fn of(&self, graph: Graph) -> Result<Graph> {
        self.by(&self.pruning(), graph)
    }

    /// The same, except for the number of nodes; people without a public post only where kinds are named.
    pub(super) fn but_top(&self, graph: Graph) -> Result<Graph> {
        let mut pruning = Pruning { top: None, ..self.pruning() };
        let open = pruning.kinds.is_empty() && pruning.between.is_none();
        if open && graph.nodes().any(|node| node.key.kind == Kind::Person) {
            pruning.kinds = Kind::SHOWN.to_vec();
        }
        self.by(&pruning, graph)
    }

    /// The number of nodes asked for.
    pub(super) fn top(&self) -> Option<usize> {
        self.top
    }

    /// Whether it is said which kinds to keep.
    pub(super) fn names_kinds(&self) -> bool {
        !self.kinds.is_empty() || self.between.is_some()
    }

    /// Whether nothing is asked to be left out.
    pub(super) fn is_none(&self) -> bool {
        self.pruning() == Pruning::default()
    }

    fn by(&self, pruning: &Pruning, graph: Graph) -> Result<Graph> {
        self.days.check()?;
        if *pruning == Pruning::default() {
            return Ok(graph);
        }
        let pruned = pruning.apply(&graph);
        let (nodes, links) = (pruned.nodes().len() as u64, pruned.links().len() as u64);
        say("kept", &format!("{}, {}", count(nodes, "entity"), count(links, "link")));
        if nodes == 0 && graph.nodes().len() > 0 {
            say(
                "warning",
                "nothing is left: ask for less with --min-count, --backbone, --since and the like",
            );
        }
        Ok(pruned)
    }

    fn pruning(&self) -> Pruning {
        Pruning {
            since: self.days.since,
            until: self.days.until,
            relations: self.relations.clone(),
            kinds: self.kinds.clone(),
            between: self.between,
            min_count: self.min_count,
            min_weights: self.min_weight.clone(),
            backbone: self.backbone,
            top: self.top,
        }
    }
}

/// Two kinds with a comma between.
pub(super) fn between(word: &str) -> Result<(Kind, Kind), String> {
    let kind = |name: &str| Kind::NODES.into_iter().find(|kind| kind.name() == name.trim());
    let kinds = word.split_once(',').and_then(|(a, b)| Some((kind(a)?, kind(b)?)));
    kinds.ok_or_else(|| "write two of official, body, place, project, with a comma between".to_owned())
}

fn weight(word: &str) -> Result<(Weight, f64), String> {
    let (name, value) = word.split_once('=').ok_or("write a name, = and a number: npmi=0.3")?;
    let weight = Weight::parse(name.trim()).ok_or_else(|| {
        let names = Weight::ALL.map(Weight::name);
        format!("`{name}` is no weight: write one of {}", names.join(", "))
    })?;
    let value = value.trim().parse().ok().filter(|value: &f64| value.is_finite());
    Ok((weight, value.ok_or("write a number after =: npmi=0.3")?))
}

fn alpha(word: &str) -> Result<f64, String> {
    let value = word.parse().ok().filter(|value| *value > 0.0 && *value <= 1.0);
    value.ok_or_else(|| "write a number above 0 and up to 1, such as 0.05".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read() {
        assert_eq!(between("official,project"), Ok((Kind::Official, Kind::Project)));
        assert!(between("official").is_err() && between("official,byline").is_err());
        assert_eq!(weight("npmi=0.3"), Ok((Weight::Npmi, 0.3)));
        assert_eq!(weight("weight=1"), Ok((Weight::Strength, 1.0)));
        for word in ["npmi", "pmi=1", "npmi=x", "npmi=nan", "g2=inf"] {
            assert!(weight(word).is_err(), "{word}");
        }
        assert_eq!(alpha("0.05"), Ok(0.05));
        assert!(alpha("0").is_err() && alpha("2").is_err() && alpha("nan").is_err());
    }
}
