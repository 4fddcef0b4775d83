//! Everything that was done to a guide, with what changed each time and the way back to how it was. Never by whom.

use super::difference::Difference;
use super::work::{Answer, Work, on_tablets, words_of};
use crate::components::icon::icon;
use crate::components::notice::{Notice, Tone};
use crate::components::when::When;
use crate::network::{self, NoAnswer};
use crate::platform;
use crate::words::{Word, t, t_with, w};
use erum_domain::manuscript::fields::Fields;
use erum_domain::wire::editing::{Deed, Edition, RevisionLine};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The list.
#[component]
pub(super) fn History(work: Work) -> impl IntoView {
    let Some(answer) = work.answer.get_untracked() else { return ().into_any() };
    let now = on_tablets(&answer).map(Fields::of);
    let draft = answer.draft.as_ref().map(|draft| Fields::of(&draft.manuscript));
    let unpublished = now.zip(draft).map(|(now, draft)| {
        view! {
            <section class="card" data-testid="unpublished">
                <h2 class="card__title">{t(w::HISTORY_UNPUBLISHED)}</h2>
                <p class="quiet">{t(w::HISTORY_MARKS)}</p>
                <Difference before=now after=draft />
            </section>
        }
    });
    let rows = answer.history.iter().map(|line| view! { <Row work line=line.clone() answer=answer.clone() /> }).collect_view();
    let built_in = answer.built_in.is_some().then(|| {
        view! {
            <li class="row" data-testid="revision" data-revision="0">
                <div class="row__words"><span class="row__title">{t(w::HISTORY_BUILT_IN)}</span></div>
                <Back work to=0 />
            </li>
        }
    });
    let nothing = answer.history.is_empty().then(|| view! { <p class="quiet">{t(w::HISTORY_NOTHING)}</p> });
    view! {
        {unpublished}
        <section class="card">
            <h2 class="card__title">{t(w::EDITOR_TAB_HISTORY)}</h2>
            {nothing}
            <ol class="rows" role="list" data-testid="history">{rows}{built_in}</ol>
        </section>
    }
    .into_any()
}

/// Whether a deed left a text.
const fn has_text(deed: Deed) -> bool {
    matches!(deed, Deed::Draft | Deed::Checked | Deed::Published)
}

const fn deed_word(deed: Deed) -> Word {
    match deed {
        Deed::Draft => w::DEED_DRAFT,
        Deed::Checked => w::DEED_CHECKED,
        Deed::Published => w::DEED_PUBLISHED,
        Deed::Discarded => w::DEED_DISCARDED,
        Deed::Removed => w::DEED_REMOVED,
        Deed::Seen => w::DEED_SEEN,
    }
}

#[component]
fn Row(work: Work, line: RevisionLine, answer: Answer) -> impl IntoView {
    let RevisionLine { revision, deed, made_from, day } = line;
    let open = RwSignal::new(false);
    let answer = StoredValue::new(answer);
    let on_tablets_now = answer.with_value(|answer| answer.published.as_ref().is_some_and(|published| published.revision == revision));
    let what = t_with(w::HISTORY_ROW, &[("deed", t(deed_word(deed))), ("day", &platform::day_text(day))]);
    let acts = has_text(deed).then(|| {
        view! {
            <div class="row__actions">
                <button type="button" class="button button--small button--quiet" data-testid="changes" aria-expanded=move || open.get().to_string() on:click=move |_| open.update(|open| *open = !*open)>
                    {t(w::HISTORY_CHANGES)}
                </button>
                <Back work to=revision />
            </div>
        }
    });
    view! {
        <li class="row" data-testid="revision" data-revision=revision.to_string() data-deed=format!("{deed:?}").to_lowercase()>
            <div class="row__words">
                <span class="row__title">{what}</span>
                {on_tablets_now.then(|| view! { <span class="tag">{icon("tablet-smartphone")} " " {t(w::HISTORY_ON_TABLETS)}</span> })}
            </div>
            {acts}
            <When holds=move || open.get()>
                <Changes work revision made_from answer />
            </When>
        </li>
    }
}

/// What a revision changed, fetched when somebody asks.
#[component]
fn Changes(work: Work, revision: u32, made_from: Option<u32>, answer: StoredValue<Answer>) -> impl IntoView {
    let texts = RwSignal::new(None::<Result<(Fields, Fields), String>>);
    let built_in = answer.with_value(|answer| answer.built_in.as_ref().map(Fields::of).unwrap_or_default());
    spawn_local(async move {
        let before = match made_from {
            None => Ok(built_in),
            Some(from) => text_at(work, from).await,
        };
        let both = match (before, text_at(work, revision).await) {
            (Ok(before), Ok(after)) => Ok((before, after)),
            (Err(no_answer), _) | (_, Err(no_answer)) => Err(words_of(no_answer)),
        };
        texts.try_set(Some(both));
    });
    let shown = move || match texts.get() {
        None => view! { <p class="quiet late">{t(w::EDITOR_LOADING)}</p> }.into_any(),
        Some(Ok((before, after))) => view! { <Difference before after /> }.into_any(),
        Some(Err(words)) => view! { <Notice tone=Tone::Attention>{words}</Notice> }.into_any(),
    };
    view! { <div class="history__changes">{shown}</div> }
}

async fn text_at(work: Work, revision: u32) -> Result<Fields, NoAnswer> {
    let edition: Edition = network::get(&work.path(&format!("/revisions/{revision}"))).await?;
    Ok(Fields::of(&edition.manuscript))
}

/// The way back, offered while nothing is unsaved.
#[component]
fn Back(work: Work, to: u32) -> impl IntoView {
    let asked = RwSignal::new(false);
    let go = move |_| {
        asked.set(false);
        work.go_back(to);
    };
    let button = move || {
        view! { <button type="button" class="button button--small button--quiet" data-testid="go-back" on:click=move |_| asked.set(true)>{icon("rotate-ccw")} {t(w::HISTORY_BACK)}</button> }
    };
    view! {
        <When holds=move || asked.get() fallback=button>
            <div class="tablets__question" role="group">
                <p role="status">{move || if work.has_unsaved().get() { t(w::HISTORY_BACK_UNSAVED) } else { t(w::HISTORY_BACK_ASK) }}</p>
                <div class="row__actions">
                    <button type="button" class="button button--small" data-testid="go-back-yes" on:click=go>{t(w::HISTORY_BACK_YES)}</button>
                    <button type="button" class="button button--small button--quiet" on:click=move |_| asked.set(false)>{t(w::SAMORDNING_TABLET_NO)}</button>
                </div>
            </div>
        </When>
    }
}
