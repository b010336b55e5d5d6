//! Takes the explorer's page along where it was built (`web/dist/explorer.html`, by `make` or `npm run build`), and lays out
//! what the program would else make of its lists whenever it starts: the built-in words as an automaton, the word
//! frequencies of `dictionaries/frequencies` as a trie that is read where it stands.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io::Write;
use std::path::Path;
use std::{env, fs};

use daachorse::{CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};

// The program's own files, of which not all is asked here.
#[allow(dead_code, unreachable_pub)]
#[path = "src/dictionary/classes.rs"]
mod classes;
#[path = "src/dictionary/lists.rs"]
mod lists;
#[allow(dead_code, unreachable_pub)]
#[path = "src/dictionary/places.rs"]
mod places;
#[allow(dead_code)]
#[path = "src/dictionary/rows.rs"]
mod rows;
#[allow(dead_code, unreachable_pub)]
#[path = "src/dictionary/skeleton.rs"]
mod skeleton;
#[path = "src/recognise/slot.rs"]
mod slot;
#[allow(dead_code)]
#[path = "src/text/fold.rs"]
mod text;
mod dictionary {
    pub(crate) use super::classes::Classes;
}
#[allow(dead_code, unreachable_pub)]
#[path = "src/recognise/tagger/feature.rs"]
mod feature;
#[allow(dead_code, unreachable_pub)]
#[path = "src/recognise/tagger/labels.rs"]
mod labels;
#[allow(dead_code, unreachable_pub)]
#[path = "src/recognise/tagger/weights.rs"]
mod weights;

use slot::{BRANCHES, COUNT, HAN, PARENT, PARENTS, SORT, slot};

/// What the sequence model learnt from marked pages (`guanxi train`).
const WEIGHTS: &str = "dictionaries/weights.tsv";
const FREQUENCIES: &str = "dictionaries/frequencies/words.tsv";

fn main() {
    for read in [
        "build.rs",
        "src/dictionary",
        "src/recognise/slot.rs",
        "src/text/fold.rs",
        "web/dist",
        "dictionaries/built-in",
        FREQUENCIES,
        "src/recognise/tagger",
        WEIGHTS,
    ] {
        println!("cargo::rerun-if-changed={read}");
    }
    let folder = env::var_os("OUT_DIR").expect("cargo names a folder");
    let write = |name: &str, bytes: &[u8]| {
        fs::write(Path::new(&folder).join(name), bytes).expect("the folder takes a file");
    };
    // Without it the program writes a plain page and says how to get this one.
    write("explorer.html", fs::read_to_string("web/dist/explorer.html").unwrap_or_default().as_bytes());
    let file = fs::read_to_string(WEIGHTS).expect("the weights are part of the sources");
    // For `guanxi train --from built-in`, which wants the names of the features too.
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(file.as_bytes()).expect("memory takes it");
    write("weights.tsv.gz", &packed.finish().expect("memory takes it"));
    write("weights.bin", &weights::read_weights(&file).expect(WEIGHTS));
    let table = fs::read_to_string(FREQUENCIES).expect("the word frequencies are part of the sources");
    let Trie { counts, nodes, first } = trie(&words(&table));
    let bytes = |nodes: &[u64]| nodes.iter().flat_map(|node| node.to_le_bytes()).collect::<Vec<u8>>();
    write("frequencies.counts", &counts.iter().flat_map(|count| count.to_le_bytes()).collect::<Vec<u8>>());
    write("frequencies.first", &bytes(&first));
    write("frequencies.nodes", &bytes(&nodes));
    let Words { automaton, texts, classes, singles } = built_in();
    write("words.automaton", &automaton);
    write("words.texts", texts.as_bytes());
    write("words.classes", &bytes(&classes));
    write("words.singles", &bytes(&singles));
}

/// The built-in words: an automaton that tells their numbers, their texts and classes, and the classes of single Han
/// characters.
struct Words {
    automaton: Vec<u8>,
    texts: String,
    classes: Vec<u64>,
    singles: Vec<u64>,
}

fn built_in() -> Words {
    let mut singles = vec![0; HAN.len()];
    let mut words: BTreeMap<String, u64> = BTreeMap::new();
    lists::words(&places::Places::built_in(), |word, classes| {
        let mut chars = word.chars();
        match (chars.next(), chars.next()) {
            (None, _) => {}
            (Some(c), None) if HAN.contains(&u32::from(c)) => {
                singles[(u32::from(c) - HAN.start) as usize] |= classes.0
            }
            (Some(_), None) => {}
            _ => *words.entry(word).or_default() |= classes.0,
        }
    });
    let automaton = CharwiseDoubleArrayAhoCorasickBuilder::new()
        .match_kind(MatchKind::Standard)
        .build_with_values::<_, _, u32>(words.keys().zip(0..))
        .expect("the words make an automaton");
    let texts = words.keys().map(|word| format!("{word}\n")).collect();
    Words { automaton: automaton.serialize(), texts, classes: words.into_values().collect(), singles }
}

/// A word with its count and the number of its sort.
type Word = (Vec<char>, u32, u64);

/// The rows of the table, in order.
fn words(table: &str) -> Vec<Word> {
    let rows = table.lines().filter(|row| !row.starts_with('#')).skip(1);
    let mut words: Vec<Word> = rows
        .map(|row| {
            let fields: Vec<&str> = row.split('\t').collect();
            let sorts = ["", "noun", "person", "sound", "split"];
            let sort = sorts.iter().position(|sort| fields.get(2).unwrap_or(&"") == sort);
            let sort = sort.unwrap_or_else(|| panic!("{FREQUENCIES}: unknown sort in `{row}`"));
            let count = fields[1].parse().unwrap_or_else(|_| panic!("{FREQUENCIES}: no count in `{row}`"));
            (fields[0].chars().collect(), count, sort as u64)
        })
        .collect();
    words.sort();
    words
}

/// What the program reads: `src/recognise/slot.rs` says how.
struct Trie {
    counts: Vec<u32>,
    nodes: Vec<u64>,
    first: Vec<u64>,
}

/// Lays the words out level by level: each node in the slot that its parent's slot and its character give.
fn trie(words: &[Word]) -> Trie {
    let counts: Vec<u32> = words.iter().map(|word| word.1).collect::<BTreeSet<u32>>().into_iter().collect();
    assert!(counts.len() < 1 << (SORT - COUNT), "the counts have numbers");
    let beginnings: usize = (words.iter().zip([&(Vec::new(), 0, 0)].into_iter().chain(words)))
        .map(|(word, before)| word.0.len() - word.0.iter().zip(&before.0).take_while(|(a, b)| a == b).count())
        .sum();
    // Slots half as many again as nodes, so that a search ends after one or two of them.
    let slots = beginnings + beginnings / 2;
    assert!(slots < 1 << (COUNT - PARENT), "the slots have numbers");
    let (mut nodes, mut first) = (vec![0_u64; slots], vec![0_u64; HAN.len()]);
    // No word is in the slot of the root: nothing leads there.
    nodes[0] = BRANCHES;
    let mut open = VecDeque::from([(0, 0, words)]);
    while let Some((node, depth, mut below)) = open.pop_front() {
        if let Some((word, count, sort)) = below.first().filter(|(word, ..)| word.len() == depth) {
            debug_assert!(!word.is_empty(), "a word has characters");
            let number = counts.binary_search(count).expect("the count of a word") as u64 + 1;
            nodes[node] |= number << COUNT | sort << SORT;
            below = &below[1..];
        }
        if !below.is_empty() {
            nodes[node] |= BRANCHES;
        }
        for same in below.chunk_by(|a, b| a.0[depth] == b.0[depth]) {
            let c = same[0].0[depth];
            let mut at = slot(node as u32, c, slots);
            while nodes[at] != 0 {
                at = (at + 1) % slots;
            }
            nodes[at] = u64::from(u32::from(c)) | (node as u64) << PARENT;
            open.push_back((at, depth + 1, same));
        }
    }
    const CHARACTER: u64 = (1 << PARENT) - 1;
    for (at, node) in nodes.iter().enumerate().filter(|(_, node)| **node >> PARENT & PARENTS == 0) {
        let code = (node & CHARACTER) as u32;
        if HAN.contains(&code) {
            first[(code - HAN.start) as usize] = node & !CHARACTER | (at as u64) << PARENT;
        }
    }
    Trie { counts, nodes, first }
}
