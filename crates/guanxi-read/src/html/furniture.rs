//! What a line of a web page is worth as part of a story: prose much, navigation and feet of pages less than nothing.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use guanxi::internal::text::is_han;

/// By what a word shows that a line is none of a story.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Foot,
    Label,
    Line,
    Only,
}

static WORDS: LazyLock<BTreeMap<&'static str, Sort>> = LazyLock::new(|| {
    let rows = guanxi::internal::dictionary::FURNITURE.lines().filter_map(|line| {
        let (word, sort) = line.split_once('\t')?;
        let sort = match sort.trim() {
            "foot" => Sort::Foot,
            "label" => Sort::Label,
            "line" => Sort::Line,
            "only" => Sort::Only,
            _ => return None,
        };
        Some((word, sort))
    });
    rows.collect()
});

/// Longest line that can be furniture, and characters of it that are looked at, without blanks.
const LONGEST: usize = 400;

/// Longest word of the list, in characters.
const WORD: usize = 16;

/// The worth of a line; `linked` of its characters stand in links.
pub(super) fn worth(line: &str, linked: usize) -> i64 {
    let chars: Vec<char> =
        line.chars().filter(|c| !c.is_whitespace() && *c != '\u{A0}').flat_map(char::to_lowercase).collect();
    if chars.is_empty() {
        return 0;
    }
    let marks = chars.iter().filter(|&&c| matches!(c, '，' | '。' | '；' | '、' | '！' | '？' | '”')).count();
    let han = chars.iter().filter(|&&c| is_han(c)).count();
    if chars.len() <= LONGEST
        && let Some(cost) = furniture(&chars, marks)
    {
        return -cost;
    }
    if linked * 5 >= chars.len() * 3 {
        return -2 - (chars.len().min(40) / 4) as i64;
    }
    let ends = chars.iter().any(|c| matches!(c, '，' | '。' | '；' | '！' | '？'));
    if ends && chars.len() >= 8 {
        return (marks * 4 + han / 2) as i64;
    }
    i64::from(han >= 8)
}

/// What a line of furniture costs.
fn furniture(chars: &[char], marks: usize) -> Option<i64> {
    // A colon, or what stands for one, behind a word: `地　址：`, `上一篇 `.
    let colon = |at: usize| chars.get(at).is_some_and(|c| matches!(c, ':' | '：' | '|' | '｜' | '/'));
    let (mut labels, mut foot, mut first) = (0, false, false);
    for at in 0..chars.len() {
        let mut word = String::new();
        for (length, &c) in chars[at..].iter().take(WORD).enumerate() {
            word.push(c);
            let end = at + length + 1;
            match WORDS.get(word.as_str()) {
                Some(Sort::Foot) => foot = true,
                Some(Sort::Label) if colon(end) => {
                    labels += 1;
                    first |= at == 0;
                }
                Some(Sort::Line) if begins(chars, at) && marks <= 2 => return Some(6),
                Some(Sort::Only) if at == 0 && end == chars.len() => return Some(3),
                _ => {}
            }
        }
    }
    let stops = chars.iter().filter(|&&c| c == '。').count();
    // Prose may speak of such things: `由县委办主办，技术支持到位。`
    let short = stops <= 1 && marks <= 6;
    (foot && short && (labels > 0 || stops == 0 && marks <= 3)
        || labels >= 2 && stops == 0
        || first && marks == 0)
        .then_some(12)
}

/// Whether only signs stand before a position.
fn begins(chars: &[char], at: usize) -> bool {
    at <= 3 && chars[..at].iter().all(|c| !c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::worth;

    #[test]
    fn lines_are_told_by_their_words() {
        for foot in [
            "主办：清水县人民政府办公室　承办：清水县大数据局",
            "地 址：清水县人民路1号 电话：0595-1234567",
            "闽ICP备12345号 闽公网安备 3505号",
            "Copyright © 2024 清水网 All Rights Reserved",
            "上一篇：罗一鸣调研白沙镇",
            "【上一条】方小禾会见客商",
            "您当前的位置：首页 > 要闻",
            "打印",
        ] {
            assert!(worth(foot, 0) < 0, "{foot}");
        }
        assert!(worth("罗一鸣调研白沙镇重点项目建设", 14) < 0);
        for prose in [
            "5月5日，清水县县长罗一鸣到白沙镇调研。",
            "本次活动由县委宣传部主办，县文旅局承办，县长罗一鸣出席开幕式并致辞。",
            "任命罗一鸣为清水县教育局局长；",
            "（五）加强网站建设，技术支持单位要做好保障，确保安全运行。",
        ] {
            assert!(worth(prose, 3) > 0, "{prose}");
        }
        assert_eq!(worth("一、总体要求", 0), 0);
    }
}
