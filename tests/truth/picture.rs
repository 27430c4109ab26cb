//! The texts of a picture: which number stands beside which name.

use quick_xml::escape::unescape;

use super::check::number;
use super::data::Figure;
use super::facts::Facts;
use super::read::Table;

/// The texts in their order; a name that was cut is told whole.
fn texts(svg: &str) -> Vec<String> {
    let text = |part: &str| {
        let inside = part.split_once('>').unwrap().1.split_once("</text>").unwrap().0;
        let whole = inside.strip_prefix("<title>").and_then(|title| title.split_once("</title>"));
        unescape(whole.map_or(inside, |(whole, _)| whole)).unwrap().into_owned()
    };
    svg.split("<text ").skip(1).map(text).collect()
}

/// The figures of a ranking or of a unit, and the table of the fields of a block.
pub fn of_picture(svg: &str, facts: &Facts) -> (Vec<Table>, Vec<Figure>) {
    let texts = texts(svg);
    let (mut figures, mut fields) = (Vec::new(), Vec::<Vec<String>>::new());
    let unit = &texts[0];
    let of_unit = facts.is_unit(unit);
    for (at, text) in texts.iter().enumerate().skip(1) {
        let code =
            text.split_once(". ").map(|(code, _)| code).filter(|code| facts.fields.iter().any(|f| f == code));
        if let Some(code) = code {
            // A name goes on in the next lines, and numbers follow it.
            let numbers = texts[at + 1..].iter().skip_while(|text| number(text).is_none());
            let numbers: Vec<&String> = numbers.take(3).filter(|text| number(text).is_some()).collect();
            if numbers.len() < 3 {
                continue;
            }
            if of_unit {
                figures.push((format!("unit|{unit}|{code}.index"), numbers[0].clone()));
            } else {
                fields.push(std::iter::once(code.to_owned()).chain(numbers.into_iter().cloned()).collect());
            }
        } else if of_unit {
            for part in text.split(" · ") {
                let key = match part {
                    _ if part.starts_with("Chỉ số ") || part.starts_with("Index ") => "index",
                    _ if part.starts_with("Hạng ") || part.starts_with("Rank ") => "rank",
                    _ => continue,
                };
                let value = part.split(' ').find(|word| number(word).is_some()).unwrap();
                figures.push((format!("unit|{unit}|{key}"), value.to_owned()));
            }
        } else if facts.is_unit(text) {
            figures.push((format!("unit|{text}|rank"), texts[at - 1].clone()));
            let index = texts[at + 1..].iter().find(|text| number(text).is_some()).unwrap();
            figures.push((format!("unit|{text}|index"), index.clone()));
        }
    }
    if fields.is_empty() {
        return (Vec::new(), figures);
    }
    let heads = ["Mã", "Trung bình (%)", "Cao nhất (%)", "Thấp nhất (%)"].map(str::to_owned).to_vec();
    let above = format!(": {}", texts[1].split(" · ").next().unwrap());
    (vec![Table { above, rows: [vec![heads], fields].concat(), exact: false }], figures)
}
