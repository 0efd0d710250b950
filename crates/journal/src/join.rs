//! Joining without a network and without a secret on the way: a request from the new laptop, an answer from a leader's.

mod answer;
mod request;

pub use answer::{AnswerError, CentreAddress, JoinAnswer, JoinSecrets, Welcome, WelcomeMember};
pub(crate) use answer::{put_centre, read_centre};
pub use request::{ComparisonCode, JoinRequest, JoinRequestError, JoinRequestInput};
