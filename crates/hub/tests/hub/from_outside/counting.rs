//! What coordinators see: protected counts of the quarter asked for, of their own units.

use super::house::{House, MINUTE, id, session, slug, today};
use axum::http::StatusCode;
use erum_domain::day::DAY_MS;
use erum_domain::disclosure::Shown;
use erum_domain::wire::{Parcel, SessionAnswer, StatisticsAnswer, UnitName};
use erum_hub::store::HubStore;
use serde_json::json;

#[tokio::test]
async fn only_the_quarter_asked_for_is_counted_and_few_are_never_told() {
    let house = House::new().await;
    let mut tablet = house.tablet("asele").await;
    let last_quarter: Vec<Parcel> = (1..=4).map(|n| tablet.parcel(id(n), session(id(n), today().plus(-60)))).collect();
    let this_quarter: Vec<Parcel> = (11..=17).map(|n| tablet.session(id(n))).collect();
    house.sync(&tablet, [last_quarter, this_quarter].concat()).await;
    let shown = house.statistics("asele", "2026-Q4").await;
    assert_eq!((shown.from.to_string(), shown.to.to_string()), ("2026-10-01".to_owned(), "2026-12-31".to_owned()));
    assert_eq!(shown.statistics.sessions, Shown::Exactly(7));
    assert_eq!(shown.statistics.guides[0].guide, slug("bankid-skaffa"));
    assert_eq!(house.statistics("asele", "2026-Q3").await.statistics.sessions, Shown::Few);
    assert_eq!(house.statistics("asele", "2026-Q2").await.statistics.sessions, Shown::Exactly(0));
}

#[tokio::test]
async fn sessions_without_a_guide_are_told_by_topic_also_when_the_quarter_is_closed() {
    let house = House::new().await;
    let mut tablet = house.tablet("asele").await;
    let topic_only = |number, topic: &str| {
        let guide = r#""service":"eleg","guide":{"slug":"bankid-skaffa","version":1}"#;
        session(id(number), today()).replace(guide, &format!(r#""service":"{topic}""#))
    };
    let with_guide: Vec<Parcel> = (1..=9).map(|n| tablet.session(id(n))).collect();
    let printing: Vec<Parcel> = (11..=17).map(|n| tablet.parcel(id(n), topic_only(n, "utskrift"))).collect();
    let same_topic: Vec<Parcel> = (21..=25).map(|n| tablet.parcel(id(n), topic_only(n, "eleg"))).collect();
    house.sync(&tablet, [with_guide, printing, same_topic].concat()).await;
    let before = house.statistics("asele", "2026-Q4").await;
    let told: Vec<_> = before.statistics.without_guide.iter().map(|row| (row.code.as_str(), row.count)).collect();
    assert_eq!(told, [("utskrift", Shown::Exactly(7)), ("eleg", Shown::Exactly(5))]);
    house.pass(101 * DAY_MS);
    house.keep_house().await;
    assert!(house.store.countable(&slug("asele")).await.unwrap().is_empty());
    assert_eq!(house.statistics("asele", "2026-Q4").await, before);
}

#[tokio::test]
async fn without_a_unit_all_of_the_sessions_units_are_summed_but_never_invented_ones() {
    let house = House::new().await;
    let sample = UnitName { id: slug("exempel"), name: "Exempel".to_owned(), sample: true };
    house.store.add_unit(&sample).await.unwrap();
    for (unit, first) in [("asele", 0), ("lycksele", 100), ("exempel", 200)] {
        let mut tablet = house.tablet(unit).await;
        let parcels: Vec<Parcel> = (1..=6).map(|n| tablet.session(id(first + n))).collect();
        house.sync(&tablet, parcels).await;
    }
    let sessions = async |units: &[&str]| {
        let cookie = house.coordinator(units).await;
        let answer = house.get_with("/api/v1/statistics", &[("cookie", &cookie)]).await;
        answer.json::<StatisticsAnswer>().statistics.sessions
    };
    assert_eq!(sessions(&["asele", "lycksele", "exempel"]).await, Shown::Exactly(12));
    assert_eq!(sessions(&["asele"]).await, Shown::Exactly(6));
    assert_eq!(sessions(&["exempel"]).await, Shown::Exactly(6));
}

#[tokio::test]
async fn a_unit_outside_the_session_is_forbidden_whether_it_exists_or_not() {
    let house = House::new().await;
    let cookie = house.coordinator(&["asele"]).await;
    for unit in ["lycksele", "finns-inte"] {
        let answer = house.get_with(&format!("/api/v1/statistics?unit={unit}"), &[("cookie", &cookie)]).await;
        assert_eq!((answer.status, answer.problem().as_str()), (StatusCode::FORBIDDEN, "unit-forbidden"));
    }
}

#[tokio::test]
async fn a_query_that_means_nothing_is_refused() {
    let house = House::new().await;
    let cookie = house.coordinator(&["asele"]).await;
    for query in ["quarter=2026-Q5", "quarter=", "unit=ANNA", "unit=asele&unit=asele", "other=1", "quarter=%FF"] {
        let answer = house.get_with(&format!("/api/v1/statistics?{query}"), &[("cookie", &cookie)]).await;
        assert_eq!((answer.status, answer.problem().as_str()), (StatusCode::BAD_REQUEST, "bad-query"), "{query}");
    }
}

#[tokio::test]
async fn a_login_link_works_once_and_its_session_ends() {
    let house = House::new().await;
    let token = house.link(&["asele"]).await;
    let log_in = async || house.post("/api/v1/session", &[("sec-fetch-site", "same-origin")], &json!({ "token": token })).await;
    let answer = log_in().await;
    let set = answer.header("set-cookie").to_owned();
    for part in ["__Host-erum=", "Path=/", "Secure", "HttpOnly", "SameSite=Lax"] {
        assert!(set.contains(part), "{set}");
    }
    assert_eq!(answer.json::<SessionAnswer>().units[0].name, "Åsele");
    let again = log_in().await;
    assert_eq!((again.status, again.problem().as_str()), (StatusCode::GONE, "link-spent"));

    let cookie = set.split(';').next().unwrap();
    let show = async || house.get_with("/api/v1/session", &[("cookie", cookie)]).await.status;
    assert_eq!(show().await, StatusCode::OK);
    house.pass(8 * 60 * MINUTE);
    assert_eq!(show().await, StatusCode::UNAUTHORIZED, "unused for eight hours");

    let late = house.link(&["asele"]).await;
    house.pass(24 * 60 * MINUTE);
    let expired = house.post("/api/v1/session", &[], &json!({ "token": late })).await;
    assert_eq!((expired.status, expired.problem().as_str()), (StatusCode::GONE, "link-expired"));
    let unknown = house.post("/api/v1/session", &[], &json!({ "token": "x" })).await;
    assert_eq!((unknown.status, unknown.problem().as_str()), (StatusCode::NOT_FOUND, "link-unknown"));
}

#[tokio::test]
async fn logging_out_ends_the_session_and_no_other_site_can_do_it() {
    let house = House::new().await;
    let cookie = house.coordinator(&["asele"]).await;
    let log_out = async |more: &[(&str, &str)]| {
        let headers = [&[("cookie", cookie.as_str())], more].concat();
        house.send(super::house::request("DELETE", "/api/v1/session", &headers, axum::body::Body::empty())).await
    };
    for foreign in [&[("sec-fetch-site", "cross-site")], &[("origin", "https://evil.example")]] {
        let refused = log_out(foreign).await;
        assert_eq!((refused.status, refused.problem().as_str()), (StatusCode::FORBIDDEN, "cross-site"));
    }
    assert_eq!(log_out(&[]).await.status, StatusCode::FORBIDDEN, "a cookie without a word of where it came from");
    let ended = log_out(&[("origin", "https://hub.example")]).await;
    assert_eq!(ended.status, StatusCode::NO_CONTENT);
    assert!(ended.header("set-cookie").contains("Max-Age=0"));
    assert_eq!(house.get_with("/api/v1/session", &[("cookie", &cookie)]).await.problem(), "session-needed");
}
