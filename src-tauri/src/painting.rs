//! How the page is painted: by the processor. It is text and fields that hardly move, and the graphics stack that would
//! paint it otherwise costs an old laptop memory, the wait for its driver at every start, and now and then the picture.

use tauri::{Runtime, WebviewWindow};

/// Has the processor paint; before the page is shown, or what was begun for it would stay.
///
/// # Errors
/// The window has no page.
#[cfg(target_os = "linux")]
pub fn by_processor<R: Runtime>(window: &WebviewWindow<R>) -> tauri::Result<()> {
    use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt as _, WebViewExt as _};
    window.with_webview(|page| {
        if let Some(settings) = page.inner().settings() {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
    })
}

/// Other systems bring a web view that sees to it by itself.
///
/// # Errors
/// None.
#[cfg(not(target_os = "linux"))]
pub fn by_processor<R: Runtime>(_: &WebviewWindow<R>) -> tauri::Result<()> {
    Ok(())
}
