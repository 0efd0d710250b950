# Công dân.

people-title = Công dân
people-none = Chưa có ai trong sổ
people-none-next = Người được hỗ trợ lần đầu ở bàn hỗ trợ sẽ hiện ở đây, cùng mọi lượt của người đó.
