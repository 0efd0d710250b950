# Chuyện gì đã xảy ra với một mục. Khóa đi kèm HistoryAct của crate app.

history-written = Ghi lần đầu
history-corrected = Sửa
history-voided = Hủy
