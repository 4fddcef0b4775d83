//! `content/before.toml`: where to go first when something that must be at hand is missing.

use super::fields::{Read, read_toml};
use super::report::Report;
use crate::paths::Paths;
use erum_domain::ident::Slug;
use erum_domain::manuscript::Manuscript;
use erum_domain::pack::Leads;
use std::collections::BTreeSet;
use toml::Spanned;

/// The list, with every id and guide looked up.
pub(super) fn read(paths: &Paths, guides: &[Manuscript], report: &mut Report) -> Leads {
    let path = paths.join("content/before.toml");
    let Some(Read { value, text }) = read_toml::<std::collections::BTreeMap<Spanned<String>, Vec<Spanned<String>>>>(paths, &path, report)
    else {
        return Leads::new();
    };
    let mut file = report.about(paths, &path, &text);
    let asked: BTreeSet<&Slug> = guides.iter().flat_map(|guide| &guide.facts.before).collect();
    let known: BTreeSet<&Slug> = guides.iter().map(|guide| &guide.facts.slug).collect();
    let mut leads = Leads::new();
    for (id, to) in value {
        let Some(asked) = asked.iter().find(|slug| slug.as_str() == id.get_ref()) else {
            file.wrong(Some(id.span().start), id.get_ref(), "no guide asks for it", "correct the id, or remove it");
            continue;
        };
        let mut found = Vec::new();
        for name in to {
            match known.iter().find(|slug| slug.as_str() == name.get_ref()) {
                Some(guide) => found.push((*guide).clone()),
                None => {
                    let what = format!("there is no guide `{}`", name.get_ref());
                    file.wrong(Some(name.span().start), id.get_ref(), &what, "name a folder in content/guides");
                }
            }
        }
        leads.insert((*asked).clone(), found);
    }
    leads
}
