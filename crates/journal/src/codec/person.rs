//! A person's fields, the same in a citizen's slot and in a roster blob.

use domain::person::Sex;
use domain::record::{Person, RosterPerson};
use domain::service::AccountState;

use super::values::{address, birth, coded, day, name, number, phone, put_birth, put_number, put_option_day};
use crate::cbor::{FormatError, Reader, Writer};
use crate::entry::WriteError;

const PERSON_FIELDS: usize = 6;
const ROSTER_PERSON_FIELDS: usize = 3;

/// [name, number|null, birth|null, sex|null, phone|null, address|null]
pub(super) fn put_person(w: &mut Writer, person: &Person) -> Result<(), WriteError> {
    w.array(PERSON_FIELDS).text(person.name.as_str());
    match &person.number {
        Some(number) => put_number(w, number)?,
        None => {
            w.null();
        }
    }
    w.option(person.birth, put_birth);
    w.option(person.sex, |w, sex| {
        w.u8(sex.code());
    });
    w.option(person.phone.as_ref(), |w, phone| {
        w.text(phone.as_str());
    });
    w.option(person.address.as_ref(), |w, address| {
        w.text(address.as_str());
    });
    Ok(())
}

pub(super) fn person(r: &mut Reader<'_>) -> Result<Person, FormatError> {
    r.record(PERSON_FIELDS, |r| {
        Ok(Person {
            name: name(r)?,
            number: r.option(number)?,
            birth: r.option(birth)?,
            sex: r.option(|r| coded(r, Sex::from_code))?,
            phone: r.option(phone)?,
            address: r.option(address)?,
        })
    })
}

/// [person, account state, SMS day|null]
pub(crate) fn write_roster_person(w: &mut Writer, it: &RosterPerson) -> Result<(), WriteError> {
    w.array(ROSTER_PERSON_FIELDS);
    put_person(w, &it.person)?;
    w.u8(it.state.code());
    put_option_day(w, it.sms_day);
    Ok(())
}

pub(crate) fn read_roster_person(r: &mut Reader<'_>) -> Result<RosterPerson, FormatError> {
    r.record(ROSTER_PERSON_FIELDS, |r| {
        Ok(RosterPerson { person: person(r)?, state: coded(r, AccountState::from_code)?, sms_day: r.option(day)? })
    })
}
