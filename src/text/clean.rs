//! Drops white space and noise characters, and closes up letter-spaced words.

use super::fold::{ends_sentence, fold, is_common, is_han, is_mark, is_space};
use super::line::Line;
use super::{Gap, Layout, Text};

/// A text read once from its first character to its last: all that the later steps ask of single characters.
#[derive(Default)]
pub(super) struct Cleaned {
    pub(super) text: Text,
    /// Its lines; whether their breaks mean anything is not yet judged.
    pub(super) lines: Vec<Line>,
    /// Positions of the characters that end sentences.
    pub(super) stops: Vec<usize>,
    /// Positions with a space before them.
    pub(super) spaces: Vec<usize>,
}

/// What was passed over since the last character that was kept.
#[derive(Default)]
struct Before {
    any: bool,
    gap: Gap,
    newlines: usize,
    indent: usize,
    after_blank: bool,
    tabs: u16,
}

impl Before {
    fn space(&mut self, c: char) {
        // Of a page break made by a PDF reader remains a form feed.
        if matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}') {
            self.newlines += 1;
            self.after_blank = self.gap == Gap::Space;
            self.gap = if self.newlines > 1 { Gap::Blank } else { Gap::Break };
            self.indent = 0;
            self.tabs = 0;
        } else {
            self.tabs = self.tabs.saturating_add(u16::from(c == '\t'));
            self.indent += if c.is_ascii() { 1 } else { 2 };
        }
        self.gap = self.gap.max(Gap::Space);
    }
}

/// Reads raw text into clean characters, each with the gap before it.
pub(super) fn clean(raw: &str, layout: &Layout) -> Cleaned {
    let guess = raw.len() / 3 + 8;
    let mut chars: Vec<char> = Vec::with_capacity(guess);
    let mut bytes: Vec<u32> = Vec::with_capacity(guess);
    let mut cleaned = Cleaned::default();
    let Cleaned { text, lines, stops, spaces } = &mut cleaned;
    text.gaps.reserve_exact(guess);
    text.scalars.reserve_exact(guess);
    let mut script = layout.simplified.judge();
    let mut line = Line::default();
    let mut before = Before { any: true, ..Before::default() };
    let mut inside_quote = false;
    for (scalar, (byte, written)) in raw.char_indices().enumerate() {
        let mut c = written;
        let common = is_common(c);
        if common {
            script.note(c);
        } else {
            if is_space(c) {
                before.any = true;
                if c != '\r' || !raw[byte + 1..].starts_with('\n') {
                    before.space(c);
                }
                continue;
            }
            let Some(folded) = fold(c) else {
                before.any = true;
                continue;
            };
            c = match folded {
                '"' if inside_quote => '”',
                '"' => '“',
                c => c,
            };
            match c {
                '“' => inside_quote = true,
                '”' => inside_quote = false,
                _ => {}
            }
        }
        let at = chars.len();
        // Where nothing was passed over, gaps and scalars go on as they did; they are filled in here.
        if before.any {
            let Before { gap, indent, after_blank, tabs, .. } = std::mem::take(&mut before);
            text.go_on(at);
            text.gaps.push(gap);
            if tabs > 0 {
                text.tabs.push((at as u32, tabs));
            }
            text.scalars.push(scalar as u32);
            if gap >= Gap::Blank {
                inside_quote = c == '“';
            }
            if at == 0 {
                line = Line::new(at, indent, after_blank);
            } else if gap >= Gap::Break {
                let next = Line::new(at, indent, after_blank);
                lines.push(std::mem::replace(&mut line, next).ended(at));
            } else if gap == Gap::Space {
                spaces.push(at);
                line.width += 1;
            }
        }
        if common {
            line.width += 2;
        } else {
            line.note(c);
            if ends_sentence(c) {
                stops.push(at);
            }
        }
        chars.push(c);
        bytes.push(byte as u32);
    }
    let n = chars.len();
    text.go_on(n);
    if n > 0 {
        lines.push(line.ended(n));
    }
    text.traditional = script.is_traditional();
    if text.traditional {
        chars.iter_mut().for_each(|c| *c = layout.simplified.of(*c));
    }
    (text.chars, text.bytes) = (chars, bytes);
    cleaned
}

impl Text {
    /// Fills in gaps and scalars up to position `at`, for characters that followed one another in the raw text.
    fn go_on(&mut self, at: usize) {
        let next = self.scalars.last().map_or(0, |last| last + 1);
        let more = (at - self.scalars.len()) as u32;
        self.scalars.extend(next..next + more);
        self.gaps.resize(at, Gap::None);
    }
}

impl Cleaned {
    /// Turns spaces that mean nothing into no gap at all; wrapped lines are joined before, for a name may go on
    /// behind the break: `通讯员 尼|玛 李 洁`.
    pub(super) fn close_spaces(&mut self) {
        let Cleaned { text, spaces, .. } = self;
        spaces.retain(|&at| {
            let kept = !beside_number(text.chars[at - 1], text.chars[at]);
            if !kept {
                text.gaps[at] = Gap::None;
            }
            kept
        });
        // A character alone between gaps: `以 人 民 为 中 心`, or the two of `李 强` in a list of names.
        let lone = |text: &Text, at: usize| {
            is_han(text.chars[at])
                && (text.gap(at) >= Gap::Space || is_mark(text.chars[at - 1]))
                && (text.gap(at + 1) >= Gap::Space || is_mark(text.chars[at + 1]))
        };
        let mut spaces = spaces.iter().copied().peekable();
        while let Some(at) = spaces.next() {
            let (start, mut end) = (at - 1, at + 1);
            if !lone(text, start) || !lone(text, at) {
                continue;
            }
            while spaces.next_if(|&next| next == end && lone(text, end)).is_some() {
                end += 1;
            }
            // `甲/文 乙 丙/图`, `(乙 丙 文/图)`: what somebody did is no part of the name.
            let did = |at: usize| matches!(text.chars.get(at), Some('文' | '图' | '摄' | '辑'));
            let slash = |at: usize| text.chars.get(at) == Some(&'/');
            let over = |at: usize| {
                matches!(text.chars.get(at - 1), Some('摄' | '辑'))
                    && (text.gap(at) >= Gap::Space || text.chars.get(at).is_none_or(|&c| is_mark(c)))
            };
            let start = start + usize::from(end - start == 3 && did(start) && start > 0 && slash(start - 1));
            end -= usize::from(end - start == 3 && did(end - 1) && (slash(end) || over(end)));
            let alone = (text.gap(start) >= Gap::Break || is_mark(text.chars[start - 1]))
                || (text.gap(end) >= Gap::Break || is_mark(text.chars[end]));
            match end - start {
                // Two names of two characters each rather than one word of four.
                4 => {
                    text.gaps[start + 1] = Gap::None;
                    text.gaps[start + 3] = Gap::None;
                }
                // One name of three or one of two and the half of the next: `张 大 山 李四光`, `张 军 何 平参加`.
                3 if text.gap(start) == Gap::Space && text.gap(end) == Gap::Space => {}
                // A name of two in a list keeps the blank that shows it: `、左 岸、`.
                2 if !alone || text.chars[start - usize::from(start > 0)] == '、' => {}
                length => {
                    text.gaps[start + 1..end].fill(Gap::None);
                    if length <= 3 {
                        text.padded.extend(start + 1..end);
                    }
                }
            }
        }
    }
}

fn beside_number(left: char, right: char) -> bool {
    let number = |c: char| c.is_ascii_digit() || c == '.' || c == '%';
    (number(left) && (is_han(right) || number(right))) || (number(right) && is_han(left))
}
