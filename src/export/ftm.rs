//! FollowTheMoney entities for Aleph and OpenAleph, one JSON object a line.
//!
//! Officials are `Person`, bodies `Organization`, places `Address`, projects `Project`, documents
//! `Document`; a co-mention is an `UnknownLink`, a post a `Position` with an `Occupancy`. The days are
//! those it was seen on, which need not be those it began or ended on: they are `date`, not `startDate`.

use std::io::{self, Write};

use serde_json::{Value as Json, json};

use crate::graph::{Evidence, Graph, Link, Node, PostState, Relation, Role};
use crate::kind::Kind;
use crate::text::Date;

pub(super) fn write(graph: &Graph, out: &mut impl Write) -> io::Result<()> {
    for document in &graph.documents {
        let info = &document.info;
        let facts = json!({
            "fileName": [info.id],
            "title": info.title.iter().collect::<Vec<_>>(),
            "author": document.reporters,
            "date": info.date.iter().map(Date::to_string).collect::<Vec<_>>(),
            "publisher": info.source.iter().collect::<Vec<_>>(),
            "sourceUrl": info.url.iter().collect::<Vec<_>>(),
        });
        entity(out, &id(&["document", &info.id]), "Document", facts)?;
    }
    let ids: Vec<String> = graph.nodes().map(|node| id(&["entity", &node.key.id()])).collect();
    for (node, own) in graph.nodes().zip(&ids) {
        write_node(graph, node, own, out)?;
    }
    for (a, b, link) in graph.links() {
        match link.relation {
            Relation::CoMention => write_link(graph, link, (&ids[a], &ids[b]), out)?,
            Relation::Post => {
                let to = graph.node(b).map(|node| (node, &*ids[b]));
                link.roles.iter().try_for_each(|role| write_post(graph, role, &ids[a], to, out))?;
            }
        }
    }
    Ok(())
}

fn write_node(graph: &Graph, node: &Node, own: &str, out: &mut impl Write) -> io::Result<()> {
    let aliases: Vec<&str> = node.aliases.iter().map(|alias| cut(&alias.name, NAME)).collect();
    let (words, proof) = evidence(graph, node.evidence.first());
    let mut facts =
        json!({ "name": [cut(&node.label, NAME)], "alias": aliases, "notes": words, "proof": proof });
    let schema = match node.key.kind {
        Kind::Official | Kind::Person | Kind::Byline => {
            facts["position"] = node.roles.iter().map(|role| Json::from(cut(&role.label(), LINE))).collect();
            "Person"
        }
        Kind::Body => "Organization",
        Kind::Place => {
            facts["full"] = json!([cut(&node.label, LINE)]);
            "Address"
        }
        Kind::Project => "Project",
    };
    entity(out, own, schema, facts)
}

fn write_link(graph: &Graph, link: &Link, (a, b): (&str, &str), out: &mut impl Write) -> io::Result<()> {
    let (words, proof) = evidence(graph, link.evidence.first());
    let scope = graph.meta.scope;
    let facts = json!({
        "subject": [a],
        "object": [b],
        "role": [format!("mentioned together, {scope} scope: {}", link.count(scope))],
        "date": days(link.first(), link.last()),
        "summary": words,
        "proof": proof,
    });
    entity(out, &id(&["link", a, b]), "UnknownLink", facts)
}

/// The position and who holds it; one that several hold is written again, which changes nothing.
fn write_post(
    graph: &Graph,
    role: &Role,
    holder: &str,
    to: Option<(&Node, &str)>,
    out: &mut impl Write,
) -> io::Result<()> {
    let position = id(&["position", &role.text]);
    // What is over, or to come, is not held.
    let status = match role.state {
        PostState::Held => Vec::new(),
        PostState::Former => vec!["ended"],
        PostState::Proposed => vec!["unknown"],
    };
    let mut facts = json!({ "name": [cut(&role.text, NAME)] });
    match to {
        Some((node, body)) if node.key.kind == Kind::Body => facts["organization"] = json!([body]),
        Some((node, _)) => facts["subnationalArea"] = json!([node.label]),
        None => {}
    }
    entity(out, &position, "Position", facts)?;
    let (words, proof) = evidence(graph, role.evidence.as_ref());
    let facts = json!({
        "holder": [holder],
        "post": [position],
        "status": status,
        "date": days(role.first, role.last),
        "summary": words,
        "proof": proof,
    });
    entity(out, &id(&["occupancy", holder, &role.label()]), "Occupancy", facts)
}

/// The most letters Aleph takes for a name, and for a line of text.
const NAME: usize = 384;
const LINE: usize = 1024;

/// The text, cut where Aleph would refuse it.
fn cut(text: &str, most: usize) -> &str {
    text.char_indices().nth(most).map_or(text, |(end, _)| &text[..end])
}

/// One line; properties without a value are left out.
fn entity(out: &mut impl Write, id: &str, schema: &str, mut facts: Json) -> io::Result<()> {
    if let Some(facts) = facts.as_object_mut() {
        facts.retain(|_, values| values.as_array().is_some_and(|values| !values.is_empty()));
    }
    serde_json::to_writer(&mut *out, &json!({ "id": id, "schema": schema, "properties": facts }))?;
    out.write_all(b"\n")
}

fn days(first: Option<Date>, last: Option<Date>) -> Vec<String> {
    let mut days: Vec<String> = [first, last].into_iter().flatten().map(|date| date.to_string()).collect();
    days.dedup();
    days
}

/// The words of a piece of evidence, and the document it is from.
fn evidence(graph: &Graph, best: Option<&Evidence>) -> (Vec<String>, Vec<String>) {
    let passages = best.iter().flat_map(|best| best.passages()).filter_map(|at| graph.passage(at));
    let (mut words, mut proof) = (Vec::new(), Vec::new());
    for (passage, document) in passages {
        words.push(passage.text.clone());
        proof = vec![id(&["document", &document.info.id])];
    }
    (words, proof)
}

/// Aleph's ids are ASCII: a hash of the parts (FNV-1a, 128 bits), the same in every build.
fn id(parts: &[&str]) -> String {
    let mut hash: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    for part in parts {
        for byte in part.bytes().chain([0xff]) {
            hash = (hash ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
        }
    }
    format!("gx-{hash:032x}")
}
