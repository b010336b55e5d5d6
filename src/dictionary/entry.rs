//! User dictionaries: tables with a line of heads, lists of jieba and HanLP, and plain words.

use crate::kind::Kind;

use super::fault::Fault;
use super::form::{Form, is_number, is_tag, kind_of, kind_of_file};
use super::rows::rows;

/// One thing a user's dictionary names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Canonical name.
    pub name: String,
    /// Its kind; `None` for words that are never a mention.
    pub kind: Option<Kind>,
    /// What else is written for it.
    pub aliases: Vec<String>,
    /// The jurisdiction it belongs to, if told.
    pub within: Option<String>,
    /// Free remark.
    pub note: String,
    /// File it came from.
    pub file: String,
    /// Line in that file.
    pub line: usize,
    /// Whether the kind was guessed from the word or the file name.
    pub guessed: bool,
}

/// A word list as it was read.
#[derive(Clone, Debug, Default)]
pub(crate) struct List {
    /// Its entries.
    pub(crate) entries: Vec<Entry>,
    /// What is wrong in it; the rest is read.
    pub(crate) faults: Vec<Fault>,
    /// How its lines are laid out.
    pub(crate) form: Form,
}

/// Reads one dictionary file, in whatever form it is kept; faults do not stop the rest.
pub(crate) fn read(file: &str, text: &str) -> List {
    let mut list = match Columns::find(text) {
        Some((columns, mark)) => table(file, text, &columns, mark),
        None => loose(file, text),
    };
    if list.faults.is_empty()
        && let Some(first) = list.entries.first()
        && list.entries.iter().all(|entry| !matchable(&entry.name))
    {
        let kind = first.kind.map_or(IGNORE, Kind::name);
        let shown: String = first.name.chars().take(40).collect();
        list.faults.push(Fault {
            file: file.to_string(),
            line: first.line,
            column: 0,
            what: format!(
                "nothing in this list can match: read as {}, its first word is `{shown}` ({kind})",
                list.form
            ),
            cure: CURE.to_string(),
        });
    }
    list
}

/// The word in the kind column for words that are never a mention.
const IGNORE: &str = "ignore";

/// What to do about a list that makes no sense.
const CURE: &str = "begin a table with the line `name<TAB>kind<TAB>aliases<TAB>in<TAB>note` (or with commas: 名称,类别), or \
                    give one word a line, `词 频次 词性`, `词 词性 频次` or `词/词性`";

/// Whether a page can hold a word as it stands: no table's marks in it, no sentence.
fn matchable(word: &str) -> bool {
    const MARKS: &str = ",，;；|=<>{}[]\t/\\。";
    word.chars().count() <= 40
        && !word.contains(|c| MARKS.contains(c))
        && word.chars().any(char::is_alphabetic)
}

/// Where each column stands; a header may leave some out or order them its own way.
struct Columns {
    name: usize,
    /// The kind the name's column is called after: 单位名称.
    told: Option<Kind>,
    kind: Option<usize>,
    aliases: Option<usize>,
    within: Option<usize>,
    note: Option<usize>,
}

const NAME: &str = "name word term 名称 名字 词 词语 词条 词汇 实体 实体名称 关键词 标准名 全称";
const KIND: &str = "kind type tag pos class category label 类别 类型 种类 分类 词性 标签 实体类型 性质";
const ALIASES: &str = "aliases alias synonyms 别名 简称 又名 曾用名 别称 同义词";
const WITHIN: &str = "in within place region 所属 所在地 所在 辖区 区划 所属地区 所属区划 所在县 地域";
const NOTE: &str = "note notes remark comment 备注 说明 注 注释";

impl Columns {
    /// The columns a text's first line names, and what stands between them.
    fn find(text: &str) -> Option<(Columns, char)> {
        let first = rows(text).next()?.whole.to_string();
        let mark = ['\t', ',', '，', ';'].into_iter().find(|mark| first.contains(*mark)).unwrap_or('\t');
        let heads: Vec<String> =
            cells(&first, mark).iter().map(|head| head.trim().trim_matches('"').to_lowercase()).collect();
        let find = |words: &str| heads.iter().position(|head| words.split(' ').any(|word| word == head));
        let kind = find(KIND);
        // `单位名称`, `姓名`: the column of names tells the kind itself.
        let telling = || {
            let kind = |head: &String| kind_of(head).flatten().filter(|_| !head.is_ascii());
            let all = heads.iter().enumerate().filter_map(|(at, head)| Some((at, kind(head)?)));
            all.max_by_key(|(at, _)| (is_name(&heads[*at]), std::cmp::Reverse(*at)))
        };
        let (name, told) = match find(NAME) {
            Some(name) => (name, None),
            None => telling().map(|(at, kind)| (at, Some(kind)))?,
        };
        // A single word may be one of the list, and `姓名,官员` its first row.
        let others = [kind, find(ALIASES), find(WITHIN), find(NOTE)];
        let known = others.iter().flatten().count() > 0 || heads.len() == 1 || is_name(&heads[name]);
        known.then_some((
            Columns { name, told, kind, aliases: others[1], within: others[2], note: others[3] },
            mark,
        ))
    }
}

/// Whether a head can only stand over names: 姓名, 单位名称.
fn is_name(head: &str) -> bool {
    head.ends_with('名') || head.ends_with("名称")
}

/// The fields of a line, with quotation marks around those that hold the mark themselves.
fn cells(line: &str, mark: char) -> Vec<String> {
    if !line.contains('"') || mark == '\t' || !mark.is_ascii() {
        return line.split(mark).map(str::to_string).collect();
    }
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.has_headers(false).flexible(true).delimiter(u8::try_from(mark).unwrap_or(b','));
    let read = reader.from_reader(line.as_bytes()).into_records().next();
    let cut = || line.split(mark).map(str::to_string).collect();
    read.and_then(Result::ok).map_or_else(cut, |row| row.iter().map(str::to_string).collect())
}

fn table(file: &str, text: &str, columns: &Columns, mark: char) -> List {
    let mut list = List { form: Form::Table(mark), ..List::default() };
    for row in rows(text).skip(1) {
        match table_row(file, (row.line, &cells(row.whole, mark)), columns) {
            Ok(Some(entry)) => list.entries.push(entry),
            Ok(None) => {}
            Err(fault) => list.faults.push(fault),
        }
    }
    list
}

fn table_row(
    file: &str,
    (line, cells): (usize, &[String]),
    columns: &Columns,
) -> Result<Option<Entry>, Fault> {
    let fault = |column: usize, what: String, cure: &str| Fault {
        file: file.to_string(),
        line,
        column: column + 1,
        what,
        cure: cure.to_string(),
    };
    let field = |column: Option<usize>| column.and_then(|at| cells.get(at)).map_or("", |cell| cell.trim());
    let name = field(Some(columns.name));
    if cells.iter().all(|cell| cell.trim().is_empty()) {
        return Ok(None);
    }
    if !has_text(name) {
        let cure = "write the canonical name, or put # before the line";
        return Err(fault(columns.name, "the name is empty".into(), cure));
    }
    let word = field(columns.kind);
    let (kind, guessed) = match (columns.kind, kind_of(word)) {
        (_, Some(sort)) => (sort, false),
        (None, _) => {
            let told = columns.told.or_else(|| kind_of_file(file));
            (Some(told.unwrap_or(Kind::Project)), told.is_none())
        }
        (Some(at), None) => {
            let what =
                if word.is_empty() { "the kind is missing".into() } else { format!("unknown kind `{word}`") };
            let cure =
                "write official, body, place, project, byline or ignore (官员, 机构, 地点, 项目, 记者, 忽略)";
            return Err(fault(at, what, cure));
        }
    };
    let aliases = field(columns.aliases).split(['|', '、', '；', ';']).map(str::trim);
    let within = field(columns.within);
    Ok(Some(Entry {
        name: name.to_string(),
        kind,
        aliases: aliases.filter(|a| has_text(a)).map(str::to_string).collect(),
        within: (!within.is_empty()).then(|| within.to_string()),
        note: field(columns.note).to_string(),
        file: file.to_string(),
        line,
        guessed,
    }))
}

/// A list without a line that names columns.
fn loose(file: &str, text: &str) -> List {
    let mut list = List { form: Form::of(text), ..List::default() };
    for row in rows(text) {
        let (name, tag) = parted(row.whole.trim(), list.form);
        let sort = kind_of(tag);
        let tabs = name.contains('\t');
        if tabs || !has_text(&name) {
            list.faults.push(Fault {
                file: file.to_string(),
                line: row.line,
                column: 1,
                what: if tabs { "a table without a header".into() } else { "no word here".into() },
                cure: CURE.to_string(),
            });
            continue;
        }
        let told = kind_of_file(file);
        list.entries.push(Entry {
            name,
            kind: sort.unwrap_or(Some(told.unwrap_or(Kind::Project))),
            aliases: Vec::new(),
            within: None,
            note: String::new(),
            file: file.to_string(),
            line: row.line,
            guessed: sort.is_none() && told.is_none(),
        });
    }
    list
}

/// The word of a line, and its tag if there is one.
///
/// A word may hold spaces: only fields that look like a frequency or a tag are taken off.
fn parted(line: &str, form: Form) -> (String, &str) {
    match form {
        Form::Slash => match line.rsplit_once('/') {
            Some((word, tag)) if is_tag(tag) => return (word.trim().to_string(), tag),
            _ => {}
        },
        Form::Pairs(mark) => {
            let mut parts = line.split(mark).map(str::trim);
            let word = parts.next().unwrap_or_default();
            let tag = parts.find(|part| kind_of(part).is_some()).unwrap_or_default();
            return (word.to_string(), tag);
        }
        _ => {}
    }
    // `词<TAB>频次`: tabs part no other fields than these.
    let mut parts: Vec<&str> = line.split_whitespace().collect();
    let mut tag = "";
    let known = |part: &str| {
        is_number(part)
            || part.chars().all(|c| c.is_ascii_lowercase())
            || is_tag(part) && kind_of(part).is_some()
    };
    while parts.len() > 1 && known(parts[parts.len() - 1]) {
        let part = parts.pop().unwrap_or_default();
        // Of several tags (`云台 ns 3 nz 1`) the first is the commonest.
        if !is_number(part) {
            tag = part;
        }
        if form == Form::Jieba && is_number(part) {
            break;
        }
    }
    let unread = line.contains('\t') && parts.len() > 1;
    (if unread { line.to_string() } else { parts.join(" ") }, tag)
}

/// Whether anything remains for the matcher to look for.
fn has_text(word: &str) -> bool {
    !super::skeleton(word).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_reads_with_its_columns_in_any_order() {
        let text = "# remark\nname\tkind\tnote\taliases\n华东二期\tproject\tx\t华东二期项目|“华东二期”工程\n不算\tignore\n";
        let List { entries, faults, form } = read("a.tsv", text);
        assert_eq!(form, Form::Table('\t'));
        assert_eq!(faults, []);
        assert_eq!(entries[0].aliases, ["华东二期项目", "“华东二期”工程"]);
        assert_eq!((entries[0].kind, entries[1].kind), (Some(Kind::Project), None));
    }

    #[test]
    fn jieba_and_plain_lists_read_as_they_are() {
        let List { entries, faults, .. } =
            read("x.dict", "云计算 5\n李小福 2 nr\neasy_install 3 eng\n台中 ns\nNew York 4 ns\n");
        assert_eq!(faults, []);
        let got: Vec<(&str, Kind)> = entries.iter().map(|e| (e.name.as_str(), e.kind.unwrap())).collect();
        assert_eq!(
            got,
            [
                ("云计算", Kind::Project),
                ("李小福", Kind::Official),
                ("easy_install", Kind::Project),
                ("台中", Kind::Place),
                ("New York", Kind::Place)
            ]
        );
        assert_eq!(read("lists/bodies.txt", "县医院\n").entries[0].kind, Some(Kind::Body));
    }

    #[test]
    fn faults_name_file_line_column_and_cure() {
        let List { entries, faults, .. } = read("b.tsv", "name\tkind\n好\tbody\n坏\tcompany\n\tplace\n");
        assert_eq!(entries.len(), 1);
        assert_eq!((faults[0].line, faults[0].column), (3, 2));
        assert!(faults[0].to_string().starts_with("b.tsv:3:2: unknown kind `company`; write official"));
        assert_eq!((faults[1].line, faults[1].column), (4, 1));
    }

    #[test]
    fn lists_are_read_as_people_keep_them() {
        let read = |file: &str, text: &str| {
            let List { entries, faults, .. } = read(file, text);
            assert_eq!(faults, [], "{text}");
            let shown = |e: &Entry| (e.name.clone(), e.kind, e.guessed);
            entries.iter().map(shown).collect::<Vec<_>>()
        };
        let one = |name: &str, kind: Kind| (name.to_string(), Some(kind), false);
        let (person, project) = (one("周远舟", Kind::Official), one("云台新区三期", Kind::Project));
        for text in [
            "周远舟 nr 3\n云台新区三期 nz 12\n",
            "周远舟/nr\n云台新区三期/nz\n",
            "周远舟,官员\n云台新区三期,项目\n",
            "周远舟\t人物\n云台新区三期\t工程\n",
            "名称,类别,别名\n周远舟,人物,周县长\n云台新区三期,项目,\n",
            "序号\t类型\t名称\n1\t官员\t周远舟\n2\t项目\t\"云台新区三期\"\n",
        ] {
            let found = read("words.txt", text);
            let unquoted: Vec<_> =
                found.into_iter().map(|(name, k, g)| (name.replace('"', ""), k, g)).collect();
            assert_eq!(unquoted, [person.clone(), project.clone()], "{text}");
        }
        assert_eq!(read("a.csv", "姓名,职务\n周远舟,县长\n"), [person]);
        assert_eq!(read("重点项目.txt", "云台新区三期\n"), [project]);
        assert!(read("words.txt", "云台新区三期\n")[0].2);
    }

    #[test]
    fn a_list_in_which_nothing_can_match_is_a_fault() {
        for text in ["周远舟|县长\n方小禾|书记\n", "[\"周远舟\",\"方小禾\"]\n", "周远舟=县长;\n"]
        {
            let faults = read("words.txt", text).faults;
            assert!(faults.len() == 1 && faults[0].what.contains("nothing in this list can match"), "{text}");
            assert!(faults[0].to_string().contains("one word a line"), "{}", faults[0]);
        }
    }
}
