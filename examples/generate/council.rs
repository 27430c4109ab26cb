//! What the council gives: mostly what the unit claims, now and then less, and the leaves that are its own.

use parindex::criteria::CriteriaSet;
use parindex::message::Scorer;
use parindex::points::Number;
use parindex::rule::{Answer, Rule};

use crate::dice::Dice;
use crate::office::{Dispute, Office};

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

/// What the first round gave otherwise than the end: here the unit explains and the council follows it or does not. Now
/// and then a unit lets a cut stand.
pub fn first_round(set: &CriteriaSet, offices: &mut [Office], dice: &mut Dice) {
    for office in offices {
        for n in 0..set.leaves.len() {
            let (node, leaf) = set.leaf(n);
            if office.marks[n].exempt || leaf.scored_by != Scorer::Unit {
                continue;
            }
            let cut = office.marks[n].appraised < office.marks[n].own;
            let more = |dice: &mut Dice| {
                Some(format!(
                    "Số {}/BC-UBND ngày {:02}/12/2025",
                    dice.between(400, 480),
                    dice.between(20, 30)
                ))
            };
            let dispute =
                if cut && dice.chance(40) {
                    office.marks[n].appraised.clone().zip(office.marks[n].reason).map(|(first, reason)| {
                        Dispute { first, reason, said: dice.pick(&UNMOVED), more: None, answer: KEPT }
                    })
                } else if !cut && dice.chance(3) {
                    let worse = worse(&leaf.rule, &office.marks[n].answer, &node.name);
                    let points = worse
                        .and_then(|(answer, reason)| Some((office.points(set, n, &answer, None)?, reason)));
                    let lower = points.filter(|(points, _)| Some(points) < office.marks[n].own.as_ref());
                    lower.filter(|(points, _)| !points.is_negative()).map(|(first, reason)| Dispute {
                        first,
                        reason,
                        said: FOUND,
                        more: more(dice),
                        answer: ACCEPTED,
                    })
                } else {
                    None
                };
            office.marks[n].dispute = dispute;
        }
    }
}

const UNMOVED: [&str; 2] = [
    "Đơn vị mới sắp xếp lại tổ chức bộ máy từ ngày 01/7/2025 nên triển khai chậm",
    "Số liệu trên hệ thống cập nhật chưa đầy đủ",
];
const FOUND: &str = "Đơn vị gửi bổ sung tài liệu kiểm chứng còn thiếu";
const ACCEPTED: &str = "Chấp nhận giải trình; tài liệu bổ sung hợp lệ";
const KEPT: &str = "Giữ nguyên điểm thẩm định lần 1; giải trình không làm thay đổi kết quả";

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
