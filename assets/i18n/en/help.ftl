# Guide and help.

help-title = Guide
help-keys = Keys
help-everywhere = On every screen
