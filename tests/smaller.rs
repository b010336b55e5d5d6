//! Smaller graphs from outside: what `build` and `export` leave out, and the days `ask` counts.

use crate::place::Place;

#[test]
fn export_makes_any_format_of_a_graph() {
    let place = Place::built();
    for (name, start) in [
        ("x.graphml", "<?xml"),
        ("deep/x.gexf", "<?xml"),
        ("x.pretty.dot", "//"),
        ("x.nodes.csv", "\u{feff}Id,Label"),
        ("x.neo4j.edges.csv", ":START_ID"),
        ("x.ttl", "@prefix"),
    ] {
        let (_, err) = place.ok(&["export", "out/graph.json", "-o", name]);
        assert!(err.contains(&format!("wrote: {name}")), "{err}");
        assert!(place.read(name).starts_with(start), "{name}");
    }
    let (out, err) = place.ok(&["export", "out/graph.json", "-o", "-", "-f", "json"]);
    assert_eq!((out, err.as_str()), (place.read("out/graph.json"), ""));
    for (arguments, words) in [
        (&["export", "out/graph.json", "-o", "x.csv"][..], [".nodes.csv", "x.csv"]),
        (&["export", "out/graph.json", "-o", "x.doc"], ["does not tell a format", "--format"]),
        (&["export", "-o", "x.gexf"], ["no such graph", "guanxi build"]),
        (&["export", "words.tsv", "-o", "x.gexf"], ["not a graph", "words.tsv"]),
    ] {
        let (code, _, err) = place.run(arguments);
        assert!(code == 1 && words.iter().all(|word| err.contains(word)), "{arguments:?}: {err}");
    }
}

#[test]
fn every_way_to_prune() {
    let place = Place::built();
    let export = |flags: &[&str]| {
        let (_, err) = place.ok(&[&["export", "out/graph.json", "-o", "x.json"], flags].concat());
        assert!(flags.is_empty() || err.contains("kept: "), "{err}");
        place.graph("x.json")
    };
    let (nodes, links) = export(&[]);
    assert_eq!(nodes, ["北湖改造", "新区二期", "李明", "王芳", "陈刚"]);
    assert!(links.len() >= 7, "{links:?}");
    let pairs = |flags: &[&str]| export(flags).1;
    assert_eq!(pairs(&["--min-count", "2"]), ["李明-新区二期"]);
    assert_eq!(export(&["--kinds", "project"]).0, ["北湖改造", "新区二期"]);
    assert_eq!(pairs(&["--kinds", "project"]), ["北湖改造-新区二期"]);
    assert!(
        pairs(&["--between", "official,project"])
            .iter()
            .all(|link| link.contains("期") || link.contains("造"))
    );
    assert!(!pairs(&["--between", "project,official"]).contains(&"北湖改造-新区二期".to_owned()));
    assert_eq!(pairs(&["--relations", "post"]), Vec::<String>::new());
    assert_eq!(export(&["--top", "2"]).0.len(), 2);
    assert!(pairs(&["--backbone", "0.2"]).len() < links.len());
    assert!(pairs(&["--min-weight", "jaccard=0.4", "--min-weight", "npmi=0.1"]).len() < links.len());
    assert!(pairs(&["--min-weight", "p=0.2"]).len() < links.len());
    // The window: 王芳 and 陈刚 met only in 2024; the page without a day is in none.
    assert_eq!(export(&["--since", "2024"]).0, ["北湖改造", "王芳", "陈刚"]);
    assert_eq!(export(&["--since", "2023-05", "--until", "2023-05"]).0, ["北湖改造", "新区二期", "李明"]);
}

#[test]
fn build_prunes_as_export_does() {
    let place = Place::built();
    for flags in [
        &["--min-count", "2"][..],
        &["--since", "2023-05-06", "--between", "official,project"],
        &["--backbone", "0.2", "--top", "3"],
    ] {
        let build = ["build", "pages", "-d", "words.tsv", "-o", "less", "-f", "json"];
        let (_, err) = place.ok(&[&build, flags].concat());
        assert!(err.contains("linked: 5 entities") && err.contains("kept: "), "{err}");
        place.ok(&[&["export", "out/graph.json", "-o", "x.json"], flags].concat());
        assert_eq!(place.read("less/graph.json"), place.read("x.json"));
    }
}

#[test]
fn measures_are_ranked_and_exported() {
    let place = Place::built();
    let measure = |flags: &[&str]| place.ok(&[&["measure", "out/graph.json"], flags].concat()).0;
    let text = measure(&[]);
    assert!(
        text.lines().next().is_some_and(|line| line.contains("official") && line.contains("pagerank")),
        "{text}"
    );
    let first = text.lines().nth(1).expect("a row").split_whitespace().take(2).collect::<Vec<_>>();
    assert_eq!(first, ["1", "李明"], "{text}");
    assert!(measure(&["--kind", "project"]).lines().all(|line| !line.contains("李明")));
    let json: serde_json::Value =
        serde_json::from_str(&measure(&["--by", "degree", "--json"])).expect("JSON");
    assert_eq!(json["by"], "degree");
    let csv = measure(&["--csv", "--measures", "degree,component"]);
    assert_eq!(csv.lines().next(), Some("kind,rank,name,id,degree,component"));
    assert_eq!(csv.lines().count(), 6);

    for (name, words) in [
        ("x.graphml", ["attr.name=\"pagerank\"", "key=\"community\""]),
        ("x.gexf", ["title=\"pagerank\"", "for=\"community\""]),
        ("x.dot", ["pagerank=", "community="]),
        ("x.nodes.csv", ["pagerank", "community"]),
        ("x.neo4j.nodes.csv", ["pagerank:double", "community:long"]),
        ("x.node-link.json", ["\"pagerank\"", "\"community\""]),
        ("x.cypher", ["pagerank", "community"]),
        ("x.ttl", ["pagerank", "community"]),
        ("x.json", ["\"pagerank\"", "\"community\""]),
    ] {
        place.ok(&["export", "out/graph.json", "-o", name]);
        let text = place.read(name);
        assert!(words.iter().all(|word| text.contains(word)), "{name}: {text}");
        let few = ["export", "out/graph.json", "-o", name, "--compute", "degree"];
        place.ok(&few);
        assert!(place.read(name).contains("degree"), "{name}");
    }
}

#[test]
fn wrong_flags_say_what_they_take() {
    let place = Place::built();
    for (flags, word) in [
        (["--min-weight", "pmi=1"], "npmi"),
        (["--min-weight", "npmi"], "npmi=0.3"),
        (["--backbone", "5"], "0.05"),
        (["--between", "official"], "comma"),
        (["--since", "last year"], "2023-04-16"),
        (["--relations", "friend"], "co-mention"),
        (["--kinds", "byline"], "official"),
    ] {
        let (code, _, err) = place.run(&[&["export", "out/graph.json", "-o", "x.json"], &flags[..]].concat());
        assert!(code == 2 && err.contains(word), "{flags:?}: {err}");
    }
    let (code, _, err) = place.run(&["build", "pages", "--since", "2024", "--until", "2023"]);
    assert!(code == 1 && err.contains("no day lies between"), "{err}");
}

#[test]
fn questions_keep_to_the_days() {
    let place = Place::built();
    let ask = |arguments: &[&str]| place.ok(&[&["ask", "-g", "out/graph.json"], arguments].concat()).0;
    assert!(ask(&["with", "王芳"]).contains("新区二期"));
    assert!(!ask(&["with", "王芳", "--since", "2024"]).contains("新区二期"));
    assert!(ask(&["--until", "2023", "with", "王芳"]).contains("新区二期"));
    assert!(ask(&["top", "--kind", "official", "--since", "2023-05", "--until", "2023-12"]).contains("李明"));
    assert!(ask(&["陈刚去过哪些项目？"]).contains("新区二期"));
    assert!(!ask(&["陈刚去过哪些项目？", "--since", "2023"]).contains("新区二期"));
    let said = |rest: &[&str]| place.run(&[&["ask", "-g", "out/graph.json", "with"], rest].concat()).2;
    assert!(said(&["陈刚", "--until", "2020"]).contains("leave --since and --until out"));
    assert_eq!(said(&["无此人"]), "");
    assert!(ask(&["--json", "谁和新区二期一起出现？"]).starts_with('{'));
    let lift = ask(&["matrix", "--show", "lift"]);
    assert!(lift.contains('.') && lift != ask(&["matrix"]), "{lift}");
    for wrong in [&["wiht", "李明"][..], &[], &["who is it"]] {
        let (code, _, err) = place.run(&[&["ask", "-g", "out/graph.json"], wrong].concat());
        let chinese = wrong.len() == 2;
        assert_eq!(code, if chinese { 0 } else { 2 }, "{err}");
        assert!(chinese || err.contains("with, about"), "{err}");
    }
}
