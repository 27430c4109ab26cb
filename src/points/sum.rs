//! A long sum without a fraction after each step.

use super::Number;
use super::number::common_divisor;

/// A sum in the making: exact like adding [`Number`]s one by one, but over one common denominator, so that nothing is
/// brought to lowest terms before the end. It begins with hundredths, which points nearly always are.
#[derive(Clone, Debug)]
pub struct Sum {
    /// Whole hundredths.
    hundredths: i64,
    /// What is no whole number of them: numerator, and a denominator above 0.
    fraction: (i128, i128),
    /// What has no room in these words.
    rest: Number,
}

impl Default for Sum {
    fn default() -> Sum {
        Sum { hundredths: 0, fraction: (0, 1), rest: Number::ZERO }
    }
}

impl Sum {
    /// Adds a number.
    pub fn add(&mut self, number: &Number) {
        let added = match number.parts() {
            Some((above, below)) => {
                self.add_hundredths(above, below).or_else(|| self.add_fraction(above.into(), below.into()))
            }
            None => None,
        };
        if added.is_none() {
            self.rest += number;
        }
    }

    fn add_hundredths(&mut self, above: i64, below: i64) -> Option<()> {
        let times = match below {
            1 => 100,
            _ if below <= 100 && 100 % below == 0 => 100 / below,
            _ => return None,
        };
        self.hundredths = self.hundredths.checked_add(above.checked_mul(times)?)?;
        Some(())
    }

    fn add_fraction(&mut self, above: i128, below: i128) -> Option<()> {
        let (sum, denominator) = self.fraction;
        let common = i128::try_from(common_divisor(denominator.unsigned_abs(), below.unsigned_abs())).ok()?;
        let (of_sum, of_number) = (below / common, denominator / common);
        let sum = sum.checked_mul(of_sum)?.checked_add(above.checked_mul(of_number)?)?;
        self.fraction = (sum, denominator.checked_mul(of_sum)?);
        Some(())
    }

    /// The sum so far.
    pub fn value(&self) -> Number {
        let mut sum = Number::hundredths(self.hundredths);
        if self.fraction.0 != 0 {
            sum += &Number::reduced(self.fraction.0, self.fraction.1);
        }
        if self.rest.is_zero() { sum } else { &sum + &self.rest }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn numbers() -> impl Strategy<Value = Vec<Number>> {
        let above = prop_oneof![-1000_i64..1000, any::<i64>()];
        let below = prop_oneof![Just(100_i64), 1_i64..400, 1..=i64::MAX];
        proptest::collection::vec((above, below), 0..40).prop_map(|parts| {
            parts.into_iter().filter_map(|(above, below)| Number::ratio(above, below)).collect()
        })
    }

    proptest! {
        #[test]
        fn a_sum_is_what_adding_one_by_one_gives(numbers in numbers()) {
            let mut sum = Sum::default();
            for number in &numbers {
                sum.add(number);
            }
            prop_assert_eq!(sum.value(), numbers.iter().sum::<Number>());
        }
    }
}
