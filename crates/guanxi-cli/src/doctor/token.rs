//! The words of DOT, each with its line and with what stands round it.

/// One word of a DOT file.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token<'a> {
    pub(super) sort: Sort,
    /// As it stands in the file; without its quotation marks.
    pub(super) text: &'a str,
    pub(super) line: usize,
    /// Whether a blank or a bracket stands before it.
    pub(super) apart: bool,
}

/// What sort of word it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// A name or a number.
    Plain,
    Quoted,
    Html,
    /// `--` or `->`.
    Link,
    /// One of `{ } [ ] ; , : = +`.
    Mark,
    /// What Graphviz does not take.
    Odd,
    /// A line of the preprocessor.
    Hash,
}

/// All words of a file; comments are left out.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut reader = Reader { text, at: 0, line: 1 };
    let mut apart = true;
    while let Some(c) = reader.peek() {
        let (from, line) = (reader.at, reader.line);
        if c.is_whitespace() {
            reader.next();
            apart = true;
            continue;
        }
        if let Some(end) = reader.comment() {
            reader.skip_to(end);
            apart = true;
            continue;
        }
        let (sort, inner) = reader.word(c);
        let text = inner.map_or(&text[from..reader.at], |(from, to)| &text[from..to]);
        tokens.push(Token { sort, text, line, apart });
        apart = sort == Sort::Mark;
    }
    tokens
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    line: usize,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        self.line += usize::from(c == '\n');
        Some(c)
    }

    fn skip_to(&mut self, end: usize) {
        while self.at < end && self.next().is_some() {}
    }

    /// Where a comment that begins here ends.
    fn comment(&self) -> Option<usize> {
        let to = |mark: &str, more: usize| {
            self.rest().find(mark).map_or(self.text.len(), |at| self.at + at + more)
        };
        if self.rest().starts_with("//") {
            Some(to("\n", 0))
        } else if self.rest().starts_with("/*") {
            Some(to("*/", 2))
        } else {
            None
        }
    }

    /// Reads one word; its bounds without quotation marks, where it has them.
    fn word(&mut self, first: char) -> (Sort, Option<(usize, usize)>) {
        let rest = self.rest();
        let line_start = self.at == 0 || self.text[..self.at].ends_with('\n');
        if first == '#' && line_start {
            let end = self.at + rest.find('\n').unwrap_or(rest.len());
            self.skip_to(end);
            return (Sort::Hash, None);
        }
        if rest.starts_with("--") || rest.starts_with("->") {
            self.at += 2;
            return (Sort::Link, None);
        }
        match first {
            '"' => self.quoted(),
            '<' => self.html(),
            '{' | '}' | '[' | ']' | ';' | ',' | ':' | '=' | '+' => {
                self.at += 1;
                (Sort::Mark, None)
            }
            c if is_name(c) || c == '.' || c == '-' => {
                let number = !c.is_alphabetic() && c != '_';
                self.next();
                while let Some(c) = self.peek() {
                    let goes_on = if number { c.is_ascii_digit() || c == '.' } else { is_name(c) };
                    if !goes_on {
                        break;
                    }
                    self.next();
                }
                (Sort::Plain, None)
            }
            _ => {
                self.next();
                (Sort::Odd, None)
            }
        }
    }

    fn quoted(&mut self) -> (Sort, Option<(usize, usize)>) {
        self.at += 1;
        let from = self.at;
        while let Some(c) = self.next() {
            match c {
                '\\' => drop(self.next()),
                '"' => return (Sort::Quoted, Some((from, self.at - 1))),
                _ => {}
            }
        }
        (Sort::Odd, None)
    }

    fn html(&mut self) -> (Sort, Option<(usize, usize)>) {
        let mut depth = 0;
        while let Some(c) = self.next() {
            match c {
                '<' => depth += 1,
                '>' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return (Sort::Html, None);
            }
        }
        (Sort::Odd, None)
    }
}

/// Letters of names that need no quotation marks; beyond ASCII all are.
fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || !c.is_ascii()
}
