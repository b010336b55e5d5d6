//! Lines of the raw text, and what joining them asks of each.

use super::Span;

/// A raw line. All that is asked of its characters is noted while they are read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Line {
    pub(super) span: Span,
    /// Display width, in half-width columns.
    pub(super) width: usize,
    /// The blanks before its first character, in half-width columns.
    pub(super) indent: usize,
    /// Whether the line before ended with blanks.
    pub(super) after_blank: bool,
    /// Commas, full stops and the like: a line of prose, not a headline.
    pub(super) prose: bool,
    /// Whether it holds a comma, and a full stop.
    pub(super) comma: bool,
    pub(super) stop: bool,
    /// Whether a quotation, or a title in `《》`, begins in it that it does not close.
    pub(super) quoting: bool,
    pub(super) citing: bool,
    /// Brackets it leaves open.
    pub(super) brackets: u32,
    /// Whether its first bracket is one that closes; `None` where it has no bracket.
    pub(super) closes: Option<bool>,
}

impl Line {
    pub(super) fn new(start: usize, indent: usize, after_blank: bool) -> Line {
        Line { span: Span::new(start, start), indent, after_blank, ..Line::default() }
    }

    /// The whole line, which ends before a position.
    pub(super) fn ended(self, end: usize) -> Line {
        Line { span: Span::new(self.span.start, end), ..self }
    }

    /// Notes a character that is not one of the common Chinese ones.
    pub(super) fn note(&mut self, c: char) {
        let narrow = c.is_ascii_alphanumeric() || matches!(c, '.' | '“' | '”');
        self.width += if narrow { 1 } else { 2 };
        match c {
            '。' => (self.prose, self.stop) = (true, true),
            ',' => (self.prose, self.comma) = (true, true),
            ';' | '、' => self.prose = true,
            '“' => self.quoting = true,
            '”' => self.quoting = false,
            '《' => self.citing = true,
            '》' => self.citing = false,
            '(' => {
                self.closes.get_or_insert(false);
                self.brackets += 1;
            }
            ')' => {
                self.closes.get_or_insert(true);
                self.brackets = self.brackets.saturating_sub(1);
            }
            _ => {}
        }
    }
}
