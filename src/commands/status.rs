//! `status`: the board of a round, and whether it is ready to publish.

use super::again::again;
use super::batch;
use super::clock;
use super::outcome::{Context, Done, Refused, ending};
use super::results::{in_markdown, on_screen};
use crate::analysis::standing;
use crate::cli::{BoardFormat, Status};
use crate::day::Day;
use crate::message::{Lang, say};
use crate::report::{Board, board_json, board_tables};

/// Runs the command.
pub fn run(args: &Status, context: &mut Context) -> anyhow::Result<Done> {
    let lang = context.lang;
    let today = today(args.today.as_deref(), lang)?;
    let batch = batch::read_so_far(&args.input, context)?;
    let parts = batch.parts.iter().map(|part| (&part.set, part.assessments.as_slice()));
    let standing = standing(parts, &batch.findings);
    let board = Board {
        standing: &standing,
        title: batch.title.as_deref(),
        year: batch.year,
        today,
        deadline: batch.deadline,
        all: args.all,
        asked: &again(&args.input),
        lang,
    };
    let format = args.format.unwrap_or(match ending(&args.output).as_deref() {
        Some("json") => BoardFormat::Json,
        Some("md") => BoardFormat::Markdown,
        _ => BoardFormat::Table,
    });
    let bytes = match format {
        BoardFormat::Table => on_screen(board_tables(&board), context),
        BoardFormat::Markdown => in_markdown(board_tables(&board), lang),
        BoardFormat::Json => board_json(&board)?,
    };
    batch.deliver(&args.output, &bytes, context)?;
    Ok(Done::with_errors(!standing.is_ready()))
}

/// The day that is asked for, else that of the clock.
fn today(asked: Option<&str>, lang: Lang) -> Result<Day, Refused> {
    if let Some(asked) = asked {
        return Day::from_iso(asked).ok_or_else(|| {
            Refused(say!(
                lang,
                "“{asked}” không phải là một ngày. Ghi năm-tháng-ngày, ví dụ --today 2025-12-05.",
                "“{asked}” is no day. Write year-month-day, such as --today 2025-12-05."
            ))
        });
    }
    clock::today().ok_or_else(|| {
        Refused(say!(
            lang,
            "Đồng hồ của máy sai ngày. Hãy chỉnh lại, hoặc thêm --today.",
            "The clock of this computer is wrong. Set it, or add --today."
        ))
    })
}
