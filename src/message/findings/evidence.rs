//! Findings about evidence.

use super::{Lang, Text, list, plural, quoted, say};

pub(super) fn missing(lang: Lang) -> Text {
    Text {
        message: say!(
            lang,
            "Tiêu chí này phải có tài liệu kiểm chứng nhưng chưa ghi tài liệu nào.",
            "This criterion needs evidence, and none is named.",
        ),
        help: name_it(lang),
    }
}

pub(super) fn none(typed: &str, lang: Lang) -> Text {
    let typed = quoted(typed);
    Text {
        message: say!(
            lang,
            "Tiêu chí này phải có tài liệu kiểm chứng nhưng ô chỉ ghi {typed}, không nêu tài liệu nào.",
            "This criterion needs evidence, and the cell only says {typed}, which names no document.",
        ),
        help: say!(
            lang,
            "Ghi số, ký hiệu, ngày và tên văn bản vào ô này; nếu không có tài liệu thì xem lại điểm tự chấm.",
            "Name the document with its number and date in this cell; without any, reconsider the self score.",
        ),
    }
}

fn name_it(lang: Lang) -> String {
    say!(
        lang,
        "Ghi số, ký hiệu, ngày và tên văn bản vào cột tài liệu kiểm chứng.",
        "Name the document with its number and date in the evidence column.",
    )
}

pub(super) fn unclear(typed: &str, lang: Lang) -> Text {
    let typed = quoted(typed);
    Text {
        message: say!(
            lang,
            "Ô tài liệu kiểm chứng chỉ ghi {typed}, chưa nói rõ là tài liệu nào.",
            "The evidence cell only says {typed}, not which document.",
        ),
        help: say!(
            lang,
            "Ghi thêm số, ký hiệu, ngày và tên văn bản vào ô này.",
            "Add number, date and title of the document in this cell.",
        ),
    }
}

pub(super) fn outside_year(documents: &[String], first: &str, last: &str, lang: Lang) -> Text {
    let (named, lie) = (list(documents), plural(documents.len(), "is", "are"));
    Text {
        message: say!(
            lang,
            "Tài liệu kiểm chứng {named} nằm ngoài thời gian đánh giá, từ {first} đến {last}.",
            "The evidence {named} {lie} outside the time assessed, {first} to {last}.",
        ),
        help: say!(
            lang,
            "Kiểm tra lại ngày ghi trong ô; nếu ngày ghi là đúng, thay bằng tài liệu của năm đánh giá.",
            "Check the date in the cell; if it is right, name a document of the year assessed instead.",
        ),
    }
}

pub(super) fn after_deadline(documents: &[String], deadline: &str, lang: Lang) -> Text {
    let (named, lie) = (list(documents), plural(documents.len(), "is", "are"));
    Text {
        message: say!(
            lang,
            "Tài liệu kiểm chứng {named} có ngày sau thời hạn {deadline} của đợt chấm điểm.",
            "The evidence {named} {lie} dated after the deadline of the round, {deadline}.",
        ),
        help: say!(
            lang,
            "Kiểm tra lại ngày ghi trong ô; nếu ngày ghi là đúng, thay bằng tài liệu có trước thời hạn, hoặc giải trình với \
             hội đồng.",
            "Check the date in the cell; if it is right, name a document from before the deadline instead, or \
             explain it to the council.",
        ),
    }
}

pub(super) fn repeated(documents: &[String], others: &[String], lang: Lang) -> Text {
    let (named, others) = (list(documents), list(others));
    let lie = plural(documents.len(), "is", "are");
    Text {
        message: say!(
            lang,
            "Tài liệu kiểm chứng {named} đã dùng cho tiêu chí khác: {others}.",
            "The evidence {named} {lie} given for other criteria too: {others}.",
        ),
        help: say!(
            lang,
            "Nếu mỗi tiêu chí dựa vào một phần khác nhau của tài liệu, ghi rõ trang; nếu không, nêu tài liệu riêng \
             của tiêu chí này.",
            "Where each criterion rests on another part of the document, say the pages; else name the document \
             of this criterion.",
        ),
    }
}

pub(super) fn copied(units: &[String], criteria: &[String], lang: Lang) -> Text {
    let named = list(units);
    let also = if criteria.is_empty() {
        String::new()
    } else {
        let criteria = list(criteria);
        say!(lang, " (các tiêu chí {criteria} cũng vậy)", " (also for {criteria})")
    };
    Text {
        message: say!(
            lang,
            "Nội dung tài liệu kiểm chứng giống hệt của {named}{also}.",
            "The evidence is word for word that of {named}{also}.",
        ),
        help: say!(
            lang,
            "Kiểm tra đơn vị có chép biểu của đơn vị khác không; ghi văn bản của chính đơn vị, hoặc nói rõ đây là \
             văn bản chung của cấp trên.",
            "See whether one unit copied the other's form; name the unit's own documents, or say that it is a \
             common paper of the superior authority.",
        ),
    }
}
