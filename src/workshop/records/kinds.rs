//! Every kind of record, listed once: a variant of [`Kind`] and a field of [`Records`] each.

use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::LazyLock;

use super::tables::AnyTable;
#[allow(clippy::wildcard_imports, reason = "a line for each kind is the list below")]
use super::*;

macro_rules! kinds {
    (forms { $($form:ident: $form_type:ident,)+ } tables { $($table:ident: $table_type:ident,)+ }) => {
        /// A kind of record.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $(#[doc = "The form of that name."] $form_type,)+
            $(#[doc = "The table of that name."] $table_type,)+
        }

        impl Kind {
            /// Every kind, forms first.
            pub const ALL: &'static [Self] = &[$(Self::$form_type,)+ $(Self::$table_type,)+];

            /// Its declaration.
            pub fn spec(self) -> &'static KindSpec {
                match self {
                    $(Self::$form_type => const { &$form_type::SPEC },)+
                    $(Self::$table_type => const { &$table_type::SPEC },)+
                }
            }
        }

        /// All records of a session.
        #[derive(Debug, Clone, PartialEq, Default)]
        pub struct Records {
            $(#[doc = "The form of that name."] pub $form: Form<$form_type>,)+
            $(#[doc = "The table of that name."] pub $table: Table<$table_type>,)+
        }

        impl Records {
            pub(super) fn table(&self, kind: Kind) -> &dyn AnyTable {
                match kind {
                    $(Kind::$form_type => &self.$form,)+
                    $(Kind::$table_type => &self.$table,)+
                }
            }
            pub(super) fn table_mut(&mut self, kind: Kind) -> &mut dyn AnyTable {
                match kind {
                    $(Kind::$form_type => &mut self.$form,)+
                    $(Kind::$table_type => &mut self.$table,)+
                }
            }
        }
    };
}

kinds! {
    forms {
        charter: Charter,
        weights: Weights,
        purpose: Purpose,
        ownership: Ownership,
        deployment: Deployment,
        api_rules: ApiRules,
        golden_path: GoldenPath,
        support: Support,
        finding: Finding,
    }
    tables {
        people: Person,
        teams: Team,
        user_groups: UserGroup,
        pains: Pain,
        domains: Domain,
        systems: System,
        standards: Standard,
        constraints: Constraint,
        readiness: Readiness,
        limits: Limit,
        measurements: Measurement,
        step_changes: StepChange,
        qualities: Quality,
        risks: Risk,
        capabilities: Capability,
        options: SourcingOption,
        criteria: Criteria,
        components: Component,
        connections: Connection,
        apis: Api,
        payloads: Payload,
        payload_fields: PayloadField,
        operations: Operation,
        parameters: Parameter,
        api_errors: ApiError,
        tracked_events: TrackedEvent,
        measures: Measure,
        onboarding: OnboardingStep,
        migrations: Migration,
        rules: Rule,
        responsibilities: Responsibility,
        escalations: Escalation,
        problems: Problem,
        decisions: Decision,
        trade_offs: TradeOff,
        actions: Action,
        parked: Parked,
        terms: Term,
    }
}

impl Kind {
    /// The kind with that stable key.
    pub fn from_key(key: &str) -> Option<Self> {
        static KEYS: LazyLock<HashMap<&str, Kind>> =
            LazyLock::new(|| Kind::ALL.iter().map(|kind| (kind.spec().key, *kind)).collect());
        KEYS.get(key).copied()
    }

    /// The kind of the record with that id (`pain-3`, or the key of a form).
    pub fn of_id(id: &str) -> Option<Self> {
        let key = match id.rsplit_once('-') {
            Some((key, number)) if !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) => key,
            _ => id,
        };
        Self::from_key(key)
    }
}

impl Serialize for Kind {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.spec().key)
    }
}

impl<'de> Deserialize<'de> for Kind {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let key = String::deserialize(deserializer)?;
        Self::from_key(&key)
            .ok_or_else(|| serde::de::Error::custom(format!("unknown kind of record “{key}”")))
    }
}
