//! Papers read back, by readers that have nothing to do with what wrote them.

/// A table as it was found: what stands above it, and its rows of texts.
#[derive(Debug, Default)]
pub struct Table {
    pub above: String,
    pub rows: Vec<Vec<String>>,
    /// Its numbers are exact values of which the paper shows a rounded one.
    pub exact: bool,
}

/// The tables of a file, by the ending of its name.
pub fn tables(name: &str, bytes: &[u8]) -> Vec<Table> {
    let ending = name.rsplit('.').next().unwrap();
    match ending {
        "csv" => vec![of_csv(bytes)],
        "md" => of_markdown(std::str::from_utf8(bytes).unwrap()),
        other => panic!("no reader for {other}"),
    }
}

fn of_csv(bytes: &[u8]) -> Table {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").expect("a mark by which Excel knows UTF-8");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    Table { rows, ..Table::default() }
}

fn of_markdown(text: &str) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    let (mut above, mut inside) = (String::new(), false);
    for line in text.lines() {
        let Some(row) = line.strip_prefix('|') else {
            // A list below a table ends what stands above the next one.
            if inside {
                above.clear();
            }
            inside = false;
            above += line;
            above.push('\n');
            continue;
        };
        if !inside {
            tables.push(Table { above: above.clone(), ..Table::default() });
        }
        inside = true;
        if row.chars().all(|c| " |:-".contains(c)) {
            continue;
        }
        // No text in these rounds has a bar in it.
        let cells = row.trim_end_matches('|').split('|').map(|cell| cell.trim().replace('\\', ""));
        tables.last_mut().unwrap().rows.push(cells.collect());
    }
    tables
}
