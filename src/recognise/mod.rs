//! Recognise room: clean text → sorted, non-overlapping mentions, each with the rule that made it.
//!
//! One pass of the automaton finds every dictionary word. A sequence model (`tagger`) reads characters, words and
//! surroundings and decides; the user's words are mentions whatever it says. Names found with certainty on a first look,
//! on the page or on others, are evidence on a second one. `posts` reads the titles beside each official.

mod after;
mod career;
mod cell;
mod duty;
mod edge;
mod head;
mod leaving;
mod name;
mod names;
mod owner;
mod posts;
mod roster;
mod scan;
mod segment;
mod sets;
mod short;
mod skeleton;
mod tagger;
mod tense;
mod user;

use serde::{Deserialize, Serialize};

use crate::dictionary::{Classes, Dictionaries};
use crate::kind::Kind;
use crate::text::{Span, Text};

pub use names::{Learned, Lessons, lessons};
pub(crate) use posts::{Office, Post};
pub(crate) use scan::Scan;
pub use segment::preload;
pub(crate) use segment::{is_unknown, is_word};
pub(crate) use tagger::Evidence;
use tagger::Tagged;
pub use tagger::{Options, Trainer, WeightsError, read_weights};
pub use tense::PostState;
use user::UserWord;

/// What made a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// A word of the user's dictionaries.
    Dictionary,
    /// Found by the sequence model because another page of the corpus has the name.
    Corpus,
    /// An office whose holder a tenure table tells.
    Tenure,
    /// A surname before a title, of somebody the page names: `林书记`.
    Surname,
    /// Found by the sequence model.
    Model,
    /// A cell of a table, by the head of its column.
    Cell,
}

impl Rule {
    /// The word files and tables carry.
    pub fn name(self) -> &'static str {
        match self {
            Rule::Dictionary => "dictionary",
            Rule::Corpus => "corpus",
            Rule::Tenure => "tenure",
            Rule::Surname => "surname",
            Rule::Model => "model",
            Rule::Cell => "cell",
        }
    }
}

/// Characters that name a level and make the organ after them relative: `县` in `县教育局`.
pub(crate) const LEVELS: [char; 12] =
    ['省', '市', '县', '区', '州', '旗', '盟', '镇', '乡', '村', '地', '团'];

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

/// Finds every mention of a text, and the posts stated for officials.
pub fn recognise(text: &Text, dictionaries: &Dictionaries, learned: &Learned) -> Recognised {
    let scan = Scan::new(text, dictionaries);
    let users = user::words(&scan);
    let first = learned.first(text).map_or_else(|| tagger::tag(&scan, &users), <[Tagged]>::to_vec);
    let mentions = mentions(&scan, &users, first, learned);
    let mut posts = posts::posts(&scan, &mentions);
    posts.extend(roster::posts(&scan, &mentions));
    let offices =
        if dictionaries.tenures().is_empty() { Vec::new() } else { posts::offices(&scan, &mentions, &posts) };
    Recognised { mentions, posts, offices }
}

/// The mentions of a text, of what was found on the first look and what is known from elsewhere.
fn mentions(scan: &Scan, users: &[UserWord], first: Vec<Tagged>, learned: &Learned) -> Vec<Mention> {
    let known = names::known(scan, &names::likely(&first), learned);
    let before: Vec<Span> = first.iter().map(|tagged| tagged.span).collect();
    let mut tagged = tagger::again(scan, users, first, &known);
    let words_only = scan.dictionaries.weights().is_empty();
    let cells = if words_only { Vec::new() } else { cell::settle(scan, users, &mut tagged) };
    let taught = |span: Span, kind: Kind| {
        !learned.is_empty()
            && before.binary_search(&span).is_err()
            && learned.teaches(&scan.text.slice(span), kind)
    };
    let mention = |Tagged { span, kind, probability }: Tagged| {
        let user = user::over(users, span).iter().find(|word| word.kind == Some(kind));
        let is_users = user.is_some_and(|word| word.span == span);
        Mention {
            span,
            kind,
            rule: match () {
                () if is_users => Rule::Dictionary,
                () if cells.binary_search(&span).is_ok() => Rule::Cell,
                () if taught(span, kind) => Rule::Corpus,
                () => Rule::Model,
            },
            // A longer project is the user's, a longer body is not.
            entry: user.filter(|_| is_users || kind == Kind::Project).map(|word| word.entry),
            head: head::shared(scan, span, kind),
            probability: (probability * 1000.0).round() as u16,
        }
    };
    let named = |tagged: &Tagged| {
        let is_users = || user::over(users, tagged.span).iter().any(|word| word.span == tagged.span);
        !tagged.span.is_empty() && (is_users() || !bare_surname(scan, tagged))
    };
    tagged.into_iter().filter(named).map(mention).collect()
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
    let known = names::known(&scan, gold, &Learned::default());
    tagger::teach(trainer, &scan, &known, gold, times);
}

/// A span that may be a mention, with what speaks for it.
#[derive(Clone, Debug)]
pub struct Finding {
    /// What it covers, in clean characters.
    pub span: Span,
    /// Its kind; `None` for a user's word that is never a mention but shields what it covers.
    pub kind: Option<Kind>,
    /// The rule that made it, or would have.
    pub rule: Rule,
    /// What the model's evidence adds up to, over no mention at all, in nats.
    pub total: f32,
    /// The evidence, the heaviest first.
    pub evidence: Vec<Evidence>,
}

/// Returns every span that is a mention on either look, is known from elsewhere on the page, or is a listed name, in
/// order, with the evidence for each.
pub fn findings(text: &Text, dictionaries: &Dictionaries) -> Vec<Finding> {
    let scan = Scan::new(text, dictionaries);
    let users = user::words(&scan);
    let first = tagger::tag(&scan, &users);
    let known = names::known(&scan, &names::likely(&first), &Learned::default());
    let mut spans: Vec<(Span, Option<Kind>, Rule)> =
        users.iter().map(|word| (word.span, word.kind, Rule::Dictionary)).collect();
    let looked = first.iter().map(|tagged| (tagged.span, tagged.kind)).chain(known.iter().copied());
    let named = scan.hits().filter_map(|hit| Some((hit.span, listed_kind(hit.classes)?)));
    let looked: Vec<(Span, Kind)> = looked.chain(named).collect();
    let taken = mentions(&scan, &users, first, &Learned::default());
    spans.extend(taken.iter().map(|mention| (mention.span, Some(mention.kind), mention.rule)));
    let rule = |span, kind| {
        let same = taken.iter().find(|mention| (mention.span, mention.kind) == (span, kind));
        same.map_or(Rule::Model, |mention| mention.rule)
    };
    spans.extend(looked.into_iter().map(|(span, kind)| (span, Some(kind), rule(span, kind))));
    spans.sort_unstable();
    spans.dedup();
    let finding = |(span, kind, rule)| {
        let (total, evidence) = match kind {
            Some(kind) => tagger::evidence(&scan, &known, span, kind),
            None => (0.0, Vec::new()),
        };
        Finding { span, kind, rule, total, evidence }
    };
    spans.into_iter().map(finding).collect()
}

/// The kind of what a word of the built-in lists names by itself.
fn listed_kind(classes: Classes) -> Option<Kind> {
    match classes {
        classes if classes.any(Classes::USER) => None,
        classes if classes.any(Classes::PLACE | Classes::SHORT_PLACE) => Some(Kind::Place),
        classes if classes.any(Classes::NATIONAL) => Some(Kind::Body),
        _ => None,
    }
}
