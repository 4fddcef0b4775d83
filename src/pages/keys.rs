//! Who can unlock this tablet: add a colleague, change a PIN, take a way in away, a new recovery code. All offline.
//!
//! Knows signs, never names.

use crate::components::notice::{Notice, Tone};
use crate::components::pin::{NewPin, PinFields};
use crate::components::recovery::RecoveryCode;
use crate::components::shell::PageTitle;
use crate::components::sign::{SignChooser, SignPicture, free_sign, sign_name};
use crate::components::staff_shell::StaffShell;
use crate::components::when::When;
use crate::desk::{Desk, Sign};
use crate::journal::{self, KeysTrouble};
use crate::words::{t, t_with, w};
use erum_domain::ident::Id;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What is being done.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Doing {
    Nothing,
    Adding,
    Changing(Id, Sign),
    Removing(Id, Sign),
}

/// A handle for the page's parts.
#[derive(Clone, Copy)]
struct Bunch {
    desk: Desk,
    doing: RwSignal<Doing>,
    busy: RwSignal<bool>,
    trouble: RwSignal<Option<KeysTrouble>>,
    /// What was done last, said once.
    done: RwSignal<Option<&'static str>>,
    recovery: RwSignal<Option<String>>,
}

impl Bunch {
    /// Does something and tells how it went.
    fn run<T>(self, done: &'static str, work: impl Future<Output = Result<T, KeysTrouble>> + 'static, then: impl FnOnce(T) + 'static) {
        self.busy.set(true);
        self.trouble.set(None);
        self.done.set(None);
        spawn_local(async move {
            match work.await {
                Ok(value) => {
                    self.doing.set(Doing::Nothing);
                    self.done.set(Some(done));
                    then(value);
                }
                Err(error) => self.trouble.set(Some(error)),
            }
            self.busy.set(false);
        });
    }

    fn signs(self) -> Vec<Sign> {
        self.desk.slots.with(|slots| slots.iter().filter_map(|kept| kept.sign).collect())
    }
}

/// The page.
#[component]
pub(crate) fn KeysPage() -> impl IntoView {
    let desk = Desk::get();
    let bunch = Bunch {
        desk,
        doing: RwSignal::new(Doing::Nothing),
        busy: RwSignal::new(false),
        trouble: RwSignal::new(None),
        done: RwSignal::new(None),
        recovery: RwSignal::new(None),
    };
    let put_away = Callback::new(move |()| bunch.recovery.set(None));
    view! {
        <StaffShell>
            {move || match bunch.recovery.get() {
                Some(code) => view! { <RecoveryCode code on_done=put_away /> }.into_any(),
                None => view! { <Ways bunch /> }.into_any(),
            }}
        </StaffShell>
    }
}

#[component]
fn Ways(bunch: Bunch) -> impl IntoView {
    let ways = move || bunch.desk.slots.with(|slots| slots.iter().filter_map(|kept| Some((kept.id, kept.sign?))).collect::<Vec<_>>());
    let make_code =
        move |_| bunch.run(t(w::KEYS_DONE_CODE), journal::new_recovery_code(bunch.desk), move |code| bunch.recovery.set(Some(code)));
    view! {
        <div class="narrow">
            <PageTitle id="keys-title" text=t(w::KEYS_TITLE).to_owned() />
            <p class="lead">{t(w::KEYS_LEAD)}</p>
            <When holds=move || bunch.desk.me.get().is_none()><Notice tone=Tone::Attention name="keys-by-paper">{t(w::KEYS_BY_PAPER)}</Notice></When>
            {move || bunch.trouble.get().map(|trouble| view! { <Notice tone=Tone::Stop name="keys-error">{trouble_words(trouble)}</Notice> })}
            {move || bunch.done.get().map(|words| view! { <Notice tone=Tone::Calm name="keys-done">{words}</Notice> })}
            <ul class="rows rows--cards"><For each=ways key=|way| *way children=move |(id, sign)| view! { <Way bunch id sign /> } /></ul>
            {move || match bunch.doing.get() {
                Doing::Adding => view! { <Adding bunch /> }.into_any(),
                Doing::Changing(id, sign) => view! { <Changing bunch id sign /> }.into_any(),
                Doing::Removing(id, sign) => view! { <Removing bunch id sign /> }.into_any(),
                Doing::Nothing => view! {
                    <div class="links">
                        <button type="button" class="button" data-testid="keys-add" on:click=move |_| bunch.doing.set(Doing::Adding)>{t(w::KEYS_ADD)}</button>
                        <button type="button" class="button button--outline" data-testid="keys-code" disabled=bunch.busy on:click=make_code>{t(w::KEYS_NEW_CODE)}</button>
                    </div>
                }
                .into_any(),
            }}
        </div>
    }
}

#[component]
fn Way(bunch: Bunch, id: Id, sign: Sign) -> impl IntoView {
    let mine = move || bunch.desk.me.get() == Some(id);
    let only_one = move || bunch.signs().len() < 2;
    view! {
        <li class="row card" data-testid="key">
            <SignPicture sign />
            <div class="row__words">
                <span class="row__title">{sign_name(sign)}</span>
                <span class="row__hint">{move || mine().then(|| t(w::KEYS_YOURS))}</span>
            </div>
            <span class="key__acts">
                <button type="button" class="button button--small button--outline" data-testid="key-change" on:click=move |_| bunch.doing.set(Doing::Changing(id, sign))>{t(w::KEYS_CHANGE)}</button>
                <button type="button" class="button button--small button--quiet" data-testid="key-remove" disabled=only_one on:click=move |_| bunch.doing.set(Doing::Removing(id, sign))>{t(w::KEYS_REMOVE)}</button>
            </span>
        </li>
    }
}

#[component]
fn Adding(bunch: Bunch) -> impl IntoView {
    let taken = bunch.desk.slots.with_untracked(|slots| slots.iter().filter_map(|kept| kept.sign).collect::<Vec<_>>());
    let (sign, pin) = (RwSignal::new(free_sign(&taken)), NewPin::new());
    let add = move |()| bunch.run(t(w::KEYS_DONE_ADD), journal::add_slot(bunch.desk, sign.get_untracked(), pin.take()), drop);
    view! {
        <Asking bunch title=t(w::KEYS_ADD).to_owned() submit=t(w::KEYS_ADD_SUBMIT) ready=Signal::derive(move || pin.is_good()) on_yes=Callback::new(add)>
            <p>{t(w::KEYS_ADD_TEXT)}</p>
            <SignChooser chosen=sign taken=Signal::derive(move || taken.clone()) />
            <PinFields new=pin />
        </Asking>
    }
}

#[component]
fn Changing(bunch: Bunch, id: Id, sign: Sign) -> impl IntoView {
    let pin = NewPin::new();
    let change = move |()| bunch.run(t(w::KEYS_DONE_CHANGE), journal::change_pin(bunch.desk, id, pin.take()), drop);
    view! {
        <Asking bunch title=t_with(w::KEYS_CHANGE_TITLE, &[("sign", &sign_name(sign))]) submit=t(w::KEYS_CHANGE_SUBMIT) ready=Signal::derive(move || pin.is_good()) on_yes=Callback::new(change)>
            <PinFields new=pin />
        </Asking>
    }
}

#[component]
fn Removing(bunch: Bunch, id: Id, sign: Sign) -> impl IntoView {
    let remove = move |()| bunch.run(t(w::KEYS_DONE_REMOVE), journal::remove_slot(bunch.desk, id), drop);
    view! {
        <Asking bunch title=t_with(w::KEYS_REMOVE_TITLE, &[("sign", &sign_name(sign))]) submit=t(w::KEYS_REMOVE) ready=Signal::derive(|| true) on_yes=Callback::new(remove)>
            <p>{t(w::KEYS_REMOVE_TEXT)}</p>
        </Asking>
    }
}

/// A question in a card, with yes and no.
#[component]
fn Asking(
    bunch: Bunch,
    title: String,
    submit: &'static str,
    #[prop(into)] ready: Signal<bool>,
    on_yes: Callback<()>,
    children: Children,
) -> impl IntoView {
    let yes = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        on_yes.run(());
    };
    view! {
        <form class="card form" data-testid="keys-form" on:submit=yes>
            <h2 class="card__title">{title}</h2>
            {children()}
            <div class="links">
                <button class="button" data-testid="keys-yes" disabled=move || bunch.busy.get() || !ready.get()>{move || if bunch.busy.get() { t(w::UNLOCK_BUSY) } else { submit }}</button>
                <button type="button" class="button button--quiet" data-testid="keys-no" on:click=move |_| bunch.doing.set(Doing::Nothing)>{t(w::KEYS_NO)}</button>
            </div>
        </form>
    }
}

fn trouble_words(trouble: KeysTrouble) -> &'static str {
    t(match trouble {
        KeysTrouble::SignTaken => w::KEYS_SIGN_TAKEN,
        KeysTrouble::LastOne => w::KEYS_LAST_ONE,
        KeysTrouble::NoKeysmith => w::UNLOCK_NO_KEYSMITH,
        KeysTrouble::Storage(_) => w::SAVE_FAILED,
    })
}
