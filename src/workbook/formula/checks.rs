//! Data that cannot be right, as a condition of a spreadsheet: the same as `check_inputs` finds.

use crate::points::cells::number;
use crate::rule::Input;

/// Digits after the point at which parts are held against their whole.
const COMPARED: u32 = 6;

/// A condition that is true where the declared values cannot be right; a blank cell says nothing. `None` without inputs.
pub(super) fn wrong(inputs: &[Input], cells: &[String]) -> Option<String> {
    if cells.is_empty() {
        return None;
    }
    let all = cells.join(",");
    // `N` takes a text for 0, and what is no number is told first.
    let mut conditions = vec![format!("COUNTA({all})>COUNT({all})"), format!("MIN({all})<0")];
    for (input, cell) in inputs.iter().zip(cells) {
        if input.whole_number {
            conditions.push(format!("MOD(N({cell}),1)<>0"));
        }
        if let Some(max) = &input.max {
            conditions.push(format!("N({cell})>{}", number(max)));
        }
    }
    for (whole, cell) in cells.iter().enumerate() {
        let parts: Vec<&str> = inputs
            .iter()
            .zip(cells)
            .filter(|(input, _)| input.part_of == Some(whole))
            .map(|(_, cell)| cell.as_str())
            .collect();
        if !parts.is_empty() {
            let parts = parts.join(",");
            conditions.push(format!("COUNT({cell})*ROUND(SUM({parts})-N({cell}),{COMPARED})>0"));
        }
    }
    Some(format!("OR({})", conditions.join(",")))
}
