//! Machine-readable contracts, one for each API in the form of its style.
//!
//! All are written from the same [`sheet::Sheet`] that the API specification is written from. Nothing here
//! writes files: a contract is a path and a text.

pub mod addresses;
pub mod asyncapi;
pub mod bodies;
pub mod contact;
#[cfg(test)]
pub mod fixture;
pub mod graphql;
pub mod leaving;
pub mod limits;
pub use crate::workshop::names;
pub mod openapi;
pub mod ordered;
pub mod paths;
pub mod problems;
pub mod proto;
pub mod sample;
pub mod schema;
pub mod security;
pub mod sheet;
pub mod types;

use serde::Serialize;

use crate::workshop::records::ApiStyle;
use crate::workshop::session::Session;

use sheet::Sheet;

/// A contract as a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contract {
    /// The API's id.
    pub api: String,
    /// The path below the folder of the documents: `contracts/billing.openapi.yaml`.
    pub path: String,
    /// The whole text.
    pub text: String,
}

/// The contracts of all APIs that have one, in the team's order.
pub fn contracts(session: &Session) -> Vec<Contract> {
    Sheet::all(session).iter().filter_map(contract).collect()
}

/// The contract of one API, once its style is known and it can do something.
pub fn contract(sheet: &Sheet) -> Option<Contract> {
    let path = sheet.contract_path()?;
    let text = match sheet.style()? {
        ApiStyle::Rest => yaml(&openapi::openapi(sheet)),
        ApiStyle::Grpc => proto::proto(sheet).to_string(),
        ApiStyle::Events => yaml(&asyncapi::asyncapi(sheet)),
        ApiStyle::Graphql => graphql::graphql(sheet).to_string(),
    };
    Some(Contract { api: sheet.api.id.clone(), path, text })
}

impl Sheet<'_> {
    /// Where the contract stands, below the folder of the documents.
    pub fn contract_path(&self) -> Option<String> {
        if !self.has_contract() {
            return None;
        }
        match self.style()? {
            ApiStyle::Rest => Some(format!("contracts/{}.openapi.yaml", self.stem)),
            ApiStyle::Grpc => Some(format!("contracts/{}", proto::path(self))),
            ApiStyle::Events => Some(format!("contracts/{}.asyncapi.yaml", self.stem)),
            ApiStyle::Graphql => Some(format!("contracts/{}.graphql", self.stem)),
        }
    }
}

fn yaml(document: &impl Serialize) -> String {
    serde_saphyr::to_string(document).unwrap_or_default()
}

/// Leaves a contract where the environment says, so that tools from outside can be tried on it.
#[cfg(test)]
fn leave_for_a_look(session: &Session, contract: &Contract) {
    let Some(folder) = std::env::var_os("CONTRACTS_OUT") else { return };
    let path =
        std::path::Path::new(&folder).join(names::kebab(session.title(), "session")).join(&contract.path);
    let written =
        path.parent().map(std::fs::create_dir_all).and_then(|_| std::fs::write(&path, &contract.text).ok());
    assert!(written.is_some(), "{} cannot be written", path.display());
}

#[cfg(test)]
mod fuzz_tests;
#[cfg(test)]
mod tests;
