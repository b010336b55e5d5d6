//! The page where the explorer was not built: a picture, and tables of the strongest links with their passages.

use std::borrow::Cow;
use std::io::{self, Write};

use crate::draw;
use crate::graph::{Graph, Link, Node, Relation};
use crate::kind::Kind;

/// Entities in the picture, and the links of each that are drawn.
const DRAWN: usize = 60;
const LINES: usize = 3;
/// Entities a kind and links that are listed.
const MOST_NODES: usize = 200;
const MOST_LINKS: usize = 500;

const HEAD: &str = "<!doctype html>
<html lang=\"zh-Hans\">
<head>
<meta charset=\"utf-8\">
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
<title>guanxi</title>
<style>
body { font: 15px/1.6 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #26241f; }
table { border-collapse: collapse; width: 100%; margin-bottom: 2rem; }
th, td { text-align: left; vertical-align: top; padding: 4px 12px 4px 0; border-bottom: 1px solid #e6e2d9; }
td:nth-child(2) { text-align: right; }
figure { margin: 2rem 0; }
svg { width: 100%; height: auto; }
p, small { color: #6b665c; }
</style>
</head>
<body>
<h1>guanxi</h1>
";

const CURE: &str = "<p>This program was built without the explorer, so here are a picture and tables. To search \
and filter in the page, build the program with Node.js at hand (<code>make</code>), and the graph again.</p>\n";

pub(super) fn write(graph: &Graph, out: &mut impl Write) -> io::Result<()> {
    out.write_all(HEAD.as_bytes())?;
    writeln!(out, "<p>{} entities, {} links.</p>", graph.nodes().len(), graph.links().len())?;
    out.write_all(CURE.as_bytes())?;
    picture(graph, out)?;
    for kind in Kind::NODES {
        nodes(graph, kind, out)?;
    }
    links(graph, out)?;
    out.write_all(b"</body>\n</html>\n")
}

/// The most mentioned, as `guanxi draw` draws them.
fn picture(graph: &Graph, out: &mut impl Write) -> io::Result<()> {
    let part = graph.top(DRAWN);
    let caption = format!("{} of {} names", part.nodes().len(), graph.nodes().len());
    let svg = draw::network(&part, LINES, None, &caption);
    // What stands before the element is for files of their own.
    let start = svg.find("<svg").unwrap_or(svg.len());
    writeln!(out, "<figure>{}</figure>", &svg[start..])
}

fn nodes(graph: &Graph, kind: Kind, out: &mut impl Write) -> io::Result<()> {
    let mut list: Vec<&Node> = graph.nodes().filter(|node| node.key.kind == kind).collect();
    // Stable: equal ones stay in the order of the graph.
    list.sort_by_key(|node| std::cmp::Reverse(node.mentions));
    if list.is_empty() {
        return Ok(());
    }
    writeln!(out, "<h2>{kind}: {}</h2>\n<table>", list.len())?;
    writeln!(out, "<tr><th>name</th><th>mentions</th><th>posts, other names</th></tr>")?;
    for node in list.into_iter().take(MOST_NODES) {
        let roles = node.roles.iter().map(|role| role.label());
        let also: Vec<Cow<str>> =
            roles.chain(node.aliases.iter().map(|alias| Cow::Borrowed(alias.name.as_str()))).collect();
        let (label, also) = (text(&node.label), text(&also.join("、")));
        writeln!(out, "<tr><td>{label}</td><td>{}</td><td>{also}</td></tr>", node.mentions)?;
    }
    writeln!(out, "</table>")
}

fn links(graph: &Graph, out: &mut impl Write) -> io::Result<()> {
    let mut list: Vec<(usize, usize, &Link)> =
        graph.links().filter(|(_, _, link)| link.relation == Relation::CoMention).collect();
    list.sort_by(|a, b| b.2.weight.total_cmp(&a.2.weight).then((a.0, a.1).cmp(&(b.0, b.1))));
    writeln!(out, "<h2>links: {}</h2>\n<table>", list.len())?;
    writeln!(out, "<tr><th>between</th><th>weight</th><th>passage</th></tr>")?;
    for (a, b, link) in list.into_iter().take(MOST_LINKS) {
        let name = |at| graph.node(at).map_or(String::new(), |node| text(&node.label));
        write!(out, "<tr><td>{} – {}</td><td>{}</td><td>", name(a), name(b), link.weight)?;
        let first = link.evidence.first().into_iter().flat_map(|evidence| evidence.passages());
        for (passage, document) in first.filter_map(|at| graph.passage(at)) {
            write!(out, "{} <small>{}</small> ", text(&passage.text), text(&document.info.id))?;
        }
        writeln!(out, "</td></tr>")?;
    }
    writeln!(out, "</table>")
}

/// Text as HTML that says just that.
fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // HTML has no way to write these.
            c if c.is_control() && !matches!(c, '\t' | '\n' | '\r') => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}
