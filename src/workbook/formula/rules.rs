//! The points of every kind of rule.

use super::expression::Value;
use super::guards::{Guard, guarded};
use super::{Cells, Words, Workbook, checks, quoted};
use crate::points::Number;
use crate::points::cells::{computed, fixed, number, signed};
use crate::rule::{
    Award, Bands, Checklist, Choice, Count, Deduct, Edge, Frame, Imported, Proportional, Rule, Step, WhenZero,
};

/// Digits after the point that points keep: as many as are free of noise.
const KEPT: u32 = 12;
/// Digits at which points are held against 0 and the maximum.
const WITHIN: u32 = 8;

/// The points of a leaf, whatever its rule.
pub(super) fn points(workbook: &Workbook<'_>, leaf: usize, words: &Words<'_>) -> Option<String> {
    let (_, known) = workbook.set.leaf(leaf);
    let cells = (workbook.cells)(leaf)?;
    let writer = Writer { frame: workbook.set.frame(leaf), words, cells };
    let measured = || workbook.value(leaf, known.rule.expression()?);
    let text = match &known.rule {
        Rule::Choice(rule) => return writer.choice(rule),
        Rule::Checklist(rule) => return writer.checklist(rule),
        Rule::Deduct(rule) => writer.deduct(rule)?,
        Rule::Imported(rule) => writer.imported(rule)?,
        Rule::Bands(rule) => writer.measured(&measured()?, |value| writer.bands(rule, value)),
        Rule::Proportional(rule) => writer.measured(&measured()?, |value| writer.proportional(rule, value)),
        Rule::Count(rule) => writer.measured(&measured()?, |value| writer.count(rule, value)),
        Rule::Formula(rule) => {
            let range = rule.expression.range(writer.frame.inputs, writer.frame.max);
            writer.measured(&measured()?, |value| writer.within(&range, &value.text))
        }
        Rule::Judged(_) | Rule::Survey(_) | Rule::Relative(_) | Rule::Info => return None,
    };
    let wrong = checks::wrong(&known.inputs, &writer.cells.inputs);
    Some(match wrong {
        Some(wrong) => format!("IF({wrong},{},{text})", writer.wrong()),
        None => text,
    })
}

/// Bounds of a value, where they are known.
type Range = (Option<Number>, Option<Number>);

struct Writer<'a> {
    frame: Frame<'a>,
    words: &'a Words<'a>,
    cells: Cells,
}

impl Writer<'_> {
    fn wrong(&self) -> String {
        quoted(self.words.wrong)
    }

    /// What the rule makes of the measured value, once there is one.
    fn measured(&self, value: &Value, then: impl FnOnce(&Value) -> String) -> String {
        let zero = match self.frame.when_zero {
            WhenZero::Full => number(self.frame.max),
            WhenZero::Zero => "0".to_owned(),
            WhenZero::NotApplicable => quoted(self.words.not_applicable),
            WhenZero::Fault => self.wrong(),
        };
        guarded(&value.guards, &zero, then(value))
    }

    /// Computed points without noise.
    fn kept(&self, points: &str) -> String {
        computed(points, KEPT, self.frame.precision)
    }

    /// Points that the set writes.
    fn shown(&self, points: &Number) -> String {
        fixed(points, self.frame.precision)
    }

    /// The points where they lie between 0 and the maximum; both are asked only where they may not. What is beyond by
    /// no more than noise is 0 or the maximum.
    fn within(&self, (low, high): &Range, points: &str) -> String {
        let (mut outside, mut kept) = (Vec::new(), points.to_owned());
        if high.as_ref().is_none_or(|high| high > self.frame.max) {
            let max = number(self.frame.max);
            outside.push(format!("ROUND({points},{WITHIN})>{max}"));
            kept = format!("MIN({kept},{max})");
        }
        if low.as_ref().is_none_or(Number::is_negative) {
            outside.push(format!("ROUND({points},{WITHIN})<0"));
            kept = format!("MAX({kept},0)");
        }
        let condition = match outside.as_slice() {
            [] => return self.kept(points),
            [one] => one.clone(),
            all => format!("OR({})", all.join(",")),
        };
        format!("IF({condition},{},{})", self.wrong(), self.kept(&kept))
    }

    /// An award that is known beforehand.
    fn fixed(&self, award: &Award) -> Option<Number> {
        match award {
            Award::Points(points) => Some(points.clone()),
            Award::Share(share) => Some(share * self.frame.max),
            Award::Proportional => None,
        }
    }

    fn choice(&self, rule: &Choice) -> Option<String> {
        let points: Option<Vec<String>> = rule
            .options
            .iter()
            .map(|option| self.fixed(&option.award).map(|points| self.shown(&points)))
            .collect();
        let Cells { option, lists, .. } = &self.cells;
        if option.is_empty() || lists.is_empty() {
            return None;
        }
        // No search function: those take `*` and `?` in a label for any letters, and stop at 255 letters.
        let is = format!("{lists}={option}");
        let points = points?.join(";");
        Some(format!(
            "IF({option}=\"\",\"\",IF(SUMPRODUCT(--({is}))<>1,{},SUMPRODUCT(({is})*{{{points}}})))",
            self.wrong()
        ))
    }

    fn checklist(&self, rule: &Checklist) -> Option<String> {
        let cells = self.cells.items.get(..rule.items.len())?;
        let (yes, no) = (quoted(self.words.yes), quoted(self.words.no));
        let known: Vec<String> = cells.iter().map(|cell| format!("({cell}={yes})+({cell}={no})")).collect();
        let held = rule.items.iter().zip(cells);
        let held: Vec<String> =
            held.map(|(item, cell)| format!("({cell}={yes})*{}", signed(&item.points))).collect();
        let all = cells.join(",");
        Some(format!(
            "IF(COUNTA({all})=0,\"\",IF({}<>COUNTA({all}),{},{}))",
            known.join("+"),
            self.wrong(),
            self.kept(&format!("({})", held.join("+")))
        ))
    }

    fn deduct(&self, rule: &Deduct) -> Option<String> {
        let mut guards = Vec::new();
        let mut points = number(self.frame.max);
        for event in &rule.events {
            let cell = self.cells.inputs.get(event.input)?;
            guards.push(Guard::Missing(cell.clone()));
            points += &format!("-{cell}*{}", signed(&event.points));
        }
        Some(guarded(&guards, "", self.kept(&format!("MAX({},{points})", number(&rule.min)))))
    }

    fn imported(&self, rule: &Imported) -> Option<String> {
        let cell = self.cells.inputs.first()?;
        let points = format!("{cell}/{}*{}", number(&rule.out_of), number(self.frame.max));
        Some(guarded(&[Guard::Missing(cell.clone())], "", self.kept(&points)))
    }

    fn count(&self, rule: &Count, value: &Value) -> String {
        let (low, _) = rule.of.range(self.frame.inputs, self.frame.max);
        let points = format!("MIN({},{}*{})", number(self.frame.max), value.factor(), number(&rule.each));
        self.within(&(low, Some(self.frame.max.clone())), &points)
    }

    fn proportional(&self, rule: &Proportional, value: &Value) -> String {
        let (low, high) = rule.of.range(self.frame.inputs, self.frame.max);
        let max = number(self.frame.max);
        let mut points = format!("{}*{max}", value.factor());
        if rule.full_at != Number::ONE {
            points += &format!("/{}", number(&rule.full_at));
        }
        if high.is_none_or(|high| high > rule.full_at) {
            points = format!("MIN({max},{points})");
        }
        let floor = rule.floor.clone().max(Number::ZERO);
        if low.is_none_or(|low| low < floor) {
            return format!("IF({}<{},0,{})", value.compared(), number(&floor), self.kept(&points));
        }
        self.kept(&points)
    }

    fn bands(&self, rule: &Bands, value: &Value) -> String {
        let compared = value.compared();
        let (low, high) = rule.of.range(self.frame.inputs, self.frame.max);
        let mut before: Option<&Step> = None;
        let (mut text, mut open) = (String::new(), 0);
        for step in &rule.steps {
            let points = match self.fixed(&step.award) {
                Some(points) => self.shown(&points),
                None => {
                    let most = before.map(|step| &step.at).into_iter().chain(&high).min();
                    let least = low.iter().chain([&step.at]).max();
                    let range =
                        (least.map(|low| low * self.frame.max), most.map(|high| high * self.frame.max));
                    self.within(&range, &format!("{}*{}", value.factor(), number(self.frame.max)))
                }
            };
            let sign = if step.edge == Edge::Over { ">" } else { ">=" };
            text += &format!("IF({compared}{sign}{},{points},", number(&step.at));
            open += 1;
            before = Some(before.map_or(step, |before| if before.at < step.at { before } else { step }));
        }
        text += &self.shown(&rule.otherwise.clone().unwrap_or_default());
        text + &")".repeat(open)
    }
}
