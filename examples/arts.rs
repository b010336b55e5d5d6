//! Prints the paragraphs and articles of a file.
use guanxi::*;
fn main() {
    let f = std::env::args().nth(1).unwrap();
    let d = dictionary::load::<&str>(&[]).unwrap();
    let raw = std::fs::read_to_string(f).unwrap();
    let text = text::Text::new(&raw, d.layout());
    let found = recognise::recognise(&text, &d, &recognise::Learned::default());
    let arts = article::articles(&text, &found.mentions, d.layout(), None);
    for p in text.paragraphs() {
        if arts.iter().any(|a| a.span.start == p.span.start) { println!("=============="); }
        let s: String = text.chars()[p.span.range()].iter().collect();
        println!("[{:?}] {}", article::shape_of(&text, &found.mentions, d.layout(), p.span), s.chars().take(60).collect::<String>());
    }
}
