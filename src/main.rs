//! Temporary driver.
use std::io::Write;
use guanxi::*;
fn main() {
    let mut dicts: Vec<String> = vec![];
    let mut files = vec![];
    let mut args = std::env::args().skip(1);
    while let Some(a) = args.next() { if a == "--dictionaries" { dicts.push(args.next().unwrap()) } else { files.push(a) } }
    let d = dictionary::load(&dicts).unwrap();
    let out = std::io::stdout(); let mut out = out.lock();
    for f in files {
        let raw = std::fs::read_to_string(&f).unwrap();
        let text = text::Text::new(&raw, d.layout());
        let found = recognise::recognise(&text, &d, &recognise::Learned::default());
        let arts = article::articles(&text, &found.mentions, d.layout(), None);
        let info = resolve::DocumentInfo { id: f.clone(), ..Default::default() };
        let r = resolve::resolve(resolve::Page { info, raw: &raw, text: &text, articles: &arts, found: &found }, &d);
        for m in &r.mentions {
            let j = serde_json::json!({"doc": f, "article": r.passages[m.passage].article, "start": m.start, "end": m.end, "type": m.kind.name(), "text": m.surface, "entity": m.entity, "roles": m.roles, "rule": m.rule.name()});
            writeln!(out, "{j}").unwrap();
        }
    }
}
