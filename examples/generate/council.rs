//! What the council gives: mostly what the unit claims, now and then less, and the leaves that are its own.

use parindex::criteria::CriteriaSet;
use parindex::message::Scorer;
use parindex::points::Number;
use parindex::rule::{Answer, Rule};

use crate::dice::Dice;
use crate::office::Office;

const BY_SYSTEM: &str = "Số liệu trên hệ thống thấp hơn số đơn vị khai";
const BY_EVIDENCE: &str = "Tài liệu kiểm chứng chưa đủ";
const BY_DATE: &str = "Văn bản ban hành sau thời hạn quy định";
const BY_ITEM: &str = "Thiếu tài liệu chứng minh một nội dung";

/// Fills the appraised points. `best` gives the best value of a block's compared leaf.
pub fn appraise(
    set: &CriteriaSet,
    office: &mut Office,
    best: &dyn Fn(usize) -> Option<Number>,
    dice: &mut Dice,
) {
    for n in 0..set.leaves.len() {
        let (node, leaf) = set.leaf(n);
        if office.marks[n].exempt {
            continue;
        }
        match leaf.scored_by {
            Scorer::Survey => {}
            Scorer::Council => {
                let answer = own_answer(&leaf.rule, &office.marks[n].answer, office.quality, dice);
                office.marks[n].appraised = match &leaf.rule {
                    Rule::Judged(judged) => {
                        Some(judged_points(&node.max, judged.step.as_ref(), office.quality, dice))
                    }
                    _ => office.points(set, n, &answer, best(n).as_ref()),
                };
            }
            Scorer::Unit => {
                let own = office.marks[n].own.clone();
                office.marks[n].appraised.clone_from(&own);
                if !dice.chance(11) {
                    continue;
                }
                let Some((answer, reason)) = worse(&leaf.rule, &office.marks[n].answer, &node.name) else {
                    continue;
                };
                let points = office.points(set, n, &answer, None);
                if points.as_ref().is_some_and(|points| !points.is_negative()) && points < own {
                    office.marks[n].appraised = points;
                    office.marks[n].reason = Some(reason);
                }
            }
        }
    }
}

/// The council's own answer to a leaf that it scores.
fn own_answer(rule: &Rule, declared: &Answer, quality: i64, dice: &mut Dice) -> Answer {
    match rule {
        Rule::Choice(_) => {
            Answer { option: Some(usize::from(!dice.chance(quality - 20))), ..Answer::default() }
        }
        Rule::Imported(imported) => {
            let share =
                Number::from_scaled(i128::from(dice.between(7_000 + quality * 10, 8_800 + quality * 10)), 4);
            Answer { inputs: vec![Some(&share * &imported.out_of)], ..Answer::default() }
        }
        _ => declared.clone(),
    }
}

/// Points between half of the maximum and the maximum, in the steps of the rule (0.05 where it has none).
fn judged_points(max: &Number, step: Option<&Number>, quality: i64, dice: &mut Dice) -> Number {
    let step = step.cloned().unwrap_or(Number::from_scaled(5, 2));
    let steps = max.checked_div(&step).and_then(|steps| steps.parts()).map_or(1, |(steps, _)| steps);
    let low = steps * quality / 160;
    &Number::from(dice.between(low, steps)) * &step
}

/// A worse answer, and what the council says to it.
fn worse(rule: &Rule, answer: &Answer, name: &str) -> Option<(Answer, &'static str)> {
    let mut answer = answer.clone();
    match rule {
        Rule::Choice(choice) => {
            let next = answer.option? + 1;
            answer.option = (next < choice.options.len()).then_some(next);
            Some((answer, if name.contains("Ban hành") { BY_DATE } else { BY_EVIDENCE }))
        }
        Rule::Checklist(_) => {
            answer.items.as_mut()?.pop()?;
            Some((answer, BY_ITEM))
        }
        Rule::Deduct(_) => {
            let first = answer.inputs.first_mut()?.as_mut()?;
            *first += &Number::ONE;
            Some((answer, BY_SYSTEM))
        }
        Rule::Count(_) => {
            let first = answer.inputs.first_mut()?.as_mut()?;
            *first = (&*first + &-&Number::ONE).max(Number::ZERO);
            Some((answer, BY_EVIDENCE))
        }
        Rule::Bands(_) | Rule::Proportional(_) | Rule::Formula(_) => {
            let part = answer.inputs.get_mut(1)?.as_mut()?;
            let (whole, _) = part.parts()?;
            *part = Number::from((whole * 97 / 100 - 1).max(0));
            Some((answer, BY_SYSTEM))
        }
        _ => None,
    }
}
