//! One guide in the list: what it is called, who is responsible, how it stands, and in which languages.

use super::super::editor::Tab;
use super::super::office::Office;
use super::super::rooms::Room;
use super::super::tongues::in_swedish;
use crate::components::icon::icon;
use crate::platform;
use crate::words::{Word, label, t, t_count, t_with, w};
use erum_domain::day::Day;
use erum_domain::guide::{Status, TranslationStatus};
use erum_domain::ident::Slug;
use erum_domain::wire::editing::{GuideLine, LanguageLine, Progress, Published};
use leptos::prelude::*;

/// Days after which a guide should be gone through again.
const OLD_DAYS: i32 = 365;

impl Office {
    /// Takes a guide in hand.
    pub(in crate::coordination) fn open_guide(self, slug: Slug, tab: Tab, step: Option<Slug>) {
        self.work.open(slug, tab, step);
        self.go_now(Room::Guide);
    }
}

/// The guide, as a row that opens it.
#[component]
pub(super) fn Row(line: GuideLine, today: Day) -> impl IntoView {
    let office = Office::get();
    let slug = line.slug.clone();
    let open = move |_| office.open_guide(slug.clone(), Tab::Words, None);
    let title = if line.title.is_empty() { line.slug.to_string() } else { line.title.clone() };
    view! {
        <li class="row bank__row" data-testid=format!("bank-{}", line.slug)>
            <div class="row__words">
                <span class="row__title">{title.clone()}</span>
                <span class="row__hint">{line.actor.clone()} " · " {label(line.service)}</span>
                <span class="row__hint">{checked(&line, today)}</span>
                <span class="row__hint">{languages(&line.languages)}</span>
                <span class="bank__tags">{tags(&line)}</span>
            </div>
            <button type="button" class="button button--small button--outline" data-testid=format!("open-{}", line.slug) aria-label=t_with(w::BANK_OPEN_ONE, &[("guide", &title)]) on:click=open>
                {icon("pencil")} {t(w::BANK_OPEN)}
            </button>
        </li>
    }
}

fn checked(line: &GuideLine, today: Day) -> String {
    let day = platform::day_text(line.checked.date);
    let word = match line.checked.status {
        Status::Draft => w::CHECKED_NEVER,
        Status::Checked if today.days() - line.checked.date.days() > OLD_DAYS => w::BANK_CHECKED_OLD,
        Status::Checked => w::CHECKED_ON,
    };
    t_with(word, &[("day", &day)])
}

/// The languages by their own names; those that nobody has reviewed are said to be so.
fn languages(all: &[LanguageLine]) -> String {
    let names = |wanted: bool| {
        let of = all.iter().filter(|one| (one.status == TranslationStatus::Unreviewed) == wanted);
        let names: Vec<String> = of.map(|one| in_swedish(&one.language)).collect();
        names.join(", ")
    };
    let (read, unread) = (names(false), names(true));
    if unread.is_empty() { read } else { t_with(w::BANK_LANGUAGES, &[("reviewed", &read), ("unreviewed", &unread)]) }
}

fn tags(line: &GuideLine) -> impl IntoView + use<> {
    let tag =
        |class: &'static str, word: Word, name: &'static str| view! { <span class=class data-testid="tag" data-tag=name>{t(word)}</span> };
    let published = match line.published {
        Published::BuiltIn => tag("tag", w::TAG_BUILT_IN, "built-in"),
        Published::Edit => tag("tag", w::TAG_EDITED, "edited"),
        Published::Nothing => tag("tag tag--withdrawn", w::TAG_NOTHING, "nothing"),
    };
    let draft = line.draft.map(|progress| match progress {
        Progress::Draft => tag("tag tag--attention", w::TAG_DRAFT, "draft"),
        Progress::Checked => tag("tag tag--resident", w::TAG_CHECKED, "checked"),
    });
    let newer = line.newer_built_in.then(|| tag("tag tag--attention", w::TAG_NEWER, "newer"));
    let flags = (line.flags > 0).then(|| {
        view! { <span class="tag tag--limit" data-testid="tag" data-tag="flags">{icon("flag")} " " {t_count(w::TAG_FLAGS, line.flags, &[])}</span> }
    });
    view! { {published} {draft} {newer} {flags} }
}
