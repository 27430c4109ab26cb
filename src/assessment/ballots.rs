//! Tables of answers: which column is whose, and those with a row for each respondent.

use std::borrow::Cow;

use rayon::prelude::*;

use super::answers::{AnswerColumns, answer_of};
use super::heads::Head;
use super::matrix::Target;
use super::submission::{Paper, Submission};
use super::table::Table;
use crate::diagnostic::Finding;
use crate::message::{Detail, SurveyFault};
use crate::rule::{Rule, SurveyRule};
use crate::sheet::{Row, Value};

/// Rows that show whether a table holds answers or points.
const LOOK: usize = 60;

impl<'c> Table<'c, '_, '_> {
    /// The columns beside the answers. In survey results and beside answers `Nhóm` is the group of the respondent, where the set has groups
    /// and no other column is headed so.
    pub(super) fn answer_columns(&self) -> AnswerColumns {
        let [respondent, count] = [Head::Respondent, Head::Count].map(|head| self.header.column(head));
        AnswerColumns { group: self.group_column(), respondent, count }
    }

    fn group_column(&self) -> Option<u32> {
        let of_survey = self.read_as.paper == Paper::Survey || self.header.column(Head::Answer).is_some();
        let as_block = of_survey && !self.catalog.set.survey.groups.is_empty();
        let block = self.header.column(Head::Block).filter(|_| as_block);
        self.header.column(Head::Group).or(block)
    }

    /// The column of blocks, where it is not that of groups.
    pub(super) fn block_column(&self) -> Option<u32> {
        self.header.column(Head::Block).filter(|block| self.group_column() != Some(*block))
    }

    /// That the table names groups and the set weighs none.
    pub(super) fn unweighed_groups(&self) -> Option<Finding> {
        let column = self.header.column(Head::Group).filter(|_| self.catalog.set.survey.groups.is_empty())?;
        let head = self.sheet.nth_row(self.header.first)?;
        Some(self.finding(head.at(column), Detail::Survey { fault: SurveyFault::Unweighed }))
    }

    fn rule(&self, target: Target) -> Option<&'c SurveyRule> {
        let Target::Node(node) = target else { return None };
        match &self.catalog.set.nodes[node].leaf.as_ref()?.rule {
            Rule::Survey(rule) => Some(rule),
            _ => None,
        }
    }

    /// Whether the rows of a matrix are respondents: a column says whose they are, or the cells hold answers.
    pub(super) fn is_of_respondents(&self, targets: &[(u32, Target)]) -> bool {
        let surveyed: Vec<(u32, &SurveyRule)> =
            targets.iter().filter_map(|(column, target)| Some((*column, self.rule(*target)?))).collect();
        if self.header.column(Head::Group).or(self.header.column(Head::Respondent)).is_some() {
            return !surveyed.is_empty();
        }
        // Numbers without such a column are points.
        let is_answer = |row: Row, (column, rule): &(u32, &SurveyRule)| match row.get(*column) {
            Some(Value::Text(text)) => {
                let number = text.starts_with(|c: char| c.is_ascii_digit());
                !number && answer_of(rule, text).is_some()
            }
            _ => false,
        };
        self.read_as.paper == Paper::Survey
            && self.body().take(LOOK).any(|row| surveyed.iter().any(|column| is_answer(row, column)))
    }

    /// Reads a table with a row for each respondent and a column for each question.
    pub(super) fn respondents(
        &mut self,
        targets: &[(u32, Target)],
        findings: &mut Vec<Finding>,
    ) -> Vec<Submission> {
        findings.extend(self.unweighed_groups());
        let columns = self.answer_columns();
        let answers = |row: Row| targets.iter().any(|(column, _)| row.get(*column).is_some());
        let (units, nameless) = self.by_unit(answers, answers);
        findings.extend(nameless);
        let read = |(unit, rows): &(Cow<str>, Vec<Row>)| {
            let mut builder = self.unit_builder(unit, rows[0]);
            builder.submission.must_be_complete = false;
            for row in rows {
                for (column, target) in targets {
                    match target {
                        Target::Node(node) => builder.answer(columns, *row, *column, *node),
                        Target::Adjustment(_) => {}
                    }
                }
            }
            builder.closed()
        };
        units.par_iter().map(read).collect()
    }
}
