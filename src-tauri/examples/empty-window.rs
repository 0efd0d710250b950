//! A window with nothing in it: what the start and the memory of ours are compared with. Never shipped.

fn main() -> tauri::Result<()> {
    tauri::Builder::default().run(tauri::generate_context!("examples/empty/tauri.conf.json"))
}
