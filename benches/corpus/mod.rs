//! A corpus that resembles county news in what it names and how often, made from templates and the built-in lists.
//!
//! Every call gives the same texts. However long it is, it speaks of no more than a fixed number of people, bodies,
//! places and projects, so that what grows with text can be told from what grows with names.

#![allow(dead_code, reason = "no bench uses all of it")]

use guanxi::dictionary::Dictionaries;
use guanxi::internal::dictionary::Level;

/// Counties the corpus tells of.
const COUNTIES: usize = 120;

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    /// Dice that fall the same way for the same seed.
    fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    /// A number below `sides`.
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % sides
    }

    fn pick<'a>(&mut self, from: &'a [impl AsRef<str>]) -> &'a str {
        from[self.roll(from.len())].as_ref()
    }
}

/// One county with all that its paper ever names.
struct County {
    name: String,
    city: String,
    level: char,
    /// Posts with their holders.
    officials: Vec<(String, String)>,
    villagers: Vec<String>,
    reporters: Vec<String>,
    towns: Vec<String>,
    villages: Vec<String>,
    bodies: Vec<String>,
    projects: Vec<String>,
}

/// Where texts come from.
pub(crate) struct Corpus {
    counties: Vec<County>,
    dice: Dice,
    made: usize,
}

const POSTS: [&str; 10] = [
    "{级}委书记",
    "{级}委副书记、{级}长",
    "{级}人大常委会主任",
    "{级}政协主席",
    "{级}委常委、常务副{级}长",
    "{级}委常委、组织部部长",
    "{级}委常委、宣传部部长",
    "副{级}长",
    "{级}教育局局长",
    "{级}农业农村局局长",
];

const BODIES: [&str; 14] = [
    "教育局",
    "卫健委",
    "发改委",
    "财政局",
    "住建局",
    "水利局",
    "农业农村局",
    "公安局",
    "应急管理局",
    "交通运输局",
    "人民医院",
    "第一中学",
    "文化馆",
    "税务局",
];

const STEMS: [&str; 24] = [
    "石桥", "双河", "柳泉", "青峰", "白沙", "龙湾", "云台", "古渡", "枫林", "清溪", "栗园", "盘山", "金坪",
    "梅岭", "松坡", "桃源", "榆树", "杨庄", "赵集", "马店", "高桥", "铜铺", "沙河", "西坪",
];

const PROJECTS: [&str; 10] = [
    "{名}污水处理厂扩建工程",
    "{名}至县城公路改造项目",
    "{名}农产品加工产业园",
    "{名}老旧小区改造项目",
    "{名}水库除险加固工程",
    "“{名}清风”行动",
    "{名}光伏发电项目",
    "{名}智能装备制造项目",
    "{名}中学新校区建设项目",
    "{名}冷链物流中心",
];

/// Sentences with names; each mark is filled in.
const NAMED: [&str; 20] = [
    "{日}，{职}{官}到{镇}调研{项}建设情况，{体}负责人陪同。",
    "{职}{官}主持会议并讲话，{职}{官}传达了省、市有关会议精神。",
    "{官}先后来到{村}、{村}和{体}，详细了解春耕备播和防汛准备工作。",
    "会上，{体}、{体}和{镇}作了交流发言。",
    "据{体}工作人员介绍，{项}已完成投资{数}万元，预计年底前投入使用。",
    "{官}强调，各有关单位要压实责任，加快推进{项}等重点项目。",
    "{职}{官}、{职}{官}参加活动。",
    "在{镇}{村}，村民{民}正忙着采摘，“今年的收成比去年好，一亩地能多卖{数}元。”{民}高兴地说。",
    "{体}联合{体}深入{镇}开展安全生产检查，共排查隐患{数}处。",
    "{官}一行实地查看了{项}施工现场，随后在{镇}政府召开座谈会。",
    "今年以来，{县}围绕{项}和{项}，落实专班推进机制。",
    "{市}有关部门负责人到{县}考察，{职}{官}陪同。",
    "{职}{官}要求，{体}要做好统筹协调，确保{项}按期完工。",
    "近日，{体}在{村}举办健康义诊，为群众免费体检{数}人次。",
    "参加会议的还有：{官}、{官}、{官}、{官}。",
    "{县}人民政府与省农科院签订合作协议，{职}{官}出席签约仪式。",
    "{镇}党委书记{官}介绍，全镇已流转土地{数}亩，建成大棚{数}座。",
    "“村里的路修好了，运货方便多了。”{村}党支部书记{民}说。",
    "{体}被评为{市}先进集体，{民}获得表彰。",
    "{日}上午，{职}{官}深入{体}督导检查，并看望慰问一线职工。",
];

/// Sentences without.
const PLAIN: [&str; 14] = [
    "要坚持问题导向，把群众的操心事、烦心事、揪心事作为工作的着力点。",
    "会议指出，发展是第一要务，稳定是第一责任，必须两手抓、两手都要硬。",
    "与会人员就下一步如何提升服务水平进行了深入讨论，提出了许多建设性的意见和建议。",
    "眼下正是田间管理的关键时期，农技人员走进地头，手把手教农户科学施肥。",
    "大家纷纷表示，将以此次活动为契机，立足本职岗位，发挥先锋模范作用。",
    "通过发放宣传资料、现场讲解等方式，进一步提高了居民的防范意识。",
    "截至目前，累计受理各类诉求{数}件，办结率达到百分之九十八。",
    "要强化底线思维，完善应急预案，做到早发现、早报告、早处置。",
    "工地上机器轰鸣，塔吊林立，工人们正抢抓晴好天气加紧施工。",
    "一条条水泥路通到家门口，一盏盏路灯照亮了归家的路。",
    "要持续优化营商环境，让企业进得来、留得住、发展得好。",
    "活动现场气氛热烈，文艺节目精彩纷呈，赢得了观众的阵阵掌声。",
    "下一步，将继续加大巡查力度，对发现的问题建立台账、限时整改。",
    "全年粮食播种面积稳定在{数}万亩，畜禽存栏量稳步增长。",
];

const HEADLINES: [&str; 6] = [
    "{县}召开重点项目建设推进会",
    "{官}到{镇}调研",
    "{县}多措并举推进春耕生产",
    "{体}开展安全生产检查",
    "{项}进展顺利",
    "{村}：小产业带来新变化",
];

impl Corpus {
    /// A corpus from its first text on.
    pub(crate) fn new(dictionaries: &Dictionaries) -> Corpus {
        let mut dice = Dice::new(7);
        let places = dictionaries.places();
        let counties: Vec<(String, String)> = places
            .iter()
            .filter(|(_, place)| place.level == Level::County && place.name.ends_with(['县', '区', '市']))
            .filter_map(|(_, place)| Some((place.name.clone(), places.get(place.parent?).name.clone())))
            .filter(|(_, city)| city.ends_with('市'))
            .collect();
        let counties =
            (0..COUNTIES).map(|_| County::new(&counties[dice.roll(counties.len())], &mut dice)).collect();
        Corpus { counties, dice, made: 0 }
    }

    /// The next page: a few stories of one county's paper.
    pub(crate) fn page(&mut self) -> String {
        self.made += 1;
        let county = &self.counties[self.dice.roll(self.counties.len())];
        let dice = &mut self.dice;
        let mut page = String::new();
        for _ in 0..2 + dice.roll(3) {
            page.push_str(&county.filled(dice.pick(&HEADLINES), dice));
            page.push('\n');
            page.push_str(&format!("　　本报讯（记者 {}）", dice.pick(&county.reporters)));
            for paragraph in 0..3 + dice.roll(3) {
                if paragraph > 0 {
                    page.push_str("　　");
                }
                for _ in 0..3 {
                    // Of five sentences three name something, as papers have it.
                    let template = if dice.roll(5) < 3 { dice.pick(&NAMED) } else { dice.pick(&PLAIN) };
                    page.push_str(&county.filled(template, dice));
                }
                page.push('\n');
            }
            page.push('\n');
        }
        page
    }

    /// Pages of at least so many bytes together.
    pub(crate) fn pages(&mut self, bytes: usize) -> Vec<String> {
        let mut made = 0;
        std::iter::from_fn(|| {
            let page = (made < bytes).then(|| self.page())?;
            made += page.len();
            Some(page)
        })
        .collect()
    }
}

const SURNAMES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕";
const GIVEN: &str = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂兰华建国志文海波玉红梅春雷鹏宇晓东永亮";

fn person(dice: &mut Dice) -> String {
    let mut one = |from: &str| from.chars().nth(dice.roll(from.chars().count())).unwrap_or_default();
    let mut name = String::from(one(SURNAMES));
    name.push(one(GIVEN));
    // Some have a given name of one character.
    let second = one(GIVEN);
    name.extend(Some(second).filter(|c| !"伟芳娜秀英敏静丽强磊".contains(*c)));
    name
}

impl County {
    fn new((name, city): &(String, String), dice: &mut Dice) -> County {
        let level = name.chars().last().unwrap_or('县');
        let mut stems = |suffix: &str, count: usize| -> Vec<String> {
            (0..count).map(|_| format!("{}{suffix}", dice.pick(&STEMS))).collect()
        };
        let (towns, villages, works) = (stems("镇", 8), stems("村", 12), stems("", PROJECTS.len()));
        let projects =
            PROJECTS.iter().zip(works).map(|(project, stem)| project.replace("{名}", &stem)).collect();
        let post = |post: &&str| post.replace("{级}", &level.to_string());
        County {
            city: city.clone(),
            level,
            officials: POSTS.iter().map(|text| (post(text), person(dice))).collect(),
            villagers: (0..20).map(|_| person(dice)).collect(),
            reporters: (0..6).map(|_| person(dice)).collect(),
            towns,
            villages,
            bodies: BODIES.iter().map(|body| body.to_string()).collect(),
            projects,
            name: name.clone(),
        }
    }

    /// A template with every mark filled in.
    fn filled(&self, template: &str, dice: &mut Dice) -> String {
        let mut out = String::new();
        let mut official = None;
        let mut parts = template.split(['{', '}']);
        out.extend(parts.next());
        while let (Some(mark), Some(rest)) = (parts.next(), parts.next()) {
            match mark {
                "职" => {
                    let (post, name) = &self.officials[dice.roll(self.officials.len())];
                    official = Some(name);
                    out.push_str(post);
                }
                "官" => out.push_str(
                    official.take().unwrap_or_else(|| &self.officials[dice.roll(self.officials.len())].1),
                ),
                "民" => out.push_str(dice.pick(&self.villagers)),
                "镇" => out.push_str(dice.pick(&self.towns)),
                "村" => out.push_str(dice.pick(&self.villages)),
                "体" => out.push_str(&format!("{}{}", self.level, dice.pick(&self.bodies))),
                "项" => out.push_str(dice.pick(&self.projects)),
                "县" => out.push_str(&self.name),
                "市" => out.push_str(&self.city),
                "日" => out.push_str(&format!("{}月{}日", 1 + dice.roll(12), 1 + dice.roll(28))),
                _ => out.push_str(&(10 * (1 + dice.roll(99))).to_string()),
            }
            out.push_str(rest);
        }
        out
    }
}
