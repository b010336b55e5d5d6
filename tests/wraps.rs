//! How a page breaks its lines changes nothing that is found on it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use guanxi::dictionary::Dictionaries;
use guanxi::document::Document;
use guanxi::kind::Kind;
use guanxi::pipeline::{Learned, page};

use crate::bench::{dictionaries, golds, root};

static BUILT_IN: LazyLock<Dictionaries> = LazyLock::new(|| dictionaries(false));

/// Kinds and surfaces, with how often each was found.
type Found = BTreeMap<(Kind, String), usize>;

fn mentions(text: &str) -> Found {
    let document = Document { id: "page.txt".into(), text: text.into(), ..Document::default() };
    let mut out = Found::new();
    for named in page(document, &BUILT_IN, &Learned::default()).resolved.mentions {
        *out.entry((named.kind, named.surface)).or_default() += 1;
    }
    out
}

/// The prose of a text set in columns of so many Chinese characters, as newspapers set it.
///
/// Punctuation never opens a line. A line never ends at a blank, which would be lost: it is cut before it.
fn wrapped(text: &str, column: usize, indent: bool) -> String {
    const NEVER_FIRST: &str = "，。、；：！？”）》,.;:!?)";
    let blank = |c: char| c == ' ' || c == '\u{3000}';
    let mut out = String::new();
    for line in text.lines().map(str::trim) {
        let prose = line.contains('。') || line.starts_with('（');
        let mut rest: Vec<char> = line.chars().collect();
        let mut room = 2 * column;
        if indent && prose {
            out.push_str("　　");
            room -= 4;
        }
        loop {
            if !prose {
                break;
            }
            let mut width = 0;
            let fits = |c: &&char| {
                width += if c.is_ascii() { 1 } else { 2 };
                width <= room
            };
            let mut end = rest.iter().take_while(fits).count();
            while rest.get(end).is_some_and(|c| NEVER_FIRST.contains(*c)) {
                end += 1;
            }
            while end < rest.len() && end > 1 && (blank(rest[end]) || blank(rest[end - 1])) {
                end -= 1;
            }
            if end >= rest.len() {
                break;
            }
            out.extend(rest.drain(..end));
            out.push('\n');
            room = 2 * column;
        }
        out.extend(rest);
        out.push('\n');
    }
    out
}

/// What two texts differ in, as people read it.
fn difference(flat: &Found, set: &Found) -> Vec<String> {
    let keys: BTreeSet<_> = flat.keys().chain(set.keys()).collect();
    let count = |of: &Found, key| of.get(key).copied().unwrap_or(0);
    let changed = keys.into_iter().filter(|key| count(flat, key) != count(set, key));
    changed.map(|key| format!("{} {}: {} → {}", key.0, key.1, count(flat, key), count(set, key))).collect()
}

#[test]
fn columns_change_nothing() {
    let mut found = Vec::new();
    let mut all = 0;
    for (name, gold) in golds(&root().join("tests/pages")) {
        // Those of a website: one line a paragraph.
        if !gold.raw.lines().any(|line| line.chars().count() > 60) {
            continue;
        }
        let flat = mentions(&gold.raw);
        for column in [15, 16, 18, 20, 22, 25] {
            for indent in [true, false] {
                all += flat.values().sum::<usize>();
                let set = mentions(&wrapped(&gold.raw, column, indent));
                let note = |what| format!("{name} in columns of {column}, indent {indent}: {what}");
                found.extend(difference(&flat, &set).into_iter().map(note));
            }
        }
    }
    assert!(all > 5_000, "there are pages to wrap: {all}");
    // Names may change where a line that lost its indent could be two.
    assert!(found.len() * 500 < all, "{} of {all} differ:\n{}", found.len(), found.join("\n"));
}
