//! Towns with the counties they lie in: a table that is searched where it stands, so that starting takes no time.

use super::places::Places;

const TABLE: &str = include_str!("../../dictionaries/towns/towns.tsv");

impl Places {
    /// The counties that have a town of this name; a town is no word of its own. A 乡 may be a 镇 or street today.
    pub fn counties_of_town(&self, town: &str) -> Vec<u32> {
        let today = || {
            let stem = town.strip_suffix('乡').or_else(|| town.strip_suffix('镇'))?;
            ["镇", "街道"].iter().find_map(|level| find(&[stem, level].concat()))
        };
        let Some(counties) = find(town).or_else(today) else { return Vec::new() };
        let id = |county: &str| {
            let (province, name) = county.split_once('/')?;
            let within =
                |id: &&u32| self.chain(**id).last().is_some_and(|top| self.get(top).name == province);
            self.named(name).iter().find(within).copied()
        };
        counties.split(' ').filter_map(id).collect()
    }
}

/// The second column of a town's row.
fn find(town: &str) -> Option<&'static str> {
    // The remarks and the header go before all rows; rows are in the order of the bytes of their names.
    let start = TABLE.find("\ntown\t").and_then(|at| Some(at + 1 + TABLE[at + 1..].find('\n')? + 1))?;
    let rows = &TABLE.as_bytes()[start..];
    let (mut low, mut high) = (0, rows.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let from = rows[..middle].iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
        let to = rows[middle..].iter().position(|&byte| byte == b'\n').map_or(rows.len(), |at| middle + at);
        let row = str::from_utf8(&rows[from..to]).ok()?;
        let (name, counties) = row.split_once('\t')?;
        match name.cmp(town) {
            std::cmp::Ordering::Equal => {
                return TABLE
                    .get(start + from + name.len() + 1..start + from + name.len() + 1 + counties.len());
            }
            std::cmp::Ordering::Less => low = to + 1,
            std::cmp::Ordering::Greater => high = from,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn towns_lead_to_their_counties() {
        let places = Places::built_in();
        let names = |town: &str| -> Vec<String> {
            places.counties_of_town(town).iter().map(|&id| places.get(id).name.clone()).collect()
        };
        assert_eq!(names("草沟堡乡"), ["蔚县"]);
        assert_eq!(names("无此地镇"), [""; 0]);
        // Every row is found: the first, the last and those between.
        let rows: Vec<&str> = TABLE.lines().skip_while(|row| !row.starts_with("town\t")).skip(1).collect();
        for row in rows.iter().step_by(97).chain(rows.last()) {
            let (town, counties) = row.split_once('\t').expect("two columns");
            assert_eq!(find(town), Some(counties), "{town}");
        }
    }
}
