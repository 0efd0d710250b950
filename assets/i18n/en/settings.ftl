# Settings.

settings-title = Settings
settings-appearance = Appearance
settings-language = Language
settings-theme = Colours
settings-theme-auto = As the system
settings-theme-light = Light
settings-theme-dark = Dark
