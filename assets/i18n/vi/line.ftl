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

line-unreachable = Không tới được máy chủ trung tâm. Mọi thứ nằm an toàn trên máy này; có mạng lại ứng dụng sẽ tự gửi.
line-no-network = Máy này không có mạng. Mọi thứ nằm an toàn ở đây; có mạng lại ứng dụng sẽ tự gửi.
line-centre-untrusted = Máy này không biết chứng chỉ của nơi trả lời, nên chưa gửi gì. Mọi thứ nằm an toàn trên máy này. Nếu Wi-Fi đòi đăng nhập, mở trình duyệt đăng nhập trước.
line-certificate-expired = Chứng chỉ của máy chủ đã hết hạn hoặc chưa đến ngày dùng, nên chưa gửi gì. Mọi thứ nằm an toàn trên máy này. Kiểm tra ngày giờ của máy.
line-certificate-other-name = Chứng chỉ của máy chủ mang tên khác, nên chưa gửi gì. Mọi thứ nằm an toàn trên máy này. Hãy báo người quản lý máy chủ.
line-centre-slow = Máy chủ trung tâm không trả lời kịp. Mọi thứ nằm an toàn trên máy này; ứng dụng sẽ tự thử lại.
line-not-the-centre = Nơi trả lời không phải máy chủ trung tâm. Mọi thứ nằm an toàn trên máy này. Nếu Wi-Fi đòi đăng nhập, mở trình duyệt đăng nhập trước.
line-other-commune = Máy chủ này của xã khác, hoặc khóa của máy chủ đã đổi. Không nhận và không tin gì từ đó; mọi thứ vẫn ở trên máy này. Hãy báo người quản lý máy chủ.
line-centre-busy = Máy chủ trung tâm đang bận. Mọi thứ nằm an toàn trên máy này; ứng dụng sẽ tự thử lại.
line-not-admitted = Máy chủ trung tâm chưa nhận máy này. Mọi thứ nằm an toàn trên máy này; hãy báo tổ trưởng.
line-revoked = Máy này đã bị khóa khỏi xã: việc ghi thêm chờ tổ trưởng xem xét, và máy không nhận được gì mới. Những gì đã ghi vẫn nguyên.
line-version-apart = Ứng dụng và máy chủ trung tâm khác phiên bản. Mọi thứ nằm an toàn trên máy này; hãy cài phiên bản mới nhất.
line-local-trouble = Máy này không đồng bộ được. Những gì đã báo “Đã lưu” vẫn nguyên; hãy chạy mục kiểm tra và báo người phụ trách nếu lặp lại.
