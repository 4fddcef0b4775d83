//! The disposal log as it leaves the hub: one form for the coordinators' page and the command line.
//!
//! Numbers from 1 to 4 are told as `<5` there as in the statistics: how many records a quarter had says nearly how many
//! sessions were held.

use crate::store::Disposal;
use erum_domain::disclosure::{SMALLEST_SHOWN, Shown};

const HEAD: [&str; 6] = ["dag", "enhet", "regel", "slag", "period", "antal"];

/// Semicolons, as Swedish spreadsheets expect. Every value is a code, a day or a number: nothing needs quoting.
pub fn csv(lines: &[Disposal]) -> String {
    let mut text = HEAD.join(";") + "\r\n";
    for line in lines {
        text += &(cells(line).join(";") + "\r\n");
    }
    text
}

/// For people at a keyboard.
pub fn table(lines: &[Disposal]) -> Vec<String> {
    let row =
        |[day, unit, rule, kind, period, records]: [&str; 6]| format!("{day:10}  {unit:12}  {rule:28}  {kind:16}  {period:8}  {records}");
    let rows = lines.iter().map(|line| {
        let cells = cells(line);
        row(std::array::from_fn(|column| cells[column].as_str()))
    });
    std::iter::once(row(HEAD)).chain(rows).collect()
}

fn cells(line: &Disposal) -> [String; 6] {
    let records = match Shown::of(line.records) {
        Shown::Exactly(records) => records.to_string(),
        Shown::Few | Shown::Hidden => format!("<{SMALLEST_SHOWN}"),
    };
    let unit = line.unit.as_ref().map_or("navet", |unit| unit.as_str());
    [line.day.to_string(), unit.to_owned(), line.rule.clone(), line.kind.clone(), line.period.clone(), records]
}
