//! `erum-hub check`: is all that was stored still there and readable? Prints counts, never content.

use super::{CliError, existing, in_dir, say};
use crate::store::{CheckReport, HubStore};
use std::path::Path;
use std::process::ExitCode;

pub(super) async fn check(dir: &Path) -> Result<ExitCode, CliError> {
    let store = existing(dir).await?;
    let report = store.check().await.map_err(|error| in_dir(dir, error))?;
    store.close().await;
    for line in lines(&report) {
        say(&line)?;
    }
    Ok(if is_well(&report) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

const fn is_well(report: &CheckReport) -> bool {
    report.faults.is_empty() && report.unreadable == 0 && report.unreadable_edits == 0 && report.schema.0 == report.schema.1
}

fn lines(report: &CheckReport) -> Vec<String> {
    let mut lines = vec![match report.faults.len() {
        0 => "database: ok".to_owned(),
        faults => format!("database: {faults} faults"),
    }];
    lines.extend(report.faults.iter().map(|fault| format!("  {fault}")));
    lines.push(format!("schema: version {} (this program writes {})", report.schema.0, report.schema.1));
    for status in ["stored", "kept", "quarantined"] {
        let found = report.by_status.iter().find(|(name, _)| name == status).map_or(0, |(_, records)| *records);
        let meaning = match status {
            "stored" => "countable",
            "kept" => "unopened: of a kind this program does not know",
            _ => "kept aside, for people to look at",
        };
        lines.push(format!("records {status}: {found} ({meaning})"));
    }
    lines.push(format!("countable records that cannot be read: {}", report.unreadable));
    lines.push(format!("revisions of guides: {}, of which cannot be read: {}", report.edits, report.unreadable_edits));
    lines.push(if is_well(report) { "all is well".to_owned() } else { "SOMETHING IS WRONG, see above".to_owned() });
    lines
}
