//! Whom the users of an API write to.

use serde::Serialize;

use super::sample::is_email;
use super::security::address_in;
use super::sheet::Sheet;

/// A team and a way to reach it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Contact {
    /// Its name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Where it can be reached on the web.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Where it can be reached by mail.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}

impl Contact {
    /// The owner of an API, reached by what the API says, else by the team's channel, its lead, the person
    /// who answers for the component, or the one who owns the platform or its documents.
    pub fn of(sheet: &Sheet) -> Self {
        let people = &sheet.records.people;
        let team = sheet.owner();
        let lead = team.and_then(|team| people.get_ref(&team.lead));
        let accountable = sheet.component().and_then(|component| people.get_ref(&component.accountable));
        let name = team.map(|team| team.name.trim().to_owned()).filter(|name| !name.is_empty());
        let product_owner = people.get_ref(&sheet.records.ownership.product_owner);
        let document_owner = people.get_ref(&sheet.records.charter.document_owner);
        let own = [Some(sheet.api.contact.as_str()), team.map(|team| team.channel.as_str())];
        // The catalogue names the owner of each API.
        let catalogue = sheet.records.finding.catalogue.as_str();
        let url = own.iter().flatten().find_map(|text| web_in(text)).or_else(|| address_in(catalogue));
        let persons: Vec<_> =
            [lead, accountable, product_owner, document_owner].into_iter().flatten().collect();
        let contacts = persons.iter().map(|person| person.contact.as_str());
        let mut texts = own.into_iter().flatten().chain(contacts);
        let email = texts.find_map(mail_in);
        let name = name.or_else(|| persons.first().map(|person| person.name.clone()));
        Self { name: name.unwrap_or_default(), url, email }
    }

    /// True when a user could write or go somewhere.
    pub fn is_reachable(&self) -> bool {
        self.email.is_some() || self.url.is_some()
    }

    /// The same, unless nothing is known.
    pub fn known(sheet: &Sheet) -> Option<Self> {
        Some(Self::of(sheet)).filter(|contact| *contact != Self::default())
    }
}

/// Who answers for an API and where to write, as a sentence; empty when nobody is known.
pub fn answers(sheet: &Sheet) -> String {
    let contact = Contact::of(sheet);
    let name = match sheet.owner().map(|team| team.name.trim()) {
        // An API may have the very name of its team.
        Some(team) if !team.is_empty() && !team.to_lowercase().contains("team") => format!("The team {team}"),
        _ => contact.name,
    };
    let reach = contact.email.or(contact.url).map(|reach| format!(" ({reach})")).unwrap_or_default();
    match (name.as_str(), sheet.owner()) {
        ("", _) => String::new(),
        (name, Some(_)) => format!("{name}{reach} answers for it."),
        (name, None) => format!("It has no owner yet; {name}{reach} answers questions."),
    }
}

fn mail_in(text: &str) -> Option<String> {
    let marks = ['(', ')', ',', ';', '<', '>', '.', '`'];
    let mut words =
        text.split_whitespace().map(|word| word.trim_matches(marks).trim_start_matches("mailto:"));
    words.find(|word| is_email(word)).map(str::to_owned)
}

fn web_in(text: &str) -> Option<String> {
    let mut words = text.split_whitespace();
    words.find(|word| word.starts_with("https://") || word.starts_with('(')).and_then(address_in)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_among_other_words() {
        assert_eq!(mail_in("write to <billing@example.com>.").as_deref(), Some("billing@example.com"));
        assert_eq!(mail_in("#billing on chat"), None);
        assert_eq!(
            web_in("https://chat.example.com/billing").as_deref(),
            Some("https://chat.example.com/billing")
        );
        assert_eq!(web_in("#billing"), None);
    }
}
