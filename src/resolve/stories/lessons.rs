//! What marked pages teach of whom their stories speak for.

use std::cmp::Reverse;

use crate::article::articles;
use crate::dictionary::{Dictionaries, Places};
use crate::recognise::{Learned, recognise};
use crate::text::{Span, Text};

use super::super::DocumentInfo;
use super::super::chain::fits;
use super::super::grounds::prefix;
use super::super::outside::Outside;
use super::learn::StoryLesson;
use super::{Candidate, Stories};

/// Most characters from a bare post to the name of its holder.
const HOLDER: usize = 10;

/// Returns what a marked page teaches: once as it is, once with its own place as a hint, as a source or address gives it.
///
/// `bodies` are the canonical names of its bodies and `posts` the posts of its people, each by where the mention starts, in
/// Unicode scalars of the raw text.
pub fn story_lessons(
    raw: &str,
    bodies: &[(usize, String)],
    posts: &[(usize, String)],
    dictionaries: &Dictionaries,
) -> Vec<StoryLesson> {
    let text = Text::new(raw, dictionaries.layout());
    let found = recognise(&text, dictionaries, &Learned::default());
    let stories = articles(&text, &found.mentions, dictionaries.layout(), None);
    let mut outside = Outside::new(&DocumentInfo::default(), raw, None, "", dictionaries);
    let places = dictionaries.places();
    let mut lessons = Vec::new();
    for hinted in [false, true] {
        let page = Stories::new(&text, &found, &stories, dictionaries, &outside);
        let marked: Vec<(usize, char, &str)> = page
            .bare
            .iter()
            .filter_map(|&(start, level)| {
                let at = text.raw_span(Span::new(start, start + 1)).start;
                Some((start, level, name_of(at, level, bodies, posts)?))
            })
            .collect();
        let whole = page.on_page();
        let mut votes: Vec<(i64, u32)> = Vec::new();
        for (article, story) in stories.iter().enumerate() {
            let inside: Vec<_> =
                marked.iter().filter(|(start, ..)| story.span.range().contains(start)).collect();
            let candidates = page.candidates(article, &whole);
            let right = |candidate: &Candidate| -> i64 {
                inside.iter().map(|(_, level, name)| agrees(places, candidate.id, *level, name)).sum()
            };
            let right: Vec<i64> = candidates.iter().map(right).collect();
            votes.extend(candidates.iter().zip(&right).map(|(candidate, right)| (*right, candidate.id)));
            let most = right.iter().copied().max().filter(|most| *most > 0);
            let Some(most) = most else { continue };
            let divisions = candidates.into_iter().zip(right);
            let divisions = divisions.map(|(candidate, right)| (candidate.evidence, right == most)).collect();
            lessons.push(StoryLesson { divisions });
        }
        if hinted {
            break;
        }
        let Some(own) = own_place(places, votes) else { break };
        outside.hint = vec![own];
    }
    lessons
}

/// The canonical name that a relative body has, or the post of whoever a bare post belongs to.
fn name_of<'a>(
    at: usize,
    level: char,
    bodies: &'a [(usize, String)],
    posts: &'a [(usize, String)],
) -> Option<&'a str> {
    if let Some((_, name)) = bodies.iter().find(|(start, _)| *start == at) {
        return Some(name);
    }
    let head = format!("{level}长");
    let mut near = posts.iter().filter(|(start, _)| *start > at && *start - at <= HOLDER);
    near.find(|(_, post)| post.ends_with(&head) && post.chars().count() > 4).map(|(_, post)| post.as_str())
}

/// 1 where a level word means by a division what a name says, -1 where it means another place, 0 where it means nothing.
fn agrees(places: &Places, id: u32, level: char, name: &str) -> i64 {
    match places.chain(id).find(|up| fits(places, *up, level)) {
        Some(up) if name.starts_with(&prefix(places, up)) => 1,
        Some(_) => -1,
        None => 0,
    }
}

/// The division that the marked names of most stories agree with.
fn own_place(places: &Places, mut votes: Vec<(i64, u32)>) -> Option<u32> {
    votes.sort_unstable_by_key(|(_, id)| *id);
    let mut sums: Vec<(i64, u32)> = Vec::new();
    for (right, id) in votes {
        match sums.last_mut() {
            Some((sum, last)) if *last == id => *sum += right,
            _ => sums.push((right, id)),
        }
    }
    let depth = |id: u32| places.chain(id).count();
    sums.into_iter()
        .filter(|(sum, _)| *sum > 0)
        .max_by_key(|&(sum, id)| (sum, depth(id), Reverse(id)))
        .map(|(_, id)| id)
}
