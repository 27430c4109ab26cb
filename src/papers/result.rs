//! The facts of a result: what every template may say of round, blocks, classes and units that lack something.

use super::contents::label;
use super::facts::{Fact, Facts};
use super::office::BLANK;
use crate::message::{Lang, counted, say};
use crate::points::Number;
use crate::report::shown;
use crate::results::{Block, Results, Unit};
use crate::score::{Basis, Status};

/// Names in a sentence.
const NAMES: usize = 5;

/// The facts of a result.
pub fn result_facts(results: &Results, draft: bool) -> Facts {
    let year = results.year.map_or_else(|| format!("20{BLANK}"), |year| year.to_string());
    let subject = match results.title {
        Some(title) => title.to_owned(),
        None => format!("Chỉ số cải cách hành chính năm {year}"),
    };
    let count: usize = results.blocks.iter().map(|block| block.units().len()).sum();
    let incomplete: Vec<Facts> = results
        .blocks
        .iter()
        .flat_map(|block| lacking(block, Lang::Vi))
        .map(|(name, reason)| Facts::new().with("name", name).with("reason", reason))
        .collect();
    let blocks = results.blocks.iter().enumerate().map(|(at, block)| block_facts(block, at));
    Facts::new()
        .with("year", year)
        .with("subject_upper", subject.to_uppercase())
        .with("subject", subject)
        .with("draft", draft)
        .with("self_scored", results.basis == Basis::Own)
        .with("count", count)
        .with("heads", heads(results, count))
        .with("blocks", blocks.collect::<Fact>())
        .with("block_count", results.blocks.len())
        .with("incomplete", incomplete)
}

/// The facts of a block; its tables are named by `number`.
fn block_facts(block: &Block, at: usize) -> Facts {
    let (set, ranking) = (block.set(), block.ranking);
    let published = |value: Option<&Number>| value.map(|value| shown(set, value, Lang::Vi));
    let who = |index: Option<&Number>| {
        let of = |unit: &Unit| unit.card.index.as_ref() == index;
        some_of(&block.units().filter(of).map(|unit| unit.name().to_string()).collect::<Vec<_>>())
    };
    let classes = block.classes().into_iter().filter(|class| class.count > 0).map(|class| {
        Facts::new()
            .with("name", class.name.unwrap_or("Không xếp loại"))
            .with("count", class.count)
            .with("share", shown(set, &class.share, Lang::Vi))
    });
    let name = block.name().unwrap_or_default();
    let label = label(block.name());
    Facts::new()
        .with("number", at + 1)
        .with("roman", roman(at + 1))
        .with("name", name)
        .with("label_upper", label.to_uppercase())
        .with("label", label)
        .with("count", block.units().len())
        .with("mean", published(ranking.mean.as_ref()))
        .with("highest", published(ranking.highest.as_ref()))
        .with("highest_units", who(ranking.highest.as_ref()))
        .with("lowest", published(ranking.lowest.as_ref()))
        .with("lowest_units", who(ranking.lowest.as_ref()))
        .with("classes", classes.collect::<Fact>())
}

/// The units of a block whose result does not stand, and why.
pub fn lacking(block: &Block, lang: Lang) -> Vec<(String, String)> {
    let sent = block.all().filter(|unit| !unit.is_final()).map(|unit| {
        let open = |status: Status| unit.card.leaves.iter().filter(|leaf| leaf.status == status).count();
        let (missing, faults) = (open(Status::Missing), open(Status::Fault));
        let mut reasons = Vec::new();
        if missing > 0 {
            reasons.push(say!(
                lang,
                "{missing} tiêu chí chưa có điểm",
                "{} without points",
                counted_criteria(missing)
            ));
        }
        if faults > 0 {
            reasons.push(say!(
                lang,
                "{faults} tiêu chí có điểm lỗi",
                "{} with faulty points",
                counted_criteria(faults)
            ));
        }
        let errors = unit.card.errors;
        if errors > 0 {
            reasons.push(say!(lang, "hồ sơ có {errors} lỗi", "{} in the files", counted(errors, "error")));
        }
        (unit.name().to_string(), reasons.join(", "))
    });
    let silent = block
        .missing()
        .map(|unit| (unit.to_owned(), say!(lang, "chưa gửi bảng tự chấm điểm", "sent nothing")));
    sent.chain(silent).collect()
}

fn counted_criteria(count: usize) -> String {
    if count == 1 { "1 criterion".to_owned() } else { format!("{count} criteria") }
}

/// The first names, and how many more there are.
fn some_of(names: &[String]) -> String {
    let first = names.iter().take(NAMES).cloned().collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(NAMES) {
        0 => first,
        more => format!("{first} và {more} đơn vị khác"),
    }
}

/// Who leads the units: of those that have a people's committee its chairman.
fn heads(results: &Results, count: usize) -> String {
    let of = |level: &str| results.blocks.iter().all(|block| &*block.set().level == level);
    let (committees, plain) = ("Chủ tịch Ủy ban nhân dân", "Thủ trưởng");
    match () {
        () if results.blocks.is_empty() => format!("{plain} các đơn vị"),
        () if of("xa") && count == 1 => format!("{committees} cấp xã"),
        () if of("xa") => format!("{committees} các xã, phường, đặc khu"),
        () if of("huyen") && count == 1 => format!("{committees} cấp huyện"),
        () if of("huyen") => format!("{committees} các huyện"),
        () if count == 1 => format!("{plain} đơn vị"),
        () => format!("{plain} các đơn vị"),
    }
}

/// Numbers of appendices.
pub(super) fn roman(number: usize) -> String {
    let signs =
        [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let mut rest = number;
    let mut out = String::new();
    for (worth, sign) in signs {
        while rest >= worth {
            out.push_str(sign);
            rest -= worth;
        }
    }
    out
}
