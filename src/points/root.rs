//! Square roots, for print: of an exact number the digits that are shown, and no floating point.

use super::{Number, Precision, Rounding};

impl Number {
    /// The square root of a number that is not below 0, rounded half up to so many decimals; 0 of one below 0.
    #[must_use]
    pub fn root(&self, decimals: u32) -> Number {
        let whole = Precision { decimals: 0, rounding: Rounding::HalfUp };
        let scale = Number::from_scaled(1, decimals);
        // In units of the last digit: k is right where (2k − 1)² ≤ 4n, and k + 1 is too much.
        let Some(square) = self.checked_div(&(&scale * &scale)) else { return Number::ZERO };
        let square = &square * &Number::from(4);
        let fits = |k: &Number| {
            let odd = &(k + k) - &Number::ONE;
            &odd * &odd <= square
        };
        let (mut low, mut high) = (Number::ZERO, Number::ONE);
        while fits(&high) {
            (low, high) = (high.clone(), &high + &high);
        }
        let half = Number::from_scaled(5, 1);
        while &high - &low > Number::ONE {
            let middle = (&(&low + &high) * &half).rounded(whole);
            if fits(&middle) { low = middle } else { high = middle }
        }
        &low * &scale
    }
}

#[cfg(test)]
mod tests {
    use super::super::n;

    #[test]
    fn roots_are_those_of_the_tables() {
        for (square, decimals, root) in [
            ("0", 2, "0"),
            ("1", 2, "1"),
            ("2", 2, "1.41"),
            ("2", 6, "1.414214"),
            ("1/4", 2, "0.5"),
            ("1/16", 1, "0.3"),
            ("10000", 0, "100"),
            ("123456789", 2, "11111.11"),
            ("0.000025", 2, "0.01"),
            ("0.000024", 2, "0"),
        ] {
            assert_eq!(n(square).root(decimals), n(root), "{square}");
        }
        assert_eq!((-&n("4")).root(2), n("0"));
    }
}
