//! Residents' entrance: a page and wasm of its own, so that phones never download what staff need.

fn main() {
    erum::start_for_residents();
}
