//! The hub from outside: every test talks to it as a tablet, a coordinator or a stranger would, mostly to the router,
//! without a port and with a clock of the test's own. `tls` and `limits` need a port; `commands`, `https` and
//! `mutations` run the real program.

// One module under `cfg(test)`, so that clippy knows that all of this is tests.
#[cfg(test)]
mod from_outside {
    mod commands;
    mod copies;
    mod counting;
    mod devices;
    mod door;
    mod editing;
    mod enrolling;
    mod failing;
    mod guarded;
    mod handing_in;
    mod house;
    mod https;
    mod keeping;
    mod limits;
    mod logs;
    mod mutants;
    mod mutations;
    mod notes;
    mod program;
    mod publishing;
    mod queueing;
    mod roles;
    mod serving;
    mod shelf;
    mod syncing;
    mod tls;
}
