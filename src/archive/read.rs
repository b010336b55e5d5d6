//! Reads documents back as they were stored.

use rusqlite::{Connection, Row, Rows, Statement};
use rustc_hash::FxHashMap;
use serde::de::IntoDeserializer;
use serde::de::value::{Error as ValueError, StrDeserializer};
use serde::{Deserialize, Serialize};

use super::{Archive, ArchiveError};
use crate::kind::Kind;
use crate::resolve::{ArticleInfo, DocumentInfo, Home, Named, Passage, PostState, Resolved, StatedRole};
use crate::text::Date;

/// What is stored of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredDocument {
    /// What was found in it.
    pub resolved: Resolved,
    /// Where its articles start, in Unicode scalars of the raw document.
    pub starts: Vec<usize>,
    /// Bytes of its text.
    pub bytes: u64,
    /// Characters that could not be decoded.
    pub undecoded: u64,
}

/// Entities, posts and localities by their ids.
struct Names {
    entities: FxHashMap<i64, (Kind, String)>,
    posts: FxHashMap<i64, String>,
    localities: FxHashMap<i64, Home>,
}

impl Archive {
    /// Reads every document, in order of path, and hands it to `each` with the id of its first passage.
    ///
    /// # Errors
    /// Where the archive is damaged, or `each` fails.
    pub fn each<E: From<ArchiveError>>(
        &self,
        each: &mut dyn FnMut(StoredDocument, i64) -> Result<(), E>,
    ) -> Result<(), E> {
        let reader = Reader::new(&self.connection)?;
        let mut select = self.prepared(
            "SELECT document, path, title, date, source, url, bytes, undecoded,
                    first_passage, passages, first_mention, mentions FROM documents ORDER BY path",
        )?;
        let mut rows = select.query([]).map_err(ArchiveError::from)?;
        while let Some(row) = rows.next().map_err(ArchiveError::from)? {
            each(reader.document(row)?, row.get(8).map_err(ArchiveError::from)?)?;
        }
        Ok(())
    }

    /// Reads a passage.
    ///
    /// # Errors
    /// Where there is none of this id.
    pub fn passage(&self, id: i64) -> Result<Passage, ArchiveError> {
        let sql = "SELECT article, paragraph, start, \"end\", text FROM passages WHERE passage = ?";
        Ok(self.connection.prepare_cached(sql)?.query_row([id], passage)?)
    }

    fn prepared(&self, sql: &str) -> Result<Statement<'_>, ArchiveError> {
        Ok(self.connection.prepare(sql)?)
    }
}

struct Reader<'a> {
    connection: &'a Connection,
    names: Names,
}

impl<'a> Reader<'a> {
    fn new(connection: &'a Connection) -> Result<Reader<'a>, ArchiveError> {
        let mut select = connection.prepare("SELECT entity, kind, name FROM entities")?;
        let mut rows = select.query([])?;
        let mut entities = FxHashMap::default();
        while let Some(row) = rows.next()? {
            let kind = text(row, 1)?;
            let kind = Kind::parse(kind).ok_or_else(|| ArchiveError::value("kind", kind))?;
            entities.insert(row.get(0)?, (kind, row.get(2)?));
        }
        let mut select = connection.prepare("SELECT post, name FROM posts")?;
        let posts = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let posts = posts.collect::<Result<_, _>>()?;
        let mut select = connection.prepare("SELECT locality, path, stated, also FROM localities")?;
        let mut rows = select.query([])?;
        let mut localities = FxHashMap::default();
        while let Some(row) = rows.next()? {
            localities.insert(row.get(0)?, home(row)?);
        }
        Ok(Reader { connection, names: Names { entities, posts, localities } })
    }

    fn document(&self, row: &Row) -> Result<StoredDocument, ArchiveError> {
        let document: i64 = row.get(0)?;
        let info = DocumentInfo {
            id: row.get(1)?,
            title: row.get(2)?,
            date: date(row, 3)?,
            source: row.get(4)?,
            url: row.get(5)?,
        };
        let mut resolved = Resolved { info, ..Resolved::default() };
        let mut starts = Vec::new();
        let sql = "SELECT start, headline, day, jurisdiction, furniture FROM articles WHERE document = ? ORDER BY number";
        let mut select = self.connection.prepare_cached(sql)?;
        let mut rows = select.query([document])?;
        while let Some(row) = rows.next()? {
            starts.push(row.get(0)?);
            let (headline, date, jurisdiction) = (row.get(1)?, date(row, 2)?, row.get(3)?);
            resolved.articles.push(ArticleInfo { date, headline, jurisdiction, furniture: row.get(4)? });
        }
        let range = |at: usize| -> rusqlite::Result<[i64; 2]> {
            let first = row.get(at)?;
            Ok([first, first + row.get::<_, i64>(at + 1)?])
        };
        let (passages, mentions) = (range(8)?, range(10)?);
        let mut select = self.connection.prepare_cached(
            "SELECT article, paragraph, start, \"end\", text FROM passages
             WHERE passage >= ? AND passage < ? ORDER BY passage",
        )?;
        let sentences = select.query_map(passages, passage)?;
        resolved.passages = sentences.collect::<Result<_, _>>()?;
        resolved.mentions = self.mentions(mentions, passages[0])?;
        Ok(StoredDocument { resolved, starts, bytes: row.get(6)?, undecoded: row.get(7)? })
    }

    fn mentions(&self, ids: [i64; 2], first: i64) -> Result<Vec<Named>, ArchiveError> {
        let mut select = self.connection.prepare_cached(
            "SELECT mention, passage, entity, start, \"end\", surface, locality, rule, probability FROM mentions
             WHERE mention >= ? AND mention < ? ORDER BY mention",
        )?;
        let mut rows = select.query(ids)?;
        let mut roles = self.connection.prepare_cached(
            "SELECT mention, post, state, basis FROM roles
             WHERE mention >= ? AND mention < ? ORDER BY mention, number",
        )?;
        let mut roles = Roles { rows: roles.query(ids)?, next: None };
        roles.step(&self.names)?;
        let mut mentions = Vec::new();
        while let Some(row) = rows.next()? {
            let mention: i64 = row.get(0)?;
            let id: i64 = row.get(2)?;
            let (kind, entity) =
                self.names.entities.get(&id).ok_or_else(|| ArchiveError::value("entity", id))?;
            let home = match row.get::<_, Option<i64>>(6)? {
                None => Home::default(),
                Some(id) => {
                    let home = self.names.localities.get(&id);
                    home.ok_or_else(|| ArchiveError::value("locality", id))?.clone()
                }
            };
            let passage: i64 = row.get(1)?;
            mentions.push(Named {
                start: row.get(3)?,
                end: row.get(4)?,
                passage: usize::try_from(passage - first)
                    .map_err(|_| ArchiveError::value("passage", passage))?,
                kind: *kind,
                entity: entity.clone(),
                surface: row.get::<_, Option<String>>(5)?.unwrap_or_else(|| entity.clone()),
                roles: roles.of(mention, &self.names)?,
                home,
                rule: word("rule", text(row, 7)?)?,
                probability: row.get(8)?,
            });
        }
        Ok(mentions)
    }
}

/// The roles of one document, in order of mention.
struct Roles<'a> {
    rows: Rows<'a>,
    next: Option<(i64, StatedRole)>,
}

impl Roles<'_> {
    fn step(&mut self, names: &Names) -> Result<(), ArchiveError> {
        self.next = None;
        if let Some(row) = self.rows.next()? {
            let id: i64 = row.get(1)?;
            let name = names.posts.get(&id).ok_or_else(|| ArchiveError::value("post", id))?.clone();
            let (state, basis) = (word("state", text(row, 2)?)?, word("basis", text(row, 3)?)?);
            self.next = Some((row.get(0)?, StatedRole { name, state, basis }));
        }
        Ok(())
    }

    fn of(&mut self, mention: i64, names: &Names) -> Result<Vec<StatedRole>, ArchiveError> {
        let mut roles = Vec::new();
        while let Some((_, role)) = self.next.take_if(|(of, _)| *of == mention) {
            roles.push(role);
            self.step(names)?;
        }
        Ok(roles)
    }
}

/// The passage of a row `article, paragraph, start, end, text`.
fn passage(row: &Row) -> rusqlite::Result<Passage> {
    Ok(Passage {
        article: row.get(0)?,
        paragraph: row.get(1)?,
        start: row.get(2)?,
        end: row.get(3)?,
        text: row.get(4)?,
    })
}

/// The locality of a row `locality, path, stated, also`.
pub(super) fn home(row: &Row) -> Result<Home, ArchiveError> {
    let at: Option<String> = row.get(1)?;
    let also: String = row.get(3)?;
    Ok(Home {
        at: at.map(Into::into),
        stated: row.get(2)?,
        also: also.split('\n').filter(|path| !path.is_empty()).map(Into::into).collect(),
        decided: None,
    })
}

/// The word a table carries for a state.
pub(super) fn state(state: PostState) -> &'static str {
    match state {
        PostState::Held => "held",
        PostState::Former => "former",
        PostState::Proposed => "proposed",
    }
}

fn text<'a>(row: &'a Row, at: usize) -> Result<&'a str, ArchiveError> {
    row.get_ref(at)?.as_str().map_err(|error| ArchiveError::Damaged(error.to_string()))
}

fn date(row: &Row, at: usize) -> Result<Option<Date>, ArchiveError> {
    let Some(day) = row.get::<_, Option<String>>(at)? else { return Ok(None) };
    day.parse().map(Some).map_err(|_| ArchiveError::value("day", day))
}

/// The value a word of a table stands for.
fn word<'de, T: Deserialize<'de>>(what: &str, word: &'de str) -> Result<T, ArchiveError> {
    let reader: StrDeserializer<ValueError> = word.into_deserializer();
    T::deserialize(reader).map_err(|_| ArchiveError::value(what, word))
}
