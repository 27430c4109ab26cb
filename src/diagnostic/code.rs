//! The stable codes of findings, one page each.

use super::Severity;
use crate::message::{Detail, MadeFault, SurveyFault};

macro_rules! codes {
    ($($name:ident = $id:literal, $severity:ident;)*) => {
        /// A stable code; `parindex explain <code>` prints its page.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = concat!("`", $id, "`.")] $name,)*
        }

        impl Code {
            /// All codes, in the order of the manual.
            pub const ALL: &[Code] = &[$(Code::$name,)*];

            /// The word, the same in every language.
            pub fn id(self) -> &'static str {
                match self { $(Code::$name => $id,)* }
            }

            /// How bad it is unless a command or a round says otherwise.
            pub fn severity(self) -> Severity {
                match self { $(Code::$name => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    UnreadableFile = "unreadable-file", Error;
    UnsupportedFormat = "unsupported-format", Error;
    EncryptedFile = "encrypted-file", Error;
    LimitExceeded = "limit-exceeded", Error;
    NoTable = "no-table", Error;
    EmptyFile = "empty-file", Error;
    UnreadableCell = "unreadable-cell", Error;
    DuplicateHead = "duplicate-head", Error;
    ShiftedColumns = "shifted-columns", Error;
    OtherYear = "other-year", Error;
    UnreadColumn = "unread-column", Warning;
    UnknownUnit = "unknown-unit", Error;
    AmbiguousUnit = "ambiguous-unit", Error;
    DuplicateUnit = "duplicate-unit", Error;
    MissingUnit = "missing-unit", Error;
    FormerName = "former-name", Warning;
    UnknownBlock = "unknown-block", Error;
    WrongBlock = "wrong-block", Warning;
    WrongForm = "wrong-form", Error;
    OtherUnit = "other-unit", Error;
    OtherPaper = "other-paper", Error;
    OtherVersion = "other-version", Warning;
    ChangedCell = "changed-cell", Warning;
    ExemptField = "exempt-field", Warning;
    UnknownCriterion = "unknown-criterion", Error;
    DuplicateCriterion = "duplicate-criterion", Error;
    MissingCriterion = "missing-criterion", Error;
    AmbiguousCriterion = "ambiguous-criterion", Error;
    DamagedCode = "damaged-code", Warning;
    RenamedCriterion = "renamed-criterion", Warning;
    NotANumber = "not-a-number", Error;
    FormulaError = "formula-error", Error;
    PointsAboveMax = "points-above-max", Error;
    PointsBelowMin = "points-below-min", Error;
    PointsOffStep = "points-off-step", Error;
    PointsUnreachable = "points-unreachable", Error;
    PointsDisagree = "points-disagree", Error;
    MaxDiffers = "max-differs", Error;
    TotalDiffers = "total-differs", Error;
    MissingPoints = "missing-points", Error;
    MissingSurvey = "missing-survey", Warning;
    MissingAppraisal = "missing-appraisal", Warning;
    ImpossibleAnswer = "impossible-answer", Error;
    UnknownGroup = "unknown-group", Error;
    DuplicateAnswer = "duplicate-answer", Error;
    RespondentTwice = "respondent-in-two-units", Warning;
    SmallSample = "small-sample", Warning;
    SilentGroup = "silent-group", Warning;
    ConflictingAppraisal = "conflicting-appraisal", Error;
    MissingReason = "missing-reason", Warning;
    StaleCopy = "stale-copy", Warning;
    NoFirstRound = "no-first-round", Warning;
    UnequalTreatment = "unequal-treatment", Warning;
    StrictAppraiser = "strict-appraiser", Warning;
    NotYoursToScore = "not-yours-to-score", Error;
    MissingInput = "missing-input", Error;
    InputInvalid = "input-invalid", Error;
    PartExceedsWhole = "part-exceeds-whole", Error;
    SmallPercentage = "small-percentage", Warning;
    DivisionByZero = "division-by-zero", Error;
    MissingEvidence = "missing-evidence", Error;
    UnclearEvidence = "unclear-evidence", Warning;
    EvidenceOutsideYear = "evidence-outside-year", Warning;
    EvidenceAfterDeadline = "evidence-after-deadline", Warning;
    RepeatedEvidence = "repeated-evidence", Warning;
    CopiedEvidence = "copied-evidence", Warning;
    NotApplicableUndeclared = "not-applicable-undeclared", Error;
    ExemptButScored = "exempt-but-scored", Warning;
    NoCachedValue = "no-cached-value", Warning;
    HiddenSheet = "hidden-sheet", Warning;
    HiddenRows = "hidden-rows", Warning;
    HiddenColumns = "hidden-columns", Warning;
    HiddenUnderMerge = "hidden-under-merge", Warning;
    DisguisedFormat = "disguised-format", Warning;
    LegacyEncoding = "legacy-encoding", Warning;
    StrayCharacters = "stray-characters", Warning;
    DecimalCommaText = "decimal-comma-text", Warning;
    SetOutOfDate = "set-out-of-date", Warning;
    Syntax = "syntax", Error;
    UnknownKey = "unknown-key", Error;
    MissingKey = "missing-key", Error;
    WrongType = "wrong-type", Error;
    InvalidValue = "invalid-value", Error;
    DuplicateCode = "duplicate-code", Error;
    OrphanCode = "orphan-code", Error;
    RuleOnGroup = "rule-on-group", Error;
    SumDiffers = "sum-differs", Error;
    StepGap = "step-gap", Error;
    StepUnreachable = "step-unreachable", Error;
    RuleAboveMax = "rule-above-max", Error;
    MaxUnreachable = "max-unreachable", Error;
    ExpressionFault = "expression-fault", Error;
    UnknownInput = "unknown-input", Error;
    MeasureCycle = "measure-cycle", Error;
    NoMeasure = "no-measure", Error;
    UnknownCode = "unknown-code", Error;
    InputUnused = "input-unused", Warning;
    StepOrder = "step-order", Warning;
    ClassOrder = "class-order", Error;
    ClassGap = "class-gap", Warning;
    DuplicateName = "duplicate-name", Error;
    ExampleDiffers = "example-differs", Error;
    SetIdDiffers = "set-id-differs", Warning;
    RuleBelowMin = "rule-below-min", Error;
    FormulaUnproved = "formula-unproved", Warning;
    ClassUnreachable = "class-unreachable", Error;
    MissingBasis = "missing-basis", Error;
    YearDiffers = "year-differs", Warning;
    CheckedEarly = "checked-early", Warning;
    CodeGap = "code-gap", Warning;
    BasisDiffers = "basis-differs", Warning;
    UnknownBase = "unknown-base", Error;
    BaseFault = "base-fault", Error;
    BaseCircle = "base-circle", Error;
    OverrideWithoutEffect = "override-without-effect", Warning;
    SetsInForce = "sets-in-force", Error;
    UnconfirmedRule = "unconfirmed-rule", Warning;
    DoubtfulImport = "doubtful-import", Warning;
}

impl Code {
    /// The code with this word.
    pub fn from_id(id: &str) -> Option<Code> {
        Code::ALL.iter().copied().find(|code| code.id() == id)
    }

    fn of_made(fault: &MadeFault) -> Code {
        match fault {
            MadeFault::OtherYear { .. } => Code::OtherYear,
            MadeFault::OtherSet { .. } => Code::WrongForm,
            MadeFault::OtherVersion { .. } => Code::OtherVersion,
            MadeFault::OtherPaper { .. } => Code::OtherPaper,
            MadeFault::OtherUnit { .. } | MadeFault::OtherFileName { .. } => Code::OtherUnit,
            MadeFault::TypedOver { .. } | MadeFault::Reworded { .. } | MadeFault::RowsGone { .. } => {
                Code::ChangedCell
            }
        }
    }

    /// The code of a situation.
    pub fn of(detail: &Detail) -> Code {
        match detail {
            Detail::UnreadableFile { .. } => Code::UnreadableFile,
            Detail::UnsupportedFormat { .. } => Code::UnsupportedFormat,
            Detail::EncryptedFile => Code::EncryptedFile,
            Detail::LimitExceeded { .. } => Code::LimitExceeded,
            Detail::NoTable | Detail::UnknownHead { .. } => Code::NoTable,
            Detail::EmptyFile | Detail::OnlySlip => Code::EmptyFile,
            Detail::UnreadableCell { .. } => Code::UnreadableCell,
            Detail::OtherYear { .. } => Code::OtherYear,
            Detail::Made { fault } => Code::of_made(fault),
            Detail::UnreadColumn { .. } => Code::UnreadColumn,
            Detail::SecondHead | Detail::DuplicateHead { .. } => Code::DuplicateHead,
            Detail::UnknownUnit { .. } | Detail::NamelessUnit | Detail::NoUnitName { .. } => {
                Code::UnknownUnit
            }
            Detail::AmbiguousUnit { .. } | Detail::SharedName { .. } => Code::AmbiguousUnit,
            Detail::DuplicateUnit { .. } | Detail::ListedTwice { .. } | Detail::UnitCodeTwice { .. } => {
                Code::DuplicateUnit
            }
            Detail::FormerName { .. } | Detail::FormerIsCurrent { .. } => Code::FormerName,
            Detail::OtherBlock { .. } => Code::WrongBlock,
            Detail::OtherSet { .. } => Code::WrongForm,
            Detail::ExemptField { .. } => Code::ExemptField,
            Detail::MissingUnit { .. } => Code::MissingUnit,
            Detail::UnknownBlock { .. }
            | Detail::MissingBlock { .. }
            | Detail::ExemptsUnknownBlock { .. }
            | Detail::NobodyOfKind { .. } => Code::UnknownBlock,
            Detail::NoCriterion | Detail::UnknownCriterion { .. } | Detail::UnknownExemption { .. } => {
                Code::UnknownCriterion
            }
            Detail::DuplicateCriterion { .. } | Detail::RepeatedTable { .. } => Code::DuplicateCriterion,
            Detail::ColumnsAside { .. } | Detail::RowAside { .. } => Code::ShiftedColumns,
            Detail::Throughout { detail, .. } => Code::of(detail),
            Detail::MissingCriterion { .. } => Code::MissingCriterion,
            Detail::AmbiguousCriterion { .. } | Detail::AmbiguousExemption { .. } => Code::AmbiguousCriterion,
            Detail::DamagedCode { .. } => Code::DamagedCode,
            Detail::RenamedCriterion { .. } => Code::RenamedCriterion,
            Detail::NotANumber { .. } | Detail::SplitNumber { .. } => Code::NotANumber,
            Detail::FormulaError { .. } => Code::FormulaError,
            Detail::PointsAboveMax { .. } | Detail::ComputedAboveMax { .. } => Code::PointsAboveMax,
            Detail::PointsBelowMin { .. } | Detail::ComputedBelowMin { .. } => Code::PointsBelowMin,
            Detail::PointsOffStep { .. } => Code::PointsOffStep,
            Detail::PointsUnreachable { .. } => Code::PointsUnreachable,
            Detail::PointsDisagree { .. } | Detail::NothingArose { .. } => Code::PointsDisagree,
            Detail::MaxDiffers { .. } => Code::MaxDiffers,
            Detail::TotalDiffers { .. } => Code::TotalDiffers,
            Detail::MissingPoints => Code::MissingPoints,
            Detail::Survey { fault } => match fault {
                SurveyFault::Impossible { .. } => Code::ImpossibleAnswer,
                SurveyFault::UnknownGroup { .. } | SurveyFault::NotAsked { .. } | SurveyFault::Unweighed => {
                    Code::UnknownGroup
                }
                SurveyFault::Doubled { .. } => Code::DuplicateAnswer,
                SurveyFault::TwoUnits { .. } => Code::RespondentTwice,
                SurveyFault::SmallSample { .. } => Code::SmallSample,
                SurveyFault::Silent { .. } => Code::SilentGroup,
            },
            Detail::MissingSurvey { .. } => Code::MissingSurvey,
            Detail::MissingAppraisal { .. } => Code::MissingAppraisal,
            Detail::ConflictingAppraisal { .. } => Code::ConflictingAppraisal,
            Detail::MissingReason { .. } => Code::MissingReason,
            Detail::SmallPercentage { .. } => Code::SmallPercentage,
            Detail::StaleCopy { .. } => Code::StaleCopy,
            Detail::NoFirstRound => Code::NoFirstRound,
            Detail::UnequalTreatment { .. } => Code::UnequalTreatment,
            Detail::StrictAppraiser { .. } => Code::StrictAppraiser,
            Detail::NotYoursToScore { .. } | Detail::NotSurveyed => Code::NotYoursToScore,
            Detail::MissingInput { .. } | Detail::MissingMeasure { .. } => Code::MissingInput,
            Detail::InputInvalid { .. } => Code::InputInvalid,
            Detail::PartExceedsWhole { .. } => Code::PartExceedsWhole,
            Detail::DivisionByZero { .. } => Code::DivisionByZero,
            Detail::MissingEvidence | Detail::NoEvidence { .. } => Code::MissingEvidence,
            Detail::UnclearEvidence { .. } => Code::UnclearEvidence,
            Detail::EvidenceOutsideYear { .. } => Code::EvidenceOutsideYear,
            Detail::EvidenceAfterDeadline { .. } => Code::EvidenceAfterDeadline,
            Detail::RepeatedEvidence { .. } => Code::RepeatedEvidence,
            Detail::CopiedEvidence { .. } => Code::CopiedEvidence,
            Detail::NotApplicableUndeclared => Code::NotApplicableUndeclared,
            Detail::ExemptButScored { .. } => Code::ExemptButScored,
            Detail::NoCachedValue { .. } => Code::NoCachedValue,
            Detail::HiddenSheet => Code::HiddenSheet,
            Detail::HiddenRows { .. } => Code::HiddenRows,
            Detail::HiddenColumns { .. } => Code::HiddenColumns,
            Detail::UnderMerge { .. } => Code::HiddenUnderMerge,
            Detail::DisguisedFormat { .. } => Code::DisguisedFormat,
            Detail::LegacyEncoding { .. } | Detail::LegacyLines { .. } | Detail::LegacyCells { .. } => {
                Code::LegacyEncoding
            }
            Detail::ControlCharacters { .. } | Detail::StrayQuotes { .. } => Code::StrayCharacters,
            Detail::DecimalCommaText { .. } => Code::DecimalCommaText,
            Detail::SetOutOfDate { .. } | Detail::SetNotReviewed { .. } => Code::SetOutOfDate,
            Detail::Syntax { .. } => Code::Syntax,
            Detail::UnknownKey { .. } => Code::UnknownKey,
            Detail::MissingKey { .. } | Detail::ExemptsNobody => Code::MissingKey,
            Detail::WrongType { .. } => Code::WrongType,
            Detail::AccentedId { .. }
            | Detail::InvalidValue { .. }
            | Detail::FixedSeverity { .. }
            | Detail::NotOff { .. } => Code::InvalidValue,
            Detail::DuplicateCode { .. } => Code::DuplicateCode,
            Detail::OrphanCode { .. } => Code::OrphanCode,
            Detail::RuleOnGroup { .. } => Code::RuleOnGroup,
            Detail::SumDiffers { .. } => Code::SumDiffers,
            Detail::StepGap { .. } => Code::StepGap,
            Detail::StepUnreachable { .. }
            | Detail::AlwaysFull { .. }
            | Detail::StepBeyond { .. }
            | Detail::StepAlways { .. } => Code::StepUnreachable,
            Detail::RuleAboveMax { .. } | Detail::FormulaAbove { .. } => Code::RuleAboveMax,
            Detail::MaxUnreachable { .. } => Code::MaxUnreachable,
            Detail::ExpressionFault { .. } => Code::ExpressionFault,
            Detail::UnknownInput { .. } => Code::UnknownInput,
            Detail::MeasureCycle { .. } => Code::MeasureCycle,
            Detail::NoMeasure { .. } => Code::NoMeasure,
            Detail::UnknownCode { .. } => Code::UnknownCode,
            Detail::ClassOrder { .. } => Code::ClassOrder,
            Detail::InputUnused { .. } => Code::InputUnused,
            Detail::StepOrder { .. } => Code::StepOrder,
            Detail::ClassGap { .. } | Detail::ClassLeft { .. } | Detail::NoClasses { .. } => Code::ClassGap,
            Detail::DuplicateName { .. }
            | Detail::SameName { .. }
            | Detail::OneOf { .. }
            | Detail::SameLabel { .. } => Code::DuplicateName,
            Detail::ExampleDiffers { .. }
            | Detail::ExampleApplies { .. }
            | Detail::ExampleClass { .. }
            | Detail::ExamplePublished { .. }
            | Detail::ExampleFault { .. } => Code::ExampleDiffers,
            Detail::FormulaBelow { .. } => Code::RuleBelowMin,
            Detail::FormulaUnproved { .. } => Code::FormulaUnproved,
            Detail::ClassUnreachable { .. } => Code::ClassUnreachable,
            Detail::MissingBasis { .. } => Code::MissingBasis,
            Detail::YearDiffers { .. } => Code::YearDiffers,
            Detail::CheckedEarly { .. } => Code::CheckedEarly,
            Detail::CodeGap { .. } => Code::CodeGap,
            Detail::BasisDiffers { .. } => Code::BasisDiffers,
            Detail::SetIdDiffers { .. } => Code::SetIdDiffers,
            Detail::UnknownBase { .. } => Code::UnknownBase,
            Detail::BaseFault { .. } => Code::BaseFault,
            Detail::BaseCircle { .. } => Code::BaseCircle,
            Detail::OverrideWithoutEffect { .. } => Code::OverrideWithoutEffect,
            Detail::SetsOnDay { .. } | Detail::NoDayForSets { .. } => Code::SetsInForce,
            Detail::UnconfirmedRule { .. } => Code::UnconfirmedRule,
            Detail::Import { .. } => Code::DoubtfulImport,
        }
    }
}
