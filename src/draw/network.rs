//! The network: a box for each name, a line for each link.

use super::boxes::{Rect, bounds, separate};
use super::canvas::{Anchor, Canvas};
use super::layout::{Spring, places};
use super::legend::{self, Entry, NOT_HELD, POST, TOGETHER};
use super::letters::{short, width};
use crate::graph::{Graph, Link, Node, Relation, Value};
use crate::kind::Kind;
use crate::paint;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// The smallest and the largest letters of a name.
const SMALL: f64 = 12.0;
const LARGE: f64 = 24.0;

/// Room between two boxes, and round the picture.
const GAP: f64 = 9.0;
const MARGIN: f64 = 26.0;

/// Part of the picture that boxes cover before they are pushed apart.
const COVERED: f64 = 0.22;

/// How much wider than high the picture is meant to be: names lie, they do not stand.
const LYING: f64 = 1.5;

/// Most letters of a name; the whole one is shown under the pointer.
const LETTERS: usize = 18;

/// Links that places depend on, for each node: with all of them every long story is a ball.
const PULLING: usize = 3;

/// A link as it is drawn.
type Line<'a> = (usize, usize, &'a Link);

/// The graph as SVG: boxes coloured by kind, sized by mentions; lines as thick as their weight.
///
/// Of co-mentions the strongest `links` of every node are drawn, all for 0, and all of the node the picture is
/// about, where it is about one; posts are always drawn. `caption` stands below the legend.
pub fn network(graph: &Graph, links: usize, about: Option<usize>, caption: &str) -> String {
    let lines = strongest(graph, links, about);
    let most = graph.nodes().map(|node| node.mentions).max().unwrap_or(1);
    let letters: Vec<f64> = graph.nodes().map(|node| letters(node, most)).collect();
    let boxes = boxes(graph, &letters, &springs(&lines));
    let [left, top, right, bottom] = if boxes.is_empty() { [0.0; 4] } else { bounds(&boxes) };
    let entries = entries(graph, &lines);
    let room = (right - left).max(legend::least_width(&entries, caption));
    // A legend wider than the names: they stand in its middle.
    let (x, y) = (MARGIN - left + (room - (right - left)) / 2.0, MARGIN - top);
    let place = |at: usize| (boxes[at].x + x, boxes[at].y + y);

    let mut canvas = Canvas::new();
    let strongest = together(&lines).map(|(_, _, link)| link.weight).fold(0.0, f64::max);
    canvas.open(r#"class="links" fill="none""#, "");
    for &(a, b, link) in &lines {
        canvas.open(r#"class="link""#, &told(graph, a, b, link));
        let share = if strongest > 0.0 { (link.weight / strongest).sqrt() } else { 0.0 };
        let look = match link.relation {
            Relation::Post if is_held(link) => POST.to_owned(),
            Relation::Post => NOT_HELD.to_owned(),
            Relation::CoMention => format!(r#"{TOGETHER} stroke-width="{:.1}""#, 0.7 + 5.3 * share),
        };
        canvas.line(place(a), place(b), &look);
        canvas.close();
    }
    canvas.close();
    for (at, node) in graph.nodes().enumerate() {
        draw_name(&mut canvas, node, letters[at], place(at), &boxes[at]);
    }
    let below = MARGIN + (bottom - top) + MARGIN;
    let height = legend::draw(&mut canvas, (MARGIN, below), room, &entries, caption);
    canvas.finish(room + 2.0 * MARGIN, below + height + MARGIN / 2.0, caption)
}

fn draw_name(canvas: &mut Canvas, node: &Node, letters: f64, (x, y): (f64, f64), frame: &Rect) {
    let kind = node.key.kind;
    let posts: Vec<Cow<str>> = node.roles.iter().map(|role| role.label()).collect();
    let days = match (node.first(), node.last()) {
        (Some(first), Some(last)) if first != last => format!("; {first} – {last}"),
        (Some(day), _) => format!("; {day}"),
        _ => String::new(),
    };
    let posts = if posts.is_empty() { String::new() } else { format!("; {}", posts.join("、")) };
    let title = format!("{} ({kind}): {} mentions{days}{posts}", node.label, node.mentions);
    canvas.open(r#"class="node""#, &title);
    let look =
        format!(r##"fill="{}" stroke="{}" stroke-width="1.2""##, paint::light(kind, 0.3), paint::hex(kind));
    // A white rim keeps lines that pass below apart from the box.
    let corner = (x - frame.width / 2.0, y - frame.height / 2.0);
    let radius = if kind == Kind::Official { frame.height / 2.0 } else { frame.height * 0.2 };
    let rim = r##"fill="#ffffff""##;
    let wide = (frame.width + 5.0, frame.height + 5.0);
    canvas.rect((corner.0 - 2.5, corner.1 - 2.5), wide, radius + 2.5, rim);
    canvas.rect(corner, (frame.width, frame.height), radius, &look);
    let name = short(&node.label, LETTERS);
    canvas.text((x, y + letters * 0.36), letters, Anchor::Middle, r##"fill="#16191d""##, &name);
    canvas.close();
}

/// The strongest links of every node, all those of one, and every post, in the order of the graph.
fn strongest(graph: &Graph, each: usize, about: Option<usize>) -> Vec<Line<'_>> {
    let all: Vec<Line> = graph.links().collect();
    let mut of_node: Vec<Vec<usize>> = vec![Vec::new(); graph.nodes().len()];
    for (at, (a, b, _)) in all.iter().enumerate().filter(|(_, line)| line.2.relation == Relation::CoMention) {
        of_node[*a].push(at);
        of_node[*b].push(at);
    }
    let always = |&(a, b, link): &Line| {
        each == 0 || link.relation == Relation::Post || about.is_some_and(|at| at == a || at == b)
    };
    let mut wanted: Vec<bool> = all.iter().map(always).collect();
    for mut links in of_node {
        links.sort_by(|&a, &b| strength(all[b].2).total_cmp(&strength(all[a].2)).then(a.cmp(&b)));
        links.into_iter().take(each).for_each(|at| wanted[at] = true);
    }
    all.into_iter().zip(wanted).filter_map(|(line, wanted)| wanted.then_some(line)).collect()
}

/// What decides which links are drawn: the weight, and of equal ones how far the two stand out together.
fn strength(link: &Link) -> f64 {
    link.weight + link.association.npmi * 1e-6
}

fn together<'a>(lines: &'a [Line<'a>]) -> impl Iterator<Item = &'a Line<'a>> {
    lines.iter().filter(|(_, _, link)| link.relation == Relation::CoMention)
}

/// Pulls for the layout: posts pull as strongly as the strongest co-mention.
fn springs(lines: &[Line]) -> Vec<Spring> {
    let most = together(lines).map(|(_, _, link)| link.weight).fold(0.0, f64::max);
    let pull = |link: &Link| match link.relation {
        Relation::Post => 1.0,
        Relation::CoMention if most > 0.0 => 0.3 + 0.7 * (link.weight / most).sqrt(),
        Relation::CoMention => 1.0,
    };
    lines.iter().map(|&(a, b, link)| (a, b, pull(link))).collect()
}

/// The size of a name's letters: its area grows with the mentions.
fn letters(node: &Node, most: u32) -> f64 {
    let share = (f64::from(node.mentions) / f64::from(most.max(1))).sqrt();
    let size = SMALL + (LARGE - SMALL) * share * share.sqrt();
    (size * 2.0).round() / 2.0
}

/// Where the boxes go: by forces, and then so that none lies on another.
fn boxes(graph: &Graph, letters: &[f64], springs: &[Spring]) -> Vec<Rect> {
    let sizes: Vec<(f64, f64)> = graph
        .nodes()
        .zip(letters)
        .map(|(node, size)| (width(&short(&node.label, LETTERS)) * size + size, size * 1.65))
        .collect();
    let places = places(sizes.len(), springs);
    let mut boxes: Vec<Rect> = places
        .iter()
        .zip(&sizes)
        .map(|(&(x, y), &(width, height))| Rect { x: x * LYING, y, width, height })
        .collect();
    let points: Vec<Rect> = boxes.iter().map(|one| Rect { width: 0.0, height: 0.0, ..*one }).collect();
    let [left, top, right, bottom] = if points.is_empty() { [0.0; 4] } else { bounds(&points) };
    let covered: f64 = sizes.iter().map(|(width, height)| (width + GAP) * (height + GAP)).sum();
    let area = ((right - left) * (bottom - top)).max(1e-6);
    let scale = (covered / COVERED / area).sqrt();
    for one in &mut boxes {
        (one.x, one.y) = (one.x * scale, one.y * scale);
    }
    separate(&mut boxes, GAP);
    boxes
}

fn entries(graph: &Graph, lines: &[Line]) -> Vec<Entry> {
    let kinds = Kind::NODES.into_iter().filter(|&kind| graph.nodes().any(|node| node.key.kind == kind));
    let mut entries: Vec<Entry> = kinds.map(Entry::Kind).collect();
    if together(lines).next().is_some() {
        entries.push(Entry::Thickness);
    }
    let posts = || lines.iter().filter(|(_, _, link)| link.relation == Relation::Post);
    if posts().any(|(_, _, link)| is_held(link)) {
        entries.push(Entry::Post);
    }
    if posts().any(|(_, _, link)| !is_held(link)) {
        entries.push(Entry::NotHeld);
    }
    entries
}

/// Whether one of the posts of a link is held, and not only over or proposed.
fn is_held(link: &Link) -> bool {
    link.roles.iter().any(|role| role.state.is_held())
}

/// What a link says under the pointer: how often, and where.
fn told(graph: &Graph, a: usize, b: usize, link: &Link) -> String {
    let name = |at: usize| graph.node(at).map_or("", |node| node.label.as_str());
    let what = match link.relation {
        Relation::Post => {
            let posts: Vec<Cow<str>> = link.roles.iter().map(|role| role.label()).collect();
            posts.join("、")
        }
        Relation::CoMention => format!("{} ×", link.count(graph.meta.scope)),
    };
    let passages = link.evidence.first().into_iter().flat_map(|evidence| evidence.passages());
    let words: Vec<&str> =
        passages.filter_map(|at| graph.passage(at)).map(|(passage, _)| passage.text.as_str()).collect();
    let words = if words.is_empty() { String::new() } else { format!(" “{}”", words.join(" … ")) };
    format!("{} – {}: {what}{words}", name(a), name(b))
}

/// Places for the nodes of some links, by position of the node; neighbours are some 30 apart.
pub(crate) fn places_of(graph: &Graph, links: &[usize]) -> Vec<(usize, f64, f64)> {
    let wanted: BTreeSet<usize> = links.iter().copied().collect();
    let lines: Vec<Line> =
        graph.links().enumerate().filter_map(|(at, line)| wanted.contains(&at).then_some(line)).collect();
    let nodes: BTreeSet<usize> = lines.iter().flat_map(|(a, b, _)| [*a, *b]).collect();
    let number: BTreeMap<usize, usize> = nodes.iter().enumerate().map(|(number, at)| (*at, number)).collect();
    let springs = springs(&lines).into_iter().map(|(a, b, pull)| (number[&a], number[&b], pull));
    let places = places(nodes.len(), &springs.collect::<Vec<_>>());
    let rounded = |value: f64| (value * APART * 10.0).round() / 10.0;
    nodes.into_iter().zip(places).map(|(at, (x, y))| (at, rounded(x), rounded(y))).collect()
}

/// Units between neighbours: what Gephi expects of nodes of its usual size.
const APART: f64 = 30.0;

impl Graph {
    /// Returns the graph with a place for every node, as the attributes `x` and `y` that files carry.
    ///
    /// Neighbours are some 30 apart.
    pub fn with_places(&self) -> Graph {
        let lines = strongest(self, PULLING, None);
        let places = places(self.nodes().len(), &springs(&lines));
        let mut placed = self.clone();
        for (node, (x, y)) in placed.net.node_weights_mut().zip(places) {
            // Gephi's y points up, a picture's down: it shows what `network` draws.
            for (name, value) in [("x", x * LYING * APART), ("y", -y * APART)] {
                node.attributes.insert(name.to_owned(), Value::Number((value * 100.0).round() / 100.0));
            }
        }
        placed
    }
}
