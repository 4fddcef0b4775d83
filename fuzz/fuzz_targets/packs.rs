//! What may arrive as a pack or a list of packs. Nothing panics, neither in reading nor in searching; what is read is
//! written and read again as the same.
#![no_main]

use erum_domain::pack::{Manifest, Pack};
use erum_domain::search::find;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    if let Ok(list) = serde_json::from_slice::<Manifest>(data) {
        let written = serde_json::to_string(&list).expect("what was read can be written");
        assert_eq!(serde_json::from_str::<Manifest>(&written).expect("what was written is read"), list);
    }
    let Ok(pack) = serde_json::from_slice::<Pack>(data) else { return };
    let written = serde_json::to_string(&pack).expect("what was read can be written");
    assert_eq!(serde_json::from_str::<Pack>(&written).expect("what was written is read"), pack);
    for guide in &pack.guides {
        assert!(pack.guide(&guide.slug).is_some());
        for query in guide.search.iter().chain([&guide.title, &guide.goal]) {
            assert!(find(&pack.guides, query).len() <= pack.guides.len());
        }
    }
    assert!(pack.units.iter().all(|unit| pack.unit(&unit.id).is_some()));
});
