//! Article room: tells the stories of a page apart.
//!
//! A newspaper page holds several stories whose headlines may stand before or after them. Datelines, bylines
//! and signatures mark where one ends; a run of headlines between two stories is shared out by which of the
//! two its words come from.

mod block;
mod briefs;
mod furniture;
#[cfg(test)]
mod tests;

use crate::kind::Kind;
use crate::recognise::{LEVELS, Mention, within};
use crate::text::{Date, Layout, Span, Text, find_date, find_month_day, find_year};

use block::{Block, Shape};

/// One story of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// All it covers, in clean characters; articles follow one another without holes.
    pub span: Span,
    /// The paragraphs that are its headlines.
    pub headlines: Vec<Span>,
    /// The day it tells of.
    pub date: Option<Date>,
    /// Whether it is none: navigation, headlines of other stories, who made the page. It links nobody.
    pub furniture: bool,
}

/// Cuts a text into its stories; there is at least one, in order, without holes.
pub fn articles(text: &Text, mentions: &[Mention], layout: &Layout, published: Option<Date>) -> Vec<Article> {
    let blocks = block::blocks(text, mentions, layout);
    let mut starts = vec![0];
    let mut story = 0;
    let mut at = 0;
    while at < blocks.len() {
        // The next two stretches of prose and what stands between them.
        let Some(first) = (at..blocks.len()).find(|&i| blocks[i].shape == Shape::Prose) else { break };
        let between = first + 1;
        let Some(next) = (between..blocks.len()).find(|&i| blocks[i].shape == Shape::Prose) else { break };
        if let Some(cut) = boundary(text, mentions, &blocks, [story, first, next]) {
            starts.push(blocks[cut].span.start);
            story = cut;
        }
        at = next;
    }
    let briefs = briefs::cuts(text, mentions, &blocks, layout);
    let briefs: Vec<usize> = briefs.into_iter().map(|at| blocks[at].span.start).collect();
    let furniture = furniture::stretches(text, &blocks, layout, !briefs.is_empty());
    starts.extend(&briefs);
    let starts = parts(text, &blocks, layout, starts, &furniture);
    let year = published.map(Date::year).or_else(|| find_year(text.chars()));
    let mut issue = None;
    (0..starts.len())
        .map(|index| {
            let end = starts.get(index + 1).copied().unwrap_or(text.len());
            let span = Span::new(starts[index], end);
            let from = blocks.partition_point(|block| block.span.start < span.start);
            let to = blocks.partition_point(|block| block.span.start < span.end);
            let inside = blocks[from..to].iter();
            let headlines =
                inside.clone().filter(|block| block.shape == Shape::Head).map(|block| block.span).collect();
            // An item without a day of its own is of its issue's.
            let item = briefs.binary_search(&span.start).is_ok();
            let date = date_of(text, inside, published, year).or(issue.filter(|_| item));
            issue = if item { issue } else { date };
            let furniture = furniture.iter().any(|&[at, _]| blocks[at].span.start == span.start);
            Article { span, headlines, date, furniture }
        })
        .collect()
}

/// Where articles start: stories, what stands around them, and parts with a head of their own.
fn parts(
    text: &Text,
    blocks: &[Block],
    layout: &Layout,
    mut starts: Vec<usize>,
    furniture: &[[usize; 2]],
) -> Vec<usize> {
    let start = |at: usize| blocks.get(at).map(|block| block.span.start);
    let inside = |&at: &usize| {
        furniture.iter().any(|&[from, to]| {
            start(from).is_some_and(|from| from < at) && start(to).is_none_or(|to| at < to)
        })
    };
    starts.retain(|at| !inside(at));
    starts.extend(furniture.iter().flatten().filter_map(|&at| start(at)));
    let sections = blocks.iter().skip(1).filter(|block| furniture::is_section(text, block, layout));
    starts.extend(sections.map(|block| block.span.start).filter(|at| !inside(at)));
    starts.sort_unstable();
    starts.dedup();
    starts
}

/// The block a new story begins with, if one begins between two paragraphs of prose.
fn boundary(
    text: &Text,
    mentions: &[Mention],
    blocks: &[Block],
    [story, first, next]: [usize; 3],
) -> Option<usize> {
    let between = &blocks[first + 1..next];
    let after = |index: usize| first + 1 + index;
    let opens = blocks[next].opens;
    let closed = blocks[first].closes || between.iter().any(|b| b.shape == Shape::Byline);
    let signed = between.iter().any(|block| matches!(block.shape, Shape::Signature | Shape::Meta));
    // A numbered heading goes on with the story, whoever is named before it.
    let numbered = |block: &Block| block::number(&text.chars()[block.span.range()]) > 0;
    if !opens && (numbered(&blocks[next]) || !between.is_empty() && between.iter().all(numbered)) {
        return None;
    }
    if between.is_empty() {
        return (opens || closed || column(text, blocks, [first, next])).then_some(next);
    }
    // Bylines and what stands before them close the story above.
    let bound = between.iter().rposition(|b| b.shape == Shape::Byline).map_or(0, |at| at + 1);
    let bound = bound.max(signed_off(text, between));
    let heads = &between[bound..];
    let sure = opens || closed || signed;
    if !sure && heads.iter().all(|block| block.shape != Shape::Head || block.leads) {
        return None;
    }
    let upper = nearest(blocks[story..=first].iter().rev().filter(|b| b.shape == Shape::Prose));
    let lower = nearest(blocks[next..].iter().take_while(|b| b.shape == Shape::Prose));
    let all = told(text, between, block::shares(text, between, [&upper, &lower]));
    let shares = &all[bound..];
    let up = |shares: &[[f64; 2]]| shares.iter().map(|[up, _]| up).sum::<f64>();
    let down = |shares: &[[f64; 2]]| shares.iter().map(|[_, down]| down).sum::<f64>();
    let trailing = up(shares) > down(shares) + 0.2;
    // A headline opens a story, a subhead goes on with the same people and places.
    let apart = || trailing || strangers(text, mentions, &upper, &lower);
    if !sure && !apart() {
        return None;
    }
    let meta = heads.iter().any(|b| b.shape == Shape::Meta);
    let style = if meta || story == 0 && blocks[0].shape != Shape::Prose { 0.12 } else { 0.0 };
    let worth = |cut: usize| up(&all[..cut]) + down(&all[cut..]) - style * cut as f64;
    let best =
        |from: usize| (from..=all.len()).max_by(|&a, &b| worth(a).total_cmp(&worth(b)).then(b.cmp(&a)));
    // A byline under a headline of the story below: `甲街探访 / □记者 某某`.
    let signs = between.iter().take_while(|b| b.shape == Shape::Byline).count();
    let (below, above) = (best(bound)?, best(signs)?);
    let under = above < bound && worth(above) > worth(below) + UNDER;
    Some(after(if under { above } else { below }))
}

/// How many lines sign the story above: who signs it, and the day.
fn signed_off(text: &Text, between: &[Block]) -> usize {
    let names = between.iter().take_while(|block| block.shape == Shape::Signature).count();
    let day = |block: &&Block| {
        let line = &text.chars()[block.span.range()];
        block.shape == Shape::Meta && line.len() <= 12 && line.ends_with(&['日'])
    };
    let days = between[names..].iter().take_while(day).count();
    if days > 0 { names + days } else { 0 }
}

/// How much more of its words a headline above a byline must share with the story below than with that above.
const UNDER: f64 = 0.15;

/// Endings of headlines of lists and notices, which open what follows whatever words they share with what stands above.
const NOTICES: [&str; 9] = ["名单", "公告", "公示", "简历", "通告", "启事", "公报", "一览表", "清单"];

/// The shares of lines, with those of notices told by their words.
fn told(text: &Text, lines: &[Block], mut shares: Vec<[f64; 2]>) -> Vec<[f64; 2]> {
    for (line, share) in lines.iter().zip(&mut shares).filter(|(line, _)| line.shape == Shape::Head) {
        let chars = &text.chars()[line.span.range()];
        let ends = |word: &str| {
            chars.len() >= 6 && word.chars().rev().eq(chars.iter().rev().copied().take(word.chars().count()))
        };
        if NOTICES.iter().any(|word| ends(word)) {
            *share = [0.0, 1.0];
        }
    }
    shares
}

/// Words in the head of a column of short news.
const BRIEFS: [&str; 10] = ["简讯", "短波", "速览", "快讯", "动态", "新闻", "速递", "播报", "短讯", "集锦"];

/// Whether two paragraphs are items of a column, each of its own: labelled with whose news they are, or each with the
/// sign of the column under its head.
fn column(text: &Text, blocks: &[Block], [first, next]: [usize; 2]) -> bool {
    let (a, b) = (&blocks[first], &blocks[next]);
    let signed = || {
        let head =
            blocks[..first].iter().rev().find(|block| block.sign != a.sign || block.shape != Shape::Prose);
        let brief = |chars: &[char]| {
            let line: String = chars.iter().collect();
            BRIEFS.iter().any(|word| line.contains(word))
        };
        head.is_some_and(|head| {
            head.shape != Shape::Prose && head.span.len() <= 16 && brief(&text.chars()[head.span.range()])
        })
    };
    a.labelled && b.labelled || a.sign.is_some() && a.sign == b.sign && signed()
}

/// Characters of prose that are compared on either side: far more than a story has, so that a book does not
/// compare all its chapters with each other.
const COMPARED: usize = 10_000;

/// The spans of the nearest blocks, up to so many characters.
fn nearest<'a>(blocks: impl Iterator<Item = &'a Block>) -> Vec<Span> {
    let mut length = 0;
    let enough = |span: &Span| {
        let before = length;
        length += span.len();
        before < COMPARED
    };
    blocks.map(|block| block.span).take_while(enough).collect()
}

/// Whether two stretches of prose have next to no names in common.
///
/// The jurisdiction's own name and its organs stand in every story of a paper and tell nothing.
fn strangers(text: &Text, mentions: &[Mention], upper: &[Span], lower: &[Span]) -> bool {
    let names = |spans: &[Span]| -> Vec<&[char]> {
        let everywhere = |m: &Mention| {
            m.kind == Kind::Place || m.kind == Kind::Body && LEVELS.contains(&text.chars()[m.span.start])
        };
        let inside = spans.iter().flat_map(|span| within(mentions, *span)).filter(|m| !is_byline(m));
        let mut names: Vec<&[char]> =
            inside.filter(|m| !everywhere(m)).map(|m| &text.chars()[m.span.range()]).collect();
        names.sort_unstable();
        names.dedup();
        names
    };
    let (above, below) = (names(upper), names(lower));
    let shared = below.iter().filter(|name| above.binary_search(name).is_ok()).count();
    if below.len() >= 3 { shared * 5 <= below.len() } else { shared == 0 && !below.is_empty() }
}

/// The day of a story: from its dateline or first lines, with the year the page or record tells.
fn date_of<'a>(
    text: &Text,
    blocks: impl Iterator<Item = &'a Block> + Clone,
    published: Option<Date>,
    year: Option<i16>,
) -> Option<Date> {
    let full = blocks
        .clone()
        .filter(|b| b.shape == Shape::Meta)
        .find_map(|b| find_date(&text.chars()[b.span.range()]));
    let published = full.or(published);
    let prose = blocks.filter(|b| b.shape == Shape::Prose).take(2).find_map(|block| {
        let end = block.span.end.min(block.span.start + 60);
        let chars = &text.chars()[block.span.start..end];
        if let Some(date) = find_date(chars) {
            return Some(date);
        }
        let (_, month, day) = find_month_day(chars)?;
        let date = Date::new(published.map(Date::year).or(year)?, month, day).ok()?;
        // News of December in a January paper is last year's.
        match published {
            Some(published) if date > published => Date::new(date.year() - 1, month, day).ok(),
            _ => Some(date),
        }
    });
    prose.or(published)
}

/// The index of the article that holds a position.
pub(crate) fn article_at(articles: &[Article], at: usize) -> usize {
    articles.partition_point(|article| article.span.end <= at).min(articles.len().saturating_sub(1))
}

/// Whether a mention is a byline.
fn is_byline(mention: &Mention) -> bool {
    mention.kind == Kind::Byline
}
