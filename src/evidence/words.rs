//! The words that matter around the number of a document, without marks and in lower case.

/// Kinds of documents by their names, with the abbreviation that their symbols begin with.
const KINDS: &[(&str, &str, &str)] = &[
    ("ke", "hoach", "KH"),
    ("quyet", "dinh", "QĐ"),
    ("bao", "cao", "BC"),
    ("cong", "van", "CV"),
    ("thong", "bao", "TB"),
    ("to", "trinh", "TTr"),
    ("nghi", "quyet", "NQ"),
    ("chi", "thi", "CT"),
    ("giay", "moi", "GM"),
    ("bien", "ban", "BB"),
    ("huong", "dan", "HD"),
    ("chuong", "trinh", "CTr"),
    ("ket", "luan", "KL"),
    ("quy", "che", "QC"),
    ("quy", "dinh", "QyĐ"),
    ("de", "an", "ĐA"),
    ("phuong", "an", "PA"),
    ("cong", "dien", "CĐ"),
    ("thong", "tu", "TT"),
    ("nghi", "dinh", "NĐ"),
    ("hop", "dong", "HĐ"),
    ("van", "ban", "VB"),
];

/// Abbreviations of kinds that have no name of their own here.
const ABBREVIATIONS: &[&str] = &["TTLT", "GXN"];

/// Issuers that are known in lower case too.
const ISSUERS: &[&str] = &["ubnd", "hdnd", "mttq", "vpubnd", "bcd", "snv", "bnv", "du", "tu", "tw", "hu"];

/// What is said before a document that the cell's own document refers to.
const REFERS: &[(&str, &str)] = &[
    ("thuc", "hien"),
    ("trien", "khai"),
    ("can", "cu"),
    ("sua", "doi"),
    ("bo", "sung"),
    ("thay", "the"),
    ("tra", "loi"),
    ("phuc", "dap"),
    ("huong", "dan"),
    ("bai", "bo"),
    ("quan", "triet"),
    ("tinh", "than"),
    ("chi", "dao"),
    ("thi", "hanh"),
    ("phe", "duyet"),
];

/// Words that say another part of a document than its pages.
const PARTS: &[&str] = &["muc", "phan", "luc", "dieu", "khoan", "chuong", "bieu"];

/// Stands for a part of the text that was not looked at.
pub(super) const PASSED: &str = "zzz";

/// Words that may stand between a number and its date.
const BEFORE_DATE: &[&str] = &["ky", "ban", "hanh", "lap", "ngay", "de"];

/// Words after which the name of an issuer is over.
const AFTER_ISSUER: &[&str] = &[
    "ve", "v", "vv", "viec", "tai", "tu", "den", "truoc", "sau", "trong", "thuc", "hop", "hoi", "tong", "ket",
];

fn is(word: &[u8], known: &str) -> bool {
    word.eq_ignore_ascii_case(known.as_bytes())
}

/// The abbreviation of the kind that two words name.
pub(super) fn kind(first: &[u8], second: &[u8]) -> Option<&'static str> {
    KINDS.iter().find(|(a, b, _)| is(first, a) && is(second, b)).map(|(.., short)| *short)
}

/// The abbreviation that a word is, whatever its case and marks.
pub(super) fn abbreviated(word: &[u8]) -> Option<&'static str> {
    if !(2..=4).contains(&word.len()) {
        return None;
    }
    let same = |short: &&str| {
        let mut letters = word.iter();
        let each = |c: char| {
            letters
                .next()
                .is_some_and(|byte| byte.eq_ignore_ascii_case(&if c == 'Đ' { b'D' } else { c as u8 }))
        };
        short.chars().all(each) && letters.next().is_none()
    };
    KINDS.iter().map(|(.., short)| *short).chain(ABBREVIATIONS.iter().copied()).find(same)
}

/// Whether a word is the abbreviation of a kind.
pub(super) fn is_abbreviation(word: &[u8]) -> bool {
    abbreviated(word).is_some()
}

/// Whether a word is a known issuer, whatever its case.
pub(super) fn is_issuer(word: &[u8]) -> bool {
    ISSUERS.iter().any(|known| is(word, known))
}

/// Whether the words before a document say that another one refers to it; the last one comes first.
pub(super) fn refers<'w>(mut before: impl Iterator<Item = &'w [u8]>) -> bool {
    let [last, second, third] = [before.next(), before.next(), before.next()].map(Option::unwrap_or_default);
    let pair = |a: &[u8], b: &[u8]| REFERS.iter().any(|(first, second)| is(a, first) && is(b, second));
    is(last, "theo") || pair(second, last) || pair(third, second)
}

/// Whether a word begins the name of a part that is no page; the number of the part comes behind it.
pub(super) fn is_part(word: &[u8]) -> bool {
    PARTS.iter().any(|known| is(word, known))
}

/// Whether a word numbers a part: `2`, `II`, `a`, or `số` before it.
pub(super) fn numbers(word: &[u8]) -> bool {
    let roman = word.len() <= 5 && word.iter().all(|byte| b"IVX".contains(byte));
    roman || word.first().is_some_and(u8::is_ascii_digit) || is(word, "so")
}

/// Whether a word may stand between a number and its date.
pub(super) fn is_before_date(word: &[u8]) -> bool {
    BEFORE_DATE.iter().any(|known| is(word, known))
}

/// Whether the name of an issuer is over with this word.
pub(super) fn is_after_issuer(word: &[u8]) -> bool {
    AFTER_ISSUER.iter().any(|known| is(word, known)) || is(word, PASSED)
}

/// Whether two words are the same but for case.
pub(super) fn same(word: &[u8], known: &str) -> bool {
    is(word, known)
}
