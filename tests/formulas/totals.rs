//! Sums of branches and of the whole, over cells with thirds, halves, words and blanks.

use std::collections::HashMap;

use parindex::criteria::{AboveScale, CriteriaSet, Effect};
use parindex::points::{Number, Precision, Rounding};
use parindex::workbook::formula::sums;
use rust_xlsxwriter::utility::column_number_to_name;

use crate::cases::{Chance, Expected};
use crate::support::reckon::Value;
use crate::{Row, WORDS};

/// What a points cell holds: twelve digits of the points, a blank text, or a word.
fn held(points: Option<&Number>, word: &str) -> Value {
    let kept = Precision { decimals: 12, rounding: Rounding::HalfUp };
    match points {
        Some(points) => Value::Number(points.rounded(kept).to_string().parse().unwrap()),
        None => Value::Text(word.to_owned()),
    }
}

/// The rows, and sums below them.
pub fn rows(sets: &[CriteriaSet], mut rows: Vec<Row>) -> Vec<Row> {
    let mut chance = Chance(0x2545_F491_4F6C_DD1D);
    for (at, set) in sets.iter().enumerate().filter(|(_, set)| set.id == "rules") {
        for _ in 0..200 {
            let row = rows.len() + 1;
            let name = |column: u16| format!("{}{row}", column_number_to_name(column + 3));
            let mut cells = HashMap::new();
            let mut sum = Number::ZERO;
            let mut dropped = Number::ZERO;
            let count = u16::try_from(chance.of(&[3, 8, 24])).unwrap();
            let blank = chance.one_in(12);
            let max = Number::from(3);
            // Thirds of half a hundredth add up to halves.
            let parts = chance.of(&[[3, 7, 24], [600, 600, 600]]);
            for column in 0..count {
                let part = chance.of(&parts);
                let points =
                    Number::ratio(i64::try_from(chance.below(3 * part)).unwrap(), part.try_into().unwrap());
                let points = points.filter(|_| !blank && !chance.one_in(6));
                let word = chance.of(&["", WORDS.not_applicable, WORDS.wrong]);
                if points.is_none() && word == WORDS.not_applicable {
                    dropped += &max;
                }
                cells.insert(name(column), held(points.as_ref(), word));
                sum += &points.unwrap_or_default();
            }
            let fields: Vec<String> = (0..count).map(name).collect();
            let expected = |points: &Number, any: bool| {
                if any { Expected::Points(points.clone()) } else { Expected::Blank }
            };
            let any = cells.values().any(|value| matches!(value, Value::Number(_)));
            if chance.one_in(3) {
                let formula = sums::branch(set, &fields);
                rows.push(Row {
                    set: at,
                    what: "branch".into(),
                    formula,
                    cells,
                    expected: expected(&sum, any),
                });
                continue;
            }
            let mut adjustments = Vec::new();
            for (column, adjustment) in (count..).zip(&set.adjustments) {
                let hundredths = i128::try_from(chance.below(350)).unwrap();
                let points = Number::from_scaled(hundredths, 2);
                let stated = !chance.one_in(4);
                if stated {
                    let counted = adjustment.counted(points.clone());
                    let counted = if adjustment.effect == Effect::Bonus { counted } else { -&counted };
                    sum += &counted;
                    cells.insert(name(column), held(Some(&points), ""));
                }
                adjustments.push(name(column));
            }
            let leaves: Vec<_> = fields.iter().map(|field| (field.clone(), max.clone())).collect();
            let scale = &max * &Number::from(i64::from(count));
            if set.scoring.above_scale == AboveScale::Cap {
                sum = sum.min(&scale - &dropped);
            }
            let formula = sums::total(set, &fields, &adjustments, &leaves, &scale, &WORDS);
            rows.push(Row { set: at, what: "total".into(), formula, cells, expected: expected(&sum, true) });
        }
    }
    rows
}
