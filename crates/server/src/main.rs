//! `donghanh-server`: arguments in, one line per answer out. What is done is in the library.

mod signals;

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;
use chrono::{DateTime, SecondsFormat};
use clap::Parser;
use serde_json::json;
use server::settings::{Arguments, BundleCommand, Choices, Chosen, Command, CommuneCommand, ConfigCommand, Place};
use server::{Centre, Clock, CommuneCounts, Returned, Running, Server, TlsFiles};
use signals::{Signals, Told};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;
const LOG_FILTER: &str = "the log filter is not understood";

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Standard error is all that is left to tell it to.
            let _ = writeln!(io::stderr(), "donghanh-server: {error:#}");
            ExitCode::FAILURE
        }
    }
}

#[tokio::main]
async fn run(arguments: Arguments) -> anyhow::Result<()> {
    let choices = match &arguments.config {
        Some(file) => arguments.choices.or(Choices::read(file)?),
        None => arguments.choices,
    };
    let place = choices.place();
    match arguments.command {
        Command::Serve => serve(choices.settle()?).await,
        Command::Config(ConfigCommand::Check) => check(&choices.settle()?),
        Command::Commune(CommuneCommand::Add { practice, days, json }) => add(&place, practice, days, json).await,
        Command::Commune(CommuneCommand::List { json }) => list(&place, json).await,
        Command::Bundle(BundleCommand::Import { file, back, json }) => import(&place, &file, &back, json).await,
        Command::Restored => restored(&place).await,
    }
}

async fn serve(Chosen { settings, log }: Chosen) -> anyhow::Result<()> {
    server::trace::start(&log).context(LOG_FILTER)?;
    let mut signals = Signals::listen()?;
    let mut running = Server::start(settings).await?;
    say(&format!("listening {}", running.url()))?;
    until_told_to_stop(&mut running, &mut signals).await.context("the centre ended by itself")?;
    tracing::info!("stopping");
    Ok(running.stop().await?)
}

async fn until_told_to_stop(running: &mut Running, signals: &mut Signals) -> io::Result<()> {
    loop {
        tokio::select! {
            told = signals.next() => match told {
                Told::Stop => return Ok(()),
                Told::Reload => running.reload(),
            },
            ended = running.ended() => return ended.and(Err(io::ErrorKind::BrokenPipe.into())),
        }
    }
}

fn check(chosen: &Chosen) -> anyhow::Result<()> {
    server::trace::filter(&chosen.log).context(LOG_FILTER)?;
    chosen.settings.tls.as_ref().map_or(Ok(()), TlsFiles::check)?;
    say(chosen.shown()?.trim_end())
}

async fn add(place: &Place, practice: bool, days: u16, as_json: bool) -> anyhow::Result<()> {
    let centre = Centre::open(place, true, Clock::System).await?;
    let (code, expires_at_ms) = centre.new_setup_code(practice, i64::from(days).saturating_mul(DAY_MS)).await?;
    centre.close().await;
    if as_json {
        let line = json!({ "setup_code": code.to_string(), "expires_at_ms": expires_at_ms, "practice": practice });
        return say(&line.to_string());
    }
    say(&code.to_string())?;
    let until = time(expires_at_ms);
    explain(&format!("Mã thiết lập dùng một lần, hết hạn lúc {until}. Mã chỉ hiện lần này."))?;
    explain(&format!("One-time set-up code, valid until {until}. It is not shown again."))
}

async fn list(place: &Place, as_json: bool) -> anyhow::Result<()> {
    let centre = Centre::open(place, true, Clock::System).await?;
    let communes = centre.communes().await?;
    centre.close().await;
    communes.iter().try_for_each(|commune| say(&if as_json { json_line(commune) } else { text_line(commune) }))
}

fn json_line(commune: &CommuneCounts) -> String {
    let line = json!({
        "commune": commune.commune.to_string(),
        "practice": commune.practice,
        "admitted_at_ms": commune.admitted_at_ms,
        "devices": commune.devices,
        "entries": commune.entries,
    });
    line.to_string()
}

fn text_line(commune: &CommuneCounts) -> String {
    let practice = if commune.practice { "  thực hành (practice)" } else { "" };
    format!(
        "{}  {}  {} máy (devices)  {} mục (entries){practice}",
        commune.commune,
        time(commune.admitted_at_ms),
        commune.devices,
        commune.entries
    )
}

async fn import(place: &Place, file: &Path, back: &Path, as_json: bool) -> anyhow::Result<()> {
    let centre = Centre::open(place, true, Clock::System).await?;
    let returned = centre.import_bundle(file, back).await;
    centre.close().await;
    say(&if as_json { returned_json(&returned?, back) } else { returned_text(&returned?, back) })
}

fn returned_json(returned: &Returned, back: &Path) -> String {
    let tally = returned.tally;
    let line = json!({
        "taken": tally.taken,
        "known": tally.known,
        "waiting": tally.waiting,
        "refused": tally.refused,
        "damaged": tally.damaged,
        "damaged_parts": returned.damaged_parts,
        "whole": returned.whole,
        "cut": returned.cut,
        "receipts": returned.receipts,
        "return": back.display().to_string(),
    });
    line.to_string()
}

fn returned_text(returned: &Returned, back: &Path) -> String {
    let tally = returned.tally;
    let mut lines = vec![
        format!("{} mục mới (new entries), {} mục đã có (known)", tally.taken, tally.known),
        format!("{} mục thiếu phần trước (waiting), {} mục không nhận (refused)", tally.waiting, tally.refused),
    ];
    if !returned.whole {
        let end = if returned.cut { ", mất đoạn cuối (cut off)" } else { "" };
        let parts: Vec<String> = returned.damaged_parts.iter().map(u32::to_string).collect();
        lines.push(format!("{} phần hỏng (damaged parts) {}{end}", tally.damaged, parts.join(", ")));
    }
    lines.push(format!("{} biên nhận (receipts): {}", returned.receipts, back.display()));
    lines.join("\n")
}

async fn restored(place: &Place) -> anyhow::Result<()> {
    let centre = Centre::open(place, true, Clock::System).await?;
    centre.renew_log().await?;
    centre.close().await;
    explain("Nhật ký có mã mới: mọi máy sẽ gửi lại những gì đang giữ.")?;
    explain("The log has a new id: every device will offer again what it holds.")
}

fn time(at_ms: i64) -> String {
    let time = DateTime::from_timestamp_millis(at_ms);
    time.map_or_else(|| "?".into(), |time| time.to_rfc3339_opts(SecondsFormat::Secs, true))
}

/// An answer, for programs and people.
fn say(line: &str) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{line}")?;
    Ok(out.flush()?)
}

/// A word beside the answer, for people.
fn explain(line: &str) -> anyhow::Result<()> {
    Ok(writeln!(io::stderr(), "{line}")?)
}
