//! Scoring texts as decisions word them: what is proposed for each, against what a reader of the text expects.
//!
//! `cargo test --test appendix -- --nocapture` prints the counts; `PARINDEX_TEXTS=file` measures another collection.

#![allow(clippy::unwrap_used)] // A collection that cannot be read must fail.
#![allow(clippy::print_stdout)] // What is measured is shown.

use std::path::{Path, PathBuf};

use parindex::appendix::scoring::{Certainty, read};
use parindex::criteria::{Leaf, load};
use parindex::diagnostic::Finding;
use parindex::message::{Lang, Scorer};
use parindex::points::{Number, Precision, Rounding};
use parindex::report::rule_text;
use parindex::rule::{Answer, Award, Frame, Input, Outcome, Rule, Surroundings, check_inputs};
use proptest::prelude::*;

/// A text of a collection.
struct Sample {
    name: String,
    max: Number,
    text: String,
    expected: String,
    /// Readings that are equally right.
    also: Vec<String>,
}

/// How a proposal compares with what is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    /// The right rule, without a doubt.
    Right,
    /// The right rule, with doubts.
    RightPartly,
    /// No rule is expected and none is proposed.
    Judged,
    /// No rule is expected; one with doubts is proposed.
    JudgedPartly,
    /// A rule is expected, none is proposed.
    Missed,
    /// Another rule, with doubts.
    WrongPartly,
    /// Another rule, without a doubt.
    WrongFull,
}

const VERDICTS: [Verdict; 7] = [
    Verdict::Right,
    Verdict::RightPartly,
    Verdict::Judged,
    Verdict::JudgedPartly,
    Verdict::Missed,
    Verdict::WrongPartly,
    Verdict::WrongFull,
];

#[test]
fn scoring_texts_become_the_rules_that_a_reader_expects() {
    let (mut wrong, mut few) = (Vec::new(), Vec::new());
    let mut files = 0;
    for file in collections() {
        let texts = texts(&file);
        if texts.is_empty() {
            continue;
        }
        files += 1;
        let (mut rules, mut right) = (0, 0);
        let mut counts = [0; VERDICTS.len()];
        for text in &texts {
            let verdict = verdict(text);
            counts[VERDICTS.iter().position(|one| *one == verdict).unwrap()] += 1;
            rules += usize::from(text.expected.trim() != "judged");
            right += usize::from([Verdict::Right, Verdict::RightPartly].contains(&verdict));
            if ![Verdict::Right, Verdict::Judged].contains(&verdict) {
                let proposal = read(&text.text, &text.name, &text.max);
                let shown = proposal.map_or("-".to_owned(), |proposal| {
                    let doubts: Vec<String> =
                        proposal.doubts.iter().map(|doubt| doubt.text(Lang::En)).collect();
                    format!("{}{}", proposal.toml(), doubts.join("; "))
                });
                println!(
                    "{verdict:?}: {}\n  {}\n--\n{shown}\n",
                    text.name,
                    text.text.trim().replace('\n', "\n  ")
                );
            }
            if verdict == Verdict::WrongFull {
                wrong.push(text.name.clone());
            }
        }
        println!("{}: {} texts", file.display(), texts.len());
        for (verdict, count) in VERDICTS.iter().zip(counts) {
            println!("  {verdict:?}: {count}");
        }
        println!("{right} of {rules} rules are recognised and right");
        if right * 5 < rules * 4 {
            few.push(file);
        }
    }
    assert!(files > 0, "no collection");
    assert!(wrong.is_empty(), "wrong without a mark: {wrong:?}");
    assert!(few.is_empty(), "less than 80 % are recognised and right: {few:?}");
}

fn collections() -> Vec<PathBuf> {
    if let Ok(file) = std::env::var("PARINDEX_TEXTS") {
        return vec![file.into()];
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/appendix");
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "toml"));
    files.sort();
    files
}

fn texts(file: &Path) -> Vec<Sample> {
    let table: toml::Table = std::fs::read_to_string(file).unwrap().parse().unwrap();
    let Some(texts) = table.get("text").and_then(toml::Value::as_array) else { return Vec::new() };
    let read = |text: &toml::Value, key: &str| text[key].as_str().unwrap().to_owned();
    let one = |text: &toml::Value| Sample {
        name: read(text, "name"),
        max: Number::from_plain(&read(text, "max")).unwrap(),
        text: read(text, "text"),
        expected: read(text, "expected"),
        also: text.get("also").and_then(toml::Value::as_array).map_or_else(Vec::new, |also| {
            also.iter().filter_map(toml::Value::as_str).map(str::to_owned).collect()
        }),
    };
    texts.iter().map(one).collect()
}

fn verdict(text: &Sample) -> Verdict {
    let Some(proposal) = read(&text.text, &text.name, &text.max) else {
        return if text.expected.trim() == "judged" { Verdict::Judged } else { Verdict::Missed };
    };
    let full = proposal.certainty() == Certainty::Full;
    let expects = |keys: &str| {
        with_leaf(&text.max, keys, |expected| {
            with_leaf(&text.max, &proposal.toml(), |proposed| same(expected, proposed, &text.max))
        }) == Some(Some(true))
    };
    let mut readings = std::iter::once(&text.expected).chain(&text.also);
    let same = readings.any(|keys| keys.trim() != "judged" && expects(keys));
    match (same, full) {
        (true, true) => Verdict::Right,
        (true, false) => Verdict::RightPartly,
        (false, true) => Verdict::WrongFull,
        (false, false) if text.expected.trim() == "judged" => Verdict::JudgedPartly,
        (false, false) => Verdict::WrongPartly,
    }
}

/// Loads the keys of a leaf as a set; `None` where they are no sound leaf.
fn with_leaf<T>(max: &Number, keys: &str, then: impl FnOnce(&Leaf) -> T) -> Option<T> {
    let text = format!(
        "[set]\nid = \"x\"\ntitle = \"x\"\nscale = {max}\n[[field]]\ncode = \"1\"\nname = \"x\"\nmax = {max}\n{keys}"
    );
    let (set, findings) = load(&"x.toml".into(), &text);
    let faults: Vec<String> =
        findings.iter().filter(|one| Finding::is_error(one)).map(|one| one.text(Lang::En).message).collect();
    let Some(set) = set else {
        println!("does not load: {text}\n{faults:?}");
        return None;
    };
    Some(then(set.leaf(0).1))
}

/// Whether two leaves score alike, whatever their inputs and labels are called.
fn same(expected: &Leaf, proposed: &Leaf, max: &Number) -> bool {
    if expected.scored_by != proposed.scored_by {
        return false;
    }
    let points = |award: &Award| match award {
        Award::Points(points) => points.clone(),
        Award::Share(share) => share * max,
        Award::Proportional => Number::from(-1000),
    };
    let options = |leaf: &Leaf| match &leaf.rule {
        Rule::Choice(rule) => {
            Some(rule.options.iter().map(|option| points(&option.award)).collect::<Vec<_>>())
        }
        _ => None,
    };
    let steps = |leaf: &Leaf| match &leaf.rule {
        Rule::Bands(rule) => Some(
            rule.steps
                .iter()
                .map(|step| points(&step.award))
                .chain(rule.otherwise.clone())
                .collect::<Vec<_>>(),
        ),
        _ => None,
    };
    match (&expected.rule, &proposed.rule) {
        (Rule::Choice(_), Rule::Choice(_)) => options(expected) == options(proposed),
        // The words of the options are the steps.
        (Rule::Choice(_), Rule::Bands(_)) => options(expected) == steps(proposed),
        (Rule::Bands(_), Rule::Choice(_)) => steps(expected) == options(proposed),
        (Rule::Checklist(one), Rule::Checklist(other)) => {
            let list = |items: &[parindex::rule::Item]| {
                items.iter().map(|item| item.points.clone()).collect::<Vec<_>>()
            };
            list(&one.items) == list(&other.items)
        }
        (Rule::Survey(one), Rule::Survey(other)) => one
            .answers
            .iter()
            .map(|answer| &answer.share)
            .eq(other.answers.iter().map(|answer| &answer.share)),
        (Rule::Imported(one), Rule::Imported(other)) => one.out_of == other.out_of,
        (Rule::Judged(one), Rule::Judged(other)) => one == other,
        (Rule::Relative(one), Rule::Relative(other)) => {
            one.best == other.best && alike(expected, proposed, max)
        }
        (Rule::Deduct(_) | Rule::Formula(_), Rule::Deduct(_) | Rule::Formula(_)) => {
            alike(expected, proposed, max)
        }
        (one, other) => {
            one.expression().is_some() && other.expression().is_some() && alike(expected, proposed, max)
        }
    }
}

/// Whether two leaves compute the same from the same data, in one order of the inputs.
fn alike(expected: &Leaf, proposed: &Leaf, max: &Number) -> bool {
    let count = expected.inputs.len();
    if count != proposed.inputs.len() || count > 4 {
        return false;
    }
    let grid = grid(expected, proposed, count);
    permutations(count).iter().any(|order| {
        grid.iter().all(|values| {
            let own: Vec<Option<Number>> = order.iter().map(|from| values[*from].clone()).collect();
            let out = |inputs: &[Input], values: &[Option<Number>]| !check_inputs(inputs, values).is_empty();
            out(&expected.inputs, values)
                || out(&proposed.inputs, &own)
                || computed(expected, values, max) == computed(proposed, &own, max)
        })
    })
}

struct Block;
impl Surroundings for Block {
    fn measure(&self, _code: &str) -> Option<Number> {
        None
    }
    fn best(&self) -> Option<Number> {
        Some(Number::from(10_000))
    }
}

/// The points, or that there are none; `Err` where the data are at fault.
fn computed(leaf: &Leaf, values: &[Option<Number>], max: &Number) -> Option<Result<Outcome, ()>> {
    let precision = Precision { decimals: 2, rounding: Rounding::HalfUp };
    let frame = Frame { max, inputs: &leaf.inputs, when_zero: leaf.when_zero, precision };
    let answer = Answer { inputs: values.to_vec(), ..Answer::default() };
    let computed = leaf.rule.compute(&frame, &answer, &Block)?;
    Some(computed.map(|computed| computed.outcome).map_err(|_| ()))
}

/// What `criteria show` writes of a rule is read back as that rule.
#[test]
fn our_own_words_are_read_back() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("criteria");
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "toml"));
    files.sort();
    let (mut all, mut back, mut wrong) = (0, 0, Vec::new());
    for file in files {
        let (set, _) = load(&"x.toml".into(), &std::fs::read_to_string(&file).unwrap());
        let set = set.unwrap();
        for at in 0..set.leaves.len() {
            let (node, leaf) = set.leaf(at);
            let max = &node.max;
            let text = rule_text(leaf, Lang::Vi);
            all += 1;
            let proposal = read(&text, &node.name, max);
            let full = proposal.as_ref().is_some_and(|one| one.certainty() == Certainty::Full);
            let equal = proposal.as_ref().is_some_and(|one| {
                // Who gives the points stands in a column of its own.
                let scorer = match (leaf.scored_by, one.scored_by) {
                    (Scorer::Council, None) => "scored_by = \"council\"\n",
                    (Scorer::Survey, None) => "scored_by = \"survey\"\n",
                    _ => "",
                };
                let lines = format!("{scorer}{}", one.toml());
                with_leaf(max, &lines, |proposed| same(leaf, proposed, max)) == Some(true)
            });
            if full && equal {
                back += 1;
            } else {
                println!("{} {} {max} {}\n  {text}", file.display(), node.code, node.name);
                println!(
                    "  {full} {equal} {}",
                    proposal.map_or_else(String::new, |one| format!("{} {:?}", one.toml(), one.doubts))
                );
            }
            if full && !equal {
                wrong.push(text);
            }
        }
    }
    println!("{back} of {all} are read back");
    assert!(wrong.is_empty(), "read back as another rule: {wrong:#?}");
    assert!(back * 10 >= all * 9, "{back} of {all} are read back");
}

/// Data around every edge of both rules: exactly there, just below, just above; nothing, everything.
fn grid(expected: &Leaf, proposed: &Leaf, count: usize) -> Vec<Vec<Option<Number>>> {
    let whole = Number::from(10_000);
    let mut values: Vec<Number> = [0, 1, 2, 3, 5_000, 10_000].map(Number::from).into();
    for leaf in [expected, proposed] {
        for edge in edges(&leaf.rule) {
            let at = if edge > Number::from(2) { edge } else { &edge * &whole };
            for off in [-1, 0, 1] {
                values.push(&at + &Number::from(off));
            }
        }
    }
    values.retain(|value| !value.is_negative());
    values.sort();
    values.dedup();
    let mut grid: Vec<Vec<Option<Number>>> = vec![Vec::new()];
    for _ in 0..count {
        let values =
            if count > 3 { values.iter().step_by(2).collect::<Vec<_>>() } else { values.iter().collect() };
        grid = grid
            .iter()
            .flat_map(|row| values.iter().map(|value| [row.as_slice(), &[Some((*value).clone())]].concat()))
            .collect();
    }
    grid
}

fn edges(rule: &Rule) -> Vec<Number> {
    match rule {
        Rule::Bands(rule) => rule.steps.iter().map(|step| step.at.clone()).collect(),
        Rule::Proportional(rule) => vec![rule.floor.clone(), rule.full_at.clone()],
        _ => Vec::new(),
    }
}

fn permutations(count: usize) -> Vec<Vec<usize>> {
    let mut all = vec![Vec::new()];
    for _ in 0..count {
        all = all
            .iter()
            .flat_map(|row: &Vec<usize>| {
                (0..count)
                    .filter(|one| !row.contains(one))
                    .map(|one| [row.as_slice(), &[one]].concat())
                    .collect::<Vec<_>>()
            })
            .collect();
    }
    all
}

/// Whatever a cell holds, an answer comes; were it slow, this test would not end.
fn comes_soon(text: &str) {
    if let Some(proposal) = read(text, "Tên tiêu chí", &Number::from(2)) {
        let loaded =
            with_leaf(&Number::from(2), &proposal.toml(), |leaf| assert_eq!(leaf.rule, proposal.rule));
        assert!(loaded.is_some(), "{text}");
    }
}

#[test]
fn long_texts_take_no_time() {
    for part in [
        "Có: 1; ",
        "từ 80% ",
        "(",
        "((b/a) × ",
        "mỗi báo cáo trừ 0,25; ",
        "a là số x, ",
        "1 điểm, ",
        "- ",
        "-1",
        "% điểm tối đa",
        "tỷ lệ (b/a) ",
        "tỷ lệ a, b, c ",
        "nhưng tổng điểm trừ ",
        "1 = có, ",
        "có (0) ",
        "số hồ sơ (a), ",
        "mỗi tin, bài 1 điểm, ",
        "Lấy chỉ số, ",
        "Mức 1 (1 điểm): có ",
        "0 : 1 : ",
        "thang điểm 0 - ",
        "số a, số b, số c / ",
        "chia cho, nhân với ",
        "tính 100%, trung bình ",
        "không có a: 1 điểm; ",
        "không tính điểm ",
    ] {
        for bytes in [4_900, 100_000] {
            comes_soon(&part.repeat(bytes / part.len()));
        }
    }
}

const WORDS: &[&str] = &[
    "từ",
    "80%",
    "đến",
    "dưới",
    "100%",
    ":",
    "1",
    "0,5",
    "điểm",
    ";",
    "\n",
    "- ",
    "+",
    "trừ",
    "mỗi",
    "báo cáo",
    "tối đa",
    "(",
    ")",
    "b",
    "/",
    "a",
    "x",
    "tỷ lệ",
    "là",
    "số",
    "không",
    "có",
    "kịp thời",
    ",",
    ".",
    "trên",
    "trở lên",
    "điểm tối đa",
    "≥",
    "<",
    "=",
    "nếu",
    "thì",
    "không phát sinh",
    "trong đó",
    "cao nhất",
    "1/2",
    "-",
    "được",
    "tính theo công thức",
    "còn lại",
    "'",
    "\"",
    "\\",
];

proptest! {
    #[test]
    fn any_text_is_read_without_harm(text in "\\PC{0,300}") {
        comes_soon(&text);
    }

    #[test]
    fn any_words_are_read_without_harm(words in prop::collection::vec(prop::sample::select(WORDS), 0..60)) {
        comes_soon(&words.join(" "));
    }
}
