//! What was typed, and how useful a person found for it is. Pure.

use domain::fold::fold;
use domain::ids::{MatchKey, UnitId, VillageId};
use domain::record::{Person, RosterScope};

use super::SEARCH_CHARS_MAX;
use crate::roster;
use crate::rows::{PersonKey, RosterRow};
use crate::view::citizen;

/// What was typed, as the index understands it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Query {
    folded: String,
    expression: String,
}

impl Query {
    /// Reads a text; none where it has neither letters nor digits, or is too long to be a name.
    pub(super) fn parse(text: &str) -> Option<Self> {
        if text.chars().nth(SEARCH_CHARS_MAX).is_some() {
            return None;
        }
        let folded = fold(text);
        let words: Vec<String> = folded.split(' ').filter(|word| !word.is_empty()).map(prefix).collect();
        (!words.is_empty()).then(|| Self { expression: words.join(" AND "), folded })
    }

    /// The index's own language.
    pub(super) fn expression(&self) -> &str {
        &self.expression
    }
}

/// A word as a beginning; digits from behind, as they stand on the index.
fn prefix(word: &str) -> String {
    let digits = word.bytes().all(|byte| byte.is_ascii_digit());
    let word: String = if digits { word.chars().rev().collect() } else { word.to_owned() };
    format!("\"{word}\" *")
}

/// Somebody the index knows.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub key: PersonKey,
    pub person: Person,
    pub match_key: Option<MatchKey>,
    pub village: Option<VillageId>,
    pub unit: Option<UnitId>,
    pub citizen: Option<citizen::Answer>,
    pub roster: Option<RosterRow>,
}

/// One person, however many records and lines.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum One {
    Known(MatchKey),
    Unknown(PersonKey),
}

impl Candidate {
    pub(super) fn of_citizen(answer: citizen::Answer) -> Option<Self> {
        let citizen = answer.row.record.clone();
        let (village, unit, match_key) = (citizen.village, citizen.unit, answer.match_key);
        let key = PersonKey::Citizen(citizen.id);
        Some(Self { key, person: citizen.person?, match_key, village, unit, citizen: Some(answer), roster: None })
    }

    pub(super) fn of_roster(answer: roster::Answer) -> Self {
        let (village, unit) = match answer.row.scope {
            RosterScope::Village(village) => (Some(village), None),
            RosterScope::Unit(unit) => (None, Some(unit)),
        };
        let (person, match_key) = (answer.row.person.person.clone(), answer.match_key);
        let key = PersonKey::Roster(answer.row.line);
        Self { key, person, match_key, village, unit, citizen: None, roster: Some(answer.row) }
    }

    /// Who it is; a number is a person, without one a record or a line stands for itself.
    pub(super) fn one(&self) -> One {
        self.match_key.map_or(One::Unknown(self.key), One::Known)
    }

    /// Small is useful: from here, then the whole name as typed, then the given name, then helped before; last by name.
    pub(super) fn rank(&self, query: &Query, near: Option<RosterScope>) -> impl Ord + use<> {
        let name = fold(self.person.name.as_str());
        let far = !self.is_near(near);
        let whole = !name.starts_with(&query.folded);
        let given = !name.rsplit(' ').next().is_some_and(|given| given.starts_with(&query.folded));
        (far, whole && given, self.citizen.is_none(), name, self.person.birth, self.one())
    }

    fn is_near(&self, near: Option<RosterScope>) -> bool {
        match near {
            Some(RosterScope::Village(village)) => self.village == Some(village),
            Some(RosterScope::Unit(unit)) => self.unit == Some(unit),
            None => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_becomes_beginnings_and_tails() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(Query::parse(text).as_ref().map(Query::expression), expected, "{text:?}");
        };
        check("Trần Hạ", Some("\"tran\" * AND \"ha\" *"));
        check("đ", Some("\"d\" *"));
        check("417", Some("\"714\" *"));
        check("h'lan 02", Some("\"hlan\" * AND \"20\" *"));
        check("\" OR a*", Some("\"or\" * AND \"a\" *"));
        check("  ", None);
        check("'\"(*", None);
        check(&"a".repeat(121), None);
    }
}
