# Tên các ô có thể sửa. Khóa đi kèm ChangeView của crate app.

field-session-place = Địa điểm
field-session-village = Thôn của buổi
field-session-day = Ngày của buổi
field-outreach-heads = Số người dự
field-outreach-topic = Nội dung
field-citizen-village = Thôn
field-citizen-unit = Đơn vị
field-citizen-name = Họ tên
field-citizen-number = Số định danh
field-citizen-birth = Ngày sinh
field-citizen-sex = Giới tính
field-citizen-phone = Điện thoại
field-citizen-address = Địa chỉ
field-assist-service = Việc
field-assist-outcome = Kết quả
field-assist-difficulties = Khó khăn
field-assist-return-day = Ngày hẹn
field-assist-utilities = Tiện ích
field-assist-citizen = Công dân
field-assist-age = Nhóm tuổi
field-assist-note = Ghi chú
field-assist-state-before = Tài khoản trước đó
field-assist-sms-day = Ngày tin nhắn của Bộ

age-band-under-14 = Dưới 14 tuổi
age-band-from-14 = Từ 14 tuổi
age-band-unknown = Chưa rõ tuổi
