//! Recognise room: clean text → sorted, non-overlapping mentions, each with the rule or model that made it.
//!
//! One pass of the automaton finds every dictionary word. Rules read those hits and propose spans for bodies, places
//! and projects, of which the best disjoint set is picked. All that is evidence for the sequence model in `tagger`,
//! which decides; the user's words are mentions whatever it says. Names that other pages teach are added where nothing
//! was found.

mod after;
mod body;
mod career;
mod cell;
mod decide;
mod duty;
mod edge;
mod learn;
mod name;
mod owner;
mod place;
mod posts;
mod project;
mod scan;
mod segment;
mod short;
mod tagger;
mod tense;
mod user;
mod walk;

use std::borrow::Cow;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::dictionary::{Classes, Dictionaries};
use crate::kind::Kind;
use crate::text::{Span, Text};

pub(crate) use body::LEVELS;
pub use learn::{Learned, Lessons, lessons};
pub use posts::{Office, Post};
pub(crate) use scan::Scan;
pub use segment::preload;
pub(crate) use segment::{is_unknown, is_word};
use tagger::Tagged;
pub use tagger::{Evidence, Options, Trainer, WeightsError, read_weights};
pub use tense::PostState;

/// What made a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// A word of the user's dictionaries.
    Dictionary,
    /// A division of the built-in tree by its full name.
    Division,
    /// A division by its short name: `河南`, `巩义`.
    ShortName,
    /// A place by its suffix: `某某镇`.
    PlaceSuffix,
    /// An organ after a jurisdiction or level word: `区教育局`.
    Organ,
    /// A body by its suffix: `某某有限公司`.
    BodySuffix,
    /// A national body of the built-in list.
    National,
    /// A project listed under a head noun.
    Listed,
    /// A project that carries its head noun.
    Headed,
    /// A campaign in quotation marks before its head noun.
    Quoted,
    /// Learnt from a certain mention elsewhere on the page.
    Learned,
    /// Learnt from a certain mention elsewhere in the corpus.
    Corpus,
    /// An office whose holder a tenure table tells.
    Tenure,
    /// A surname before a title, of somebody the page names: `林书记`.
    Surname,
    /// Found by the sequence model where no rule proposed it.
    Model,
    /// A cell of a table, by the head of its column.
    Cell,
}

impl Rule {
    /// The word files and tables carry.
    pub fn name(self) -> &'static str {
        match self {
            Rule::Dictionary => "dictionary",
            Rule::Division => "division",
            Rule::ShortName => "short-name",
            Rule::PlaceSuffix => "place-suffix",
            Rule::Organ => "organ",
            Rule::BodySuffix => "body-suffix",
            Rule::National => "national",
            Rule::Listed => "listed",
            Rule::Headed => "headed",
            Rule::Quoted => "quoted",
            Rule::Learned => "learned",
            Rule::Corpus => "corpus",
            Rule::Tenure => "tenure",
            Rule::Surname => "surname",
            Rule::Model => "model",
            Rule::Cell => "cell",
        }
    }
}

/// A span that may be a mention, with what speaks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// What it covers, in clean characters.
    pub span: Span,
    /// Its kind; `None` for a user's word that is never a mention but shields what it covers.
    pub kind: Option<Kind>,
    /// Weight in the decision; about ten a character and something for the evidence.
    pub score: i32,
    /// The rule that proposed it.
    pub rule: Rule,
    /// The user's entry it names, if any.
    pub entry: Option<u32>,
    /// A head noun elsewhere that the canonical name takes: `乐业` of `“安居”“乐业”两大工程`.
    pub head: Option<Span>,
}

impl Candidate {
    fn new(span: Span, kind: Kind, rule: Rule, bonus: i32) -> Candidate {
        let score = 10 * span.len() as i32 + bonus;
        Candidate { span, kind: Some(kind), score, rule, entry: None, head: None }
    }

    /// Whether it is a user's word, or a longer name that is built on one.
    fn is_users(&self) -> bool {
        self.score >= user::WEIGHT / 2
    }
}

/// A span of text that names one entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// What it covers, in clean characters.
    pub span: Span,
    /// What sort of thing it names.
    pub kind: Kind,
    /// The rule that made it.
    pub rule: Rule,
    /// The user's entry it names, if any.
    pub entry: Option<u32>,
    /// A head noun elsewhere that the canonical name takes.
    pub head: Option<Span>,
    /// How probable it is, in thousandths; 1000 for a user's word.
    pub probability: u16,
}

/// The mentions that start inside a span, of mentions in order.
pub(crate) fn within(mentions: &[Mention], span: Span) -> &[Mention] {
    let from = mentions.partition_point(|m| m.span.start < span.start);
    let to = mentions.partition_point(|m| m.span.start < span.end);
    &mentions[from..to]
}

/// Everything recognised in one text.
#[derive(Clone, Debug, Default)]
pub struct Recognised {
    /// Mentions, sorted and disjoint.
    pub mentions: Vec<Mention>,
    /// Titles stated for the officials among them, in order.
    pub posts: Vec<Post>,
    /// Offices spoken of without a name, in order; only where a tenure table may tell who held them.
    pub offices: Vec<Office>,
}

/// What the rules propose for a text before other pages are heard.
#[derive(Clone)]
struct Draft {
    all: Vec<Candidate>,
    /// The best of them before the page was searched for what these teach.
    certain: Vec<Candidate>,
    /// Whether these taught anything.
    taught: bool,
    /// What the model found then, once it was asked.
    tagged: Option<Vec<Tagged>>,
}

impl Draft {
    fn new(scan: &Scan) -> Draft {
        let mut all = user::propose(scan);
        let own = all.len();
        if scan.dictionaries.weights().is_empty() {
            let certain = decide::decide(all.clone());
            return Draft { all, certain, taught: false, tagged: None };
        }
        place::propose(scan, &mut all);
        body::propose(scan, &mut all);
        project::propose(scan, &mut all);
        user::extend(scan, own, &mut all);
        let certain = decide::decide(all.clone());
        let before = all.len();
        learn::on_page(scan, &certain, &mut all);
        let taught = all.len() > before;
        Draft { all, certain, taught, tagged: None }
    }

    /// Candidates held.
    fn len(&self) -> usize {
        self.all.len() + self.certain.len() + self.tagged.as_ref().map_or(0, Vec::len)
    }

    /// The best disjoint set.
    fn decided(&self) -> Cow<'_, [Candidate]> {
        // Where the page taught nothing, the certain ones are still the best.
        if self.taught { Cow::Owned(self.best(Vec::new())) } else { Cow::Borrowed(&self.certain) }
    }

    /// The best disjoint set, with more that was proposed since.
    fn best(&self, mut more: Vec<Candidate>) -> Vec<Candidate> {
        more.extend_from_slice(&self.all);
        decide::decide(more)
    }
}

/// Finds every mention of a text, and the posts stated for officials.
pub fn recognise(text: &Text, dictionaries: &Dictionaries, learned: &Learned) -> Recognised {
    let scan = Scan::new(text, dictionaries);
    let draft = learned.draft(text).map_or_else(|| Cow::Owned(Draft::new(&scan)), Cow::Borrowed);
    let decided = draft.decided();
    let tagged = draft.tagged.clone();
    let mut tagged = tagged.unwrap_or_else(|| tagger::tag(&scan, &draft.all, &decided));
    let mut more = Vec::new();
    if !dictionaries.weights().is_empty() {
        learn::on_pages(&scan, &draft.certain, learned, &mut more);
    }
    let mut more = draft.best(more);
    more.retain(|candidate| candidate.rule == Rule::Corpus && !overlaps(&tagged, candidate.span));
    tagger::keep(&mut tagged, &more);
    let mentions = mentions(&scan, &draft.all, &[&decided, &more[..]].concat(), tagged);
    let posts = posts::posts(&scan, &mentions);
    let offices =
        if dictionaries.tenures().is_empty() { Vec::new() } else { posts::offices(&scan, &mentions, &posts) };
    Recognised { mentions, posts, offices }
}

/// Whether a span meets one of those found, which lie in order and apart.
fn overlaps(tagged: &[Tagged], span: Span) -> bool {
    let from = tagged.partition_point(|found| found.span.end <= span.start);
    tagged.get(from).is_some_and(|found| found.span.start < span.end)
}

/// What the model finds; of a mention that the rules proposed too, with what they know of it.
fn mentions(scan: &Scan, all: &[Candidate], decided: &[Candidate], mut tagged: Vec<Tagged>) -> Vec<Mention> {
    let mut proposed: FxHashMap<(Span, Kind), &Candidate> = FxHashMap::default();
    for candidate in decided.iter().chain(all) {
        if let Some(kind) = candidate.kind {
            proposed.entry((candidate.span, kind)).or_insert(candidate);
        }
    }
    let is_users = |tagged: &Tagged| {
        proposed.get(&(tagged.span, tagged.kind)).is_some_and(|candidate| candidate.is_users())
    };
    let words_only = scan.dictionaries.weights().is_empty();
    let cells = if words_only { Vec::new() } else { cell::settle(scan, decided, &mut tagged) };
    let mention = |tagged: Tagged| {
        let Tagged { span, kind, probability } = tagged;
        let rules = proposed.get(&(span, kind)).copied();
        let other = if cells.binary_search(&span).is_ok() { Rule::Cell } else { Rule::Model };
        Mention {
            span,
            kind,
            rule: rules.map_or(other, |candidate| candidate.rule),
            entry: rules.and_then(|candidate| candidate.entry),
            head: rules.and_then(|candidate| candidate.head),
            probability: (probability * 1000.0).round() as u16,
        }
    };
    tagged
        .into_iter()
        .filter(|tagged| !tagged.span.is_empty() && (is_users(tagged) || !bare_surname(scan, tagged)))
        .map(mention)
        .collect()
}

/// Whether a mention is a surname with a title after it: `林书记`. Who that is the page tells, not the name.
fn bare_surname(scan: &Scan, tagged: &Tagged) -> bool {
    let Tagged { span, kind, .. } = *tagged;
    let surname = span.len() == 1 || span.len() == 2 && scan.is(span, Classes::SURNAME);
    kind == Kind::Official
        && surname
        && scan.starts(span.end, Classes::TITLE | Classes::HEAD | Classes::ORGAN_TITLE)
}

/// Adds a marked text to what a trainer learns from: the spans of its mentions, in clean characters, and how often it
/// counts.
pub fn teach(
    trainer: &mut Trainer,
    text: &Text,
    dictionaries: &Dictionaries,
    gold: &[(Span, Kind)],
    times: usize,
) {
    let scan = Scan::new(text, dictionaries);
    let draft = Draft::new(&scan);
    tagger::teach(trainer, &scan, &draft.all, &draft.decided(), gold, times);
}

/// A span that the rules proposed or the model took, with what speaks for it.
#[derive(Clone, Debug)]
pub struct Finding {
    /// What it covers, in clean characters.
    pub span: Span,
    /// Its kind; `None` for a user's word that is never a mention but shields what it covers.
    pub kind: Option<Kind>,
    /// The rule that proposed it, if any did.
    pub rule: Rule,
    /// What the model's evidence adds up to, over no mention at all, in nats.
    pub total: f32,
    /// The evidence, the heaviest first.
    pub evidence: Vec<Evidence>,
}

/// Returns every span that rules proposed or the model took, in order, with the evidence for each.
pub fn findings(text: &Text, dictionaries: &Dictionaries) -> Vec<Finding> {
    let scan = Scan::new(text, dictionaries);
    let draft = Draft::new(&scan);
    let decided = draft.decided();
    let mut spans: Vec<(Span, Option<Kind>, Rule)> =
        draft.all.iter().map(|candidate| (candidate.span, candidate.kind, candidate.rule)).collect();
    let taken = mentions(&scan, &draft.all, &decided, tagger::tag(&scan, &draft.all, &decided));
    spans.extend(taken.iter().map(|mention| (mention.span, Some(mention.kind), mention.rule)));
    spans.sort_unstable();
    spans.dedup();
    let finding = |(span, kind, rule)| {
        let (total, evidence) = match kind {
            Some(kind) => tagger::evidence(&scan, &draft.all, &decided, span, kind),
            None => (0.0, Vec::new()),
        };
        Finding { span, kind, rule, total, evidence }
    };
    spans.into_iter().map(finding).collect()
}
