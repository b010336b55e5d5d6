//! What an archive holds, in short: for `status`, and for a build that reads only what changed.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::{Archive, ArchiveError};
use crate::decisions::{Action, Decision};
use crate::document::Failure;
use crate::kind::Kind;

/// What is remembered of a document beside what was found in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownDocument {
    /// Hash of its text and of what is known of it; `None` where it changed while it was read.
    pub hash: Option<String>,
    /// The names it teaches all others, in order.
    pub lessons: Vec<(String, Kind)>,
}

/// Numbers of what an archive holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// What it was made with: the program, the dictionaries, the settings.
    pub meta: BTreeMap<String, String>,
    /// Rows of each table, by name.
    pub rows: BTreeMap<&'static str, u64>,
    /// Bytes of text read.
    pub bytes: u64,
    /// First and last day of its articles, as `2023-04-16`.
    pub days: Option<(String, String)>,
}

impl Archive {
    /// Counts what is there.
    pub fn contents(&self) -> Result<Contents, ArchiveError> {
        let connection = &self.connection;
        let mut rows = BTreeMap::new();
        for table in
            ["documents", "articles", "passages", "mentions", "entities", "roles", "corrections", "skipped"]
        {
            let count = format!("SELECT count(*) FROM {table}");
            rows.insert(table, connection.query_row(&count, [], |row| row.get::<_, u64>(0))?);
        }
        let bytes =
            connection.query_row("SELECT coalesce(sum(bytes), 0) FROM documents", [], |row| row.get(0))?;
        let days = connection.query_row("SELECT min(day), max(day) FROM articles", [], |row| {
            Ok(row.get::<_, Option<String>>(0)?.zip(row.get::<_, Option<String>>(1)?))
        })?;
        Ok(Contents { meta: meta(connection)?, rows, bytes, days })
    }

    /// Returns what the archive was made with.
    pub fn meta(&self) -> Result<BTreeMap<String, String>, ArchiveError> {
        meta(&self.connection)
    }

    /// Returns what is remembered of every document, by path.
    pub fn documents(&self) -> Result<BTreeMap<String, KnownDocument>, ArchiveError> {
        documents(&self.connection)
    }

    /// Returns what was not read and why.
    pub fn skipped(&self) -> Result<Vec<Failure>, ArchiveError> {
        let mut select = self.connection.prepare("SELECT what, reason, cure FROM skipped ORDER BY number")?;
        let rows = select.query_map([], |row| {
            let [what, reason, cure] = [row.get::<_, String>(0)?, row.get(1)?, row.get(2)?];
            Ok(Failure { what, reason, cure })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Checks that every document has all its passages and mentions, and that no row belongs to none.
    ///
    /// # Errors
    /// [`ArchiveError::Damaged`] with what is missing or too many.
    pub fn check(&self) -> Result<(), ArchiveError> {
        for (what, sql) in [
            (
                "a document without all its passages",
                "SELECT path FROM documents d WHERE passages <> (SELECT count(*) FROM passages p
                 WHERE p.document = d.document AND passage >= first_passage AND passage < first_passage + passages)",
            ),
            (
                "a document without all its mentions",
                "SELECT path FROM documents d WHERE mentions <> (SELECT count(*) FROM mentions m
                 JOIN passages p USING (passage) JOIN entities USING (entity) WHERE p.document = d.document
                 AND mention >= first_mention AND mention < first_mention + d.mentions)",
            ),
            (
                "rows that belong to no document",
                "SELECT 'passages' WHERE (SELECT count(*) FROM passages) <> (SELECT sum(passages) FROM documents)
                 UNION SELECT 'mentions'
                 WHERE (SELECT count(*) FROM mentions) <> (SELECT sum(mentions) FROM documents)
                 UNION SELECT 'articles' FROM articles WHERE document NOT IN (SELECT document FROM documents)
                 UNION SELECT 'roles' FROM roles WHERE mention NOT IN (SELECT mention FROM mentions)
                 OR post NOT IN (SELECT post FROM posts)",
            ),
        ] {
            let mut select = self.connection.prepare(sql)?;
            if let Some(row) = select.query([])?.next()? {
                return Err(ArchiveError::Damaged(format!("{what}: {}", row.get::<_, String>(0)?)));
            }
        }
        Ok(())
    }

    /// Returns the corrections, in the order they apply.
    pub fn corrections(&self) -> Result<Vec<Decision>, ArchiveError> {
        corrections(&self.connection)
    }
}

pub(super) fn meta(connection: &Connection) -> Result<BTreeMap<String, String>, ArchiveError> {
    let mut select = connection.prepare("SELECT name, value FROM meta")?;
    let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) fn corrections(connection: &Connection) -> Result<Vec<Decision>, ArchiveError> {
    let columns = "action, kind, name, value, condition, note, file, line";
    let mut select = connection.prepare(&format!("SELECT {columns} FROM corrections ORDER BY number"))?;
    let mut rows = select.query([])?;
    let mut list = Vec::new();
    while let Some(found) = rows.next()? {
        let text = |at: usize| found.get::<_, String>(at);
        let (action, kind) = (text(0)?, text(1)?);
        let action = Action::parse(&action).ok_or_else(|| ArchiveError::value("action", &action))?;
        let kind = Kind::parse(&kind).ok_or_else(|| ArchiveError::value("kind", &kind))?;
        let decision = Decision::new(action, kind, [&text(2)?, &text(3)?, &text(4)?, &text(5)?])
            .map_err(|(what, _)| ArchiveError::Damaged(what))?;
        list.push(Decision { file: text(6)?, line: found.get(7)?, ..decision });
    }
    Ok(list)
}

/// Returns every document by its path.
pub(super) fn documents(connection: &Connection) -> Result<BTreeMap<String, KnownDocument>, ArchiveError> {
    let mut known = BTreeMap::new();
    let mut paths = BTreeMap::new();
    let mut select = connection.prepare("SELECT document, path, hash FROM documents")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let path: String = row.get(1)?;
        paths.insert(row.get::<_, i64>(0)?, path.clone());
        known.insert(path, KnownDocument { hash: row.get(2)?, lessons: Vec::new() });
    }
    let mut select =
        connection.prepare("SELECT document, name, kind FROM lessons ORDER BY document, name, kind")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let kind: String = row.get(2)?;
        let kind = Kind::parse(&kind).ok_or_else(|| ArchiveError::value("kind", &kind))?;
        if let Some(document) = paths.get(&row.get(0)?).and_then(|path| known.get_mut(path)) {
            document.lessons.push((row.get(1)?, kind));
        }
    }
    // Kinds have an order of their own.
    known.values_mut().for_each(|document| document.lessons.sort());
    Ok(known)
}
