//! One folder with files of every kind: all texts are found, and what is not read is named.

use crate::kinds;

use std::collections::BTreeSet;

use crate::place::Place;
use serde_json::Value;

/// Files of a folder, and who is named in them.
fn files() -> Vec<(&'static str, Vec<u8>, Vec<&'static str>)> {
    vec![
        ("表格/要闻.csv", kinds::csv(&["陆青山", "江一帆"]), vec!["陆青山", "江一帆"]),
        ("表格/要闻.xlsx", kinds::xlsx(&["卓文清", "章秋月"]), vec!["卓文清", "章秋月"]),
        ("数据/要闻.json", kinds::json(&["夏雨田", "方小禾"]), vec!["夏雨田", "方小禾"]),
        ("数据/要闻.jsonl", kinds::jsonl(&["罗一鸣", "丁国庆"]), vec!["罗一鸣", "丁国庆"]),
        ("网页/1.html", kinds::html("林秋水"), vec!["林秋水"]),
        ("网页/2.mhtml", kinds::mhtml("陈玉成"), vec!["陈玉成"]),
        ("文档/1.docx", kinds::docx("郑文华"), vec!["郑文华"]),
        ("文档/2.odt", kinds::odt("赵春生"), vec!["赵春生"]),
        ("文档/3.rtf", kinds::rtf("孙志刚"), vec!["孙志刚"]),
        ("文档/4.txt", kinds::story("李建国").into_bytes(), vec!["李建国"]),
        ("文档/5.doc", kinds::doc(), vec![]),
        ("图片/1.jpg", kinds::jpg(), vec![]),
        ("图片/2.jpg", kinds::jpg(), vec![]),
    ]
}

#[test]
fn every_text_of_a_folder_is_found_and_the_rest_is_named() {
    let place = Place::empty();
    let files = files();
    for (name, bytes, _) in &files {
        place.write(&format!("来稿/{name}"), bytes);
    }
    let (code, _, err) = place.run(&["build", "来稿", "-o", "out", "-f", "json"]);
    assert_eq!(code, 0, "{err}");
    let texts: usize = files.iter().map(|(.., people)| people.len()).sum();
    assert!(err.contains(&format!("read: {texts} documents")), "{err}");
    // What was not read stands in the summary and in the report.
    assert!(err.contains("2 .jpg") && err.contains("1 .doc"), "{err}");
    let json = |name: &str| -> Value { serde_json::from_str(&place.read(name)).expect("JSON") };
    let report = json("out/report.json");
    let passed = report["passed_over"].to_string();
    assert!(passed.contains(".jpg") && passed.contains(".doc"), "{report}");
    // Everybody is found, with the day of the text and the post.
    let graph = json("out/graph.json");
    let nodes = graph["nodes"].as_array().expect("nodes");
    let found: BTreeSet<&str> = nodes
        .iter()
        .filter(|node| node["kind"] == "official" && node.to_string().contains("清水县副县长"))
        .filter_map(|node| node["name"].as_str())
        .collect();
    let wanted: BTreeSet<&str> = files.iter().flat_map(|(.., people)| people.iter().copied()).collect();
    assert_eq!(found, wanted);
    // With --strict it is a failure.
    let (code, _, err) = place.run(&["build", "来稿", "-o", "strict", "-f", "json", "--strict"]);
    assert!(code == 1 && err.contains(".jpg"), "{code}: {err}");
}

#[test]
fn whoever_stands_in_the_row_of_a_project_comes_first() {
    let place = Place::empty();
    let rows = [
        ("白沙大桥工程", "清水县交通运输局", "方小禾"),
        ("湖西安置房项目", "清水县住建局", "罗一鸣"),
        ("南岸工业园项目", "清水县工信局", "袁朗"),
        ("河口水厂扩建工程", "清水县水利局", "卓文清"),
    ];
    let row = |(project, body, person): &(&str, &str, &str)| {
        format!("<tr><td>{project}</td><td>{body}</td><td>{person}</td></tr>")
    };
    let head = "<tr><th>项目名称</th><th>责任单位</th><th>责任领导</th></tr>";
    let table: String = rows.iter().map(row).collect();
    place.write("a.html", format!("<h1>清水县重点项目名单</h1><table>{head}{table}</table>"));
    place.ok(&["build", "a.html", "-o", "graphs", "-f", "json"]);
    place.ok(&["merge", "graphs/guanxi.db", "-o", "merged", "-f", "json"]);
    let all = ["graphs/graph.json", "graphs/guanxi.db", "merged/guanxi.db"];
    for (graph, (project, body, person)) in all.iter().flat_map(|graph| rows.map(|row| (graph, row))) {
        let (json, _) = place.ok(&["ask", "with", project, "--json", "-g", graph]);
        let answer: Value = serde_json::from_str(&json).expect("JSON");
        let found = rows_of(&answer);
        let first: BTreeSet<&str> = found.iter().take(2).map(|row| row.0.as_str()).collect();
        assert_eq!(first, BTreeSet::from([body, person]), "{project}: {found:?}");
        // A row of three names gives each pair a half; who stands in another shares no more than the page.
        assert!(found.iter().take(2).all(|row| row.1 == 0.5), "{project}: {found:?}");
        assert!(found.iter().skip(2).all(|row| row.1 < 0.1), "{project}: {found:?}");
        assert!(found.len() > 2, "{project}");
    }
}

/// Names and weights of the companions in an answer, in its order.
fn rows_of(answer: &Value) -> Vec<(String, f64)> {
    let rows = answer["rows"].as_array().expect("rows");
    let row = |row: &Value| {
        let name = row["name"].as_str().expect("a name").to_string();
        (name, row["weight"].as_f64().expect("a weight"))
    };
    rows.iter().map(row).collect()
}
