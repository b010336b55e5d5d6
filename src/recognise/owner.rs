//! The body of a title that stands without one: right beside the name or the bracket, or named before.

use crate::dictionary::Classes;
use crate::kind::Kind;
use crate::text::{Gap, Span};

use super::posts::Post;
use super::scan::Scan;
use super::{LEVELS, Mention};

/// Whether a bare title is a company's, by itself or by the word before it.
pub(super) fn company(scan: &Scan, title: Span) -> bool {
    let own = ["董事长", "总经理", "总裁", "首席执行官", "创始人", "总裁助理"];
    own.iter().any(|word| scan.text.slice(title).ends_with(word))
        || title.start.checked_sub(2).is_some_and(|at| scan.spells(at, "公司") == Some(title.start))
}

/// Whether a title is what many are called, and no office: `镇|代表`, `县林业站|技术员`.
pub(super) fn is_calling(scan: &Scan, title: Span) -> bool {
    let words = scan.ending(title.end, Classes::TITLE).filter(|hit| hit.span.start >= title.start);
    let longest = words.max_by_key(|hit| hit.span.len());
    longest.is_some_and(|hit| hit.classes.any(Classes::FOLK)) && !scan.text.slice(title).ends_with("主任")
}

/// Whether a body can have such a head; `None` of titles that nearly every body knows.
pub(super) fn fit(scan: &Scan, title: Span, body: Span) -> Option<bool> {
    let (title_chars, body) = (&scan.text.chars()[title.range()], &scan.text.chars()[body.range()]);
    // `某医院党委书记甲、院长乙`: of the hospital.
    let of_party = title_chars.ends_with(&['书', '记']) || title_chars.ends_with(&['委', '员']);
    let organ = ["党委", "党组", "党总支", "党支部"].iter().find_map(|organ| {
        let at = body.len().checked_sub(organ.chars().count())?;
        body[at..].iter().copied().eq(organ.chars()).then(|| &body[..at])
    });
    let body = organ.filter(|_| !of_party).unwrap_or(body);
    let ends = |all: &[&str]| {
        all.iter().any(|word| {
            let length = word.chars().count();
            body.len() >= length && body[body.len() - length..].iter().copied().eq(word.chars())
        })
    };
    let firm = || ends(&["公司", "集团", "企业", "厂", "银行", "电业局"]);
    // A party committee has secretaries and members, and neither a 总指挥 nor a mayor's aide.
    let committee = matches!(body, [.., level, '委'] if LEVELS.contains(level));
    let member = |title: &[char]| {
        title.ends_with(&['书', '记'])
            || title.ends_with(&['委'])
            || title.ends_with(&['委', '员'])
            || title.ends_with(&['秘', '书', '长'])
    };
    if committee && !member(title_chars) {
        return Some(false);
    }
    // A first secretary is sent to a village.
    if title_chars.ends_with(&['第', '一', '书', '记']) && body.ends_with(&['政', '府']) {
        return Some(false);
    }
    Some(match title_chars {
        _ if company(scan, title) => firm(),
        [.., '经', '理'] => firm() || ends(&["中心", "店", "部"]),
        [.., '理', '事', '长'] => {
            ends(&["合作社", "协会", "商会", "学会", "联合会", "基金会", "合作联社", "社"])
        }
        [.., '校', '长'] => ends(&["大学", "学校", "学", "校", "中", "小"]),
        [.., '总', '工' | '会' | '经', '程' | '计' | '济', '师'] => {
            firm() || ends(&["局", "院", "所", "中心", "指挥部", "站", "处"])
        }
        [.., '检', '察', '长'] => ends(&["检察院"]),
        [.., '主', '席'] => {
            ends(&["政协", "工会", "妇联", "工商联", "残联", "文联", "科协", "联合会", "民盟", "委员会"])
        }
        [.., '主', '委'] => ends(&["委会", "委员会", "支部"]),
        [.., '主', '任'] => {
            ends(&["委会", "委员会", "办事处", "办", "委", "中心", "处", "室", "办公室", "社", "站"])
                && !ends(&["村委", "党委", "纪委", "县委", "市委", "区委", "省委"])
        }
        [.., '书', '记'] | [.., '委', '员'] => return None,
        [
            ..,
            head @ ('局' | '所' | '关' | '站' | '馆' | '社' | '厂' | '队' | '组' | '院' | '行' | '园' | '场'
            | '会' | '店' | '厅' | '处' | '司' | '科'),
            '长',
        ] => body.last() == Some(head) || *head == '局' && ends(&["分局"]),
        _ => return None,
    })
}

/// The body right before a bracket or a name that a title in brackets or after the name speaks of: `图书馆(馆长某某)`,
/// `县发展改革局某某(局长)`.
pub(super) fn beside(scan: &Scan, mentions: &[Mention], holder: usize, post: &Post) -> Option<usize> {
    if let Some(owner) = led(scan, mentions, post.title) {
        return Some(owner);
    }
    let name = mentions[holder].span;
    let before =
        holder.checked_sub(1).filter(|&before| matches!(mentions[before].kind, Kind::Body | Kind::Place))?;
    let body = mentions[before].span;
    let ahead = post.title.end <= name.start;
    let beside = if ahead {
        body.end + 1 == post.title.start && scan.is_char(body.end, &['('])
    } else {
        let colon = body.end + 1 == name.start && scan.is_char(body.end, &[':']);
        let after = post.title.start == name.end || scan.is_char(name.end, &['(']);
        after && (body.end == name.start && scan.text.gap(name.start) < Gap::Break || colon)
    };
    let place = mentions[before].kind == Kind::Place;
    let fits = if place {
        post.head && scan.text.at(body.end - 1) == scan.text.at(post.title.end - 2)
    } else {
        !post.head && fit(scan, post.title, body) != Some(false)
    };
    (beside && fits).then_some(before)
}

/// The body named before by whose last character a title is led: `厅|总工程师` of `省水务厅`.
fn led(scan: &Scan, mentions: &[Mention], title: Span) -> Option<usize> {
    let before = title.start.checked_sub(1)?;
    let head = scan.text.at(before).filter(|head| matches!(head, '局' | '厅' | '院' | '厂' | '社'))?;
    let paragraph = scan.text.paragraph_at(before);
    let from = mentions.partition_point(|mention| mention.span.end <= before);
    if mentions.get(from).is_some_and(|mention| mention.span.start <= before) {
        return None;
    }
    let near = |at: &usize| scan.text.paragraph_at(mentions[*at].span.start) + 1 >= paragraph;
    let ends = |at: &usize| {
        mentions[*at].kind == Kind::Body && scan.text.at(mentions[*at].span.end - 1) == Some(head)
    };
    (0..from).rev().take_while(near).find(ends)
}

/// The body told of before that a bare title speaks of: `所长` of the last 所, `董事长` of the last company.
pub(super) fn distant(scan: &Scan, mentions: &[Mention], told: &[Post], post: &Post) -> Option<usize> {
    let title = post.title;
    let from = mentions.partition_point(|mention| mention.span.end <= title.start);
    let words = scan.text.slice(title);
    let paragraph = scan.text.paragraph_at(title.start);
    // A body has one head: who is told of already is not followed by another.
    let taken = |owner: usize| {
        let name = |mention: Span| &scan.text.chars()[mention.range()];
        !words.contains('副')
            && told.iter().any(|other| {
                other.holder != post.holder
                    && scan.text.slice(other.title) == words
                    && other.state == post.state
                    && name(mentions[other.holder].span) != name(mentions[post.holder].span)
                    && other
                        .owner
                        .is_some_and(|other| name(mentions[other].span) == name(mentions[owner].span))
            })
    };
    let near = |mention: &Mention| {
        title.start - mention.span.end <= FAR && scan.text.paragraph_at(mention.span.start) + 1 >= paragraph
    };
    let found = mentions[..from]
        .iter()
        .enumerate()
        .rev()
        .take_while(|(_, mention)| near(mention))
        .find(|(_, mention)| mention.kind == Kind::Body && fit(scan, title, mention.span) == Some(true))
        .map(|(index, _)| index);
    found.filter(|&found| !doubtful(scan, mentions[found].span, title) && !taken(found))
}

/// Whether another body of the kind may stand between, which nothing recognised: `区教育局…招标人某某局，局长`.
pub(super) fn doubtful(scan: &Scan, body: Span, title: Span) -> bool {
    let tail = scan.text.at(body.end - 1);
    let firm = matches!(tail, Some('司' | '团'));
    let word =
        firm && title.start >= body.end + 2 && scan.spells(title.start - 2, "公司") == Some(title.start);
    let end = title.start - if word { 2 } else { 0 };
    // A county has one of these, and `政协委员` and `会议` are words.
    if matches!(tail, Some('协' | '会')) {
        return false;
    }
    (body.end..end).any(|at| {
        let c = scan.text.at(at);
        // `局长` is a title.
        let other = c == tail || firm && matches!(c, Some('局' | '司' | '团' | '院'));
        other && !scan.is_char(at + 1, &['长'])
    })
}

/// How far back a bare title looks for its body, in characters.
const FAR: usize = 160;
