//! Builds Tauri's context and keeps SQLCipher's symbols inside the executable.

fn main() {
    if std::env::var("CARGO_CFG_TARGET_OS").as_deref() == Ok("linux") {
        // WebKit's libraries use SQLite too; exported sqlite3_* symbols would be taken for theirs.
        println!("cargo:rustc-link-arg-bins=-Wl,--exclude-libs,ALL");
    }
    tauri_build::build();
}
