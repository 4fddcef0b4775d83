//! A person with a keyboard and nothing else: Tab, arrows, Enter, Space, letters.

use crate::browser::Browser;
use crate::page;
use anyhow::{Result, bail, ensure};
use serde::Deserialize;
use serde_json::json;
use thirtyfour::Key;

/// No screen needs more presses than this to reach anything.
const MOST_PRESSES: usize = 150;

const FOCUS: &str = r"
    const wanted = document.querySelector(arguments[0]);
    const focused = document.activeElement;
    const style = getComputedStyle(focused);
    const radio = (element) => element?.matches?.('input[type=radio], [role=radio]');
    const group = (element) => element.name || element.closest('[role=radiogroup], fieldset');
    const shown = (element) => {
        const style = getComputedStyle(element);
        return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== 'none';
    };
    return {
        there: !!wanted && (focused === wanted || wanted.contains(focused) && focused.matches('input')),
        sibling: radio(focused) && !!wanted && [wanted, ...wanted.querySelectorAll('*')].some((element) => radio(element) && group(element) === group(focused)),
        nowhere: focused === document.body,
        visible: [focused, focused.closest('label'), focused.nextElementSibling, focused.parentElement].some((element) => element && shown(element)),
        name: focused.getAttribute('data-testid') ?? focused.outerHTML.slice(0, 120),
    };
";

#[derive(Debug, Deserialize)]
struct Focus {
    there: bool,
    sibling: Option<bool>,
    nowhere: bool,
    visible: bool,
    name: String,
}

impl Browser {
    /// Moves the focus with Tab (with arrows within a group of radio buttons) until it is on the test id.
    ///
    /// # Errors
    /// When it is never reached, or the focus cannot be seen on the way.
    pub async fn tab_to(&self, test_id: &str) -> Result<()> {
        self.see(test_id).await?;
        let mut way = Vec::new();
        for _ in 0..MOST_PRESSES {
            let focus: Focus = self.script(FOCUS, &[json!(page::id(test_id))]).await?;
            if focus.there {
                ensure!(focus.visible, "the focus cannot be seen on {test_id}");
                return Ok(());
            }
            let key = if focus.sibling == Some(true) { Key::Down } else { Key::Tab };
            if !focus.nowhere {
                way.push(focus.name);
            }
            self.press(key).await?;
        }
        bail!("{test_id} is never reached by Tab; the way was {way:?}")
    }

    /// Moves to the test id and presses Enter.
    ///
    /// # Errors
    /// As [`tab_to`](Self::tab_to).
    pub async fn enter_on(&self, test_id: &str) -> Result<()> {
        self.tab_to(test_id).await?;
        self.press(Key::Enter).await
    }

    /// Moves to the test id and presses Space.
    ///
    /// # Errors
    /// As [`tab_to`](Self::tab_to).
    pub async fn space_on(&self, test_id: &str) -> Result<()> {
        self.tab_to(test_id).await?;
        self.press(Key::Space).await
    }

    /// Presses a key where the focus is.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn press(&self, key: Key) -> Result<()> {
        Ok(self.driver()?.action_chain().key_down(key.clone()).key_up(key).perform().await?)
    }

    /// Types where the focus is.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn type_here(&self, text: &str) -> Result<()> {
        Ok(self.driver()?.action_chain().send_keys(text).perform().await?)
    }
}
