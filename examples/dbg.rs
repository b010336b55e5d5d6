//! Prints every candidate of a text file with its score and rule.
use guanxi::*;
fn main() {
    let f = std::env::args().nth(1).unwrap();
    let d = dictionary::load::<&str>(&[]).unwrap();
    let raw = std::fs::read_to_string(f).unwrap();
    let text = text::Text::new(&raw, d.layout());
    eprintln!("{}", (0..text.len()).map(|i| format!("{}{}", match text.gap(i) { text::Gap::None => "", text::Gap::Space => "_", text::Gap::Break => "/", _ => "#" }, text.at(i).unwrap())).collect::<String>());
    for (s, name, kind, score, rule) in recognise::debug(&text, &d) { println!("{}..{} {} {:?} {} {:?}", s.start, s.end, name, kind, score, rule); }
}
