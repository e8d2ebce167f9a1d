use super::*;
use crate::workshop::testkit::{Room, TODAY};

#[test]
fn an_empty_session_raises_nothing() {
    let mut room = Room::new();
    assert_eq!(raise(room.session(), TODAY), []);
    let id = room.add("component", &[("name", "Gateway")]);
    assert!(raise(room.session(), TODAY).iter().all(|flag| flag.rule == "M2"));
    room.remove(&id);
    assert_eq!(raise(room.session(), TODAY), []);
}
