//! One and many of English nouns, as far as paths and payloads need it.

/// Nouns whose plural cannot be read off their end.
const ODD: [(&str, &str); 12] = [
    ("person", "people"),
    ("child", "children"),
    ("index", "indices"),
    ("matrix", "matrices"),
    ("vertex", "vertices"),
    ("criterion", "criteria"),
    ("medium", "media"),
    ("datum", "data"),
    ("man", "men"),
    ("woman", "women"),
    ("foot", "feet"),
    ("basis", "bases"),
];

/// Nouns that are the same for one and many, or are never counted.
const SAME: [&str; 22] = [
    "information",
    "equipment",
    "metadata",
    "feedback",
    "health",
    "inventory",
    "series",
    "species",
    "news",
    "staff",
    "hardware",
    "software",
    "storage",
    "usage",
    "billing",
    "search",
    "access",
    "money",
    "cash",
    "traffic",
    "telemetry",
    "config",
];

/// The one of many: `users` is `user`. A word that is no plural stays.
pub fn singular(word: &str) -> String {
    let lower = word.to_lowercase();
    if SAME.contains(&lower.as_str()) {
        return word.to_owned();
    }
    if let Some((one, _)) = ODD.iter().find(|(_, many)| *many == lower) {
        return (*one).to_owned();
    }
    let cut = |count: usize, end: &str| format!("{}{end}", &word[..word.len() - count]);
    if !word.is_ascii() || word.len() < 3 || !is_plural(word) {
        word.to_owned()
    } else if lower.ends_with("ies") && word.len() > 4 {
        cut(3, "y")
    } else if ["sses", "shes", "ches", "xes", "zzes"].iter().any(|end| lower.ends_with(end))
        || lower.ends_with("uses")
    {
        cut(2, "")
    } else {
        cut(1, "")
    }
}

/// True when a word can stand for many.
pub fn is_plural(word: &str) -> bool {
    let lower = word.to_lowercase();
    SAME.contains(&lower.as_str())
        || ODD.iter().any(|(_, many)| *many == lower)
        || (lower.ends_with('s') && !["ss", "us", "is"].iter().any(|end| lower.ends_with(end)))
}

/// Words that tell what to do rather than what there is.
const VERBS: [&str; 36] = [
    "get",
    "fetch",
    "list",
    "read",
    "find",
    "create",
    "add",
    "new",
    "make",
    "update",
    "edit",
    "change",
    "modify",
    "set",
    "save",
    "store",
    "delete",
    "remove",
    "destroy",
    "cancel",
    "send",
    "submit",
    "start",
    "stop",
    "run",
    "execute",
    "process",
    "calculate",
    "check",
    "validate",
    "verify",
    "approve",
    "reject",
    "do",
    "perform",
    "retrieve",
];

/// True when a word tells what to do: a name such as `getReport` begins with it.
pub fn is_verb(word: &str) -> bool {
    VERBS.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_and_many() {
        for (many, one) in [
            ("users", "user"),
            ("policies", "policy"),
            ("addresses", "address"),
            ("boxes", "box"),
            ("branches", "branch"),
            ("statuses", "status"),
            ("people", "person"),
            ("metadata", "metadata"),
            ("series", "series"),
            ("responses", "response"),
            ("invoices", "invoice"),
            ("Users", "User"),
        ] {
            assert_eq!(singular(many), one);
            assert!(is_plural(many), "{many}");
        }
        for one in ["status", "address", "analysis", "user", "bus"] {
            assert!(!is_plural(one), "{one}");
            assert_eq!(singular(one), one);
        }
    }

    #[test]
    fn verbs_are_told_from_nouns() {
        assert!(is_verb("get") && is_verb("Cancel"));
        assert!(!is_verb("payouts") && !is_verb("cancellations"));
    }
}
