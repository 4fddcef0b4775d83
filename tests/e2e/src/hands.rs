//! Acting on a page as a person would: pressing what can be pressed, typing, changing tabs.
//!
//! Each act waits until it can be done, and looks again when the page was redrawn at that very moment.

use crate::browser::Browser;
use crate::page::id;
use crate::wait;
use anyhow::{Context, Result, bail};
use serde_json::json;
use thirtyfour::{WebElement, WindowHandle};

const FIND: &str = r"
    const found = [...document.querySelectorAll(arguments[0])].find((element) =>
        element.checkVisibility({ visibilityProperty: true }) && !element.closest('[inert]')
        && !element.disabled && element.getAttribute('aria-disabled') !== 'true');
    found?.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
    return found ?? null;
";

impl Browser {
    /// Presses the test id: waits until it can be pressed, scrolls to it, clicks.
    ///
    /// # Errors
    /// When it cannot be pressed in time.
    pub async fn tap(&self, test_id: &str) -> Result<()> {
        self.tap_css(&id(test_id)).await
    }

    /// Presses the first that matches.
    ///
    /// # Errors
    /// As [`tap`](Self::tap).
    pub async fn tap_css(&self, css: &str) -> Result<()> {
        let mut last = "nothing there that can be pressed".to_owned();
        let tapped = wait::until(format!("{css} to be pressed"), async || {
            let Some(element) = self.pressable(css).await? else {
                return Ok(None);
            };
            match element.click().await {
                Ok(()) => Ok(Some(())),
                Err(error) if self.driver()?.window().await.is_err() => bail!(error),
                // Redrawn or covered at that very moment: look again.
                Err(error) => {
                    last = first_words(&error.to_string());
                    Ok(None)
                }
            }
        });
        tapped.await.with_context(|| last.clone())
    }

    async fn pressable(&self, css: &str) -> Result<Option<WebElement>> {
        let driver = self.driver()?;
        let found = driver.execute(FIND, vec![json!(css)]).await?;
        if found.json().is_null() { Ok(None) } else { Ok(Some(found.element()?)) }
    }

    /// Types into a field, replacing what stood there.
    ///
    /// # Errors
    /// When there is no such field in time.
    pub async fn fill(&self, test_id: &str, text: &str) -> Result<()> {
        let css = id(test_id);
        let field = wait::until(format!("the field {css}"), async || self.pressable(&css).await).await?;
        field.clear().await?;
        field.send_keys(text).await?;
        Ok(())
    }

    /// The tab that is looked at.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn tab(&self) -> Result<WindowHandle> {
        Ok(self.driver()?.window().await?)
    }

    /// Opens another tab and looks at it.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn new_tab(&self) -> Result<WindowHandle> {
        let tab = self.driver()?.new_tab().await?;
        self.to_tab(&tab).await?;
        Ok(tab)
    }

    /// Looks at a tab.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn to_tab(&self, tab: &WindowHandle) -> Result<()> {
        Ok(self.driver()?.switch_to_window(tab.clone()).await?)
    }
}

/// What a driver's error says, without the stack of the driver itself.
fn first_words(error: &str) -> String {
    let lines = error.lines().take_while(|line| !line.contains("Session info") && !line.contains("Stacktrace"));
    lines.map(str::trim).collect::<Vec<_>>().join(" ")
}
