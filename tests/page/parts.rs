//! What makes the difference between two units adds up to all of it.

use super::*;

/// A penalty that is not among the parts, or a part rounded by itself, and the figures of a page do not add up.
#[test]
#[ignore = "needs Chromium"]
fn what_makes_a_difference_makes_all_of_it() {
    let sums = "[...document.querySelectorAll('.why li:has(> .parts)')].map((it) => {
        const number = (text) => Math.round(Number(text.replace(',', '.').replace('−', '-')) * 100);
        const parts = [...it.querySelectorAll('.parts b')].map((part) => number(part.innerText));
        return [number(it.firstChild.data.match(/([−+]?\\d+,\\d+) điểm phần trăm/)[1]), parts.reduce((a, b) => a + b, 0)] })";
    let mut browser = Browser::start();
    for round in ["examples/xa-2025", "examples/so-2025"] {
        let page = Page::of(round, "vi");
        let data = page.data();
        for block in data["blocks"].as_array().unwrap() {
            for unit in block["units"].as_array().unwrap() {
                browser.open(&page.path(), &format!("#vi/don-vi/{}", unit[0].as_str().unwrap()), DESKTOP);
                browser.settle();
                let sums = browser.eval(sums);
                assert!(!sums.as_array().unwrap().is_empty(), "{unit}");
                for sum in sums.as_array().unwrap() {
                    assert_eq!(sum[0], sum[1], "{unit} {sums}");
                }
            }
        }
    }
    let page = Page::of("examples/xa-2025", "vi");
    for (unit, words) in [
        (
            "Xã Mẫu 05",
            &["−1,00 Điểm trừ", "Cần thêm 6,65 điểm để bằng Chỉ số của hạng 7 (Xã Mẫu 07)", "21,62 > 21,25"]
                [..],
        ),
        (
            "Xã Mẫu 09",
            &[
                "Chỉ số bằng Xã Mẫu 05 (hạng 8), đứng sau vì điểm điều tra xã hội học 21,25 < 21,62",
                "+1,00 Điểm trừ",
            ],
        ),
        ("Xã Mẫu 02", &["Đồng hạng vì bằng nhau ở mọi căn cứ xếp hạng: Chỉ số", "Để đạt điểm tối đa, cần: "]),
    ] {
        browser.open(&page.path(), &format!("#vi/don-vi/{unit}"), DESKTOP);
        browser.settle();
        let why = browser.shown(".why").split_whitespace().collect::<Vec<_>>().join(" ");
        for words in words {
            assert!(why.contains(words), "{words}: {why}");
        }
    }
    // All that have the lowest index; the whole of a class.
    browser.open(&page.path(), "#vi/khoi/xa/xep-hang", DESKTOP);
    assert!(browser.text("document.querySelector('.tiles').innerText").contains("Xã Mẫu 05, Xã Mẫu 09"));
    browser.open(&page.path(), "#vi/khoi/xa/phuong-phap", DESKTOP);
    let method = browser.shown(".method");
    assert!(method.contains("từ 90 %, đồng thời chỉ số thành phần lĩnh vực 3 từ 80 %"), "{method}");
    browser.open(&page.path(), "#vi/khoi/xa/so-sanh", DESKTOP);
    browser.wait("document.querySelector('.grid td') !== null");
    let hyphens =
        "[...document.querySelectorAll('.grid td')].filter((it) => /^-\\d/.test(it.innerText)).length";
    assert_eq!(browser.eval(hyphens), json!(0));
    quiet(&mut browser);
}
