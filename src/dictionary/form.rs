//! The form a word list is kept in, told by its lines: tables with tabs or commas, lists of jieba, HanLP and others.

use std::borrow::Cow;
use std::fmt;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use crate::kind::Kind;

/// How the lines of a word list are laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// A table whose first line names the columns, with what stands between them.
    Table(char),
    /// `word frequency tag`, as jieba keeps it.
    Jieba,
    /// `word tag frequency`, as HanLP keeps it.
    Hanlp,
    /// `word/tag`.
    Slash,
    /// `word,tag` or `word<TAB>kind` without a line that names the columns.
    Pairs(char),
    /// One word a line.
    #[default]
    Words,
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named = |mark: char| if mark == '\t' { "tabs" } else { "commas" };
        match *self {
            Form::Table(mark) => write!(f, "a table with {}", named(mark)),
            Form::Jieba => f.write_str("jieba's order (word, frequency, tag)"),
            Form::Hanlp => f.write_str("HanLP's order (word, tag, frequency)"),
            Form::Slash => f.write_str("word/tag"),
            Form::Pairs(mark) => write!(f, "word and kind with {} between", named(mark)),
            Form::Words => f.write_str("one word a line"),
        }
    }
}

impl Form {
    /// The form most of the first lines are in, comments and blank lines left out.
    pub(super) fn of(text: &str) -> Form {
        let mut votes: Vec<(Form, usize)> = Vec::new();
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        for line in lines.take(SAMPLE) {
            let form = Form::of_line(line);
            match votes.iter_mut().find(|(other, _)| *other == form) {
                Some((_, count)) => *count += 1,
                None => votes.push((form, 1)),
            }
        }
        // Of as many lines, the form that stands first.
        let most = votes.iter().map(|(_, count)| *count).max();
        let found = votes.iter().find(|(_, count)| Some(*count) == most);
        // A frequency or tag in a few lines only: jieba's columns may all be left out.
        let some = votes.iter().find(|(form, _)| *form != Form::Words);
        match (found, some) {
            (Some((Form::Words, _)), Some((form @ (Form::Jieba | Form::Hanlp), _))) => *form,
            (Some((form, _)), _) => *form,
            _ => Form::Words,
        }
    }

    fn of_line(line: &str) -> Form {
        if let Some((word, tag)) = line.rsplit_once('/')
            && !word.is_empty()
            && is_tag(tag)
        {
            return Form::Slash;
        }
        for mark in ['\t', ',', '，'] {
            let mut parts = line.split(mark).map(str::trim);
            let (_, second) = (parts.next(), parts.next());
            if let Some(second) = second
                && (kind_of(second).is_some() || mark != '\t' && is_number(second))
            {
                return Form::Pairs(mark);
            }
        }
        let parts: Vec<&str> = line.split_whitespace().collect();
        match parts[..] {
            [_, second, third, ..] if is_tag(second) && is_number(third) => Form::Hanlp,
            [_, .., last] if is_number(last) || last.chars().all(|c| c.is_ascii_lowercase()) => Form::Jieba,
            [_, second] if is_tag(second) => Form::Jieba,
            _ => Form::Words,
        }
    }
}

/// Lines a form is told by.
const SAMPLE: usize = 200;

/// Whether a field is a frequency.
pub(super) fn is_number(field: &str) -> bool {
    !field.is_empty() && field.chars().all(|c| c.is_ascii_digit() || c == '.')
}

/// Whether a field is a part of speech or a class of names: `nr`, `nz1`, `PER`.
pub(super) fn is_tag(field: &str) -> bool {
    let short = (1..=6).contains(&field.len());
    short
        && field.starts_with(|c: char| c.is_ascii_alphabetic())
        && field.chars().all(|c| c.is_ascii_alphanumeric())
}

/// What a word in a column of kinds means: a kind, or words that are never a mention.
pub(super) type Sort = Option<Kind>;

/// Words for kinds beside those of the program itself.
const KINDS: [(Sort, &str); 7] = [
    (
        Some(Kind::Official),
        "officials per nr 官员 人物 人名 姓名 人员 干部 领导 领导干部 政治人物 person_name name_per",
    ),
    (Some(Kind::Person), "persons people 群众 村民 居民 百姓"),
    (
        Some(Kind::Body),
        "bodies org organization organisation nt 机构 单位 组织 部门 机关 企业 公司 学校 医院 机构名 组织机构 单位名称 机构名称",
    ),
    (Some(Kind::Place), "places loc gpe location ns 地点 地名 地方 地区 区划 行政区划 乡镇 位置"),
    (Some(Kind::Project), "projects nz 项目 工程 项目名 项目名称 工程名称 重点项目 建设项目"),
    (Some(Kind::Byline), "bylines 记者 作者 通讯员"),
    (None, "ignore stop 忽略 排除 停用 停用词 不算 屏蔽"),
];

/// The kind a word of a column of kinds, or a tag, stands for; the outer `None` where it stands for none.
pub(super) fn kind_of(word: &str) -> Option<Sort> {
    if let Some(kind) = Kind::parse(word) {
        return Some(Some(kind));
    }
    let word = word.to_lowercase();
    let listed = KINDS.iter().find(|(_, words)| words.split(' ').any(|other| other == word));
    // Finer tags: `nrf`, `ntc`, `nsf`.
    let tag = || ["nr", "ns", "nt", "nz"].iter().find(|tag| is_tag(&word) && word.starts_with(**tag));
    match listed {
        Some((sort, _)) => Some(*sort),
        None => tag().filter(|_| word.len() <= 4).and_then(|tag| kind_of(tag)),
    }
}

/// The kind a file's name speaks of: `officials.txt`, `places-north.txt`, `安溪县项目.csv`.
pub(super) fn kind_of_file(file: &str) -> Option<Kind> {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file).to_lowercase();
    let stem = name.split('.').next().unwrap_or_default();
    let english = stem.split(|c: char| !c.is_ascii_alphabetic()).filter(|part| part.len() > 3);
    let mut named = english.filter_map(kind_of).flatten();
    let begins = || Kind::ALL.into_iter().find(|kind| stem.starts_with(kind.name()));
    // The word that ends last tells it: `项目单位.txt` holds 单位.
    let chinese = || {
        let words = KINDS.iter().flat_map(|(sort, words)| words.split(' ').map(move |word| (*sort, word)));
        let chinese = words.filter(|(_, word)| !word.is_ascii());
        let found = chinese.filter_map(|(sort, word)| Some((stem.rfind(word)? + word.len(), sort?)));
        found.max_by_key(|(end, _)| *end).map(|(_, kind)| kind)
    };
    named.next().or_else(begins).or_else(chinese)
}

/// A file's bytes as text, and the name of their encoding; `None` where they are in no encoding known here.
pub(super) fn decoded(bytes: &[u8]) -> Option<(Cow<'_, str>, &'static str)> {
    let strictly = |encoding: &'static Encoding, bytes| {
        let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
        Some((text, encoding.name()))
    };
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return strictly(encoding, &bytes[mark..]);
    }
    if bytes.contains(&0) {
        let zeros = |from: usize| bytes.iter().skip(from).step_by(2).filter(|&&byte| byte == 0).count();
        return strictly(if zeros(0) > zeros(1) { UTF_16BE } else { UTF_16LE }, bytes);
    }
    if let Some(text) = strictly(UTF_8, bytes) {
        return Some(text);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let big5 = detector.guess(None, Utf8Detection::Deny) == BIG5;
    let order = if big5 { [BIG5, GB18030] } else { [GB18030, BIG5] };
    order.into_iter().find_map(|encoding| strictly(encoding, bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_told_by_their_lines() {
        for (text, form) in [
            ("云台新区 nz 12\n周远舟 nr 1\n", Form::Hanlp),
            ("云台新区 12 nz\n周远舟\n", Form::Jieba),
            ("周远舟/nr\n云台新区/LOC\n", Form::Slash),
            ("周远舟,官员\n云台新区,地点\n", Form::Pairs(',')),
            ("周远舟\t人物\n", Form::Pairs('\t')),
            ("周远舟\n云台新区\n", Form::Words),
            ("", Form::Words),
        ] {
            assert_eq!(Form::of(text), form, "{text}");
        }
    }

    #[test]
    fn kinds_have_names_in_both_languages() {
        assert_eq!(kind_of("人物"), Some(Some(Kind::Official)));
        assert_eq!(kind_of("ntc"), Some(Some(Kind::Body)));
        assert_eq!(kind_of("LOC"), Some(Some(Kind::Place)));
        assert_eq!(kind_of("忽略"), Some(None));
        assert_eq!(kind_of("n"), None);
        assert_eq!(kind_of_file("a/云台县重点项目.txt"), Some(Kind::Project));
        assert_eq!(kind_of_file("a/项目单位2.csv"), Some(Kind::Body));
        assert_eq!(kind_of_file("my-officials.txt"), Some(Kind::Official));
        assert_eq!(kind_of_file("words.txt"), None);
    }

    #[test]
    fn encodings_are_told() {
        let (bytes, ..) = GB18030.encode("云台新区 5 nz\n周远舟 3 nr\n");
        let (text, name) = decoded(&bytes).expect("known");
        assert_eq!((text.lines().next(), name), (Some("云台新区 5 nz"), "gb18030"));
        assert_eq!(decoded("\u{FEFF}区".as_bytes()).expect("known").0, "区");
        assert!(decoded(b"\xFF\xFF\x80").is_none());
    }
}
