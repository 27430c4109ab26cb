//! What a finding found, with its facts; the wording in both languages is in `findings/`.

use std::cmp::Ordering;
use std::sync::Arc;

use super::broken::Broken;
use super::fault::{CellFault, ExpressionFault, FileFault, InputFault, Limit};
use super::findings::{ImportDoubt, MadeFault, SurveyFault};
use crate::points::Number;

/// Who gives the points of a leaf.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scorer {
    /// The unit itself, then the council.
    Unit,
    /// The council alone.
    Council,
    /// A survey.
    Survey,
}

impl Scorer {
    /// All of them.
    pub const ALL: [Scorer; 3] = [Scorer::Unit, Scorer::Council, Scorer::Survey];

    /// The word in files, the same in every language.
    pub fn id(self) -> &'static str {
        match self {
            Scorer::Unit => "unit",
            Scorer::Council => "council",
            Scorer::Survey => "survey",
        }
    }
}

/// What is known of two forms of one unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Twice {
    /// File and sheet of the first.
    pub first: (Arc<str>, Option<Arc<str>>),
    /// The names under which they came, the first one first, where one is from before a merger.
    pub names: Option<[String; 2]>,
    /// So many criteria have other points.
    pub differing: usize,
    /// The first of them.
    pub codes: Vec<String>,
    /// What the two say of when they were made.
    pub ages: Vec<Age>,
}

/// When two forms were made, by one sign in them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Age {
    /// It is the time of the last saving that the program kept in the file, else the date in the form.
    pub saved: bool,
    /// The first form.
    pub first: String,
    /// The other one.
    pub other: String,
    /// How old the other one is against the first: `Greater` is newer.
    pub order: Ordering,
}

/// What the council gave another unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Treated {
    /// The unit.
    pub unit: String,
    /// The points.
    pub points: Number,
    /// Their cell, with file and sheet where they are others.
    pub cell: String,
}

/// What was found. One variant, one situation; several variants may share a code.
#[derive(Clone, Debug, PartialEq, Eq)]
// Each variant is documented; its fields are named for what they hold.
#[allow(missing_docs)]
pub enum Detail {
    // The file as a whole.
    /// The file cannot be read.
    UnreadableFile { fault: FileFault },
    /// No spreadsheet: `kind` such as `PDF`, `Word`.
    UnsupportedFormat { kind: String },
    /// Read, but it is not what the ending of its name says: `ending` such as `xls`, `kind` such as `HTML`.
    DisguisedFormat { ending: String, kind: String },
    /// Protected by a password.
    EncryptedFile,
    /// A limit of the reader, what is allowed, what the file has.
    LimitExceeded { limit: Limit, allowed: String, found: String },
    /// No header row was found.
    NoTable,
    /// A table without a known column of points, and the head over numbers that may be them.
    UnknownHead { head: String },
    /// Nothing in the file.
    EmptyFile,
    /// The file holds a slip of ours and no form.
    OnlySlip,
    /// A cell that the reader could not read.
    UnreadableCell { fault: CellFault },
    /// Two columns with the same head and different contents; the other at `first`.
    DuplicateHead { head: String, first: String },
    /// Numbers in a column of which the head, blank where there is none, says nothing that is known.
    UnreadColumn { head: String },
    /// Another head in the middle of a table of several units.
    SecondHead,
    /// The heading over the table names another year than the round's.
    OtherYear { found: i64, year: i64 },
    /// A workbook that we made is not what it should be here, or is no longer what it was.
    Made { fault: Box<MadeFault> },

    // Units.
    /// Not in the register; names that come close, and the register's row of the closest with this name as an alias.
    UnknownUnit { name: String, close: Vec<String>, row: Option<String> },
    /// `count` rows or columns of a table of several units have points and name none, the first at the cell.
    NoUnitName { count: usize },
    /// May be any of these.
    AmbiguousUnit { name: String, candidates: Vec<String> },
    /// Came before, at `first` (file!sheet); what is known of the two.
    DuplicateUnit { first: String, twice: Box<Twice> },
    /// Came under the name of a unit that was merged into `unit`.
    FormerName { name: String, unit: String },
    /// States another block than the register.
    OtherBlock { stated: String, listed: String },
    /// Filled in by the criteria of `form`; the unit is scored by those of `own`.
    OtherSet { form: String, own: String },
    /// In the register (or only named in a table), and sent nothing.
    MissingUnit { listed: bool },
    /// The block is not one of the set's.
    UnknownBlock { block: String, known: Vec<String> },
    /// The set has blocks and the unit is in none.
    MissingBlock { known: Vec<String> },

    // The register itself.
    /// Listed before, at `first`.
    ListedTwice { first: String },
    /// A row without a name.
    NamelessUnit,
    /// A name or alias that other units have too.
    SharedName { name: String, others: Vec<String> },
    /// A former name that another unit has today.
    FormerIsCurrent { name: String, bearers: Vec<String> },
    /// The code of a unit came before, at `first`.
    UnitCodeTwice { code: String, first: String },
    /// Exempts a code that the set does not have.
    UnknownExemption { typed: String, close: Option<String> },
    /// Exempts a code that the spreadsheet may have damaged.
    AmbiguousExemption { typed: String, candidates: Vec<String> },
    /// Exempts whole fields, perhaps all.
    ExemptField { fields: Vec<String>, all: bool },

    // Rows.
    /// No such criterion in the set; the closest, as `code name`.
    UnknownCriterion { typed: String, close: Option<String> },
    /// A row with points and neither code nor name.
    NoCriterion,
    /// The criterion came before, at cell `first`.
    DuplicateCriterion { first: String },
    /// `count` criteria from here on came before, the first of them at cell `first`: a table that stands twice.
    RepeatedTable { first: String, count: usize },
    /// Under the head of the codes there are none; they stand in another column.
    /// The rows of the head, and how many columns it must move to the right (below 0: to the left).
    ColumnsAside { head: String, column: String, rows: (u32, u32), by: i64 },
    /// The cells of a row stand in the columns beside theirs: the criterion that it seems to be.
    RowAside { criterion: String },
    /// The same in `count` cells of a column, of which some are named.
    Throughout { detail: Box<Detail>, count: usize, cells: String },
    /// The criterion has no row.
    /// Its maximum, and the row before its place: cell and code.
    MissingCriterion { name: String, max: Number, after: Option<(String, String)> },
    /// The row may be any of these (`code name`), or its code and its name say different things.
    AmbiguousCriterion { typed: String, candidates: Vec<String> },
    /// The spreadsheet damaged the code; it was recovered.
    DamagedCode { typed: String, code: String },
    /// The name differs from the set's.
    RenamedCriterion { found: String, expected: String },

    // Points.
    /// No number in a points cell.
    NotANumber { typed: String },
    /// Of a text table: a decimal comma divides the number into two cells, so that the row has more fields than the head;
    /// without the number where it cannot be named.
    SplitNumber { number: Option<String>, fields: u32, heads: u32 },
    /// An error value such as `#DIV/0!`.
    FormulaError { error: String },
    /// Points above the maximum.
    PointsAboveMax { points: Number, max: Number },
    /// Points below the lowest the rule gives.
    PointsBelowMin { points: Number, min: Number },
    /// The rule computes more than the maximum from the inputs.
    ComputedAboveMax { points: Number, max: Number },
    /// The rule computes less than it may.
    ComputedBelowMin { points: Number, min: Number },
    /// Between two steps.
    PointsOffStep { points: Number, step: Number },
    /// The rule cannot give these points; `possible` says which it can, e.g. `0; 1; 2` or `0; 2,4 – 3`.
    PointsUnreachable { points: Number, possible: Vec<(Number, Number)> },
    /// The claim differs from what the rule computes from the inputs.
    PointsDisagree { claimed: Number, computed: Number },
    /// Points are claimed, and by the inputs nothing arose: the criterion does not apply.
    NothingArose { claimed: Number },
    /// The form's maximum differs from the set's.
    MaxDiffers { found: String, expected: Number },
    /// A total differs from the sum of its parts.
    /// The cells are named that hold points as text, where these are what the total lacks.
    TotalDiffers { found: Number, computed: Number, texts: String },
    /// The unit left points blank that it had to give.
    MissingPoints,
    /// `count` survey leaves of the unit have no survey points (by that basis); by the set they leave the scale, or count 0.
    MissingSurvey { count: usize, left_out: bool },
    /// `count` leaves of the unit have no appraised points.
    MissingAppraisal { count: usize },
    /// Another paper of the council, at `first`, gave other points in the same round (`None`: it does not apply); who gave
    /// them, and the later round that counts, where there is one; the same round where both stand in one row, of which
    /// the last column counts.
    ConflictingAppraisal {
        points: [Option<Number>; 2],
        first: String,
        who: Box<[Option<String>; 2]>,
        round: u8,
        later: Option<u8>,
    },
    /// A percentage is below 1 %, as 97 % is where it is typed as 0.97.
    SmallPercentage { id: String, value: Number },
    /// The council gave other points than asked for, and no reason.
    MissingReason { points: Number, asked: Number, of_round: Option<u8> },
    /// The self score that the council's paper shows is not the form's; other criteria of which that holds.
    StaleCopy { copied: Option<Number>, now: Option<Number>, others: Vec<String> },
    /// Points of a second round where there was no first one.
    NoFirstRound,
    /// Units with the same `data` (else self score), and `evidence` where that is the same too, got `more` points, and
    /// others too little like this one; each with its points and their cell.
    UnequalTreatment { points: Number, data: bool, evidence: bool, more: Vec<Treated>, others: Vec<Treated> },
    /// An appraiser cut much more than the others: the mean cut of him and of them in percent of the maximum, of how many
    /// units, in which cells, and other criteria of which that holds.
    StrictAppraiser {
        who: String,
        cut: Number,
        units: usize,
        others_cut: Number,
        others: usize,
        cells: Vec<String>,
        criteria: Vec<String>,
    },
    /// The unit scored what another scores.
    NotYoursToScore { scorer: Scorer },
    /// Points in the survey column of a leaf that no survey scores.
    NotSurveyed,
    /// What is wrong with the answers of respondents.
    Survey { fault: SurveyFault },

    // Raw data.
    /// An input is blank: its id and name.
    MissingInput { id: String, name: String },
    /// An input is refused.
    InputInvalid { id: String, typed: String, fault: InputFault },
    /// The parts of `whole` (ids) add up to more than it.
    PartExceedsWhole { parts: Vec<String>, sum: Number, whole: String, of: Number },
    /// The denominator is 0 and the set does not say what follows.
    DivisionByZero { expression: String },
    /// A leaf that this one refers to by `measure` has no value.
    MissingMeasure { code: String },
    /// Evidence is required and there is none.
    MissingEvidence,
    /// Evidence is required, and the cell only says that there is none.
    NoEvidence { typed: String },
    /// Evidence is required, and the cell does not say which.
    UnclearEvidence { typed: String },
    /// Documents outside the days that count.
    EvidenceOutsideYear { documents: Vec<String>, first: String, last: String },
    /// Documents after the deadline of the round.
    EvidenceAfterDeadline { documents: Vec<String>, deadline: String },
    /// Documents that stand under other criteria too, each as `1.1 (E10)`.
    RepeatedEvidence { documents: Vec<String>, others: Vec<String> },
    /// Other units have the same text; other criteria of which that holds too.
    CopiedEvidence { units: Vec<String>, criteria: Vec<String> },
    /// The form says not applicable, the register does not.
    NotApplicableUndeclared,
    /// The register exempts the criterion, or the set for this reason; the form scores it.
    ExemptButScored { points: Number, reason: Option<String> },

    // Reading.
    /// `count` formulas without a stored result, the first at the cell.
    NoCachedValue { count: usize },
    /// The sheet is hidden and was not read.
    HiddenSheet,
    /// These rows are hidden and were read.
    HiddenRows { rows: String },
    /// These columns are hidden and were read.
    HiddenColumns { columns: String },
    /// A cell that the merged range covers holds a value, and `more` others do.
    UnderMerge { value: String, range: String, more: usize },
    /// The text of the whole file is in an old encoding and was converted.
    LegacyEncoding { encoding: String },
    /// `count` lines of a text file are in an old encoding, the others in Unicode; the first is line `first`.
    LegacyLines { encoding: String, count: usize, first: usize },
    /// `count` cells of a sheet hold text in an old encoding, the first at the cell.
    LegacyCells { encoding: String, count: usize },
    /// `count` cells of a text table held control characters, the first at the cell.
    ControlCharacters { count: usize },
    /// `count` quoted cells of a text table go on behind their quotation mark, the first at the cell.
    StrayQuotes { count: usize },
    /// `count` numbers stored as text with a decimal comma, the first at the cell.
    DecimalCommaText { count: usize },
    /// The year of the round lies outside the years of the set.
    SetOutOfDate { year: i64, from: i64, to: Option<i64> },
    /// The set was last compared with the law before the year of the round.
    SetNotReviewed { year: i64, checked: String },

    // Criteria files, rounds.
    /// Not valid TOML.
    Syntax { broken: Broken },
    /// No such key here.
    UnknownKey { key: String, table: String, close: Option<String> },
    /// The key must be there.
    MissingKey { key: String, table: String },
    /// Another kind of value belongs here.
    WrongType { key: String, expected: &'static str, found: &'static str },
    /// Not one of the values allowed, or outside a range: `allowed` is a list or an interval.
    InvalidValue { key: String, found: String, allowed: String },
    /// A round changes the severity of a finding about criteria files or rounds.
    FixedSeverity { code: &'static str },
    /// A round switches an error off.
    NotOff { code: &'static str },
    /// The code came before, or stands in the base (`None`).
    DuplicateCode { code: String, first_line: Option<usize> },
    /// The code's parent does not exist.
    OrphanCode { code: String, parent: String },
    /// A node with children has a key that only leaves have.
    RuleOnGroup { code: String, key: String },
    /// The children's maxima do not add up to the node's (`code` empty: the fields' to the scale).
    SumDiffers { code: String, stated: Number, sum: Number },
    /// This value of the measure falls in no step.
    StepGap { value: String },
    /// A step that no value reaches, because an earlier one takes all of its values.
    StepUnreachable { step: String, earlier: String },
    /// An option gives more points than the maximum.
    RuleAboveMax { what: String, points: Number, max: Number },
    /// The rule cannot reach the maximum; the most it reaches.
    MaxUnreachable { most: Number, max: Number },
    /// An expression that cannot be read; `at` is the character.
    ExpressionFault { expression: String, at: usize, reason: ExpressionFault },
    /// An input that the leaf does not declare.
    UnknownInput { id: String, close: Option<String>, declared: Vec<String> },
    /// Criteria that refer to each other in a circle.
    MeasureCycle { codes: Vec<String> },
    /// The leaf referred to has no measured value.
    NoMeasure { code: String },
    /// A code that the set does not have.
    UnknownCode { code: String, close: Option<String> },
    /// Classes not highest first, or two with the same edge.
    ClassOrder { name: String, from: Number, above: Number },
    /// A block has no class, while others have.
    NoClasses { block: String },
    /// The lowest class starts above 0: units below it get none.
    ClassGap { from: Number, replaced: usize },
    /// The lowest class leaves units out: it needs more than an index.
    ClassLeft { name: String },
    /// The same name, id or label twice in one list.
    DuplicateName { name: String },
    /// Two criteria of one group with the same name: the name, and the code of the first.
    SameName { name: String, first: String },
    /// The id of an input has accents; the same without them.
    AccentedId { id: String, plain: String },
    /// Inputs that the rule does not use; `ruled` is `false` where there is no rule at all.
    InputUnused { ids: Vec<String>, ruled: bool },
    /// Steps whose points go up and down and up again: where they turn, with the points there and below.
    StepOrder { step: String, points: Number, below: String, more: Number },
    /// The measured value is never below this, so that all units get the same points.
    AlwaysFull { of: String, lowest: Number },
    /// Keys of which only one may stand there.
    OneOf { keys: Vec<String> },
    /// A worked example gives another result.
    ExampleDiffers { code: String, expected: Number, computed: Number },
    /// A worked example cannot be computed.
    ExampleFault { code: String, reason: Box<Detail> },
    /// An example gives points and the leaf does not apply (`None`), or the other way round.
    ExampleApplies { code: String, computed: Option<Number> },
    /// An example gives an index another class.
    ExampleClass { index: Number, expected: String, computed: Option<String> },
    /// An example publishes an index as another number.
    ExamplePublished { index: Number, expected: Number, computed: Number },
    /// Two labels of a list that a form cannot tell apart.
    SameLabel { label: String, other: String },
    /// Data with which a formula gives more than the maximum, each with its name.
    FormulaAbove { inputs: Vec<(String, Number)>, points: Number, max: Number },
    /// Data with which a formula gives less than 0.
    FormulaBelow { inputs: Vec<(String, Number)>, points: Number },
    /// Nothing shows that a formula stays between 0 and the maximum, and no data were found with which it does not.
    FormulaUnproved { max: Number },
    /// A step that always holds, since the measure is never lower: nothing after it is ever used.
    StepAlways { step: String, lowest: String },
    /// A step that begins above the highest value of the measure.
    StepBeyond { step: String, highest: String },
    /// A class needs more than there can be, as an index or as the component index of a code.
    ClassUnreachable { name: String, needs: Number, of: Option<String>, most: Number },
    /// A leaf of an official set does not say where its number stands.
    MissingBasis { code: String },
    /// The year in the id is not the first year of the set.
    YearDiffers { id: String, year: i64, from: i64, to: Option<i64> },
    /// The set was last compared with the law before its newest source.
    CheckedEarly { checked: String, source: String },
    /// The codes of one group skip some before this one.
    CodeGap { missing: Vec<String>, code: String },
    /// The basis of a leaf names another item.
    BasisDiffers { code: String, found: String },
    /// The id differs from the file name.
    SetIdDiffers { id: String, file: String },
    /// The set starts from one that is neither beside it nor carried.
    UnknownBase { name: String, close: Option<String> },
    /// The set starts from one with errors of its own.
    BaseFault { file: String, errors: usize },
    /// Sets that start from each other, or too many of them.
    BaseCircle { files: Vec<String> },
    /// An entry says what the base says already.
    OverrideWithoutEffect { code: String },
    /// An exemption names a block that the set does not have.
    ExemptsUnknownBlock { block: String, known: Vec<String> },
    /// An exemption is for a kind of units of which the register has none.
    NobodyOfKind { kind: String, known: Vec<String> },
    /// An exemption names no block and no kind, so that it is for nobody.
    ExemptsNobody,
    /// On the day of the round not one set is in force but several or none; each with its first and last day.
    SetsOnDay { day: String, sets: Vec<String>, several: bool },
    /// Sets that are in force one after the other, and the round names no day; each with its first and last day.
    NoDayForSets { sets: Vec<String> },
    /// A rule that was imported and that nobody has confirmed; the text that it was read from.
    UnconfirmedRule { code: String, text: String, judged: bool },
    /// What must be looked at after an import.
    Import { doubt: Box<ImportDoubt> },
}
