//! What staff do with the tablet, in their words: enrol, choose the day, help, close, look at what was sent.

use crate::browser::Browser;
use crate::hub::Hub;
use crate::page;
use crate::scripts;
use crate::wait;
use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::collections::BTreeMap;
use std::time::Duration;

/// The guide of most stories: short, and it ends before paying.
pub const BUS: &str = "tabussen-biljett";

/// What staff type to lock the tablet and to unlock it. Unusual, for it is also searched for in seized profiles.
pub const PASSPHRASE: &str = "493817";

impl Browser {
    /// Enrols with a one-time code typed into the app, and waits until the app needs no network any more.
    ///
    /// # Errors
    /// When the app refuses.
    pub async fn enrol(&self, hub: &Hub) -> Result<()> {
        self.open("/personal/koppla").await?;
        self.fill("enrol-code", &hub.enrolment_code()?).await?;
        self.tap("enrol-submit").await?;
        self.until_gone("enrol-submit").await?;
        self.until_offline_ready().await
    }

    /// Chooses where and how the day's sessions take place.
    ///
    /// # Errors
    /// When it cannot be chosen.
    pub async fn choose_day(&self, place: &str, form: &str) -> Result<()> {
        self.open("/personal/dag").await?;
        self.tap(&format!("place-{place}")).await?;
        self.tap(&format!("form-{form}")).await?;
        self.tap("day-save").await?;
        self.until_gone("day-save").await
    }

    /// Enrolled, a visit to a senior home chosen: ready to travel.
    ///
    /// # Errors
    /// When the app refuses.
    pub async fn make_ready(&self, hub: &Hub) -> Result<()> {
        self.enrol(hub).await?;
        self.choose_day("aldreboende", "uppsokande").await
    }

    /// Finds a guide, speaks the agreement, begins. Returns the session's id.
    ///
    /// # Errors
    /// When a step of the way is missing.
    pub async fn begin(&self, query: &str, guide: &str) -> Result<String> {
        self.to("/personal").await?;
        self.fill("search", query).await?;
        self.tap(&format!("guide-{guide}")).await?;
        self.see("agreement").await?;
        self.tap("agreement-start").await?;
        let session = self.see("session").await?;
        ensure!(!session.attr("data-session-id").is_empty(), "the session has no id");
        Ok(session.attr("data-session-id").to_owned())
    }

    /// The steps of the open session: id, and whether it is ticked.
    ///
    /// # Errors
    /// When no session is open.
    pub async fn steps(&self) -> Result<Vec<(String, bool)>> {
        let css = "[data-testid^=\"step-\"]";
        self.see_css(css).await?;
        let steps = self.all(css).await?;
        Ok(steps
            .iter()
            .filter_map(|step| Some((step.id().strip_prefix("step-")?.to_owned(), step.attr("data-ticked") == "true")))
            .collect())
    }

    /// Ticks or unticks a step and waits until the app says that it is saved.
    ///
    /// # Errors
    /// When it does not say so.
    pub async fn tick(&self, step: &str, ticked: bool) -> Result<()> {
        self.tap(&format!("tick-{step}")).await?;
        self.see_with(&format!("step-{step}"), "data-ticked", if ticked { "true" } else { "false" }).await?;
        self.see_with("saved", "data-state", "saved").await.map(drop)
    }

    /// Ticks the first `count` steps.
    ///
    /// # Errors
    /// As [`tick`](Self::tick).
    pub async fn tick_first(&self, count: usize) -> Result<Vec<String>> {
        let steps: Vec<String> = self.steps().await?.into_iter().map(|(step, _)| step).take(count).collect();
        for step in &steps {
            self.tick(step, true).await?;
        }
        Ok(steps)
    }

    /// Ends the open session with an outcome and nothing more.
    ///
    /// # Errors
    /// When it cannot be closed.
    pub async fn close_with(&self, outcome: &str) -> Result<()> {
        self.tap("to-finish").await?;
        self.tap(&format!("outcome-{outcome}")).await?;
        self.see("saved-preview").await?;
        self.tap("close-session").await?;
        self.until_gone("close-session").await
    }

    /// A whole session in one go: the bus guide, two ticks, this outcome.
    ///
    /// # Errors
    /// When a step of the way fails.
    pub async fn help(&self, outcome: &str) -> Result<()> {
        self.begin("buss", BUS).await?;
        self.tick_first(2).await?;
        self.close_with(outcome).await
    }

    /// Says that it stuck at a step, and why.
    ///
    /// # Errors
    /// When it cannot be said.
    pub async fn stuck(&self, step: &str, cause: &str) -> Result<()> {
        if !self.shows(&format!("stuck-{step}")).await? {
            self.tap(&format!("select-{step}")).await?;
        }
        self.tap(&format!("stuck-{step}")).await?;
        self.tap(&format!("cause-{cause}")).await?;
        self.see_with(&format!("cause-{cause}"), "aria-pressed", "true").await.map(drop)
    }

    /// Opens the day's list and waits until its items are in these states, in any order.
    ///
    /// # Errors
    /// When they are not in time.
    pub async fn until_day_is(&self, states: &[&str]) -> Result<()> {
        self.to("/personal/idag").await?;
        self.until_states("day-item", states).await
    }

    /// Opens the sending screen and waits until its parcels are in these states, in any order.
    ///
    /// # Errors
    /// When they are not in time.
    pub async fn until_parcels_are(&self, states: &[&str]) -> Result<()> {
        self.to("/personal/skicka").await?;
        self.until_states("parcel", states).await
    }

    async fn until_states(&self, test_id: &str, states: &[&str]) -> Result<()> {
        let mut wanted: Vec<String> = states.iter().map(|state| (*state).to_owned()).collect();
        wanted.sort();
        let mut last = Vec::new();
        // The app itself may wait up to 40 s after the third failure in a row.
        let reached = wait::until_within(Duration::from_secs(60), format!("every {test_id} to be {wanted:?}"), async || {
            let items = self.all(&page::id(test_id)).await?;
            last = items.iter().map(|item| item.attr("data-state").to_owned()).collect();
            last.sort();
            Ok((last == wanted).then_some(()))
        });
        reached.await.with_context(|| format!("they were {last:?}"))
    }

    /// Everything in the app's database, by store.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn database(&self) -> Result<BTreeMap<String, Value>> {
        let found: BTreeMap<String, Value> = self.script_async(scripts::READ_DATABASE, &[]).await?;
        ensure!(!found.contains_key("error"), "the database cannot be read: {found:?}");
        Ok(found)
    }

    /// How many values a store of the app's database holds.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn stored(&self, store: &str) -> Result<usize> {
        Ok(self.database().await?.get(store).and_then(Value::as_array).map_or(0, Vec::len))
    }
}
