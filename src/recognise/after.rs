//! Posts told after a name: `张三任县委书记`, `任命张三为副县长、代县长`, `张三，县委书记`.

use crate::dictionary::Classes;
use crate::kind::Kind;
use crate::text::{Gap, Span};

use super::edge;
use super::name;
use super::posts::fill;
use super::scan::Scan;
use super::{Mention, Post, Rule};

/// Words between a name and what leads to its post.
const BETWEEN: [&str; 6] = ["同志", "委员", "代表", "的", "被", "刚"];

/// Titles after the name; `more` where titles before it are known.
pub(super) fn following(scan: &Scan, mentions: &[Mention], holder: usize, more: bool) -> Vec<Post> {
    // `某某的县教育局局长职务` on a line or in a clause of its own.
    let start = mentions[holder].span.start;
    let alone = scan.text.gap(start) >= Gap::Break || scan.is_char(start.wrapping_sub(1), &[';', ':']);
    let appointed = mentions[holder].rule == Rule::Appointment || alone;
    let mut at = mentions[holder].span.end;
    // `(哈萨克族)为`; or the next column holds the post.
    let beside = edge::post_beside(scan, at);
    at = if edge::of_nation(scan, at) { name::skip_brackets(scan, at) } else { at };
    let mut linked = beside && !more;
    let spells = |at: usize, word: &&str| {
        let end = at + word.chars().count();
        end <= scan.text.len()
            && scan.text.chars()[at..end].iter().copied().eq(word.chars())
            && scan.text.gap(at) < Gap::Break
    };
    // `同志任`, `的`, `，现任`: at most three words in a row.
    for _ in 0..3 {
        if let Some(hit) =
            scan.longest_from(at, Classes::POST_LINK).filter(|_| scan.text.gap(at) < Gap::Break)
        {
            linked = true;
            at = hit.span.end;
        } else if scan.is_char(at, &['任', '为', '是', ',', '(']) && scan.text.gap(at) < Gap::Break {
            // Where posts stand before the name, these tell of something else.
            linked |= !more;
            at += 1;
        } else if let Some(word) = BETWEEN.iter().find(|word| spells(at, word)) {
            linked |= !more && appointed && *word == "的";
            at += word.chars().count();
        } else {
            break;
        }
    }
    if !linked {
        return if more { Vec::new() } else { together(scan, mentions, holder) };
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

/// `补选甲、乙为代表`: what is told after the last is told of all.
fn together(scan: &Scan, mentions: &[Mention], holder: usize) -> Vec<Post> {
    let next = holder + 1;
    let joined = mentions.get(next).is_some_and(|mention| {
        mention.kind == Kind::Official
            && mention.span.start == mentions[holder].span.end + 1
            && scan.is_char(mention.span.start - 1, &['、', '和'])
    });
    let appointed = matches!(mentions[holder].rule, Rule::Appointment | Rule::List | Rule::Clause);
    let ends = joined && appointed && {
        let end = mentions[next].span.end;
        scan.is_char(end, &['、', '和', '为', '任'])
    };
    if !ends {
        return Vec::new();
    }
    following(scan, mentions, next, false).into_iter().map(|post| Post { holder, ..post }).collect()
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
        || next.is_none_or(|c| {
            crate::text::is_mark(c) || matches!(c, '职' | '的' | '兼' | '候' | '时' | '后' | '以')
        });
    over.then(|| Post {
        holder,
        title: Span::new(from, hit.span.end),
        owner,
        head: hit.classes.any(Classes::HEAD),
        organ: hit.classes.any(Classes::ORGAN_TITLE),
    })
}
