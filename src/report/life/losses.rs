//! Where a unit lost points, as tables: the leaves, largest loss first; then the parts with their sum and the result.

use super::lines::findings_markdown;
use super::words::{exact, status};
use crate::life::{Loss, Losses, Part};
use crate::message::{Lang, characters, counted, number, one_line, say};
use crate::points::Number;
use crate::report::build::{Heading, optional, points, rounding_note, total_line};
use crate::report::table::{Align, Cell, Column, Table};
use crate::report::{Screen, finding_lines, markdown, text};
use crate::score::{Origin, Status};

/// A reason is cut after so many letters; the whole of it stands in the life of the score.
const SHORT: usize = 60;

/// For the screen.
pub fn losses_text(losses: &Losses, heading: Heading, screen: &Screen) -> String {
    let mut parts: Vec<String> =
        tables(losses, heading, screen.lang).iter().map(|table| text(table, screen)).collect();
    parts.extend(losses.findings.iter().map(|finding| finding_lines(finding, screen.lang, false)));
    parts.join("\n")
}

/// As Markdown.
pub fn losses_markdown(losses: &Losses, heading: Heading, lang: Lang) -> String {
    let tables: Vec<String> =
        tables(losses, heading, lang).iter().map(|table| markdown(table, lang)).collect();
    format!("{}{}", tables.join("\n"), findings_markdown(&losses.findings, lang))
}

fn tables(losses: &Losses, heading: Heading, lang: Lang) -> [Table; 2] {
    [leaves(losses, heading, lang), parts(losses, lang)]
}

/// The leaves with a loss.
fn leaves(losses: &Losses, heading: Heading, lang: Lang) -> Table {
    let mut lines = heading.lines(losses.set, lang);
    let unit = &losses.unit.unit;
    lines.push(match losses.branch {
        None => say!(lang, "Đơn vị: {unit}", "Unit: {unit}"),
        Some(node) => format!("{unit} · {} {}", node.code, node.name),
    });
    if let Some(node) = losses.branch {
        let max = number(&node.max, lang);
        lines.push(say!(lang, "Điểm tối đa: {max}", "Maximum: {max}"));
        if let Some(basis) = &node.basis {
            let id = &losses.set.id;
            lines.push(say!(lang, "Căn cứ: {basis} ({id})", "Basis: {basis} ({id})"));
        }
    }
    let mut notes = Vec::new();
    let full = losses.full;
    if losses.rows.is_empty() {
        lines.push(say!(lang, "Không mất điểm ở tiêu chí nào.", "No points were lost at any criterion."));
    } else {
        lines.push(say!(lang, "Tiêu chí mất điểm nhiều nhất", "Where points were lost, largest first"));
        if full > 0 {
            notes.push(say!(lang, "{full} tiêu chí khác không mất điểm.", "{full} more without a loss."));
        }
    }
    if !losses.left_out.is_empty() {
        let codes: Vec<&str> = losses.left_out.iter().map(|node| &*node.code).collect();
        let codes = codes.join(", ");
        notes.push(say!(
            lang,
            "Không áp dụng, ra khỏi thang điểm: {codes}.",
            "Not applicable, out of the scale: {codes}."
        ));
    }
    let rows: Vec<Vec<Cell>> = losses.rows.iter().map(|row| leaf(losses, row, lang)).collect();
    let columns = vec![
        Column::new(say!(lang, "Mã", "Code"), "code", Align::Left),
        Column::new(say!(lang, "Tiêu chí", "Criterion"), "name", Align::Left),
        Column::new(say!(lang, "Tối đa", "Max"), "max", Align::Right),
        Column::new(say!(lang, "Tự chấm", "Self"), "self", Align::Right),
        Column::new(say!(lang, "Kết quả", "Result"), "points", Align::Right),
        Column::new(say!(lang, "Mất", "Lost"), "lost", Align::Right),
        Column::new(say!(lang, "Cộng dồn", "Cumulated"), "cumulated", Align::Right),
        Column::new(say!(lang, "Tỷ trọng %", "Share %"), "share", Align::Right),
        Column::new(say!(lang, "Lý do", "Reason"), "reason", Align::Left),
    ];
    let columns = if rows.is_empty() { Vec::new() } else { columns };
    Table { heading: lines, columns, rows, notes, ..Table::default() }
}

fn leaf(losses: &Losses, row: &Loss, lang: Lang) -> Vec<Cell> {
    let of = |value| points(losses.set, value);
    // What the rule computes has more digits than the council writes.
    let rounded = |value: &Number| value.rounded(losses.set.scoring.precision);
    let was_cut = row.own.as_ref().is_some_and(|own| rounded(own) > rounded(&row.points));
    let reason = match (&row.reason, row.status, row.origin) {
        (_, Status::Missing | Status::Fault, _) => status(row.status, lang),
        (Some(reason), ..) => short(&reason.text),
        (None, _, Some(Origin::Survey)) => say!(lang, "điều tra xã hội học", "survey"),
        (None, _, Some(Origin::Round(_))) if was_cut => {
            say!(lang, "giảm khi thẩm định, không ghi lý do", "cut by the appraisal, no reason given")
        }
        _ => String::new(),
    };
    vec![
        Cell::Text(row.node.code.to_string()),
        Cell::Text(row.node.name.clone()),
        of(&row.node.max),
        optional(losses.set, row.own.as_ref()),
        of(&row.points),
        of(&row.lost),
        of(&row.cumulated),
        optional(losses.set, row.share.as_ref()),
        Cell::Text(reason),
    ]
}

/// A text in short, on one line.
fn short(text: &str) -> String {
    let text = one_line(text);
    if characters(&text) <= SHORT {
        return text;
    }
    let cut: String = text.chars().take(SHORT).collect();
    let whole_words = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{} …", whole_words.trim_end_matches([' ', ',', ';', '.']))
}

/// The fields, or what stands right below the branch, with the sum, and the whole result.
fn parts(losses: &Losses, lang: Lang) -> Table {
    let set = losses.set;
    let head = match losses.branch {
        None => say!(lang, "Lĩnh vực", "Field"),
        Some(_) => say!(lang, "Tiêu chí", "Criterion"),
    };
    let columns = vec![
        Column::new(say!(lang, "Mã", "Code"), "code", Align::Left),
        Column::new(head, "name", Align::Left),
        Column::new(say!(lang, "Kết quả", "Result"), "points", Align::Right),
        Column::new(say!(lang, "Tối đa", "Max"), "max", Align::Right),
        Column::new(say!(lang, "Chỉ số %", "Index %"), "index", Align::Right),
        Column::new(say!(lang, "Mất", "Lost"), "lost", Align::Right),
        Column::new(say!(lang, "Tỷ trọng %", "Share %"), "share", Align::Right),
        Column::new("", "status", Align::Left),
    ];
    let row = |part: &Part| {
        let (score, applies) = (&part.score, part.score.index().is_some());
        let applying = |value| if applies { points(set, value) } else { Cell::Blank };
        let status = if applies { String::new() } else { say!(lang, "không áp dụng", "not applicable") };
        vec![
            Cell::Text(part.node.code.to_string()),
            Cell::Text(part.node.name.clone()),
            applying(&score.points),
            applying(&score.max),
            optional(set, score.index().as_ref()),
            applying(&part.lost),
            optional(set, part.share.as_ref().filter(|_| applies)),
            Cell::Text(status),
        ]
    };
    let rows = losses.parts.iter().map(row).collect();
    let sum = &losses.sum;
    let [of, lost] = [&sum.points, &losses.lost].map(|value| exact(set, value, lang));
    let mut notes = Vec::new();
    if losses.branch.is_some() {
        let max = number(&sum.max, lang);
        let index = sum.index().map_or_else(|| "–".to_owned(), |index| exact(set, &index, lang));
        notes.push(say!(
            lang,
            "Cộng: {of} / {max} · chỉ số {index} % · mất {lost}",
            "Sum: {of} / {max} · index {index} % · lost {lost}"
        ));
    } else {
        notes.push(say!(lang, "Tổng số điểm mất: {lost}", "Lost in all: {lost}"));
        notes.push(total_line(set, &losses.card, losses.class, lang));
        notes.push(place(losses, lang));
        if losses.card.errors > 0 {
            let errors = counted(losses.card.errors, "error");
            let count = losses.card.errors;
            notes.push(say!(
                lang,
                "Tệp của đơn vị có {count} lỗi; xem: parindex validate.",
                "The unit's files have {errors}; see: parindex validate."
            ));
        }
    }
    let printed = |value: &Number| value.rounded(set.scoring.precision);
    let lost_at = losses.rows.iter().map(|row| printed(&row.lost)).sum::<Number>();
    if lost_at != printed(&losses.lost) {
        notes.push(rounding_note(lang));
    }
    Table { columns, rows, notes, ..Table::default() }
}

/// The rank of the unit.
fn place(losses: &Losses, lang: Lang) -> String {
    let Some(place) = losses.place else { return say!(lang, "Chưa xếp hạng.", "Not ranked.") };
    let (rank, count) = (place.rank, place.count);
    let tied = if place.tied { say!(lang, " (đồng hạng)", " (shared)") } else { String::new() };
    let block = losses.unit.block.map_or_else(String::new, |block| {
        let name = &losses.set.blocks[block].name;
        say!(lang, " · khối {name}", " · block {name}")
    });
    say!(lang, "Hạng {rank}/{count}{tied}{block}", "Rank {rank} of {count}{tied}{block}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_are_cut_between_words() {
        assert_eq!(short("Thiếu  biên bản\nkiểm tra"), one_line("Thiếu  biên bản\nkiểm tra"));
        let long = "Kế hoạch ban hành sau ngày 31 tháng 01, chưa có phụ lục phân công nhiệm vụ";
        assert_eq!(short(long), "Kế hoạch ban hành sau ngày 31 tháng 01, chưa có phụ lục …");
    }
}
