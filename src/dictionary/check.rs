//! Looks over the user's entries for what may surprise.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::{Classes, Dictionaries, skeleton};

/// Longer words named in one remark.
const SHOWN: usize = 3;

/// Something about an entry its author should know.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Remark {
    /// File of the entry.
    pub file: String,
    /// Line in it.
    pub line: usize,
    /// What was noticed.
    pub what: String,
    /// What to do about it.
    pub cure: String,
}

/// Duplicates, conflicts of kind, shadowed, one-character and common words, in file order.
pub fn check(dictionaries: &Dictionaries) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let mut seen: FxHashMap<String, usize> = FxHashMap::default();
    let entries = dictionaries.entries();
    for (id, entry) in entries.iter().enumerate() {
        let mut say = |what: String, cure: &str| {
            remarks.push(Remark { file: entry.file.clone(), line: entry.line, what, cure: cure.to_string() });
        };
        if entry.guessed {
            let kind = entry.kind.map_or("ignore", |kind| kind.name());
            say(
                format!("`{}` has no kind, taken as {kind}", entry.name),
                "name the file after a kind (officials.txt), give a tag (nr, ns, nt, nz), or use the table form",
            );
        }
        for text in std::iter::once(&entry.name).chain(&entry.aliases) {
            let word = skeleton(text);
            if let Some(&before) = seen.get(&word) {
                let other = &entries[before];
                if before != id && other.kind != entry.kind {
                    say(
                        format!("`{text}` is of another kind at {}:{}", other.file, other.line),
                        "keep one of the two; the later counts",
                    );
                } else if before != id && other.name != entry.name {
                    say(
                        format!("`{text}` also names `{}` at {}:{}", other.name, other.file, other.line),
                        "give each word to one name; the later counts",
                    );
                } else {
                    say(format!("`{text}` stands twice"), "delete one of the two");
                }
            }
            let length = word.chars().count();
            if length == 1 {
                say(
                    format!("`{text}` is one character and will be found everywhere"),
                    "write a longer name, or shield other words with kind ignore",
                );
            }
            let classes = dictionaries.classes(&word);
            let common =
                Classes::ORDINARY | Classes::NEVER | Classes::STOP | Classes::AFTER_VERB | Classes::TITLE;
            if length > 1 && entry.kind.is_some() && classes.any(common) {
                say(
                    format!("`{text}` is also an ordinary word and every place it stands will be a mention"),
                    "use a longer alias if that is not meant",
                );
            }
            seen.insert(word, id);
        }
    }
    remarks.extend(shadowed(dictionaries));
    remarks.sort();
    remarks
}

/// Words that stand inside longer words of the same dictionaries: there the longer ones are found.
fn shadowed(dictionaries: &Dictionaries) -> Vec<Remark> {
    let mut longer: BTreeMap<(u32, String), Vec<&str>> = BTreeMap::new();
    for entry in dictionaries.entries() {
        for text in std::iter::once(&entry.name).chain(&entry.aliases) {
            let word = skeleton(text);
            dictionaries.find(&word, |start, end, found| {
                let Some(id) = found.entry else { return };
                let inner = dictionaries.entry(id);
                if end - start < word.len() && inner.name != entry.name && inner.kind.is_some() {
                    longer.entry((id, word[start..end].to_string())).or_default().push(text);
                }
            });
        }
    }
    let remark = |((id, word), over): ((u32, String), Vec<&str>)| {
        let inner = dictionaries.entry(id);
        let shown: Vec<String> = over.iter().take(SHOWN).map(|text| format!("`{text}`")).collect();
        let more =
            if over.len() > SHOWN { format!(" and {} more", over.len() - SHOWN) } else { String::new() };
        Remark {
            file: inner.file.clone(),
            line: inner.line,
            what: format!("`{word}` is not found inside {}{more}", shown.join(", ")),
            cure: "nothing to do where the longer name is another thing".to_string(),
        }
    };
    longer.into_iter().map(remark).collect()
}
