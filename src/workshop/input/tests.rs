#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use super::other_time;

#[test]
fn a_number_in_another_unit_of_time_is_not_taken_for_the_fields_own() {
    let (once, hint) = ("Work to start", "Person-months until teams use it");
    for wrong in ["20 days", "4 weeks", "1 h", "20 person-days", "2 yrs"] {
        assert!(other_time(once, hint, wrong).is_some_and(|why| why.contains("Person-months")), "{wrong}");
    }
    for right in ["20", "20 months", "3 person-months", "3 mos", "70 euro", "40 people", "1.5", "many", "5 %"]
    {
        assert_eq!(other_time(once, hint, right), None, "{right}");
    }
    assert_eq!(other_time("Notice (months)", "From deprecation to sunset", "6 months"), None);
    assert_eq!(other_time("Paid a year", "Licences and bills", "5000 euro a year"), None);
}

#[test]
fn a_set_that_is_not_whole_takes_a_word_of_ones_own_but_no_slip() {
    use crate::workshop::testkit::{Room, TODAY};
    let mut room = Room::new();
    for (typed, stored) in [
        ("Observability", "observability"),
        ("messaging", "messaging"),
        ("Sterile goods cycle", "Sterile goods cycle"),
        ("Other:  Clinical   safety", "Clinical safety"),
        ("+Messaging for wards", "Messaging for wards"),
    ] {
        let id = room.add("capability", &[("name", typed), ("domain", typed)]);
        assert_eq!(room.records().value(&id, "domain").plain(), stored, "{typed}");
    }
    assert_eq!(room.records().capabilities[2].domain.label(), "Sterile goods cycle");
    assert_eq!(room.records().capabilities[0].domain.label(), "Observability");
    let read = |text| {
        super::read(
            room.records().record("capability-1").unwrap().kind().spec().field("domain").unwrap().shape,
            text,
            TODAY,
        )
    };
    assert!(read("Obsevability").unwrap_err().contains("did you mean Observability?"));
    let id = room.add("risk", &[("name", "x"), ("kind", "waste")]);
    assert_eq!(room.records().value(&id, "kind").plain(), "inefficiency");
}
