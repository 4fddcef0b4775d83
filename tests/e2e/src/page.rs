//! Looking at a page, by test id, as a person would: what is not visible is not there.

use crate::browser::Browser;
use crate::wait;
use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// An element as it was at one moment.
#[derive(Clone, Debug, Deserialize)]
pub struct Seen {
    /// Its visible text.
    pub text: String,
    /// Its attributes.
    pub attrs: BTreeMap<String, String>,
    /// Whether it can be seen at all (it may need scrolling).
    pub visible: bool,
    /// Whether it can be pressed.
    pub enabled: bool,
}

impl Seen {
    /// An attribute, empty when it has none.
    pub fn attr(&self, name: &str) -> &str {
        self.attrs.get(name).map_or("", String::as_str)
    }

    /// Its test id.
    pub fn id(&self) -> &str {
        self.attr("data-testid")
    }
}

const LOOK: &str = r"
    return [...document.querySelectorAll(arguments[0])].map((element) => ({
        text: element.innerText ?? '',
        attrs: Object.fromEntries([...element.attributes].map((attribute) => [attribute.name, attribute.value])),
        visible: element.checkVisibility({ visibilityProperty: true }) && !element.closest('[inert]'),
        enabled: !element.disabled && element.getAttribute('aria-disabled') !== 'true',
    }));
";

/// What staff and residents must never read.
const DEVELOPERS_WORDS: [&str; 14] = [
    "error",
    "http",
    "sync",
    "cache",
    "server",
    "timeout",
    "exception",
    "undefined",
    "null",
    "internal",
    " 500",
    "json",
    "indexeddb",
    "quota",
];

/// The selector of a test id.
pub fn id(test_id: &str) -> String {
    format!("[data-testid=\"{test_id}\"]")
}

impl Browser {
    /// Opens a path of the app and waits until it has started.
    ///
    /// # Errors
    /// When the page does not load or the app does not start.
    pub async fn open(&self, path: &str) -> Result<()> {
        self.open_locked(path).await?;
        self.unlock_if_locked().await
    }

    /// Opens a path and leaves a locked tablet locked.
    ///
    /// # Errors
    /// When the app does not start.
    pub async fn open_locked(&self, path: &str) -> Result<()> {
        self.goto(path).await?;
        self.until_started().await
    }

    /// Goes to a path of the app as a person does, by a link on the page; opens it where there is none.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub async fn to(&self, path: &str) -> Result<()> {
        if self.path().await? == path {
            return Ok(());
        }
        let link = format!("a[href=\"{path}\"]");
        if self.now(&link).await?.is_none() {
            return self.open(path).await;
        }
        self.tap_css(&link).await?;
        wait::until(format!("{path} to be shown"), async || Ok((self.path().await? == path).then_some(()))).await
    }

    /// Opens a path and waits for no more than the page itself.
    ///
    /// # Errors
    /// When it does not load.
    pub async fn goto(&self, path: &str) -> Result<()> {
        self.driver()?.goto(format!("{}{path}", self.origin)).await.with_context(|| format!("open {path}"))
    }

    /// Waits until the app has drawn itself.
    ///
    /// # Errors
    /// When it does not start in time.
    pub async fn until_started(&self) -> Result<()> {
        let started = wait::until("html[data-started=\"true\"]", async || {
            if let Some(panel) = self.now(".crash").await? {
                bail!("the app has crashed: {}", panel.text);
            }
            self.now("html[data-started=\"true\"]").await
        });
        started.await.context("the app did not start").map(drop)
    }

    /// Waits until the app says that it will open without a network.
    ///
    /// # Errors
    /// When it does not say so in time.
    pub async fn until_offline_ready(&self) -> Result<()> {
        self.see_css("html[data-offline-ready=\"true\"]").await.context("not ready to be used without a network").map(drop)
    }

    /// Everything that matches, as it is now, visible or not.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn all(&self, css: &str) -> Result<Vec<Seen>> {
        self.script(LOOK, &[json!(css)]).await
    }

    /// The first visible match as it is now.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn now(&self, css: &str) -> Result<Option<Seen>> {
        Ok(self.all(css).await?.into_iter().find(|seen| seen.visible))
    }

    /// Whether the test id can be seen now.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn shows(&self, test_id: &str) -> Result<bool> {
        Ok(self.now(&id(test_id)).await?.is_some())
    }

    /// Waits for a test id and returns it as it then is.
    ///
    /// # Errors
    /// When it does not appear in time.
    pub async fn see(&self, test_id: &str) -> Result<Seen> {
        self.see_css(&id(test_id)).await
    }

    /// Waits for a selector.
    ///
    /// # Errors
    /// When it does not appear in time.
    pub async fn see_css(&self, css: &str) -> Result<Seen> {
        wait::until(css, async || self.now(css).await).await
    }

    /// Waits until the test id has this attribute.
    ///
    /// # Errors
    /// When it does not get it in time; the message says what it had.
    pub async fn see_with(&self, test_id: &str, attribute: &str, value: &str) -> Result<Seen> {
        let css = format!("{}[{attribute}=\"{value}\"]", id(test_id));
        match self.see_css(&css).await {
            Ok(seen) => Ok(seen),
            Err(error) => {
                let had = self.all(&id(test_id)).await?;
                let had: Vec<&str> = had.iter().map(|seen| seen.attr(attribute)).collect();
                Err(error.context(format!("{test_id} had {attribute} {had:?}")))
            }
        }
    }

    /// Waits until the text of the test id holds a fragment.
    ///
    /// # Errors
    /// When it does not in time; the message says what it held.
    pub async fn see_text(&self, test_id: &str, fragment: &str) -> Result<Seen> {
        let mut last = String::new();
        let found = wait::until(format!("{test_id} to say {fragment:?}"), async || {
            let seen = self.now(&id(test_id)).await?;
            last = seen.as_ref().map(|seen| seen.text.clone()).unwrap_or_default();
            Ok(seen.filter(|seen| seen.text.contains(fragment)))
        });
        found.await.with_context(|| format!("it said {last:?}"))
    }

    /// Waits until the test id cannot be seen.
    ///
    /// # Errors
    /// When it still can after the deadline.
    pub async fn until_gone(&self, test_id: &str) -> Result<()> {
        wait::until(format!("{test_id} to go away"), async || Ok((!self.shows(test_id).await?).then_some(()))).await
    }

    /// The visible test ids that begin with this, without the beginning, in the page's order.
    ///
    /// # Errors
    /// When none appears in time.
    pub async fn ids_after(&self, beginning: &str) -> Result<Vec<String>> {
        let css = format!("[data-testid^=\"{beginning}\"]");
        self.see_css(&css).await?;
        let seen = self.all(&css).await?;
        Ok(seen.iter().filter(|seen| seen.visible).filter_map(|seen| seen.id().strip_prefix(beginning)).map(str::to_owned).collect())
    }

    /// Everything visible on the page, as text.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn page_text(&self) -> Result<String> {
        self.script("return document.body?.innerText ?? ''", &[]).await
    }

    /// Asserts that the page speaks as people do: no developers' words, no numbers of errors.
    ///
    /// # Errors
    /// With the words it found.
    pub async fn speaks_plainly(&self) -> Result<()> {
        let text = self.page_text().await?.to_lowercase();
        let found: Vec<_> = DEVELOPERS_WORDS.iter().filter(|word| text.contains(**word)).collect();
        if found.is_empty() { Ok(()) } else { bail!("developers' words {found:?} in:\n{text}") }
    }

    /// The path of the page.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn path(&self) -> Result<String> {
        self.script("return location.pathname", &[]).await
    }

    /// Values as a page's console would show them, for messages.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn value(&self, expression: &str) -> Result<Value> {
        self.script(&format!("return {expression}"), &[]).await
    }
}
