//! One function per thing a person does. The window and the command line call nothing else.

pub mod error;
pub mod view;

pub use error::{Code, Error};
