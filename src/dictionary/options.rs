//! `options.tsv` of a dictionary folder: how the texts that go with it are read.

use super::fault::Fault;
use super::rows::rows;

/// The option that names the place texts speak for where they do not say.
const HOME: &str = "home";

/// Reads the options: the home, with the fault to report where no place is called so; and lines that make no sense.
pub(super) fn read(file: &str, text: &str) -> (Option<(String, Fault)>, Vec<Fault>) {
    let mut home = None;
    let mut faults = Vec::new();
    for row in rows(text) {
        let fault = |what: String, cure: &str| Fault {
            file: file.to_string(),
            line: row.line,
            column: 0,
            what,
            cure: cure.to_string(),
        };
        match (row.get(0), row.get(1)) {
            // A line that names the columns.
            ("option" | "name", "value") => {}
            (HOME, "") => faults.push(fault("no place is named".into(), "write home<TAB>安溪县")),
            (HOME, place) => {
                let cure = "give its full name, with what lies above it where several bear it";
                home = Some((place.to_string(), fault(String::new(), cure)));
            }
            (other, _) => {
                let cure = "options are lines of name and value with a tab between: home<TAB>安溪县";
                faults.push(fault(format!("no option is called `{other}`"), cure));
            }
        }
    }
    (home, faults)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_name_the_home() {
        let (home, faults) = read("options.tsv", "option\tvalue\nhome\t泌阳县\n");
        assert_eq!((home.map(|(home, _)| home).as_deref(), faults.len()), (Some("泌阳县"), 0));
        let (home, faults) = read("options.tsv", "colour\tred\nhome\n");
        assert!(home.is_none());
        assert_eq!(faults.iter().map(|fault| fault.line).collect::<Vec<_>>(), [1, 2]);
    }
}
