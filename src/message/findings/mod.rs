//! The wording of every finding: what is wrong and what to do; one function per situation.

mod amended;
mod appendix;
mod base;
mod council;
mod criteria;
mod data;
mod evidence;
#[cfg(test)]
mod exact;
mod file;
mod import;
mod made;
mod points;
mod proof;
mod register;
mod row;
mod rule;
#[cfg(test)]
mod samples;
mod survey;
#[cfg(test)]
mod survey_samples;
mod unit;
mod unreadable;

pub use import::ImportDoubt;
pub use made::{MadeFault, PaperKind};
pub use survey::SurveyFault;

use super::{Detail, Lang, number, say};
use crate::points::{Number, Precision, Rounding};

/// Most characters that are quoted of a value from a file.
const MOST_CHARACTERS: usize = 60;
/// Most characters of a clause from a library.
const MOST_OF_A_REASON: usize = 160;
/// Most entries of a list of names.
const MOST_NAMES: usize = 6;
/// Most digits of an exact value; a longer one is shown rounded.
const MOST_DIGITS: usize = 14;

/// Message and help of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// What is wrong, with the value and the limit.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl Detail {
    /// The finding in words.
    pub fn text(&self, lang: Lang) -> Text {
        match self {
            Detail::UnreadableFile { fault } => unreadable::file(fault, lang),
            Detail::UnsupportedFormat { kind } => file::unsupported(kind, lang),
            Detail::EncryptedFile => file::encrypted(lang),
            Detail::LimitExceeded { limit, allowed, found } => {
                unreadable::over_limit(*limit, allowed, found, lang)
            }
            Detail::NoTable => file::no_table(lang),
            Detail::UnknownHead { head } => file::unknown_head(head, lang),
            Detail::EmptyFile => file::empty(lang),
            Detail::OnlySlip => file::only_slip(lang),
            Detail::UnreadableCell { fault } => file::unreadable_cell(fault, lang),
            Detail::DuplicateHead { head, first } => row::duplicate_head(head, first, lang),
            Detail::UnreadColumn { head } => file::unread_column(head, lang),
            Detail::SecondHead => row::second_head(lang),
            Detail::OtherYear { found, year } => file::other_year(*found, *year, lang),
            Detail::Made { fault } => fault.text(lang),
            Detail::NoCachedValue { count } => file::no_cached_value(*count, lang),
            Detail::HiddenSheet => file::hidden_sheet(lang),
            Detail::HiddenRows { rows } => file::hidden_rows(rows, lang),
            Detail::HiddenColumns { columns } => file::hidden_columns(columns, lang),
            Detail::UnderMerge { value, range, more } => file::under_merge(value, range, *more, lang),
            Detail::DisguisedFormat { ending, kind } => file::disguised(ending, kind, lang),
            Detail::LegacyEncoding { encoding } => file::legacy_encoding(encoding, lang),
            Detail::LegacyLines { encoding, count, first } => {
                file::legacy_lines(encoding, *count, *first, lang)
            }
            Detail::LegacyCells { encoding, count } => file::legacy_cells(encoding, *count, lang),
            Detail::ControlCharacters { count } => file::control_characters(*count, lang),
            Detail::StrayQuotes { count } => file::stray_quotes(*count, lang),
            Detail::DecimalCommaText { count } => file::decimal_comma(*count, lang),

            Detail::UnknownUnit { name, close, row } => unit::unknown(name, close, row.as_deref(), lang),
            Detail::NoUnitName { count } => unit::no_name(*count, lang),
            Detail::AmbiguousUnit { name, candidates } => unit::ambiguous(name, candidates, lang),
            Detail::DuplicateUnit { first, twice } => unit::duplicate(first, twice, lang),
            Detail::FormerName { name, unit } => unit::former(name, unit, lang),
            Detail::OtherBlock { stated, listed } => unit::other_block(stated, listed, lang),
            Detail::OtherSet { form, own } => unit::other_set(form, own, lang),
            Detail::MissingUnit { listed } => unit::missing(*listed, lang),
            Detail::UnknownBlock { block, known } => unit::unknown_block(block, known, lang),
            Detail::MissingBlock { known } => unit::missing_block(known, lang),

            Detail::ListedTwice { first } => register::listed_twice(first, lang),
            Detail::NamelessUnit => register::nameless(lang),
            Detail::SharedName { name, others } => register::shared_name(name, others, lang),
            Detail::FormerIsCurrent { name, bearers } => register::former_is_current(name, bearers, lang),
            Detail::UnitCodeTwice { code, first } => register::code_twice(code, first, lang),
            Detail::UnknownExemption { typed, close } => {
                register::unknown_exemption(typed, close.as_deref(), lang)
            }
            Detail::AmbiguousExemption { typed, candidates } => {
                register::ambiguous_exemption(typed, candidates, lang)
            }
            Detail::ExemptField { fields, all } => register::exempt_field(fields, *all, lang),

            Detail::UnknownCriterion { typed, close } => row::unknown(typed, close.as_deref(), lang),
            Detail::NoCriterion => row::no_criterion(lang),
            Detail::DuplicateCriterion { first } => row::duplicate(first, lang),
            Detail::RepeatedTable { first, count } => row::repeated_table(first, *count, lang),
            Detail::ColumnsAside { head, column, rows, by } => {
                row::columns_aside(head, column, *rows, *by, lang)
            }
            Detail::RowAside { criterion } => row::row_aside(criterion, lang),
            Detail::Throughout { detail, count, cells } => row::throughout(detail, *count, cells, lang),
            Detail::MissingCriterion { name, max, after } => row::missing(name, max, after.as_ref(), lang),
            Detail::AmbiguousCriterion { typed, candidates } => row::ambiguous(typed, candidates, lang),
            Detail::DamagedCode { typed, code } => row::damaged_code(typed, code, lang),
            Detail::RenamedCriterion { found, expected } => row::renamed(found, expected, lang),

            Detail::NotANumber { typed } => points::not_a_number(typed, lang),
            Detail::SplitNumber { number, fields, heads } => {
                points::split(number.as_deref(), *fields, *heads, lang)
            }
            Detail::FormulaError { error } => points::formula_error(error, lang),
            Detail::PointsAboveMax { points, max } => points::above_max(points, max, lang),
            Detail::PointsBelowMin { points, min } => points::below_min(points, min, lang),
            Detail::ComputedAboveMax { points, max } => points::computed_above_max(points, max, lang),
            Detail::ComputedBelowMin { points, min } => points::computed_below_min(points, min, lang),
            Detail::PointsOffStep { points, step } => points::off_step(points, step, lang),
            Detail::PointsUnreachable { points, possible } => points::unreachable(points, possible, lang),
            Detail::NothingArose { claimed } => points::nothing_arose(claimed, lang),
            Detail::PointsDisagree { claimed, computed } => points::disagree(claimed, computed, lang),
            Detail::MaxDiffers { found, expected } => points::max_differs(found, expected, lang),
            Detail::TotalDiffers { found, computed, texts } => {
                points::total_differs(found, computed, texts, lang)
            }
            Detail::MissingPoints => points::missing(lang),
            Detail::MissingSurvey { count, left_out } => points::missing_survey(*count, *left_out, lang),
            Detail::MissingAppraisal { count } => points::missing_appraisal(*count, lang),
            Detail::ConflictingAppraisal { points, first, who, round, later } => {
                council::conflicting(points, first, who, *round, *later, lang)
            }
            Detail::MissingReason { points, asked, of_round } => {
                council::missing_reason(points, asked, *of_round, lang)
            }
            Detail::StaleCopy { copied, now, others } => {
                council::stale_copy(copied.as_ref(), now.as_ref(), others, lang)
            }
            Detail::NoFirstRound => council::no_first_round(lang),
            Detail::UnequalTreatment { points, data, evidence, more, others } => {
                council::unequal(points, [*data, *evidence], more, others, lang)
            }
            Detail::StrictAppraiser { who, cut, units, others_cut, others, cells, criteria } => {
                council::strict(who, (cut, *units), (others_cut, *others), cells, criteria, lang)
            }
            Detail::NotYoursToScore { scorer } => points::not_yours(*scorer, lang),
            Detail::NotSurveyed => points::not_surveyed(lang),

            Detail::MissingInput { id, name } => data::missing(id, name, lang),
            Detail::SmallPercentage { id, value } => data::small_percentage(id, value, lang),
            Detail::InputInvalid { id, typed, fault } => data::invalid(id, typed, fault, lang),
            Detail::PartExceedsWhole { parts, sum, whole, of } => {
                data::part_exceeds(parts, sum, whole, of, lang)
            }
            Detail::DivisionByZero { expression } => data::division_by_zero(expression, lang),
            Detail::MissingMeasure { code } => data::missing_measure(code, lang),
            Detail::MissingEvidence => evidence::missing(lang),
            Detail::NoEvidence { typed } => evidence::none(typed, lang),
            Detail::UnclearEvidence { typed } => evidence::unclear(typed, lang),
            Detail::EvidenceOutsideYear { documents, first, last } => {
                evidence::outside_year(documents, first, last, lang)
            }
            Detail::EvidenceAfterDeadline { documents, deadline } => {
                evidence::after_deadline(documents, deadline, lang)
            }
            Detail::RepeatedEvidence { documents, others } => evidence::repeated(documents, others, lang),
            Detail::CopiedEvidence { units, criteria } => evidence::copied(units, criteria, lang),
            Detail::NotApplicableUndeclared => data::not_applicable_undeclared(lang),
            Detail::ExemptButScored { points, reason } => {
                data::exempt_but_scored(points, reason.as_deref(), lang)
            }

            Detail::SetNotReviewed { year, checked } => criteria::not_reviewed(*year, checked, lang),
            Detail::SetOutOfDate { year, from, to } => criteria::out_of_date(*year, *from, *to, lang),
            Detail::Syntax { broken } => broken.text(lang),
            Detail::UnknownKey { key, table, close } => {
                criteria::unknown_key(key, table, close.as_deref(), lang)
            }
            Detail::MissingKey { key, table } => criteria::missing_key(key, table, lang),
            Detail::WrongType { key, expected, found } => criteria::wrong_type(key, expected, found, lang),
            Detail::InvalidValue { key, found, allowed } => {
                criteria::invalid_value(key, found, allowed, lang)
            }
            Detail::FixedSeverity { code } => criteria::fixed_severity(code, lang),
            Detail::NotOff { code } => criteria::not_off(code, lang),
            Detail::DuplicateCode { code, first_line } => criteria::duplicate_code(code, *first_line, lang),
            Detail::OrphanCode { code, parent } => criteria::orphan_code(code, parent, lang),
            Detail::RuleOnGroup { code, key } => criteria::rule_on_group(code, key, lang),
            Detail::SumDiffers { code, stated, sum } => criteria::sum_differs(code, stated, sum, lang),
            Detail::UnknownCode { code, close } => criteria::unknown_code(code, close.as_deref(), lang),
            Detail::DuplicateName { name } => criteria::duplicate_name(name, lang),
            Detail::OneOf { keys } => criteria::one_of(keys, lang),
            Detail::UnknownBase { name, close } => base::unknown(name, close.as_deref(), lang),
            Detail::BaseFault { file, errors } => base::fault(file, *errors, lang),
            Detail::BaseCircle { files } => base::circle(files, lang),
            Detail::OverrideWithoutEffect { code } => base::without_effect(code, lang),
            Detail::ExemptsUnknownBlock { block, known } => base::exempts_block(block, known, lang),
            Detail::NobodyOfKind { kind, known } => base::nobody_of_kind(kind, known, lang),
            Detail::ExemptsNobody => base::exempts_nobody(lang),
            Detail::SetsOnDay { day, sets, several } => base::on_day(day, sets, *several, lang),
            Detail::NoDayForSets { sets } => base::no_day(sets, lang),
            Detail::SetIdDiffers { id, file } => criteria::id_differs(id, file, lang),
            Detail::UnconfirmedRule { code, text, judged } => {
                criteria::unconfirmed(code, text, *judged, lang)
            }
            Detail::Import { doubt } => doubt.text(lang),
            Detail::Survey { fault } => fault.text(lang),

            Detail::StepGap { value } => rule::step_gap(value, lang),
            Detail::StepUnreachable { step, earlier } => rule::step_unreachable(step, earlier, lang),
            Detail::RuleAboveMax { what, points, max } => rule::above_max(what, points, max, lang),
            Detail::MaxUnreachable { most, max } => rule::max_unreachable(most, max, lang),
            Detail::ExpressionFault { expression, at, reason } => {
                rule::expression(expression, *at, reason, lang)
            }
            Detail::UnknownInput { id, close, declared } => {
                rule::unknown_input(id, close.as_deref(), declared, lang)
            }
            Detail::SameName { name, first } => criteria::same_name(name, first, lang),
            Detail::AccentedId { id, plain } => rule::accented_id(id, plain, lang),
            Detail::InputUnused { ids, ruled } => rule::input_unused(ids, *ruled, lang),
            Detail::StepOrder { step, points, below, more } => {
                rule::step_order(step, points, below, more, lang)
            }
            Detail::AlwaysFull { of, lowest } => rule::always_full(of, lowest, lang),
            Detail::MeasureCycle { codes } => rule::measure_cycle(codes, lang),
            Detail::NoMeasure { code } => rule::no_measure(code, lang),
            Detail::ClassOrder { name, from, above } => rule::class_order(name, from, above, lang),
            Detail::ClassGap { from, replaced } => rule::class_gap(from, *replaced, lang),
            Detail::ExampleDiffers { code, expected, computed } => {
                rule::example_differs(code, expected, computed, lang)
            }
            Detail::ExampleApplies { code, computed } => {
                proof::example_applies(code, computed.as_ref(), lang)
            }
            Detail::ExampleClass { index, expected, computed } => {
                proof::example_class(index, expected, computed.as_deref(), lang)
            }
            Detail::ExamplePublished { index, expected, computed } => {
                proof::example_published(index, expected, computed, lang)
            }
            Detail::SameLabel { label, other } => proof::same_label(label, other, lang),
            Detail::FormulaAbove { inputs, points, max } => proof::formula_above(inputs, points, max, lang),
            Detail::FormulaBelow { inputs, points } => proof::formula_below(inputs, points, lang),
            Detail::FormulaUnproved { max } => proof::formula_unproved(max, lang),
            Detail::StepAlways { step, lowest } => proof::step_always(step, lowest, lang),
            Detail::StepBeyond { step, highest } => proof::step_beyond(step, highest, lang),
            Detail::ClassUnreachable { name, needs, of, most } => {
                proof::class_unreachable(name, needs, of.as_deref(), most, lang)
            }
            Detail::MissingBasis { code } => proof::missing_basis(code, lang),
            Detail::YearDiffers { id, year, from, to } => {
                proof::year_differs(id, *year, &criteria::years(*from, *to, lang), lang)
            }
            Detail::ClassLeft { name } => proof::class_left(name, lang),
            Detail::NoClasses { block } => proof::no_classes(block, lang),
            Detail::CheckedEarly { checked, source } => proof::checked_early(checked, source, lang),
            Detail::CodeGap { missing, code } => proof::code_gap(missing, code, lang),
            Detail::BasisDiffers { code, found } => proof::basis_differs(code, found, lang),
            Detail::ExampleFault { code, reason } => rule::example_fault(code, reason, lang),
        }
    }
}

/// A value from a file in “…”, on one line, shortened where it is long.
pub(super) fn quoted(text: &str) -> String {
    format!("“{}”", shortened(text, MOST_CHARACTERS))
}

/// A clause from a library, on one line, without its final stop, for brackets at the end of a sentence.
pub(super) fn clause(reason: &str) -> String {
    shortened(reason.trim_end().trim_end_matches('.'), MOST_OF_A_REASON)
}

fn shortened(text: &str, most: usize) -> String {
    let plain = |c: char| if c.is_control() { ' ' } else { super::harmless(c) };
    let mut short: String = text.trim().chars().map(plain).take(most).collect();
    if text.trim().chars().count() > most {
        short.push('…');
    }
    short
}

/// Values from files in “…” with commas between them, cut where there are many.
fn list(items: &[String]) -> String {
    joined(items, ", ")
}

fn joined(items: &[String], separator: &str) -> String {
    let mut texts: Vec<String> = items.iter().take(MOST_NAMES).map(|item| quoted(item)).collect();
    if items.len() > MOST_NAMES {
        texts.push("…".to_owned());
    }
    texts.join(separator)
}

/// A number as people read it: exact where that is short, else rounded to four decimals and marked.
fn amount(value: &Number, lang: Lang) -> String {
    let exact = number(value, lang);
    if exact.len() <= MOST_DIGITS && !exact.contains('/') {
        return exact;
    }
    let shown = number(&value.rounded(Precision { decimals: 4, rounding: Rounding::HalfUp }), lang);
    if exact.len() <= MOST_DIGITS { format!("{exact} (≈ {shown})") } else { format!("≈ {shown}") }
}

/// `1 point`, `1.5 points` in English.
fn points_en(value: &Number) -> String {
    let shown = amount(value, Lang::En);
    if *value == Number::from(1) { format!("{shown} point") } else { format!("{shown} points") }
}

/// `one` for a count of 1, else `many`.
fn plural(count: usize, one: &'static str, many: &'static str) -> &'static str {
    if count == 1 { one } else { many }
}

#[cfg(test)]
mod tests {
    use super::samples::{SAMPLES_PER_CODE, n, samples};
    use super::*;
    use crate::diagnostic::Code;
    use unicode_normalization::is_nfc;

    const LANGS: [Lang; 2] = [Lang::Vi, Lang::En];

    #[test]
    fn every_code_has_a_sample() {
        let samples: Vec<Detail> = samples().into_iter().chain(made::samples()).collect();
        for &code in Code::ALL {
            let found = samples.iter().filter(|detail| Code::of(detail) == code).count();
            assert!(found >= SAMPLES_PER_CODE, "{} has no sample", code.id());
        }
    }

    #[test]
    fn every_text_is_a_whole_sentence() {
        for detail in samples().into_iter().chain(made::samples()) {
            for lang in LANGS {
                let Text { message, help } = detail.text(lang);
                for text in [message, help] {
                    assert!(text.ends_with('.'), "no final stop: {text}");
                    // Brackets of a file stand apart; others are places that nothing filled.
                    let apart = text.replace("{ ", "").replace(" }", "").replace('}', "{");
                    assert!(!apart.contains('{'), "{text}");
                    let bad = ["  ", "..", ".)", "“”", "()", "leaf", " ,"];
                    assert!(!bad.iter().any(|part| text.contains(part)), "{text}");
                    assert!(text.chars().next().is_some_and(|c| !c.is_lowercase()), "small letter: {text}");
                    assert!(is_nfc(&text), "not composed: {text}");
                    assert!(text.chars().count() <= 420, "long: {text}");
                }
            }
        }
    }

    #[test]
    fn both_languages_say_it_differently() {
        for detail in samples().into_iter().chain(made::samples()) {
            let (vi, en) = (detail.text(Lang::Vi), detail.text(Lang::En));
            assert_ne!(vi.message, en.message);
            assert_ne!(vi.help, en.help);
        }
    }

    #[test]
    fn data_are_quoted_on_one_line_and_cut() {
        assert_eq!(quoted(" a\nb "), "“a b”");
        assert_eq!(quoted(&"x".repeat(70)), format!("“{}…”", "x".repeat(60)));
        let names: Vec<String> = (1..=8).map(|i| i.to_string()).collect();
        assert_eq!(list(&names), "“1”, “2”, “3”, “4”, “5”, “6”, …");
        assert_eq!(clause("No such entry.\n"), "No such entry");
    }

    #[test]
    fn numbers_are_exact_where_short_and_marked_where_not() {
        let check = |value: &str, vi: &str, en: &str| {
            assert_eq!(
                (amount(&n(value), Lang::Vi).as_str(), amount(&n(value), Lang::En).as_str()),
                (vi, en)
            );
        };
        check("2.5", "2,5", "2.5");
        check("-0.25", "-0,25", "-0.25");
        check("35/12", "35/12 (≈ 2,9167)", "35/12 (≈ 2.9167)");
        check("123456789/987654321", "≈ 0,125", "≈ 0.125");
        assert_eq!(points_en(&n("1")), "1 point");
        assert_eq!(points_en(&n("0.5")), "0.5 points");
    }
}
