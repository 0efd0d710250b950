# Cài đặt.

settings-title = Cài đặt
settings-appearance = Hiển thị
settings-language = Ngôn ngữ
settings-theme = Nền
settings-theme-auto = Theo máy
settings-theme-light = Sáng
settings-theme-dark = Tối
