//! What the device asks pages to look like: light, dark, in colours of its own, or on paper.

use crate::browser::Browser;
use anyhow::Result;
use serde_json::{Value, json};

/// What the device asks pages to look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// The device's own few colours in place of the page's, as somebody with low vision has chosen them.
    Forced,
}

const TWO_PICTURES_LATER: &str = r"
    const done = arguments[arguments.length - 1];
    requestAnimationFrame(() => requestAnimationFrame(() => done(null)));
";

impl Browser {
    /// Changes what the device asks for. Motion is off, so that no picture catches half a movement.
    ///
    /// # Errors
    /// When Chromium refuses it.
    pub async fn set_theme(&self, theme: Theme) -> Result<()> {
        self.emulate("", theme).await
    }

    /// Shows the page as it would be printed, or as it is on the screen again.
    ///
    /// # Errors
    /// When Chromium refuses it.
    pub async fn as_if_printed(&self, printed: bool, theme: Theme) -> Result<()> {
        self.emulate(if printed { "print" } else { "" }, theme).await
    }

    async fn emulate(&self, media: &str, theme: Theme) -> Result<()> {
        let (scheme, forced) = match theme {
            Theme::Light => ("light", "none"),
            Theme::Dark => ("dark", "none"),
            Theme::Forced => ("dark", "active"),
        };
        let features = json!([
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "forced-colors", "value": forced },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ]);
        self.cdp("Emulation.setEmulatedMedia", json!({ "media": media, "features": features })).await?;
        // Colours change with the next picture that is drawn, not before.
        self.script_async::<Value>(TWO_PICTURES_LATER, &[]).await.map(drop)
    }
}

/// The names of everything on the page that can be pressed.
const CAN_BE_PRESSED: &str = r"
    return [...document.querySelectorAll('button, a[href], summary, input')]
        .filter((element) => element.checkVisibility({ visibilityProperty: true }))
        .map((element) => (element.getAttribute('aria-label') ?? (element.innerText || element.dataset.testid || element.id)).trim());
";

/// What can be pressed and does not look like it: no edge, no ground of its own, no words in another colour than the ground's;
/// and what moves though the device asks for rest.
const CANNOT_BE_TOLD: &str = r"
    const faults = document.getAnimations().map((one) => `moves: ${one.effect?.target?.outerHTML.slice(0, 80)}`);
    const clear = (colour) => /^rgba\(.*, 0\)$/.test(colour);
    const ground = (element) => {
        for (let at = element; at; at = at.parentElement) {
            const colour = getComputedStyle(at).backgroundColor;
            if (!clear(colour)) return colour;
        }
        return 'rgb(255, 255, 255)';
    };
    for (const element of document.querySelectorAll('button, a[href], summary, input')) {
        if (!element.checkVisibility({ visibilityProperty: true })) continue;
        const style = getComputedStyle(element);
        const name = element.outerHTML.slice(0, 120);
        const around = ground(element.parentElement);
        if (style.color === ground(element)) faults.push(`its words have the colour of their ground: ${name}`);
        // A field may be drawn by the box around it.
        const edged = [style, getComputedStyle(element.parentElement)].some((drawn, at) => (at === 0 || element.localName === 'input')
            && ['top', 'bottom', 'left', 'right'].some((side) => parseFloat(drawn.getPropertyValue(`border-${side}-width`)) > 0
                && drawn.getPropertyValue(`border-${side}-style`) !== 'none' && !clear(drawn.getPropertyValue(`border-${side}-color`))
                && drawn.getPropertyValue(`border-${side}-color`) !== around));
        const linked = style.textDecorationLine.includes('underline') || style.color !== getComputedStyle(element.parentElement).color;
        if (!edged && ground(element) === around && !linked && element.localName !== 'summary') faults.push(`looks like any words: ${name}`);
        if (style.transitionDuration.split(',').some((time) => parseFloat(time) > 0)) faults.push(`moves when it changes: ${name}`);
    }
    return faults;
";

impl Browser {
    /// The names of everything on the page that can be pressed, in its order.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn can_be_pressed(&self) -> Result<Vec<String>> {
        self.script(CAN_BE_PRESSED, &[]).await
    }

    /// What can be pressed and does not look like it, and what moves though nothing should.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn cannot_be_told(&self) -> Result<Vec<String>> {
        self.script(CANNOT_BE_TOLD, &[]).await
    }
}
