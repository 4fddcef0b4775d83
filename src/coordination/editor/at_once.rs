//! Two editors at once: what the other has saved beside what is typed here, field by field. Nothing is lost: either text
//! stays, or each field is chosen, and what is kept is saved as made from the other's.

use super::names::{name_of, value_text};
use super::work::{Work, text_of};
use crate::components::icon::icon;
use crate::platform;
use crate::words::{Word, t, w};
use erum_domain::manuscript::difference::{Meeting, meetings, merged};
use erum_domain::manuscript::fields::{Fields, Place};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// What the other has saved, where there is such a thing.
#[component]
pub(super) fn AtOnce(work: Work) -> impl IntoView {
    move || {
        let theirs = work.theirs.with(|answer| answer.as_ref().and_then(text_of).map(Fields::of))?;
        let mine = work.fields.get_untracked();
        let met = work.saved.with_untracked(|base| meetings(base, &mine, &theirs));
        platform::after_ms(50, || platform::go_to("at-once"));
        Some(view! { <Both work mine theirs met /> })
    }
}

#[component]
fn Both(work: Work, mine: Fields, theirs: Fields, met: Vec<Meeting>) -> impl IntoView {
    // What only the other changed is taken over; what I changed stays mine until somebody says otherwise.
    let kept: BTreeSet<Place> = met.iter().filter(|one| one.i_changed).map(|one| one.place.clone()).collect();
    let kept = RwSignal::new(kept);
    let rows = met.iter().map(|one| view! { <Field one=one.clone() mine=mine.clone() theirs=theirs.clone() kept /> }).collect_view();
    let take = move |_| {
        if let Some(answer) = work.theirs.get_untracked() {
            work.take(answer);
        }
    };
    let (all_mine, texts) = (mine.clone(), StoredValue::new((mine, theirs)));
    let keep = move |fields: Fields| {
        let revision = work.theirs.with_untracked(|answer| answer.as_ref().map_or(0, |answer| answer.revision));
        work.rebuild(|typed| *typed = fields);
        work.theirs.set(None);
        work.save_upon(revision);
    };
    let keep_mine = move |_| keep(all_mine.clone());
    let keep_chosen = move |_| keep(texts.with_value(|(mine, theirs)| kept.with_untracked(|kept| merged(mine, theirs, kept))));
    let button = "button button--small button--outline";
    view! {
        <section class="card at-once no-print" role="alert" id="at-once" tabindex="-1" data-testid="at-once">
            <h2 class="card__title">{icon("users")} {t(w::AT_ONCE_TITLE)}</h2>
            <p>{t(w::AT_ONCE_TEXT)}</p>
            <ol class="at-once__fields" role="list">{rows}</ol>
            <div class="row__actions">
                <button type="button" class="button button--small" data-testid="at-once-chosen" on:click=keep_chosen>{t(w::AT_ONCE_SAVE)}</button>
                <button type="button" class=button data-testid="at-once-theirs" on:click=take>{t(w::AT_ONCE_THEIRS)}</button>
                <button type="button" class=button data-testid="at-once-mine" on:click=keep_mine>{t(w::AT_ONCE_MINE)}</button>
            </div>
        </section>
    }
}

/// One field in both texts, and which of them stays.
#[component]
fn Field(one: Meeting, mine: Fields, theirs: Fields, kept: RwSignal<BTreeSet<Place>>) -> impl IntoView {
    let known = if mine.get(&one.place).is_some() { &mine } else { &theirs };
    let name = name_of(&one.place, known);
    let texts = [value_text(&one.place, one.mine.as_ref(), &mine), value_text(&one.place, one.theirs.as_ref(), &theirs)];
    let [my_text, their_text] = texts.map(|text| if text.is_empty() { t(w::AT_ONCE_EMPTY).to_owned() } else { text });
    let note = match (one.i_changed, one.they_changed) {
        (true, true) => w::AT_ONCE_BOTH,
        (true, false) => w::AT_ONCE_ONLY_MINE,
        _ => w::AT_ONCE_ONLY_THEIRS,
    };
    let group = one.place.to_string();
    let place = StoredValue::new(one.place);
    let choice = move |word: Word, text: String, is_mine: bool, group: String| {
        let chosen = move || kept.with(|kept| kept.contains(&place.get_value())) == is_mine;
        let choose = move |_| {
            kept.update(|kept| {
                if is_mine {
                    kept.insert(place.get_value())
                } else {
                    kept.remove(&place.get_value())
                };
            });
        };
        let name = if is_mine { "mine" } else { "theirs" };
        view! {
            <label class="choice" class:choice--chosen=chosen>
                <input class="choice__radio" type="radio" name=group autocomplete="off" data-testid=name prop:checked=chosen on:change=choose />
                <span class="choice__words"><span class="choice__title">{t(word)}</span><span>{text}</span></span>
            </label>
        }
    };
    view! {
        <li>
            <fieldset class="at-once__field" data-testid="at-once-field" data-place=group.clone()>
                <legend class="write__label">{name}</legend>
                <p class="quiet">{t(note)}</p>
                <div class="at-once__two">
                    {choice(w::AT_ONCE_CHOOSE_MINE, my_text, true, group.clone())}
                    {choice(w::AT_ONCE_CHOOSE_THEIRS, their_text, false, group.clone())}
                </div>
            </fieldset>
        </li>
    }
}
