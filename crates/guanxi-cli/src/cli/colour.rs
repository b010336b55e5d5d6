//! Colours for terminals, and texts made harmless for them.

use std::env;
use std::io::{self, IsTerminal};

use guanxi::kind::Kind;

/// Whether the user wants no colours at all (<https://no-color.org>).
pub(super) fn unwanted() -> bool {
    env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
}

/// Whether stderr takes colours.
pub(super) fn on_stderr() -> bool {
    !unwanted() && io::stderr().is_terminal() && env::var_os("TERM").is_none_or(|term| term != "dumb")
}

/// The ANSI colour of a kind; readable on dark and on light.
fn code(kind: Kind) -> &'static str {
    match kind {
        Kind::Official => "1;31",
        Kind::Person => "33",
        Kind::Body => "34",
        Kind::Place => "32",
        Kind::Project => "35",
        Kind::Byline => "2",
    }
}

/// A harmless text in the colour of its kind; in brackets with its kind where colours are unwanted.
pub(super) fn paint(kind: Kind, text: &str, colours: bool) -> String {
    if colours {
        // Closed and opened again at line ends, or pagers lose the colour.
        let open = format!("\x1b[{}m", code(kind));
        format!("{open}{}\x1b[0m", text.replace('\n', &format!("\x1b[0m\n{open}")))
    } else {
        format!("[{kind} {text}]")
    }
}

/// A text without escape sequences and control characters: a page must not command the terminal.
///
/// Marks that turn the direction of writing go too, as they can make a line read as another. Line breaks of
/// every sort become `\n`; tabs stay.
pub(super) fn harmless(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\n' | '\t' => out.push(c),
            '\r' if chars.peek() == Some(&'\n') => {}
            '\r' => out.push('\n'),
            '\u{1B}' => skip_sequence(&mut chars),
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Passes over what follows ESC: `[31m`, `]0;title` up to its end, or one character.
fn skip_sequence(chars: &mut std::iter::Peekable<std::str::Chars>) {
    match chars.peek() {
        Some('[') => {
            chars.next();
            while chars.next_if(|c| matches!(c, ' '..='?')).is_some() {}
            chars.next_if(|c| matches!(c, '@'..='~'));
        }
        Some(']' | 'P' | '_' | '^' | 'X') => {
            let mut ahead = chars.clone();
            let end = ahead.position(|c| matches!(c, '\u{7}' | '\u{9C}' | '\u{1B}' | '\n'));
            // Only where it ends on its line; a stray one must not swallow the page.
            if end.is_some() {
                while chars.next_if(|c| !matches!(c, '\u{7}' | '\u{9C}' | '\u{1B}' | '\n')).is_some() {}
                if chars.next_if_eq(&'\u{1B}').is_some() {
                    chars.next_if_eq(&'\\');
                }
            }
        }
        Some(' '..='~') => {
            chars.next();
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sequences_go_and_text_stays() {
        for (text, expected) in [
            ("区\x1b[1;31m长\x1b[0m", "区长"),
            ("a\x1b]0;title\x07b", "ab"),
            ("a\x1b]8;;http://x\x1b\\b", "ab"),
            ("a\x1b]never\nclosed", "a\nclosed"),
            ("a\r\nb\rc\td\u{7}\u{9B}31m", "a\nb\nc\td31m"),
            ("\u{202E}abc\u{2066}", "abc"),
            ("\x1b", ""),
            ("\x1b[", ""),
            ("\x1b县", "县"),
        ] {
            assert_eq!(harmless(text), expected, "{text:?}");
        }
    }

    #[test]
    fn colours_are_closed_at_line_ends() {
        assert_eq!(paint(Kind::Body, "区\n委", true), "\x1b[34m区\x1b[0m\n\x1b[34m委\x1b[0m");
        assert_eq!(paint(Kind::Body, "区委", false), "[body 区委]");
    }
}
