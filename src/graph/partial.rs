//! A tally as rows that can be written, sent and added up elsewhere: what one part of a corpus gives.
//!
//! [`Tally::rows`] takes a tally apart, [`Tally::take`] puts any number of such rows together, in any order. Rows
//! of one entity or pair may come again and again: they are added. Nothing is rounded and nothing is decided in
//! them: weights are whole numbers of parts, and homes are those that documents told, so that who is who is asked
//! once, over everything, by [`Tally::finish`].
//!
//! Proofs name their passages by document and offset. The texts travel in rows of their own, once each, and are
//! looked up at the end: most of them lose their place to better ones on the way.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::best::{Best, Proof};
use super::days::Days;
use super::entity::{Entity, Held, Sum};
use super::fixed::Fixed;
use super::pairs::{Pair, Share};
use super::shelf::{Kept, Shelf};
use super::tally::{Options, Tally};
use super::{Counts, Document, NodeDay, Scope, UnitDay};
use crate::kind::Kind;
use crate::resolve::{Basis, Home, PostState};
use crate::text::Date;

/// One part of a tally.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Row {
    /// How it was counted, and what belongs to no entity.
    Head(Head),
    /// A document.
    Document(Document),
    /// The text of a passage some proof names.
    Passage(Quote),
    /// What was counted for one name in one home.
    Entity(Box<EntityRow>),
    /// What was counted for two of them.
    Pair(Box<PairRow>),
    /// Documents that name one name in several homes.
    Shared(SharedRow),
}

/// How a tally was counted, and what belongs to no entity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Head {
    /// How it was counted; only what was counted alike can be added.
    pub options: Options,
    /// Number of mentions, in the order of `Kind::ALL`.
    pub mentions: [u64; Kind::ALL.len()],
    /// Units that name an entity.
    pub units: Counts,
    /// The same by day.
    pub days: Vec<UnitDay>,
}

/// A passage: document, article, offsets, text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// Id of its document.
    pub document: String,
    /// Position of its article within the document.
    pub article: u32,
    /// First offset in the raw document.
    pub start: u32,
    /// Offset after the last.
    pub end: u32,
    /// The sentence as people read it.
    pub text: String,
}

/// A name in a home: kind, name, path of the home, and the label people gave it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Who(pub Kind, pub String, pub Option<String>, pub Option<String>);

/// What was counted for one name in one home.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EntityRow {
    /// Its name and home.
    pub who: Who,
    stated: bool,
    also: Vec<String>,
    sum: (u32, u32, Counts),
    days: Vec<NodeDay>,
    surfaces: Vec<(Box<str>, u32)>,
    roles: Vec<RoleRow>,
    #[serde(default)]
    folk: u32,
    best: Vec<ProofRow>,
}

/// A post, the mentions that state it, its first and last day, and the best proof.
type RoleRow = (Box<str>, u32, Option<(Date, Date)>, Vec<ProofRow>, PostState, Basis);

/// What was counted for two entities.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PairRow {
    /// Who they are, in order.
    pub ends: (Who, Who),
    counts: Counts,
    parts: Fixed,
    days: Vec<(Date, Counts, Fixed)>,
    best: Vec<ProofRow>,
}

/// Documents that name all of a set of one name in several homes: how many, and how many by day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SharedRow {
    /// Who they are, in order.
    pub set: Vec<Who>,
    count: u32,
    days: Vec<(Date, u32)>,
}

/// Grade, document, article, and the offsets of one or two passages.
pub(super) type ProofRow = (Scope, u8, u32, String, u32, (u32, u32), Option<(u32, u32)>);

/// A row that was counted in another way than the rows before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("counted by {theirs}, the others by {ours}")]
pub struct Unequal {
    /// How the rows before it were counted.
    pub ours: Options,
    /// How this one was.
    pub theirs: Options,
}

impl Tally {
    /// Everything counted so far, in an order that no order of documents changes.
    pub fn rows(&self) -> Vec<Row> {
        let told = self.sources.told(self.shelf.documents.len());
        let documents = self.shelf.documents.iter().zip(told).filter(|(_, told)| !told);
        let mut documents: Vec<Document> = documents.map(|(document, _)| document).collect();
        documents.sort_unstable();
        let counted = self.entities.iter().filter(|entity| entity.sum.mentions > 0);
        let mut entities: Vec<EntityRow> = counted.map(|entity| entity_row(entity, &self.shelf)).collect();
        entities.sort_unstable_by(|a, b| a.who.cmp(&b.who));
        let mut pairs: Vec<PairRow> =
            self.pairs.iter().map(|(ends, pair)| self.pair_row(ends, pair)).collect();
        pairs.sort_unstable_by(|a, b| a.ends.cmp(&b.ends));
        let mut shared: Vec<SharedRow> = Vec::new();
        let sets: Vec<_> = self.shared.iter().collect();
        for (set, (count, days)) in sets {
            let mut set: Vec<Who> = set.iter().map(|&id| who(&self.entities[id as usize])).collect();
            set.sort_unstable();
            shared.push(SharedRow { set, count: *count, days: days.0.clone() });
        }
        shared.sort_unstable_by(|a, b| a.set.cmp(&b.set));
        let head = Head {
            options: self.options,
            mentions: self.mentions,
            units: self.units,
            days: self.days.0.iter().map(|&(date, counts)| UnitDay { date, counts }).collect(),
        };
        std::iter::once(Row::Head(head))
            .chain(documents.into_iter().map(Row::Document))
            .chain(self.quotes().into_iter().map(Row::Passage))
            .chain(entities.into_iter().map(|row| Row::Entity(Box::new(row))))
            .chain(pairs.into_iter().map(|row| Row::Pair(Box::new(row))))
            .chain(shared.into_iter().map(Row::Shared))
            .collect()
    }

    /// Entities and pairs held: what its memory grows with, besides documents.
    pub fn size(&self) -> usize {
        self.entities.len() + self.pairs.list.len()
    }

    /// Adds one row; a head that was counted in another way is refused.
    pub fn take(&mut self, row: Row) -> Result<(), Unequal> {
        match row {
            Row::Head(head) if head.options != self.options => {
                return Err(Unequal { ours: self.options, theirs: head.options });
            }
            Row::Head(head) => {
                for (into, count) in self.mentions.iter_mut().zip(head.mentions) {
                    *into = into.saturating_add(count);
                }
                self.units += head.units;
                self.days.merge(Days(head.days.into_iter().map(|day| (day.date, day.counts)).collect()));
            }
            Row::Document(document) => self.shelf.documents.push(&document),
            Row::Passage(quote) => {
                self.sources.note(&quote.document, quote.start, quote.text, &mut self.shelf);
            }
            Row::Entity(row) => self.take_entity(*row),
            Row::Pair(row) => self.take_pair(*row),
            Row::Shared(row) => {
                let set = row.set.iter().map(|who| self.number(who)).collect();
                self.share(set, row.count, Days(row.days));
            }
        }
        Ok(())
    }

    fn number(&mut self, Who(kind, name, home, decided): &Who) -> u32 {
        let path = |path: &Option<String>| path.as_deref().map(Arc::from);
        self.intern(*kind, name, &Home { at: path(home), decided: path(decided), ..Home::default() })
    }

    fn take_entity(&mut self, row: EntityRow) {
        let EntityRow { who, stated, also, sum: (mentions, documents, counts), .. } = row;
        let id = self.number(&who) as usize;
        let most = self.options.evidence;
        let also = also.into_iter().map(Arc::from).collect();
        self.entities[id].note_home(&Home { stated, also, ..Home::default() });
        let mut best = |rows, most| self.sources.best(rows, most, &mut self.shelf);
        let roles = row.roles.into_iter();
        let roles = roles.map(|(text, count, span, rows, state, basis)| Held {
            text,
            state,
            basis,
            count,
            span,
            best: best(rows, 1),
        });
        let roles = roles.collect();
        let best = best(row.best, most);
        let day = |day: NodeDay| {
            (day.date, Sum { mentions: day.mentions, documents: day.documents, counts: day.counts })
        };
        let entity = &mut self.entities[id];
        let told = Entity {
            sum: Sum { mentions, documents, counts },
            days: Days(row.days.into_iter().map(day).collect()),
            surfaces: row.surfaces,
            roles,
            folk: row.folk,
            best,
            ..Entity::new(entity.kind, entity.name.clone(), Home::default())
        };
        entity.absorb(told, most, &mut self.shelf);
    }

    fn take_pair(&mut self, row: PairRow) {
        let ends = (self.number(&row.ends.0), self.number(&row.ends.1));
        let most = self.options.evidence;
        let days = row.days.into_iter().map(|(date, counts, weight)| (date, Share { counts, weight }));
        let at = self.pairs.open(ends);
        self.pairs.absorb(at, Share { counts: row.counts, weight: row.parts }, Days(days.collect()));
        let best = self.sources.best(row.best, most, &mut self.shelf);
        self.pairs.list[at].best.merge(best, most, &mut self.shelf);
    }

    fn pair_row(&self, ends: (u32, u32), pair: &Pair) -> PairRow {
        let [a, b] = [ends.0, ends.1].map(|id| who(&self.entities[id as usize]));
        let days = self.pairs.days(pair).0.into_iter();
        PairRow {
            ends: if a <= b { (a, b) } else { (b, a) },
            counts: pair.sum.counts,
            parts: pair.sum.weight,
            days: days.map(|(date, share)| (date, share.counts, share.weight)).collect(),
            best: proofs(&pair.best, &self.shelf),
        }
    }

    /// The passages that some proof names, once each, in order.
    fn quotes(&self) -> Vec<Quote> {
        let of_entities = self.entities.iter().flat_map(|entity| {
            std::iter::once(&entity.best).chain(entity.roles.iter().map(|held| &held.best))
        });
        let all = of_entities.chain(self.pairs.iter().map(|(_, pair)| &pair.best)).flat_map(Best::iter);
        let mut numbers: Vec<u32> = all.flat_map(Proof::passages).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let id = |kept: &Kept| self.shelf.documents.id(kept.document as usize);
        let mut kept: Vec<&Kept> = numbers.into_iter().map(|at| self.shelf.get(at)).collect();
        kept.sort_unstable_by_key(|kept| (id(kept), kept.start));
        kept.dedup_by_key(|kept| (id(kept), kept.start));
        let quote = |kept: &Kept| Quote {
            document: id(kept).to_string(),
            article: kept.article,
            start: kept.start,
            end: kept.end,
            text: self.sources.text(kept, &self.shelf.documents).unwrap_or(kept.text.here()).to_string(),
        };
        // Where only a part of the rows was taken, the texts are in another.
        kept.into_iter().map(quote).filter(|quote| !quote.text.is_empty()).collect()
    }
}

fn who(entity: &Entity) -> Who {
    let path = |path: &Option<Arc<str>>| path.as_deref().map(str::to_string);
    Who(entity.kind, entity.name.to_string(), path(&entity.home.at), path(&entity.home.decided))
}

fn entity_row(entity: &Entity, shelf: &Shelf) -> EntityRow {
    let day = |&(date, sum): &(Date, Sum)| NodeDay {
        date,
        mentions: sum.mentions,
        documents: sum.documents,
        counts: sum.counts,
    };
    let role = |held: &Held| {
        (held.text.clone(), held.count, held.span, proofs(&held.best, shelf), held.state, held.basis)
    };
    let mut surfaces = entity.surfaces.clone();
    surfaces.sort_unstable();
    let mut roles: Vec<RoleRow> = entity.roles.iter().map(role).collect();
    roles.sort_unstable();
    EntityRow {
        who: who(entity),
        stated: entity.home.stated,
        also: entity.home.also.iter().map(|path| path.to_string()).collect(),
        sum: (entity.sum.mentions, entity.sum.documents, entity.sum.counts),
        days: entity.days.0.iter().map(day).collect(),
        surfaces,
        roles,
        folk: entity.folk,
        best: proofs(&entity.best, shelf),
    }
}

fn proofs(best: &Best, shelf: &Shelf) -> Vec<ProofRow> {
    let row = |proof: &Proof| {
        let span = |at: u32| (shelf.get(at).start, shelf.get(at).end);
        let (first, grade) = (shelf.get(proof.first), proof.grade);
        let id = shelf.documents.id(first.document as usize).to_string();
        let second = proof.second().map(span);
        (grade.scope(), grade.bare(), grade.length(), id, first.article, span(proof.first), second)
    };
    best.iter().map(row).collect()
}
