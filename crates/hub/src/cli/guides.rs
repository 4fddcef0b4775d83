//! `erum-hub guides export`: published edits as JSON, so that what editors wrote can go back to the source tree. Drafts, and
//! built-in guides that nobody has changed, stay where they are.

use super::{CliError, ExportArgs, existing, in_dir, say};
use crate::packs::published;
use crate::store::HubStore;
use std::path::Path;

pub(super) async fn export(args: &ExportArgs) -> Result<(), CliError> {
    let dir = &args.data.dir;
    let store = existing(dir).await?;
    let edits = published(&store).await.map_err(|error| in_dir(dir, error))?;
    store.close().await;
    tokio::fs::create_dir_all(&args.to).await.map_err(|error| failed(&args.to, error))?;
    for edit in &edits {
        let file = args.to.join(format!("{}.json", edit.facts.slug));
        let json = serde_json::to_string_pretty(edit).map_err(|error| failed(&file, error.into()))?;
        tokio::fs::write(&file, json + "\n").await.map_err(|error| failed(&file, error))?;
        say(&format!("{} version {}", edit.facts.slug, edit.facts.version))?;
    }
    say(&format!("{} published edits in {}", edits.len(), args.to.display()))
}

fn failed(file: &Path, error: std::io::Error) -> CliError {
    CliError::Export { file: file.to_owned(), error }
}
