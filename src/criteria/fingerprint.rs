//! Which version of a set a paper was made from.

use sha2::{Digest, Sha256};

use super::{Adjustment, CriteriaSet, Leaf};
use crate::message::Scorer;
use crate::points::{Number, Rounding};
use crate::rule::{Award, Best, Edge, Rule};

/// What of a set a form shows and computes with, as 16 hex digits: codes, names, maxima, who scores, evidence, rules with
/// their inputs, adjustments, decimals. Comments, sources, examples, classes and blocks are no part of it.
///
/// It is written into papers and compared years later: what goes into it, and in which words, may never change.
pub fn fingerprint(set: &CriteriaSet) -> String {
    let mut print = Print(Sha256::new());
    let precision = set.scoring.precision;
    let rounding = match precision.rounding {
        Rounding::HalfUp => "half-up",
        Rounding::HalfEven => "half-even",
    };
    print.line("set", &[&precision.decimals.to_string(), rounding]);
    for node in &set.nodes {
        print.line("node", &[&node.code, &node.name, &node.max.to_string()]);
        if let Some(leaf) = &node.leaf {
            print.leaf(leaf);
        }
    }
    for Adjustment { code, name, effect, cap } in &set.adjustments {
        print.line("adjustment", &[code, name, effect.id(), &or_blank(cap.as_ref())]);
    }
    let digest: [u8; 32] = print.0.finalize().into();
    format!("{:016x}", digest.first_chunk().map_or(0, |first| u64::from_be_bytes(*first)))
}

/// Lines of fields, as they come.
struct Print(Sha256);

impl Print {
    /// A line; its fields with single spaces, whatever spaces and line ends the file has.
    fn line(&mut self, word: &str, fields: &[&str]) {
        self.0.update(word);
        for field in fields {
            self.0.update("\t");
            self.0.update(field.split_whitespace().collect::<Vec<_>>().join(" "));
        }
        self.0.update("\n");
    }

    fn leaf(&mut self, leaf: &Leaf) {
        let scorer = match leaf.scored_by {
            Scorer::Unit => "unit",
            Scorer::Council => "council",
            Scorer::Survey => "survey",
        };
        self.line("leaf", &[scorer, leaf.evidence.id(), leaf.when_zero.id()]);
        for input in &leaf.inputs {
            let whole = input.part_of.and_then(|whole| leaf.inputs.get(whole)).map_or("", |whole| &whole.id);
            let kind = if input.whole_number { "whole" } else { "any" };
            self.line("input", &[&input.id, &input.name, whole, kind, &or_blank(input.max.as_ref())]);
        }
        let of = leaf.rule.expression().map(|of| of.text.replace(char::is_whitespace, ""));
        let of = of.unwrap_or_default();
        match &leaf.rule {
            Rule::Judged(rule) => {
                self.line("judged", &[&or_blank(rule.step.as_ref()), &rule.min.to_string()]);
            }
            Rule::Choice(rule) => {
                for option in &rule.options {
                    self.line("option", &[&option.label, &award(&option.award)]);
                }
            }
            Rule::Checklist(rule) => {
                for item in &rule.items {
                    self.line("item", &[&item.label, &item.points.to_string()]);
                }
            }
            Rule::Bands(rule) => {
                self.line("bands", &[&of, &or_blank(rule.otherwise.as_ref())]);
                for step in &rule.steps {
                    let edge = match step.edge {
                        Edge::Over => "over",
                        Edge::From => "from",
                    };
                    self.line("step", &[edge, &step.at.to_string(), &award(&step.award)]);
                }
            }
            Rule::Proportional(rule) => {
                self.line("proportional", &[&of, &rule.floor.to_string(), &rule.full_at.to_string()]);
            }
            Rule::Count(rule) => self.line("count", &[&of, &rule.each.to_string()]),
            Rule::Deduct(rule) => {
                self.line("deduct", &[&rule.min.to_string()]);
                for event in &rule.events {
                    let input = leaf.inputs.get(event.input).map_or("", |input| &input.id);
                    self.line("event", &[input, &event.points.to_string()]);
                }
            }
            Rule::Survey(rule) => {
                for answer in &rule.answers {
                    self.line("answer", &[&answer.label, &answer.share.to_string()]);
                }
            }
            Rule::Imported(rule) => self.line("imported", &[&rule.source, &rule.out_of.to_string()]),
            Rule::Relative(rule) => {
                let best = match rule.best {
                    Best::Highest => "highest",
                    Best::Lowest => "lowest",
                };
                self.line("relative", &[&of, best]);
            }
            Rule::Formula(_) => self.line("formula", &[&of]),
            Rule::Info => self.line("info", &[]),
        }
    }
}

fn award(award: &Award) -> String {
    match award {
        Award::Points(points) => points.to_string(),
        Award::Share(share) => format!("share {share}"),
        Award::Proportional => "proportional".to_owned(),
    }
}

fn or_blank(number: Option<&Number>) -> String {
    number.map(Number::to_string).unwrap_or_default()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::collections::BTreeSet;
    use std::sync::Arc;

    use super::super::load;
    use super::*;

    const SET: &str = r#"
[set]
id = "mau"
title = "Bộ tiêu chí"
level = "xa"
status = "model"
scale = 10
[scoring]
decimals = 2
[[class]]
name = "Tốt"
from = 80
[[field]]
code = "1"
name = "Chỉ đạo, điều hành"
max = 10
[[criterion]]
code = "1.1"
name = "Kế hoạch"
max = 4
rule.choice = [{ label = "Có", points = 4 }, { label = "Không", points = 0 }]
[[criterion]]
code = "1.2"
name = "Tỷ lệ hoàn thành"
max = 6
evidence = "required"
inputs = [{ id = "a", name = "Nhiệm vụ" }, { id = "b", name = "Hoàn thành", part_of = "a" }]
when_zero = "full"
rule.bands = { of = "b / a", steps = [{ over = "90%", points = 6 }, { from = "70%", points = 3 }], otherwise = 0 }
[[adjustment]]
code = "CONG"
name = "Điểm cộng"
effect = "bonus"
cap = 5
"#;

    fn of(text: &str) -> String {
        let (set, findings) = load(&Arc::from("mau.toml"), text);
        fingerprint(&set.unwrap_or_else(|| panic!("{findings:?}")))
    }

    fn changed(from: &str, to: &str) -> String {
        assert_eq!(SET.matches(from).count(), 1, "{from}");
        of(&SET.replace(from, to))
    }

    #[test]
    fn what_no_form_shows_is_no_other_version() {
        let before = of(SET);
        for (from, to) in [
            ("[set]", "# A remark\n[set]\nsources = [\"Quyết định 1/QĐ-UBND\"]"),
            ("title = \"Bộ tiêu chí\"", "title = \"Bộ tiêu chí cấp xã\""),
            ("name = \"Tốt\"\nfrom = 80", "name = \"Khá\"\nfrom = 65"),
            ("max = 4\n", "max = 4.00\nappraiser = \"Sở Nội vụ\"\nbasis = \"Mục 1\"\n"),
            ("of = \"b / a\"", "of = \"b/a\""),
            ("\"Chỉ đạo, điều hành\"", "\"Chỉ đạo,  điều hành \""),
            ("\"Chỉ đạo, điều hành\"", "\"\"\"Chỉ đạo,\r\nđiều hành\"\"\""),
            ("[[class]]", "[[block]]\nid = \"xa\"\nname = \"Xã\"\n[[class]]"),
            (
                "[[adjustment]]",
                "[[example]]\nname = \"Một\"\ninputs = { \"1.1\" = \"Có\" }\npoints = { \"1.1\" = 4 }\n[[adjustment]]",
            ),
        ] {
            assert_eq!(changed(from, to), before, "{to}");
        }
        assert_eq!(of(&SET.replace('\n', "\r\n")), before);
    }

    #[test]
    fn what_a_form_shows_or_computes_with_is() {
        let prints = [
            ("decimals = 2", "decimals = 3"),
            ("decimals = 2", "decimals = 2\nrounding = \"half-even\""),
            ("name = \"Kế hoạch\"\nmax = 4", "name = \"Kế hoạch năm\"\nmax = 4"),
            ("code = \"1.1\"", "code = \"1.3\""),
            ("name = \"Kế hoạch\"", "name = \"Kế hoạch\"\nscored_by = \"council\""),
            ("evidence = \"required\"", "evidence = \"none\""),
            ("\"Không\", points = 0", "\"Không\", points = -1"),
            ("label = \"Có\"", "label = \"Đạt\""),
            ("{ label = \"Có\"", "{ label = \"Một phần\", points = 2 }, { label = \"Có\""),
            ("when_zero = \"full\"", "when_zero = \"zero\""),
            ("name = \"Hoàn thành\", part_of = \"a\"", "name = \"Đúng hạn\", part_of = \"a\""),
            ("id = \"a\", name = \"Nhiệm vụ\"", "id = \"a\", name = \"Nhiệm vụ\", whole_number = true"),
            ("id = \"a\", name = \"Nhiệm vụ\"", "id = \"a\", name = \"Nhiệm vụ\", max = 100"),
            ("over = \"90%\"", "from = \"90%\""),
            ("over = \"90%\"", "over = \"95%\""),
            ("from = \"70%\", points = 3", "from = \"70%\", share = \"50%\""),
            ("otherwise = 0", "otherwise = 1"),
            ("of = \"b / a\"", "of = \"1 - b / a\""),
            ("cap = 5", "cap = 3"),
            ("effect = \"bonus\"", "effect = \"penalty\""),
            ("name = \"Điểm cộng\"", "name = \"Điểm thưởng\""),
        ]
        .map(|(from, to)| changed(from, to));
        let mut all: BTreeSet<String> = prints.into();
        all.insert(of(&SET
            .replace("max = 4", "max = 3")
            .replace("max = 6", "max = 7")
            .replace("points = 4", "points = 3")
            .replace("points = 6", "points = 7")));
        all.insert(of(SET));
        assert_eq!(all.len(), 23);
        assert!(
            all.iter().all(|print| print.len() == 16 && print.bytes().all(|byte| byte.is_ascii_hexdigit()))
        );
    }

    #[test]
    fn it_never_changes() {
        assert_eq!(of(SET), "efca46533ae07550");
    }
}
