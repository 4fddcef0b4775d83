//! What somebody sees who listens on the line, or runs the machine behind it: every request with its headers.
//!
//! Leaves out only what says when, never what was asked.

use anyhow::{Result, ensure};
use hyper::http::request::Parts;
use std::collections::BTreeMap;
use std::fmt::{Display, Formatter};

/// Headers that say when something was fetched before: two people who do the same at different times differ in these.
const SAY_WHEN: [&str; 1] = ["if-modified-since"];

/// A request as it went over the line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Asked {
    /// Its path, without its query.
    pub path: String,
    /// Its method.
    pub method: String,
    /// Its query; empty when there is none.
    pub query: String,
    /// Its headers by name, but for those that say when.
    pub headers: BTreeMap<String, String>,
}

impl Asked {
    /// What these parts of a request tell.
    pub(crate) fn of(head: &Parts) -> Self {
        let told = head.headers.iter().filter(|(name, _)| !SAY_WHEN.contains(&name.as_str()));
        let mut headers = BTreeMap::<String, String>::new();
        for (name, value) in told {
            let all = headers.entry(name.to_string()).or_default();
            all.push_str(&String::from_utf8_lossy(value.as_bytes()));
            all.push('\n');
        }
        let query = head.uri.query().unwrap_or_default().to_owned();
        Self { path: head.uri.path().to_owned(), method: head.method.to_string(), query, headers }
    }
}

impl Display for Asked {
    fn fmt(&self, to: &mut Formatter<'_>) -> std::fmt::Result {
        write!(to, "{} {}?{} {:?}", self.method, self.path, self.query, self.headers)
    }
}

/// Asserts that two have asked for the same, whatever the order: what is asked for side by side comes in any.
///
/// # Errors
/// With what only one of them has asked for.
pub fn same(when: &str, mut one: Vec<Asked>, mut other: Vec<Asked>) -> Result<()> {
    one.sort();
    other.sort();
    let only = |of: &[Asked], not: &[Asked]| {
        let mut left = not.to_vec();
        let missing = of.iter().filter(|asked| match left.iter().position(|one| one == *asked) {
            Some(at) => {
                left.remove(at);
                false
            }
            None => true,
        });
        missing.map(|asked| format!("\n  {asked}")).collect::<String>()
    };
    let (first, second) = (only(&one, &other), only(&other, &one));
    ensure!(first.is_empty() && second.is_empty(), "{when}: only one has asked for{first}\nand only the other for{second}");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(path: &str, header: &str) -> Asked {
        let request = hyper::Request::get(path).header("accept", header).header("if-modified-since", "now").body(()).unwrap();
        Asked::of(&request.into_parts().0)
    }

    #[test]
    fn order_and_times_are_no_difference() {
        let all = [asked("/a", "x"), asked("/b", "x"), asked("/a", "x")];
        assert!(!all[0].headers.contains_key("if-modified-since"));
        assert!(same("here", all.to_vec(), all.iter().rev().cloned().collect()).is_ok());
    }

    #[test]
    fn a_path_a_query_a_header_and_how_many_times_are_differences() {
        for other in
            [vec![asked("/b", "x")], vec![asked("/a?q", "x")], vec![asked("/a", "y")], vec![asked("/a", "x"), asked("/a", "x")], vec![]]
        {
            assert!(same("here", vec![asked("/a", "x")], other.clone()).is_err(), "{other:?}");
        }
    }
}
