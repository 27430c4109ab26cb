//! The web page of results: what its file holds, with every test; what it does in a real browser, where somebody asks
//! for it (`cargo test --test page -- --ignored`).

#![allow(clippy::unwrap_used, clippy::expect_used)] // A test that cannot read its data must fail.

#[path = "page/chromium.rs"]
mod chromium;
#[path = "page/parts.rs"]
mod parts;
mod support;
#[path = "page/tags.rs"]
mod tags;

use std::fs;
use std::path::{Path, PathBuf};

use chromium::Browser;
use serde_json::{Value, json};
use support::{root, run};
use tags::{Tag, tags};

/// What somebody may call a unit who means ill, or means well.
const NAMES: [&str; 5] = [
    "</script><img src=x onerror=alert(1)>",
    "Xã <b>\"Mẫu\"</b> & 'Thử' &amp; <!-- 02",
    "Xã Mẫu/03 #100% ?a=b",
    "${alert(1)} \\u003c ]]> `04`",
    "Xã Có Một Cái Tên Rất Dài Để Xem Các Bảng Có Bị Tràn Ra Ngoài Trang Giấy Hay Không Khi In Và Khi Đọc Trên Điện Thoại 05",
];

/// A round's page, in a folder that goes with it.
struct Page {
    folder: tempfile::TempDir,
    text: String,
}

impl Page {
    fn of(round: &str, lang: &str) -> Page {
        let folder = tempfile::tempdir().unwrap();
        let output = folder.path().display().to_string();
        let made = run(root(), &["report", round, "--html", "--lang", lang, "--output", &output]);
        let text = fs::read_to_string(folder.path().join("cong-bo.html"));
        Page { text: text.unwrap_or_else(|_| panic!("{}", made.stderr)), folder }
    }

    /// Units with names that could do harm, by the small set.
    fn of_names() -> Page {
        let folder = tempfile::tempdir().unwrap();
        let mut rows = "unit,code,self\n".to_owned();
        for (at, name) in NAMES.iter().enumerate() {
            let name = name.replace('"', "\"\"");
            rows += &format!("\"{name}\",1.1.1,1\n\"{name}\",1.1.2,{}\n", 3 - at.min(3));
        }
        fs::write(folder.path().join("forms.csv"), rows).unwrap();
        fs::write(folder.path().join("small.toml"), support::SMALL).unwrap();
        let arguments = ["report", "forms.csv", "--criteria", "small.toml", "--by", "self", "--html"];
        let made = run(folder.path(), &[&arguments[..], &["--output", "papers"]].concat());
        let text = fs::read_to_string(folder.path().join("papers/cong-bo.html"));
        let text = text.unwrap_or_else(|_| panic!("{}", made.stderr));
        fs::write(folder.path().join("cong-bo.html"), &text).unwrap();
        Page { folder, text }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("cong-bo.html")
    }

    /// The data of the script.
    fn data(&self) -> Value {
        let from = self.text.split_once("id=\"data\">").unwrap().1;
        serde_json::from_str(from.split_once("</script>").unwrap().0).unwrap()
    }
}

/// Every element closes what it opens, and no text opens one.
#[test]
fn the_page_is_well_formed() {
    for page in [Page::of("examples/xa-2025", "vi"), Page::of("examples/loi", "en"), Page::of_names()] {
        assert!(page.text.starts_with("<!doctype html>\n<html lang=\""));
        let mut open: Vec<String> = Vec::new();
        for tag in tags(&page.text) {
            match tag {
                Tag::Open(name, _) if ["meta", "link"].contains(&name.as_str()) => {}
                Tag::Open(name, _) => open.push(name),
                Tag::Close(name) => assert_eq!(open.pop(), Some(name)),
                Tag::Text(_) => {}
            }
        }
        assert!(open.is_empty(), "{open:?}");
    }
}

/// A changed script or style whose hash nobody changed would leave a blank page.
#[test]
fn the_policy_names_what_runs_and_nothing_else() {
    let page = Page::of("examples/so-2025", "vi");
    let all = tags(&page.text);
    let policy = all.iter().find_map(|tag| match tag {
        Tag::Open(name, attributes) if name == "meta" => {
            let is_policy = attributes.iter().any(|(_, value)| value == "Content-Security-Policy");
            attributes.iter().find(|(key, _)| is_policy && key == "content").map(|(_, value)| value.clone())
        }
        _ => None,
    });
    let policy = policy.expect("a policy");
    let mut hashes = Vec::new();
    for pair in all.windows(2) {
        let (Tag::Open(name, attributes), Tag::Text(text)) = (&pair[0], &pair[1]) else { continue };
        if name == "style" || name == "script" && attributes.is_empty() {
            hashes.push((name.clone(), tags::sha256(text)));
        }
    }
    let of = |kind: &str| {
        let own = hashes.iter().filter(|(name, _)| name == kind);
        own.fold(String::new(), |all, (_, hash)| all + " 'sha256-" + hash + "'")
    };
    let (script, style) = (of("script"), of("style"));
    assert_eq!(
        policy,
        format!(
            "default-src 'none'; script-src{script}; style-src{style}; img-src data:; base-uri 'none'; form-action 'none'"
        )
    );
    let outside = ["http://", "https://", "innerHTML", "insertAdjacentHTML", "document.write", "eval("];
    let script = page.text.rsplit_once("<script>").unwrap().1.replace("http://www.w3.org/2000/svg", "");
    for word in outside {
        assert!(!script.contains(word), "{word}");
    }
}

/// The ranking without script is that of `rank`, to the last digit; so is what the script gets.
#[test]
fn every_figure_of_the_ranking_is_in_the_page() {
    for round in ["examples/xa-2025", "examples/so-2025", "examples/huyen-2024", "examples/loi"] {
        let page = Page::of(round, "en");
        let json = run(root(), &["rank", round, "--format", "json", "--lang", "en"]);
        let json: Value = serde_json::from_str(&json.stdout).unwrap();
        let tables = tags::tables(&page.text);
        let (data, blocks) = (page.data(), json["blocks"].as_array().unwrap());
        assert_eq!(tables.len(), blocks.len(), "{round}");
        for (at, block) in blocks.iter().enumerate() {
            let packed = &data["blocks"][at]["tables"]["ranking"];
            let rows = tables[at].iter().filter(|row| row.len() > 5).skip(1);
            let keys: Vec<&str> =
                packed["columns"].as_array().unwrap().iter().map(|c| c["key"].as_str().unwrap()).collect();
            for (n, (unit, row)) in block["units"].as_array().unwrap().iter().zip(rows).enumerate() {
                assert!(row[1].starts_with(unit["unit"].as_str().unwrap()), "{row:?}");
                for (column, key) in keys.iter().enumerate() {
                    let expected = match *key {
                        "unit" | "class" => continue,
                        "rank" => unit["rank"].clone(),
                        "appraised" | "survey" | "bonus" | "penalty" | "points" | "max" | "index" => {
                            unit[*key].clone()
                        }
                        code => {
                            let fields = unit["fields"].as_array().unwrap();
                            fields.iter().find(|field| field["code"] == code).unwrap()["index"].clone()
                        }
                    };
                    let of_script = match &packed["rows"][n][column] {
                        Value::Array(number) => number[0].as_str().unwrap().to_owned(),
                        Value::Null => String::new(),
                        Value::String(text) => text.clone(),
                        count => count.to_string(),
                    };
                    let number = |text: &str| text.trim_end_matches('=').parse::<f64>().ok();
                    assert_eq!(number(&row[column]), expected.as_f64(), "{round} {key} {row:?}");
                    assert_eq!(of_script, row[column], "{round} {key}");
                }
            }
        }
    }
}

#[test]
fn names_that_could_do_harm_stay_texts() {
    let page = Page::of_names();
    let text: String = tags::tables(&page.text).concat().concat().concat();
    for name in NAMES {
        assert!(text.contains(name), "{name}");
    }
    assert_eq!(page.text.matches("<img").count(), 0);
    // The head's two, the data, the packed parts, the script.
    assert_eq!(page.text.matches("</script>").count(), page.text.matches("<script").count());
    let units = page.data()["blocks"][0]["units"].to_string();
    for name in NAMES {
        assert!(units.contains(&*serde_json::to_string(name).unwrap()), "{name}");
    }
}

#[test]
fn the_page_says_nothing_of_the_machine() {
    let page = Page::of_names();
    assert!(!page.text.contains(&*page.folder.path().display().to_string()));
    assert_eq!(Page::of("examples/xa-2025", "vi").text, Page::of("examples/xa-2025", "vi").text);
}

const DESKTOP: (u32, u32) = (1280, 900);
const PHONE: (u32, u32) = (320, 640);

#[track_caller]
fn quiet(browser: &mut Browser) {
    let complaints = browser.complaints();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

fn names(browser: &mut Browser) -> Vec<String> {
    let value =
        browser.eval("[...document.querySelectorAll('.ranking tbody th a')].map((a) => a.textContent)");
    serde_json::from_value(value).unwrap()
}

#[test]
#[ignore = "needs Chromium"]
fn units_are_sorted_found_and_filtered() {
    let page = Page::of("examples/xa-2025", "vi");
    let mut browser = Browser::start();
    browser.open(&page.path(), "#vi/khoi/xa/xep-hang", DESKTOP);
    let ranked = names(&mut browser);
    assert_eq!(ranked.len(), 9);
    // By index from the highest, then from the lowest; back to the rank. Equal ones stay as they are ranked.
    let lowest = ["5", "9", "7", "4", "3", "2", "8", "6", "1"].map(|name| format!("Xã Mẫu 0{name}")).to_vec();
    for (head, said, expected) in
        [("index", "descending", &ranked), ("index", "ascending", &lowest), ("rank", "ascending", &ranked)]
    {
        browser.click(&format!("th[data-key='{head}'] button"));
        let sorted = format!("document.querySelector(\"th[data-key='{head}']\").ariaSort");
        assert_eq!((browser.text(&sorted).as_str(), &names(&mut browser)), (said, expected), "{head}");
    }
    browser.click("th[data-key='unit'] button");
    let mut by_name = ranked.clone();
    by_name.sort();
    assert_eq!(names(&mut browser), by_name);
    // Without diacritics, in any case; how many there are is said.
    for (text, count, first) in
        [("xa mau 0", 9, "Xã Mẫu 01"), ("XÃ MẪU 07", 1, "Xã Mẫu 07"), ("khong co", 0, "")]
    {
        browser.eval("document.getElementById('search').select(), document.getElementById('search').focus()");
        browser.write(text);
        let found = names(&mut browser);
        assert_eq!((found.len(), found.first().map_or("", String::as_str)), (count, first), "{text}");
        let said = browser.shown(".count");
        let words = if count == 0 { "Không có đơn vị nào".to_owned() } else { format!("{count} ") };
        assert!(said.contains(&words), "{said}");
    }
    browser.eval("document.getElementById('search').select()");
    browser.write("phuong mau 01");
    assert!(browser.shown(".others").contains("Phường Mẫu 01"));
    browser.eval("document.getElementById('search').select()");
    browser.write(" ");
    let choose = "(() => { const it = document.querySelector('.tools select'); it.value = 'Khá'; it.dispatchEvent(new Event('change')) })()";
    browser.eval(choose);
    let classes =
        browser.eval("[...document.querySelectorAll('.ranking tbody .class')].map((it) => it.textContent)");
    assert!(!classes.as_array().unwrap().is_empty());
    assert!(classes.as_array().unwrap().iter().all(|class| class == "Khá"), "{classes}");
    quiet(&mut browser);
    assert_eq!(browser.files(), 1);
}

#[test]
#[ignore = "needs Chromium"]
fn a_unit_says_why_it_stands_where_it_stands() {
    let page = Page::of("examples/xa-2025", "vi");
    let mut browser = Browser::start();
    browser.open(&page.path(), "#vi/khoi/xa/xep-hang", DESKTOP);
    browser.click(".ranking tbody tr:nth-child(6) th a");
    browser.wait("document.querySelector('h2').innerText === 'Xã Mẫu 04'");
    assert_eq!(browser.shown("h2"), "Xã Mẫu 04");
    assert_eq!(browser.text("document.activeElement.id"), "title");
    // The reasons come with what is unpacked.
    browser.wait("document.querySelector('.why')?.innerText.includes('Mất nhiều điểm nhất')");
    let why = browser.shown(".why");
    for words in [
        "Hạng 6/9",
        "Kém hạng 5 (Xã Mẫu 03)",
        "Hơn hạng 7 (Xã Mẫu 07)",
        "trung bình khối",
        "Mất nhiều điểm nhất ở",
    ] {
        assert!(why.contains(words), "{words}: {why}");
    }
    // Every figure of its leaves is that of `score`.
    let json = run(root(), &["score", "examples/xa-2025", "--format", "json", "--lang", "en"]);
    let json: Value = serde_json::from_str(&json.stdout).unwrap();
    let unit = json["units"].as_array().unwrap().iter().find(|unit| unit["unit"] == "Xã Mẫu 04").unwrap();
    let rows = browser.eval("[...document.querySelectorAll('.leaves tbody tr:not(.below)')].map((row) => [...row.cells].map((cell) => cell.innerText))");
    for leaf in unit["leaves"].as_array().unwrap() {
        let row = rows.as_array().unwrap().iter().find(|row| row[0] == leaf["code"]).unwrap();
        for (column, key) in [(2, "max"), (3, "self"), (4, "appraised"), (5, "survey"), (6, "points")] {
            let shown = row[column].as_str().unwrap().replace(',', ".");
            if leaf["status"] == "not-applicable" && key != "max" {
                continue;
            }
            assert_eq!(shown.parse().ok(), leaf[key].as_f64(), "{} {key}", leaf["code"]);
        }
    }
    // A leaf opens to the life of its score, with its cell and the rule.
    browser.click("button.leaf");
    assert_eq!(browser.text("document.querySelector('button.leaf').ariaExpanded"), "true");
    let life = browser.shown("tr.below:not([hidden])");
    for words in ["Điểm cuối cùng", "!", "Cách tính điểm", "Tài liệu kiểm chứng", "Thẩm định lần 1"]
    {
        assert!(life.contains(words), "{words}: {life}");
    }
    assert!(!life.contains('\u{1}'));
    browser.click("button.leaf");
    assert!(browser.eval("document.querySelector('tr.below').hidden") == json!(true));
    // What it says is what `explain` says.
    let explained = run(root(), &["explain", "Xã Mẫu 04", "1.1.1", "examples/xa-2025", "--lang", "vi"]);
    let life: Vec<&str> = life.lines().filter(|line| line.contains("Thẩm định lần 1")).collect();
    let (said, cell) = life[0].split_once(" appraisal/").unwrap();
    for part in [said, cell] {
        assert!(explained.stdout.contains(part), "{part}: {}", explained.stdout);
    }
    browser.click("input[type=checkbox]");
    let lost = "[...document.querySelectorAll('.leaves tbody tr:not([hidden]):not(.field):not(.branch)')].every((row) => row.querySelector('.lost'))";
    assert_eq!(browser.eval(lost), json!(true));
    quiet(&mut browser);
}

#[test]
#[ignore = "needs Chromium"]
fn an_address_opens_language_block_view_and_unit() {
    let page = Page::of("examples/xa-2025", "vi");
    let mut browser = Browser::start();
    for (hash, lang, title) in [
        ("", "vi", "Xếp hạng · Phường"),
        ("#en", "en", "Ranking · Phường"),
        ("#en/khoi/xa/tieu-chi", "en", "Criteria · Xã"),
        ("#vi/khoi/xa/phuong-phap", "vi", "Phương pháp · Xã"),
        ("#don-vi/Xã Mẫu 05", "vi", "Xã Mẫu 05"),
        ("#en/don-vi/X%C3%A3%20M%E1%BA%ABu%2005", "en", "Xã Mẫu 05"),
        ("#vi/don-vi/Không có", "vi", "Không có đơn vị này trong kết quả: Không có"),
        ("#%E0%A4%A/khoi", "vi", "Xếp hạng · Phường"),
    ] {
        browser.open(&page.path(), hash, DESKTOP);
        assert_eq!(browser.shown("h2"), title, "{hash}");
        assert_eq!(browser.text("document.documentElement.lang"), lang, "{hash}");
    }
    // The switch keeps the place, changes every word and the decimal sign, and stays in the address.
    browser.open(&page.path(), "#vi/don-vi/Xã Mẫu 05", DESKTOP);
    let before = browser.shown(".tile strong");
    browser.click("[data-lang=en]");
    assert_eq!((browser.shown("h2").as_str(), browser.shown(".tile strong")), ("Xã Mẫu 05", before));
    assert!(browser.shown(".why").contains("Rank "));
    assert!(browser.text("location.hash").starts_with("#en/"));
    let vietnamese = "[...document.querySelectorAll('body *:not([lang=vi] *):not(script):not(style)')].filter((it) => !it.closest('[lang=vi]')).flatMap((it) => [...it.childNodes]).filter((it) => it.nodeType === 3 && /[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/i.test(it.data)).map((it) => it.data)";
    browser.open(&page.path(), "#en/khoi/xa/linh-vuc", DESKTOP);
    let left = browser.eval(&format!("{vietnamese}.filter((text) => /Xếp|Điểm|Hạng|khối/.test(text))"));
    assert_eq!(left, json!([]));
    quiet(&mut browser);
}

#[test]
#[ignore = "needs Chromium"]
fn the_page_is_worked_by_keys_alone() {
    let page = Page::of("examples/xa-2025", "vi");
    let mut browser = Browser::start();
    browser.open(&page.path(), "#vi/khoi/xa/xep-hang", DESKTOP);
    browser.key("Tab");
    assert_eq!(browser.text("document.activeElement.id"), "skip");
    browser.key("Enter");
    assert_eq!(browser.text("document.activeElement.id"), "main");
    // Until the name of a unit has the focus; on the way nothing is without a mark of it.
    let mut reached = false;
    for _ in 0..60 {
        browser.key("Tab");
        let outline = browser.text("getComputedStyle(document.activeElement).outlineStyle");
        assert_ne!(outline, "none", "{}", browser.text("document.activeElement.outerHTML"));
        reached = browser.text("document.activeElement.innerText") == "Xã Mẫu 01";
        if reached {
            break;
        }
    }
    assert!(reached);
    browser.key("Enter");
    browser.settle();
    browser.wait("document.querySelector('h2').innerText === 'Xã Mẫu 01'");
    for _ in 0..60 {
        browser.key("Tab");
        if browser.eval("document.activeElement.className === 'leaf'") == json!(true) {
            break;
        }
    }
    browser.key("Enter");
    assert_eq!(browser.text("document.activeElement.ariaExpanded"), "true");
    browser.key(" ");
    assert_eq!(browser.text("document.activeElement.ariaExpanded"), "false");
    quiet(&mut browser);
}

/// Every view, in both languages, light and dark, wide and narrow.
#[test]
#[ignore = "needs Chromium"]
fn nobody_is_kept_out() {
    let access = fs::read_to_string(root().join("tests/page/access.js")).unwrap();
    let mut browser = Browser::start();
    for (page, unit) in [
        (Page::of("examples/xa-2025", "vi"), "Xã Mẫu 04"),
        (Page::of("examples/loi", "vi"), "Xã Thử 02"),
        (Page::of_names(), NAMES[4]),
    ] {
        for (lang, scheme, size) in
            [("vi", "light", DESKTOP), ("en", "dark", DESKTOP), ("vi", "dark", PHONE), ("en", "light", PHONE)]
        {
            let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
            browser.call("Emulation.setEmulatedMedia", features);
            let views = ["xep-hang", "linh-vuc", "tieu-chi", "phan-bo", "so-sanh", "phuong-phap"];
            let views = views
                .map(str::to_owned)
                .into_iter()
                .chain([format!("don-vi/{}", NAMES[0]), format!("don-vi/{unit}")]);
            for view in views {
                browser.open(&page.path(), &format!("#{lang}/{}", view.replace('%', "%25")), size);
                browser.eval(
                    "[...document.querySelectorAll('button.leaf')].slice(0, 40).forEach((it) => it.click())",
                );
                let wrong = browser.eval(&access);
                assert_eq!(wrong, json!([]), "{view} {lang} {scheme} {size:?}: {wrong:#}");
                // Only boxes scroll sideways, never the page.
                let wide = browser.eval("document.documentElement.scrollWidth");
                assert!(wide.as_u64() <= Some(size.0.into()), "{view} {lang}: {wide} wide in {size:?}");
            }
        }
    }
    quiet(&mut browser);
}

#[test]
#[ignore = "needs Chromium"]
fn names_show_as_typed() {
    let page = Page::of_names();
    let mut browser = Browser::start();
    browser.open(&page.path(), "", DESKTOP);
    let mut shown = names(&mut browser);
    shown.sort();
    let mut expected = NAMES.map(str::to_owned).to_vec();
    expected.sort();
    assert_eq!(shown, expected);
    for name in NAMES {
        let link = format!(
            "[...document.querySelectorAll('.ranking tbody th a')].find((a) => a.textContent === {}).click()",
            json!(name)
        );
        browser.open(&page.path(), "", DESKTOP);
        browser.eval(&link);
        browser.wait(&format!("document.querySelector('h2').textContent === {}", json!(name)));
        browser.settle();
    }
    assert_eq!(browser.eval("document.images.length"), json!(0));
    quiet(&mut browser);
}

#[test]
#[ignore = "needs Chromium"]
fn ranking_and_unit_print() {
    let page = Page::of("examples/xa-2025", "vi");
    let mut browser = Browser::start();
    for (hash, portrait, words) in [
        ("#vi/khoi/xa/xep-hang", false, ["Xã Mẫu 09", "Chỉ số", "LV 8"]),
        ("#vi/don-vi/Xã Mẫu 04", true, ["Vì sao đứng ở vị trí này?", "Kém hạng 5", "Tác động của cải cách"]),
    ] {
        browser.open(&page.path(), hash, DESKTOP);
        let pdf =
            browser.call("Page.printToPDF", json!({ "preferCSSPageSize": true, "printBackground": true }));
        let pdf = tags::from_base64(pdf["data"].as_str().unwrap());
        let path = page.folder.path().join("page.pdf");
        fs::write(&path, pdf).unwrap();
        let text = tags::pdf_text(&path);
        for word in words {
            assert!(text.contains(word), "{word}: {text}");
        }
        // Controls have no place on paper.
        assert!(!text.contains("Tìm đơn vị") && !text.contains("English"), "{text}");
        assert_eq!(tags::pdf_is_portrait(&path), portrait);
    }
    quiet(&mut browser);
}

/// Figures of a page that somebody names: `PAGE=cong-bo.html cargo test --test page -- --ignored --nocapture figures`.
#[test]
#[ignore = "needs Chromium"]
fn figures_of_a_page() {
    let Some(path) = std::env::var_os("PAGE") else { return };
    let mut browser = Browser::start();
    browser.open(Path::new(&path), "#vi/khoi/xa", DESKTOP);
    let bytes = fs::metadata(&path).unwrap().len();
    let figures = browser.eval(
        "(async () => { const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
        const time = async (act) => { const from = performance.now(); await act(); await painted(); return Math.round(performance.now() - from) };
        const ready = Math.round(performance.getEntriesByName('ready')[0].startTime);
        const loaded = Math.round(performance.getEntriesByType('navigation')[0].loadEventEnd);
        const search = document.getElementById('search');
        const sort = await time(() => document.querySelector('th[data-key=unit] button').click());
        const found = await time(() => { search.value = 'xa mau 12'; search.dispatchEvent(new Event('input')) });
        const wait = async () => { while (document.querySelector('.wait')) await painted() };
        const unit = await time(async () => { document.querySelector('.ranking tbody a').click(); await painted(); await wait() });
        const heat = await time(async () => { location.hash = '#vi/tieu-chi'; await painted(); await wait() });
        return { ready, loaded, sort, found, unit, heat } })()",
    );
    println!("{bytes} bytes; milliseconds: {figures}");
    quiet(&mut browser);
}
