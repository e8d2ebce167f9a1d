//! Stage one: why the platform exists, what hurts, what is there already and what constrains it.

use jiff::civil::Date;

use super::{Component, Person, Team, UserGroup, record};
use crate::choice;
use crate::workshop::measures::{Frequency, Span};
use crate::workshop::value::{OrOwn, Prose, Ref};

choice! {
    /// Whom the platform serves.
    Audience {
        Internal = "internal" "People inside the organisation",
        External = "external" "External partners",
        Both = "both" "Both",
    }
}

choice! {
    /// Where the platform starts from.
    Start {
        Scratch = "scratch" "From scratch",
        Evolving = "evolving" "Evolving what exists",
    }
}

choice! {
    /// How much a domain matters when it stops.
    Criticality {
        Critical = "critical" "Stops the business",
        Important = "important" "Hurts within a day",
        Ordinary = "ordinary" "Can wait",
    }
}

choice! {
    /// What should happen to something that exists.
    Fate {
        Keep = "keep" "Keep",
        Improve = "improve" "Improve",
        Replace = "replace" "Replace",
        Retire = "retire" "Retire",
    }
}

choice! {
    /// How strongly a standard holds.
    Strength {
        Mandated = "mandated" "Mandated",
        Recommended = "recommended" "Recommended",
        Free = "free" "Each team decides",
    }
}

choice! {
    /// What a standard is about.
    Concern {
        Authentication = "authentication" "Authentication",
        Authorization = "authorization" "Authorization",
        Logging = "logging" "Logging",
        Monitoring = "monitoring" "Monitoring",
        Tracing = "tracing" "Tracing",
        Deployment = "deployment" "Build and deployment",
        Secrets = "secrets" "Secrets",
        ApiStyle = "api_style" "API style and description",
        Messaging = "messaging" "Messaging",
        Data = "data" "Data storage and retention",
        Testing = "testing" "Testing",
        Other = "other" "Something else",
    }
}

choice! {
    /// What kind of constraint holds.
    ConstraintKind {
        Compliance = "compliance" "Compliance",
        Security = "security" "Security",
        RateLimit = "rate_limit" "Rate limit",
        Residency = "residency" "Data residency",
        Budget = "budget" "Budget",
        Deadline = "deadline" "Deadline",
        Technology = "technology" "Technology",
    }
}

record! {
    /// Whom the platform serves and what it is for.
    Purpose Purpose "purpose", "Purpose", "Purpose", true {
        audience: Option<Audience> = "Serves", "People inside the organisation, external partners or both", required;
        mission: Prose = "Mission", "What gets better for whom, in one or two sentences", required;
        out_of_scope: Vec<String> = "Out of scope", "What the platform will not do", required;
        start: Option<Start> = "Starting point", "From scratch or evolving", required;
    }
}

record! {
    /// Something that costs people time or patience today.
    Pain Pain "pain", "Pain", "Pains", false {
        name: String = "Pain", "What hurts, in the words of the people it hurts", required;
        people: Option<f64> = "People", "How many it hurts; or all at once: 40 people, 20 min, 3/day", required;
        minutes: Option<Span> = "Lost each time", "Time one person loses once: 20 min, 1h30", required;
        frequency: Option<Frequency> = "How often", "3/day, twice a week, monthly", required;
        group: Ref<UserGroup> = "Who", "The user group it belongs to", required;
        evidence: String = "Evidence", "Where the numbers come from";
        said_by: Ref<Person> = "Said by", "Who brought it up";
    }
}

record! {
    /// A part of the business the platform has to carry.
    Domain Domain "domain", "Business domain", "Business domains", false {
        name: String = "Domain", "A part of the business, such as billing", required;
        services: Vec<String> = "Services", "What it runs today", required;
        owner: Ref<Team> = "Owner", "The team that answers for it", required;
        criticality: Option<Criticality> = "When it stops", "What happens then";
    }
}

record! {
    /// Something that exists today.
    System System "system", "Existing system", "Existing systems", false {
        name: String = "System", "What it is called today", required;
        does: String = "Does", "What it does, in one sentence", required;
        owner: Ref<Team> = "Owner", "The team that runs it", required;
        fate: Option<Fate> = "Fate", "Keep, improve, replace or retire", required;
        replaced_by: Ref<Component> = "Replaced by", "The component that takes over";
        used_by: Vec<String> = "Used by", "Who would notice if it stopped";
    }
}

record! {
    /// What holds across teams for one concern.
    Standard Standard "standard", "Standard", "Standards", false {
        concern: OrOwn<Concern> = "Concern", "What it is about, or a word of your own", required;
        strength: Option<Strength> = "Strength", "Mandated, recommended or free", required;
        choice: String = "Standard", "The protocol, format or tool: OpenAPI 3.1, OIDC, OTLP …", required;
        paved_road: String = "Paved road", "What makes following it the easy way";
        exception: String = "Exception", "How a team gets one, and when it ends";
        owner: Ref<Person> = "Owner", "Who decides about it", required;
    }
}

record! {
    /// Something the platform has to obey.
    Constraint Constraint "constraint", "Constraint", "Constraints", false {
        name: String = "Constraint", "The law, contract, rule or limit", required;
        kind: Option<ConstraintKind> = "Kind", "What sort of constraint", required;
        demands: String = "Demands", "What it makes us do", required;
        concerns: Vec<Concern> = "Concerns", "The standards it touches";
        owner: Ref<Person> = "Owner", "Who knows the rule", required;
        due: Option<Date> = "From", "When it starts to hold";
    }
}
