//! A leaf of a file against the appendix: what its scoring text now says, and whether a person has touched it.

use toml::{Table, Value};

use super::draft::Ruled;
use super::tree::Node;
use super::writing::block;
use crate::criteria::{CriteriaSet, load};
use crate::message::toml_string;
use crate::rule::Input;

/// A leaf as it is written in a file.
pub(super) struct Held {
    keys: Table,
    /// A comment stands between its lines.
    commented: bool,
}

/// How the rule of a file and that of the appendix stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Compared {
    /// They give the same points.
    Same,
    /// They do not.
    Other,
    /// The text of the appendix, or the rule, is not understood by itself.
    Unknown,
}

impl Held {
    /// The leaf of a block, `[[field]]` or `[[criterion]]` and its lines.
    pub fn of(block: &str) -> Option<Held> {
        let mut top: Table = toml::from_str(block).ok()?;
        let keys = ["field", "criterion"].into_iter().find_map(|key| top.remove(key))?;
        let Value::Array(mut tables) = keys else { return None };
        let Value::Table(keys) = tables.pop()? else { return None };
        let commented = block.trim_end().lines().any(|line| line.trim_start().starts_with('#'));
        Some(Held { keys, commented })
    }

    /// The value of a key that is a text.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.keys.get(key).and_then(Value::as_str).map(str::trim)
    }

    /// Whether it is scored: the groups are not.
    pub fn is_leaf(&self) -> bool {
        self.keys.contains_key("rule")
    }

    /// The rule in the words of the file, on one line.
    pub fn rule(&self) -> String {
        let rule = self.keys.get("rule").map(ToString::to_string).unwrap_or_default();
        rule.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// A set of this leaf alone.
    fn alone(&self) -> Option<CriteriaSet> {
        let mut keys = self.keys.clone();
        keys.remove("unconfirmed");
        keys.insert("code".into(), "1".into());
        let mut set =
            Table::from_iter([("id", "x"), ("title", "x")].map(|(key, text)| (key.into(), text.into())));
        set.insert("scale".into(), keys.get("max")?.clone());
        let file =
            Table::from_iter([("set".into(), set.into()), ("field".into(), vec![Value::Table(keys)].into())]);
        let set = load(&"x.toml".into(), &toml::to_string(&file).ok()?).0;
        set.filter(|set| !set.leaves.is_empty())
    }

    /// The rule of the file against that of the appendix.
    pub fn compared(&self, ruled: &Ruled) -> Compared {
        let (Some(proposal), Some(set)) = (&ruled.proposal, self.alone()) else {
            return Compared::Unknown;
        };
        let (_, leaf) = set.leaf(0);
        // People name and bound the data better than a program does, and settle what the text leaves open.
        let bare = |inputs: &[Input]| -> Vec<Input> {
            let bare = |input: &Input| Input {
                name: String::new(),
                whole_number: false,
                max: None,
                ..input.clone()
            };
            inputs.iter().map(bare).collect()
        };
        let same = leaf.rule == proposal.rule
            && bare(&leaf.inputs) == bare(&proposal.inputs)
            && proposal.when_zero.is_none_or(|stated| stated == leaf.when_zero);
        if same { Compared::Same } else { Compared::Other }
    }

    /// Whether its rule and its text are as an import wrote them, so that nothing of a person's is in them; `before`
    /// is the node as it was when it did.
    pub fn untouched(&self, before: &Node) -> bool {
        if self.commented || self.text("unconfirmed").is_none() {
            return false;
        }
        self.is_bare() || {
            let ruled = Ruled::of(before);
            let named = ruled.proposal.as_ref().zip(self.alone());
            named.is_some_and(|(proposal, set)| {
                let leaf = set.leaf(0).1;
                leaf.inputs == proposal.inputs && leaf.when_zero == proposal.when_zero.unwrap_or_default()
            }) && self.compared(&ruled) == Compared::Same
        }
    }

    /// The rule of a leaf whose scoring was not understood.
    pub fn is_bare(&self) -> bool {
        let bare = |rule: &Value| {
            *rule == Value::Table(Table::from_iter([("judged".into(), Value::Table(Table::new()))]))
        };
        self.keys.get("rule").is_some_and(bare) && !self.keys.contains_key("inputs")
    }

    /// Its block with the scoring that the appendix now has; name, evidence, appraiser and basis stay.
    pub fn rewritten(&self, kind: &str, ruled: &Ruled) -> String {
        let kept = |key: &'static str| self.text(key).map(|text| (key, toml_string(text)));
        let mut keys: Vec<(&str, String)> = Vec::new();
        keys.extend(kept("code"));
        keys.extend(kept("name"));
        keys.extend(ruled.node.max.as_ref().map(|max| ("max", max.to_string())));
        keys.extend(ruled.scored_by().map(|word| ("scored_by", toml_string(word))));
        keys.extend(["evidence", "appraiser", "basis"].into_iter().filter_map(kept));
        keys.push(("unconfirmed", toml_string(&ruled.text)));
        block(kind, &keys) + &ruled.rule_lines()
    }
}

impl Ruled<'_> {
    /// The lines of the rule.
    pub fn rule_lines(&self) -> String {
        self.proposal
            .as_ref()
            .map_or_else(|| "rule.judged = {}\n".to_owned(), |found| super::draft::aligned(&found.toml()))
    }

    /// The rule on one line.
    pub fn rule_words(&self) -> String {
        let lines = self.proposal.as_ref().map(super::scoring::Proposal::toml).unwrap_or_default();
        let from = lines.find("rule.").unwrap_or(0);
        lines.get(from..).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
