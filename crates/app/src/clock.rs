//! Days and instants as the views carry them: Vietnam's time, +07:00 the whole year, whatever the laptop's zone.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, SecondsFormat, Utc};

/// Vietnam's time: seconds east of Greenwich.
const OFFSET_SECONDS: i32 = 7 * 3600;
/// Milliseconds of a minute.
const MINUTE_MS: i64 = 60_000;

/// The day of an instant.
pub(crate) fn day_of(at_ms: i64) -> NaiveDate {
    local(at_ms).date_naive()
}

/// The instant at which a day begins.
pub(crate) fn begin_of(day: NaiveDate) -> i64 {
    let midnight = day.and_time(NaiveTime::MIN).and_utc().timestamp_millis();
    midnight.saturating_sub(i64::from(OFFSET_SECONDS) * 1000)
}

/// RFC 3339 with +07:00, to the second.
pub(crate) fn instant(at_ms: i64) -> String {
    local(at_ms).to_rfc3339_opts(SecondsFormat::Secs, false)
}

/// `21:22`.
pub(crate) fn time_of_day(at_ms: i64) -> String {
    local(at_ms).format("%H:%M").to_string()
}

/// `YYYY-MM-DD`.
pub(crate) fn iso(day: NaiveDate) -> String {
    day.format("%Y-%m-%d").to_string()
}

/// Reads `YYYY-MM-DD`.
pub(crate) fn read_day(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").ok()
}

/// Whole minutes from `then_ms` to `now_ms`; 0 where the clock stands before it.
pub(crate) fn minutes_between(then_ms: i64, now_ms: i64) -> u32 {
    u32::try_from(now_ms.saturating_sub(then_ms).max(0) / MINUTE_MS).unwrap_or(u32::MAX)
}

/// An RFC 3339 text as people read it: `21:22 21/11/2026`.
pub(crate) fn read_instant(text: &str) -> Option<String> {
    DateTime::parse_from_rfc3339(text).ok().map(|at| at.format("%H:%M %d/%m/%Y").to_string())
}

/// What the clock on the wall of the field shows; none outside the calendar.
pub(crate) fn wall(at_ms: i64) -> Option<NaiveDateTime> {
    DateTime::from_timestamp_millis(at_ms).map(|_| local(at_ms).naive_local())
}

fn local(at_ms: i64) -> DateTime<FixedOffset> {
    let utc: DateTime<Utc> = DateTime::from_timestamp_millis(at_ms).unwrap_or_default();
    match FixedOffset::east_opt(OFFSET_SECONDS) {
        Some(offset) => utc.with_timezone(&offset),
        None => utc.fixed_offset(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-21 17:01 UTC: past midnight in Vietnam.
    const PAST_MIDNIGHT_MS: i64 = 1_795_280_460_000;

    #[test]
    fn an_instant_is_told_in_vietnams_time() {
        assert_eq!(instant(PAST_MIDNIGHT_MS), "2026-11-22T00:01:00+07:00");
        assert_eq!(iso(day_of(PAST_MIDNIGHT_MS)), "2026-11-22");
        assert_eq!(time_of_day(PAST_MIDNIGHT_MS), "00:01");
        assert_eq!(read_instant("2026-11-22T00:01:00+07:00").as_deref(), Some("00:01 22/11/2026"));
    }

    #[test]
    fn a_day_begins_at_vietnams_midnight() {
        let day = day_of(PAST_MIDNIGHT_MS);
        assert_eq!(instant(begin_of(day)), "2026-11-22T00:00:00+07:00");
        assert_eq!(day_of(begin_of(day) - 1), day.pred_opt().unwrap());
    }

    #[test]
    fn a_clock_set_back_makes_no_negative_age() {
        assert_eq!(minutes_between(120_000, 0), 0);
        assert_eq!(minutes_between(0, 119_999), 1);
        assert_eq!(minutes_between(0, i64::MAX), u32::MAX);
    }

    #[test]
    fn a_day_is_read_in_one_form_only() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(read_day(text).map(iso).as_deref(), expected, "{text:?}");
        };
        check("2026-11-21", Some("2026-11-21"));
        check(" 2026-11-21 ", Some("2026-11-21"));
        check("2026-02-30", None);
        check("21/11/2026", None);
        check("", None);
    }
}
