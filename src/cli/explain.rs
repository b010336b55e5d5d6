//! What every rule proposed for a text, what was taken, and what lost to what.

use guanxi::dictionary::Dictionaries;
use guanxi::document::Document;
use guanxi::kind::Kind;
use guanxi::pipeline::page;
use guanxi::recognise::{Learned, Rule, debug};
use guanxi::text::Text;
use serde::Serialize;

/// One span a rule proposed.
#[derive(Serialize)]
pub(super) struct Finding {
    pub(super) start: usize,
    pub(super) end: usize,
    /// None for a word that is never a mention and shields what it covers.
    #[serde(rename = "type")]
    pub(super) kind: Option<Kind>,
    pub(super) text: String,
    /// The entity it names, where it was taken.
    pub(super) entity: Option<String>,
    pub(super) rule: Rule,
    pub(super) score: i32,
    /// What stands in its place, where it was not taken.
    pub(super) lost_to: Option<String>,
}

/// Every proposal in order of offset, the taken before what lost to it.
pub(super) fn explain(text: &str, dictionaries: &Dictionaries) -> Vec<Finding> {
    let clean = Text::new(text, dictionaries.layout());
    let document = Document { text: text.to_string(), ..Document::default() };
    let taken = page(document, dictionaries, &Learned::default()).resolved.mentions;
    let mut proposals = debug(&clean, dictionaries);
    proposals.sort_by_key(|&(span, _, kind, score, rule)| (span.start, span.end, kind, rule, -score));
    proposals.dedup_by_key(|&mut (span, _, kind, _, rule)| (span, kind, rule));
    let shields: Vec<_> = proposals.iter().filter(|proposal| proposal.2.is_none()).cloned().collect();
    let mut findings: Vec<Finding> = proposals
        .into_iter()
        .map(|(span, text, kind, score, rule)| {
            let raw = clean.raw_span(span);
            let winner = taken.iter().find(|named| {
                (named.start, named.end, named.rule) == (raw.start, raw.end, rule) && Some(named.kind) == kind
            });
            let rival = || {
                let named = taken.iter().find(|named| named.start < raw.end && raw.start < named.end);
                let shield = shields.iter().find(|shield| shield.0.overlaps(span) && kind.is_some());
                let shield = shield.map(|shield| format!("{} (ignored word)", shield.1));
                named
                    .map(|named| format!("{} ({}, {})", named.surface, named.kind, named.rule.name()))
                    .or(shield)
            };
            let lost_to = if winner.is_some() { None } else { rival() };
            let entity = winner.map(|named| named.entity.clone());
            Finding { start: raw.start, end: raw.end, kind, text, entity, rule, score, lost_to }
        })
        .collect();
    findings.sort_by_key(|finding| (finding.start, finding.entity.is_none(), finding.end));
    findings
}
