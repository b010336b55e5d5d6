//! Our own JSON: the whole graph, one record a line, and back again.
//!
//! ```json
//! {"format":"guanxi","version":1,
//! "meta":{…},
//! "documents":[…],
//! "passages":[{"document":0,"article":1,"start":312,"end":340,"text":"…"},…],
//! "nodes":[…],
//! "links":[{"source":0,"target":4,"relation":"co-mention",…},…]}
//! ```
//! Documents, passages, `source` and `target` are positions in these lists, from 0. Dates are ISO days.
//! Evidence is `["sentence",passage]` or `["article",passage,passage]`. The days of a link are
//! `[date,sentences,paragraphs,articles,weight]`, those of a node
//! `[date,mentions,documents,sentences,paragraphs,articles]`. `first` and `last` repeat the days for readers
//! in a hurry and are not read back.

use std::io::{self, Write};

use petgraph::graph::{Edge, NodeIndex};
use serde::{Deserialize, Serialize};

use super::inert::{Inert, Style};
use super::record::{LinkIn, NodeIn, NodeOut};
use super::{line, lines};
use crate::graph::{Derived, Document, Graph, Link, Meta, Net, Passage, Sightings};

/// The version this program writes and reads.
const VERSION: u32 = 1;

pub(super) fn write(graph: &Graph, out: &mut impl Write) -> io::Result<()> {
    let out = &mut Inert::new(out, Style::Escaped);
    head_and_meta(graph, out)?;
    lists(graph, out)?;
    out.write_all(b"}\n")
}

/// Writes a derived graph as our JSON: what stands in it is made as it is written, and not kept.
///
/// # Errors
/// Where the writer fails, or the sightings cannot be read.
pub fn write_derived<S>(derived: &Derived<S>, out: &mut impl Write) -> Result<(), S::Error>
where
    S: Sightings + ?Sized,
    S::Error: From<io::Error>,
{
    let out = &mut Inert::new(out, Style::Escaped);
    let graph = derived.rest();
    head_and_meta(graph, out)?;
    let mut line = Vec::new();
    open(out, "documents")?;
    let mut at = 0;
    derived.each_document(&mut |document| Ok(one(&mut at, &mut line, &document, out)?))?;
    out.write_all(b"]")?;
    open(out, "passages")?;
    at = 0;
    derived.each_passage(&mut |passage| Ok(one(&mut at, &mut line, &passage, out)?))?;
    out.write_all(b"]")?;
    nodes(graph, out)?;
    open(out, "links")?;
    at = 0;
    derived.each_link(|links| {
        let link = |at: usize| (links[at].0, links[at].1, &links[at].2);
        lines::list(out, (at, links.len()), &|at, out| line::link(link(at), out))?;
        at += links.len();
        Ok(())
    })?;
    let posts = graph.net.raw_edges();
    lines::list(out, (at, posts.len()), &|at, out| line::link(of_edge(&posts[at]), out))?;
    Ok(out.write_all(b"]}\n")?)
}

/// Writes one item of a list on a line of its own.
fn one(at: &mut usize, line: &mut Vec<u8>, item: &impl Serialize, out: &mut impl Write) -> io::Result<()> {
    line.clear();
    line.extend_from_slice(lines::before(*at));
    *at += 1;
    value(item, line)?;
    out.write_all(line)
}

fn head_and_meta(graph: &Graph, out: &mut impl Write) -> io::Result<()> {
    write!(out, "{{\"format\":\"guanxi\",\"version\":{VERSION},\n\"meta\":")?;
    Ok(serde_json::to_writer(&mut *out, &graph.meta)?)
}

fn lists(graph: &Graph, out: &mut impl Write) -> io::Result<()> {
    documents(graph, out)?;
    passages(graph, out)?;
    nodes(graph, out)?;
    let links = graph.net.raw_edges();
    list(out, "links", links.len(), |at, out| line::link(of_edge(&links[at]), out))
}

fn documents(graph: &Graph, out: &mut impl Write) -> io::Result<()> {
    list(out, "documents", graph.documents.len(), |at, out| value(&graph.documents.get(at), out))
}

fn passages(graph: &Graph, out: &mut impl Write) -> io::Result<()> {
    list(out, "passages", graph.passages.len(), |at, out| value(&graph.passages[at], out))
}

fn nodes(graph: &Graph, out: &mut impl Write) -> io::Result<()> {
    let nodes = graph.net.raw_nodes();
    list(out, "nodes", nodes.len(), |at, out| value(&NodeOut::from(&nodes[at].weight), out))
}

fn of_edge(edge: &Edge<Link>) -> (usize, usize, &Link) {
    (edge.source().index(), edge.target().index(), &edge.weight)
}

/// A list of so many items.
fn list(
    out: &mut impl Write,
    name: &str,
    count: usize,
    item: impl Fn(usize, &mut Vec<u8>) -> io::Result<()> + Sync,
) -> io::Result<()> {
    open(out, name)?;
    lines::list(out, (0, count), &item)?;
    out.write_all(b"]")
}

fn value(value: &impl Serialize, out: &mut Vec<u8>) -> io::Result<()> {
    Ok(serde_json::to_writer(out, value)?)
}

fn open(out: &mut impl Write, name: &str) -> io::Result<()> {
    write!(out, ",\n\"{name}\":[")
}

/// Why a file is not a graph of ours.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// It is no JSON, or a field is missing or wrong.
    #[error("not a graph written by guanxi: {0}; build it again with `guanxi build`")]
    Syntax(#[from] serde_json::Error),
    /// It is some other JSON.
    #[error("not a graph written by guanxi: its \"format\" is not \"guanxi\"")]
    Format,
    /// It was written by another version.
    #[error("graph file of version {0}, this program reads {VERSION}; build it again with `guanxi build`")]
    Version(u32),
    /// A position points past the end of its list.
    #[error("damaged graph file: {0} {1} points past the end of {2}; build it again with `guanxi build`")]
    Dangling(&'static str, usize, &'static str),
}

#[derive(Deserialize)]
struct File {
    meta: Meta,
    documents: Vec<Document>,
    passages: Vec<Passage>,
    nodes: Vec<NodeIn>,
    links: Vec<LinkIn>,
}

#[derive(Deserialize)]
struct Header {
    #[serde(default)]
    format: String,
    #[serde(default)]
    version: u32,
}

/// Reads a graph that [`write()`](super::write()) wrote as JSON.
pub fn read(json: &[u8]) -> Result<Graph, ReadError> {
    check_head(json)?;
    let File { meta, documents, passages, nodes, links } = serde_json::from_slice(json)?;
    for (at, passage) in passages.iter().enumerate() {
        if passage.document as usize >= documents.len() {
            return Err(ReadError::Dangling("passage", at, "documents"));
        }
    }
    let mut net = Net::with_capacity(nodes.len(), links.len());
    for (at, node) in nodes.into_iter().enumerate() {
        if node.passages().any(|passage| passage as usize >= passages.len()) {
            return Err(ReadError::Dangling("node", at, "passages"));
        }
        net.add_node(node.into());
    }
    for (at, link) in links.into_iter().enumerate() {
        let (source, target) = (link.source as usize, link.target as usize);
        if source.max(target) >= net.node_count() {
            return Err(ReadError::Dangling("link", at, "nodes"));
        }
        if link.passages().any(|passage| passage as usize >= passages.len()) {
            return Err(ReadError::Dangling("link", at, "passages"));
        }
        net.add_edge(NodeIndex::new(source), NodeIndex::new(target), link.into());
    }
    Ok(Graph { meta, documents: documents.into_iter().collect(), passages, net })
}

fn check_head(json: &[u8]) -> Result<(), ReadError> {
    // The head is looked at alone, so that a newer file is called that, and not wrong.
    let head: Header = serde_json::from_slice(head(json)).or_else(|_| serde_json::from_slice(json))?;
    if head.format != "guanxi" {
        return Err(ReadError::Format);
    }
    if head.version != VERSION {
        return Err(ReadError::Version(head.version));
    }
    Ok(())
}

/// The first line, closed: `{"format":"guanxi","version":1}`.
fn head(json: &[u8]) -> &[u8] {
    const HEAD: &[u8] = b"{\"format\":\"guanxi\",\"version\":1}";
    if json.starts_with(&HEAD[..HEAD.len() - 1]) && json.get(HEAD.len() - 1) == Some(&b',') {
        HEAD
    } else {
        json
    }
}
