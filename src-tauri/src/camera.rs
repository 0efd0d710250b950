//! Who may look through the camera: our own page, and nobody else, and nothing else than the camera.

use tauri::webview::{PermissionKind, PermissionResponse};
use tauri::{Runtime, Webview, WebviewWindow};

/// Answers a page that asks for something of the laptop.
pub fn answer<R: Runtime>(page: &Webview<R>, kind: PermissionKind) -> PermissionResponse {
    let ours = page.url().is_ok_and(|url| {
        let local = url.host_str().is_some_and(|host| matches!(host, "localhost" | "tauri.localhost"));
        match url.scheme() {
            "tauri" => local,
            // As Windows has it.
            "http" | "https" => url.host_str() == Some("tauri.localhost"),
            _ => false,
        }
    });
    if ours && matches!(kind, PermissionKind::Camera) { PermissionResponse::Allow } else { PermissionResponse::Deny }
}

/// While a test drives the window, WebKit's made-up camera stands in for a real one.
///
/// # Errors
/// The window has no page.
#[cfg(target_os = "linux")]
pub fn made_up_for_tests<R: Runtime>(window: &WebviewWindow<R>) -> tauri::Result<()> {
    use webkit2gtk::{SettingsExt as _, WebViewExt as _};
    if std::env::var("TAURI_WEBVIEW_AUTOMATION").as_deref() != Ok("true") {
        return Ok(());
    }
    window.with_webview(|page| {
        if let Some(settings) = page.inner().settings() {
            settings.set_enable_mock_capture_devices(true);
        }
    })
}

/// Other systems' pages have no made-up camera.
///
/// # Errors
/// None.
#[cfg(not(target_os = "linux"))]
pub fn made_up_for_tests<R: Runtime>(_: &WebviewWindow<R>) -> tauri::Result<()> {
    Ok(())
}
