//! Tests of the measures: by hand, and against networkx and igraph on Zachary's karate club.

use petgraph::graph::UnGraph;
use proptest::prelude::*;

use super::community::communities;
use super::{Measure, between, by_size, rank};
use crate::graph::testing::{corpus, graph, page, pages};
use crate::graph::{Graph, Options, Value};

/// The karate club; weights 1 to 3, or all 1.
fn karate(weighted: bool) -> UnGraph<(), f64> {
    let mut net: UnGraph<(), f64> = rustworkx_core::generators::karate_club_graph(|_| (), |_| 1.0);
    for edge in net.edge_indices().filter(|_| weighted) {
        if let Some((a, b)) = net.edge_endpoints(edge) {
            net[edge] = 1.0 + ((a.index() + b.index()) % 3) as f64;
        }
    }
    net
}

fn modularity(net: &UnGraph<(), f64>, groups: &[usize]) -> f64 {
    let total: f64 = net.edge_weights().sum();
    let mut sum = 0.0;
    for group in 0..groups.len() {
        let inside = net
            .raw_edges()
            .iter()
            .filter(|edge| groups[edge.source().index()] == group && groups[edge.target().index()] == group);
        let inside: f64 = inside.map(|edge| edge.weight).sum();
        let members = net.node_indices().filter(|at| groups[at.index()] == group);
        let strength: f64 = members.map(|at| net.edges(at).map(|edge| *edge.weight()).sum::<f64>()).sum();
        sum += inside / total - (strength / (2.0 * total)).powi(2);
    }
    sum
}

#[test]
fn page_rank_equals_networkx() {
    let ranks = rank::page_rank(&karate(true));
    for (at, expected) in [(0, 0.097576), (33, 0.099904), (11, 0.011952), (1, 0.054466)] {
        assert!((ranks[at] - expected).abs() < 1e-6, "{at}: {}", ranks[at]);
    }
    assert!((ranks.iter().sum::<f64>() - 1.0).abs() < 1e-9);
}

#[test]
fn betweenness_equals_networkx() {
    let net = karate(false);
    let found = between::sums(&net);
    for (at, expected) in [(0, 0.437635), (33, 0.304075), (11, 0.0), (2, 0.143657)] {
        assert!((found[at] / (33.0 * 32.0) - expected).abs() < 1e-6);
    }
    // rustworkx gives half of each sum, to the last bit.
    let theirs = rustworkx_core::centrality::betweenness_centrality(&net, false, false, usize::MAX);
    assert!(theirs.iter().zip(&found).all(|(theirs, ours)| theirs.map(|sum| sum * 2.0) == Some(*ours)));
}

#[test]
fn communities_are_as_good_as_igraphs() {
    let net = karate(false);
    let groups = communities(&net);
    assert_eq!(groups.iter().collect::<std::collections::BTreeSet<_>>().len(), 4);
    // igraph's Leiden finds 0.419790.
    assert!(modularity(&net, &groups) > 0.4197, "{}", modularity(&net, &groups));
}

fn cliques() -> Graph {
    let sketches = ["P:甲 P:乙 P:丙#P:甲 P:乙 P:丙", "P:丁 P:戊 P:己#P:丁 P:戊 P:己", "P:甲 P:丁", "L:孤"];
    graph(
        Options::default(),
        sketches.iter().enumerate().map(|(at, sketch)| page(&at.to_string(), "", sketch)),
    )
}

fn numbers(graph: &Graph, of: Measure) -> Vec<(String, f64)> {
    let values = of.of(graph);
    let names = graph.nodes().map(|node| node.key.name.clone());
    names.zip(values.iter().map(|value| value.number().expect("a number"))).collect()
}

fn value(numbers: &[(String, f64)], name: &str) -> f64 {
    numbers.iter().find(|(other, _)| other == name).expect("a node").1
}

#[test]
fn measures_by_hand() {
    let graph = cliques();
    let degree = numbers(&graph, Measure::Degree);
    assert_eq!((value(&degree, "甲"), value(&degree, "乙"), value(&degree, "孤")), (3.0, 2.0, 0.0));
    let strength = numbers(&graph, Measure::Strength);
    // Three links of 1, two of them 1/2 + 1/2.
    assert_eq!(value(&strength, "甲"), 3.0);
    let betweenness = numbers(&graph, Measure::Betweenness);
    // 甲 lies between {乙,丙} and {丁,戊,己}: 6 of the 15 pairs of the other six.
    assert_eq!((value(&betweenness, "甲"), value(&betweenness, "乙")), (0.4, 0.0));
    let component = numbers(&graph, Measure::Component);
    assert_eq!((value(&component, "甲"), value(&component, "己"), value(&component, "孤")), (1.0, 1.0, 2.0));
    let community = numbers(&graph, Measure::Community);
    assert_eq!(value(&community, "甲"), value(&community, "丙"));
    assert_eq!(value(&community, "丁"), value(&community, "己"));
    assert_ne!(value(&community, "甲"), value(&community, "丁"));
}

#[test]
fn groups_are_numbered_by_size() {
    assert_eq!(by_size(&[7, 2, 2, 9, 9]), [3, 1, 1, 2, 2]);
    assert!(by_size(&[]).is_empty());
}

#[test]
fn measures_become_attributes() {
    let measured = corpus().with_measures(&Measure::ALL);
    let node = measured.node(0).expect("a node");
    assert_eq!(node.attributes.len(), Measure::ALL.len());
    assert_eq!(node.attributes["component"], Value::Integer(1));
}

/// Thirty nodes and the links given.
fn net_of(links: &[(u32, u32, u8)]) -> UnGraph<(), f64> {
    let mut net = UnGraph::<(), f64>::default();
    for _ in 0..30 {
        net.add_node(());
    }
    for &(a, b, weight) in links.iter().filter(|(a, b, _)| a != b) {
        net.update_edge(a.into(), b.into(), f64::from(weight));
    }
    net
}

/// The connected parts that communities leave, and how many communities there are.
fn parts_and_groups(net: &UnGraph<(), f64>) -> (usize, usize) {
    let groups = communities(net);
    let inside = net.filter_map(
        |_, ()| Some(()),
        |edge, _| {
            let (a, b) = net.edge_endpoints(edge)?;
            (groups[a.index()] == groups[b.index()]).then_some(())
        },
    );
    let distinct = groups.iter().collect::<std::collections::BTreeSet<_>>().len();
    (petgraph::algo::connected_components(&inside), distinct)
}

/// A graph that a random test found: the last node to move had held two parts of its community together.
#[test]
fn a_node_that_leaves_splits_its_community() {
    let links = [
        (0, 24, 1),
        (12, 10, 4),
        (1, 11, 4),
        (2, 1, 4),
        (1, 4, 1),
        (5, 10, 4),
        (6, 13, 1),
        (1, 6, 3),
        (9, 1, 1),
        (22, 3, 2),
        (1, 13, 1),
        (22, 7, 4),
        (8, 9, 3),
        (14, 0, 3),
        (6, 2, 4),
        (22, 17, 3),
        (1, 18, 2),
        (12, 17, 4),
        (1, 15, 4),
        (17, 24, 4),
        (8, 1, 1),
    ];
    let (parts, groups) = parts_and_groups(&net_of(&links));
    assert_eq!(parts, groups);
}

proptest! {
    #[test]
    fn measures_never_fail(pages in pages()) {
        let graph = graph(Options::default(), pages);
        for each in Measure::ALL {
            let values = each.of(&graph);
            prop_assert_eq!(values.len(), graph.net.node_count());
            prop_assert!(values.iter().all(|value| value.number().is_some_and(|value| value >= 0.0)));
        }
    }

    #[test]
    fn communities_hold_together(links in prop::collection::vec((0..30u32, 0..30u32, 1..5u8), 0..90)) {
        let net = net_of(&links);
        // Every community is connected: what Leiden adds to Louvain.
        let (parts, distinct) = parts_and_groups(&net);
        prop_assert_eq!(parts, distinct);
        let groups = communities(&net);
        let singles: Vec<usize> = (0..30).collect();
        if net.edge_count() > 0 {
            prop_assert!(modularity(&net, &groups) >= modularity(&net, &singles) - 1e-9);
        }
    }
}
