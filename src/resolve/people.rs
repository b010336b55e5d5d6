//! People besides officials: those without a public post, those who make no node, and those told by surname and title.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::article::{Article, article_at};
use crate::dictionary::{Classes, Dictionaries};
use crate::kind::Kind;
use crate::recognise::Recognised;
use crate::text::{Gap, Span, Text, is_han, is_mark};

use super::StatedRole;

/// Words right before the names of people who make no node.
const SILENT: [&str; 11] =
    ["嫌疑人", "被害人", "受害人", "死者", "伤者", "患者", "病人", "被告人", "罪犯", "儿童", "孩子"];

/// What each mention of a person is, beyond its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// An official, or nobody knows.
    Public,
    /// A person without a public post.
    Private,
    /// A suspect, a victim, a patient, a child: no node.
    Silent,
}

/// The standing of every mention of a document; people of one name have the same.
pub(super) fn standings(
    text: &Text,
    found: &Recognised,
    names: &[String],
    roles: &[Vec<StatedRole>],
    dictionaries: &Dictionaries,
) -> Vec<Standing> {
    let mut held: FxHashSet<&str> = FxHashSet::default();
    let people = || found.mentions.iter().enumerate().filter(|(_, mention)| mention.kind == Kind::Official);
    held.extend(people().filter(|(at, _)| !roles[*at].is_empty()).map(|(at, _)| names[at].as_str()));
    let mut told: FxHashMap<&str, Standing> = FxHashMap::default();
    let mut before: Option<(usize, Standing)> = None;
    for (at, mention) in people() {
        let mut standing = called(text, mention.span.start, dictionaries);
        // `村民甲、乙、丙`: the calling is told once.
        let joined = before.is_some_and(|(end, _)| {
            end + 1 == mention.span.start && matches!(text.at(end), Some('、' | '和'))
        });
        if standing == Standing::Public && joined && roles[at].is_empty() {
            standing = before.map_or(Standing::Public, |(_, standing)| standing);
        }
        before = Some((mention.span.end, standing));
        if standing != Standing::Public && !held.contains(names[at].as_str()) {
            told.entry(names[at].as_str()).or_insert(standing);
        }
    }
    let mut standings = vec![Standing::Public; found.mentions.len()];
    if !told.is_empty() {
        for (at, _) in people() {
            standings[at] = told.get(names[at].as_str()).copied().unwrap_or(Standing::Public);
        }
    }
    standings
}

/// What the word right before a name calls its bearer.
fn called(text: &Text, start: usize, dictionaries: &Dictionaries) -> Standing {
    let before = &text.chars()[..start];
    if text.gap(start) >= Gap::Break || !before.last().copied().is_some_and(is_han) {
        return Standing::Public;
    }
    let ends = |word: &&str| {
        let length = word.chars().count();
        start >= length && before[start - length..].iter().copied().eq(word.chars())
    };
    if SILENT.iter().any(ends) {
        return Standing::Silent;
    }
    let han = before.iter().rev().take(6).take_while(|c| is_han(**c)).count();
    // `企业负责人` speaks for a body; it calls nobody a private person.
    let folk = (2..=han).rev().map(|length| &before[start - length..]).any(|word| {
        let classes = dictionaries.classes_of(word);
        classes.any(Classes::FOLK) && !word.ends_with(&['负', '责', '人'])
    });
    if folk { Standing::Private } else { Standing::Public }
}

/// Most bearers of one surname that a surname with a title is compared with.
const MOST_BEARERS: usize = 200;

/// People told by surname and title, `林书记`: the span of the surname and the mention of the one who is meant.
///
/// That is the only person of the surname whose post in the same document ends in that title.
pub(super) fn by_surname(
    text: &Text,
    articles: &[Article],
    found: &Recognised,
    names: &[String],
    roles: &[Vec<StatedRole>],
    dictionaries: &Dictionaries,
) -> Vec<(Span, usize)> {
    // By surname: the names of those who bear it, with the mention that states their post first.
    let mut bearers: FxHashMap<char, Vec<usize>> = FxHashMap::default();
    for (at, mention) in found.mentions.iter().enumerate() {
        let first = text.at(mention.span.start).filter(|_| mention.kind == Kind::Official);
        let Some(first) = first.filter(|_| (2..=4).contains(&mention.span.len()) && !roles[at].is_empty())
        else {
            continue;
        };
        let all = bearers.entry(first).or_default();
        if all.len() < MOST_BEARERS
            && !all.iter().any(|&other| names[other] == names[at] && roles[other] == roles[at])
        {
            all.push(at);
        }
    }
    let mut out = Vec::new();
    if bearers.is_empty() {
        return out;
    }
    let mut next = 0;
    for (at, c) in text.chars().iter().enumerate() {
        while found.mentions.get(next).is_some_and(|mention| mention.span.end <= at) {
            next += 1;
        }
        let inside = |span: Span| found.mentions[next..].first().is_some_and(|m| m.span.overlaps(span));
        let Some(all) = bearers.get(c).filter(|_| !inside(Span::new(at, at + 1)) && clear(text, at)) else {
            continue;
        };
        // A compound surname where the bearers have one.
        for length in [2, 1] {
            let surname = Span::new(at, (at + length).min(text.len()));
            let Some(title) = title(text, surname.end, dictionaries).filter(|title| !inside(*title)) else {
                continue;
            };
            let word = text.slice(title);
            let meant = |&&of: &&usize| {
                let name = found.mentions[of].span;
                name.len() > length
                    && name.start != at
                    && text.chars()[name.range()].starts_with(&text.chars()[surname.range()])
                    && (length == 2) == (name.len() == 4 || compound(text, name, dictionaries))
                    && roles[of].iter().any(|role| role.name.ends_with(&word))
            };
            let mut fit: Vec<usize> = all.iter().filter(meant).copied().collect();
            // The story's own before others of the page.
            let here = article_at(articles, at);
            if fit.iter().any(|&of| article_at(articles, found.mentions[of].span.start) == here) {
                fit.retain(|&of| article_at(articles, found.mentions[of].span.start) == here);
            }
            let one = fit.first().filter(|&&first| fit.iter().all(|&of| names[of] == names[first]));
            if let Some(&one) = one {
                out.push((surname, one));
                break;
            }
        }
    }
    out
}

fn compound(text: &Text, name: Span, dictionaries: &Dictionaries) -> bool {
    let two = &text.chars()[name.start..name.start + 2];
    name.len() > 2 && dictionaries.classes_of(two).any(Classes::SURNAME)
}

/// Whether a surname may begin at a position: after a mark, a gap, or a word of one character that leads to people.
fn clear(text: &Text, at: usize) -> bool {
    const LEADS: [char; 12] = ['在', '向', '和', '与', '对', '请', '让', '给', '由', '跟', '的', '据'];
    at == 0
        || text.gap(at) >= Gap::Space
        || text.at(at - 1).is_none_or(|c| is_mark(c) || !is_han(c) || LEADS.contains(&c))
}

/// The title that stands at a position, the longest, with nothing of a name or noun after it.
fn title(text: &Text, at: usize, dictionaries: &Dictionaries) -> Option<Span> {
    let most = (at + 5).min(text.len());
    let unbroken =
        (at..most).take_while(|&next| text.gap(next) == Gap::None && text.at(next).is_some_and(is_han));
    let end = unbroken.last()? + 1;
    let is_title = |end: &usize| {
        let classes = dictionaries.classes_of(&text.chars()[at..*end]);
        classes.any(Classes::TITLE) && !classes.any(Classes::FOLK)
    };
    (at + 2..=end).rev().find(is_title).map(|end| Span::new(at, end))
}
