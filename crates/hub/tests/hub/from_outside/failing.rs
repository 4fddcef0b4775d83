//! Where guides fail, as coordinators are told: protected, also when four quarters are seen together.

use super::house::{House, Tablet, id, today};
use erum_domain::day::Day;
use erum_domain::disclosure::Shown;
use erum_domain::wire::Parcel;
use erum_domain::wire::queue::FailingAnswer;

/// A session that stuck, or did not.
fn session(tablet: &mut Tablet, number: u64, date: Day, stuck: bool) -> Parcel {
    let id = id(number);
    let stuck = if stuck { r#","stuck":[{"step":"svara-steget","cause":{"fault":"begrepp"}}]"# } else { "" };
    let body = format!(
        r#"{{"kind":"session","v":1,"id":"{id}","date":"{date}","place":"bokbuss","form":"drop-in","service":"eleg","guide":{{"slug":"bankid-skaffa","version":1}},"outcome":"klar-sjalv"{stuck}}}"#
    );
    tablet.parcel(id, body)
}

async fn failing(house: &House, query: &str) -> FailingAnswer {
    let cookie = house.coordinator(&["asele"]).await;
    house.see(&cookie, &format!("/api/v1/failing?{query}")).await.json()
}

#[tokio::test]
async fn a_quarter_and_a_year_say_where_and_why_and_no_quarter_is_what_is_left_of_the_year() {
    let house = House::new().await;
    let mut tablet = house.tablet("asele").await;
    let (now, before) = (today(), today().plus(-91));
    let mut parcels: Vec<Parcel> = (0..12).map(|number| session(&mut tablet, number, now, number < 6)).collect();
    parcels.extend((20..30).map(|number| session(&mut tablet, number, before, number < 22)));
    house.sync(&tablet, parcels).await;
    let told = failing(&house, "unit=asele").await;
    let (guide, year) = (&told.quarter.guides[0], &told.year.guides[0]);
    assert_eq!((guide.sessions, guide.steps[0].stuck, guide.steps[0].percent), (Shown::Exactly(12), Shown::Exactly(6), Some(50)));
    assert_eq!(guide.steps[0].faults[0].count, Shown::Exactly(6));
    assert_eq!((year.sessions, year.steps[0].stuck, year.steps[0].percent), (Shown::Exactly(22), Shown::Hidden, None));
    assert_eq!(failing(&house, "unit=asele&quarter=2026-Q3").await.quarter.guides[0].steps[0].stuck, Shown::Few);
    assert_eq!((told.year.from, told.year.to), (Day::parse("2026-01-01").unwrap(), Day::parse("2026-12-31").unwrap()));
}

#[tokio::test]
async fn why_it_stuck_outlives_the_records() {
    let house = House::new().await;
    let mut tablet = house.tablet("asele").await;
    let parcels = (0..12).map(|number| session(&mut tablet, number, today(), number < 7)).collect();
    house.sync(&tablet, parcels).await;
    house.pass(120 * erum_domain::day::DAY_MS);
    house.keep_house().await;
    let told = failing(&house, "quarter=2026-Q4").await;
    assert_eq!(told.quarter.guides[0].steps[0].faults[0].count, Shown::Exactly(7));
    assert_eq!(told.year.guides[0].steps[0].percent, Some(58));
}

#[tokio::test]
async fn a_guide_in_the_query_or_a_wrong_quarter_is_refused() {
    let house = House::new().await;
    let cookie = house.coordinator(&["asele"]).await;
    for (query, status) in [("guide=bankid-skaffa", 400), ("quarter=2026", 400), ("unit=lycksele", 403), ("", 200)] {
        assert_eq!(house.see(&cookie, &format!("/api/v1/failing?{query}")).await.status.as_u16(), status, "{query}");
    }
}
