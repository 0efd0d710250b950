//! The central endpoint: keeps what laptops send, proves that it arrived, passes it on.
//! Never here: keys that open what is sealed, rows about people, rules of the field.

mod carried;
mod centre;
mod clock;
mod db;
mod error;
mod hex;
mod http;
mod key;
mod meter;
mod random;
mod running;
mod serving;
pub mod settings;
mod setup_code;
mod tls;
pub mod trace;

pub use carried::CarriedError;
pub use centre::{BundleIntake, Centre, OpenError, Returned};
pub use clock::Clock;
pub use db::DbError;
pub use db::ask::CommuneCounts;
pub use error::Refusal;
pub use random::Random;
pub use running::{InThread, Running, Server, StartError};
pub use settings::Settings;
pub use setup_code::{SetupCode, SetupCodeError};
pub use tls::{TlsError, TlsFiles};
