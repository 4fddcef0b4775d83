//! Notices: one sentence and, where there is one, one thing to do. Calm by default.

use crate::components::icon::icon;
use leptos::prelude::*;

/// How a notice sounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    /// A fact.
    Calm,
    /// Something to look at.
    Attention,
    /// Something did not work.
    Stop,
}

impl Tone {
    const fn class(self) -> &'static str {
        match self {
            Self::Calm => "notice",
            Self::Attention => "notice notice--attention",
            Self::Stop => "notice notice--stop",
        }
    }
}

/// A notice. Spoken when it appears.
#[component]
pub(crate) fn Notice(tone: Tone, #[prop(optional)] name: &'static str, children: Children) -> impl IntoView {
    let picture = match tone {
        Tone::Calm => icon("info").into_any(),
        Tone::Attention => icon("circle-alert").into_any(),
        Tone::Stop => icon("octagon-x").into_any(),
    };
    let role = if tone == Tone::Stop { "alert" } else { "status" };
    view! {
        <div class=tone.class() role=role data-testid=name>
            {picture}
            <div class="notice__text">{children()}</div>
        </div>
    }
}
