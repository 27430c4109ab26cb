//! `criteria`: what can be done with criteria sets themselves, one file per command.

mod check;
mod diff;
mod examples;
mod impact;
mod import;
mod list;
mod new;
mod show;

use super::outcome::{Context, Done, Refused};
use crate::cli;
use crate::message::{Lang, one_line, say};

/// Names that Windows keeps for devices, whatever the ending of the file.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul"];

/// Runs the command.
pub fn run(args: &cli::Criteria, context: &mut Context) -> anyhow::Result<Done> {
    match args {
        cli::Criteria::List { format } => list::run(*format, context),
        cli::Criteria::Show { set, format, output } => show::run(set, *format, output, context),
        cli::Criteria::Examples { set, output } => examples::run(set, output, context),
        cli::Criteria::New(args) => new::run(args, context),
        cli::Criteria::Diff { old, new, format, output } => diff::run([old, new], *format, output, context),
        cli::Criteria::Impact(args) => impact::run(args, context),
        cli::Criteria::Import(args) => import::run(args, context),
        cli::Criteria::Check { sets, format } => check::run(sets, *format, context),
    }
}

/// Refuses an id that cannot name a file everywhere.
fn check_id(id: &str, lang: Lang) -> Result<(), Refused> {
    let lower = id.to_lowercase();
    let port = ["com", "lpt"].iter().find_map(|port| lower.strip_prefix(port));
    let device = DEVICES.contains(&lower.as_str())
        || port.is_some_and(|number| matches!(number.as_bytes(), [b'0'..=b'9']));
    let plain = !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    if plain && !device {
        return Ok(());
    }
    let id = one_line(id);
    Err(Refused(if device {
        say!(
            lang,
            "Mã bộ “{id}” không dùng được: Windows giữ tên này cho thiết bị. Chọn mã khác, ví dụ xa-2026.",
            "The id “{id}” will not do: Windows keeps this name for a device. Choose another, such as xa-2026."
        )
    } else {
        say!(
            lang,
            "Mã bộ “{id}” không dùng được: mã bộ chỉ gồm chữ không dấu, số, dấu - và dấu _, ví dụ xa-2026.",
            "The id “{id}” will not do: an id has letters without marks, digits, - and _ alone, such as xa-2026."
        )
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_name_files_everywhere() {
        for id in ["xa-2026", "XA_1", "console", "com10", "lpt"] {
            assert!(check_id(id, Lang::En).is_ok(), "{id}");
        }
        for id in ["", "CON", "aux", "Com1", "lpt9", "xã-2026", "a b", "../a", "a.b"] {
            assert!(check_id(id, Lang::En).is_err(), "{id}");
        }
    }
}
