//! What a guide says in every language alike. Holds no words for people, so none are judged here.

use crate::findings::Findings;
use crate::problem::Problem;
use crate::{Surroundings, addresses, people, texts};
use erum_domain::day::Day;
use erum_domain::guide::{Nearness, StepKind, Who};
use erum_domain::ident::Slug;
use erum_domain::manuscript::Facts;
use std::collections::BTreeSet;

/// Days after which a way to log in or a source should be looked at again.
const OLD_SOURCE_DAYS: i32 = 2 * 365;
/// Days after which a guide should be gone through again.
const OLD_CHECK_DAYS: i32 = 365;

pub(crate) fn check(facts: &Facts, around: &Surroundings<'_>, found: &mut Findings<'_>) {
    check_names(facts, found);
    check_contacts(facts, found);
    check_days(facts, around.today, found);
    if facts.sources.is_empty() {
        found.add("sources", Problem::NoSource);
    }
    for (index, source) in facts.sources.iter().enumerate() {
        if let Some(problem) = addresses::problem(&source.url) {
            found.add(format!("sources.{index}.url"), problem);
        }
    }
    check_related(facts, around.known, found);
    check_ids("before", &facts.before, found);
    check_ids("steps", facts.steps.iter().map(|step| &step.id), found);
    check_ids("otherwise", facts.otherwise.iter().map(|way| &way.id), found);
    check_steps(facts, found);
}

/// Names that must be there, and the role that must not be a person.
fn check_names(facts: &Facts, found: &mut Findings<'_>) {
    let mut names = vec![("actor".to_owned(), &facts.actor), ("checked.role".to_owned(), &facts.checked.role)];
    names.extend(facts.login.iter().enumerate().map(|(index, login)| (format!("login.{index}.name"), &login.name)));
    names.extend(facts.sources.iter().enumerate().map(|(index, source)| (format!("sources.{index}.title"), &source.title)));
    for (key, name) in names {
        if !texts::says_something(name) {
            found.add(key, Problem::Empty);
        }
    }
    found.add_all("checked.role", people::problems(&facts.checked.role));
}

fn check_contacts(facts: &Facts, found: &mut Findings<'_>) {
    if let Some(problem) = facts.url.as_deref().and_then(addresses::problem) {
        found.add("url", problem);
    }
    let ways = facts.otherwise.iter().map(|way| (format!("otherwise.{}.phone", way.id), &way.phone));
    for (key, phone) in std::iter::once(("phone".to_owned(), &facts.phone)).chain(ways) {
        if let Some(phone) = phone.as_ref().filter(|phone| !addresses::can_be_dialled(phone)) {
            found.add(key, Problem::BadPhone { phone: phone.clone() });
        }
    }
}

fn check_days(facts: &Facts, today: Day, found: &mut Findings<'_>) {
    let age = |day: Day| today.days().saturating_sub(day.days());
    let day = facts.checked.date;
    if day > today {
        found.add("checked.date", Problem::InFuture { day });
    } else if age(day) > OLD_CHECK_DAYS {
        found.add("checked.date", Problem::OldCheck { day });
    }
    let logins = facts.login.iter().enumerate().map(|(index, login)| (format!("login.{index}.seen"), login.seen));
    let sources = facts.sources.iter().enumerate().map(|(index, source)| (format!("sources.{index}.seen"), source.seen));
    for (key, day) in logins.chain(sources) {
        if day > today {
            found.add(key, Problem::InFuture { day });
        } else if age(day) > OLD_SOURCE_DAYS {
            found.add(key, Problem::OldSource { day });
        }
    }
}

fn check_related(facts: &Facts, known: &BTreeSet<Slug>, found: &mut Findings<'_>) {
    for slug in &facts.related {
        if *slug == facts.slug {
            found.add(format!("related.{slug}"), Problem::RelatedToItself);
        } else if !known.contains(slug) {
            found.add(format!("related.{slug}"), Problem::UnknownGuide { slug: slug.clone() });
        }
    }
    check_ids("related", &facts.related, found);
}

fn check_ids<'a>(list: &str, ids: impl IntoIterator<Item = &'a Slug>, found: &mut Findings<'_>) {
    let mut seen = BTreeSet::new();
    for id in ids {
        if !seen.insert(id) {
            found.add(format!("{list}.{id}"), Problem::Doubled { id: id.clone() });
        }
    }
}

/// Rule 3, as far as it can be told without words.
fn check_steps(facts: &Facts, found: &mut Findings<'_>) {
    if facts.steps.is_empty() {
        found.add("steps", Problem::NoSteps);
    } else if facts.limit == Nearness::Payment && !facts.steps.iter().any(|step| step.kind == StepKind::Stop) {
        found.add("steps", Problem::NoStop);
    }
    for step in facts.steps.iter().filter(|step| step.kind == StepKind::LookAway && step.who == Who::Together) {
        found.add(format!("steps.{}.who", step.id), Problem::LookAwayTogether);
    }
}
