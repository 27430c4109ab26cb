//! The sentences of the board.

use super::Board;
use crate::analysis::{Lack, Lacking};
use crate::message::{Lang, counted, say};

/// So many units are named.
const NAMED: usize = 5;

/// `1 unit`, `3 units`.
pub(super) fn units(count: usize) -> String {
    counted(count, "unit")
}

/// The title, then the day and the deadline.
pub(super) fn heading(board: &Board) -> Vec<String> {
    let (lang, today) = (board.lang, board.today);
    let year = board.year.map_or_else(String::new, |year| say!(lang, " năm {year}", " {year}"));
    let title = board.title.map_or_else(
        || say!(lang, "Tiến độ đợt chấm điểm{year}", "Progress of the round{year}"),
        |title| say!(lang, "Tiến độ: {title}", "Progress: {title}"),
    );
    let mut day = say!(lang, "Ngày {today}", "As of {today}");
    if let Some(deadline) = board.deadline {
        day.push_str(&match today.until(deadline) {
            0 => say!(lang, " · hôm nay là thời hạn", " · the deadline is today"),
            days @ 1.. => say!(
                lang,
                " · thời hạn {deadline}: còn {days} ngày",
                " · deadline {deadline}: {} left",
                counted(days.unsigned_abs().try_into().unwrap_or(usize::MAX), "day")
            ),
            days => {
                let past = days.unsigned_abs().try_into().unwrap_or(usize::MAX);
                say!(
                    lang,
                    " · thời hạn {deadline}: đã quá {past} ngày",
                    " · deadline {deadline}: {} past",
                    counted(past, "day")
                )
            }
        });
    }
    vec![title, day]
}

/// Whether the round is ready, or what it lacks, first what is to be done first.
pub(super) fn verdict(board: &Board) -> Vec<String> {
    let (lang, asked) = (board.lang, board.asked);
    if board.standing.is_ready() {
        return vec![say!(
            lang,
            "Sẵn sàng công bố: không còn thiếu gì. Xếp hạng: parindex rank{asked}; các văn bản: parindex report{asked}",
            "Ready to publish: nothing is lacking. The ranking: parindex rank{asked}; the papers: parindex report{asked}"
        )];
    }
    let mut lines = vec![say!(
        lang,
        "Chưa thể công bố. Còn thiếu, theo thứ tự:",
        "Not ready to publish. Lacking, in order:"
    )];
    let told = board.standing.lacking.iter().zip(1..);
    lines.extend(told.map(|(lacking, at)| format!("{at}. {}", sentence(lacking, asked, lang))));
    lines
}

fn sentence(lacking: &Lacking, asked: &str, lang: Lang) -> String {
    let Lacking { lack, count, loose, units: of } = lacking;
    let (n, in_units, names) = (of.len(), units(of.len()), names(lacking));
    match lack {
        Lack::Units => say!(
            lang,
            "Chưa biết có đơn vị nào: ghi danh sách đơn vị vào units.csv, hoặc nhận bảng tự chấm.",
            "No unit is known: list them in units.csv, or receive forms."
        ),
        Lack::Forms => {
            say!(lang, "{n} đơn vị chưa gửi bảng tự chấm{names}.", "The forms of {in_units}{names}.")
        }
        Lack::Blank => say!(
            lang,
            "{n} đơn vị gửi biểu còn trống{names}.",
            "Something in the blank forms of {in_units}{names}."
        ),
        Lack::Errors if *loose == 0 => say!(
            lang,
            "{count} lỗi của {n} đơn vị phải sửa{names}; xem: parindex validate{asked}",
            "{} of {in_units} to mend{names}; see: parindex validate{asked}",
            counted(*count, "error")
        ),
        Lack::Errors => say!(
            lang,
            "{count} lỗi phải sửa, trong đó {loose} lỗi không thuộc riêng đơn vị nào{names}; xem: parindex validate{asked}",
            "{} to mend, {loose} of them of no one unit{names}; see: parindex validate{asked}",
            counted(*count, "error")
        ),
        Lack::Appraisal => say!(
            lang,
            "Điểm thẩm định của {n} đơn vị, tất cả {count} điểm{names}.",
            "Appraised points of {in_units}, in all {}{names}.",
            counted(*count, "score")
        ),
        Lack::Second => say!(
            lang,
            "Điểm thẩm định lần 2 của {n} đơn vị đã giải trình, tất cả {count} điểm{names}.",
            "Points of round 2 of {in_units} that explained, in all {}{names}.",
            counted(*count, "score")
        ),
        Lack::Survey => say!(
            lang,
            "Điểm điều tra xã hội học của {n} đơn vị, tất cả {count} điểm{names}.",
            "Survey points of {in_units}, in all {}{names}.",
            counted(*count, "score")
        ),
    }
}

/// The first units in brackets.
fn names(lacking: &Lacking) -> String {
    let named: Vec<&str> = lacking.units.iter().take(NAMED).map(|unit| &**unit).collect();
    let more = if lacking.units.len() > NAMED { ", …" } else { "" };
    if named.is_empty() { String::new() } else { format!(" ({}{more})", named.join(", ")) }
}
