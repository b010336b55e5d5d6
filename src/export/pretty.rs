//! DOT for Graphviz alone: clusters by kind, a legend, Chinese letters, widths that tell strength.

use std::io::{self, Write};

use super::columns;
use super::dot::{FONT, push_escaped};
use crate::graph::{Graph, Node, Relation};
use crate::kind::Kind;
use crate::paint;

/// Links up to which lines bend.
const FEW: usize = 150;

pub(super) fn write(graph: &Graph, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "// draw: dot -Tsvg graph.pretty.dot -o graph.svg")?;
    writeln!(out, "graph guanxi {{")?;
    // Lines that bend round nodes take minutes where there are many.
    let splines = if graph.net.edge_count() <= FEW { "true" } else { "line" };
    writeln!(out, "  graph [layout=fdp, overlap=prism, splines={splines}, outputorder=edgesfirst, K=0.7,")?;
    writeln!(out, "    fontname=\"{FONT}\", style=rounded, color=\"#bbbbbb\", bgcolor=white];")?;
    writeln!(out, "  node [shape=ellipse, style=filled, fontname=\"{FONT}\", margin=\"0.05,0.03\"];")?;
    writeln!(out, "  edge [fontname=\"{FONT}\", fontsize=9, color=\"#88888899\"];")?;
    let together = graph.links().filter(|(_, _, link)| link.relation == Relation::CoMention);
    let strongest = together.map(|(_, _, link)| link.weight).fold(0.0, f64::max);
    for kind in Kind::NODES {
        let nodes: Vec<_> = graph.nodes().enumerate().filter(|(_, node)| node.key.kind == kind).collect();
        if nodes.is_empty() {
            continue;
        }
        writeln!(out, "  subgraph cluster_{} {{ label=\"{}\";", kind.name(), paint::word(kind))?;
        for (at, node) in nodes {
            write_node(out, graph, at, node)?;
        }
        writeln!(out, "  }}")?;
    }
    for (a, b, link) in graph.links() {
        if link.relation == Relation::Post {
            write!(out, "  n{a} -- n{b} [style=dashed, color=\"#444444\"")?;
        } else {
            let share = if strongest > 0.0 { link.weight / strongest } else { 0.0 };
            write!(out, "  n{a} -- n{b} [penwidth={:.2}", 0.5 + 4.5 * share)?;
        }
        if let Some(label) = columns::label(link) {
            write!(out, ", label=\"{}\"", shown(&label))?;
        }
        let [.., evidence, _, _, _] = columns::link(graph, link);
        if let Some(evidence) = evidence {
            write!(out, ", tooltip=\"{}\"", shown(&evidence.to_string()))?;
        }
        writeln!(out, "];")?;
    }
    write_legend(out, graph)?;
    writeln!(out, "}}")
}

fn write_node(out: &mut impl Write, graph: &Graph, at: usize, node: &Node) -> io::Result<()> {
    let kind = node.key.kind;
    let letters = 9.0 + 2.0 * f64::from(node.mentions).sqrt().min(8.0);
    write!(out, "    n{at} [id=\"{}\", label=\"{}\"", shown(&node.key.id()), shown(&node.label))?;
    write!(
        out,
        ", fillcolor=\"{}\", color=\"{}\", fontsize={letters:.1}",
        paint::hsv(kind),
        paint::hex(kind)
    )?;
    let [.., evidence, _, _, _] = columns::node(graph, node);
    if let Some(evidence) = evidence {
        write!(out, ", tooltip=\"{}\"", shown(&evidence.to_string()))?;
    }
    writeln!(out, "];")
}

fn write_legend(out: &mut impl Write, graph: &Graph) -> io::Result<()> {
    writeln!(out, "  subgraph cluster_legend {{ label=\"图例\";")?;
    for kind in Kind::NODES.into_iter().filter(|kind| graph.nodes().any(|node| node.key.kind == *kind)) {
        let (name, word, colour) = (kind.name(), paint::word(kind), paint::hsv(kind));
        writeln!(out, "    legend_{name} [label=\"{word}\", fillcolor=\"{colour}\", shape=box];")?;
    }
    writeln!(out, "    legend_line [label=\"线越粗，同现越多\", shape=plaintext, style=\"\"];")?;
    if graph.links().any(|(_, _, link)| link.relation == Relation::Post) {
        writeln!(out, "    legend_post [label=\"虚线：任职\", shape=plaintext, style=\"\"];")?;
    }
    writeln!(out, "  }}")
}

/// Text as Graphviz shows it: it reads entities, so `&` is written as one.
fn shown(text: &str) -> String {
    let mut out = Vec::new();
    push_escaped(&text.replace('&', "&amp;"), &mut out);
    String::from_utf8_lossy(&out).into_owned()
}
