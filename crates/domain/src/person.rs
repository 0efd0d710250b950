//! What identifies a person: name, birth date, sex, phone, address; and the free texts about one.
//! Never here: the personal number (`citizen_number`), storage, wire forms. All of these types
//! redact `Debug`, have no `Display` and no serde: showing one is a decision, made by name.

mod birth;
mod name;
mod phone;
mod text;

use crate::choices::closed_choice;

pub use birth::{AgeBand, AgeYears, BIRTH_YEAR_MAX, BIRTH_YEAR_MIN, BirthDate, BirthDateError};
pub use name::{NAME_CHARS_MAX, PersonName, PersonNameError};
pub use phone::{Phone, PhoneError};
pub use text::{
    ADDRESS_CHARS_MAX, Address, NOTE_CHARS_MAX, Note, NoteWarning, TITLE_CHARS_MAX, TextError, Title, note_warnings,
};

closed_choice! {
    /// Sex as the card writes it, Nam or Nữ.
    Sex {
        /// Nam.
        Male = 1, "male";
        /// Nữ.
        Female = 2, "female";
    }
}
