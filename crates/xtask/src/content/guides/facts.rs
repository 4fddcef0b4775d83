//! `guide.toml`, checked: what a guide says in every language alike. Holds no words for people.

use crate::content::fields::{Field, Held, take, take_all};
use crate::content::guide_files::{CheckedEntry, GuideFile, LoginEntry, SourceEntry, StepEntry, WayOnEntry};
use crate::content::report::File;
use erum_domain::guide::{Checked, Login, Source};
use erum_domain::ident::Slug;
use erum_domain::manuscript::{Facts, StepFacts, WayOnFacts};

/// The facts, or `None` after saying everything that is wrong with them.
pub(super) fn checked(from: GuideFile, folder: &str, known: &[String], file: &mut File<'_>) -> Option<Facts> {
    let rules_kept = check(&from, folder, known, file);
    let facts = facts_of(from, file)?;
    rules_kept.then_some(facts)
}

/// What must hold within `guide.toml`, apart from each value's own form.
fn check(from: &GuideFile, folder: &str, known: &[String], file: &mut File<'_>) -> bool {
    let mut kept = true;
    let mut wrong = |at: usize, key: &str, what: &str, todo: &str| {
        file.wrong(Some(at), key, what, todo);
        kept = false;
    };
    if let Some((slug, at)) = good(&from.slug)
        && slug.as_str() != folder
    {
        wrong(at, "slug", &format!("`{slug}` is not the folder's name"), &format!("write \"{folder}\" or rename the folder"));
    }
    let urls = from.url.iter().map(|url| ("url", url)).chain(from.sources.iter().map(|source| ("sources.url", &source.url)));
    for (key, url) in urls {
        if let Some((url, at)) = good(url)
            && !url.starts_with("https://")
        {
            wrong(at, key, &format!("`{url}` is not https"), "write the page's https address");
        }
    }
    for related in &from.related {
        if let Some((slug, at)) = good(related)
            && !known.iter().any(|name| name == slug.as_str())
        {
            wrong(at, "related", &format!("there is no guide `{slug}`"), "name a folder in content/guides");
        }
    }
    let lists: [(&str, Vec<&Field<Slug>>); 3] = [
        ("steps.id", from.steps.iter().map(|step| &step.id).collect()),
        ("before", from.before.iter().collect()),
        ("otherwise.id", from.otherwise.iter().map(|way| &way.id).collect()),
    ];
    for (key, ids) in lists {
        let ids: Vec<_> = ids.into_iter().filter_map(good).collect();
        for (index, (id, at)) in ids.iter().enumerate() {
            if ids[..index].iter().any(|(earlier, _)| earlier == id) {
                wrong(*at, key, &format!("`{id}` stands twice"), "give the second an id of its own");
            }
        }
    }
    if from.sources.is_empty() {
        wrong(0, "sources", "no source is named", "add [[sources]] with title, url and seen");
    }
    kept
}

fn good<T>(field: &Field<T>) -> Option<(&T, usize)> {
    match field.get_ref() {
        Held::Good(value) => Some((value, field.span().start)),
        Held::Bad(_) => None,
    }
}

/// Takes every value, so that each wrong one is told about, and only then gives up.
fn facts_of(from: GuideFile, file: &mut File<'_>) -> Option<Facts> {
    let slug = take(from.slug, "slug", file);
    let version = take(from.version, "version", file);
    let service = take(from.service, "service", file);
    let actor = take(from.actor, "actor", file);
    let level = take(from.level, "level", file);
    let url = maybe(from.url, "url", file);
    let phone = maybe(from.phone, "phone", file);
    let limit = take(from.limit, "limit", file);
    let confidence = take(from.confidence, "confidence", file);
    let before = take_all(from.before, "before", file);
    let refer = take_all(from.refer, "refer", file);
    let related = take_all(from.related, "related", file);
    let login = each(from.login, file, login_of);
    let checked = checked_of(from.checked, file);
    let sources = each(from.sources, file, source_of);
    let steps = each(from.steps, file, step_of);
    let otherwise = each(from.otherwise, file, way_on_of);
    Some(Facts {
        slug: slug?,
        version: version?,
        service: service?,
        actor: actor?,
        level: level?,
        url: url?,
        phone: phone?,
        limit: limit?,
        confidence: confidence?,
        login: login?,
        checked: checked?,
        sources: sources?,
        before: before?,
        steps: steps?,
        otherwise: otherwise?,
        refer: refer?,
        related: related?,
    })
}

/// Like `take` for a value that may be left out.
#[expect(clippy::option_option, reason = "the outer tells whether it could be read, the inner whether it stands there")]
fn maybe<T>(field: Option<Field<T>>, key: &str, file: &mut File<'_>) -> Option<Option<T>> {
    field.map_or(Some(None), |field| take(field, key, file).map(Some))
}

fn each<T, U>(entries: Vec<T>, file: &mut File<'_>, read: fn(T, &mut File<'_>) -> Option<U>) -> Option<Vec<U>> {
    let read: Vec<Option<U>> = entries.into_iter().map(|entry| read(entry, file)).collect();
    read.into_iter().collect()
}

fn login_of(entry: LoginEntry, file: &mut File<'_>) -> Option<Login> {
    let (name, seen) = (take(entry.name, "login.name", file), take(entry.seen, "login.seen", file));
    Some(Login { name: name?, seen: seen? })
}

fn checked_of(entry: CheckedEntry, file: &mut File<'_>) -> Option<Checked> {
    let (status, date) = (take(entry.status, "checked.status", file), take(entry.date, "checked.date", file));
    let role = take(entry.role, "checked.role", file);
    Some(Checked { status: status?, date: date?, role: role? })
}

fn source_of(entry: SourceEntry, file: &mut File<'_>) -> Option<Source> {
    let (title, url) = (take(entry.title, "sources.title", file), take(entry.url, "sources.url", file));
    let seen = take(entry.seen, "sources.seen", file);
    Some(Source { title: title?, url: url?, seen: seen? })
}

fn step_of(entry: StepEntry, file: &mut File<'_>) -> Option<StepFacts> {
    let (id, who) = (take(entry.id, "steps.id", file), take(entry.who, "steps.who", file));
    let (kind, may_fail) = (take(entry.kind, "steps.kind", file), take_all(entry.may_fail, "steps.may_fail", file));
    let may_fail = may_fail?.into_iter().map(|code| code.0).collect();
    Some(StepFacts { id: id?, who: who?, kind: kind?, may_fail })
}

fn way_on_of(entry: WayOnEntry, file: &mut File<'_>) -> Option<WayOnFacts> {
    let (id, phone) = (take(entry.id, "otherwise.id", file), maybe(entry.phone, "otherwise.phone", file));
    Some(WayOnFacts { id: id?, phone: phone? })
}
