//! What a tablet holds, as stories compare it before and after something happened to it.

use crate::browser::Browser;
use crate::page::id;
use crate::scripts;
use crate::wait;
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

/// An open session as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenSession {
    /// Its id.
    pub id: String,
    /// Its steps, and whether they are ticked.
    pub steps: Vec<(String, bool)>,
}

impl Browser {
    /// The session on the screen.
    ///
    /// # Errors
    /// When none is.
    pub async fn open_session(&self) -> Result<OpenSession> {
        let session = self.see("session").await?;
        Ok(OpenSession { id: session.attr("data-session-id").to_owned(), steps: self.steps().await? })
    }

    /// Asserts that the session on the screen is this one, as it was.
    ///
    /// # Errors
    /// With both when it is not.
    pub async fn still_has(&self, before: &OpenSession) -> Result<()> {
        let now = self.open_session().await?;
        ensure!(now == *before, "the session was {before:?} and is {now:?}");
        Ok(())
    }

    /// The day's list as it reads, when it has so many items.
    ///
    /// # Errors
    /// When it has not in time.
    pub async fn day_list(&self, items: usize) -> Result<Vec<(String, String)>> {
        self.walk_to("/personal/idag").await?;
        let found = wait::until(format!("{items} on the day's list"), async || {
            let found = self.all(&id("day-item")).await?;
            Ok((found.len() == items).then_some(found))
        });
        Ok(found.await?.into_iter().map(|item| (item.attr("data-record-id").to_owned(), item.text)).collect())
    }

    /// Every parcel as stored.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn stored_parcels(&self) -> Result<Vec<Value>> {
        let parcels = self.database().await?.remove("parcels").unwrap_or_else(|| json!([]));
        Ok(parcels.as_array().cloned().unwrap_or_default())
    }

    /// Waits until every stored parcel has a receipt, whatever is on the screen.
    ///
    /// # Errors
    /// When one has none in time.
    pub async fn until_all_receipted(&self) -> Result<()> {
        wait::until("a receipt for every parcel", async || {
            let parcels = self.stored_parcels().await?;
            Ok(parcels.iter().all(|parcel| !parcel["receipt"].is_null()).then_some(()))
        })
        .await
    }

    /// Tells the page what a browser tells when the network comes back: the tablet gets in contact at once.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn network_is_back(&self) -> Result<()> {
        self.script("window.dispatchEvent(new Event('online'))", &[]).await
    }

    /// Makes the tablet believe that it last was in contact so many days ago.
    ///
    /// # Errors
    /// When it does not know itself.
    pub async fn without_contact_for(&self, days: i64) -> Result<()> {
        let now = self.value("Date.now()").await?;
        let now = now.as_f64().context("the page's clock")?;
        let at = now as i64 - days * 86_400_000;
        let done: bool = self.script_async(scripts::LAST_CONTACT_WAS, &[json!(at)]).await?;
        ensure!(done, "the last contact could not be changed");
        Ok(())
    }
}
