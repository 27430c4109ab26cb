//! As many invented communes as asked for, with what they claim and what the council gives.

use anyhow::Result;
use parindex::criteria::CriteriaSet;
use parindex::points::Number;

use crate::council::{appraise, first_round};
use crate::dice::Dice;
use crate::invent::{best, invent, prove_complete};
use crate::office::Office;

/// Seed of all rounds.
const SEED: u64 = 7_025_001;

/// The year of all rounds.
pub const YEAR: u16 = 2025;

/// What a round is made like.
pub struct Plan {
    /// So many communes.
    pub many: usize,
    /// So many one after the other have the same points.
    pub alike: usize,
    /// With the points of the survey.
    pub surveyed: bool,
    /// Units without a form, rows without points, cells at fault.
    pub gaps: bool,
    /// Long names with odd letters.
    pub strange: bool,
}

impl Plan {
    /// So many ordinary communes.
    pub fn of(many: usize) -> Plan {
        Plan { many, alike: 1, surveyed: true, gaps: false, strange: false }
    }
}

/// Names that a writer may stumble over, up to 120 letters long.
const STRANGE: [&str; 14] = [
    "Xã Mẫu </script><script>alert(1)</script>",
    "Xã Mẫu & Phường Mẫu \"Hai\" 'Ba'",
    "=Xã Mẫu 03+HYPERLINK(\"http://mau.example\";\"bấm vào đây\")",
    "Đặc khu Mẫu thuộc khu vực ven biển, hải đảo và vùng đặc biệt khó khăn, sắp xếp từ năm xã, hai thị trấn cũ trong năm 2025",
    "Xã Mẫu ]]> <!-- chú thích --> 05",
    "Xã Mẫu | cột **đậm** _nghiêng_ `mã` [liên kết](http://mau.example) 06",
    "-Xã Mẫu, có dấu phẩy; chấm phẩy 07",
    "@Xã Mẫu #08 %20 \\ngạch\\ /chéo/",
    "Xã MẪUMẪUMẪUMẪUMẪUMẪUMẪUMẪUMẪUMẪUMẪUMẪUMẪUMẪUMẪUMẪUMẪUMẪUMẪUMẪU 09",
    "Xã Mẫu ../../con: 10?*<>",
    "Xã Ẵ Ộ Ữ Ỹ Đ Ǿ ẞ 漢字 🏞 11",
    "Xã Mẫu {{ten_don_vi}} {0} $12",
    "X",
    "Ủy ban nhân dân xã Mẫu Mười Bốn thuộc cụm thi đua số hai khu vực trung du và miền núi phía Bắc của tỉnh Mẫu",
];

/// Criteria that leave the scale of some communes, where the set has them.
const EXEMPT: [&[&str]; 3] = [&["2.1.1"], &["6.3", "6.1.1"], &["3.2.9"]];

/// The communes of a plan.
pub fn offices(set: &CriteriaSet, plan: &Plan) -> Result<Vec<Office>> {
    let mut dice = Dice::new(SEED);
    let mut offices: Vec<Office> = Vec::with_capacity(plan.many);
    let digits = plan.many.to_string().len().max(3);
    for at in 0..plan.many {
        let ward = at / plan.alike % 4 == 3;
        let (kind, block) = if ward { ("Phường", "phuong") } else { ("Xã", "xa") };
        let plain = format!("{kind} Mẫu {:0digits$}", at + 1);
        let name = STRANGE.get(at).filter(|_| plan.strange).map_or(plain, |name| (*name).to_owned());
        // Most in the middle, few at the ends.
        let quality = (0..3).map(|_| dice.between(48, 99)).sum::<i64>() / 3;
        let exempt = if dice.chance(10) {
            EXEMPT.into_iter().nth(usize::try_from(dice.between(0, 2))?).unwrap_or_default()
        } else {
            &[]
        };
        let exempt = if exempt.iter().all(|code| set.node(code).is_some()) { exempt } else { &[] };
        let mut office = Office::new(set, &name, block, exempt, quality);
        match offices.last().filter(|_| at % plan.alike != 0) {
            Some(like) => {
                let like = like.clone();
                office = Office { name, ..like };
            }
            None => {
                invent(set, &mut office, at == 0 || at == 3, i64::from(YEAR), &mut dice);
                adjust(&mut office, &mut dice);
            }
        }
        offices.push(office);
    }
    let blocks = offices.clone();
    let best = |block: &str| (0..set.leaves.len()).map(|n| best(set, &blocks, block, n)).collect::<Vec<_>>();
    let (wards, communes) = (best("phuong"), best("xa"));
    for at in 0..offices.len() {
        if at % plan.alike != 0 {
            let like = offices[at - 1].clone();
            offices[at] = Office { name: offices[at].name.clone(), ..like };
            continue;
        }
        let best = if offices[at].block == "xa" { &communes } else { &wards };
        appraise(set, &mut offices[at], &|n| best[n].clone(), &mut dice);
    }
    if plan.alike == 1 {
        first_round(set, &mut offices, &mut dice);
    }
    prove_complete(set, &offices)?;
    Ok(offices)
}

/// Bonus and penalty of a few: claimed, accepted.
fn adjust(office: &mut Office, dice: &mut Dice) {
    let tenths = |tenths: i64| Number::from_scaled(i128::from(tenths), 1);
    if dice.chance(8) {
        let claimed = dice.between(5, 30);
        office.bonus = Some((tenths(claimed), tenths(dice.between(5, claimed))));
    }
    if dice.chance(4) {
        office.penalty = Some((Number::ZERO, tenths(dice.between(5, 15))));
    }
}
