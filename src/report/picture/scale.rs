//! The axis of a chart: from a published value to a pixel.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::font;
use crate::points::{Number, Precision, Rounding};

/// Values beyond this are drawn as this; their label says what they are.
const BEYOND: i64 = 1_000_000_000;
/// The size of the numbers at an axis.
pub(super) const TICK: i32 = 20;
/// More lines than this are no help.
const LINES: i64 = 12;

/// An axis.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    low: i64,
    high: i64,
    step: i64,
    /// The pixel of its lower end.
    pub from: i32,
    /// The pixel of its upper end.
    pub to: i32,
}

impl Scale {
    /// An axis between two pixels that holds 0, `least` and all of the values. It always begins at 0 or below, since bars
    /// that begin elsewhere show differences that are not there.
    pub fn of(values: impl Iterator<Item = Decimal>, least: i64, from: i32, to: i32) -> Scale {
        let (mut low, mut high) = (0, least);
        for value in values {
            let whole = |value: Decimal| value.to_i64().unwrap_or(BEYOND).clamp(-BEYOND, BEYOND);
            let beyond = if value.is_sign_negative() { -BEYOND } else { BEYOND };
            low = low.min(value.floor().to_i64().map_or(beyond, |_| whole(value.floor())));
            high = high.max(value.ceil().to_i64().map_or(beyond, |_| whole(value.ceil())));
        }
        let widest = [low, high].map(|end| font::width(&end.to_string(), TICK, false)).into_iter().max();
        let room = i64::from((to - from) / (widest.unwrap_or(0) + 16).max(1)).clamp(1, LINES);
        let steps = (0..).flat_map(|power| [1, 2, 5].map(|digit| digit * 10_i64.pow(power)));
        // A round of percentages needs no finer lines than tens.
        let fits = |step: &i64| *step >= least / 10 && up(high, *step) - down(low, *step) <= room * step;
        let step = steps.take(30).find(fits).unwrap_or(2 * BEYOND);
        Scale { low: down(low, step), high: up(high, step).max(down(low, step) + step), step, from, to }
    }

    /// The same axis further to the right.
    pub fn moved(&self, by: i32) -> Scale {
        Scale { from: self.from + by, to: self.to + by, ..*self }
    }

    /// The pixel of a value.
    pub fn at(&self, value: Decimal) -> i32 {
        let length = Number::from(i64::from(self.to - self.from));
        let above = &Number::from(value) - &Number::from(self.low);
        let whole = Precision { decimals: 0, rounding: Rounding::HalfUp };
        let pixels =
            (&above * &length).checked_div(&Number::from(self.high - self.low)).unwrap_or(Number::ZERO);
        let pixels = pixels.rounded(whole).published(whole).to_i32();
        let beyond = if value.is_sign_negative() { self.from } else { self.to };
        pixels
            .and_then(|pixels| self.from.checked_add(pixels))
            .map_or(beyond, |at| at.clamp(self.from, self.to))
    }

    /// The lines of the axis: values and their pixels.
    pub fn lines(&self) -> impl Iterator<Item = (i64, i32)> {
        let (low, step) = (self.low, self.step);
        (0..=(self.high - low) / step)
            .map(move |n| low + n * step)
            .map(|value| (value, self.at(Decimal::from(value))))
    }
}

/// The multiple of a step below a value.
fn down(value: i64, step: i64) -> i64 {
    value.div_euclid(step) * step
}

/// The multiple of a step above a value.
fn up(value: i64, step: i64) -> i64 {
    -down(-value, step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_holds_its_values() {
        let check = |values: &[&str], least: i64, ends: (i64, i64, i64), pixels: &[i32]| {
            let values: Vec<Decimal> = values.iter().map(|value| value.parse().unwrap()).collect();
            let scale = Scale::of(values.iter().copied(), least, 100, 1100);
            assert_eq!((scale.low, scale.high, scale.step), ends, "{values:?}");
            assert_eq!(values.iter().map(|value| scale.at(*value)).collect::<Vec<_>>(), pixels, "{values:?}");
            let lines: Vec<i32> = scale.lines().map(|(_, at)| at).collect();
            assert!(
                lines.is_sorted() && lines.first() == Some(&100) && lines.last() == Some(&1100),
                "{lines:?}"
            );
        };
        check(&["0", "100", "85.25"], 100, (0, 100, 10), &[100, 1100, 953]);
        check(&["102.50", "0"], 100, (0, 110, 10), &[1032, 100]);
        check(&["-3.5"], 100, (-10, 100, 10), &[159]);
        check(&[], 100, (0, 100, 10), &[]);
        check(&["3", "1"], 1, (0, 3, 1), &[1100, 433]);
        check(&["0"], 1, (0, 1, 1), &[100]);
        check(&["3321"], 1, (0, 3500, 500), &[1049]);
        check(&["79228162514264337593543950335"], 100, (0, 1_000_000_000, 200_000_000), &[1100]);
        check(&["-79228162514264337593543950335"], 100, (-1_000_000_000, 200_000_000, 200_000_000), &[100]);
    }
}
