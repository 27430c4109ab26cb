//! The method: what the set says of itself, its criteria with their maxima, and each rule in words.

use serde::Serialize;

use super::texts::Both;
use crate::criteria::{Class, Compare, CriteriaSet, Effect, NotApplicable, Ties};
use crate::message::{Lang, Scorer, number, say};
use crate::points::{Number, Rounding};
use crate::report::build::{status, tie_break_words};
use crate::report::{rule_need, rule_text};

#[derive(Serialize)]
struct NodeData {
    code: Both,
    name: Both,
    max: String,
    parent: Option<usize>,
    leaf: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<Both>,
    /// What brings all points.
    #[serde(skip_serializing_if = "Option::is_none")]
    need: Option<Both>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scorer: Option<Both>,
    #[serde(skip_serializing_if = "Option::is_none")]
    basis: Option<Both>,
    #[serde(skip_serializing_if = "Option::is_none")]
    appraiser: Option<Both>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unconfirmed: Option<Both>,
}

/// A set as the page shows it.
#[derive(Serialize)]
pub(super) struct SetData<'a> {
    #[serde(skip)]
    pub set: &'a CriteriaSet,
    id: Both,
    title: Both,
    status: Both,
    is_official: bool,
    sources: Vec<Both>,
    method: Vec<(Both, Both)>,
    nodes: Vec<NodeData>,
    fields: &'a [usize],
}

impl<'a> SetData<'a> {
    pub fn of(set: &'a CriteriaSet) -> SetData<'a> {
        let node = |node: &crate::criteria::Node| {
            let leaf = node.leaf.as_ref();
            NodeData {
                code: Both::same(&*node.code),
                name: Both::same(&node.name),
                max: node.max.published(set.scoring.precision).to_string(),
                parent: node.parent,
                leaf: leaf.map(|leaf| leaf.index),
                rule: leaf.map(|leaf| Both::of(|lang| rule_text(leaf, lang))),
                need: leaf.and_then(|leaf| {
                    let need = |lang| rule_need(leaf, &node.max, lang);
                    Some(Both::new(&need(Lang::Vi)?, &need(Lang::En)?))
                }),
                scorer: leaf.map(|leaf| Both::of(|lang| scorer(leaf.scored_by, lang))),
                basis: node.basis.as_ref().filter(|_| leaf.is_some()).map(Both::same),
                appraiser: leaf.and_then(|leaf| leaf.appraiser.as_ref()).map(Both::same),
                unconfirmed: leaf.and_then(|leaf| leaf.unconfirmed.as_ref()).map(Both::same),
            }
        };
        SetData {
            set,
            id: Both::same(&set.id),
            title: Both::same(&set.title),
            status: Both::of(|lang| status(set, lang).to_owned()),
            is_official: set.status == crate::criteria::Status::Official,
            sources: set.sources.iter().map(Both::same).collect(),
            method: method(set),
            nodes: set.nodes.iter().map(node).collect(),
            fields: &set.fields,
        }
    }
}

fn scorer(scorer: Scorer, lang: Lang) -> String {
    match scorer {
        Scorer::Unit => {
            say!(lang, "đơn vị tự chấm, hội đồng thẩm định", "scored by the unit, then appraised")
        }
        Scorer::Council => say!(lang, "hội đồng chấm", "scored by the council"),
        Scorer::Survey => say!(lang, "điều tra xã hội học", "survey"),
    }
}

/// How points become an index, and indices ranks and classes: label and text.
fn method(set: &CriteriaSet) -> Vec<(Both, Both)> {
    let index = |lang| match set.scoring.not_applicable {
        NotApplicable::Rescale => say!(
            lang,
            "Tổng điểm đạt được ÷ điểm tối đa của các tiêu chí áp dụng × 100",
            "Points obtained ÷ maximum of the criteria that apply × 100"
        ),
        NotApplicable::RescaleAppraised => say!(
            lang,
            "Phần thẩm định quy đổi về thang đầy đủ khi có tiêu chí không áp dụng, phần điều tra cộng nguyên; tổng ÷ điểm tối đa × 100",
            "Where criteria do not apply, the appraised part is rescaled to its full maximum and the survey part added as it is; total ÷ maximum × 100"
        ),
    };
    let decimals = set.scoring.precision.decimals;
    let rounding = |lang| match set.scoring.precision.rounding {
        Rounding::HalfUp => say!(
            lang,
            "Tính chính xác, chỉ làm tròn khi công bố: {decimals} chữ số thập phân, nửa đơn vị làm tròn lên. Vì vậy tổng các số in ra có thể lệch tổng chung ở chữ số cuối.",
            "Computed exactly and rounded only for publication: {decimals} decimals, halves up. So printed parts may miss the printed total in the last digit."
        ),
        Rounding::HalfEven => say!(
            lang,
            "Tính chính xác, chỉ làm tròn khi công bố: {decimals} chữ số thập phân, nửa đơn vị làm tròn về chữ số chẵn. Vì vậy tổng các số in ra có thể lệch tổng chung ở chữ số cuối.",
            "Computed exactly and rounded only for publication: {decimals} decimals, halves to the even digit. So printed parts may miss the printed total in the last digit."
        ),
    };
    let ties = |lang| {
        let compared = match set.ranking.compare {
            Compare::Rounded => say!(lang, "So sánh chỉ số đã làm tròn", "Rounded indices are compared"),
            Compare::Exact => say!(lang, "So sánh chỉ số chưa làm tròn", "Unrounded indices are compared"),
        };
        let by = tie_break_words(set, lang);
        let by = if by.is_empty() {
            by
        } else {
            say!(lang, "; bằng nhau thì xét {by}", "; equal ones are decided by {by}")
        };
        let shared = match set.ranking.ties {
            Ties::Competition => say!(lang, "đồng hạng kiểu 1-2-2-4", "ties are ranked 1-2-2-4"),
            Ties::Dense => say!(lang, "đồng hạng kiểu 1-2-2-3", "ties are ranked 1-2-2-3"),
            Ties::Ordinal => say!(lang, "không đồng hạng (1-2-3-4)", "no shared ranks (1-2-3-4)"),
        };
        format!("{compared}{by}; {shared}.")
    };
    let mut method = vec![
        (Both::new("Chỉ số (%)", "Index (%)"), Both::of(index)),
        (Both::new("Làm tròn", "Rounding"), Both::of(rounding)),
        (Both::new("Xếp hạng", "Ranking"), Both::of(ties)),
    ];
    if !set.classes.is_empty() {
        let classes = |lang| set.classes.iter().map(|at| class(set, at, lang)).collect::<Vec<_>>().join("; ");
        method.push((Both::new("Xếp loại", "Classes"), Both::of(classes)));
    }
    for adjustment in &set.adjustments {
        let label = match adjustment.effect {
            Effect::Bonus => Both::new("Điểm cộng", "Bonus"),
            Effect::Penalty => Both::new("Điểm trừ", "Penalty"),
        };
        let text = |lang| {
            let cap = adjustment.cap.as_ref().map_or_else(String::new, |cap| {
                let cap = number(cap, lang);
                say!(lang, " (tối đa {cap} điểm)", " (at most {cap} points)")
            });
            format!("{} {}{cap}", adjustment.code, adjustment.name)
        };
        method.push((label, Both::of(text)));
    }
    method
}

/// A class with all that it asks for.
fn class(set: &CriteriaSet, class: &Class, lang: Lang) -> String {
    let name = &class.name;
    let block = class.block.map_or_else(String::new, |at| format!(" ({})", set.blocks[at].name));
    if class.from.is_zero() && class.also.is_empty() {
        return say!(lang, "{name}{block}: các đơn vị còn lại", "{name}{block}: all others");
    }
    let also = |(node, share): &(usize, Number)| {
        let node = &set.nodes[*node];
        let (code, least) = (&node.code, number(&(share * &Number::from(100)), lang));
        if node.parent.is_none() {
            say!(
                lang,
                ", đồng thời chỉ số thành phần lĩnh vực {code} từ {least} %",
                " and component index of field {code} from {least} %"
            )
        } else {
            say!(
                lang,
                ", đồng thời chỉ số thành phần tiêu chí {code} từ {least} %",
                " and component index of criterion {code} from {least} %"
            )
        }
    };
    let (from, also) = (number(&class.from, lang), class.also.iter().map(also).collect::<String>());
    say!(lang, "{name}{block}: từ {from} %{also}", "{name}{block}: from {from} %{also}")
}
