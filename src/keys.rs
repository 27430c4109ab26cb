//! A TOML file read key by key: every fault is collected with its place, none stops the reading.

mod broken;
mod mend;

use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::day::Day;
use crate::diagnostic::{Finding, Lines, Place, Severity, TextSpan};
use crate::message::Detail;
use crate::points::Number;

/// A value and where it is written.
#[derive(Clone, Debug)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Bytes of the text.
    pub span: Range<usize>,
}

/// Collects the faults of one file.
#[derive(Debug)]
pub struct Faults<'t> {
    file: Arc<str>,
    text: &'t str,
    lines: Lines<'t>,
    /// What was found so far.
    pub findings: Vec<Finding>,
    /// The keys that were asked for, each with its table.
    #[cfg(test)]
    pub known: Vec<(String, &'static str)>,
    /// Where faults behind the text belong: those of a file from which this one starts.
    behind: Option<Behind>,
}

/// Places behind the text of a file, and the places in it that answer for them.
#[derive(Debug)]
struct Behind {
    otherwise: Range<usize>,
    ways: Vec<(Range<usize>, Range<usize>)>,
}

impl<'t> Faults<'t> {
    /// No faults yet in the file with this text.
    pub fn new(file: &Arc<str>, text: &'t str) -> Faults<'t> {
        Faults {
            file: Arc::clone(file),
            text,
            lines: Lines::new(text),
            findings: Vec::new(),
            behind: None,
            #[cfg(test)]
            known: Vec::new(),
        }
    }

    /// Says where faults behind the text belong: each way leads from a place there to one here, `otherwise` is for all
    /// others.
    pub fn lead_back(&mut self, otherwise: Range<usize>, ways: Vec<(Range<usize>, Range<usize>)>) {
        self.behind = Some(Behind { otherwise, ways });
    }

    /// Where a span stands.
    pub fn span(&self, span: &Range<usize>) -> TextSpan {
        let way = self.way(span).unwrap_or(span);
        self.lines.span(way.clone())
    }

    /// The line of a span of this text; `None` where it stands in a file from which this one starts.
    pub fn own_line(&self, span: &Range<usize>) -> Option<usize> {
        self.way(span).is_none().then(|| self.span(span).line)
    }

    /// The place in this text for one behind it.
    fn way(&self, span: &Range<usize>) -> Option<&Range<usize>> {
        let behind = self.behind.as_ref().filter(|_| span.start > self.text.len())?;
        let way = behind.ways.iter().find(|(from, _)| from.contains(&span.start));
        Some(way.map_or(&behind.otherwise, |(_, to)| to))
    }

    /// Records a fault. A warning about a file from which this one starts is that file's alone.
    pub fn at(&mut self, span: &Range<usize>, detail: Detail) {
        let place = Place::Text { file: Arc::clone(&self.file), span: self.span(span) };
        let finding = Finding::new(place, detail);
        if finding.is_error() || self.way(span).is_none() {
            self.findings.push(finding);
        }
    }

    /// Records what somebody should look at.
    pub fn warn(&mut self, span: &Range<usize>, detail: Detail) {
        if self.way(span).is_some() {
            return;
        }
        self.at(span, detail);
        if let Some(finding) = self.findings.last_mut() {
            finding.severity = Severity::Warning;
        }
    }
}

/// Parses a text as TOML. Syntax faults are recorded; what could be read is returned, from a text without the broken
/// statements, which `mended` keeps.
pub fn parse<'t>(
    faults: &mut Faults<'t>,
    text: &'t str,
    mended: &'t mut Option<String>,
) -> Spanned<DeTable<'t>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        return table;
    }
    DeTable::parse_recoverable(mended.insert(mend::mend(faults, text))).0
}

/// One table of the file, read key by key.
pub struct Keys<'a, 't> {
    table: &'a DeTable<'t>,
    name: String,
    span: Range<usize>,
    known: Vec<&'static str>,
}

impl<'a, 't> Keys<'a, 't> {
    /// Reads `table`, called `name` in messages.
    pub fn new(table: &'a DeTable<'t>, name: impl Into<String>, span: Range<usize>) -> Keys<'a, 't> {
        Keys { table, name: name.into(), span, known: Vec::new() }
    }

    /// Where the table stands.
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// The raw value of a key.
    pub fn get(&mut self, key: &'static str) -> Option<&'a Spanned<DeValue<'t>>> {
        self.known.push(key);
        self.table.get(key)
    }

    /// Where a key is written, with its value's place as a fallback.
    pub fn key_span(&self, key: &str) -> Range<usize> {
        self.table.get_key_value(key).map_or_else(|| self.span(), |(key, _)| key.span())
    }

    /// Whether the key is there.
    pub fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Records that a key must be there.
    pub fn missing(&self, faults: &mut Faults, key: &str) {
        faults.at(&self.span, Detail::MissingKey { key: key.to_owned(), table: self.name.clone() });
    }

    /// A string.
    pub fn text(&mut self, faults: &mut Faults, key: &'static str) -> Option<At<String>> {
        let value = self.get(key)?;
        text(faults, key, value)
    }

    /// A string that must be there.
    pub fn need_text(&mut self, faults: &mut Faults, key: &'static str) -> Option<At<String>> {
        if !self.has(key) {
            self.known.push(key);
            self.missing(faults, key);
            return None;
        }
        let text = self.text(faults, key)?;
        not_empty(faults, key, &text);
        Some(text)
    }

    /// An exact number, read by its written digits.
    pub fn number(&mut self, faults: &mut Faults, key: &'static str) -> Option<At<Number>> {
        let value = self.get(key)?;
        let number = number(faults, key, value)?;
        Some(At { value: number, span: value.span() })
    }

    /// An exact number that must be there.
    pub fn need_number(&mut self, faults: &mut Faults, key: &'static str) -> Option<At<Number>> {
        if !self.has(key) {
            self.known.push(key);
            self.missing(faults, key);
            return None;
        }
        self.number(faults, key)
    }

    /// A number, or a percentage as a string; and whether it was a percentage.
    pub fn measure(&mut self, faults: &mut Faults, key: &'static str) -> Option<At<(Number, bool)>> {
        let value = self.get(key)?;
        let measure = measure(faults, key, value)?;
        Some(At { value: measure, span: value.span() })
    }

    /// A whole number.
    pub fn integer(&mut self, faults: &mut Faults, key: &'static str) -> Option<At<i64>> {
        let At { value, span } = self.number(faults, key)?;
        match value.parts() {
            Some((whole, 1)) => Some(At { value: whole, span }),
            _ => {
                let allowed = "…, -1, 0, 1, 2, …".to_owned();
                faults.at(
                    &span,
                    Detail::InvalidValue { key: key.to_owned(), found: value.to_string(), allowed },
                );
                None
            }
        }
    }

    /// `true` or `false`.
    pub fn bool(&mut self, faults: &mut Faults, key: &'static str) -> Option<bool> {
        let value = self.get(key)?;
        match value.get_ref() {
            DeValue::Boolean(value) => Some(*value),
            other => wrong_type(faults, key, "boolean", other, value.span()),
        }
    }

    /// A date, as written; a string is taken too.
    pub fn date(&mut self, faults: &mut Faults, key: &'static str) -> Option<At<String>> {
        let value = self.get(key)?;
        match value.get_ref() {
            DeValue::Datetime(date) if date.date.is_some() && date.time.is_none() => {
                Some(At { value: date.to_string(), span: value.span() })
            }
            other => wrong_type(faults, key, "date", other, value.span()),
        }
    }

    /// A day of the calendar.
    pub fn day(&mut self, faults: &mut Faults, key: &'static str) -> Option<At<Day>> {
        let At { value, span } = self.date(faults, key)?;
        Some(At { value: Day::from_iso(&value)?, span })
    }

    /// One of the words given, each with its meaning.
    pub fn word<T: Clone>(
        &mut self,
        faults: &mut Faults,
        key: &'static str,
        words: &[(&str, T)],
    ) -> Option<T> {
        let At { value, span } = self.text(faults, key)?;
        let found = words.iter().find(|(word, _)| *word == value).map(|(_, meaning)| meaning.clone());
        if found.is_none() {
            let allowed = words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(" | ");
            faults.at(&span, Detail::InvalidValue { key: key.to_owned(), found: value, allowed });
        }
        found
    }

    /// A list of strings.
    pub fn texts(&mut self, faults: &mut Faults, key: &'static str) -> Option<Vec<At<String>>> {
        let value = self.get(key)?;
        match value.get_ref() {
            DeValue::Array(items) => Some(items.iter().filter_map(|item| text(faults, key, item)).collect()),
            other => wrong_type(faults, key, "texts", other, value.span()),
        }
    }

    /// A table.
    pub fn table(&mut self, faults: &mut Faults, key: &'static str) -> Option<Keys<'a, 't>> {
        let value = self.get(key)?;
        let name = self.inner_name(key);
        table(faults, key, name, value)
    }

    /// A list of tables.
    pub fn tables(&mut self, faults: &mut Faults, key: &'static str) -> Option<Vec<Keys<'a, 't>>> {
        let value = self.get(key)?;
        let name = self.inner_name(key);
        match value.get_ref() {
            DeValue::Array(items) => {
                Some(items.iter().filter_map(|item| table(faults, key, name.clone(), item)).collect())
            }
            other => wrong_type(faults, key, "list", other, value.span()),
        }
    }

    fn inner_name(&self, key: &str) -> String {
        if self.name.is_empty() { key.to_owned() } else { format!("{}.{key}", self.name) }
    }

    /// All entries, for tables whose keys are data; marks them all as known.
    pub fn entries(&self) -> impl Iterator<Item = (At<&'a str>, &'a Spanned<DeValue<'t>>)> + use<'a, 't> {
        self.table.iter().map(|(key, value)| (At { value: key.get_ref().as_ref(), span: key.span() }, value))
    }

    /// Records every key that was not asked for.
    pub fn finish(self, faults: &mut Faults) {
        #[cfg(test)]
        faults.known.extend(self.known.iter().map(|key| (self.name.clone(), *key)));
        for (key, _) in self.table {
            let word: &str = key.get_ref();
            if !self.known.contains(&word) {
                let close = closest(word, self.known.iter().copied());
                faults.at(
                    &key.span(),
                    Detail::UnknownKey { key: word.to_owned(), table: self.name.clone(), close },
                );
            }
        }
    }
}

/// The word that `word` was probably meant to be.
pub fn closest<'w>(word: &str, known: impl IntoIterator<Item = &'w str>) -> Option<String> {
    let letters = word.chars().count();
    let most = if letters <= 4 { 1 } else { 2 };
    // A text longer than any word is like none; one much longer or shorter is not compared.
    let similar = |candidate: &&str| letters <= 200 && candidate.chars().count().abs_diff(letters) <= most;
    known
        .into_iter()
        .filter(similar)
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= most && *distance < candidate.chars().count())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate.to_owned())
}

/// Records that a text is empty where something must be said.
pub fn not_empty(faults: &mut Faults, key: &str, text: &At<String>) {
    if text.value.is_empty() {
        let (key, found, allowed) = (key.to_owned(), String::new(), "…".to_owned());
        faults.at(&text.span, Detail::InvalidValue { key, found, allowed });
    }
}

/// A string value.
pub fn text(faults: &mut Faults, key: &str, value: &Spanned<DeValue>) -> Option<At<String>> {
    match value.get_ref() {
        DeValue::String(text) => {
            use unicode_normalization::{UnicodeNormalization, is_nfc};
            let text = text.trim();
            let composed = if is_nfc(text) { text.to_owned() } else { text.nfc().collect() };
            Some(At { value: composed, span: value.span() })
        }
        other => wrong_type(faults, key, "string", other, value.span()),
    }
}

/// A number by its written digits.
pub fn number(faults: &mut Faults, key: &str, value: &Spanned<DeValue>) -> Option<Number> {
    let digits = match value.get_ref() {
        DeValue::Integer(integer) if integer.radix() == 10 => integer.as_str(),
        DeValue::Float(float) => float.as_str(),
        other => return wrong_type(faults, key, "number", other, value.span()),
    };
    let read = Number::from_plain(&digits.replace('_', ""));
    if read.is_none() {
        let allowed = "0, 1, 2.5, … (≤ 15 digits)".to_owned();
        faults.at(
            &value.span(),
            Detail::InvalidValue { key: key.to_owned(), found: digits.to_owned(), allowed },
        );
    }
    read
}

/// A number, or a percentage as a string; and whether it was a percentage.
pub fn measure(faults: &mut Faults, key: &str, value: &Spanned<DeValue>) -> Option<(Number, bool)> {
    let DeValue::String(text) = value.get_ref() else {
        return number(faults, key, value).map(|number| (number, false));
    };
    let read = Number::from_percent(text).map(|share| (share, true));
    if read.is_none() {
        // A decimal comma is what people write.
        let meant = text.replace(',', ".");
        let meant = Number::from_percent(&meant).map_or("80%", |_| meant.trim());
        let allowed = format!("\"{meant}\"");
        faults.at(
            &value.span(),
            Detail::InvalidValue { key: key.to_owned(), found: text.to_string(), allowed },
        );
    }
    read
}

/// A table value.
pub fn table<'a, 't>(
    faults: &mut Faults,
    key: &str,
    name: impl Into<String>,
    value: &'a Spanned<DeValue<'t>>,
) -> Option<Keys<'a, 't>> {
    match value.get_ref() {
        DeValue::Table(table) => Some(Keys::new(table, name, value.span())),
        other => wrong_type(faults, key, "table", other, value.span()),
    }
}

/// Records that another kind of value belongs here.
pub fn wrong_type<T>(
    faults: &mut Faults,
    key: &str,
    expected: &'static str,
    found: &DeValue,
    span: Range<usize>,
) -> Option<T> {
    let found = match found {
        DeValue::String(_) => "string",
        DeValue::Integer(_) | DeValue::Float(_) => "number",
        DeValue::Boolean(_) => "boolean",
        DeValue::Datetime(_) => "date",
        DeValue::Array(_) => "list",
        DeValue::Table(_) => "table",
    };
    faults.at(&span, Detail::WrongType { key: key.to_owned(), expected, found });
    None
}
