//! Which refusals a route may answer with, for the document. Made of the refusals themselves, so that status, code and
//! words cannot differ from what is answered.

use std::collections::{BTreeMap, BTreeSet};

use utoipa::IntoResponses;
use utoipa::openapi::schema::{AdditionalProperties, ObjectBuilder, Type};
use utoipa::openapi::{ContentBuilder, HeaderBuilder, RefOr, Response, ResponseBuilder, Schema};

use crate::db::DbError;
use crate::error::{InternalError, Refusal};

/// What a route that only reads may answer.
pub struct OfReading;
/// What `/readyz` may answer.
pub struct OfReadiness;
/// What `/v1/communes` may answer.
pub struct OfAdmission;
/// What `/v1/exchange` may answer.
pub struct OfExchange;

/// What `/v1/bundles` may answer.
pub struct OfBundles;

/// What `/v1/recovery` may answer.
pub struct OfRecovery;

type Responses = BTreeMap<String, RefOr<Response>>;

impl IntoResponses for OfReading {
    fn responses() -> Responses {
        responses(&[too_often()])
    }
}

impl IntoResponses for OfReadiness {
    fn responses() -> Responses {
        responses(&[storage(), too_often()])
    }
}

impl IntoResponses for OfAdmission {
    fn responses() -> Responses {
        let of_codes = [
            Refusal::SetupCodeUnknown,
            Refusal::SetupCodeUsed,
            Refusal::SetupCodeExpired,
            Refusal::SetupCodeKind,
            Refusal::PracticeNotHere,
            Refusal::NotAuthentic,
        ];
        responses(&of_codes.into_iter().chain(of_bodies()).collect::<Vec<_>>())
    }
}

impl IntoResponses for OfExchange {
    fn responses() -> Responses {
        let of_proofs = [
            Refusal::StaleTime { centre_time_ms: 0 },
            Refusal::UnknownDevice,
            Refusal::BadProof,
            Refusal::UnknownCommune,
            Refusal::NotCertified,
            Refusal::PracticeNotHere,
        ];
        responses(&of_proofs.into_iter().chain(of_bodies()).collect::<Vec<_>>())
    }
}

impl IntoResponses for OfBundles {
    fn responses() -> Responses {
        let of_communes = [Refusal::UnknownCommune, Refusal::PracticeNotHere];
        responses(&of_communes.into_iter().chain(of_bodies()).collect::<Vec<_>>())
    }
}

impl IntoResponses for OfRecovery {
    fn responses() -> Responses {
        responses(&of_bodies())
    }
}

/// What every route with a body may answer.
fn of_bodies() -> Vec<Refusal> {
    let too_large = Refusal::TooLarge { limit_bytes: 0 };
    let internal = Refusal::Internal(InternalError::Random(getrandom::Error::UNEXPECTED));
    let busy = Refusal::Busy { retry_after_s: 1 };
    vec![Refusal::Malformed, Refusal::MediaType, too_large, Refusal::TooSlow, too_often(), busy, storage(), internal]
}

/// What any path and method may answer.
pub fn of_anything() -> Vec<Refusal> {
    vec![Refusal::NotFound, Refusal::Method]
}

const fn too_often() -> Refusal {
    Refusal::TooOften { retry_after_s: 1 }
}

const fn storage() -> Refusal {
    Refusal::Storage(DbError::Stopped)
}

fn responses(refusals: &[Refusal]) -> Responses {
    let statuses: BTreeSet<u16> = refusals.iter().map(|refusal| refusal.status().as_u16()).collect();
    let of_status = |status: u16| refusals.iter().filter(move |refusal| refusal.status().as_u16() == status);
    statuses.into_iter().map(|status| (status.to_string(), response(of_status(status)).into())).collect()
}

fn response<'a>(refusals: impl Iterator<Item = &'a Refusal> + Clone) -> Response {
    let words: Vec<String> = refusals.clone().map(|refusal| format!("`{}`: {refusal}", refusal.code())).collect();
    let content = ContentBuilder::new().schema(Some(schema(refusals.clone()))).build();
    let mut response = ResponseBuilder::new().description(words.join("; ")).content("application/json", content);
    if refusals.into_iter().any(|refusal| refusal.retry_after_s().is_some()) {
        let seconds = ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(1));
        let header = HeaderBuilder::new().schema(Some(seconds)).description(Some("When to come back, in seconds."));
        response = response.header("Retry-After", header.build());
    }
    response.build()
}

/// `{code, message, details}` with the codes and details of these refusals.
pub fn schema<'a>(refusals: impl Iterator<Item = &'a Refusal> + Clone) -> RefOr<Schema> {
    let codes: BTreeSet<&str> = refusals.clone().map(Refusal::code).collect();
    let code = ObjectBuilder::new().schema_type(Type::String).enum_values(Some(codes));
    let message =
        ObjectBuilder::new().schema_type(Type::String).description(Some("For people; programs act on the code."));
    let refusal = ObjectBuilder::new().property("code", code).required("code");
    refusal
        .property("message", message)
        .required("message")
        .property("details", details(refusals))
        .required("details")
        .into()
}

fn details<'a>(refusals: impl Iterator<Item = &'a Refusal>) -> ObjectBuilder {
    let details: Vec<_> = refusals.map(Refusal::details).collect();
    let names: BTreeSet<&String> = details.iter().filter_map(|it| it.as_object()).flat_map(|it| it.keys()).collect();
    let open = ObjectBuilder::new().additional_properties(Some(AdditionalProperties::FreeForm(true)));
    let number = || ObjectBuilder::new().schema_type(Type::Integer);
    names.into_iter().fold(open, |object, name| object.property(name.as_str(), number()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A new refusal does not compile here until it has its place in the document.
    fn is_said_of_a_route(refusal: &Refusal) -> bool {
        match refusal {
            Refusal::Malformed
            | Refusal::MediaType
            | Refusal::TooLarge { .. }
            | Refusal::TooSlow
            | Refusal::StaleTime { .. }
            | Refusal::UnknownCommune
            | Refusal::UnknownDevice
            | Refusal::BadProof
            | Refusal::NotCertified
            | Refusal::NotAuthentic
            | Refusal::SetupCodeUnknown
            | Refusal::SetupCodeUsed
            | Refusal::SetupCodeExpired
            | Refusal::SetupCodeKind
            | Refusal::PracticeNotHere
            | Refusal::Busy { .. }
            | Refusal::TooOften { .. }
            | Refusal::Storage(_)
            | Refusal::Internal(_) => true,
            Refusal::NotFound | Refusal::Method => false,
        }
    }

    #[test]
    fn what_is_said_of_routes_is_what_they_answer_and_the_rest_is_said_of_all() {
        let of_routes =
            [OfReadiness::responses(), OfAdmission::responses(), OfExchange::responses(), OfBundles::responses()];
        let said: BTreeSet<String> = of_routes.iter().flat_map(codes).collect();
        assert_eq!(said.len(), 18, "as many codes as are said of a route above; `busy` is two: {said:?}");
        for refusal in of_anything() {
            assert!(!is_said_of_a_route(&refusal) && !said.contains(refusal.code()));
        }
    }

    fn codes(responses: &Responses) -> Vec<String> {
        let text = serde_json::to_value(responses).unwrap();
        let schemas = text.as_object().unwrap().values().map(|it| &it["content"]["application/json"]["schema"]);
        let codes = schemas.flat_map(|schema| schema["properties"]["code"]["enum"].as_array().unwrap().clone());
        codes.map(|code| code.as_str().unwrap().to_owned()).collect()
    }

    #[test]
    fn a_refusal_that_says_when_to_come_back_has_the_header() {
        let text = serde_json::to_value(OfExchange::responses()).unwrap();
        assert!(text["503"]["headers"]["Retry-After"].is_object(), "{text}");
        assert!(text["400"]["headers"].is_null() || text["400"]["headers"]["Retry-After"].is_null());
    }
}
