//! A rule as lines of a criteria file, and the proof that it is sound.

use std::fmt::Write as _;

use super::Proposal;
use crate::criteria;
use crate::diagnostic::Finding;
use crate::message::{Doubt, Scorer, capital, toml_string};
use crate::points::Number;
use crate::rule::{Rule, WhenZero};

/// A rule before it is proven.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    pub inputs: Vec<Input>,
    pub when_zero: Option<WhenZero>,
    pub scored_by: Option<Scorer>,
    /// The line or lines from `rule.` on.
    pub rule: String,
    pub doubts: Vec<Doubt>,
    /// The parts of the text without points are its own.
    pub lists: bool,
}

/// An input before it is proven.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Input {
    pub id: String,
    pub name: String,
    pub part_of: Option<String>,
    pub whole_number: bool,
}

impl Draft {
    /// The proposal, where the rule reaches the maximum and never passes it.
    pub fn proven(self, max: &Number) -> Option<Proposal> {
        let lines = self.lines();
        let set = format!(
            "[set]\nid = \"x\"\ntitle = \"x\"\nscale = {max}\n[[field]]\ncode = \"1\"\nname = \"x\"\nmax = {max}\n{lines}"
        );
        let (set, findings) = criteria::load(&"x.toml".into(), &set);
        if findings.iter().any(Finding::is_error) {
            return None;
        }
        let set = set?;
        let (_, leaf) = set.leaves.first().map(|_| set.leaf(0))?;
        if let Rule::Formula(formula) = &leaf.rule
            && formula.expression.range(&leaf.inputs, max) != (Some(Number::ZERO), Some(max.clone()))
        {
            return None;
        }
        Some(Proposal {
            inputs: leaf.inputs.clone(),
            when_zero: self.when_zero,
            scored_by: self.scored_by,
            rule: leaf.rule.clone(),
            doubts: self.doubts,
            lines,
        })
    }

    fn lines(&self) -> String {
        let mut lines = String::new();
        if let Some(scorer) = self.scored_by {
            let _ = writeln!(lines, "scored_by = \"{}\"", scorer.id());
        }
        if !self.inputs.is_empty() {
            lines += "inputs = [\n";
            for input in &self.inputs {
                let _ = write!(
                    lines,
                    "  {{ id = {}, name = {}",
                    quoted(&input.id),
                    quoted(&capital(&input.name))
                );
                if let Some(whole) = &input.part_of {
                    let _ = write!(lines, ", part_of = {}", quoted(whole));
                }
                lines += if input.whole_number { ", whole_number = true },\n" } else { " },\n" };
            }
            lines += "]\n";
        }
        if let Some(follows) = self.when_zero {
            let _ = writeln!(lines, "when_zero = \"{}\"", follows.id());
        }
        lines += &self.rule;
        lines
    }
}

/// A text as a TOML string, on one line.
pub(super) fn quoted(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let words: Vec<&str> = plain.split(' ').filter(|word| !word.is_empty()).collect();
    toml_string(&words.join(" "))
}

/// A share as a TOML string: `"75%"`.
pub(super) fn percent(share: &Number) -> String {
    format!("\"{}%\"", share * &Number::from(100))
}

/// A list of tables, one on each line.
pub(super) fn list(key: &str, entries: &[String]) -> String {
    let mut lines = format!("{key} = [\n");
    for entry in entries {
        let _ = writeln!(lines, "  {{ {entry} }},");
    }
    lines + "]\n"
}
