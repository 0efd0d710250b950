//! The desktop window of Đồng Hành: Tauri around `app`. Nothing is decided here.
#![cfg_attr(all(not(debug_assertions), target_os = "windows"), windows_subsystem = "windows")]

mod bindings;
mod camera;
mod commands;
mod desk;
mod difficulty;
mod events;
mod follow_up;
mod office;
mod painting;
mod paper;
mod practice;
mod roster;
mod team;
mod training;
mod window;

fn main() -> tauri::Result<()> {
    window::run()
}
