//! Findings: what is wrong, how bad it is, where it stands and what to do.

mod code;
mod place;
mod severities;

pub use code::Code;
pub use place::{CellRef, Lines, Place, TextSpan};
pub use severities::Severities;

use std::sync::Arc;

use crate::message::{Detail, Lang, Text};

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The form, the file or the set must be mended.
    Error,
    /// Understood, but somebody should look.
    Warning,
}

impl Severity {
    /// `error` or `warning`, the same in every language.
    pub fn id(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

/// One thing that is wrong, at its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How bad it is here; the code's own severity unless a command or a round changed it.
    pub severity: Severity,
    /// Where it stands.
    pub place: Place,
    /// The other cells of the sheet that it is about.
    pub also: Vec<CellRef>,
    /// The unit it concerns.
    pub unit: Option<Arc<str>>,
    /// The criterion it concerns.
    pub criterion: Option<Arc<str>>,
    /// What was found.
    pub detail: Detail,
}

impl Finding {
    /// A finding at a place, with the severity of its code, or of its situation where that differs.
    pub fn new(place: Place, detail: Detail) -> Finding {
        let severity = match &detail {
            Detail::Import { doubt } if doubt.stops() => Severity::Error,
            // Nobody is scored wrong for it.
            Detail::NobodyOfKind { .. } => Severity::Warning,
            Detail::Survey { fault } if fault.is_used() => Severity::Warning,
            detail => Code::of(detail).severity(),
        };
        Finding { severity, place, also: Vec::new(), unit: None, criterion: None, detail }
    }

    /// The same, concerning a unit.
    #[must_use]
    pub fn of_unit(mut self, unit: &Arc<str>) -> Finding {
        self.unit = Some(Arc::clone(unit));
        self
    }

    /// The same, concerning a criterion.
    #[must_use]
    pub fn of_criterion(mut self, code: &Arc<str>) -> Finding {
        self.criterion = Some(Arc::clone(code));
        self
    }

    /// Its code.
    pub fn code(&self) -> Code {
        Code::of(&self.detail)
    }

    /// Whether it is an error.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// Message and help in a language.
    pub fn text(&self, lang: Lang) -> Text {
        self.detail.text(lang)
    }
}

/// Sorts findings the way people read: by file, sheet and place, then code.
pub fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| {
        (&a.place, a.code().id(), &a.unit, &a.criterion).cmp(&(
            &b.place,
            b.code().id(),
            &b.unit,
            &b.criterion,
        ))
    });
}
