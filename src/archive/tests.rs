//! What is stored comes back as it was, in whatever order it came; what is not an archive is refused.

use std::time::Duration;

use proptest::prelude::*;
use rusqlite::Connection;
use tempfile::TempDir;

use super::{Archive, ArchiveError, KnownDocument, NewDocument, StoredDocument, Update};
use crate::decisions::{Action, Decision};
use crate::graph::testing::{page, pages};
use crate::kind::Kind;
use crate::recognise::Rule;
use crate::resolve::{Basis, Home, PostState, Resolved, StatedRole};

/// A document with what a sketch cannot tell.
fn new(resolved: Resolved) -> NewDocument {
    let starts = (0..resolved.articles.len()).map(|at| at * 7).collect();
    let hash = Some(format!("{:x}", resolved.mentions.len()));
    let lessons = resolved.mentions.iter().map(|named| (named.entity.clone(), named.kind));
    let mut lessons: Vec<(String, Kind)> = lessons.collect();
    lessons.sort();
    lessons.dedup();
    NewDocument {
        found: StoredDocument { resolved, starts, bytes: 99, undecoded: 1 },
        known: KnownDocument { hash, lessons },
    }
}

fn store(archive: &mut Archive, documents: &[NewDocument]) {
    let mut update = archive.update(Duration::ZERO).expect("nobody else writes");
    documents.iter().for_each(|document| update.put(document).expect("it is stored"));
    update.commit().expect("it is kept");
}

fn stored(archive: &Archive) -> Vec<StoredDocument> {
    let mut all = Vec::new();
    let mut each = |document, _| -> Result<(), ArchiveError> {
        all.push(document);
        Ok(())
    };
    archive.each(&mut each).expect("it can be read");
    all
}

#[test]
fn every_field_comes_back() {
    let mut resolved =
        page("a", "2024-01-05", "P:王某~王书记=东山区委书记;东山区长 B:东山区委\nL:东山区#R:记者甲");
    resolved.info.title = Some("标题\u{0}\n'".into());
    resolved.info.source = Some(String::new());
    resolved.info.url = Some("https://example.org/?a=1".into());
    resolved.articles[0].headline = Some("要闻".into());
    resolved.articles[0].jurisdiction = Some("东山区".into());
    resolved.articles[1].date = None;
    let named = &mut resolved.mentions[0];
    named.rule = Rule::Model;
    named.roles[1] =
        StatedRole { name: "东山区长".into(), state: PostState::Proposed, basis: Basis::Chain };
    named.home = Home {
        at: Some("".into()),
        stated: true,
        also: vec!["某省/某市".into(), "某省".into()],
        decided: None,
    };
    resolved.mentions[1].home = Home { at: None, stated: true, ..Home::default() };
    let document = new(resolved);
    let mut archive = Archive::passing().expect("an archive");
    store(&mut archive, std::slice::from_ref(&document));
    assert_eq!(stored(&archive), [document.found]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Whatever was there before, and in whatever order documents came, the same is read back.
    #[test]
    fn documents_come_back_whatever_was_there_before(
        before in pages(), now in pages(), backwards: bool,
    ) {
        let mut archive = Archive::passing().expect("an archive");
        let before: Vec<NewDocument> = before.into_iter().map(new).collect();
        let now: Vec<NewDocument> = now.into_iter().map(new).collect();
        store(&mut archive, &before);
        let mut update = archive.update(Duration::ZERO).expect("nobody else writes");
        let order: Vec<&NewDocument> =
            if backwards { now.iter().rev().collect() } else { now.iter().collect() };
        order.into_iter().for_each(|document| update.put(document).expect("it is stored"));
        let path = |document: &NewDocument| document.found.resolved.info.id.clone();
        for gone in before.iter().filter(|old| now.iter().all(|new| path(new) != path(old))) {
            update.remove(&path(gone)).expect("it goes");
        }
        let known = update.documents().expect("it can be read");
        prop_assert!(now.iter().all(|document| known[&path(document)] == document.known));
        prop_assert_eq!(known.len(), now.len());
        update.commit().expect("it is kept");
        let all: Vec<StoredDocument> = now.into_iter().map(|document| document.found).collect();
        prop_assert_eq!(stored(&archive), all);
        // Nothing is left of what went.
        let count = |sql: &str| archive.connection.query_row(sql, [], |row| row.get::<_, i64>(0)).expect(sql);
        prop_assert_eq!(count("SELECT count(*) FROM entities WHERE entity NOT IN (SELECT entity FROM mentions)"), 0);
        prop_assert_eq!(count("SELECT count(*) FROM posts WHERE post NOT IN (SELECT post FROM roles)"), 0);
        prop_assert_eq!(count("SELECT count(*) FROM passages") , count("SELECT count(*) FROM words"));
    }
}

#[test]
fn what_is_not_committed_is_as_if_it_had_never_been() {
    let folder = TempDir::new().expect("a temporary folder");
    let path = folder.path().join("x.db");
    let mut archive = Archive::create(&path).expect("an archive");
    assert!(matches!(Archive::open(&path), Err(ArchiveError::Empty)));
    store(&mut archive, &[new(page("a", "", "P:甲 P:乙"))]);
    let mut update = archive.update(Duration::ZERO).expect("nobody else writes");
    update.clear().expect("it is emptied");
    update.put(&new(page("b", "", "P:丙"))).expect("it is stored");
    let mut other = Archive::open(&path).expect("a second one");
    assert!(matches!(other.update(Duration::ZERO), Err(ArchiveError::Busy)));
    assert!(other.is_busy().expect("it can be asked"));
    drop(update);
    assert_eq!(stored(&archive).len(), 1);
    assert_eq!(stored(&other)[0].resolved.info.id, "a");
    assert!(!other.is_busy().expect("it can be asked"));
}

#[test]
fn corrections_come_back_in_order() {
    let mut archive = Archive::passing().expect("an archive");
    let list: Vec<_> = [
        Decision::new(Action::Merge, Kind::Official, ["甲", "乙", "from=2024-01-01", "why"]),
        Decision::new(Action::Block, Kind::Place, ["丙", "", "", ""]),
    ]
    .into_iter()
    .zip(2..)
    .map(|(decision, line)| {
        let decision = decision.expect("a decision");
        crate::decisions::Decision { file: "decisions.tsv".into(), line, ..decision }
    })
    .collect();
    let update = archive.update(Duration::ZERO).expect("nobody else writes");
    update.set_corrections(&list).expect("they are stored");
    update.commit().expect("they are kept");
    assert_eq!(archive.corrections().expect("they can be read"), list);
}

#[test]
fn foreign_newer_and_damaged_files_are_refused_and_left_alone() {
    let folder = TempDir::new().expect("a temporary folder");
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("text"), "no database, but a text that is long enough to be looked at")
        .expect("a file");
    let other = Connection::open(path("other")).expect("a database");
    other.execute_batch("CREATE TABLE t (x); INSERT INTO t VALUES (1)").expect("a table");
    drop(other);
    drop(Archive::create(&path("newer")).and_then(|mut archive| archive.update(Duration::ZERO)?.commit()));
    Connection::open(path("newer"))
        .and_then(|newer| newer.pragma_update(None, "user_version", 99))
        .expect("a version");
    let before = |name: &str| std::fs::read(path(name)).expect("a file");
    for name in ["text", "other"] {
        let bytes = before(name);
        assert!(matches!(Archive::open(&path(name)), Err(ArchiveError::Foreign)), "{name}");
        assert!(matches!(Archive::create(&path(name)), Err(ArchiveError::Foreign)), "{name}");
        assert_eq!(before(name), bytes, "{name}");
    }
    assert!(matches!(Archive::open(&path("newer")), Err(ArchiveError::Version { found: 99, .. })));
    assert!(matches!(Archive::create(&path("newer")), Err(ArchiveError::Version { found: 99, .. })));
    // One of an earlier version is written anew by the next build, and not before.
    store(&mut Archive::create(&path("older")).expect("an archive"), &[new(page("d", "", "P:甲 P:乙"))]);
    let version = |version: i64| {
        Connection::open(path("older")).and_then(|older| older.pragma_update(None, "user_version", version))
    };
    version(1).expect("a version");
    assert!(matches!(Archive::open(&path("older")), Err(ArchiveError::Version { found: 1, .. })));
    let mut older = Archive::create(&path("older")).expect("an archive to be written");
    drop(older.update(Duration::ZERO).expect("an update that does not end"));
    assert!(matches!(Archive::open(&path("older")), Err(ArchiveError::Version { found: 1, .. })));
    older.update(Duration::ZERO).and_then(Update::commit).expect("an update");
    let contents = Archive::open(&path("older")).expect("an archive").contents().expect("contents");
    assert_eq!(contents.rows.get("documents"), Some(&0), "{:?}", contents.rows);
    assert!(matches!(Archive::open(&path("none")), Err(ArchiveError::Missing)));
    assert!(!path("none").exists());
    // Garbage in the middle of the file.
    let mut archive = Archive::create(&path("bad")).expect("an archive");
    let many: Vec<_> = (0..200).map(|at| new(page(&format!("d{at}"), "", "P:甲 P:乙/B:丙 L:丁"))).collect();
    store(&mut archive, &many);
    drop(archive);
    let mut bytes = before("bad");
    bytes[4096..].iter_mut().step_by(3).for_each(|byte| *byte = 0xA5);
    std::fs::write(path("bad"), bytes).expect("a file");
    let read =
        Archive::open(&path("bad")).and_then(|archive| archive.each(&mut |_, _| Ok::<(), ArchiveError>(())));
    assert!(matches!(read, Err(ArchiveError::Damaged(_))), "{read:?}");
}

#[test]
fn passages_are_found_by_words_of_any_length() {
    let mut archive = Archive::passing().expect("an archive");
    let documents = [
        new(page("a", "2024-01-05", "P:王建国 B:东山区委/L:东山区 J:北湖二期")),
        new(page("b", "2024-02-10", "P:李明 J:北湖二期")),
    ];
    store(&mut archive, &documents);
    let find = |words: &[&str]| {
        let (found, all) = archive.search(words, 10).expect("it can be searched");
        assert_eq!(found.len(), all);
        found.into_iter().map(|passage| (passage.document, passage.text)).collect::<Vec<_>>()
    };
    let [first, second, third] =
        ["王建国东山区委。", "东山区北湖二期。", "李明北湖二期。"].map(str::to_string);
    let (a, b) = ("a".to_string(), "b".to_string());
    assert_eq!(find(&["北湖二期"]), [(b.clone(), third.clone()), (a.clone(), second.clone())]);
    assert_eq!(find(&["东山"]), [(a.clone(), first.clone()), (a.clone(), second.clone())]);
    // The last two characters of a passage, two words, one character, and what is nowhere.
    assert_eq!(find(&["委。"]), [(a.clone(), first)]);
    assert_eq!(find(&["二期", "李明"]), [(b.clone(), third.clone())]);
    assert_eq!(find(&["明"]), [(b, third)]);
    assert_eq!(find(&["东山", "李明"]), []);
    assert_eq!(find(&["\"*"]), []);
    assert_eq!(find(&[]), []);
    let (found, all) = archive.search(&["东山"], 1).expect("it can be searched");
    assert_eq!((found.len(), all), (1, 2));
    assert_eq!(found[0].entities[0], ("official".to_string(), "王建国".to_string()));
}

#[test]
fn passages_of_a_name_and_of_two_are_read() {
    let mut archive = Archive::passing().expect("an archive");
    let pages = ["P:王某 J:北湖二期\nB:东山区委#P:王某", "P:李某 J:北湖二期", "P:王某"];
    let days = ["2024-01-05", "2024-01-06", "2024-01-07"];
    let documents: Vec<NewDocument> =
        (0..3).map(|at| new(page(["a", "b", "c"][at], days[at], pages[at]))).collect();
    store(&mut archive, &documents);
    let list = |name: &str| vec![name.to_owned()];
    let (wang, lake) = (list("王某"), list("北湖二期"));
    let (found, all) = archive.naming(("official", &wang), None, (0, 2)).expect("it can be read");
    assert_eq!((found.len(), all), (2, 3));
    assert_eq!(found[0].document, "c", "the newest first");
    let with = Some(("project", lake.as_slice()));
    let (found, all) = archive.naming(("official", &wang), with, (0, 9)).expect("it can be read");
    assert!(all == found.len() && found.iter().all(|passage| passage.document == "a"), "{found:?}");
    let both = list("李某");
    let (_, none) = archive.naming(("official", &both), Some(("official", &wang)), (0, 9)).expect("read");
    assert_eq!(none, 0);
    let article = archive.article("a", found[0].start).expect("it can be read");
    assert!(article.iter().any(|passage| passage.start == found[0].start));
    assert!(archive.article("nowhere", 0).expect("it can be read").is_empty());
}

#[test]
fn who_held_a_post_is_told_with_its_days() {
    let mut archive = Archive::passing().expect("an archive");
    let documents = [
        new(page("a", "2021-01-05", "P:甲=东山区委书记")),
        new(page("b", "2021-06-10", "P:甲=东山区委书记 P:丙=东山区委副书记")),
        new(page("c", "2022-02-10", "P:乙=东山区委书记")),
    ];
    store(&mut archive, &documents);
    let held = archive.holders("东山区委书记").expect("it can be asked");
    let told: Vec<(&str, Option<&str>, u64)> = held
        .iter()
        .map(|held| (&*held.name, held.days.as_ref().map(|days| &*days.1), held.mentions))
        .collect();
    assert_eq!(told, [("甲", Some("2021-06-10"), 2), ("乙", Some("2022-02-10"), 1)]);
    assert_eq!(archive.holders("书记").expect("it can be asked").len(), 3);
    assert_eq!(archive.holders("东山区委副书记").expect("it can be asked")[0].name, "丙");
}

#[test]
fn doubtful_names_come_by_what_a_mistake_would_touch() {
    let doubted = |id: &str, worth: &[u16], sketch: &str| {
        let mut resolved = page(id, "2024-01-05", sketch);
        for (named, &probability) in resolved.mentions.iter_mut().zip(worth) {
            (named.rule, named.probability) = (Rule::Model, probability);
        }
        new(resolved)
    };
    let documents = [
        doubted("a", &[500, 600, 900], "P:甲/P:甲 B:乙局/P:丙"),
        doubted("b", &[400, 700, 300], "B:乙局/P:丁/P:丙"),
    ];
    let mut archive = Archive::passing().expect("an archive");
    store(&mut archive, &documents);
    let list = |archive: &Archive| -> Vec<(String, bool, u64)> {
        let found = archive.doubts(10).expect("it can be asked");
        found.into_iter().map(|one| (one.name, one.alone, one.mentions)).collect()
    };
    let named = |name: &str, alone, mentions| (name.to_owned(), alone, mentions);
    // 丙 is a list's in one place, so only its other mention is doubtful; 乙局 is surer of itself than in one place.
    let rest = [named("乙局", true, 1), named("丁", false, 1), named("乙局", false, 2)];
    let all = [vec![named("甲", false, 2), named("丙", true, 1)], rest.to_vec()].concat();
    assert_eq!(list(&archive), all);
    let first = archive.doubts(1).expect("it can be asked");
    assert_eq!((first[0].passage.document.as_str(), first[0].wrong), ("a", 2.0 * 0.4));
    let update = archive.update(Duration::ZERO).expect("nobody else writes");
    let start = documents[1].found.resolved.passages[2].start;
    let only = format!("document=b; passage={start}");
    let decisions = [
        Decision::new(Action::Keep, Kind::Official, ["甲", "", "", ""]).expect("a decision"),
        Decision::new(Action::Block, Kind::Official, ["丙", "", &only, ""]).expect("a decision"),
    ];
    update.set_corrections(&decisions).expect("they are kept");
    update.commit().expect("it is kept");
    assert_eq!(list(&archive), rest);
}
