//! The list of commands, and the TypeScript written from it.

use tauri_specta::{Builder, collect_commands, collect_events};

use crate::commands::*;
use crate::desk::*;
use crate::difficulty::*;
use crate::events::Changed;
use crate::follow_up::*;
use crate::office::*;
use crate::paper::*;
use crate::roster::*;
use crate::team::*;
use crate::training::*;

/// Every command and event of the window.
pub fn builder() -> Builder<tauri::Wry> {
    Builder::new()
        .commands(collect_commands![
            status,
            start_practice,
            set_up,
            choose_profile,
            unlock,
            lock,
            check_secret,
            change_pin,
            hand_over,
            take_place,
            set_auto_lock,
            touch,
            commune,
            strip,
            add_member,
            offices,
            save_office,
            remove_office,
            authority,
            quarantine,
            decide,
            set_role,
            revoke_laptop,
            rotate_keys,
            make_recovery,
            confirm_recovery,
            recover,
            request_to_join,
            read_join_request,
            answer_join,
            accept_join_answer,
            sessions,
            session,
            open_session,
            close_session,
            log_outreach,
            desk,
            search,
            scan,
            scanner,
            scanner_test,
            judge_scanner,
            open_person,
            new_person,
            triage,
            log_assist,
            undo_last,
            training,
            begin_training,
            end_training,
            catalogue,
            save_difficulty,
            offer_difficulty,
            difficulty_uses,
            drafts,
            keep_drafts,
            assist,
            person,
            correct_assist,
            correct_person,
            conflicts,
            settle_assist,
            settle_person,
            void_assist,
            verify,
            export_name,
            export_session,
            pads,
            print_pad,
            pile,
            key_slip,
            spoil_slip,
            keep_slips,
            guide_code,
            print_leaflet,
            follow_ups,
            log_call,
            phone_of,
            call_sheet_name,
            export_call_sheet,
            roster_check,
            roster_import,
            roster_progress,
            roster_cancel,
            roster_refused,
            roster_sample,
            sync_state,
            attach_centre,
            look_at_certificate,
            trust_certificate,
            sync_now,
            pause_sync,
            bundle_name,
            export_bundle,
            import_bundle,
            backup_state,
            backup_name,
            set_backup_passphrase,
            choose_second_place,
            back_up,
            copy_now,
            drill,
            restore,
            documents_folder,
            pick_folder,
            pick_file,
            pick_place
        ])
        .events(collect_events![Changed])
}

#[cfg(test)]
mod tests {
    use specta_typescript::Typescript;

    /// The bindings are committed; with `UPDATE_BINDINGS=1` they are written anew, else they must be the same.
    #[test]
    fn the_committed_bindings_say_what_the_commands_say() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/lib/api/bindings.gen.ts");
        let fresh = std::env::temp_dir().join(format!("bindings-{}.ts", std::process::id()));
        let typescript =
            Typescript::default().header("// Written by `cargo xtask codegen`; do not edit.\n/* eslint-disable */\n");
        super::builder().export(typescript, &fresh).expect("every type can be written in TypeScript");
        let written = std::fs::read_to_string(&fresh).expect("just written");
        std::fs::remove_file(&fresh).expect("just written");
        if std::env::var_os("UPDATE_BINDINGS").is_some() {
            std::fs::write(&path, &written).expect("the ui folder can be written");
        }
        let committed = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(committed == written, "bindings.gen.ts is out of date: run `cargo xtask codegen`");
    }
}
