//! `formula`: a free formula over the leaf's inputs.

use super::expression::Measures;
use super::{Answer, Expression, Frame, RuleFault, Surroundings};
use crate::message::{Detail, Step};
use crate::points::Number;

/// A free formula. Its result must lie between 0 and the maximum, else the unit's data are at fault.
#[derive(Clone, Debug, PartialEq)]
pub struct Formula {
    /// The formula.
    pub expression: Expression,
}

impl Formula {
    pub(super) fn faults(&self, frame: &Frame<'_>) -> Vec<RuleFault> {
        match self.leaves_range(frame, &|_| None) {
            Some((detail, true)) => vec![RuleFault { part: None, detail }],
            _ => {
                let (_, most) = self.expression.range(frame.inputs, frame.max);
                frame.short_of_max(most).into_iter().collect()
            }
        }
    }

    /// What somebody should look at: data that nothing forbids and that leave the range, or a range that is not proved.
    pub(super) fn doubts(&self, frame: &Frame<'_>, measures: &Measures) -> Option<Detail> {
        let (detail, certain) = self.leaves_range(frame, measures)?;
        (!certain).then_some(detail)
    }

    /// How the result may leave 0 to the maximum, with data that show it where there are any. Certain where the inputs
    /// are bounded: a set that gives its inputs no bounds may count on what everybody knows of them.
    fn leaves_range(&self, frame: &Frame<'_>, measures: &Measures) -> Option<(Detail, bool)> {
        let within = |(low, high): (Option<Number>, Option<Number>)| {
            low.is_some_and(|low| !low.is_negative()) && high.is_some_and(|high| high <= *frame.max)
        };
        if within(self.expression.range_with(frame.inputs, frame.max, measures)) {
            return None;
        }
        let certain = self.expression.exact_range(frame.inputs, frame.max).is_some();
        let detail = self.counter_example(frame, measures);
        Some((detail.unwrap_or_else(|| Detail::FormulaUnproved { max: frame.max.clone() }), certain))
    }

    pub(super) fn trace(
        &self,
        frame: &Frame<'_>,
        answer: &Answer,
        surroundings: &dyn Surroundings,
    ) -> Vec<Step> {
        frame.trace_of(&self.expression, false, answer, surroundings, |_| Vec::new())
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, declared, input, n, of};
    use super::super::{Input, Rule, WhenZero};
    use super::*;

    fn formula(max: &str, text: &str) -> Case {
        Case::new(max, Rule::Formula(Formula { expression: of(text) }))
    }

    #[test]
    fn rule_8_weighted_proportion() {
        let case = formula("1", "b / a * 1 + c / a * 0.5");
        case.gives("10 6 4", "0.8");
        case.gives("10 _ 4", "MissingInput");
        case.gives("_ _ _ 4", "none");
        case.gives("0 0 0", "DivisionByZero");
        case.reaches("0..1");
        case.faults(&[]);
    }

    #[test]
    fn rule_14_15_and_18_nothing_arose() {
        formula("2", "b / a * 2").zero(WhenZero::Full).gives("0 0", "2");
        formula("2", "b / a * 2").zero(WhenZero::NotApplicable).gives("0 0", "n/a");
        formula("2", "b / a * 2").zero(WhenZero::Zero).gives("0 0", "0");
    }

    #[test]
    fn rule_22_a_result_over_the_maximum_is_never_cut() {
        let case = formula("2", "n * 0.5");
        case.gives("_ _ _ 4", "2");
        case.gives("_ _ _ 5", "ComputedAboveMax");
        formula("2", "2 - n").gives("_ _ _ 3", "ComputedBelowMin");
        case.faults(&[]);
    }

    #[test]
    fn rule_26_reduction_against_a_base_year() {
        let case = formula("2", "min(max_points, (a - b) / a * max_points / 10%)");
        case.gives("100 95", "1");
        case.gives("100 50", "2");
        case.faults(&[]);
    }

    #[test]
    fn ranges_and_the_maximum() {
        formula("1", "b / a * 2").faults(&["- FormulaAbove"]);
        formula("3", "b / a * 2").faults(&["- MaxUnreachable"]);
        formula("1", "b / a * 1 + min(c / a, 1) * 0.5").faults(&[]);
        formula("1", "n / a").faults(&[]);
        formula("1", "measure('1.4') * max_points").faults(&[]);
        let mut bounded = formula("2", "n * 0.5");
        bounded.inputs[3] = Input { max: Some(n("10")), ..input("n") };
        bounded.faults(&["- FormulaAbove"]);
    }

    #[test]
    fn data_that_leave_the_range() {
        let check = |max: &str, text: &str, expected: &str| {
            let case = formula(max, text);
            let Rule::Formula(rule) = &case.rule else { panic!() };
            let half = |_: &str| Some((n("0"), n("0.5")));
            let found = match rule.leaves_range(&case.frame(), &half) {
                None => "within".to_owned(),
                Some((
                    Detail::FormulaAbove { inputs, points, .. } | Detail::FormulaBelow { inputs, points },
                    sure,
                )) => {
                    let inputs: Vec<String> =
                        inputs.iter().map(|(name, value)| format!("{name} = {value}")).collect();
                    format!("{} → {points}{}", inputs.join(", "), if sure { "!" } else { "" })
                }
                Some((_, sure)) => format!("unproved{}", if sure { "!" } else { "" }),
            };
            assert_eq!(found, expected, "{text}");
        };
        // a, its parts b and c, and n, which stands alone.
        check("2", "b / a + c / a * 2", "within");
        check("1", "b / a + c / a * 2", "a = 10, b = 0, c = 10 → 2!");
        check("2", "(b + c * 1.1) / a * 2", "a = 10, b = 0, c = 10 → 2.2!");
        check("2", "n * 0.5", "n = 10 → 5");
        check("2", "a / n * 2", "a = 100, n = 10 → 20");
        check("2", "2 - n", "n = 10 → -8");
        check("2", "max_points - b / a * 3", "a = 10, b = 10 → -1!");
        check("2", "b / a * measure('1') * 4", "within");
        check("2", "b / a * measure('1') * 5", "a = 10, b = 10, measure(\"1\") = 0.5 → 2.5");
        check("1", "(a - b) * (a - b) / (a * a)", "unproved");
        check("1", "min(1, max(0, n - a))", "within");
    }

    #[test]
    fn traces() {
        formula("1", "b / a").traces(
            &declared("36 35"),
            &["b / a = 35 / 36 = 35/36 ≈ 0,97"],
            &["b / a = 35 / 36 = 35/36 ≈ 0.97"],
        );
        formula("1", "b / a").zero(WhenZero::Full).traces(
            &declared("0 0"),
            &["b / a: mẫu số bằng 0 → 1 điểm"],
            &["b / a: divides by 0 → 1 point"],
        );
    }
}
