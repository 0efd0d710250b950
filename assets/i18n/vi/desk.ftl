# Bàn hỗ trợ.

desk-title = Bàn hỗ trợ
desk-no-session = Chưa mở buổi hỗ trợ nào
desk-no-session-next = Mở một buổi ở thôn hoặc đơn vị trước, rồi quét thẻ hay gõ tên ngay tại đây. Không cần mạng.
desk-open-session = Mở buổi hỗ trợ
desk-retry = Thử lại

# Ô quét và gõ
desk-next = Mời người tiếp theo
desk-next-how = Quét thẻ căn cước, hoặc gõ tên, đuôi số định danh, đuôi số điện thoại.
desk-box = Quét thẻ hoặc gõ tên, đuôi số
desk-box-next = Quét thẻ người tiếp theo, hoặc gõ tên, đuôi số
desk-box-keeps = người đang mở sẽ được giữ lại
desk-box-marks = không cần gõ dấu
desk-box-clear = Xóa ô đang gõ
desk-step-find = Quét thẻ hoặc gõ tên. Đang ở ô nào cũng quét được.
desk-step-outcome = Chọn kết quả bằng phím số
desk-step-save = Lưu, rồi mời người tiếp theo
desk-unread = Chưa đọc được thẻ.
desk-rescan = Quét lại
desk-type-by-hand = Gõ tay

# Đọc thẻ từ ảnh
desk-read-card = Đọc thẻ không cần máy quét
desk-read-card-short = Camera, ảnh
desk-picture = Ảnh mặt thẻ có mã QR
desk-picture-how = Chọn ảnh chụp hoặc bản quét mặt thẻ có mã QR. Cũng có thể kéo ảnh thả vào đây, hoặc dán (Ctrl+V).
desk-picture-choose = Chọn ảnh
desk-picture-reading = Đang tìm mã QR trong ảnh…
desk-picture-kept-nowhere = Ảnh chỉ được đọc ngay trên máy này rồi bỏ: không lưu, không sao chép, không gửi đi đâu. Dùng xong, xóa ảnh thẻ khỏi máy và điện thoại.
desk-picture-none = Tệp này không phải ảnh, hoặc là loại ảnh chưa đọc được.
desk-picture-none-next = Dùng ảnh JPEG hoặc PNG. Ảnh iPhone (HEIC) thì chụp màn hình ảnh đó rồi dùng ảnh chụp màn hình.
desk-picture-large = Ảnh quá lớn.
desk-picture-large-next = Ảnh chỉ được tới 40 MB và 64 triệu điểm ảnh. Cắt lấy phần mã QR, hoặc chụp lại.
desk-picture-no-code = Không thấy mã QR trong ảnh.
desk-picture-no-code-next = Chụp gần hơn, cho mã QR chiếm ít nhất một phần tư ảnh; giữ thẻ phẳng, đủ sáng, không lóa đèn, đợi máy lấy nét. Thẻ gắn chip có mã ở mặt trước, thẻ Căn cước mới ở mặt sau.
desk-picture-many = Trong ảnh có nhiều mã QR khác nhau.
desk-picture-many-next = Chụp từng thẻ một, hoặc cắt ảnh để chỉ còn một mã.
desk-picture-no-reader = Chưa đọc được ảnh vì bộ phận đọc mã không chạy.
desk-picture-no-reader-next = Chưa có gì được ghi. Đóng ứng dụng, mở lại rồi thử; vẫn không được thì dùng máy quét hoặc gõ tay.

# Đọc thẻ bằng camera
desk-camera-view = Hình từ camera
desk-camera-how = Đưa mã QR vào khung, giữ yên. Đọc được là tự đóng.
desk-camera-starting = Đang bật camera…
desk-camera-which = Camera
desk-camera-none = Không thấy camera nào.
desk-camera-none-next = Cắm camera (hoặc mở nắp che) rồi thử lại, hoặc chọn ảnh ở bên cạnh.
desk-camera-refused = Hệ thống không cho dùng camera.
desk-camera-refused-next = Trong cài đặt quyền riêng tư của hệ thống, cho phép ứng dụng dùng camera rồi thử lại, hoặc chọn ảnh ở bên cạnh.
desk-camera-busy = Camera đang bận.
desk-camera-busy-next = Đóng chương trình khác đang dùng camera (Zalo, họp trực tuyến) rồi thử lại, hoặc chọn ảnh ở bên cạnh.

# Những người tìm thấy
desk-results = Kết quả tìm
desk-col-name = Họ tên
desk-col-sex = Giới
desk-col-birth-year = Năm sinh
desk-col-village = Thôn
desk-col-tail = Đuôi số
desk-col-state = Tài khoản
desk-come-back-on = Hẹn lại { $day }
desk-look-alikes =
    { $n ->
       *[other] { $count } người trùng tên, năm sinh và thôn.
    }
desk-look-alikes-ask = Hỏi ba số cuối trên thẻ rồi mới chọn.
desk-foot-choose = chọn
desk-foot-open = mở
desk-more = Còn nữa: gõ thêm năm sinh hoặc đuôi số
desk-nobody = Không thấy ai. Xem lại cách gõ, hoặc ghi người mới bằng nút bên dưới.
desk-new = Người mới
desk-new-named = Người mới “{ $name }”

# Người đang mở
desk-person = Thông tin công dân
desk-nameless = Chưa có tên
desk-source-card = Thẻ đọc đủ
desk-source-record = Đã có hồ sơ
desk-source-roster = Có trong danh sách công an
desk-source-typed = Người mới, gõ tay
desk-born = sinh
desk-village = thôn
desk-edit = Sửa
desk-choose-village = Chọn thôn
desk-birth-placeholder = 1/2/1990
desk-ticket = Phiếu số
desk-account = Tài khoản đang ở bước nào
desk-account-now = Tài khoản hiện nay
desk-account-no-roster = Không có trong danh sách: hỏi bà con
desk-by-roster = Danh sách công an xã
desk-message = Tin nhắn của Bộ
desk-message-day = Ngày nhận tin nhắn của Bộ
desk-message-edit = Sửa ngày nhận tin nhắn
desk-message-none = Chưa đến bước này
desk-clock = Đã qua { $passed } ngày, còn { $left } ngày
desk-days-left = Còn { $days }
desk-days-of = trong { $count }
desk-days-over = Quá hạn { $days }
desk-last-day = Hôm nay là hạn cuối
desk-last-time = Lần trước
desk-first-time = Lần đầu được hỗ trợ

# Căn cứ
desk-by-rule = Căn cứ
desk-decree = NĐ { $number }
desk-rule = Căn cứ của gợi ý
desk-rule-unverified = chưa đối chiếu
desk-rule-text = Văn bản
desk-rule-from = Có hiệu lực từ
desk-rule-checked = Đối chiếu
desk-rule-checked-yes = Đã có người đối chiếu với văn bản
desk-rule-checked-no = Chưa có người đối chiếu với văn bản
desk-rule-need = Gợi ý
desk-rule-clocks = Thời hạn đang chạy
desk-rule-go = Đến đâu
desk-rule-bring = Mang theo
desk-rule-mind = Phải nhắc

# Việc làm cho người đó
desk-service = Việc
desk-service-utilities = Tiện ích
desk-service-recovery = Khôi phục
desk-outcome = Kết quả
desk-utilities = Tiện ích
desk-utilities-level-1 = Mức 1
desk-utilities-level-2 = Mức 2 có thêm
desk-difficulties = Khó khăn, theo mã hoặc chữ
desk-difficulties-short = Khó khăn
desk-difficulties-hint = mã hoặc chữ
desk-difficulties-placeholder = Gõ mã hoặc vài chữ
desk-difficulties-more = gõ thêm
desk-difficulties-none = Không có khó khăn nào như vậy. Gõ “khác” rồi ghi chú.
desk-difficulties-remove = Bỏ { $code }
desk-read-aloud = Đọc cho bà con nghe
desk-read-aloud-none = Chọn khó khăn để hiện câu hỏi đọc cho bà con nghe.
desk-return = Ngày hẹn lại
desk-return-short = Hẹn lại
desk-return-offers = Ngày hẹn chọn nhanh
desk-return-tomorrow = Mai
desk-return-before-deadline = Trước hạn
desk-return-week = 1 tuần
desk-return-before = trước hạn { $days }
desk-return-late = sau hạn kích hoạt
desk-note = Ghi chú
desk-note-placeholder = Ghi chú (không mật khẩu, OTP)
desk-call-on = Điện thoại để gọi lại
desk-save = Lưu, người tiếp theo
desk-back = Quay lại

# Vừa xong
desk-saved = Đã lưu trên máy này · { $count }
desk-undone = Đã hủy lượt { $number } · { $name }
desk-kept = Đã giữ lại { $name }, chưa lưu
desk-choose-day = Chưa có ngày hẹn. Bấm 5–8 chọn ngày, hoặc Enter lần nữa để lưu không ngày.
desk-choose-outcome = Bấm 1–4 chọn kết quả, rồi Enter
desk-choose-person = Chọn người bằng mũi tên rồi Enter
desk-drafts-full = Đã có 9 người dở dang: lưu hoặc bỏ bớt trước
desk-field-unread = Có một ô chưa đọc được: sửa rồi Enter

# Danh sách của buổi
desk-evening = Buổi này
desk-evening-none = Chưa có lượt nào. Lượt đầu tiên sẽ hiện ở đây.
desk-undo = hủy lượt cuối
desk-voided = Đã hủy
desk-already = Từ trước
desk-already-now = Có từ trước
desk-corrected = đã sửa
desk-conflict = hai bản sửa khác nhau
desk-slip = Phiếu { $number }
desk-totals = Số lượt theo kết quả
desk-peak = Giờ cao điểm
desk-peak-end = Hết cao điểm
desk-peak-ticket = Phiếu
desk-peak-pad = Tập phiếu khác bắt đầu từ số (Enter)
desk-peak-how = Một phím là lưu xong phiếu này; họ tên và chi tiết điền sau. Quét thẻ hoặc gõ tên vẫn làm như thường; tìm bằng đuôi số thì tắt giờ cao điểm trước.
desk-ticket-saved = Đã lưu phiếu { $ticket }: { $outcome }
desk-key-ticket = Lưu phiếu: { $outcome }
desk-key-fill = Điền người cho phiếu ghi nhanh
desk-tickets-waiting = Máy đang lưu các phiếu trước: chờ một chút rồi bấm tiếp
desk-completes = Điền người cho phiếu { $number }, đã ghi lúc { $time }
desk-fill-next =
    { $n ->
       *[other] Điền người cho { $count } phiếu
    }
desk-fill = Phiếu { $number } là của ai?
desk-fill-how = Đã ghi: { $service }, { $outcome }. Quét thẻ hoặc gõ tên; Esc để thôi.

desk-drafts = Đang dở
desk-unsaved = chưa lưu
desk-draft-kept = Chưa lưu · bản nháp đã giữ trên máy này
desk-draft-failed = Không giữ được bản nháp: lưu người này trước khi rời máy
desk-discard = Bỏ lượt dở của { $name }

# Tên phím
desk-key-down = Xuống người sau
desk-key-up = Lên người trước
desk-key-open = Mở người đang chọn
desk-key-new = Người mới
desk-key-return = Hẹn lại: { $day }
desk-key-return-other = Hẹn lại ngày khác, gõ vào
desk-key-service = Đổi việc
desk-key-undo = Hủy lượt vừa lưu
desk-key-recall = Mở lại { $name }
desk-mended = đã sửa chữ máy quét gõ méo
desk-doubts = Chữ chưa chắc
desk-doubts-hint = Máy quét gõ không rõ: nhìn thẻ, chọn chữ đúng.
desk-key-doubts = Chọn chữ máy quét gõ không rõ
desk-try-scanner = Thử máy quét
