//! Which entity a typed name means: none is guessed.

use crate::graph::{Graph, Node};
use crate::kind::Kind;

/// What a typed name may mean, as positions of nodes.
pub(super) enum Found {
    /// One entity.
    One(usize),
    /// Several, most mentioned first.
    Many(Vec<usize>),
    /// None; these look most like it.
    None(Vec<usize>),
}

/// Most names shown where one was asked for.
const SHOWN: usize = 12;

/// Every name of a graph, folded once.
pub(super) struct Names<'a>(Vec<(usize, &'a Node, Vec<String>)>);

/// How a wanted name may meet an entity's names: its own two first, then aliases.
type Meets = fn(&str, &[String]) -> bool;

/// From the surest to the loosest; the first that any entity meets decides.
const TIERS: [Meets; 6] = [
    |wanted, names| names.iter().take(2).any(|name| name == wanted),
    |wanted, names| names.iter().any(|name| name == wanted),
    |wanted, names| names.first().is_some_and(|name| name.starts_with(wanted)),
    |wanted, names| names.iter().any(|name| name.contains(wanted)),
    // `东山教育局` for `东山区教育局`.
    |wanted, names| wanted.chars().count() >= 3 && names.first().is_some_and(|name| in_order(wanted, name)),
    // `王建国书记`.
    |wanted, names| names.first().is_some_and(|name| name.chars().count() >= 2 && wanted.contains(&**name)),
];

impl<'a> Names<'a> {
    pub(super) fn of(graph: &'a Graph) -> Self {
        Names(graph.nodes().enumerate().map(|(at, node)| (at, node, names(node))).collect())
    }

    /// The entity a name means, by its id or by the first tier anything meets.
    pub(super) fn find(&self, typed: &str) -> Found {
        self.find_with_tier(typed).1
    }

    /// How loosely a name meets the graph: 0 for a name written out, more for less.
    pub(super) fn looseness(&self, typed: &str) -> usize {
        self.find_with_tier(typed).0
    }

    fn find_with_tier(&self, typed: &str) -> (usize, Found) {
        let (kind, wanted) = split_kind(typed);
        let wanted = fold(wanted);
        if wanted.is_empty() {
            return (TIERS.len(), Found::None(Vec::new()));
        }
        if kind.is_some()
            && let Some((at, ..)) = self.0.iter().find(|(_, node, _)| node.key.id() == typed)
        {
            return (0, Found::One(*at));
        }
        let of_kind = |node: &Node| kind.is_none_or(|kind| kind == node.key.kind);
        for (tier, meets) in TIERS.iter().enumerate() {
            let met = self.0.iter().filter(|(_, node, names)| of_kind(node) && meets(&wanted, names));
            let mut met: Vec<(usize, &Node)> = met.map(|(at, node, _)| (*at, *node)).collect();
            if tier == TIERS.len() - 1 {
                // `东山区委书记王建国` holds three names: the last is who the words before it are about.
                let last = |node: &Node| fold(&wanted).rfind(&*fold(&node.key.name)).unwrap_or_default();
                let end = met.iter().map(|(_, node)| last(node)).max();
                met.retain(|(_, node)| Some(last(node)) == end);
            }
            met.sort_by_key(|(at, node)| (std::cmp::Reverse(node.mentions), *at));
            match met.as_slice() {
                [] => {}
                [(at, _)] => return (tier, Found::One(*at)),
                _ => return (tier, Found::Many(met.into_iter().take(SHOWN).map(|(at, _)| at).collect())),
            }
        }
        (TIERS.len(), Found::None(near(&self.0, &wanted)))
    }
}

/// `official:王建国` asks for an official.
fn split_kind(typed: &str) -> (Option<Kind>, &str) {
    match typed.split_once([':', '：']).map(|(kind, name)| (Kind::parse(kind.trim()), name)) {
        Some((Some(kind), name)) => (Some(kind), name),
        _ => (None, typed),
    }
}

/// Name, label and aliases, folded.
fn names(node: &Node) -> Vec<String> {
    let aliases = node.aliases.iter().map(|alias| alias.name.as_str());
    [node.key.name.as_str(), node.label.as_str()].into_iter().chain(aliases).map(fold).collect()
}

/// A name without white space and quotation marks, half width, lower case.
fn fold(name: &str) -> String {
    let half = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        c => c,
    };
    let mark =
        |c: &char| !(c.is_whitespace() || c.is_control() || matches!(c, '"' | '“' | '”' | '「' | '」'));
    name.chars().map(half).filter(mark).flat_map(char::to_lowercase).collect()
}

/// Whether the letters of `short` stand in `long` in their order.
fn in_order(short: &str, long: &str) -> bool {
    let mut letters = long.chars();
    short.chars().all(|wanted| letters.any(|letter| letter == wanted))
}

/// The names that share most letters with what was typed.
fn near(nodes: &[(usize, &Node, Vec<String>)], wanted: &str) -> Vec<usize> {
    let mut alike: Vec<(u32, u32, usize)> = Vec::new();
    for (at, node, names) in nodes {
        let best = names.iter().map(|name| likeness(wanted, name)).max().unwrap_or_default();
        if best >= 500 {
            alike.push((best, node.mentions, *at));
        }
    }
    alike.sort_by_key(|&(best, mentions, at)| (std::cmp::Reverse((best, mentions)), at));
    alike.into_iter().take(5).map(|(.., at)| at).collect()
}

/// Twice the letters shared over all letters, in thousandths.
fn likeness(a: &str, b: &str) -> u32 {
    let (all, mut left) = (a.chars().count() + b.chars().count(), b.chars().collect::<Vec<_>>());
    let mut shared = 0;
    for letter in a.chars() {
        if let Some(at) = left.iter().position(|&other| other == letter) {
            left.swap_remove(at);
            shared += 1;
        }
    }
    (2000 * shared / all.max(1)) as u32
}
