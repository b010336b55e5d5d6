//! Which place an article speaks for, so that `区委` becomes `鼓楼区委`.

use std::collections::BTreeSet;

use crate::article::{Article, article_at};
use crate::dictionary::{Classes, Dictionaries, Level, Places};
use crate::kind::Kind;
use crate::recognise::{LEVELS, Mention, Recognised};
use crate::text::{Span, Text};

use super::Basis;
use super::chain::{Chains, Ground, fits};
use super::era::Era;
use super::guests::{Guests, is_party};
use super::outside::Outside;
use super::ranking::{Grounds, Hints, Votes, at_home, by_towns, ranked, town_votes};
use super::town::is_local;

/// The jurisdictions of a document's articles.
pub(super) struct Jurisdictions<'a> {
    places: &'a Places,
    /// The division each article speaks for, if it can be told.
    bases: Vec<Option<(u32, Basis)>>,
    /// Every division the document names, the most named first.
    ranking: Vec<u32>,
    text: &'a Text,
    /// Places with a suffix, each with the mention it stands in: towns and villages the relative names below a
    /// county mean.
    local: Vec<(usize, Span)>,
    /// The places named in chains of posts.
    chains: Chains,
}

impl<'a> Jurisdictions<'a> {
    pub(super) fn new(
        text: &'a Text,
        found: &Recognised,
        articles: &[Article],
        dictionaries: &'a Dictionaries,
        outside: &Outside,
    ) -> Jurisdictions<'a> {
        let places = dictionaries.places();
        let mentions = &found.mentions;
        let grounds: Vec<&Mention> =
            mentions.iter().filter(|m| !matches!(m.kind, Kind::Official | Kind::Byline)).collect();
        let chars = |mention: &Mention| &text.chars()[mention.span.range()];
        let names = |mention: &&Mention| {
            let first = chars(mention).first().filter(|c| mention.kind == Kind::Body && LEVELS.contains(c));
            // `老城区改造`: what a text calls so is seldom the district of that name.
            let worded = |length: usize| {
                let lead = chars(mention).get(..length).unwrap_or_default();
                lead.ends_with(&['区']) && dictionaries.classes_of(lead).any(Classes::GENERIC)
            };
            let common = mention.kind != Kind::Body && (2..=3).any(worded);
            let mut ids = if common { Vec::new() } else { divisions(chars(mention), places) };
            // `肥西`, where only one county is called so.
            let short = ids.is_empty() && mention.kind == Kind::Place && !common;
            if short {
                ids.extend(places.meant_by_short(&text.slice(mention.span)));
            }
            let vague = short && ids.iter().any(|&id| places.get(id).level != Level::County);
            let start = mention.span.start;
            // `来肥西考察`: where the page is at home.
            let host = mention.kind == Kind::Place && start > 0 && text.at(start - 1) == Some('来');
            let own = mention.kind == Kind::Body || !is_visited(text, start);
            let guest = is_party(text, mention.kind, mention.span);
            Grounds { start, level: first.copied(), ids, vague, host, guest, owner: false, own }
        };
        let mut named: Vec<Grounds> = grounds.iter().map(names).collect();
        let chains = Chains::new(text, found, dictionaries);
        let mut guests = Guests::new(text, articles, found, &chains, places);
        let counties = |ground: &Grounds| {
            let county = |id: &&u32| places.get(**id).level == Level::County;
            (ground.start, ground.ids.iter().filter(county).copied().collect())
        };
        guests.add_visitors(text, articles, &named.iter().map(counties).collect::<Vec<_>>());
        for post in &found.posts {
            let Some(owner) = post.owner else { continue };
            let start = mentions[owner].span.start;
            if let Ok(at) = named.binary_search_by_key(&start, |ground| ground.start) {
                let article = article_at(articles, start);
                let ids = &named[at].ids;
                named[at].owner = ids.iter().any(|&id| guests.is_beside(article, id, places));
            }
        }
        for ground in &mut named {
            let article = article_at(articles, ground.start);
            ground.ids.retain(|&id| !guests.is_guest(article, id));
        }
        at_home_only(&mut named, places);
        let towns = by_towns(text, found, &named, places);
        // The towns of a county that is no more lie in another today.
        let former = named.iter().flat_map(|ground| &ground.ids).any(|&id| places.get(id).years.is_some());
        let votes = if former { Votes::default() } else { town_votes(text, found, articles, places) };
        let mut hint = outside.hint.clone();
        if hint.is_empty() {
            hint = towns;
        }
        // Heads of government of no named place: `县长`.
        let heads = found.posts.iter().filter(|post| post.owner.is_none() && post.head);
        let level = |span: Span| text.chars()[span.range()].iter().rev().nth(1).copied();
        let mut heads: Vec<(usize, char)> =
            heads.filter_map(|post| Some((post.title.start, level(post.title)?))).collect();
        heads.sort_unstable();
        let first_after = |heads: &[(usize, char)], at: usize| heads.partition_point(|head| head.0 < at);
        let whole = Span::new(0, text.len());
        let ranking =
            ranked(text, &named, whole, dictionaries, None, Hints { divisions: &hint, imprint: &outside.imprint, towns: &votes.page });
        let page = ranking.first().copied();
        let era = Era::new(text, articles, named.iter().filter_map(|ground| ground.level));
        let bases = articles
            .iter()
            .enumerate()
            .map(|(index, article)| {
                let from = named.partition_point(|ground| ground.start < article.span.start);
                let to = named.partition_point(|ground| ground.start < article.span.end);
                let home = {
                    let heads = &heads[first_after(&heads, article.span.start)..];
                    let heads = &heads[..first_after(heads, article.span.end)];
                    at_home(outside.home, &named[from..to], heads, places)
                };
                let hint: Vec<u32> = hint.iter().copied().chain(home).collect();
                let page = home.or(page);
                let towns = votes.of(index);
                let ranking = ranked(
                    text,
                    &named[from..to],
                    article.span,
                    dictionaries,
                    page,
                    Hints { divisions: &hint, imprint: &outside.imprint, towns },
                );
                let mut likely = ranking.iter().copied().chain(page);
                let id = likely.find(|&id| !guests.is_guest(index, id))?;
                let within = |named: &u32| places.within(*named, id) || places.within(id, *named);
                let basis = if named[from..to].iter().any(|ground| ground.ids.iter().any(within)) {
                    Basis::Story
                } else if home == Some(id) {
                    Basis::Home
                } else if hint.iter().chain(&outside.imprint).any(within) {
                    Basis::Source
                } else {
                    Basis::Page
                };
                Some((era.earlier(places, id).unwrap_or(id), basis))
            })
            .collect();
        let mut local = Vec::new();
        let bodies = grounds.iter().filter(|mention| mention.kind != Kind::Project);
        bodies.for_each(|mention| local_names(text, mention, &mut local));
        Jurisdictions { places, bases, ranking, text, local, chains }
    }

    /// The division an article speaks for.
    pub(super) fn base(&self, article: usize) -> Option<u32> {
        self.bases.get(article).copied().flatten().map(|(id, _)| id)
    }

    /// How it is known for which division an article speaks.
    pub(super) fn story(&self, article: usize) -> Basis {
        self.bases.get(article).copied().flatten().map_or(Basis::Page, |(_, basis)| basis)
    }

    /// The place no list knows whose name leads up to what stands at a position, and whether the level word of that
    /// name stands before it: `河岗县|县长` and not `云台|县委`.
    pub(super) fn unknown(&self, at: usize) -> Option<(&str, bool)> {
        let name = self.chains.unknown_at(at)?;
        Some((name, at.checked_sub(1).and_then(|before| self.text.at(before)) == name.chars().last()))
    }

    /// The place of its own chain that something at a position belongs to; with a level word, only one of that level.
    pub(super) fn chained(&self, article: usize, at: usize, level: Option<char>) -> Option<Chained<'_>> {
        let base = self.base(article);
        self.chains.before(at).find_map(|ground| match ground {
            Ground::Unknown(name) => {
                level.is_none_or(|level| name.ends_with(level)).then_some(Chained::Name(name.as_str()))
            }
            // `县委常委、统战部部长`: the county's, whoever is told of before.
            Ground::Level(own, of) => match level {
                None => self.level_id(article, *of, *own).map(Chained::Division),
                Some(_) => None,
            },
            Ground::Known(ids) => {
                let fit = |id: &u32| level.is_none_or(|level| fits(self.places, *id, level));
                // A county's post in its chain may tell of the city above it: `安溪县委书记、市委常委`.
                let near = |id: &u32| {
                    base.is_some_and(|base| self.places.within(base, *id) || self.places.within(*id, base))
                };
                let of = |id: u32| self.places.chain(id).find(|up| fit(up));
                let id = ids.iter().copied().filter(fit).find(near).or_else(|| ids.iter().copied().find(fit));
                let above = || level.and_then(|_| ids.first().copied()).and_then(of);
                id.or_else(above).map(Chained::Division)
            }
        })
    }

    /// The name of the place that an organ without a level word belongs to, in an article, at a position.
    pub(super) fn ground(&self, article: usize, at: usize) -> Option<String> {
        match self.chained(article, at, None) {
            Some(Chained::Name(name)) => Some(name.to_string()),
            Some(Chained::Division(id)) => Some(prefix(self.places, id)),
            None => self.name(article),
        }
    }

    /// The plain name of a division that is written in full: `长阳县`.
    pub(super) fn plain(&self, name: &str) -> Option<&'a str> {
        let places: &'a Places = self.places;
        let whole = places.named(name).iter().map(|&id| places.get(id)).find(|place| place.name == name)?;
        (whole.level != Level::Province).then_some(whole.plain.as_str())
    }

    /// Whether a body or place names its own division, town or village.
    pub(super) fn is_whole(&self, chars: &[char]) -> bool {
        let relative = chars.first().is_some_and(|first| LEVELS.contains(first));
        !divisions(chars, self.places).is_empty()
            || !relative && (2..=chars.len()).any(|end| is_local(&chars[..end]))
    }

    /// How the place of something relative at a position is known.
    pub(super) fn basis(&self, article: usize, at: usize, level: Option<char>) -> Basis {
        if self.chained(article, at, level).is_some() { Basis::Chain } else { self.story(article) }
    }

    /// The written form of an article's jurisdiction: `鼓楼区`.
    pub(super) fn name(&self, article: usize) -> Option<String> {
        self.base(article).map(|id| prefix(self.places, id))
    }

    /// What a level word means in an article, at a position: `市` → `南京市`.
    pub(super) fn level(&self, article: usize, at: usize, level: char) -> Option<String> {
        if matches!(level, '镇' | '乡' | '村' | '街' | '社' | '园') {
            return self.nearest(at, level);
        }
        if let Some(Chained::Name(name)) = self.chained(article, at, Some(level)) {
            return Some(name.to_string());
        }
        self.level_id(article, at, level).map(|id| prefix(self.places, id))
    }

    /// The division a level word from the province down to the county means in an article, at a position.
    pub(super) fn level_id(&self, article: usize, at: usize, level: char) -> Option<u32> {
        match self.chained(article, at, Some(level)) {
            Some(Chained::Division(id)) => return Some(id),
            Some(Chained::Name(_)) => return None,
            None => {}
        }
        let base = self.base(article)?;
        let chain = self.places.chain(base).chain(self.ranking.iter().copied());
        chain.into_iter().find(|&id| fits(self.places, id, level))
    }

    /// The zone named last before a position by a word for zones: `视高经济开发区` of `开发区`.
    pub(super) fn zone(&self, at: usize, word: &str) -> Option<String> {
        let here = self.local.partition_point(|(start, _)| *start < at);
        let mut near = self.local[..here].iter().rev().take(NEAR).map(|(_, name)| self.text.slice(*name));
        near.find(|name| name.ends_with(word) && name.len() > word.len())
    }

    /// Whether the town or village a level word means is named in the same paragraph.
    pub(super) fn is_near(&self, at: usize, level: Option<char>) -> bool {
        let Some(level) = level else { return false };
        let here = self.local.partition_point(|(start, _)| *start < at);
        let paragraph = self.text.paragraph_at(at);
        let near = self.local[..here].iter().rev().take(NEAR);
        let mut near = near.take_while(|(start, _)| self.text.paragraph_at(*start) == paragraph);
        near.any(|(_, name)| self.text.at(name.end - 1) == Some(level))
    }

    /// The town or village named last before a position, else first after it.
    fn nearest(&self, at: usize, level: char) -> Option<String> {
        let ends = |name: &Span| match (level, &self.text.chars()[name.range()]) {
            ('街', name) => name.ends_with(&['街', '道']),
            ('社', name) => name.ends_with(&['社', '区']),
            ('园', name) => is_zone(name) || name.ends_with(&['街', '道']),
            (_, name) => name.ends_with(&[level]),
        };
        let here = self.local.partition_point(|(start, _)| *start < at);
        // A page names the town it speaks of near; a whole book is not searched.
        let before = self.local[..here].iter().rev().take(NEAR).find(|(_, name)| ends(name));
        let after = || self.local[here..].iter().take(NEAR).find(|(_, name)| ends(name));
        // A zone is named before its organs.
        let name = if level == '园' { before } else { before.or_else(after) }?.1;
        // `安溪县湖头镇党委`: the town goes by its own name.
        let mut chars = &self.text.chars()[name.range()];
        while let Some((length, _)) = self.places.beginning(chars, LONGEST).next() {
            // A zone's name holds its county's.
            if level == '园' || length + 1 >= chars.len() {
                break;
            }
            chars = &chars[length..];
        }
        Some(chars.iter().collect())
    }
}

/// Drops what the short names of cities tell where the page names divisions in full, none of them in that province: a
/// village called 朝阳 is no word for 朝阳市.
fn at_home_only(named: &mut [Grounds], places: &Places) {
    let province = |id: u32| places.chain(id).last();
    let full = named.iter().filter(|ground| !ground.vague).flat_map(|ground| &ground.ids);
    // A few dozen at most, however many places a text names.
    let told: BTreeSet<Option<u32>> = full.map(|&id| province(id)).collect();
    if told.is_empty() {
        return;
    }
    for ground in named.iter_mut().filter(|ground| ground.vague) {
        ground.ids.retain(|&id| told.contains(&province(id)));
    }
}

/// The place that a chain gives.
pub(super) enum Chained<'a> {
    /// A division of the tree.
    Division(u32),
    /// The name of one that no list knows.
    Name(&'a str),
}

/// Words before a place that somebody goes to, comes from, or deals with.
const VISITED: [char; 15] =
    ['到', '赴', '往', '在', '从', '与', '和', '对', '向', '至', '抵', '由', '自', '来', '访'];

/// Whether a place that starts at a position is only visited.
fn is_visited(text: &Text, start: usize) -> bool {
    start.checked_sub(1).and_then(|before| text.at(before)).is_some_and(|before| VISITED.contains(&before))
}

/// Most local names looked through for the one a relative name means.
pub(super) const NEAR: usize = 400;

/// The name by which a division leads its bodies: `鼓楼区`, `凉山州`, `新疆维吾尔自治区`.
pub(super) fn prefix(places: &Places, id: u32) -> String {
    let place = places.get(id);
    match place.level {
        Level::Province if place.name.ends_with("自治区") => place.name.clone(),
        _ => place.plain.clone(),
    }
}

/// Whether a name is that of a zone, which has a committee of its own: `启东高新区`.
fn is_zone(name: &[char]) -> bool {
    let ends = |word: &[char]| name.len() > word.len() + 1 && name.ends_with(word);
    ends(&['开', '发', '区'])
        || ends(&['高', '新', '区'])
        || ends(&['经', '开', '区'])
        || ends(&['示', '范', '区'])
        || ends(&['旅', '游', '区'])
        || ends(&['产', '业', '园', '区'])
        || ends(&['集', '聚', '区'])
        || ends(&['实', '验', '区'])
        || ends(&['新', '区'])
}

/// The towns and villages a mention names or belongs to: `河店镇` of `河店镇党委`, the highest first.
pub(super) fn local_names(text: &Text, mention: &Mention, out: &mut Vec<(usize, Span)>) {
    let Span { start: first, end: last } = mention.span;
    let suffix = |end: usize| {
        let name = &text.chars()[first..end];
        if is_zone(name) {
            return true;
        }
        let word = name.ends_with(&['农', '村']) || name.ends_with(&['乡', '村']);
        !word && is_local(name)
    };
    if mention.kind == Kind::Place {
        if suffix(last) {
            out.push((first, mention.span));
        }
        return;
    }
    let mut start = first;
    for end in first + 2..last {
        let next = text.chars()[end];
        if suffix(end) && end - start >= 2 && !(text.chars()[end - 1] == '村' && matches!(next, '民' | '委'))
        {
            out.push((first, Span::new(start, end)));
            start = end;
        }
    }
}

/// The divisions a name is or begins with; the last of a chain counts.
pub(super) fn divisions(name: &[char], places: &Places) -> Vec<u32> {
    // Few districts bear `城区` for a name, and many are called so.
    let mut rest = if name.starts_with(&['城', '区']) { &[] } else { name };
    let mut out: Vec<u32> = Vec::new();
    while let Some((length, ids)) = places.beginning(rest, LONGEST).next() {
        let inside = |id: &u32| out.iter().any(|&up| places.within(*id, up));
        let within: Vec<u32> = ids.iter().copied().filter(inside).collect();
        out = if within.is_empty() { ids.to_vec() } else { within };
        rest = &rest[length..];
    }
    out
}

/// Longest name of a division that is looked for, in characters.
const LONGEST: usize = 12;
