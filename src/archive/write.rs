//! Writes documents: an [`Update`] is one transaction.

use std::collections::BTreeMap;

use rusqlite::{OptionalExtension, Transaction, params};
use rustc_hash::FxHashMap;

use super::known::{self, KnownDocument};
use super::schema::TABLES;
use super::{ArchiveError, READERS, StoredDocument};
use crate::decisions::Decision;
use crate::document::Failure;
use crate::kind::Kind;
use crate::resolve::{Home, Resolved};

/// A document to be stored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewDocument {
    /// What was found in it, before any correction.
    pub found: StoredDocument,
    /// What is remembered of it.
    pub known: KnownDocument,
}

/// A change of an archive: whole once it is committed, nothing if it is dropped before.
#[derive(Debug)]
pub struct Update<'a> {
    transaction: Transaction<'a>,
    entities: [FxHashMap<String, i64>; Kind::ALL.len()],
    posts: FxHashMap<String, i64>,
    localities: FxHashMap<Home, i64>,
    /// Whether rows went that may have been the last of an entity, a post or a locality.
    removed: bool,
}

impl<'a> Update<'a> {
    pub(super) fn new(transaction: Transaction<'a>) -> Result<Update<'a>, ArchiveError> {
        let mut localities = FxHashMap::default();
        {
            let mut select = transaction.prepare("SELECT locality, path, stated, also FROM localities")?;
            let mut rows = select.query([])?;
            while let Some(row) = rows.next()? {
                localities.insert(super::read::home(row)?, row.get(0)?);
            }
        }
        let (entities, posts) = Default::default();
        Ok(Update { transaction, entities, posts, localities, removed: false })
    }

    /// Returns what the archive was made with.
    pub fn meta(&self) -> Result<BTreeMap<String, String>, ArchiveError> {
        known::meta(&self.transaction)
    }

    /// Returns what is remembered of every document, by path.
    pub fn documents(&self) -> Result<BTreeMap<String, KnownDocument>, ArchiveError> {
        known::documents(&self.transaction)
    }

    /// Returns the corrections, in the order they apply.
    pub fn corrections(&self) -> Result<Vec<Decision>, ArchiveError> {
        known::corrections(&self.transaction)
    }

    /// Empties every table.
    pub fn clear(&mut self) -> Result<(), ArchiveError> {
        for table in TABLES {
            self.transaction.execute(&format!("DELETE FROM {table}"), [])?;
        }
        self.transaction.execute("INSERT INTO words(words) VALUES ('delete-all')", [])?;
        self.entities = Default::default();
        self.posts.clear();
        self.localities.clear();
        self.removed = false;
        Ok(())
    }

    /// Says what the archive is made with.
    pub fn set_meta(&self, meta: &BTreeMap<String, String>) -> Result<(), ArchiveError> {
        self.transaction.execute("DELETE FROM meta", [])?;
        let mut insert = self.transaction.prepare_cached("INSERT INTO meta VALUES (?, ?)")?;
        for (name, value) in meta {
            insert.execute([name, value])?;
        }
        Ok(())
    }

    /// Replaces the corrections.
    pub fn set_corrections(&self, list: &[Decision]) -> Result<(), ArchiveError> {
        self.transaction.execute("DELETE FROM corrections", [])?;
        let sql = "INSERT INTO corrections VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
        let mut insert = self.transaction.prepare_cached(sql)?;
        for (number, decision) in list.iter().enumerate() {
            let Decision { action, kind, name, value, condition, note, file, line } = decision;
            let condition = condition.to_string();
            insert.execute(params![
                number,
                action.name(),
                kind.name(),
                name,
                value,
                condition,
                note,
                file,
                line
            ])?;
        }
        Ok(())
    }

    /// Replaces the list of what was not read.
    pub fn set_skipped(&self, list: &[Failure]) -> Result<(), ArchiveError> {
        self.transaction.execute("DELETE FROM skipped", [])?;
        let mut insert = self.transaction.prepare_cached("INSERT INTO skipped VALUES (?, ?, ?, ?)")?;
        for (number, failure) in list.iter().enumerate() {
            insert.execute(params![number, failure.what, failure.reason, failure.cure])?;
        }
        Ok(())
    }

    /// Stores a document; one of the same path is replaced.
    pub fn put(&mut self, new: &NewDocument) -> Result<(), ArchiveError> {
        let resolved = &new.found.resolved;
        self.remove(&resolved.info.id)?;
        let first_passage = self.next("passages", "passage")?;
        let first_mention = self.next("mentions", "mention")?;
        self.put_document(new, (first_passage, first_mention))?;
        self.put_mentions((first_passage, first_mention), resolved)
    }

    /// The id after the last of a table: ids of a document follow one another and are small, which keeps indexes small.
    fn next(&self, table: &str, id: &str) -> Result<i64, ArchiveError> {
        let mut select =
            self.transaction.prepare_cached(&format!("SELECT coalesce(max({id}), 0) + 1 FROM {table}"))?;
        Ok(select.query_row([], |row| row.get(0))?)
    }

    /// Stores all but the mentions.
    fn put_document(
        &self,
        new: &NewDocument,
        (first_passage, first_mention): (i64, i64),
    ) -> Result<(), ArchiveError> {
        let NewDocument { found: StoredDocument { resolved, starts, bytes, undecoded }, known } = new;
        let info = &resolved.info;
        let date = info.date.map(|date| date.to_string());
        self.transaction
            .prepare_cached("INSERT INTO documents VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")?
            .execute(params![
                info.id,
                known.hash,
                info.title,
                date,
                info.source,
                info.url,
                bytes,
                undecoded,
                first_passage,
                resolved.passages.len(),
                first_mention,
                resolved.mentions.len()
            ])?;
        let document = self.transaction.last_insert_rowid();
        let mut insert = self.transaction.prepare_cached("INSERT OR IGNORE INTO lessons VALUES (?, ?, ?)")?;
        for (name, kind) in &known.lessons {
            insert.execute(params![document, name, kind.name()])?;
        }
        let mut insert =
            self.transaction.prepare_cached("INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?)")?;
        for (number, article) in resolved.articles.iter().enumerate() {
            let start = starts.get(number).copied().unwrap_or_default();
            let day = article.date.map(|date| date.to_string());
            let (headline, jurisdiction) = (&article.headline, &article.jurisdiction);
            insert.execute(params![
                document,
                number,
                start,
                headline,
                day,
                jurisdiction,
                article.furniture
            ])?;
        }
        let mut insert =
            self.transaction.prepare_cached("INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?)")?;
        let mut index = self.transaction.prepare_cached("INSERT INTO words(rowid, text) VALUES (?, ?)")?;
        for (id, passage) in (first_passage..).zip(&resolved.passages) {
            let (article, paragraph) = (passage.article, passage.paragraph);
            insert.execute(params![
                id,
                document,
                article,
                paragraph,
                passage.start,
                passage.end,
                passage.text
            ])?;
            // Two blanks, so that the last two characters begin trigrams too.
            index.execute(params![id, format!("{}  ", passage.text)])?;
        }
        Ok(())
    }

    fn put_mentions(
        &mut self,
        (first_passage, first_mention): (i64, i64),
        resolved: &Resolved,
    ) -> Result<(), ArchiveError> {
        for (id, named) in (first_mention..).zip(&resolved.mentions) {
            let entity = self.entity(named.kind, &named.entity)?;
            let locality =
                if named.home == Home::default() { None } else { Some(self.locality(&named.home)?) };
            let passage = first_passage + i64::try_from(named.passage).unwrap_or_default();
            let surface = (named.surface != named.entity).then_some(&named.surface);
            let rule = named.rule.name();
            self.transaction
                .prepare_cached("INSERT INTO mentions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")?
                .execute(params![
                    id,
                    passage,
                    entity,
                    named.start,
                    named.end,
                    surface,
                    locality,
                    rule,
                    named.probability
                ])?;
            for (number, role) in named.roles.iter().enumerate() {
                let post = self.post(&role.name)?;
                self.transaction
                    .prepare_cached("INSERT INTO roles VALUES (?, ?, ?, ?, ?)")?
                    .execute(params![id, number, post, super::read::state(role.state), role.basis.name()])?;
            }
        }
        Ok(())
    }

    /// Takes a document out, if it is there.
    pub fn remove(&mut self, path: &str) -> Result<(), ArchiveError> {
        let transaction = &self.transaction;
        let sql =
            "SELECT document, first_passage, passages, first_mention, mentions FROM documents WHERE path = ?";
        let mut select = transaction.prepare_cached(sql)?;
        let found = select.query_row([path], |row| {
            let range = |at: usize| -> rusqlite::Result<[i64; 2]> {
                let first = row.get(at)?;
                Ok([first, first + row.get::<_, i64>(at + 1)?])
            };
            Ok((row.get::<_, i64>(0)?, range(1)?, range(3)?))
        });
        let Some((document, passages, mentions)) = found.optional()? else { return Ok(()) };
        self.removed = true;
        for (sql, ids) in [
            ("DELETE FROM words WHERE rowid >= ? AND rowid < ?", passages),
            ("DELETE FROM roles WHERE mention >= ? AND mention < ?", mentions),
            ("DELETE FROM mentions WHERE mention >= ? AND mention < ?", mentions),
            ("DELETE FROM passages WHERE passage >= ? AND passage < ?", passages),
        ] {
            transaction.prepare_cached(sql)?.execute(ids)?;
        }
        for sql in [
            "DELETE FROM articles WHERE document = ?",
            "DELETE FROM lessons WHERE document = ?",
            "DELETE FROM documents WHERE document = ?",
        ] {
            transaction.prepare_cached(sql)?.execute([document])?;
        }
        Ok(())
    }

    /// Makes what was written the state of the archive.
    pub fn commit(self) -> Result<(), ArchiveError> {
        if self.removed {
            self.transaction.execute_batch(
                "DELETE FROM entities WHERE NOT EXISTS
                     (SELECT 1 FROM mentions WHERE mentions.entity = entities.entity);
                 DELETE FROM posts WHERE NOT EXISTS (SELECT 1 FROM roles WHERE roles.post = posts.post);
                 DELETE FROM localities WHERE locality NOT IN
                     (SELECT locality FROM mentions WHERE locality IS NOT NULL);",
            )?;
        }
        self.transaction.busy_timeout(READERS)?;
        Ok(self.transaction.commit()?)
    }

    fn entity(&mut self, kind: Kind, name: &str) -> Result<i64, ArchiveError> {
        if let Some(id) = self.entities[kind as usize].get(name) {
            return Ok(*id);
        }
        let mut select =
            self.transaction.prepare_cached("SELECT entity FROM entities WHERE name = ? AND kind = ?")?;
        let known = select.query_row([name, kind.name()], |row| row.get(0)).optional()?;
        let id = match known {
            Some(id) => id,
            None => {
                let sql = "INSERT INTO entities (name, kind) VALUES (?, ?)";
                self.transaction.prepare_cached(sql)?.execute([name, kind.name()])?;
                self.transaction.last_insert_rowid()
            }
        };
        self.entities[kind as usize].insert(name.to_string(), id);
        Ok(id)
    }

    fn post(&mut self, name: &str) -> Result<i64, ArchiveError> {
        if let Some(id) = self.posts.get(name) {
            return Ok(*id);
        }
        let mut select = self.transaction.prepare_cached("SELECT post FROM posts WHERE name = ?")?;
        let known = select.query_row([name], |row| row.get(0)).optional()?;
        let id = match known {
            Some(id) => id,
            None => {
                self.transaction.prepare_cached("INSERT INTO posts (name) VALUES (?)")?.execute([name])?;
                self.transaction.last_insert_rowid()
            }
        };
        self.posts.insert(name.to_string(), id);
        Ok(id)
    }

    fn locality(&mut self, home: &Home) -> Result<i64, ArchiveError> {
        if let Some(id) = self.localities.get(home) {
            return Ok(*id);
        }
        let also = home.also.join("\n");
        let sql = "INSERT INTO localities (path, stated, also) VALUES (?, ?, ?)";
        self.transaction.prepare_cached(sql)?.execute(params![home.at.as_deref(), home.stated, also])?;
        let id = self.transaction.last_insert_rowid();
        self.localities.insert(home.clone(), id);
        Ok(id)
    }
}
