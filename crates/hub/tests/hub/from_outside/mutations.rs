//! Bodies that almost are requests: never a fault of the hub's, never a panic, and the next right one is taken.

use super::house::{House, id, session, today, withdrawal};
use axum::http::StatusCode;

/// Draws that come out the same every time.
struct Draws(u64);

impl Draws {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % sides as u64) as usize
    }
}

const PIECES: [&str; 16] = [
    "\"",
    "\\",
    "{",
    "}",
    "[",
    "]",
    "null",
    "-1",
    "1e400",
    "18446744073709551615",
    "9223372036854775808",
    "\u{0}",
    "\\u0000",
    "\\ud800",
    "å",
    ",",
];

fn mutate(body: &[u8], draws: &mut Draws) -> Vec<u8> {
    let mut bytes = body.to_vec();
    for _ in 0..1 + draws.below(3) {
        let at = draws.below(bytes.len().max(1)).min(bytes.len());
        match draws.below(6) {
            0 if at < bytes.len() => bytes[at] ^= 1 << draws.below(8),
            1 => bytes.truncate(at),
            2 => drop(bytes.splice(at..at, PIECES[draws.below(PIECES.len())].bytes())),
            3 => {
                let end = (at + draws.below(12)).min(bytes.len());
                drop(bytes.drain(at..end));
            }
            4 => {
                let end = (at + draws.below(40)).min(bytes.len());
                let twice = bytes[at..end].to_vec();
                drop(bytes.splice(at..at, twice));
            }
            _ => {
                let end = (at + 1 + draws.below(4)).min(bytes.len());
                drop(bytes.splice(at..end, PIECES[draws.below(PIECES.len())].bytes()));
            }
        }
    }
    bytes
}

#[tokio::test]
async fn no_mutated_request_is_a_fault_of_the_hub() {
    let rounds = if std::env::var_os("ERUM_DEEP").is_some() { 10_000 } else { 300 };
    let house = House::new().await;
    let mut tablet = house.tablet("asele").await;
    let parcels = vec![
        tablet.session(id(1)),
        tablet.parcel(id(2), withdrawal(id(2), id(1))),
        tablet.parcel(id(3), session(id(3), today().plus(-1))),
        tablet.parcel(id(4), r#"{"kind":"visit","v":7}"#),
    ];
    let right = serde_json::to_vec(&tablet.request(parcels.clone())).unwrap();
    let mut draws = Draws(42);
    let mut taken = 0;
    for round in 0..rounds {
        let body = mutate(&right, &mut draws);
        let answer = house.sync_raw(&tablet, body.clone()).await;
        assert!(!answer.status.is_server_error(), "round {round}: {} for {}", answer.status, String::from_utf8_lossy(&body));
        taken += usize::from(answer.status == StatusCode::OK);
    }
    assert!(taken > rounds / 20, "some mutants must get past the parser, or nothing was tried: {taken}");
    let answer = house.sync(&tablet, parcels).await;
    assert_eq!(answer.receipts.len(), 4);
}
