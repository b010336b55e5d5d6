//! Takes the explorer's page along where it was built (`web/dist/explorer.html`, by `make` or `npm run build`), and lays out
//! what the program would else make of its lists whenever it starts: the built-in words as an automaton, and the weights of
//! the recogniser.

use std::collections::BTreeMap;
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
#[allow(dead_code, unreachable_pub)]
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

/// Characters whose classes stand in a table of their own.
const HAN: std::ops::Range<u32> = 0x4E00..0xA000;

/// What the sequence model learnt from marked pages (`guanxi train`).
const WEIGHTS: &str = "dictionaries/weights.tsv";

fn main() {
    for read in [
        "build.rs",
        "src/dictionary",
        "src/text/fold.rs",
        "web/dist",
        "dictionaries/built-in",
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
    write("weights.bin", &weights::read_rows(&file).expect(WEIGHTS).laid_out());
    let bytes = |nodes: &[u64]| nodes.iter().flat_map(|node| node.to_le_bytes()).collect::<Vec<u8>>();
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
