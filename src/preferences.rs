//! Harmless preferences: text size, and that this is a staff tablet. Nothing else may be kept here.
//!
//! Kept in local storage, where any script and any finder can read it.

use crate::platform;
use gloo_storage::{LocalStorage, Storage as _};

const TEXT_SIZE: &str = "erum.text-size";
const STAFF_TABLET: &str = "erum.staff-tablet";

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

    /// The next larger, and round again.
    pub(crate) fn next(self) -> Self {
        match self {
            Self::Normal => Self::Large,
            Self::Large => Self::Largest,
            Self::Largest => Self::Normal,
        }
    }
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

/// Whether this device has been enrolled, so that its data is opened at any start page.
pub(crate) fn is_staff_tablet() -> bool {
    LocalStorage::get(STAFF_TABLET).unwrap_or(false)
}

/// Remembers that this device has been enrolled.
pub(crate) fn remember_staff_tablet() {
    LocalStorage::set(STAFF_TABLET, true).unwrap_or_default();
}
