//! The wording of how points came about, step by step.

use super::{Lang, decimal_sign, number, say};
use crate::points::{Number, Precision};

/// One step of a computation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// An option was chosen, or an item of a check list holds.
    Holds {
        /// Its label.
        label: String,
        /// What it brings.
        points: Shown,
    },
    /// A value was measured.
    Measured {
        /// The expression as the set writes it, or the source of an imported score.
        expression: String,
        /// The same with the values in it.
        numbers: String,
        /// Its value.
        value: Shown,
        /// Whether people think of it as a percentage.
        percent: bool,
    },
    /// The mean share of the answers of a survey.
    Mean {
        /// How it comes about.
        numbers: String,
        /// The mean.
        value: Shown,
    },
    /// The best value of the block.
    Best {
        /// The value.
        value: Shown,
    },
    /// The first step of a scale that holds.
    Band {
        /// Where the step begins.
        at: Number,
        /// The edge itself does not belong to it.
        over: bool,
        /// The edge is a percentage.
        percent: bool,
        /// What it brings.
        points: Shown,
    },
    /// No step of a scale holds.
    NoBand {
        /// What follows.
        points: Shown,
    },
    /// Below the value from which there are points at all.
    BelowFloor {
        /// That value, as a fraction of 1.
        floor: Number,
    },
    /// A calculation.
    Calculated {
        /// In numbers.
        calculation: String,
        /// Its result.
        points: Shown,
    },
    /// More than the maximum; the maximum counts.
    AtMost {
        /// The maximum.
        max: Number,
    },
    /// Less than the lowest value; the lowest value counts.
    AtLeast {
        /// The lowest value.
        min: Number,
    },
    /// A denominator is 0.
    DividesByZero {
        /// The expression.
        expression: String,
        /// What follows.
        follows: AtZero,
    },
}

/// What follows where a denominator is 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AtZero {
    /// These points.
    Points(Number),
    /// The leaf leaves the scale.
    NotApplicable,
    /// The set does not say.
    Unknown,
}

/// An exact value and what is published of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The value.
    pub exact: Number,
    /// How the set publishes values.
    pub precision: Precision,
}

impl Shown {
    /// The exact value; where no decimal ends, the fraction and the published value.
    pub fn text(&self, lang: Lang) -> String {
        let exact = number(&self.exact, lang);
        if exact.contains('/') {
            format!("{exact} ≈ {}", number(&self.exact.rounded(self.precision), lang))
        } else {
            exact
        }
    }

    fn points(&self, lang: Lang) -> String {
        points(&self.text(lang), &self.exact, lang)
    }

    /// As a percentage with the decimals of the set.
    fn percent(&self, lang: Lang) -> String {
        percent(&(&self.exact * &Number::from(100)).rounded(self.precision), lang)
    }
}

impl Step {
    /// The step in words.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Step::Holds { label, points } => format!("{label} → {}", points.points(lang)),
            Step::Measured { expression, numbers, value, percent } => {
                let value = if *percent { value.percent(lang) } else { value.text(lang) };
                let mut parts = vec![expression.clone()];
                for part in [decimal_sign(numbers, lang), value] {
                    if parts.last() != Some(&part) {
                        parts.push(part);
                    }
                }
                parts.join(" = ")
            }
            Step::Mean { numbers, value } => {
                let (numbers, value) = (decimal_sign(numbers, lang), value.percent(lang));
                say!(lang, "bình quân = {numbers} = {value}", "mean = {numbers} = {value}")
            }
            Step::Best { value } => {
                let value = value.text(lang);
                say!(lang, "tốt nhất trong khối: {value}", "best of the block: {value}")
            }
            Step::Band { at, over, percent: in_percent, points } => {
                let edge =
                    if *in_percent { percent(&(at * &Number::from(100)), lang) } else { number(at, lang) };
                let points = points.points(lang);
                if *over {
                    say!(lang, "trên {edge} → {points}", "over {edge} → {points}")
                } else {
                    say!(lang, "từ {edge} → {points}", "from {edge} → {points}")
                }
            }
            Step::NoBand { points } => {
                let points = points.points(lang);
                say!(lang, "không đạt mức nào → {points}", "reaches no step → {points}")
            }
            Step::BelowFloor { floor } => {
                let floor = percent(&(floor * &Number::from(100)), lang);
                say!(lang, "dưới {floor} → 0 điểm", "below {floor} → 0 points")
            }
            Step::Calculated { calculation, points } => {
                let calculation = decimal_sign(calculation, lang);
                let points = points.text(lang);
                if calculation == points { points } else { format!("{calculation} = {points}") }
            }
            Step::AtMost { max } => {
                let max = points(&number(max, lang), max, lang);
                say!(lang, "nhiều nhất {max}", "at most {max}")
            }
            Step::AtLeast { min } => {
                let min = points(&number(min, lang), min, lang);
                say!(lang, "ít nhất {min}", "at least {min}")
            }
            Step::DividesByZero { expression, follows } => match follows {
                AtZero::Points(value) => {
                    let value = points(&number(value, lang), value, lang);
                    say!(
                        lang,
                        "{expression}: mẫu số bằng 0 → {value}",
                        "{expression}: divides by 0 → {value}"
                    )
                }
                AtZero::NotApplicable => say!(
                    lang,
                    "{expression}: mẫu số bằng 0 → không áp dụng",
                    "{expression}: divides by 0 → not applicable"
                ),
                AtZero::Unknown => {
                    say!(lang, "{expression}: mẫu số bằng 0", "{expression}: divides by 0")
                }
            },
        }
    }
}

fn points(text: &str, value: &Number, lang: Lang) -> String {
    if value.abs() == Number::ONE {
        say!(lang, "{text} điểm", "{text} point")
    } else {
        say!(lang, "{text} điểm", "{text} points")
    }
}

fn percent(hundredfold: &Number, lang: Lang) -> String {
    let value = number(hundredfold, lang);
    say!(lang, "{value} %", "{value}%")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::points::Rounding;

    fn shown(numerator: i64, denominator: i64) -> Shown {
        let precision = Precision { decimals: 2, rounding: Rounding::HalfUp };
        Shown { exact: Number::ratio(numerator, denominator).unwrap(), precision }
    }

    #[test]
    fn words() {
        let check = |step: Step, vietnamese: &str, english: &str| {
            assert_eq!(step.text(Lang::Vi), vietnamese);
            assert_eq!(step.text(Lang::En), english);
        };
        let measured = |numbers: &str, percent| Step::Measured {
            expression: "b / a".into(),
            numbers: numbers.into(),
            value: shown(35, 36),
            percent,
        };
        check(measured("35 / 36", true), "b / a = 35 / 36 = 97,22 %", "b / a = 35 / 36 = 97.22%");
        check(measured("35 / 36", false), "b / a = 35 / 36 = 35/36 ≈ 0,97", "b / a = 35 / 36 = 35/36 ≈ 0.97");
        let band =
            |over| Step::Band { at: Number::from_scaled(7, 1), over, percent: true, points: shown(1, 1) };
        check(band(false), "từ 70 % → 1 điểm", "from 70% → 1 point");
        check(band(true), "trên 70 % → 1 điểm", "over 70% → 1 point");
        check(
            Step::Calculated { calculation: "35/36 × 3".into(), points: shown(35, 12) },
            "35/36 × 3 = 35/12 ≈ 2,92",
            "35/36 × 3 = 35/12 ≈ 2.92",
        );
        let zero = |follows| Step::DividesByZero { expression: "b / a".into(), follows };
        check(
            zero(AtZero::Points(Number::from(3))),
            "b / a: mẫu số bằng 0 → 3 điểm",
            "b / a: divides by 0 → 3 points",
        );
        check(Step::AtMost { max: Number::from(2) }, "nhiều nhất 2 điểm", "at most 2 points");
    }
}
