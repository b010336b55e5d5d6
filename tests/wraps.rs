//! How a page breaks its lines changes nothing that is found on it.

mod bench;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use guanxi::dictionary::Dictionaries;
use guanxi::document::Document;
use guanxi::kind::Kind;
use guanxi::pipeline::page;
use guanxi::recognise::Learned;

use bench::{dictionaries, golds, root};

static BUILT_IN: LazyLock<Dictionaries> = LazyLock::new(|| dictionaries(false));

/// What is found in a text: kind and entity with how often.
fn found(text: &str) -> BTreeMap<(Kind, String), usize> {
    let document = Document { id: "page.txt".into(), text: text.into(), ..Document::default() };
    let mut out = BTreeMap::new();
    for named in page(document, &BUILT_IN, &Learned::default()).resolved.mentions {
        *out.entry((named.kind, named.surface)).or_default() += 1;
    }
    out
}

/// The lines of a text set in columns of so many Chinese characters, as newspapers set them.
///
/// Punctuation never opens a line; paragraphs of prose are indented where asked for.
fn wrapped(text: &str, column: usize, indent: bool) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let line = line.trim();
        let prose = line.contains(['。', '，', '；']);
        let mut width = 0;
        if indent && prose {
            out.push_str("　　");
            width = 4;
        }
        for c in line.chars() {
            let wide = if c.is_ascii() { 1 } else { 2 };
            if width + wide > 2 * column && !"，。、；：！？”）》,.;:!?)".contains(c) {
                out.push('\n');
                width = 0;
            }
            out.push(c);
            width += wide;
        }
        out.push('\n');
    }
    out
}

#[test]
fn look() {
    for (name, gold) in golds(&root().join("tests/pages")) {
        let long = gold.raw.lines().any(|line| line.chars().count() > 60);
        if !long {
            continue;
        }
        let flat = found(&gold.raw);
        for (column, indent) in [(15, true), (18, true), (22, true), (25, true), (18, false), (22, false)] {
            let set = found(&wrapped(&gold.raw, column, indent));
            let all: usize = flat.values().sum();
            let mut lost = Vec::new();
            for key in flat.keys().chain(set.keys().filter(|k| !flat.contains_key(*k))) {
                let (a, b) = (flat.get(key).copied().unwrap_or(0), set.get(key).copied().unwrap_or(0));
                if a != b {
                    lost.push(format!("{}{} {a}->{b}", key.0.letter(), key.1));
                }
            }
            println!("{name} {column} {indent}: {all} {} {}", lost.len(), lost.join(", "));
        }
    }
}
