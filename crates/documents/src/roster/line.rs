//! A row of a list as a person: what could be read, and what is the matter with it.

use chrono::{Datelike, NaiveDate};
use domain::citizen_number::CitizenNumber;
use domain::fold::fold;
use domain::person::{Address, BirthDate, PersonName, Phone, Sex};
use domain::service::AccountState;

use super::day::{self, DayRead};
use super::legacy::read_cell;
use super::{Cell, Field, Grid, GridRow, Table, number, state};

macro_rules! faults {
    ($($(#[$doc:meta])* $name:ident = $key:literal, $field:ident, $refuses:literal;)*) => {
        /// What is the matter with a row. It never carries what stands there.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
        pub enum Fault { $($(#[$doc])* $name,)* }
        impl Fault {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name,)*];
            /// Its key; the catalogue has a sentence for it.
            #[must_use]
            pub const fn key(self) -> &'static str { match self { $(Self::$name => $key,)* } }
            /// Which field it is about.
            #[must_use]
            pub const fn field(self) -> Field { match self { $(Self::$name => Field::$field,)* } }
            /// Whether the row is refused for it; otherwise the field alone stays empty.
            #[must_use]
            pub const fn refuses(self) -> bool { match self { $(Self::$name => $refuses,)* } }
        }
    };
}

faults! {
    /// No name.
    NameMissing = "name-missing", Name, true;
    /// A name with digits or signs that stand in no name.
    NameBad = "name-bad", Name, true;
    /// No number: the person can be found by name alone.
    NumberMissing = "number-missing", Number, false;
    /// Something other than digits.
    NumberNotDigits = "number-not-digits", Number, true;
    /// Neither 12 digits nor one of the lengths known for a reason.
    NumberLength = "number-length", Number, true;
    /// Ten digits: a spreadsheet ate two zeros.
    NumberZerosLost = "number-zeros-lost", Number, true;
    /// Eleven digits, and the rest of the row does not vouch for a lost zero.
    NumberZeroUnsure = "number-zero-unsure", Number, true;
    /// Written with a power of ten: a spreadsheet rounded it.
    NumberRounded = "number-rounded", Number, true;
    /// Nine digits: an old identity card's, which is not kept.
    NumberOld = "number-old", Number, false;
    /// Neither a day nor a year.
    BirthBad = "birth-bad", Birth, true;
    /// A year of two digits, and no number that says the century.
    BirthCentury = "birth-century", Birth, true;
    /// Day and month may be the other way round.
    BirthOrder = "birth-order", Birth, true;
    /// After the day of the import.
    BirthFuture = "birth-future", Birth, true;
    /// The number says another birth year.
    BirthApart = "birth-apart", Birth, false;
    /// Neither Nam nor Nữ.
    SexBad = "sex-bad", Sex, false;
    /// The number says another sex.
    SexApart = "sex-apart", Sex, false;
    /// Not a phone number.
    PhoneBad = "phone-bad", Phone, false;
    /// Several phone numbers; the first is taken.
    PhoneSeveral = "phone-several", Phone, false;
    /// Longer than an address is.
    AddressBad = "address-bad", Address, false;
    /// Words that do not say plainly where the account stands.
    StateUnclear = "state-unclear", State, true;
    /// The day of the message is no day.
    SmsDayBad = "sms-day-bad", SmsDay, false;
}

/// What could be read of a row.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct LineContent {
    /// The name.
    pub name: Option<PersonName>,
    /// The 12-digit number.
    pub number: Option<CitizenNumber>,
    /// Birth day or year.
    pub birth: Option<BirthDate>,
    /// Sex.
    pub sex: Option<Sex>,
    /// Phone.
    pub phone: Option<Phone>,
    /// Address.
    pub address: Option<Address>,
    /// The village as the list names it.
    pub village: Option<String>,
    /// The unit as the list names it.
    pub unit: Option<String>,
    /// Where the account stands; none where the list says nothing of it.
    pub state: Option<AccountState>,
    /// The day of the Ministry's message.
    pub sms_day: Option<NaiveDate>,
}

/// A row of a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// Its number in the sheet, from 1.
    pub row: u32,
    /// What could be read.
    pub content: LineContent,
    /// What is the matter, in the order of the fields.
    pub faults: Vec<Fault>,
    /// A zero that a spreadsheet ate was put back before the number.
    pub zero_restored: bool,
}

/// The people of a sheet.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Reading {
    /// A line for each row that is about a person.
    pub lines: Vec<Line>,
    /// Rows below the header that are about nobody: sums, signatures, a header again.
    pub skipped: u32,
}

impl Line {
    /// Whether the row cannot be taken as it is.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.faults.iter().any(|fault| fault.refuses())
    }
}

impl Table {
    /// Reads the rows below the header. `today` is the day of the import: nobody was born after it.
    #[must_use]
    pub fn read(&self, grid: &Grid, today: NaiveDate) -> Reading {
        let mut walk = Walk { table: self, section: place_name(&grid.name), ended: false, today };
        let mut reading = Reading::default();
        for row in grid.rows.iter().skip(self.first) {
            match walk.row(row) {
                Some(line) => reading.lines.push(line),
                None => reading.skipped = reading.skipped.saturating_add(1),
            }
        }
        reading
    }

    /// The text of a field in a row; of two columns that hold it the first.
    fn text(&self, row: &GridRow, field: Field) -> String {
        let column = self.columns.iter().find(|column| column.field == Some(field));
        let text = column.map(|column| (row.cell(column.index), column.script));
        match text {
            Some((Cell::Text(text), script)) => read_cell(text, script),
            Some((cell, _)) => cell.shown(),
            None => String::new(),
        }
    }

    fn cell<'a>(&self, row: &'a GridRow, field: Field) -> (&'a Cell, usize) {
        let column = self.columns.iter().find(|column| column.field == Some(field));
        column.map_or((&Cell::Empty, 0), |column| (row.cell(column.index), column.index))
    }

    fn is_marked(&self, row: &GridRow, field: Field) -> bool {
        !self.cell(row, field).0.is_empty()
    }
}

/// Words a sum, a note or a signature begins with.
const ENDINGS: [&str; 12] = [
    "tong",
    "tong cong",
    "tong so",
    "cong",
    "nguoi lap",
    "nguoi lap bieu",
    "noi nhan",
    "can bo",
    "truong cong an",
    "ghi chu",
    "luu y",
    "danh sach nay",
];
/// Words before the name of a village.
const PLACES: [&str; 12] =
    ["thon", "to dan pho", "tdp", "xom", "khu pho", "khu dan cu", "khu", "ap", "ban", "lang", "buon", "to"];

/// Whether a text begins a sum, a note or a signature.
fn is_ending(text: &str) -> bool {
    let folded = fold(text);
    let begins = |word: &&str| folded.strip_prefix(*word).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    ENDINGS.iter().any(begins)
}

/// Whether a text begins with the word for a village, and goes on.
fn place_name(text: &str) -> Option<String> {
    let folded = fold(text);
    let named = PLACES.iter().any(|word| folded.strip_prefix(word).is_some_and(|rest| rest.starts_with(' ')));
    named.then(|| text.trim().to_owned())
}

/// Goes down a sheet.
struct Walk<'a> {
    table: &'a Table,
    /// The village that a row of its own named last, or the sheet's name.
    section: Option<String>,
    /// A sum or a signature was met.
    ended: bool,
    today: NaiveDate,
}

impl Walk<'_> {
    fn row(&mut self, row: &GridRow) -> Option<Line> {
        let name = self.name(row);
        let said = [Field::Number, Field::Birth, Field::BirthMale, Field::BirthFemale, Field::Phone];
        let says_more = said.iter().any(|field| self.table.is_marked(row, *field));
        if !says_more && self.is_no_person(row, &name) {
            return None;
        }
        if !says_more && name.is_empty() || self.is_numbering(row) || self.is_header(row) {
            return None;
        }
        Some(self.line(row, &name))
    }

    fn name(&self, row: &GridRow) -> String {
        let parts = [Field::Name, Field::Surname, Field::GivenName].map(|field| self.table.text(row, field));
        parts.iter().flat_map(|part| part.split_whitespace()).collect::<Vec<_>>().join(" ")
    }

    /// A row that names a village for those below it, or one at the end.
    fn is_no_person(&mut self, row: &GridRow, name: &str) -> bool {
        let texts: Vec<String> = row.cells.iter().filter(|cell| !cell.is_empty()).map(Cell::shown).collect();
        let texts: Vec<String> = texts.iter().map(|text| read_cell(text, self.script())).collect();
        if texts.iter().any(|text| is_ending(text)) {
            self.ended = true;
        } else if texts.len() <= 2
            && let Some(place) = texts.iter().find_map(|text| place_name(text))
        {
            // The next village's people follow the sum of the last.
            (self.section, self.ended) = (Some(place), false);
            return true;
        }
        self.ended || (name.is_empty() && texts.len() <= 1)
    }

    /// The encoding of the names.
    fn script(&self) -> super::legacy::Script {
        let name = self.table.columns.iter().find(|it| matches!(it.field, Some(Field::Name | Field::Surname)));
        name.map_or(super::legacy::Script::Unicode, |column| column.script)
    }

    /// (1) (2) (3) below the titles.
    fn is_numbering(&self, row: &GridRow) -> bool {
        let short = |cell: &Cell| cell.shown().trim_matches(|c: char| !c.is_alphanumeric()).chars().count() <= 2;
        row.number <= self.table.header_row.saturating_add(1) && row.cells.iter().all(short)
    }

    /// The titles again, on a printed page further down.
    fn is_header(&self, row: &GridRow) -> bool {
        let same = |title: &str, cell: &Cell| fold(title) == fold(&cell.shown());
        let titled = self.table.columns.iter().filter(|column| !row.cell(column.index).is_empty());
        let mut titled = titled.peekable();
        titled.peek().is_some() && titled.all(|column| same(&column.title, row.cell(column.index)))
    }

    fn line(&self, row: &GridRow, name: &str) -> Line {
        let mut faults = Vec::new();
        let mut content = LineContent {
            name: self.person_name(name, &mut faults),
            sex: self.sex(row, &mut faults),
            ..LineContent::default()
        };
        let birth = self.birth(row);
        let zero_restored = self.number_and_birth(row, birth, &mut content, &mut faults);
        content.phone =
            noted(number::phone(self.table.cell(row, Field::Phone).0), &mut faults).flatten().map(|(it, several)| {
                faults.extend(several.then_some(Fault::PhoneSeveral));
                it
            });
        let address = self.table.text(row, Field::Address);
        content.address = Address::parse(&address).ok();
        faults.extend((content.address.is_none() && !address.is_empty()).then_some(Fault::AddressBad));
        self.place(row, &address, &mut content);
        self.account(row, &mut content, &mut faults);
        Line { row: row.number, content, faults, zero_restored }
    }

    fn person_name(&self, name: &str, faults: &mut Vec<Fault>) -> Option<PersonName> {
        if name.is_empty() {
            faults.push(Fault::NameMissing);
            return None;
        }
        noted(PersonName::parse(name).map_err(|_| Fault::NameBad), faults)
    }

    fn sex(&self, row: &GridRow, faults: &mut Vec<Fault>) -> Option<Sex> {
        let marked = [(Sex::Male, [Field::Male, Field::BirthMale]), (Sex::Female, [Field::Female, Field::BirthFemale])];
        let marked = marked.into_iter().find(|(_, fields)| fields.iter().any(|it| self.table.is_marked(row, *it)));
        if let Some((sex, _)) = marked {
            return Some(sex);
        }
        let said = self.table.text(row, Field::Sex);
        match fold(&said).as_str() {
            "nam" | "male" | "m" | "ong" | "trai" => Some(Sex::Male),
            "nu" | "female" | "f" | "ba" | "gai" => Some(Sex::Female),
            "" => None,
            _ => {
                faults.push(Fault::SexBad);
                None
            }
        }
    }

    fn birth(&self, row: &GridRow) -> DayRead {
        let fields = [Field::Birth, Field::BirthMale, Field::BirthFemale];
        let cells = fields.into_iter().map(|field| self.table.cell(row, field));
        let said = cells.into_iter().find(|(cell, _)| !cell.is_empty());
        said.map_or(DayRead::Empty, |(cell, at)| day::read(cell, self.table.months_first.contains(&at)))
    }

    /// Number and birth vouch for each other: for a lost zero, for a century. Returns whether a zero was put back.
    fn number_and_birth(
        &self,
        row: &GridRow,
        read: DayRead,
        content: &mut LineContent,
        faults: &mut Vec<Fault>,
    ) -> bool {
        let birth = match read {
            DayRead::Day(day) => BirthDate::day(day).ok(),
            DayRead::Year(year) => BirthDate::year_only(year).ok(),
            DayRead::Empty | DayRead::Century(_) | DayRead::Order | DayRead::Bad => None,
        };
        let cell = self.table.cell(row, Field::Number).0;
        faults.extend(cell.is_empty().then_some(Fault::NumberMissing));
        let number = noted(number::citizen(cell, birth, content.sex), faults).flatten();
        content.number = number.map(|(number, _)| number);
        let certain = match read {
            DayRead::Century(day) => century(day, content.number).map(Some).ok_or(Fault::BirthCentury),
            DayRead::Order => Err(Fault::BirthOrder),
            DayRead::Bad => Err(Fault::BirthBad),
            DayRead::Empty => Ok(None),
            DayRead::Day(_) | DayRead::Year(_) => birth.map(Some).ok_or(Fault::BirthBad),
        };
        let checked = certain.and_then(|birth| match birth.map(|it| it.checked_on(self.today)) {
            Some(Err(_)) => Err(Fault::BirthFuture),
            Some(Ok(birth)) => Ok(Some(birth)),
            None => Ok(None),
        });
        content.birth = noted(checked, faults).flatten();
        if let Some(number) = content.number {
            let apart = content.birth.is_some_and(|birth| birth.year() != number.birth_year());
            faults.extend(apart.then_some(Fault::BirthApart));
            faults.extend(content.sex.is_some_and(|sex| sex != number.sex()).then_some(Fault::SexApart));
        }
        number.is_some_and(|(_, zero_restored)| zero_restored)
    }

    /// The village's own column, the address, the row above the group, or the sheet's name.
    fn place(&self, row: &GridRow, address: &str, content: &mut LineContent) {
        let said = |field| Some(self.table.text(row, field)).filter(|text| !text.is_empty());
        content.unit = said(Field::Unit);
        let in_address = || address.split([',', ';', '-']).find_map(place_name);
        let otherwise = || in_address().or_else(|| self.section.clone());
        content.village = said(Field::Village).or_else(|| otherwise().filter(|_| content.unit.is_none()));
    }

    fn account(&self, row: &GridRow, content: &mut LineContent, faults: &mut Vec<Fault>) {
        let (said, level) = (self.table.text(row, Field::State), self.table.text(row, Field::Level));
        content.state = state::read(&said, &level, &self.table.heading);
        let unclear = content.state.is_none() && !(said.is_empty() && level.is_empty());
        faults.extend(unclear.then_some(Fault::StateUnclear));
        let (cell, at) = self.table.cell(row, Field::SmsDay);
        content.sms_day = match day::read(cell, self.table.months_first.contains(&at)) {
            DayRead::Day(day) if day <= self.today => Some(day),
            DayRead::Empty => None,
            DayRead::Day(_) | DayRead::Year(_) | DayRead::Century(_) | DayRead::Order | DayRead::Bad => {
                faults.push(Fault::SmsDayBad);
                None
            }
        };
    }
}

/// The day in the century that the number says.
fn century(day: NaiveDate, number: Option<CitizenNumber>) -> Option<BirthDate> {
    let year = number?.birth_year();
    let same = i32::from(year) % 100 == day.year() % 100;
    let day = day.with_year(i32::from(year)).filter(|_| same)?;
    BirthDate::day(day).ok()
}

/// What was read, or its fault among the others.
fn noted<T>(read: Result<T, Fault>, faults: &mut Vec<Fault>) -> Option<T> {
    read.map_err(|fault| faults.push(fault)).ok()
}
