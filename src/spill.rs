//! Spill room: a tally that outgrows memory goes to files in runs, and its graph comes back without ever being held.
//!
//! [`Spill::take`] empties a tally of its pairs, as often as there is need. [`Spill::finish`] sorts every run by the
//! final ends of its pairs, merges all runs and adds up what belongs together; what comes of it is read from one more
//! file, pair by pair. Where the files lie is the caller's business: they are written once, read once, and gone when
//! they are dropped.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::io::{self, BufReader, BufWriter, Read, Seek, Write};

use petgraph::graph::NodeIndex;

use crate::graph::{Graph, Link, Passage, Record, Settled, SpilledPair, SpilledPassage, Tally};

/// A passing file.
pub trait Passing: Read + Write + Seek {}

impl<F: Read + Write + Seek> Passing for F {}

/// Runs of pairs and passages in passing files.
pub struct Spill<F> {
    open: Box<dyn Fn() -> io::Result<F>>,
    pairs: Vec<F>,
    passages: Vec<F>,
}

/// A graph whose co-mentions and passages lie in files.
pub struct Spilled<F> {
    settled: Settled,
    graph: Graph,
    passages: Vec<F>,
    pairs: F,
    links: u64,
}

impl<F: Passing> Spill<F> {
    /// Nothing yet; `open` gives an empty file each time it is asked.
    pub fn new(open: impl Fn() -> io::Result<F> + 'static) -> Self {
        Spill { open: Box::new(open), pairs: Vec::new(), passages: Vec::new() }
    }

    /// Whether nothing was put away.
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// Puts the pairs of a tally away, with the passages that show them; always those of one and the same tally.
    pub fn take(&mut self, tally: &mut Tally) -> io::Result<()> {
        let (mut pairs, mut passages) = (Writer::new((self.open)()?), Writer::new((self.open)()?));
        tally.spill(|pair| pairs.put(&pair), |passage| passages.put(&passage))?;
        self.pairs.push(pairs.done()?);
        self.passages.push(passages.done()?);
        Ok(())
    }

    /// The graph of all that was counted.
    pub fn finish(mut self, mut tally: Tally) -> io::Result<Spilled<F>> {
        self.take(&mut tally)?;
        let mut settled = tally.settle();
        for run in &mut self.pairs {
            sort(run, &*self.open, |pair| settled.rename_pair(pair))?;
        }
        for run in &mut self.passages {
            sort(run, &*self.open, |passage| Some(settled.rename_passage(passage)))?;
        }
        let (mut out, mut links) = (Writer::new((self.open)()?), 0);
        let mut put = |pair: &SpilledPair| -> io::Result<()> {
            if settled.count(pair) {
                links += 1;
                out.put(pair)?;
            }
            Ok(())
        };
        let mut open: Option<SpilledPair> = None;
        for pair in Merged::<SpilledPair, _>::new(self.pairs)? {
            let pair = pair?;
            match &mut open {
                Some(sum) if sum.key() == pair.key() => sum.add(pair),
                _ => {
                    if let Some(sum) = open.replace(pair) {
                        put(&sum)?;
                    }
                }
            }
        }
        open.iter().try_for_each(put)?;
        let graph = settled.graph();
        Ok(Spilled { pairs: out.done()?, settled, graph, passages: self.passages, links })
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
        Ok(Parts { graph, passages: Merged::new(passages)?, last: None, pairs: Reader::new(pairs)?, settled })
    }

    /// The graph with everything in it.
    pub fn whole(self) -> io::Result<Graph> {
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
        let Graph { meta, documents, .. } = parts.graph;
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

/// Bytes read or written at a time: there may be hundreds of runs at once.
const BUFFER: usize = 1 << 15;

/// Writes records, each behind its length.
struct Writer<F: Write> {
    file: BufWriter<F>,
    bytes: Vec<u8>,
}

impl<F: Passing> Writer<F> {
    fn new(file: F) -> Self {
        Writer { file: BufWriter::with_capacity(BUFFER, file), bytes: Vec::new() }
    }

    fn put(&mut self, record: &impl Record) -> io::Result<()> {
        self.bytes.clear();
        record.encode(&mut self.bytes);
        put(&self.bytes, &mut self.file)
    }

    fn done(self) -> io::Result<F> {
        self.file.into_inner().map_err(io::IntoInnerError::into_error)
    }
}

fn put(record: &[u8], out: &mut impl Write) -> io::Result<()> {
    let length = u32::try_from(record.len()).map_err(io::Error::other)?;
    out.write_all(&length.to_le_bytes())?;
    out.write_all(record)
}

/// Reads what a [`Writer`] wrote, from the start.
struct Reader<F> {
    file: BufReader<F>,
    bytes: Vec<u8>,
}

impl<F: Passing> Reader<F> {
    fn new(mut file: F) -> io::Result<Self> {
        file.rewind()?;
        Ok(Reader { file: BufReader::with_capacity(BUFFER, file), bytes: Vec::new() })
    }

    fn next<T: Record>(&mut self) -> io::Result<Option<T>> {
        let mut length = [0; 4];
        match self.file.read_exact(&mut length) {
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
            done => done?,
        }
        self.bytes.resize(u32::from_le_bytes(length) as usize, 0);
        self.file.read_exact(&mut self.bytes)?;
        let record = T::decode(&self.bytes);
        record
            .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "a passing file was changed"))
            .map(Some)
    }
}

/// Puts another file in the place of one, with its records renamed and sorted; they are held meanwhile, as bytes.
fn sort<T: Record, F: Passing>(
    file: &mut F,
    open: &dyn Fn() -> io::Result<F>,
    rename: impl Fn(T) -> Option<T>,
) -> io::Result<()> {
    let mut bytes = Vec::new();
    let mut places: Vec<((u32, u32), usize, usize)> = Vec::new();
    let mut reader = Reader::new(&mut *file)?;
    while let Some(record) = reader.next()? {
        if let Some(record) = rename(record) {
            let start = bytes.len();
            record.encode(&mut bytes);
            places.push((record.key(), start, bytes.len()));
        }
    }
    places.sort_unstable();
    let mut sorted = BufWriter::with_capacity(BUFFER, open()?);
    for (_, start, end) in places {
        put(&bytes[start..end], &mut sorted)?;
    }
    *file = sorted.into_inner().map_err(io::IntoInnerError::into_error)?;
    Ok(())
}

/// The records of several sorted files, in order.
struct Merged<T, F> {
    readers: Vec<Reader<F>>,
    heads: Vec<Option<T>>,
    order: BinaryHeap<Reverse<((u32, u32), usize)>>,
}

impl<T: Record, F: Passing> Merged<T, F> {
    fn new(files: Vec<F>) -> io::Result<Self> {
        let readers = files.into_iter().map(Reader::new).collect::<io::Result<Vec<_>>>()?;
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
