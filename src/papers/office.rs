//! Head, end and facts of office of each kind of paper, from `[papers]`; what is not said there stays blank, to be filled
//! by hand.

use super::facts::Facts;
use crate::day::Day;
use crate::report::document::{Letterhead, Signature, Signer};
use crate::round::{Issue, Papers};

/// What stands for a short and for a long text that is not known.
pub(super) const BLANK: &str = "……";
const LONG_BLANK: &str = "…………………";
/// How the agency that issues decisions begins.
const COMMITTEE: &str = "ỦY BAN NHÂN DÂN";

/// The kinds of papers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Quyết định.
    Decision,
    /// Báo cáo.
    Report,
    /// Thông báo.
    Notice,
    /// Biên bản.
    Minutes,
}

/// Who issues the papers of a round, and how.
#[derive(Clone, Copy, Debug)]
pub struct Office<'a> {
    papers: &'a Papers,
    /// The agency above the units, where `[papers]` does not name the one above.
    agency: Option<&'a str>,
    /// The decision is a draft: its number and its day are not known yet.
    draft: bool,
}

impl<'a> Office<'a> {
    /// By `[papers]` and the agency of the round.
    pub fn new(papers: &'a Papers, agency: Option<&'a str>) -> Office<'a> {
        Office { papers, agency, draft: false }
    }

    /// The same, of which the decision is a draft or not.
    #[must_use]
    pub fn with_draft(self, draft: bool) -> Office<'a> {
        Office { draft, ..self }
    }

    /// A draft has neither number nor day, whatever `[papers]` says.
    fn is_open(&self, kind: Kind) -> bool {
        self.draft && kind == Kind::Decision
    }

    fn issue(&self, kind: Kind) -> &'a Issue {
        match kind {
            Kind::Decision => &self.papers.decision,
            Kind::Report => &self.papers.report,
            Kind::Notice => &self.papers.notice,
            Kind::Minutes => &self.papers.minutes,
        }
    }

    /// The head of the first page.
    pub fn letterhead(&self, kind: Kind) -> Letterhead {
        let (number, date) = (self.number(kind), self.date(kind));
        let issue = self.issue(kind);
        let place = issue.place.as_deref().or(self.papers.place.as_deref()).unwrap_or(LONG_BLANK);
        let (number, place_and_date) = (format!("Số: {number}"), format!("{place}, {date}"));
        if kind == Kind::Decision {
            let committee = self.committee();
            // The province gets a line of its own.
            let agency = match committee.strip_prefix(COMMITTEE).map(str::trim) {
                Some(of) if !of.is_empty() => format!("{COMMITTEE}\n{of}"),
                _ => committee,
            };
            return Letterhead { authority: None, agency, number, place_and_date };
        }
        let authority = self.papers.authority.as_deref().or(self.agency);
        let upper = |text: Option<&str>| text.map_or_else(|| LONG_BLANK.to_owned(), str::to_uppercase);
        Letterhead {
            authority: Some(upper(authority)),
            agency: upper(self.papers.agency.as_deref()),
            number,
            place_and_date,
        }
    }

    /// The end of the paper.
    pub fn signature(&self, kind: Kind) -> Signature {
        let issue = self.issue(kind);
        let mut capacity = issue.capacity.clone();
        let mut recipients = issue.recipients.clone();
        if recipients.is_empty() {
            let first = (kind == Kind::Decision).then(|| "Như Điều 3".to_owned());
            recipients = first.into_iter().chain([format!("Lưu: VT, {BLANK}")]).collect();
        }
        if capacity.is_empty() && kind == Kind::Decision {
            capacity = vec![format!("TM. {COMMITTEE}")];
        }
        let blank = if kind == Kind::Minutes { "CHỦ TỌA" } else { LONG_BLANK };
        let position = issue.position.clone().unwrap_or_else(|| blank.to_owned());
        let name = issue.signer.clone();
        let meeting = &self.papers.meeting;
        let left = (kind == Kind::Minutes).then(|| Signer {
            capacity: Vec::new(),
            position: "THƯ KÝ".to_owned(),
            name: meeting.secretary.as_deref().map(person),
        });
        let name = match kind {
            Kind::Minutes => name.or_else(|| meeting.chair.as_deref().map(person)),
            _ => name,
        };
        Signature { recipients, left, right: Signer { capacity, position, name } }
    }

    /// What every template may name of `[papers]`.
    pub fn facts(&self, kind: Kind) -> Facts {
        let papers = self.papers;
        let or_blank = |text: &Option<String>| text.clone().unwrap_or_else(|| LONG_BLANK.to_owned());
        let of = |kind| Facts::new().with("number", self.number(kind)).with("date", self.date(kind));
        let meeting = &papers.meeting;
        let meeting = Facts::new()
            .with("time", or_blank(&meeting.time))
            .with("venue", or_blank(&meeting.venue))
            .with("chair", or_blank(&meeting.chair))
            .with("secretary", or_blank(&meeting.secretary))
            .with("member_names", meeting.members.iter().map(|member| person(member)).collect::<Vec<_>>())
            .with("members", meeting.members.clone());
        let bases = papers.bases.iter().chain(&papers.proposer);
        let bases: Vec<&str> = bases.map(|basis| basis.trim_end_matches([';', '.', ' '])).collect();
        Facts::new()
            .with("authority", or_blank(&papers.authority))
            .with("agency", or_blank(&papers.agency))
            .with("agency_name", papers.agency.as_deref().map_or_else(|| LONG_BLANK.to_owned(), in_sentence))
            .with("committee", self.committee())
            .with("province", or_blank(&papers.province))
            .with("number", self.number(kind))
            .with("date", self.date(kind))
            .with("bases", bases)
            .with("decision", of(Kind::Decision))
            .with("report", of(Kind::Report))
            .with("minutes", of(Kind::Minutes))
            .with("meeting", meeting)
    }

    /// Who issues the decision, in capitals.
    fn committee(&self) -> String {
        let committee = self.papers.committee.as_deref().map(str::to_uppercase);
        committee.unwrap_or_else(|| format!("{COMMITTEE} {LONG_BLANK}"))
    }

    /// `125/QĐ-UBND`
    fn number(&self, kind: Kind) -> String {
        let issue = self.issue(kind);
        let number = issue
            .number
            .as_deref()
            .filter(|_| !self.is_open(kind))
            .map_or_else(|| BLANK.to_owned(), two_digits);
        let symbol = issue.symbol.clone().unwrap_or_else(|| match kind {
            Kind::Decision => "QĐ-UBND".to_owned(),
            Kind::Report => format!("BC-{BLANK}"),
            Kind::Notice => format!("TB-{BLANK}"),
            Kind::Minutes => format!("BB-{BLANK}"),
        });
        format!("{number}/{symbol}")
    }

    /// `ngày 05 tháng 02 năm 2026`: days below 10 and the months 1 and 2 have a zero, as the decree says.
    fn date(&self, kind: Kind) -> String {
        let date = self.issue(kind).date.or(self.papers.date).filter(|_| !self.is_open(kind));
        let Some(Day { year, month, day }) = date else {
            return "ngày …… tháng …… năm 20……".to_owned();
        };
        let zero = if month < 3 { "0" } else { "" };
        format!("ngày {day:02} tháng {zero}{month} năm {year}")
    }
}

/// A number below 10 has a zero before it.
fn two_digits(number: &str) -> String {
    let is_digit = number.len() == 1 && number.bytes().all(|byte| byte.is_ascii_digit());
    if is_digit { format!("0{number}") } else { number.to_owned() }
}

/// An agency as sentences name it: of `SỞ NỘI VỤ` it is `Sở Nội vụ`. What is not all in capitals stays.
fn in_sentence(agency: &str) -> String {
    let agency = agency.trim();
    if agency.chars().any(char::is_lowercase) {
        return agency.to_owned();
    }
    let known = ["Sở Nội vụ", "Phòng Nội vụ", "Hội đồng thẩm định", "Phòng Văn hóa - Xã hội"];
    let known = known.into_iter().find(|known| known.to_uppercase() == agency);
    known.unwrap_or(agency).to_owned()
}

/// The name of a person without address and position: of `Bà Trần Thị Mẫu, Giám đốc` it is `Trần Thị Mẫu`.
fn person(text: &str) -> String {
    let name = text.split([',', '–', ';']).next().unwrap_or(text).trim();
    let name =
        ["Ông ", "Bà ", "ông ", "bà "].into_iter().find_map(|word| name.strip_prefix(word)).unwrap_or(name);
    name.trim().to_owned()
}
