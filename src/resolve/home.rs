//! Where an official belongs, so that namesakes can be told apart.
//!
//! A post says it: `莘县副县长` belongs to 莘县, `省委书记` to the province, `总理` to the nation. Without a post
//! it is the jurisdiction of the article, which only says where the name was seen.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::article::{Article, article_at};
use crate::dictionary::{Classes, Dictionaries, Places};
use crate::kind::Kind;
use crate::recognise::{LEVELS, Mention, Post, Recognised};
use crate::text::{Span, Text, is_han};

use super::grounds::divisions;
use super::jurisdiction::{Chained, Jurisdictions};
use super::town::{is_local, lowest_place};

/// Where an official belongs, as far as a document tells.
///
/// A path names the divisions from the province down, with `/` between: `山东省/聊城市/莘县`. The nation is the
/// empty path; every other lies in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Home {
    /// Path of the jurisdiction; `None` where neither post nor article tells any.
    pub at: Option<Arc<str>>,
    /// Whether a post says so, and not only the article the name stands in.
    pub stated: bool,
    /// Paths of other jurisdictions whose posts the same person holds.
    pub also: Vec<Arc<str>>,
    /// A label people gave it in their decisions; it counts before all else.
    pub decided: Option<Arc<str>>,
}

impl Home {
    /// Whether a label means this home: `莘县`, `聊城市莘县`, `全国`.
    pub fn is_called(&self, label: &str) -> bool {
        match (&self.decided, &self.at) {
            (Some(decided), _) => **decided == *label,
            (None, Some(at)) => labels(at).any(|own| own == label),
            (None, None) => label == NOWHERE,
        }
    }
}

/// The label of the nation.
const NATION: &str = "全国";

/// The label of a home nobody told.
pub(crate) const NOWHERE: &str = "未详";

/// The labels of a path, shortest first: `莘县`, `聊城市莘县`, `山东省聊城市莘县`.
pub(crate) fn labels(path: &str) -> impl Iterator<Item = String> + '_ {
    let parts: Vec<&str> = path.split('/').collect();
    (0..parts.len()).rev().map(move |from| match parts[from..].concat() {
        label if label.is_empty() => NATION.to_string(),
        label => label,
    })
}

/// Whether one path lies in another or is it.
pub(crate) fn is_within(inner: &str, outer: &str) -> bool {
    outer.is_empty() || inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn related(a: &str, b: &str) -> bool {
    is_within(a, b) || is_within(b, a)
}

/// What the posts of one mention say.
type Stated = Vec<Arc<str>>;

/// The home of every mention; nothing is known for all but officials.
pub(super) fn homes(
    text: &Text,
    articles: &[Article],
    found: &Recognised,
    names: &[String],
    dictionaries: &Dictionaries,
    jurisdictions: &Jurisdictions,
) -> Vec<Home> {
    let mut paths = Paths { places: dictionaries.places(), known: FxHashMap::default() };
    let bases: Vec<Option<Arc<str>>> =
        (0..articles.len()).map(|at| jurisdictions.base(at).map(|id| paths.of(id))).collect();
    let mut stated: Vec<Stated> = vec![Vec::new(); found.mentions.len()];
    let context = Context { text, articles, names, dictionaries, jurisdictions };
    for post in &found.posts {
        let path = context.jurisdiction(post).map(|of| paths.path(of));
        if let Some(path) = path.filter(|path| !stated[post.holder].contains(path)) {
            stated[post.holder].push(path);
        }
    }
    for (at, mention) in found.mentions.iter().enumerate().filter(|(_, m)| m.kind == Kind::Official) {
        if stated[at].is_empty() {
            let article = article_at(articles, mention.span.start);
            stated[at].extend(context.told(mention, article).map(|of| paths.path(of)));
        }
    }
    // `县委书记` where the page tells of no county: not that of a region it names.
    let mut lost = vec![false; found.mentions.len()];
    for post in found.posts.iter().filter(|post| stated[post.holder].is_empty()) {
        lost[post.holder] |= context.is_lost(post);
    }
    let mut homes = vec![Home::default(); found.mentions.len()];
    let officials = found.mentions.iter().enumerate().filter(|(_, m)| m.kind == Kind::Official);
    let mut officials: Vec<usize> = officials.map(|(at, _)| at).collect();
    officials.sort_by_key(|&at| &names[at]);
    for of_name in officials.chunk_by(|&a, &b| names[a] == names[b]) {
        let article = |at: usize| article_at(articles, found.mentions[at].span.start);
        one_name(of_name, &stated, &bases, article, &mut homes);
        if of_name.iter().any(|&at| lost[at]) {
            let unstated = of_name.iter().filter(|&&at| !homes[at].stated);
            unstated.copied().collect::<Vec<_>>().into_iter().for_each(|at| homes[at] = Home::default());
        }
    }
    homes
}

/// The homes of all mentions of one name in one document.
fn one_name(
    mentions: &[usize],
    stated: &[Stated],
    bases: &[Option<Arc<str>>],
    article: impl Fn(usize) -> usize,
    homes: &mut [Home],
) {
    let persons = persons(mentions, stated);
    let person = |path: &Arc<str>| persons.iter().position(|paths| paths.contains(path));
    let mut last: Option<(usize, usize)> = None;
    for &at in mentions {
        let here = article(at);
        let own = stated[at].first().and_then(person);
        let base = bases.get(here).cloned().flatten();
        // A page that knows one bearer of the name means him wherever his home is not out of the way.
        let meant = own.or_else(|| match last {
            Some((person, article)) if article == here => Some(person),
            _ => {
                let near = |at: &usize| {
                    let (home, base) = (persons[*at].first(), base.as_deref());
                    home.zip(base).is_none_or(|(home, base)| related(home, base))
                };
                let mut near = (0..persons.len()).filter(near);
                near.next().filter(|_| near.next().is_none())
            }
        });
        if let Some(meant) = meant {
            last = Some((meant, here));
            let paths = &persons[meant];
            homes[at] =
                Home { at: paths.first().cloned(), stated: true, also: paths[1..].to_vec(), decided: None };
        } else {
            homes[at] = Home { at: base, ..Home::default() };
        }
    }
}

/// Whom the posts of a page speak of: paths stated together, or one within the other, are one person's.
///
/// Each person's paths have the deepest first.
fn persons(mentions: &[usize], stated: &[Stated]) -> Vec<Stated> {
    let mut persons: Vec<Stated> = Vec::new();
    for paths in mentions.iter().map(|&at| &stated[at]).filter(|paths| !paths.is_empty()) {
        // The nation is above all: only a mention that states both binds it to a place.
        let close = |a: &str, b: &str| a == b || (!a.is_empty() && !b.is_empty() && related(a, b));
        let meets = |person: &Stated| person.iter().any(|a| paths.iter().any(|b| close(a, b)));
        let mut one = paths.clone();
        let (same, others): (Vec<Stated>, Vec<Stated>) = persons.into_iter().partition(meets);
        one.extend(same.into_iter().flatten());
        one.sort_by_key(|path| (std::cmp::Reverse(depth(path)), path.clone()));
        one.dedup();
        persons = others;
        persons.push(one);
    }
    persons
}

fn depth(path: &str) -> usize {
    if path.is_empty() { 0 } else { path.split('/').count() }
}

/// The paths of divisions, each made once.
struct Paths<'a> {
    places: &'a Places,
    known: FxHashMap<u32, Arc<str>>,
}

impl Paths<'_> {
    fn of(&mut self, id: u32) -> Arc<str> {
        let places = self.places;
        let path = self.known.entry(id).or_insert_with(|| {
            let mut parts: Vec<&str> = places.chain(id).map(|id| places.get(id).plain.as_str()).collect();
            parts.reverse();
            parts.join("/").into()
        });
        path.clone()
    }

    fn path(&mut self, of: Of) -> Arc<str> {
        match of {
            Of::Nation => "".into(),
            Of::Division(id) => self.of(id),
        }
    }
}

/// The jurisdiction a post belongs to.
enum Of {
    Nation,
    Division(u32),
}

/// A page, as far as the jurisdiction of a post depends on it.
struct Context<'a> {
    text: &'a Text,
    articles: &'a [Article],
    names: &'a [String],
    dictionaries: &'a Dictionaries,
    jurisdictions: &'a Jurisdictions<'a>,
}

impl Context<'_> {
    /// Whether a post is of a level the page tells no place of.
    fn is_lost(&self, post: &Post) -> bool {
        let level =
            |c: Option<char>| c.is_some_and(|c| LEVELS.contains(&c) && c != '镇' && c != '乡' && c != '村');
        match post.owner {
            Some(owner) => level(self.names[owner].chars().next()),
            None => post.head && level(self.text.chars()[post.title.range()].iter().rev().nth(1).copied()),
        }
    }

    fn jurisdiction(&self, post: &Post) -> Option<Of> {
        let article = article_at(self.articles, post.title.start);
        let base = || self.jurisdictions.base(article).map(Of::Division);
        let title = &self.text.chars()[post.title.range()];
        if let Some(owner) = post.owner {
            let name = &self.names[owner];
            // A deputy of the province's congress lives anywhere in it.
            let national = self.dictionaries.classes(name).any(Classes::NATIONAL);
            if title.ends_with(&['代', '表'])
                || title.ends_with(&['委', '员']) && (national || name.contains("政协"))
            {
                return None;
            }
            if national {
                return Some(Of::Nation);
            }
            let name: Vec<char> = name.chars().collect();
            if let Some(id) = self.division(&name, article) {
                return Some(Of::Division(id));
            }
            // A town, a village: somewhere in the article's county.
            let local = is_local(&name) || lowest_place(&name).is_some();
            return if local { base() } else { None };
        }
        if post.head {
            if self.jurisdictions.unknown(post.title.start).is_some() {
                return None;
            }
            let level = title.iter().rev().nth(1).copied().unwrap_or_default();
            return match level {
                '镇' | '乡' | '村' => base(),
                _ => self.jurisdictions.level_id(article, post.title.start, level).map(Of::Division),
            };
        }
        if post.organ {
            return match self.jurisdictions.chained(article, post.title.start, None) {
                Some(Chained::Division(id)) => Some(Of::Division(id)),
                Some(Chained::Name(_)) => None,
                None => base(),
            };
        }
        let mut tails = (0..title.len()).map(|at| self.dictionaries.classes_of(&title[at..]));
        tails.any(|tail| tail.any(Classes::NATION_TITLE)).then_some(Of::Nation)
    }

    /// The division a canonical name begins with; of several of one name the one the article is about.
    fn division(&self, name: &[char], article: usize) -> Option<u32> {
        let places = self.dictionaries.places();
        let ids = divisions(name, places);
        let base = self.jurisdictions.base(article);
        let near =
            |id: &&u32| base.is_some_and(|base| places.within(base, **id) || places.within(**id, base));
        let only = || ids.first().filter(|_| ids.len() == 1);
        ids.iter().find(near).or_else(only).copied()
    }

    /// What the user's dictionary tells of somebody without a post, or a word at the name: 村民, 总书记.
    fn told(&self, mention: &Mention, article: usize) -> Option<Of> {
        let base = self.jurisdictions.base(article);
        if let Some(within) = mention.entry.and_then(|id| self.dictionaries.entry(id).within.as_deref()) {
            let places = self.dictionaries.places();
            let ids = places.named(within);
            let near = |id: &&u32| match base {
                Some(base) => places.within(base, **id) || places.within(**id, base),
                None => ids.len() == 1,
            };
            // A page of another county may well mean another bearer of the name.
            return ids.iter().find(near).copied().map(Of::Division);
        }
        let Span { start, end } = mention.span;
        let is = |word: Span, classes: Classes| {
            let chars = &self.text.chars()[word.range()];
            self.text.seamless(word) && self.dictionaries.classes_of(chars).any(classes)
        };
        // Both sorts of words are Chinese throughout: mostly a comma stands there, and nothing is looked up.
        let (before, after) = (&self.text.chars()[..start], &self.text.chars()[end..]);
        let after = after.iter().take(4).take_while(|c| is_han(**c)).count();
        if (2..=after).any(|length| is(Span::new(end, end + length), Classes::NATION_TITLE)) {
            return Some(Of::Nation);
        }
        let before = before.iter().rev().take(6).take_while(|c| is_han(**c)).count();
        let folk = (2..=before).any(|length| is(Span::new(start - length, start), Classes::FOLK));
        base.filter(|_| folk).map(Of::Division)
    }
}
