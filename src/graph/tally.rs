//! The tally: what is counted while documents come in, one by one.

use std::fmt;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::best::Best;
use super::days::Days;
use super::fixed::Fixed;
use super::partial::Sources;
use super::reading::{Reading, Seen};
use super::{Article, Counts, Scope};
use crate::kind::Kind;
use crate::resolve::{DocumentInfo, Home, Named, Resolved};
use crate::text::Date;

/// How the graph is to be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Options {
    /// The stretch of text whose shared units make the weight.
    pub scope: Scope,
    /// Whether a unit with n names gives each pair only 1/(n−1).
    pub damping: bool,
    /// Passages kept for each node and link.
    pub evidence: usize,
}

impl fmt::Display for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let damping = if self.damping { "damped" } else { "not damped" };
        write!(f, "{}, {damping}, {} passages each", self.scope, self.evidence)
    }
}

impl Default for Options {
    fn default() -> Self {
        Options { scope: Scope::Article, damping: true, evidence: 3 }
    }
}

/// A graph in the making: entities and pairs with their counts.
///
/// It grows with distinct entities, links and documents, not with text. The order of documents, and how they
/// are spread over tallies that are merged later, changes nothing in what [`Tally::finish`] gives.
#[derive(Debug, Default)]
pub struct Tally {
    pub(super) options: Options,
    pub(super) names: [FxHashMap<Arc<str>, u32>; Kind::ALL.len()],
    pub(super) entities: Vec<Entity>,
    pub(super) places: FxHashMap<(u32, u32), u32>,
    pub(super) pairs: Vec<Pair>,
    pub(super) documents: Vec<(Arc<DocumentInfo>, Vec<String>, Vec<Article>)>,
    pub(super) mentions: [u64; Kind::ALL.len()],
    pub(super) units: Counts,
    pub(super) days: Days<Counts>,
    /// Documents that name one name in several homes, so that none is counted twice when homes are joined.
    pub(super) shared: FxHashMap<Box<[u32]>, (u32, Days<u32>)>,
    /// What rows of other tallies told of their documents.
    pub(super) sources: Sources,
}

/// What is counted for one entity.
#[derive(Debug)]
pub(super) struct Entity {
    pub(super) kind: Kind,
    pub(super) name: Arc<str>,
    /// Where it belongs; told apart from homes of the same name until all are known.
    pub(super) home: Home,
    /// The next entity of the same name in another home.
    pub(super) namesake: Option<u32>,
    pub(super) sum: Sum,
    pub(super) days: Days<Sum>,
    pub(super) surfaces: Vec<(Box<str>, u32)>,
    pub(super) roles: Vec<Held>,
    pub(super) best: Best,
}

/// Mentions, documents, and units of each scope.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Sum {
    pub(super) mentions: u32,
    pub(super) documents: u32,
    pub(super) counts: Counts,
}

impl std::ops::AddAssign for Sum {
    fn add_assign(&mut self, other: Self) {
        self.mentions = self.mentions.saturating_add(other.mentions);
        self.documents = self.documents.saturating_add(other.documents);
        self.counts += other.counts;
    }
}

/// A role with the days it was stated.
#[derive(Debug)]
pub(super) struct Held {
    pub(super) text: Box<str>,
    pub(super) count: u32,
    pub(super) span: Option<(Date, Date)>,
    pub(super) best: Best,
}

/// What is counted for two entities found together.
#[derive(Debug, Default)]
pub(super) struct Pair {
    pub(super) ends: (u32, u32),
    pub(super) sum: Share,
    pub(super) days: Days<Share>,
    pub(super) best: Best,
}

/// Units shared, and the weight they give.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Share {
    pub(super) counts: Counts,
    pub(super) weight: Fixed,
}

impl std::ops::AddAssign for Share {
    fn add_assign(&mut self, other: Self) {
        self.counts += other.counts;
        self.weight += other.weight;
    }
}

impl Tally {
    /// An empty tally.
    pub fn new(options: Options) -> Self {
        Tally { options, ..Tally::default() }
    }

    /// Counts one document.
    pub fn add(&mut self, document: Resolved) {
        let Resolved { info, articles, passages, mentions } = document;
        let mut reading = Reading::new(info, &articles, passages);
        let mut seen = Vec::with_capacity(mentions.len());
        let mut reporters: Vec<String> = Vec::new();
        for named in mentions {
            self.mentions[named.kind as usize] += 1;
            if named.kind == Kind::Byline {
                if !reporters.contains(&named.entity) {
                    reporters.push(named.entity);
                }
            } else if reading.holds(named.passage) {
                seen.push(self.mention(named, &mut reading));
            }
        }
        seen.sort_unstable();
        self.count_documents(&seen, &reading);
        seen.dedup_by_key(|seen| (seen.article, seen.entity, seen.passage));
        for article in seen.chunk_by(|a, b| a.article == b.article) {
            self.article(article, &mut reading);
        }
        self.documents.push((reading.info, reporters, articles.into_iter().map(Article::from).collect()));
    }

    /// Counts one mention for its entity, with its surface and roles.
    fn mention(&mut self, named: Named, reading: &mut Reading) -> Seen {
        let passage = named.passage as u32;
        let (article, date) = reading.articles[named.passage];
        let id = self.intern(named.kind, &named.entity, &named.home);
        let entity = &mut self.entities[id as usize];
        entity.sum.mentions = entity.sum.mentions.saturating_add(1);
        if let Some(date) = date {
            entity.days.add(date, Sum { mentions: 1, ..Sum::default() });
        }
        if *entity.name != named.surface {
            add_surface(&mut entity.surfaces, &named.surface, 1);
        }
        let bare = u8::from(named.roles.is_empty());
        for role in named.roles {
            let mut held = Held::new(role.into_boxed_str(), date);
            let grade = reading.grade(Scope::Sentence, 0, passage, None);
            held.best.offer(reading.proof(grade, passage, None), 1);
            add_role(&mut entity.roles, held);
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
                if entity.best.wants(grade, most) {
                    entity.best.offer(reading.proof(grade, seen.passage, None), most);
                }
            }
            runs.push((run[0].entity, own));
        }
        for (at, &(a, of_a)) in runs.iter().enumerate() {
            for &(b, of_b) in &runs[at + 1..] {
                self.pair((a, b), (of_a, of_b), (runs.len(), date), reading);
            }
        }
    }

    /// Counts one pair in one article.
    fn pair(
        &mut self,
        ends: (u32, u32),
        passages: (&[u32], &[u32]),
        (crowd, date): (usize, Option<Date>),
        reading: &mut Reading,
    ) {
        let Options { scope, damping, evidence } = self.options;
        let meeting = reading.page.meet(passages.0, passages.1, scope, crowd);
        let weight = if damping { meeting.weight } else { Fixed::whole(meeting.counts.at(scope)) };
        let share = Share { counts: meeting.counts, weight };
        let pair = self.open(ends);
        pair.sum += share;
        if let Some(date) = date {
            pair.days.add(date, share);
        }
        for (first, second) in meeting.passages {
            let grade = reading.grade(meeting.scope, 0, first, second);
            if pair.best.wants(grade, evidence) {
                pair.best.offer(reading.proof(grade, first, second), evidence);
            }
        }
    }

    /// Takes in everything another tally counted; both must have equal options.
    pub fn merge(&mut self, other: Tally) {
        let most = self.options.evidence;
        let ids: Vec<u32> = other
            .entities
            .iter()
            .map(|entity| self.intern(entity.kind, &entity.name, &entity.home))
            .collect();
        for (entity, &id) in other.entities.into_iter().zip(&ids) {
            self.entities[id as usize].absorb(entity, most);
        }
        for pair in other.pairs {
            let ends = (ids[pair.ends.0 as usize], ids[pair.ends.1 as usize]);
            self.open(ends).absorb(pair, most);
        }
        let shared: Vec<_> = other.shared.into_iter().collect();
        for (set, (count, days)) in shared {
            let set = set.iter().map(|&id| ids[id as usize]).collect();
            self.share(set, count, days);
        }
        self.documents.extend(other.documents);
        self.sources.merge(other.sources);
        self.units += other.units;
        self.days.merge(other.days);
        for (into, count) in self.mentions.iter_mut().zip(other.mentions) {
            *into += count;
        }
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
        self.entities.push(Entity {
            kind,
            name,
            home: home.clone(),
            namesake,
            sum: Sum::default(),
            days: Days::default(),
            surfaces: Vec::new(),
            roles: Vec::new(),
            best: Best::default(),
        });
        id
    }

    pub(super) fn open(&mut self, (a, b): (u32, u32)) -> &mut Pair {
        let ends = (a.min(b), a.max(b));
        let at = *self.places.entry(ends).or_insert_with(|| {
            self.pairs.push(Pair { ends, ..Pair::default() });
            self.pairs.len() as u32 - 1
        });
        &mut self.pairs[at as usize]
    }
}

fn add_surface(surfaces: &mut Vec<(Box<str>, u32)>, surface: &str, count: u32) {
    match surfaces.iter_mut().find(|(held, _)| **held == *surface) {
        Some((_, held)) => *held = held.saturating_add(count),
        None => surfaces.push((surface.into(), count)),
    }
}

fn add_role(roles: &mut Vec<Held>, role: Held) {
    let Some(held) = roles.iter_mut().find(|held| held.text == role.text) else {
        roles.push(role);
        return;
    };
    held.count = held.count.saturating_add(role.count);
    held.best.merge(role.best, 1);
    held.span = match (held.span, role.span) {
        (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
        (a, b) => a.or(b),
    };
}

impl Entity {
    /// Adds what was counted for the same entity elsewhere.
    pub(super) fn absorb(&mut self, other: Entity, most: usize) {
        self.add(other.sum, other.days, (other.surfaces, other.roles), (other.best, most));
    }

    /// Adds counts, ways of writing it with its posts, and the best `most` proofs.
    pub(super) fn add(
        &mut self,
        sum: Sum,
        days: Days<Sum>,
        (surfaces, roles): (Vec<(Box<str>, u32)>, Vec<Held>),
        (best, most): (Best, usize),
    ) {
        self.sum += sum;
        self.days.merge(days);
        self.best.merge(best, most);
        for (surface, count) in surfaces {
            add_surface(&mut self.surfaces, &surface, count);
        }
        for role in roles {
            add_role(&mut self.roles, role);
        }
    }
}

impl Pair {
    /// Adds what was counted for the same pair elsewhere.
    pub(super) fn absorb(&mut self, other: Pair, most: usize) {
        self.sum += other.sum;
        self.days.merge(other.days);
        self.best.merge(other.best, most);
    }
}

impl Held {
    fn new(text: Box<str>, date: Option<Date>) -> Self {
        Held { text, count: 1, span: date.map(|date| (date, date)), best: Best::default() }
    }
}
