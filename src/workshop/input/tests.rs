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
