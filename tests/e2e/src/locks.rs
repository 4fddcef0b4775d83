//! Unlocking and locking the tablet as a member of staff does.

use crate::browser::Browser;
use anyhow::Result;

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

    /// Types a PIN, whatever comes of it.
    ///
    /// # Errors
    /// When there is no field for it.
    pub async fn try_pin(&self, pin: &str) -> Result<()> {
        self.fill("unlock-pin", pin).await?;
        self.tap("unlock-submit").await
    }

    /// Locks by the button, and waits until the page has come anew.
    ///
    /// # Errors
    /// When it does not lock.
    pub async fn lock(&self) -> Result<()> {
        self.tap("lock").await?;
        self.see("unlock").await.map(drop)
    }

    /// Chooses a PIN twice, in the page's fields.
    ///
    /// # Errors
    /// When there are none.
    pub async fn choose_pin(&self, pin: &str) -> Result<()> {
        self.fill("pin-new", pin).await?;
        self.fill("pin-again", pin).await
    }
}
