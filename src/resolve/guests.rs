//! Whose place is a guest in a story: one whose head is named beside the host's.
//!
//! `县委书记甲陪同遂平县委书记乙`: a county has one secretary, so the bare post is not 遂平's. What a place of guests is
//! named for (`遂平县党政代表团`, `来自遂平县`) says nothing of whom the story speaks for either.

use rustc_hash::FxHashSet;

use crate::article::{Article, article_at};
use crate::dictionary::Places;
use crate::kind::Kind;
use crate::recognise::{LEVELS, Post, PostState, Recognised};
use crate::text::{Span, Text};

use super::chain::{Chains, Ground, fits};
use super::grounds::{Grounds, divisions};

/// An office that one person of a division holds at a time.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Single {
    /// The head of government.
    Head,
    /// The party secretary.
    Secretary,
    /// The head of the people's congress.
    Congress,
    /// The head of the consultative conference.
    Conference,
}

/// A single office as a page states it.
struct Statement {
    article: usize,
    office: Single,
    /// Its holder's name.
    holder: Span,
    /// Its level word, where its words have one.
    level: Option<char>,
    /// The divisions named with it; none of a bare one.
    ids: Vec<u32>,
}

/// The divisions that are guests, each with the story they are so in.
#[derive(Clone, Debug, Default)]
pub(super) struct Guests {
    of: FxHashSet<(usize, u32)>,
    /// Stories with posts of no named place, and the level words of these.
    bare: FxHashSet<(usize, char)>,
}

impl Guests {
    /// Finds the guests of every story of a page.
    pub(super) fn new(
        text: &Text,
        articles: &[Article],
        found: &Recognised,
        chains: &Chains,
        places: &Places,
    ) -> Guests {
        let mut guests = Guests::default();
        let mut stated: Vec<Statement> = Vec::new();
        let mut bare: Vec<Statement> = Vec::new();
        for post in found.posts.iter().filter(|post| post.state == PostState::Held) {
            let at = post.owner.map_or(post.title.start, |owner| found.mentions[owner].span.start);
            let article = article_at(articles, at);
            let Some(statement) = statement(text, found, post, (article, at), chains, places) else {
                continue;
            };
            if statement.ids.is_empty() { bare.push(statement) } else { stated.push(statement) }
        }
        guests.bare.extend(bare.iter().filter_map(|bare| Some((bare.article, bare.level?))));
        let chars = |span: Span| &text.chars()[span.range()];
        for one in &bare {
            let same = |other: &&Statement| other.article == one.article && other.office == one.office;
            for other in stated.iter().filter(same) {
                let (a, b) = (chars(one.holder), chars(other.holder));
                // A name cut by a bad edge is one name.
                if a.starts_with(b) || b.starts_with(a) {
                    continue;
                }
                let fit = |id: &&u32| one.level.is_none_or(|level| fits(places, **id, level));
                guests.of.extend(other.ids.iter().filter(fit).map(|&id| (one.article, id)));
            }
        }
        guests
    }

    /// Adds what comes to the story's own place: `南召县县长率团来|我县`.
    pub(super) fn add_visitors(&mut self, text: &Text, articles: &[Article], named: &[(usize, Vec<u32>)]) {
        let visit = |at: usize| {
            matches!(text.at(at), Some('来' | '莅' | '抵'))
                && matches!(text.at(at + 1), Some('我'))
                && text.at(at + 2).is_some_and(|level| LEVELS.contains(&level))
        };
        for at in (0..text.len()).filter(|&at| visit(at)) {
            let (sentence, article) = (text.sentence_at(at), article_at(articles, at));
            let before = named.partition_point(|(start, _)| *start < at);
            let near =
                named[..before].iter().rev().take_while(|(start, _)| text.sentence_at(*start) == sentence);
            self.of.extend(near.flat_map(|(_, ids)| ids).map(|&id| (article, id)));
        }
    }

    /// Adds what somebody of a bare post goes to, to look and learn: `县委书记甲带队赴|留坝县考察`, whose own county is
    /// another. `bare` are the bare posts and bodies of the page by start, with their level words.
    pub(super) fn add_visited(
        &mut self,
        text: &Text,
        articles: &[Article],
        named: &[Grounds],
        bare: &[(usize, char)],
        places: &Places,
    ) {
        for ground in named.iter().filter(|ground| !ground.ids.is_empty() && is_journey(text, ground.start)) {
            let sentence = text.sentences()[text.sentence_at(ground.start)];
            let from = bare.partition_point(|(start, _)| *start < sentence.start);
            let to = bare.partition_point(|(start, _)| *start < ground.start);
            let of_other = |id: &&u32| bare[from..to].iter().any(|(_, level)| fits(places, **id, *level));
            let article = article_at(articles, ground.start);
            self.of.extend(ground.ids.iter().filter(of_other).map(|&id| (article, id)));
        }
    }

    /// Whether a division is a guest in a story.
    pub(super) fn is_guest(&self, article: usize, id: u32) -> bool {
        self.of.contains(&(article, id))
    }

    /// Whether a story states single offices of no named place, none of which is of a division's level.
    pub(super) fn is_beside(&self, article: usize, id: u32, places: &Places) -> bool {
        let mut levels = LEVELS.iter().filter(|level| self.bare.contains(&(article, **level))).peekable();
        levels.peek().is_some() && levels.all(|level| !fits(places, id, *level))
    }
}

/// Words of a visit to others.
const ERRANDS: [&str; 8] = ["考察", "学习", "取经", "参观", "回访", "拜访", "招商", "对接"];

/// Whether somebody goes to a place to look and learn: `赴|留坝县`, `到|留坝县考察`.
fn is_journey(text: &Text, start: usize) -> bool {
    let sentence = text.sentences()[text.sentence_at(start)];
    match start.checked_sub(1).and_then(|before| text.at(before)) {
        // `余姚市赴|昭觉县挂职干部` are of the other.
        Some('赴') => start < 2 || text.at(start - 2).is_none_or(|c| !LEVELS.contains(&c)),
        Some('到' | '往' | '抵' | '访') => {
            let rest = text.slice(Span::new(start, sentence.end.max(start)));
            ERRANDS.iter().any(|word| rest.contains(word))
        }
        _ => false,
    }
}

/// A post as a single office, if it is one; with the divisions its own words or its chain name.
fn statement(
    text: &Text,
    found: &Recognised,
    post: &Post,
    (article, at): (usize, usize),
    chains: &Chains,
    places: &Places,
) -> Option<Statement> {
    let owner = post.owner.map(|owner| found.mentions[owner]);
    let body: &[char] = owner.map_or(&[], |owner| &text.chars()[owner.span.range()]);
    let title = text.slice(post.title);
    let office = match title.trim_start_matches('代') {
        "书记" if body.ends_with(&['委']) && !body.ends_with(&['纪', '委']) => Single::Secretary,
        "主任" if body.ends_with(&['人', '大', '常', '委', '会']) => Single::Congress,
        "主席" if body.ends_with(&['政', '协']) => Single::Conference,
        "县长" | "区长" | "市长" | "旗长" | "州长" | "盟长" | "长" if post.head => Single::Head,
        _ => return None,
    };
    let mut ids = divisions(body, places);
    let first = body.first().copied().or_else(|| title.trim_start_matches('代').chars().next());
    let level = first.filter(|first| LEVELS.contains(first));
    if ids.is_empty() {
        // A place that no list knows is named all the same.
        match chains.before(at).find(|ground| !matches!(ground, Ground::Level(..))) {
            Some(Ground::Known(known)) => ids.clone_from(known),
            Some(Ground::Unknown(_)) => return None,
            Some(Ground::Level(..)) => {}
            None if chains.unknown_at(at).is_some() || level.is_none() => return None,
            None => {}
        }
    }
    Some(Statement { article, office, holder: found.mentions[post.holder].span, level, ids })
}

/// Words that make guests of the place right before them.
const PARTIES: [&str; 12] = [
    "党政",
    "代表团",
    "考察团",
    "考察组",
    "参观团",
    "参观组",
    "学习团",
    "客人",
    "来宾",
    "客商",
    "一行",
    "游客",
];

/// Words right before the place whose people are met as guests.
const MEETING: [&str; 6] = ["陪同", "会见", "会晤", "接待", "迎接", "欢迎"];

/// Whether guests are named by a place: `遂平县|党政代表团`, `来自|遂平县`.
pub(super) fn is_party(text: &Text, kind: Kind, span: Span) -> bool {
    let chars = text.chars();
    // `云阳县|的考察组`
    let rest = &chars[span.end..];
    let rest = rest.strip_prefix(&['的']).unwrap_or(rest);
    let follows =
        |word: &&str| word.chars().count() <= rest.len() && word.chars().zip(rest).all(|(a, b)| a == *b);
    // `遂平县党政代表团赴南召县`: the page's own, on a journey.
    let sentence =
        text.sentences().get(text.sentence_at(span.start)).map_or(span.end, |sentence| sentence.end);
    if chars[span.end..sentence.max(span.end)].contains(&'赴') {
        return false;
    }
    let leads = |word: &&str| {
        let length = word.chars().count();
        span.start >= length && chars[span.start - length..span.start].iter().copied().eq(word.chars())
    };
    kind == Kind::Place && (PARTIES.iter().any(follows) || MEETING.iter().any(leads))
}
