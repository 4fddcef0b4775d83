//! One-time codes, from the tablet's side.

use super::house::{House, MINUTE};
use axum::http::StatusCode;
use erum_domain::wire::{EnrolAnswer, Problem};
use erum_hub::secret::hash_code;
use erum_hub::store::sqlite::SqliteStore;
use erum_hub::store::{HubStore, NewDevice, Redeemed};
use serde_json::json;

#[tokio::test]
async fn a_code_makes_a_tablet_known_however_it_is_typed() {
    let house = House::new().await;
    let code = house.code("asele").await;
    let answer = house.enrol(&format!("  {} ", code.to_lowercase().replace('-', " ").replace('0', "o"))).await;
    assert_eq!(answer.status, StatusCode::OK);
    let enrolled: EnrolAnswer = answer.json();
    assert_eq!((enrolled.unit.as_str(), enrolled.unit_name.as_str()), ("asele", "Åsele"));
    assert_eq!((enrolled.token.len(), enrolled.hub_time_ms), (64, house.now_ms()));
    assert_eq!(answer.header("cache-control"), "no-store");
}

#[tokio::test]
async fn an_unknown_a_spent_and_an_expired_code_are_told_apart() {
    let house = House::new().await;
    for code in ["0000-0000-0000-0", "inte en kod", ""] {
        let unknown = house.enrol(code).await;
        assert_eq!((unknown.status, unknown.problem().as_str()), (StatusCode::NOT_FOUND, "code-unknown"));
    }
    let (spent, late) = (house.code("asele").await, house.code("asele").await);
    house.enrol(&spent).await;
    let again = house.enrol(&spent).await;
    assert_eq!((again.status, again.problem().as_str()), (StatusCode::GONE, "code-spent"));
    house.pass(15 * MINUTE);
    let expired = house.enrol(&late).await;
    assert_eq!((expired.status, expired.problem().as_str()), (StatusCode::GONE, "code-expired"));
    assert_eq!(expired.json::<Problem>().title, "Koden har gått ut");
}

#[tokio::test]
async fn a_guesser_must_wait_and_is_told_how_long() {
    let house = House::with(|config| config.enrol_attempts = 2).await;
    house.enrol("0000-0000-0000-0").await;
    house.enrol("0000-0000-0000-1").await;
    let right = house.code("asele").await;
    let refused = house.enrol(&right).await;
    assert_eq!((refused.status, refused.problem().as_str()), (StatusCode::TOO_MANY_REQUESTS, "too-many-attempts"));
    assert_eq!(refused.header("retry-after"), "900");
    house.pass(15 * MINUTE);
    assert_eq!(house.enrol(&house.code("asele").await).await.status, StatusCode::OK);
}

#[tokio::test]
async fn five_wrong_remainders_spend_a_code_whatever_address_and_hub_they_come_from() {
    let house = House::with(|config| (config.enrol_attempts, config.behind_proxy) = (100, true)).await;
    let code = house.code("asele").await;
    let last = code.chars().next_back().unwrap();
    let wrong = |digit: char| format!("{}{}", &code[..code.len() - 1], digit);
    let digits: Vec<char> = "0123456789".chars().filter(|digit| *digit != last).take(5).collect();
    for (number, digit) in digits.iter().enumerate() {
        let answer =
            house.post("/api/v1/enrol", &[("x-forwarded-for", &format!("192.0.2.{number}"))], &json!({ "code": wrong(*digit) })).await;
        assert_eq!(answer.problem(), if number < 4 { "code-unknown" } else { "code-spent" });
    }
    let again = SqliteStore::open(&house.dir.path().join("data")).await.unwrap();
    let device = NewDevice { id: super::house::id(1), token_hash: [1; 32] };
    assert_eq!(again.enrol(&hash_code(&code).unwrap(), device, house.now_ms()).await.unwrap(), Redeemed::Spent, "another hub knows it");
    let right = house.enrol(&code).await;
    assert_eq!((right.status, right.problem().as_str()), (StatusCode::GONE, "code-spent"));
    assert_eq!(house.enrol(&house.code("asele").await).await.status, StatusCode::OK);
}

#[tokio::test]
async fn behind_a_proxy_only_the_address_it_wrote_counts() {
    let house = House::with(|config| (config.enrol_attempts, config.behind_proxy) = (1, true)).await;
    let try_from =
        async |forwarded: &str| house.post("/api/v1/enrol", &[("x-forwarded-for", forwarded)], &json!({ "code": "x" })).await.status;
    assert_eq!(try_from("203.0.113.1, 192.0.2.1").await, StatusCode::NOT_FOUND);
    assert_eq!(try_from("203.0.113.9, 192.0.2.1").await, StatusCode::TOO_MANY_REQUESTS, "what the caller claims is no way out");
    assert_eq!(try_from("203.0.113.1, 192.0.2.2").await, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn one_code_typed_on_ten_tablets_at_once_enrols_one() {
    let house = House::with(|config| config.enrol_attempts = 100).await;
    let code = house.code("asele").await;
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..10 {
        let (router, body) = (house.router.clone(), json!({ "code": code }).to_string());
        tasks.spawn(async move {
            let headers = [("content-type", "application/json")];
            tower::ServiceExt::oneshot(router, super::house::request("POST", "/api/v1/enrol", &headers, body.into()))
                .await
                .unwrap()
                .status()
        });
    }
    let statuses = tasks.join_all().await;
    assert_eq!(statuses.iter().filter(|status| **status == StatusCode::OK).count(), 1);
    assert_eq!(statuses.iter().filter(|status| **status == StatusCode::GONE).count(), 9);
}
