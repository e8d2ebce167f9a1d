//! What frames the whole session: the charter, decisions and actions, parked topics, terms.

use jiff::civil::Date;

use super::{Capability, Person, record};
use crate::choice;
use crate::workshop::value::{Prose, Ref};

choice! {
    /// How far the documents have come.
    DocumentStatus {
        Draft = "draft" "Draft",
        InReview = "in_review" "In review",
        Approved = "approved" "Approved",
    }
}

record! {
    /// What the session is about and who answers for its documents.
    Charter Charter "charter", "Charter", "Charter", true {
        title: String = "Title", "The platform or programme this session plans", required;
        organisation: String = "Organisation", "Whose platform it is", required;
        facilitator: Ref<Person> = "Facilitator", "Who leads the session", required;
        minutes: Option<f64> = "Time available", "Minutes for one sitting: 60, 90, 180, 210 …";
        sittings: Option<f64> = "Sittings", "How many sittings of that length; one when left out";
        started: Option<Date> = "First sitting", "The day the work began";
        document_owner: Ref<Person> = "Document owner", "Who keeps the documents true after today", required;
        status: Option<DocumentStatus> = "Status", "How far the documents have come", required;
        version: String = "Version", "The documents' version, such as 0.3";
        next_review: Option<Date> = "Next review", "When the team looks at the documents again", required;
        hourly_cost: Option<f64> = "Cost of an hour", "What one working hour costs, salary and overheads";
        currency: String = "Currency", "EUR, USD, GBP …";
    }
}

record! {
    /// A choice the team made, with what it turned down.
    Decision Decision "decision", "Decision", "Decisions", false {
        title: String = "Decision", "What was decided, as a sentence", required;
        context: Prose = "Context", "What made the choice necessary";
        options: Vec<String> = "Options", "Two or more options that were really on the table", required;
        chosen: String = "Chosen", "The option taken, in the words used above", required;
        reason: Prose = "Reason", "Why this option and not the others", required;
        price: Prose = "Price", "What it costs or rules out", required;
        decider: Ref<Person> = "Decided by", "The person who made the call", required;
        date: Option<Date> = "Date", "When it was decided", required;
        capability: Ref<Capability> = "Capability", "The capability it settles, if it does";
        revisit: String = "Look again when", "The event that would reopen it";
    }
}

record! {
    /// Something somebody will do.
    Action Action "action", "Action", "Actions", false {
        what: String = "Action", "What will be done, starting with a verb", required;
        owner: Ref<Person> = "Owner", "One person", required;
        due: Option<Date> = "Due", "A date", required;
        why: String = "Because", "The limit, risk or decision it serves";
        done: Option<bool> = "Done", "Yes when finished";
    }
}

record! {
    /// A topic set aside so that the talk can go on.
    Parked Parked "parked", "Parked topic", "Parking lot", false {
        topic: String = "Topic", "What was raised", required;
        raised_by: Ref<Person> = "Raised by", "Who brought it up";
        owner: Ref<Person> = "Picked up by", "Who takes it further", required;
        due: Option<Date> = "By", "When it comes back", required;
    }
}

record! {
    /// A word the team agreed on.
    Term Term "term", "Term", "Glossary", false {
        term: String = "Term", "The word or acronym", required;
        meaning: String = "Meaning", "What it means here, in one sentence", required;
    }
}
