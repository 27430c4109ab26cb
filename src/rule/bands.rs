//! `bands`: the first step that holds.

use super::expression::Measures;
use super::measured::percent;
use super::{Answer, Award, Expression, Frame, RuleFault, Surroundings};
use crate::message::{self, Detail};
use crate::points::Number;

/// The first step that holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Bands {
    /// What is measured.
    pub of: Expression,
    /// The steps, in the order of the set.
    pub steps: Vec<Step>,
    /// Points where no step holds; `None` where the set does not say (a fault of the set).
    pub otherwise: Option<Number>,
}

/// One step.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Whether the edge itself belongs to the step.
    pub edge: Edge,
    /// Where the step begins.
    pub at: Number,
    /// The edge was written as a percentage, and is shown as one.
    pub percent: bool,
    /// What it brings.
    pub award: Award,
}

/// Whether the edge belongs to the step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// Above the edge: `over`.
    Over,
    /// From the edge on: `from`.
    From,
}

impl Step {
    /// Where the step begins; of two steps the one with the lower beginning takes all that the other takes.
    fn start(&self) -> (&Number, bool) {
        (&self.at, self.edge == Edge::Over)
    }

    fn holds(&self, value: &Number) -> bool {
        match self.edge {
            Edge::Over => *value > self.at,
            Edge::From => *value >= self.at,
        }
    }

    /// As in a set: `from 70%`, `over 90`.
    fn text(&self) -> String {
        let edge = if self.edge == Edge::Over { "over" } else { "from" };
        format!("{edge} {}", self.shown(&self.at))
    }

    fn shown(&self, value: &Number) -> String {
        if self.percent { format!("{}%", value * &Number::from(100)) } else { value.to_string() }
    }
}

impl Bands {
    fn step(&self, value: &Number) -> Option<&Step> {
        self.steps.iter().find(|step| step.holds(value))
    }

    fn points_of(&self, max: &Number, value: &Number) -> Number {
        match self.step(value) {
            Some(step) => step.award.points(max, value),
            None => self.otherwise.clone().unwrap_or_default(),
        }
    }

    pub(super) fn points(&self, frame: &Frame<'_>, value: &Number) -> Result<Number, Detail> {
        let points = self.points_of(frame.max, value);
        // A fixed award may lie below 0 where the set says so.
        if points.is_negative() && self.step(value).is_none_or(|step| step.award != Award::Proportional) {
            return Ok(points);
        }
        frame.within(points)
    }

    /// The steps that some value reaches: index, step, the lowest step before it.
    fn live(&self) -> impl Iterator<Item = (usize, &Step, Option<&Step>)> {
        let mut lowest: Option<&Step> = None;
        self.steps.iter().enumerate().filter_map(move |(index, step)| {
            let before = lowest;
            if before.is_some_and(|before| before.start() <= step.start()) {
                return None;
            }
            lowest = Some(step);
            Some((index, step, before))
        })
    }

    /// Whether all values that the measure can take fall in a step.
    fn covers(&self, low: Option<&Number>) -> bool {
        let last = self.live().last().map(|(_, step, _)| step.start());
        last.zip(low).is_some_and(|(last, low)| last <= (low, false))
    }

    pub(super) fn ranges(&self, frame: &Frame<'_>) -> Vec<(Number, Number)> {
        let (low, high) = self.of.range(frame.inputs, frame.max);
        self.ranges_between(frame, low.as_ref(), high.as_ref())
    }

    fn ranges_between(
        &self,
        frame: &Frame<'_>,
        low: Option<&Number>,
        high: Option<&Number>,
    ) -> Vec<(Number, Number)> {
        let mut ranges = Vec::new();
        for (_, step, before) in self.live() {
            if high.is_some_and(|high| !step.holds(high)) {
                continue;
            }
            if step.award == Award::Proportional {
                let top = before.map_or(Number::ONE, |before| before.at.clone()).min(Number::ONE);
                let top = high.cloned().map_or(top.clone(), |high| high.min(top));
                let bottom = step.at.clone().max(Number::ZERO);
                if bottom <= top {
                    ranges.push((&bottom * frame.max, &top * frame.max));
                }
            } else {
                let points = step.award.points(frame.max, &Number::ZERO);
                ranges.push((points.clone(), points));
            }
        }
        if !self.covers(low) {
            let otherwise = self.otherwise.clone().unwrap_or_default();
            ranges.push((otherwise.clone(), otherwise));
        }
        ranges
    }

    pub(super) fn lowest(&self, frame: &Frame<'_>) -> Number {
        self.ranges(frame).into_iter().map(|(low, _)| low).min().unwrap_or_default()
    }

    pub(super) fn faults(&self, frame: &Frame<'_>) -> Vec<RuleFault> {
        let mut faults = Vec::new();
        let ((low, high), exact) = self.of.range_told(frame.inputs, frame.max);
        let (low, high) = (low.as_ref(), high.as_ref());
        let mut beyond = false;
        for (index, step) in self.steps.iter().enumerate() {
            let points = step.award.points(frame.max, &Number::ZERO);
            faults.extend(frame.above_max(Some(index), || step.text(), points));
            if let Some(earlier) = self.steps[..index].iter().find(|earlier| earlier.start() <= step.start())
            {
                let detail = Detail::StepUnreachable { step: step.text(), earlier: earlier.text() };
                faults.push(RuleFault { part: Some(index), detail });
            } else if let Some(high) = high.filter(|high| !step.holds(high)) {
                beyond = true;
                let detail = Detail::StepBeyond { step: step.text(), highest: step.shown(high) };
                faults.push(RuleFault { part: Some(index), detail });
            }
        }
        if let Some((index, detail)) = self.always(low).filter(|(index, _)| index + 1 < self.steps.len()) {
            faults.push(RuleFault { part: Some(index), detail });
        }
        // Edges in percent of a rate that is itself counted in hundredths.
        if exact
            && low.is_some_and(|low| !low.is_negative())
            && high.is_some_and(|high| *high == Number::from(100))
            && self.steps.iter().all(|step| step.percent && step.at <= Number::ONE)
        {
            let (key, found) = ("of".to_owned(), self.of.text.clone());
            let allowed = "0% – 100%".to_owned();
            faults.push(RuleFault { part: None, detail: Detail::InvalidValue { key, found, allowed } });
        }
        if let Some(otherwise) = &self.otherwise {
            faults.extend(frame.above_max(None, || "otherwise".to_owned(), otherwise.clone()));
        }
        faults.extend(self.gap(low));
        // That the maximum is out of reach follows from a step that is.
        if !beyond {
            let ranges = self.ranges_between(frame, low, high);
            faults.extend(frame.short_of_max(ranges.into_iter().map(|(_, high)| high).max()));
        }
        faults
    }

    /// Points that go up and down and up again.
    pub(super) fn odd_order(&self, frame: &Frame<'_>) -> Option<Detail> {
        let live: Vec<&Step> = self.live().map(|(_, step, _)| step).collect();
        let mut points: Vec<Number> =
            live.iter().map(|step| step.award.points(frame.max, &step.at)).collect();
        points.push(self.otherwise.clone().unwrap_or_default());
        let orders = points.windows(2).map(|pair| pair[0].cmp(&pair[1])).filter(|order| order.is_ne());
        let orders: Vec<_> = orders.collect();
        // One turn may be meant: too much is as bad as too little.
        if orders.windows(2).filter(|pair| pair[0] != pair[1]).count() < 2 {
            return None;
        }
        let at = live.windows(2).zip(points.windows(2)).position(|(_, pair)| pair[0] < pair[1])?;
        Some(Detail::StepOrder {
            step: live[at].text(),
            points: points[at].clone(),
            below: live[at + 1].text(),
            more: points[at + 1].clone(),
        })
    }

    /// The first step that holds whatever is measured.
    fn always(&self, low: Option<&Number>) -> Option<(usize, Detail)> {
        let low = low?;
        let (index, step) = self.steps.iter().enumerate().find(|(_, step)| step.holds(low))?;
        Some((index, Detail::StepAlways { step: step.text(), lowest: step.shown(low) }))
    }

    /// An `otherwise` that is never used.
    pub(super) fn idle(&self, frame: &Frame<'_>) -> Option<RuleFault> {
        self.otherwise.as_ref()?;
        let (index, detail) = self.always(self.of.range(frame.inputs, frame.max).0.as_ref())?;
        let last = index + 1 == self.steps.len();
        last.then_some(RuleFault { part: Some(index), detail })
    }

    /// A value from 0 on that no step takes, where the set does not say what follows.
    fn gap(&self, low: Option<&Number>) -> Option<RuleFault> {
        let (index, last, _) = self.live().last()?;
        let none_below = last.start() <= (&Number::ZERO, false) || self.covers(low);
        if self.otherwise.is_some() || none_below {
            return None;
        }
        let value = match last.edge {
            Edge::Over => last.at.clone(),
            // Just below the edge: 79.995 %.
            Edge::From => {
                let little = Number::from_scaled(5, if last.percent { 5 } else { 3 });
                (last.at.clone() - little).max(Number::ZERO)
            }
        };
        let detail = Detail::StepGap { value: last.shown(&value) };
        Some(RuleFault { part: Some(index), detail })
    }

    /// Data with which a proportional step leaves 0 to the maximum.
    pub(super) fn leaves_range(&self, frame: &Frame<'_>, measures: &Measures) -> Option<(Detail, bool)> {
        if self.steps.iter().all(|step| step.award != Award::Proportional) {
            return None;
        }
        let (low, high) = self.of.range_with(frame.inputs, frame.max, measures);
        let within = self.live().all(|(_, step, before)| {
            let top = before.map(|before| &before.at).into_iter().chain(&high).min();
            let bottom = low.iter().chain([&step.at]).max();
            step.award != Award::Proportional
                || (top.is_some_and(|top| *top <= Number::ONE)
                    && bottom.is_some_and(|low| !low.is_negative()))
        });
        let points = |value: &Number| match self.step(value) {
            Some(step) if step.award == Award::Proportional => value * frame.max,
            _ => Number::ZERO,
        };
        if within { None } else { self.of.leaves(frame, measures, &points) }
    }

    pub(super) fn trace(
        &self,
        frame: &Frame<'_>,
        answer: &Answer,
        surroundings: &dyn Surroundings,
    ) -> Vec<message::Step> {
        let in_percent = self.steps.iter().any(|step| step.percent);
        frame.trace_of(&self.of, in_percent, answer, surroundings, |value| {
            let points = frame.shown(self.points_of(frame.max, &value));
            let Some(step) = self.step(&value) else { return vec![message::Step::NoBand { points }] };
            let band = message::Step::Band {
                at: step.at.clone(),
                over: step.edge == Edge::Over,
                percent: step.percent,
                points: points.clone(),
            };
            if step.award == Award::Proportional {
                let shown = if in_percent && !value.to_string().contains('/') {
                    percent(&value)
                } else {
                    value.to_string()
                };
                let calculation = format!("{shown} × {}", frame.max);
                return vec![message::Step::Calculated { calculation, points }, band];
            }
            vec![band]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Case, declared, n, of, points};
    use super::super::{Rule, WhenZero};
    use super::*;

    /// `over 90% 2, from 70% 1, else 0`; `prop` is a proportional step.
    fn bands(measure: &str, max: &str, text: &str) -> Case {
        let (mut steps, mut otherwise) = (Vec::new(), None);
        for part in text.split(", ") {
            let words: Vec<&str> = part.split(' ').collect();
            if words[0] == "else" {
                otherwise = Some(n(words[1]));
                continue;
            }
            let edge = if words[0] == "over" { Edge::Over } else { Edge::From };
            let award = if words[2] == "prop" { Award::Proportional } else { points(words[2]) };
            steps.push(Step { edge, at: n(words[1]), percent: words[1].ends_with('%'), award });
        }
        Case::new(max, Rule::Bands(Bands { of: of(measure), steps, otherwise }))
    }

    #[test]
    fn rule_5_bands_with_edges_on_either_side() {
        let first = bands("b / a", "2", "over 90% 2, from 70% 1, else 0");
        for (values, expected) in [("10 9", "1"), ("1000 901", "2"), ("10 7", "1"), ("1000 699", "0")] {
            first.gives(values, expected);
        }
        first.reaches("0; 1; 2");
        first.claim("1.5", "PointsUnreachable");
        first.claim("1", "ok");
        first.faults(&[]);
        let second = bands("b / a", "1", "from 30% 1, from 20% 50%, else 0");
        for (values, expected) in [("10 3", "1"), ("1000 299", "0.5"), ("10 2", "0.5"), ("1000 199", "0")] {
            second.gives(values, expected);
        }
        second.faults(&[]);
    }

    #[test]
    fn trap_17_an_edge_met_exactly_and_just_missed() {
        let case = bands("b / a", "1", "from 80% 1, else 0");
        case.gives("100 80", "1");
        case.gives("100000 79995", "0");
        case.gives("3 _", "MissingInput");
        case.gives("_ _", "none");
        case.gives("", "none");
    }

    #[test]
    fn rule_6_proportional_with_a_floor_as_a_step() {
        let case = bands("b / a", "3", "from 80% prop, else 0");
        case.gives("36 35", "35/12");
        case.gives("10 7", "0");
        case.reaches("0; 2.4..3");
        case.claim("2.92", "ok");
        case.claim("2.3", "PointsUnreachable");
        case.faults(&[]);
        let between = bands("b / a", "2", "over 90% 2, from 50% prop, from 0% -1");
        between.reaches("-1; 1..1.8; 2");
        between.gives("10 1", "-1");
        between.claim("-1.5", "PointsBelowMin");
        between.faults(&[]);
    }

    #[test]
    fn rule_27_done_but_late_is_a_step_of_its_own() {
        let case = bands("b / a - c / a * 0.001", "2", "from 100% 2, from 99.9% 1, else 0");
        case.gives("10 10 0", "2");
        case.gives("10 9 1", "0");
        case.faults(&[]);
    }

    #[test]
    fn above_max_is_never_cut() {
        let case = bands("n / 2", "3", "from 0 prop");
        case.gives("_ _ _ 4", "ComputedAboveMax");
        case.gives("_ _ _ 2", "3");
    }

    #[test]
    fn a_denominator_of_0() {
        for (when_zero, expected) in [
            (WhenZero::Full, "2"),
            (WhenZero::Zero, "0"),
            (WhenZero::NotApplicable, "n/a"),
            (WhenZero::Fault, "DivisionByZero"),
        ] {
            bands("b / a", "2", "from 50% 2, else 1").zero(when_zero).gives("0 0", expected);
        }
        bands("b / a", "2", "from 50% 2, else 1").zero(WhenZero::Zero).reaches("0; 1; 2");
    }

    #[test]
    fn trap_21_gaps_and_overlaps() {
        let gap = |case: Case, expected: &str| {
            case.faults(&["0 StepGap"]);
            let Detail::StepGap { value } = case.rule.faults(&case.frame()).remove(0).detail else {
                panic!()
            };
            assert_eq!(value, expected);
        };
        gap(bands("b / a", "2", "from 80% 2"), "79.995%");
        gap(bands("b / a", "2", "over 80% 2"), "80%");
        gap(bands("n", "2", "from 3 2"), "2.995");
        gap(bands("n", "2", "over 0 2"), "0");
        bands("n", "2", "from 0 2").faults(&[]);
        bands("n + 1", "2", "from 1 2").faults(&[]);
        let overlap = bands("b / a", "2", "from 70% 1, over 90% 2, over 70% 1, from 70% 2, else 0");
        overlap.faults(&["1 StepUnreachable", "2 StepUnreachable", "3 StepUnreachable", "- MaxUnreachable"]);
        let Detail::StepUnreachable { step, earlier } = &overlap.rule.faults(&overlap.frame())[0].detail
        else {
            panic!()
        };
        assert_eq!((step.as_str(), earlier.as_str()), ("over 90%", "from 70%"));
        bands("n", "2", "over 5 2, from 5 1, else 0").faults(&[]);
        bands("n", "2", "from 5 2, over 5 1, else 0").faults(&["1 StepUnreachable"]);
    }

    #[test]
    fn awards_and_the_maximum() {
        bands("b / a", "2", "from 80% 3, else 0").faults(&["0 RuleAboveMax"]);
        bands("b / a", "2", "from 80% 150%, else 0").faults(&["0 RuleAboveMax"]);
        bands("b / a", "2", "from 80% 2, else 3").faults(&["- RuleAboveMax"]);
        bands("b / a", "2", "from 80% 1, else 0").faults(&["- MaxUnreachable"]);
        // Somebody forgot the percent sign.
        bands("b / a", "2", "from 80 2, else 0").faults(&["0 StepBeyond"]);
        bands("b / a", "2", "over 100% 0, from 90% 2, else 0").faults(&["0 StepBeyond"]);
        bands("n / a", "2", "over 100% 0, from 90% 2, else 0").faults(&[]);
        bands("b / a * 100", "2", "from 80 2, else 0").faults(&[]);
        bands("b / a * 100", "2", "from 80% 2, else 0").faults(&["- InvalidValue"]);
        bands("a / b", "2", "over 90% 2, from 70% 1, else 0").faults(&["0 StepAlways"]);
        let idle = |case: Case| {
            let Rule::Bands(rule) = &case.rule else { panic!() };
            rule.idle(&case.frame()).is_some()
        };
        assert!(idle(bands("1 - b / a", "2", "from 90% 2, from 0% 1, else 0")));
        assert!(!idle(bands("1 - b / a", "2", "from 90% 2, from 1% 1, else 0")));
    }

    #[test]
    fn traces() {
        let case = bands("b / a", "2", "over 90% 2, from 70% 1, else 0");
        case.traces(
            &declared("36 35"),
            &["b / a = 35 / 36 = 97,22 %", "trên 90 % → 2 điểm"],
            &["b / a = 35 / 36 = 97.22%", "over 90% → 2 points"],
        );
        case.traces(
            &declared("10 1"),
            &["b / a = 1 / 10 = 10 %", "không đạt mức nào → 0 điểm"],
            &["b / a = 1 / 10 = 10%", "reaches no step → 0 points"],
        );
        case.traces(&declared("0 0"), &["b / a: mẫu số bằng 0"], &["b / a: divides by 0"]);
        case.traces(&declared("1 _"), &[], &[]);
    }
}
