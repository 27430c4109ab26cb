//! The words that matter around the number of a document, without marks and in lower case.

/// Kinds of documents by their names, with the abbreviation that their symbols begin with.
const KINDS: [(&str, &str, &str); 22] = [
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

/// The same as numbers: a column for each word, and one for the abbreviation.
const KINDS_PACKED: [[u64; KINDS.len()]; 3] = {
    let mut columns = [[0; KINDS.len()]; 3];
    let mut at = 0;
    while at < KINDS.len() {
        let (first, second, short) = KINDS[at];
        columns[0][at] = packed(first.as_bytes());
        columns[1][at] = packed(second.as_bytes());
        columns[2][at] = packed(short.as_bytes());
        at += 1;
    }
    columns
};

/// Issuers that are known in lower case too.
const ISSUERS: [u64; 11] =
    all(["ubnd", "hdnd", "mttq", "vpubnd", "bcd", "snv", "bnv", "du", "tu", "tw", "hu"]);

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
const PARTS: [u64; 7] = all(["muc", "phan", "luc", "dieu", "khoan", "chuong", "bieu"]);

/// Stands for a part of the text that was not looked at.
pub(super) const PASSED: &str = "zzz";

/// Words that may stand between a number and its date.
const BEFORE_DATE: [u64; 6] = all(["ky", "ban", "hanh", "lap", "ngay", "de"]);

/// Words after which the name of an issuer is over.
const AFTER_ISSUER: [u64; 15] = all([
    "ve", "v", "vv", "viec", "tai", "tu", "den", "truoc", "sau", "trong", "thuc", "hop", "hoi", "tong", "ket",
]);

/// A word of up to eight letters as a number, whatever its case; 0 for a longer one. Words are compared as such: each is
/// held against whole lists.
const fn packed(word: &[u8]) -> u64 {
    let mut packed = 0;
    let mut rest = word;
    while let [first, behind @ ..] = rest {
        let (letter, behind) = match rest {
            // Đ, in the lists below.
            [0xC4, 0x90, behind @ ..] => (b'd', behind),
            _ => (*first | 0x20, behind),
        };
        packed = packed << 8 | letter as u64;
        rest = behind;
    }
    if word.len() > 8 { 0 } else { packed }
}

/// The same of a list.
const fn all<const N: usize>(words: [&str; N]) -> [u64; N] {
    let mut all = [0; N];
    let mut at = 0;
    while at < N {
        all[at] = packed(words[at].as_bytes());
        at += 1;
    }
    all
}

fn is(word: &[u8], known: &str) -> bool {
    word.eq_ignore_ascii_case(known.as_bytes())
}

/// The abbreviation of the kind that two words name.
pub(super) fn kind(first: &[u8], second: &[u8]) -> Option<&'static str> {
    let [firsts, seconds, _] = &KINDS_PACKED;
    let (first, second) = (packed(first), packed(second));
    let at = (0..KINDS.len()).find(|at| firsts[*at] == first && seconds[*at] == second)?;
    Some(KINDS[at].2)
}

/// The abbreviation that a word is, whatever its case and marks.
pub(super) fn abbreviated(word: &[u8]) -> Option<&'static str> {
    let word = packed(word);
    let at = KINDS_PACKED[2].iter().position(|short| *short == word)?;
    Some(KINDS[at].2)
}

/// Whether a word is the abbreviation of a kind.
pub(super) fn is_abbreviation(word: &[u8]) -> bool {
    abbreviated(word).is_some()
}

/// Whether a word is a known issuer, whatever its case.
pub(super) fn is_issuer(word: &[u8]) -> bool {
    ISSUERS.contains(&packed(word))
}

/// Whether the words before a document say that another one refers to it; the last one comes first.
pub(super) fn refers<'w>(mut before: impl Iterator<Item = &'w [u8]>) -> bool {
    let [last, second, third] = [before.next(), before.next(), before.next()].map(Option::unwrap_or_default);
    let pair = |a: &[u8], b: &[u8]| REFERS.iter().any(|(first, second)| is(a, first) && is(b, second));
    is(last, "theo") || pair(second, last) || pair(third, second)
}

/// Whether a word begins the name of a part that is no page; the number of the part comes behind it.
pub(super) fn is_part(word: &[u8]) -> bool {
    PARTS.contains(&packed(word))
}

/// Whether a word numbers a part: `2`, `II`, `a`, or `số` before it.
pub(super) fn numbers(word: &[u8]) -> bool {
    let roman = word.len() <= 5 && word.iter().all(|byte| b"IVX".contains(byte));
    roman || word.first().is_some_and(u8::is_ascii_digit) || is(word, "so")
}

/// Whether a word may stand between a number and its date.
pub(super) fn is_before_date(word: &[u8]) -> bool {
    BEFORE_DATE.contains(&packed(word))
}

/// Whether the name of an issuer is over with this word.
pub(super) fn is_after_issuer(word: &[u8]) -> bool {
    AFTER_ISSUER.contains(&packed(word)) || is(word, PASSED)
}

/// Whether two words are the same but for case.
pub(super) fn same(word: &[u8], known: &str) -> bool {
    is(word, known)
}
