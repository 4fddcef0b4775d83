//! Restored and cloned tablets: noticed, told, and nothing of theirs is lost.

use super::house::{House, id, slug};
use erum_domain::wire::{Parcel, ReceiptStatus};
use erum_hub::store::HubStore;

#[tokio::test]
async fn a_restored_tablet_is_noticed_gets_a_new_id_and_goes_on() {
    let house = House::new().await;
    let mut tablet = house.tablet("asele").await;
    let mut backup = tablet.clone();
    let parcels: Vec<Parcel> = (1..=5).map(|n| tablet.session(id(n))).collect();
    house.sync(&tablet, parcels).await;

    let parcel = backup.session(id(11));
    let answer = house.sync(&backup, vec![parcel]).await;
    assert!(answer.restored && answer.device != backup.device);
    assert_eq!(answer.receipts[0].status, ReceiptStatus::Stored);
    backup.device = answer.device;

    let parcel = backup.session(id(12));
    let answer = house.sync(&backup, vec![parcel]).await;
    assert_eq!((answer.restored, answer.device, answer.missing.len()), (false, backup.device, 0));
    assert_eq!(house.store.countable(&slug("asele")).await.unwrap().len(), 7);
    assert_eq!(house.statistics("asele", "2026-Q4").await.restored_devices, 1);
}

#[tokio::test]
async fn two_clones_that_work_on_lose_nothing_of_either() {
    let house = House::new().await;
    let mut one = house.tablet("asele").await;
    let parcels: Vec<Parcel> = (1..=3).map(|n| one.session(id(n))).collect();
    house.sync(&one, parcels).await;
    let mut two = one.clone();
    for n in 0..6 {
        for (clone, tablet) in [(0, &mut one), (1, &mut two)] {
            let parcel = tablet.session(id(100 + 10 * n + clone));
            let answer = house.sync(tablet, vec![parcel]).await;
            assert_eq!(answer.receipts[0].status, ReceiptStatus::Stored);
            assert!(answer.missing.is_empty());
            tablet.device = answer.device;
        }
    }
    assert_ne!(one.device, two.device);
    assert_eq!(house.store.countable(&slug("asele")).await.unwrap().len(), 3 + 12);
    assert_eq!(house.statistics("asele", "2026-Q4").await.restored_devices, 1, "noticed once, then each has its own id");
}

#[tokio::test]
async fn after_the_hub_itself_went_back_the_tablet_is_asked_for_what_is_gone() {
    let house = House::new().await;
    let mut tablet = house.tablet("asele").await;
    let before = tablet.session(id(1));
    house.sync(&tablet, vec![before]).await;
    // Two records that were sent after the backup the hub now runs on.
    let gone: Vec<Parcel> = (2..=3).map(|n| tablet.session(id(n))).collect();
    let after = tablet.session(id(4));
    let answer = house.sync(&tablet, vec![after]).await;
    assert_eq!((answer.restored, answer.missing), (false, vec![2, 3]));
    assert!(house.sync(&tablet, gone).await.missing.is_empty());
}
