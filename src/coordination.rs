//! Coordinators' pages: where do people get stuck, and which service is at fault. A page and wasm of their own.

/// Starts the coordinators' page.
pub fn start() {}
