//! Posts: the chain of titles that leads up to, or follows, a name.

use crate::dictionary::Classes;
use crate::kind::Kind;
use crate::text::{Gap, Span, is_han};

use super::Mention;
use super::after::After;
use super::career;
use super::duty;
use super::edge;
use super::leaving;
use super::name;
use super::owner;
use super::scan::{Hit, Scan};
use super::tense::{self, PostState};

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
    /// Whether it is held, was held, or is proposed.
    pub state: PostState,
}

/// A title spoken of without a name: `县委书记来到某镇`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Office {
    /// The title with its prefixes.
    pub title: Span,
    /// Index of the body or place right before the title.
    pub owner: Option<usize>,
    /// Whether the title itself heads a jurisdiction.
    pub head: bool,
    /// Whether the title carries its organ in short.
    pub organ: bool,
}

impl Office {
    /// The post of somebody who held the office.
    pub fn held_by(self, holder: usize) -> Post {
        let Office { title, owner, head, organ } = self;
        Post { holder, title, owner, head, organ, state: PostState::Held }
    }
}

/// The posts of every official, in the order they are written.
pub(super) fn posts(scan: &Scan, mentions: &[Mention]) -> Vec<Post> {
    let mut out: Vec<Post> = Vec::new();
    let mut before: Option<usize> = None;
    let after = After::new(scan, mentions);
    let mut rows = duty::posts(scan, mentions);
    for (holder, mention) in mentions.iter().enumerate() {
        if mention.kind != Kind::Official {
            continue;
        }
        // Where a column of a table holds the posts, nothing else tells them.
        if let Some(chain) = rows.remove(&holder) {
            out.extend(chain);
            before = Some(holder);
            continue;
        }
        let mut chain = leading(scan, mentions, holder);
        leaving::mark(scan, mentions, holder, &mut chain);
        let more = chain.iter().any(|post| post.state != PostState::Former);
        chain.extend(after.following(holder, more));
        chain.extend(career::posts(scan, mentions, holder));
        if chain.is_empty() {
            chain = shared(scan, mentions, &out, before, holder);
        }
        for post in chain.iter_mut().filter(|post| post.owner.is_none() && !post.organ) {
            post.owner = owner::beside(scan, mentions, holder, post);
        }
        // A company's post is none of the organ told of before: `县长沈明与公司董事长李东`.
        for post in chain.iter_mut().filter(|post| post.owner.is_none() && owner::company(scan, post.title)) {
            post.owner = owner::distant(scan, mentions, &out, post);
        }
        if !chain.is_empty() && chain.iter().all(|post| post.owner.is_none() && !post.head) {
            inherit(scan, mentions, &out, before, holder, &mut chain);
        }
        for post in chain.iter_mut().filter(|post| post.owner.is_none() && !post.head && !post.organ) {
            post.owner = owner::distant(scan, mentions, &out, post);
        }
        out.extend(chain);
        before = Some(holder);
    }
    // `县人大|代表` is an office of its own.
    let congress =
        |post: &Post| post.owner.is_some_and(|owner| scan.text.slice(mentions[owner].span).ends_with("人大"));
    out.retain(|post| !owner::is_calling(scan, post.title) || congress(post));
    out
}

/// Titles before the name: `区委常委、统战部部长、区委办主任|李晓明`.
fn leading(scan: &Scan, mentions: &[Mention], holder: usize) -> Vec<Post> {
    let mut chain: Vec<Titled> = Vec::new();
    let Span { start: mut at, end } = mentions[holder].span;
    // `拟任县教育局局长 / 司  锐    县财政局副局长`: the line above is another's, as that of a CV.
    if scan.text.gap(at) >= Gap::Break && (edge::post_on_line(scan, end) || career::ends_above(scan, at)) {
        return Vec::new();
    }
    // `拟任县财政局局长的|王大明`: only of a post whose state is told.
    let of = at > 1 && scan.is_char(at - 1, &['的']) && scan.text.gap(at) == Gap::None;
    if of && title_to(scan, mentions, holder, at - 1).is_some_and(|titled| titled.told.is_some()) {
        at -= 1;
    }
    // `市人民法院院长：黄会忠`: a list of posts and names.
    if at > 1 && scan.is_char(at - 1, &[':']) && scan.text.gap(at) < Gap::Break {
        let office = |titled: &Titled| titled.post.owner.is_some() || titled.post.head;
        let begins = |titled: &Titled| titled.from == 0 || scan.text.gap(titled.from) >= Gap::Break;
        if title_to(scan, mentions, holder, at - 1).is_some_and(|titled| office(&titled) && begins(&titled)) {
            at -= 1;
        }
    }
    while let Some(titled) = title_to(scan, mentions, holder, at) {
        let start = titled.from;
        chain.push(titled);
        if start == 0 || scan.text.gap(start) >= Gap::Break {
            break;
        }
        let Some(next) = post_before(scan, mentions, holder, start) else { break };
        at = next;
    }
    // `某某当选县人大常委会主任 / 舒大为当选县长`: the one above is told of.
    if scan.text.gap(mentions[holder].span.start) >= Gap::Space
        && chain.last().is_some_and(|first| edge::is_linked(scan, mentions, first.from))
    {
        return Vec::new();
    }
    chain.reverse();
    // `原县委书记、县长`: told once for all that follow; `县委原书记、县长` for the one.
    let mut told = None;
    for titled in &mut chain {
        let own = titled.told.or(told);
        told = if titled.told.is_some() && !titled.ahead { None } else { own };
        titled.post.state = own.unwrap_or_default();
    }
    let mut chain: Vec<Post> = chain.into_iter().map(|titled| titled.post).collect();
    fill(&mut chain);
    chain
}

/// Where the post before one that starts at a position ends, if it is of the same person.
fn post_before(scan: &Scan, mentions: &[Mention], holder: usize, start: usize) -> Option<usize> {
    if start == 0 {
        return None;
    }
    // A comma of enumeration, `兼` or `和` joins two posts of one person.
    if scan.is_char(start - 1, &['、', '兼', '和']) {
        return Some(start - 1);
    }
    let title = |end: usize| title_to(scan, mentions, holder, end);
    // So does a comma, unless the posts before it are said of somebody: `张三，县委书记，县长李四`.
    if scan.is_char(start - 1, &[',']) {
        let first = leading_start(scan, mentions, holder, start - 1)?;
        let named = first > 0
            && (mention_to(mentions, first).or_else(|| mention_to(mentions, first - 1)))
                .is_some_and(|index| mentions[index].kind == Kind::Official);
        return (!named).then_some(start - 1);
    }
    // Words nobody knows may stand before the body: `副部长、县驻村工作|领导小组办公室主任`.
    let word = |at: &usize| scan.text.at(*at).is_some_and(is_han) && scan.text.gap(at + 1) < Gap::Break;
    let from = (start.saturating_sub(MODIFIER)..start).rev().take_while(word).last()?;
    (from > 0
        && scan.is_char(from - 1, &['、'])
        && mentions_over(mentions, Span::new(from, start)).all(|other| other.kind != Kind::Official))
    .then(|| from - 1)
    .filter(|&end| title(end).is_some())
}

/// Longest run of unknown words between two posts.
const MODIFIER: usize = 16;

/// Where the posts that end at a position begin.
fn leading_start(scan: &Scan, mentions: &[Mention], holder: usize, end: usize) -> Option<usize> {
    let mut first = None;
    let mut at = end;
    while let Some(Titled { from: start, .. }) = title_to(scan, mentions, holder, at) {
        first = Some(start);
        if start == 0 || !scan.is_char(start - 1, &['、', '兼']) {
            break;
        }
        at = start - 1;
    }
    first
}

/// A post without a body takes that of the post before it in the chain.
pub(super) fn fill(chain: &mut [Post]) {
    let mut owner = None;
    for post in chain {
        match post.owner {
            Some(own) => owner = Some(own),
            None if !post.head && !post.organ => post.owner = owner,
            None => {}
        }
    }
}

/// A title before a name, with what stands before it.
#[derive(Clone, Copy)]
struct Titled {
    post: Post,
    /// Where its wording begins, with its body and the word of its state.
    from: usize,
    /// What the words say of its state.
    told: Option<PostState>,
    /// Whether the word of state stands before the body, and so before all that follows.
    ahead: bool,
}

/// The title that ends at a position; of several the one whose body stands right before it.
fn title_to(scan: &Scan, mentions: &[Mention], holder: usize, at: usize) -> Option<Titled> {
    let make = |whole: Span, hit: Hit| {
        let owner = mention_to(mentions, whole.start)
            .filter(|&owner| matches!(mentions[owner].kind, Kind::Body | Kind::Place))
            .filter(|_| scan.text.gap(whole.start) < Gap::Break);
        let (title, own) = tense::trimmed(scan, whole, hit.span.start);
        let start = owner.map_or(whole.start, |owner| mentions[owner].span.start);
        let past = owner.is_some_and(|owner| tense::in_body(scan, mentions[owner].span));
        let before = if past { Some((start, PostState::Former)) } else { None };
        let before = before.or_else(|| if own.is_none() { tense::before(scan, start) } else { None });
        let (head, organ) = (hit.classes.any(Classes::HEAD), hit.classes.any(Classes::ORGAN_TITLE));
        Titled {
            post: Post { holder, title, owner, head, organ, state: PostState::Held },
            from: before.map_or(start, |(from, _)| from),
            told: own.or(before.map(|(_, state)| state)),
            ahead: own.is_none() || owner.is_none(),
        }
    };
    let all: Vec<Titled> = scan
        .ending(at, Classes::TITLE)
        .flat_map(|hit| {
            let whole = with_prefix(scan, mentions, hit.span);
            let free = |span: &Span| mention_over(mentions, *span).is_none();
            [whole, hit.span].into_iter().filter(free).map(move |span| (span, hit)).collect::<Vec<_>>()
        })
        .map(|(span, hit)| make(span, hit))
        .collect();
    all.iter().find(|titled| titled.post.owner.is_some()).or_else(|| all.first()).copied()
}

/// A title with 副, 代, 原 and the like before it.
fn with_prefix(scan: &Scan, mentions: &[Mention], title: Span) -> Span {
    let mut start = title.start;
    while start > 0 && scan.text.gap(start) == Gap::None {
        // `书记兼主任` are two posts.
        if scan.is_char(start - 1, &['兼']) {
            break;
        }
        let free = |hit: &Hit| {
            mention_over(mentions, hit.span).is_none()
                && !scan.text.chars()[hit.span.range()].contains(&'兼')
                && !scan.is_char(hit.span.start, &['该', '本'])
        };
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

/// Characters before a level that mean the jurisdiction the story tells of.
const THIS: [char; 3] = ['该', '本', '我'];

/// Characters right before an office that is spoken of as a person.
const LEADS: [char; 16] =
    ['该', '本', '我', '由', '向', '与', '和', '对', '经', '受', '请', '在', '是', '同', '的', '时'];

/// Titles with a body or jurisdiction of which no name is told, where the clause goes on without one.
pub(super) fn offices(scan: &Scan, mentions: &[Mention], posts: &[Post]) -> Vec<Office> {
    let mut out: Vec<Office> = Vec::new();
    let mut told: Vec<Span> = posts.iter().map(|post| post.title).collect();
    told.sort();
    for hit in scan.hits().filter(|hit| hit.classes.any(Classes::TITLE)) {
        let end = hit.span.end;
        let named = mentions.partition_point(|mention| mention.span.start < end);
        let named = mentions.get(named).is_some_and(|mention| mention.span.start == end);
        let next = name::end_evidence(scan, end);
        // `书记|处`, `区长|办公会`: no person.
        let noun = scan.starting(end, Classes::NEVER | Classes::WORK).any(|hit| hit.span.len() >= 2);
        if named
            || noun
            || next < 3
            || scan.crosses(end, Classes::TITLE | Classes::ORGAN | Classes::BODY_SUFFIX)
        {
            continue;
        }
        let Some(titled) = title_to(scan, mentions, 0, end).filter(|titled| titled.told.is_none()) else {
            continue;
        };
        let (Post { title, owner, head, organ, .. }, start) = (titled.post, titled.from);
        // `该县|县长` is the one in office; `各区区长`, `两名副县长`, `原县委书记` are not.
        let start = start - usize::from(start > 1 && scan.is_char(start - 2, &THIS));
        let clear = scan.text.gap(start) >= Gap::Space
            || start == 0
            || scan.text.at(start - 1).is_none_or(|c| crate::text::is_mark(c) || LEADS.contains(&c));
        let near = told.partition_point(|other| other.end <= title.start);
        let told = told.get(near).is_some_and(|other| other.overlaps(title))
            || out.last().is_some_and(|office| office.title.overlaps(title));
        if (owner.is_some() || head || organ) && clear && !told {
            out.push(Office { title, owner, head, organ });
        }
    }
    out.sort_by_key(|office| office.title);
    out
}

fn mention_to(mentions: &[Mention], end: usize) -> Option<usize> {
    let at = mentions.partition_point(|mention| mention.span.end < end);
    mentions.get(at).filter(|mention| mention.span.end == end).map(|_| at)
}

fn mentions_over(mentions: &[Mention], span: Span) -> impl Iterator<Item = &Mention> {
    let from = mentions.partition_point(|mention| mention.span.end <= span.start);
    mentions[from..].iter().take_while(move |mention| mention.span.start < span.end)
}

fn mention_over(mentions: &[Mention], span: Span) -> Option<usize> {
    let at = mentions.partition_point(|mention| mention.span.end <= span.start);
    mentions.get(at).filter(|mention| mention.span.overlaps(span)).map(|_| at)
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
    let comma = between.len() == 1 && scan.is_char(between.start, &['、']);
    // `副市长：甲　乙　丙`
    let column = between.is_empty() && scan.text.gap(between.start) == Gap::Space;
    if !comma && !column {
        return Vec::new();
    }
    let Some(last) = out.iter().rev().take_while(|post| post.holder == before).last().copied() else {
        return Vec::new();
    };
    let colon = scan.is_char(last.title.end, &[':']);
    if column && !colon {
        return Vec::new();
    }
    let plural = scan.text.chars()[last.title.range()].contains(&'副')
        || scan.ends(last.title.end, Classes::RANK)
        || ["委员", "常委", "代表", "成员"].iter().any(|word| scan.text.slice(last.title).ends_with(word));
    let alone = out.iter().rev().take_while(|post| post.holder == before).count() == 1;
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
        let fits = |owner: &usize| {
            let body = mentions[*owner].span;
            let fit = owner::fit(scan, post.title, body);
            fit.is_none() || fit == Some(true) && !owner::doubtful(scan, body, post.title)
        };
        post.owner = post.owner.or(owner.filter(fits));
    }
}
