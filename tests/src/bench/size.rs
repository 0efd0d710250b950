//! How large the desktop program is that people download.

use anyhow::Result;

use super::cost::number;
use super::{Figure, Goal, Scale};
use crate::programs::program;

/// Measures it.
///
/// # Errors
/// The program is not built.
pub(super) fn measure(_: Scale) -> Result<Vec<Figure>> {
    let bytes = program("dong-hanh")?.metadata()?.len();
    let figure = Figure {
        name: "size of the desktop program, MB".to_owned(),
        ours: number(bytes) / 1e6,
        reference: None,
        goal: Goal::AtMost(40.0),
    };
    Ok(vec![figure])
}
