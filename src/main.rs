//! The app's entrance for residents and staff. Everything is in the library.

fn main() {
    erum::start();
}
