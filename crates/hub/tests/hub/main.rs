//! The hub from outside: every test talks to the router as a tablet, a coordinator or a stranger would. No port,
//! no network; the clock is the test's own. Only `commands` runs the real program.

// One module under `cfg(test)`, so that clippy knows that all of this is tests.
#[cfg(test)]
mod from_outside {
    mod commands;
    mod copies;
    mod counting;
    mod devices;
    mod enrolling;
    mod handing_in;
    mod house;
    mod keeping;
    mod logs;
    mod mutations;
    mod roles;
    mod serving;
    mod syncing;
}
