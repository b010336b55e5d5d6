//! Whether a post is held, was held, or is only proposed: what the words around it say.

use serde::{Deserialize, Serialize};

use crate::dictionary::Classes;
use crate::text::{Gap, Span, is_han, is_mark};

use super::Mention;
use super::scan::Scan;
use super::segment::is_word;

/// Whether somebody holds a post.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PostState {
    /// Held on the day it is stated.
    #[default]
    Held,
    /// Left, laid down, or taken away.
    Former,
    /// Proposed, or a candidate for it.
    Proposed,
}

impl PostState {
    /// Whether the post is held, as nearly all that are stated are.
    pub fn is_held(&self) -> bool {
        *self == PostState::Held
    }

    /// What is written before a post in this state: nothing, `原` or `拟任`.
    pub fn mark(self) -> &'static str {
        match self {
            PostState::Held => "",
            PostState::Former => "原",
            PostState::Proposed => "拟任",
        }
    }

    /// The state that words of the classes tell of.
    fn of(classes: Classes) -> Option<PostState> {
        if classes.any(Classes::PAST) {
            Some(PostState::Former)
        } else if classes.any(Classes::TO_COME) {
            Some(PostState::Proposed)
        } else {
            None
        }
    }
}

/// A title without the words before it that tell of its state, and that state where they tell one.
pub(super) fn trimmed(scan: &Scan, title: Span, core: usize) -> (Span, Option<PostState>) {
    let mut start = title.start;
    let mut state = None;
    while start < core {
        let fits = |span: Span| span.end <= core && scan.text.gap(span.end) == Gap::None;
        let word =
            scan.starting(start, Classes::TITLE_PREFIX | Classes::POST_LINK).find(|hit| fits(hit.span));
        let (end, classes) = match word {
            Some(hit) => (hit.span.end, hit.classes),
            None => (start + 1, scan.single(start)),
        };
        let told = PostState::of(classes);
        // `现任`, `担任`, `任` only lead to it.
        let link = classes.any(Classes::POST_LINK) || scan.is_char(start, &['任', '现']) && end == start + 1;
        if told.is_none() && !link {
            break;
        }
        state = told.or(state).or(Some(PostState::Held));
        start = end;
    }
    (Span::new(start, title.end), state)
}

/// The word of state right before a post: `原|安溪县教育局局长`, with where it begins.
pub(super) fn before(scan: &Scan, at: usize) -> Option<(usize, PostState)> {
    if scan.text.gap(at) >= Gap::Space {
        return None;
    }
    // `离任的|副县长`
    let of = at > 2 && scan.is_char(at - 1, &['的']) && scan.text.gap(at - 1) == Gap::None;
    if of && let Some(hit) = scan.ending(at - 1, Classes::PAST).find(|hit| hit.span.len() > 1) {
        return Some((hit.span.start, PostState::Former));
    }
    let mut words = scan.ending(at, Classes::TITLE_PREFIX | Classes::POST_LINK);
    let found = words.find_map(|hit| {
        let held = hit.classes.any(Classes::POST_LINK).then_some(PostState::Held);
        Some((hit.span.start, PostState::of(hit.classes).or(held)?))
    });
    if found.is_some() {
        return found;
    }
    let single = at.checked_sub(1)?;
    let told =
        PostState::of(scan.single(single)).filter(|_| scan.is_char(single, &['原', '前', '拟', '曾']))?;
    // `中原`, `此前`: the end of a word.
    let clear = single == 0
        || scan.text.gap(single) >= Gap::Space
        || scan
            .text
            .at(single - 1)
            .is_none_or(|c| !is_han(c) || matches!(c, '的' | '对' | '任' | '由' | '和'))
        || scan.ends(single, Classes::TITLE);
    clear.then_some((single, told))
}

/// Whether a body's span holds the word that its post is over: `原|安溪县教育局`, `安溪县|原|教育局`.
pub(super) fn in_body(scan: &Scan, body: Span) -> bool {
    let after = |at: usize| scan.starts(at + 1, Classes::PLACE | Classes::ORGAN);
    // `市人民医院|原|外科`
    let of_whole =
        |at: usize| scan.ends(at, Classes::BODY_SUFFIX) && !is_word(&scan.text.slice(Span::new(at, at + 2)));
    let past = |at: &usize| {
        let own = || *at == body.start || scan.ends(*at, Classes::PLACE);
        scan.is_char(*at, &['原']) && (after(*at) && own() || *at > body.start + 1 && of_whole(*at))
    };
    body.len() > 3 && (body.start..body.end - 2).any(|at| past(&at))
}

/// What leads from a name to a post, or from one post to the next.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    /// Where the post begins.
    pub(super) end: usize,
    /// What it says of the post.
    pub(super) state: PostState,
}

/// The verb of holding, leaving or being proposed for a post that starts at a position.
pub(super) fn verb(scan: &Scan, at: usize) -> Option<Link> {
    if scan.text.gap(at) >= Gap::Break {
        return None;
    }
    let classes = Classes::POST_LINK | Classes::PAST | Classes::TO_COME;
    if let Some(hit) = scan.longest_from(at, classes).filter(|hit| hit.span.len() > 1) {
        let state = PostState::of(hit.classes).unwrap_or_default();
        return Some(Link { end: hit.span.end, state });
    }
    match scan.text.at(at)? {
        '任' | '为' | '是' => Some(Link { end: at + 1, state: PostState::Held }),
        '拟' => Some(Link { end: at + 1, state: PostState::Proposed }),
        '曾' | '原' => Some(Link { end: at + 1, state: PostState::Former }),
        '现' => Some(Link { end: at + 1, state: PostState::Held }),
        _ => None,
    }
}

/// For each mention what the verb before it does with the people it names: `免去|某某`, `提名|某某`.
///
/// A list of appointments tells its verb once, with a colon, for many lines; else it holds up to the next comma.
pub(super) fn governed(scan: &Scan, mentions: &[Mention]) -> Vec<Option<PostState>> {
    let mut out = vec![None; mentions.len()];
    let mut next = 0;
    let mut now: Option<(PostState, bool)> = None;
    for (at, &c) in scan.text.chars().iter().enumerate() {
        while mentions.get(next).is_some_and(|mention| mention.span.start <= at) {
            out[next] = now.map(|(state, _)| state);
            next += 1;
        }
        let ended = matches!(c, '。' | '!' | '?')
            || scan.text.gap(at) >= Gap::Blank && !scan.is_char(at, &['任', '免']);
        let parted = matches!(c, ',' | ';') || scan.text.gap(at) >= Gap::Break;
        if ended || parted && now.is_some_and(|(_, list)| !list) {
            now = None;
        }
        if let Some((end, state)) = laid_down(scan, at) {
            // `提请任命`: what is asked for is not done.
            let asked = now.is_some_and(|(now, _)| now == PostState::Proposed) && state == PostState::Held;
            let state = if asked { PostState::Proposed } else { state };
            now = Some((state, scan.is_char(end, &[':']) || scan.text.gap(end) >= Gap::Break));
        }
    }
    out
}

/// A verb that gives or takes a post and stands before the name, with where it ends.
fn laid_down(scan: &Scan, at: usize) -> Option<(usize, PostState)> {
    let (word, state) = match scan.text.at(at)? {
        '任' => ("任命", PostState::Held),
        '免' if scan.is_char(at + 1, &['职']) => ("免职", PostState::Former),
        '免' => ("免去", PostState::Former),
        '提' if scan.is_char(at + 1, &['请']) => {
            // `根据县长的提请，任命`: it was granted.
            let granted = at > 0 && scan.is_char(at - 1, &['的']);
            return scan.spells(at, "提请").filter(|_| !granted).map(|end| (end, PostState::Proposed));
        }
        '提' => ("提名", PostState::Proposed),
        '推' => ("推荐", PostState::Proposed),
        '选' => ("选举", PostState::Held),
        '补' => ("补选", PostState::Held),
        '接' => ("接受", PostState::Former),
        _ => return None,
    };
    Some((scan.spells(at, word)?, state))
}

/// Whether `职务` or `一职` stands at a position, or that of a candidate: what a post that ends there is by these.
pub(super) fn tail(scan: &Scan, at: usize) -> (usize, Option<PostState>) {
    for word in ["候选人", "人选", "建议人选", "提名人选"] {
        let end = scan.spells(at, word).filter(|_| scan.text.gap(at) < Gap::Break);
        if let Some(end) = end {
            return (end, Some(PostState::Proposed));
        }
    }
    for word in ["职务", "一职", "的职务", "职"] {
        if let Some(end) = scan.spells(at, word).filter(|_| scan.text.gap(at) < Gap::Break) {
            return (end, None);
        }
    }
    (at, None)
}

/// Whether nothing goes on at a position: a mark, a gap or the end.
pub(super) fn over(scan: &Scan, at: usize) -> bool {
    scan.text.gap(at) >= Gap::Space || scan.text.at(at).is_none_or(is_mark)
}
