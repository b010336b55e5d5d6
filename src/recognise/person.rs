//! Personal names: after titles, in lists, before verbs of speech, in appointments.

use rustc_hash::FxHashSet;

use crate::dictionary::Classes;
use crate::kind::Kind;
use crate::text::{Gap, Span, is_han, is_mark};

use super::bare;
use super::judge::{self, Known};
use super::name::{self, Shape};
use super::reading::{self, Reading, touches};
use super::scan::Scan;
use super::{Candidate, Rule};

/// Proposes every personal name the text gives reason for.
pub(super) fn propose(scan: &Scan, out: &mut Vec<Candidate>) {
    let first = out.len();
    let leads = Classes::TITLE | Classes::FOLK | Classes::GROUP;
    for hit in scan.hits().iter().filter(|hit| hit.classes.any(leads)) {
        let at = hit.span.end;
        // `董事|长`: only a part of a longer title.
        if scan.crosses(at, Classes::TITLE | Classes::FOLK | Classes::GROUP | Classes::ORGAN) {
            continue;
        }
        // `某市长|宁区委`: two divisions side by side, and no mayor.
        let division = scan.starting(at - 1, Classes::PLACE).any(|next| next.span.end > at);
        if division && scan.ends(at - 1, Classes::PLACE) && scan.text.gap(at) == Gap::None {
            continue;
        }
        // `代表|团`: the title only begins another word.
        if scan.starting(hit.span.start, Classes::NEVER).any(|word| word.span.end > at) {
            continue;
        }
        if hit.classes.any(Classes::TITLE)
            && let Some(shape) = led(scan, at, TITLED)
        {
            push(out, shape, Rule::TitleLed, 40);
        }
        // `组长:李强`, in a table or a list.
        if hit.classes.any(Classes::TITLE)
            && scan.is_char(at, &[':'])
            && let Some(shape) = led(scan, at + 1, CALLED)
        {
            push(out, shape, Rule::TitleLed, 20);
        }
        if hit.classes.any(Classes::FOLK)
            && let Some(shape) = led(scan, at, CALLED)
        {
            push(out, shape, Rule::TitleLed, 20);
        }
        if hit.classes.any(Classes::GROUP) {
            let at = at + usize::from(scan.is_char(at, &[':', '有']));
            if let Some(shape) = led(scan, at, CALLED) {
                push(out, shape, Rule::List, 40);
            }
        }
    }
    appointments(scan, out);
    bare::propose(scan, out);
    exact_lists(scan, out);
    let anchors: Vec<usize> =
        out[first..].iter().filter(|c| c.rule != Rule::Clause).map(|candidate| candidate.span.end).collect();
    // Where several names of one list are certain, it is followed once.
    let listed = out.iter().filter(|candidate| candidate.rule == Rule::List);
    let mut followed: FxHashSet<Span> = listed.map(|candidate| candidate.span).collect();
    for end in anchors {
        follow_list(scan, end, &mut followed, out);
    }
}

pub(super) fn push(out: &mut Vec<Candidate>, shape: Shape, rule: Rule, bonus: i32) {
    let candidate = Candidate::new(shape.span, Kind::Official, rule, bonus + shape.score);
    if !out.iter().rev().take(40).any(|other| other.span == candidate.span && other.score >= candidate.score)
    {
        out.push(candidate);
    }
}

/// The margin a name needs after a title, which seldom stands before anything but a name.
const TITLED: f32 = -4.0;

/// The margin a name needs after a calling or a word for a group, which any word may follow.
const CALLED: f32 = 1.0;

/// The name right after a title that ends at `at`; a blank between is common, a line of its own is not rare.
fn led(scan: &Scan, at: usize, need: f32) -> Option<Shape> {
    if scan.text.gap(at) >= Gap::Break {
        // `副区长` on one line, the name alone on the next.
        let shape = name::shapes(scan, at)
            .iter()
            .copied()
            .max_by_key(|shape| (scan.text.gap(shape.span.end) >= Gap::Break, shape.score))?;
        let alone = scan.text.gap(shape.span.end) >= Gap::Break && shape.score >= 4;
        return (need == TITLED && alone).then_some(shape);
    }
    // `管委会主任  尚可为`, and the line ends.
    let signs = |shape: &&Shape| scan.text.gap(shape.span.end) >= Gap::Break && shape.score >= 2;
    let signed = scan.text.gap(at) == Gap::Space && need == TITLED;
    if let Some(shape) = name::shapes(scan, at).iter().rev().find(signs).filter(|_| signed) {
        return Some(Shape { score: 12, ..*shape });
    }
    let reading = reading::read(scan, at)?;
    // After 领导 or 群众 an ordinary word is that word: `领导包保`.
    let classes = scan.classes(reading.span);
    let listed = || reading.span.len() == 2 && judge::known(scan, reading.span) == Known::Word;
    let word =
        scan.text.seamless(reading.span) && (classes.any(Classes::NO_PERSON) || need == CALLED && listed());
    // What people also bear as a name needs to outweigh the word by itself.
    let need = if word && need == CALLED { need + 4.0 } else { need };
    let ordinary = word && need > CALLED && !classes.any(Classes::NAME_WORD);
    (enough(reading, need) && !ordinary).then(|| reading.shape())
}

/// Two characters make a word more easily than a name; a clear end helps either.
fn enough(reading: Reading, need: f32) -> bool {
    let short = if reading.span.len() == 2 && need > 0.0 { 1.5 } else { 0.0 };
    let need = need + short + if reading.usual || need > 0.0 { 0.0 } else { 3.0 };
    reading.margin >= need && (reading.end >= 1 || reading.margin >= need + 4.0)
}

/// Whether something new starts here: after a mark, a gap, or a word no name ends with.
fn starts_clause(scan: &Scan, at: usize) -> bool {
    if scan.text.gap(at) >= Gap::Space || at == 0 {
        return true;
    }
    let Some(before) = scan.text.at(at - 1) else { return true };
    if is_mark(before) {
        return before != '·';
    }
    let verb = Classes::AFTER_VERB | Classes::STOP;
    scan.ends(at, verb | Classes::AFTER_OTHER)
        || matches!(before, '由' | '对' | '与' | '和' | '向' | '是' | '的' | '给' | '被' | '让' | '跟')
}

/// `任命某某为`, `选举某某为`, `决定免去某某的`.
fn appointments(scan: &Scan, out: &mut Vec<Candidate>) {
    let text = scan.text;
    for at in 2..text.len() {
        let pair = matches!(
            text.chars()[at - 2..at],
            ['任', '命']
                | ['选', '举']
                | ['免', '去']
                | ['提', '名']
                | ['补', '选']
                | ['决', '定']
                | ['接', '受']
                | ['推', '选']
        );
        if !pair || text.gap(at) >= Gap::Break {
            continue;
        }
        let at = at + usize::from(scan.is_char(at, &[':', '了']));
        if let Some(reading) = reading::read(scan, at).filter(|&reading| enough(reading, 0.0)) {
            let shape = reading.shape();
            let next = text.at(shape.span.end);
            if matches!(next, Some('为' | '的' | '任' | '、' | '辞' | '同' | '等' | ',')) {
                push(out, shape, Rule::Appointment, 30);
            }
        }
    }
}

/// A list of names that starts after one that is certain: `、` and then a name, again and again.
fn follow_list(scan: &Scan, end: usize, followed: &mut FxHashSet<Span>, out: &mut Vec<Candidate>) {
    let mut at = name::skip_brackets(scan, end);
    let mut skipped = false;
    loop {
        let separated = scan.is_char(at, &['、']);
        if !separated && scan.text.gap(at) != Gap::Space {
            return;
        }
        let start = at + usize::from(separated);
        // A line that ends in `、` goes on in the next.
        if scan.text.gap(start) >= Gap::Break && !separated {
            return;
        }
        let Some(shape) = item(scan, start, separated) else {
            // One item that nobody knows does not end the list.
            let Some(next) = separated.then(|| skip_item(scan, start)).flatten().filter(|_| !skipped) else {
                return;
            };
            skipped = true;
            at = next;
            continue;
        };
        skipped = false;
        if !followed.insert(shape.span) {
            return;
        }
        push(out, shape, Rule::List, 30);
        at = name::skip_brackets(scan, shape.span.end);
    }
}

/// One item of a list of names: best where it fills the room between two separators.
fn item(scan: &Scan, start: usize, separated: bool) -> Option<Shape> {
    // `罗杰、县委常委、|宣传部部长梁春`: an organ stands there for the post it leads to.
    let reading = reading::read(scan, start).filter(|reading| !scan.is(reading.span, Classes::ORGAN))?;
    let next = name::skip_brackets(scan, reading.span.end);
    let closed = scan.text.gap(next) >= Gap::Space
        || matches!(
            scan.text.at(next),
            Some('、' | ',' | '。' | ';' | ')' | '等' | '和' | '及' | '与') | None
        )
        || reading.end >= 4;
    let need = if separated { LISTED } else { 2.0 };
    if closed && enough(reading, need) {
        Some(reading.shape())
    } else {
        separated.then(|| filler(scan, start)).flatten()
    }
}

/// The end of an item of two to four characters that is followed by another.
fn skip_item(scan: &Scan, start: usize) -> Option<usize> {
    (start + 2..=start + 4)
        .find(|&end| scan.is_char(end, &['、', '(']))
        .map(|end| name::skip_brackets(scan, end))
        .filter(|&end| scan.is_char(end, &['、']))
}

/// The margin a name needs in a list of names.
const LISTED: f32 = -3.0;

/// Two to five unknown characters that fill the room between two separators of a list of names.
fn filler(scan: &Scan, start: usize) -> Option<Shape> {
    let mut end = start;
    while end < start + 6 && scan.text.at(end).is_some_and(|c| is_han(c) || c == '·') {
        if end > start && scan.text.gap(end) != Gap::None {
            break;
        }
        end += 1;
    }
    let length = end - start;
    let closed = scan.is_char(end, &['、']);
    let span = Span::new(start, end);
    let words = Classes::NO_PERSON
        | Classes::NEVER
        | Classes::GENERIC
        | Classes::ORGAN
        | Classes::TITLE
        | Classes::STOP
        | Classes::QUANTITY
        | Classes::PLACE
        | Classes::BODY_SUFFIX
        | Classes::AFTER_VERB
        | Classes::AFTER_OTHER;
    ((2..=5).contains(&length) && closed && !touches(scan, span, words)).then_some(Shape {
        span,
        score: 4,
        cost: 0.0,
    })
}

/// Three or more items between `、` that are each exactly a name, whoever introduces them.
fn exact_lists(scan: &Scan, out: &mut Vec<Candidate>) {
    let chars = scan.text.chars();
    let (mut at, mut mark) = (0, 0);
    while at < chars.len() {
        let mut names: Vec<Shape> = Vec::new();
        let mut next = at;
        // The first of them ends where a second can follow.
        if mark < at + 2 {
            let from = (at + 2).min(chars.len());
            mark = from + chars[from..].iter().take_while(|c| !matches!(c, '、' | '(')).count();
            // None begins long before that.
            if mark > at + 4 {
                at = mark - 4;
                continue;
            }
        }
        if starts_clause(scan, at) {
            while let Some(shape) = exact(scan, next) {
                names.push(shape);
                next = name::skip_brackets(scan, shape.span.end);
                if !scan.is_char(next, &['、']) {
                    break;
                }
                next += 1;
            }
        }
        if names.len() >= 3 && names.iter().map(|shape| shape.score).sum::<i32>() >= 6 * names.len() as i32 {
            for &shape in &names {
                push(out, shape, Rule::List, 10);
            }
            at = next;
        }
        at += 1;
    }
}

fn exact(scan: &Scan, start: usize) -> Option<Shape> {
    name::shapes(scan, start)
        .iter()
        .copied()
        .filter(|shape| {
            let next = name::skip_brackets(scan, shape.span.end);
            let closed =
                scan.is_char(next, &['、', '等', ',', '。', ';']) || scan.text.gap(next) >= Gap::Space;
            let words =
                Classes::NO_PERSON | Classes::NEVER | Classes::GENERIC | Classes::STOP | Classes::ORGAN;
            closed && shape.score >= 3 && !touches(scan, shape.span, words)
        })
        .max_by_key(|shape| shape.score)
}

#[cfg(test)]
mod tests {
    use crate::dictionary::Dictionaries;
    use crate::kind::Kind;
    use crate::recognise::{Learned, recognise};
    use crate::text::Text;

    fn officials(raw: &str) -> Vec<String> {
        let dictionaries = Dictionaries::built_in();
        let text = Text::new(raw, dictionaries.layout());
        let found = recognise(&text, &dictionaries, &Learned::default()).mentions;
        found.iter().filter(|m| m.kind == Kind::Official).map(|m| text.slice(m.span)).collect()
    }

    #[test]
    fn a_word_that_people_bear_is_a_name_after_a_title() {
        assert_eq!(officials("灌区管理站站长田野说,今年雨水多。"), ["田野"]);
        // Others are not.
        assert_eq!(officials("与会专家组组长高度评价了这项工作。"), [""; 0]);
        assert_eq!(officials("县委书记明确要求,月底完工。"), [""; 0]);
    }

    #[test]
    fn blanks_between_three_characters_are_one_name() {
        assert_eq!(officials("副县长应 天 明主持会议。"), ["应天明"]);
        assert_eq!(officials("种粮大户蒋 万 福等7人来了。"), ["蒋万福"]);
        // A surname after the blank begins another.
        assert_eq!(officials("副县长王 强 李明杰参加。")[0], "王强");
        assert_eq!(
            officials("县领导石光明 林海峰 张 军 何 平参加检查。"),
            ["石光明", "林海峰", "张军", "何平"]
        );
        assert_eq!(officials("县领导石光明 张 大 山 李四光参加检查。"), ["石光明", "张大山", "李四光"]);
        assert_eq!(officials("副县长石光明 张 大 山 参加检查。"), ["石光明", "张大山"]);
    }

    #[test]
    fn columns_of_a_table_hold_names_and_posts() {
        let table = "姓  名    现任职务\n柴  兴    县财政局副局长\n司  锐    县残联理事长";
        assert_eq!(officials(table), ["柴兴", "司锐"]);
        assert_eq!(officials("任命:\n安  泰(锡伯族)为县农业农村局局长。"), ["安泰"]);
        assert_eq!(officials("第一组  组长:方  向(县委办副主任)"), ["方向"]);
        // Padded words are headings.
        let heads = "目  录\n要  闻　第一版\n时  间:10月1日\n单  位  职  务\n公  告";
        assert_eq!(officials(heads), [""; 0]);
        // What somebody says is nobody's name.
        assert_eq!(officials("组长:我们要加快进度。"), [""; 0]);
    }

    #[test]
    fn a_mayor_between_two_divisions_is_none() {
        assert_eq!(officials("上海市长宁区委副书记闵峰来访。"), ["闵峰"]);
        assert_eq!(officials("湖南省长沙市长沙县委书记来访。"), [""; 0]);
        // One surnamed like the county is one.
        assert_eq!(officials("洛阳市长宁海涛表示,月底完工。"), ["宁海涛"]);
    }

    #[test]
    fn an_organ_in_a_list_of_names_is_no_name() {
        let text = "副县长罗杰、县委常委、宣传部部长梁春、统战部部长马立新参加活动。";
        assert_eq!(officials(text), ["罗杰", "梁春", "马立新"]);
        // Its first character is a surname all the same.
        let text = "副县长罗杰、县委常委、宣海涛、统少华参加活动。";
        assert_eq!(officials(text)[..2], ["罗杰", "宣海涛"]);
    }
}
