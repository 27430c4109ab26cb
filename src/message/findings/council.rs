//! Findings about the points of the council.

use super::{Lang, MOST_NAMES, Number, Text, amount, clause, list, points_en, quoted, say};
use crate::message::Treated;

/// `1 điểm`, `1 point`; `None` is "not applicable".
fn given(points: Option<&Number>, lang: Lang) -> String {
    match points {
        Some(points) => {
            let vi = amount(points, lang);
            say!(lang, "{vi} điểm", "{}", points_en(points))
        }
        None => say!(lang, "“không áp dụng”", "“not applicable”"),
    }
}

pub(super) fn conflicting(
    [first_points, points]: &[Option<Number>; 2],
    first: &str,
    who: &[Option<String>; 2],
    round: u8,
    later: Option<u8>,
    lang: Lang,
) -> Text {
    let [first_who, who] =
        who.each_ref().map(|who| who.as_ref().map_or_else(String::new, |who| format!(" ({})", quoted(who))));
    let [first_points, points] = [first_points, points].map(|points| given(points.as_ref(), lang));
    let first = quoted(first);
    let one_row = later == Some(round);
    let counts = match later {
        Some(_) if one_row => {
            say!(lang, "Hiện lấy cột sau cùng có điểm.", "For now the last column that is filled counts.")
        }
        Some(later) => say!(
            lang,
            "Hiện lấy điểm của lần thẩm định {later}.",
            "For now the points of round {later} count."
        ),
        None => say!(
            lang,
            "Hiện không lấy điểm nào: chưa thống nhất thì tính 0.",
            "For now none counts: until they agree it is 0."
        ),
    };
    Text {
        message: say!(
            lang,
            "Lần thẩm định {round}: ô này cho {points}{who}, nhưng ô {first} đã cho {first_points}{first_who}. {counts}",
            "Round {round} of the appraisal: this cell gives {points}{who}, while {first} gives {first_points}{first_who}. \
             {counts}",
        ),
        help: if one_row {
            say!(
                lang,
                "Nếu là hai lần thẩm định, ghi rõ “lần 1”, “lần 2” ở đầu cột; nếu là hai người chấm, thống nhất một điểm.",
                "If these are two rounds, name them in the heads (“lần 1”, “lần 2”); if two appraisers, agree on one.",
            )
        } else {
            say!(
                lang,
                "Hỏi hai người chấm, thống nhất một điểm rồi sửa ô kia cho giống hoặc để trống.",
                "Ask both appraisers, agree on one, and make the other cell the same or blank.",
            )
        },
    }
}

pub(super) fn missing_reason(points: &Number, asked: &Number, of_round: Option<u8>, lang: Lang) -> Text {
    let (vi, en, asked_vi, asked_en) =
        (amount(points, lang), points_en(points), amount(asked, lang), amount(asked, lang));
    let message = if let Some(round) = of_round {
        say!(
            lang,
            "Thẩm định lại {vi} điểm thay cho {asked_vi} điểm của lần {round} mà không ghi lý do.",
            "The council gives {en} in place of the {asked_en} of round {round}, without a reason."
        )
    } else if points < asked {
        say!(
            lang,
            "Thẩm định {vi} điểm, thấp hơn điểm của đơn vị ({asked_vi}), mà không ghi lý do.",
            "The council gives {en}, less than the unit's {asked_en}, without a reason."
        )
    } else {
        say!(
            lang,
            "Thẩm định {vi} điểm, cao hơn điểm của đơn vị ({asked_vi}), mà không ghi lý do.",
            "The council gives {en}, more than the unit's {asked_en}, without a reason."
        )
    };
    Text {
        message,
        help: say!(
            lang,
            "Ghi lý do vào cột “Lý do” cùng dòng (bảng chưa có thì thêm cột này): đơn vị cần nó để giải trình.",
            "Write the reason into the column “Lý do” (Reason) of the row, or add that column: the unit needs it to explain.",
        ),
    }
}

pub(super) fn stale_copy(
    copied: Option<&Number>,
    now: Option<&Number>,
    others: &[String],
    lang: Lang,
) -> Text {
    let shown = |points: Option<&Number>| {
        points.map_or_else(|| say!(lang, "không có điểm", "no points"), |points| given(Some(points), lang))
    };
    let (copied, now) = (shown(copied), shown(now));
    let also = if others.is_empty() {
        String::new()
    } else {
        let others = list(others);
        say!(lang, " Các tiêu chí {others} cũng vậy.", " So it is with {others}.")
    };
    Text {
        message: say!(
            lang,
            "Bảng thẩm định ghi đơn vị tự chấm {copied}, nhưng biểu của đơn vị nay ghi {now}.{also}",
            "This paper says that the unit gave itself {copied}; the unit's form now says {now}.{also}",
        ),
        help: say!(
            lang,
            "Đơn vị đã gửi lại biểu sau khi lập bảng thẩm định: xem lại điểm thẩm định theo biểu mới rồi sửa ô này.",
            "The unit sent its form anew after this paper was made: look at the points again, then mend this cell.",
        ),
    }
}

pub(super) fn no_first_round(lang: Lang) -> Text {
    Text {
        message: say!(
            lang,
            "Có điểm thẩm định lần 2 nhưng chưa có điểm lần 1.",
            "There are points of round 2 and none of round 1.",
        ),
        help: say!(
            lang,
            "Kiểm tra có đúng dòng, đúng lần không; nếu đây là lần đầu, chuyển điểm sang cột hoặc tệp của lần 1.",
            "Check the row and the round; if this is the first appraisal, move the points to the column or file of round 1.",
        ),
    }
}

pub(super) fn unequal(
    points: &Number,
    [data, evidence]: [bool; 2],
    more: &[Treated],
    others: &[Treated],
    lang: Lang,
) -> Text {
    let (vi, en) = (amount(points, lang), points_en(points));
    let (more, others) = (treated(more, lang), treated(others, lang));
    let alike = match (data, evidence) {
        (true, true) => {
            say!(lang, "cùng số liệu kê khai, cùng tài liệu kiểm chứng", "the same data and evidence")
        }
        (true, false) => say!(lang, "cùng số liệu kê khai", "the same data"),
        (false, _) => {
            say!(lang, "cùng điểm tự chấm, cùng tài liệu kiểm chứng", "the same self score and evidence")
        }
    };
    let also = if others.is_empty() {
        String::new()
    } else {
        say!(lang, " Cũng được ít hơn: {others}.", " So did these get less: {others}.")
    };
    let why = if evidence {
        String::new()
    } else {
        say!(lang, ", mà ô này không ghi lý do", ", and this cell has no reason")
    };
    Text {
        message: say!(
            lang,
            "Thẩm định {vi} điểm; đơn vị khác {alike} được nhiều hơn{why}: {more}.{also}",
            "The council gives {en}; with {alike} others got more{why}: {more}.{also}",
        ),
        help: say!(
            lang,
            "Xem lại các ô này: cho điểm như nhau, hoặc ghi lý do vì sao khác nhau.",
            "Look at these cells: give the same points, or say in the reason why they differ.",
        ),
    }
}

pub(super) fn strict(
    who: &str,
    (cut, units): (&Number, usize),
    (others_cut, others): (&Number, usize),
    at: &[String],
    criteria: &[String],
    lang: Lang,
) -> Text {
    let (who, cut, others_cut, at) = (quoted(who), amount(cut, lang), amount(others_cut, lang), cells(at));
    let also = if criteria.is_empty() {
        String::new()
    } else {
        let criteria = list(criteria);
        say!(lang, " Các tiêu chí {criteria} cũng vậy.", " So it is with {criteria}.")
    };
    Text {
        message: say!(
            lang,
            "{who} cắt trung bình {cut}% điểm tối đa ở {units} đơn vị (các ô {at}); những người khác cắt {others_cut}% ở \
             {others} đơn vị.{also}",
            "{who} cut {cut}% of the maximum on average of {units} units (cells {at}); the others {others_cut}% of \
             {others} units.{also}",
        ),
        help: say!(
            lang,
            "Hội đồng thống nhất cách chấm tiêu chí này rồi xem lại các ô bị cắt; nếu cắt đúng thì không phải sửa.",
            "Agree in the council how the criterion is appraised, then look at what was cut; what was right stays.",
        ),
    }
}

fn treated(others: &[Treated], lang: Lang) -> String {
    let told = |other: &Treated| {
        let Treated { unit, points, cell } = other;
        format!("{} {} ({cell})", quoted(unit), given(Some(points), lang))
    };
    cells(&others.iter().take(MOST_NAMES + 1).map(told).collect::<Vec<_>>())
}

/// The first cells of a list, with what is said of them.
fn cells(items: &[String]) -> String {
    let mut texts: Vec<String> = items.iter().take(MOST_NAMES).map(|item| clause(item)).collect();
    if items.len() > MOST_NAMES {
        texts.push("…".to_owned());
    }
    texts.join("; ")
}

#[cfg(test)]
pub(super) fn samples() -> Vec<super::Detail> {
    use super::Detail as D;
    use super::samples::n;
    let s = |text: &str| text.to_owned();
    let t = |unit: &str, cell: &str| Treated { unit: s(unit), points: n("2"), cell: s(cell) };
    let odd = |points, who, later| D::ConflictingAppraisal {
        points,
        first: s("appraisal/a.xlsx!Xã Mẫu 01!F12"),
        who: Box::new(who),
        round: 1,
        later,
    };
    vec![
        odd([Some(n("1")), Some(n("0.5"))], [None, None], None),
        odd([Some(n("1")), None], [Some(s("Nguyễn A")), Some(s("Trần B"))], Some(2)),
        D::MissingReason { points: n("1"), asked: n("2"), of_round: None },
        D::MissingReason { points: n("2"), asked: n("1"), of_round: Some(1) },
        D::MissingReason { points: n("2"), asked: n("1"), of_round: None },
        D::StaleCopy { copied: Some(n("1")), now: Some(n("2")), others: vec![] },
        D::StaleCopy { copied: None, now: Some(n("0")), others: vec![s("1.2"), s("1.3")] },
        D::NoFirstRound,
        D::UnequalTreatment {
            points: n("1"),
            data: true,
            evidence: false,
            more: vec![t("Xã Mẫu 02", "C5")],
            others: vec![],
        },
        D::UnequalTreatment {
            points: n("1"),
            data: false,
            evidence: true,
            more: vec![t("Xã Mẫu 02", "C5"), t("Xã Mẫu 03", "C6")],
            others: vec![t("Xã Mẫu 04", "appraisal/b.csv!b!C2")],
        },
        D::StrictAppraiser {
            who: s("Nguyễn Văn Mẫu"),
            cut: n("45"),
            units: 6,
            others_cut: n("2"),
            others: 9,
            cells: vec![s("C5"), s("C6")],
            criteria: vec![s("1.2")],
        },
    ]
}
