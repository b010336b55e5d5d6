//! Where random pages come from: pieces of real patterns, and anything at all.

use proptest::prelude::*;
use proptest::sample::select;

/// Pieces that rules look at; put together at random they make every wrong page there can be.
const PIECES: &str = "\
    区长 县委书记 副 原 代 市委常委、 宣传部长 纪委书记 常务副县长 区领导 党组书记、局长 总经理 书记 主任 \
    一级调研员 村民 同志 等 一行 任命 为 兼任 不再担任 主持召开 调研 强调 出席 参加 李 王伟 欧阳明 \
    阿不都热合曼·艾力 买买提 高岩 建设 文明 司马 鄂尔多斯市 鼓楼区 北京 河南 某县 延边朝鲜族自治州 青石 镇 \
    街道 村 社区 大道 路 广场 新区 产业集聚区 开发区 园区 山 区委 区政府 市教育局 县人民医院 有限公司 \
    集团 大学 办事处 委员会 党工委 指导组 省市区 国务院 中共中央 项目 工程 改造 二期 地块 活动 行动 计划 \
    “ ” ‘ ’ 《 》 「 」 （ ） ( ) 、 ， , 。 ！ ？ ； ： : · • — … 本报讯 记者 \
    通讯员 文/图 编辑： 2023年 12 ３５ % \
";

/// Pieces with blanks and line ends in them.
const BLANKS: [&str; 11] =
    ["张 三", "李　强", "赵\n刚", "\"", "4月 4日", "\n", "\n\n", "\r\n", "\n　　", "　", " "];

/// Characters that once broke something somewhere.
const ODD: [&str; 20] = [
    "\u{FEFF}",
    "\u{200B}",
    "\u{200D}",
    "\u{0}",
    "\u{7}",
    "\t",
    "\u{B}",
    "\u{C}",
    "\u{85}",
    "\u{A0}",
    "\u{2028}",
    "\u{2029}",
    "\u{FE0F}",
    "\u{E0100}",
    "𠮷",
    "𬱖",
    "e\u{301}",
    "👨‍👩‍👧",
    "\u{202E}",
    "\r",
];

/// Characters that occur in names and in everything around them.
const USUAL: &str = "一二三大中小国人民天地水火山东西南北金木土石王李张明华文建设军平安和新城区县市镇村路街园业会社长书记主任局办院校";

/// A page of pieces, with something of anything in between.
pub(crate) fn page() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        10 => select(PIECES.split_whitespace().collect::<Vec<_>>()).prop_map(str::to_string),
        2 => select(&BLANKS[..]).prop_map(str::to_string),
        1 => select(&ODD[..]).prop_map(str::to_string),
        1 => "[\u{4E00}-\u{9FFF}]{1,4}",
        1 => "\\PC{1,3}",
    ];
    proptest::collection::vec(piece, 0..80).prop_map(|pieces| pieces.concat())
}

/// Any text at all.
pub(crate) fn anything() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[\\PC\n\r\t\u{3000}]{0,300}",
        proptest::collection::vec(any::<char>(), 0..200).prop_map(|chars| chars.into_iter().collect())
    ]
}

/// A word as a user may have it in a dictionary: short or long, with rare characters, marks, letters, figures.
pub(crate) fn word() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        4 => "[\u{4E00}-\u{9FA5}]{1,4}",
        8 => select(USUAL.chars().collect::<Vec<_>>()).prop_map(String::from),
        1 => "[\u{3400}-\u{4DBF}\u{20000}-\u{2A6D6}]{1,2}",
        2 => select(&["建设", "区长", "主持", "今天", "工程", "有限公司", "村", "李", "的", "本报讯", "记者"][..])
            .prop_map(str::to_string),
        1 => "[A-Za-z]{1,4}",
        1 => "[0-9]{1,3}",
        1 => select(&["·", "“一”", "‘二’", "（三）", "「四」", "-", "—", "/", "、", " "][..]).prop_map(str::to_string),
    ];
    proptest::collection::vec(part, 1..6).prop_map(|parts| parts.concat())
}

/// How a page may write a word without it being another word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Disguise {
    Plain,
    Spaces,
    WideSpaces,
    LineBreak,
    WindowsBreak,
    Dots,
    Quotes,
    FullWidth,
    Invisible,
    UpperCase,
    Bare,
    Curly,
    Corner,
    Straight,
    Enclosed,
    Several,
}

/// Every disguise.
pub(crate) fn disguise() -> impl Strategy<Value = Disguise> {
    use Disguise::*;
    const ALL: [Disguise; 16] = [
        Plain,
        Spaces,
        WideSpaces,
        LineBreak,
        WindowsBreak,
        Dots,
        Quotes,
        FullWidth,
        Invisible,
        UpperCase,
        Bare,
        Curly,
        Corner,
        Straight,
        Enclosed,
        Several,
    ];
    select(&ALL[..])
}

impl Disguise {
    /// The word as the page writes it; `at` chooses the place between two characters where there is a choice.
    pub(crate) fn put_on(self, word: &str, at: usize) -> String {
        let chars: Vec<char> = word.chars().collect();
        let at = 1 + at % chars.len().max(2).saturating_sub(1);
        let with = |between: &str| -> String {
            let (left, right) = chars.split_at(at.min(chars.len()));
            let right: String = right.iter().collect();
            // What stands after the last character is no part of the word.
            if right.is_empty() {
                word.to_string()
            } else {
                left.iter().collect::<String>() + between + &right
            }
        };
        match self {
            Disguise::Plain => word.to_string(),
            Disguise::Spaces => with(" "),
            Disguise::WideSpaces => with("\u{3000}"),
            Disguise::LineBreak => with("\n"),
            Disguise::WindowsBreak => with("\r\n"),
            Disguise::Dots => with("·"),
            Disguise::Quotes => with("”"),
            Disguise::FullWidth => word.chars().map(wide).collect(),
            Disguise::Invisible => with("\u{200B}"),
            Disguise::UpperCase => word.to_ascii_uppercase(),
            Disguise::Bare => word.chars().filter(|c| !" ·“”‘’「」".contains(*c)).collect(),
            Disguise::Curly => word.replace(['「', '‘'], "“").replace(['」', '’'], "”"),
            Disguise::Corner => word.replace('“', "『").replace('”', "』"),
            Disguise::Straight => word.replace(['“', '”', '「', '」'], "\""),
            Disguise::Enclosed => format!("“{word}”"),
            Disguise::Several => {
                chars.iter().flat_map(|c| [*c, ' ', '\n']).collect::<String>().trim().to_string()
            }
        }
    }
}

/// The full-width form of an ASCII letter or figure.
fn wide(c: char) -> char {
    if c.is_ascii_alphanumeric() { char::from_u32(c as u32 + 0xFEE0).unwrap_or(c) } else { c }
}

/// What stands around a word on a page.
pub(crate) fn surroundings() -> impl Strategy<Value = String> {
    let piece = select(
        &[
            "区长",
            "县委书记",
            "李明",
            "王芳说",
            "主持召开",
            "会议指出，",
            "在",
            "的",
            "建设",
            "。",
            "\n",
            "，",
            "、",
            "“",
            "”",
            "有限公司",
            "项目",
            "工程",
            "二期",
            "河南省",
            "人民路",
            "和",
            "12个",
            "",
            "",
        ][..],
    );
    proptest::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}
