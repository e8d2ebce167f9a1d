//! Stage four: how the platform is adopted, measured, supported and left.

use jiff::civil::Date;

use super::{Component, Person, PersonOrTeam, System, Team, record};
use crate::choice;
use crate::workshop::measures::Span;
use crate::workshop::value::{Prose, Ref};

choice! {
    /// What a measure tells.
    MeasureKind {
        Outcome = "outcome" "Outcome",
        Adoption = "adoption" "Adoption",
        Satisfaction = "satisfaction" "Satisfaction",
        Delivery = "delivery" "Delivery",
        Vanity = "activity" "Activity count",
    }
}

choice! {
    /// Whether a rule asks or forbids.
    RuleKind {
        Do = "do" "Do",
        Dont = "dont" "Don't",
    }
}

record! {
    /// A number that shows whether the platform is used and helps.
    Measure Measure "measure", "Measure", "Measures", false {
        name: String = "Measure", "What is counted", required;
        kind: Option<MeasureKind> = "Kind", "Outcome, adoption, satisfaction …", required;
        baseline: String = "Baseline", "What it is today", required;
        target: String = "Target", "What it should become", required;
        due: Option<Date> = "By", "When", required;
        source: String = "Source", "Where the number is read", required;
        owner: Ref<Person> = "Owner", "Who answers for it", required;
        mandated: Option<bool> = "Mandated use", "Yes when people have no choice, so that the count shows only obedience";
    }
}

record! {
    /// One step on a team's way in.
    OnboardingStep OnboardingStep "onboarding-step", "Onboarding step", "Onboarding steps", false {
        what: String = "Step", "What is done", required;
        actor: String = "Who", "The role that does it", required;
        takes: Option<Span> = "Takes", "How long", required;
        done_when: String = "Done when", "How one knows", required;
    }
}

record! {
    /// A team moving from something old to something new.
    Migration Migration "migration", "Migration", "Migrations", false titled [team, from, to] {
        team: Ref<Team> = "Team", "Who moves", required;
        from: Ref<System> = "From", "The existing system", required;
        to: Ref<Component> = "To", "The component that replaces it", required;
        wave: Option<f64> = "Wave", "1, 2, 3 …", required;
        effort: Option<f64> = "Effort", "Person-days for that team", required;
        starts: Option<Date> = "Starts", "A date", required;
        ends: Option<Date> = "Ends", "A date", required;
        owner: Ref<Person> = "Owner", "Who leads the move", required;
        incentive: String = "Incentive", "Why the team wants to move", required;
        way_back: String = "Way back", "How to undo it";
        off_date: Option<Date> = "Old one off", "When the old system stops";
    }
}

record! {
    /// Something users of the platform should or should not do.
    Rule Rule "rule", "Do or don't", "Dos and don'ts", false {
        text: String = "Rule", "The rule, as an instruction", required;
        kind: Option<RuleKind> = "Kind", "Do or don't", required;
        reason: String = "Because", "Why", required;
        flag: String = "From", "The warning it grew out of, such as M4";
    }
}

record! {
    /// Who is responsible, accountable, consulted and informed (RACI).
    Responsibility Responsibility "responsibility", "Responsibility", "Responsibilities", false {
        activity: String = "Activity", "What has to be done again and again", required;
        responsible: Ref<Team> = "Responsible", "Who does it", required;
        accountable: Ref<Person> = "Accountable", "The one person who answers for it", required;
        consulted: String = "Consulted", "Who is asked before";
        informed: String = "Informed", "Who hears after";
        platform: String = "Platform's part", "What the platform team does", required;
        product: String = "Product team's part", "What the product team does", required;
    }
}

record! {
    /// Whom to call, and how fast they answer.
    Escalation Escalation "escalation", "Severity", "Escalation", false {
        severity: String = "Severity", "SEV1, SEV2 …", required;
        effect: String = "Effect on users", "What users notice", required;
        first: Ref<PersonOrTeam> = "First line", "The person or team that answers first", required;
        second: Ref<PersonOrTeam> = "Second line", "The person or team that is next", required;
        third: Ref<PersonOrTeam> = "Third line", "The person or team after that";
        response: Option<Span> = "Response time", "How fast somebody answers", required;
        channel: String = "Channel", "Where to call", required;
    }
}

record! {
    /// A problem users meet, and its cure.
    Problem Problem "problem", "Common problem", "Common problems", false {
        symptom: String = "Symptom", "What one sees", required;
        cause: String = "Cause", "What is usually behind it", required;
        cure: String = "Cure", "What to do", required;
    }
}

record! {
    /// The supported way from an idea to running software.
    GoldenPath GoldenPath "golden-path", "Golden path", "Golden path", true {
        name: String = "Golden path", "What it is called", required;
        serves: Prose = "For", "Whom it is for", required;
        not_for: Prose = "Not for", "Who should not take it", required;
        gives: Vec<String> = "Comes for free", "What a team gets on the path", required;
        leaving: Vec<String> = "Leaving costs", "What a team takes on when it leaves the path", required;
        first_success: Option<Span> = "First success after", "Time to a team's first working call", required;
        first_call: Prose = "First call", "The commands to copy", required;
        first_answer: Prose = "Answer", "What one sees when it worked", required;
        first_failure: Prose = "Usual failure", "What one sees when it did not, and why", required;
    }
}

record! {
    /// How users get help, ask for more, contribute and leave.
    Support Support "support", "Support", "Support", true {
        channel: String = "Channel", "Where to ask", required;
        hours: String = "Hours", "When somebody answers, with the time zone", required;
        covered: Vec<String> = "Supported", "What support covers", required;
        not_covered: Vec<String> = "Not supported", "What it does not cover", required;
        quota: String = "Default quota", "What a team gets without asking", required;
        more: String = "Asking for more", "How, and from whom", required;
        ahead: Option<Span> = "How long ahead", "Notice needed for more", required;
        requests: String = "Requests", "How to ask for something new", required;
        contribute: String = "Contributing", "How another team adds to the platform", required;
        roadmap: String = "Roadmap", "Where it can be read", required;
        leaving: Prose = "Leaving", "How a team moves off, and what it takes along", required;
    }
}

record! {
    /// How a team finds an API or a capability.
    Finding Finding "finding", "Discoverability", "Discoverability", true {
        catalogue: String = "Catalogue", "Where everything is listed", required;
        categories: Vec<String> = "Categories", "The shelves of the catalogue", required;
        search: String = "Finding", "How a newcomer finds the right API", required;
        related: String = "Related links", "How one page leads to the next", required;
        fresh: Ref<Person> = "Kept true by", "Who keeps the catalogue true", required;
        sitemap: String = "Public sitemap", "For public surfaces: the categorised map, or “no public surface”", required;
    }
}
