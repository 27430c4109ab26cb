//! Results of an earlier year from the JSON of `rank`, `score` or `report`.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::earlier::{Earlier, EarlierUnit, sound};
use crate::criteria::CriteriaSet;
use crate::message::{Lang, say};
use crate::points::Number;

/// The forms that are read.
const FORMS: [&str; 3] = ["parindex/rank/1", "parindex/score/1", "parindex/report/1"];

#[derive(Deserialize)]
struct Document<'a> {
    schema: Option<String>,
    year: Option<i64>,
    criteria: Option<Criteria>,
    #[serde(default)]
    sets: Vec<Criteria>,
    #[serde(borrow, default)]
    blocks: Vec<Block<'a>>,
    #[serde(borrow, default)]
    units: Vec<Unit<'a>>,
}

#[derive(Deserialize)]
struct Criteria {
    id: String,
    #[serde(default)]
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    code: String,
    name: String,
}

#[derive(Deserialize)]
struct Block<'a> {
    id: String,
    criteria: Option<Criteria>,
    #[serde(borrow, default)]
    units: Vec<Unit<'a>>,
    #[serde(borrow, default)]
    unranked: Vec<Unit<'a>>,
}

#[derive(Deserialize)]
struct Unit<'a> {
    #[serde(rename = "unit")]
    name: String,
    block: Option<String>,
    rank: Option<usize>,
    #[serde(borrow)]
    index: Option<&'a RawValue>,
    class: Option<String>,
    #[serde(borrow, default)]
    fields: Vec<Field<'a>>,
}

#[derive(Deserialize)]
struct Field<'a> {
    code: String,
    #[serde(borrow)]
    index: Option<&'a RawValue>,
}

pub(super) fn read(
    file: &Arc<str>,
    bytes: &[u8],
    sets: &[&CriteriaSet],
    lang: Lang,
    faults: &mut Vec<String>,
) -> Option<Earlier> {
    let document: Document = match serde_json::from_slice(bytes) {
        Ok(document) => document,
        Err(error) => {
            let (line, column) = (error.line(), error.column());
            faults.push(say!(
                lang,
                "{file}:{line}:{column}: không phải kết quả JSON của rank, score hoặc report.",
                "{file}:{line}:{column}: this is no JSON of rank, score or report."
            ));
            return None;
        }
    };
    let schema = document.schema.unwrap_or_default();
    if !FORMS.contains(&&*schema) {
        let known = FORMS.join(", ");
        faults.push(if schema.is_empty() {
            say!(
                lang,
                "{file}: không có khoá “schema”; cần kết quả JSON của rank, score hoặc report ({known}).",
                "{file}: there is no “schema” in it; it must be the JSON of rank, score or report ({known})."
            )
        } else {
            say!(
                lang,
                "{file}: “schema” là “{schema}”; cần kết quả JSON của rank, score hoặc report ({known}).",
                "{file}: its “schema” is “{schema}”; it must be the JSON of rank, score or report ({known})."
            )
        });
        return None;
    }
    let mut reader = Reader { file, known: &document.sets, sets, lang, faults };
    let mut units = Vec::new();
    for block in document.blocks {
        let set = block.criteria.as_ref().or(document.criteria.as_ref());
        for unit in block.units.into_iter().chain(block.unranked) {
            let named = unit.block.clone().or_else(|| (block.id != "all").then(|| block.id.clone()));
            units.push(reader.unit(unit, named, set));
        }
    }
    for unit in document.units {
        let named = unit.block.clone();
        units.push(reader.unit(unit, named, document.criteria.as_ref()));
    }
    Some(Earlier { year: document.year, units })
}

struct Reader<'r> {
    file: &'r Arc<str>,
    /// The sets that the file describes.
    known: &'r [Criteria],
    /// Those of today.
    sets: &'r [&'r CriteriaSet],
    lang: Lang,
    faults: &'r mut Vec<String>,
}

impl Reader<'_> {
    fn unit(&mut self, unit: Unit, block: Option<String>, set: Option<&Criteria>) -> EarlierUnit {
        let (file, name) = (self.file, &unit.name);
        let at = format!("{file}, “{name}”");
        let index = self.index(&at, say!(self.lang, "chỉ số", "the index").as_str(), unit.index);
        let mut fields = Vec::new();
        for field in unit.fields {
            let code = &field.code;
            let index = self.index(
                &at,
                &say!(self.lang, "chỉ số của lĩnh vực {code}", "the index of field {code}"),
                field.index,
            );
            if let (Some(index), Some(name)) = (index, self.field_name(set, &field.code)) {
                fields.push((field.code, name, index));
            }
        }
        EarlierUnit { name: unit.name, block, rank: unit.rank, index, class: unit.class, fields, at }
    }

    /// The name of a field: the file describes its set, or it is a set of today.
    fn field_name(&self, set: Option<&Criteria>, code: &str) -> Option<String> {
        let id = &set?.id;
        let described = self.known.iter().find(|known| known.id == *id).and_then(|known| {
            known.nodes.iter().find(|node| node.code == code).map(|node| node.name.clone())
        });
        described.or_else(|| {
            let same = self.sets.iter().find(|set| set.id == *id)?;
            same.node(code).map(|node| node.name.clone())
        })
    }

    fn index(&mut self, at: &str, key: &str, value: Option<&RawValue>) -> Option<Number> {
        let text = value?.get();
        let index = Number::from_plain(text).filter(sound);
        if index.is_none() {
            let text: String = text.chars().take(40).collect();
            self.faults.push(say!(
                self.lang,
                "{at}: {key} là {text}; chỉ số phải là một số phần trăm, từ −200 đến 200.",
                "{at}: {key} is {text}; an index must be a percentage, from −200 to 200."
            ));
        }
        index
    }
}
