//! Why a card is refused, and what is worth a look on one that is not.

use crate::choices::keyed_choice;

/// Why a text is not read as a card; it never carries the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CardError {
    /// Longer than [`super::CARD_BYTES_MAX`].
    #[error("the text is longer than any card")]
    TooLong,
    /// Fewer than seven fields: cut short, or no card.
    #[error("a card has 7 fields and more, this text has {found}")]
    TooFewFields {
        /// Fields found.
        found: usize,
    },
    /// More than [`super::CARD_FIELDS_MAX`] fields.
    #[error("the text has more fields than any card")]
    TooManyFields,
    /// The first field is not 12 digits.
    #[error("the first field is not a personal number of 12 digits")]
    Number,
    /// The second field is neither 9 digits nor empty.
    #[error("the second field is neither an old number of 9 digits nor empty")]
    OldNumber,
    /// The name is empty.
    #[error("the card has no name")]
    NameMissing,
    /// The name has digits or signs that no name has: the scanner mangles Vietnamese.
    #[error("the name was mangled on its way from the scanner")]
    NameMangled,
    /// The name is longer than names are.
    #[error("the name is too long")]
    NameTooLong,
    /// The birth date is not 8 digits, nor a year.
    #[error("the birth date is not written as eight digits")]
    Birth,
    /// The birth date is no day of the calendar.
    #[error("the birth date is not a day of the calendar")]
    BirthImpossible,
    /// The birth date lies after today.
    #[error("the birth date lies in the future")]
    BirthFuture,
    /// The sex is neither Nam nor Nữ.
    #[error("the sex is neither Nam nor Nữ")]
    Sex,
    /// Capitals and small letters are swapped.
    #[error("Caps Lock is on: capitals and small letters are swapped")]
    CapsLock,
    /// The address is too long or has control characters.
    #[error("the address cannot be read")]
    Address,
    /// The issue date is not a day written as eight digits.
    #[error("the issue date is not a day written as eight digits")]
    IssueDate,
}

/// The text-catalogue keys of this module: all errors, then all warnings.
pub const KEYS: &[&[&str]] = &[CardError::KEYS, CardWarning::KEYS];

impl CardError {
    /// The text-catalogue keys of all errors.
    pub const KEYS: &'static [&'static str] = &[
        "card-error-too-long",
        "card-error-too-few-fields",
        "card-error-too-many-fields",
        "card-error-number",
        "card-error-old-number",
        "card-error-name-missing",
        "card-error-name-mangled",
        "card-error-name-too-long",
        "card-error-birth",
        "card-error-birth-impossible",
        "card-error-birth-future",
        "card-error-sex",
        "card-error-caps-lock",
        "card-error-address",
        "card-error-issue-date",
    ];

    /// The text-catalogue key.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::TooLong => "card-error-too-long",
            Self::TooFewFields { .. } => "card-error-too-few-fields",
            Self::TooManyFields => "card-error-too-many-fields",
            Self::Number => "card-error-number",
            Self::OldNumber => "card-error-old-number",
            Self::NameMissing => "card-error-name-missing",
            Self::NameMangled => "card-error-name-mangled",
            Self::NameTooLong => "card-error-name-too-long",
            Self::Birth => "card-error-birth",
            Self::BirthImpossible => "card-error-birth-impossible",
            Self::BirthFuture => "card-error-birth-future",
            Self::Sex => "card-error-sex",
            Self::CapsLock => "card-error-caps-lock",
            Self::Address => "card-error-address",
            Self::IssueDate => "card-error-issue-date",
        }
    }
}

keyed_choice! {
    /// Something on a card worth a look; the card is taken all the same.
    CardWarning {
        /// The number claims another birth year. Numbers are cancelled and re-issued.
        BirthYearDiffers = "card-warning-birth-year-differs";
        /// The number claims another sex.
        SexDiffers = "card-warning-sex-differs";
        /// The number is one of those made up for samples and practice.
        SampleNumber = "card-warning-sample-number";
        /// The number begins with the code of no place.
        BirthPlaceUnknown = "card-warning-birth-place-unknown";
        /// Only the birth year is known.
        BirthYearOnly = "card-warning-birth-year-only";
        /// The name is in capitals; Title Case is offered.
        NameInCapitals = "card-warning-name-in-capitals";
        /// The card has no address.
        AddressMissing = "card-warning-address-missing";
        /// The address has signs that no address has: the scanner mangles Vietnamese.
        AddressMangled = "card-warning-address-mangled";
        /// The scanner mangles letters; they were put right.
        Mended = "card-warning-mended";
        /// Some letters of the name may be one or the other: somebody must choose.
        NameUnsure = "card-warning-name-unsure";
        /// Some signs of the address may be one or the other.
        AddressUnsure = "card-warning-address-unsure";
        /// The name looks as if Telex or VNI had rewritten it.
        InputMethod = "card-warning-input-method";
        /// The card was issued after today: a wrong clock, or a misread date.
        IssuedAhead = "card-warning-issued-ahead";
        /// The card was issued before its holder was born.
        IssuedBeforeBirth = "card-warning-issued-before-birth";
        /// The card has more than is kept.
        ExtraFields = "card-warning-extra-fields";
    }
}
