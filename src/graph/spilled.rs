//! Pairs and passages put away from a tally that grew too large, and how a graph comes of them again.
//!
//! A tally is emptied of its pairs with [`Tally::spill`] as often as there is need; entities and documents stay, so
//! that numbers given to them hold. In the end [`Tally::settle`] decides who is who; every record is then renamed
//! ([`Settled::rename`]) to stand by its final ends, all are sorted by key, and those of one key are added. Nobody
//! needs to hold more than a few of them at a time.

use super::best::{Grade, MOST, Proof};
use super::days::Days;
use super::documents::{day_of, number_of};
use super::entity::Entity;
use super::finish::{Ends, fill, node, positions, weight};
use super::model::{Graph, Net};
use super::pairs::Share;
use super::shelf::{Kept, Shelf};
use super::tally::{Options, Tally};
use super::{Counts, Evidence, Link, Meta, Passage, post};

/// What can be put away as bytes and is sorted by a key.
pub trait Record: Sized {
    /// Appends the record as bytes.
    fn encode(&self, out: &mut Vec<u8>);
    /// The record that stands in these bytes, if they are whole.
    fn decode(bytes: &[u8]) -> Option<Self>;
    /// What records are sorted by; those of one key are added up.
    fn key(&self) -> (u32, u32);
}

/// What was counted for two entities.
#[derive(Clone, Debug, PartialEq)]
pub struct SpilledPair {
    ends: (u32, u32),
    sum: Share,
    days: Days<Share>,
    best: Vec<Claim>,
}

/// A proof that carries its places; in the order that decides which is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Claim {
    grade: Grade,
    document: u32,
    first: (u32, u32),
    second: Option<(u32, u32)>,
}

impl Claim {
    /// The keys of its passages.
    fn passages(&self) -> impl Iterator<Item = (u32, u32)> + use<> {
        let document = self.document;
        [Some(self.first), self.second].into_iter().flatten().map(move |(start, _)| (document, start))
    }
}

/// A passage some proof may name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpilledPassage(Passage);

/// Four bytes at a time.
struct Words<'a>(&'a [u8]);

impl Words<'_> {
    fn next(&mut self) -> Option<u32> {
        let (word, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(u32::from_le_bytes(*word))
    }

    fn share(&mut self) -> Option<Share> {
        let [high, low] = [self.next()?, self.next()?].map(u64::from);
        let counts = Counts { sentences: self.next()?, paragraphs: self.next()?, articles: self.next()? };
        Some(Share { weight: (high << 32 | low).into(), counts })
    }
}

fn put(words: &[u32], out: &mut Vec<u8>) {
    words.iter().for_each(|word| out.extend_from_slice(&word.to_le_bytes()));
}

fn put_share(share: Share, out: &mut Vec<u8>) {
    let (parts, Counts { sentences, paragraphs, articles }) = (u64::from(share.weight), share.counts);
    put(&[(parts >> 32) as u32, parts as u32, sentences, paragraphs, articles], out);
}

/// Stands where a proof has one passage only.
const NONE: u32 = u32::MAX;

impl Record for SpilledPair {
    fn encode(&self, out: &mut Vec<u8>) {
        put(&[self.ends.0, self.ends.1], out);
        put_share(self.sum, out);
        put(&[self.days.0.len() as u32, self.best.len() as u32], out);
        for &(date, share) in &self.days.0 {
            put(&[number_of(Some(date))], out);
            put_share(share, out);
        }
        for claim in &self.best {
            let second = claim.second.unwrap_or((NONE, NONE));
            let (first, grade) = (claim.first, claim.grade.number());
            put(&[grade, claim.document, first.0, first.1, second.0, second.1], out);
        }
    }

    fn decode(bytes: &[u8]) -> Option<Self> {
        let mut words = Words(bytes);
        let ends = (words.next()?, words.next()?);
        let sum = words.share()?;
        let (days, best) = (words.next()?, words.next()?);
        let days =
            (0..days).map(|_| Some((day_of(words.next()?)?, words.share()?))).collect::<Option<_>>()?;
        let claim = |_| {
            let (grade, document) = (Grade::of_number(words.next()?), words.next()?);
            let (first, second) = ((words.next()?, words.next()?), (words.next()?, words.next()?));
            Some(Claim { grade, document, first, second: (second.0 != NONE).then_some(second) })
        };
        let best = (0..best).map(claim).collect::<Option<_>>()?;
        Some(SpilledPair { ends, sum, days: Days(days), best })
    }

    fn key(&self) -> (u32, u32) {
        self.ends
    }
}

impl Record for SpilledPassage {
    fn encode(&self, out: &mut Vec<u8>) {
        let Passage { document, article, start, end, text } = &self.0;
        put(&[*document, *article, *start, *end], out);
        out.extend_from_slice(text.as_bytes());
    }

    fn decode(bytes: &[u8]) -> Option<Self> {
        let mut words = Words(bytes);
        let (document, article) = (words.next()?, words.next()?);
        let (start, end) = (words.next()?, words.next()?);
        let text = String::from_utf8(words.0.to_vec()).ok()?;
        Some(SpilledPassage(Passage { document, article, start, end, text }))
    }

    fn key(&self) -> (u32, u32) {
        (self.0.document, self.0.start)
    }
}

/// The order of the documents of a tally: the rank of each number, and the number of each rank.
#[derive(Debug)]
pub struct Ranks {
    /// For each document its rank.
    pub of: Vec<u32>,
    /// For each rank its document.
    pub at: Vec<u32>,
}

impl SpilledPair {
    /// The pair with other numbers for the documents of its proofs, which stand in their order then.
    pub fn documents(mut self, numbers: &[u32]) -> SpilledPair {
        for claim in &mut self.best {
            claim.document = numbers[claim.document as usize];
        }
        self.best.sort_unstable();
        self
    }

    /// The keys of the passages its proofs name.
    pub fn passages(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        self.best.iter().flat_map(Claim::passages)
    }

    /// Adds what was counted for the same two.
    pub fn add(&mut self, other: SpilledPair) {
        self.sum += other.sum;
        self.days.merge(other.days);
        for claim in other.best {
            if let Err(at) = self.best.binary_search(&claim) {
                self.best.insert(at, claim);
            }
        }
        self.best.truncate(MOST);
    }
}

/// Bytes of an entity with its days, posts and ways of writing it, as they are on the whole.
const ENTITY: usize = size_of::<Entity>() + 512;

impl Tally {
    /// About how many bytes it holds that [`Tally::spill`] would give back, and in all.
    pub fn bytes(&self) -> (usize, usize) {
        let pairs = self.pairs.bytes() + self.shelf.bytes();
        (pairs, pairs + self.entities.len() * ENTITY + self.shelf.documents.bytes())
    }

    /// Hands out all pairs, and the passages that proofs refer to, and forgets the pairs.
    pub fn spill<E>(
        &mut self,
        mut pair: impl FnMut(SpilledPair) -> Result<(), E>,
        mut passage: impl FnMut(SpilledPassage) -> Result<(), E>,
    ) -> Result<(), E> {
        for (_, kept) in self.shelf.held() {
            let &Kept { document, article, start, end, .. } = kept;
            passage(SpilledPassage(Passage {
                document,
                article,
                start,
                end,
                text: kept.text.here().to_string(),
            }))?;
        }
        let shelf = &mut self.shelf;
        self.pairs.drain(|ends, held, days| {
            let best = held.best.iter().map(|proof| claim(proof, shelf)).collect();
            held.best.release(shelf);
            pair(SpilledPair { ends, sum: held.sum, days, best })
        })?;
        self.shelf.shrink();
        Ok(())
    }

    /// The keys of the passages that it holds itself, for its entities and posts.
    pub fn passages(&self) -> Vec<(u32, u32)> {
        self.shelf.held().map(|(_, kept)| (kept.document, kept.start)).collect()
    }

    /// The order its documents stand in so far.
    pub fn ranks(&self) -> Ranks {
        ranks(&self.shelf)
    }

    /// Decides who is who, once everything is counted and all pairs are put away.
    pub fn settle(mut self) -> Settled {
        let ids = self.unite();
        let meta = self.meta();
        let Tally { options, mut entities, mut shelf, .. } = self;
        let positions = positions(&entities);
        entities.sort_unstable_by(|a, b| a.place().cmp(&b.place()));
        let Ranks { of: documents, at: order } = ranks(&shelf);
        shelf.documents.arrange(&order);
        let named = shelf.held().map(|(_, kept)| (documents[kept.document as usize], kept.start)).collect();
        Settled {
            options,
            ends: Ends::new(entities.iter().map(|entity| entity.sum.counts), &meta),
            meta,
            positions: ids.into_iter().map(|id| positions[id as usize]).collect(),
            documents,
            entities,
            shelf,
            named,
            sorted: 0,
        }
    }
}

fn ranks(shelf: &Shelf) -> Ranks {
    let at = shelf.documents.order(|_| true);
    let mut of = vec![0; at.len()];
    (0..).zip(&at).for_each(|(rank, &number)| of[number as usize] = rank);
    Ranks { of, at }
}

fn claim(proof: &Proof, shelf: &Shelf) -> Claim {
    let span = |at: u32| (shelf.get(at).start, shelf.get(at).end);
    Claim {
        grade: proof.grade,
        document: shelf.get(proof.first).document,
        first: span(proof.first),
        second: proof.second().map(span),
    }
}

/// A tally without its pairs in which it is decided who is who.
#[derive(Debug)]
pub struct Settled {
    options: Options,
    meta: Meta,
    /// The position of the node that each entity became.
    positions: Vec<u32>,
    /// The position of each document.
    documents: Vec<u32>,
    entities: Vec<Entity>,
    shelf: Shelf,
    ends: Ends,
    /// Passages that some proof names, by document and offset; sorted up to a point.
    named: Vec<(u32, u32)>,
    sorted: usize,
}

impl Settled {
    /// Gives a pair its final ends; a pair of twice the same has none.
    pub fn rename_pair(&self, mut pair: SpilledPair) -> Option<SpilledPair> {
        let [a, b] = [pair.ends.0, pair.ends.1].map(|end| self.positions[end as usize]);
        pair.ends = (a.min(b), a.max(b));
        // Equal grades are told apart by the order of documents, which is known only now.
        (a != b).then(|| pair.documents(&self.documents))
    }

    /// Gives a passage the position of its document.
    pub fn rename_passage(&self, mut passage: SpilledPassage) -> SpilledPassage {
        passage.0.document = self.documents[passage.0.document as usize];
        passage
    }

    /// Counts a pair for the measures of all, in the order of keys; tells whether it is a link.
    pub fn count(&mut self, pair: &SpilledPair) -> bool {
        let is_link = pair.sum.counts.at(self.options.scope) > 0;
        if is_link {
            self.ends.add((pair.ends.0 as usize, pair.ends.1 as usize), weight(pair.sum));
            self.named.extend(pair.passages());
            if self.named.len() > 2 * self.sorted + (1 << 16) {
                self.sort();
            }
        }
        is_link
    }

    fn sort(&mut self) {
        self.named.sort_unstable();
        self.named.dedup();
        self.sorted = self.named.len();
    }

    /// The graph without its co-mentions and passages, once all pairs are counted.
    pub fn graph(&mut self) -> Graph {
        self.sort();
        self.named.shrink_to_fit();
        let mut places = vec![0; self.shelf.numbers()];
        for (at, kept) in self.shelf.held() {
            let place = self.place(self.documents[kept.document as usize], kept.start);
            places[at as usize] = place.unwrap_or_default();
        }
        let mut net = Net::default();
        for entity in std::mem::take(&mut self.entities) {
            net.add_node(node(entity, &places));
        }
        post::add_posts(&mut net);
        let shelf = std::mem::take(&mut self.shelf);
        Graph { meta: self.meta.clone(), documents: shelf.documents, passages: Vec::new(), net }
    }

    fn place(&self, document: u32, start: u32) -> Option<u32> {
        self.named.binary_search(&(document, start)).ok().map(|place| place as u32)
    }

    /// The passage as it stands in the graph, if some proof names it.
    pub fn passage(&self, passage: SpilledPassage) -> Option<Passage> {
        let (document, start) = passage.key();
        self.place(document, start).map(|_| passage.0)
    }

    /// The link a pair makes, with the positions of its ends.
    pub fn link(&self, pair: SpilledPair) -> (usize, usize, Link) {
        let evidence = |claim: &Claim| {
            let place = |span: (u32, u32)| self.place(claim.document, span.0).unwrap_or_default();
            let (first, second) = (place(claim.first), claim.second.map(place));
            Evidence { scope: claim.grade.scope(), first, second }
        };
        let (a, b) = (pair.ends.0 as usize, pair.ends.1 as usize);
        let mut link = Link::default();
        fill(&mut link, pair.sum, pair.days.0.into_iter(), pair.best.iter().map(evidence));
        link.association = self.ends.association((a, b), &link);
        (a, b, link)
    }
}
