//! What stands around the stories of a page: navigation before them; behind them who made the page, other headlines, its
//! foot; and the heads of its parts.

use crate::text::{Gap, Layout, Text, is_han, is_sign};

use super::block::{Block, Shape};

/// What a line is that belongs to no story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    /// Where the page stands on its site: `首页 > 要闻`.
    Path,
    /// Leads to other stories, or is the head of a list of them.
    Elsewhere,
    /// Who made the page.
    Maker,
    /// The foot of the page.
    Foot,
}

/// Stretches of a page that are no story, as ranges of blocks, in order.
///
/// In a bulletin they are also whom it is sent to: `报:县委办、…`.
pub(super) fn stretches(text: &Text, blocks: &[Block], layout: &Layout, bulletin: bool) -> Vec<[usize; 2]> {
    let received = |block: &Block| {
        let line = &text.chars()[block.span.range()];
        let label = layout.furniture.receivers.longest(line);
        bulletin && label.is_some_and(|length| line.get(length) == Some(&':'))
    };
    let sort = |block| sort(text, block, layout).or(received(block).then_some(Sort::Maker));
    let sorts: Vec<Option<Sort>> = blocks.iter().map(sort).collect();
    let mut all = Vec::new();
    let mut at = sorts.iter().take_while(|sort| matches!(sort, Some(Sort::Path))).count();
    if at > 0 && at < blocks.len() {
        all.push([0, at]);
    }
    let mut told = false;
    while at < blocks.len() {
        let above = at.checked_sub(1).map(|above| blocks[above].shape);
        let starts = match sorts[at] {
            _ if !told => false,
            // Counts and buttons stand under headlines too.
            Some(Sort::Elsewhere) => above != Some(Shape::Head) || leads_on(text, &blocks[at]),
            Some(Sort::Maker | Sort::Foot) => true,
            Some(Sort::Path) | None => false,
        };
        if !starts {
            told |= blocks[at].shape == Shape::Prose;
            at += 1;
            continue;
        }
        let end = end(blocks, &sorts, at);
        all.push([at, end]);
        told = false;
        at = end;
    }
    all
}

/// Where the stretch ends that begins with a block.
fn end(blocks: &[Block], sorts: &[Option<Sort>], start: usize) -> usize {
    let mut at = start;
    let mut listed = false;
    while at < blocks.len() {
        listed |= sorts[at] == Some(Sort::Elsewhere);
        let prose = |at: usize| {
            blocks.get(at).is_some_and(|block| {
                block.shape == Shape::Prose && sorts[at].is_none() && block.span.len() > ITEM
            })
        };
        // The headline of the next story stands above it, with its day or byline between them.
        let headed = || {
            let below = (at + 1..blocks.len()).take(HEADS).take_while(|&below| sorts[below].is_none());
            below.into_iter().any(|below| prose(below) || blocks[below].shape == Shape::Byline)
        };
        let item = listed && !prose(at) && (blocks[at].sign.is_some() || !headed());
        if sorts[at].is_none() && !item {
            break;
        }
        at += 1;
    }
    at
}

/// Most lines from a headline to the first paragraph of its story.
const HEADS: usize = 3;

/// Longest item of a list of other stories, in characters.
const ITEM: usize = 60;

/// Whether a line names what it leads to: `上一篇:…`, `相关链接`.
fn leads_on(text: &Text, block: &Block) -> bool {
    let line = bare(&text.chars()[block.span.range()]);
    matches!(line.first(), Some('上' | '下' | '前' | '后' | '相'))
}

/// A line without the signs and brackets before it.
pub(super) fn bare(line: &[char]) -> &[char] {
    let signs =
        line.iter().take_while(|&&c| is_sign(c) || matches!(c, '(' | '[' | '<' | '>' | '|' | '·')).count();
    &line[signs..]
}

/// Longest line that can be furniture, in characters.
const LONGEST: usize = 160;

fn sort(text: &Text, block: &Block, layout: &Layout) -> Option<Sort> {
    let whole = &text.chars()[block.span.range()];
    let stops = whole.iter().filter(|&&c| c == '。').count();
    if whole.len() > LONGEST || stops > 1 {
        return None;
    }
    let small: Vec<char> = whole.iter().map(char::to_ascii_lowercase).collect();
    let line = bare(&small);
    if is_path(line, layout) {
        return Some(Sort::Path);
    }
    let words = &layout.furniture;
    let marks = line.iter().filter(|c| matches!(c, ',' | '。' | ';' | '!' | '?')).count();
    if let Some(length) = words.makers.longest(line) {
        let start = block.span.end - line.len();
        let named = matches!(line.get(length), Some(':' | ')' | ']' | '/'))
            || line.len() > length && text.gap(start + length) >= Gap::Space;
        if named && stops == 0 && line.len() <= 48 {
            return Some(Sort::Maker);
        }
    }
    if words.lines.longest(line).is_some() && marks <= 2 && stops == 0 || are_buttons(line, layout) {
        return Some(Sort::Elsewhere);
    }
    let colon = |at: usize| matches!(line.get(at), Some(':'));
    let mut labels = 0;
    let mut foot = false;
    for at in 0..line.len() {
        foot |= words.feet.longest(&line[at..]).is_some();
        labels += usize::from(words.labels.longest(&line[at..]).is_some_and(|length| colon(at + length)));
    }
    let first = words.labels.longest(line).is_some_and(colon);
    (foot && marks <= 1 || labels >= 2 && stops == 0 || first && marks == 0).then_some(Sort::Foot)
}

/// Whether a line holds nothing but buttons: `[打印][关闭]`.
fn are_buttons(mut line: &[char], layout: &Layout) -> bool {
    let words = &layout.furniture;
    let mut buttons = 0;
    while let Some(first) = line.first() {
        let length = words.buttons.longest(line).max(words.lines.longest(line));
        buttons += usize::from(length.is_some());
        match length {
            Some(length) => line = &line[length..],
            None if matches!(first, '(' | ')' | '[' | ']' | '|' | ':' | '>' | '<' | '·') => {
                line = &line[1..]
            }
            None => return false,
        }
    }
    buttons > 0
}

/// Whether a line says where its page stands: names of parts, the greater before the smaller.
fn is_path(line: &[char], layout: &Layout) -> bool {
    let steps = line.iter().filter(|c| matches!(c, '>' | '»' | '|' | '→' | '/')).count();
    let dashes = line.iter().filter(|c| matches!(c, '-' | '—' | '·')).count();
    let plain = !line.iter().any(|c| matches!(c, '。' | ';' | '!' | '?' | '“'));
    let at = |word: &str| {
        let word: Vec<char> = word.chars().collect();
        line.windows(word.len()).take(24).any(|part| part == word)
    };
    let placed = at("位置") && layout.furniture.lines.longest(line).is_some();
    let home = at("首页") || at("主页");
    plain && line.len() <= 90 && (placed || home && steps + dashes > 0 || steps >= 2 && !line.contains(&':'))
}

/// Whether a line is the head of another part of a page: `短波`, `[读者来信]`, `附:…`.
pub(super) fn is_section(text: &Text, block: &Block, layout: &Layout) -> bool {
    let line = bare(&text.chars()[block.span.range()]);
    let length = line.iter().take_while(|&&c| is_han(c)).count();
    let over = line.len() == length || matches!(line.get(length..), Some([')' | ']' | ':', ..]));
    let annex = length == 1 && line.first() == Some(&'附') && line.get(1) == Some(&':');
    annex || over && layout.sections.longest(&line[..length]) == Some(length)
}
