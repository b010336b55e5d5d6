//! The explorer: one web page with the graph in it, for looking rather than typing.
//!
//! The page is built in `web/` and embedded as it was at compile time. Where it was not built, a plain page with
//! tables is written in its place. The data stands in a script element that is never run, as
//! `{"whole":{"nodes":N,"links":N},"places":[[node,x,y],…],"graph":{…}}`, where `places` are those of what is drawn at first, `graph` is our own JSON with every `<` escaped; a larger
//! graph stands there as `"packed":"…"`, gzip in base64, and a page that asks a server has `"api":"…"`.

use std::io::{self, Write};

use serde::Serialize;

use super::json;
use crate::draw;
use crate::graph::{Graph, foremost, shown};

mod packed;
mod plain;
#[cfg(test)]
mod tests;

use packed::packed;

const TEMPLATE: &str = include_str!(concat!(env!("OUT_DIR"), "/explorer.html"));

/// Where the data goes in the page.
const PLACE: &str = "{\"guanxi\":\"data\"}";

/// The most links written into a page; of more, the foremost are, and the page says so.
///
/// A link takes some 57 bytes packed, with its days and its share of the passages, so this is a page of about 17 MB.
pub(crate) const MOST_LINKS: usize = 300_000;

/// Links above which a graph is packed: less can as well be read by people and compared by programs.
const MOST_PLAIN: usize = 5_000;

/// Whether the explorer was built before the program was, and is in it.
pub fn is_embedded() -> bool {
    TEMPLATE.contains(PLACE)
}

/// How large the graph is, also where only a part of it is in the page.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Whole {
    /// Number of entities.
    pub nodes: usize,
    /// Number of links.
    pub links: usize,
}

impl From<&Graph> for Whole {
    fn from(graph: &Graph) -> Self {
        Whole { nodes: graph.nodes().len(), links: graph.links().len() }
    }
}

/// What a page is told that asks a server for its graph.
#[derive(Clone, Debug, Serialize)]
pub struct Asking<'a> {
    /// How large the graph is.
    pub whole: Whole,
    /// Where the server answers: `/api`.
    pub api: &'a str,
    /// Where those stand that are drawn at first.
    pub places: &'a [(usize, f64, f64)],
    /// Whether an archive can be asked for every passage.
    pub archive: bool,
    /// The file decisions go to, where they can be made.
    pub decisions: Option<&'a str>,
}

/// Writes the page with the graph in it, or the plain one.
pub(super) fn write(graph: &Graph, out: &mut impl Write) -> io::Result<()> {
    let Some((before, after)) = TEMPLATE.split_once(PLACE) else {
        return plain::write(graph, out);
    };
    out.write_all(before.as_bytes())?;
    data(graph, MOST_PLAIN, out)?;
    out.write_all(after.as_bytes())
}

/// The graph, packed if it has more links than `plain`.
fn data(graph: &Graph, plain: usize, out: &mut impl Write) -> io::Result<()> {
    let part = part(graph);
    let part = part.as_ref().unwrap_or(graph);
    out.write_all(b"{\"whole\":")?;
    serde_json::to_writer(&mut *out, &Whole::from(graph))?;
    out.write_all(b",\"places\":")?;
    serde_json::to_writer(&mut *out, &places(part))?;
    if part.links().len() > plain {
        out.write_all(b",\"packed\":\"")?;
        packed(&mut *out, |gzip| json::write(part, gzip))?;
        return out.write_all(b"\"}");
    }
    out.write_all(b",\"graph\":")?;
    json::write(part, &mut Quiet(&mut *out))?;
    out.write_all(b"}")
}

/// Where the nodes stand that a page draws at first: the position of each, x and y.
pub fn places(graph: &Graph) -> Vec<(usize, f64, f64)> {
    draw::places_of(graph, &shown(graph))
}

/// What a page holds of a graph that has too many links for one.
pub fn part(graph: &Graph) -> Option<Graph> {
    (graph.links().len() > MOST_LINKS).then(|| foremost(graph, MOST_LINKS))
}

/// The page that asks a server, if the explorer is embedded.
pub fn asking(asking: &Asking) -> Option<String> {
    let (before, after) = TEMPLATE.split_once(PLACE)?;
    let data = serde_json::to_string(asking).ok()?.replace('<', "\\u003c");
    // The page of a file may ask nobody, this one only where it came from.
    let before = before.replacen("connect-src 'none'", "connect-src 'self'", 1);
    Some(format!("{before}{data}{after}"))
}

/// JSON in which no tag can start: `<` occurs only in its texts, where `\u003c` says the same.
struct Quiet<W>(W);

impl<W: Write> Write for Quiet<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for (at, part) in bytes.split(|byte| *byte == b'<').enumerate() {
            if at > 0 {
                self.0.write_all(b"\\u003c")?;
            }
            self.0.write_all(part)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
