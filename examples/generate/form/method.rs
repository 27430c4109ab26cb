//! The column "Cách tính điểm": a rule in a few words.

use parindex::criteria::{Leaf, Node};
use parindex::points::Number;
use parindex::rule::{Award, Edge, Rule};

use super::value::decimal;

/// How the points of a leaf come about.
pub fn method(node: &Node, leaf: &Leaf) -> String {
    match &leaf.rule {
        Rule::Choice(choice) => {
            let options = choice
                .options
                .iter()
                .map(|option| format!("{}: {}", option.label, award(&option.award, node)));
            options.collect::<Vec<_>>().join("\n")
        }
        Rule::Checklist(list) => {
            let items = list.items.iter().map(|item| format!("{}: {}", item.label, comma(&item.points)));
            items.collect::<Vec<_>>().join("\n")
        }
        Rule::Bands(bands) => {
            let mut lines: Vec<String> = Vec::new();
            for step in &bands.steps {
                let word = if step.edge == Edge::Over { "Trên" } else { "Từ" };
                let at = if step.percent { percent(&step.at) } else { comma(&step.at) };
                lines.push(format!("{word} {at}: {}", award(&step.award, node)));
            }
            lines.push(format!("Còn lại: {}", bands.otherwise.as_ref().map_or_else(String::new, comma)));
            lines.join("\n")
        }
        Rule::Proportional(rule) => {
            let full = if rule.full_at < Number::ONE {
                format!("Từ {}: điểm tối đa; dưới mức đó: tỷ lệ × điểm tối đa ÷ {0}", percent(&rule.full_at))
            } else {
                "Tỷ lệ × điểm tối đa".to_owned()
            };
            if rule.floor.is_zero() { full } else { format!("{full}; dưới {}: 0", percent(&rule.floor)) }
        }
        Rule::Count(rule) => format!("Mỗi trường hợp {}, tối đa {}", comma(&rule.each), comma(&node.max)),
        Rule::Deduct(rule) => {
            let events = rule
                .events
                .iter()
                .map(|event| format!("{}: trừ {}", leaf.inputs[event.input].name, comma(&event.points)));
            events.collect::<Vec<_>>().join("\n")
        }
        Rule::Survey(_) => "Điều tra xã hội học".to_owned(),
        Rule::Imported(rule) => format!("{}: giá trị ÷ {} × điểm tối đa", rule.source, comma(&rule.out_of)),
        Rule::Relative(_) => "Giá trị ÷ giá trị tốt nhất trong khối × điểm tối đa".to_owned(),
        Rule::Formula(_) => "Tính theo công thức trong Phụ lục".to_owned(),
        Rule::Judged(_) => "Hội đồng thẩm định chấm".to_owned(),
        Rule::Info => "Không tính điểm".to_owned(),
    }
}

fn comma(value: &Number) -> String {
    decimal(value).replace('.', ",")
}

fn percent(share: &Number) -> String {
    format!("{}%", comma(&(share * &Number::from(100))))
}

fn award(award: &Award, node: &Node) -> String {
    match award {
        Award::Points(points) => comma(points),
        Award::Share(share) => comma(&(share * &node.max)),
        Award::Proportional => "tỷ lệ × điểm tối đa".to_owned(),
    }
}
