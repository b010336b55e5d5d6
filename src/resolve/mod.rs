//! Resolve room: mentions → entities and roles, inside a document and over the corpus.

mod canonical;
mod home;
mod jurisdiction;
mod resolved;
mod roles;
mod tenure;

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use crate::article::{Article, article_at};
use crate::dictionary::Dictionaries;
use crate::kind::Kind;
use crate::recognise::{Mention, Recognised, Rule};
use crate::text::{Span, Text, whole};

pub use canonical::shown_place;
pub use home::{Home, NOWHERE, is_within, labels};
pub use resolved::{ArticleInfo, DocumentInfo, Named, Passage, Resolved};

use canonical::{Context, squeeze};
use jurisdiction::Jurisdictions;

/// A document on its way through the rooms: raw text, clean text, stories and mentions.
pub struct Page<'a> {
    /// Id, title, date, source, url.
    pub info: DocumentInfo,
    /// The raw text.
    pub raw: &'a str,
    /// Its clean form.
    pub text: &'a Text,
    /// Its stories.
    pub articles: &'a [Article],
    /// What was recognised in it.
    pub found: &'a Recognised,
}

/// Gives every mention of a page its entity, and every official the roles stated.
pub fn resolve(page: Page, dictionaries: &Dictionaries) -> Resolved {
    let Page { info, raw, text, articles, found } = page;
    let hint =
        [info.source.as_deref(), info.title.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let hint = simplified(text, &hint, dictionaries);
    let jurisdictions = Jurisdictions::new(text, &found.mentions, articles, dictionaries, &hint);
    let names = names(raw, text, articles, found, dictionaries, &jurisdictions);
    let (found, names) = tenure::filled(
        found,
        names,
        &tenure::Context { text, articles, dictionaries, jurisdictions: &jurisdictions },
    );
    let found = found.as_ref();
    let roles = roles::roles(text, articles, found, &names, &jurisdictions);
    let homes = home::homes(text, articles, found, &names, dictionaries, &jurisdictions);
    let mut passages: Vec<Passage> = Vec::new();
    let mut sentence = usize::MAX;
    let mut mentions = Vec::with_capacity(found.mentions.len());
    for (((mention, entity), roles), home) in found.mentions.iter().zip(names).zip(roles).zip(homes) {
        let here = text.sentence_at(mention.span.start);
        if here != sentence {
            sentence = here;
            passages.push(passage(raw, text, articles, here, mention.span));
        }
        let offsets = text.raw_span(mention.span);
        mentions.push(Named {
            start: offsets.start,
            end: offsets.end,
            passage: passages.len() - 1,
            kind: mention.kind,
            entity,
            surface: text.surface(raw, mention.span).split_whitespace().collect(),
            roles,
            home,
            rule: mention.rule,
        });
    }
    let articles = articles
        .iter()
        .enumerate()
        .map(|(index, article)| ArticleInfo {
            date: article.date,
            headline: headline(raw, text, article),
            jurisdiction: jurisdictions.name(index),
        })
        .collect();
    Resolved { info, articles, passages, mentions }
}

fn headline(raw: &str, text: &Text, article: &Article) -> Option<String> {
    let parts: Vec<String> = article.headlines.iter().map(|span| text.readable(raw, *span)).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

fn passage(raw: &str, text: &Text, articles: &[Article], sentence: usize, mention: Span) -> Passage {
    let span = text.sentences().get(sentence).copied().unwrap_or(mention);
    let offsets = text.raw_span(span);
    Passage {
        article: article_at(articles, span.start),
        paragraph: text.paragraph_at(span.start),
        start: offsets.start,
        end: offsets.end,
        text: text.readable(raw, span),
    }
}

/// The canonical name of every mention.
fn names(
    raw: &str,
    text: &Text,
    articles: &[Article],
    found: &Recognised,
    dictionaries: &Dictionaries,
    jurisdictions: &Jurisdictions,
) -> Vec<String> {
    let mut names: Vec<String> = found
        .mentions
        .iter()
        .map(|mention| {
            let context = Context {
                dictionaries,
                jurisdictions,
                article: article_at(articles, mention.span.start),
                at: mention.span.start,
            };
            name(raw, text, mention, context)
        })
        .collect();
    aliases(&found.mentions, &mut names);
    names
}

fn name(raw: &str, text: &Text, mention: &Mention, context: Context) -> String {
    if let Some(entry) = mention.entry {
        return context.dictionaries.entry(entry).name.clone();
    }
    let surface = &*simplified(text, text.surface(raw, mention.span), context.dictionaries);
    match mention.kind {
        Kind::Official | Kind::Byline => squeeze(surface),
        Kind::Body => canonical::body(surface, context),
        Kind::Place => {
            canonical::place(surface, !matches!(mention.rule, Rule::Division | Rule::PlaceSuffix), context)
        }
        Kind::Project => {
            let head = mention.head.map(|span| text.slice(span));
            canonical::project(surface, head.as_deref(), context)
        }
    }
}

/// What a page writes, in the characters entities are named in.
fn simplified<'a>(text: &Text, written: &'a str, dictionaries: &Dictionaries) -> Cow<'a, str> {
    if text.is_traditional() {
        Cow::Owned(dictionaries.layout().simplified.text(written))
    } else if written.chars().any(|c| whole(c) != c) {
        Cow::Owned(written.chars().map(whole).collect())
    } else {
        Cow::Borrowed(written)
    }
}

/// Lets what was learnt from a longer name on the page take that name.
fn aliases(mentions: &[Mention], names: &mut [String]) {
    let learnt = mentions.iter().zip(names.iter()).filter(|(mention, _)| mention.rule == Rule::Learned);
    // What each name that was learnt is short for: nothing yet.
    let mut full: FxHashMap<(Kind, String), Option<String>> =
        learnt.map(|(mention, name)| ((mention.kind, name.clone()), None)).collect();
    if full.is_empty() {
        return;
    }
    for (mention, name) in mentions.iter().zip(names.iter()).filter(|(m, _)| m.rule != Rule::Learned) {
        let mut short = |short: &str| {
            if let Some(long) = full.get_mut(&(mention.kind, short.to_string())) {
                long.get_or_insert_with(|| name.clone());
            }
        };
        match mention.kind {
            // Every tail of four characters or more after a leading place.
            Kind::Body => {
                let tails = name.char_indices().skip(2).take(6).map(|(at, _)| &name[at..]);
                tails.filter(|tail| tail.chars().count() >= 4).for_each(short);
            }
            Kind::Project => {
                let tails = ["工程", "行动", "计划", "制度", "项目", "活动"];
                tails.iter().filter_map(|tail| name.strip_suffix(tail)).for_each(short);
            }
            Kind::Place => {
                let town = ["街道", "镇", "乡"].iter().find_map(|level| name.strip_suffix(level));
                if let Some(stem) = town.filter(|stem| (2..=3).contains(&stem.chars().count())) {
                    short(stem);
                }
            }
            _ => {}
        }
    }
    for (mention, name) in mentions.iter().zip(names.iter_mut()).filter(|(m, _)| m.rule == Rule::Learned) {
        if let Some(Some(long)) = full.get(&(mention.kind, name.clone())) {
            *name = long.clone();
        }
    }
}
