//! Data for rules, most of them where an error would show, and what the rules give for them.

use std::collections::HashMap;

use parindex::criteria::{CriteriaSet, builtin, load};
use parindex::message::Detail;
use parindex::points::{Number, Precision, Rounding};
use parindex::rule::{Answer, Computed, Input, Outcome, Rule, Surroundings, check_inputs};

/// What the rule gives.
#[derive(Clone, Debug, PartialEq)]
pub enum Expected {
    Points(Number),
    Blank,
    NotApplicable,
    Wrong,
}

/// A leaf, and what is declared for it and for those it refers to.
pub struct Case {
    pub set: usize,
    pub leaf: usize,
    pub answers: HashMap<usize, Answer>,
    /// Cells of the leaf's inputs in which a word stands.
    pub words: Vec<usize>,
    pub expected: Expected,
}

/// The sets: those that the program carries, and the one of the test in both roundings.
pub fn sets() -> Vec<CriteriaSet> {
    let carried = builtin::all().map(|(id, text)| (id.to_owned(), text.to_owned()));
    let own = |rounding: &str, decimals: u32, above: &str| {
        let rules = include_str!("rules.toml");
        let max = rules.lines().filter_map(|line| line.strip_prefix("max = "));
        let scale: Number = max.map(|max| Number::from_plain(max).unwrap()).sum();
        let head = format!(
            "[set]\nid = \"rules\"\ntitle = \"Rules\"\nlevel = \"xa\"\nyears = {{ from = 2025 }}\nstatus = \"model\"\n\
             scale = {scale}\n[scoring]\nrounding = \"{rounding}\"\ndecimals = {decimals}\n\
             above_scale = \"{above}\"\n"
        );
        ("rules".to_owned(), head + rules)
    };
    carried
        .chain([own("half-up", 2, "cap"), own("half-even", 2, "allow"), own("half-even", 1, "cap")])
        .map(|(id, text)| {
            let (set, findings) = load(&format!("{id}.toml").into(), &text);
            set.unwrap_or_else(|| panic!("{}", crate::support::shown(&findings)))
        })
        .collect()
}

/// Cases of all leaves of all sets; the same every time.
pub fn cases(sets: &[CriteriaSet]) -> Vec<Case> {
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
    let mut cases = Vec::new();
    for (set_at, set) in sets.iter().enumerate() {
        let carried = set.id != "rules";
        for leaf in 0..set.leaves.len() {
            let mut add = |answers: HashMap<usize, Answer>, words: Vec<usize>| {
                let expected = expected(set, leaf, &answers, &words);
                cases.push(Case { set: set_at, leaf, answers, words, expected });
            };
            let rule = &set.leaf(leaf).1.rule;
            let others = involved(set, leaf);
            // Nobody types a third.
            let typed = |value: &Number| !value.to_string().contains('/');
            let edges = rule.cases(&set.frame(leaf)).into_iter();
            for case in edges.filter(|case| case.answer.inputs.iter().flatten().all(typed)) {
                let mut answers: HashMap<usize, Answer> =
                    others.iter().map(|other| (*other, chance.answer(set, *other))).collect();
                answers.insert(leaf, case.answer);
                add(answers, Vec::new());
            }
            let times = match rule {
                Rule::Judged(_) | Rule::Survey(_) | Rule::Info | Rule::Relative(_) => 0,
                Rule::Choice(_) if carried => 1,
                _ if carried => 6,
                _ => 100,
            };
            for _ in 0..times {
                let all = others.iter().chain([&leaf]);
                let answers = all.map(|other| (*other, chance.answer(set, *other))).collect();
                let inputs = set.leaf(leaf).1.inputs.len();
                let words = if inputs > 0 && chance.one_in(25) { vec![chance.below(inputs)] } else { vec![] };
                add(answers, words);
            }
        }
    }
    cases
}

/// The leaves that a leaf refers to, and those that they refer to.
pub fn involved(set: &CriteriaSet, leaf: usize) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    let mut open = vec![leaf];
    while let Some(at) = open.pop() {
        let codes = set.leaf(at).1.rule.expression().map(|of| of.measures()).unwrap_or_default();
        for other in codes.iter().map(|code| set.node(code).unwrap().leaf.as_ref().unwrap().index) {
            if !found.contains(&other) {
                found.push(other);
                open.push(other);
            }
        }
    }
    found
}

struct Around<'a> {
    set: &'a CriteriaSet,
    answers: &'a HashMap<usize, Answer>,
}

impl Surroundings for Around<'_> {
    fn measure(&self, code: &str) -> Option<Number> {
        let other = self.set.node(code)?.leaf.as_ref()?.index;
        let answer = self.answers.get(&other).cloned().unwrap_or_default();
        let (_, leaf) = self.set.leaf(other);
        let sound = check_inputs(&leaf.inputs, &answer.inputs).is_empty();
        sound.then(|| leaf.rule.measured(&self.set.frame(other), &answer, self))?
    }
    fn is_at_zero(&self, code: &str) -> bool {
        let other = self.set.node(code).unwrap().leaf.as_ref().unwrap().index;
        let answer = self.answers.get(&other).cloned().unwrap_or_default();
        let (_, leaf) = self.set.leaf(other);
        let sound = check_inputs(&leaf.inputs, &answer.inputs).is_empty();
        sound && leaf.rule.is_at_zero(&self.set.frame(other), &answer, self)
    }
    fn best(&self) -> Option<Number> {
        None
    }
}

fn expected(set: &CriteriaSet, n: usize, answers: &HashMap<usize, Answer>, words: &[usize]) -> Expected {
    let (_, leaf) = set.leaf(n);
    let answer = answers.get(&n).cloned().unwrap_or_default();
    if !words.is_empty() || !check_inputs(&leaf.inputs, &answer.inputs).is_empty() {
        return Expected::Wrong;
    }
    match leaf.rule.compute(&set.frame(n), &answer, &Around { set, answers }) {
        None | Some(Err(Detail::MissingInput { .. } | Detail::MissingMeasure { .. })) => Expected::Blank,
        Some(Err(_)) => Expected::Wrong,
        Some(Ok(Computed { outcome: Outcome::NotApplicable, .. })) => Expected::NotApplicable,
        Some(Ok(Computed { outcome: Outcome::Points(points), .. })) => Expected::Points(points),
    }
}

/// Numbers that look like chance, the same every time.
pub struct Chance(pub u64);

impl Chance {
    pub fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 20).unwrap() % most
    }

    pub fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    pub fn of<T: Clone>(&mut self, values: &[T]) -> T {
        values[self.below(values.len())].clone()
    }

    fn answer(&mut self, set: &CriteriaSet, n: usize) -> Answer {
        let (_, leaf) = set.leaf(n);
        let mut answer = Answer::default();
        match &leaf.rule {
            Rule::Choice(rule) => {
                answer.option = (!self.one_in(8)).then(|| self.below(rule.options.len()));
            }
            Rule::Checklist(rule) => {
                let held = (0..rule.items.len()).filter(|_| self.one_in(2)).collect();
                answer.items = (!self.one_in(8)).then_some(held);
            }
            rule => {
                let edges = edges(rule);
                answer.inputs = self.inputs(&leaf.inputs, &edges);
            }
        }
        answer
    }

    /// Wholes of any size; parts that meet an edge, or miss it by the last digit, or are anything.
    fn inputs(&mut self, inputs: &[Input], edges: &[Number]) -> Vec<Option<Number>> {
        let mut values: Vec<Option<Number>> = vec![None; inputs.len()];
        let places = self.of(&[0, 0, 1, 2, 4]);
        let edge = self.of(edges);
        let (part, whole) = edge.parts().unwrap_or((1, 1));
        let most = usize::try_from(10_i64.pow(7 + places) / whole.max(part).max(1)).unwrap().max(1);
        let size = self.of(&[1, 3, 12, 500, 40_000, most]).min(most);
        let times = 1 + self.below(size);
        let off = self.of(&[0, 0, 0, -1, 1]);
        for at in 0..inputs.len() {
            let input = &inputs[at];
            let places = if input.whole_number && !self.one_in(40) { 0 } else { places };
            let units = match input.part_of {
                // A whole that the edge divides.
                None if inputs.iter().any(|other| other.part_of == Some(at)) => {
                    whole * i64::try_from(times).unwrap()
                }
                None => i64::try_from(self.of(&[times, 0, 1, 2, 7])).unwrap(),
                Some(_) if self.one_in(6) => i64::try_from(self.below(times)).unwrap(),
                Some(first) if inputs[..at].iter().any(|other| other.part_of == Some(first)) => {
                    (whole - part).max(0) * i64::try_from(times).unwrap() / self.of(&[1, 1, 2])
                }
                Some(_) => part * i64::try_from(times).unwrap() + off,
            };
            let units = if self.one_in(40) { -units } else { units };
            let value = Number::from_scaled(units.into(), places);
            let value = match &input.max {
                Some(max) if value > *max && !self.one_in(6) => (max * &edge.clone().min(Number::ONE))
                    .rounded(Precision { decimals: places, rounding: Rounding::HalfUp }),
                _ => value,
            };
            values[at] = if self.one_in(14) { None } else { Some(value) };
            if self.one_in(14) {
                values[at] = Some(Number::ZERO);
            }
        }
        values
    }
}

/// The values at which the points of a rule change, and some between.
fn edges(rule: &Rule) -> Vec<Number> {
    let mut edges: Vec<Number> = match rule {
        Rule::Bands(rule) => rule.steps.iter().map(|step| step.at.clone()).collect(),
        Rule::Proportional(rule) => vec![rule.floor.clone(), rule.full_at.clone()],
        _ => Vec::new(),
    };
    edges.retain(|edge| *edge > Number::ZERO);
    edges
        .extend([(1, 2), (1, 3), (2, 3), (7, 8), (1, 16), (1, 1)].map(|(n, d)| Number::ratio(n, d).unwrap()));
    edges
}
