//! The JSON of `status`; its keys are described in `docs/schema/status.v1.schema.json`.

use serde::Serialize;

use super::Board;
use crate::analysis::{BlockStanding, Received, Share, Totals, UnitStanding};
use crate::day::Day;
use crate::report::json::document;

#[derive(Serialize)]
struct BoardJson<'a> {
    schema: &'static str,
    title: Option<&'a str>,
    year: Option<i64>,
    today: String,
    deadline: Option<String>,
    days_left: Option<i64>,
    ready: bool,
    lacking: Vec<LackJson<'a>>,
    totals: TotalsJson,
    of_no_unit: LooseJson,
    blocks: Vec<BlockJson<'a>>,
}

#[derive(Serialize)]
struct LackJson<'a> {
    what: &'static str,
    count: usize,
    units: Vec<&'a str>,
}

#[derive(Serialize)]
struct LooseJson {
    errors: usize,
    warnings: usize,
}

#[derive(Serialize)]
struct ShareJson {
    done: usize,
    of: usize,
}

#[derive(Serialize)]
struct TotalsJson {
    units: usize,
    received: usize,
    blank: usize,
    errors: usize,
    warnings: usize,
    appraised: usize,
    explained: ShareJson,
    appraised2: ShareJson,
    survey: ShareJson,
    complete: usize,
}

#[derive(Serialize)]
struct BlockJson<'a> {
    id: Option<&'a str>,
    name: Option<&'a str>,
    criteria: &'a str,
    totals: TotalsJson,
    units: Vec<UnitJson<'a>>,
}

#[derive(Serialize)]
struct UnitJson<'a> {
    unit: &'a str,
    received: &'static str,
    files: usize,
    errors: usize,
    warnings: usize,
    appraised: ShareJson,
    explained: ShareJson,
    appraised2: ShareJson,
    survey: ShareJson,
    complete: bool,
}

/// The JSON of `status`: all units, whatever a person is shown.
pub fn board_json(board: &Board) -> serde_json::Result<Vec<u8>> {
    let standing = board.standing;
    let lacking = standing.lacking.iter().map(|lacking| LackJson {
        what: lacking.lack.id(),
        count: lacking.count,
        units: lacking.units.iter().map(|unit| &**unit).collect(),
    });
    document(&BoardJson {
        schema: "parindex/status/1",
        title: board.title,
        year: board.year,
        today: iso(board.today),
        deadline: board.deadline.map(iso),
        days_left: board.deadline.map(|deadline| board.today.until(deadline)),
        ready: standing.is_ready(),
        lacking: lacking.collect(),
        totals: totals(&standing.totals),
        of_no_unit: LooseJson { errors: standing.loose.errors, warnings: standing.loose.warnings },
        blocks: standing.blocks.iter().map(block).collect(),
    })
}

fn block(block: &BlockStanding) -> BlockJson<'_> {
    BlockJson {
        id: block.block.as_ref().map(|(id, _)| id.as_str()),
        name: block.block.as_ref().map(|(_, name)| name.as_str()),
        criteria: &block.set,
        totals: totals(&block.totals),
        units: block.units.iter().map(unit).collect(),
    }
}

fn unit(unit: &UnitStanding) -> UnitJson<'_> {
    let (received, files) = match unit.received {
        Received::No => ("no", 0),
        Received::Blank => ("blank", 0),
        Received::Files(files) => ("yes", files),
    };
    UnitJson {
        unit: &unit.unit,
        received,
        files,
        errors: unit.errors,
        warnings: unit.warnings,
        appraised: share(unit.appraised),
        explained: share(unit.explained),
        appraised2: share(unit.second),
        survey: share(unit.survey),
        complete: unit.is_complete(),
    }
}

fn totals(totals: &Totals) -> TotalsJson {
    TotalsJson {
        units: totals.units,
        received: totals.received,
        blank: totals.blank,
        errors: totals.errors,
        warnings: totals.warnings,
        appraised: totals.appraised,
        explained: share(totals.explained),
        appraised2: share(totals.second),
        survey: share(totals.survey),
        complete: totals.complete,
    }
}

fn share(share: Share) -> ShareJson {
    ShareJson { done: share.done, of: share.of }
}

fn iso(day: Day) -> String {
    format!("{:04}-{:02}-{:02}", day.year, day.month, day.day)
}
