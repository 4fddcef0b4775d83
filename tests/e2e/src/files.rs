//! Files that go from one tablet to another: saved by one, chosen in another.

use crate::browser::Browser;
use crate::page::id;
use crate::wait;
use anyhow::{Context, Result};
use serde_json::json;
use std::path::{Path, PathBuf};
use thirtyfour::By;

impl Browser {
    /// Saves what waits as a file in this folder, by the button on the page, and returns where it lies.
    ///
    /// # Errors
    /// When no file comes.
    pub async fn export_to(&self, folder: &Path) -> Result<PathBuf> {
        let asked = json!({ "behavior": "allow", "downloadPath": folder });
        self.cdp("Browser.setDownloadBehavior", asked).await?;
        let before = files(folder)?;
        self.tap("export").await?;
        wait::until(format!("a file in {}", folder.display()), async || Ok(files(folder)?.into_iter().find(|file| !before.contains(file))))
            .await
    }

    /// Chooses a file on the sending page, to be handed in.
    ///
    /// # Errors
    /// When the page has no field for it.
    pub async fn choose_file(&self, file: &Path) -> Result<()> {
        self.walk_to("/personal/skicka").await?;
        self.see("send-status").await?;
        let field = self.driver()?.find(By::Css(id("hand-in-file"))).await?;
        field.send_keys(file.to_str().context("a path that is text")?).await?;
        Ok(())
    }
}

/// Whole files: one that is still being written has an ending of its own.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let paths = std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    Ok(paths.into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "json")).collect())
}
