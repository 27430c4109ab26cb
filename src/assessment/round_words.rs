//! Which round of appraisal a head names: `Điểm thẩm định lần 2`, `Lần thứ hai`, `Trước giải trình`.

/// The round that a folded head names in so many words.
pub(super) fn round_named(folded: &str) -> Option<u8> {
    let words: Vec<&str> = folded.split(' ').collect();
    let counted = words.iter().enumerate().find_map(|(at, word)| {
        let rest = words.get(at + 1..).filter(|_| ["lan", "vong", "dot", "round"].contains(word))?;
        let rest = rest.strip_prefix(&["thu"]).unwrap_or(rest);
        numeral(rest.first()?)
    });
    counted.or_else(|| {
        let has = |phrase: &[&str]| words.windows(phrase.len()).any(|window| window == phrase);
        let explained = |word: &str| has(&[word, "giai", "trinh"]) || has(&[word, "khi", "giai", "trinh"]);
        if explained("sau") || has(&["tham", "dinh", "lai"]) || has(&["cham", "lai"]) {
            Some(2)
        } else {
            explained("truoc").then_some(1)
        }
    })
}

fn numeral(word: &str) -> Option<u8> {
    Some(match word {
        "1" | "i" | "mot" | "nhat" | "dau" => 1,
        "2" | "ii" | "hai" => 2,
        "3" | "iii" | "ba" => 3,
        "4" | "iv" | "bon" | "tu" => 4,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::fold;

    #[test]
    fn rounds_in_words() {
        for (head, expected) in [
            ("Điểm thẩm định", None),
            ("Điểm thẩm định lần 1", Some(1)),
            ("Điểm thẩm định (lần 2)", Some(2)),
            ("Lần thứ nhất", Some(1)),
            ("Điểm thẩm định lần thứ hai", Some(2)),
            ("Thẩm định lần đầu", Some(1)),
            ("Vòng II", Some(2)),
            ("Lần 3 Điểm thẩm định", Some(3)),
            ("Thẩm định lại", Some(2)),
            ("Thẩm định sau giải trình", Some(2)),
            ("Điểm thẩm định sau khi giải trình", Some(2)),
            ("Điểm thẩm định trước khi giải trình", Some(1)),
            ("Appraised, round 2", Some(2)),
            ("Số lần kiểm tra", None),
        ] {
            assert_eq!(round_named(&fold(head)), expected, "{head}");
        }
    }
}
