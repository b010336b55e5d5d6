//! Short news told apart by marks: items under one sign, the departments of a bulletin, headlines that stand line by line.

use crate::kind::Kind;
use crate::recognise::{Mention, within};
use crate::text::{Gap, Layout, Text, find_date, find_month_day, is_han};

use super::block::{Block, Shape, number};
use super::furniture::bare;

/// The blocks with which pieces begin, in order.
pub(super) fn cuts(text: &Text, mentions: &[Mention], blocks: &[Block], layout: &Layout) -> Vec<usize> {
    let page = Page { text, mentions, blocks, layout };
    let mut cuts = Vec::new();
    // Whether items of the section that is read are each of their own.
    let mut items = false;
    for at in 0..blocks.len() {
        let section = page.is_section(at) && at + 1 < blocks.len() && page.opens_item(at + 1);
        items = section || items && (page.opens_item(at) || blocks[at].shape == Shape::Prose);
        // A section's head goes with its first item.
        let own = items && !section && page.is_own(at) && !page.is_section(at.wrapping_sub(1));
        if section || own || page.is_dated(at) || page.is_department(at) {
            cuts.push(at);
        } else if page.is_column(at) {
            cuts.push(at - usize::from(page.is_headed(at)));
        }
    }
    cuts.extend(page.listed());
    cuts.retain(|&at| at > 0);
    cuts.sort_unstable();
    cuts.dedup();
    cuts
}

struct Page<'a> {
    text: &'a Text,
    mentions: &'a [Mention],
    blocks: &'a [Block],
    layout: &'a Layout,
}

impl<'a> Page<'a> {
    fn line(&self, at: usize) -> &'a [char] {
        self.blocks.get(at).map_or(&[], |block| &self.text.chars()[block.span.range()])
    }

    fn sign(&self, at: usize) -> Option<char> {
        self.blocks.get(at).and_then(|block| block.sign)
    }

    /// A short head in brackets: `[要情]`.
    fn is_section(&self, at: usize) -> bool {
        let [first, inner @ .., last] = self.line(at) else { return false };
        matches!((first, last), ('(', ')') | ('[', ']'))
            && (2..=8).contains(&inner.len())
            && inner.iter().all(|&c| is_han(c))
            && number(self.line(at)) == 0
            && (self.layout.sections.longest(inner) == Some(inner.len())
                || within(self.mentions, self.blocks[at].span).is_empty())
    }

    fn opens_item(&self, at: usize) -> bool {
        self.sign(at).is_some() || number(self.line(at)) > 0
    }

    /// Whether an item is of its own: under a sign, or of what it names first: `二、城北水厂(责任领导:…):…`.
    fn is_own(&self, at: usize) -> bool {
        let start = self.blocks[at].span.start;
        let number = number(self.line(at));
        let first = within(self.mentions, self.blocks[at].span).first();
        self.sign(at).is_some()
            || number > 0
                && first.is_some_and(|m| {
                    m.span.start <= start + number + 1
                        && matches!(m.kind, Kind::Project | Kind::Body | Kind::Place)
                })
    }

    /// Whether an item begins with its own day, as its neighbour under the same sign does: `◇6月5日,…`.
    fn is_dated(&self, at: usize) -> bool {
        let dated = |at: usize| {
            let line = bare(self.line(at));
            let head = &line[..line.len().min(12)];
            find_month_day(head).is_some() || find_date(head).is_some()
        };
        let same = |other: usize| self.sign(other) == self.sign(at) && dated(other);
        self.sign(at).is_some() && dated(at) && (same(at + 1) || at > 0 && same(at - 1))
    }

    /// Whether an item under a sign tells of somebody else than its neighbour, and no paragraph leads into the row:
    /// `▲县人武部…`, `▲泉江镇…`.
    fn is_column(&self, at: usize) -> bool {
        let Some(sign) = self.sign(at) else { return false };
        let run = |at: &usize| self.sign(*at) == Some(sign);
        let first = (0..=at).rev().take_while(run).last().unwrap_or(at);
        let led = first > 0 && self.blocks[first - 1].shape == Shape::Prose;
        let whose = |at: usize| {
            let block = self.blocks.get(at)?;
            let first = within(self.mentions, block.span).first()?;
            let begins = first.span.start == block.span.start + 1;
            (begins && matches!(first.kind, Kind::Body | Kind::Place) && self.line(at).ends_with(&['。']))
                .then(|| &self.text.chars()[first.span.range()])
        };
        let other = |other: usize| run(&other) && whose(other).is_some_and(|name| Some(name) != whose(at));
        !led && whose(at).is_some() && (other(at + 1) || at > 0 && other(at - 1))
    }

    /// Whether the head of a column stands right above.
    fn is_headed(&self, at: usize) -> bool {
        at > 0 && self.blocks[at - 1].shape == Shape::Head && self.line(at - 1).len() <= 16
    }

    /// Whether a head is but the name of whose news follow, and numbered with others of its sort: `一、县教育局`.
    fn is_department(&self, at: usize) -> bool {
        let is = |at: usize| {
            let (block, line) = (&self.blocks[at], self.line(at));
            let (number, last) = (number(line), block.span.end - usize::from(line.last() == Some(&':')));
            number > 0
                && self.blocks.get(at + 1).is_some_and(|below| below.shape == Shape::Prose)
                && within(self.mentions, block.span).iter().any(|m| {
                    matches!(m.kind, Kind::Body | Kind::Place)
                        && m.span.start == block.span.start + number
                        && m.span.end == last
                })
        };
        // Its fellows stand a few paragraphs away.
        let mut near = at.saturating_sub(FELLOWS)..self.blocks.len().min(at + FELLOWS + 1);
        is(at) && near.any(|other| other != at && is(other))
    }

    /// The headlines that stand line by line, each of a story told elsewhere, and what follows them.
    fn listed(&self) -> Vec<usize> {
        let sorts: Vec<Option<bool>> = (0..self.blocks.len()).map(|at| self.headline(at)).collect();
        let mut cuts = Vec::new();
        let told = self.blocks.iter().any(|block| block.shape == Shape::Prose);
        let fewest = |dated: bool| match (dated, told) {
            (true, _) => DATED,
            (false, true) => UNDATED,
            (false, false) => ALONE,
        };
        let mut at = 0;
        while at < sorts.len() {
            let run = sorts[at..].iter().take_while(|sort| **sort == sorts[at]).count();
            let below = self.blocks.get(at + run).map(|block| block.shape);
            let story = matches!(below, Some(Shape::Prose | Shape::Byline));
            // `任命:` and who is appointed, line by line.
            let led = at > 0 && self.blocks[at - 1].leads;
            if let Some(dated) = sorts[at]
                && !led
                && run >= fewest(dated) + if story { HEADS } else { 0 }
            {
                let run = run - if story { HEADS } else { 0 };
                cuts.extend(at..(at + run + 1).min(sorts.len()));
            }
            at += run;
        }
        cuts
    }

    /// Whether a line is the headline of a list, with its day or without.
    fn headline(&self, at: usize) -> Option<bool> {
        let (block, line) = (&self.blocks[at], self.line(at));
        let inner = block.span.start + 1..block.span.end;
        let gaps = inner.filter(|&at| self.text.gap(at) >= Gap::Space).count();
        let han = line.iter().filter(|&&c| is_han(c)).count();
        let marks = line.iter().filter(|&&c| matches!(c, ':' | '、' | ';' | '。' | '(' | '/' | '|')).count();
        if !matches!(block.shape, Shape::Head | Shape::Meta | Shape::Signature)
            || block.leads
            || han < 8
            || gaps > 2
            || line.ends_with(&['职', '务'])
            || marks > 0 && !line.ends_with(&[')'])
        {
            return None;
        }
        let tail = &line[line.len().saturating_sub(12)..];
        let ends = line.iter().rev().take(2).all(|c| c.is_ascii_digit() || matches!(c, ')' | ']'));
        let day = ends && find_date(tail).is_some()
            || ends && tail.contains(&'-') && tail.iter().filter(|c| c.is_ascii_digit()).count() >= 4;
        // Without a day, only what has the shape of a sentence: no rosters, no tables.
        let bare = block.shape == Shape::Head && marks == 0 && gaps <= 1 && (10..=36).contains(&line.len());
        if day { Some(true) } else { bare.then_some(false) }
    }
}

/// Most paragraphs of one department.
const FELLOWS: usize = 12;

/// Fewest lines that are a list of headlines: with a day in each, without, and where the page holds no story at all.
const DATED: usize = 2;
const UNDATED: usize = 4;
const ALONE: usize = 3;

/// Headlines right above a story, which are its own.
const HEADS: usize = 3;
