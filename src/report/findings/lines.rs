//! One finding as lines of text.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use anstyle::{AnsiColor, Style};

use crate::diagnostic::{Finding, Place, Severity};
use crate::message::{Lang, one_line, printable};

/// The word for a severity.
pub(super) fn severity(severity: Severity, lang: Lang) -> &'static str {
    match (severity, lang) {
        (Severity::Error, Lang::Vi) => "lỗi",
        (Severity::Error, Lang::En) => "error",
        (Severity::Warning, Lang::Vi) => "cảnh báo",
        (Severity::Warning, Lang::En) => "warning",
    }
}

/// A text in the colour of a severity.
pub(super) fn painted(text: &str, severity: Severity, colour: bool) -> String {
    if !colour {
        return text.to_owned();
    }
    let colour = match severity {
        Severity::Error => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
    };
    let style = Style::new().bold().fg_color(Some(colour.into()));
    format!("{style}{text}{style:#}")
}

/// Two lines: where and what, then what to do.
pub fn finding_lines(finding: &Finding, lang: Lang, colour: bool) -> String {
    let text = finding.text(lang);
    let whom: Vec<&str> = finding.unit.iter().chain(&finding.criterion).map(|part| &**part).collect();
    let whom = if whom.is_empty() { String::new() } else { format!(" ({})", whom.join(", ")) };
    let word = format!("{}[{}]", severity(finding.severity, lang), finding.code().id());
    let word = painted(&word, finding.severity, colour);
    let place = one_line(&finding.place.text(lang));
    let rest = one_line(&format!("{whom}: {}", text.message));
    let help = one_line(&text.help);
    let help = if help.is_empty() { help } else { format!("    → {help}\n") };
    format!("{place}: {word}{rest}\n{help}")
}

/// The faults of a TOML file, each with its line and a mark under it.
pub fn faults_text(findings: &[Finding], source: &str, lang: Lang) -> String {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let mut out = String::new();
    for finding in findings {
        let Place::Text { file, span } = &finding.place else {
            out.push_str(&finding_lines(finding, lang, false));
            continue;
        };
        let text = finding.text(lang);
        let level = match finding.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let title = format!("[{}] {}", finding.code().id(), one_line(&text.message));
        let level = level.with_name(severity(finding.severity, lang));
        let (start, end) = span.bytes;
        // A whole table would be marked over many lines: its first line says enough.
        let line_end = source[start..].find('\n').map_or(source.len(), |at| start + at);
        let end = end.min(line_end).max(start);
        let path = one_line(file);
        let snippet = Snippet::source(source)
            .path(&path)
            .annotation(AnnotationKind::Primary.span(start..end))
            .fold(true);
        let group = Group::with_title(level.primary_title(title.as_str())).element(snippet);
        out.push_str(&printable(&Renderer::plain().render(&[group])));
        let help = one_line(&text.help);
        out.push_str(&format!("\n    → {help}\n\n"));
    }
    out
}
