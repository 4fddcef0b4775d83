//! Locking, unlocking and the ways in, as members of staff do it.

use crate::browser::Browser;
use crate::page::{Seen, id};
use crate::wait;
use anyhow::{Context, Result, bail};
use serde_json::Value;

/// The passphrase of the story's member of staff. Invented, and long enough to be looked for in a seized profile.
pub const PIN: &str = "tjäderspel-4938";

impl Browser {
    /// Types the PIN if the page asks for one.
    ///
    /// # Errors
    /// When the tablet does not open.
    pub async fn unlock_if_locked(&self) -> Result<()> {
        if self.shows("unlock").await? { self.unlock(PIN).await } else { Ok(()) }
    }

    /// Opens the locked tablet with a PIN, as its only member of staff.
    ///
    /// # Errors
    /// When it does not open.
    pub async fn unlock(&self, pin: &str) -> Result<()> {
        self.try_pin(pin).await?;
        self.until_gone("unlock").await
    }

    /// Opens the locked tablet as the member of staff with this sign.
    ///
    /// # Errors
    /// When it does not open.
    pub async fn unlock_as(&self, sign: &str, pin: &str) -> Result<()> {
        self.choose_member(sign).await?;
        self.unlock(pin).await
    }

    /// Types a PIN, whatever comes of it.
    ///
    /// # Errors
    /// When there is no field for it.
    pub async fn try_pin(&self, pin: &str) -> Result<()> {
        self.fill("unlock-pin", pin).await?;
        self.tap("unlock-submit").await
    }

    /// Types a PIN into a locked tablet and waits for the answer: whether it opened.
    ///
    /// # Errors
    /// When there is no answer in time, or one that is neither.
    pub async fn opens_with(&self, pin: &str) -> Result<bool> {
        self.try_pin(pin).await?;
        wait::until("the tablet to open or to say that the PIN is wrong", async || {
            if !self.shows("unlock").await? {
                return Ok(Some(true));
            }
            let idle = !self.now(&id("unlock-submit")).await?.is_some_and(|button| button.text.contains("Arbetar"));
            Ok((idle && self.shows("unlock-error").await?).then_some(false))
        })
        .await
    }

    /// Taps a sign on the locked page.
    ///
    /// # Errors
    /// When nobody has it.
    pub async fn choose_member(&self, sign: &str) -> Result<()> {
        self.see("unlock").await?;
        self.tap_in_row("unlock-member", sign, "unlock-member").await?;
        self.see_css(&format!("{}[aria-pressed=\"true\"]", id("unlock-member"))).await.map(drop)
    }

    /// The signs on the locked page.
    ///
    /// # Errors
    /// When the tablet is not locked.
    pub async fn members(&self) -> Result<Vec<String>> {
        self.see("unlock").await?;
        let members: Vec<Seen> = self.all(&id("unlock-member")).await?;
        Ok(members.into_iter().map(|member| member.text.trim().to_owned()).collect())
    }

    /// Locks by the button, and waits until the page has come anew.
    ///
    /// # Errors
    /// When it does not lock.
    pub async fn lock(&self) -> Result<()> {
        self.tap("lock").await?;
        self.until_locked().await
    }

    /// Waits until the page has come anew and asks for a PIN.
    ///
    /// # Errors
    /// When it does not in time.
    pub async fn until_locked(&self) -> Result<()> {
        self.see("unlock").await?;
        self.until_started().await
    }

    /// Chooses a PIN twice, in the page's fields.
    ///
    /// # Errors
    /// When there are none.
    pub async fn choose_pin(&self, pin: &str) -> Result<()> {
        self.fill("pin-new", pin).await?;
        self.fill("pin-again", pin).await
    }

    /// Goes to the page of the ways in without loading the page anew: an open tablet stays open.
    ///
    /// # Errors
    /// When a link is missing.
    pub async fn to_keys(&self) -> Result<()> {
        if self.path().await? != "/personal/nycklar" {
            self.walk_to("/personal").await?;
            self.tap("to-tablet").await?;
            self.tap("to-keys").await?;
        }
        self.see("key").await.map(drop)
    }

    /// Goes home and then to a page that has a link there, by links only.
    ///
    /// # Errors
    /// When a link is missing.
    pub async fn walk_to(&self, path: &str) -> Result<()> {
        for path in ["/personal", path] {
            if self.path().await? != path {
                self.tap_css(&format!("a[href=\"{path}\"]")).await?;
                wait::until(format!("{path} to be shown"), async || Ok((self.path().await? == path).then_some(()))).await?;
            }
        }
        Ok(())
    }

    /// Adds a colleague with a symbol of the first colour, and waits until it is done.
    ///
    /// # Errors
    /// When it is refused.
    pub async fn add_colleague(&self, symbol: u8, pin: &str) -> Result<()> {
        self.to_keys().await?;
        self.tap("keys-add").await?;
        self.tap(&format!("symbol-{symbol}")).await?;
        self.choose_pin(pin).await?;
        self.yes().await
    }

    /// Gives a sign another PIN, and waits until it is done.
    ///
    /// # Errors
    /// When it is refused.
    pub async fn change_pin(&self, sign: &str, pin: &str) -> Result<()> {
        self.to_keys().await?;
        self.tap_in_row("key", sign, "key-change").await?;
        self.choose_pin(pin).await?;
        self.yes().await
    }

    /// Takes a sign away, and waits until it is done.
    ///
    /// # Errors
    /// When it is refused.
    pub async fn remove_member(&self, sign: &str) -> Result<()> {
        self.to_keys().await?;
        self.tap_in_row("key", sign, "key-remove").await?;
        self.yes().await
    }

    async fn yes(&self) -> Result<()> {
        self.tap("keys-yes").await?;
        self.see("keys-done").await.map(drop)
    }

    /// Presses a button in the row of this test id that has these words.
    ///
    /// # Errors
    /// When there is no such row, or its button cannot be pressed.
    pub async fn tap_in_row(&self, row: &str, words: &str, button: &str) -> Result<()> {
        let css = id(row);
        let at = wait::until(format!("{row} with {words:?}"), async || {
            let rows = self.all(&css).await?;
            Ok(rows.iter().position(|row| row.visible && row.text.contains(words)))
        });
        self.tap_css(&format!("li:nth-child({}) {}", at.await? + 1, id(button))).await
    }

    /// How many wrong PINs in a row the tablet has counted on disk.
    ///
    /// # Errors
    /// When its database cannot be read.
    pub async fn wrong_pins(&self) -> Result<u64> {
        let rows = self.device_rows().await?;
        Ok(rows.iter().find_map(|row| row.get("failures")?.as_u64()).unwrap_or(0))
    }

    /// The tablet as it knows itself, as stored.
    ///
    /// # Errors
    /// When it is not enrolled, or its database cannot be read.
    pub async fn device_row(&self) -> Result<Value> {
        let rows = self.device_rows().await?;
        rows.into_iter().find(|row| row.get("token").is_some()).context("the tablet does not know itself")
    }

    async fn device_rows(&self) -> Result<Vec<Value>> {
        match self.database().await?.remove("device") {
            Some(Value::Array(rows)) => Ok(rows),
            None => Ok(Vec::new()),
            other => bail!("the store of the device holds {other:?}"),
        }
    }
}
