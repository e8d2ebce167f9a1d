//! The sections of the documents that activities feed, by the names content uses for them.

/// Each document with its sections, in their order.
pub const DOCUMENTS: [(&str, &[&str]); 3] = [
    (
        "blueprint",
        &[
            "summary",
            "context",
            "layers",
            "components",
            "communication",
            "core-services",
            "boundaries",
            "dependencies",
            "deployment",
            "readiness",
            "quality",
            "doomsday",
            "decisions",
            "trade-offs",
            "risks",
            "next",
            "questions",
            "glossary",
        ],
    ),
    (
        "api-specification",
        &[
            "summary",
            "catalogue",
            "rules",
            "apis",
            "events",
            "dependencies",
            "governance",
            "questions",
            "changelog",
        ],
    ),
    (
        "adoption-guide",
        &[
            "summary",
            "audience",
            "checklist",
            "first-call",
            "golden-path",
            "who-does-what",
            "dos-and-donts",
            "ownership",
            "escalation",
            "support",
            "migration",
            "measures",
            "scaling",
            "rules",
            "find",
            "problems",
            "feedback",
            "leaving",
            "questions",
        ],
    ),
];

/// The sections of a document.
pub fn document_sections(document: &str) -> Option<&'static [&'static str]> {
    DOCUMENTS.iter().find(|(name, _)| *name == document).map(|(_, sections)| *sections)
}
