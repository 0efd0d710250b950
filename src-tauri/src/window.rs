//! The one window: its size, its files, and what happens when a second one is started.

use std::path::PathBuf;

use app::App;
use tauri::{AppHandle, Manager, WebviewUrl, WebviewWindowBuilder};
use tauri_specta::Event;

use crate::bindings;
use crate::camera;
use crate::events::Changed;
use crate::painting;
use crate::practice::PracticeCentre;

/// Overrides the folder of both profiles.
const HOME_VARIABLE: &str = "DONGHANH_HOME";

/// Builds and runs the window until it is closed.
///
/// # Errors
/// Where the system has no web view, or the folder of the profiles cannot be found.
pub fn run() -> tauri::Result<()> {
    let builder = bindings::builder();
    tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|handle, _, _| show(handle)))
        .plugin(tauri_plugin_window_state::Builder::default().build())
        .plugin(tauri_plugin_dialog::init())
        .on_permission_request(|page, kind| camera::answer(&page, kind))
        .invoke_handler(builder.invoke_handler())
        .setup(move |tauri| {
            builder.mount_events(tauri);
            let app = App::at(&home(tauri.handle())?);
            let handle = tauri.handle().clone();
            app.start_background(move || drop(Changed.emit(&handle)));
            tauri.manage(app);
            tauri.manage(PracticeCentre::from_environment());
            open(tauri.handle())
        })
        .run(tauri::generate_context!())
}

fn home(handle: &AppHandle) -> tauri::Result<PathBuf> {
    match std::env::var_os(HOME_VARIABLE) {
        Some(folder) => Ok(PathBuf::from(folder)),
        None => handle.path().app_local_data_dir(),
    }
}

fn open(handle: &AppHandle) -> Result<(), Box<dyn std::error::Error>> {
    let window = WebviewWindowBuilder::new(handle, "main", WebviewUrl::default())
        .title("Đồng Hành")
        .inner_size(1366.0, 768.0)
        .min_inner_size(800.0, 560.0)
        .zoom_hotkeys_enabled(true)
        // A picture that is dropped goes to the page, which reads it.
        .disable_drag_drop_handler()
        .build()?;
    painting::by_processor(&window)?;
    camera::made_up_for_tests(&window)?;
    Ok(())
}

fn show(handle: &AppHandle) {
    if let Some(window) = handle.get_webview_window("main") {
        drop(window.unminimize());
        drop(window.set_focus());
    }
}
