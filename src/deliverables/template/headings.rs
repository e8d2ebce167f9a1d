//! What stands over the sections when nobody says otherwise: an own heading must not repeat one of them.

/// The documents by their slugs, each with its sections and their headings.
const HEADINGS: [(&str, &[(&str, &str)]); 3] = [
    (
        "blueprint",
        &[
            ("summary", "Executive summary"),
            ("context", "Context and scope"),
            ("layers", "Infrastructure layers"),
            ("components", "Components"),
            ("communication", "How services communicate and authenticate"),
            ("core-services", "Reusable core services"),
            ("boundaries", "Boundaries between platform and product teams"),
            ("dependencies", "Dependencies, ownership and versions"),
            ("deployment", "Regions, tenancy and hosting"),
            ("readiness", "Organisational readiness"),
            ("quality", "Quality targets"),
            ("doomsday", "Doomsday clock"),
            ("decisions", "Decisions"),
            ("trade-offs", "Trade-offs"),
            ("risks", "Risks, debt and inefficiencies"),
            ("next", "What happens next"),
            ("questions", "Open questions"),
            ("glossary", "Glossary"),
        ],
    ),
    (
        "api-specification",
        &[
            ("summary", "Executive summary"),
            ("catalogue", "API catalogue"),
            ("rules", "Rules for every API"),
            ("apis", "APIs"),
            ("events", "Tracked events"),
            ("dependencies", "Dependencies across APIs"),
            ("governance", "Governance"),
            ("questions", "Open questions"),
            ("changelog", "Changelog"),
        ],
    ),
    (
        "adoption-guide",
        &[
            ("summary", "Executive summary"),
            ("audience", "Who this guide is for"),
            ("checklist", "Onboarding checklist"),
            ("first-call", "First call"),
            ("golden-path", "Golden path"),
            ("who-does-what", "Who does what"),
            ("dos-and-donts", "Dos and don'ts"),
            ("ownership", "Ownership"),
            ("escalation", "Escalation"),
            ("support", "Support"),
            ("migration", "Migration"),
            ("measures", "Measures of adoption"),
            ("scaling", "Scaling and quotas"),
            ("rules", "Rules for using APIs"),
            ("find", "Find an API or capability"),
            ("problems", "Common problems"),
            ("feedback", "Requests, contributions and roadmap"),
            ("leaving", "Leaving the platform"),
            ("questions", "Open questions"),
        ],
    ),
];

/// The heading of each section of a document; of `None`, of all documents.
pub(super) fn of(slug: Option<&str>) -> impl Iterator<Item = (&'static str, &'static str)> {
    let wanted = HEADINGS.iter().filter(move |(document, _)| slug.is_none_or(|slug| slug == *document));
    wanted.flat_map(|(_, sections)| sections.iter().copied())
}
