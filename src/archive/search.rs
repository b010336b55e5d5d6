//! Finds passages by words, and who held a post.

use rusqlite::{Connection, Row};

use super::{Archive, ArchiveError};
use crate::resolve::Passage;

/// A passage that was searched for.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct FoundPassage {
    /// Path of its document.
    pub document: String,
    /// Day of its article, else of its document, as `2023-04-16`.
    pub day: Option<String>,
    /// Headline of its article.
    pub headline: Option<String>,
    /// First offset in the raw document, in Unicode scalars.
    pub start: usize,
    /// The sentence.
    pub text: String,
    /// Kind and name of what it names, in order of offset, each once.
    pub entities: Vec<(String, String)>,
}

/// That a passage states a post of an official.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct HeldPost {
    /// The post, its body written out.
    pub post: String,
    /// `held`, `former` or `proposed`.
    pub state: String,
    /// Name of the official.
    pub name: String,
    /// First and last day on which it is stated, as `2023-04-16`.
    pub days: Option<(String, String)>,
    /// Mentions that state it.
    pub mentions: u64,
}

/// The columns of a [`FoundPassage`] but for its entities.
const PASSAGE: &str = "SELECT p.passage, d.path, coalesce(a.day, d.date), a.headline, p.start, p.text,
            d.first_mention, d.first_mention + d.mentions
     FROM passages p JOIN documents d USING (document)
     LEFT JOIN articles a ON a.document = p.document AND a.number = p.article";

impl Archive {
    /// Finds passages that hold all of the words, newest first; also how many there are.
    ///
    /// Words of two characters or more are looked up in the index, single characters by reading. Case counts.
    pub fn search(&self, words: &[&str], limit: usize) -> Result<(Vec<FoundPassage>, usize), ArchiveError> {
        let connection = &self.connection;
        let mut tokens = Vec::new();
        for word in words {
            let chars: Vec<char> = word.chars().collect();
            match chars.len() {
                0 | 1 => {}
                2 => {
                    let any = beginning(connection, word)?;
                    if any.is_empty() {
                        return Ok((Vec::new(), 0));
                    }
                    tokens.push(format!("({})", any.join(" OR ")));
                }
                _ => tokens.extend(chars.windows(3).map(|three| quoted(&three.iter().collect::<String>()))),
            }
        }
        // The index tells which passages may hold the words; the text tells which do.
        let mut wheres = Vec::new();
        let mut values: Vec<&dyn rusqlite::ToSql> = Vec::new();
        let tokens = tokens.join(" AND ");
        if !tokens.is_empty() {
            wheres.push("p.passage IN (SELECT rowid FROM words WHERE words MATCH ?)");
            values.push(&tokens);
        }
        for word in words {
            wheres.push("instr(p.text, ?) > 0");
            values.push(word);
        }
        if wheres.is_empty() {
            return Ok((Vec::new(), 0));
        }
        let found = format!(" WHERE {}", wheres.join(" AND "));
        let count = format!("SELECT count(*) FROM passages p{found}");
        let count: usize = connection.query_row(&count, &*values, |row| row.get(0))?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        values.push(&limit);
        let sql = format!("{PASSAGE}{found} ORDER BY 3 DESC, d.path, p.start LIMIT ?");
        Ok((self.all(&sql, &values)?, count))
    }

    fn found(&self, row: &Row) -> Result<FoundPassage, ArchiveError> {
        let passage: i64 = row.get(0)?;
        let (first, next): (i64, i64) = (row.get(6)?, row.get(7)?);
        let mut select = self.connection.prepare_cached(
            "SELECT e.kind, e.name FROM mentions m JOIN entities e USING (entity)
             WHERE m.mention >= ? AND m.mention < ? AND m.passage = ? ORDER BY m.mention",
        )?;
        let all = select.query_map([first, next, passage], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut entities: Vec<(String, String)> = Vec::new();
        for entity in all {
            let entity = entity?;
            if !entities.contains(&entity) {
                entities.push(entity);
            }
        }
        Ok(FoundPassage {
            document: row.get(1)?,
            day: row.get(2)?,
            headline: row.get(3)?,
            start: row.get(4)?,
            text: Passage::plain(row.get(5)?),
            entities,
        })
    }

    /// Reads the passages of one name, or of two the passages that name either in the articles that name both; newest first.
    ///
    /// A name is a kind with the names it goes by. Also how many there are. Furniture is left out: it links nobody.
    pub fn naming(
        &self,
        (kind, names): (&str, &[String]),
        with: Option<(&str, &[String])>,
        (from, limit): (usize, usize),
    ) -> Result<(Vec<FoundPassage>, usize), ArchiveError> {
        let list = |names: &[String]| serde_json::to_string(names).unwrap_or_default();
        let (first, second) = (list(names), with.map_or(String::new(), |(_, names)| list(names)));
        let of = |kind: usize| {
            format!(
                "SELECT m.passage, p.document, p.article FROM entities e JOIN mentions m USING (entity)
                 JOIN passages p USING (passage) JOIN articles a ON a.document = p.document AND a.number = p.article
                 WHERE e.kind = ?{kind} AND e.name IN (SELECT value FROM json_each(?{})) AND NOT a.furniture",
                kind + 1
            )
        };
        let other = with.map_or("", |(kind, _)| kind);
        let wanted = match with {
            None => format!("WITH x AS ({}) SELECT passage FROM x WHERE ?3 = '' AND ?4 = ''", of(1)),
            Some(_) => format!(
                "WITH x AS ({}), y AS ({}), both AS (SELECT document, article FROM x INTERSECT SELECT document, article FROM y)
                 SELECT passage FROM (SELECT * FROM x UNION SELECT * FROM y) JOIN both USING (document, article)",
                of(1),
                of(3)
            ),
        };
        let values: [&dyn rusqlite::ToSql; 4] = [&kind, &first, &other, &second];
        let count = format!("SELECT count(*) FROM passages WHERE passage IN ({wanted})");
        let count: usize = self.connection.query_row(&count, &values[..], |row| row.get(0))?;
        let sql = format!(
            "{PASSAGE} WHERE p.passage IN ({wanted}) ORDER BY 3 DESC, d.path, p.start LIMIT {limit} OFFSET {from}"
        );
        Ok((self.all(&sql, &values)?, count))
    }

    /// Reads the passages of the article in which a passage starts, in their order.
    pub fn article(&self, document: &str, start: usize) -> Result<Vec<FoundPassage>, ArchiveError> {
        let sql = format!(
            "{PASSAGE} WHERE d.path = ?1 AND p.article =
             (SELECT p.article FROM passages p JOIN documents d USING (document) WHERE d.path = ?1 AND p.start = ?2)
             ORDER BY p.start"
        );
        self.all(&sql, &[&document, &i64::try_from(start).unwrap_or(i64::MAX)])
    }

    /// Reads one passage by its id.
    pub(super) fn by_id(&self, passage: i64) -> Result<FoundPassage, ArchiveError> {
        let found = self.all(&format!("{PASSAGE} WHERE p.passage = ?"), &[&passage])?;
        Ok(found.into_iter().next().unwrap_or_default())
    }

    fn all(&self, sql: &str, values: &[&dyn rusqlite::ToSql]) -> Result<Vec<FoundPassage>, ArchiveError> {
        let mut select = self.connection.prepare(sql)?;
        let mut rows = select.query(values)?;
        let mut passages = Vec::new();
        while let Some(row) = rows.next()? {
            passages.push(self.found(row)?);
        }
        Ok(passages)
    }

    /// Finds who held a post, by the first day it is stated; every post whose name holds `post` counts.
    pub fn holders(&self, post: &str) -> Result<Vec<HeldPost>, ArchiveError> {
        let mut select = self.connection.prepare(
            "SELECT o.name, r.state, e.name, min(coalesce(a.day, d.date)), max(coalesce(a.day, d.date)), count(*)
             FROM posts o
             JOIN roles r USING (post)
             JOIN mentions m USING (mention)
             JOIN entities e USING (entity)
             JOIN passages p USING (passage)
             JOIN documents d ON d.document = p.document
             LEFT JOIN articles a ON a.document = p.document AND a.number = p.article
             WHERE instr(o.name, ?1) > 0 AND e.kind = 'official'
             GROUP BY o.name, r.state, e.name
             ORDER BY o.name <> ?1, o.name, 4, e.name, r.state",
        )?;
        let rows = select.query_map([post], |row| {
            Ok(HeldPost {
                post: row.get(0)?,
                state: row.get(1)?,
                name: row.get(2)?,
                days: row.get::<_, Option<String>>(3)?.zip(row.get::<_, Option<String>>(4)?),
                mentions: row.get(5)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// The trigrams of the index that begin with two characters.
fn beginning(connection: &Connection, two: &str) -> Result<Vec<String>, ArchiveError> {
    let two = two.to_lowercase();
    let mut select = connection.prepare_cached("SELECT term FROM terms WHERE term >= ?1 AND term < ?2")?;
    let last = format!("{two}\u{10FFFF}");
    let terms = select.query_map([&two, &last], |row| row.get::<_, String>(0))?;
    Ok(terms.map(|term| term.map(|term| quoted(&term))).collect::<Result<_, _>>()?)
}

/// A word as a query of FTS5 takes it.
fn quoted(word: &str) -> String {
    format!("\"{}\"", word.replace('"', "\"\""))
}
