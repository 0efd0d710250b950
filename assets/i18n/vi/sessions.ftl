# Buổi hỗ trợ.

sessions-title = Buổi hỗ trợ
sessions-none = Chưa có buổi hỗ trợ nào
sessions-none-next = Mỗi buổi có thôn, địa điểm, ngày và những người hỗ trợ. Sổ ghi của buổi nằm ở đây.
sessions-back = Quay lại
sessions-scan-at-desk = Quét thẻ ở Bàn hỗ trợ (Ctrl+1). Thẻ vừa quét chưa được ghi.

# Danh sách
sessions-where = Nơi hỗ trợ
sessions-day = Ngày
sessions-state = Tình trạng
sessions-is-open = Đang mở
sessions-closed = Đã đóng
sessions-citizens = Người

# Mở buổi
sessions-open = Mở buổi hỗ trợ
sessions-open-about = Đã điền theo lần trước. Xem lại, sửa chỗ khác rồi Enter.
sessions-opened = Đã mở buổi ở { $name }. Quét thẻ hoặc gõ tên ngay.
sessions-village = Thôn
sessions-unit = Đơn vị
sessions-where-missing = Chọn nơi hỗ trợ.
sessions-place = Địa điểm
sessions-place-hint = Ví dụ: Nhà văn hóa thôn. Để trống cũng được.
sessions-day-missing = Ghi ngày của buổi.
sessions-first-ticket = Phiếu đầu tiên
sessions-first-ticket-hint = Số trên tờ phiếu đầu tiên phát cho bà con.
sessions-ticket-wrong = Số phiếu từ 1 đến 99.999.
sessions-members = Người hỗ trợ có mặt
sessions-members-missing = Chọn ít nhất một người có mặt.
sessions-twin = { $name } đã có một buổi đang mở ngày { $day }.
sessions-twin-next = Có thể máy khác đã mở. Nếu là cùng buổi thì quay lại và ghi tiếp vào buổi đó.
