//! What a survey says of the units: for people, as a table with stable keys, as JSON.

use serde::Serialize;

use super::build::{Heading, optional, points};
use super::json::{CriteriaJson, Published};
use super::table::{Align, Cell, Column, Table};
use crate::criteria::CriteriaSet;
use crate::message::{Lang, number, say};
use crate::points::Number;
use crate::rule::{GroupResult, Rule};
use crate::score::Status;
use crate::survey::SurveyLeaf;

/// A unit with what the survey says of it.
pub type Surveyed<'a> = (&'a str, Vec<SurveyLeaf>);

/// The result of a group of the set in a leaf; `None` where the leaf does not ask it.
fn of_group<'r>(set: &CriteriaSet, at: usize, result: &'r SurveyLeaf) -> Option<&'r GroupResult> {
    let Rule::Survey(rule) = &set.leaf(result.leaf).1.rule else { return None };
    let group = set.survey.groups.get(at)?;
    result.groups.get(rule.groups.iter().position(|own| own.id == group.id)?)
}

fn count(number: Option<&Number>) -> Cell {
    number.map_or(Cell::Blank, |number| Cell::Text(number.to_string()))
}

fn percent(set: &CriteriaSet, share: Option<&Number>) -> Cell {
    optional(set, share.map(|share| share * &Number::from(100)).as_ref())
}

/// The columns of answers of each group, where the set has groups.
fn answers_of_groups<'r>(
    set: &'r CriteriaSet,
    result: &'r SurveyLeaf,
) -> impl Iterator<Item = Cell> + use<'r> {
    (0..set.survey.groups.len()).map(move |at| count(of_group(set, at, result).map(|group| &group.count)))
}

/// The table for people.
pub fn survey_table(set: &CriteriaSet, units: &[Surveyed], heading: Heading, lang: Lang) -> Table {
    let right = |head: String, key: &str| Column::new(head, key, Align::Right);
    let mut columns = vec![
        Column::new(say!(lang, "Đơn vị", "Unit"), "unit", Align::Left),
        Column::new(say!(lang, "Mã", "Code"), "code", Align::Left),
    ];
    let groups = set.survey.groups.iter();
    columns.extend(groups.map(|group| right(group.name.clone(), &format!("answers_{}", group.id))));
    columns.extend([
        right(say!(lang, "Số trả lời", "Answers"), "answers"),
        right(say!(lang, "Bình quân %", "Mean %"), "share"),
        right(say!(lang, "Sai số ±%", "Margin ±%"), "margin"),
        right(say!(lang, "Điểm", "Points"), "survey"),
        right(say!(lang, "Tối đa", "Max"), "max"),
        Column::new("", "status", Align::Left),
    ]);
    let decimals = set.scoring.precision.decimals;
    let mut rows = Vec::new();
    for (unit, leaves) in units {
        for (at, result) in leaves.iter().enumerate() {
            let node = set.leaf(result.leaf).0;
            let unit = if at == 0 { Cell::Text((*unit).to_owned()) } else { Cell::Blank };
            let mut row = vec![unit, Cell::Text(node.code.to_string())];
            row.extend(answers_of_groups(set, result));
            row.extend([
                count(result.answers().as_ref()),
                percent(set, result.share.as_ref()),
                optional(set, result.margin(decimals).as_ref()),
                if result.status == Status::Scored { points(set, &result.points) } else { Cell::Blank },
                points(set, &node.max),
                status(result, lang),
            ]);
            rows.push(row);
        }
    }
    let what = say!(lang, "điều tra xã hội học", "survey");
    Table {
        heading: heading.about(set, &what, lang),
        columns,
        rows,
        notes: notes(set, units, lang),
        ..Table::default()
    }
}

fn status(result: &SurveyLeaf, lang: Lang) -> Cell {
    Cell::Text(match result.status {
        Status::Scored if result.small => say!(lang, "dưới cỡ mẫu", "small sample"),
        Status::Scored if result.groups.is_empty() && result.share.is_none() => {
            say!(lang, "điểm cho sẵn", "points given")
        }
        Status::Scored => return Cell::Blank,
        Status::Missing => say!(lang, "chưa có", "none"),
        Status::NotApplicable => say!(lang, "ngoài thang điểm", "out of the scale"),
        Status::Fault => say!(lang, "lỗi", "faulty"),
    })
}

fn notes(set: &CriteriaSet, units: &[Surveyed], lang: Lang) -> Vec<String> {
    let mut notes = Vec::new();
    let without: Vec<&str> =
        units.iter().filter(|(_, leaves)| is_without(leaves)).map(|(unit, _)| *unit).collect();
    if !without.is_empty() {
        let without = without.join(", ");
        notes.push(say!(lang, "Chưa có điều tra: {without}", "Without a survey: {without}"));
    }
    if let Some(minimum) = set.survey.minimum {
        let small = |(unit, leaves): &Surveyed| {
            let codes = leaves.iter().filter(|leaf| leaf.small).map(|leaf| &*set.leaf(leaf.leaf).0.code);
            let codes: Vec<&str> = codes.collect();
            (!codes.is_empty()).then(|| format!("{unit} ({})", codes.join(", ")))
        };
        let small: Vec<String> = units.iter().filter_map(small).collect();
        if !small.is_empty() {
            let small = small.join("; ");
            notes.push(say!(
                lang,
                "Dưới cỡ mẫu tối thiểu {minimum}: {small}",
                "Below the smallest sample of {minimum}: {small}"
            ));
        }
    }
    if !set.survey.groups.is_empty() {
        let weight = |group: &crate::rule::SurveyGroup| {
            let weight = number(&(&group.weight * &Number::from(100)), lang);
            let name = &group.name;
            say!(lang, "{name} {weight} %", "{name} {weight}%")
        };
        let weights: Vec<String> = set.survey.groups.iter().map(weight).collect();
        let weights = weights.join(", ");
        notes.push(say!(
            lang,
            "Trọng số các nhóm, trừ tiêu chí có quy định riêng: {weights}",
            "Weights of the groups, but where a criterion has its own: {weights}"
        ));
    }
    if units.iter().flat_map(|(_, leaves)| leaves).any(|leaf| leaf.error_squared.is_some()) {
        notes.push(say!(
            lang,
            "Sai số ở độ tin cậy 95 %, coi phiếu là mẫu ngẫu nhiên; chỉ để tham khảo, không vào điểm.",
            "The margin of error is at 95%, as of a random sample; it is for print only and changes no points."
        ));
    }
    notes
}

/// Whether the survey says nothing of a unit at all.
fn is_without(leaves: &[SurveyLeaf]) -> bool {
    let silent =
        |leaf: &SurveyLeaf| leaf.groups.is_empty() && leaf.share.is_none() && leaf.status != Status::Scored;
    !leaves.is_empty() && leaves.iter().all(silent)
}

/// One row for each unit and criterion, with stable keys. Its points are read again as survey points.
pub fn survey_flat(set: &CriteriaSet, units: &[Surveyed]) -> Table {
    let keys = ["unit", "code", "name", "survey", "max", "share", "margin", "answers"];
    let of_groups = set.survey.groups.iter().map(|group| format!("answers_{}", group.id));
    let columns = keys.iter().map(|key| (*key).to_owned()).chain(of_groups);
    let columns = columns.map(|key| Column::new(key.clone(), &key, Align::Left)).collect();
    let decimals = set.scoring.precision.decimals;
    let mut rows = Vec::new();
    for (unit, leaves) in units {
        for result in leaves {
            let node = set.leaf(result.leaf).0;
            let scored = result.status == Status::Scored;
            let mut row = vec![
                Cell::Text((*unit).to_owned()),
                Cell::Text(node.code.to_string()),
                Cell::Text(node.name.clone()),
                if scored { points(set, &result.points) } else { Cell::Blank },
                points(set, &node.max),
                percent(set, result.share.as_ref()),
                optional(set, result.margin(decimals).as_ref()),
                count(result.answers().as_ref()),
            ];
            row.extend(answers_of_groups(set, result));
            rows.push(row);
        }
    }
    Table { columns, rows, ..Table::default() }
}

/// The JSON of `survey`.
#[derive(Debug, Serialize)]
pub struct SurveyJson<'a> {
    schema: &'static str,
    /// One per set.
    surveys: Vec<OfSet<'a>>,
}

/// The survey of the units of a set.
#[derive(Debug, Serialize)]
struct OfSet<'a> {
    criteria: CriteriaJson,
    minimum: Option<i64>,
    groups: Vec<GroupJson<'a>>,
    units: Vec<UnitJson<'a>>,
    without: Vec<&'a str>,
}

#[derive(Debug, Serialize)]
struct GroupJson<'a> {
    id: &'a str,
    name: &'a str,
    weight: Published,
}

#[derive(Debug, Serialize)]
struct UnitJson<'a> {
    unit: &'a str,
    leaves: Vec<LeafJson<'a>>,
}

#[derive(Debug, Serialize)]
struct LeafJson<'a> {
    code: &'a str,
    answers: Option<Published>,
    groups: Vec<GroupResultJson<'a>>,
    share: Option<Published>,
    margin: Option<Published>,
    points: Option<Published>,
    max: Published,
    status: &'static str,
    small: bool,
}

#[derive(Debug, Serialize)]
struct GroupResultJson<'a> {
    id: &'a str,
    answers: Published,
    share: Option<Published>,
    weight: Published,
}

impl<'a> SurveyJson<'a> {
    /// The surveys of the sets of a round.
    pub fn new(surveys: impl Iterator<Item = (&'a CriteriaSet, &'a [Surveyed<'a>])>) -> SurveyJson<'a> {
        let of_set = |(set, units): (&'a CriteriaSet, &'a [Surveyed<'a>])| OfSet {
            criteria: CriteriaJson::new(set),
            minimum: set.survey.minimum,
            groups: set.survey.groups.iter().map(|group| group_json(set, group)).collect(),
            units: units.iter().map(|unit| unit_json(set, unit)).collect(),
            without: units.iter().filter(|(_, leaves)| is_without(leaves)).map(|(unit, _)| *unit).collect(),
        };
        SurveyJson { schema: "parindex/survey/1", surveys: surveys.map(of_set).collect() }
    }
}

fn in_percent(set: &CriteriaSet, share: &Number) -> Published {
    Published::new(&(share * &Number::from(100)), set.scoring.precision)
}

fn group_json<'a>(set: &CriteriaSet, group: &'a crate::rule::SurveyGroup) -> GroupJson<'a> {
    GroupJson { id: &group.id, name: &group.name, weight: in_percent(set, &group.weight) }
}

fn unit_json<'a>(set: &'a CriteriaSet, (unit, leaves): &'a Surveyed<'a>) -> UnitJson<'a> {
    let precision = set.scoring.precision;
    let published = |value: &Number| Published::new(value, precision);
    let leaf = |result: &'a SurveyLeaf| {
        let (node, leaf) = set.leaf(result.leaf);
        let groups = match &leaf.rule {
            Rule::Survey(rule) => rule.groups.iter().zip(&result.groups).collect(),
            _ => Vec::new(),
        };
        let group = |(group, result): (&'a crate::rule::SurveyGroup, &GroupResult)| GroupResultJson {
            id: &group.id,
            answers: published(&result.count),
            share: result.mean.as_ref().map(|mean| in_percent(set, mean)),
            weight: in_percent(set, &group.weight),
        };
        LeafJson {
            code: &node.code,
            answers: result.answers().as_ref().map(published),
            groups: groups.into_iter().map(group).collect(),
            share: result.share.as_ref().map(|share| in_percent(set, share)),
            margin: result.margin(precision.decimals).as_ref().map(published),
            points: (result.status == Status::Scored).then(|| published(&result.points)),
            max: published(&node.max),
            status: result.status.id(),
            small: result.small,
        }
    };
    UnitJson { unit, leaves: leaves.iter().map(leaf).collect() }
}
