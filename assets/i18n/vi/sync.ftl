# Đồng bộ.

sync-title = Đồng bộ
sync-now = Đồng bộ ngay
sync-pause = Tạm dừng
sync-resume = Tiếp tục
sync-centre = Máy chủ trung tâm
sync-by-itself = Có mạng là tự gửi, không cần bấm gì.
sync-paused-about = Đang tạm dừng. Mọi thứ vẫn lưu trên máy này.

sync-arrived = đã đến nơi
sync-what-counts = Mỗi lần lưu trên máy này là một mục. Chỉ mục có biên nhận đã ký mới tính là đến nơi.
sync-last = Lần gần nhất: { $time }.
sync-next = Tự đồng bộ sau { $time }.
sync-next-seconds = Tự đồng bộ sau { $count } giây.
sync-oldest = Mục cũ nhất chưa đến đã chờ { $time }.
sync-sending = Đang đồng bộ: { $arrived } / { $written } đã đến nơi
sync-sending-safe = đứt mạng cũng không mất gì

sync-days = 14 ngày qua trên máy này
sync-days-about = Mỗi cột là số mục ghi trong một ngày.
sync-days-none = Máy này chưa ghi gì trong 14 ngày qua.
sync-day-row = { $day }: ghi { $written } mục, { $arrived } đã đến nơi, { $waiting } chưa đến.

sync-machines = Máy của xã
sync-machine = Máy
sync-mine = máy này
sync-written = Đã ghi
sync-arrived-short = Đã đến nơi
sync-waiting = Chưa đến
sync-silent = Im lặng
sync-state = Tình trạng
sync-state-all = Đến đủ
sync-state-sending = Đang gửi
sync-state-waiting = Chờ gửi
sync-state-silent = Im lặng lâu
sync-at-least = Số của máy khác là ít nhất: những gì máy đó chưa gửi thì ở đây chưa ai thấy.

sync-receipts = Biên nhận của trung tâm
sync-receipts-none = Chưa có biên nhận nào.
sync-receipt-at = Ký lúc
sync-receipt-up-to = Đến mục
sync-receipt-count = Số mục
sync-receipt-signature = Chữ ký
sync-receipt-fits = Khớp

sync-attach = Nối với máy chủ trung tâm
sync-attach-about = Làm một lần. Người quản lý máy chủ cấp địa chỉ và mã thiết lập cho xã.
sync-attach-leader = Tổ trưởng nối một lần, trên máy của mình. Máy này tự nhận địa chỉ khi vào xã.
sync-attach-do = Nối máy chủ
sync-attach-missing = Điền ô này trước.
sync-address = Địa chỉ máy chủ
sync-address-hint = Bắt đầu bằng https://
sync-address-practice = Xã thực hành chỉ nối với máy chủ chạy trên chính máy này: http://127.0.0.1:…
sync-code = Mã thiết lập
sync-code-hint = Dùng được một lần

sync-certificate = Chứng chỉ riêng của máy chủ
sync-certificate-about = Chỉ cần khi máy chủ dùng chứng chỉ riêng của xã hay tỉnh mà máy này không tự biết. Người quản lý máy chủ đưa tệp chứng chỉ và cho biết mã SHA-256 của nó.
sync-certificate-choose = Chọn chứng chỉ riêng…
sync-certificate-file = Tệp chứng chỉ
sync-certificate-file-hint = Tệp PEM có một chứng chỉ, thường có đuôi .pem hoặc .crt
sync-certificate-pick = Chọn tệp…
sync-certificate-missing = Chọn tệp trước.
sync-certificate-look = Xem mã của tệp
sync-certificate-compare = Mã SHA-256 của tệp này có giống mã người quản lý máy chủ cho biết không?
sync-certificate-compare-about = Hỏi mã bằng đường khác với đường nhận tệp, chẳng hạn gọi điện, và so từng cặp. Khác một cặp thì không dùng.
sync-certificate-code = Mã SHA-256
sync-certificate-same = Giống nhau, tin chứng chỉ này
sync-certificate-differ = Không giống
sync-certificate-trusted = Máy này tin thêm một chứng chỉ riêng, chỉ cho máy chủ này.
sync-certificate-forget = Thôi tin

sync-doctor = Đang ra sao
sync-doctor-also = Ngoài ra
sync-doctor-now = Thử lại ngay
sync-doctor-team = Mở Tổ và máy
sync-doctor-check = Mở kiểm tra sổ
