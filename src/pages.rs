//! Screens: one file or folder each. They read the desk and speak to the journal; nothing else.

mod agreement;
mod day;
mod enrol;
mod finish;
pub(crate) mod resident;
mod sending;
mod session;
mod start;
mod today;

pub(crate) use agreement::Agreement;
pub(crate) use day::DayPage;
pub(crate) use enrol::Enrol;
pub(crate) use finish::Finish;
pub(crate) use sending::SendingPage;
pub(crate) use session::SessionPage;
pub(crate) use start::StaffStart;
pub(crate) use today::Today;
