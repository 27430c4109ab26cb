//! A set that starts from another one and states only what it changes.
//!
//! The base's text is parsed behind the own one, so that every place tells from which of the two it is; the tables are
//! put together key by key, and everything after that reads one file.

mod merge;
mod values;

use std::sync::Arc;

use toml::de::DeTable;

use super::FindText;
use crate::keys::{At, Faults, closest};
use crate::message::Detail;
use merge::Merge;
pub(super) use values::is_under;

/// Sets that a set may start from, one behind the other.
const MOST_BASES: usize = 8;
/// A table with the place of its keys.
type Table<'t> = DeTable<'t>;

/// What `[set] extends` names, and where.
pub(super) fn extends(table: &Table) -> Option<At<String>> {
    let value = table.get("set")?.get_ref().as_table()?.get("extends")?;
    Some(At { value: value.get_ref().as_str()?.trim().to_owned(), span: value.span() })
}

/// The texts from which a file starts, the nearest first, each padded to stand behind those before it; `None` where one
/// is unknown, at fault, or the file itself.
pub(super) fn texts(
    faults: &mut Faults,
    file: &Arc<str>,
    text: &str,
    named: &At<String>,
    find: FindText,
) -> Option<Vec<String>> {
    let mut files = vec![Arc::clone(file)];
    let mut texts: Vec<String> = Vec::new();
    let mut behind = text.len() + 1;
    let mut next = Some(named.value.clone());
    let mut first = None;
    while let Some(name) = next {
        let Some((found, base)) = files.last().and_then(|from| find(&name, from)) else { break };
        if files.contains(&found) || files.len() > MOST_BASES {
            files.push(found);
            let files = files.iter().map(ToString::to_string).collect();
            faults.at(&named.span, Detail::BaseCircle { files });
            return None;
        }
        let base = base.strip_prefix('\u{feff}').unwrap_or(&base).to_owned();
        next = extends(DeTable::parse_recoverable(&base).0.get_ref()).map(|at| at.value);
        first = first.or_else(|| Some((Arc::clone(&found), base.clone())));
        files.push(found);
        let padded = format!("{}{base}", " ".repeat(behind));
        behind = padded.len() + 1;
        texts.push(padded);
    }
    let Some((found, base)) = first else {
        let (name, close) = (named.value.clone(), closest(&named.value, super::builtin::ids()));
        faults.at(&named.span, Detail::UnknownBase { name, close });
        return None;
    };
    let (_, findings) = super::load_with(&found, &base, find);
    let errors = findings.iter().filter(|finding| finding.is_error()).count();
    if errors > 0 {
        faults.at(&named.span, Detail::BaseFault { file: found.to_string(), errors });
        return None;
    }
    Some(texts)
}

/// How many classes of the bases the file's own ones put out of force.
pub(super) fn classes_replaced(own: &Table, bases: &[String]) -> usize {
    if !own.contains_key("class") {
        return 0;
    }
    let count =
        |text: &String| values::entries_of(DeTable::parse_recoverable(text).0.get_ref(), "class").count();
    bases.iter().map(count).find(|count| *count > 0).unwrap_or_default()
}

/// The file and its bases as one table; what the file changes of them is found, and faults in a base are led to the file.
pub(super) fn merged<'t>(
    faults: &mut Faults,
    own: &Table<'t>,
    named: &At<String>,
    bases: &'t [String],
) -> Table<'t> {
    let mut unheard = Faults::new(&Arc::from(""), "");
    let mut tables = bases.iter().rev().map(|text| DeTable::parse_recoverable(text).0.into_inner());
    let mut base = tables.next().unwrap_or_default();
    for table in tables {
        base = Merge::of(&mut unheard, base, &table).table;
    }
    faults.lead_back(named.span.clone(), Vec::new());
    let merge = Merge::of(faults, base, own);
    let (table, ways) = (merge.table, merge.ways);
    faults.lead_back(named.span.clone(), ways);
    table
}
