//! What an import read, in numbers.

use serde::Serialize;

use super::findings::FindingJson;
use super::json::document;
use super::table::{Align, Cell, Column, Table};
use crate::appendix::Appendix;
use crate::diagnostic::Finding;
use crate::message::{Lang, counted, number, say};

/// An import.
#[derive(Clone, Copy, Debug)]
pub struct Imported<'a> {
    /// The tree.
    pub appendix: &'a Appendix,
    /// Leaves whose scoring was read with every word, in part, not at all; all 0 where a file was brought up to date.
    pub read: [usize; 3],
    /// What must be looked at.
    pub findings: &'a [Finding],
    /// What is wrong with the draft besides.
    pub faults: &'a [Finding],
    /// The draft is a criteria set.
    pub sound: bool,
    /// Its rules that wait for a person.
    pub unconfirmed: usize,
}

impl Imported<'_> {
    fn severities(&self) -> (usize, usize) {
        let all = || self.findings.iter().chain(self.faults);
        let errors = all().filter(|finding| finding.is_error()).count();
        (errors, all().count() - errors)
    }
}

/// The numbers as a table, and whether the draft can be used.
pub fn import_table(imported: &Imported, lang: Lang) -> Table {
    let Imported { appendix, read, sound, .. } = imported;
    let columns = vec![
        Column::new(say!(lang, "Đã đọc", "Read"), "what", Align::Left),
        Column::new(say!(lang, "Số lượng", "Number"), "count", Align::Right),
    ];
    let scale = appendix.scale().map_or_else(|| "?".to_owned(), |scale| number(&scale, lang));
    let (errors, warnings) = imported.severities();
    let mut rows = vec![
        (say!(lang, "Lĩnh vực", "Fields"), appendix.fields().count()),
        (
            say!(
                lang,
                "Dòng có mã (lĩnh vực, tiêu chí, tiêu chí thành phần)",
                "Rows with a code (fields, criteria)"
            ),
            appendix.nodes.len(),
        ),
        (say!(lang, "Tiêu chí chấm điểm", "Scored criteria"), appendix.leaves().count()),
    ];
    if *read != [0; 3] {
        rows.extend([
            (say!(lang, "  đọc được trọn cách chấm", "  scoring read in full"), read[0]),
            (say!(lang, "  đọc được một phần cách chấm", "  scoring read in part"), read[1]),
            (say!(lang, "  chưa nhận ra cách chấm", "  scoring not understood"), read[2]),
        ]);
    }
    rows.extend([
        (say!(lang, "Chỗ phải sửa trước khi dùng", "To mend before use"), errors),
        (say!(lang, "Chỗ phải xem lại", "To look at"), warnings),
    ]);
    let row = |(what, count): (String, usize)| vec![Cell::Text(what), Cell::Count(count)];
    let mut rows: Vec<Vec<Cell>> = rows.into_iter().map(row).collect();
    rows.insert(
        3,
        vec![
            Cell::Text(say!(lang, "Tổng điểm tối đa các lĩnh vực", "Sum of the fields' maxima")),
            Cell::Text(scale),
        ],
    );
    let waiting = imported.unconfirmed;
    let note = if *sound && waiting == 0 {
        say!(
            lang,
            "Bản thảo là một bộ tiêu chí đọc được; không còn cách chấm nào chờ xác nhận.",
            "The draft is a criteria set; none of its rules waits to be confirmed."
        )
    } else if *sound {
        say!(
            lang,
            "Bản thảo là một bộ tiêu chí đọc được; {waiting} cách chấm còn chờ người xác nhận (unconfirmed).",
            "The draft is a criteria set; a person has still to confirm {} (unconfirmed).",
            counted(waiting, "rule")
        )
    } else {
        say!(
            lang,
            "Bản thảo chưa dùng được: sửa các lỗi nêu trên trong bản thảo hoặc trong phụ lục rồi nhập lại.",
            "The draft cannot be used yet: mend the errors above in it, or in the appendix and import again."
        )
    };
    Table { heading: Vec::new(), columns, rows, notes: vec![note], bold: Vec::new() }
}

#[derive(Serialize)]
struct ImportJson<'a> {
    schema: &'static str,
    sound: bool,
    fields: usize,
    nodes: usize,
    leaves: usize,
    scale: Option<String>,
    rules: RulesJson,
    errors: usize,
    warnings: usize,
    findings: Vec<FindingJson<'a>>,
}

#[derive(Serialize)]
struct RulesJson {
    full: usize,
    partly: usize,
    unread: usize,
}

/// The same, and the findings, as JSON; its keys are described in `docs/schema/import.v1.schema.json`.
pub fn import_json(imported: &Imported, lang: Lang) -> serde_json::Result<Vec<u8>> {
    let (errors, warnings) = imported.severities();
    let [full, partly, unread] = imported.read;
    document(&ImportJson {
        schema: "parindex/import/1",
        sound: imported.sound,
        fields: imported.appendix.fields().count(),
        nodes: imported.appendix.nodes.len(),
        leaves: imported.appendix.leaves().count(),
        scale: imported.appendix.scale().map(|scale| scale.to_string()),
        rules: RulesJson { full, partly, unread },
        errors,
        warnings,
        findings: imported
            .findings
            .iter()
            .chain(imported.faults)
            .map(|finding| FindingJson::new(finding, lang))
            .collect(),
    })
}
