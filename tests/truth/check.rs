//! Holds the tables of a paper against what is true, and counts what it showed.

use std::collections::BTreeSet;

use super::facts::{Fact, Facts};
use super::meaning::meaning;
use super::read::Table;

/// What was seen of a paper.
pub struct Check<'f> {
    facts: &'f Facts,
    seen: BTreeSet<String>,
    wrong: Vec<String>,
}

/// A cell as a number: `88,85`, `3=`, `+0,12`, `−1`; `None` where it holds none.
fn number(cell: &str) -> Option<f64> {
    let cell = cell.trim().trim_end_matches(['=', '%', ' ']).trim_start_matches('+');
    let cell = cell.replace(',', ".").replace('\u{2212}', "-");
    // The marks of a unit that is not complete.
    cell.parse().ok()
}

/// A name without the marks that a paper sets behind it.
fn name(cell: &str) -> &str {
    cell.trim().trim_end_matches(['*', '!', ' '])
}

impl<'f> Check<'f> {
    pub fn new(facts: &'f Facts) -> Check<'f> {
        Check { facts, seen: BTreeSet::new(), wrong: Vec::new() }
    }

    /// Holds a table against the truth; one whose heads say nothing is a fault.
    pub fn table(&mut self, file: &str, table: &Table) {
        let heads_of = |row: &Vec<String>| row.iter().map(|head| self.head(head)).collect::<Vec<_>>();
        let head = table.rows.iter().position(|row| {
            let heads = heads_of(row);
            let of_class = || heads.iter().flatten().any(|key| key == "class");
            let names = heads.iter().flatten().any(|key| is_subject(key)) || of_class();
            heads.iter().flatten().count() > 1 && names
        });
        let Some(head) = head else {
            self.wrong.push(format!("{file}: no head in {:?}", table.rows.first()));
            return;
        };
        let heads = heads_of(&table.rows[head]);
        for (at, key) in heads.iter().enumerate() {
            if key.is_none() && !table.rows[head][at].is_empty() {
                self.wrong.push(format!("{file}: what is “{}”?", table.rows[head][at]));
            }
        }
        for row in &table.rows[head + 1..] {
            self.row(file, table, &heads, row);
        }
    }

    /// The key of a head; in a matrix it is the name of a unit.
    fn head(&self, head: &str) -> Option<String> {
        let unit = name(head);
        if self.facts.is_unit(unit) { Some(format!("={unit}")) } else { meaning(head) }
    }

    fn row(&mut self, file: &str, table: &Table, heads: &[Option<String>], row: &[String]) {
        let at = |key: &str| heads.iter().position(|head| head.as_deref() == Some(key));
        let cell = |key: &str| at(key).and_then(|at| row.get(at)).map(|cell| name(cell).to_owned());
        let above = |name: &&(String, Vec<String>)| {
            self.facts.blocks.len() == 1 || table.above.contains(&format!(": {}", name.0))
        };
        let block = self.facts.blocks.iter().find(above).map(|(name, _)| name.clone());
        for (key, shown) in heads.iter().zip(row) {
            let Some(key) = key.as_deref().filter(|key| !key.starts_with('~') && !is_subject(key)) else {
                continue;
            };
            let of: Vec<String> = match (cell("unit"), cell("code"), cell("block"), key.strip_prefix('=')) {
                (None, Some(code), _, Some(unit)) => self.leaf(unit, &code, "points"),
                (Some(unit), Some(code), ..) => self.leaf(&unit, &code, key),
                (Some(unit), None, ..) => vec![format!("unit|{unit}|{key}")],
                (None, None, Some(block), _) => vec![format!("block|{block}|{key}")],
                (None, None, None, _) => match (cell("class"), &block) {
                    (Some(class), Some(block)) if key == "count" => vec![format!("class|{block}|{class}")],
                    (Some(_), Some(_)) if key == "share" => continue,
                    _ => Vec::new(),
                },
                (None, Some(code), ..) => {
                    self.whole(file, block.as_deref(), &code, key, shown);
                    continue;
                }
            };
            self.hold(file, &of, shown, table.exact);
        }
    }

    /// Where the figure of a code of a unit stands: a field has its points among those of the unit.
    fn leaf(&self, unit: &str, code: &str, key: &str) -> Vec<String> {
        if self.facts.fields.iter().any(|field| field == code) {
            return vec![format!("unit|{unit}|{code}.{key}")];
        }
        vec![format!("leaf|{unit}|{code}|{key}")]
    }

    /// A figure of a criterion or field in a whole block: reckoned anew from the published figures of its units.
    fn whole(&mut self, file: &str, block: Option<&str>, code: &str, key: &str, shown: &str) {
        let units = self.facts.blocks.iter().filter(|(name, _)| block.is_none_or(|block| name == block));
        let units: Vec<&String> = units.flat_map(|(_, units)| units).collect();
        let of = |key: &str| -> Vec<f64> {
            let applies = |unit: &&&String| {
                let status = self.facts.all.get(&format!("leaf|{unit}|{code}|status"));
                status != Some(&Fact::Word("not-applicable".to_owned()))
            };
            let figure = |unit: &&String| match key {
                "field" => self.facts.number(&["unit", unit, &format!("{code}.index")]),
                _ => self.facts.number(&["leaf", unit, code, key]),
            };
            units.iter().filter(applies).filter_map(figure).collect()
        };
        let mean =
            |values: &[f64]| values.iter().sum::<f64>() / f64::from(u32::try_from(values.len()).unwrap());
        let expected = match key {
            "mean" | "field.mean" => mean(&of("field")),
            "highest" | "field.best" => of("field").into_iter().fold(f64::MIN, f64::max),
            "lowest" => of("field").into_iter().fold(f64::MAX, f64::min),
            "points.mean" => mean(&of("points")),
            "self.mean" => mean(&of("self")),
            "appraised.mean" => mean(&of("appraised")),
            "max" => of("max").first().copied().unwrap_or(f64::NAN),
            // Told of exact points; the published ones may be equal where these are not.
            "share.mean" | "difference" | "cut" | "losing" => return,
            _ => f64::NAN,
        };
        // The mean of published figures may miss that of the exact ones by what each was rounded.
        match number(shown) {
            Some(found) if (found - expected).abs() < 0.0101 => {
                self.seen.insert(format!("whole|{code}|{key}"));
            }
            found => self.wrong.push(format!("{file}: {code} {key} is {expected}, found {found:?}")),
        }
    }

    /// Holds a cell against the figure with one of these keys.
    fn hold(&mut self, file: &str, keys: &[String], shown: &str, exact: bool) {
        let known = keys.iter().find_map(|key| Some((key, self.facts.all.get(key)?)));
        let Some((key, fact)) = known else {
            // Of what nothing is known nothing is said, but that nobody is in a class.
            let of_class = keys.iter().any(|key| key.starts_with("class|"));
            if number(shown).is_some_and(|found| !of_class || found != 0.0) {
                self.wrong.push(format!("{file}: {keys:?} is not known, found {shown}"));
            }
            return;
        };
        let nearly = if exact { 0.005_000_1 } else { 1e-9 };
        let right = match fact {
            Fact::Number(value) => number(shown).is_some_and(|found| (found - value).abs() < nearly),
            Fact::Word(word) => shown == word,
            Fact::None => number(shown).is_none(),
        };
        if right {
            self.seen.insert(key.clone());
        } else {
            self.wrong.push(format!("{file}: {key} is {fact:?}, found “{shown}”"));
        }
    }

    /// Fails with all that is wrong, and where a figure of these kinds was nowhere.
    pub fn finish(mut self, paper: &str, kinds: &[&str]) {
        let wanted = |key: &&String| {
            let (kind, last) = (key.split('|').next().unwrap(), key.rsplit('|').next().unwrap());
            kinds.contains(&kind) && last != "self" && last != "status" && !last.ends_with(".max")
        };
        let lacking = self.facts.all.keys().filter(wanted).filter(|key| !self.seen.contains(*key));
        self.wrong.extend(lacking.map(|key| format!("{key} is not shown")));
        let count = self.wrong.len();
        self.wrong.truncate(30);
        assert!(count == 0, "{paper}: {count} faults, {} right\n{}", self.seen.len(), self.wrong.join("\n"));
    }
}

/// Whether a head names what a row is about.
fn is_subject(key: &str) -> bool {
    ["unit", "code", "block"].contains(&key)
}
