//! Staff's entrance: a page and wasm of its own.

fn main() {
    erum::start_for_staff();
}
