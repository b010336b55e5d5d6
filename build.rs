//! Takes the explorer's page along where it was built (`web/dist/explorer.html`, by `make` or `npm run build`), and lays
//! the word frequencies of `dictionaries/frequencies` out as a trie that the program reads where it stands.

use std::collections::{BTreeSet, VecDeque};
use std::path::Path;
use std::{env, fs};

const FREQUENCIES: &str = "dictionaries/frequencies/words.tsv";

fn main() {
    for read in ["build.rs", "web/dist", FREQUENCIES] {
        println!("cargo::rerun-if-changed={read}");
    }
    let folder = env::var_os("OUT_DIR").expect("cargo names a folder");
    let write = |name: &str, bytes: &[u8]| {
        fs::write(Path::new(&folder).join(name), bytes).expect("the folder takes a file");
    };
    // Without it the program writes a plain page and says how to get this one.
    write("explorer.html", fs::read_to_string("web/dist/explorer.html").unwrap_or_default().as_bytes());
    let table = fs::read_to_string(FREQUENCIES).expect("the word frequencies are part of the sources");
    let (counts, nodes) = trie(&words(&table));
    write("frequencies.counts", &counts.iter().flat_map(|count| count.to_le_bytes()).collect::<Vec<u8>>());
    write("frequencies.nodes", &nodes.iter().flat_map(|node| node.to_le_bytes()).collect::<Vec<u8>>());
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

/// The distinct counts, and the nodes level by level, so that the children of one stand side by side.
///
/// From the lowest bit: a node's character (21), which count its word has, plus one (13), the sort of its word (3), the
/// number of its first child (22). The first node is the root; the one after the last closes the last one's children.
fn trie(words: &[Word]) -> (Vec<u32>, Vec<u64>) {
    let counts: Vec<u32> = words.iter().map(|word| word.1).collect::<BTreeSet<u32>>().into_iter().collect();
    assert!(counts.len() < 1 << 13, "the counts have numbers");
    let mut nodes = vec![0_u64];
    let mut open = VecDeque::from([(0, 0, words)]);
    while let Some((node, depth, mut below)) = open.pop_front() {
        if let Some((word, count, sort)) = below.first().filter(|(word, ..)| word.len() == depth) {
            debug_assert!(!word.is_empty(), "a word has characters");
            let number = counts.binary_search(count).expect("the count of a word") as u64 + 1;
            nodes[node] |= number << 21 | sort << 34;
            below = &below[1..];
        }
        nodes[node] |= (nodes.len() as u64) << 37;
        for same in below.chunk_by(|a, b| a.0[depth] == b.0[depth]) {
            open.push_back((nodes.len(), depth + 1, same));
            nodes.push(u64::from(u32::from(same[0].0[depth])));
        }
    }
    nodes.push((nodes.len() as u64) << 37);
    (counts, nodes)
}
