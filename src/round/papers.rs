//! `[papers]`: the names, numbers and dates of the papers of the year. Everything may be absent; the papers then have a
//! blank to fill by hand.

use toml::de::DeValue;

use crate::day::Day;
use crate::keys::{Faults, Keys, text};
use crate::message::Detail;

/// What `[papers]` says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Papers {
    /// The agency above the one that issues, first line of the letterhead: `UBND TỈNH MẪU`.
    pub authority: Option<String>,
    /// Who issues report, notices and minutes: `SỞ NỘI VỤ`.
    pub agency: Option<String>,
    /// Who issues the decision: `ỦY BAN NHÂN DÂN TỈNH MẪU`.
    pub committee: Option<String>,
    /// The province as sentences name it: `tỉnh Mẫu`.
    pub province: Option<String>,
    /// Where the papers are signed.
    pub place: Option<String>,
    /// Their day.
    pub date: Option<Day>,
    /// What the decision is based on, each beginning with “Căn cứ”.
    pub bases: Vec<String>,
    /// `Theo đề nghị của Giám đốc Sở Nội vụ`.
    pub proposer: Option<String>,
    /// The folder of sentences that stand in place of ours.
    pub sentences: Option<String>,
    /// `[papers.decision]`
    pub decision: Issue,
    /// `[papers.report]`
    pub report: Issue,
    /// `[papers.notice]`
    pub notice: Issue,
    /// `[papers.minutes]`
    pub minutes: Issue,
    /// What `[papers.minutes]` says of the meeting.
    pub meeting: Meeting,
}

/// How one paper is issued.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Issue {
    /// Its number.
    pub number: Option<String>,
    /// Its symbol: `QĐ-UBND`.
    pub symbol: Option<String>,
    /// Its day, where it is not that of all.
    pub date: Option<Day>,
    /// Its place, where it is not that of all.
    pub place: Option<String>,
    /// For whom is signed, line by line: `TM. ỦY BAN NHÂN DÂN`, `KT. CHỦ TỊCH`.
    pub capacity: Vec<String>,
    /// The position of who signs: `PHÓ CHỦ TỊCH`.
    pub position: Option<String>,
    /// Who signs.
    pub signer: Option<String>,
    /// Nơi nhận, line by line.
    pub recipients: Vec<String>,
}

/// The meeting of which the minutes are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meeting {
    /// When: `8 giờ 00, ngày 15 tháng 01 năm 2026`.
    pub time: Option<String>,
    /// Where.
    pub venue: Option<String>,
    /// Who leads it, name and position.
    pub chair: Option<String>,
    /// Who writes the minutes, name and position.
    pub secretary: Option<String>,
    /// Who else is there, name and position.
    pub members: Vec<String>,
}

/// Reads `[papers]`; nothing said where it is not there.
pub(super) fn papers(faults: &mut Faults, keys: &mut Keys) -> Papers {
    let Some(mut keys) = keys.table(faults, "papers") else { return Papers::default() };
    let mut papers = Papers {
        authority: said(faults, &mut keys, "authority"),
        agency: said(faults, &mut keys, "agency"),
        committee: said(faults, &mut keys, "committee"),
        province: said(faults, &mut keys, "province"),
        place: said(faults, &mut keys, "place"),
        date: day(faults, &mut keys),
        bases: lines(faults, &mut keys, "bases"),
        proposer: said(faults, &mut keys, "proposer"),
        sentences: said(faults, &mut keys, "sentences"),
        ..Papers::default()
    };
    let inner = [
        ("decision", &mut papers.decision),
        ("report", &mut papers.report),
        ("notice", &mut papers.notice),
        ("minutes", &mut papers.minutes),
    ];
    for (name, issue) in inner {
        let Some(mut keys) = keys.table(faults, name) else { continue };
        *issue = read_issue(faults, &mut keys);
        if name == "minutes" {
            papers.meeting = read_meeting(faults, &mut keys);
        }
        keys.finish(faults);
    }
    keys.finish(faults);
    papers
}

fn read_issue(faults: &mut Faults, keys: &mut Keys) -> Issue {
    Issue {
        number: number(faults, keys),
        symbol: symbol(faults, keys),
        date: day(faults, keys),
        place: said(faults, keys, "place"),
        capacity: lines(faults, keys, "capacity"),
        position: said(faults, keys, "position"),
        signer: said(faults, keys, "signer"),
        recipients: lines(faults, keys, "recipients"),
    }
}

fn read_meeting(faults: &mut Faults, keys: &mut Keys) -> Meeting {
    Meeting {
        time: said(faults, keys, "time"),
        venue: said(faults, keys, "venue"),
        chair: said(faults, keys, "chair"),
        secretary: said(faults, keys, "secretary"),
        members: lines(faults, keys, "members"),
    }
}

/// A text; an empty one says nothing.
fn said(faults: &mut Faults, keys: &mut Keys, key: &'static str) -> Option<String> {
    keys.text(faults, key).map(|text| text.value).filter(|text| !text.is_empty())
}

fn day(faults: &mut Faults, keys: &mut Keys) -> Option<Day> {
    keys.day(faults, "date").map(|date| date.value)
}

fn lines(faults: &mut Faults, keys: &mut Keys, key: &'static str) -> Vec<String> {
    let lines = keys.texts(faults, key).unwrap_or_default();
    lines.into_iter().map(|line| line.value).filter(|line| !line.is_empty()).collect()
}

/// The number of a paper, as a number too: `125` is what one writes.
fn number(faults: &mut Faults, keys: &mut Keys) -> Option<String> {
    let value = keys.get("number")?;
    let digits = match value.get_ref() {
        DeValue::Integer(number) => number.as_str(),
        DeValue::Float(number) => number.as_str(),
        _ => return text(faults, "number", value).map(|text| text.value).filter(|text| !text.is_empty()),
    };
    let number = digits.parse::<u64>().ok().filter(|number| *number > 0);
    if number.is_none() {
        let (key, found) = ("number".to_owned(), digits.to_owned());
        faults.at(&value.span(), Detail::InvalidValue { key, found, allowed: "125 | \"125\"".to_owned() });
    }
    number.map(|number| number.to_string())
}

/// The symbol of a paper, without the stroke that stands between it and the number.
fn symbol(faults: &mut Faults, keys: &mut Keys) -> Option<String> {
    let symbol = said(faults, keys, "symbol")?;
    let symbol = symbol.trim_start_matches(['/', ' ']);
    (!symbol.is_empty()).then(|| symbol.to_owned())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::message::Lang;
    use crate::round::read_round;

    fn read(lines: &str) -> (Option<super::Papers>, Vec<String>) {
        let (round, found) = read_round(&"round.toml".into(), &format!("criteria = \"mau\"\n{lines}\n"));
        let told = found
            .iter()
            .map(|finding| {
                let text = finding.text(Lang::En);
                format!("{} {} {} {}", finding.place, finding.code().id(), text.message, text.help)
            })
            .collect();
        (round.map(|round| round.papers), told)
    }

    #[test]
    fn all_that_may_be_said() {
        let (papers, faults) = read(concat!(
            "[papers]\nauthority = \"UBND TỈNH MẪU\"\ndate = 2026-01-20\nbases = [\"Căn cứ A\", \"\"]\n",
            "[papers.decision]\nnumber = 125\nsymbol = \"QĐ-UBND\"\ncapacity = [\"TM. ỦY BAN NHÂN DÂN\"]\n",
            "[papers.minutes]\nnumber = \"03\"\nsymbol = \"/BB-SNV\"\ntime = \"8 giờ\"\nmembers = [\"Ông A\", \"Bà B\"]\n",
        ));
        assert_eq!(faults, [""; 0]);
        let papers = papers.unwrap();
        assert_eq!(papers.authority.as_deref(), Some("UBND TỈNH MẪU"));
        assert_eq!(papers.date.unwrap().to_string(), "20/01/2026");
        assert_eq!(papers.bases, ["Căn cứ A"], "an empty line is none");
        assert_eq!(papers.decision.number.as_deref(), Some("125"));
        assert_eq!(papers.decision.capacity.len(), 1);
        assert_eq!(papers.minutes.number.as_deref(), Some("03"));
        assert_eq!(papers.minutes.symbol.as_deref(), Some("BB-SNV"), "the stroke is the program's");
        assert_eq!(papers.meeting.members, ["Ông A", "Bà B"]);
        assert_eq!(papers.report, super::Issue::default());
        assert_eq!(read("").0.unwrap(), super::Papers::default());
    }

    /// Whoever mends a file goes through it from top to bottom.
    #[test]
    fn faults_stand_in_the_order_of_lines() {
        let (_, faults) = read(concat!(
            "[papers]\nautority = \"A\"\n[papers.minutes]\nnumber = -1\n[papers.decision]\nnumber = -1\n",
            "[papers.report]\nsigner = 1\n",
        ));
        let lines: Vec<&str> = faults.iter().filter_map(|fault| fault.split(':').nth(1)).collect();
        assert_eq!(lines, ["3", "5", "7", "9"]);
    }

    /// A fault in `[papers]` is told at its place as everywhere; it is not skipped to leave a blank in a paper.
    #[test]
    fn faults_have_their_place() {
        let check = |lines: &str, expected: &str| {
            let (papers, faults) = read(lines);
            assert!(papers.is_none() && faults.len() == 1, "{lines}: {faults:?}");
            assert!(faults[0].contains(expected), "{lines}: {faults:?}");
        };
        check("[papers]\nautority = \"A\"", "round.toml:3:1 unknown-key");
        check("[papers]\nautority = \"A\"", "Is “authority” meant?");
        check("[papers.decison]\nnumber = 1", "Is “decision” meant?");
        check("[papers.decision]\nsigner = [\"A\"]", "round.toml:3:10 wrong-type");
        check("[papers.decision]\nchair = \"A\"", "round.toml:3:1 unknown-key");
        check("[papers.thongbao]\nnumber = 1", "[papers.decision], [papers.report], [papers.notice]");
        check("[papers.decision]\nnumber = 125.0", "round.toml:3:10 invalid-value");
        check("[papers.decision]\nnumber = -5", "What is allowed: 125 | \"125\".");
        check("[papers.decision]\nnumber = 0", "round.toml:3:10 invalid-value");
        check("[papers.decision]\nrecipients = \"A\"", "[\"…\", \"…\"]");
        check("[papers]\ndate = \"20/1/2026\"", "round.toml:3:8 wrong-type");
        check("papers = \"A\"", "round.toml:2:10 wrong-type");
    }
}
