//! Stories told apart: by their prose, by marks, and from what stands around them.

use super::articles;
use crate::dictionary::Dictionaries;
use crate::recognise::{Learned, recognise};
use crate::text::{Span, Text};

/// The stories of a text, by so many of their first characters, and which of them are furniture.
fn starts(raw: &str, length: usize) -> Vec<(String, bool)> {
    let dictionaries = Dictionaries::built_in();
    let text = Text::new(raw, dictionaries.layout());
    let mentions = recognise(&text, &dictionaries, &Learned::default()).mentions;
    let all = articles(&text, &mentions, dictionaries.layout(), None);
    let start = |span: Span| text.chars()[span.range()].iter().take(length).collect();
    all.iter().map(|article| (start(article.span), article.furniture)).collect()
}

fn stories(raw: &str) -> Vec<String> {
    starts(raw, 6).into_iter().map(|(start, _)| start).collect()
}

fn told(raw: &str) -> Vec<(String, bool)> {
    starts(raw, 4)
}

#[test]
fn items_of_a_column_are_stories() {
    let items =
        "★县民政局走访慰问百岁老人,送去米面。\n★县总工会组织劳模到罗村镇参观。\n★县气象局新建一处自动站。";
    let column = format!("本报讯 县委召开会议,研究防汛。\n\n部门动态\n\n{items}");
    assert_eq!(stories(&column).len(), 4);
    // Points of one story are not.
    let points = format!("本报讯 县委召开会议,研究防汛,明确三件事。\n{items}");
    assert_eq!(stories(&points).len(), 1);
    // Whose news it is stands before each.
    let labelled = "　　罗村镇　爱心超市在郝家山村开张。\n　　龙交乡　护林防火会在乡里召开。";
    assert_eq!(stories(labelled), ["罗村镇爱心超", "龙交乡护林防"]);
}

#[test]
fn a_byline_under_a_headline_is_of_the_story_below() {
    let above = "城南街道召开招商会。街道干部介绍了商务楼宇的情况,企业代表现场签约。\n城南街道招商签约";
    let below = "老街里的修表匠\n本报记者 陶然\n\n　　修表匠在老街里坐了三十年,街坊都来找他修表。老街改造以后,修表匠的铺子还在。";
    let page = format!("{above}\n\n{below}");
    assert_eq!(stories(&page), ["城南街道召开", "老街里的修表"]);
}

#[test]
fn what_leads_into_a_list_is_no_headline() {
    let list = "县人大常委会第十二次会议通过。\n任命:\n　　温少华为副县长;\n　　许建文为县水利局局长。";
    assert_eq!(stories(list).len(), 1);
}

#[test]
fn headlines_line_by_line_are_stories_of_their_own() {
    let dated = "云台要闻\n周远舟调研白沙镇茶叶生产 2022-03-16\n方小禾会见外地客商代表团 2022-03-15\n罗一鸣督查防汛备汛工作 2022-03-14\n";
    assert_eq!(stories(dated), ["云台要闻", "周远舟调研白", "方小禾会见外", "罗一鸣督查防"]);
    let alone = "周远舟调研白沙镇茶叶生产\n方小禾会见外地客商代表团\n罗一鸣督查防汛备汛工作\n";
    assert_eq!(stories(alone).len(), 3);
    // The lines of one headline are none.
    let lines =
        "不忘初心 牢记使命\n云台县召开主题教育工作会议\n周远舟出席并讲话\n本报讯 3月16日，县委召开会议。";
    assert_eq!(stories(lines).len(), 1);
    // Nor are those who are appointed, line by line.
    let appointed = "县人大常委会决定任命：\n周远舟为云台县教育局局长\n方小禾为云台县财政局局长\n罗一鸣为云台县水利局局长\n丁一为云台县民政局局长\n常大同为云台县司法局局长";
    assert_eq!(stories(appointed).len(), 1);
}

#[test]
fn what_stands_around_a_story_is_none() {
    let story = "周远舟调研茶叶生产\n3月16日，云台县县长周远舟到白沙镇调研，方小禾陪同。";
    let page = format!(
        "首页 > 云台要闻 > 正文\n{story}\n责任编辑：丁一\n上一条：方小禾会见客商\n下一条：罗一鸣检查防汛\n主办：云台县人民政府　备案号：闽ICP备0001号"
    );
    let wanted = [("首页>云", true), ("周远舟调", false), ("责任编辑", true)];
    assert_eq!(told(&page), wanted.map(|(start, furniture)| (start.to_string(), furniture)));
    // Buttons, and a list of other headlines under its head.
    let page = format!(
        "{story}\n【打印】【关闭】\n相关阅读\n· 方小禾会见客商\n· 罗一鸣检查防汛\n版权所有：云台县融媒体中心"
    );
    assert_eq!(told(&page).len(), 2);
    assert!(told(&page)[1].1);
    // The next story begins with its headline.
    let next = "云台县召开防汛会议\n3月17日，县委书记罗一鸣主持召开防汛会议，部署汛期工作。";
    let page = format!("{story}\n责任编辑：丁一\n{next}");
    let wanted = [("周远舟调", false), ("责任编辑", true), ("云台县召", false)];
    assert_eq!(told(&page), wanted.map(|(start, furniture)| (start.to_string(), furniture)));
    let page = format!("{story}\n编辑：丁一 | 审核：常大同 | 监制：罗一鸣");
    assert_eq!(told(&page)[1], ("编辑:丁".to_string(), true));
    // An editor in a sentence is no furniture, nor is who hosts a fair.
    let prose = format!("{story}\n茶叶节由县农业农村局主办，县茶业协会承办，编辑部主任丁一介绍了情况。");
    assert_eq!(told(&prose).len(), 1);
}

#[test]
fn items_of_a_bulletin_are_stories() {
    let page = "工作简报\n【要情】\n◇3月5日，县长周远舟到城北水厂调研。\n◇3月6日，县委书记方小禾会见客商。\n【进度】\n\
        一、城北水厂二期工程（责任领导：周远舟）：完成投资二亿元。\n二、环山公路改造工程（责任领导：罗一鸣）：完成征地八十亩。\n\
        报：县委办，县长周远舟\n送：县直各单位\n编辑：丁一　签发：方小禾";
    let told = told(page);
    let starts: Vec<&str> = told.iter().map(|(start, _)| start.as_str()).collect();
    assert!(starts.contains(&"◇3月6") && starts.contains(&"二、环山"), "{starts:?}");
    // Whom it is sent to and who made it link nobody.
    assert_eq!(told.last().map(|(start, furniture)| (start.as_str(), *furniture)), Some(("报:县委", true)));
    for sign in ['▲', '△', '◆', '■', '●'] {
        let column = format!(
            "部门快讯\n{sign}县民政局走访百岁老人，送去慰问品。\n{sign}白沙镇举行春茶开采节，游客五千人。\n{sign}县气象局新建一处自动站。"
        );
        assert_eq!(stories(&column).len(), 3, "{sign}");
    }
}

#[test]
fn numbered_headings_do_not_split_a_story() {
    let page = "本报讯 3月5日，县长周远舟主持会议。会议明确：\n一、提高认识\n县直各部门要高度重视。\n二、加强领导\n\
        周远舟要求各乡镇抓好落实。\n（三）强化保障\n县财政局要保障经费，方小禾负责。\n四、严格考核\n县委督查室每月通报。";
    assert_eq!(stories(page).len(), 1);
    let questions = "春茶怎么卖\n——访县农业农村局局长丁一\n记者：今年茶叶产量如何？\n丁一：预计两千吨，比去年多一成。\n记者：销路呢？\n丁一：县供销社已同三家商场签约。";
    assert_eq!(stories(questions).len(), 1);
}

#[test]
fn departments_under_their_names_are_stories() {
    let page = "一周动态\n一、县教育局\n召开开学工作会议，局长丁一讲话。\n二、县财政局\n下达预算，局长常大同作说明。";
    let starts = stories(page);
    assert_eq!(starts.len(), 3, "{starts:?}");
}
