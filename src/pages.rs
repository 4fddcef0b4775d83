//! Screens: one file or folder each. They read the desk and speak to the journal; nothing else.

mod agreement;
mod day;
mod enrol;
mod finish;
mod keys;
mod places;
pub(crate) mod resident;
mod saved;
mod sending;
mod session;
mod slip;
mod start;
mod tablet;
mod today;
mod unlock;

pub(crate) use agreement::Agreement;
pub(crate) use day::DayPage;
pub(crate) use enrol::Enrol;
pub(crate) use finish::Finish;
pub(crate) use keys::KeysPage;
pub(crate) use places::PlacesPage;
pub(crate) use saved::SavedPage;
pub(crate) use sending::SendingPage;
pub(crate) use session::SessionPage;
pub(crate) use slip::SlipPage;
pub(crate) use start::StaffStart;
pub(crate) use tablet::TabletPage;
pub(crate) use today::Today;
pub(crate) use unlock::Unlock;
