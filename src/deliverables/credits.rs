//! Whose insights a document rests on: once, at its end. Within the text a name that nobody in the organisation
//! knows only raises the question who that is.

use super::document::{Document, ListKind, Target, Text};
use super::questions::Which;
use super::sources::Sources;

/// Where an insight of the workshop is used.
struct Use {
    document: Which,
    /// The key of the heading under which it is used; without that heading it is not.
    heading: &'static str,
    /// The principle, by its id.
    principle: &'static str,
    /// Whether the answers made it apply.
    applies: fn(&Sources) -> bool,
}

const USES: [Use; 6] = [
    Use { document: Which::Blueprint, heading: "repetition", principle: "P1", applies: |_| true },
    Use {
        document: Which::Blueprint,
        heading: "next",
        principle: "P2",
        applies: |src| !src.records.ownership.core_team.is_empty(),
    },
    Use { document: Which::Blueprint, heading: "quality", principle: "P3", applies: |_| true },
    Use { document: Which::Blueprint, heading: "doomsday", principle: "P4", applies: |_| true },
    Use {
        document: Which::Guide,
        heading: "find",
        principle: "P5",
        applies: |src| !src.records.finding.categories.is_empty(),
    },
    Use { document: Which::Apis, heading: "events", principle: "P6", applies: |_| true },
];

/// Adds the list behind a section, unless the document uses none of them.
pub fn fill(document: &mut Document, src: &Sources, which: Which, section: &str) {
    let uses = USES.iter().filter(|used| used.document == which && (used.applies)(src));
    let mut credits: Vec<Text> = Vec::new();
    for used in uses {
        let Some(heading) = document.heading(used.heading).map(str::to_owned) else { continue };
        let Some(principle) = src.catalogue.principle(used.principle) else { continue };
        let place = Target::Heading(used.heading.to_owned());
        credits.push(
            Text::from(format!("{}: {}, in “", principle.title, principle.person))
                .link(heading, place)
                .then("”."),
        );
        if used.heading == "doomsday" && !src.forecasts.is_empty() {
            credits.push(
                Text::from("The last day to start: John Allspaw, ")
                    .emphasis("The Art of Capacity Planning")
                    .then(" (O'Reilly)."),
            );
        }
    }
    document.also(section, "sources", "Sources", |part| match credits.len() {
        0 => {}
        1 => credits.into_iter().for_each(|credit| part.paragraph(credit)),
        _ => {
            part.paragraph("The workshop's ways of looking at a platform come from these people.");
            part.list(ListKind::Bullets, credits);
        }
    });
}
