//! Posts before a name that the words after it end: `水利局局长甲调任…`, `由镇长乙任县农牧局局长`, `校长丙…不再担任校长职务`.

use crate::dictionary::Classes;
use crate::text::Span;

use super::after::title_from;
use super::posts::Post;
use super::roster;
use super::scan::Scan;
use super::tense::{PostState, over};
use super::{Mention, within};

/// Most characters of a clause that is looked at for the verb of leaving.
const CLAUSE: usize = 24;

/// Marks the posts that stand before a name and are over by what follows it.
pub(super) fn mark(scan: &Scan, mentions: &[Mention], holder: usize, chain: &mut [Post]) {
    let Some(first) = chain.first() else { return };
    let Span { end, .. } = mentions[holder].span;
    let from = first.owner.map_or(first.title.start, |owner| mentions[owner].span.start);
    if moves_on(scan, end) || is_appointed(scan, mentions, holder, from) {
        chain.iter_mut().for_each(|post| post.state = post.state.max(PostState::Former));
        return;
    }
    for post in chain.iter_mut().filter(|post| post.state.is_held()) {
        if is_laid_down(scan, mentions, end, post.title) {
            post.state = PostState::Former;
        }
    }
}

/// Whether a verb at a position takes somebody from one post to another, or from all: `水利局局长甲|调任教育局局长`,
/// `局长乙|3月退休后`, `副指挥长丙|调云阳县工作`.
fn moves_on(scan: &Scan, at: usize) -> bool {
    let at = scan.spells(at, "同志").unwrap_or(at);
    if ["调任", "转任", "改任", "升任"].iter().any(|verb| scan.spells(at, verb).is_some()) {
        return true;
    }
    let clause = (at..(at + CLAUSE).min(scan.text.len())).take_while(|&at| !over(scan, at));
    let end = clause.clone().last().map_or(at, |last| last + 1);
    let day = |at: &usize| scan.text.at(*at).is_some_and(|c| c.is_ascii_digit() || "年月日已刚".contains(c));
    let from = at + clause.take_while(day).count();
    let left = ["退休", "离休", "离任", "卸任", "去世", "病逝", "调离", "调走", "调往"];
    // `退休前` was still in office.
    let gone =
        left.iter().find_map(|verb| scan.spells(from, verb)).is_some_and(|end| !scan.is_char(end, &['前']));
    gone || scan.is_char(from, &['调']) && end > from + 3 && scan.spells(end - 2, "工作") == Some(end)
}

/// Whether somebody is taken from the post before the name to one of another body: `由镇长乙任县农牧局局长`, and not
/// `由副市长丙任组长`, which is held beside.
fn is_appointed(scan: &Scan, mentions: &[Mention], holder: usize, from: usize) -> bool {
    let by = from > 0 && scan.is_char(from - 1, &['由']);
    let end = mentions[holder].span.end;
    let end = scan.spells(end, "同志").unwrap_or(end);
    let taken = || title_from(scan, mentions, holder, end + 1, false);
    let body = |owner: usize| !roster::is_committee(scan, mentions[owner].span);
    by && scan.is_char(end, &['任']) && taken().is_some_and(|post| post.head || post.owner.is_some_and(body))
}

/// Whether a later clause of the sentence, before anybody else is named, says that a title is laid down:
/// `，不再担任|校长|职务`.
fn is_laid_down(scan: &Scan, mentions: &[Mention], from: usize, title: Span) -> bool {
    let sentence = scan.text.sentences().get(scan.text.sentence_at(from));
    let rest = Span::new(from, sentence.map_or(from, |sentence| sentence.end.max(from)));
    let other = within(mentions, rest).iter().find(|other| other.kind == crate::kind::Kind::Official);
    let end = other.map_or(rest.end, |other| other.span.start);
    let words = scan.text.slice(title);
    (from..end).any(|at| {
        let verb = ["不再担任", "不再兼任", "辞去", "卸任"].iter().find_map(|verb| scan.spells(at, verb));
        verb.and_then(|verb| scan.longest_from(verb, Classes::TITLE))
            .is_some_and(|hit| hit.span.end <= end && scan.text.slice(hit.span) == words)
    })
}
