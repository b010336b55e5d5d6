//! Reads a Rust source file just well enough to hold it against the plan: tokens, and the paths they name.

/// A piece of source text that the plan has rules for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    /// The content of a string literal, escapes left as they are.
    Text(String),
    /// The content of a character literal.
    Letter(String),
    /// A name or keyword.
    Word(String),
    /// One mark; `::` is one too.
    Mark(&'static str),
}

/// The tokens of a source text with the line of each; comments, lifetimes and numbers are left out.
pub(crate) fn tokens(source: &str) -> Vec<(usize, Token)> {
    let chars: Vec<char> = source.chars().collect();
    let at = |at: usize| chars.get(at).copied().unwrap_or('\0');
    let mut out = Vec::new();
    let (mut i, mut line) = (0, 1);
    while i < chars.len() {
        let start = i;
        let first = line;
        match chars[i] {
            '/' if at(i + 1) == '/' => {
                while i < chars.len() && chars[i] != '\n' {
                    i += 1;
                }
            }
            '/' if at(i + 1) == '*' => {
                while i < chars.len() && !(chars[i] == '*' && at(i + 1) == '/') {
                    i += 1;
                }
                i += 2;
            }
            'r' if at(i + 1) == '"' || (at(i + 1) == '#' && matches!(at(i + 2), '"' | '#')) => {
                let hashes = chars[i + 1..].iter().take_while(|&&c| c == '#').count();
                let open = i + 1 + hashes;
                let close = |from: usize| {
                    at(from) == '"' && chars[from + 1..].iter().take_while(|&&c| c == '#').count() >= hashes
                };
                i = open + 1;
                while i < chars.len() && !close(i) {
                    i += 1;
                }
                out.push((first, Token::Text(chars[open + 1..i.min(chars.len())].iter().collect())));
                i += 1 + hashes;
            }
            '"' => {
                i += 1;
                while i < chars.len() && chars[i] != '"' {
                    i += 1 + usize::from(chars[i] == '\\');
                }
                out.push((first, Token::Text(chars[start + 1..i.min(chars.len())].iter().collect())));
                i += 1;
            }
            // A letter in quotes, or the quote of a lifetime.
            '\'' if at(i + 1) == '\\' || at(i + 2) == '\'' => {
                i += 1;
                while i < chars.len() && chars[i] != '\'' {
                    i += 1 + usize::from(chars[i] == '\\');
                }
                out.push((first, Token::Letter(chars[start + 1..i.min(chars.len())].iter().collect())));
                i += 1;
            }
            c if c.is_alphabetic() || c == '_' => {
                while at(i).is_alphanumeric() || at(i) == '_' {
                    i += 1;
                }
                out.push((first, Token::Word(chars[start..i].iter().collect())));
            }
            ':' if at(i + 1) == ':' => {
                out.push((first, Token::Mark("::")));
                i += 2;
            }
            c => {
                const MARKS: &str = "#[]{}(),;!=*&.:|<>-'";
                if let Some(found) = MARKS.find(c) {
                    out.push((first, Token::Mark(&MARKS[found..found + 1])));
                }
                i += 1;
            }
        }
        line += chars[start..i.min(chars.len())].iter().filter(|&&c| c == '\n').count();
    }
    out
}

/// The tokens without what is compiled for tests alone, and the names of the modules among that.
pub(crate) fn without_tests(tokens: &[(usize, Token)]) -> (Vec<(usize, Token)>, Vec<String>) {
    let kinds: Vec<&Token> = tokens.iter().map(|(_, token)| token).collect();
    let mut out = Vec::new();
    let mut modules = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if !is_test(&kinds[at..]) {
            out.push(tokens[at].clone());
            at += 1;
            continue;
        }
        // The item goes to its semicolon, or to the brace that closes it.
        let mut depth = 0;
        at += 7;
        while at < tokens.len() {
            match kinds[at] {
                Token::Word(word) if word == "mod" && depth == 0 => {
                    if let (Some(Token::Word(name)), Some(Token::Mark(";"))) =
                        (kinds.get(at + 1), kinds.get(at + 2))
                    {
                        modules.push(name.clone());
                    }
                }
                Token::Mark("{") => depth += 1,
                Token::Mark("}") => depth -= 1,
                _ => {}
            }
            at += 1;
            if depth == 0 && matches!(kinds[at - 1], Token::Mark(";" | "}")) {
                break;
            }
        }
    }
    (out, modules)
}

/// Whether the tokens start with `#[cfg(test)]`.
fn is_test(tokens: &[&Token]) -> bool {
    let word = |at: usize, name: &str| matches!(tokens.get(at), Some(Token::Word(word)) if word == name);
    let mark = |at: usize, name: &str| matches!(tokens.get(at), Some(Token::Mark(mark)) if *mark == name);
    mark(0, "#")
        && mark(1, "[")
        && word(2, "cfg")
        && mark(3, "(")
        && word(4, "test")
        && mark(5, ")")
        && mark(6, "]")
}

/// Every path of two names or more, `use` trees written out: `std::fs`, `crate::text::Span`.
pub(crate) fn paths(tokens: &[(usize, Token)]) -> Vec<(usize, String)> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if !matches!(tokens[at].1, Token::Word(_)) {
            at += 1;
            continue;
        }
        at = tree(tokens, at, "", &mut out);
    }
    out
}

/// Reads one path or `use` tree that starts with a word; gives the place after it.
fn tree(tokens: &[(usize, Token)], mut at: usize, before: &str, out: &mut Vec<(usize, String)>) -> usize {
    let line = tokens[at].0;
    let mut path = String::from(before);
    while let Some((_, Token::Word(word))) = tokens.get(at) {
        if !path.is_empty() {
            path.push_str("::");
        }
        path.push_str(word);
        at += 1;
        if !matches!(tokens.get(at), Some((_, Token::Mark("::")))) {
            break;
        }
        at += 1;
        if matches!(tokens.get(at), Some((_, Token::Mark("{")))) {
            at += 1;
            while at < tokens.len() && tokens[at].1 != Token::Mark("}") {
                at = if matches!(tokens[at].1, Token::Word(_)) {
                    tree(tokens, at, &path, out)
                } else {
                    at + 1
                };
            }
            return at + 1;
        }
    }
    if path.contains("::") {
        out.push((line, path));
    }
    at
}
