//! Tests of the doctor: one small faulty file for each rule, in `tests/doctor/`, named after it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::rules::ALL;
use super::{Effect, Language, Reader, Report, examine};

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/doctor");
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file").path()).collect();
    files.sort();
    assert!(files.len() > 60, "{}", files.len());
    files
}

fn language(path: &Path) -> Language {
    Language::of_ending(path.extension().and_then(|ending| ending.to_str()).unwrap_or_default())
        .expect("a language")
}

fn stem(path: &Path) -> &str {
    path.file_stem().and_then(|stem| stem.to_str()).expect("a name")
}

/// The line that is marked; the first where none is.
fn marked(bytes: &[u8]) -> usize {
    let at = bytes.windows(4).position(|four| four == b"here").unwrap_or(0);
    1 + bytes[..at].iter().filter(|&&byte| byte == b'\n').count()
}

#[test]
fn each_fault_is_found_where_it_stands_and_no_other() {
    let mut wrong = Vec::new();
    for path in files().iter().filter(|path| stem(path) != "sound") {
        let bytes = fs::read(path).expect("a file");
        let report = examine(&bytes, language(path));
        let found: Vec<(&str, usize)> =
            report.findings.iter().map(|finding| (finding.rule, finding.places[0].0)).collect();
        if found != [(stem(path), marked(&bytes))] {
            wrong.push(format!("{}: line {}, found {found:?}", path.display(), marked(&bytes)));
        }
    }
    assert_eq!(wrong, [] as [String; 0], "{}", wrong.join("\n"));
}

#[test]
fn sound_files_are_left_in_peace() {
    for path in files().iter().filter(|path| stem(path) == "sound") {
        let report = examine(&fs::read(path).expect("a file"), language(path));
        assert_eq!(report.findings, [], "{}", path.display());
        assert_eq!((report.nodes, report.links), (2, 1));
        assert!(report.verdicts.iter().all(|verdict| verdict.worst.is_none()));
    }
}

#[test]
fn each_rule_has_a_file() {
    let files = files();
    let named: BTreeSet<&str> = files.iter().map(|path| stem(path)).collect();
    let rules: BTreeSet<&str> = ALL.iter().map(|rule| rule.name).chain(["sound"]).collect();
    assert_eq!(named, rules);
}

#[test]
fn what_is_cut_anywhere_is_told_and_never_breaks_the_doctor() {
    for path in files() {
        let bytes = fs::read(&path).expect("a file");
        for end in 0..bytes.len() {
            let report = examine(&bytes[..end], language(&path));
            assert_eq!(report.verdicts.len(), language(&path).readers().len());
        }
    }
    let sound = include_bytes!("../../../../tests/doctor/sound.graphml");
    assert!(examine(&sound[..sound.len() / 2], Language::GraphMl).is_refused());
    assert!(examine(b"", Language::Dot).is_refused());
    assert!(examine(b"<html/>", Language::Gexf).is_refused());
}

#[test]
fn the_worst_comes_first_and_readers_of_other_languages_are_left_out() {
    let dot = "strict graph {\n  a--b;\n  a -> b;\n}\n";
    let report = examine(dot.as_bytes(), Language::Dot);
    assert_eq!(report.findings[0].rule, "DOT_DIRECTION");
    let gephi = report.verdicts.iter().find(|verdict| verdict.reader == Reader::Gephi).expect("Gephi");
    assert_eq!(gephi.worst, Some(Effect::Drops));
    assert!(report.to_string().contains("line 3: ->"), "{report}");
    assert!(!report.to_string().contains("networkx"), "{report}");
}

#[test]
fn many_faults_of_one_sort_are_one_finding() {
    let lines: String = (0..9).map(|at| format!("  \"a\" -- \"b{at}\" [weight=0.5];\n")).collect();
    let report = examine(format!("graph {{\n{lines}}}\n").as_bytes(), Language::Dot);
    let Report { findings, .. } = &report;
    assert_eq!((findings.len(), findings[0].count, findings[0].places.len()), (1, 9, 3));
    assert!(report.to_string().contains("… 6 more"), "{report}");
}

#[test]
fn files_that_end_anywhere_or_never_end() {
    for file in ["graph { a +", "graph { a =", "graph { { a +", "graph { { b [x", "graph { a:", "graph g"] {
        assert!(examine(file.as_bytes(), Language::Dot).is_refused(), "{file}");
    }
    let deep = format!("graph {}", "{".repeat(200_000));
    assert!(examine(deep.as_bytes(), Language::Dot).is_refused());
    let deep = "<graphml>".repeat(100_000);
    assert!(examine(deep.as_bytes(), Language::GraphMl).is_refused());
}
