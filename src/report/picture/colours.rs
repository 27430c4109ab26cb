//! The colours: few, calm, told apart by who sees no red or no green, and with enough contrast for the text on them.

/// A colour: red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(pub u8, pub u8, pub u8);

pub(super) const WHITE: Colour = Colour(255, 255, 255);
pub(super) const INK: Colour = Colour(31, 41, 51);
pub(super) const TITLE: Colour = Colour(18, 53, 91);
pub(super) const QUIET: Colour = Colour(82, 96, 109);
pub(super) const GRID: Colour = Colour(221, 226, 231);
pub(super) const BAR: Colour = Colour(31, 95, 153);
pub(super) const BEST: Colour = Colour(176, 86, 0);
pub(super) const LOWEST: Colour = Colour(120, 40, 31);
pub(super) const BELOW: Colour = Colour(75, 75, 75);

/// From the highest class to the lowest: from blue over grey to brown.
const CLASSES: [Colour; 5] = [
    Colour(18, 64, 120),
    Colour(45, 117, 178),
    Colour(96, 112, 124),
    Colour(168, 92, 10),
    Colour(128, 45, 30),
];

/// The colour of a class by its place among the classes, the highest first. White text can be read on each.
pub(super) fn of_class(place: usize, classes: usize) -> Colour {
    let last = CLASSES.len() - 1;
    let at = place.saturating_mul(last) / classes.saturating_sub(1).max(1);
    CLASSES[at.min(last)]
}

impl Colour {
    /// As pages write it.
    pub(super) fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The luminance of WCAG.
    #[allow(clippy::float_arithmetic)]
    fn luminance(colour: Colour) -> f64 {
        let part = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.039_28 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(colour.0) + 0.7152 * part(colour.1) + 0.0722 * part(colour.2)
    }

    #[test]
    #[allow(clippy::float_arithmetic)]
    fn text_can_be_read() {
        let on_white = |colour| 1.05 / (luminance(colour) + 0.05);
        for colour in CLASSES.into_iter().chain([INK, TITLE, QUIET, BAR, BEST, LOWEST, BELOW]) {
            assert!(on_white(colour) >= 4.5, "{colour:?}: {}", on_white(colour));
        }
    }

    #[test]
    fn each_of_five_classes_has_its_own_colour() {
        for classes in 1..=5 {
            let mut colours: Vec<String> = (0..classes).map(|at| of_class(at, classes).hex()).collect();
            colours.dedup();
            assert_eq!(colours.len(), classes);
        }
        assert_eq!(of_class(9, 3), CLASSES[4]);
    }
}
