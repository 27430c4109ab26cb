//! stub
use super::*;
impl Expression {
    /// stub
    pub fn parse(text: &str, _ids: &[&str]) -> Result<Expression, Vec<Detail>> {
        Ok(Expression { text: text.to_owned() })
    }
    /// stub
    pub fn measures(&self) -> Vec<&str> {
        vec![]
    }
}
impl Imported {
    /// stub
    pub fn inputs(&self) -> Vec<Input> {
        vec![]
    }
}
impl SurveyRule {
    /// stub
    pub fn inputs(&self) -> Vec<Input> {
        vec![]
    }
}
/// stub
pub struct RuleFault {
    /// x
    pub part: Option<usize>,
    /// x
    pub detail: Detail,
}
impl Rule {
    /// stub
    pub fn compute(&self, _f: &Frame, _a: &Answer, _s: &dyn Surroundings) -> Answered {
        None
    }
    /// stub
    pub fn measured(&self, _f: &Frame, _a: &Answer, _s: &dyn Surroundings) -> Option<Number> {
        None
    }
    /// stub
    pub fn faults(&self, _f: &Frame) -> Vec<RuleFault> {
        vec![]
    }
    /// stub
    pub fn check_claim(&self, _f: &Frame, _c: &Number) -> Result<(), Detail> {
        Ok(())
    }
    /// stub
    pub fn agrees(&self, _f: &Frame, a: &Number, b: &Number) -> bool {
        a == b
    }
}
/// stub
pub fn check_inputs(_i: &[Input], _v: &[Option<Number>]) -> Vec<(usize, Detail)> {
    vec![]
}
impl Expression {
    /// x
    pub fn eval(
        &self,
        _i: &[Option<Number>],
        _n: &[Input],
        _m: &Number,
        _s: &dyn Surroundings,
    ) -> Result<Number, ()> {
        Err(())
    }
}
