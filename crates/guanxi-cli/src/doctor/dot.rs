//! DOT, as Graphviz and Gephi see it: Gephi has a tokeniser of its own, not the grammar.

use super::look::{Container, weight};
use super::report::Report;
use super::rules;
use super::token::{Sort, Token, tokens};

/// Bytes from which Gephi guesses the charset.
const GUESSED: usize = 4096;

/// Groups in groups that are followed; more are no graph somebody drew.
const DEEPEST: usize = 100;

pub(super) fn examine(text: &str, report: &mut Report) {
    if let Some(at) = text.find(|c: char| !c.is_ascii()).filter(|&at| at >= GUESSED) {
        report.note(&rules::DOT_LATE_CHINESE, 1 + text[..at].matches('\n').count(), "");
    }
    let all = tokens(text);
    let mut words: Vec<Token> = Vec::with_capacity(all.len());
    for token in all {
        match token.sort {
            Sort::Hash => report.note(&rules::DOT_HASH, token.line, token.text),
            Sort::Odd => report.note(&rules::DOT_SYNTAX, token.line, token.text),
            _ => words.push(token),
        }
    }
    let mut reader =
        Reader { words: &words, at: 0, report, container: Container::default(), directed: false, depth: 0 };
    reader.graph();
}

struct Reader<'a> {
    words: &'a [Token<'a>],
    at: usize,
    report: &'a mut Report,
    container: Container,
    directed: bool,
    depth: usize,
}

impl<'a> Reader<'a> {
    /// Goes on, and not past the end.
    fn step(&mut self, words: usize) {
        self.at = (self.at + words).min(self.words.len());
    }

    fn peek(&self) -> Option<&'a Token<'a>> {
        self.words.get(self.at)
    }

    fn is_mark(&self, mark: &str) -> bool {
        self.peek().is_some_and(|token| token.sort == Sort::Mark && token.text == mark)
    }

    fn take_mark(&mut self, mark: &str) -> bool {
        let is = self.is_mark(mark);
        self.step(usize::from(is));
        is
    }

    fn line(&self) -> usize {
        self.peek().or(self.words.last()).map_or(1, |token| token.line)
    }

    fn wrong(&mut self) {
        let shown = self.peek().map_or("the file ends here", |token| token.text);
        self.report.note(&rules::DOT_SYNTAX, self.line(), shown);
    }

    fn graph(&mut self) {
        if self.peek().is_some_and(|token| token.text.eq_ignore_ascii_case("strict")) {
            self.report.note(&rules::DOT_STRICT, self.line(), "");
            self.step(1);
        }
        let word = self.peek().map(|token| token.text.to_ascii_lowercase()).unwrap_or_default();
        if word != "graph" && word != "digraph" {
            self.report.note(&rules::NO_GRAPH, self.line(), &word);
            return;
        }
        self.directed = word == "digraph";
        self.step(1);
        if self.peek().is_some_and(|token| token.sort != Sort::Mark) {
            self.step(1);
        }
        if !self.take_mark("{") {
            return self.wrong();
        }
        self.statements();
        if !self.take_mark("}") {
            self.wrong();
        }
    }

    /// Statements up to the bracket that closes them.
    fn statements(&mut self) {
        while let Some(token) = self.peek() {
            if self.is_mark("}") {
                return;
            }
            if self.take_mark(";") || self.take_mark(",") {
                continue;
            }
            let before = self.at;
            self.statement(token);
            if self.at == before {
                self.wrong();
                self.step(1);
            }
        }
    }

    fn statement(&mut self, token: &'a Token<'a>) {
        let word = token.text.to_ascii_lowercase();
        let keyword = token.sort == Sort::Plain;
        if keyword && ["graph", "node", "edge"].contains(&word.as_str()) {
            self.report.note(&rules::DOT_DEFAULTS, token.line, token.text);
            self.step(1);
            self.lists();
            return;
        }
        if let (true, Some(next)) = (token.sort != Sort::Mark, self.words.get(self.at + 1))
            && next.sort == Sort::Mark
            && next.text == "="
        {
            self.report.note(&rules::DOT_BARE_VALUE, token.line, token.text);
            self.step(3);
            return;
        }
        let mut ends = vec![self.end()];
        let mut links: Vec<&Token> = Vec::new();
        while let Some(link) = self.peek().filter(|token| token.sort == Sort::Link) {
            if (link.text == "->") != self.directed {
                self.report.note(&rules::DOT_DIRECTION, link.line, link.text);
            }
            links.push(link);
            let plain = self.words[self.at - 1].sort == Sort::Plain;
            let next = self.words.get(self.at + 1);
            let next_plain = next.is_some_and(|next| next.sort == Sort::Plain && !next.apart);
            if (plain && !link.apart) || next_plain {
                let shown =
                    format!("{}{}{}", self.words[self.at - 1].text, link.text, next.map_or("", |n| n.text));
                self.report.note(&rules::DOT_TIGHT_LINK, link.line, &shown);
            }
            self.step(1);
            ends.push(self.end());
        }
        let fanned = ends.iter().any(|end| end.len() != 1);
        if !links.is_empty() && (links.len() > 1 || fanned) {
            self.report.note(&rules::DOT_CHAIN, token.line, "");
        }
        for (two, link) in ends.windows(2).zip(&links) {
            for from in &two[0] {
                for to in &two[1] {
                    self.container.link(self.report, link.line, (from, to), "", "");
                }
            }
        }
        if links.is_empty()
            && let [[id]] = &ends.iter().map(Vec::as_slice).collect::<Vec<_>>()[..]
        {
            self.container.node(self.report, token.line, id);
        }
        self.lists();
    }

    /// One end of a link: a node, or a group of them.
    fn end(&mut self) -> Vec<String> {
        let Some(token) = self.peek() else { return Vec::new() };
        if token.sort == Sort::Plain && token.text.eq_ignore_ascii_case("subgraph") {
            self.report.note(&rules::DOT_DEFAULTS, token.line, token.text);
            self.step(1);
            if self.peek().is_some_and(|token| token.sort != Sort::Mark) {
                self.step(1);
            }
        }
        if self.take_mark("{") {
            let from = self.at;
            if self.depth == DEEPEST {
                self.wrong();
                self.at = self.words.len();
                return Vec::new();
            }
            self.depth += 1;
            self.statements();
            self.depth -= 1;
            if !self.take_mark("}") {
                self.wrong();
            }
            let names = self.words[from..self.at].iter();
            return names
                .filter(|token| token.sort != Sort::Mark)
                .map(|token| token.text.to_owned())
                .collect();
        }
        if matches!(token.sort, Sort::Mark | Sort::Link) {
            return Vec::new();
        }
        self.step(1);
        let mut id = token.text.to_owned();
        while self.is_mark("+") {
            self.step(1);
            id.push_str(self.peek().map_or("", |token| token.text));
            self.step(1);
        }
        while self.take_mark(":") {
            self.report.note(&rules::DOT_PORT, token.line, &id);
            self.step(1);
        }
        vec![id]
    }

    fn lists(&mut self) {
        let mut count = 0;
        while self.is_mark("[") {
            count += 1;
            if count == 2 {
                self.report.note(&rules::DOT_TWO_LISTS, self.line(), "");
            }
            self.step(1);
            while !self.is_mark("]") {
                if self.peek().is_none() || self.is_mark("}") || self.is_mark("{") {
                    return self.wrong();
                }
                if !(self.take_mark(",") || self.take_mark(";")) {
                    self.attribute();
                }
            }
            self.step(1);
        }
    }

    fn attribute(&mut self) {
        let Some(name) = self.peek() else { return };
        if matches!(name.sort, Sort::Mark | Sort::Link) {
            self.wrong();
        }
        self.step(1);
        if !self.take_mark("=") {
            // A name alone means true.
            return;
        }
        let Some(value) = self.peek().filter(|token| !matches!(token.sort, Sort::Mark | Sort::Link)) else {
            return self.wrong();
        };
        self.step(1);
        let (line, word) = (value.line, value.text);
        match name.text.to_ascii_lowercase().as_str() {
            "label" if value.sort == Sort::Html => self.report.note(&rules::DOT_HTML, line, word),
            "pos" if word.ends_with('!') => self.report.note(&rules::DOT_PINNED, line, word),
            "weight" => {
                weight(self.report, line, word);
                if word.trim().parse::<f64>().is_ok_and(|value| value.fract() != 0.0) {
                    self.report.note(&rules::DOT_WEIGHT_FRACTION, line, word);
                }
            }
            "color" => self.colour(line, word),
            _ => {}
        }
    }

    fn colour(&mut self, line: usize, word: &str) {
        let Some(digits) = word.strip_prefix('#') else { return };
        match digits.len() {
            8 if digits.starts_with(|c: char| matches!(c.to_ascii_lowercase(), '8'..='9' | 'a'..='f')) => {
                self.report.note(&rules::DOT_COLOUR_REFUSED, line, word);
            }
            _ => self.report.note(&rules::DOT_COLOUR_INVISIBLE, line, word),
        }
    }
}
