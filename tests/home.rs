//! A home that is given for texts says whose place they speak for where they do not say.

use std::fs;

use guanxi::dictionary::Dictionaries;
use guanxi::document::Document;
use guanxi::pipeline::{Learned, page};

/// The roles of an official of a document.
fn roles(document: Document, name: &str, dictionaries: &Dictionaries) -> Vec<String> {
    let resolved = page(document, dictionaries, &Learned::default()).resolved;
    let mentions = resolved.mentions.into_iter().filter(|named| named.entity == name);
    mentions.flat_map(|named| named.roles).map(|role| role.name).collect()
}

fn of(text: &str, home: Option<&str>) -> Document {
    Document { text: text.to_string(), home: home.map(str::to_string), ..Document::default() }
}

#[test]
fn a_home_fills_what_names_no_place() {
    let dictionaries = Dictionaries::built_in();
    let role = |text, name, home| roles(of(text, home), name, &dictionaries);
    let text = "3月5日，县委书记周明远会见澳门中天集团总裁黄立德一行。县长孙国平参加。";
    assert_eq!(role(text, "周明远", Some("泌阳县")), ["泌阳县委书记"]);
    assert_eq!(role(text, "孙国平", Some("泌阳县")), ["泌阳县县长"]);
    let text = "县长孙国平到铜山镇检查防汛工作。";
    assert_eq!(role(text, "孙国平", Some("驻马店市泌阳县")), ["泌阳县县长"]);
    let text = "县长孙国平率团到桐柏县考察茶产业。";
    assert_eq!(role(text, "孙国平", Some("泌阳县")), ["泌阳县县长"]);
    let text = "市委书记李长河到泌阳县调研，县委书记周明远陪同。";
    assert_eq!(role(text, "李长河", Some("泌阳县")), ["驻马店市委书记"]);
}

#[test]
fn what_a_text_says_goes_before_a_home() {
    let dictionaries = Dictionaries::built_in();
    let role = |text, name, home| roles(of(text, home), name, &dictionaries);
    let text = "桐柏县委书记李平主持召开县委常委会会议。县长王强参加。";
    assert_eq!(role(text, "李平", Some("泌阳县")), ["桐柏县委书记"]);
    assert_eq!(role(text, "王强", Some("泌阳县")), ["桐柏县县长"]);
    assert_eq!(role(text, "王强", None), ["桐柏县县长"]);
}

#[test]
fn sources_and_folders_hint_at_a_home() {
    let dictionaries = Dictionaries::built_in();
    let text = "3月5日，县委书记周明远会见澳门中天集团总裁黄立德一行。";
    for source in ["今日泌阳", "泌阳新闻网", "泌阳发布", "泌阳县融媒体中心", "泌阳报"]
    {
        let document = Document { source: Some(source.to_string()), ..of(text, None) };
        assert_eq!(roles(document, "周明远", &dictionaries), ["泌阳县委书记"], "{source}");
    }
    let document = Document { id: "texts/泌阳县/2023/a.txt".to_string(), ..of(text, None) };
    assert_eq!(roles(document, "周明远", &dictionaries), ["泌阳县委书记"]);
    // A site's host tells it too, but not against its source.
    let url = Some("http://www.biyang.gov.cn/1.html".to_string());
    let document = Document { url: url.clone(), ..of(text, None) };
    assert_eq!(roles(document, "周明远", &dictionaries), ["泌阳县委书记"]);
    let document = Document { url, source: Some("今日桐柏".to_string()), ..of(text, None) };
    assert_eq!(roles(document, "周明远", &dictionaries), ["桐柏县委书记"]);
}

#[test]
fn options_of_a_dictionary_folder_name_a_home() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("options.tsv");
    fs::write(&file, "home\t泌阳县\n")?;
    let dictionaries = Dictionaries::load(&[folder.path()])?;
    let text = "县委书记周明远主持会议。";
    assert_eq!(roles(of(text, None), "周明远", &dictionaries), ["泌阳县委书记"]);
    assert_eq!(roles(of(text, Some("桐柏县")), "周明远", &dictionaries), ["桐柏县委书记"]);
    for (wrong, told) in
        [("home\t无有县\n", "无有县"), ("home\t鼓楼区\n", "several"), ("hom\t泌阳县\n", "no option")]
    {
        fs::write(&file, wrong)?;
        let error =
            Dictionaries::load(&[folder.path()]).err().map(|error| error.to_string()).unwrap_or_default();
        assert!(error.contains(told) && error.contains("options.tsv:1"), "{error}");
    }
    Ok(())
}
