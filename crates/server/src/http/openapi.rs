//! `/openapi.json`: the document of all routes. What it says of a route stands beside the route's function.

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use utoipa::openapi::path::{HttpMethod, OperationBuilder, PathItem};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{
    ComponentsBuilder, ContentBuilder, HeaderBuilder, InfoBuilder, LicenseBuilder, OpenApi, OpenApiBuilder,
    PathsBuilder, RefOr, ResponseBuilder, ResponsesBuilder,
};

use super::observe::REQUEST_ID;
use super::refusals;

/// Where the document is.
const PATH: &str = "/openapi.json";
const JSON: HeaderValue = HeaderValue::from_static("application/json");
const DESCRIPTION: &str = "Keeps what laptops send, proves that it arrived, passes it on. What travels in an exchange is \
    CBOR and stands in PROTOCOL.md. Every refusal is JSON `{code, message, details}`; a path that is not here is answered \
    404 `not-found`, a method that is not here 405 `method` with `Allow`.";

/// The document before any route: what the centre is, and what is true of all routes.
pub fn begin() -> OpenApi {
    let license = LicenseBuilder::new().name("Apache-2.0 OR MIT").build();
    let info = InfoBuilder::new().title("The central endpoint of Đồng Hành").version(env!("CARGO_PKG_VERSION"));
    let info = info.description(Some(DESCRIPTION)).license(Some(license));
    let anything = refusals::of_anything();
    let components = ComponentsBuilder::new().schema("Refusal", refusals::schema(anything.iter()));
    let paths = PathsBuilder::new().path(PATH, itself());
    OpenApiBuilder::new().info(info).paths(paths).components(Some(components.build())).build()
}

fn itself() -> PathItem {
    let content = ContentBuilder::new().schema(Some(ObjectBuilder::new())).build();
    let response = ResponseBuilder::new().description("OpenAPI 3.1").content("application/json", content);
    let responses = ResponsesBuilder::new().response("200", response);
    let responses = responses.responses_from_into_responses::<refusals::OfReading>();
    let operation = OperationBuilder::new().summary(Some("This document.")).operation_id(Some("openapi"));
    PathItem::new(HttpMethod::Get, operation.responses(responses))
}

/// The route that shows the finished document.
pub fn route<S: Clone + Send + Sync + 'static>(document: &OpenApi) -> Router<S> {
    let text = Bytes::from(finished(document.clone()));
    Router::new().route(PATH, get(show)).with_state(text)
}

async fn show(State(text): State<Bytes>) -> Response {
    ([(header::CONTENT_TYPE, JSON)], text).into_response()
}

/// As it is served: what every answer carries is said of every answer.
#[expect(clippy::expect_used, reason = "numbers, texts and lists can always be written as JSON")]
fn finished(mut document: OpenApi) -> String {
    let text = ObjectBuilder::new().schema_type(Type::String);
    let id =
        HeaderBuilder::new().schema(Some(text)).description(Some("Names the request in the centre's log.")).build();
    let items = document.paths.paths.values_mut();
    for operation in items.flat_map(|item| [item.get.as_mut(), item.post.as_mut()]).flatten() {
        // What is for the readers of the source alone.
        operation.description = None;
        for response in operation.responses.responses.values_mut() {
            if let RefOr::T(response) = response {
                response.headers.insert(REQUEST_ID.as_str().into(), RefOr::T(id.clone()));
            }
        }
    }
    document.to_pretty_json().expect("a document of our own making")
}
