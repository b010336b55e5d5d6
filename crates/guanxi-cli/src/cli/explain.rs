//! Every span that rules proposed or the model took in a text: the evidence for it, and what it lost to.

use guanxi::dictionary::Dictionaries;
use guanxi::document::Document;
use guanxi::internal::recognise::findings;
use guanxi::internal::text::Text;
use guanxi::kind::Kind;
use guanxi::pipeline::{Learned, page};
use guanxi::resolve::{PostState, Rule, StatedRole};
use serde::Serialize;

/// One span.
#[derive(Serialize)]
pub(super) struct Explained {
    pub(super) start: usize,
    pub(super) end: usize,
    /// None for a word that is never a mention and shields what it covers.
    #[serde(rename = "type")]
    pub(super) kind: Option<Kind>,
    pub(super) text: String,
    /// The entity it names, where it was taken.
    pub(super) entity: Option<String>,
    /// The roles stated at it, with their states and how their places are known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) roles: Vec<ExplainedRole>,
    /// How probable it is under the model, from 0 to 1, where it was taken.
    pub(super) probability: Option<f64>,
    pub(super) rule: Rule,
    /// What its evidence adds up to, over no mention at all, in nats.
    pub(super) score: f32,
    /// The heaviest evidence: features as weight files name them, and what each adds.
    pub(super) evidence: Vec<(String, f32)>,
    /// What stands in its place, where it was not taken.
    pub(super) lost_to: Option<String>,
}

/// A role, and the evidence for it.
#[derive(Serialize)]
pub(super) struct ExplainedRole {
    pub(super) role: String,
    /// `held`, `former` or `proposed`.
    pub(super) state: PostState,
    /// `stated`, `chain`, `story`, `page`, `source`, `home` or `tenure`.
    pub(super) basis: &'static str,
}

impl ExplainedRole {
    fn of(role: &StatedRole) -> ExplainedRole {
        ExplainedRole { role: role.name.clone(), state: role.state, basis: role.basis.name() }
    }
}

/// Features shown for each span.
const SHOWN: usize = 6;

/// Every proposal in order of offset, the taken before what lost to it.
pub(super) fn explain(text: &str, dictionaries: &Dictionaries) -> Vec<Explained> {
    let clean = Text::new(text, dictionaries.layout());
    let document = Document { text: text.to_string(), ..Document::default() };
    let taken = page(document, dictionaries, &Learned::default()).resolved.mentions;
    let found = findings(&clean, dictionaries);
    let shields: Vec<_> =
        found.iter().filter(|finding| finding.kind.is_none()).map(|finding| finding.span).collect();
    let score = |start: usize, end: usize| {
        let same = found.iter().find(|other| clean.raw_span(other.span) == (start..end));
        same.map_or(0.0, |other| other.total)
    };
    let mut out: Vec<Explained> = found
        .iter()
        .map(|finding| {
            let raw = clean.raw_span(finding.span);
            let winner = taken.iter().find(|named| {
                (named.start, named.end, named.rule) == (raw.start, raw.end, finding.rule)
                    && Some(named.kind) == finding.kind
            });
            let rival = || {
                let named = taken.iter().find(|named| named.start < raw.end && raw.start < named.end);
                let shield =
                    shields.iter().find(|shield| shield.overlaps(finding.span) && finding.kind.is_some());
                let shield = shield.map(|shield| format!("{} (ignored word)", clean.slice(*shield)));
                named
                    .map(|named| {
                        let ahead = score(named.start, named.end) - finding.total;
                        format!("{} ({}, {}) by {ahead:.1}", named.surface, named.kind, named.rule.name())
                    })
                    .or(shield)
            };
            let heaviest = finding.evidence.iter().take(SHOWN);
            Explained {
                start: raw.start,
                end: raw.end,
                kind: finding.kind,
                text: clean.slice(finding.span),
                entity: winner.map(|named| named.entity.clone()),
                roles: winner
                    .map_or_else(Vec::new, |named| named.roles.iter().map(ExplainedRole::of).collect()),
                probability: winner.map(|named| f64::from(named.probability) / 1000.0),
                rule: finding.rule,
                score: finding.total,
                evidence: heaviest.map(|evidence| (evidence.feature.clone(), evidence.weight)).collect(),
                lost_to: if winner.is_some() { None } else { rival() },
            }
        })
        .collect();
    out.sort_by_key(|finding| (finding.start, finding.entity.is_none(), finding.end));
    out
}
