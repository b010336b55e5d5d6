//! Gathers what the recogniser found, page by page, and makes proposals of it.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::dictionary::{Classes, Dictionaries};
use crate::kind::Kind;
use crate::pipeline::Page;
use crate::recognise::{LEVELS, Rule, is_word};
use crate::resolve::{Named, labels};
use crate::text::{Gap, Text, is_han};

use super::confidence::{Signs, confidence};
use super::statistics::{BREAK, Measures, Statistics};
use super::unknown;
use super::{Example, Proposal, Settings};

/// Characters of text kept for the statistics; a larger corpus is measured by its first part.
const KEPT: usize = 8_000_000;

/// What was found so far.
#[derive(Default)]
pub struct Gathered {
    names: BTreeMap<(Kind, String), Found>,
    /// Mentions of any kind by the words they stand on.
    surfaces: FxHashMap<String, u64>,
    text: Vec<char>,
    sources: Vec<(usize, String)>,
}

/// One name as it was found.
#[derive(Default)]
struct Found {
    mentions: u64,
    documents: u64,
    rules: Vec<Rule>,
    /// The greatest probability of a mention, in thousandths.
    worth: u16,
    /// Other words that stood for it, and whether a rule found them by themselves.
    aliases: BTreeSet<String>,
    within: Option<String>,
    several: bool,
    examples: Vec<Example>,
}

impl Gathered {
    /// Takes in one page.
    pub fn add(&mut self, page: &Page, dictionaries: &Dictionaries) {
        self.keep(page, dictionaries);
        let mut seen: FxHashSet<(Kind, &str)> = FxHashSet::default();
        for named in &page.resolved.mentions {
            if named.kind == Kind::Byline || is_listed(named, dictionaries) {
                continue;
            }
            *self.surfaces.entry(named.surface.clone()).or_default() += 1;
            let found = self.names.entry((named.kind, named.entity.clone())).or_default();
            found.mentions += 1;
            found.worth = found.worth.max(named.probability);
            if !found.rules.contains(&named.rule) {
                found.rules.push(named.rule);
            }
            if named.surface != named.entity && stands_alone(named, dictionaries) {
                found.aliases.insert(named.surface.clone());
            }
            let passage = &page.resolved.passages[named.passage];
            found.place(named);
            if seen.insert((named.kind, &named.entity)) {
                found.documents += 1;
                found.show(&passage.text, &page.document.id);
            }
        }
    }

    /// Keeps the clean text for the statistics.
    fn keep(&mut self, page: &Page, dictionaries: &Dictionaries) {
        if self.text.len() >= KEPT {
            return;
        }
        self.sources.push((self.text.len(), page.document.id.clone()));
        let text = Text::new(&page.document.text, dictionaries.layout());
        for (at, &c) in text.chars().iter().enumerate() {
            if text.gap(at) >= Gap::Space {
                self.text.push(BREAK);
            }
            self.text.push(if is_han(c) { c } else { BREAK });
        }
        self.text.push(BREAK);
    }

    /// Every proposal, the surest first.
    pub fn proposals(self, dictionaries: &Dictionaries, settings: Settings) -> Vec<Proposal> {
        let Gathered { names, surfaces, text, sources } = self;
        let statistics = Statistics::new(text);
        let owners = owners(&names);
        let known: FxHashSet<&str> =
            surfaces.keys().map(String::as_str).chain(names.keys().map(|(_, name)| name.as_str())).collect();
        let mut out = unknown::proposals(&statistics, &sources, &known, dictionaries, settings);
        for ((kind, name), found) in &names {
            let chars: Vec<char> = name.chars().collect();
            let Measures { count, entropy, .. } = statistics.measures(&chars);
            let named = surfaces.get(name).copied().unwrap_or(0).max(found.mentions);
            let signs = Signs {
                worth: f64::from(found.worth) / 1000.0,
                documents: found.documents,
                share: found.mentions as f64 / named as f64,
                bound: count >= 5 && entropy < 0.5,
                ordinary: is_word(name),
            };
            let mut rules = found.rules.clone();
            rules.sort_unstable();
            let mut aliases: Vec<String> = found
                .aliases
                .iter()
                .filter(|alias| owners.get(alias.as_str()) == Some(&1))
                .cloned()
                .collect();
            aliases.sort();
            out.push(Proposal {
                name: name.clone(),
                kind: *kind,
                aliases,
                within: found.within.clone().filter(|_| !found.several),
                mentions: found.mentions,
                documents: found.documents,
                reasons: rules.into_iter().map(Rule::name).collect(),
                confidence: confidence(signs),
                examples: found.examples.clone(),
            });
        }
        out.retain(|proposal| {
            proposal.mentions >= settings.min_count && proposal.confidence >= settings.min_confidence
        });
        out.sort_by(|a, b| {
            let sure = b.confidence.total_cmp(&a.confidence);
            sure.then(b.mentions.cmp(&a.mentions)).then_with(|| (a.kind, &a.name).cmp(&(b.kind, &b.name)))
        });
        out
    }
}

impl Found {
    /// Notes the jurisdiction a post states, and whether others were stated.
    fn place(&mut self, named: &Named) {
        let stated = named.home.at.as_deref().filter(|at| named.home.stated && !at.is_empty());
        let Some(name) = stated.and_then(|path| labels(path).next()) else { return };
        match &self.within {
            None => self.within = Some(name),
            Some(own) => self.several |= *own != name,
        }
    }

    fn show(&mut self, sentence: &str, source: &str) {
        if self.examples.len() < 2 {
            self.examples.push(Example { sentence: sentence.to_string(), source: source.to_string() });
        }
    }
}

/// How many names each alias stands for.
fn owners(names: &BTreeMap<(Kind, String), Found>) -> FxHashMap<&str, usize> {
    let mut owners: FxHashMap<&str, usize> = FxHashMap::default();
    for alias in names.values().flat_map(|found| &found.aliases) {
        *owners.entry(alias).or_default() += 1;
    }
    for (_, name) in names.keys() {
        *owners.entry(name).or_default() += 1;
    }
    owners
}

/// Whether a list names it already, or a table told it.
fn is_listed(named: &Named, dictionaries: &Dictionaries) -> bool {
    let listed = Classes::USER | Classes::PLACE | Classes::SHORT_PLACE | Classes::NATIONAL;
    matches!(named.rule, Rule::Dictionary | Rule::Tenure) || dictionaries.classes(&named.entity).any(listed)
}

/// Whether the words mean the same on any page: `区教育局` does not.
fn stands_alone(named: &Named, dictionaries: &Dictionaries) -> bool {
    let long = named.surface.chars().count() >= 3;
    let organ = dictionaries.classes(&named.surface).any(Classes::ORGAN);
    long && !organ && !named.surface.starts_with(LEVELS)
}
