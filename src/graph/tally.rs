//! The tally: what is counted while documents come in, one by one.

use std::fmt;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use super::best::{Best, MOST};
use super::days::Days;
use super::entity::{Entity, Held, Sum};
use super::fixed::Fixed;
use super::pairs::{Pairs, Share};
use super::reading::{Reading, Seen};
use super::shelf::Shelf;
use super::sources::Sources;
use super::{Article, Counts, Document, Scope};
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

/// Pairs opened together: many enough that their waits for memory overlap, and few enough to stay near.
const TOGETHER: usize = 1 << 8;

/// A graph in the making: entities and pairs with their counts.
///
/// It grows with distinct entities, links and documents, not with text. The order of documents, and how they
/// are spread over tallies that are merged later, changes nothing in what [`Tally::finish`] gives.
#[derive(Debug, Default)]
pub struct Tally {
    pub(super) options: Options,
    pub(super) names: [FxHashMap<Arc<str>, u32>; Kind::ALL.len()],
    pub(super) entities: Vec<Entity>,
    pub(super) pairs: Pairs,
    /// Documents, and the passages that proofs refer to.
    pub(super) shelf: Shelf,
    pub(super) mentions: [u64; Kind::ALL.len()],
    pub(super) units: Counts,
    /// Articles that name more entities than are linked.
    pub(super) crowds: u64,
    pub(super) days: Days<Counts>,
    /// Documents that name one name in several homes, so that none is counted twice when homes are joined.
    pub(super) shared: FxHashMap<Box<[u32]>, (u32, Days<u32>)>,
    /// What rows of other tallies told of their documents.
    pub(super) sources: Sources,
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

    /// Counts one document.
    pub fn add(&mut self, document: Resolved) {
        let Resolved { info, articles, passages, mentions } = document;
        let bylines = mentions.iter().filter(|named| named.kind == Kind::Byline);
        let mut known: FxHashSet<&str> = FxHashSet::default();
        let first = bylines.filter(|byline| known.insert(&byline.entity));
        let reporters: Vec<String> = first.map(|byline| byline.entity.clone()).collect();
        let mut reading = Reading::new(self.shelf.documents.len() as u32, info.date, &articles, passages);
        let articles = articles.into_iter().map(Article::from).collect();
        self.shelf.documents.push(&Document { info, reporters, articles });
        let mut seen = Vec::with_capacity(mentions.len());
        for named in mentions {
            self.mentions[named.kind as usize] += 1;
            if named.kind != Kind::Byline && reading.holds(named.passage) {
                seen.push(self.mention(named, &mut reading));
            }
        }
        seen.sort_unstable();
        self.count_documents(&seen, &reading);
        seen.dedup_by_key(|seen| (seen.article, seen.entity, seen.passage));
        for article in seen.chunk_by(|a, b| a.article == b.article) {
            self.article(article, &mut reading);
        }
        reading.close(&mut self.shelf);
    }

    /// Counts one mention for its entity, with its surface and roles.
    fn mention(&mut self, named: Named, reading: &mut Reading) -> Seen {
        let passage = named.passage as u32;
        let (article, date) = reading.articles[named.passage];
        // Who holds a public post is known once all is counted.
        let folk = named.kind == Kind::Person;
        let kind = if folk { Kind::Official } else { named.kind };
        let id = self.intern(kind, &named.entity, &named.home);
        let entity = &mut self.entities[id as usize];
        entity.folk = entity.folk.saturating_add(u32::from(folk));
        entity.sum.mentions = entity.sum.mentions.saturating_add(1);
        if let Some(date) = date {
            entity.days.add(date, Sum { mentions: 1, ..Sum::default() });
        }
        if *entity.name != named.surface {
            entity.add_surface(&named.surface, 1);
        }
        let bare = u8::from(named.roles.is_empty());
        for role in named.roles {
            let mut held = Held::new(role, date);
            let grade = reading.grade(Scope::Sentence, 0, passage, None);
            let proof = reading.proof(grade, (passage, None), &mut self.shelf);
            held.best.offer(proof, 1, &mut self.shelf);
            entity.add_role(held, &mut self.shelf);
        }
        Seen { article, entity: id, passage, bare }
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

    /// Counts the units of one article and every pair in it.
    fn article(&mut self, seen: &[Seen], reading: &mut Reading) {
        let most = self.options.evidence;
        let Some(first) = seen.first() else { return };
        let date = reading.articles[first.passage as usize].1;
        let units = reading.crowd(seen);
        self.units += units;
        if let Some(date) = date {
            self.days.add(date, units);
        }
        let passages: Vec<u32> = seen.iter().map(|seen| seen.passage).collect();
        let mut runs: Vec<(u32, &[u32])> = Vec::new();
        let mut from = 0;
        for run in seen.chunk_by(|a, b| a.entity == b.entity) {
            let own = &passages[from..from + run.len()];
            from += run.len();
            let entity = &mut self.entities[run[0].entity as usize];
            let sum = Sum { counts: reading.counts(own), ..Sum::default() };
            entity.sum += sum;
            if let Some(date) = date {
                entity.days.add(date, sum);
            }
            for seen in run {
                let grade = reading.grade(Scope::Sentence, seen.bare, seen.passage, None);
                if entity.best.wants(grade, reading.document, most, &self.shelf) {
                    let proof = reading.proof(grade, (seen.passage, None), &mut self.shelf);
                    entity.best.offer(proof, most, &mut self.shelf);
                }
            }
            runs.push((run[0].entity, own));
        }
        if reading.is_furniture(first.article) {
            return;
        }
        if runs.len() > self.options.crowd {
            self.crowds += 1;
            let close = reading.close_pairs(&runs, self.options.crowd);
            self.count_pairs(close.into_iter(), &runs, date, reading);
        } else {
            let two = |a: usize| (a + 1..runs.len()).map(move |b| (a, b));
            self.count_pairs((0..runs.len()).flat_map(two), &runs, date, reading);
        }
    }

    /// Counts pairs of entities, each with its sorted passages, in one article.
    fn count_pairs(
        &mut self,
        mut all: impl Iterator<Item = (usize, usize)>,
        runs: &[(u32, &[u32])],
        date: Option<Date>,
        reading: &mut Reading,
    ) {
        let (mut ends, mut opened) = (Vec::new(), Vec::new());
        loop {
            let some: Vec<(usize, usize)> = all.by_ref().take(TOGETHER).collect();
            if some.is_empty() {
                break;
            }
            ends.clear();
            ends.extend(some.iter().map(|&(a, b)| (runs[a].0, runs[b].0)));
            self.pairs.open_all(&ends, &mut opened);
            for (&(a, b), &at) in some.iter().zip(&opened) {
                self.pair(at, (runs[a].1, runs[b].1), (runs.len(), date), reading);
            }
        }
    }

    /// Counts one pair in one article.
    fn pair(
        &mut self,
        at: u32,
        passages: (&[u32], &[u32]),
        (crowd, date): (usize, Option<Date>),
        reading: &mut Reading,
    ) {
        let Options { scope, damping, evidence, .. } = self.options;
        let meeting = reading.meet(passages, scope, crowd);
        let weight = if damping { meeting.weight } else { Fixed::whole(meeting.counts.at(scope)) };
        self.pairs.add(at, Share { counts: meeting.counts, weight }, date);
        let best = &mut self.pairs.list[at].best;
        for met in 0..reading.met.len() {
            let (first, second) = reading.met[met];
            let grade = reading.grade(meeting.scope, 0, first, second);
            if best.wants(grade, reading.document, evidence, &self.shelf) {
                let proof = reading.proof(grade, (first, second), &mut self.shelf);
                best.offer(proof, evidence, &mut self.shelf);
            }
        }
    }

    /// Takes in everything another tally counted; both must have equal options.
    pub fn merge(&mut self, mut other: Tally) {
        let most = self.options.evidence;
        let ids: Vec<u32> = other
            .entities
            .iter()
            .map(|entity| self.intern(entity.kind, &entity.name, &entity.home))
            .collect();
        let moved = self.take_shelf(&other);
        let own = |best: &Best, shelf: &mut Shelf| best.moved(&moved, shelf);
        for (mut entity, &id) in std::mem::take(&mut other.entities).into_iter().zip(&ids) {
            entity.bests().for_each(|best| *best = own(best, &mut self.shelf));
            self.entities[id as usize].absorb(entity, most, &mut self.shelf);
        }
        for (ends, pair) in other.pairs.iter() {
            let at = self.pairs.open((ids[ends.0 as usize], ids[ends.1 as usize]));
            self.pairs.absorb(at, pair.sum, other.pairs.days(pair));
            let best = own(&pair.best, &mut self.shelf);
            self.pairs.list[at].best.merge(best, most, &mut self.shelf);
        }
        moved.into_iter().flatten().for_each(|passage| self.shelf.release(passage));
        let shared: Vec<_> = other.shared.into_iter().collect();
        for (set, (count, days)) in shared {
            let set = set.iter().map(|&id| ids[id as usize]).collect();
            self.share(set, count, days);
        }
        self.sources.merge(other.sources, &mut self.shelf);
        self.units += other.units;
        self.crowds += other.crowds;
        self.days.merge(other.days);
        for (into, count) in self.mentions.iter_mut().zip(other.mentions) {
            *into += count;
        }
    }

    /// Takes in the documents and passages of another tally; the new number of each passage that is held there.
    fn take_shelf(&mut self, other: &Tally) -> Vec<Option<u32>> {
        let told = other.sources.told(other.shelf.documents.len());
        let mut documents = Vec::with_capacity(told.len());
        for (document, told) in other.shelf.documents.iter().zip(told) {
            documents.push(if told {
                self.sources.of(&document.info.id, &mut self.shelf).document
            } else {
                self.shelf.documents.push(&document);
                self.shelf.documents.len() as u32 - 1
            });
        }
        let mut moved = vec![None; other.shelf.numbers()];
        for (at, kept) in other.shelf.held() {
            let (document, span) = (documents[kept.document as usize], (kept.start, kept.end));
            let text = kept.text.here().to_string();
            moved[at as usize] = Some(self.shelf.put(document, kept.article, span, text));
        }
        moved
    }

    /// The number of an entity; what is known of its home is added to it.
    pub(super) fn intern(&mut self, kind: Kind, name: &str, home: &Home) -> u32 {
        let names = &mut self.names[kind as usize];
        let (id, first) = (self.entities.len() as u32, names.get(name).copied());
        let mut namesake = first;
        while let Some(at) = namesake {
            let entity = &mut self.entities[at as usize];
            if entity.home.at == home.at && entity.home.decided == home.decided {
                entity.note_home(home);
                return at;
            }
            namesake = entity.namesake;
        }
        let name = match first {
            Some(first) => {
                let first = &mut self.entities[first as usize];
                namesake = first.namesake.replace(id);
                first.name.clone()
            }
            None => {
                let name = Arc::<str>::from(name);
                names.insert(name.clone(), id);
                name
            }
        };
        self.entities.push(Entity { namesake, ..Entity::new(kind, name, home.clone()) });
        id
    }
}
