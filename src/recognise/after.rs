//! Posts told after a name: `张三任县委书记`, `任命张三为副县长、代县长`, `张三，县委书记`.

use std::cell::RefCell;

use crate::dictionary::Classes;
use crate::kind::Kind;
use crate::text::{Gap, Span};

use super::edge;
use super::name;
use super::posts::fill;
use super::scan::Scan;
use super::tense::{self, Link, PostState};
use super::{Mention, Post};

/// Words between a name and what leads to its post.
const BETWEEN: [&str; 8] = ["同志", "委员", "代表", "先生", "女士", "的", "被", "刚"];

/// Words between one post of a person and the next.
const AND: [&str; 8] = ["并", "同时", "后", "又", "此前", "此后", "之前", "之后"];

/// Most titles that are told of all names of a list.
const MOST_SHARED: usize = 16;

/// Longest run of a person's particulars, in characters.
const PARTICULARS: usize = 120;

/// Furthest the next person stands from the first of posts that are theirs, in characters.
const FURTHER: usize = 40;

/// Titles after the names of a page, each name looked at once.
pub(super) struct After<'a> {
    scan: &'a Scan<'a>,
    mentions: &'a [Mention],
    /// For each mention the name later in its list whose titles are told of all: `补选甲、乙为代表`.
    sharing: Vec<Option<usize>>,
    /// How many names of its list stand before each mention.
    place: Vec<usize>,
    /// What the verb before each mention does with the people it names.
    governed: Vec<Option<PostState>>,
    /// The titles that were told last of a whole list, and the name they follow.
    shared: RefCell<Option<(usize, Vec<Post>)>>,
}

/// Titles that follow a name, and where they end.
struct Chain {
    posts: Vec<Post>,
    end: usize,
}

impl<'a> After<'a> {
    /// Finds out which names of lists share the titles that follow the last.
    pub(super) fn new(scan: &'a Scan<'a>, mentions: &'a [Mention]) -> After<'a> {
        let governed = tense::governed(scan, mentions);
        let count = mentions.len();
        let (sharing, place, shared) = (vec![None; count], vec![0; count], RefCell::default());
        let mut after = After { scan, mentions, sharing, place, governed, shared };
        let joined: Vec<bool> =
            (0..count).map(|holder| holder + 1 < count && after.continues(holder)).collect();
        for holder in (0..count).rev().filter(|&holder| joined[holder]) {
            let linked = after.direct(holder + 1, false).is_some();
            after.sharing[holder] = if linked { Some(holder + 1) } else { after.sharing[holder + 1] };
        }
        for holder in (0..count).filter(|&holder| joined[holder]) {
            after.place[holder + 1] = after.place[holder] + 1;
        }
        after
    }

    /// Titles after the name; `more` where titles before it are known.
    pub(super) fn following(&self, holder: usize, more: bool) -> Vec<Post> {
        let own = self.direct(holder, more);
        let last = if more || own.is_some() { None } else { self.sharing[holder] };
        let mut kept = self.shared.borrow_mut();
        let posts = match (own, last) {
            (Some(own), _) => own,
            (None, None) => return Vec::new(),
            // The next name of the list asks for the same.
            (None, Some(last)) => match kept.take() {
                Some((of, posts)) if of == last => posts,
                _ => self.direct(last, false).unwrap_or_default(),
            },
        };
        let end = last.unwrap_or(holder);
        let each = self.place[end] > 0 && self.scan.spells(self.mentions[end].span.end, "分别").is_some();
        // `甲、乙分别任县长、副县长`: to each his own.
        let told = match (each, posts.len() == self.place[end] + 1) {
            (true, true) => &posts[self.place[holder]..=self.place[holder]],
            (true, false) => &[],
            (false, _) if last.is_some() => &posts[..posts.len().min(MOST_SHARED)],
            (false, _) => &posts[..],
        };
        let told = told.iter().map(|post| Post { holder, ..*post }).collect();
        *kept = last.map(|last| (last, posts));
        told
    }

    /// Whether a name is one of a list that goes on with the next mention and leads to a post: `补选甲、乙为代表`.
    fn continues(&self, holder: usize) -> bool {
        let (scan, mentions, next) = (self.scan, self.mentions, holder + 1);
        let end = mentions[next].span.end;
        mentions[next].kind == Kind::Official
            && mentions[next].span.start == mentions[holder].span.end + 1
            && scan.is_char(mentions[next].span.start - 1, &['、', '和'])
            && (scan.is_char(end, &['、', '和', '为', '任'])
                || scan.spells(end, "分别").is_some()
                || tense::verb(scan, end).is_some_and(|link| link.end > end + 1))
    }

    /// Titles right after the name itself; `None` where nothing there leads to one.
    fn direct(&self, holder: usize, more: bool) -> Option<Vec<Post>> {
        let (scan, mentions) = (self.scan, self.mentions);
        let Span { start, end } = mentions[holder].span;
        // `(哈萨克族)为`; or the next column holds the post.
        let beside = edge::post_beside(scan, end);
        let from = if edge::of_nation(scan, end) { name::skip_brackets(scan, end) } else { end };
        if let Some(posts) = self.moved_on(holder, from) {
            return Some(posts);
        }
        // `某某的县教育局局长职务` on a line or in a clause of its own.
        let alone = scan.text.gap(start) >= Gap::Break || scan.is_char(start.wrapping_sub(1), &[';', ':']);
        let governed = self.governed[holder];
        let appointed = alone || governed.is_some();
        let replaced = scan.spells(start.wrapping_sub(2), "接替").is_some();
        let (mut at, mut linked, mut of) = (from, beside && !more, false);
        let mut state = None;
        if let Some((next, whole)) = self.past_particulars(holder, end).filter(|_| !more) {
            (at, linked) = (next, linked || whole);
        }
        // `同志任`, `的`, `，现任`: at most three words in a row.
        for _ in 0..3 {
            let broken = scan.text.gap(at) >= Gap::Break;
            if let Some(link) = tense::verb(scan, at) {
                // Where posts stand before the name, `任` and `为` tell of something else.
                linked |= !more || link.end > at + 1;
                state = state.or(Some(link.state).filter(|state| *state != PostState::Held));
                at = link.end;
            } else if scan.is_char(at, &[',', '(']) && !broken {
                // `组长某某（县财政局局长）`: with its body another post.
                let whole = || {
                    title_from(scan, mentions, holder, at + 1, false).is_some_and(|post| post.owner.is_some())
                };
                linked |= !more || at == end && scan.is_char(at, &['(']) && whole();
                at += 1;
            } else if let Some(end) =
                BETWEEN.iter().find_map(|word| scan.spells(at, word)).filter(|_| !broken)
            {
                of |= end == at + 1 && scan.is_char(at, &['的']);
                linked |= !more && appointed && of;
                at = end;
            } else if let Some(next) = self.replaces(holder, at) {
                linked = true;
                at = next;
            } else {
                break;
            }
        }
        // `免去某某县教育局局长职务`, `某某县长表示`: a title that nothing leads to.
        let comrade = governed == Some(PostState::Former) && scan.spells(end, "同志") == Some(at);
        let bare = !linked && (at == end || comrade) && !more && scan.text.gap(at) == Gap::None;
        if !linked && !bare {
            return None;
        }
        let Chain { mut posts, end: after } = self.chain(holder, at, bare);
        if self.leads_on(holder, at, after) {
            return None;
        }
        let (after, tail) = tense::tail(scan, after);
        if bare && posts.is_empty() {
            return None;
        }
        let laid_down = governed.filter(|state| *state == PostState::Former && (of || bare));
        let proposed = governed.filter(|state| *state == PostState::Proposed);
        let told = tail.or(state).or(laid_down).or(proposed);
        let told = told.or((of && !self.succeeds(holder) || replaced).then_some(PostState::Former));
        set(&mut posts, told);
        if !posts.is_empty() {
            posts.extend(self.further(holder, after));
        }
        Some(posts)
    }

    /// Whether posts after a comma are the next person's: `毛建军，|市委常委、常务副市长周素英`.
    fn leads_on(&self, holder: usize, from: usize, end: usize) -> bool {
        let (scan, mentions) = (self.scan, self.mentions);
        let comma = from > 0 && scan.is_char(from - 1, &[',']) && scan.is_char(end, &['、']);
        let mut others = mentions[holder + 1..].iter().take_while(|other| other.span.start < end + FURTHER);
        let next = others.find(|other| other.kind == Kind::Official && other.span.start > end);
        let clear = |at: usize| !scan.is_char(at, &[',', '。', ';', ':']) && scan.text.gap(at) < Gap::Break;
        comma
            && next.is_some_and(|next| {
                let start = next.span.start;
                scan.ends(start, Classes::TITLE) && (end + 1..start).all(clear)
            })
    }

    /// `由县长任县委书记`: the post left and the one taken.
    fn moved_on(&self, holder: usize, at: usize) -> Option<Vec<Post>> {
        let at = self.scan.spells(at, "同志").unwrap_or(at);
        let at = self.scan.spells(at, "由").or_else(|| self.scan.spells(at, "从"))?;
        let left = self.chain(holder, at, true);
        let (verb, body) = self.transfer(left.end).filter(|_| !left.posts.is_empty())?;
        let mut taken = self.chain(holder, verb.end, false);
        taken.posts.iter_mut().filter(|post| !post.head).for_each(|post| post.owner = post.owner.or(body));
        let mut posts = left.posts;
        let proposed =
            verb.state == PostState::Proposed || self.governed[holder] == Some(PostState::Proposed);
        let mut new = taken.posts;
        set(&mut posts, (!proposed).then_some(PostState::Former));
        set(&mut new, proposed.then_some(PostState::Proposed));
        posts.extend(new);
        Some(posts)
    }

    /// The verb between the post left and the one taken: `任`, or `调|县文体广电局任|副局长` around the new body, which is told too.
    fn transfer(&self, at: usize) -> Option<(Link, Option<usize>)> {
        let scan = self.scan;
        if !scan.is_char(at, &['调', '到']) || scan.is_char(at + 1, &['任']) {
            return Some((tense::verb(scan, at)?, None));
        }
        let body = at + 1 + usize::from(scan.is_char(at + 1, &['到', '往']));
        let first = self.mentions.partition_point(|mention| mention.span.start < body);
        let owner = self.mentions.get(first).filter(|mention| mention.span.start == body)?;
        Some((tense::verb(scan, owner.span.end)?, Some(first)))
    }

    /// Where the clause of a post begins, past a person's particulars, and whether the post stands there without a verb:
    /// `，男，满族，1976年5月生，|现任县长`, `，1966年5月生，|县财政局副局长，`.
    fn past_particulars(&self, holder: usize, end: usize) -> Option<(usize, bool)> {
        let scan = self.scan;
        if !scan.is_char(end, &[',', '(']) {
            return None;
        }
        let most = (end + PARTICULARS).min(scan.text.len());
        let open = |at: &usize| !scan.is_char(*at, &['。', '!', '?']) && scan.text.gap(*at) < Gap::Blank;
        let cut = |from: usize| (from..most).take_while(open).find(|&at| scan.is_char(at, &[',', ';']));
        let mut at = end + 1;
        while let Some(cut) = cut(at).filter(|&cut| is_particular(&scan.text.chars()[at..cut])) {
            at = cut + 1;
        }
        if at == end + 1 {
            return None;
        }
        let post = title_from(scan, self.mentions, holder, at, false).filter(|post| {
            (post.owner.is_some() || post.head) && scan.is_char(post.title.end, &[',', ';', '、', '兼'])
        });
        if post.is_some() {
            return Some((at, true));
        }
        let verb = (at..most).take_while(open).find(|&at| {
            scan.is_char(at - 1, &[',', ';']) && tense::verb(scan, at).is_some_and(|link| link.end > at + 1)
        });
        verb.map(|at| (at, false))
    }

    /// Where what follows `接替某某` begins.
    fn replaces(&self, holder: usize, at: usize) -> Option<usize> {
        let at = self.scan.spells(at, "接替")?;
        let other = self.mentions.get(holder + 1)?;
        (other.kind == Kind::Official && other.span.start == at).then_some(other.span.end)
    }

    fn succeeds(&self, holder: usize) -> bool {
        self.scan.spells(self.mentions[holder].span.end, "接替").is_some()
    }

    /// Posts in the clauses that follow: `，现任县长，拟任县委书记`.
    fn further(&self, holder: usize, mut at: usize) -> Vec<Post> {
        let mut all = Vec::new();
        loop {
            // The next clause, or the next column of a table.
            let comma = self.scan.is_char(at, &[',', ';']) && self.scan.text.gap(at + 1) < Gap::Break;
            let column = self.scan.text.gap(at) == Gap::Space;
            if !comma && !column {
                break;
            }
            let mut next = at + usize::from(comma);
            let mut before = false;
            while let Some((word, end)) =
                AND.iter().find_map(|word| Some((word, self.scan.spells(next, word)?)))
            {
                before |= word.ends_with('前');
                next = end;
            }
            let Some(link) = tense::verb(self.scan, next) else { break };
            // `任` by itself may be of anybody; `为` and `是` are.
            if link.end == next + 1 && !self.scan.is_char(next, &['任', '拟']) {
                break;
            }
            let Chain { mut posts, end } = self.chain(holder, link.end, false);
            if posts.is_empty() {
                break;
            }
            let (end, tail) = tense::tail(self.scan, end);
            let state = if before { PostState::Former } else { link.state };
            set(&mut posts, tail.or(Some(state).filter(|state| *state != PostState::Held)));
            all.extend(posts);
            at = end;
        }
        all
    }

    /// The titles joined by `、` or `兼` from a position on; `loose` where anything may follow them.
    fn chain(&self, holder: usize, at: usize, loose: bool) -> Chain {
        let mut chain = Chain { posts: Vec::new(), end: at };
        let mut at = at;
        while let Some(post) = title_from(self.scan, self.mentions, holder, at, loose) {
            chain.end = post.title.end;
            chain.posts.push(post);
            at = chain.end + 1;
            if !self.scan.is_char(chain.end, &['、', '兼']) {
                break;
            }
        }
        fill(&mut chain.posts);
        chain
    }
}

/// Whether a clause tells of a person's sex, nation, birth, party or schools.
fn is_particular(clause: &[char]) -> bool {
    let number = clause.iter().any(char::is_ascii_digit);
    match clause {
        ['男' | '女', rest @ ..] => rest.is_empty() || rest.starts_with(&['(']),
        [.., '族'] => clause.len() <= 6,
        [.., '生'] | [.., '入', '党'] | [.., '工', '作'] => number,
        [.., '党', '员'] | [.., '学', '历' | '位'] | [.., '本', '科'] | [.., '大', '专'] => {
            clause.len() <= 10
        }
        _ => false,
    }
}

/// Gives posts the state that was told of all of them.
fn set(posts: &mut [Post], state: Option<PostState>) {
    let held = posts.iter_mut().filter(|post| post.state == PostState::Held);
    held.for_each(|post| post.state = state.unwrap_or_default());
}

/// The body and title that start at a position.
pub(super) fn title_from(
    scan: &Scan,
    mentions: &[Mention],
    holder: usize,
    at: usize,
    loose: bool,
) -> Option<Post> {
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
    let end = hit.span.end;
    let over = tense::over(scan, end)
        || scan.is_char(end, &['职', '的', '兼', '候', '人', '时', '后', '以'])
        || loose && (tense::verb(scan, end).is_some() || tense::tail(scan, end).0 > end)
        || loose && name::end_evidence(scan, end) >= 3;
    let (title, told) = tense::trimmed(scan, Span::new(from, end), hit.span.start);
    over.then(|| Post {
        holder,
        title,
        owner,
        head: hit.classes.any(Classes::HEAD),
        organ: hit.classes.any(Classes::ORGAN_TITLE),
        state: told.unwrap_or_default(),
    })
}
