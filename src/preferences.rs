//! Harmless preferences: language, text size, the municipality whose places are looked at, that this is a staff tablet, when it
//! last reached the hub; and, where a resident has asked for it on a phone of their own, the place in a guide to go on from.
//! Nothing else may be kept here.
//!
//! A municipality is as coarse as it gets: thousands of people, nothing about an errand. The place in a guide says what
//! somebody does: it is kept by their own tap only, never on a staff tablet, and one tap forgets it. All of it lies in local
//! storage, where any script and any finder can read it.

use crate::platform;
use erum_domain::ident::Slug;
use erum_domain::languages::Language;
use erum_domain::link::Link;
use gloo_storage::{LocalStorage, Storage as _};

/// boot.js reads it too.
const LANGUAGE: &str = "erum.language";
const TEXT_SIZE: &str = "erum.text-size";
const UNIT: &str = "erum.unit";
const PLACE: &str = "erum.place";
const STAFF_TABLET: &str = "erum.staff-tablet";
const WIPED: &str = "erum.wiped";
const HEARD: &str = "erum.heard";

/// How large text is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextSize {
    /// As designed.
    Normal,
    /// A fifth larger.
    Large,
    /// Half as large again.
    Largest,
}

impl TextSize {
    const ALL: [Self; 3] = [Self::Normal, Self::Large, Self::Largest];

    const fn code(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Large => "large",
            Self::Largest => "largest",
        }
    }

    /// How large, in hundredths of the size as designed.
    pub(crate) const fn percent(self) -> u32 {
        match self {
            Self::Normal => 100,
            Self::Large => 120,
            Self::Largest => 150,
        }
    }

    /// The next larger, and round again.
    pub(crate) fn next(self) -> Self {
        match self {
            Self::Normal => Self::Large,
            Self::Large => Self::Largest,
            Self::Largest => Self::Normal,
        }
    }
}

/// The language chosen on this device, for residents' pages; Swedish until then.
pub(crate) fn language() -> Language {
    let code: String = LocalStorage::get(LANGUAGE).unwrap_or_default();
    Language::from_code(&code).unwrap_or(Language::SWEDISH)
}

/// Whether somebody has chosen a language here.
pub(crate) fn has_chosen_language() -> bool {
    LocalStorage::get::<String>(LANGUAGE).is_ok()
}

/// Chooses a language.
pub(crate) fn set_language(language: Language) {
    LocalStorage::set(LANGUAGE, language.code).unwrap_or_default();
}

/// The municipality chosen on this device, for residents' pages.
pub(crate) fn unit() -> Option<Slug> {
    LocalStorage::get(UNIT).ok()
}

/// Chooses a municipality, or forgets the one that was chosen.
pub(crate) fn set_unit(unit: Option<&Slug>) {
    match unit {
        Some(unit) => LocalStorage::set(UNIT, unit).unwrap_or_default(),
        None => LocalStorage::delete(UNIT),
    }
}

/// The place in a guide to go on from, if a resident has asked for it to be kept here.
pub(crate) fn place() -> Option<Link> {
    Link::read(&LocalStorage::get::<String>(PLACE).ok()?).ok()
}

/// Keeps a place in a guide, or forgets it.
pub(crate) fn set_place(place: Option<&Link>) {
    match place {
        Some(place) => LocalStorage::set(PLACE, place.fragment()).unwrap_or_default(),
        None => LocalStorage::delete(PLACE),
    }
}

/// Forgets all that a resident has chosen here. What a staff tablet knows of itself stays.
pub(crate) fn forget() {
    [LANGUAGE, TEXT_SIZE, UNIT, PLACE].into_iter().for_each(LocalStorage::delete);
    apply();
}

/// The size chosen on this device.
pub(crate) fn text_size() -> TextSize {
    let code: String = LocalStorage::get(TEXT_SIZE).unwrap_or_default();
    TextSize::ALL.into_iter().find(|size| size.code() == code).unwrap_or(TextSize::Normal)
}

/// Chooses a size and shows it.
pub(crate) fn set_text_size(size: TextSize) {
    // A browser that keeps no preferences still shows the size until the page is closed.
    LocalStorage::set(TEXT_SIZE, size.code()).unwrap_or_default();
    show(size);
}

/// Shows what was chosen before.
pub(crate) fn apply() {
    show(text_size());
}

fn show(size: TextSize) {
    if let Some(root) = platform::document().document_element() {
        root.set_attribute("data-text", size.code()).unwrap_or_default();
    }
}

/// Whether this device has been enrolled, as far as residents' pages can know, which never open its data.
pub(crate) fn is_staff_tablet() -> bool {
    LocalStorage::get(STAFF_TABLET).unwrap_or(false)
}

/// Remembers that this device has been enrolled: from now on others use it, and no resident's place is kept here.
pub(crate) fn remember_staff_tablet() {
    set_place(None);
    LocalStorage::set(STAFF_TABLET, true).unwrap_or_default();
}

/// From now on this device is nobody's tablet.
pub(crate) fn forget_staff_tablet() {
    LocalStorage::delete(STAFF_TABLET);
    LocalStorage::delete(HEARD);
}

/// Remembers that this tablet was revoked and has wiped itself, to say so until it is enrolled anew.
pub(crate) fn remember_wiped() {
    LocalStorage::set(WIPED, true).unwrap_or_default();
}

/// Whether this tablet was revoked and has wiped itself.
pub(crate) fn was_wiped() -> bool {
    LocalStorage::get(WIPED).unwrap_or(false)
}

/// Forgets what is no longer true of a tablet that has just been enrolled.
pub(crate) fn forget_wiped() {
    LocalStorage::delete(WIPED);
}

/// What to say if the tablet's data should be gone one day: when the hub was last heard, and what it had then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Heard {
    /// When, milliseconds since 1970 (UTC).
    pub(crate) at_ms: i64,
    /// The last number this tablet had given.
    pub(crate) number: u64,
    /// Records that were still waiting.
    pub(crate) waiting: usize,
}

/// Notes what the hub had when it was last heard. Numbers only.
pub(crate) fn note_heard(heard: Heard) {
    LocalStorage::set(HEARD, heard).unwrap_or_default();
}

/// What the hub had when it was last heard.
pub(crate) fn heard() -> Option<Heard> {
    LocalStorage::get(HEARD).ok()
}
