//! Findings as workflow commands, which GitHub shows beside a file.

use crate::diagnostic::{Finding, Place};
use crate::message::{Lang, one_line, printable};

/// One command per finding, escaped as GitHub's own toolkit does it.
pub fn findings_github(findings: &[Finding], lang: Lang) -> String {
    findings.iter().map(|finding| command(finding, lang)).collect()
}

fn command(finding: &Finding, lang: Lang) -> String {
    let text = finding.text(lang);
    let at = match &finding.place {
        Place::Cell { .. } | Place::Table { .. } => String::new(),
        Place::Text { span, .. } => format!(",line={},col={}", span.line, span.column),
    };
    let (level, file) = (finding.severity.id(), property(finding.place.path()));
    let message = data(&one_line(&format!("{}: {} {}", finding.place, text.message, text.help)));
    format!("::{level} file={file}{at},title={}::{message}\n", finding.code().id())
}

/// The text of a command; what else could do harm is replaced, as nowhere else could it be escaped.
fn data(text: &str) -> String {
    printable(&text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A"))
}

/// The value of a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::Detail;

    #[test]
    fn signs_of_a_command_are_escaped() {
        let finding = Finding::new(
            Place::file(&"C:/100%,\r\n::error::x\u{1b}[2J.csv".into()),
            Detail::UnsupportedFormat { kind: "a,b: 100%".to_owned() },
        );
        let text = findings_github(&[finding], Lang::En);
        let (head, message) = text.split_once(",title=unsupported-format::").unwrap();
        assert_eq!(head, "::error file=C%3A/100%25%2C%0D%0A%3A%3Aerror%3A%3Ax\u{fffd}[2J.csv");
        assert!(message.starts_with("C:/100%25, ::error::x\u{fffd}[2J.csv: "), "{message}");
        assert!(message.contains("a,b: 100%25"), "{message}");
        assert_eq!(text.lines().count(), 1);
    }
}
