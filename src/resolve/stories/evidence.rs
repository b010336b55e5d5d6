//! What tells for and against each division that a story may speak for.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::dictionary::{Level, Places};

use super::super::chain::fits;
use super::super::grounds::Grounds;

/// What is weighed, in the order of `dictionaries/jurisdictions.tsv`. A count `n` weighs as `ln(1 + n)`, a fact as 1.
pub(crate) const EVIDENCE: [&str; 22] = [
    // Told beside the text: its source, its address, its home.
    "hint",
    // The page as a whole speaks for it; for another before it.
    "page",
    "page second",
    "county",
    "province",
    // Share of the relative names and bare posts it has a level for; number of the others.
    "fit",
    "misfit",
    // Relative names of its own level: `县委` of a county.
    "own level",
    // Named in the story; share of the places named there.
    "named",
    "share",
    "short name",
    "vague name",
    "body",
    // Only in chains of posts that other places lead.
    "chained only",
    // Named after the first relative name.
    "after bare",
    // Named as a party of guests.
    "party",
    // Somebody comes there.
    "host",
    // Not named, where one of its level is; not named, where `我县` is.
    "unnamed beside another",
    "unnamed and ours",
    // Named elsewhere on the page.
    "rest",
    // Towns of it in the story, on the page.
    "towns",
    "page towns",
];

/// The evidence for one division.
pub(crate) type Evidence = [f64; EVIDENCE.len()];

/// A division that a story may speak for.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub(crate) id: u32,
    pub(crate) evidence: Evidence,
}

/// How a stretch of text names a division.
#[derive(Clone, Copy, Default)]
pub(super) struct Named {
    all: u32,
    pub(super) full: u32,
    short: u32,
    vague: u32,
    chained: u32,
    first: usize,
    body: bool,
    party: bool,
    host: bool,
}

/// Counts how some places and bodies name divisions. `ids` are those of each, `chained` tells whether one stands in a chain
/// that another place leads.
pub(super) fn named<'a>(
    grounds: impl Iterator<Item = (&'a Grounds, &'a [u32])>,
    chained: impl Fn(usize) -> bool,
) -> FxHashMap<u32, Named> {
    let mut out: FxHashMap<u32, Named> = FxHashMap::default();
    for (ground, ids) in grounds.filter(|(_, ids)| !ids.is_empty()) {
        let chained = chained(ground.start);
        for id in ids {
            let of = out.entry(*id).or_insert(Named { first: ground.start, ..Named::default() });
            of.all += 1;
            of.full += u32::from(!ground.short);
            of.short += u32::from(ground.short && !ground.vague);
            of.vague += u32::from(ground.vague);
            of.chained += u32::from(chained);
            of.body |= ground.body && !ground.short;
            of.party |= ground.guest;
            of.host |= ground.host;
        }
    }
    out
}

/// What a story holds besides the names of divisions.
pub(super) struct Scene<'a> {
    pub(super) places: &'a Places,
    /// The division its page speaks for, and the one that comes next.
    pub(super) page: Option<u32>,
    pub(super) second: Option<u32>,
    /// The divisions told beside the text.
    pub(super) hint: &'a [u32],
    /// Where the first relative name or bare post stands.
    pub(super) first_bare: Option<usize>,
    /// How many of them there are of each level word.
    pub(super) bare: Vec<(char, usize)>,
    /// Whether it says `我县`.
    pub(super) ours: bool,
    /// Places named in it that are or begin with a division.
    pub(super) grounds: usize,
}

impl Scene<'_> {
    /// What tells for a division, named `here` and on the `page` so; `levels` are the last words of those that the story names.
    /// With it: the votes of towns in the story and on the page.
    pub(super) fn evidence(
        &self,
        id: u32,
        here: &FxHashMap<u32, Named>,
        page: &FxHashMap<u32, Named>,
        levels: &FxHashSet<char>,
        (towns, page_towns): (i64, i64),
    ) -> Evidence {
        let places = self.places;
        let place = places.get(id);
        let told = here.get(&id).copied();
        let Named { all, full, short, vague, chained, first, body, party, host } = told.unwrap_or_default();
        let named = told.is_some();
        let fit = |level: char| places.chain(id).any(|up| fits(places, up, level));
        let of = |wanted: &dyn Fn(char) -> bool| -> usize {
            self.bare.iter().filter(|(level, _)| wanted(*level)).map(|(_, n)| n).sum()
        };
        let (all_bare, fitting, own) = (of(&|_| true), of(&fit), of(&|level| fits(places, id, level)));
        let share = |part: f64, whole: usize| if whole > 0 { part / whole as f64 } else { 0.0 };
        let fact = |holds: bool| f64::from(u8::from(holds));
        let count = |n: f64| n.max(0.0).ln_1p();
        let rest = page.get(&id).map_or(0, |page| page.full) - full;
        let level = place.name.chars().last();
        [
            fact(self.hint.contains(&id)),
            fact(self.page == Some(id)),
            fact(self.second == Some(id)),
            fact(place.level == Level::County),
            fact(place.level == Level::Province),
            share(fitting as f64, all_bare),
            count((all_bare - fitting) as f64),
            count(own as f64),
            fact(named),
            share(f64::from(all), self.grounds),
            count(f64::from(short)),
            count(f64::from(vague)),
            fact(body),
            fact(named && chained == all),
            fact(named && self.first_bare.is_some_and(|start| start < first)),
            fact(party),
            fact(host),
            fact(!named && level.is_some_and(|level| levels.contains(&level))),
            fact(!named && self.ours && place.level == Level::County),
            count(f64::from(rest)),
            count(towns as f64),
            count(page_towns as f64),
        ]
    }
}
