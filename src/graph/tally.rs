//! The tally: what the first reading of all documents counts, one by one: entities and units, no pairs.

use std::fmt;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::best::MOST;
use super::days::Days;
use super::entity::{Entity, Held, Sum};
use super::names::Names;
use super::reading::{Reading, Seen, counted_as, runs};
use super::{Counts, Scope};
use crate::kind::Kind;
use crate::resolve::{Home, Named, Resolved};
use crate::text::Date;

/// How the graph is to be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Options {
    /// The stretch of text whose shared units make the weight.
    pub scope: Scope,
    /// Whether a unit with n names gives each pair only 1/(n−1).
    pub damping: bool,
    /// Passages kept for each node and link, 3 at most.
    pub evidence: usize,
    /// Entities an article may name; of one that names more, only those that share a paragraph or sentence of
    /// at most so many are linked.
    #[serde(default = "crowd")]
    pub crowd: usize,
}

/// Entities of an article that are all linked: four times what the fullest of 514 marked pages names, 112.
fn crowd() -> usize {
    500
}

impl fmt::Display for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let damping = if self.damping { "damped" } else { "not damped" };
        write!(f, "{}, {damping}, {} passages each", self.scope, self.evidence)
    }
}

impl Default for Options {
    fn default() -> Self {
        Options { scope: Scope::Article, damping: true, evidence: MOST, crowd: crowd() }
    }
}

/// What the first reading counts: entities, and the units that name them.
///
/// It grows with distinct entities, not with text. Documents come in their final order, that of [`super::Sightings`].
#[derive(Debug, Default)]
pub struct Tally {
    pub(super) options: Options,
    pub(super) names: Names,
    pub(super) entities: Vec<Entity>,
    /// Passages before each document, and at last those of all.
    pub(super) starts: Vec<u32>,
    passages: u32,
    pub(super) mentions: [u64; Kind::ALL.len()],
    pub(super) units: Counts,
    /// Articles that name more entities than are linked.
    crowds: u64,
    pub(super) days: Days<Counts>,
    /// Documents that name one name in several homes, so that none is counted twice when homes are joined.
    pub(super) shared: FxHashMap<Box<[u32]>, (u32, Days<u32>)>,
}

impl Tally {
    /// An empty tally.
    pub fn new(options: Options) -> Self {
        Tally { options, ..Tally::default() }
    }

    /// Returns how many articles name more entities than are linked: [`Options::crowd`].
    pub fn crowds(&self) -> u64 {
        self.crowds
    }

    /// Returns how many passages were counted so far.
    pub(super) fn passages(&self) -> u32 {
        self.passages
    }

    /// Counts one document.
    pub fn add(&mut self, document: &Resolved) {
        let mut reading = Reading::new(document, self.passages);
        self.starts.push(self.passages);
        self.passages += document.passages.len() as u32;
        let mut seen = Vec::with_capacity(document.mentions.len());
        for named in &document.mentions {
            self.mentions[named.kind as usize] += 1;
            if reading.counts_in(named) {
                seen.push(self.mention(named, &reading));
            }
        }
        seen.sort_unstable();
        self.count_documents(&seen, &reading);
        seen.dedup_by_key(|seen| (seen.article, seen.entity, seen.passage));
        for article in seen.chunk_by(|a, b| a.article == b.article) {
            self.article(article, &mut reading);
        }
    }

    /// Counts one mention for its entity, with its surface and roles.
    fn mention(&mut self, named: &Named, reading: &Reading) -> Seen {
        let passage = named.passage as u32;
        let (article, date) = reading.articles[named.passage];
        let id = self.intern(counted_as(named.kind), &named.entity, &named.home);
        let entity = &mut self.entities[id as usize];
        entity.folk = entity.folk.saturating_add(u32::from(named.kind == Kind::Person));
        entity.sum.mentions = entity.sum.mentions.saturating_add(1);
        if let Some(date) = date {
            entity.days.add(date, Sum { mentions: 1, ..Sum::default() });
        }
        if *entity.name != named.surface {
            entity.add_surface(&named.surface, 1);
        }
        for role in &named.roles {
            let mut held = Held::new(role, date);
            let grade = reading.grade(Scope::Sentence, 0, passage, None);
            held.best.offer(reading.proof(grade, (passage, None)), 1);
            entity.add_role(held);
        }
        Seen { article, entity: id, passage, bare: u8::from(named.roles.is_empty()) }
    }

    /// Counts the document once for each entity, in all and for each day.
    fn count_documents(&mut self, seen: &[Seen], reading: &Reading) {
        let mut dated: Vec<(u32, Option<Date>)> =
            seen.iter().map(|seen| (seen.entity, reading.articles[seen.passage as usize].1)).collect();
        dated.sort_unstable();
        dated.dedup();
        self.note_shared(&dated);
        let once = Sum { documents: 1, ..Sum::default() };
        for of_entity in dated.chunk_by(|a, b| a.0 == b.0) {
            let entity = &mut self.entities[of_entity[0].0 as usize];
            entity.sum += once;
            for date in of_entity.iter().filter_map(|&(_, date)| date) {
                entity.days.add(date, once);
            }
        }
    }

    /// Counts the units of one article for each of its entities.
    fn article(&mut self, seen: &[Seen], reading: &mut Reading) {
        let Some(first) = seen.first() else { return };
        let date = reading.articles[first.passage as usize].1;
        let units = reading.crowd(seen);
        self.units += units;
        if let Some(date) = date {
            self.days.add(date, units);
        }
        let mut passages = Vec::new();
        let runs = runs(seen, &mut passages);
        for &(entity, passages) in &runs {
            let entity = &mut self.entities[entity as usize];
            let sum = Sum { counts: reading.counts(passages), ..Sum::default() };
            entity.sum += sum;
            if let Some(date) = date {
                entity.days.add(date, sum);
            }
        }
        for seen in seen {
            let grade = reading.grade(Scope::Sentence, seen.bare, seen.passage, None);
            let proof = reading.proof(grade, (seen.passage, None));
            self.entities[seen.entity as usize].best.offer(proof, self.options.evidence);
        }
        self.crowds += u64::from(!reading.is_furniture(first.article) && runs.len() > self.options.crowd);
    }

    /// The number of an entity; what is known of its home is added to it.
    fn intern(&mut self, kind: Kind, name: &str, home: &Home) -> u32 {
        if let Some(id) = self.names.find(kind, name, home) {
            self.entities[id as usize].note_home(home);
            return id;
        }
        let name = self.names.insert(kind, name, home);
        self.entities.push(Entity::new(kind, name, home.clone()));
        self.entities.len() as u32 - 1
    }
}
