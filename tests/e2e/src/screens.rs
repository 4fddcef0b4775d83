//! Pictures of screens: tablet and phone, light and dark; each looked at by axe while it is there.

use crate::browser::{Browser, Viewport};
use crate::looks::Theme;
use crate::paths;
use anyhow::{Context, Result};
use serde_json::json;
use std::path::Path;

const LOOKS: [(Viewport, Theme, &str); 4] = [
    (Viewport::Tablet, Theme::Light, "tablet-light"),
    (Viewport::Tablet, Theme::Dark, "tablet-dark"),
    (Viewport::Phone, Theme::Light, "phone-light"),
    (Viewport::Phone, Theme::Dark, "phone-dark"),
];

impl Browser {
    /// Takes the screen's four pictures as `<name>-<tablet|phone>-<light|dark>.png` and asserts that axe finds
    /// nothing in any of them; returns what it found instead of stopping at the first.
    ///
    /// # Errors
    /// When a picture cannot be taken or written.
    pub async fn shoot(&mut self, name: &str) -> Result<Vec<String>> {
        let folder = paths::screens();
        std::fs::create_dir_all(&folder).with_context(|| format!("create {}", folder.display()))?;
        let mut found = Vec::new();
        for (viewport, theme, look) in LOOKS {
            self.set_viewport(viewport).await?;
            self.set_theme(theme).await?;
            self.show_the_top().await?;
            if let Err(error) = self.passes_axe(&format!("{name} ({look})")).await {
                found.push(format!("{error:#}"));
            }
            if let Err(error) = self.fits_across().await {
                found.push(format!("{name} ({look}): {error:#}"));
            }
            self.picture(&folder.join(format!("{name}-{look}.png"))).await?;
        }
        self.set_viewport(Viewport::Magnified).await?;
        if let Err(error) = self.fits_across().await {
            found.push(format!("{name} (at 400 %): {error:#}"));
        }
        self.set_viewport(Viewport::Tablet).await?;
        self.set_theme(Theme::Light).await?;
        Ok(found)
    }

    /// As one meets a screen with a finger: from its top, without a desktop's scroll bars, nothing hovered.
    async fn show_the_top(&self) -> Result<()> {
        self.cdp("Emulation.setScrollbarsHidden", json!({ "hidden": true })).await?;
        self.cdp("Input.dispatchMouseEvent", json!({ "type": "mouseMoved", "x": 0, "y": 0 })).await?;
        self.script("scrollTo({ top: 0, behavior: 'instant' })", &[]).await
    }

    /// Nothing may reach past the side of the screen: nobody scrolls sideways with a shaking hand.
    async fn fits_across(&self) -> Result<()> {
        let over: i64 = self.script("return document.documentElement.scrollWidth - document.documentElement.clientWidth", &[]).await?;
        anyhow::ensure!(over <= 0, "the page is {over} px wider than the screen");
        Ok(())
    }

    /// One picture of what is in view.
    ///
    /// # Errors
    /// When it cannot be taken or written.
    pub async fn picture(&self, path: &Path) -> Result<()> {
        let png = self.driver()?.screenshot_as_png().await?;
        std::fs::write(path, png).with_context(|| format!("write {}", path.display()))
    }
}
