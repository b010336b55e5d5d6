//! Organs of streets and zones that are told without a name: they are those of the street or zone named last.

use crate::kind::Kind;
use crate::recognise::Mention;
use crate::text::{Span, Text};

/// `某街道党工委、办事处`, `某街道党工委副书记、办事处主任`: both are the street's that was named last in the paragraph.
pub(super) fn take(text: &Text, mentions: &[Mention], names: &mut [String]) {
    for at in 1..mentions.len() {
        let here = &mentions[at];
        let written = text.slice(here.span);
        if here.kind != Kind::Body || !OFFICES.contains(&written.as_str()) {
            continue;
        }
        let near = |before: &usize| text.unbroken(Span::new(mentions[*before].span.start, here.span.end));
        // Of a zone only in the same chain of posts: another may be spoken of just before.
        let chained = |before: usize| here.span.start - mentions[before].span.end <= CHAIN;
        let of = |before: usize| match written.as_str() {
            "办事处" | "人大工委" => street(&names[before]),
            _ => zone(&names[before]).filter(|_| chained(before)),
        };
        let found = (0..at).rev().take_while(near).find_map(of);
        if let Some(found) = found.map(str::to_string) {
            names[at] = found + &written;
        }
    }
}

/// Organs that streets and zones have, where nothing is said of whose they are.
const OFFICES: [&str; 5] = ["办事处", "人大工委", "管委会", "党工委", "管理委员会"];

/// Most characters between a zone's organ and the next of its organs in a chain of posts.
const CHAIN: usize = 12;

/// The zone whose organ a body is: `隆回高新区` of `隆回高新区党工委`.
fn zone(name: &str) -> Option<&str> {
    let organs = ["党工委", "工委", "管委会", "管理委员会"];
    let zone = organs.iter().find_map(|organ| name.strip_suffix(organ))?;
    let long = zone.chars().count() > 3;
    (long && zone.ends_with(['区', '园', '港', '城'])).then_some(zone)
}

/// The street a name is or begins with, whose office it is.
fn street(name: &str) -> Option<&str> {
    let committee = ["党工委", "工委", "办事处"].iter().find_map(|word| name.strip_suffix(word));
    committee.or(Some(name)).filter(|street| street.ends_with("街道") && street.chars().count() > 2)
}
