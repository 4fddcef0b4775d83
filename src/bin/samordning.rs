//! The coordinators' entrance: a page and wasm of its own, so that tablets and phones never download it.

fn main() {
    erum::coordination::start();
}
