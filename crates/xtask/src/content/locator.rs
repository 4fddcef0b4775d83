//! Where a key stands in a TOML file: `steps.hamta-appen.text`, also in lists of tables. Changes nothing, judges nothing.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A file whose keys can be found.
pub(super) struct Locator<'a> {
    root: Option<Spanned<DeTable<'a>>>,
}

impl<'a> Locator<'a> {
    /// Finds nothing in what is no TOML.
    pub(super) fn of(text: &'a str) -> Self {
        Self { root: DeTable::parse(text).ok() }
    }

    /// The byte where the key stands, or the nearest table around it. In a list, something is known by its `id`, by what it
    /// says, or by its place.
    pub(super) fn find(&self, key: &str) -> Option<usize> {
        let mut segments = key.split('.');
        let mut value = get(self.root.as_ref()?.get_ref(), segments.next()?)?;
        for segment in segments {
            let inside = match value.get_ref() {
                DeValue::Table(table) => get(table, segment),
                DeValue::Array(list) => member(list, segment),
                _ => None,
            };
            value = inside?;
        }
        let id = if let DeValue::Table(table) = value.get_ref() { get(table, "id") } else { None };
        Some(id.unwrap_or(value).span().start)
    }
}

fn get<'t, 'a>(table: &'t DeTable<'a>, name: &str) -> Option<&'t Spanned<DeValue<'a>>> {
    table.iter().find(|(key, _)| key.get_ref() == name).map(|(_, value)| value)
}

/// The last that is so called: of two of a name, the second is one too many.
fn member<'t, 'a>(list: &'t [Spanned<DeValue<'a>>], name: &str) -> Option<&'t Spanned<DeValue<'a>>> {
    let says = |value: &Spanned<DeValue<'_>>, name: &str| matches!(value.get_ref(), DeValue::String(text) if text == name);
    let called = |value: &&Spanned<DeValue<'a>>| match value.get_ref() {
        DeValue::Table(table) => get(table, "id").is_some_and(|id| says(id, name)),
        _ => says(value, name),
    };
    list.iter().rev().find(called).or_else(|| list.get(name.parse::<usize>().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_found_in_tables_in_lists_of_tables_and_in_lists() {
        let text = "title = \"x\"\nbefore = [\"ett\", \"ett\"]\n[[steps]]\nid = \"a1\"\n[[steps]]\nid = \"a2\"\nwho = \"x\"\n[otherwise.hem]\nphone = \"1\"\n";
        let places = Locator::of(text);
        let line = |key: &str| places.find(key).map(|at| text[..at].matches('\n').count() + 1);
        for (key, at) in [("title", 1), ("before.ett", 2), ("before.0", 2), ("steps.a1", 4), ("steps.a2.who", 7), ("steps.1.who", 7)] {
            assert_eq!(line(key), Some(at), "{key}");
        }
        assert_eq!(line("otherwise.hem.phone"), Some(9));
        assert_eq!(places.find("before.ett"), text.rfind("\"ett\""), "the second of two");
        assert!(["steps.a3", "goal", "", "title.x"].iter().all(|key| line(key).is_none()));
        assert_eq!(Locator::of("= no toml").find("title"), None);
    }
}
