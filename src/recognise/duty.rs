//! Posts that a table tells: under 职务 stands what the person of that row is, wherever the column lies.

use std::collections::BTreeMap;

use crate::kind::Kind;
use crate::text::Span;

use super::after::title_from;
use super::cell::{Cell, Sort, rows_of_tables};
use super::posts::fill;
use super::scan::Scan;
use super::tense::PostState;
use super::{Mention, Post, within};

/// The posts of officials who stand in a row with a column of posts, by the index of their mention.
pub(super) fn posts(scan: &Scan, mentions: &[Mention]) -> BTreeMap<usize, Vec<Post>> {
    let mut out: BTreeMap<usize, Vec<Post>> = BTreeMap::new();
    for row in rows_of_tables(scan) {
        for cell in row.iter().filter(|cell| cell.sort == Sort::Posts) {
            let Some(holder) = holder(mentions, &row, cell) else { continue };
            let mut chain = chain(scan, mentions, cell.span, holder);
            let state = state(scan, cell.head);
            for post in &mut chain {
                post.owner = post.owner.or_else(|| owner(scan, mentions, &row, cell, post));
                if post.state == PostState::Held {
                    post.state = state;
                }
            }
            if !chain.is_empty() {
                out.entry(holder).or_default().extend(chain);
            }
        }
        for cell in row.iter().filter(|cell| cell.sort == Sort::Names(Kind::Official)) {
            if let Some((holder, chain)) = beside(scan, mentions, cell.span)
                && !out.contains_key(&holder)
            {
                out.insert(holder, chain);
            }
        }
    }
    out
}

/// The posts on the second line of a person's cell: `方小禾；副县长`.
fn beside(scan: &Scan, mentions: &[Mention], cell: Span) -> Option<(usize, Vec<Post>)> {
    let holder = only(mentions, cell, |kind| kind == Kind::Official)?;
    let at = mentions[holder].span.end;
    if mentions[holder].span.start != cell.start || !scan.is_char(at, &[';', ',']) {
        return None;
    }
    let chain = chain(scan, mentions, Span::new(at + 1, cell.end), holder);
    let whole = chain.last().is_some_and(|post| post.title.end == cell.end);
    whole.then_some((holder, chain))
}

/// Who holds the posts of a cell: the only person of the nearest column of people, rather that before it.
fn holder(mentions: &[Mention], row: &[Cell], posts: &Cell) -> Option<usize> {
    let people = || row.iter().filter(|cell| cell.sort == Sort::Names(Kind::Official));
    let before = people().rfind(|cell| cell.column < posts.column);
    let cell = before.or_else(|| people().find(|cell| cell.column > posts.column))?;
    only(mentions, cell.span, |kind| kind == Kind::Official)
}

/// The only mention of some kinds in a span.
fn only(mentions: &[Mention], span: Span, of: impl Fn(Kind) -> bool) -> Option<usize> {
    let from = mentions.partition_point(|mention| mention.span.start < span.start);
    let inside = within(mentions, span).iter().enumerate().filter(|(_, mention)| of(mention.kind));
    let mut all = inside.map(|(at, _)| from + at);
    let first = all.next();
    first.filter(|_| all.next().is_none())
}

/// The posts that stand one after the other in a cell: `县委常委、副县长`, `党委书记；镇长`.
fn chain(scan: &Scan, mentions: &[Mention], cell: Span, holder: usize) -> Vec<Post> {
    let mut out = Vec::new();
    let mut at = cell.start;
    while at < cell.end {
        let Some(post) = title_from(scan, mentions, holder, at, true) else { break };
        if post.title.end > cell.end {
            break;
        }
        at = post.title.end;
        out.push(post);
        let joined = scan.is_char(at, &['、', '兼', ',', ';', '/', '(']);
        at += usize::from(joined);
    }
    fill(&mut out);
    out
}

/// The body whose post it is, from the row's column of bodies: `县住建局 | 局长`, `龙门镇 | 镇长`.
fn owner(scan: &Scan, mentions: &[Mention], row: &[Cell], posts: &Cell, post: &Post) -> Option<usize> {
    let of = |cell: &&Cell| matches!(cell.sort, Sort::Names(Kind::Body | Kind::Place));
    let before = row.iter().filter(of).rfind(|cell| cell.column < posts.column);
    let cell = before.or_else(|| row.iter().filter(of).find(|cell| cell.column > posts.column))?;
    let owner = only(mentions, cell.span, |kind| matches!(kind, Kind::Body | Kind::Place))?;
    let level = |end: usize| end.checked_sub(1).and_then(|at| scan.text.at(at));
    let fits = if post.head {
        mentions[owner].kind == Kind::Place && level(mentions[owner].span.end) == level(post.title.end - 1)
    } else {
        !post.organ
    };
    fits.then_some(owner)
}

/// What a head says of the posts below it: `拟任职务`, `原任职务`.
fn state(scan: &Scan, head: Span) -> PostState {
    match scan.text.at(head.start) {
        Some('拟') => PostState::Proposed,
        Some('原' | '曾') => PostState::Former,
        _ => PostState::Held,
    }
}

#[cfg(test)]
mod tests {
    use crate::dictionary::Dictionaries;
    use crate::recognise::{Learned, PostState, recognise};
    use crate::text::Text;

    /// Who holds what: name, body, title, state.
    fn told(raw: &str) -> Vec<(String, String, String, PostState)> {
        let dictionaries = Dictionaries::built_in();
        let text = Text::new(raw, dictionaries.layout());
        let found = recognise(&text, &dictionaries, &Learned::default());
        let name = |at: usize| text.slice(found.mentions[at].span);
        let posts = found.posts.iter();
        let each = posts.map(|post| {
            let owner = post.owner.map(name).unwrap_or_default();
            (name(post.holder), owner, text.slice(post.title), post.state)
        });
        each.collect()
    }

    fn holds(all: &[(String, String, String, PostState)], row: [&str; 3], state: PostState) -> bool {
        let [name, owner, title] = row.map(str::to_string);
        all.contains(&(name, owner, title, state))
    }

    #[test]
    fn posts_stand_columns_away() {
        let all = told(
            "云台县领导名单\n序号\t姓名\t性别\t出生年月\t职务\n1\t司马远舟\t男\t1975.03\t县长\n2\t常大同\t女\t1980.01\t县委常委、副县长\n\
             3\t罗一鸣\t男\t1978.11\t县水利局局长\n",
        );
        for row in [
            ["司马远舟", "", "县长"],
            ["常大同", "县委", "常委"],
            ["常大同", "", "副县长"],
            ["罗一鸣", "县水利局", "局长"],
        ] {
            assert!(holds(&all, row, PostState::Held), "{row:?} {all:?}");
        }
        assert_eq!(all.len(), 4, "{all:?}");
    }

    #[test]
    fn posts_before_the_name_are_of_the_body_of_the_row() {
        let all = told(
            "序号\t单位\t职务\t性别\t姓名\n1\t县住建局\t局长\t男\t方小禾\n2\t白沙镇\t镇长\t女\t陆青山\n3\t县水利局\t副局长\t男\t常大同\n",
        );
        for row in
            [["方小禾", "县住建局", "局长"], ["陆青山", "白沙镇", "镇长"], ["常大同", "县水利局", "副局长"]]
        {
            assert!(holds(&all, row, PostState::Held), "{row:?} {all:?}");
        }
    }

    #[test]
    fn posts_stand_on_the_second_line_of_a_cell() {
        let all = told(
            "项目名称\t责任单位\t责任领导\n白沙大桥工程\t县交通局\t方小禾；副县长\n清水湾安置房\t县住建局\t常大同；罗一鸣\n",
        );
        assert!(holds(&all, ["方小禾", "", "副县长"], PostState::Held), "{all:?}");
        assert_eq!(all.len(), 1, "{all:?}");
    }

    #[test]
    fn heads_tell_what_was_and_what_shall_be() {
        let all = told(
            "姓名\t现任职务\t学历\t拟任职务\n方小禾\t县水利局副局长\t大学\t县水利局局长\n常大同\t白沙镇镇长\t大学\t白沙镇党委书记\n",
        );
        assert!(holds(&all, ["方小禾", "县水利局", "副局长"], PostState::Held), "{all:?}");
        assert!(holds(&all, ["方小禾", "县水利局", "局长"], PostState::Proposed), "{all:?}");
        assert!(holds(&all, ["常大同", "白沙镇", "镇长"], PostState::Held), "{all:?}");
    }
}
