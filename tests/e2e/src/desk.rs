//! The coordinator's desk: logs in with a one-time link and reads the tables.

use crate::browser::Browser;
use crate::page;
use crate::wait;
use anyhow::{Context, Result};
use std::time::Duration;

impl Browser {
    /// Opens a one-time link and waits until the tables stand there.
    ///
    /// # Errors
    /// When the login is refused or no total appears.
    pub async fn log_in(&self, link: &str) -> Result<()> {
        self.driver()?.goto(link).await?;
        self.see("total").await.map(drop)
    }

    /// Opens a guide in the editor, from wherever on the page one is.
    ///
    /// # Errors
    /// When the editor does not open.
    pub async fn open_guide(&self, guide: &str) -> Result<()> {
        self.tap("room-guides").await?;
        self.tap(&format!("open-{guide}")).await?;
        self.see("editor").await.map(drop)
    }

    /// Waits until the guide in the editor has come so far.
    ///
    /// # Errors
    /// When it has not in time.
    pub async fn until_stage(&self, wanted: &str) -> Result<()> {
        self.see_with("editor", "data-stage", wanted).await.map(drop)
    }

    /// Loads the page again until its total is this.
    ///
    /// # Errors
    /// When it is not in time; the message says what it was.
    pub async fn until_total(&self, total: &str) -> Result<()> {
        let mut last = String::new();
        let counted = wait::until_within(Duration::from_secs(20), format!("the total to be {total}"), async || {
            last = self.see("total").await?.text;
            if number_in(&last) == total {
                return Ok(Some(()));
            }
            self.driver()?.refresh().await?;
            Ok(None)
        });
        counted.await.with_context(|| format!("it was {last:?}"))
    }

    /// The count in a row of a table, as shown; `None` when the table has no such row.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn count(&self, table: &str, code: &str) -> Result<Option<String>> {
        let css = format!("{} {}", page::id(table), page::id(&format!("row-{code}")));
        Ok(self.all(&css).await?.first().map(|row| row.attr("data-count").to_owned()))
    }
}

/// The digits of a text, or `<5`.
fn number_in(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii_digit() || *c == '<').collect()
}
