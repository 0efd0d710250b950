# Cài đặt.

settings-title = Cài đặt
settings-appearance = Hiển thị
settings-language = Ngôn ngữ
settings-theme = Nền
settings-theme-auto = Theo máy
settings-theme-light = Sáng
settings-theme-dark = Tối
settings-sound = Âm thanh ở bàn hỗ trợ
settings-sound-on = Bật
settings-sound-off = Tắt

settings-profile = Xã đang mở trên máy này
settings-profile-practice = Xã thực hành. Người và số liệu không có thật, nằm ở tệp riêng.
settings-profile-commune = Xã thật. Xã thực hành nằm ở tệp riêng, mở ra tập lúc nào cũng được; xã thật sẽ được khóa lại.
settings-profile-turning = Đang chuyển, chờ vài giây

settings-lock = Mở khóa máy này
settings-lock-about =
    { $kind ->
        [passphrase] Hệ điều hành của máy này không có kho khóa, nên mở bằng cụm mật khẩu.
       *[pin] Khóa riêng của máy này nằm trong kho khóa của hệ điều hành, nên mã PIN là đủ.
    }
settings-lock-weak = Mã của bạn ngắn hơn mức máy này cần. Ai lấy được ổ đĩa thì dò ra rất nhanh; hãy đổi sang cụm mật khẩu.
settings-lock-change =
    { $kind ->
        [passphrase] Đổi cụm mật khẩu
       *[pin] Đổi mã PIN
    }
settings-lock-old =
    { $kind ->
        [passphrase] Cụm mật khẩu đang dùng
       *[pin] Mã PIN đang dùng
    }
settings-lock-old-missing = Gõ mã đang dùng.
settings-lock-new =
    { $kind ->
        [passphrase] Cụm mật khẩu mới
       *[pin] Mã PIN mới
    }
settings-lock-changing = Đang khóa lại bằng mã mới, chờ vài giây
settings-lock-changed = Đã đổi. Lần mở khóa sau dùng mã mới.
settings-lock-after = Tự khóa khi không ai dùng
settings-lock-after-about = Máy ngủ hay gập nắp thì khóa luôn. Tự khóa rồi, lượt chưa đến nơi vẫn được gửi tiếp tối đa 1 giờ.

settings-here = Người mở được máy này · { $count }
settings-here-about = Mỗi người một mã riêng. Dữ liệu trên máy là chung; mỗi lượt ghi tên người đang làm.
settings-here-people = Người mở được máy này
settings-here-add = Thêm người mở máy này
settings-here-who = Ai sẽ dùng chung máy này
settings-here-choose = Chọn người
settings-here-missing = Chọn người trước.
settings-here-nobody = Ai ghi chép hay là tổ trưởng đều mở được máy này rồi. Chưa có tên thì thêm người vào tổ trước.
settings-here-theirs =
    { $kind ->
        [passphrase] Người đó tự đặt cụm mật khẩu
       *[pin] Người đó tự đặt mã PIN
    }
settings-here-yours =
    { $kind ->
        [passphrase] Cụm mật khẩu của bạn
       *[pin] Mã PIN của bạn
    }
settings-here-yours-hint = Để chắc rằng chính bạn, tổ trưởng, cho phép.
settings-here-adding = Đang tạo khóa cho người này, chờ vài giây
settings-here-do = Cho mở máy này
settings-here-added = Từ bây giờ { $name } mở được máy này.
settings-here-remove = Bỏ { $name } khỏi máy này
settings-here-remove-short = Bỏ
settings-here-remove-about = Người này không mở được máy này nữa. Những lượt đã ghi còn nguyên, các máy khác không đổi. Người đó vẫn ở trong tổ.
settings-here-removed = { $name } không mở được máy này nữa.

settings-villages = Thôn · { $count }
settings-units = Đơn vị · { $count }
settings-units-none = Chưa có đơn vị nào.
settings-places-about = Thôn và đơn vị được ghi khi lập xã.
settings-member-name = Họ và tên
settings-member-add = Thêm người
settings-member-missing = Ghi họ tên.
settings-member-about = Người này tự đặt mã mở khóa khi máy của họ vào xã (Đồng bộ, “Cho máy mới vào”), hoặc khi bạn cho mở máy này.
settings-member-added = Đã thêm { $name }.
settings-unit-name = Tên đơn vị
settings-unit-kind = Loại

settings-verify = Kiểm tra sổ
settings-verify-about = Đọc lại toàn bộ tệp trên máy này và so từng mục. Không sửa gì.
settings-verify-now = Kiểm tra ngay
settings-verifying = Đang đọc lại từng mục
settings-verify-holds = Mọi thứ khớp. Sổ trên máy này nguyên vẹn.
settings-verify-fails = Có mục không khớp. Đừng xóa hay cài lại gì; sao chép cả thư mục dữ liệu ra nơi khác rồi báo người phụ trách.
settings-verify-entries = Số mục theo máy:
settings-check = Kiểm tra
settings-check-count = Số mục
settings-check-result = Kết quả
settings-check-holds = Khớp
settings-check-fails = Không khớp

settings-backup = Sao lưu
settings-backup-about = Mỗi ngày, khi buổi đã đóng, ứng dụng tự chép một bản mã hóa sang nơi thứ hai và giữ 5 bản gần nhất. Mã mở máy hằng ngày không mở được các bản này.
settings-backup-passphrase = Cụm mật khẩu sao lưu
settings-backup-passphrase-about = Cụm này mở mọi bản sao lưu làm từ bây giờ; các bản cũ vẫn dùng cụm cũ. Ghi ra giấy và cất riêng, không để chung với USB. Mã khôi phục của xã, nếu có, cũng mở được.
settings-backup-passphrase-new = Cụm mật khẩu cho bản sao lưu
settings-backup-passphrase-do = Đặt cụm mật khẩu
settings-backup-passphrase-set = Đã đặt. Các bản sao lưu từ bây giờ mở bằng cụm này.
settings-backup-folder = Nơi chép: { $folder } · { $count } bản
settings-backup-copy = Sao chép ngay
settings-backup-copying = Đang chép, đọc lại và kiểm tra; vẫn làm việc khác được
settings-backup-drill = Thử khôi phục
settings-backup-drilling = Đang mở bản mới nhất ở thư mục tạm và kiểm tra từng mục
settings-backup-place = Chọn nơi chép…
settings-backup-by-hand = Sao lưu ra USB…
settings-backup-path = Nơi lưu bản sao lưu
settings-backup-written = Đã ghi, đọc lại và kiểm tra: { $entries } mục.

settings-about = Giới thiệu
settings-version = Đồng Hành { $version }. Phần mềm tự do, giấy phép Apache-2.0 hoặc MIT.

settings-scanner = Máy quét
settings-scanner-about = Quét một mã trên màn hình để biết máy quét này gõ chữ tiếng Việt thế nào. Kết quả nhớ trên máy này.
settings-scanner-never = Chưa thử máy quét nào trên máy này.
settings-scanner-test = Thử máy quét
settings-scanner-test-how = Đưa máy quét vào mã dưới đây và quét một lần. Con trỏ để yên trong ô.
settings-scanner-test-code = Mã thử máy quét
settings-scanner-test-box = Ô nhận chữ quét
settings-scanner-test-not-whole = Đây không phải mã thử, hoặc chưa quét hết. Đưa máy quét gần hơn, tăng độ sáng màn hình rồi quét lại.

settings-offices = Nơi làm thủ tục · { $count }
settings-offices-about = Bàn hỗ trợ chỉ cho bà con những nơi này (F2), kèm giờ mở cửa. Tổ trưởng sửa ở một máy, các máy khác của xã nhận khi đồng bộ.
settings-offices-caption = Nơi làm thủ tục
settings-offices-none = Chưa có nơi nào.
settings-office-name = Tên nơi làm thủ tục
settings-office-name-hint = Ví dụ: Bộ phận Một cửa, Công an xã
settings-office-tasks = Ở đây làm được
settings-office-hours = Giờ mở cửa
settings-office-hours-hint = Gõ như 7:30-11:30, 13:30-17:00. Ngày nghỉ để trống.
settings-office-copy = Chép giờ Thứ Hai cho đến Thứ Sáu
settings-office-address = Địa chỉ
settings-office-phone = Điện thoại
settings-office-note = Ghi chú
settings-office-note-hint = Ví dụ: nghỉ các ngày lễ, lên tầng 2
settings-office-add = Thêm nơi
settings-office-change = Sửa { $name }
settings-office-change-short = Sửa
settings-office-save = Lưu nơi này
settings-office-saved = Đã lưu: { $name }.
settings-office-remove = Bỏ { $name } khỏi danh sách
settings-office-remove-short = Bỏ
settings-office-remove-about = Bàn hỗ trợ không chỉ bà con đến đây nữa, ở mọi máy sau khi đồng bộ.
settings-office-removed = Đã bỏ { $name } khỏi danh sách.
settings-office-full = Đã có 50 nơi, không thêm được nữa.

settings-difficulties = Khó khăn và lời đọc
settings-difficulties-about = Thêm khó khăn bà con xã mình hay gặp, viết lại lời đọc, cất mã không dùng. Các máy khác của xã nhận khi đồng bộ.
settings-difficulties-open = Mở danh mục
settings-difficulties-caption = Khó khăn
settings-difficulties-only-leader = Chỉ tổ trưởng sửa được danh mục này.
settings-difficulty-code = Mã
settings-difficulty-label = Tên khó khăn
settings-difficulty-label-en = Tên tiếng Anh, nếu có
settings-difficulty-remedy = Lời đọc cho bà con
settings-difficulty-remedy-hint = Mỗi dòng một câu hỏi hay một bước ngắn, nhiều nhất 4 dòng.
settings-difficulty-remedy-en = Lời đọc tiếng Anh, nếu có
settings-difficulty-month = Tháng này
settings-difficulty-state = Tình trạng
settings-difficulty-own = Lời của xã
settings-difficulty-added = Xã thêm
settings-difficulty-away = Đã cất
settings-difficulty-add = Thêm khó khăn
settings-difficulty-change = Sửa { $code }
settings-difficulty-change-short = Sửa
settings-difficulty-put-away = Cất { $code }
settings-difficulty-put-away-short = Cất
settings-difficulty-bring-back = Dùng lại { $code }
settings-difficulty-bring-back-short = Dùng lại
settings-difficulty-save = Lưu lời này
settings-difficulty-saved = Đã lưu: { $label }.
settings-difficulty-put = Đã cất { $code }. Lượt cũ có mã này vẫn hiện đủ chữ.
settings-difficulty-brought = Đã dùng lại { $code }.
