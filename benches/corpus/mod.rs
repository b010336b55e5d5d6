//! A corpus of any length that reads as county news does: the marked pages of `tests/corpus`, each with other names in it.
//!
//! Every call gives the same texts. However long it is, it speaks of 300 counties, and of no more than a fixed number of
//! people, bodies, places and projects in each, so that what grows with text can be told from what grows with names. Counties
//! and the names in them are drawn by Zipf's law, as names in news are.

#![allow(dead_code, reason = "no bench uses all of it")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use guanxi::dictionary::Dictionaries;
use guanxi::internal::dictionary::Level;
use guanxi::kind::Kind;
use guanxi_cli::score::{Gold, parse};

/// Counties the corpus tells of.
const COUNTIES: usize = 300;

/// Names of each kind in a county.
const NAMES: usize = 60;

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    /// A number from 0 to 1, without 1.
    fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 40) as f64 / (1_u64 << 24) as f64
    }

    /// A number below `sides`.
    fn roll(&mut self, sides: usize) -> usize {
        (self.share() * sides as f64) as usize
    }

    /// A rank below `ranks`, the first twice as likely as the second and so on.
    fn rank(&mut self, ranks: usize) -> usize {
        (((ranks + 1) as f64).powf(self.share()) - 1.0) as usize
    }

    fn of(&mut self, letters: &[char]) -> char {
        letters[self.roll(letters.len())]
    }
}

/// A marked page and the county it is of.
struct Model {
    gold: Gold,
    county: String,
}

/// One county with all that its paper ever names.
struct County {
    name: String,
    people: Vec<String>,
    stems: Vec<String>,
}

/// Where texts come from.
pub(crate) struct Corpus {
    models: Vec<Model>,
    counties: Vec<County>,
    dice: Dice,
}

impl Corpus {
    /// A corpus from its first text on.
    pub(crate) fn new(dictionaries: &Dictionaries) -> Corpus {
        let mut dice = Dice(7);
        let all = dictionaries.places().iter().filter(|(_, place)| place.level == Level::County);
        let level = |name: &str| name.chars().count() == 3 && name.ends_with(['县', '区', '市']);
        let names: Vec<String> =
            all.map(|(_, place)| place.name.clone()).filter(|name| level(name)).collect();
        let counties = (0..COUNTIES).map(|_| County::new(names[dice.roll(names.len())].clone(), &mut dice));
        Corpus { counties: counties.collect(), models: models(), dice }
    }

    /// The next page.
    pub(crate) fn page(&mut self) -> String {
        let model = &self.models[self.dice.roll(self.models.len())];
        let county = &self.counties[self.dice.rank(COUNTIES)];
        Renamed { model, county, names: BTreeMap::new() }.page(&mut self.dice)
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

/// The pages of counties in the corpus, but for those kept for the last test.
fn models() -> Vec<Model> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus");
    let index = fs::read_to_string(folder.join("index.tsv")).expect("the index of the corpus");
    let rows = index.lines().skip(1).map(|row| row.split('\t').collect::<Vec<&str>>());
    let counties = rows.filter(|row| row[4] == "county" && row[0] != "test" && row[2].chars().count() == 3);
    let page = |row: Vec<&str>| Model {
        gold: parse(&fs::read_to_string(folder.join(row[0]).join(row[1])).expect("a page of the index")),
        county: row[2].to_string(),
    };
    counties.map(page).collect()
}

const SURNAMES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏";
const GIVEN: &str = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂兰华建国志文海波玉红梅春雷鹏宇晓东永亮春生云山林泉宝善昌庆";
const STEMS: &str =
    "石桥双河柳泉青峰白沙龙湾云台古渡枫林清溪栗园盘山金坪梅岭松坡桃源榆杨赵集马店高铜铺西安太平新兴永丰";

impl County {
    fn new(name: String, dice: &mut Dice) -> County {
        let letters = |all: &str| all.chars().collect::<Vec<char>>();
        let (surnames, given, stems) = (letters(SURNAMES), letters(GIVEN), letters(STEMS));
        let person = |dice: &mut Dice| {
            let second = (dice.roll(4) > 0).then(|| dice.of(&given));
            [Some(dice.of(&surnames)), Some(dice.of(&given)), second].into_iter().flatten().collect()
        };
        County {
            name,
            people: (0..NAMES).map(|_| person(dice)).collect(),
            stems: (0..NAMES).map(|_| [dice.of(&stems), dice.of(&stems)].iter().collect()).collect(),
        }
    }
}

/// A page on its way to another county.
struct Renamed<'a> {
    model: &'a Model,
    county: &'a County,
    /// What each name of the page is now.
    names: BTreeMap<&'a str, String>,
}

impl<'a> Renamed<'a> {
    fn page(mut self, dice: &mut Dice) -> String {
        let raw: Vec<char> = self.model.gold.raw.chars().collect();
        let mut out = String::new();
        let mut at = 0;
        for span in &self.model.gold.spans {
            out.push_str(&self.moved(&raw[at..span.start].iter().collect::<String>()));
            let surface: String = raw[span.start..span.end].iter().collect();
            out.push_str(&match span.kind {
                Some(Kind::Official | Kind::Byline) => {
                    let name = self.person(&span.canonical, dice);
                    // `林书记`: the surname alone.
                    let short = surface.chars().count() == 1;
                    if short { name.chars().take(1).collect() } else { name }
                }
                Some(Kind::Place | Kind::Project) => self.local(&surface, &span.canonical, dice),
                _ => self.moved(&surface),
            });
            at = span.end;
        }
        out + &self.moved(&raw[at..].iter().collect::<String>())
    }

    fn person(&mut self, name: &'a str, dice: &mut Dice) -> String {
        let people = &self.county.people;
        self.names.entry(name).or_insert_with(|| people[dice.rank(NAMES)].clone()).clone()
    }

    /// A town, village or work: with another beginning, unless it begins with its county's name.
    fn local(&mut self, surface: &str, name: &'a str, dice: &mut Dice) -> String {
        let moved = self.moved(surface);
        let own = surface.chars().count() > 2 && surface.chars().all(|c| !"省市县区“".contains(c));
        if moved != surface || !own {
            return moved;
        }
        let stems = &self.county.stems;
        let stem = self.names.entry(name).or_insert_with(|| stems[dice.rank(NAMES)].clone());
        stem.chars().chain(surface.chars().skip(2)).collect()
    }

    /// A text with the name of the other county in place of the page's own.
    fn moved(&self, text: &str) -> String {
        let stem = |name: &str| name.chars().take(2).collect::<String>();
        let named = text.replace(&self.model.county, &self.county.name);
        named.replace(&stem(&self.model.county), &stem(&self.county.name))
    }
}
