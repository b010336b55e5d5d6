//! Guard rails: the figures on every set of marked pages are on record, and none may drop.
//!
//! `tests/scores.json` holds them. After a change that raises figures, or lowers one for a good reason:
//! `GUANXI_RECORD=1 cargo test --test guard`. The difference is then part of the change that is reviewed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::{env, fs};

use guanxi::dictionary::Dictionaries;
use guanxi::pipeline::{Page, Settings};
use guanxi_cli::score::{Gold, Measure, compare};

use crate::bench::{dictionaries, files, golds, predicted, read, root, say, shared, text, written};

/// How far a figure may drop below the one on record before it counts as a loss.
const SLACK: f64 = 0.002;

/// What is on record of each set.
const MEASURES: [(&str, Measure, &str); 8] = [
    ("exact micro", Measure::Exact, "micro"),
    ("exact official", Measure::Exact, "official"),
    ("exact body", Measure::Exact, "body"),
    ("exact place", Measure::Exact, "place"),
    ("exact project", Measure::Exact, "project"),
    ("roles", Measure::Roles, "all"),
    ("entities", Measure::Entities, "all"),
    ("pairs", Measure::Pairs, "all"),
];

/// Figures by set and measure.
type Record = BTreeMap<String, BTreeMap<String, f64>>;

/// The F1 of every measure on the marked pages of a folder.
///
/// The texts are those of `inputs`, or the marked pages themselves with their tags taken out.
fn figures(
    gold: PathBuf,
    inputs: Option<Vec<PathBuf>>,
    dictionaries: &Dictionaries,
) -> BTreeMap<String, f64> {
    let golds = golds(&gold);
    assert!(!golds.is_empty(), "no marked page in {}", gold.display());
    let folder = written(golds.iter().map(|(name, gold)| (format!("{name}.txt"), gold.raw.as_str())));
    let inputs = inputs.unwrap_or_else(|| vec![folder.path().to_path_buf()]);
    let pages = read(&inputs, dictionaries, Settings::default());
    let scores = compare(&golds, pages.iter().flat_map(predicted));
    let f1 = |measure, label| (scores.get(measure, label).f1() * 10_000.0).round() / 10_000.0;
    let mut figures: BTreeMap<String, f64> =
        MEASURES.iter().map(|&(name, measure, label)| (name.to_string(), f1(measure, label))).collect();
    figures.insert("stories".into(), (boundaries(&golds, &pages) * 10_000.0).round() / 10_000.0);
    figures
}

/// The F1 of the places where stories begin, but for the first of each page.
fn boundaries(golds: &[(String, Gold)], pages: &[Page]) -> f64 {
    let (mut both, mut all) = (0, 0);
    for (name, gold) in golds {
        let raw: Vec<char> = gold.raw.chars().collect();
        // White space before a story is of neither.
        let start = |&at: &usize| (at..raw.len()).find(|&at| !raw[at].is_whitespace());
        let starts = |found: &[usize]| -> BTreeSet<usize> {
            let first = start(&0);
            found.iter().filter_map(start).filter(|&at| Some(at) != first).collect()
        };
        let same = |page: &&Page| page.document.text.trim_end() == gold.raw.trim_end();
        let page = pages.iter().find(same).unwrap_or_else(|| panic!("no page is the text of {name}"));
        let (wanted, found) = (starts(&gold.articles), starts(&page.starts));
        both += 2 * wanted.intersection(&found).count();
        all += wanted.len() + found.len();
    }
    if all == 0 { 1.0 } else { both as f64 / all as f64 }
}

fn measured() -> Record {
    let (plain, erqi) = (dictionaries(false), dictionaries(true));
    let mut record = Record::new();
    for set in ["pages", "phenomena", "seeds"] {
        record.insert(format!("tests/{set}"), figures(root().join("tests").join(set), None, &plain));
    }
    record.insert("tests/corpus/dev".into(), figures(root().join("tests/corpus/dev"), None, &plain));
    record.insert("tests/seeds with erqi".into(), figures(root().join("tests/seeds"), None, &erqi));
    if let (Some(gold), Some(seeds)) = (shared("gold"), shared("seeds")) {
        let seeds = files(&seeds, "txt");
        record.insert("../shared/gold".into(), figures(gold.clone(), Some(seeds.clone()), &plain));
        record.insert("../shared/gold with erqi".into(), figures(gold, Some(seeds), &erqi));
    }
    record
}

#[test]
fn no_figure_drops() {
    let path = root().join("tests/scores.json");
    let now = measured();
    if env::var_os("GUANXI_RECORD").is_some() {
        // What cannot be measured here stays as it was.
        let mut record: Record =
            fs::read(&path).ok().and_then(|old| serde_json::from_slice(&old).ok()).unwrap_or_default();
        record.extend(now);
        fs::write(&path, serde_json::to_string_pretty(&record).expect("JSON") + "\n").expect("written");
        say("recorded tests/scores.json");
        return;
    }
    let record: Record =
        serde_json::from_str(&text(&path)).expect("tests/scores.json holds figures by set and measure");
    let mut lost = Vec::new();
    for (set, figures) in &now {
        for (measure, &figure) in figures {
            match record.get(set).and_then(|set| set.get(measure)) {
                None => lost.push(format!("{set}: {measure} is not on record")),
                Some(&before) if figure < before - SLACK => {
                    lost.push(format!("{set}: {measure} fell from {before:.4} to {figure:.4}"));
                }
                Some(&before) if figure > before + SLACK => {
                    say(&format!("{set}: {measure} rose from {before:.4} to {figure:.4}; record it"));
                }
                Some(_) => {}
            }
        }
    }
    assert!(
        lost.is_empty(),
        "{}\nlook at the mistakes with `guanxi score`; where the loss is right, record it with \
         GUANXI_RECORD=1 cargo test --test guard",
        lost.join("\n")
    );
}
