# Công dân, từng lượt hỗ trợ, lịch sử và sửa.

people-title = Công dân
people-back = Quay lại
people-nothing = chưa có

# Tìm
people-search = Tìm công dân
people-search-hint = Gõ tên, đuôi số định danh hay điện thoại, hoặc quét thẻ
people-empty = Tìm một người
people-empty-next = Gõ vài chữ của tên, hoặc ba số cuối trên thẻ. Mở ra sẽ thấy mọi lượt đã làm cho người đó, ở bất cứ máy nào.
people-nobody = Không thấy ai
people-nobody-next = Xem lại cách gõ, thử đuôi số. Người mới được ghi ở Bàn hỗ trợ (Ctrl+1).
people-results = Kết quả tìm
people-more = Còn nữa: gõ thêm năm sinh hoặc đuôi số.
people-look-alike = Trùng tên, năm sinh và thôn
people-look-alikes =
    { $n ->
       *[other] { $count } người trùng tên, năm sinh và thôn.
    }
people-look-alikes-ask = So ba số cuối trên thẻ rồi mới mở.
people-come-back-on = Hẹn lại { $day }
people-col-name = Họ tên
people-col-sex = Giới
people-col-birth-year = Năm sinh
people-col-village = Thôn
people-col-tail = Đuôi số
people-col-state = Tài khoản
people-col-service = Việc
people-col-outcome = Kết quả
people-col-when = Lúc
people-col-member = Người ghi
people-col-device = Máy

# Một người
people-show-number = Hiện đủ số
people-number = Số định danh
people-number-hint = 12 số trên thẻ, hoặc để trống.
people-birth = Ngày sinh
people-birth-hint = 21/11/1990, hoặc chỉ năm 1990.
people-sex = Giới tính
people-sex-unknown = Chưa rõ
people-phone = Điện thoại
people-village = Thôn
people-unit = Đơn vị
people-nowhere = Chưa rõ
people-address = Địa chỉ
people-account = Danh sách công an xã
people-roster = { $state } (danh sách ngày { $day })
people-roster-none = Không có trong danh sách
people-rule-unverified = { $citation }, chưa có người đối chiếu
people-done = Đã làm cho người này
people-done-none = Chưa có lượt nào.
people-voided = Đã hủy
people-correct-person = Sửa hồ sơ
people-name-missing = Ghi họ tên.
people-corrected-now = Đã sửa hồ sơ của { $name }.

# Một lượt
people-assist = Lượt hỗ trợ
people-assist-of = Lượt { $number } · { $name }
people-nameless = chưa có tên
people-difficulties = Khó khăn
people-return-day = Ngày hẹn lại
people-utilities = Tiện ích đã hướng dẫn
people-state-before = Tài khoản trước khi làm
people-ticket = Phiếu số
people-note = Ghi chú
people-note-hint = Đừng ghi mật khẩu, passcode hay mã OTP.
people-logged-by = Người ghi
people-by = { $member }, { $device }
people-arrival = Đồng bộ
people-arrived = Đã đến trung tâm
people-waits = Chưa có biên nhận của trung tâm
people-to-person = Mở hồ sơ người này
people-to-session = Mở buổi
people-is-voided = Lượt này đã hủy: vẫn nằm trong sổ nhưng không tính.
people-conflict = Lượt này có hai bản sửa khác nhau.
people-conflict-next = Xem lịch sử bên dưới rồi sửa lại một lần cho đúng; lần sửa sau cùng sẽ được dùng.
people-correct = Sửa
people-correct-assist = Sửa lượt
people-assist-corrected = Đã sửa lượt { $number }.
people-correct-about = giá trị cũ vẫn nằm trong lịch sử
people-reason = Lý do sửa
people-reason-hint = Ghi ngắn gọn: gõ nhầm, nghe nhầm, bà con báo lại.
people-reason-missing = Ghi lý do thì mới sửa được.
people-save = Lưu bản sửa
people-void = Hủy lượt
people-void-title = Hủy lượt { $number }?
people-void-about = Lượt vẫn nằm trong sổ, gạch ngang, và không được tính nữa. Việc này không làm ngược lại được; ghi nhầm ít thì nên sửa.
people-voided-now = Đã hủy lượt { $number }.
people-keep = Giữ lại

# Lịch sử
people-history = Lịch sử
people-because = Lý do: { $reason }
people-before = trước
people-after = sau
people-in-use = đang dùng

# Hai bản sửa khác nhau
people-conflict-field = Chọn giá trị đúng: { $field }
people-conflict-about = Hai người sửa mà không biết nhau. Cả hai giá trị được giữ; chưa ai chọn thì bản sau được dùng.
people-conflict-leader = Tổ trưởng chọn giá trị đúng. Bạn vẫn làm việc khác được.
people-conflict-choose = Chọn
people-conflict-choose-value = Chọn { $value }
people-conflict-settled = Đã chọn. Cả hai giá trị vẫn nằm trong lịch sử.
people-conflicts = Chờ chọn giá trị đúng · { $count }
people-conflicts-about = Những hồ sơ và lượt mà hai người sửa khác nhau. Mở ra, so hai bên rồi chọn.
people-conflicts-row = { $name }: { $fields }
people-ignored = không tính: không phải tổ trưởng chọn
