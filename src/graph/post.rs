//! Posts as links: `holds post in`, from official to body, read off the roles.

use petgraph::graph::NodeIndex;
use rustc_hash::FxHashMap;

use super::model::Net;
use super::{Evidence, Link, Relation, Role};
use crate::kind::Kind;

/// Adds a link from each official to every body that one of its roles names.
///
/// A role is the body written out and then the post, so the body is the longest one of the graph the role
/// begins with; where no body does, the longest place: `区长` stands in no body's name.
pub(super) fn add_posts(net: &mut Net) {
    let mut found: Vec<(NodeIndex, NodeIndex, Vec<Role>)> = Vec::new();
    let mut names: [FxHashMap<&str, NodeIndex>; 2] = Default::default();
    for at in net.node_indices() {
        match net[at].key.kind {
            Kind::Body => names[0].insert(&net[at].key.name, at),
            Kind::Place => names[1].insert(&net[at].key.name, at),
            _ => None,
        };
    }
    for official in net.node_indices().filter(|&at| net[at].key.kind == Kind::Official) {
        let mut bodies: Vec<(NodeIndex, Vec<Role>)> = Vec::new();
        for role in &net[official].roles {
            let Some(body) = names.iter().find_map(|names| longest_start(&role.text, names)) else {
                continue;
            };
            match bodies.iter_mut().find(|(held, _)| *held == body) {
                Some((_, roles)) => roles.push(role.clone()),
                None => bodies.push((body, vec![role.clone()])),
            }
        }
        bodies.sort_by_key(|(body, _)| *body);
        found.extend(bodies.into_iter().map(|(body, roles)| (official, body, roles)));
    }
    for (official, body, roles) in found {
        net.add_edge(official, body, post(roles));
    }
}

fn longest_start(role: &str, names: &FxHashMap<&str, NodeIndex>) -> Option<NodeIndex> {
    let starts = role.char_indices().rev().map(|(end, _)| &role[..end]);
    starts.filter(|start| !start.is_empty()).find_map(|start| names.get(start).copied())
}

/// The link that carries these roles.
pub(super) fn post(roles: Vec<Role>) -> Link {
    let mut evidence: Vec<Evidence> = Vec::new();
    for shown in roles.iter().filter_map(|role| role.evidence) {
        if evidence.len() < 3 && !evidence.contains(&shown) {
            evidence.push(shown);
        }
    }
    let weight = roles.iter().map(|role| f64::from(role.count)).sum();
    Link { relation: Relation::Post, weight, evidence, roles, ..Link::default() }
}
