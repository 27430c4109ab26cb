//! What many units, many unknown names and endless names must not do: cost more than their number, or fill the output.

#![allow(clippy::unwrap_used)] // Test code.

mod support;

use std::fmt::Write;

use parindex::message::Detail;
use parindex::ranking::rank;
use parindex::score::Basis;
use support::{cards, form, read};

/// Units with one row each.
fn long(names: impl Iterator<Item = String>) -> String {
    names.fold("unit,code,max,self\n".to_owned(), |mut text, name| {
        writeln!(text, "{name},1.1,2,1").unwrap();
        text
    })
}

#[test]
fn many_equal_units_are_tied_in_linear_time() {
    let set = support::set(support::SMALL);
    let assessed = read(&set, None, &[form("m.csv", &long((0..3).map(|n| format!("Xã {n}"))))]);
    let some = cards(&set, &assessed, Basis::Own);
    let many: Vec<_> = some.iter().cycle().take(20_000).cloned().collect();
    let ranking = rank(&set, &many);
    let rows = &ranking.blocks[0].rows;
    assert_eq!(rows.len(), 20_000);
    assert!(rows.iter().all(|row| row.rank == 1 && row.tied && !row.broken && !row.by_rounding));
}

#[test]
fn after_many_unknown_units_no_names_are_offered() {
    let set = support::set(support::SMALL);
    let names = || (0..1000).map(|n| format!("Xã Khác {n:04}"));
    let register = names().fold("name\n".to_owned(), |text, name| text + &name + " B\n");
    let assessed = read(&set, Some(&register), &[form("m.csv", &long(names()))]);
    let close = assessed.findings.iter().filter_map(|finding| match &finding.detail {
        Detail::UnknownUnit { close, .. } => Some(!close.is_empty()),
        _ => None,
    });
    let close: Vec<bool> = close.collect();
    assert_eq!(close.len(), 1000);
    assert_eq!(close.iter().filter(|close| **close).count(), 200);
}

#[test]
fn an_endless_unit_name_is_cut_where_it_enters() {
    let set = support::set(support::SMALL);
    let endless = "M".repeat(32_767);
    let table = long((0..300).map(|_| endless.clone()));
    let assessed = read(&set, None, &[form("m.csv", &table)]);
    assert_eq!(*assessed.assessments[0].unit, format!("{}…", "M".repeat(200)));
    assert!(support::shown(&assessed.findings).len() < 100_000);
}

#[test]
fn heads_without_end_are_read_in_linear_time() {
    let set = support::set(support::SMALL);
    let head = "STT;Tiêu chí;Điểm tối đa;Điểm tự chấm";
    let other = "STT;Tiêu chí;Trọng số";
    let check = |above: &str, times: &str, rows: usize| {
        let table = format!("{above}\n{}", format!("{times}\n").repeat(rows));
        let assessed = read(&set, None, &[form("Xã Mẫu 01.csv", &table)]);
        assert_eq!(assessed.assessments.len(), 1, "{times}");
    };
    check("", head, 4_000);
    check(head, &format!("Đơn vị: Xã Mẫu 01\n{head}"), 2_000);
    check("", &format!("{head}\na;b;c;d"), 2_000);
    check(&format!("{head}\n1.1;Kế hoạch;2;1"), head, 4_000);
    check(&format!("{head}\n1.1;Kế hoạch;2;1"), &format!("{other}\n1.1;Kế hoạch;2"), 2_000);
}
