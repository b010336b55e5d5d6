//! Spill room: a tally that outgrows memory goes to files in runs, and its graph comes back without ever being held.
//!
//! [`Spill::take`] empties a tally of its pairs, as often as there is need. [`Spill::finish`] sorts every run by the
//! final ends of its pairs, merges all runs and adds up what belongs together; what comes of it is read from one more
//! file, pair by pair. Where many runs have come they are added up on the way, so that the files grow with what is
//! distinct and not with what was counted. Where the files lie is the caller's business: they are written once, read
//! once, and gone when they are dropped.
//!
//! [`Attic`] is for every build: it takes what nobody looks at until the end.

mod attic;

use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::rc::Rc;

use petgraph::graph::NodeIndex;

use crate::graph::{Away, Graph, Link, Passage, Record, Settled, SpilledPair, SpilledPassage, Tally};

pub use attic::{Attic, Stored};

/// A passing file.
pub trait Passing: Read + Write + Seek {}

impl<F: Read + Write + Seek> Passing for F {}

/// Runs of pairs and passages in passing files.
pub struct Spill<F: Write> {
    open: Box<dyn Fn() -> io::Result<F>>,
    pairs: Option<Runs<F>>,
    passages: Option<Runs<F>>,
    /// Bytes of pairs after they were last added up.
    condensed: u64,
}

/// Runs that may come before they are added up.
const RUNS: usize = 6;

/// A graph whose co-mentions and passages lie in files.
pub struct Spilled<F> {
    settled: Settled,
    graph: Graph,
    passages: Vec<Run<F>>,
    pairs: Run<F>,
    links: u64,
}

impl<F: Passing> Spill<F> {
    /// Nothing yet; `open` gives an empty file each time it is asked.
    pub fn new(open: impl Fn() -> io::Result<F> + 'static) -> Self {
        Spill { open: Box::new(open), pairs: None, passages: None, condensed: 0 }
    }

    /// Whether nothing was put away.
    pub fn is_empty(&self) -> bool {
        self.pairs.is_none()
    }

    /// Puts the pairs of a tally away, with the passages that show them; always those of one and the same tally.
    pub fn take(&mut self, tally: &mut Tally) -> io::Result<()> {
        let pairs = written(&mut self.pairs, &*self.open)?;
        let passages = written(&mut self.passages, &*self.open)?;
        tally.spill(|pair| pairs.put(&pair), |passage| passages.put(&passage))?;
        pairs.end();
        passages.end();
        let many = pairs.ends.len() > RUNS && pairs.written > 2 * self.condensed;
        if many { self.condense(tally) } else { Ok(()) }
    }

    /// Adds up what was put away so far, and leaves out passages that nothing names any more.
    fn condense(&mut self, tally: &Tally) -> io::Result<()> {
        let ranks = tally.ranks();
        // Equal proofs are told apart by the order of documents.
        let pairs =
            sorted(self.pairs.take(), &*self.open, |pair: SpilledPair| Some(pair.documents(&ranks.of)))?;
        let (mut out, mut named) = (Runs::new((self.open)()?), tally.passages());
        sums(pairs, |pair| {
            let pair = pair.documents(&ranks.at);
            named.extend(pair.passages());
            out.put(&pair)?;
            out.end_where_long();
            Ok(())
        })?;
        out.end();
        self.condensed = out.written;
        self.pairs = Some(out);
        named.sort_unstable();
        named.dedup();
        let is_named = |passage: &SpilledPassage| named.binary_search(&passage.key()).is_ok();
        let passages = sorted(self.passages.take(), &*self.open, |passage| Some(passage).filter(is_named))?;
        let (mut out, mut last) = (Runs::new((self.open)()?), None);
        for passage in Merged::<SpilledPassage, _>::new(passages)? {
            let passage = passage?;
            if last.replace(passage.key()) != Some(passage.key()) {
                out.put(&passage)?;
                out.end_where_long();
            }
        }
        out.end();
        self.passages = Some(out);
        Ok(())
    }

    /// The graph of all that was counted.
    pub fn finish(mut self, mut tally: Tally) -> io::Result<Spilled<F>> {
        self.take(&mut tally)?;
        let mut settled = tally.settle();
        let pairs = sorted(self.pairs, &*self.open, |pair| settled.rename_pair(pair))?;
        let passages = sorted(self.passages, &*self.open, |passage| Some(settled.rename_passage(passage)))?;
        let (mut out, mut links) = (Runs::new((self.open)()?), 0);
        sums(pairs, |pair| {
            if settled.count(&pair) {
                links += 1;
                out.put(&pair)?;
            }
            Ok(())
        })?;
        out.end();
        let graph = settled.graph();
        let [pairs] = <[_; 1]>::try_from(out.done()?).map_err(|_| io::Error::other("one run was written"))?;
        Ok(Spilled { pairs, settled, graph, passages, links })
    }
}

impl<F: Passing> Spilled<F> {
    /// Nodes, documents and posts; no co-mentions and no passages.
    pub fn graph(&self) -> &Graph {
        &self.graph
    }

    /// How many links there are, posts among them.
    pub fn links(&self) -> u64 {
        self.links + self.graph.links().len() as u64
    }

    /// The passages, in order, and then the co-mentions, in order: each is read from its files as it is asked for.
    pub fn parts(self) -> io::Result<Parts<F>> {
        let Spilled { settled, graph, passages, pairs, .. } = self;
        Ok(Parts { graph, passages: Merged::new(passages)?, last: None, pairs: Reader::new(pairs), settled })
    }

    /// The graph with everything in it, and what was put away of its documents.
    pub fn whole(self, away: &Stored<F>) -> io::Result<Graph> {
        let mut parts = self.parts()?;
        let passages = std::iter::from_fn(|| parts.passage()).collect::<io::Result<_>>()?;
        let mut net = parts.graph.net.clone();
        net.clear_edges();
        while let Some(found) = parts.link() {
            let (a, b, link) = found?;
            net.add_edge(NodeIndex::new(a), NodeIndex::new(b), link);
        }
        for (a, b, post) in parts.graph.links() {
            net.add_edge(NodeIndex::new(a), NodeIndex::new(b), post.clone());
        }
        let Graph { meta, mut documents, .. } = parts.graph;
        documents.bring_back(away.all()?);
        Ok(Graph { meta, documents, passages, net })
    }
}

/// What a graph in files is read from.
pub struct Parts<F> {
    /// Nodes, documents and posts.
    pub graph: Graph,
    settled: Settled,
    passages: Merged<SpilledPassage, F>,
    last: Option<(u32, u32)>,
    pairs: Reader<F>,
}

impl<F: Passing> Parts<F> {
    /// The next passage.
    pub fn passage(&mut self) -> Option<io::Result<Passage>> {
        loop {
            let passage = match self.passages.next()? {
                Ok(passage) => passage,
                Err(error) => return Some(Err(error)),
            };
            // One that stands in several runs is one.
            let key = Some(passage.key());
            if self.last != key {
                self.last = key;
                if let Some(passage) = self.settled.passage(passage) {
                    return Some(Ok(passage));
                }
            }
        }
    }

    /// The next co-mention with the positions of its ends.
    pub fn link(&mut self) -> Option<io::Result<(usize, usize, Link)>> {
        let pair = self.pairs.next().transpose()?;
        Some(pair.map(|pair| self.settled.link(pair)))
    }
}

/// Hands on the pairs of sorted runs, those of one key added up.
fn sums<F: Passing>(
    runs: Vec<Run<F>>,
    mut each: impl FnMut(SpilledPair) -> io::Result<()>,
) -> io::Result<()> {
    let mut open: Option<SpilledPair> = None;
    for pair in Merged::<SpilledPair, _>::new(runs)? {
        let pair = pair?;
        match &mut open {
            Some(sum) if sum.key() == pair.key() => sum.add(pair),
            _ => open.replace(pair).map_or(Ok(()), &mut each)?,
        }
    }
    open.map_or(Ok(()), each)
}

/// Bytes read or written at a time: there may be hundreds of runs at once.
const BUFFER: usize = 1 << 15;

/// Bytes after which what was added up goes on in another run: one run at a time is sorted in memory.
const LONG: u64 = 1 << 25;

/// A file that records are written to, each behind its length, run after run: one file, however many runs.
struct Runs<F: Write> {
    file: BufWriter<F>,
    bytes: Vec<u8>,
    written: u64,
    ends: Vec<u64>,
}

/// A part of a file.
struct Run<F> {
    file: Rc<RefCell<F>>,
    from: u64,
    to: u64,
}

/// The file that is written to, opened when it is first asked for.
fn written<'a, F: Passing>(
    runs: &'a mut Option<Runs<F>>,
    open: &dyn Fn() -> io::Result<F>,
) -> io::Result<&'a mut Runs<F>> {
    match runs {
        Some(runs) => Ok(runs),
        none => Ok(none.insert(Runs::new(open()?))),
    }
}

impl<F: Passing> Runs<F> {
    fn new(file: F) -> Self {
        let file = BufWriter::with_capacity(BUFFER, file);
        Runs { file, bytes: Vec::new(), written: 0, ends: Vec::new() }
    }

    fn put(&mut self, record: &impl Record) -> io::Result<()> {
        let mut bytes = std::mem::take(&mut self.bytes);
        bytes.clear();
        record.encode(&mut bytes);
        self.put_bytes(&bytes)?;
        self.bytes = bytes;
        Ok(())
    }

    fn put_bytes(&mut self, record: &[u8]) -> io::Result<()> {
        let length = u32::try_from(record.len()).map_err(io::Error::other)?;
        self.file.write_all(&length.to_le_bytes())?;
        self.file.write_all(record)?;
        self.written += 4 + u64::from(length);
        Ok(())
    }

    /// Ends a run.
    fn end(&mut self) {
        self.ends.push(self.written);
    }

    /// Ends a run that has grown long.
    fn end_where_long(&mut self) {
        if self.written - self.ends.last().unwrap_or(&0) > LONG {
            self.end();
        }
    }

    /// The runs, to be read.
    fn done(self) -> io::Result<Vec<Run<F>>> {
        let file = self.file.into_inner().map_err(io::IntoInnerError::into_error)?;
        let file = Rc::new(RefCell::new(file));
        let starts = std::iter::once(0).chain(self.ends.clone());
        Ok(starts.zip(self.ends).map(|(from, to)| Run { file: file.clone(), from, to }).collect())
    }
}

/// Reads the records of a run.
struct Reader<F> {
    run: Run<F>,
    bytes: Vec<u8>,
    at: usize,
}

impl<F: Passing> Reader<F> {
    fn new(run: Run<F>) -> Self {
        Reader { run, bytes: Vec::new(), at: 0 }
    }

    /// So many bytes further on.
    fn bytes(&mut self, count: usize) -> io::Result<&[u8]> {
        if self.bytes.len() - self.at < count {
            self.bytes.drain(..self.at);
            self.at = 0;
            let more = (count - self.bytes.len()).max(BUFFER) as u64;
            let mut file = self.run.file.borrow_mut();
            file.seek(SeekFrom::Start(self.run.from))?;
            let more = more.min(self.run.to - self.run.from);
            self.run.from += Read::by_ref(&mut *file).take(more).read_to_end(&mut self.bytes)? as u64;
        }
        let bytes = self.bytes.get(self.at..self.at + count).ok_or(io::ErrorKind::UnexpectedEof)?;
        self.at += count;
        Ok(bytes)
    }

    fn next<T: Record>(&mut self) -> io::Result<Option<T>> {
        if self.at == self.bytes.len() && self.run.from == self.run.to {
            return Ok(None);
        }
        let length = self.bytes(4)?.try_into().map(u32::from_le_bytes).map_err(io::Error::other)?;
        let record = T::decode(self.bytes(length as usize)?);
        record
            .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "a passing file was changed"))
            .map(Some)
    }
}

/// The same runs in another file, with their records renamed and sorted; one run at a time is held, as bytes.
fn sorted<T: Record, F: Passing>(
    runs: Option<Runs<F>>,
    open: &dyn Fn() -> io::Result<F>,
    rename: impl Fn(T) -> Option<T>,
) -> io::Result<Vec<Run<F>>> {
    let mut out = Runs::new(open()?);
    for run in runs.map_or(Ok(Vec::new()), Runs::done)? {
        let mut bytes = Vec::new();
        let mut places: Vec<((u32, u32), usize, usize)> = Vec::new();
        let mut reader = Reader::new(run);
        while let Some(record) = reader.next()? {
            if let Some(record) = rename(record) {
                let start = bytes.len();
                record.encode(&mut bytes);
                places.push((record.key(), start, bytes.len()));
            }
        }
        places.sort_unstable();
        for (_, start, end) in places {
            out.put_bytes(&bytes[start..end])?;
        }
        out.end();
    }
    out.done()
}

/// The records of several sorted runs, in order.
struct Merged<T, F> {
    readers: Vec<Reader<F>>,
    heads: Vec<Option<T>>,
    order: BinaryHeap<Reverse<((u32, u32), usize)>>,
}

impl<T: Record, F: Passing> Merged<T, F> {
    fn new(runs: Vec<Run<F>>) -> io::Result<Self> {
        let readers: Vec<Reader<F>> = runs.into_iter().map(Reader::new).collect();
        let heads = readers.iter().map(|_| None).collect();
        let mut merged = Merged { readers, heads, order: BinaryHeap::new() };
        (0..merged.readers.len()).try_for_each(|run| merged.read(run))?;
        Ok(merged)
    }

    fn read(&mut self, run: usize) -> io::Result<()> {
        let head: Option<T> = self.readers[run].next()?;
        if let Some(record) = &head {
            self.order.push(Reverse((record.key(), run)));
        }
        self.heads[run] = head;
        Ok(())
    }
}

impl<T: Record, F: Passing> Iterator for Merged<T, F> {
    type Item = io::Result<T>;

    fn next(&mut self) -> Option<Self::Item> {
        let Reverse((_, run)) = self.order.pop()?;
        let record = self.heads[run].take()?;
        Some(self.read(run).map(|()| record))
    }
}
