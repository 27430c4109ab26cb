//! Papers that are data: every figure with the key of what it tells.

use std::collections::BTreeMap;
use std::io::Read;

use serde_json::Value;

use super::facts::{Fact, Facts, list};
use super::read::Table;

/// A key as in [`Facts`], and what the paper shows there.
pub type Figure = (String, String);

fn shown(fact: &Fact) -> String {
    match fact {
        Fact::Number(number) => number.to_string(),
        Fact::Word(word) => word.clone(),
        Fact::None => String::new(),
    }
}

/// The JSON of the whole result: in the form of `rank` and `score`.
pub fn of_json(bytes: &[u8]) -> Vec<Figure> {
    let json: Value = serde_json::from_slice(bytes).unwrap();
    let units = list(&json["blocks"]).iter().flat_map(|block| {
        let of = |key: &str| list(&block[key]).to_vec();
        [of("units"), of("unranked")].concat()
    });
    let facts = Facts::from(&json, &units.collect::<Vec<_>>());
    facts.all.iter().map(|(key, fact)| (key.clone(), shown(fact))).collect()
}

/// Open data: a row for each unit, code and measure; `None` where the table is another one.
pub fn of_tidy(table: &Table) -> Option<Vec<Figure>> {
    let (head, rows) = table.rows.split_first()?;
    let at = |key: &str| head.iter().position(|head| head == key);
    let [unit, level, code, measure, value] =
        [at("unit")?, at("level")?, at("code")?, at("measure")?, at("value")?];
    let figure = |row: &Vec<String>| {
        let (unit, code, measure) = (&row[unit], &row[code], &row[measure]);
        if measure.starts_with("previous_") || measure.ends_with("_change") {
            return None;
        }
        let key = match &*row[level] {
            "leaf" => format!("leaf|{unit}|{code}|{measure}"),
            "field" => format!("unit|{unit}|{code}.{measure}"),
            "criterion" => return None,
            _ => format!("unit|{unit}|{measure}"),
        };
        Some((key, row[value].clone()))
    };
    Some(rows.iter().filter_map(figure).collect())
}

/// A text of the page, which is one or a pair of languages.
fn text(value: &Value) -> String {
    let text = value.as_array().map_or(value, |both| &both[0]);
    text.as_str().unwrap_or_default().to_owned()
}

/// The tables in the data of a page, and the figures of its units.
pub fn of_page(page: &str) -> (Vec<Table>, Vec<Figure>) {
    let parts: BTreeMap<&str, &str> = page.split("<script type=\"").skip(1).filter_map(part).collect();
    let data: Value = serde_json::from_str(parts["data"]).unwrap();
    let (mut tables, mut figures) = (Vec::new(), Vec::new());
    for (at, block) in list(&data["blocks"]).iter().enumerate() {
        let above = format!(": {}", text(&block["name"]));
        let set = &data["sets"][usize::try_from(block["set"].as_u64().unwrap()).unwrap()];
        let nodes = list(&set["nodes"]);
        let unpacked = |name: &str| {
            parts
                .get(&*format!("part-{at}-{name}"))
                .map(|part| serde_json::from_slice::<Value>(&unpacked(part)))
        };
        let more = unpacked("tables").unwrap().unwrap();
        let all = block["tables"].as_object().unwrap().values().chain(more.as_object().unwrap().values());
        tables.extend(all.filter(|table| table.is_object()).map(|of| table(of, &above)));
        let units: Vec<String> = list(&block["units"]).iter().map(|unit| text(&unit[0])).collect();
        let leaves = || nodes.iter().filter(|node| node["leaf"].is_number());
        for (unit, points) in units.iter().zip(list(&unpacked("points").unwrap().unwrap())) {
            for (node, points) in leaves().zip(list(points)) {
                // Its letters tell what is not scored; points of these are 0 in the truth.
                if points.as_str().unwrap().parse::<f64>().is_ok() {
                    figures.push((format!("leaf|{unit}|{}|points", text(&node["code"])), text(points)));
                }
            }
        }
        let details = (0..).map_while(|part| unpacked(&part.to_string()));
        let details: Vec<Value> = details.flat_map(|part| list(&part.unwrap()["units"]).to_vec()).collect();
        assert_eq!(details.len(), units.len());
        for (unit, detail) in units.iter().zip(&details) {
            let fields =
                list(&set["fields"]).iter().map(|at| &nodes[usize::try_from(at.as_u64().unwrap()).unwrap()]);
            for (field, values) in fields.zip(list(&detail["fields"])) {
                for (key, value) in ["points", "max", "index"].iter().zip(list(values)) {
                    figures.push((format!("unit|{unit}|{}.{key}", text(&field["code"])), text(value)));
                }
            }
            for (node, values) in
                nodes.iter().zip(list(&detail["nodes"])).filter(|(node, _)| node["leaf"].is_number())
            {
                for (key, value) in ["max", "self", "appraised", "survey", "points"].iter().zip(list(values))
                {
                    let code = text(&node["code"]);
                    if !value.is_null() {
                        figures.push((format!("leaf|{unit}|{code}|{key}"), text(value)));
                    }
                }
            }
        }
    }
    (tables, figures)
}

/// A script that is data: its id and what it holds.
fn part(script: &str) -> Option<(&str, &str)> {
    let (_, rest) = script.split_once("id=\"")?;
    let (id, rest) = rest.split_once("\">")?;
    Some((id, rest.split_once("</script>")?.0))
}

fn table(of: &Value, above: &str) -> Table {
    let cell = |cell: &Value| match cell {
        Value::Array(one) if one.len() == 1 => text(&one[0]),
        Value::Number(count) => count.to_string(),
        other => text(other),
    };
    let heads = list(&of["columns"]).iter().map(|column| text(&column["head"])).collect();
    let rows = list(&of["rows"]).iter().map(|row| list(row).iter().map(cell).collect());
    Table { above: above.to_owned(), rows: std::iter::once(heads).chain(rows).collect(), exact: false }
}

/// Base64, then deflate.
fn unpacked(text: &str) -> Vec<u8> {
    const DIGITS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bytes = Vec::new();
    for four in text.trim_end_matches('=').as_bytes().chunks(4) {
        let digit = |byte: &u8| u32::try_from(DIGITS.find(char::from(*byte)).unwrap()).unwrap();
        let group = four.iter().fold(0, |group, byte| group << 6 | digit(byte)) << (6 * (4 - four.len()));
        bytes.extend(&group.to_be_bytes()[1..four.len()]);
    }
    let mut out = Vec::new();
    flate2::read::DeflateDecoder::new(&*bytes).read_to_end(&mut out).unwrap();
    out
}
