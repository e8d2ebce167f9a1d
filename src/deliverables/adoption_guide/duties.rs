//! Who does what, what to do and to leave, who owns a component, whom to call and what support covers.

use crate::deliverables::document::{Column, ListKind, Section, Table, Text};
use crate::deliverables::phrases::{self, by_number, count};
use crate::deliverables::sources::Sources;
use crate::workshop::flags;
use crate::workshop::records::{Kind, Offer, RuleKind};

/// Shared responsibility, by activity and by capability.
pub fn who_does_what(section: &mut Section, src: &Sources) {
    let told = src
        .records
        .responsibilities
        .iter()
        .filter(|row| !src.answer(&row.platform).is_empty() || !src.answer(&row.product).is_empty());
    let told = told.map(|row| row.id.as_str());
    section.table(src.grid(Kind::Responsibility, told, &["activity", "platform", "product"]));
    section.part("capabilities", "For each capability", |part| {
        let offered = src.records.capabilities.iter().filter(|capability| {
            matches!(capability.offer, Some(Offer::Offered | Offer::Planned | Offer::Bought))
                && !src.answer(&capability.team_does).is_empty()
        });
        let mut table = Table::new([
            Column::required("Capability"),
            Column::required("Your team"),
            Column::required("The platform"),
            Column::required("Neither may"),
            Column::required("Offer"),
        ]);
        for capability in offered {
            let said = |field| src.cell(&capability.id, field);
            table.row(
                Some(&capability.id),
                [said("name"), said("team_does"), said("platform_does"), said("neither"), said("offer")],
            );
        }
        part.table(table);
    });
}

/// A rule with its reason and where it comes from.
struct Manner {
    record: Option<String>,
    text: String,
    reason: String,
    from: String,
}

/// The team's rules, and those its answers call for.
pub fn dos_and_donts(section: &mut Section, src: &Sources) {
    let (dos, donts) = (manners(src, RuleKind::Do), manners(src, RuleKind::Dont));
    if dos.is_empty() && donts.is_empty() {
        return;
    }
    let raised = dos.iter().chain(&donts).filter(|manner| manner.record.is_none()).count();
    let all = dos.len() + donts.len();
    if raised > 0 {
        let others = if raised < all { "; the others are the team's own words" } else { "" };
        section.paragraph(format!(
            "{} {} from warnings that this session's answers raise{others}.",
            count(raised, "rule", "rules"),
            by_number(raised, "comes", "come")
        ));
    }
    section.part("dos", "Do", |part| table(part, "Do", dos));
    section.part("donts", "Don't", |part| table(part, "Don't", donts));
}

/// The warning a rule comes from, by its name: readers of the guide know no codes.
fn named(flag: &str) -> String {
    let code = flag.split([':', ' ']).next().unwrap_or_default().to_uppercase();
    flags::rule(&code).map_or_else(|| flag.to_owned(), |rule| rule.title.to_owned())
}

fn table(part: &mut Section, label: &str, manners: Vec<Manner>) {
    let mut table =
        Table::new([Column::required(label), Column::required("Because"), Column::optional("From")]);
    for manner in manners {
        let cells = [manner.text.into(), manner.reason.into(), manner.from.into()];
        table.row(manner.record.as_deref(), cells);
    }
    part.table(table);
}

fn manners(src: &Sources, kind: RuleKind) -> Vec<Manner> {
    let own = src.records.rules.iter().filter(|rule| rule.kind == Some(kind));
    let mut manners: Vec<Manner> = own
        .map(|rule| Manner {
            record: Some(rule.id.clone()),
            text: instruction(kind, src.answer(&rule.text)),
            reason: phrases::sentence(src.answer(&rule.reason)),
            from: named(src.answer(&rule.flag)),
        })
        .filter(|manner| !manner.text.is_empty())
        .collect();
    // A warning that the team has made a rule of needs no second one.
    let covered: Vec<String> = src.records.rules.iter().map(|rule| rule.flag.trim().to_uppercase()).collect();
    for rule in flags::RULES {
        let raised = src.open.iter().chain(src.accepted.iter().map(|(flag, _)| flag));
        let seen: Vec<_> = raised.filter(|flag| flag.rule == rule.id).collect();
        let Some(first) = seen.first() else { continue };
        if covered.iter().any(|flag| flag.starts_with(rule.id)) {
            continue;
        }
        let Some(mistake) = src.catalogue.mistake(rule.id) else { continue };
        let (text, reason) = match kind {
            RuleKind::Do => (
                &mistake.do_,
                format!("{} Seen here: {}", rule.why, first_sentence(&without_codes(&first.text))),
            ),
            RuleKind::Dont => (&mistake.dont, first_sentence(&mistake.why).to_owned()),
        };
        manners.push(Manner {
            record: None,
            text: phrases::sentence(text),
            reason,
            from: rule.title.to_owned(),
        });
    }
    manners
}

/// What was seen, without the codes of API rules (`G5:`), which stand in another document.
fn without_codes(text: &str) -> String {
    let code = |word: &&str| {
        let number = word.strip_prefix('G').and_then(|rest| rest.strip_suffix(':'));
        number.is_some_and(|number| number.parse::<u8>().is_ok())
    };
    text.split(' ').filter(|word| !code(word)).collect::<Vec<_>>().join(" ")
}

/// A rule that says by itself whether it asks or forbids.
fn instruction(kind: RuleKind, text: &str) -> String {
    let forbids = ["do not ", "don't ", "don’t ", "never ", "no ", "nobody "];
    let lower = text.to_lowercase();
    let first = text.split(' ').next().unwrap_or_default();
    let plain = first.chars().skip(1).all(char::is_lowercase);
    if kind == RuleKind::Do || text.is_empty() || !plain || forbids.iter().any(|word| lower.starts_with(word))
    {
        return phrases::sentence(text);
    }
    let small: String =
        text.chars().take(1).flat_map(char::to_lowercase).chain(text.chars().skip(1)).collect();
    phrases::sentence(&format!("Do not {small}"))
}

fn first_sentence(text: &str) -> &str {
    text.find(". ").map_or(text, |end| &text[..=end])
}

/// Who answers for each component, and who is responsible, accountable, consulted and informed.
pub fn ownership(section: &mut Section, src: &Sources) {
    let components = &src.records.components;
    let mut table = Table::new([
        Column::required("Component"),
        Column::required("Team"),
        Column::required("Accountable"),
        Column::required("Backup"),
        Column::required("Channel"),
        Column::required("Hours"),
    ]);
    for component in components {
        let team = component.owner.id().unwrap_or_default();
        let said = |field| src.cell(&component.id, field);
        table.row(
            Some(&component.id),
            [
                said("name"),
                said("owner"),
                said("accountable"),
                said("backup"),
                src.cell(team, "channel"),
                src.cell(team, "hours"),
            ],
        );
    }
    let covered =
        components.iter().filter(|c| c.backup.is_some() && c.backup.id() != c.accountable.id()).count();
    if components.len() > 1 && covered > 0 {
        section.paragraph(if covered == components.len() {
            format!("Each of the {covered} components has one accountable person and a backup who is somebody else.")
        } else {
            format!("{covered} of {} components have a backup who is somebody else.", components.len())
        });
    }
    section.table(table);
    section.part("raci", "Responsible and accountable", |part| {
        let fields = ["activity", "responsible", "accountable", "consulted", "informed"];
        part.table(src.grid_of(Kind::Responsibility, &fields));
    });
}

/// Whom to call, and how fast they answer.
pub fn escalation(section: &mut Section, src: &Sources) {
    let severities = &src.records.escalations;
    if let Some(worst) = severities.first()
        && let Some(response) = worst.response
    {
        let lines: Vec<String> = [&worst.first, &worst.second, &worst.third]
            .iter()
            .map(|line| match (Kind::of_id(line.id().unwrap_or_default()), src.title(line)) {
                // “By Platform team first” lacks an article.
                (Some(Kind::Team), name) if name.ends_with(" team") => format!("the {name}"),
                (_, name) => name,
            })
            .filter(|name| !name.is_empty())
            .collect();
        let effect = phrases::clause(src.answer(&worst.effect));
        let mut text = format!("{} is answered within {response}", src.answer(&worst.severity));
        if lines.len() > 1 {
            text.push_str(&format!(", by {} first, then by {}", lines[0], phrases::series(&lines[1..])));
        }
        if !effect.is_empty() {
            text.push_str(&format!(". It means: {effect}"));
        }
        section.paragraph_of(&worst.id, format!("{text}."));
    }
    section.table(src.grid_of(
        Kind::Escalation,
        &["severity", "effect", "first", "second", "third", "response", "channel"],
    ));
}

/// Where to ask, when, and for what.
pub fn support(section: &mut Section, src: &Sources) {
    let support = &src.records.support;
    let id = "support";
    let (channel, hours) = (src.answer(&support.channel), src.answer(&support.hours));
    let mut text = Text::new();
    if !channel.is_empty() {
        text = text.then("Ask in ").then(phrases::clause(channel)).then(".");
    }
    if !hours.is_empty() {
        text = text.then(format!(" Hours: {}", phrases::sentence(hours)));
    }
    section.paragraph_of(id, text);
    let list = |lines: &[String]| -> Vec<Text> {
        let answered = lines.iter().map(|line| src.answer(line)).filter(|line| !line.is_empty());
        answered.map(|line| Text::from(phrases::sentence(line))).collect()
    };
    section.part("supported", "Supported", |part| part.list(ListKind::Bullets, list(&support.covered)));
    section.part("not-supported", "Not supported", |part| {
        part.list(ListKind::Bullets, list(&support.not_covered));
    });
}
