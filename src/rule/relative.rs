//! `relative`: in proportion to the best unit of the block.

use super::expression::EvalFault;
use super::{Answer, Answered, Computed, Expression, Frame, Surroundings};
use crate::message::Step;
use crate::points::Number;

/// In proportion to the best unit of the block.
#[derive(Clone, Debug, PartialEq)]
pub struct Relative {
    /// What is compared.
    pub of: Expression,
    /// Which value is the best.
    pub best: Best,
}

/// Which value is the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Best {
    /// The highest: value ÷ best × maximum.
    Highest,
    /// The lowest: best ÷ value × maximum.
    Lowest,
}

impl Relative {
    /// The points that this value brings beside the best; `None` where a denominator is 0 or there is no best.
    fn points(&self, frame: &Frame<'_>, value: &Number, best: Option<&Number>) -> Option<Number> {
        let best = best?;
        match self.best {
            Best::Highest => value.checked_div(best).map(|share| &share * frame.max),
            Best::Lowest if value.is_zero() && best.is_zero() => Some(frame.max.clone()),
            Best::Lowest => best.checked_div(value).map(|share| &share * frame.max),
        }
    }

    pub(super) fn compute(
        &self,
        frame: &Frame<'_>,
        answer: &Answer,
        surroundings: &dyn Surroundings,
    ) -> Answered {
        Some(match self.of.measured(frame, answer, surroundings)? {
            Ok(value) => match self.points(frame, &value, surroundings.best().as_ref()) {
                Some(points) => frame.within(points).map(|points| Computed::points(points, Some(value))),
                None => frame.at_zero(|| self.of.text.clone(), Some(value)),
            },
            Err(EvalFault::DivisionByZero) => frame.at_zero(|| self.of.text.clone(), None),
            Err(EvalFault::Detail(detail)) => Err(detail),
        })
    }

    pub(super) fn trace(
        &self,
        frame: &Frame<'_>,
        answer: &Answer,
        surroundings: &dyn Surroundings,
    ) -> Vec<Step> {
        frame.trace_of(&self.of, false, answer, surroundings, |value| {
            let best = surroundings.best();
            let points = self.points(frame, &value, best.as_ref());
            let (Some(points), Some(best)) = (points, best) else {
                return vec![frame.trace_zero(self.of.text.clone())];
            };
            let bracketed = |number: &Number| {
                let text = number.to_string();
                if text.contains('/') { format!("({text})") } else { text }
            };
            let (over, under) = match self.best {
                Best::Highest => (&value, &best),
                Best::Lowest => (&best, &value),
            };
            let calculation = if under.is_zero() {
                frame.max.to_string()
            } else {
                format!("{} / {} × {}", bracketed(over), bracketed(under), frame.max)
            };
            vec![
                Step::Best { value: frame.shown(best) },
                Step::Calculated { calculation, points: frame.shown(points) },
            ]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Best as Known, Case, declared, n, of};
    use super::super::{Rule, WhenZero};
    use super::*;

    fn relative(best: Best, known: &str) -> Case {
        let rule = Rule::Relative(Relative { of: of("n"), best });
        Case { best: Known((known != "_").then(|| n(known))), ..Case::new("2", rule) }
    }

    #[test]
    fn rule_21_beside_the_best_of_the_block() {
        let highest = relative(Best::Highest, "40");
        for (values, expected) in [
            ("_ _ _ 40", "2"),
            ("_ _ _ 10", "0.5"),
            ("_ _ _ 0", "0"),
            ("_ _ _ 41", "ComputedAboveMax"),
            ("_ _ _ _", "none"),
        ] {
            highest.gives(values, expected);
        }
        highest.reaches("0..2");
        highest.faults(&[]);
        assert_eq!(highest.compute(&declared("_ _ _ 10")).unwrap().unwrap().measure, Some(n("10")));
        let lowest = relative(Best::Lowest, "3");
        lowest.gives("_ _ _ 3", "2");
        lowest.gives("_ _ _ 9", "2/3");
        lowest.claim("0.67", "ok");
    }

    #[test]
    fn without_a_best_or_with_a_best_of_0() {
        relative(Best::Highest, "_").gives("_ _ _ 4", "DivisionByZero");
        relative(Best::Highest, "0").gives("_ _ _ 0", "DivisionByZero");
        relative(Best::Highest, "0").zero(WhenZero::Zero).gives("_ _ _ 0", "0");
        relative(Best::Highest, "0").zero(WhenZero::NotApplicable).gives("_ _ _ 0", "n/a");
        relative(Best::Lowest, "0").gives("_ _ _ 0", "2");
        relative(Best::Lowest, "0").gives("_ _ _ 5", "0");
        relative(Best::Lowest, "3").zero(WhenZero::Full).gives("_ _ _ 0", "2");
    }

    #[test]
    fn traces() {
        relative(Best::Highest, "40").traces(
            &declared("_ _ _ 10"),
            &["n = 10", "tốt nhất trong khối: 40", "10 / 40 × 2 = 0,5"],
            &["n = 10", "best of the block: 40", "10 / 40 × 2 = 0.5"],
        );
        relative(Best::Highest, "_").traces(
            &declared("_ _ _ 10"),
            &["n = 10", "n: mẫu số bằng 0"],
            &["n = 10", "n: divides by 0"],
        );
    }
}
