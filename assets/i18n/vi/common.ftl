# Chữ dùng ở mọi màn hình.

common-app = Đồng Hành
common-practice = Xã thực hành
common-screens = Màn hình
common-switch-hint = + số để chuyển
common-switch-language = Đổi tiếng Việt / tiếng Anh
common-status = Trạng thái

common-saved-here = Lượt đã lưu trên máy này
common-arrived = Đã đến nơi
common-oldest-unsent = Cũ nhất chưa gửi
common-all-arrived = Mọi lượt đã đến nơi
common-no-centre = Chưa có máy chủ trung tâm
common-line-untried = Chưa thử kết nối
common-line-offline = Không có mạng
common-line-syncing = Đang đồng bộ
common-line-online = Có mạng
common-line-paused = Tạm dừng đồng bộ
common-line-trouble = Đồng bộ cần xem lại

common-lock = Khóa
common-locks-in = Tự khóa sau { $count } giây
common-locks-soon = Không ai dùng máy nên ứng dụng sắp tự khóa. Chạm phím hoặc chuột để làm tiếp.
common-help = Trợ giúp
common-close = Đóng
common-dismiss = Ẩn thông báo này
common-notices = Thông báo
common-show-pin = Hiện mã đang gõ
common-show-pin-key = Hiện mã đang gõ (Ctrl+H)
common-caps-lock = Caps Lock đang bật
common-day-placeholder = ngày/tháng/năm
common-day-unread = Chưa đọc được ngày này. Gõ như 24/11/2026.

common-key-left = mũi tên trái
common-key-right = mũi tên phải
common-key-up = mũi tên lên
common-key-down = mũi tên xuống

common-duration-moment = dưới 1 phút
common-duration-minutes = { $count } phút
common-duration-hours = { $hours } giờ { $minutes } phút
common-duration-days = { $count } ngày

common-commune = xã { $name }
common-no-session = Chưa mở buổi
common-practice-mark = XÃ THỰC HÀNH · người không có thật, số liệu không rời máy này
common-try-again = Thử lại
