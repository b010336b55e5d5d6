//! Finds names that may be none, and single mentions that may be of nothing, by how much a mistake would touch.

use rusqlite::Row;

use super::{Archive, ArchiveError, FoundPassage};

/// The probability of a mention, in thousandths, below which it is doubtful by itself.
const DOUBTFUL: u16 = 650;

/// A name, or one mention of it, that is not certain.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
pub struct DoubtfulName {
    /// Kind of the entity.
    pub kind: String,
    /// Its name, before any decision.
    pub name: String,
    /// Whether one mention is meant, of a name that others make certain.
    pub alone: bool,
    /// Mentions that are meant.
    pub mentions: u64,
    /// Documents they stand in.
    pub documents: u64,
    /// The greatest probability of these mentions, from 0 to 1.
    pub probability: f64,
    /// Mentions that are probably wrong: doubt shrinks with the square root of the documents, as for `guanxi learn`.
    pub wrong: f64,
    /// The least certain passage.
    pub passage: FoundPassage,
}

/// Mentions of stories: what stands around them links nobody.
const SEEN: &str = "mentions m JOIN passages p USING (passage)
     JOIN articles a ON a.document = p.document AND a.number = p.article AND NOT a.furniture";

impl Archive {
    /// Lists names that no list has and single mentions that are improbable, those first that a mistake in would touch most.
    ///
    /// Whatever a correction speaks of is left out: a name by one for it, a mention by one for its passage or document.
    pub fn doubts(&self, most: usize) -> Result<Vec<DoubtfulName>, ArchiveError> {
        let names = format!(
            "SELECT e.kind, e.name, n.mentions, n.documents, n.worth,
                (SELECT passage FROM mentions WHERE entity = n.entity ORDER BY probability, mention LIMIT 1)
             FROM (SELECT m.entity, count(*) mentions, count(DISTINCT p.document) documents,
                max(m.probability) worth, max(m.rule IN ('dictionary', 'tenure')) listed
                FROM {SEEN} GROUP BY m.entity) n JOIN entities e USING (entity)
             WHERE NOT n.listed AND n.worth < 1000 AND e.kind <> 'byline'
             AND NOT EXISTS (SELECT 1 FROM corrections c
                WHERE c.kind = e.kind AND c.name = e.name AND c.condition = '')"
        );
        let alone = format!(
            "WITH sure AS (SELECT entity FROM mentions GROUP BY entity HAVING max(probability) >= {DOUBTFUL})
             SELECT e.kind, e.name, 1, 1, m.probability, p.passage
             FROM {SEEN} JOIN entities e USING (entity) JOIN documents d ON d.document = p.document
             WHERE m.probability < {DOUBTFUL} AND e.kind <> 'byline' AND m.entity IN sure
             AND NOT EXISTS (SELECT 1 FROM corrections c WHERE c.kind = e.kind AND c.name = e.name AND c.condition
                IN ('', 'document=' || d.path, 'document=' || d.path || '; passage=' || p.start))"
        );
        let mut found = self.rows(&names, false)?;
        found.extend(self.rows(&alone, true)?);
        found.sort_by(|(a, _), (b, _)| {
            b.wrong.total_cmp(&a.wrong).then_with(|| (&a.kind, &a.name).cmp(&(&b.kind, &b.name)))
        });
        found.truncate(most);
        let shown = found
            .into_iter()
            .map(|(name, passage)| Ok(DoubtfulName { passage: self.by_id(passage)?, ..name }));
        shown.collect()
    }

    /// Runs one of the queries; with each name the id of its passage.
    fn rows(&self, sql: &str, alone: bool) -> Result<Vec<(DoubtfulName, i64)>, ArchiveError> {
        let read = |row: &Row| -> rusqlite::Result<(DoubtfulName, i64)> {
            let (mentions, documents): (u64, u64) = (row.get(2)?, row.get(3)?);
            let probability = f64::from(row.get::<_, u16>(4)?) / 1000.0;
            let wrong = mentions as f64 * (1.0 - probability) / (documents.max(1) as f64).sqrt();
            let passage = FoundPassage::default();
            let (kind, name) = (row.get(0)?, row.get(1)?);
            Ok((
                DoubtfulName { kind, name, alone, mentions, documents, probability, wrong, passage },
                row.get(5)?,
            ))
        };
        let mut select = self.connection.prepare(sql)?;
        let rows = select.query_map([], read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
