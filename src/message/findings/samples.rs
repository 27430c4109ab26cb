//! A sample of every finding.

use std::cmp::Ordering;

use super::super::{
    Age, Broken, CellFault, Doubt, ExpressionFault, FileFault, ImportDoubt, InputFault, Limit, Scorer, Twice,
};
use super::{Detail, Number};

/// Fewest samples of a code.
pub(super) const SAMPLES_PER_CODE: usize = 1;

/// A number from a text such as `2.5` or `35/12`.
pub(super) fn n(text: &str) -> Number {
    let number = match text.split_once('/') {
        Some((a, b)) => n(a).checked_div(&n(b)),
        None => Number::from_plain(text),
    };
    number.unwrap_or_else(|| panic!("{text} is no number"))
}

pub(super) fn s(text: &str) -> String {
    text.to_owned()
}

pub(super) fn names(texts: &[&str]) -> Vec<String> {
    texts.iter().copied().map(s).collect()
}

pub(super) fn values(texts: &[(&str, &str)]) -> Vec<(Number, Number)> {
    texts.iter().map(|(low, high)| (n(low), n(high))).collect()
}

fn input(typed: &str, fault: InputFault) -> Detail {
    Detail::InputInvalid { id: s("b"), typed: s(typed), fault }
}

pub(super) fn over(limit: Limit, allowed: &str, found: &str) -> Detail {
    Detail::LimitExceeded { limit, allowed: s(allowed), found: s(found) }
}

fn expression(reason: ExpressionFault) -> Detail {
    Detail::ExpressionFault { expression: s("b / a *"), at: 7, reason }
}

/// Two forms that differ in so many criteria, under these names, of these ages.
fn twice(differing: usize, names: Option<[&str; 2]>, ages: &[(bool, Ordering)]) -> Detail {
    let of_sign = |(saved, order): &(bool, Ordering)| Age {
        saved: *saved,
        first: s(if *saved { "10/12/2025 15:00" } else { "10/12/2025" }),
        other: s(if *saved { "16/12/2025 09:12" } else { "15/12/2025" }),
        order: *order,
    };
    let codes = ["1.1.1", "1.1.2", "1.2.1", "2.1", "2.2"].into_iter().take(differing).map(s).collect();
    let names = names.map(|names| names.map(s));
    let ages = ages.iter().map(of_sign).collect();
    let twice = Twice { differing, codes, names, ages, first: ("forms/tan-lap.xlsx".into(), None) };
    Detail::DuplicateUnit { first: s("forms/tan-lap.xlsx!Biểu 1"), twice: Box::new(twice) }
}

/// Every variant, and every kind of fault inside.
pub(super) fn samples() -> Vec<Detail> {
    use Detail as D;
    vec![
        D::UnreadableFile { fault: FileFault::NotWhole },
        D::UnreadableFile { fault: FileFault::Binary },
        D::UnreadableFile { fault: FileFault::DamagedUtf16 },
        D::UnreadableFile { fault: FileFault::UnknownEncoding(3) },
        D::UnreadableFile { fault: FileFault::SpoiledLetters(s("?i?m")) },
        D::UnreadableFile { fault: FileFault::OpenQuote(3) },
        D::UnreadableFile { fault: FileFault::DamagedXls },
        D::UnreadableFile { fault: FileFault::DamagedPackage },
        D::UnreadableFile { fault: FileFault::SameName(s("xl/workbook.xml")) },
        D::UnreadableFile { fault: FileFault::Overlap },
        D::UnreadableFile { fault: FileFault::PackedBy(s("Bzip2")) },
        D::UnreadableFile { fault: FileFault::DamagedPart(s("xl/workbook.xml")) },
        D::UnreadableFile { fault: FileFault::MissingPart(s("content.xml")) },
        D::UnreadableFile { fault: FileFault::BrokenXml(s("content.xml")) },
        D::UnreadableFile { fault: FileFault::BrokenXml(s("")) },
        D::UnreadableFile { fault: FileFault::DocumentType(s("xl/workbook.xml")) },
        D::UnreadableFile { fault: FileFault::ReaderFailed },
        D::UnreadableFile { fault: FileFault::NoPermission },
        D::UnreadableFile { fault: FileFault::IsFolder },
        D::UnreadableFile { fault: FileFault::NotThere },
        D::UnreadableFile { fault: FileFault::InUse },
        D::UnreadableFile { fault: FileFault::Other(s("invalid Zip archive.")) },
        D::UnsupportedFormat { kind: s("PDF") },
        D::EncryptedFile,
        over(Limit::File, "64 MB", "70 MB"),
        over(Limit::Record(12), "1 MB", "2 MB"),
        over(Limit::Rows, "5000000", "5000001"),
        over(Limit::Columns, "16384", "20000"),
        over(Limit::Cells, "5000000", "17179869184"),
        over(Limit::CellsOfSheets, "5000000", "5000001"),
        over(Limit::CellsBetween, "5000000", "5000001"),
        over(Limit::UnreadableCells, "50", "51"),
        over(Limit::Sheets, "4096", "4097"),
        over(Limit::Text, "256 MB", "300 MB"),
        over(Limit::TextOfSheets, "256 MB", "300 MB"),
        over(Limit::Spaces, "32767", "4000000000"),
        over(Limit::Parts, "4096", "4097"),
        over(Limit::Part, "128 MB", "140 MB"),
        over(Limit::Density, "401 KB", "2 MB"),
        over(Limit::AllParts, "256 MB", "300 MB"),
        over(Limit::SharedTexts, "900", "100000000000"),
        D::NoTable,
        D::UnknownHead { head: s("Xã chấm") },
        D::EmptyFile,
        D::OnlySlip,
        D::UnreadableCell { fault: CellFault::NotANumber(s("1,5")) },
        D::DuplicateHead { head: s("Điểm tự chấm"), first: s("D5") },
        D::UnknownUnit {
            name: s("UBND xã Tân Lậpp"),
            close: names(&["Xã Tân Lập"]),
            row: Some(s("Xã Tân Lập,xa,UBND xã Tân Lậpp")),
        },
        D::UnknownUnit { name: s("Công ty X"), close: vec![], row: None },
        D::AmbiguousUnit {
            name: s("Tân Lập"), candidates: names(&["Xã Tân Lập", "Phường Tân Lập"])
        },
        twice(0, None, &[]),
        twice(7, None, &[(true, Ordering::Greater)]),
        twice(1, None, &[(true, Ordering::Less), (false, Ordering::Greater)]),
        twice(
            7,
            Some(["Xã Tân Lập Đông", "Xã Tân Lập Tây"]),
            &[(true, Ordering::Less), (false, Ordering::Less)],
        ),
        D::FormerName { name: s("Xã Tân Lập Đông"), unit: s("Xã Tân Lập") },
        D::OtherBlock { stated: s("Phường"), listed: s("Xã") },
        D::OtherSet {
            form: s("Bộ tiêu chí cấp xã (xa)"), own: s("Bộ tiêu chí cấp phường (phuong)")
        },
        D::ListedTwice { first: s("units.csv!units!A3") },
        D::NamelessUnit,
        D::SharedName { name: s("Tân Lập"), others: names(&["Phường Tân Lập"]) },
        D::FormerIsCurrent { name: s("Xã Tân Lập"), bearers: names(&["Xã Tân Lập"]) },
        D::UnitCodeTwice { code: s("X01"), first: s("units.csv!units!F2") },
        D::UnknownExemption { typed: s("9.9"), close: Some(s("8.9")) },
        D::UnknownExemption { typed: s("9.9"), close: None },
        D::AmbiguousExemption { typed: s("1.1"), candidates: names(&["1.1", "1.10"]) },
        D::ExemptField { fields: names(&["6"]), all: false },
        D::ExemptField { fields: names(&["1", "2"]), all: true },
        D::MissingUnit { listed: true },
        D::MissingUnit { listed: false },
        D::UnknownBlock { block: s("huyen"), known: names(&["phuong", "xa"]) },
        D::UnknownBlock { block: s("huyen"), known: vec![] },
        D::MissingBlock { known: names(&["phuong", "xa"]) },
        D::UnknownCriterion { typed: s("1.1.9"), close: Some(s("1.1.8 Báo cáo")) },
        D::UnknownCriterion { typed: s("Khác"), close: None },
        D::DuplicateCriterion { first: s("A12") },
        D::UnreadColumn { head: s("Cột thêm") },
        D::UnreadColumn { head: s("") },
        D::SecondHead,
        D::NoCriterion,
        D::OtherYear { found: 2024, year: 2025 },
        D::NoUnitName { count: 3 },
        D::RepeatedTable { first: s("A6"), count: 75 },
        D::ColumnsAside { head: s("STT"), column: s("B"), rows: (7, 8), by: 1 },
        D::RowAside { criterion: s("1.1.2 Mức độ hoàn thành kế hoạch") },
        D::Throughout {
            detail: Box::new(D::MaxDiffers { found: s("2"), expected: n("3") }),
            count: 40,
            cells: s("C6, C7, C9"),
        },
        D::MissingCriterion {
            name: s("1.1.2 Mức độ hoàn thành kế hoạch"),
            max: n("3"),
            after: Some((s("A10"), s("1.1.1"))),
        },
        D::AmbiguousCriterion { typed: s("1.1"), candidates: names(&["1.1 Kế hoạch", "1.10 Báo cáo"]) },
        D::DamagedCode { typed: s("1.1"), code: s("1.10") },
        D::RenamedCriterion { found: s("Kế hoạch năm"), expected: s("Ban hành kế hoạch") },
        D::NotANumber { typed: s("0.5/1") },
        D::SplitNumber { number: Some(s("0,5")), fields: 5, heads: 4 },
        D::SplitNumber { number: None, fields: 5, heads: 4 },
        D::FormulaError { error: s("#DIV/0!") },
        D::PointsAboveMax { points: n("1.5"), max: n("1") },
        D::PointsAboveMax { points: n("1"), max: n("0") },
        D::PointsBelowMin { points: n("-1"), min: n("0") },
        D::ComputedAboveMax { points: n("10/3"), max: n("3") },
        D::ComputedBelowMin { points: n("-0.5"), min: n("0") },
        D::PointsOffStep { points: n("0.3"), step: n("0.25") },
        D::PointsUnreachable { points: n("2"), possible: values(&[("0", "0"), ("2.4", "3")]) },
        D::PointsUnreachable { points: n("2"), possible: vec![] },
        D::PointsDisagree { claimed: n("3"), computed: n("35/12") },
        D::NothingArose { claimed: n("3") },
        D::MaxDiffers { found: s("2"), expected: n("1.5") },
        D::TotalDiffers { found: n("45"), computed: n("44.5"), texts: s("") },
        D::MissingPoints,
        D::MissingSurvey { count: 1, left_out: false },
        D::MissingSurvey { count: 3, left_out: true },
        D::MissingAppraisal { count: 1 },
        D::MissingAppraisal { count: 12 },
        D::NotYoursToScore { scorer: Scorer::Unit },
        D::NotYoursToScore { scorer: Scorer::Council },
        D::NotYoursToScore { scorer: Scorer::Survey },
        D::NotSurveyed,
        D::MissingInput { id: s("b"), name: s("Số nhiệm vụ hoàn thành") },
        D::MissingInput { id: s("b"), name: s("") },
        D::MissingInput { id: s(""), name: s("") },
        Detail::SmallPercentage { id: s("tl"), value: n("0.97") },
        input("nhiều", InputFault::NotANumber),
        input("-3", InputFault::Negative),
        input("2,5", InputFault::NotWhole),
        input("120", InputFault::AboveMax(n("100"))),
        input("14.158", InputFault::Ambiguous(n("14.158"), n("14158"))),
        input("70", InputFault::Twice(n("80"), n("70"))),
        input("Đúng hạn", InputFault::NotAnOption(names(&["Kịp thời", "Không kịp thời"]))),
        D::PartExceedsWhole { parts: names(&["b", "c"]), sum: n("40"), whole: s("a"), of: n("36") },
        D::DivisionByZero { expression: s("b / a") },
        D::MissingMeasure { code: s("1.4") },
        D::MissingEvidence,
        D::NoEvidence { typed: s("không có") },
        D::UnclearEvidence { typed: s("Có") },
        D::EvidenceOutsideYear {
            documents: names(&["12/KH-UBND (15/01/2024)"]),
            first: s("01/01/2025"),
            last: s("31/12/2025"),
        },
        D::EvidenceAfterDeadline {
            documents: names(&["45/BC-UBND (25/12/2025)", "46/BC-UBND (26/12/2025)"]),
            deadline: s("20/12/2025"),
        },
        D::RepeatedEvidence { documents: names(&["12/KH-UBND"]), others: names(&["1.1 (E10)"]) },
        D::RepeatedEvidence {
            documents: names(&["12/KH-UBND", "13/KH-UBND"]),
            others: names(&["1.1 (E10)", "1.3 (E14)"]),
        },
        D::CopiedEvidence { units: names(&["Xã Mẫu 01"]), criteria: vec![] },
        D::CopiedEvidence {
            units: names(&["Xã Mẫu 01", "Xã Mẫu 02"]), criteria: names(&["1.2", "1.3"])
        },
        D::NotApplicableUndeclared,
        D::ExemptButScored { points: n("1"), reason: None },
        D::ExemptButScored { points: n("1"), reason: Some(s("Đặc khu không có nhiệm vụ này")) },
        D::NoCachedValue { count: 48 },
        D::HiddenSheet,
        D::HiddenRows { rows: s("12–15") },
        D::HiddenColumns { columns: s("F–G") },
        D::UnderMerge { value: s("0.5"), range: s("D5:D7"), more: 0 },
        D::UnderMerge { value: s("Có"), range: s("D5:D7"), more: 2 },
        D::DisguisedFormat { ending: s("xls"), kind: s("HTML") },
        D::LegacyEncoding { encoding: s("TCVN3") },
        D::LegacyLines { encoding: s("Windows-1258"), count: 3, first: 12 },
        D::LegacyCells { encoding: s("TCVN3 (ABC)"), count: 1 },
        D::ControlCharacters { count: 1 },
        D::StrayQuotes { count: 3 },
        D::DecimalCommaText { count: 1 },
        D::SetOutOfDate { year: 2026, from: 2021, to: Some(2025) },
        D::SetNotReviewed { year: 2026, checked: "2025-12-01".to_owned() },
        D::SetOutOfDate { year: 2020, from: 2021, to: None },
        D::Syntax { broken: Broken::DecimalComma(s("0,5")) },
        D::Syntax { broken: Broken::Date(s("20/12/2025"), Some(s("2025-12-20"))) },
        D::Syntax { broken: Broken::NoDay(s("2027-13-01")) },
        D::Syntax { broken: Broken::Years(s("2026"), s("2030")) },
        D::Syntax { broken: Broken::Dash('–') },
        D::Syntax { broken: Broken::Invisible('\u{200b}') },
        D::Syntax { broken: Broken::CurvedQuote('“') },
        D::Syntax { broken: Broken::InnerQuote },
        D::Syntax { broken: Broken::OpenText("\"\"\"") },
        D::Syntax { broken: Broken::SingleBrackets(s("criterion")) },
        D::Syntax { broken: Broken::Repeated(s("max"), Some(12)) },
        D::Syntax { broken: Broken::Capital(s("True")) },
        D::Syntax { broken: Broken::LeadingPoint(s(".75")) },
        D::Syntax { broken: Broken::Percent(s("80%")) },
        D::Syntax { broken: Broken::Unquoted(s("2.1.2")) },
        D::Syntax { broken: Broken::Backslash },
        D::Syntax { broken: Broken::CarriageReturn },
        D::Syntax { broken: Broken::Open("[") },
        D::Syntax { broken: Broken::Other(s("expected newline, `#`")) },
        D::Syntax { broken: Broken::Other(s("key with no value, expected `=`")) },
        D::InvalidValue { key: s("class"), found: s("Tốt"), allowed: String::new() },
        D::InvalidValue { key: s("name"), found: String::new(), allowed: s("…") },
        D::MissingKey { key: s("points"), table: s("criterion.rule.choice") },
        D::UnknownKey { key: s("maks"), table: s("criterion"), close: Some(s("max")) },
        D::UnknownKey { key: s("note"), table: s(""), close: None },
        D::MissingKey { key: s("max"), table: s("criterion") },
        D::WrongType { key: s("max"), expected: "number", found: "string" },
        D::InvalidValue { key: s("status"), found: s("done"), allowed: s("official, partial, model") },
        D::FixedSeverity { code: "sum-differs" },
        D::NotOff { code: "points-above-max" },
        D::DuplicateCode { code: s("1.1"), first_line: Some(12) },
        D::OrphanCode { code: s("1.2.1"), parent: s("1.2") },
        D::RuleOnGroup { code: s("1.1"), key: s("rule") },
        D::SumDiffers { code: s("1.1"), stated: n("4"), sum: n("3.5") },
        D::SumDiffers { code: s(""), stated: n("100"), sum: n("99.55") },
        D::StepGap { value: s("79.995%") },
        D::StepUnreachable { step: s("from 70%"), earlier: s("over 60%") },
        D::RuleAboveMax { what: s("Ban hành kịp thời"), points: n("2"), max: n("1") },
        D::MaxUnreachable { most: n("2"), max: n("3") },
        expression(ExpressionFault::Incomplete),
        expression(ExpressionFault::Unexpected(s(")"))),
        expression(ExpressionFault::UnknownFunction(s("sum"))),
        expression(ExpressionFault::TooLong),
        expression(ExpressionFault::BadNumber(s("12345678901234567890"))),
        D::UnknownInput { id: s("c"), close: Some(s("b")), declared: names(&["a", "b"]) },
        D::UnknownInput { id: s("tong_so"), close: None, declared: Vec::new() },
        D::UnknownInput { id: s("tong_so"), close: None, declared: names(&["a", "b"]) },
        D::SameName { name: s("Ban hành kế hoạch"), first: s("1.1") },
        D::AccentedId { id: s("tổng"), plain: s("tong") },
        D::InputUnused { ids: names(&["c"]), ruled: true },
        D::InputUnused { ids: names(&["a", "b"]), ruled: false },
        D::StepOrder { step: s("from 80%"), points: n("1"), below: s("from 70%"), more: n("2") },
        D::AlwaysFull { of: s("a / b"), lowest: n("1") },
        D::MeasureCycle { codes: names(&["1.1", "1.2", "1.1"]) },
        D::NoMeasure { code: s("1.4") },
        D::UnknownCode { code: s("9.9"), close: Some(s("8.9")) },
        D::UnknownCode { code: s("9.9"), close: None },
        D::ClassOrder { name: s("Tốt"), from: n("90"), above: n("80") },
        D::ClassGap { from: n("50"), replaced: 0 },
        D::ClassGap { from: n("50"), replaced: 5 },
        D::ClassLeft { name: s("Yếu") },
        D::DuplicateName { name: s("Tốt") },
        D::OneOf { keys: names(&["rule.judged", "rule.choice"]) },
        D::ExampleDiffers { code: s("1.1.2"), expected: n("3"), computed: n("35/12") },
        D::ExampleFault { code: s("1.1.2"), reason: Box::new(D::DivisionByZero { expression: s("b / a") }) },
        D::ExampleApplies { code: s("1.1.2"), computed: Some(n("3")) },
        D::ExampleApplies { code: s("1.1.2"), computed: None },
        D::ExampleClass { index: n("89.995"), expected: s("Xuất sắc"), computed: Some(s("Tốt")) },
        D::ExampleClass { index: n("30"), expected: s("Khá"), computed: None },
        D::ExamplePublished { index: n("13850/143"), expected: n("96.85"), computed: n("96.853") },
        D::SameLabel { label: s("Có"), other: s("Cỏ") },
        D::FormulaAbove {
            inputs: vec![(s("a"), n("10")), (s("measure(\"1.4\")"), n("10"))],
            points: n("3"),
            max: n("2"),
        },
        D::FormulaBelow { inputs: vec![(s("a"), n("10")), (s("b"), n("12.5"))], points: n("-0.5") },
        D::FormulaUnproved { max: n("2") },
        D::StepAlways { step: s("from 70%"), lowest: s("100%") },
        D::StepBeyond { step: s("from 110%"), highest: s("100%") },
        D::ClassUnreachable { name: s("Xuất sắc"), needs: n("110"), of: None, most: n("100") },
        D::ClassUnreachable { name: s("Xuất sắc"), needs: n("800"), of: Some(s("3")), most: n("100") },
        D::MissingBasis { code: s("1.1") },
        D::YearDiffers { id: s("mau-xa-2025"), year: 2025, from: 2026, to: None },
        D::NoClasses { block: s("xa") },
        D::CheckedEarly { checked: s("01/10/2025"), source: s("15/10/2025") },
        D::CodeGap { missing: names(&["1.3"]), code: s("1.4") },
        D::BasisDiffers { code: s("1.1.1"), found: s("1.1.2") },
        D::SetIdDiffers { id: s("mau-xa-2025"), file: s("xa.toml") },
        D::UnknownBase { name: s("mau-xa-2026"), close: Some(s("mau-xa-2025")) },
        D::UnknownBase { name: s("bo-cu"), close: None },
        D::BaseFault { file: s("goc.toml"), errors: 2 },
        D::BaseCircle { files: names(&["a.toml", "b.toml", "a.toml"]) },
        D::OverrideWithoutEffect { code: s("1.1") },
        D::ExemptsNobody,
        D::ExemptsUnknownBlock { block: s("dac-khu"), known: names(&["xa", "phuong"]) },
        D::ExemptsUnknownBlock { block: s("dac-khu"), known: Vec::new() },
        D::NobodyOfKind { kind: s("Đặc khu"), known: names(&["Xã", "Phường"]) },
        D::NobodyOfKind { kind: s("Đặc khu"), known: Vec::new() },
        D::SetsOnDay {
            day: s("15/12/2025"), sets: names(&["cu (31/08/2025 – 30/10/2025)"]), several: false
        },
        D::SetsOnDay { day: s("15/12/2025"), sets: names(&["cu (2025)", "moi (2025)"]), several: true },
        D::NoDayForSets { sets: names(&["cu (31/08/2025 – 30/10/2025)", "moi (31/10/2025 –)"]) },
        D::UnconfirmedRule {
            code: s("1.1.1"), text: s("Kịp thời: 1; không kịp thời: 0,5"), judged: false
        },
    ]
    .into_iter()
    .chain(super::council::samples())
    .chain(imports())
    .chain(super::survey_samples::surveys())
    .collect()
}

/// What an import may doubt.
fn imports() -> impl Iterator<Item = Detail> {
    use ImportDoubt as I;
    let code = || s("1.1.2");
    let unread = |part: &str| Doubt::Unread(s(part));
    let doubts = vec![
        I::NoTable,
        I::OtherFormat { kind: s("Word") },
        I::OtherFormat { kind: s("PDF") },
        I::FilledForm { head: s("Điểm tự chấm") },
        I::UnknownColumn { head: s("Màu") },
        I::RowDivided { fields: 6, heads: 4 },
        I::RowDivided { fields: 4, heads: 4 },
        I::RowsLeftOut { text: s("Phần mở đầu"), count: 1 },
        I::RowsLeftOut { text: s("Phần mở đầu"), count: 3 },
        I::OtherSet { text: s("1 Cải cách thể chế"), count: 40, table: 2 },
        I::CodeGiven { code: code() },
        I::CodeTwice { typed: s("1.1.1"), first: s("a.xlsx!Sheet1!A5"), code: code() },
        I::CodeUnclear { typed: s("1.1") },
        I::CodeRecovered { typed: s("1.1"), code: s("1.10") },
        I::NoParent { code: code(), parent: s("1.1") },
        I::MaxMissing { code: code(), sum: None },
        I::MaxMissing { code: s("1.1"), sum: Some(n("2.5")) },
        I::MaxUnreadable { code: code(), typed: s("1 – 2") },
        I::NoValue,
        I::MaxNegative { code: code(), typed: s("-1") },
        I::TextLeftOut { text: s("2") },
        I::MaxMerged { code: code(), range: s("C5:C6") },
        I::SumDiffers { code: s("1.1"), stated: n("3"), sum: n("2.5") },
        I::SumDiffers { code: String::new(), stated: n("100"), sum: n("99") },
        I::RowsUnclear { code: code(), max: Some(n("1")), points: vec![n("0.5"), n("0.25")] },
        I::RowsUnclear { code: code(), max: None, points: vec![n("1")] },
        I::RulePartly { code: code(), doubts: vec![unread("khác")] },
        I::RuleUnread { code: code(), text: Some(s("Hội đồng quyết định")) },
        I::RuleUnread { code: code(), text: None },
        I::Differs { code: code(), key: "max", file: s("1"), appendix: s("2") },
        I::RuleOverMax { code: code(), text: s("Đạt: 4; không đạt: 0"), highest: n("4"), max: n("5") },
        I::ScoringMerged { codes: vec![code(), s("1.1.3")], range: s("D5:D6") },
        I::Lacks { code: code(), key: "max", appendix: s("2") },
        I::RuleDiffers { code: code(), file: s("choice"), read: s("bands"), appendix: s("Đạt: 2") },
        I::TextChanged { code: code(), file: s("Đạt: 1"), appendix: s("Đạt: 2") },
        I::Replaced { code: code(), file: s("Đạt: 1"), appendix: s("Đạt: 2") },
        I::NotCompared { codes: vec![code(), s("1.1.3")] },
        I::Vanished { code: code(), name: s("Ban hành kế hoạch") },
        I::Added { code: code(), name: s("Ban hành kế hoạch") },
    ];
    doubts.into_iter().map(|doubt| Detail::Import { doubt: Box::new(doubt) })
}
