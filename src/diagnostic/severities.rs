//! What a round makes of the severity of findings.

use super::{Code, Finding, Severity};

impl Code {
    /// Whether a round may change its severity: what criteria files and the round say of themselves stays as it is.
    pub fn is_changeable(self) -> bool {
        !matches!(
            self,
            Code::Syntax
                | Code::UnknownKey
                | Code::MissingKey
                | Code::WrongType
                | Code::InvalidValue
                | Code::DuplicateCode
                | Code::OrphanCode
                | Code::RuleOnGroup
                | Code::SumDiffers
                | Code::StepGap
                | Code::StepUnreachable
                | Code::RuleAboveMax
                | Code::MaxUnreachable
                | Code::ExpressionFault
                | Code::UnknownInput
                | Code::MeasureCycle
                | Code::NoMeasure
                | Code::UnknownCode
                | Code::InputUnused
                | Code::StepOrder
                | Code::ClassOrder
                | Code::ClassGap
                | Code::DuplicateName
                | Code::ExampleDiffers
                | Code::SetIdDiffers
                | Code::RuleBelowMin
                | Code::FormulaUnproved
                | Code::ClassUnreachable
                | Code::MissingBasis
                | Code::YearDiffers
                | Code::CheckedEarly
                | Code::CodeGap
                | Code::BasisDiffers
                | Code::UnconfirmedRule
                | Code::DoubtfulImport
        )
    }

    /// Whether a round may switch it off: warnings, and what is said about evidence, which decides no points.
    pub fn may_be_off(self) -> bool {
        self.severity() == Severity::Warning || matches!(self, Code::MissingEvidence)
    }
}

/// The severities that a round changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Severities(Vec<(Code, Option<Severity>)>);

impl Severities {
    /// Findings of this code have this severity; `None`: they do not show.
    pub fn set(&mut self, code: Code, severity: Option<Severity>) {
        self.0.push((code, severity));
    }

    /// Gives findings the severity that the round wants, and takes away those that it does not want.
    pub fn apply(&self, findings: &mut Vec<Finding>) {
        if self.0.is_empty() {
            return;
        }
        findings.retain_mut(|finding| {
            let code = finding.code();
            match self.0.iter().find(|(known, _)| *known == code) {
                Some((_, Some(severity))) => finding.severity = *severity,
                Some((_, None)) => return false,
                None => {}
            }
            true
        });
    }
}
