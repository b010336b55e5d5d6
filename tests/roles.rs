//! Who holds which post, where, and whether still: sentences of our own, by construction.
//!
//! `tests/roles/*.tsv` has a text and what is stated in it, `name=role;原:role|name=role`; `\n` stands for a line end.
//! A person of a row must have these roles and no others. `open.tsv` holds what is known to go wrong: a row that comes
//! right there must move. `fresh.tsv` holds short pages written before the code was changed for them; figures over all of
//! them are asked of it, not every row.

use std::collections::{BTreeMap, BTreeSet};

use guanxi::dictionary::Dictionaries;
use guanxi::document::Document;
use guanxi::pipeline;
use guanxi::pipeline::Learned;

use crate::bench::{dictionaries, files, predicted, root, text};

/// Roles by name.
type Roles = BTreeMap<String, BTreeSet<String>>;

/// One row: a text and the roles stated in it.
struct Case {
    place: String,
    text: String,
    expected: Roles,
}

fn cases(file: &std::path::Path) -> Vec<Case> {
    let name = file.file_name().expect("a name").to_string_lossy().into_owned();
    let all = text(file);
    let rows = all.lines().enumerate().filter(|(_, row)| !row.starts_with('#') && !row.is_empty()).skip(1);
    let case = |(at, row): (usize, &str)| {
        let (text, expected) = row.split_once('\t').expect("two columns");
        let person = |person: &str| {
            let (name, roles) = person.split_once('=').expect("a name and its roles");
            let roles = roles.split(';').filter(|role| !role.is_empty()).map(str::to_string).collect();
            (name.to_string(), roles)
        };
        Case {
            place: format!("{name}:{}", at + 1),
            text: text.replace("\\n", "\n").replace("\\t", "\t"),
            expected: expected.split('|').map(person).collect(),
        }
    };
    rows.map(case).collect()
}

/// The roles found for the people of a row.
fn found(case: &Case, dictionaries: &Dictionaries) -> Roles {
    let document = Document { id: "case.txt".into(), text: case.text.clone(), ..Document::default() };
    let page = pipeline::page(document, dictionaries, &Learned::default());
    let mut roles: Roles = case.expected.keys().map(|name| (name.clone(), BTreeSet::new())).collect();
    for mention in predicted(&page) {
        if let Some(held) = roles.get_mut(&mention.entity) {
            held.extend(mention.marked_roles());
        }
    }
    roles
}

#[test]
fn roles_are_as_stated() {
    let dictionaries = dictionaries(false);
    let (mut count, mut wrong, mut mended) = (0, Vec::new(), Vec::new());
    for file in files(&root().join("tests/roles"), "tsv") {
        if file.ends_with("fresh.tsv") {
            continue;
        }
        let open = file.ends_with("open.tsv");
        for case in cases(&file) {
            let found = found(&case, &dictionaries);
            let right = found == case.expected;
            count += usize::from(!open);
            match (open, right) {
                (false, false) => {
                    let bad = found.iter().filter(|(name, roles)| case.expected[*name] != **roles);
                    let bad: Vec<String> = bad
                        .map(|(name, roles)| format!("{name} {roles:?}, not {:?}", case.expected[name]))
                        .collect();
                    wrong.push(format!("{} {}\n    {}", case.place, case.text, bad.join("\n    ")));
                }
                (true, true) => mended.push(case.place),
                _ => {}
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {count} rows are wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(mended.is_empty(), "these come right now; move them out of open.tsv: {}", mended.join(", "));
}

#[test]
fn fresh_pages_keep_their_figures() {
    let dictionaries = dictionaries(false);
    let (mut right, mut told, mut stated) = (0, 0, 0);
    for case in cases(&root().join("tests/roles/fresh.tsv")) {
        let found = found(&case, &dictionaries);
        for (name, expected) in &case.expected {
            right += found[name].intersection(expected).count();
            told += found[name].len();
            stated += expected.len();
        }
    }
    let (precision, recall) =
        (f64::from(right as u32) / told as f64, f64::from(right as u32) / stated as f64);
    assert!(precision >= 0.97 && recall >= 0.95, "precision {precision:.3}, recall {recall:.3}");
}
