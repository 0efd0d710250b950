//! What is said of a list as a whole on trial: what was not read of it, what was put right in it, what will not fit.

use documents::roster::{Fault, Grid, Line, REFUSED_ROWS_MAX};

use super::{Plan, Source};
use crate::view::Words;

/// Sheets that are called by name.
const NAMED_MAX: usize = 5;

/// What there is to say, the gravest first.
pub(crate) fn notices(source: &Source, plan: &Plan) -> Vec<Words> {
    let lines = || source.sheets.iter().flatten().flat_map(|(_, reading)| &reading.lines);
    let has_lost_zeros = |line: &&Line| line.faults.contains(&Fault::NumberZerosLost);
    let all = [
        hidden(&source.grids),
        counted("zeros-lost", lines().filter(has_lost_zeros).count()),
        counted("zero-restored", lines().filter(|line| line.zero_restored && !line.is_refused()).count()),
        too_many(usize::try_from(plan.counts.refused).unwrap_or(usize::MAX)),
    ];
    all.into_iter().flatten().collect()
}

fn hidden(grids: &[Grid]) -> Option<Words> {
    let names: Vec<&str> = grids.iter().filter(|grid| grid.hidden).map(|grid| grid.name.as_str()).collect();
    let more = if names.len() > NAMED_MAX { ", …" } else { "" };
    let named = names.iter().take(NAMED_MAX).map(|name| format!("“{name}”")).collect::<Vec<_>>().join(", ");
    let words =
        || Words::new("roster-notice-hidden").with("count", names.len()).with("names", format!("{named}{more}"));
    (!names.is_empty()).then(words)
}

fn counted(what: &str, count: usize) -> Option<Words> {
    (count > 0).then(|| Words::new(&format!("roster-notice-{what}")).with("count", count))
}

fn too_many(refused: usize) -> Option<Words> {
    let words = || Words::new("roster-notice-refused-many").with("count", refused).with("max", REFUSED_ROWS_MAX);
    (refused > REFUSED_ROWS_MAX).then(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_refused_rows_than_a_file_takes_are_said_with_both_numbers() {
        assert_eq!(too_many(REFUSED_ROWS_MAX), None);
        let words = too_many(REFUSED_ROWS_MAX + 1).unwrap();
        assert_eq!((words.params["count"].as_str(), words.params["max"].as_str()), ("20001", "20000"));
    }

    #[test]
    fn a_few_hidden_sheets_are_called_by_name() {
        let grid = |name: &str, hidden| Grid { name: name.into(), rows: Vec::new(), hidden };
        assert_eq!(hidden(&[grid("Thôn Gồm", false)]), None);
        let words = hidden(&[grid("Thôn Gồm", false), grid("Nháp", true), grid("Cũ", true)]).unwrap();
        assert_eq!((words.params["count"].as_str(), words.params["names"].as_str()), ("2", "“Nháp”, “Cũ”"));
        let many: Vec<Grid> = (0..7).map(|at| grid(&at.to_string(), true)).collect();
        assert!(hidden(&many).unwrap().params["names"].ends_with("“4”, …"));
    }
}
