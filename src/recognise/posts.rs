//! Posts: the chain of titles that leads up to, or follows, a name.

use crate::dictionary::Classes;
use crate::kind::Kind;
use crate::text::{Gap, Span};

use super::scan::{Hit, Scan};
use super::{Mention, Rule};

/// A title stated for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Post {
    /// Index of the person's mention.
    pub holder: usize,
    /// The title with its prefixes: `常务副县长`.
    pub title: Span,
    /// Index of the body or place right before the title.
    pub owner: Option<usize>,
    /// Whether the title itself heads a jurisdiction: `县长`.
    pub head: bool,
    /// Whether the title carries its organ in short: `宣传部长`.
    pub organ: bool,
}

/// The posts of every official, in the order they are written.
pub(super) fn posts(scan: &Scan, mentions: &[Mention]) -> Vec<Post> {
    let mut out: Vec<Post> = Vec::new();
    let mut before: Option<usize> = None;
    for (holder, mention) in mentions.iter().enumerate() {
        if mention.kind != Kind::Official {
            continue;
        }
        let mut chain = leading(scan, mentions, holder);
        if chain.is_empty() {
            chain = following(scan, mentions, holder);
        }
        if chain.is_empty() && mention.rule != Rule::Clause {
            chain = shared(scan, mentions, &out, before, holder);
        } else if chain.iter().all(|post| post.owner.is_none() && !post.head) {
            inherit(scan, mentions, &out, before, holder, &mut chain);
        }
        out.extend(chain);
        before = Some(holder);
    }
    out
}

/// Titles before the name: `区委常委、统战部部长、区委办主任|李晓明`.
fn leading(scan: &Scan, mentions: &[Mention], holder: usize) -> Vec<Post> {
    let mut chain = Vec::new();
    let mut at = mentions[holder].span.start;
    while let Some(post) = title_to(scan, mentions, holder, at) {
        let start = post.owner.map_or(post.title.start, |owner| mentions[owner].span.start);
        chain.push(post);
        if start == 0 || scan.text.gap(start) >= Gap::Break {
            break;
        }
        // Only a comma of enumeration, `兼` or `和` joins two posts of one person.
        if !scan.is_char(start - 1, &['、', '兼', '和']) {
            break;
        }
        at = start - 1;
    }
    chain.reverse();
    fill(&mut chain);
    chain
}

/// A post without a body takes that of the post before it in the chain.
fn fill(chain: &mut [Post]) {
    let mut owner = None;
    for post in chain {
        match post.owner {
            Some(own) => owner = Some(own),
            None if !post.head && !post.organ => post.owner = owner,
            None => {}
        }
    }
}

/// The title that ends at a position; of several the one whose body stands right before it.
fn title_to(scan: &Scan, mentions: &[Mention], holder: usize, at: usize) -> Option<Post> {
    let make = |title: Span, classes: Classes| {
        let owner = mention_to(mentions, title.start)
            .filter(|&owner| matches!(mentions[owner].kind, Kind::Body | Kind::Place))
            .filter(|_| scan.text.gap(title.start) < Gap::Break);
        Post {
            holder,
            title,
            owner,
            head: classes.any(Classes::HEAD),
            organ: classes.any(Classes::ORGAN_TITLE),
        }
    };
    let all: Vec<Post> = scan
        .ending(at, Classes::TITLE)
        .flat_map(|hit| {
            let whole = with_prefix(scan, mentions, hit.span);
            let free = |span: &Span| mention_over(mentions, *span).is_none();
            [whole, hit.span]
                .into_iter()
                .filter(free)
                .map(move |span| (span, hit.classes))
                .collect::<Vec<_>>()
        })
        .map(|(span, classes)| make(span, classes))
        .collect();
    all.iter().find(|post| post.owner.is_some()).or_else(|| all.first()).copied()
}

/// A title with 副, 代, 原 and the like before it.
fn with_prefix(scan: &Scan, mentions: &[Mention], title: Span) -> Span {
    let mut start = title.start;
    while start > 0 && scan.text.gap(start) == Gap::None {
        let free = |hit: &Hit| mention_over(mentions, hit.span).is_none();
        if let Some(hit) = scan.ending(start, Classes::TITLE_PREFIX).find(free) {
            start = hit.span.start;
        } else if scan.single(start - 1).any(Classes::TITLE_PREFIX) {
            start -= 1;
        } else {
            break;
        }
    }
    Span::new(start, title.end)
}

fn mention_to(mentions: &[Mention], end: usize) -> Option<usize> {
    let at = mentions.partition_point(|mention| mention.span.end < end);
    mentions.get(at).filter(|mention| mention.span.end == end).map(|_| at)
}

fn mention_over(mentions: &[Mention], span: Span) -> Option<usize> {
    let at = mentions.partition_point(|mention| mention.span.end <= span.start);
    mentions.get(at).filter(|mention| mention.span.overlaps(span)).map(|_| at)
}

/// Titles after the name: `张三任县委书记`, `任命张三为副县长、代县长`, `张三，县委书记`.
fn following(scan: &Scan, mentions: &[Mention], holder: usize) -> Vec<Post> {
    let mut at = mentions[holder].span.end;
    let mut linked = false;
    for link in ["同志", "为", "的", "现任", "担任", "任", "当选", "辞去", "是", ",", "("] {
        let span = Span::new(at, at + link.chars().count());
        if span.end <= scan.text.len()
            && scan.text.chars()[span.range()].iter().copied().eq(link.chars())
            && scan.text.gap(span.start) < Gap::Break
        {
            at = span.end;
            linked |= link != "同志" && link != "的" || mentions[holder].rule == Rule::Appointment;
        }
    }
    if !linked {
        return Vec::new();
    }
    let mut chain = Vec::new();
    while let Some(post) = title_from(scan, mentions, holder, at) {
        at = post.title.end;
        chain.push(post);
        if !scan.is_char(at, &['、', '兼']) {
            break;
        }
        at += 1;
    }
    fill(&mut chain);
    chain
}

/// The body and title that start at a position.
fn title_from(scan: &Scan, mentions: &[Mention], holder: usize, at: usize) -> Option<Post> {
    let first = mentions.partition_point(|mention| mention.span.start < at);
    let mut owner = None;
    let mut from = at;
    for (index, mention) in mentions.iter().enumerate().skip(first).take(3) {
        if mention.span.start != from || !matches!(mention.kind, Kind::Body | Kind::Place) {
            break;
        }
        owner = Some(index);
        from = mention.span.end;
    }
    let mut core = from;
    while let Some(hit) = scan.longest_from(core, Classes::TITLE_PREFIX) {
        core = hit.span.end;
    }
    if core == from && scan.single(core).any(Classes::TITLE_PREFIX) {
        core += 1;
    }
    let hit = scan.longest_from(from, Classes::TITLE).or_else(|| scan.longest_from(core, Classes::TITLE))?;
    let next = scan.text.at(hit.span.end);
    let over = scan.text.gap(hit.span.end) >= Gap::Space
        || next
            .is_none_or(|c| crate::text::is_mark(c) || matches!(c, '职' | '的' | '兼' | '候' | '时' | '后'));
    over.then(|| Post {
        holder,
        title: Span::new(from, hit.span.end),
        owner,
        head: hit.classes.any(Classes::HEAD),
        organ: hit.classes.any(Classes::ORGAN_TITLE),
    })
}

/// A name in a list takes the title that stands before the first, where several can hold it: `副县长甲、乙`.
fn shared(
    scan: &Scan,
    mentions: &[Mention],
    out: &[Post],
    before: Option<usize>,
    holder: usize,
) -> Vec<Post> {
    let Some(before) = before else { return Vec::new() };
    let between = Span::new(mentions[before].span.end, mentions[holder].span.start);
    if between.len() != 1 || !scan.is_char(between.start, &['、']) {
        return Vec::new();
    }
    let Some(last) = out.iter().rev().take_while(|post| post.holder == before).last().copied() else {
        return Vec::new();
    };
    let plural = scan.text.chars()[last.title.range()].contains(&'副')
        || scan.ending(last.title.end, Classes::RANK).next().is_some()
        || ["委员", "常委", "代表", "成员"].iter().any(|word| scan.text.slice(last.title).ends_with(word));
    let alone = out.iter().filter(|post| post.holder == before).count() == 1;
    if plural && alone { vec![Post { holder, ..last }] } else { Vec::new() }
}

/// A title without a body takes that of the person named before it in the sentence.
fn inherit(
    scan: &Scan,
    mentions: &[Mention],
    out: &[Post],
    before: Option<usize>,
    holder: usize,
    chain: &mut [Post],
) {
    let Some(before) = before else { return };
    let sentence = |index: usize| scan.text.sentence_at(mentions[index].span.start);
    if sentence(before) != sentence(holder) {
        return;
    }
    let owner = out
        .iter()
        .rev()
        .take_while(|post| post.holder == before)
        .filter_map(|post| post.owner)
        .find(|&owner| mentions[owner].kind == Kind::Body);
    for post in chain.iter_mut().filter(|post| !post.organ) {
        post.owner = post.owner.or(owner);
    }
}
