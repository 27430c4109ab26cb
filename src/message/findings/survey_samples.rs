//! A sample of every finding about surveys.

use super::Detail;
use super::survey::SurveyFault as S;

/// Samples of what is wrong with the answers of respondents.
pub(super) fn surveys() -> Vec<Detail> {
    let names = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    let (answers, groups) = (names(&["Tốt", "Chưa tốt"]), names(&["Người dân", "Doanh nghiệp"]));
    let codes = names(&["8.1", "8.2"]);
    let respondents = names(&["D01", "D02"]);
    let doubled =
        |count, same| S::Doubled { respondents: respondents.clone(), count, first: "E2".into(), same };
    let faults = [
        S::Impossible { typed: "Bình thường".into(), answers: answers.clone(), count: 1 },
        S::Impossible { typed: "Bình thường".into(), answers, count: 4 },
        S::UnknownGroup { typed: "Cán bộ".into(), known: groups.clone(), count: 3 },
        S::UnknownGroup { typed: String::new(), known: groups.clone(), count: 1 },
        S::NotAsked { group: "Doanh nghiệp".into(), known: groups, count: 2 },
        S::Unweighed,
        doubled(1, true),
        doubled(12, false),
        S::TwoUnits { respondent: "D01".into(), other: "Xã Mẫu 02".into(), count: 1 },
        S::SmallSample { fewest: "11".into(), minimum: 30, codes: codes.clone() },
        S::Silent { group: "Doanh nghiệp".into(), codes: codes.clone(), rescaled: true },
        S::Silent { group: "Doanh nghiệp".into(), codes, rescaled: false },
    ];
    faults.into_iter().map(|fault| Detail::Survey { fault }).collect()
}
