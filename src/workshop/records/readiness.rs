//! Stage two: how ready the organisation is, when the design runs out, which qualities count, what is owed.

use jiff::civil::Date;

use super::{Component, Person, record};
use crate::choice;
use crate::workshop::measures::{Growth, Quantity, Span};
use crate::workshop::value::{Prose, Ref, Refs};

choice! {
    /// The aspects of a platform's maturity: five from the CNCF Platform Engineering Maturity Model, and
    /// governance.
    Aspect {
        Investment = "investment" "Investment",
        Adoption = "adoption" "Adoption",
        Interfaces = "interfaces" "Interfaces",
        Operations = "operations" "Operations",
        Measurement = "measurement" "Measurement",
        Governance = "governance" "Governance",
    }
}

choice! {
    /// The levels of the CNCF Platform Engineering Maturity Model.
    Level {
        Provisional = "1" "1 Provisional",
        Operational = "2" "2 Operational",
        Scalable = "3" "3 Scalable",
        Optimizing = "4" "4 Optimizing",
    }
}

choice! {
    /// Who can see the platform's roadmap.
    Roadmap {
        Nowhere = "none" "There is none",
        Private = "private" "The platform team has one",
        Published = "published" "Published to its users",
    }
}

choice! {
    /// How the platform team learns from its users.
    Research {
        Nothing = "none" "It does not",
        AdHoc = "ad_hoc" "When somebody complains",
        Regular = "regular" "Regular interviews or surveys",
    }
}

choice! {
    /// The qualities nobody notices until they are gone.
    QualityKind {
        Performance = "performance" "Performance",
        Reliability = "reliability" "Reliability",
        Privacy = "privacy" "Privacy",
        Safety = "safety" "Safety and security",
        Cost = "cost" "Cost",
        Usability = "usability" "Developer experience",
    }
}

choice! {
    /// What sort of trouble a risk is.
    RiskKind {
        Risk = "risk" "Risk",
        Debt = "debt" "Technical debt",
        Inefficiency = "inefficiency" "Inefficiency",
    }
}

choice! {
    /// A three-step scale for likelihood and impact.
    Grade {
        Low = "low" "Low",
        Medium = "medium" "Medium",
        High = "high" "High",
    }
}

record! {
    /// Who treats the platform as a product, and with whose time.
    Ownership Ownership "ownership", "Product ownership", "Product ownership", true {
        product_owner: Ref<Person> = "Product owner", "One person", required;
        accountable: Option<bool> = "Accountable for adoption", "Yes when adoption is their target", required;
        roadmap: Option<Roadmap> = "Roadmap", "Who can see it", required;
        research: Option<Research> = "User research", "How the team learns from its users", required;
        sponsor: Ref<Person> = "Sponsor", "Who pays for it and defends it";
        core_team: Refs<Person> = "Dedicated people", "The few who leave feature work for this", required;
        core_problem: Prose = "Their problem", "What they solve, for a hundred times today's load", required;
        core_from: Option<Date> = "From", "The day they stop feature work", required;
        core_until: Option<Date> = "Until", "The day they report back";
        stress: Prose = "At 100 times the load", "What of the design survives a hundred times today, and what does not; another factor if a hundred cannot be", required;
    }
}

record! {
    /// How ready the organisation is in one aspect.
    Readiness Readiness "readiness", "Readiness score", "Readiness", false {
        aspect: Option<Aspect> = "Aspect", "What is scored", required;
        level: Option<Level> = "Today", "The level that is true today", required;
        target: Option<Level> = "Target", "The next level worth reaching", required;
        evidence: String = "Evidence", "What one can see that proves the score", required;
        next_step: String = "Next step", "The one thing that would move it up a level", required;
        owner: Ref<Person> = "Owner", "Who takes that step", required;
        due: Option<Date> = "By", "When", required;
    }
}

record! {
    /// A resource that runs out.
    Limit Limit "limit", "Limit", "Limits", false {
        name: String = "Resource", "What runs out: storage, connections, requests, seats", required;
        today: Option<Quantity> = "Today", "How much is used now: 2.1 TB", required;
        hard: Option<Quantity> = "Hard limit", "Where it breaks: 4 TB", required;
        growth: Option<Growth> = "Growth", "6%/month or 40 GB/month", required;
        lead: Option<Span> = "Lead time", "How long the fix takes once started: 4 months", required;
        owner: Ref<Person> = "Owner", "Who watches it and starts the fix", required;
        mitigation: String = "Mitigation", "The fix", required;
        watch: String = "Watched by", "The alert or dashboard, and who gets it";
        measured: Option<Date> = "Measured on", "The day today's value was read", required;
        growth_low: Option<Growth> = "Slowest growth", "The low end, when growth is uncertain";
        growth_high: Option<Growth> = "Fastest growth", "The high end, when growth is uncertain";
        margin: Option<f64> = "Safety margin (%)", "Keep this share of the limit free";
        buffer: Option<Span> = "Buffer", "Slack for surprises, before the last day to start";
        component: Ref<Component> = "Component", "Where it sits";
        lead_high: Option<Span> = "Lead time at worst", "How long the fix takes when it goes badly: 7 months";
        at_100x: String = "At 100 times", "What it would take at a hundred times today, or at the most there can ever be";
    }
}

record! {
    /// One dated reading of a limited resource.
    Measurement Measurement "measurement", "Measurement", "Measurements", false titled [limit, date] {
        limit: Ref<Limit> = "Resource", "The limit it belongs to", required;
        date: Option<Date> = "Date", "When it was read", required;
        value: Option<Quantity> = "Value", "What it was", required;
    }
}

record! {
    /// A jump in use that is known in advance.
    StepChange StepChange "step-change", "Step change", "Step changes", false {
        name: String = "Event", "A launch, a new region, a large customer", required;
        limit: Ref<Limit> = "Resource", "The limit it belongs to", required;
        date: Option<Date> = "Date", "When it comes", required;
        adds: Option<Quantity> = "Adds", "How much at once", required;
    }
}

record! {
    /// A target for something users only notice when it fails.
    Quality Quality "quality", "Quality target", "Quality targets", false {
        name: String = "Quality", "What must hold", required;
        kind: Option<QualityKind> = "Kind", "Performance, reliability, privacy, safety …", required;
        indicator: String = "Indicator", "What is measured: p95 latency of the export API", required;
        target: String = "Target", "Number and unit: 300 ms", required;
        window: String = "Window", "Over which time: 30 days", required;
        today: String = "Today", "What it is now", required;
        owner: Ref<Person> = "Owner", "Who answers for it", required;
        scenario: String = "Change scenario", "What happens to it when something changes";
    }
}

record! {
    /// Something that may go wrong, is owed, or wastes effort.
    Risk Risk "risk", "Risk", "Risks, debt and inefficiencies", false {
        name: String = "Risk", "What may happen, or what is owed", required;
        kind: Option<RiskKind> = "Kind", "Risk, debt or inefficiency", required;
        likelihood: Option<Grade> = "Likelihood", "How likely", required;
        impact: Option<Grade> = "Impact", "How bad", required;
        mitigation: String = "Mitigation", "What is done about it", required;
        owner: Ref<Person> = "Owner", "One person", required;
        due: Option<Date> = "By", "When the mitigation is in place", required;
        component: Ref<Component> = "Component", "Where it sits";
    }
}
