//! Pages in the shapes of common publishing systems.

use super::read;
use crate::Document;
use guanxi::document::Date;

const STORY: &str = "<p>　　5月5日，清水县县长罗一鸣到白沙镇调研，副县长方小禾陪同。</p>";
const FOOT: &str = "<div class=\"foot\">主办：清水县人民政府办公室　承办：清水县大数据局　地址：城关镇　电话：0595-1　技术支持：某某科技有限公司</div>";
const LIST: &str = "<div><ul><li><a href=\"1\">罗一鸣走访企业强调优化营商环境</a></li><li><a href=\"2\">常大同主持召开县委常委会会议</a></li></ul></div>";

fn page(head: &str, body: &str) -> Document {
    let source = format!(
        "<html><head><meta charset=\"utf-8\"><title>清水报数字报</title>{head}</head><body>{body}</body></html>"
    );
    read("a.html", source.into_bytes(), None).expect("a page")
}

#[test]
fn the_story_is_found_in_every_shape() {
    for (open, close) in [
        ("<div id=\"ozoom\">", "</div>"),
        ("<div id=\"ozoom\"><founder-content>", "</founder-content></div>"),
        ("<div class=\"TRS_Editor\">", "</div>"),
        ("<div class=\"view TRS_UEDITOR trs_paper_default\">", "</div>"),
        ("<div class=\"trs_editor_view\">", "</div>"),
        ("<div id=\"Zoom\">", "</div>"),
        ("<div id=\"js_content\" style=\"visibility: hidden\"><section>", "</section></div>"),
        ("<div class=\"rm_txt_con cf\">", "</div>"),
        ("<div id=\"UCAP-CONTENT\">", "</div>"),
        ("<div id=\"vsb_content_501\">", "</div>"),
        ("<div id=\"vsb_content\"><div class=\"v_news_content\">", "</div></div>"),
        ("<div class=\"pages_content\">", "</div>"),
        ("<div class=\"article-content\">", "</div>"),
        ("<div class=\"x\">", "</div>"),
        ("<table><tr><td>", "</td></tr></table>"),
        ("<table><tr><td><font>", "</font></td></tr></table>"),
        ("<div><div><div>", "</div></div></div>"),
        ("<article>", "</article>"),
        ("<main>", "</main>"),
        ("", ""),
        ("<form>", "</form>"),
        ("<center>", "</center>"),
        ("<div class=\"wp_articlecontent\">", "</div>"),
    ] {
        for times in [1, 20] {
            let body = format!(
                "{LIST}{open}{}{close}{LIST}{FOOT}<div>上一篇：<a href=\"3\">常大同会见客商</a></div>",
                STORY.repeat(times)
            );
            let document = page("", &body);
            assert_eq!(document.text.matches("清水县县长罗一鸣").count(), times, "{open}: {}", document.text);
            for other in ["常大同", "主办", "大数据局", "走访企业", "科技", "客商"] {
                assert!(!document.text.contains(other), "{open} {times} {other}: {}", document.text);
            }
        }
    }
}

#[test]
fn a_founder_page_says_its_headline_and_day() {
    let body = format!(
        "{LIST}<founder-pretitle>上门解难题</founder-pretitle><founder-title>罗一鸣调研<br>白沙镇</founder-title>\
         <founder-subtitle>方小禾参加</founder-subtitle><div id=\"ozoom\"><founder-content>{STORY}<!--enpproperty \
         <date>2024-05-06 00:00:00.0</date><title>罗一鸣调研 白沙镇</title>/enpproperty--></founder-content></div>{FOOT}"
    );
    let document = page("", &body);
    assert_eq!(document.title.as_deref(), Some("罗一鸣调研 白沙镇"));
    assert_eq!(document.date, Date::new(2024, 5, 6).ok());
    assert!(document.text.starts_with("上门解难题\n罗一鸣调研 白沙镇\n方小禾参加\n"), "{}", document.text);
}

#[test]
fn the_name_of_a_paper_is_no_headline() {
    let document = page("", &format!("<div>{STORY}</div>{FOOT}"));
    assert_eq!((document.title.as_deref(), document.source.as_deref()), (None, Some("清水报数字报")));
    assert!(!document.text.contains("数字报"), "{}", document.text);
}

#[test]
fn a_wechat_page_says_its_day_in_a_script() {
    let script = "<script>var ct=\"1714953600\"; var publish_time = \"2024-05-06\"; var nickname = \"清水发布\";</script>";
    let document = page(
        script,
        &format!(
            "<h1 id=\"activity-name\">县长调研</h1><div id=\"js_content\" style=\"visibility: hidden\">{STORY}</div>"
        ),
    );
    assert_eq!((document.date, document.source.as_deref()), (Date::new(2024, 5, 6).ok(), Some("清水发布")));
    assert_eq!(document.title.as_deref(), Some("县长调研"));
}

#[test]
fn a_row_of_a_table_is_a_line() {
    let body = "<h1>清水县重点项目表</h1><table><tr><th>项目名称</th><th>责任单位</th><th>责任人</th></tr>\
        <tr><td>白沙大桥工程</td><td rowspan=\"2\">县交通运输局</td><td>方小禾<br>罗一鸣</td></tr><tr><td>清水湾安置房</td><td>常大同</td></tr></table>";
    let text = page("", body).text;
    assert!(text.contains("项目名称\t责任单位\t责任人\n白沙大桥工程\t县交通运输局\t方小禾；罗一鸣\n清水湾安置房\t县交通运输局\t常大同\n"), "{text}");
}

#[test]
fn a_page_that_is_a_table_is_read_by_rows() {
    let body = "<h1>清水县领导名单</h1><table><tr><th>姓名</th><th>性别</th><th>电话</th><th>职务</th></tr><tr><td>方小禾</td><td>女</td>\
        <td>0595-1</td><td>县长</td></tr><tr><td>罗一鸣</td><td>男</td><td>0595-2</td><td>副县长</td></tr></table>";
    let text = page("", body).text;
    assert!(text.contains("方小禾\t女\t0595-1\t县长\n罗一鸣\t男\t0595-2\t副县长\n"), "{text}");
}

#[test]
fn a_page_nested_too_deep_is_refused_at_once() {
    let deep = "<div>".repeat(200_000);
    assert_eq!(read("a.html", deep.into_bytes(), None).expect_err("too deep").reason, "is nested too deep");
}
