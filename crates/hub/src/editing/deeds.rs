//! What may be done to a guide, and what comes of it. Pure: decides, and stores nothing.

use super::state::State;
use super::{steps, translations};
use crate::store::guides::NewRevision;
use erum_content::may_be_published;
use erum_domain::guide::{Checked, Status};
use erum_domain::manuscript::Manuscript;
use erum_domain::record::GUIDE_VERSION_MAX;
use erum_domain::wire::editing::{Deed, Edition, Keep, RevisionLine};

/// Who is said to have checked a guide: a role, never a name.
const ROLE: &str = "redaktion";

/// Why nothing was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Somebody else has done something since.
    Outdated,
    /// It cannot be done to the guide as it stands.
    NotNow,
    /// Something in it is wrong.
    Wrong,
}

/// What is done, where there is anything to do.
pub type Done = Result<Option<NewRevision>, Refused>;

/// Saves a draft. What is no change is not saved again; a review that the Swedish has left behind is taken back.
///
/// # Errors
/// [`Refused`]
pub fn save(state: &State, known: u32, mut manuscript: Manuscript) -> Done {
    let earlier: Vec<&Manuscript> = state.now().into_iter().chain(state.draft.as_ref().map(|draft| &draft.manuscript)).collect();
    translations::settle(&mut manuscript, &earlier);
    lay_down(state, known, manuscript)
}

fn lay_down(state: &State, known: u32, mut manuscript: Manuscript) -> Done {
    is_newest(state, known)?;
    // Whoever changes a guide has not checked it, and its version is settled when it is published.
    manuscript.facts.checked.status = Status::Draft;
    manuscript.facts.checked.role = ROLE.to_owned();
    manuscript.facts.version = state.now().map_or(1, |now| now.facts.version);
    if state.draft.as_ref().is_some_and(|draft| draft.manuscript == manuscript) {
        return Ok(None);
    }
    let from = state.draft.as_ref().or(state.published.as_ref()).map(|edition| edition.revision);
    Ok(Some(next(state, Deed::Draft, from, Some(manuscript))))
}

/// Marks the draft as checked today.
///
/// # Errors
/// [`Refused`]
pub fn mark_as_checked(state: &State, known: u32) -> Done {
    is_newest(state, known)?;
    let draft = draft_that_is(state, Deed::Draft)?;
    let mut manuscript = draft.manuscript.clone();
    manuscript.facts.checked = Checked { status: Status::Checked, date: state.today, role: ROLE.to_owned() };
    is_right(state, &manuscript)?;
    Ok(Some(next(state, Deed::Checked, Some(draft.revision), Some(manuscript))))
}

/// Publishes what is checked. Its version counts up when its steps are others than those that tablets get now.
///
/// # Errors
/// [`Refused`]
pub fn publish(state: &State, known: u32) -> Done {
    is_newest(state, known)?;
    let checked = draft_that_is(state, Deed::Checked)?;
    let mut manuscript = checked.manuscript.clone();
    is_right(state, &manuscript)?;
    manuscript.facts.version = version_of(state, &manuscript);
    let mut new = next(state, Deed::Published, Some(checked.revision), Some(manuscript));
    new.steps = new.manuscript.iter().flat_map(steps::of).collect();
    Ok(Some(new))
}

/// Throws the draft away.
///
/// # Errors
/// [`Refused`]
pub fn discard(state: &State, known: u32) -> Done {
    is_newest(state, known)?;
    let draft = state.draft.as_ref().ok_or(Refused::NotNow)?;
    Ok(Some(next(state, Deed::Discarded, Some(draft.revision), None)))
}

/// Takes edit and draft back: tablets get the built-in guide, or none where there is none.
///
/// # Errors
/// [`Refused`]
pub fn remove(state: &State, known: u32) -> Done {
    is_newest(state, known)?;
    let published = state.published.as_ref().ok_or(Refused::NotNow)?;
    Ok(Some(next(state, Deed::Removed, Some(published.revision), None)))
}

/// Makes a draft of an earlier text, reviews and all: they were settled when it was saved.
///
/// # Errors
/// [`Refused`]
pub fn back(state: &State, known: u32, from: Option<u32>, earlier: Option<Manuscript>) -> Done {
    let earlier = earlier.ok_or(Refused::NotNow)?;
    let done = lay_down(state, known, earlier)?;
    Ok(done.map(|new| NewRevision { line: RevisionLine { made_from: from, ..new.line }, ..new }))
}

/// Answers a newer built-in guide.
///
/// # Errors
/// [`Refused`]
pub fn meet_newer(state: &State, known: u32, keep: Keep) -> Done {
    is_newest(state, known)?;
    if !state.has_newer_built_in() {
        return Err(Refused::NotNow);
    }
    let (deed, base) = match (keep, &state.published) {
        (Keep::Edit, _) => (Deed::Seen, state.base_now()),
        (Keep::BuiltIn, Some(_)) => (Deed::Removed, None),
        // Nothing of it was published: tablets get the built-in guide already.
        (Keep::BuiltIn, None) => (Deed::Discarded, None),
    };
    Ok(Some(NewRevision { base, ..next(state, deed, Some(state.standing.newest), None) }))
}

fn is_newest(state: &State, known: u32) -> Result<(), Refused> {
    if state.standing.newest == known { Ok(()) } else { Err(Refused::Outdated) }
}

fn draft_that_is(state: &State, deed: Deed) -> Result<&Edition, Refused> {
    state.draft.as_ref().filter(|draft| draft.deed == deed).ok_or(Refused::NotNow)
}

fn is_right(state: &State, manuscript: &Manuscript) -> Result<(), Refused> {
    let right = may_be_published(&state.findings(manuscript)) && state.troubles(manuscript).is_empty();
    if right { Ok(()) } else { Err(Refused::Wrong) }
}

/// A version always means the same steps: one that was given out is not given out again for others.
fn version_of(state: &State, manuscript: &Manuscript) -> u32 {
    match state.now() {
        Some(now) if steps::are_alike(now, manuscript) => now.facts.version,
        now => {
            let shown = now.into_iter().chain(&state.built_in).map(|shown| shown.facts.version).max().unwrap_or(0);
            (shown.max(state.standing.highest) + 1).min(GUIDE_VERSION_MAX)
        }
    }
}

/// The next revision. Editors who have nothing of their own here begin with the built-in guide as it is now.
fn next(state: &State, deed: Deed, made_from: Option<u32>, manuscript: Option<Manuscript>) -> NewRevision {
    let base = if state.standing.is_edited() { state.standing.base.clone() } else { state.base_now() };
    let line = RevisionLine { revision: state.standing.newest + 1, deed, made_from, day: state.today };
    NewRevision { guide: state.slug.clone(), line, base, manuscript, steps: Vec::new() }
}
