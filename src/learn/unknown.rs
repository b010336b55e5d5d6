//! Words of the corpus that no rule found and no list knows.

use rustc_hash::FxHashSet;

use crate::dictionary::{Classes, Dictionaries};
use crate::kind::Kind;
use crate::recognise::{is_unknown, is_word};

use super::confidence::{STATISTICS, Signs, confidence};
use super::statistics::Statistics;
use super::{Example, Proposal, Settings};

/// Fewest occurrences the measures mean anything for.
const LEAST: u64 = 4;

/// Least cohesion of a word, in bits: its parts stand together 64 times as often as chance has it.
const COHESION: f64 = 6.0;

/// Least entropy on either side of a word, in bits: about three different neighbours.
const ENTROPY: f64 = 1.5;

/// Characters shown before and after a word that stands in no passage.
const AROUND: usize = 15;

/// Proposals of strings the statistics take for words and whose endings tell a kind.
pub(super) fn proposals(
    statistics: &Statistics,
    sources: &[(usize, String)],
    known: &FxHashSet<&str>,
    dictionaries: &Dictionaries,
    settings: Settings,
) -> Vec<Proposal> {
    let least = settings.min_count.max(LEAST);
    let mut out = Vec::new();
    for chars in statistics.strings(least as usize) {
        let Some(kind) = kind(chars, dictionaries) else { continue };
        let measures = statistics.measures(chars);
        if measures.cohesion < COHESION || measures.entropy < ENTROPY {
            continue;
        }
        let name: String = chars.iter().collect();
        if known.contains(name.as_str()) || dictionaries.classes(&name) != Classes::NONE || is_word(&name) {
            continue;
        }
        let signs = Signs { worth: STATISTICS, documents: 1, share: 1.0, bound: false, ordinary: false };
        out.push(Proposal {
            aliases: Vec::new(),
            within: None,
            mentions: measures.count as u64,
            documents: 1,
            reasons: vec!["statistics"],
            confidence: confidence(signs),
            examples: example(statistics, sources, chars).into_iter().collect(),
            name,
            kind,
        });
    }
    out
}

/// The kind the ending of a string tells, where what stands before it is a word nobody knows.
fn kind(chars: &[char], dictionaries: &Dictionaries) -> Option<Kind> {
    let text = |chars: &[char]| chars.iter().collect::<String>();
    (2..=4).rev().filter(|&length| chars.len() >= length + 2).find_map(|length| {
        let (stem, ending) = chars.split_at(chars.len() - length);
        let classes = dictionaries.classes(&text(ending));
        let kind = if classes.any(Classes::WORK) {
            Kind::Project
        } else if classes.any(Classes::BODY_SUFFIX) {
            Kind::Body
        } else if classes.any(Classes::PLACE_SUFFIX) {
            Kind::Place
        } else {
            return None;
        };
        is_unknown(&text(stem)).then_some(kind)
    })
}

/// The first place of a string, with what stands around it.
fn example(statistics: &Statistics, sources: &[(usize, String)], word: &[char]) -> Option<Example> {
    let at = statistics.first(word)?;
    let source = sources.partition_point(|(start, _)| *start <= at).checked_sub(1)?;
    let sentence = statistics.around(at, word.len(), AROUND);
    Some(Example { sentence, source: sources[source].1.clone() })
}
