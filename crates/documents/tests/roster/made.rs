//! Files of different make, each with what must be read of it beside it, cell by cell.

use std::fs;

use documents::roster::{self, Grid};

use crate::told::{folder, told};

/// A file and the lines that lie beside it under the same name with `.txt`.
fn check(name: &str, read: impl Fn(&[u8]) -> Vec<Grid>) {
    let bytes = fs::read(folder().join(name)).unwrap();
    let expected = fs::read_to_string(folder().join(format!("{name}.txt"))).unwrap_or_default();
    let got = told(&read(&bytes));
    assert_eq!(got, expected, "{name} was read so:\n{got}");
}

fn read(bytes: &[u8]) -> Vec<Grid> {
    roster::read(bytes).unwrap()
}

macro_rules! fixtures {
    ($($(#[$doc:meta])* $test:ident: $($name:literal),+;)*) => {
        $($(#[$doc])* #[test] fn $test() { $(check($name, read);)+ })*
        /// Every file in the folder is read by a test.
        const READ: &[&str] = &[$($($name,)+)*];
    };
}

fixtures! {
    a_plain_table_reads_alike_from_three_formats: "libreoffice.xlsx", "libreoffice.ods", "libreoffice.xls";
    emblem_titles_two_header_rows_sums_and_signatures_are_skipped: "emblem.ods", "emblem.xlsx";
    sheets_of_several_villages_are_read_and_hidden_ones_are_named_alone: "several_sheets.xlsx";
    numbers_that_should_be_texts_and_texts_that_should_be_numbers: "number_types.xls", "number_types.xlsx";
    rows_that_name_a_village_hold_for_those_below: "sections.xlsx", "sections.ods";
    a_list_of_units_is_read: "units.xlsx";
    old_typefaces_in_text_files: "tcvn3.csv", "vni.csv";
    old_typefaces_in_workbooks: "tcvn3.xls", "vni.xlsx";
    code_page_1258_is_read: "cp1258.csv";
    marks_at_the_beginning_and_semicolons: "utf8_bom_semicolon.csv";
    unicode_text_of_excel_is_read: "utf16.txt";
    quotes_guards_and_a_said_separator: "quoted.csv";
    letters_taken_apart_are_put_together: "mac_decomposed.csv";
    copied_cells_are_read: "pasted.tsv";
}

#[test]
fn pasted_cells_read_as_a_file_of_them_does() {
    check("pasted.tsv", |bytes| roster::read_pasted(std::str::from_utf8(bytes).unwrap()).unwrap());
}

#[test]
fn every_file_here_is_read_by_a_test() {
    for entry in fs::read_dir(folder()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let of = name.strip_suffix(".txt").filter(|of| READ.contains(of)).unwrap_or(&name);
        assert!(READ.contains(&of), "{name}");
    }
}
