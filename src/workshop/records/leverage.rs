//! Stage three: which shared capability is worth building, and what the team gives up for it.

use super::{Pain, Person, Team, record};
use crate::choice;
use crate::workshop::measures::Span;
use crate::workshop::value::{OrOwn, Prose, Ref, Refs};

choice! {
    /// The capability domains of the CNCF Platforms White Paper, with feature flags and configuration.
    CapabilityDomain {
        Portals = "portals" "Web portals",
        Apis = "apis" "APIs and command-line tools for provisioning",
        Templates = "templates" "Golden-path templates and docs",
        Build = "build" "Build and test automation",
        Delivery = "delivery" "Delivery and verification automation",
        Environments = "environments" "Development environments",
        Observability = "observability" "Observability",
        Infrastructure = "infrastructure" "Infrastructure services",
        Data = "data" "Data services",
        Messaging = "messaging" "Messaging and event services",
        Identity = "identity" "Identity and secrets",
        Security = "security" "Security services",
        Artifacts = "artifacts" "Artifact storage",
        Flags = "flags" "Feature flags",
        Configuration = "configuration" "Configuration",
        Product = "product" "Shared product building blocks",
    }
}

choice! {
    /// What the platform does about a capability.
    Offer {
        Offered = "offered" "Offered today",
        Planned = "planned" "Planned",
        Bought = "bought" "Bought",
        Manual = "manual" "Manual for now",
        Teams = "teams" "Left to teams",
    }
}

choice! {
    /// How well demand for a capability is known.
    Demand {
        Measured = "measured" "Measured pain",
        Asked = "asked" "Teams asked for it",
        Expected = "expected" "Only expected",
    }
}

choice! {
    /// The three answers to build, buy or wait.
    Sourcing {
        Build = "build" "Build",
        Buy = "buy" "Buy",
        Manual = "manual" "Stay manual",
        NotNow = "not_now" "Not now",
    }
}

choice! {
    /// Impact on each consumer (RICE, Intercom).
    Impact {
        Massive = "3" "3 massive",
        High = "2" "2 high",
        Medium = "1" "1 medium",
        Low = "0.5" "0.5 low",
        Minimal = "0.25" "0.25 minimal",
    }
}

choice! {
    /// Confidence in the estimates (RICE, Intercom).
    Confidence {
        High = "100" "100 % measured",
        Medium = "80" "80 % some evidence",
        Low = "50" "50 % a guess",
    }
}

choice! {
    /// Relative points: the Fibonacci numbers that `SAFe` estimates with, the smallest job or gain in the list a 1.
    Points {
        One = "1" "1",
        Two = "2" "2",
        Three = "3" "3",
        Five = "5" "5",
        Eight = "8" "8",
        Thirteen = "13" "13",
        Twenty = "20" "20",
    }
}

choice! {
    /// Five steps from poor to very good.
    Steps {
        Poor = "1" "1 poor",
        Weak = "2" "2 weak",
        Fair = "3" "3 fair",
        Good = "4" "4 good",
        VeryGood = "5" "5 very good",
    }
}

choice! {
    /// The score that puts capabilities in order.
    Scoring {
        Rice = "rice" "RICE",
        Wsjf = "wsjf" "WSJF",
    }
}

choice! {
    /// The four tensions of platform work.
    Axis {
        Coupling = "coupling" "Velocity and coupling",
        Standards = "standards" "Standards and innovation",
        Abstraction = "abstraction" "Abstraction and control",
        Future = "future" "Today's needs and future growth",
    }
}

impl Axis {
    /// The two ends of a tension, that of position 1 first.
    pub fn ends(self) -> (&'static str, &'static str) {
        match self {
            Self::Coupling => ("velocity", "a common core"),
            Self::Standards => ("standards", "innovation"),
            Self::Abstraction => ("abstraction", "control"),
            Self::Future => ("today's needs", "future growth"),
        }
    }
}

choice! {
    /// Where a team stands between two ends.
    Position {
        FarLeft = "1" "Far left",
        Left = "2" "Left of the middle",
        Middle = "3" "Middle",
        Right = "4" "Right of the middle",
        FarRight = "5" "Far right",
    }
}

record! {
    /// Something several teams need, and could share.
    Capability Capability "capability", "Capability", "Capabilities", false {
        name: String = "Capability", "What teams could share: export, permissions, feature flags", required;
        domain: OrOwn<CapabilityDomain> = "Capability area", "What sort of capability it is, or a word of your own", required;
        built_by: Refs<Team> = "Built already by", "Every team that has its own version";
        waiting: Refs<Team> = "Waiting", "Teams that would use it as soon as it exists";
        pains: Refs<Pain> = "Pains it removes", "From the list of pains";
        demand: Option<Demand> = "Demand", "How well it is known", required;
        still_to_write: String = "Still to write", "What a new feature would still have to write itself";
        reach: Option<f64> = "Reach", "People per quarter who use it; or teams, if so in all rows", required;
        impact: Option<Impact> = "Impact", "On each consumer", required;
        confidence: Option<Confidence> = "Confidence", "In these numbers", required;
        effort: Option<f64> = "Effort", "Person-months", required;
        value: Option<Points> = "Value", "To users and business, beside the other rows: 1, 2, 3, 5, 8, 13, 20";
        urgency: Option<Points> = "Time criticality", "How fast the value fades while we wait, beside the other rows";
        enables: Option<Points> = "Risk and opportunity", "Risk it takes away, or what it makes possible, beside the other rows";
        size: Option<Points> = "Job size", "All the work, the migration too, beside the other rows";
        offer: Option<Offer> = "Offer", "What the platform does about it", required;
        sourcing: Option<Sourcing> = "Build, buy or wait", "Build, buy, stay manual or not now", required;
        reason: String = "Reason", "Why that choice", required;
        condition: String = "Look again when", "What would change the choice";
        contract: String = "Contract idea", "How a consumer would call it";
        path: String = "Migration path", "How today's versions move over";
        platform_does: String = "Platform does", "The platform team's side of the line", required;
        team_does: String = "Product team does", "The product team's side of the line", required;
        neither: String = "Neither may", "What nobody does, so that the line holds", required;
        owner: Ref<Person> = "Owner", "Who answers for it", required;
    }
}

record! {
    /// One way to get a capability: make it, buy it, do it by hand, or wait.
    SourcingOption SourcingOption "option", "Option", "Options", false {
        name: String = "Option", "One way to get it: a hosted service, our own, keep the table", required;
        capability: Ref<Capability> = "Capability", "What it is an option for", required;
        way: Option<Sourcing> = "Way", "Build, buy, stay manual or not now", required;
        work_once: Option<f64> = "Work to start", "Person-months until teams use it, moving over included";
        work_yearly: Option<f64> = "Work a year", "Person-months a year to keep it alive";
        spend_once: Option<f64> = "Paid once", "Licences, machines, help from outside";
        spend_yearly: Option<f64> = "Paid a year", "Licences and bills";
        first_use: Option<Span> = "First use after", "Until a team works with it; never, when we wait";
        fit: Option<Steps> = "Fit", "How much of the need it meets: 1 little, 5 all", required;
        reversible: Option<Steps> = "Way back", "How easily we go back on it: 1 hardly, 5 in a day", required;
        independence: Option<Steps> = "Independence", "From one supplier: 1 locked in, 5 free", required;
        pros: Vec<String> = "Speaks for it", "What the numbers do not say";
        cons: Vec<String> = "Speaks against it", "What the numbers do not say";
        condition: String = "Becomes the answer when", "What would have to be true, or to happen", required;
    }
}

record! {
    /// What counts how much when the options for a capability are compared.
    Criteria Criteria "criteria", "Criteria", "Criteria", false titled [capability] {
        capability: Ref<Capability> = "Capability", "Whose options; left out, those of all the others";
        cost: Option<f64> = "Weight of cost", "Three years of it; 1 unless said";
        speed: Option<f64> = "Weight of time", "To first use; 1 unless said";
        fit: Option<f64> = "Weight of fit", "To the need; 1 unless said";
        way_back: Option<f64> = "Weight of way back", "1 unless said";
        independence: Option<f64> = "Weight of independence", "From one supplier; 1 unless said";
    }
}

record! {
    /// What counts how much when capabilities are put in order.
    Weights Weights "weights", "Weights", "Weights", true {
        order_by: Option<Scoring> = "Order by", "RICE (reach, impact, confidence, effort) or WSJF (cost of delay over job size); RICE unless said";
        value: Option<f64> = "Weight of value", "In the cost of delay; 1 unless said";
        urgency: Option<f64> = "Weight of time criticality", "In the cost of delay; 1 unless said";
        enables: Option<f64> = "Weight of risk and opportunity", "In the cost of delay; 1 unless said";
    }
}

record! {
    /// Where the team stands in one of the four tensions.
    TradeOff TradeOff "trade-off", "Trade-off", "Trade-offs", false {
        axis: Option<Axis> = "Tension", "Which of the four", required;
        position: Option<Position> = "Position", "Between the two ends", required;
        reason: Prose = "Why", "What makes this the right place today", required;
        gives_up: String = "Given up", "What the position costs", required;
        revisit: String = "Look again when", "The evidence that would move it", required;
        owner: Ref<Person> = "Owner", "Who keeps watch";
    }
}
