//! axe-core on the page as it stands: WCAG 2.2 A and AA, and AAA contrast for text as the design asks.

use crate::browser::Browser;
use crate::paths;
use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Debug, Deserialize)]
struct Violation {
    id: String,
    help: String,
    nodes: Vec<Node>,
}

#[derive(Debug, Deserialize)]
struct Node {
    html: String,
    #[serde(rename = "failureSummary", default)]
    why: String,
}

/// Where the device puts its own colours in the place of the page's, axe still judges the page's: there it looks at all else.
const RUN: &str = r"
    const done = arguments[arguments.length - 1];
    const own = matchMedia('(forced-colors: active)').matches;
    const options = {
        runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
        rules: { 'color-contrast-enhanced': { enabled: !own }, 'color-contrast': { enabled: !own } },
        resultTypes: ['violations'],
    };
    axe.run(document, options).then((found) => done(found.violations), (error) => done(String(error)));
";

impl Browser {
    /// Asserts that axe finds nothing on the page.
    ///
    /// # Errors
    /// With everything it found: the rule, the element, the reason.
    pub async fn passes_axe(&self, screen: &str) -> Result<()> {
        let loaded: bool = self.script("return typeof axe === 'object'", &[]).await?;
        if !loaded {
            let path = paths::axe();
            let axe = std::fs::read_to_string(&path).with_context(|| format!("read {} (ERUM_AXE)", path.display()))?;
            // As a script of WebDriver's, which the page's Content-Security-Policy does not touch.
            self.driver()?.execute(axe, Vec::new()).await?;
        }
        let found: Value = self.script_async(RUN, &[json!(null)]).await?;
        let violations: Vec<Violation> = serde_json::from_value(found.clone()).with_context(|| format!("axe: {found}"))?;
        if violations.is_empty() {
            return Ok(());
        }
        let told: Vec<String> = violations.iter().map(tell).collect();
        bail!("axe on {screen}:\n{}", told.join("\n"))
    }
}

fn tell(violation: &Violation) -> String {
    let nodes: Vec<String> =
        violation.nodes.iter().map(|node| format!("    {}\n      {}", node.html, node.why.replace('\n', "\n      "))).collect();
    format!("  {}: {}\n{}", violation.id, violation.help, nodes.join("\n"))
}
