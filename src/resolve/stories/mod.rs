//! Which division each story of a page speaks for: what tells for every division it may be, weighed as marked pages taught.

mod evidence;
mod learn;
mod lessons;
mod weights;

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::article::{Article, article_at};
use crate::dictionary::{Dictionaries, Level, Places};
use crate::recognise::Recognised;
use crate::text::{Span, Text};

use super::Basis;
use super::chain::{Chains, fits};
use super::era::Era;
use super::grounds::{Grounds, at_home_only, grounds};
use super::guests::Guests;
use super::heads::Heads;
use super::outside::Outside;
use super::ranking::{Hints, Votes, at_home, by_towns, ranked, town_votes};

use evidence::{Candidate, Named, Scene, named};
use learn::{dot, shares};

pub use learn::{StoryLesson, story_weights};
pub use lessons::story_lessons;

/// A page, read for whom its stories speak for.
pub(super) struct Stories<'a> {
    text: &'a Text,
    articles: &'a [Article],
    places: &'a Places,
    outside: &'a Outside,
    era: Era,
    guests: Guests,
    votes: Votes,
    hint: Vec<u32>,
    /// The divisions of every place and body, those of guests too.
    told: Vec<Vec<u32>>,
    /// Relative bodies and bare heads of government, by start, with their level words; none in a chain or paragraph that a
    /// place leads.
    bare: Vec<(usize, char)>,
    /// Heads of government of no named place.
    officers: Vec<(usize, char)>,
    /// The places named in chains of posts.
    pub(super) chains: Chains,
    /// The places that lead paragraphs of their own.
    pub(super) heads: Heads,
    /// Every division the page names, the likeliest to be spoken for first.
    pub(super) ranking: Vec<u32>,
    /// The divisions of guests, where they are named.
    pub(super) visitors: Vec<(usize, u32)>,
    /// What the places and bodies tell, guests left out.
    pub(super) named: Vec<Grounds>,
}

/// The division a story speaks for.
#[derive(Clone, Debug)]
pub(super) struct Base {
    /// The likeliest.
    pub(super) id: u32,
    /// How it is known.
    pub(super) basis: Basis,
    /// How probable each division is.
    shares: Vec<(u32, f64)>,
}

impl Base {
    fn certain(id: u32, basis: Basis) -> Base {
        Base { id, basis, shares: vec![(id, 1.0)] }
    }

    /// The division that a level word means, and how probable it is among all of its level: `市` of a story of one of several
    /// counties is their city.
    pub(super) fn level(&self, places: &Places, level: char) -> Option<(u32, f64)> {
        let mut sums: Vec<(u32, f64)> = Vec::new();
        for (id, share) in &self.shares {
            let Some(up) = places.chain(*id).find(|up| fits(places, *up, level)) else { continue };
            match sums.iter_mut().find(|(of, _)| *of == up) {
                Some((_, sum)) => *sum += share,
                None => sums.push((up, *share)),
            }
        }
        let all: f64 = sums.iter().map(|(_, sum)| sum).sum();
        let (id, sum) = sums.into_iter().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))?;
        Some((id, sum / all))
    }

    /// How it is known which place something relative belongs to, with its level word if it has one.
    pub(super) fn basis(&self, places: &Places, level: Option<char>) -> Basis {
        let doubtful =
            level.and_then(|level| self.level(places, level)).is_some_and(|(_, share)| share < DOUBTFUL);
        if doubtful { Basis::Nowhere } else { self.basis }
    }
}

impl<'a> Stories<'a> {
    pub(super) fn new(
        text: &'a Text,
        found: &Recognised,
        articles: &'a [Article],
        dictionaries: &'a Dictionaries,
        outside: &'a Outside,
    ) -> Stories<'a> {
        let places = dictionaries.places();
        let mut named = grounds(text, found, dictionaries);
        let era = Era::new(text, articles, named.iter().filter_map(|ground| ground.level));
        in_their_time(&mut named, &era, places);
        let chains = Chains::new(text, found, dictionaries);
        let mut guests = Guests::new(text, articles, found, &chains, places);
        let counties = |ground: &Grounds| {
            let county = |id: &&u32| places.get(**id).level == Level::County;
            (ground.start, ground.ids.iter().filter(county).copied().collect())
        };
        guests.add_visitors(text, articles, &named.iter().map(counties).collect::<Vec<_>>());
        // Heads of government of no named place: `县长`.
        let heads = found.posts.iter().filter(|post| post.owner.is_none() && post.head);
        let level = |span: Span| text.chars()[span.range()].iter().rev().nth(1).copied();
        let mut officers: Vec<(usize, char)> =
            heads.filter_map(|post| Some((post.title.start, level(post.title)?))).collect();
        officers.sort_unstable();
        let relative = named.iter().filter_map(|ground| Some((ground.start, ground.level?)));
        let mut bare: Vec<(usize, char)> = relative.chain(officers.iter().copied()).collect();
        bare.retain(|&(start, _)| chains.before(start).next().is_none());
        bare.sort_unstable();
        guests.add_visited(text, articles, &named, &bare, places);
        for post in &found.posts {
            let Some(owner) = post.owner else { continue };
            let start = found.mentions[owner].span.start;
            if let Ok(at) = named.binary_search_by_key(&start, |ground| ground.start) {
                let article = article_at(articles, start);
                let ids = &named[at].ids;
                named[at].owner = ids.iter().any(|&id| guests.is_beside(article, id, places));
            }
        }
        let told = named.iter().map(|ground| ground.ids.clone()).collect();
        let mut visitors: Vec<(usize, u32)> = Vec::new();
        for ground in &mut named {
            let article = article_at(articles, ground.start);
            let comes = |id: &u32| ground.guest || guests.is_guest(article, *id);
            visitors.extend(ground.ids.iter().copied().filter(comes).map(|id| (ground.start, id)));
            ground.ids.retain(|&id| !guests.is_guest(article, id));
        }
        at_home_only(&mut named, places);
        // The towns of a county that is no more lie in another today.
        let gone = |&id: &u32| places.get(id).years.is_some() && places.get(id).level == Level::County;
        let former = named.iter().flat_map(|ground| &ground.ids).any(gone);
        let votes = if former { Votes::default() } else { town_votes(text, found, articles, places, &era) };
        let mut hint = outside.hint.clone();
        if hint.is_empty() {
            hint = by_towns(text, found, &named, places);
        }
        let hints = Hints { divisions: &hint, imprint: &outside.imprint.divisions, towns: &votes.page };
        let ranking = ranked(text, &named, dictionaries, hints);
        let heads = Heads::new(text, found, places, ranking.first().copied());
        bare.retain(|&(start, _)| heads.of(text.paragraph_at(start)).is_none());
        Stories {
            text,
            articles,
            places,
            outside,
            era,
            guests,
            votes,
            hint,
            told,
            bare,
            officers,
            chains,
            heads,
            ranking,
            visitors,
            named,
        }
    }

    /// The division each story speaks for, if it can be told.
    pub(super) fn bases(&self) -> Vec<Option<Base>> {
        let page = self.on_page();
        (0..self.articles.len()).map(|article| self.base(article, &page)).collect()
    }

    fn base(&self, article: usize, page: &OnPage) -> Option<Base> {
        // `永安：老水泥厂腾出新地`
        let story = &self.articles[article];
        let mut headlines = story.headlines.iter().map(|headline| self.text.paragraph_at(headline.start));
        let one = !story.furniture && story.headlines.len() == 1;
        if let Some(id) = headlines.find_map(|headline| self.heads.of(headline)).filter(|_| one) {
            return Some(Base::certain(id, Basis::Story));
        }
        let candidates = self.candidates(article, page);
        let weights = weights::built_in();
        let shares = shares(candidates.iter().map(|candidate| dot(&candidate.evidence, weights)));
        let best = (0..shares.len()).max_by(|&a, &b| shares[a].total_cmp(&shares[b]).then(b.cmp(&a)))?;
        let id = candidates[best].id;
        let related = |of: u32| self.places.within(of, id) || self.places.within(id, of);
        let home = self.home(article);
        let mut told = self.named[self.of(article)].iter().flat_map(|ground| &ground.ids);
        let basis = if told.any(|&named| related(named)) {
            Basis::Story
        } else if home.is_some_and(|home| self.then(home) == id) {
            Basis::Home
        } else if self.hint.iter().chain(&self.outside.imprint.divisions).any(|&of| related(of)) {
            Basis::Source
        } else {
            Basis::Page
        };
        let shares =
            candidates.iter().map(|candidate| candidate.id).zip(shares).filter(|(_, share)| *share > TRACE);
        Some(Base { id, basis, shares: shares.collect() })
    }

    /// What tells for each division that a story may speak for.
    fn candidates(&self, article: usize, page: &OnPage) -> Vec<Candidate> {
        let of = self.of(article);
        let here = named(self.grounds(of.clone()), |start| self.is_chained(start));
        let home = self.home(article);
        let hint: Vec<u32> = self.hint.iter().copied().chain(home).map(|id| self.then(id)).collect();
        let ranking: Vec<u32> = self.ranking.iter().take(RANKED).map(|id| self.then(*id)).collect();
        let first = home.map(|id| self.then(id)).or(ranking.first().copied());
        let span = self.articles[article].span;
        let bare = {
            let after = &self.bare[self.bare.partition_point(|(start, _)| *start < span.start)..];
            &after[..after.partition_point(|(start, _)| *start < span.end)]
        };
        let scene = Scene {
            places: self.places,
            page: first,
            second: ranking.iter().copied().find(|id| Some(*id) != first),
            hint: &hint,
            first_bare: bare.first().map(|(start, _)| *start),
            bare: by_level(bare),
            ours: says_ours(self.text, span),
            grounds: self.told[of].iter().filter(|ids| !ids.is_empty()).count(),
        };
        let last = |id: &u32| self.places.get(*id).name.chars().last();
        let levels: FxHashSet<char> = here.keys().filter_map(last).collect();
        let mut ids: Vec<u32> = here.keys().copied().chain(hint.iter().copied()).chain(first).collect();
        ids.extend(ranking);
        ids.extend(self.outside.imprint.divisions.iter().map(|id| self.then(*id)));
        ids.sort_unstable();
        ids.dedup();
        // Guests lend their place to nobody, unless there is no other.
        if ids.iter().any(|&id| !self.guests.is_guest(article, id)) {
            ids.retain(|&id| !self.guests.is_guest(article, id));
        }
        let votes = |votes: &[(u32, i64)], id: u32| {
            votes.binary_search_by_key(&id, |(of, _)| *of).map_or(0, |at| votes[at].1)
        };
        let evidence = |id: u32| {
            let towns = (votes(self.votes.of(article), id), votes(&self.votes.page, id));
            scene.evidence(id, &here, page, &levels, towns)
        };
        ids.into_iter().map(|id| Candidate { id, evidence: evidence(id) }).collect()
    }

    /// A division as it was when the page was written.
    fn then(&self, id: u32) -> u32 {
        self.era.earlier(self.places, id).unwrap_or(id)
    }

    /// How the page names divisions.
    fn on_page(&self) -> OnPage {
        named(self.grounds(0..self.named.len()), |start| self.is_chained(start))
    }

    fn is_chained(&self, start: usize) -> bool {
        self.chains.before(start).next().is_some()
    }

    fn grounds(&self, of: Range<usize>) -> impl Iterator<Item = (&Grounds, &[u32])> {
        self.named[of.clone()].iter().zip(self.told[of].iter().map(Vec::as_slice))
    }

    /// The places and bodies of a story.
    fn of(&self, article: usize) -> Range<usize> {
        let span = self.articles[article].span;
        let first = |at: usize| self.named.partition_point(|ground| ground.start < at);
        first(span.start)..first(span.end)
    }

    /// The home somebody gave the page, where a story is of it.
    fn home(&self, article: usize) -> Option<u32> {
        let span = self.articles[article].span;
        let first = |at: usize| self.officers.partition_point(|(start, _)| *start < at);
        let officers = &self.officers[first(span.start)..first(span.end)];
        at_home(self.outside.home, &self.named[self.of(article)], officers, self.places)
    }
}

/// How many relative names and bare posts there are of each level word.
fn by_level(bare: &[(usize, char)]) -> Vec<(char, usize)> {
    let mut counts: Vec<(char, usize)> = Vec::new();
    for (_, level) in bare {
        match counts.iter_mut().find(|(known, _)| known == level) {
            Some((_, n)) => *n += 1,
            None => counts.push((*level, 1)),
        }
    }
    counts
}

/// How a page names divisions.
type OnPage = FxHashMap<u32, Named>;

/// Most divisions of a page that a story is asked about without naming them.
const RANKED: usize = 8;

/// The probability below which nobody can tell which division is meant.
const DOUBTFUL: f64 = 0.6;

/// The probability below which a division is left out.
const TRACE: f64 = 0.001;

/// Takes divisions for what they were when a page was written.
fn in_their_time(named: &mut [Grounds], era: &Era, places: &Places) {
    // A page without a year that names its county is left to that.
    let full = named.iter().filter(|ground| !ground.vague).flat_map(|ground| &ground.ids);
    let level = era.level();
    let known =
        era.is_undated() && full.copied().any(|id| level.is_some_and(|level| fits(places, id, level)));
    if known {
        return;
    }
    // `从敦煌请来`: a place in passing tells of no time.
    let passing = |ground: &Grounds| era.is_undated() && ground.short && !ground.own;
    for id in named.iter_mut().filter(|ground| !passing(ground)).flat_map(|ground| &mut ground.ids) {
        *id = era.earlier(places, *id).unwrap_or(*id);
    }
}

/// Whether a story says `我县`.
fn says_ours(text: &Text, span: Span) -> bool {
    let ours = |pair: &[char]| pair[0] == '我' && matches!(pair[1], '县' | '市' | '区' | '旗' | '州');
    text.chars()[span.range()].windows(2).any(ours)
}
