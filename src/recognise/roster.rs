//! Lists of who is what in a body named above: `成立云台县防汛指挥部：` and lines like `副总指挥：方小禾（副县长）、常大同`.

use crate::kind::Kind;
use crate::text::{Gap, Span};

use super::posts::Post;
use super::scan::Scan;
use super::tense::{PostState, over};
use super::{Mention, within};

/// What the names of bodies that are set up with such a list end with.
const COMMITTEES: [&str; 12] = [
    "领导小组",
    "指挥部",
    "委员会",
    "专班",
    "工作组",
    "工作小组",
    "协调小组",
    "筹委会",
    "筹备组",
    "评委会",
    "理事会",
    "政协",
];

/// What its people are called; a mere 成员 is no post.
const LABELS: [&str; 26] = [
    "总指挥",
    "副总指挥",
    "常务副总指挥",
    "第一总指挥",
    "指挥长",
    "副指挥长",
    "常务副指挥长",
    "组长",
    "副组长",
    "常务副组长",
    "第一组长",
    "总召集人",
    "召集人",
    "副召集人",
    "主任委员",
    "副主任委员",
    "委员",
    "主任",
    "副主任",
    "主席",
    "副主席",
    "秘书长",
    "副秘书长",
    "常委",
    "名誉主任",
    "顾问",
];

/// The last characters of those of them that nobody but such a body has.
const TAKEN: [&str; 4] = ["总指挥", "指挥长", "组长", "召集人"];

/// Furthest a list stands from the name of its body, in characters.
const FAR: usize = 120;

/// A line of such a list: its label, and where its people stand.
struct Line {
    label: Span,
    people: Span,
}

/// The posts that lists tell, in order.
pub(super) fn posts(scan: &Scan, mentions: &[Mention]) -> Vec<Post> {
    let mut out = taken(scan, mentions);
    // The body of the list that goes on, and where its last line ends.
    let mut list: Option<(usize, usize)> = None;
    for line in lines(scan, mentions) {
        let owner = match list {
            Some((owner, end)) if line.label.start <= end => Some(owner),
            _ => committee(scan, mentions, line.label.start),
        };
        list = owner.map(|owner| (owner, line.people.end));
        let Some(owner) = owner else { continue };
        out.extend(listed(scan, mentions, line.people).into_iter().map(|holder| Post {
            holder,
            title: line.label,
            owner: Some(owner),
            head: false,
            organ: false,
            state: PostState::Held,
        }));
    }
    out
}

/// The parts that begin with a label and a colon, each up to the next colon, with the lines that go on below it.
fn lines(scan: &Scan, mentions: &[Mention]) -> Vec<Line> {
    let text = scan.text;
    let mut out: Vec<Line> = Vec::new();
    // Whether the paragraph before was part of the last line.
    let mut open = false;
    for paragraph in text.paragraphs().iter().map(|paragraph| paragraph.span) {
        let mut colons = paragraph.range().filter(|&at| scan.is_char(at, &[':'])).peekable();
        let bracket = || text.chars()[paragraph.range()].iter().take(8).any(|&c| c == '(');
        let below = open && (bracket() || is_apart(scan, mentions, paragraph.start));
        open &= below;
        if let Some(line) = out.last_mut().filter(|_| below) {
            // `　　　　劳为国（县住建局局长）` below `召集人：`
            line.people.end = colons.peek().copied().unwrap_or(paragraph.end);
        }
        while let Some(colon) = colons.next() {
            let label = label(scan, Span::new(paragraph.start, colon));
            open = label.is_some();
            let people = Span::new(colon + 1, colons.peek().copied().unwrap_or(paragraph.end));
            out.extend(label.map(|label| Line { label, people }));
        }
    }
    out
}

/// Whether a line begins with a person whose post stands apart: `罗一鸣　县水利局局长`.
fn is_apart(scan: &Scan, mentions: &[Mention], line: usize) -> bool {
    let first = mentions.partition_point(|mention| mention.span.start < line);
    let person = mentions.get(first).filter(|first| first.span.start == line && first.kind == Kind::Official);
    person.is_some_and(|person| scan.text.gap(person.span.end) == Gap::Space)
}

/// The label that ends before a colon: `副总指挥：`, `常委（按姓氏笔画）：`.
fn label(scan: &Scan, before: Span) -> Option<Span> {
    let mut end = before.end;
    if end > before.start && scan.is_char(end - 1, &[')']) {
        end = (before.start..end).rev().take(12).find(|&at| scan.is_char(at, &['(']))?;
    }
    let begins = |start: usize| {
        start == before.start
            || scan.text.gap(start) >= Gap::Space
            || scan.is_char(start - 1, &[')', '。', ';', ':', ','])
    };
    let starts =
        LABELS.iter().filter_map(|label| end.checked_sub(label.chars().count()).map(|at| (at, label)));
    let all = starts.filter(|&(at, label)| at >= before.start && scan.spells(at, label) == Some(end));
    let start = all.map(|(at, _)| at).min()?;
    begins(start).then(|| Span::new(start, end))
}

/// The body that a list is of: the last such named before it, if near.
fn committee(scan: &Scan, mentions: &[Mention], at: usize) -> Option<usize> {
    let before = mentions.partition_point(|mention| mention.span.end <= at);
    let near = (0..before).rev().take_while(|&index| mentions[index].span.end + FAR > at);
    let is_theirs =
        |&index: &usize| mentions[index].kind == Kind::Body && is_committee(scan, mentions[index].span);
    near.take_while(|&index| mentions[index].kind != Kind::Official).find(is_theirs)
}

/// Whether a body is one that is set up with such a list.
pub(super) fn is_committee(scan: &Scan, body: Span) -> bool {
    let name = scan.text.slice(body);
    COMMITTEES.iter().any(|end| name.ends_with(end))
}

/// Who takes a post of such a body in a sentence that names it: `调整某领导小组：副市长甲任组长，局长乙任副组长`.
fn taken(scan: &Scan, mentions: &[Mention]) -> Vec<Post> {
    let mut out = Vec::new();
    // The body the sentence named last, and where the sentence ends.
    let mut body: Option<(usize, usize)> = None;
    for (holder, mention) in mentions.iter().enumerate() {
        let Span { start, end } = mention.span;
        if mention.kind == Kind::Body && is_committee(scan, mention.span) {
            body = scan
                .text
                .sentences()
                .get(scan.text.sentence_at(start))
                .map(|sentence| (holder, sentence.end));
        }
        let Some((owner, _)) = body.filter(|&(_, last)| end <= last && mention.kind == Kind::Official) else {
            continue;
        };
        let Some(verb) = ["任", "担任"].iter().find_map(|verb| scan.spells(end, verb)) else { continue };
        let theirs = LABELS.iter().filter(|label| TAKEN.iter().any(|end| label.ends_with(end)));
        let label = theirs.filter_map(|label| scan.spells(verb, label)).max();
        if let Some(label) = label.filter(|&at| over(scan, at)) {
            let title = Span::new(verb, label);
            let state = PostState::Held;
            out.push(Post { holder, title, owner: Some(owner), head: false, organ: false, state });
        }
    }
    out
}

/// The people of a line: what is not in brackets, apart by `、` or blanks.
fn listed(scan: &Scan, mentions: &[Mention], line: Span) -> Vec<usize> {
    let first = mentions.partition_point(|mention| mention.span.start < line.start);
    let mut depth = 0_usize;
    let mut at = line.start;
    let mut out = Vec::new();
    for (index, mention) in within(mentions, line).iter().enumerate() {
        for between in at..mention.span.start {
            depth += usize::from(scan.is_char(between, &['(']));
            depth = depth.saturating_sub(usize::from(scan.is_char(between, &[')'])));
        }
        at = mention.span.end;
        let start = mention.span.start;
        let begins = scan.is_char(start.saturating_sub(1), &['、', ':', ')', ';', ','])
            || scan.text.gap(start) >= Gap::Space;
        if depth == 0 && begins && mention.kind == Kind::Official {
            out.push(first + index);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::dictionary::Dictionaries;
    use crate::recognise::{Learned, recognise};
    use crate::text::Text;

    #[test]
    fn a_list_tells_who_is_what_in_the_body_above_it() {
        let dictionaries = Dictionaries::built_in();
        let raw = "县政府决定成立云台县防汛抗旱指挥部，名单如下：\n总 指 挥：司马远舟（县长）\n副总指挥：方小禾（副县长）、\
                   常大同（县人武部部长）\n　　　　　罗一鸣（县水利局局长）\n成员：陆青山（县气象局局长）\n\n请遵照执行。";
        let text = Text::new(raw, dictionaries.layout());
        let found = recognise(&text, &dictionaries, &Learned::default());
        let name = |at: usize| text.slice(found.mentions[at].span);
        let told: Vec<(String, String)> = found
            .posts
            .iter()
            .filter(|post| post.owner.is_some_and(|owner| name(owner).ends_with("指挥部")))
            .map(|post| (name(post.holder), text.slice(post.title)))
            .collect();
        let told: Vec<(&str, &str)> = told.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        let aides = ["方小禾", "常大同", "罗一鸣"].map(|name| (name, "副总指挥"));
        assert_eq!(told[0], ("司马远舟", "总指挥"));
        assert_eq!(told[1..], aides);
    }
}
