# Buổi hỗ trợ.

sessions-key-rows = Đi qua các buổi
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

# Một buổi
sessions-cancel = Thôi
sessions-opened-at = mở lúc { $time }
sessions-closed-at = đóng lúc { $time }
sessions-export = Xuất sổ
sessions-log = Sổ ghi của buổi
sessions-log-none = Chưa có lượt nào. Lượt ghi ở Bàn hỗ trợ sẽ hiện ở đây.
sessions-log-all = Hiện cả { $count } lượt
sessions-col-person = Công dân
sessions-col-time = Giờ
sessions-col-service = Việc
sessions-col-outcome = Kết quả
sessions-col-difficulties = Khó khăn
sessions-col-return = Ngày hẹn
sessions-col-arrived = Đến nơi
sessions-nameless = Chưa có tên
sessions-slip = Phiếu { $ticket }
sessions-voided = Đã hủy
sessions-corrected = đã sửa
sessions-conflict = hai bản sửa khác nhau
sessions-has-arrived = Đã đến trung tâm
sessions-waits-here = Chưa có biên nhận của trung tâm
sessions-figures = Số liệu của buổi
sessions-figures-closed = Số liệu khi đóng buổi
sessions-heads = Đếm tại chỗ
sessions-people-logged = Người trong sổ ghi
sessions-assists = Số lượt
sessions-not-logged = Chưa ghi sổ
sessions-voided-not-counted = Đã hủy, không tính
sessions-closed-later = Lượt từ máy khác đến sau vẫn được tính vào đúng buổi này.
sessions-difficulties = Khó khăn gặp phải
sessions-devices = Số lượt theo máy
sessions-talks = Tuyên truyền, số người
sessions-talks-none = Chưa ghi buổi tuyên truyền nào.
sessions-talk-heads = Tổng số người
sessions-talk-add = Ghi buổi tuyên truyền
sessions-talk-kind = Hình thức
sessions-talk-count = Số người dự
sessions-talk-count-hint = Đếm hoặc ước chừng tại chỗ.
sessions-talk-count-missing = Ghi số người bằng chữ số.
sessions-talk-topic = Nội dung
sessions-talk-topic-hint = Ví dụ: lợi ích mức 2, phòng lừa đảo. Để trống cũng được.
sessions-talk-save = Lưu
sessions-talk-saved = Đã ghi buổi tuyên truyền.

# Đóng buổi
sessions-close = Đóng buổi
sessions-close-title = Đóng buổi hỗ trợ
sessions-close-about = Việc còn lại không chặn đóng buổi. Đóng rồi vẫn sửa được từng lượt; sổ không mất gì.
sessions-close-leader = Tổ trưởng đóng buổi
sessions-close-leader-next = Mọi lượt đã nằm trong sổ. Nhờ tổ trưởng mở khóa máy này, hoặc đóng buổi ở máy của tổ trưởng.
sessions-already-closed = Buổi này đã đóng.
sessions-closed-now = Đã đóng buổi ở { $name }.
sessions-heads-hint = người trong phòng, tổ trưởng đếm
sessions-heads-unread = Chỉ gõ chữ số, không quá 100.000.
sessions-log-empty = chưa có lượt nào
sessions-difference = Lệch
sessions-not-counted = gõ số người đã đếm
sessions-log-short = sổ ghi thiếu
sessions-log-over = sổ ghi nhiều hơn
sessions-log-fits = khớp
sessions-minutes = Ghi vào biên bản
sessions-most-met = Vướng nhiều nhất:
sessions-checks = Cần xem
sessions-checks-hint = không việc nào chặn đóng buổi
sessions-checks-none = Không còn gì phải xem: không ai bị ghi hai lần, ai hẹn lại cũng có ngày.
sessions-check-open = Xem lượt { $number }
sessions-check-see = Xem lượt { $number }, { $name }
sessions-check-more = và { $count } lượt nữa trong sổ ghi
sessions-check-half-done =
    { $n ->
       *[other] Còn { $count } người đang dở ở bàn, chưa lưu
    }
sessions-check-half-done-next = Về bàn (Ctrl+1) lưu nốt; đóng buổi là bỏ những bản nháp này.
sessions-check-short =
    { $n ->
       *[other] Sổ ghi thiếu { $count } người so với số đếm
    }
sessions-check-short-next = Thường là phiếu giấy chưa nhập, hoặc người về sớm.
sessions-check-over =
    { $n ->
       *[other] Sổ ghi nhiều hơn số đếm { $count } người
    }
sessions-check-over-next = Có thể có người đã về trước lúc đếm, hoặc một người bị ghi hai lần.
sessions-check-twice =
    { $n ->
       *[other] Một người, { $count } lượt: { $name }
    }
sessions-check-twice-next = Làm hai việc thì đúng. Nếu hai máy cùng ghi một việc, mở một lượt ra hủy.
sessions-check-alike =
    { $n ->
       *[other] { $count } lượt cùng tên, khác hồ sơ: { $name }
    }
sessions-check-alike-next = So năm sinh và đuôi số. Nếu là một người, hủy lượt ghi thừa.
sessions-check-conflict =
    { $n ->
       *[other] { $count } lượt có hai bản sửa khác nhau
    }
sessions-check-conflict-next = Hai máy sửa khác nhau. Mở lượt, xem lịch sử rồi sửa lại một lần cho đúng.
sessions-check-no-day =
    { $n ->
       *[other] { $count } lượt hẹn lại chưa có ngày
    }
sessions-check-no-day-next = Có ngày thì bà con biết lúc nào quay lại, tổ biết gọi ai.
sessions-check-nameless =
    { $n ->
       *[other] { $count } lượt chưa có tên người
    }
sessions-check-nameless-next = Thường mới ghi số phiếu. Tìm tờ phiếu để ghi nốt.
sessions-check-unsent =
    { $n ->
       *[other] { $count } lượt của máy này chưa đến nơi
    }
sessions-check-unsent-next = Vẫn đóng được. Mọi lượt nằm an toàn trên máy này và sẽ tự gửi khi có mạng.
sessions-check-unsent-practice = Vẫn đóng được. Đây là xã thực hành: không có gì phải gửi.
sessions-check-review = { $count } lượt có chữ máy quét gõ không rõ
sessions-check-review-next = Mở từng lượt, so họ tên và địa chỉ với thẻ hay danh sách; sửa rồi xóa dòng nhắc trong ghi chú.
