//! Who is involved: people, teams and the groups the platform serves.

use super::{Kind, record};
use crate::choice;
use crate::workshop::value::{Kinded, Prose, Ref};

choice! {
    /// What a team does for the others (Skelton and Pais, *Team Topologies*).
    TeamKind {
        Platform = "platform" "Platform team",
        Product = "product" "Stream-aligned (product) team",
        Enabling = "enabling" "Enabling team",
        Specialist = "specialist" "Complicated-subsystem team",
        Partner = "partner" "External partner",
    }
}

choice! {
    /// How a team works with the platform team (Skelton and Pais, *Team Topologies*).
    Interaction {
        Service = "x_as_a_service" "X-as-a-Service",
        Collaboration = "collaboration" "Collaboration",
        Facilitating = "facilitating" "Facilitating",
    }
}

choice! {
    /// The kinds of people who use a platform.
    UserKind {
        Engineers = "engineers" "Product engineers",
        Data = "data" "Data teams",
        FrontEnd = "front_end" "Front-end squads",
        Mobile = "mobile" "Mobile squads",
        Operations = "operations" "Operations and reliability",
        Security = "security" "Security and compliance",
        Business = "business" "People in the business",
        Partners = "partners" "External partners",
        Public = "public" "Customers and the public",
        Other = "other" "Others",
    }
}

/// Somebody to call: one person, or a team whose rota answers.
#[derive(Debug)]
pub struct PersonOrTeam;

impl Kinded for PersonOrTeam {
    const KIND: Kind = Kind::Person;
    const OR: Option<Kind> = Some(Kind::Team);
}

record! {
    /// Somebody who takes part, decides or answers for something.
    Person Person "person", "Person", "People", false {
        name: String = "Name", "First and last name", required;
        role: String = "Role", "What they do";
        team: Ref<Team> = "Team", "Where they work";
        contact: String = "Contact", "Mail address or handle";
        attends: Option<bool> = "In the room", "Yes when they take part in the session";
    }
}

impl Person {
    /// True while nothing says that they are away: who is added is taken to be in the room.
    pub fn is_here(&self) -> bool {
        self.attends != Some(false)
    }
}

record! {
    /// A group of people with one backlog.
    Team Team "team", "Team", "Teams", false {
        name: String = "Team", "What the team is called", required;
        kind: Option<TeamKind> = "Kind", "What it does for the others";
        size: Option<f64> = "People", "How many";
        lead: Ref<Person> = "Lead", "Who answers for the team";
        channel: String = "Channel", "Where it can be reached", required;
        hours: String = "Hours", "When somebody answers";
        interaction: Option<Interaction> = "Works with the platform by", "How the two teams work together";
        interaction_ends: String = "Until", "When a collaboration or facilitation ends";
        handle: String = "Code handle", "What the code host calls it: @acme/platform";
    }
}

record! {
    /// People with the same reason to use the platform.
    UserGroup UserGroup "user-group", "User group", "User groups", false {
        name: String = "Group", "Who they are", required;
        kind: Option<UserKind> = "Kind", "What sort of people";
        size: Option<f64> = "People", "How many there are", required;
        goal: String = "Trying to", "The problem they want solved today", required;
        today: Prose = "Today", "How they get by now";
        excluded: Option<bool> = "Out of scope", "Yes when the platform does not serve them";
    }
}
