//! Formulas as they read. That they give the same points is shown in `tests/formulas.rs`.

use super::*;
use crate::criteria::load;

const WORDS: Words<'_> =
    Words { yes: "Có", no: "Không", not_applicable: "Không áp dụng", wrong: "Số liệu sai" };

/// A set of one leaf, its cells D1, D2, … for the inputs or items.
fn formula(inputs: &str, rule: &str) -> Option<String> {
    let text = format!(
        "[set]\nid = \"s\"\ntitle = \"s\"\nlevel = \"xa\"\nyears = {{ from = 2025 }}\nstatus = \"model\"\nscale = 3\n\
         [[field]]\ncode = \"1\"\nname = \"n\"\nmax = 3\n{inputs}\n{rule}\n"
    );
    let (set, findings) = load(&"s.toml".into(), &text);
    let set = set.unwrap_or_else(|| panic!("{findings:?}"));
    let column = || (1..9).map(|row| format!("D{row}")).collect::<Vec<_>>();
    let inputs = column()[..set.leaf(0).1.inputs.len()].to_vec();
    let cells = Cells { option: "D1".into(), lists: "parindex!$F$1:$F$2".into(), inputs, items: column() };
    points(&set, 0, &|_| Some(cells.clone()), &WORDS)
}

const AB: &str = "inputs = [{ id = \"a\", name = \"A\", whole_number = true }, { id = \"b\", name = \"B\", part_of = \"a\" }]";
const WRONG: &str =
    "IF(OR(COUNTA(D1,D2)>COUNT(D1,D2),MIN(D1,D2)<0,MOD(N(D1),1)<>0,COUNT(D1)*ROUND(SUM(D2)-N(D1),6)>0)";

#[test]
fn formulas_as_they_read() {
    let choice = "rule.choice = [{ label = \"x\", points = 3 }, { label = \"y\", share = \"50%\" }]";
    assert_eq!(
        formula("", choice).unwrap(),
        "IF(D1=\"\",\"\",IF(SUMPRODUCT(--(parindex!$F$1:$F$2=D1))<>1,\"Số liệu sai\",\
         SUMPRODUCT((parindex!$F$1:$F$2=D1)*{3;1.5})))"
    );
    assert_eq!(
        formula(AB, "when_zero = \"full\"\nrule.proportional = { of = \"b / a\", floor = \"80%\" }").unwrap(),
        format!(
            "{WRONG},\"Số liệu sai\",IF(COUNT(D2,D1)<2,\"\",IF(D1=0,3,\
             IF(ROUND(D2/D1,13)<0.8,0,ROUND(D2/D1*3,12)))))"
        )
    );
    assert_eq!(
        formula("inputs = [{ id = \"n\", name = \"N\" }]", "rule.count = { of = \"n\", each = 0.5 }")
            .unwrap(),
        "IF(OR(COUNTA(D1)>COUNT(D1),MIN(D1)<0),\"Số liệu sai\",IF(COUNT(D1)<1,\"\",ROUND(MIN(3,D1*0.5),12)))"
    );
}

#[test]
fn where_the_workbook_cannot_tell() {
    assert_eq!(formula("", "rule.judged = {}"), None);
    assert_eq!(formula(AB, "rule.relative = { of = \"b\", best = \"highest\" }"), None);
    let steps: Vec<String> = (1..70).map(|n| format!("{{ from = {}, points = 3 }}", 100 - n)).collect();
    let many = format!("rule.bands = {{ of = \"a\", steps = [{}], otherwise = 0 }}", steps.join(", "));
    assert_eq!(formula(AB, &many), None, "Excel takes no such nesting");
}
