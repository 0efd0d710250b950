//! Offices that people are sent to: the leader's list, and what the desk says of one.

use serde::{Deserialize, Serialize};
use specta::Type;
use uuid::Uuid;

pub use domain::office::OfficeTask;

use super::Words;

/// The list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct OfficesView {
    /// By name.
    pub offices: Vec<OfficeView>,
    /// Whether whoever is at work may change it.
    pub may_change: bool,
    /// Whether there is room for no more.
    pub full: bool,
}

/// An office.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct OfficeView {
    /// Its identity.
    pub id: Uuid,
    /// What people call it.
    pub name: String,
    /// Where it is, or empty.
    pub address: String,
    /// What is done there.
    pub tasks: Vec<OfficeTask>,
    /// Each day's hours, Monday to Sunday, as they may be typed back: `7:30–11:30, 13:30–17:00`; empty where it is shut.
    pub hours: Vec<String>,
    /// The week's hours in Vietnamese; empty where nobody has said them.
    pub hours_vi: String,
    /// The same in English.
    pub hours_en: String,
    /// The phone, or empty.
    pub phone: String,
    /// What else to know, or empty.
    pub note: String,
}

/// An office to go to.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct OfficeToGo {
    /// Which.
    pub office: OfficeView,
    /// Whether it is open on the session's day, and when next.
    pub open: Words,
}

/// An office to add or to change.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct OfficeForm {
    /// Which; none: a new one.
    pub office: Option<Uuid>,
    /// What people call it.
    pub name: String,
    /// Where it is, or empty.
    pub address: String,
    /// What is done there.
    pub tasks: Vec<OfficeTask>,
    /// Seven days' hours, Monday to Sunday: `7:30-11:30, 13:30-17:00`, or empty.
    pub hours: Vec<String>,
    /// Phone, or empty.
    pub phone: String,
    /// Note, or empty.
    pub note: String,
}
