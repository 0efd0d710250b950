# Đồng bộ trong một câu: vừa xảy ra gì, dữ liệu có an toàn không, tiếp theo là gì. Khóa ở crate app.

line-no-centre = Xã chưa nối máy chủ trung tâm. Mọi thứ nằm an toàn trên máy này; tổ trưởng nối khi có địa chỉ và mã thiết lập.
line-untried = Chưa đồng bộ từ lúc mở ứng dụng. Mọi thứ nằm an toàn trên máy này; ứng dụng sẽ tự thử.
line-syncing = Đang đồng bộ. Đứt mạng giữa chừng cũng không mất gì.
line-all-arrived = { $arrived } / { $written } đã đến nơi. Mọi việc của máy này đã có biên nhận của trung tâm.
line-some-waiting = { $arrived } / { $written } đã đến nơi. Phần còn lại nằm an toàn trên máy này và sẽ tự gửi.
line-nothing-written = Máy này chưa ghi gì; đã lấy đủ những gì các máy khác gửi.
line-paused = Đã tạm dừng đồng bộ. Mọi thứ nằm an toàn trên máy này; bấm tiếp tục để gửi.
line-missing = Trung tâm chưa đưa đủ: còn thiếu { $count } mục của máy khác. Không mất gì trên máy này; ứng dụng sẽ hỏi lại.
line-fork = Sổ của máy này có hai nhánh: một bản sao của tệp đã được dùng ở nơi khác. Không mất gì; hãy báo tổ trưởng.
line-quarantined = Trung tâm giữ riêng những gì máy này gửi, chờ tổ trưởng xem. Không mất gì.
