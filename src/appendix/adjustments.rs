//! Bonus and penalty: rows outside of the tree.

use super::codes::Code;
use super::lines::Line;
use crate::criteria::Effect;
use crate::message::{Lang, number};
use crate::points::Number;
use crate::sheet::fold;

/// Points outside of the tree.
#[derive(Clone, Debug)]
pub struct Adjustment {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Bonus or penalty.
    pub effect: Effect,
    /// The most it counts.
    pub cap: Option<Number>,
    /// How it is given, line by line.
    pub text: Vec<String>,
}

/// Takes the rows of bonus and penalty out of the others.
#[derive(Default)]
pub(super) struct Adjustments {
    found: Vec<Adjustment>,
    /// The rows that follow belong to the last one.
    open: bool,
}

const BONUS: &[&str] = &[
    "diem thuong",
    "diem cong",
    "thuong diem",
    "cong diem",
    "diem khuyen khich",
    "phan diem thuong",
    "tieu chi thuong",
];
const PENALTY: &[&str] = &["diem tru", "diem phat", "tru diem", "phan diem tru", "tieu chi tru"];

impl Adjustments {
    /// Whether a row is one of them, or belongs to one.
    pub fn takes(&mut self, line: &Line) -> bool {
        let folded = fold(&line.name);
        let begins = |words: &[&str]| {
            words.iter().any(|word| folded == *word || folded.starts_with(&format!("{word} ")))
        };
        let top = match &line.code {
            Code::Roman(_) | Code::Upper(_) | Code::None | Code::Words => true,
            Code::Dotted(path) => path.len() == 1,
            Code::Bullet | Code::Item | Code::Perhaps(_) => false,
        };
        let effect = match (begins(BONUS), begins(PENALTY)) {
            (true, _) => Some(Effect::Bonus),
            (_, true) => Some(Effect::Penalty),
            _ => None,
        };
        let cap = line.max.number().map(Number::abs);
        if let Some(effect) = effect.filter(|_| top) {
            let word = if effect == Effect::Bonus { "CONG" } else { "TRU" };
            let before = self.found.iter().filter(|known| known.effect == effect).count();
            let code = if before == 0 { word.to_owned() } else { format!("{word}.{}", before + 1) };
            let text = Some(line.scoring.clone()).filter(|text| !text.is_empty()).into_iter().collect();
            self.found.push(Adjustment { code, name: line.name.clone(), effect, cap, text });
            self.open = true;
            return true;
        }
        // The next field ends them; rows below them are numbered in every way.
        let field = matches!(line.code, Code::Roman(_) | Code::Upper(_)) || line.sum.is_some();
        self.open &= !field;
        let Some(last) = self.found.last_mut().filter(|_| self.open) else { return false };
        let parts = [line.typed.as_str(), line.name.as_str(), line.scoring.as_str()];
        let mut text = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        if let Some(points) = line.max.number() {
            text.push_str(&format!(": {}", number(points, Lang::Vi)));
        }
        let empty = line.max.number().is_none() && line.scoring.is_empty();
        if empty && matches!(line.code, Code::None | Code::Words) {
            return false;
        }
        last.text.push(text);
        true
    }

    /// All of them.
    pub fn done(self) -> Vec<Adjustment> {
        self.found
    }
}
