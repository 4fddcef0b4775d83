//! Hours as municipalities write them, and any hours at all against a walk from minute to minute.

use super::*;
use proptest::prelude::*;

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn time(text: &str) -> Time {
    Time::parse(text).unwrap()
}

fn at(text: &str, clock: &str) -> Moment {
    Moment { day: day(text), time: time(clock) }
}

fn row(days: &[Weekday], from: &str, to: &str) -> Weekly {
    Weekly { days: days.to_vec(), from: time(from), to: time(to), first: None, last: None, note: None }
}

fn season(row: Weekly, first: &str, last: &str) -> Weekly {
    Weekly { first: Some(day(first)), last: Some(day(last)), ..row }
}

fn opening(weekly: Vec<Weekly>, exceptions: Vec<Exception>) -> Opening {
    Opening { weekly, exceptions, note: None, source: "https://example.org/".to_owned(), seen: day("2026-11-21") }
}

fn closed(date: &str, last: Option<&str>) -> Exception {
    Exception { date: day(date), last: last.map(day), hours: Vec::new(), note: None }
}

const WORKDAYS: [Weekday; 5] = [Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday, Weekday::Friday];

#[test]
fn a_weekday_is_open_from_the_first_minute_until_the_last() {
    let library = opening(vec![row(&WORKDAYS, "10:00", "17:00")], vec![]);
    let state = |clock| library.state_at(at("2026-11-23", clock));
    assert_eq!(state("09:59"), State::OpensAt(at("2026-11-23", "10:00")));
    assert_eq!(state("10:00"), State::OpenNow { until: Some(at("2026-11-23", "17:00")) });
    assert_eq!(state("16:59"), State::OpenNow { until: Some(at("2026-11-23", "17:00")) });
    assert_eq!(state("17:00"), State::OpensAt(at("2026-11-24", "10:00")));
}

#[test]
fn a_place_closed_over_the_weekend_opens_on_monday() {
    let library = opening(vec![row(&WORKDAYS, "10:00", "17:00")], vec![]);
    assert_eq!(library.state_at(at("2026-11-20", "18:00")), State::OpensAt(at("2026-11-23", "10:00")));
}

#[test]
fn a_lunch_break_is_closed_and_hours_that_meet_are_one() {
    let office = opening(vec![row(&WORKDAYS, "09:00", "12:00"), row(&WORKDAYS, "13:00", "15:00")], vec![]);
    assert_eq!(office.state_at(at("2026-11-23", "12:30")), State::OpensAt(at("2026-11-23", "13:00")));
    let staffed = opening(vec![row(&WORKDAYS, "08:00", "12:00"), row(&WORKDAYS, "12:00", "15:00")], vec![]);
    assert_eq!(staffed.state_at(at("2026-11-23", "11:00")), State::OpenNow { until: Some(at("2026-11-23", "15:00")) });
}

#[test]
fn summer_hours_stand_in_for_the_usual_ones_also_on_days_they_leave_out() {
    let summer = season(row(&[Weekday::Monday], "11:00", "14:00"), "2027-06-14", "2027-08-15");
    let library = opening(vec![row(&WORKDAYS, "10:00", "17:00"), summer], vec![]);
    assert_eq!(library.on(day("2027-06-14")), Some(vec![Span { from: time("11:00"), to: time("14:00") }]));
    assert_eq!(library.on(day("2027-06-15")), Some(vec![]));
    assert_eq!(library.on(day("2027-08-16")), Some(vec![Span { from: time("10:00"), to: time("17:00") }]));
}

#[test]
fn after_the_season_the_hours_are_not_known_rather_than_closed() {
    let autumn = season(row(&WORKDAYS, "10:00", "17:00"), "2026-09-01", "2026-12-18");
    let library = opening(vec![autumn], vec![]);
    assert_eq!(library.state_at(at("2026-12-21", "11:00")), State::NotCollected);
    // The evening of the last day: when it opens again nobody has said.
    assert_eq!(library.state_at(at("2026-12-18", "18:00")), State::Closed);
}

#[test]
fn a_day_that_differs_holds_before_the_week() {
    let short = Exception { hours: vec![Span { from: time("10:00"), to: time("13:00") }], ..closed("2026-12-23", None) };
    let library = opening(vec![row(&WORKDAYS, "10:00", "17:00")], vec![short, closed("2026-12-24", Some("2026-12-27"))]);
    assert_eq!(library.state_at(at("2026-12-23", "12:00")), State::OpenNow { until: Some(at("2026-12-23", "13:00")) });
    assert_eq!(library.state_at(at("2026-12-23", "14:00")), State::OpensAt(at("2026-12-28", "10:00")));
}

#[test]
fn what_is_open_past_midnight_closes_the_next_day_and_what_never_closes_says_so() {
    let evening = opening(vec![row(&[Weekday::Friday], "20:00", "24:00"), row(&[Weekday::Saturday], "00:00", "01:00")], vec![]);
    assert_eq!(evening.state_at(at("2026-11-27", "23:00")), State::OpenNow { until: Some(at("2026-11-28", "01:00")) });
    let always = opening(vec![row(&Weekday::ALL, "00:00", "24:00")], vec![]);
    assert_eq!(always.state_at(at("2026-11-27", "23:00")), State::OpenNow { until: None });
}

#[test]
fn closed_for_longer_than_anybody_plans_is_simply_closed() {
    let library = opening(vec![row(&WORKDAYS, "10:00", "17:00")], vec![closed("2026-11-23", Some("2027-11-23"))]);
    assert_eq!(library.state_at(at("2026-11-23", "11:00")), State::Closed);
}

#[test]
fn a_file_is_read_as_the_format_says() {
    let text = r#"{ "weekly": [{ "days": ["mon", "sat"], "from": "10:00", "to": "17:00", "first": "2026-06-15", "note": "Sommar" }],
        "exceptions": [{ "date": "2026-12-24" }, { "date": "2026-12-23", "hours": [{ "from": "10:00", "to": "13:00" }] }],
        "source": "https://example.org/", "seen": "2026-11-21" }"#;
    let read: Opening = serde_json::from_str(text).unwrap();
    assert_eq!(read.weekly[0].days, [Weekday::Monday, Weekday::Saturday]);
    assert_eq!(serde_json::from_str::<Opening>(&serde_json::to_string(&read).unwrap()).unwrap(), read);
}

fn any_time() -> impl Strategy<Value = Time> {
    // Quarters, so that hours often meet; midnight at either end among them.
    (0_u16..=96).prop_map(|quarter| Time::from_minutes(quarter * 15))
}

fn any_row() -> impl Strategy<Value = Weekly> {
    let days = proptest::collection::vec(proptest::sample::select(Weekday::ALL.to_vec()), 1..5);
    let season = proptest::option::of((0_i32..30, 0_i32..30));
    (days, any_time(), any_time(), season).prop_map(|(days, from, to, season)| {
        let (first, last) = season.map(|(first, length)| (Day::from_days(first), Day::from_days(first + length))).unzip();
        Weekly { days, from, to, first, last, note: None }
    })
}

fn any_exception() -> impl Strategy<Value = Exception> {
    let hours = proptest::collection::vec((any_time(), any_time()).prop_map(|(from, to)| Span { from, to }), 0..3);
    (0_i32..40, proptest::option::of(0_i32..6), hours).prop_map(|(date, more, hours)| {
        let last = more.map(|more| Day::from_days(date + more));
        Exception { date: Day::from_days(date), last, hours, note: None }
    })
}

/// Whether it is open in this minute, straight from the rows; `None` when that is not known.
fn open_in(opening: &Opening, now: Moment) -> Option<bool> {
    let within = |from: Time, to: Time| from <= now.time && now.time < to;
    if let Some(exception) = opening.exceptions.iter().find(|exception| exception.date <= now.day && now.day <= exception.last_day()) {
        return Some(exception.hours.iter().any(|span| within(span.from, span.to)));
    }
    let covers = |row: &&Weekly| row.first.is_none_or(|first| first <= now.day) && row.last.is_none_or(|last| now.day <= last);
    let rows: Vec<&Weekly> = opening.weekly.iter().filter(covers).collect();
    let seasonal = rows.iter().any(|row| row.first.is_some());
    let mut rows = rows.into_iter().filter(|row| row.first.is_some() == seasonal).peekable();
    rows.peek()?;
    Some(rows.any(|row| row.days.contains(&Weekday::of(now.day)) && within(row.from, row.to)))
}

/// The minutes from now on, for so many days.
fn minutes_from(now: Moment, days: i32) -> impl Iterator<Item = Moment> {
    let all = (0..days).flat_map(move |ahead| (0..1_440).map(move |minute| (now.day.plus(ahead), Time::from_minutes(minute))));
    all.map(|(day, time)| Moment { day, time }).filter(move |moment| *moment >= now)
}

/// The state by walking from minute to minute. Midnight is written as the end of the day before.
fn walked(opening: &Opening, now: Moment) -> State {
    match open_in(opening, now) {
        None => State::NotCollected,
        Some(true) => {
            let last = Moment { day: now.day.plus(ROUND_THE_CLOCK_DAYS + 1), time: Time::MIDNIGHT };
            let ahead = minutes_from(now, ROUND_THE_CLOCK_DAYS + 2).take_while(|moment| *moment <= last);
            let mut ahead = ahead;
            let closes = ahead.find(|moment| open_in(opening, *moment) != Some(true));
            let evening_before = |moment: Moment| Moment { day: moment.day.plus(-1), time: Time::DAY_ENDS };
            let closes = closes.map(|moment| if moment.time == Time::MIDNIGHT { evening_before(moment) } else { moment });
            State::OpenNow { until: closes }
        }
        Some(false) => {
            let known = minutes_from(now, AHEAD_DAYS).take_while(|moment| open_in(opening, *moment).is_some());
            let mut opens = known.filter(|moment| open_in(opening, *moment) == Some(true));
            opens.next().map_or(State::Closed, State::OpensAt)
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn open_now_agrees_with_a_walk_from_minute_to_minute(
        weekly in proptest::collection::vec(any_row(), 0..5), exceptions in proptest::collection::vec(any_exception(), 0..3),
        today in 0_i32..40, minute in 0_u16..1_440,
    ) {
        let opening = opening(weekly, exceptions);
        let now = Moment { day: Day::from_days(today), time: Time::from_minutes(minute) };
        prop_assert_eq!(opening.state_at(now), walked(&opening, now));
    }
}
