//! Holds the tables of a paper against what is true, and counts what it showed.

use std::collections::BTreeSet;

use super::facts::{Fact, Facts};
use super::meaning::meaning;
use super::read::Table;

/// What a sum may be.
const SUMS: [&str; 3] = ["points", "max", "index"];

/// What was seen of a paper.
pub struct Check<'f> {
    pub facts: &'f Facts,
    seen: BTreeSet<String>,
    /// The file and the unit that it is about.
    unit: Option<(String, String)>,
    /// The code of the row, or of one above.
    code: String,
    wrong: Vec<String>,
}

/// A cell as a number: `88,85`, `3=`, `+0,12`, `−1`; `None` where it holds none.
pub fn number(cell: &str) -> Option<f64> {
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
        Check { facts, seen: BTreeSet::new(), unit: None, code: String::new(), wrong: Vec::new() }
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
            // The letterhead of a document is a table without figures.
            if table
                .rows
                .iter()
                .flatten()
                .any(|cell| self.facts.is_unit(name(cell)) || number(cell).is_some())
            {
                self.wrong.push(format!("{file}: no head in {:?}", table.rows.first()));
            }
            return;
        };
        let heads = heads_of(&table.rows[head]);
        for (at, key) in heads.iter().enumerate() {
            if key.is_none() && !table.rows[head][at].is_empty() {
                self.wrong.push(format!("{file}: what is “{}”?", table.rows[head][at]));
            }
        }
        // A paper about one unit names it above.
        let units = self.facts.blocks.iter().flat_map(|(_, units)| units);
        let named = units.filter_map(|unit| Some((table.above.rfind(unit.as_str())?, unit)));
        if let Some((_, unit)) = named.max() {
            self.unit = Some((file.to_owned(), unit.clone()));
        }
        self.code.clear();
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
        let above = table.above.to_lowercase();
        let last = |name: &str| {
            let name = name.trim_start_matches("khối ");
            [": ", "khối ", "block "].iter().filter_map(|word| above.rfind(&format!("{word}{name}"))).max()
        };
        let blocks = self.facts.blocks.iter().map(|(name, _)| (last(&name.to_lowercase()), name));
        let block = blocks.max().filter(|(at, _)| at.is_some() || self.facts.blocks.len() == 1);
        let block = block.map(|(_, name)| name.clone());
        // Below a criterion stand its other kinds of points; below all of them the sums, named where criteria are.
        let in_matrix = heads.iter().flatten().any(|head| head.starts_with('='));
        let kind = cell("points").filter(|_| in_matrix).and_then(|kind| meaning(&kind));
        match cell("code") {
            Some(code) if !code.is_empty() => self.code = code,
            _ if kind.is_none() => self.code.clear(),
            _ => {}
        }
        let code = at("code").map(|_| self.code.clone());
        let sum = row.iter().filter_map(|cell| meaning(cell)).find(|key| SUMS.contains(&&**key));
        let of_unit = self.unit.as_ref().filter(|(of, _)| of == file && at("unit").is_none());
        let of_unit = of_unit
            .map(|(_, unit)| unit.clone())
            .filter(|_| at("name").is_some() || file.contains("thong-bao"));
        for (key, shown) in heads.iter().zip(row) {
            let Some(key) = key.as_deref().filter(|key| !key.starts_with('~') && !is_subject(key)) else {
                continue;
            };
            let of: Vec<String> = match (cell("unit"), &code, cell("block"), key.strip_prefix('=')) {
                (None, Some(code), _, Some(unit)) if code.is_empty() => match &sum {
                    Some(key) => vec![format!("unit|{unit}|{key}")],
                    None => continue,
                },
                (None, Some(code), _, Some(unit)) if self.is_field(code) => {
                    vec![format!("unit|{unit}|{code}.index")]
                }
                (None, Some(code), _, Some(unit)) => match kind.as_deref() {
                    Some("~") => continue,
                    kind => vec![format!("leaf|{unit}|{code}|{}", kind.unwrap_or("points"))],
                },
                (Some(unit), Some(code), ..) => vec![format!("leaf|{unit}|{code}|{key}")],
                (Some(unit), None, ..) if key == "own.appraised" => {
                    self.own(file, &unit, shown);
                    continue;
                }
                (Some(unit), None, ..) => vec![format!("unit|{unit}|{key}")],
                (None, None, Some(block), _) => vec![format!("block|{block}|{key}")],
                (None, None, None, _) => match (cell("class"), &block) {
                    (Some(class), Some(block)) if key == "count" => vec![format!("class|{block}|{class}")],
                    (Some(_), Some(_)) if key == "share" => continue,
                    _ => Vec::new(),
                },
                (None, Some(code), ..) => match &of_unit {
                    Some(_) if in_matrix || (key == "points" && number(shown).is_none()) => continue,
                    Some(unit) if !key.starts_with("field.") && self.is_field(code) => {
                        vec![format!("unit|{unit}|{code}.{key}")]
                    }
                    Some(unit) if !key.starts_with("field.") => {
                        let of = format!("leaf|{unit}|{code}|{key}");
                        // Sums of criteria between are in no JSON.
                        if !self.facts.all.contains_key(&of) {
                            continue;
                        }
                        vec![of]
                    }
                    _ if in_matrix && (key != "max" || shown.is_empty()) => continue,
                    _ if code.is_empty() => continue,
                    _ => {
                        self.whole(file, block.as_deref(), code, key, shown);
                        continue;
                    }
                },
            };
            self.hold(file, &of, shown, table.exact);
        }
    }

    /// Whether this is a figure of a leaf without points of its own (missing, faulty, not applicable), or of a field of
    /// which nothing applies.
    fn is_unscored(&self, key: &str) -> bool {
        let field = key.strip_suffix(".points").or(key.strip_suffix(".max"));
        if field.is_some_and(|of| self.facts.all.get(&format!("{of}.index")) == Some(&Fact::None)) {
            return true;
        }
        let of = key.strip_suffix("|points").or(key.strip_suffix("|max"));
        let status = of.and_then(|of| self.facts.all.get(&format!("{of}|status")));
        status.is_some_and(|status| *status != Fact::Word("scored".to_owned()))
    }

    fn is_field(&self, code: &str) -> bool {
        self.facts.fields.iter().any(|field| field == code)
    }

    /// The appraised points of what a unit scored itself.
    fn own(&mut self, file: &str, unit: &str, shown: &str) {
        let prefix = format!("leaf|{unit}|");
        let of_unit =
            self.facts.all.iter().filter_map(|(key, fact)| Some((key.strip_prefix(&prefix)?, fact)));
        let codes = of_unit.filter(|(key, fact)| key.ends_with("|self") && matches!(fact, Fact::Number(_)));
        let codes = codes.map(|(key, _)| key.trim_end_matches("|self"));
        let sum: f64 = codes.filter_map(|code| self.facts.number(&["leaf", unit, code, "appraised"])).sum();
        if number(shown).is_none_or(|found| (found - sum).abs() > 0.011) {
            self.wrong.push(format!("{file}: what {unit} scored is appraised with {sum}, found {shown}"));
        }
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

    /// Holds a figure against the truth.
    pub fn figure(&mut self, file: &str, key: &str, shown: &str) {
        self.hold(file, &[key.to_owned()], shown, false);
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
        // What was not scored counts 0, and papers say why in words.
        let unscored = self.is_unscored(key);
        let right = match fact {
            Fact::Number(_) if unscored && number(shown).is_none() => true,
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
            // Points of fields stand only in some papers.
            let kind = if kind == "unit" && last.ends_with(".points") { "field" } else { kind };
            kinds.contains(&kind)
                && !self.is_unscored(key)
                && last != "self"
                && last != "status"
                && !last.ends_with(".max")
        };
        let there = self.facts.all.iter().filter(|(_, fact)| **fact != Fact::None).map(|(key, _)| key);
        let lacking = there.filter(wanted).filter(|key| !self.seen.contains(*key));
        let lacking: Vec<String> = lacking.map(|key| format!("{key} is not shown")).collect();
        self.wrong.extend(lacking);
        let count = self.wrong.len();
        self.wrong.truncate(30);
        assert!(count == 0, "{paper}: {count} faults, {} right\n{}", self.seen.len(), self.wrong.join("\n"));
    }
}

/// Whether a head names what a row is about.
fn is_subject(key: &str) -> bool {
    ["unit", "code", "block"].contains(&key)
}
