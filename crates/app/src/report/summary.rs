//! The counts beside a log: gathered while its lines go by, so that the sheets cannot disagree.

use std::collections::BTreeMap;

use documents::session_log::{Summary, SummaryLine, SummaryTable};
use domain::format;
use domain::record::Assist;
use domain::service::{DifficultyCode, Outcome, Service};
use store::rows::{OutreachRow, Row, SessionTally};

use super::{Report, moment};

/// What the lines that count hold.
#[derive(Default)]
pub(super) struct Gathered {
    outcomes: BTreeMap<Outcome, u32>,
    services: BTreeMap<Service, u32>,
    difficulties: BTreeMap<DifficultyCode, u32>,
    voided: u32,
}

impl Gathered {
    /// Counts one line; a voided one counts nowhere else.
    pub(super) fn add(&mut self, row: &Row<Assist>) {
        if row.voided.is_some() {
            self.voided = self.voided.saturating_add(1);
            return;
        }
        grow(&mut self.outcomes, row.record.outcome);
        grow(&mut self.services, row.record.service);
        for code in &row.record.difficulties {
            grow(&mut self.difficulties, code.clone());
        }
    }

    /// The summary sheet.
    pub(super) fn told(self, report: &Report<'_>, tally: &SessionTally, talks: &[OutreachRow]) -> Summary {
        let mut tables = vec![self.by_outcome(report), self.by_service(report)];
        tables.extend(self.by_difficulty(report));
        tables.extend(by_talk(report, talks));
        Summary { title: report.word("summary-title"), facts: facts(report, tally), tables }
    }

    fn by_outcome(&self, report: &Report<'_>) -> SummaryTable {
        let line = |outcome: &Outcome| {
            let count = self.outcomes.get(outcome).copied().unwrap_or_default();
            SummaryLine { label: report.choice("outcome", outcome.key()), count }
        };
        let mut lines: Vec<SummaryLine> = Outcome::ALL.iter().map(line).collect();
        let total = self.outcomes.values().sum();
        if self.voided > 0 {
            lines.push(SummaryLine { label: report.word("voided-not-counted"), count: self.voided });
        }
        table(report, "by-outcome", lines, Some(total))
    }

    fn by_service(&self, report: &Report<'_>) -> SummaryTable {
        let line = |(service, count): (&Service, &u32)| SummaryLine {
            label: report.choice("service", service.key()),
            count: *count,
        };
        let lines = self.services.iter().map(line).collect();
        table(report, "by-service", lines, Some(self.services.values().sum()))
    }

    fn by_difficulty(&self, report: &Report<'_>) -> Option<SummaryTable> {
        let mut met: Vec<(&DifficultyCode, u32)> =
            self.difficulties.iter().map(|(code, count)| (code, *count)).collect();
        met.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        let lines: Vec<SummaryLine> =
            met.into_iter().map(|(code, count)| SummaryLine { label: report.difficulty(code), count }).collect();
        (!lines.is_empty()).then(|| table(report, "by-difficulty", lines, None))
    }
}

fn by_talk(report: &Report<'_>, talks: &[OutreachRow]) -> Option<SummaryTable> {
    let line = |talk: &OutreachRow| {
        let kind = report.choice("outreach-kind", talk.record.kind.key());
        let topic = talk.record.topic.as_ref().map(|topic| format!("{kind}: {}", topic.as_str()));
        SummaryLine { label: topic.unwrap_or(kind), count: talk.record.heads }
    };
    let lines: Vec<SummaryLine> = talks.iter().filter(|talk| talk.voided.is_none()).map(line).collect();
    let total = lines.iter().map(|line| line.count).fold(0, u32::saturating_add);
    let told = table(report, "talks", lines, Some(total));
    (!told.lines.is_empty()).then(|| SummaryTable { unit: report.word("unit-heads"), ..told })
}

fn facts(report: &Report<'_>, tally: &SessionTally) -> Vec<(String, String)> {
    let (session, word) = (&report.session.row, |key: &str| report.word(&format!("fact-{key}")));
    let members: Vec<String> = session.record.members.iter().map(|it| report.names.member(Some(*it))).collect();
    let instant = |at_ms: i64| moment(at_ms).format("%H:%M %d/%m/%Y").to_string();
    let number = |count: u32| report.texts.number(u64::from(count));
    let mut facts = vec![
        (word("commune"), report.commune.clone()),
        (word("place"), report.place()),
        (word("day"), format::date(session.record.day)),
        (word("members"), members.join(", ")),
        (word("opened"), instant(session.origin.stamp.wall_ms)),
    ];
    if let Some(closed) = &report.session.closed {
        facts.push((word("closed"), instant(closed.origin.stamp.wall_ms)));
        facts.extend(closed.closing.heads.map(|heads| (word("heads"), number(heads))));
    }
    facts.push((word("citizens"), number(tally.counts.citizens)));
    facts.push((word("outreach-heads"), number(tally.counts.outreach_heads)));
    facts
}

fn table(report: &Report<'_>, title: &str, lines: Vec<SummaryLine>, total: Option<u32>) -> SummaryTable {
    SummaryTable {
        title: report.word(title),
        unit: report.word("unit-assists"),
        lines,
        total: total.map(|count| SummaryLine { label: report.word("total"), count }),
    }
}

fn grow<K: Ord>(counts: &mut BTreeMap<K, u32>, key: K) {
    let count = counts.entry(key).or_default();
    *count = count.saturating_add(1);
}
