//! Resolve room: mentions → entities and roles, inside a document and over the corpus.

mod alias;
mod canonical;
mod chain;
mod era;
mod generic;
mod grounds;
mod guests;
mod heads;
mod home;
mod house;
mod imprint;
mod jurisdiction;
mod office;
mod outside;
mod people;
mod ranking;
mod resolved;
mod roles;
pub(crate) mod stories;
mod tenure;
mod town;

use std::borrow::Cow;

use crate::article::{Article, article_at};
use crate::dictionary::{Classes, Dictionaries};
use crate::kind::Kind;
use crate::recognise::{Mention, Recognised};
use crate::text::{Span, Text, is_common, whole};

pub use crate::recognise::{PostState, Rule};
pub(crate) use canonical::shown_place;
pub use home::Home;
pub(crate) use home::{NOWHERE, is_within, labels};
pub use resolved::{ArticleInfo, Basis, DocumentInfo, Named, Passage, Resolved, StatedRole};

use canonical::{Context, Name, squeeze};
use house::House;
use jurisdiction::Jurisdictions;
use outside::Outside;
use people::Standing;

/// A document on its way through the rooms: raw text, clean text, stories and mentions.
pub(crate) struct Page<'a> {
    /// Id, title, date, source, url.
    pub info: DocumentInfo,
    /// The place that was given for it to speak for.
    pub home: Option<&'a str>,
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
pub(crate) fn resolve(page: Page, dictionaries: &Dictionaries) -> Resolved {
    let Page { info, home, raw, text, articles, found } = page;
    let hint =
        [info.source.as_deref(), info.title.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let hint = simplified(text, &hint, dictionaries);
    let outside = Outside::new(&info, raw, home, &hint, dictionaries);
    let jurisdictions = Jurisdictions::new(text, found, articles, dictionaries, &outside);
    let house = house(raw, text, articles, found, dictionaries, &jurisdictions);
    let house = house.as_ref();
    let names = names(raw, text, articles, found, dictionaries, (&jurisdictions, house));
    let indoors = house.is_none() && House::speaks(raw);
    let context =
        roles::Context { text, articles, dictionaries, jurisdictions: &jurisdictions, house, indoors };
    let (found, names) = tenure::filled(found, names, &context);
    let found = found.as_ref();
    let mut roles = roles::roles(&context, found, &names);
    let homes = home::homes(text, articles, found, &names, dictionaries, &jurisdictions);
    let mut passages: Vec<Passage> = Vec::new();
    let mut sentence = usize::MAX;
    let standings = people::standings(text, found, &names, &roles, dictionaries);
    let surnames = if dictionaries.weights().is_empty() {
        Vec::new()
    } else {
        people::by_surname(text, articles, found, &names, &roles, dictionaries)
    };
    // The mentions, and those told by surname among them, in order.
    let mut all: Vec<(Span, usize, bool)> =
        found.mentions.iter().enumerate().map(|(at, mention)| (mention.span, at, true)).collect();
    all.extend(surnames.into_iter().map(|(span, of)| (span, of, false)));
    all.retain(|(_, of, _)| standings[*of] != Standing::Silent);
    all.sort_unstable();
    let mut mentions = Vec::with_capacity(all.len());
    for (span, of, whole) in all {
        let here = text.sentence_at(span.start);
        if here != sentence {
            sentence = here;
            passages.push(passage(raw, text, articles, here, span));
        }
        let offsets = text.raw_span(span);
        let mention = &found.mentions[of];
        mentions.push(Named {
            start: offsets.start,
            end: offsets.end,
            passage: passages.len() - 1,
            kind: if standings[of] == Standing::Private { Kind::Person } else { mention.kind },
            entity: names[of].clone(),
            surface: surface(raw, text, span),
            // A surname with a title tells nothing new.
            roles: if whole { std::mem::take(&mut roles[of]) } else { Vec::new() },
            home: homes[of].clone(),
            rule: if whole { mention.rule } else { Rule::Surname },
            probability: mention.probability,
        });
    }
    let articles = articles
        .iter()
        .enumerate()
        .map(|(index, article)| ArticleInfo {
            date: article.date,
            headline: headline(raw, text, article),
            jurisdiction: jurisdictions.name(index),
            furniture: article.furniture,
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
        text: text.row(raw, span),
    }
}

/// The institution whose own page it is.
fn house(
    raw: &str,
    text: &Text,
    articles: &[Article],
    found: &Recognised,
    dictionaries: &Dictionaries,
    jurisdictions: &Jurisdictions,
) -> Option<House> {
    let bodies = found.mentions.iter().filter(|mention| mention.kind == Kind::Body);
    let bodies = bodies.filter(|body| House::may_name(&text.slice(body.span)));
    let context =
        |at| Context { dictionaries, jurisdictions, house: None, article: article_at(articles, at), at };
    let bodies: Vec<String> = bodies.map(|body| name(raw, text, body, context(body.span.start))).collect();
    let places: Vec<String> = (0..articles.len()).filter_map(|article| jurisdictions.name(article)).collect();
    House::of(raw, &bodies, &places, dictionaries)
}

/// The canonical name of every mention.
fn names(
    raw: &str,
    text: &Text,
    articles: &[Article],
    found: &Recognised,
    dictionaries: &Dictionaries,
    (jurisdictions, house): (&Jurisdictions, Option<&House>),
) -> Vec<String> {
    let mut names: Vec<String> = found
        .mentions
        .iter()
        .map(|mention| {
            let context = Context {
                dictionaries,
                jurisdictions,
                house,
                article: article_at(articles, mention.span.start),
                at: mention.span.start,
            };
            name(raw, text, mention, context)
        })
        .collect();
    let is = |classes: Classes| move |name: &str| dictionaries.classes(name).any(classes);
    let own = |name: &str| jurisdictions.is_whole(&name.chars().collect::<Vec<char>>());
    let organ = is(Classes::ORGAN | Classes::UNDER_COMMITTEE | Classes::LOCAL | Classes::NATIONAL);
    alias::take(&found.mentions, &mut names, is(Classes::NATIONAL), |name| organ(name) || own(name));
    town::take(text, &found.mentions, &mut names);
    names
}

fn name(raw: &str, text: &Text, mention: &Mention, context: Context) -> String {
    if let Some(entry) = mention.entry {
        return context.dictionaries.entry(entry).name.clone();
    }
    let written = text.surface(raw, mention.span);
    // Most names are Chinese characters side by side: nothing is to be changed in them.
    if !text.is_traditional() && written.chars().all(is_common) {
        let name = Name { text: written, chars: &text.chars()[mention.span.range()] };
        return canonical(text, mention, (name, false), context);
    }
    let surface = simplified(text, written, context.dictionaries);
    let quoted = surface.trim_start().starts_with(['“', '"', '「']);
    let squeezed = squeeze(&surface);
    let chars: Vec<char> = squeezed.chars().collect();
    canonical(text, mention, (Name { text: &squeezed, chars: &chars }, quoted), context)
}

fn canonical(text: &Text, mention: &Mention, (name, quoted): (Name, bool), context: Context) -> String {
    match mention.kind {
        Kind::Official | Kind::Person | Kind::Byline => name.text.to_string(),
        Kind::Body => canonical::body(name, context),
        Kind::Place => canonical::place(name.text, context),
        Kind::Project => {
            let head = mention.head.map(|span| text.slice(span));
            canonical::project(name.text, quoted, head.as_deref(), context)
        }
    }
}

/// A name as it is written, but for white space.
fn surface(raw: &str, text: &Text, span: Span) -> String {
    let written = text.surface(raw, span);
    if text.uncut(span) {
        return written.to_string();
    }
    let mut out = String::with_capacity(written.len());
    out.extend(written.chars().filter(|c| !c.is_whitespace()));
    out
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
