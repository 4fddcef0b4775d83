//! Makes cargo notice a new migration: the macro that embeds them cannot.
fn main() {
    println!("cargo:rerun-if-changed=migrations");
}
