//! `guide.toml`, read: what a guide says in every language alike. Tells of values that cannot be read; judges none.

use crate::content::fields::{Field, take, take_all};
use crate::content::guide_files::{CheckedEntry, GuideFile, LoginEntry, SourceEntry, StepEntry, WayOnEntry};
use crate::content::report::File;
use erum_domain::guide::{Checked, Login, Source};
use erum_domain::manuscript::{Facts, StepFacts, WayOnFacts};

/// The facts, or `None` after saying everything that could not be read.
pub(super) fn read(from: GuideFile, folder: &str, file: &mut File<'_>) -> Option<Facts> {
    let at = from.slug.span().start;
    let facts = facts_of(from, file)?;
    if facts.slug.as_str() != folder {
        let todo = format!("write \"{folder}\" or rename the folder");
        file.wrong(Some(at), "slug", &format!("`{}` is not the folder's name", facts.slug), &todo);
        return None;
    }
    Some(facts)
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
