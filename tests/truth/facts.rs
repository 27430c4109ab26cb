//! What is true: the figures of `rank` and `score` as JSON, each under the key by which a paper is asked for it.

use std::collections::BTreeMap;

use serde_json::Value;

use super::support::{command, root};

/// A figure, or a word.
#[derive(Clone, Debug, PartialEq)]
pub enum Fact {
    Number(f64),
    Word(String),
    /// It is known that there is none.
    None,
}

/// All figures: `unit|Xã Mẫu 01|index`, `leaf|Xã Mẫu 01|1.1.1|points`, `block|Xã|mean`, `class|Xã|Tốt`.
pub struct Facts {
    pub all: BTreeMap<String, Fact>,
    /// Name of each block with the ids of its units, best first.
    pub blocks: Vec<(String, Vec<String>)>,
    /// The units that are listed and sent nothing.
    pub missing: Vec<String>,
    /// Codes of fields and of leaves.
    pub fields: Vec<String>,
    pub leaves: Vec<String>,
}

/// The figures of a unit.
const OF_UNIT: [&str; 9] =
    ["rank", "points", "max", "index", "self", "appraised", "survey", "bonus", "penalty"];
/// The figures of a leaf.
const OF_LEAF: [&str; 5] = ["self", "appraised", "survey", "points", "max"];

fn json(round: &str, name: &str) -> (Value, i32) {
    let output = command(root(), &[name, round, "--format", "json"]).output().unwrap();
    (serde_json::from_slice(&output.stdout).unwrap(), output.status.code().unwrap())
}

fn fact(value: &Value) -> Fact {
    match value {
        Value::Number(number) => Fact::Number(number.to_string().parse().unwrap()),
        Value::String(word) => Fact::Word(word.clone()),
        _ => Fact::None,
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

impl Facts {
    /// The truth of a round, and the exit status of its result.
    pub fn of(round: &str) -> (Facts, i32) {
        let ((ranked, status), (scored, _)) = (json(round, "rank"), json(round, "score"));
        let mut facts = Facts {
            all: BTreeMap::new(),
            blocks: Vec::new(),
            missing: Vec::new(),
            fields: Vec::new(),
            leaves: Vec::new(),
        };
        for block in list(&ranked["blocks"]) {
            let name = block["name"].as_str().unwrap_or("all").to_owned();
            for key in ["count", "mean", "highest", "lowest"] {
                facts.put(&["block", &name, key], &block[key]);
            }
            for (class, count) in block["classes"].as_object().into_iter().flatten() {
                facts.put(&["class", &name, class], count);
            }
            let units = || list(&block["units"]).iter().chain(list(&block["unranked"]));
            units().for_each(|unit| facts.unit(unit));
            facts.missing.extend(list(&block["missing"]).iter().map(text));
            facts.blocks.push((name, list(&block["units"]).iter().map(|unit| text(&unit["unit"])).collect()));
        }
        for unit in list(&scored["units"]) {
            let name = text(&unit["unit"]);
            for leaf in list(&unit["leaves"]) {
                let code = text(&leaf["code"]);
                for key in OF_LEAF {
                    facts.put(&["leaf", &name, &code, key], &leaf[key]);
                }
                facts.put(&["leaf", &name, &code, "status"], &leaf["status"]);
                if !facts.leaves.contains(&code) {
                    facts.leaves.push(code);
                }
            }
        }
        (facts, status)
    }

    fn unit(&mut self, unit: &Value) {
        let name = text(&unit["unit"]);
        for key in OF_UNIT.iter().chain(&["class"]) {
            self.put(&["unit", &name, key], &unit[*key]);
        }
        for field in list(&unit["fields"]) {
            let code = text(&field["code"]);
            for key in ["points", "max", "index"] {
                self.put(&["unit", &name, &format!("{code}.{key}")], &field[key]);
            }
            if !self.fields.contains(&code) {
                self.fields.push(code);
            }
        }
    }

    fn put(&mut self, key: &[&str], value: &Value) {
        self.all.insert(key.join("|"), fact(value));
    }

    pub fn number(&self, key: &[&str]) -> Option<f64> {
        match self.all.get(&key.join("|"))? {
            Fact::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// Every unit that has a card.
    pub fn is_unit(&self, name: &str) -> bool {
        self.all.contains_key(&format!("unit|{name}|index"))
    }
}
