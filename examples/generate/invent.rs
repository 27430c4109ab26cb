//! Invents what a unit did in the year, what it claims, and what the survey says.

use parindex::criteria::{CriteriaSet, Evidence};
use parindex::message::Scorer;
use parindex::points::Number;
use parindex::rule::{Answer, Rule, WhenZero};

use crate::dice::Dice;
use crate::office::Office;
use crate::values::{Figures, Mood};

/// Fills answers, own points, survey points and evidence.
pub fn invent(set: &CriteriaSet, office: &mut Office, leads: bool, year: i64, dice: &mut Dice) {
    let mut figures = Figures::default();
    for n in 0..set.leaves.len() {
        if office.marks[n].exempt {
            continue;
        }
        let (_, leaf) = set.leaf(n);
        let scored_by = leaf.scored_by;
        office.marks[n].answer = match &leaf.rule {
            Rule::Relative(_) => compared(leads, dice),
            _ if scored_by == Scorer::Council => Answer::default(),
            _ => answer(set, n, office.quality, &mut figures, dice),
        };
        match scored_by {
            Scorer::Survey => office.marks[n].survey = office.points(set, n, &office.marks[n].answer, None),
            Scorer::Council => {}
            Scorer::Unit if matches!(leaf.rule, Rule::Info) => {}
            Scorer::Unit => {
                office.marks[n].own = office.points(set, n, &office.marks[n].answer, None);
                if leaf.evidence != Evidence::None {
                    let (node, _) = set.leaf(n);
                    office.marks[n].evidence = Some(evidence(&node.name, &office.name, year, dice));
                }
            }
        }
    }
}

/// A fault of this program: leaves that were left without points.
pub fn prove_complete(set: &CriteriaSet, offices: &[Office]) -> anyhow::Result<()> {
    let gaps: Vec<String> = offices.iter().flat_map(|office| office.gaps(set)).collect();
    anyhow::ensure!(gaps.is_empty(), "no points: {}", gaps.join(", "));
    Ok(())
}

/// The best measured value of each leaf compared within a block.
pub fn best(set: &CriteriaSet, offices: &[Office], block: &str, n: usize) -> Option<Number> {
    let (_, leaf) = set.leaf(n);
    if !matches!(leaf.rule, Rule::Relative(_)) {
        return None;
    }
    offices.iter().filter(|office| office.block == block).filter_map(|office| office.measured(set, n)).max()
}

/// Full-online dossiers and people; the unit that leads its block leads by far.
fn compared(leads: bool, dice: &mut Dice) -> Answer {
    let people = dice.between(17_000, 31_000);
    let per_thousand = if leads { dice.between(158, 166) } else { dice.between(96, 149) };
    let values = [people * per_thousand / 1_000, people];
    Answer {
        inputs: values.into_iter().map(|value| Some(Number::from(value))).collect(),
        ..Answer::default()
    }
}

fn answer(set: &CriteriaSet, n: usize, quality: i64, figures: &mut Figures, dice: &mut Dice) -> Answer {
    let (_, leaf) = set.leaf(n);
    match &leaf.rule {
        Rule::Choice(choice) => {
            let last = choice.options.len() - 1;
            let second = usize::from(!dice.chance(quality)).min(last);
            let third = second + usize::from(second == 1 && last > 2 && dice.chance(20));
            Answer { option: Some(third), ..Answer::default() }
        }
        Rule::Checklist(list) => {
            let mut holds = |item: &usize| *item == 0 || dice.chance(quality);
            let items = (0..list.items.len()).filter(|item| holds(item)).collect();
            Answer { items: Some(items), ..Answer::default() }
        }
        Rule::Survey(survey) => {
            Answer { inputs: ballots(survey.answers.len(), quality, dice), ..Answer::default() }
        }
        Rule::Imported(imported) => {
            let share = dice.between(7_400 + quality * 10, 8_700 + quality * 10);
            let value = &Number::from_scaled(i128::from(share), 4) * &imported.out_of;
            Answer { inputs: vec![Some(value)], ..Answer::default() }
        }
        Rule::Judged(_) => Answer::default(),
        _ => {
            let may_be_none = leaf.when_zero == WhenZero::Full;
            let mishaps = matches!(leaf.rule, Rule::Deduct(_));
            let inputs = figures.of(&leaf.inputs, Mood { may_be_none, mishaps, quality }, dice);
            Answer { inputs, ..Answer::default() }
        }
    }
}

/// Counted answers of some 150 questionnaires, best answer first.
fn ballots(answers: usize, quality: i64, dice: &mut Dice) -> Vec<Option<Number>> {
    let all = dice.between(120, 180);
    let mut rest = all;
    let mut counts: Vec<i64> = Vec::new();
    for answer in 0..answers {
        let share = if answer == 0 { quality - dice.between(22, 38) } else { dice.between(62, 88) };
        let count = if answer + 1 == answers { rest } else { rest * share / 100 };
        counts.push(count);
        rest -= count;
    }
    counts.into_iter().map(|count| Some(Number::from(count))).collect()
}

/// `Số 12/KH-UBND ngày 15/01/2025, trang 2`.
fn evidence(name: &str, office: &str, year: i64, dice: &mut Dice) -> String {
    let (kind, first, last) = match name {
        _ if name.contains("Ban hành kế hoạch") || name.contains("Chất lượng kế hoạch") => {
            ("KH", 1, 2)
        }
        _ if name.contains("ế hoạch") => ("KH", 1, 4),
        _ if name.contains("Quy định") || name.contains("Quy chế") || name.contains("uy chế") => {
            ("QĐ", 2, 11)
        }
        _ if name.contains("biên chế") || name.contains("cấp phó") || name.contains("kỷ luật") => {
            ("BC", 10, 11)
        }
        _ => (dice.pick(&["BC", "BC", "CV", "QĐ", "TB"]), 3, 11),
    };
    let issuer = if office.starts_with("Sở") || office.starts_with("Ban") { "SM" } else { "UBND" };
    let number = dice.between(4, 386);
    let (day, month, page) = (dice.between(2, 28), dice.between(first, last), dice.between(1, 14));
    format!("Số {number}/{kind}-{issuer} ngày {day:02}/{month:02}/{year}, trang {page}")
}
