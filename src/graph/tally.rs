//! The tally: what is counted while documents come in, one by one.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::best::Best;
use super::days::Days;
use super::fixed::Fixed;
use super::reading::{Reading, Seen};
use super::{Article, Counts, Scope};
use crate::kind::Kind;
use crate::resolve::{DocumentInfo, Named, Resolved};
use crate::text::Date;

/// How the graph is to be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// The stretch of text whose shared units make the weight.
    pub scope: Scope,
    /// Whether a unit with n names gives each pair only 1/(n−1).
    pub damping: bool,
    /// Passages kept for each node and link.
    pub evidence: usize,
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
    names: [FxHashMap<Arc<str>, u32>; Kind::ALL.len()],
    pub(super) entities: Vec<Entity>,
    places: FxHashMap<(u32, u32), u32>,
    pub(super) pairs: Vec<Pair>,
    pub(super) documents: Vec<(Arc<DocumentInfo>, Vec<String>, Vec<Article>)>,
    pub(super) mentions: [u64; Kind::ALL.len()],
    pub(super) units: Counts,
    pub(super) days: Days<Counts>,
}

/// What is counted for one entity.
#[derive(Debug)]
pub(super) struct Entity {
    pub(super) kind: Kind,
    pub(super) name: Arc<str>,
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
        let id = self.intern(named.kind, &named.entity);
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
        let ids: Vec<u32> =
            other.entities.iter().map(|entity| self.intern(entity.kind, &entity.name)).collect();
        for (entity, &id) in other.entities.into_iter().zip(&ids) {
            let into = &mut self.entities[id as usize];
            into.sum += entity.sum;
            into.days.merge(entity.days);
            into.best.merge(entity.best, most);
            for (surface, count) in entity.surfaces {
                add_surface(&mut into.surfaces, &surface, count);
            }
            for role in entity.roles {
                add_role(&mut into.roles, role);
            }
        }
        for pair in other.pairs {
            let (a, b) = (ids[pair.ends.0 as usize], ids[pair.ends.1 as usize]);
            let into = self.open((a, b));
            into.sum += pair.sum;
            into.days.merge(pair.days);
            into.best.merge(pair.best, most);
        }
        self.documents.extend(other.documents);
        self.units += other.units;
        self.days.merge(other.days);
        for (into, count) in self.mentions.iter_mut().zip(other.mentions) {
            *into += count;
        }
    }

    fn intern(&mut self, kind: Kind, name: &str) -> u32 {
        let names = &mut self.names[kind as usize];
        if let Some(&id) = names.get(name) {
            return id;
        }
        let (id, name) = (self.entities.len() as u32, Arc::<str>::from(name));
        names.insert(name.clone(), id);
        self.entities.push(Entity {
            kind,
            name,
            sum: Sum::default(),
            days: Days::default(),
            surfaces: Vec::new(),
            roles: Vec::new(),
            best: Best::default(),
        });
        id
    }

    fn open(&mut self, (a, b): (u32, u32)) -> &mut Pair {
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

impl Held {
    fn new(text: Box<str>, date: Option<Date>) -> Self {
        Held { text, count: 1, span: date.map(|date| (date, date)), best: Best::default() }
    }
}
