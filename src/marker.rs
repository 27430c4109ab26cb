//! What a workbook that we made says of itself, in a sheet that nobody sees: which paper it is, by which set and which
//! version of it, of which year, and whose each sheet is.

/// The name of the hidden sheet.
pub const SHEET: &str = "parindex";
/// The only format so far.
const FORMAT: &str = "1";

/// The names of the sheet with the rules, in both languages: nobody fills it, and it is not read.
pub const METHOD: [&str; 2] = ["Cách chấm", "How it is scored"];

/// What a workbook that we made says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marker {
    /// What kind of paper it is.
    pub paper: MarkedPaper,
    /// Id of the criteria set.
    pub set: String,
    /// Version of the set, by `criteria::fingerprint`.
    pub fingerprint: String,
    /// The year of the round, where it was made for one.
    pub year: Option<i64>,
    /// Whose each sheet is.
    pub sheets: Vec<MarkedSheet>,
}

/// Whose a sheet is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MarkedSheet {
    /// Name of the sheet.
    pub sheet: String,
    /// Name of the unit, as in the register.
    pub unit: String,
    /// The unit's code in the register; blank where it has none.
    pub code: String,
}

/// The papers that we make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkedPaper {
    /// A form that a unit fills.
    Form,
    /// The council's first round.
    Appraisal,
    /// The council's second round.
    Appraisal2,
    /// A unit's explanations.
    Explanation,
}

impl MarkedPaper {
    /// All of them.
    pub const ALL: [MarkedPaper; 4] =
        [MarkedPaper::Form, MarkedPaper::Appraisal, MarkedPaper::Appraisal2, MarkedPaper::Explanation];

    /// The word in the file, the same in every language.
    pub fn id(self) -> &'static str {
        match self {
            MarkedPaper::Form => "form",
            MarkedPaper::Appraisal => "appraisal",
            MarkedPaper::Appraisal2 => "appraisal2",
            MarkedPaper::Explanation => "explanation",
        }
    }
}

impl Marker {
    /// The rows of the hidden sheet, from its first cell on; every cell is a text, numbers too.
    pub fn rows(&self) -> Vec<Vec<String>> {
        let pair = |key: &str, value: &str| vec![key.to_owned(), value.to_owned()];
        let mut rows = vec![
            pair(SHEET, self.paper.id()),
            pair("format", FORMAT),
            pair("set", &self.set),
            pair("fingerprint", &self.fingerprint),
        ];
        rows.extend(self.year.map(|year| pair("year", &year.to_string())));
        rows.extend(self.sheets.iter().map(|sheet| {
            let MarkedSheet { sheet, unit, code } = sheet;
            ["sheet", sheet, unit, code].map(str::to_owned).into()
        }));
        rows
    }

    /// Reads the marker from the first four cells of each row, blank ones as empty texts; lists for the other sheets
    /// stand further right. `None` where the sheet is no marker of ours, or one of a format that this program does not
    /// know.
    pub fn read(rows: impl IntoIterator<Item = [String; 4]>) -> Option<Marker> {
        let mut rows = rows.into_iter();
        let [key, word, ..] = rows.next()?;
        let paper = MarkedPaper::ALL.into_iter().find(|paper| paper.id() == word);
        let paper = paper.filter(|_| key == SHEET)?;
        let (mut format, mut set, mut fingerprint, mut year) = (None, None, None, None);
        let mut sheets = Vec::new();
        for [key, first, unit, code] in rows {
            match key.as_str() {
                "format" => format = Some(first),
                "set" => set = Some(first),
                "fingerprint" => fingerprint = Some(first),
                "year" => year = first.parse().ok(),
                "sheet" => sheets.push(MarkedSheet { sheet: first, unit, code }),
                _ => {}
            }
        }
        format.filter(|format| format == FORMAT)?;
        Some(Marker { paper, set: set?, fingerprint: fingerprint?, year, sheets })
    }

    /// What is said of the sheet with this name.
    pub fn sheet(&self, name: &str) -> Option<&MarkedSheet> {
        self.sheets.iter().find(|sheet| sheet.sheet == name)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn marker() -> Marker {
        let sheet = |sheet: &str, unit: &str, code: &str| MarkedSheet {
            sheet: sheet.into(),
            unit: unit.into(),
            code: code.into(),
        };
        Marker {
            paper: MarkedPaper::Form,
            set: "mau-xa-2025".into(),
            fingerprint: "0123456789012345".into(),
            year: Some(2025),
            sheets: vec![sheet("Tự chấm", "Xã Mẫu 01", "007"), sheet("Xã Mẫu 02", "Xã Mẫu 02", "")],
        }
    }

    /// As a reader gives the rows: as wide as the marker, whatever stands beside it.
    fn cells(rows: &[Vec<String>]) -> Vec<[String; 4]> {
        let cell = |row: &Vec<String>, at: usize| row.get(at).cloned().unwrap_or_default();
        rows.iter().map(|row| [cell(row, 0), cell(row, 1), cell(row, 2), cell(row, 3)]).collect()
    }

    #[test]
    fn what_is_written_is_read() {
        for paper in MarkedPaper::ALL {
            for year in [Some(2025), None] {
                let marker = Marker { paper, year, ..marker() };
                assert_eq!(Marker::read(cells(&marker.rows())), Some(marker));
            }
        }
        let rows = marker().rows();
        assert_eq!(rows[0], ["parindex", "form"]);
        assert_eq!(rows[5], ["sheet", "Tự chấm", "Xã Mẫu 01", "007"]);
        assert_eq!(marker().sheet("Xã Mẫu 02").unwrap().unit, "Xã Mẫu 02");
        assert_eq!(marker().sheet("Xã Mẫu 03"), None);
    }

    #[test]
    fn what_is_no_marker_is_none() {
        let check = |change: &dyn Fn(&mut Vec<Vec<String>>), good: bool| {
            let mut rows = marker().rows();
            change(&mut rows);
            assert_eq!(Marker::read(cells(&rows)).is_some(), good, "{rows:?}");
        };
        check(&|_| {}, true);
        check(&|rows| rows.push(vec!["later".into(), "more".into()]), true);
        check(&|rows| rows.push(vec![]), true);
        check(&|rows| rows.swap(1, 3), true);
        check(&|rows| rows.clear(), false);
        check(&|rows| rows[0][1] = "paper".into(), false);
        check(&|rows| rows[0][0] = "Parindex".into(), false);
        check(&|rows| rows[1][1] = "2".into(), false);
        check(&|rows| _ = rows.remove(1), false);
        check(&|rows| _ = rows.remove(2), false);
        check(&|rows| _ = rows.remove(3), false);
    }
}
