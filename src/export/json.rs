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
//!
//! A graph that is to be added to others carries what it was counted from as well: a list `tally` at the end, one
//! row of [`crate::graph::Row`] a line. Documents and passages that stand above are not repeated there.

use std::collections::HashSet;
use std::io::{self, Write};

use petgraph::graph::{Edge, NodeIndex};
use serde::{Deserialize, Serialize};

use super::inert::{Inert, Style};
use super::record::{LinkIn, NodeIn, NodeOut};
use super::{line, lines};
use crate::graph::{Away, Document, Graph, Link, Meta, Net, Passage, Prepared, Quote, Row};
use crate::spill::{Parts, Passing, Stored};

/// The version this program writes and reads.
const VERSION: u32 = 1;

pub(super) fn write(graph: &Graph, out: &mut impl Write) -> io::Result<()> {
    let out = &mut Inert::new(out, Style::Escaped);
    head_and_meta(graph, out)?;
    lists(graph, out)?;
    out.write_all(b"}\n")
}

/// A graph that lies as it was counted, as our JSON: what stands in it is made as it is written, and not kept.
pub fn write_prepared<F: Passing + Send>(
    prepared: &Prepared,
    away: &Stored<F>,
    out: &mut impl Write,
) -> io::Result<()> {
    let out = &mut Inert::new(out, Style::Escaped);
    let (graph, links) = (prepared.rest(), prepared.co_mentions());
    head_and_meta(graph, out)?;
    list(out, "documents", prepared.documents(), |at, out| value(&prepared.document(at, away)?, out))?;
    list(out, "passages", prepared.passages(), |at, out| value(&prepared.passage(at, away)?, out))?;
    nodes(graph, out)?;
    let posts = graph.net.raw_edges();
    open(out, "links")?;
    lines::list(out, links + posts.len(), &|range, out| {
        let mut at = range.start;
        let mut line = |link: (usize, usize, &Link)| {
            out.extend_from_slice(lines::before(at));
            at += 1;
            line::link(link, out)
        };
        prepared.each(range.start.min(links)..range.end.min(links), &mut line)?;
        let posts = &posts[range.start.saturating_sub(links)..range.end.saturating_sub(links)];
        posts.iter().try_for_each(|edge| line(of_edge(edge)))
    })?;
    out.write_all(b"]}\n")
}

/// A graph that lies in files, as our JSON: no more than one of its passages or co-mentions is held.
pub fn write_parts<F: Passing + Send>(
    mut parts: Parts<F>,
    away: &Stored<F>,
    out: &mut impl Write,
) -> io::Result<()> {
    let out = &mut Inert::new(out, Style::Escaped);
    head_and_meta(&parts.graph, out)?;
    let documents = &parts.graph.documents;
    let document = |at| documents.read(at, |start, length| away.bytes(start, length));
    list(out, "documents", documents.len(), |at, out| value(&document(at)?, out))?;
    open(out, "passages")?;
    let mut line = Vec::new();
    let mut at = 0;
    while let Some(passage) = parts.passage() {
        begin(&mut at, &mut line);
        value(&passage?, &mut line)?;
        out.write_all(&line)?;
    }
    out.write_all(b"]")?;
    nodes(&parts.graph, out)?;
    open(out, "links")?;
    at = 0;
    while let Some(link) = parts.link() {
        let (source, target, link) = link?;
        begin(&mut at, &mut line);
        line::link((source, target, &link), &mut line)?;
        out.write_all(&line)?;
    }
    for post in parts.graph.links() {
        begin(&mut at, &mut line);
        line::link(post, &mut line)?;
        out.write_all(&line)?;
    }
    out.write_all(b"]}\n")
}

/// Starts the next line of a list.
fn begin(at: &mut usize, line: &mut Vec<u8>) {
    line.clear();
    line.extend_from_slice(lines::before(*at));
    *at += 1;
}

fn head_and_meta(graph: &Graph, out: &mut impl Write) -> io::Result<()> {
    write!(out, "{{\"format\":\"guanxi\",\"version\":{VERSION},\n\"meta\":")?;
    Ok(serde_json::to_writer(&mut *out, &graph.meta)?)
}

/// The graph with the rows of the tally it was made of.
pub fn write_with_tally(graph: &Graph, rows: &[Row], out: &mut impl Write) -> io::Result<()> {
    let known: HashSet<(&str, u32)> =
        graph.passages.iter().map(|passage| (id_of(graph, passage), passage.start)).collect();
    let stands_above = |row: &&Row| match row {
        Row::Document(_) => true,
        Row::Passage(quote) => known.contains(&(quote.document.as_str(), quote.start)),
        _ => false,
    };
    let out = &mut Inert::new(out, Style::Escaped);
    head_and_meta(graph, out)?;
    lists(graph, out)?;
    let rows: Vec<&Row> = rows.iter().filter(|row| !stands_above(row)).collect();
    list(out, "tally", rows.len(), |at, out| value(rows[at], out))?;
    out.write_all(b"}\n")
}

fn id_of<'a>(graph: &'a Graph, passage: &Passage) -> &'a str {
    graph.documents.id(passage.document as usize)
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
    lines::list(out, count, &|mut range, out| {
        range.try_for_each(|at| {
            out.extend_from_slice(lines::before(at));
            item(at, out)
        })
    })?;
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
    /// It does not carry what it was counted from.
    #[error(
        "graph without its tally, which an exact sum needs; build it again with `guanxi build --mergeable`"
    )]
    NoTally,
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

#[derive(Deserialize)]
struct Counted {
    documents: Vec<Document>,
    passages: Vec<Passage>,
    #[serde(default)]
    tally: Vec<Row>,
}

/// Reads the tally that [`write_with_tally`] wrote.
pub fn read_tally(json: &[u8]) -> Result<Vec<Row>, ReadError> {
    check_head(json)?;
    let Counted { documents, passages, tally } = serde_json::from_slice(json)?;
    if tally.is_empty() {
        return Err(ReadError::NoTally);
    }
    let mut rows = tally;
    for (at, Passage { document, article, start, end, text }) in passages.into_iter().enumerate() {
        let Some(document) = documents.get(document as usize) else {
            return Err(ReadError::Dangling("passage", at, "documents"));
        };
        let document = document.info.id.clone();
        rows.push(Row::Passage(Quote { document, article, start, end, text }));
    }
    rows.extend(documents.into_iter().map(Row::Document));
    Ok(rows)
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
