//! What guanxi writes is what its doctor finds no fault in, whatever the names are.

use std::collections::BTreeSet;
use std::fs;

use guanxi::export::{Format, read, write};
use guanxi::graph::Graph;
use guanxi_cli::doctor::{Language, Reader, examine};

use crate::bench::root;

fn graphs() -> [Graph; 2] {
    ["graphs/graph.json", "tests/interop/hostile.json"]
        .map(|name| read(&fs::read(root().join(name)).expect("a file")).expect("a graph"))
}

fn written(graph: &Graph, format: Format) -> Vec<u8> {
    let mut bytes = Vec::new();
    write(graph, format, &mut bytes).expect("writing to memory");
    bytes
}

#[test]
fn every_program_opens_what_guanxi_writes() {
    for graph in graphs() {
        for (format, language) in [(Format::GraphMl, Language::GraphMl), (Format::Gexf, Language::Gexf)] {
            let report = examine(&written(&graph, format), language);
            assert_eq!(report.findings, [], "{format}\n{report}");
            assert_eq!(report.nodes, graph.nodes().count(), "{format}");
            assert_eq!(report.links, graph.links().count(), "{format}");
        }
    }
}

#[test]
fn dot_has_no_kinds_of_links_and_the_doctor_says_so() {
    for graph in graphs() {
        let pairs: BTreeSet<(usize, usize)> = graph.links().map(|(a, b, _)| (a.min(b), a.max(b))).collect();
        let twice = graph.links().count() - pairs.len();
        let report = examine(&written(&graph, Format::Dot), Language::Dot);
        assert!(report.findings.iter().all(|finding| finding.rule == "PARALLEL"), "{report}");
        assert_eq!(report.findings.iter().map(|finding| finding.count).sum::<usize>(), twice);
        assert_eq!((report.nodes, report.links), (graph.nodes().count(), graph.links().count()));
    }
}

#[test]
fn the_picture_for_graphviz_is_for_graphviz() {
    for graph in graphs() {
        let report = examine(&written(&graph, Format::DotPretty), Language::Dot);
        let graphviz = report.verdicts.iter().find(|verdict| verdict.reader == Reader::Graphviz);
        assert_eq!(graphviz.map(|verdict| verdict.worst), Some(None), "{report}");
        let gephi = report.verdicts.iter().find(|verdict| verdict.reader == Reader::Gephi);
        assert!(gephi.is_some_and(|verdict| verdict.worst.is_some()), "Gephi is told to take another file");
    }
}
