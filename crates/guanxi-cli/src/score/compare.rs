//! Compares predictions with gold: spans, entities, pairs and roles.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::markup::{Gold, Tagged, squeeze};
use super::report::{Figures, Line, Measure, Mistake, Scores};
use guanxi::kind::Kind;

/// One predicted mention, in the form of the JSON Lines output.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Predicted {
    /// The document: a path, a file name or an id.
    pub doc: String,
    /// Index of its article within the document.
    #[serde(default)]
    pub article: usize,
    /// First offset in the raw document, in Unicode scalars.
    pub start: usize,
    /// Offset after the last, in Unicode scalars.
    pub end: usize,
    /// What it names.
    #[serde(rename = "type")]
    pub kind: Kind,
    /// The raw text it covers.
    #[serde(default)]
    pub text: String,
    /// Canonical name; where empty, the text counts.
    #[serde(default)]
    pub entity: String,
    /// Canonical roles stated at this mention.
    #[serde(default)]
    pub roles: Vec<String>,
    /// Roles that are over: `原:` in the markup.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former_roles: Vec<String>,
    /// Roles that are only proposed: `拟:` in the markup.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub proposed_roles: Vec<String>,
}

impl Predicted {
    /// Every role as the markup writes it: `原:莘县教育局局长` for one that is over.
    pub fn marked_roles(&self) -> impl Iterator<Item = String> {
        let marked = |mark: &'static str, roles: &'_ [String]| {
            roles.iter().map(|role| [mark, role].concat()).collect::<Vec<String>>()
        };
        let former = marked(FORMER, &self.former_roles);
        marked("", &self.roles).into_iter().chain(former).chain(marked(PROPOSED, &self.proposed_roles))
    }
}

/// What stands in the markup before a role that is over, and before one that is proposed.
const FORMER: &str = "原:";
const PROPOSED: &str = "拟:";

/// Scores predictions against gold texts, each under its name.
///
/// A prediction belongs to every gold text whose name its document's file stem starts with; where there is
/// none, it is passed over.
pub fn compare(golds: &[(String, Gold)], predicted: impl IntoIterator<Item = Predicted>) -> Scores {
    let mut found: Vec<Vec<Predicted>> = vec![Vec::new(); golds.len()];
    for prediction in predicted {
        let mut places: Vec<usize> =
            (0..golds.len()).filter(|&at| belongs(&prediction.doc, &golds[at].0)).collect();
        let Some(last) = places.pop() else { continue };
        for at in places {
            found[at].push(prediction.clone());
        }
        found[last].push(prediction);
    }
    let mut tally = Tally::default();
    for ((name, gold), found) in golds.iter().zip(found) {
        tally.add(name, gold, found);
    }
    tally.scores()
}

/// Whether a document is scored by the gold text of that name.
pub fn belongs(doc: &str, gold: &str) -> bool {
    stem(doc).starts_with(gold)
}

/// Python's `splitext(basename(…))`: a dot that opens the name is no ending.
fn stem(doc: &str) -> &str {
    let name = doc.rsplit('/').next().unwrap_or(doc);
    match name.rfind('.') {
        Some(at) if name[..at].contains(|c| c != '.') => &name[..at],
        _ => name,
    }
}

#[derive(Default)]
struct Tally {
    spans: BTreeMap<(Measure, &'static str), Figures>,
    entities: Figures,
    pairs: Figures,
    roles: Figures,
    mistakes: Vec<Mistake>,
}

/// An entity as sets hold it.
type Entity = (&'static str, String);

impl Tally {
    fn add(&mut self, name: &str, gold: &Gold, mut found: Vec<Predicted>) {
        let arguable: Vec<&Tagged> = gold.spans.iter().filter(|span| span.kind.is_none()).collect();
        found.retain(|m| !arguable.iter().any(|span| m.start < span.end && span.start < m.end));
        for mention in &mut found {
            // The markup does not tell people apart by their posts.
            if mention.kind == Kind::Person {
                mention.kind = Kind::Official;
            }
            let entity = if mention.entity.is_empty() { &mention.text } else { &mention.entity };
            mention.entity = squeeze(entity);
            mention.roles = mention.marked_roles().map(|role| squeeze(&role)).collect();
        }
        let mut kinds = Kind::ALL;
        kinds.sort_by_key(|kind| kind.name());
        for kind in kinds {
            self.add_spans(name, gold, &found, kind);
        }
        let gold_entity = |span: &Tagged| node(span.kind).map(|kind| (kind, squeeze(&span.canonical)));
        let found_entity = |m: &Predicted| node(Some(m.kind)).map(|kind| (kind, m.entity.clone()));
        self.entities.add_sets(
            &gold.spans.iter().filter_map(gold_entity).collect(),
            &found.iter().filter_map(found_entity).collect(),
        );
        self.pairs.add_sets(
            &pairs(gold.spans.iter().filter_map(|span| Some((gold.article(span.start), gold_entity(span)?)))),
            &pairs(found.iter().filter_map(|m| Some((m.article, found_entity(m)?)))),
        );
        let gold_roles = gold.spans.iter().filter(|span| span.kind.is_some());
        let gold_roles =
            gold_roles.flat_map(|span| span.roles.iter().map(|r| (squeeze(&span.canonical), squeeze(r))));
        let found_roles = found.iter().filter(|m| m.kind == Kind::Official);
        let found_roles = found_roles.flat_map(|m| m.roles.iter().map(|r| (m.entity.clone(), r.clone())));
        self.roles.add_sets(&gold_roles.collect(), &found_roles.collect());
    }

    fn add_spans(&mut self, name: &str, gold: &Gold, found: &[Predicted], kind: Kind) {
        let golds: Vec<&Tagged> = gold.spans.iter().filter(|span| span.kind == Some(kind)).collect();
        let found: Vec<&Predicted> = found.iter().filter(|m| m.kind == kind).collect();
        if golds.is_empty() && found.is_empty() {
            return;
        }
        let want: BTreeSet<(usize, usize)> = golds.iter().map(|span| (span.start, span.end)).collect();
        let have: BTreeSet<(usize, usize)> = found.iter().map(|m| (m.start, m.end)).collect();
        self.spans.entry((Measure::Exact, kind.name())).or_default().add_sets(&want, &have);
        // One to one: each prediction takes the first gold span it touches that none before it took.
        let mut used: BTreeSet<(usize, usize)> = BTreeSet::new();
        for &(start, end) in &have {
            used.extend(want.iter().find(|span| !used.contains(span) && start < span.1 && span.0 < end));
        }
        let figures = Figures { correct: used.len(), predicted: have.len(), gold: want.len() };
        self.spans.entry((Measure::Overlap, kind.name())).or_default().add(figures);
        let mistake = |missed, text, start| Mistake { doc: name.to_string(), missed, kind, text, start };
        let missed = golds.iter().filter(|span| !have.contains(&(span.start, span.end)));
        self.mistakes.extend(missed.map(|span| mistake(true, gold.surface(span), span.start)));
        let spurious = found.iter().filter(|m| !want.contains(&(m.start, m.end)));
        self.mistakes.extend(spurious.map(|m| mistake(false, m.text.clone(), m.start)));
    }

    fn scores(self) -> Scores {
        let mut lines = Vec::new();
        for measure in [Measure::Exact, Measure::Overlap] {
            let mut micro = Figures::default();
            for (&(of, label), &figures) in &self.spans {
                if of == measure {
                    lines.push(Line { measure, label, figures });
                    if label != Kind::Byline.name() {
                        micro.add(figures);
                    }
                }
            }
            lines.push(Line { measure, label: "micro", figures: micro });
        }
        for (measure, figures) in
            [(Measure::Entities, self.entities), (Measure::Pairs, self.pairs), (Measure::Roles, self.roles)]
        {
            lines.push(Line { measure, label: "all", figures });
        }
        Scores { lines, mistakes: self.mistakes }
    }
}

/// The name of a kind that becomes a node.
fn node(kind: Option<Kind>) -> Option<&'static str> {
    kind.filter(|kind| Kind::NODES.contains(kind)).map(Kind::name)
}

/// Every two entities that share an article, the smaller first.
fn pairs(mentions: impl Iterator<Item = (usize, Entity)>) -> BTreeSet<(Entity, Entity)> {
    let mut articles: BTreeMap<usize, BTreeSet<Entity>> = BTreeMap::new();
    for (article, entity) in mentions {
        articles.entry(article).or_default().insert(entity);
    }
    let mut pairs = BTreeSet::new();
    for entities in articles.values() {
        for (at, one) in entities.iter().enumerate() {
            pairs.extend(entities.iter().skip(at + 1).map(|other| (one.clone(), other.clone())));
        }
    }
    pairs
}
