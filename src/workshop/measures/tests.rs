use super::*;

#[test]
fn speech_becomes_one_canonical_form() {
    let quantities = [
        ("2.1 TB", "2.1 TB"),
        ("15k rps", "15000 rps"),
        ("1,200 users", "1200 users"),
        ("3M", "3000000"),
        ("99.9%", "99.9 %"),
        ("14/s", "14/s"),
        ("1.5k / min", "1500/min"),
    ];
    for (said, kept) in quantities {
        assert_eq!(said.parse::<Quantity>().map(|q| q.to_string()), Ok(kept.to_owned()), "{said}");
    }
    let growth =
        [("6%/month", "6 %/month"), ("40 GB per week", "40 GB/week"), ("2.5 percent a year", "2.5 %/year")];
    for (said, kept) in growth {
        assert_eq!(said.parse::<Growth>().map(|g| g.to_string()), Ok(kept.to_owned()), "{said}");
    }
    let spans = [
        ("3 weeks", "3 weeks"),
        ("1h30", "1 h 30 min"),
        ("90 min", "1 h 30 min"),
        ("a month", "1 month"),
        ("2 h", "2 h"),
        ("30s", "30 s"),
        ("250 ms", "250 ms"),
        ("0.05 min", "3 s"),
        ("120 s", "2 min"),
    ];
    for (said, kept) in spans {
        assert_eq!(said.parse::<Span>().map(|s| s.to_string()), Ok(kept.to_owned()), "{said}");
    }
    let frequencies = [
        ("3/day", "3/day"),
        ("twice a week", "2/week"),
        ("daily", "1/day"),
        ("10 times a month", "10/month"),
    ];
    for (said, kept) in frequencies {
        assert_eq!(said.parse::<Frequency>().map(|s| s.to_string()), Ok(kept.to_owned()), "{said}");
    }
}

#[test]
fn canonical_forms_read_back_as_themselves() {
    for text in ["6 %/month", "40 GB/week", "-2 %/year"] {
        assert_eq!(text.parse::<Growth>().map(|g| g.to_string()), Ok(text.to_owned()));
    }
    for text in ["1 h 30 min", "30 s", "1.5 s", "40 ms", "0 s", "1 month", "2.5 years"] {
        assert_eq!(text.parse::<Span>().map(|s| s.to_string()), Ok(text.to_owned()));
    }
}

#[test]
fn nonsense_says_what_would_be_understood() {
    let error = "soon".parse::<Span>().map_err(|e| e.to_string());
    assert_eq!(error, Err("“soon” is not a length of time such as “20 min”, “1h30” or “3 weeks”".into()));
    assert!("many".parse::<Quantity>().is_err());
    assert!("-100%/year".parse::<Growth>().is_err());
}

#[test]
fn byte_units_convert_and_strangers_do_not() {
    let size = Quantity { amount: 2.0, unit: "TB".into() };
    assert_eq!(size.in_unit("GB"), Some(2000.0));
    assert_eq!(size.in_unit("rps"), None);
}
