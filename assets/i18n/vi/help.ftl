# Hướng dẫn và trợ giúp.

help-title = Hướng dẫn
help-keys = Phím tắt
help-everywhere = Ở mọi màn hình
