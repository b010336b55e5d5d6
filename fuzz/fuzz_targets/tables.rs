//! What people write by hand: marked pages, decisions, questions, word lists, tenures, weights. An error with its place,
//! or something read.
//!
//! The first byte picks the table, so that a list of words may be in any encoding.
#![no_main]

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use guanxi::decisions::{Decision, Decisions};
use guanxi::internal::dictionary::{check, load_telling};
use guanxi_cli::score::parse;
use guanxi::internal::ask::read_chinese;
use guanxi::pipeline::read_weights;
use libfuzzer_sys::fuzz_target;

/// Word lists and tenures are read from a folder.
const LISTS: [&str; 5] = ["words.tsv", "项目.txt", "words.csv", "jieba.dict", "tenures.tsv"];

static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = std::env::temp_dir().join(format!("guanxi-fuzz-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    folder
});

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let which = usize::from(*first) % (LISTS.len() + 4);
    if let Some(name) = LISTS.get(which) {
        let file = FOLDER.join(name);
        fs::write(&file, rest).expect("a file");
        match load_telling(&[&file]) {
            Ok((dictionaries, lists)) => {
                assert!(dictionaries.entries().iter().all(|entry| !entry.name.trim().is_empty()));
                assert!(lists.iter().all(|list| list.entries >= dictionaries.entries().len()));
                let _ = check(&dictionaries);
            }
            Err(error) => assert!(!error.to_string().is_empty()),
        }
        return;
    }
    let Ok(text) = std::str::from_utf8(rest) else { return };
    match which - LISTS.len() {
        0 => drop(parse(text)),
        1 => drop(read_chinese(text)),
        2 => drop(read_weights(text)),
        _ => {
            let (list, faults) = Decision::read("decisions.tsv", text);
            if let (Some(last), true) = (list.last(), faults.is_empty()) {
                // A line that is written is read back, whatever stands before it.
                let (again, faults) = Decision::read("decisions.tsv", &last.appended(text));
                assert!(faults.is_empty() && again.len() == list.len() + 1, "{last:?} {faults:?}");
                let same = |a: &Decision, b: &Decision| (a.action, &a.name, &a.value) == (b.action, &b.name, &b.value);
                assert!(again.last().is_some_and(|written| same(written, last)), "{last:?} {again:?}");
            }
            drop(Decisions::new(list));
        }
    }
});
