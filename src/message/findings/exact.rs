//! Exact texts of some findings.

use super::super::{FileFault, Limit};
use super::samples::{n, names, over, s, values};
use super::{Detail, Lang, Number, Text};

#[test]
fn exact_texts() {
    let check = |detail: Detail, lang: Lang, message: &str, help: &str| {
        assert_eq!(detail.text(lang), Text { message: s(message), help: s(help) });
    };
    let above = || Detail::PointsAboveMax { points: n("1.5"), max: n("1") };
    check(
        above(),
        Lang::Vi,
        "Điểm 1,5 vượt điểm tối đa 1.",
        "Nhập điểm từ 0 đến 1 vào ô này, hoặc xem lại điểm tối đa của tiêu chí.",
    );
    check(
        above(),
        Lang::En,
        "1.5 points are above the maximum of 1.",
        "Enter points from 0 to 1 in this cell, or check the maximum of the criterion.",
    );
    let between =
        || Detail::PointsUnreachable { points: n("2"), possible: values(&[("0", "0"), ("2.4", "3")]) };
    check(
        between(),
        Lang::Vi,
        "Theo cách tính điểm, tiêu chí này không có mức 2 điểm; chỉ có: 0; từ 2,4 đến 3.",
        "Nhập một trong các mức điểm đó (gần nhất: 0; 2,4), hoặc xem lại cách chấm của tiêu chí.",
    );
    check(
        between(),
        Lang::En,
        "The rule of this criterion cannot give 2 points, only: 0; from 2.4 to 3.",
        "Enter one of these values (closest: 0; 2.4), or look up how the criterion is scored.",
    );
    let summed = || Detail::SumDiffers { code: s(""), stated: n("100"), sum: n("99.55") };
    check(
        summed(),
        Lang::Vi,
        "Thang điểm là 100, nhưng điểm tối đa các lĩnh vực cộng lại là 99,55.",
        "Chênh lệch 0,45: đối chiếu từng điểm tối đa với phụ lục của quyết định rồi sửa số sai.",
    );
}

#[test]
fn exact_messages() {
    let check = |detail: Detail, vi: &str, en: &str| {
        assert_eq!(detail.text(Lang::Vi).message, vi);
        assert_eq!(detail.text(Lang::En).message, en);
    };
    check(
        Detail::UnreadableFile { fault: FileFault::Other(s("invalid Zip archive.")) },
        "Không đọc được tệp này (chi tiết: invalid Zip archive).",
        "This file cannot be read (invalid Zip archive).",
    );
    check(
        Detail::UnreadableFile { fault: FileFault::NotWhole },
        "Không đọc được tệp này: tệp không trọn vẹn, có thể do tải về hoặc sao chép dở dang.",
        "This file cannot be read: its end is missing, perhaps because a download or a copy broke off.",
    );
    check(
        over(Limit::Cells, "5000000", "17179869184"),
        "Tệp vượt mức an toàn để đọc: số ô của một trang tính là 17.179.869.184, nhiều nhất được phép là 5.000.000.",
        "The file is beyond what is safe to read: the number of cells of a sheet is 17,179,869,184, the most allowed is \
         5,000,000.",
    );
    check(
        Detail::PointsDisagree { claimed: n("3"), computed: n("35/12") },
        "Điểm ghi trong bảng là 3, nhưng tính từ số liệu kê khai được 35/12 (≈ 2,9167).",
        "The table says 3 points, but the declared data give 35/12 (≈ 2.9167).",
    );
    check(
        Detail::PartExceedsWhole { parts: names(&["b", "c"]), sum: n("40"), whole: s("a"), of: n("36") },
        "Số liệu “b” + “c” là 40, lớn hơn tổng số “a” là 36.",
        "The input “b” + “c” is 40, more than the whole “a”, which is 36.",
    );
    check(
        Detail::MissingSurvey { count: 1, left_out: false },
        "1 tiêu chí của đơn vị chưa có điểm điều tra xã hội học nên đang tính 0 điểm.",
        "1 criterion has no survey points and counts 0 for now.",
    );
    check(
        Detail::StepGap { value: s("79.995%") },
        "Không mức nào nhận giá trị 79,995%, nên giá trị này không có điểm.",
        "No step takes the value 79.995%, so it would get no points.",
    );
}

#[test]
fn many_possible_points_are_cut_and_the_closest_named() {
    let steps: Vec<String> = (0..=20).map(|i| format!("0.{i:02}")).collect();
    let possible: Vec<(Number, Number)> = steps.iter().map(|step| (n(step), n(step))).collect();
    let text = Detail::PointsUnreachable { points: n("0.155"), possible }.text(Lang::Vi);
    assert!(text.message.ends_with("chỉ có: 0; 0,01; 0,02; 0,03; 0,04; 0,05; 0,06; 0,07; …."));
    assert!(text.help.contains("(gần nhất: 0,15; 0,16)"));
}
